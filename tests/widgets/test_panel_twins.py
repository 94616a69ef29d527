"""The static twins of panels: in their place, and as the panels are, wherever they are shown."""

from __future__ import annotations

import pytest
from kernel import Kernel

import llmnb
from llmnb.session import Place, Session, Settings
from llmnb.widgets import Chat, ModelPanel
from llmnb.widgets.panel import VIEW

SHOWS = """
import llmnb
panel = llmnb.Playground("hi", max_tokens=2)
panel
"""


@pytest.fixture
def session():
    made = Session(Settings())
    made.place = lambda: Place("a", "1")
    made.load("demo", backend="echo")
    yield made
    made.unload_all()


def outputs(cell):
    return ["panel" if VIEW in output["data"] else "twin" for output in cell.outputs]


def test_each_panel_of_models_has_one_twin_after_it():
    with Kernel({"LLMNB_STREAM": "1"}).load() as kernel:
        kernel.run("%llm_load demo --backend echo")
        # What is on the disk is found out beside the cell, and painted when it is there.
        shown = [outputs(kernel.run("%llm_load")) for _ in range(15)]
    assert shown == [["panel", "twin"]] * 15


def test_a_panel_in_two_cells_keeps_both_twins_up_to_date():
    with Kernel({"LLMNB_STREAM": "1"}).load() as kernel:
        kernel.run("%llm_load demo --backend echo")
        shown = [
            outputs(kernel.run(code, cell_id=id)) for id, code in (("a", SHOWS), ("b", "panel"))
        ]
        answering = kernel.run("_ = panel.generate()")
    assert shown == [["panel", "twin"]] * 2
    assert answering.updates == 2


def test_two_panels_on_a_conversation_follow_each_other(session):
    one, two = Chat("trip", session=session), Chat("trip", session=session)
    one.send("hello")
    assert "hello" in two._turns.above.value
    id = one.conversation.turns[0].id
    one._heard(None, {"act": "drop", "value": id}, None)
    assert "hello" not in two._turns.above.value


def test_panels_see_which_model_another_makes_current(session):
    session.load("demo", backend="echo", name="other")
    playground, chat = llmnb.Playground("hi", session=session), Chat("trip", session=session)
    ModelPanel(session=session).use("demo")
    for panel in (playground._model, chat._talk.model):
        assert panel.options[0][0].replace("\xa0", " ") == "the current one (demo)"
