"""The conformance suite for backends, llmnb's own and those of other packages.

A package that brings a backend runs the suite with pytest by subclassing it::

    from llmnb.testing import BackendConformance

    class TestMyBackend(BackendConformance):
        @pytest.fixture(scope="class")
        @classmethod
        def backend(cls):
            return "mine"

Every test reads what the backend declares in its `Capabilities`; none knows a backend by name.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from llmnb.backends import registry
from llmnb.backends.base import Job, ModelHandle
from llmnb.config import GenerationOverrides, LoadConfig, resolve
from llmnb.errors import ContextOverflow, ModelClosed
from llmnb.generation import Chunk, FinishReason, Message, Messages, Request
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent

PROMPT = "Tell me a short story about a dragon."
LONG = 400  # tokens; long enough to be stopped on the way
PATIENCE = 30.0  # seconds until a test gives up


def request(prompt: str = PROMPT, **parameters: Any) -> Request:
    """Make a request of one user message; greedy unless the parameters say otherwise."""
    given = GenerationOverrides(**{"temperature": 0, **parameters})
    return Request(Messages((Message("user", prompt),)), resolve([("flag", given)]))


class BackendConformance:
    """The promises of `ModelHandle`, as tests; a subclass names the backend."""

    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> str:
        """Return the backend's name; a subclass overrides this."""
        raise RuntimeError("override the fixture `backend`")

    @pytest.fixture(scope="class")
    @classmethod
    def model(cls) -> str:
        """Return the model to load."""
        return "demo"

    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, backend: str, model: str) -> Iterator[ModelHandle]:
        """Load the model once for all tests that leave it loaded."""
        loaded = cls.load(backend, model)
        yield loaded
        loaded.close()

    def test_every_precision_has_a_plan(self, backend: str, model: str) -> None:
        """What a model takes is told for each precision word, from its configuration alone."""
        engine, hardware = registry.backend(backend), detect()
        made = plan(model, LoadConfig(force=True), hardware)
        for word in engine.precisions:
            precision = engine.choose_precision(word, made.facts)
            assert precision != "auto"
            needs = engine.needs(replace(made, backend=backend, precision=precision))
            amounts = (needs.weights, needs.cache, needs.working, needs.peak, needs.disk)
            assert all(isinstance(amount, int) and amount >= 0 for amount in amounts)
            assert bool(needs.weights) == bool(engine.bits)
            assert 0 <= needs.share <= 1

    @classmethod
    def load(cls, backend: str, model: str) -> ModelHandle:
        """Load a model, or skip where the machine or an engine is missing."""
        engine, hardware = registry.backend(backend), detect()
        made = plan(model, LoadConfig(), hardware)
        support = engine.support(hardware, made.source, made.facts)
        if not support.ok:
            pytest.skip(f"{backend}: {support.reason}")
        made = plan(model, LoadConfig(backend=backend), hardware)
        return engine.load(made, Silent(), threading.Event())

    def test_chunks_join_to_the_answer(self, handle: ModelHandle) -> None:
        """The stream's chunks are the answer, and only the last one has a finish reason."""
        chunks = list(handle.stream(request(max_tokens=30)))
        whole = handle.generate(request(max_tokens=30))
        assert "".join(chunk.text for chunk in chunks) == whole.text
        assert [c.finish_reason for c in chunks[:-1]] == [None] * (len(chunks) - 1)
        assert chunks[-1].finish_reason is whole.finish_reason
        assert whole.messages[-1] == Message("assistant", whole.text)
        assert whole.model == handle.info

    def test_no_chunk_ends_in_half_a_character(self, handle: ModelHandle) -> None:
        """Characters of several bytes arrive whole."""
        for chunk in handle.stream(request("Repeat: 你好 🙂 žluťoučký", max_tokens=60)):
            assert not chunk.text.endswith("\ufffd") or chunk.finish_reason is not None

    def test_max_tokens(self, handle: ModelHandle) -> None:
        """An answer is cut after max_tokens, and says so."""
        answer = handle.generate(request(max_tokens=3))
        assert answer.finish_reason is FinishReason.LENGTH
        assert answer.usage.completion_tokens == 3

    def test_a_stop_string_ends_the_answer_before_it(self, handle: ModelHandle) -> None:
        """The answer ends just before the first stop string, wherever its tokens lie."""
        whole = handle.generate(request(max_tokens=30)).text
        stop = whole[len(whole) // 2 :][:5]
        answer = handle.generate(request(max_tokens=30, stop=stop))
        assert answer.text == whole[: whole.index(stop)]
        assert answer.finish_reason is FinishReason.STOP_STRING

    def test_a_seed_repeats_an_answer(self, handle: ModelHandle) -> None:
        """The same seed gives the same text, whatever ran between."""
        sampled = request(temperature=1, seed=5, max_tokens=40)
        first = handle.generate(sampled).text
        handle.generate(request("Something else.", max_tokens=5))
        assert handle.generate(sampled).text == first

    def test_a_batch_keeps_its_order(self, handle: ModelHandle) -> None:
        """Answers come back in the order of the requests, and equal those given alone."""
        asked = [request(f"What is {n} plus 1?", max_tokens=12) for n in range(5)]
        alone = [handle.generate(one).text for one in asked]
        assert [answer.text for answer in handle.batch(asked)] == alone
        assert {i: a.text for i, a in handle.as_completed(asked)} == dict(enumerate(alone))

    def test_many_threads_at_once(self, handle: ModelHandle) -> None:
        """A handle serves many callers."""
        alone = handle.generate(request(max_tokens=12)).text
        answers: list[str] = []

        def ask() -> None:
            answers.append(handle.generate(request(max_tokens=12)).text)

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert answers == [alone] * 6

    def test_log_probabilities(self, handle: ModelHandle) -> None:
        """As many alternatives as asked for, most probable first, of the raw distribution."""
        if not handle.capabilities.logprobs_max:
            pytest.skip("it declares no log-probabilities")
        answer = handle.generate(request(max_tokens=8, logprobs=3))
        assert len(answer.logprobs) == answer.usage.completion_tokens
        for token in answer.logprobs:
            values = [logprob for _, _, logprob in token.top]
            assert len(values) == 3
            assert values == sorted(values, reverse=True)
            assert token.logprob == pytest.approx(values[0])  # greedy takes the most probable

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

    def test_a_prompt_that_leaves_no_room_is_refused(self, handle: ModelHandle) -> None:
        """A prompt as long as the context is an error; nothing is generated."""
        if not handle.capabilities.renders_prompt:
            pytest.skip("it does not count the prompt's tokens")
        with pytest.raises(ContextOverflow, match="but the context has"):
            handle.submit(request("word " * (handle.info.context + 1)), lambda chunk: None)

    def test_closing(self, backend: str, model: str) -> None:
        """Closing cancels what runs and leaves no thread; later calls are refused."""
        before = set(threading.enumerate())
        loaded = self.load(backend, model)
        job = loaded.submit(
            request("word " * LONG, max_tokens=LONG, min_tokens=LONG),
            lambda chunk: None,
        )
        loaded.close()
        loaded.close()
        assert job.done.done()
        assert not [t.name for t in set(threading.enumerate()) - before if "llmnb" in t.name]
        with pytest.raises(ModelClosed, match="was unloaded"):
            loaded.submit(request(), lambda chunk: None)
