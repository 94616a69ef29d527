"""Many requests at once: batches, threads, and all kinds of requests mixed."""

from __future__ import annotations

from collections.abc import Callable

from llmnb.backends.base import Job, ModelHandle
from llmnb.generation import FinishReason, Generation
from llmnb.testing.asking import (
    PATIENCE,
    Listener,
    agree,
    careful,
    in_threads,
    long_request,
    streamed,
)
from llmnb.testing.loading import Suite

CALLERS = 12


class Together(Suite):
    """A handle serves many callers, and each gets what it would get alone."""

    def test_a_batch_keeps_its_order(self, handle: ModelHandle) -> None:
        """Answers come back in the order of the requests, and agree with those given alone."""
        asked = [careful(handle, f"What is {n} plus 1?", max_tokens=12) for n in range(5)]
        alone = [handle.generate(one) for one in asked]
        batch = handle.batch(asked)
        assert all(agree(handle, *pair) for pair in zip(alone, batch, strict=True))
        completed = dict(handle.as_completed(asked))
        assert sorted(completed) == list(range(5))
        assert all(agree(handle, alone[place], answer) for place, answer in completed.items())

    def test_no_requests_have_no_answers(self, handle: ModelHandle) -> None:
        """An empty batch is none."""
        assert handle.batch([]) == []
        assert list(handle.as_completed([])) == []

    def test_many_threads_at_once(self, handle: ModelHandle) -> None:
        """The same request from several threads has the same answer."""
        asked = careful(handle, max_tokens=12)
        alone = handle.generate(asked)
        answers = in_threads([lambda: handle.generate(asked)] * 6)
        assert all(agree(handle, alone, answer) for answer in answers)

    def test_mixed_requests_from_many_threads(self, handle: ModelHandle) -> None:
        """Whole answers, streams and cancelled ones side by side do not disturb each other."""
        asked = [careful(handle, f"What is {n} plus 2?", max_tokens=10) for n in range(CALLERS)]
        alone = [handle.generate(one) for one in asked]

        def caller(number: int) -> Callable[[], Generation]:
            kinds = (
                lambda: handle.generate(asked[number]),
                lambda: streamed(handle, asked[number])[1],
                lambda: _cancelled(handle),
            )
            return kinds[number % 3]

        answers = in_threads([caller(number) for number in range(CALLERS)])
        for number, answer in enumerate(answers):
            if number % 3 == 2:
                assert answer.finish_reason is FinishReason.INTERRUPTED
            else:
                assert agree(handle, alone[number], answer)


def _cancelled(handle: ModelHandle) -> Generation:
    listener = Listener(2, Job.cancel)
    return listener.submit(handle, long_request(handle)).done.result(PATIENCE)
