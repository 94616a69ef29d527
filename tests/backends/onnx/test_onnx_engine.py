"""The engine's thread: queueing, cancelling, failing, closing."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time

import onnx_models as om
import pytest
import random_models

from llmnb.errors import EngineError, ModelClosed
from llmnb.generation import FinishReason

pytest.importorskip("onnxruntime")

WAIT = 60.0
THREAD = "llmnb-onnx-tiny"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return random_models.make(tmp_path_factory.mktemp("tiny"), context=4096)


@pytest.fixture(scope="module")
def slow_folder(tmp_path_factory):
    """A network whose chunks of a prompt take long enough to be stopped in between."""
    folder = tmp_path_factory.mktemp("slow")
    return random_models.make(
        folder, hidden=512, layers=6, heads=8, kv_heads=8, intermediate=2048, context=8192
    )


@pytest.fixture
def handle(folder):
    loaded = om.load(folder, "int8", context=4096)
    yield loaded
    loaded.close()


class Listener:
    """Keeps chunks, and can hold the engine at the first one."""

    def __init__(self, hold: bool = False) -> None:
        self.chunks = []
        self.reached = threading.Event()
        self.go_on = threading.Event()
        if not hold:
            self.go_on.set()

    def __call__(self, chunk):
        self.chunks.append(chunk)
        self.reached.set()
        assert self.go_on.wait(WAIT)

    @property
    def reason(self):
        return self.chunks[-1].finish_reason


def engine_threads():
    return [t for t in threading.enumerate() if t.name.startswith("llmnb-onnx")]


def still_works(handle):
    generation = handle.generate(om.chat("Still?"))
    return generation.finish_reason in (FinishReason.LENGTH, FinishReason.STOP)


def test_requests_are_served_in_the_order_of_their_submission(handle):
    first, order, jobs = Listener(hold=True), [], []
    jobs.append(handle.submit(om.chat("0"), first))
    for number in range(1, 8):

        def note(chunk, number=number):
            if chunk.finish_reason:
                order.append(number)

        jobs.append(handle.submit(om.chat(str(number), max_tokens=3), note))
    assert first.reached.wait(WAIT)
    assert order == []
    first.go_on.set()
    assert all(job.done.result(WAIT) for job in jobs)
    assert order == list(range(1, 8))


def test_many_threads_get_the_answers_that_one_gets(handle):
    requests = [om.chat(f"Question {n % 7}", temperature=1.0, seed=n) for n in range(40)]
    wanted = [handle.generate(request) for request in requests]
    found = [None] * len(requests)

    def ask(place):
        found[place] = handle.generate(requests[place])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(requests))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert [g.text for g in found] == [g.text for g in wanted]


def test_a_waiting_request_is_cancelled_at_once(handle):
    first, second = Listener(hold=True), Listener()
    running = handle.submit(om.chat("0"), first)
    waiting = handle.submit(om.chat("1"), second)
    assert first.reached.wait(WAIT)
    waiting.cancel()
    assert waiting.done.done()
    generation = waiting.done.result()
    assert generation.finish_reason == FinishReason.INTERRUPTED
    assert (generation.text, generation.usage.completion_tokens) == ("", 0)
    assert second.reason == FinishReason.INTERRUPTED
    first.go_on.set()
    assert running.done.result(WAIT).finish_reason != FinishReason.INTERRUPTED
    assert len(second.chunks) == 1


def test_decoding_stops_within_one_token(handle):
    listener = Listener(hold=True)
    job = handle.submit(om.chat("Go", max_tokens=2000, min_tokens=2000), listener)
    assert listener.reached.wait(WAIT)
    job.cancel()
    job.cancel()
    listener.go_on.set()
    generation = job.done.result(WAIT)
    assert generation.finish_reason == FinishReason.INTERRUPTED
    assert generation.usage.completion_tokens == 1
    assert listener.reason == FinishReason.INTERRUPTED
    assert still_works(handle)


def test_a_long_prompt_is_stopped_while_it_is_read(slow_folder):
    handle = om.load(slow_folder, context=8192)
    try:
        job = handle.submit(om.tokens([10] * 8000), lambda _: None)
        time.sleep(0.3)
        assert not job.done.done()
        cancelled = time.perf_counter()
        job.cancel()
        generation = job.done.result(WAIT)
        # Far below what the rest of the prompt would take, on the slowest machine too.
        assert time.perf_counter() - cancelled < 5
        assert generation.finish_reason == FinishReason.INTERRUPTED
        assert generation.usage.completion_tokens == 0
        prompt = om.tokens(range(10, 200), max_tokens=3)
        again = handle.generate(prompt)
        assert again.usage.completion_tokens == 3
    finally:
        handle.close()


def test_what_was_read_before_a_cancel_is_reused_rightly(slow_folder):
    prompt = om.tokens([10 + i % 290 for i in range(700)], max_tokens=4, logprobs=3)
    handle = om.load(slow_folder, context=8192)
    try:
        job = handle.submit(prompt, lambda _: None)
        time.sleep(0.1)
        job.cancel()
        job.done.result(WAIT)
        after = handle.generate(prompt)
        fresh = om.load(slow_folder, context=8192)
        try:
            assert fresh.generate(prompt).logprobs == after.logprobs
        finally:
            fresh.close()
    finally:
        handle.close()


def test_cancels_at_any_moment_leave_a_usable_model(handle):
    wanted = handle.generate(om.chat("Check"))
    for attempt in range(60):
        job = handle.submit(om.tokens([10] * 300, max_tokens=50, min_tokens=50), lambda _: None)
        time.sleep(attempt / 60 * 0.02)
        job.cancel()
        assert job.done.result(WAIT).finish_reason in (
            FinishReason.INTERRUPTED,
            FinishReason.LENGTH,
        )
    assert handle.generate(om.chat("Check")).text == wanted.text


def test_closing_a_stream_cancels_its_request(handle):
    stream = handle.stream(om.chat("Go", max_tokens=3000, min_tokens=3000))
    next(stream)
    stream.close()
    assert still_works(handle)


def test_a_failing_engine_is_explained_and_stays_usable(handle, monkeypatch):
    runner = handle._engine._serve.__self__._runner
    step, listener = runner.step, Listener()

    def fail(slot, id, options):
        raise RuntimeError("Non-zero status code returned.\nDetails")

    monkeypatch.setattr(runner, "step", fail)
    job = handle.submit(om.chat("Go"), listener)
    with pytest.raises(EngineError) as caught:
        job.done.result(WAIT)
    assert str(caught.value) == (
        "The engine failed after 1 token: Non-zero status code returned. The model is still "
        "loaded; if it fails again, load it anew with %llm_load --reload."
    )
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert listener.reason == FinishReason.ERROR
    monkeypatch.setattr(runner, "step", step)
    assert still_works(handle)


def test_a_failing_listener_gets_its_own_error_back(handle):
    def fail(chunk):
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        handle.submit(om.chat("Go"), fail).done.result(WAIT)
    assert still_works(handle)


def test_closing_ends_what_is_in_flight(folder):
    handle = om.load(folder, context=4096)
    listener = Listener()
    jobs = [
        handle.submit(om.chat(str(n), max_tokens=3000, min_tokens=3000), listener)
        for n in range(20)
    ]
    assert listener.reached.wait(WAIT)
    handle.close()
    assert engine_threads() == []
    reasons = {job.done.result(0).finish_reason for job in jobs}
    assert reasons == {FinishReason.INTERRUPTED}
    handle.close()
    with pytest.raises(ModelClosed) as caught:
        handle.submit(om.chat("More"), listener)
    assert str(caught.value) == "The model 'tiny' was unloaded. Run %llm_load again."


def test_closing_in_the_middle_of_a_prompt(slow_folder):
    handle = om.load(slow_folder, context=8192)
    job = handle.submit(om.tokens([10] * 8000), lambda _: None)
    time.sleep(0.2)
    handle.close()
    assert job.done.result(0).finish_reason == FinishReason.INTERRUPTED
    assert engine_threads() == []


def test_submitting_while_closing_loses_no_job(folder):
    for _ in range(10):
        handle, jobs = om.load(folder), []

        def submit(handle=handle, jobs=jobs):
            try:
                while True:
                    jobs.append(handle.submit(om.chat("Go"), lambda _: None))
            except ModelClosed:
                pass

        threads = [threading.Thread(target=submit) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.01)
        handle.close()
        for thread in threads:
            thread.join(WAIT)
        for job in jobs:
            job.done.result(WAIT)
        assert engine_threads() == []


def test_a_listener_may_close_the_model(folder):
    handle = om.load(folder)
    job = handle.submit(om.chat("Go", min_tokens=20), lambda _: handle.close())
    assert job.done.result(WAIT).finish_reason == FinishReason.INTERRUPTED
    for thread in engine_threads():
        thread.join(WAIT)
    assert engine_threads() == []


def test_a_forgotten_handle_ends_its_thread(folder):
    handle = om.load(folder)
    handle.generate(om.chat("Go"))
    assert len(engine_threads()) == 1
    del handle
    gc.collect()
    for thread in engine_threads():
        thread.join(WAIT)
    assert engine_threads() == []


SCRIPT = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
import onnx_models as om
handle = om.load(Path({folder!r}), context=4096)
stream = handle.stream(om.chat("Go", max_tokens=4000, min_tokens=4000))
next(stream)
print("leaving")
"""


def test_the_interpreter_exits_cleanly_in_the_middle_of_an_answer(folder):
    script = SCRIPT.format(path=sys.path, folder=str(folder))
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=WAIT
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "leaving\n", "")
