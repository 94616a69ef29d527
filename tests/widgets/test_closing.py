"""Panels that are not shown any more give their memory back."""

from __future__ import annotations

import gc
import weakref

import pytest
from ipywidgets.widgets.widget import _instances

import llmnb
from llmnb.session import Place, Session
from llmnb.session.presets import Presets


@pytest.fixture
def session():
    made = Session()
    made.load("demo", backend="echo")
    yield made
    made.unload_all()


@pytest.fixture
def shown(session, tmp_path):
    """Return a function that shows a new panel in a run of a cell."""

    def show(cell, run):
        session.place = lambda: Place(cell, run)
        panel = llmnb.Playground("Hi {{ name }}", session=session, presets=Presets(tmp_path))
        panel._ipython_display_()
        return panel

    return show


def test_a_closed_panel_leaves_nothing_behind(session, tmp_path):
    gc.collect()
    before = set(_instances)
    panel = llmnb.Playground("Hi {{ name }}", session=session, presets=Presets(tmp_path))
    gone = weakref.ref(panel)
    panel.close()
    panel.close()
    assert set(_instances) == before
    del panel
    gc.collect()
    assert gone() is None


def test_a_cell_that_runs_again_closes_the_panels_that_it_showed(shown):
    first, beside, other = shown("a", "1"), shown("a", "1"), shown("b", "1")
    assert [panel.closed for panel in (first, beside, other)] == [False, False, False]
    last = shown("a", "2")
    assert [panel.closed for panel in (first, beside, other, last)] == [True, True, False, False]


def test_a_panel_that_is_shown_again_or_elsewhere_stays(session, shown):
    panel = shown("a", "1")
    session.place = lambda: Place("a", "2")
    panel._ipython_display_()
    session.place = lambda: Place("b", "1")
    panel._ipython_display_()
    shown("a", "3")
    assert not panel.closed
    shown("b", "2")
    assert panel.closed
