"""What a saved notebook shows in the place of its panels, opened again without their kernel."""

from __future__ import annotations

import lab as jupyter
import pytest

pytestmark = pytest.mark.browser

VIEW = "application/vnd.jupyter.widget-view+json"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
LOOKED_FOR = 3_000  # milliseconds that JupyterLab looks for a panel
ASK = "%llm -q -t 0 --logprobs 3 What is the capital of France?"
COMPARE = (
    "import llmnb\n"
    "panel = llmnb.compare(['What is the capital of France?'], temperature=[0, 1], seeds=[1, 2],\n"
    "                      max_tokens=20, block=False)\n"
    "panel"
)
# The cells that show panels, and what is to be read in their twins.
SHOWN = {1: "demo", 2: "The capital of France is Paris.", 4: "Probability of at least"}


@pytest.fixture(scope="module")
def reopened(lab, chromium, lab_root):
    """Return a notebook with three panels, and the outputs that were saved, by their cells."""
    cells = "%load_ext llmnb\n%llm_load demo", "%llm_load", COMPARE, ASK, "%llm_tokens"
    (lab_root / "twins.ipynb").write_text(jupyter.notebook(*cells), encoding="utf-8")
    nb = jupyter.NB(chromium.new_page(), lab, "twins.ipynb")
    nb.run_all()
    assert nb.errors() == []
    nb.output(2).get_by_text("4 of 4").wait_for()
    for index in SHOWN:
        nb.output(index).locator(".llmnb-panel[role=region]").wait_for()
        nb.output(index).locator(".llmnb-twin").wait_for(state="hidden")
    nb.page.wait_for_timeout(500)
    nb.page.evaluate(SAVE)
    nb.page.wait_for_timeout(500)
    saved = {index: nb.outputs(index) for index in SHOWN}
    nb.page.evaluate(jupyter.SHUT_DOWN)
    nb = jupyter.NB(nb.page, lab, nb.path)
    nb.page.wait_for_timeout(LOOKED_FOR)
    yield nb, saved
    nb.close()


@pytest.mark.parametrize("index", SHOWN, ids=["models", "comparison", "tokens"])
def test_the_twin_is_seen_where_the_panel_was(reopened, index):
    nb, saved = reopened
    kinds = ["view" if VIEW in output["data"] else "twin" for output in saved[index]]
    assert kinds == ["view", "twin"]
    twin = nb.output(index).locator(".llmnb-twin")
    twin.get_by_text(SHOWN[index]).first.wait_for()
    assert twin.is_visible()
    assert nb.output(index).locator(".llmnb-panel").count() == 0
    for words in ("Loading widget", "model not found"):
        assert not nb.output(index).get_by_text(words).is_visible()
