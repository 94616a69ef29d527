"""Loading, unloading and loading again; two models side by side."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from llmnb.backends import registry
from llmnb.backends.base import ModelHandle
from llmnb.errors import LlmnbError, ModelClosed
from llmnb.generation import Chunk, FinishReason
from llmnb.testing.subject import LONG, PATIENCE, Subject, largest_lead, load, request

CYCLES, GROWTH = 5, 30_000_000  # bytes; what allocators keep of the last loads


class BackendLifecycle(Subject):
    """The promises of `Backend.load` and of `ModelHandle.close`, as tests."""

    def test_closing(self, backend: str, model: str) -> None:
        """Closing cancels what runs and leaves no thread; later calls are refused."""
        before = set(threading.enumerate())
        loaded = load(backend, model)
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

    def test_no_process_is_left(self, backend: str, model: str) -> None:
        """What an engine starts beside the kernel ends with it."""
        before = set(psutil.Process().children(recursive=True))
        loaded = load(backend, model)
        assert loaded.alive
        loaded.close()
        left = set(psutil.Process().children(recursive=True)) - before
        assert not [p for p in left if "resource_tracker" not in " ".join(p.cmdline())]

    def test_closing_from_the_engine_s_own_thread(self, backend: str, model: str) -> None:
        """A listener may unload the model whose answer it hears."""
        loaded = load(backend, model)
        closed = threading.Event()

        def listen(chunk: Chunk) -> None:
            loaded.close()
            closed.set()

        job = loaded.submit(request("word " * LONG, max_tokens=LONG, min_tokens=LONG), listen)
        assert closed.wait(PATIENCE)
        answer = job.done.result(PATIENCE)
        if "min_tokens" in loaded.capabilities.parameters:  # or it may have been over by itself
            assert answer.finish_reason is FinishReason.INTERRUPTED
        with pytest.raises(ModelClosed):
            loaded.submit(request(), lambda chunk: None)
        loaded.close()

    def test_two_models_at_once(self, backend: str, model: str) -> None:
        """Each answers as it does alone, whoever else is asked."""
        asked = [request(f"What is {n} plus 2?", max_tokens=12) for n in range(4)]
        first, second = load(backend, model, name="one"), load(backend, model, name="two")
        try:
            alone = [first.generate(one).text for one in asked]
            with ThreadPoolExecutor(2) as pool:
                found = list(pool.map(lambda loaded: loaded.batch(asked), (first, second)))
            assert [[answer.text for answer in answers] for answers in found] == [alone] * 2
            second.close()
            assert first.generate(asked[0]).text == alone[0]
        finally:
            first.close()
            second.close()

    def test_loading_again_and_again_keeps_no_memory(self, backend: str, model: str) -> None:
        """After a first load, which imports, the process does not grow."""
        sizes = []
        for _ in range(CYCLES):
            loaded = load(backend, model)
            answer = loaded.generate(request(max_tokens=8))
            assert answer.usage.completion_tokens == 8
            loaded.close()
            del loaded, answer
            gc.collect()
            sizes.append(psutil.Process().memory_info().rss)
        assert sizes[-1] - sizes[1] < GROWTH

    def test_every_precision_answers_as_transformers(self, backend: str, model: str) -> None:
        """Greedy answers part from the reference only where their precision allows it."""
        words = registry.backend(backend).bits
        if not words:
            pytest.skip("it declares no weights of its own")
        found = {word: _lead_of(backend, model, word) for word in words}
        assert any(lead is not None for lead in found.values())
        assert not {word: lead for word, lead in found.items() if lead and lead[0] > lead[1]}


def _lead_of(backend: str, model: str, word: str) -> tuple[float, float] | None:
    """Return what `largest_lead` says of a precision; None where the engine refuses it here."""
    try:
        loaded: ModelHandle = load(backend, model, precision=word)
    except LlmnbError:
        return None
    try:
        return largest_lead(loaded)
    finally:
        loaded.close()
