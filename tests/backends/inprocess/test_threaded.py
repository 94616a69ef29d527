"""A handle whose engine is an iterator of tokens: order, cancelling, closing, faults."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from asking import chat, tokens

from llmnb.backends.base import Capabilities
from llmnb.backends.local.opening import opened
from llmnb.backends.local.threaded import ThreadedHandle
from llmnb.config import LoadConfig
from llmnb.errors import EngineError, ModelClosed
from llmnb.generation import FinishReason
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent
from llmnb.sampling import Pick

PATIENCE = 30


class Scripted(ThreadedHandle):
    """Says what it is told to: a number of tokens, or an error after some."""

    def __init__(self, most=1):
        made = plan("demo", LoadConfig(backend="echo"), detect())
        model = opened(made, "scripted", Silent(), threading.Event())
        super().__init__(model, Capabilities(max_concurrent=most, token_ids=True))
        self.gate = threading.Event()
        self.gate.set()
        self.began, self.closed, self.released = [], 0, 0
        self.fails_after = None
        self.ends_after = None

    def picks(self, task):
        self.began.append(task.ids[0])
        number = 0
        try:
            while number != self.ends_after:
                self.gate.wait(PATIENCE)
                if number == self.fails_after:
                    raise MemoryError("no room\nfor more")
                yield Pick(100 + number % 50)
                number += 1
        finally:
            self.closed += 1

    def release(self):
        self.released += 1


@pytest.fixture
def handle():
    made = Scripted()
    yield made
    made.gate.set()
    made.close()


def test_the_engine_is_closed_after_the_last_token(handle):
    answer = handle.generate(tokens([7], max_tokens=3))
    assert (answer.finish_reason, answer.usage.completion_tokens) == (FinishReason.LENGTH, 3)
    assert handle.closed == 1


def test_an_engine_that_ends_by_itself_has_stopped(handle):
    handle.ends_after = 2
    answer = handle.generate(tokens([7], max_tokens=9))
    assert (answer.finish_reason, answer.usage.completion_tokens) == (FinishReason.STOP, 2)


def test_an_engine_that_fails_is_one_line_and_goes_on(handle):
    handle.fails_after = 2
    with pytest.raises(EngineError) as caught:
        handle.generate(tokens([7], max_tokens=9))
    assert caught.value.message == "The engine failed after 2 tokens: no room."
    handle.fails_after = None
    assert handle.generate(tokens([7], max_tokens=3)).usage.completion_tokens == 3


def test_requests_wait_in_their_order_and_one_that_waits_is_cancelled_at_once(handle):
    handle.gate.clear()
    jobs = [handle.submit(tokens([n], max_tokens=2), lambda chunk: None) for n in (5, 6, 7, 8)]
    jobs[2].cancel()
    waited = jobs[2].done.result(PATIENCE)
    assert (waited.finish_reason, waited.usage.completion_tokens) == (FinishReason.INTERRUPTED, 0)
    handle.gate.set()
    assert [j.done.result(PATIENCE).usage.completion_tokens for j in jobs] == [2, 2, 0, 2]
    assert handle.began == [5, 6, 8]


def test_as_many_at_once_as_it_declares():
    handle = Scripted(most=3)
    together = threading.Barrier(3)
    jobs = [
        handle.submit(tokens([n], max_tokens=1), lambda chunk: together.wait(PATIENCE))
        for n in (5, 6, 7)
    ]
    assert [j.done.result(PATIENCE).finish_reason for j in jobs] == [FinishReason.LENGTH] * 3
    handle.close()
    assert handle.released == 1


def test_the_context_ends_an_answer(handle):
    context = handle.info.context
    answer = handle.generate(tokens([7] * (context - 4), max_tokens=100))
    assert (answer.finish_reason, answer.usage.completion_tokens) == (FinishReason.LENGTH, 4)


def test_closing_releases_once_even_from_a_listener():
    handle = Scripted()
    handle.submit(chat("Hi", max_tokens=5), lambda chunk: handle.close()).done.result(PATIENCE)
    handle.close()
    with pytest.raises(ModelClosed):
        handle.generate(chat("Hi"))
    deadline = threading.Event()
    while not handle.released and not deadline.wait(0.01):
        assert [t for t in threading.enumerate() if t.name.startswith("llmnb-scripted")]
    assert handle.released == 1


def test_one_that_nobody_holds_is_collected():
    handle = Scripted()
    handle.generate(tokens([7], max_tokens=1))
    gone = weakref.ref(handle)
    del handle
    gc.collect()
    assert gone() is None
