"""Cancelling: at every moment of a request's life, from every thread, and only that request."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from llmnb.backends.base import Job, ModelHandle
from llmnb.generation import Chunk, FinishReason, Generation
from llmnb.testing.asking import (
    LONG,
    PATIENCE,
    SHORT,
    Listener,
    agree,
    careful,
    filler,
    in_threads,
    long_request,
    request,
    works,
)
from llmnb.testing.loading import Suite

PAUSES = (0.0, 0.001, 0.005, 0.02, 0.05)  # seconds; some of them end within a prefill
MOST_TO_FILL = 16  # requests that a test runs at once to make another one wait


class Cancelling(Suite):
    """What `Job.cancel` does; the model goes on after each of these tests."""

    @pytest.fixture
    def lasting(self, handle: ModelHandle) -> Iterator[ModelHandle]:
        """Return the loaded model, and see that it answers after whatever was cancelled."""
        yield handle
        assert works(handle)

    @pytest.mark.parametrize("at", [1, 2, 7])
    def test_a_listener_cancels(self, lasting: ModelHandle, at: int) -> None:
        """Cancelling from `on_chunk` lets at most one more token through, and keeps the text."""
        listener = Listener(at, Job.cancel)
        answer = listener.submit(lasting, long_request(lasting)).done.result(PATIENCE)
        _is_cut_short(answer)
        assert answer.text == listener.text
        assert listener.chunks[-1].finish_reason is FinishReason.INTERRUPTED
        assert not any(chunk.finish_reason for chunk in listener.chunks[:-1])
        assert len(listener.chunks) <= at + 2  # one token may be on its way, and the end

    def test_another_thread_cancels(self, lasting: ModelHandle) -> None:
        """Cancelling in the midst of an answer, twice, keeps what was written."""
        go_on = threading.Event()
        listener = Listener(3, lambda job: go_on.wait(PATIENCE))
        job = listener.submit(lasting, long_request(lasting))
        assert listener.reached.wait(PATIENCE)
        job.cancel()
        job.cancel()
        go_on.set()
        answer = job.done.result(PATIENCE)
        _is_cut_short(answer)
        assert answer.text == listener.text
        assert job.cancelled

    def test_many_threads_cancel(self, lasting: ModelHandle) -> None:
        """However many cancel, the answer ends once."""
        listener = Listener()
        job = listener.submit(lasting, long_request(lasting))
        in_threads([job.cancel] * 8)
        _is_cut_short(job.done.result(PATIENCE))
        assert len([c for c in listener.chunks if c.finish_reason is not None]) == 1

    def test_cancelled_at_once(self, lasting: ModelHandle) -> None:
        """A request may be cancelled before its engine has seen it."""
        for _ in range(5):
            job = lasting.submit(long_request(lasting), lambda chunk: None)
            job.cancel()
            _is_cut_short(job.done.result(PATIENCE))

    def test_cancelled_while_it_reads_the_prompt(self, lasting: ModelHandle) -> None:
        """Half a prompt in memory does no harm: the next answer to it is as the first."""
        prompt = filler(lasting, max(lasting.info.context // 2, 600))
        asked = careful(lasting, prompt, max_tokens=6)
        whole = lasting.generate(asked)
        for pause in PAUSES:
            other = filler(lasting, max(lasting.info.context // 2, 600) + 1)
            job = lasting.submit(request(other, max_tokens=LONG), lambda chunk: None)
            time.sleep(pause)
            job.cancel()
            ended = job.done.result(PATIENCE)
            assert ended.finish_reason is FinishReason.INTERRUPTED or not job.cancelled
            assert agree(lasting, whole, lasting.generate(asked))

    def test_cancelled_in_the_queue(self, lasting: ModelHandle) -> None:
        """A request that waits for others ends at once, with nothing written."""
        if (most := lasting.capabilities.max_concurrent) > MOST_TO_FILL:
            pytest.skip(f"it decodes {most} requests at once")
        busy = [lasting.submit(long_request(lasting), lambda chunk: None) for _ in range(most)]
        waiting = lasting.submit(long_request(lasting), lambda chunk: None)
        waiting.cancel()
        answer = waiting.done.result(PATIENCE)
        _is_cut_short(answer)
        assert answer.usage.completion_tokens == 0
        for job in busy:
            job.cancel()
        for job in busy:
            _is_cut_short(job.done.result(PATIENCE))

    def test_the_others_of_a_batch_are_not_disturbed(self, lasting: ModelHandle) -> None:
        """Cancelling one of several requests leaves the answers of the others as they are."""
        asked = [careful(lasting, f"What is {n} plus 1?", max_tokens=12) for n in range(4)]
        alone = [lasting.generate(one) for one in asked]
        listener = Listener(2, Job.cancel)
        jobs = [lasting.submit(one, lambda chunk: None) for one in asked[:2]]
        ended = listener.submit(lasting, long_request(lasting))
        jobs += [lasting.submit(one, lambda chunk: None) for one in asked[2:]]
        answers = [job.done.result(PATIENCE) for job in jobs]
        _is_cut_short(ended.done.result(PATIENCE))
        assert all(agree(lasting, mine, other) for mine, other in zip(alone, answers, strict=True))

    def test_cancelling_after_the_end_changes_nothing(self, lasting: ModelHandle) -> None:
        """An answer that is complete stays so."""
        job = lasting.submit(request(max_tokens=3), lambda chunk: None)
        answer = job.done.result(PATIENCE)
        job.cancel()
        assert not job.cancelled
        assert job.done.result() is answer
        assert answer.finish_reason is FinishReason.LENGTH

    def test_a_closed_stream_cancels(self, lasting: ModelHandle) -> None:
        """Leaving a stream early stops its request."""
        stream = lasting.stream(long_request(lasting))
        first = next(stream)
        stream.close()
        assert first.finish_reason is None

    def test_a_closed_asynchronous_stream_cancels(self, lasting: ModelHandle) -> None:
        """Leaving it early stops its request, too."""

        async def first() -> Chunk:
            stream = lasting.astream(long_request(lasting))
            found = await anext(stream)
            await stream.aclose()  # type: ignore[attr-defined]
            return found

        assert asyncio.run(first()).finish_reason is None

    def test_answers_that_nobody_waits_for_are_cancelled(self, lasting: ModelHandle) -> None:
        """Leaving `as_completed` after the first answer stops the others."""
        several = lasting.as_completed(
            [request(SHORT, max_tokens=2), long_request(lasting), long_request(lasting)]
        )
        _, answer = next(several)
        several.close()  # type: ignore[attr-defined]
        assert answer.usage.completion_tokens > 0

    def test_a_listener_that_raises_fails_only_its_request(self, lasting: ModelHandle) -> None:
        """The caller's own error comes back to the caller; the engine goes on."""

        def listen(chunk: Chunk) -> None:
            raise ZeroDivisionError("in the listener")

        job = lasting.submit(request(max_tokens=5), listen)
        with pytest.raises(ZeroDivisionError, match="in the listener"):
            job.done.result(PATIENCE)


def _is_cut_short(answer: Generation) -> None:
    assert answer.finish_reason is FinishReason.INTERRUPTED
    assert answer.usage.completion_tokens < LONG
