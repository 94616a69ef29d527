"""An interrupt while a cell waits for a panel ends the cell, and keeps what there is."""

from __future__ import annotations

import os
import signal
import threading

import pytest

import llmnb
from llmnb.errors import Interrupted
from llmnb.generation import FinishReason
from llmnb.session import Session
from llmnb.session.presets import Presets
from llmnb.widgets import Chat

LONG = "word " * 100


@pytest.fixture(scope="module")
def session():
    made = Session()
    made.load("demo", backend="echo", engine_args=("delay=0.05",))
    yield made
    made.unload_all()


@pytest.fixture
def playground(session, tmp_path):
    return llmnb.Playground(LONG, session=session, presets=Presets(tmp_path))


@pytest.fixture
def interrupted():
    """Return a function that calls another, interrupts it soon, and returns the error."""

    def call(action):
        timer = threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(Interrupted) as caught:
            action()
        timer.join()
        return caught.value

    return call


def test_generate(playground, interrupted):
    error = interrupted(playground.generate)
    assert str(error) == "It was stopped; what there is stands in the panel."
    assert error.generation is playground.result
    assert error.generation.finish_reason is FinishReason.INTERRUPTED


def test_a_sweep_has_its_answers_and_not_those_before(playground, interrupted):
    playground.set(max_tokens=1)
    playground.generate()
    error = interrupted(lambda: playground.sweep("max_tokens", [2, 100, 100]))
    assert error.generations == tuple(card.generation for card in playground.swept)
    assert error.generations[0].usage.completion_tokens == 2
    assert len(error.generations) == 2


def test_a_chat(session, interrupted):
    chat = Chat("trip", session=session)
    error = interrupted(lambda: chat.send(LONG))
    assert error.generation is chat.result
    assert error.generation.text


def test_nothing_is_raised_without_an_interrupt(playground):
    playground.generate(block=False)
    playground.stop()
    playground.wait()
    assert playground.result.finish_reason is FinishReason.INTERRUPTED
