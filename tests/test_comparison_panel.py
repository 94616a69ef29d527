"""The panel of a comparison without a browser: it fills, stops, fails in words, and has a twin."""

import pytest
from payloads import PAYLOADS, problems

from llmnb.session import CellState, Comparison, Session
from llmnb.widgets import ComparisonPanel


@pytest.fixture
def session():
    made = Session()
    made.load("demo", backend="echo", name="quick")
    yield made
    made.unload_all()


@pytest.fixture
def slow():
    made = Session()
    made.load("demo", backend="echo", engine_args=("delay=0.05",))
    yield made
    made.unload_all()


def test_it_fills_and_returns_the_table(session):
    panel = ComparisonPanel(Comparison(session, ["one two", "three"], temperature=[0, 1]))
    assert (panel._bar.max, panel._count.value) == (4, "0 of 4")
    table = panel.begin().result()
    panel.wait()
    assert table.text.tolist() == ["one two", "one two", "three", "three"]
    assert (panel._bar.value, panel._count.value) == (4, "4 of 4")
    assert panel._halt.disabled
    assert "three" in panel._canvas.widget.value
    assert panel.twin()["text/plain"].count("three") >= 2
    assert "llmnb" not in panel.record()


def test_the_twin_has_no_prompts_if_they_shall_not_be_saved(session):
    comparison = Comparison(session, ["a secret"])
    panel = ComparisonPanel(comparison)
    session.settings.save_prompts = False
    assert panel.twin()["text/plain"].startswith("1. (not saved)\n")
    assert "a secret" not in panel.twin()["text/html"]


def test_a_stop_keeps_what_there_is(slow):
    panel = ComparisonPanel(Comparison(slow, ["word " * 200] * 2)).begin()
    assert not panel._halt.disabled
    panel._halt.click()
    panel.wait()
    states = {cell.state for cell in panel.comparison.cells}
    assert CellState.RUNNING not in states
    assert "Stopped: .result() has what there is." in panel.notice.value
    assert panel._halt.disabled
    assert not panel.busy


def test_beginning_twice_changes_nothing(session):
    panel = ComparisonPanel(Comparison(session, ["one"])).begin().begin()
    assert panel.result().text.tolist() == ["one"]
    panel.wait()
    assert panel.begin().frame().text.tolist() == ["one"]


def test_a_cell_that_fails_is_told_in_the_grid(session):
    def score(generation):
        raise ValueError("no score today")

    panel = ComparisonPanel(Comparison(session, ["one"], score=score)).begin()
    panel.wait()
    assert "no score today" in panel._canvas.widget.value
    assert panel.notice.value == ""


def test_nothing_comes_to_life(session):
    texts = [payload.text[:300] for payload in PAYLOADS if payload.text.strip()]
    panel = ComparisonPanel(Comparison(session, texts)).begin()
    panel.wait()
    assert problems({"text/html": panel._canvas.widget.value, "text/plain": ""}) == []
    assert problems(panel.twin()) == []
