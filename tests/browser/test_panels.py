"""Every panel can be used with a keyboard and a screen reader, in both themes and narrowly."""

from __future__ import annotations

import os
from pathlib import Path

import accessibility
import lab as jupyter
import pytest

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("PANEL_PICTURES")  # the folder of the documentation's pictures
THEMES = accessibility.LIGHT, accessibility.DARK
WIDTHS = 900, 400  # pixels

# A panel is shown by a cell, with everything that it can show.
PANELS = {
    "playground": (
        "%llm_load demo\nanimal = 'bear'\n"
        "panel = llmnb.Playground('Tell me a story about a {{ animal }}.', temperature=0.5,\n"
        "                         max_tokens=25, seed=1)\n"
        "panel.generate(); panel.pin(); panel.sweep('temperature', [0, 1.2])\n"
        "panel"
    ),
    "models": (
        "%llm_load demo --backend echo\n"
        "panel = llmnb.ModelPanel(backend='onnx', name='second')\n"
        "panel.load()\n"
        "panel"
    ),
    "chat": (
        "%llm_load demo\n"
        "panel = llmnb.Chat('trip', temperature=0)\n"
        "panel.send('My name is Rosa.'); panel.send('What is my name?')\n"
        "panel"
    ),
    "comparison": (
        "%llm_load demo\n"
        "asked = ['What is the capital of France?', 'What is the capital of Japan?']\n"
        "panel = llmnb.compare(asked, temperature=[0, 1], seeds=[1, 2], max_tokens=20,\n"
        "                      block=False)\n"
        "panel.wait()\n"
        "panel"
    ),
    "tokens": (
        "%llm_load demo\n"
        "answer = llmnb.models()['demo'].generate(\n"
        "    'Tell me a story about a fox.', temperature=0, max_tokens=40, logprobs=3)\n"
        "panel = llmnb.TokensPanel(answer)\n"
        "panel.choose(1)\n"
        "panel"
    ),
    "models-refused": (
        "panel = llmnb.ModelPanel('/no/such/folder')\npanel.load(block=False)\npanel"
    ),
}


@pytest.fixture(scope="module")
def shown(lab, chromium, lab_root):
    """Return a function that opens a notebook with one panel, once for all tests of it."""
    opened = {}

    def show(name):
        if name not in opened:
            path = f"panel-{name}.ipynb"
            cells = jupyter.notebook("import llmnb\n%load_ext llmnb", PANELS[name])
            (lab_root / path).write_text(cells, encoding="utf-8")
            opened[name] = nb = jupyter.NB(chromium.new_page(), lab, path)
            nb.run_all()
            assert nb.errors() == []
            nb.page.locator(accessibility.PANEL).wait_for()
        return opened[name].page

    yield show
    for nb in opened.values():
        nb.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PANELS)
def test_a_panel_can_be_used_by_everyone(shown, name, theme, width):
    page = shown(name)
    accessibility.dress(page, theme, width)
    assert accessibility.problems(page) == []
    if PICTURES and (theme, width) == (accessibility.LIGHT, 900):
        page.set_viewport_size({"width": width, "height": 3_000})  # the whole panel is in sight
        page.locator(accessibility.PANEL).screenshot(path=Path(PICTURES) / f"{name}.png")


# Panels in other states: what a cell shows, and what is pressed then, step by step.
SLOW = "%llm_load demo --backend echo -E delay=0.1\n"
BUSY = {
    "playground": SLOW + "llmnb.Playground('word ' * 600)",
    "comparison": SLOW
    + "llmnb.compare(['word ' * 600] * 2, temperature=[0, 1], seeds=[1, 2], block=False)",
}


def open_what_is_closed(panel):
    panel.get_by_role("button", name="Export").click()
    panel.get_by_role("button", name="Edit prompt 1").click()
    panel.get_by_label("New text").wait_for()
    yield "exporting and editing"


def be_busy_and_wrong(panel):
    panel.get_by_role("button", name="Generate", exact=True).click()
    panel.get_by_text("tokens/s").wait_for()
    field = panel.get_by_role("textbox", name="top p")
    field.fill("7")
    field.press("Tab")
    panel.get_by_role("alert").get_by_text("top_p = 7 is not allowed").wait_for()
    yield "answering, with an error"


def be_busy_and_stopped(panel):
    panel.get_by_text("word word").last.wait_for()
    yield "running"
    panel.get_by_role("button", name="Stop").click()
    panel.get_by_text("Stopped: .result() has what there is.").wait_for()
    yield "stopped"


@pytest.mark.parametrize(
    ("cell", "steps"),
    [
        pytest.param(PANELS["chat"], open_what_is_closed, id="chat"),
        pytest.param(BUSY["playground"], be_busy_and_wrong, id="playground"),
        pytest.param(BUSY["comparison"], be_busy_and_stopped, id="comparison"),
    ],
)
def test_a_panel_can_be_used_by_everyone_in_each_state(open_notebook, cell, steps):
    nb = open_notebook("import llmnb\n%load_ext llmnb", cell)
    nb.run_all()
    panel = nb.page.locator(f"{accessibility.PANEL}[role=region]")
    panel.wait_for()
    found = {}
    for state in steps(panel):
        for theme, width in zip(THEMES, WIDTHS, strict=True):
            accessibility.dress(nb.page, theme, width)
            found |= {(state, theme, width): accessibility.problems(nb.page)}
    assert {where: said for where, said in found.items() if said} == {}
    assert nb.errors() == []


def test_keys_scroll_a_wide_comparison_and_are_not_the_notebooks(shown):
    page = shown("comparison")
    page.set_viewport_size({"width": 400, "height": 1000})
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    grid = page.get_by_role("region", name="Answers side by side")
    for key in ("b", "ArrowRight"):  # in a notebook, the first one inserts a cell
        grid.press(key)
    page.wait_for_function("grid => grid.scrollLeft > 0", arg=grid.element_handle())
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_fold_opens_with_the_keyboard(shown):
    page = shown("playground")
    panel = page.locator(accessibility.PANEL)
    fold = panel.get_by_role("button", name="Sweep", exact=True)
    values = panel.get_by_role("textbox", name="Values")
    for key in ("Enter", " "):
        wanted = "false" if fold.get_attribute("aria-expanded") == "true" else "true"
        fold.press(key)
        told = [fold.element_handle(), wanted]
        page.wait_for_function("([fold, wanted]) => fold.ariaExpanded === wanted", arg=told)
        values.wait_for(state="visible" if wanted == "true" else "hidden")


def test_what_an_icon_does_is_a_buttons_name(shown):
    panel = shown("playground").locator(accessibility.PANEL)
    reset = panel.get_by_role("button", name="Reset temperature to 0.7 (llmnb)")
    assert reset.count() == 1
    reset.click()
    panel.get_by_role("button", name="Reset temperature to 0.7 (llmnb)", disabled=True).wait_for()
