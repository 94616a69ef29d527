"""Loading, unloading, and models side by side: tests with models of their own.

They are apart from the others since a load may be dear: those of `BackendLifecycle` load twice,
beside the shared model; those of `BackendReloads` as often as they need.
"""

from __future__ import annotations

import gc
import multiprocessing
import threading
import time
from contextlib import closing
from dataclasses import replace
from functools import partial
from multiprocessing import resource_tracker

import psutil
import pytest

from llmnb.backends import registry
from llmnb.backends.base import ModelHandle, Plan
from llmnb.config import LoadConfig
from llmnb.errors import LlmnbError, ModelClosed
from llmnb.generation import FinishReason, Generation
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.testing.asking import (
    PATIENCE,
    SHORT,
    Listener,
    agree,
    careful,
    in_threads,
    long_request,
    request,
    works,
)
from llmnb.testing.greedy import LENGTH, bound, ids_of, references
from llmnb.testing.loading import Suite

CYCLES = 4  # loads whose memory is compared, after two that may grow
GROWTH = 40_000_000  # bytes that these may add together; one demo model in fp32 has 15 MB


class BackendLifecycle(Suite):
    """What a load and an unload promise; two further loads, and loads that are refused."""

    def test_every_precision_has_a_plan(self, backend: str, model: str) -> None:
        """What a model takes is told for each precision word, from its configuration alone.

        A word may also be refused, for the model or for the devices of this machine.
        """
        engine = registry.backend(backend)
        for made in _plans(backend, model).values():
            assert made.precision != "auto"
            needs = made.needs
            amounts = (needs.weights, needs.cache, needs.working, needs.peak, needs.disk)
            assert all(isinstance(amount, int) and amount >= 0 for amount in amounts)
            assert bool(needs.weights) == bool(engine.bits)
            assert 0 <= needs.share <= 1

    def test_closing_ends_everything(self, backend: str, model: str) -> None:
        """Closing cancels what runs and waits, and leaves no thread and no process."""
        before = _alive()
        loaded = self.load(backend, model)
        listener = Listener()
        jobs = [listener.submit(loaded, long_request(loaded))]
        jobs += [loaded.submit(long_request(loaded), lambda chunk: None) for _ in range(3)]
        assert listener.reached.wait(PATIENCE)
        in_threads([loaded.close, loaded.close])
        loaded.close()
        assert all(_is_ended(job.done.result(PATIENCE)) for job in jobs)
        _nothing_left(before)
        calls = (loaded.generate, lambda asked: next(loaded.stream(asked)))
        for call in (*calls, lambda asked: loaded.batch([asked])):
            with pytest.raises(ModelClosed, match="was unloaded"):
                call(request())

    def test_two_models_at_once(self, backend: str, model: str, handle: ModelHandle) -> None:
        """Each of two models answers as if it were alone; one is closed by its own listener."""
        before = _alive()
        shorter = handle.capabilities.renders_prompt  # a server decides its own context
        wishes = {"context": handle.info.context // 2} if shorter else {}
        second = self.load(backend, model, name="second", **wishes)
        both = (handle, second)
        asked = [careful(handle, f"What is {n} plus 3?", max_tokens=10) for n in range(4)]
        alone = [[h.generate(one) for one in asked] for h in both]
        for mine, yours in zip(*alone, strict=True):
            assert agree(handle, mine, yours)
        together = in_threads([partial(h.batch, asked) for h in both])
        for h, answers, expected in zip(both, together, alone, strict=True):
            assert all(agree(h, *pair) for pair in zip(expected, answers, strict=True))
        listener = Listener(2, lambda job: second.close())
        assert _is_ended(listener.submit(second, long_request(second)).done.result(PATIENCE))
        with pytest.raises(ModelClosed, match="was unloaded"):
            second.submit(request(), lambda chunk: None)
        second.close()
        _nothing_left(before)
        assert works(handle)

    @pytest.mark.parametrize(
        ("wish", "value"),
        [
            ("precision", "int3"),
            ("device", "nonsense"),
            ("engine_args", ("no_such_argument=1",)),
            ("adapter", "no-such-folder"),
        ],
    )
    def test_a_wish_that_cannot_be_met(
        self, backend: str, model: str, wish: str, value: str | tuple[str, ...]
    ) -> None:
        """Wrong precisions, devices, arguments and adapters are refused, and named."""
        before = _alive()
        with pytest.raises(LlmnbError) as caught:
            self.load(backend, model, **{wish: value})
        named = value if isinstance(value, str) else value[0].partition("=")[0]
        assert named in caught.value.message
        assert "\n" not in caught.value.message
        _nothing_left(before)

    @pytest.mark.parametrize("wish", ["engine_args", "adapter"])
    def test_what_is_not_declared_is_not_taken(self, backend: str, model: str, wish: str) -> None:
        """Arguments and adapters are only for engines that declare them."""
        engine = registry.backend(backend)
        if engine.engine_args if wish == "engine_args" else engine.adapters:
            pytest.skip(f"it declares {wish}")
        value = ("a=1",) if wish == "engine_args" else "folder"
        with pytest.raises(LlmnbError, match=f"is not for the {backend} backend"):
            self.load(backend, model, **{wish: value})


class BackendReloads(Suite):
    """Every precision, and loading again and again: for engines whose loads are cheap."""

    def test_precisions_answer_like_transformers(self, backend: str, model: str) -> None:
        """Greedy answers in each precision are those of transformers within its bound."""
        meant = {made.precision: word for word, made in _plans(backend, model).items()}
        stated = {word: bound(precision) for precision, word in meant.items()}
        if model != "demo" or not any(gap is not None for gap in stated.values()):
            pytest.skip("no bound is stated for any of its precisions")
        for word, gap in stated.items():
            if gap is None:
                continue
            with closing(self.load(backend, model, precision=word)) as loaded:
                for reference in references():
                    asked = request(reference.prompt, max_tokens=LENGTH)
                    ids, sure = ids_of(list(loaded.stream(asked))), reference.sure(gap)
                    assert ids is not None
                    assert ids[:sure] == reference.ids[:sure], word

    def test_loading_again_and_again_does_not_grow(self, backend: str, model: str) -> None:
        """A model can be loaded again; after some cycles the process is as large as before."""
        before, sizes, answers = _alive(), [], set()
        for _ in range(2 + CYCLES):
            loaded = self.load(backend, model)
            answers.add(loaded.generate(request(SHORT, max_tokens=12)).text)
            loaded.close()
            sizes.append(psutil.Process().memory_info().rss)
        assert len(answers) == 1
        assert sizes[-1] - sizes[1] < GROWTH
        _nothing_left(before)

    @pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
    @pytest.mark.filterwarnings("error:coroutine .* was never awaited:RuntimeWarning")
    def test_closing_at_any_moment(self, backend: str, model: str) -> None:
        """Whenever a model is closed, all its jobs end."""
        before = _alive()
        for pause in (0.0, 0.002, 0.02):
            loaded = self.load(backend, model)
            jobs = [loaded.submit(long_request(loaded), lambda chunk: None) for _ in range(3)]
            time.sleep(pause)
            jobs[1].cancel()
            loaded.close()
            assert all(_is_ended(job.done.result(PATIENCE)) for job in jobs)
        gc.collect()  # what was left half done would complain now
        _nothing_left(before)


Alive = tuple[set[threading.Thread], set[int]]


def _plans(backend: str, model: str) -> dict[str, Plan]:
    """Return a plan for each precision word that the backend does not refuse here."""
    engine, found = registry.backend(backend), {}
    any_plan = plan(model, LoadConfig(force=True), detect())
    for word in engine.precisions:
        try:
            precision = engine.choose_precision(word, any_plan.facts, any_plan.hardware)
            made = replace(any_plan, backend=backend, precision=precision)
            found[word] = replace(made, needs=engine.needs(made))
        except LlmnbError:
            assert word != "auto"
    return found


def _alive() -> Alive:
    children = {process.pid for process in psutil.Process().children(recursive=True)}
    # Python starts it with the first process of an engine, and keeps it for all to come.
    tracker = getattr(resource_tracker, "_resource_tracker", None)
    return set(threading.enumerate()), children - {getattr(tracker, "_pid", None)}


def _nothing_left(before: Alive) -> None:
    """See that no thread of llmnb and no process is there that was not there before."""
    deadline = time.monotonic() + PATIENCE
    while (left := _left(before)) and time.monotonic() < deadline:
        time.sleep(0.01)  # a thread that closed its own model ends soon after
    assert not left


def _left(before: Alive) -> list[str]:
    multiprocessing.active_children()  # reaps those that have ended
    threads, children = _alive()
    names = [t.name for t in threads - before[0] if t.name.startswith("llmnb-")]
    return names + [f"process {pid}" for pid in children - before[1]]


def _is_ended(answer: Generation) -> bool:
    return answer.finish_reason is not None and answer.finish_reason is not FinishReason.ERROR
