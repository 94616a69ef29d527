"""Panels in a real JupyterLab while a cell runs, and beside each other."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

BEGIN = "%load_ext llmnb\nimport llmnb\n%llm_load demo --backend echo -E delay=0.02 --name slow"
RUNNING = (
    "import time\nfor i in range(60): time.sleep(.1)\n"
    "print(llmnb.session.default_session().current.name)"
)
COMPARED = "llmnb.compare(['word ' * 900] * 3, temperature=[0, 1], block=False)"


def panels(nb):
    return nb.page.locator(".llmnb-panel[role=region]")


def test_a_comparison_is_stopped_while_a_cell_runs(open_notebook):
    nb = open_notebook(BEGIN, COMPARED, RUNNING)
    nb.run(0)
    nb.run(1)
    nb.start(2)
    panel = panels(nb)
    panel.get_by_text("word word").last.wait_for()
    panel.get_by_role("button", name="Stop").click()
    panel.get_by_text("Stopped: .result() has what there is.").wait_for()
    assert nb.is_running(2)
    nb.wait(2)


def test_a_cell_keeps_its_model_and_panels_see_what_others_do(open_notebook):
    shown = "display(llmnb.Playground('hi'), llmnb.ModelPanel())"
    nb = open_notebook(BEGIN, f"%llm_load demo --backend echo --name other\n{shown}", RUNNING)
    nb.run(0)
    nb.run(1)
    playground, models = panels(nb).nth(0), panels(nb).nth(1)
    choices = playground.get_by_role("combobox", name="Model", exact=True)
    choices.get_by_text("the current one (other)").wait_for(state="attached")
    nb.start(2)
    models.get_by_role("button", name="Make current: slow").click()
    nb.wait(2)
    assert nb.text(2).strip() == "other"
    choices.get_by_text("the current one (slow)").wait_for(state="attached")
