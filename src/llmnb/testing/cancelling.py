"""Ending an answer early: at any moment, from anywhere, and without a trace for the others."""

from __future__ import annotations

import threading
import time

import pytest

from llmnb.backends.base import Job, ModelHandle
from llmnb.generation import Chunk, FinishReason
from llmnb.testing.subject import LONG, PATIENCE, Subject, request

STORY = "word " * LONG


class Cancelling(Subject):
    """What cancelling does."""

    def test_a_cancelled_answer_is_kept(self, handle: ModelHandle) -> None:
        """Cancelling keeps what was written; doing it twice is harmless; the model goes on."""
        arrived = threading.Event()
        jobs: list[Job] = []

        def listen(chunk: Chunk) -> None:
            if chunk.text:
                arrived.set()
            while not jobs:  # the first chunk may come before `submit` returns
                time.sleep(0.001)
            jobs[0].cancel()

        sampled = request("word " * LONG, temperature=2, seed=1, min_tokens=LONG, max_tokens=LONG)
        jobs.append(handle.submit(sampled, listen))
        answer = jobs[0].done.result(PATIENCE)
        jobs[0].cancel()
        assert arrived.is_set()
        assert answer.finish_reason is FinishReason.INTERRUPTED
        assert answer.usage.completion_tokens < LONG
        assert handle.generate(request(max_tokens=2)).usage.completion_tokens == 2

    def test_a_closed_stream_cancels(self, handle: ModelHandle) -> None:
        """Leaving a stream early stops its request."""
        stream = handle.stream(request(max_tokens=LONG))
        next(stream)
        stream.close()
        assert handle.generate(request(max_tokens=2)).usage.completion_tokens == 2

    def test_a_listener_that_raises_fails_only_its_request(self, handle: ModelHandle) -> None:
        """The caller's own error comes back to the caller; the engine goes on."""

        def listen(chunk: Chunk) -> None:
            raise ZeroDivisionError("in the listener")

        job = handle.submit(request(max_tokens=5), listen)
        with pytest.raises(ZeroDivisionError, match="in the listener"):
            job.done.result(PATIENCE)
        assert handle.generate(request(max_tokens=2)).usage.completion_tokens == 2

    def test_cancelling_at_once(self, handle: ModelHandle) -> None:
        """A job may be cancelled before the engine has taken it up."""
        for _ in range(5):
            job = handle.submit(request(STORY, min_tokens=LONG, max_tokens=LONG), _ignore)
            job.cancel()
            answer = job.done.result(PATIENCE)
            assert answer.finish_reason is FinishReason.INTERRUPTED
            assert answer.usage.completion_tokens < LONG

    def test_cancelling_after_the_end_changes_nothing(self, handle: ModelHandle) -> None:
        """An answer that is complete stays so."""
        job = handle.submit(request(max_tokens=3), _ignore)
        answer = job.done.result(PATIENCE)
        job.cancel()
        assert job.done.result() is answer
        assert answer.finish_reason is FinishReason.LENGTH

    def test_cancelling_from_many_threads(self, handle: ModelHandle) -> None:
        """Whoever is first ends it; the others do no harm."""
        job = handle.submit(request(STORY, min_tokens=LONG, max_tokens=LONG), _ignore)
        threads = [threading.Thread(target=job.cancel) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert job.done.result(PATIENCE).finish_reason is FinishReason.INTERRUPTED

    def test_cancelling_one_of_several_disturbs_no_other(self, handle: ModelHandle) -> None:
        """The others' answers are those given alone."""
        asked = [request(f"What is {n} plus 1?", max_tokens=12) for n in range(4)]
        alone = [handle.generate(one).text for one in asked]
        asked.insert(2, request(STORY, min_tokens=LONG, max_tokens=LONG))
        jobs = [handle.submit(one, _ignore) for one in asked]
        jobs[2].cancel()
        answers = [job.done.result(PATIENCE) for job in jobs]
        assert answers.pop(2).finish_reason is FinishReason.INTERRUPTED
        assert [answer.text for answer in answers] == alone

    def test_threads_that_ask_and_cancel(self, handle: ModelHandle) -> None:
        """Mixed callers get what each would get alone."""
        wanted = handle.generate(request(max_tokens=12)).text
        seen: list[str] = []

        def ask(number: int) -> None:
            for _ in range(3):
                if number % 2:
                    job = handle.submit(request(STORY, min_tokens=LONG, max_tokens=LONG), _ignore)
                    time.sleep(0.002 * number)
                    job.cancel()
                    seen.append(str(job.done.result(PATIENCE).finish_reason))
                else:
                    seen.append(handle.generate(request(max_tokens=12)).text)

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert sorted(seen) == sorted([wanted] * 9 + ["interrupted"] * 9)


def _ignore(chunk: Chunk) -> None:
    """Take a chunk that nobody waits for."""
