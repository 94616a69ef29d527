"""The panel that loads models in real JupyterLab, beside cells that run."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WORDS = " ".join(f"word{number}" for number in range(60))
SLOW = "%load_ext llmnb\n%llm_load demo --backend echo --device delay=0.05"


@pytest.fixture
def shown(open_notebook):
    """Return a notebook with a slow model and the panel in its second cell, and the panel."""

    def show(*cells):
        nb = open_notebook(SLOW, "%llm_load", *cells)
        nb.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        nb.run(0)
        nb.run(1)
        nb.page.locator(".llmnb-panel[role=region]").wait_for()
        return nb, nb.page.locator(".llmnb-panel")

    return show


def test_a_model_is_loaded_beside_a_running_cell(shown):
    nb, panel = shown(f"%%llm -o answer\n{WORDS}", "%llm_status", "")
    panel.get_by_role("meter").wait_for()
    panel.get_by_label("Backend").select_option("onnx")
    panel.get_by_text("onnx, int8, context 2,048").wait_for()
    panel.get_by_role("button", name="Load", exact=True).click()
    nb.start(2)
    nb.output(2).get_by_text("word9 ").wait_for()
    nb.wait(2)
    assert "word59" in nb.text(2)
    assert nb.errors() == []
    panel.get_by_text("demo is ready: onnx, int8, context 2,048").wait_for()
    panel.get_by_text("demo is unloaded: echo, none, context 2,048").wait_for()
    assert "(current)" in nb.run(3)
    panel.get_by_role("button", name="Copy the line").click()
    panel.get_by_text("Copied.").wait_for()
    line = nb.page.evaluate("navigator.clipboard.readText()")
    assert line == "%llm_load demo --backend onnx"
    nb.write(4, line)
    assert "demo is already loaded: onnx, int8, context 2,048" in nb.run(4)


def test_mistakes_are_told_and_models_unloaded(shown):
    _, panel = shown()
    panel.get_by_label("Model").fill("/no/such/folder")
    panel.get_by_label("Model").press("Control+Enter")
    words = "There is no folder '/no/such/folder'."
    panel.get_by_role("alert").get_by_text(words).wait_for()
    panel.get_by_label("At hand").select_option("demo: the tiny teaching model")
    panel.get_by_role("meter").wait_for()
    assert panel.get_by_label("Model").input_value() == "demo"
    panel.get_by_role("button", name="Unload: demo").click()
    panel.get_by_text("nothing yet").wait_for()
    panel.get_by_role("status").get_by_text("Unloaded demo; ").wait_for()


def test_the_focus_stays_in_the_panel(shown):
    _, panel = shown()
    panel.get_by_label("Backend").select_option("onnx")
    panel.get_by_text("onnx, int8, context 2,048").wait_for()
    panel.get_by_role("button", name="Load", exact=True).press("Enter")
    panel.get_by_text("demo is ready: onnx, int8, context 2,048").wait_for()
    focused = "button => document.activeElement === button"
    load = panel.get_by_role("button", name="Load", exact=True)
    panel.page.wait_for_function(focused, arg=load.element_handle())
    panel.get_by_role("button", name="Unload: demo").press("Enter")
    panel.get_by_text("nothing yet").wait_for()
    panel.page.wait_for_function(focused, arg=panel.element_handle())
