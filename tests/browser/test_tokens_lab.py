"""What a person sees of `%llm_tokens`: with the mouse, with the keyboard, and without a kernel."""

from __future__ import annotations

import lab as jupyter
import pytest

pytestmark = pytest.mark.browser

CELLS = (
    "%load_ext llmnb\n%llm_load demo\n%config Llm.stream = False",  # tokens without a panel
    "%%llm -t 0.9 --seed 3 --logprobs 5 -n 60 -q\nTell me a story about a fox.",
    "%llm_tokens",
    "%llm -t 0 --logprobs 5 -n 1 -q What is the capital of France?",
    "%llm_tokens --alternatives 10",
)
WIDTHS = (1280, 400)
# What hangs below an element: whether it is drawn, what it says, and where (as far as it is known).
TIP = """element => {
  const style = getComputedStyle(element, '::after');
  return style.content === 'none' ? null : style.content;
}"""
# What an output cannot show, to the right and downwards.
HIDDEN = """element => {
  const box = element.closest('.jp-OutputArea-output');
  return [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight];
}"""
COLOURS = """element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor];
}"""
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
THEME = """async name => {
  await jupyterapp.commands.execute('apputils:change-theme', { theme: name });
  while (document.body.dataset.jpThemeName !== name) await new Promise(r => setTimeout(r, 50));
}"""
SIMPLE = "() => { jupyterapp.shell.mode = 'single-document'; jupyterapp.shell.collapseLeft(); }"


@pytest.fixture
def shown(open_notebook):
    nb = open_notebook(*CELLS)
    for index in range(len(CELLS)):
        nb.run(index)
    assert nb.errors() == []
    nb.page.evaluate(SIMPLE)
    return nb


def tokens(nb, index):
    return nb.answer(index).locator(".llmnb-run .llmnb-t")


def test_mouse_and_keyboard_show_the_alternatives(shown):
    page, found = shown.page, tokens(shown, 2)
    assert found.count() == 60
    chosen = found.filter(has_text="work")
    assert chosen.evaluate(TIP) is None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        chosen.hover()
        said = chosen.evaluate(TIP)
        assert said.startswith('"token 15: work')
        assert "work ← chosen" in said.replace("\\a ", "\n")
        assert chosen.evaluate(HIDDEN) == [0, 0]
        last = found.nth(59)
        last.hover()
        assert chosen.evaluate(TIP) is None
        assert last.evaluate(TIP).startswith('"token 59: ')
        assert last.evaluate(HIDDEN) == [0, 0]
        page.mouse.move(0, 0)
        assert last.evaluate(TIP) is None

    found.nth(0).focus()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate(TIP).startswith('"token ')
    assert focused.evaluate("element => element.matches('.llmnb-t')")
    stops = found.locator("xpath=self::*[@tabindex]").count()
    assert 0 < stops < 40
    for _ in range(stops - 2):
        page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate(TIP).startswith('"token 59: ')
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate(TIP) is None


def test_what_hangs_below_a_short_answer_is_not_cut_off(shown):
    [only] = tokens(shown, 4).all()
    for width in WIDTHS:
        shown.page.set_viewport_size({"width": width, "height": 1000})
        only.hover()
        assert only.evaluate(TIP).startswith('"token 0: The')
        assert only.evaluate(HIDDEN) == [0, 0]


def test_shades_follow_the_theme(shown):
    page, unlikely = shown.page, tokens(shown, 2).nth(49)
    page.evaluate(THEME, "JupyterLab Light")
    light = unlikely.evaluate(COLOURS)
    page.evaluate(THEME, "JupyterLab Dark")
    dark = unlikely.evaluate(COLOURS)
    page.evaluate(THEME, "JupyterLab Light")
    assert light == ["rgb(22, 22, 22)", "rgb(229, 123, 34)"]
    assert dark == ["rgb(255, 255, 255)", "rgb(179, 90, 0)"]


def test_it_is_there_without_a_kernel(shown, lab):
    page = shown.page
    page.evaluate(SAVE)
    reopened = jupyter.NB(page, lab, shown.path)
    page.evaluate("() => jupyterapp.commands.execute('kernelmenu:shutdown')")
    chosen = tokens(reopened, 2).filter(has_text="work")
    chosen.hover()
    assert chosen.evaluate(TIP).startswith('"token 15: work')
    assert reopened.answer(2).locator("svg").bounding_box()["height"] == 56
