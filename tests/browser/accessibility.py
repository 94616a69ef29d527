"""What of a panel a keyboard, a screen reader or a narrow window cannot use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

PANEL = ".llmnb-panel"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What ipywidgets itself makes, and nothing of ours can mend: a CSS selector, and the reason.
EXCLUDED: dict[str, str] = {}
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

THEME = """async theme => {
  await jupyterapp.commands.execute('apputils:change-theme', { theme });
  jupyterapp.shell.collapseLeft();
  jupyterapp.shell.collapseRight();
}"""
UNFOLD = """panel => {
  panel.querySelectorAll('details').forEach(e => (e.open = true));
  panel.querySelectorAll('[aria-expanded=false]').forEach(e => e.click());
}"""
THEMED = """light => document.body.dataset.jpThemeLight === String(light)
  && getComputedStyle(document.body).getPropertyValue('--jp-layout-color1') !== ''"""
# The enabled controls of a panel are numbered in the order of the document.
NUMBER = """panel => {
  panel.querySelectorAll('[data-test-number]').forEach(e => delete e.dataset.testNumber);
  const controls = [...panel.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]'
  )].filter(e => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && !e.disabled);
  controls.forEach((e, number) => e.setAttribute('data-test-number', number));
  return controls.map(e => e.outerHTML.slice(0, 200));
}"""
# What looks as if it could be pressed, and is no control.
FOR_THE_MOUSE = """panel => [...panel.querySelectorAll('*')].filter(e =>
    getComputedStyle(e).cursor === 'pointer' && e.checkVisibility()
    && !e.closest('a[href], button, input, select, textarea, summary, label, [tabindex]')
    && !e.closest('.noUi-base'))
  .map(e => e.outerHTML.slice(0, 200))"""
FOCUSED = "() => document.activeElement.getAttribute('data-test-number')"
FOCUS = "panel => panel.querySelector('[data-test-number=\"0\"]')?.focus()"
WIDER = """panel => [...panel.querySelectorAll(
    'label, button, select, summary, li, pre, p, .widget-label, .widget-html-content,'
    + '.widget-box'  // which scrolls, but was not made to
  )].filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline'
    && (e.matches('.widget-box') || !/auto|scroll/.test(getComputedStyle(e).overflowX))
    && e.scrollWidth > e.clientWidth)
  .map(e => `${e.scrollWidth} > ${e.clientWidth}: ${e.outerHTML.slice(0, 200)}`)"""
# Texts, controls and boxes that scroll, as far as something around them hides a part of them that
# nothing between the two can be scrolled to.
HIDDEN = """panel => {
  const scrolls = style => /auto|scroll/.test(style.overflowX);
  const seen = e => {
    if (e.matches('button, input, select, textarea, summary, meter, progress, svg, .noUi-handle')
        || e !== panel && scrolls(getComputedStyle(e))) {
      return [e.parentElement, [e.getBoundingClientRect()]];
    }
    const range = document.createRange();
    const texts = [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    return [e, texts.flatMap(n => (range.selectNodeContents(n), [...range.getClientRects()]))];
  };
  const found = [];
  for (const e of panel.querySelectorAll(':not(style, option, svg *)')) {
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    let [around, boxes] = seen(e);
    boxes = boxes.filter(box => box.width && box.height);
    for (; boxes.length && panel.contains(around); around = around.parentElement) {
      const style = getComputedStyle(around), room = around.getBoundingClientRect();
      if (around !== panel && scrolls(style)) break;
      if (style.display === 'inline' || style.overflowX === 'visible') continue;
      const out = Math.max(...boxes.map(b => Math.max(b.right - room.right, room.left - b.left)));
      if (out > 1) {
        found.push(`${out} px beyond ${around.className}: ${e.outerHTML.slice(0, 200)}`);
        break;
      }
    }
  }
  return found;
}"""
NAMELESS = re.compile(
    r"^\s*- (?:button|checkbox|combobox|link|listbox|meter|option|progressbar|radio|region|slider|"
    r"spinbutton|switch|tab|tabpanel|textbox)(?! \")(?:$|[ :].*)",
    re.MULTILINE,
)


def dress(page: Page, theme: str, width: int) -> None:
    """Give a page a theme and a width, all of it for the notebook, and open what is folded."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.evaluate(THEME, theme)
    page.wait_for_function(THEMED, arg=theme == LIGHT)
    page.locator(PANEL).evaluate(UNFOLD)
    page.wait_for_timeout(300)  # colours change gradually


def violations(page: Page) -> list[str]:
    """Return what breaks axe-core's rules of the levels A and AA in the panels of a page."""
    context: dict[str, Any] = {"include": [[PANEL]], "exclude": [[s] for s in EXCLUDED]}
    options = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:300]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def clipped(page: Page) -> list[str]:
    """Return what of a panel is wider than its room, or is cut off by what is around it."""
    panel = page.locator(PANEL)
    return [*panel.evaluate(WIDER), *panel.evaluate(HIDDEN)]


def nameless(page: Page) -> list[str]:
    """Return the controls of a panel that have no accessible name."""
    return NAMELESS.findall(page.locator(PANEL).aria_snapshot())


def for_the_mouse(page: Page) -> list[str]:
    """Return what in a panel can only be pressed with a mouse."""
    return list(page.locator(PANEL).evaluate(FOR_THE_MOUSE))


def unreached(page: Page) -> list[str]:
    """Return the enabled controls of a panel that Tab does not reach in their order."""
    panel = page.locator(PANEL)
    controls = panel.evaluate(NUMBER)
    panel.evaluate(FOCUS)
    reached = []
    for _ in controls:
        reached.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    return [html for number, html in enumerate(controls) if reached[number] != str(number)]


def problems(page: Page) -> list[str]:
    """Return whatever of the panels of a page somebody cannot use, with what is wrong with it."""
    checks = violations, clipped, nameless, for_the_mouse, unreached
    return [f"{check.__name__}: {found}" for check in checks for found in check(page)]
