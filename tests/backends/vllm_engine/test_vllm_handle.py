"""A real vLLM, the build for processors, on the demo model."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import gc
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from multiprocessing import spawn

import numpy as np
import psutil
import pytest
import random_models
from asking import chat, ids_of, tokens
from vllm_models import load

import llmnb
from llmnb import doctor
from llmnb.backends.registry import backend
from llmnb.backends.vllm import arguments, engine, installed
from llmnb.config import LoadConfig
from llmnb.errors import BackendError, ModelClosed, ParameterError
from llmnb.generation import FinishReason
from llmnb.hardware import detect
from llmnb.model_source import Demo
from llmnb.planner import plan
from llmnb.progress import Silent
from llmnb.rendering.record import provenance

pytestmark = pytest.mark.vllm
pytest.importorskip("vllm")

PROMPTS = (
    "What is the capital of France?",
    "What is the capital of Japan?",
    "Which planet is the largest?",
    "Is this review positive or negative? I loved it, it works very well.",
    "Is this review positive or negative? It broke after a day.",
    "What is 12 plus 7?",
)


@pytest.fixture(scope="module")
def onnx():
    made = plan("demo", LoadConfig(backend="onnx", precision="fp32"), detect())
    handle = backend("onnx").load(made, Silent(), threading.Event())
    yield handle
    handle.close()


def processes():
    """Return the engine's processes, workers included."""
    children = [psutil.Process(child.pid) for child in multiprocessing.active_children()]
    return [p for child in children for p in (child, *child.children(recursive=True))]


def test_greedy_answers_are_those_of_the_onnx_backend(vllm, onnx):
    for prompt in PROMPTS:
        ours, theirs = (h.generate(chat(prompt, logprobs=0)) for h in (vllm, onnx))
        assert ids_of(ours) == ids_of(theirs)
        assert (ours.text, ours.usage) == (theirs.text, theirs.usage)


def test_log_probabilities_are_those_of_the_onnx_backend(vllm, onnx):
    asked = chat(PROMPTS[0], logprobs=5, temperature=1.3, top_k=1, repetition_penalty=1.2)
    ours, theirs = (h.generate(asked).logprobs for h in (vllm, onnx))
    for mine, yours in zip(ours, theirs, strict=True):
        assert mine.logprob == pytest.approx(yours.logprob, abs=1e-3)
        assert [id for id, _, _ in mine.top][:2] == [id for id, _, _ in yours.top][:2]


def test_sixteen_requests_at_once(vllm):
    asked = [chat(f"What is {n} plus {n + 1}?") for n in range(16)]
    assert vllm.capabilities.max_concurrent >= 16
    together = vllm.batch(asked)
    assert [a.text for a in together] == [vllm.generate(one).text for one in asked]
    assert [a.text for a in together[:4]] == ["1", "3", "5", "7"]


def test_twenty_interrupts(vllm):
    for number in range(20):
        arrived = threading.Event()
        long = chat("word " * 50, temperature=2.0, seed=number, min_tokens=1000, max_tokens=1000)
        job = vllm.submit(long, lambda chunk, arrived=arrived: arrived.set())
        if number % 4:  # every fourth is stopped at once
            assert arrived.wait(30)
        job.cancel()
        answer = job.done.result(30)
        assert answer.finish_reason is FinishReason.INTERRUPTED
        assert answer.usage.completion_tokens < 1000
    assert vllm.generate(chat(PROMPTS[0])).text == "The capital of France is Paris."


def test_a_prefix_is_computed_once(vllm):
    ids = [(7 * i) % 900 + 20 for i in range(300)]
    first = vllm.generate(tokens(ids, max_tokens=2))
    again = vllm.generate(tokens([*ids, 30, 31], max_tokens=2))
    assert first.usage.cached_tokens == 0
    assert again.usage.cached_tokens == 256  # whole blocks of 128


def test_the_least_nucleus_is_greedy(vllm):
    sampled = chat(PROMPTS[3], temperature=2.0, top_p=0.0, seed=4)
    assert vllm.generate(sampled).text == vllm.generate(chat(PROMPTS[3])).text


def test_the_kernel_is_left_as_it_was(vllm):
    assert "LD_PRELOAD" not in os.environ
    assert not [name for name in os.environ if name.startswith("VLLM_")]
    assert os.fsdecode(spawn.get_executable()) == sys.executable
    groups = {os.getpgid(process.pid) for process in processes()}
    assert len(processes()) >= 2
    assert os.getpgrp() not in groups  # what a notebook's interrupt goes to
    assert any(t.name.startswith("llmnb-vllm-") for t in threading.enumerate())


LONG = chat("word " * 50, temperature=2.0, seed=1, min_tokens=1000, max_tokens=1000)


@pytest.fixture
def sleeper(vllm, monkeypatch):
    """Let vLLM sleep as far as it can without a GPU: its scheduler does, its memory stays."""
    llm = vllm._engine._llm
    asleep = llm.sleep
    monkeypatch.setattr(llm, "sleep", lambda level: asleep(level=0))
    monkeypatch.setattr(vllm, "capabilities", dataclasses.replace(vllm.capabilities, sleep=True))
    yield vllm
    vllm.wake()


def on_the_loop(handle, work):
    return asyncio.run_coroutine_threadsafe(work, handle._engine.loop).result(30)


def test_falling_asleep_interrupts_what_runs_and_the_next_request_wakes_it(sleeper):
    llm, arrived = sleeper._engine._llm, threading.Event()
    job = sleeper.submit(LONG, lambda chunk: arrived.set())
    assert arrived.wait(30)
    sleeper.sleep()
    assert job.done.result(30).finish_reason is FinishReason.INTERRUPTED
    assert on_the_loop(sleeper, llm.is_sleeping())
    assert sleeper.generate(chat(PROMPTS[0])).text == "The capital of France is Paris."
    assert not on_the_loop(sleeper, llm.is_sleeping())


def test_no_request_is_stranded_in_an_engine_that_falls_asleep(sleeper):
    with ThreadPoolExecutor(1) as pool:
        for _ in range(20):
            jobs = [sleeper.submit(chat(PROMPTS[0]), lambda chunk: None) for _ in range(2)]
            falling = pool.submit(sleeper.sleep)
            jobs += [sleeper.submit(chat(PROMPTS[0]), lambda chunk: None) for _ in range(2)]
            falling.result(30)
            for answer in [job.done.result(30) for job in jobs]:
                whole = answer.text == "The capital of France is Paris."
                assert whole or answer.finish_reason is FinishReason.INTERRUPTED


def test_the_version_of_the_build_is_recorded_and_diagnosed(vllm):
    name = installed.distribution()
    made = provenance(vllm.generate(chat(PROMPTS[0])))
    assert made["versions"] == {"llmnb": llmnb.__version__, name: version(name)}
    assert doctor.diagnose().versions[name] == version(name)


def test_an_answer_that_vllm_itself_aborts_is_interrupted(vllm):
    llm, arrived = vllm._engine._llm, threading.Event()
    job = vllm.submit(LONG, lambda chunk: arrived.set())
    assert arrived.wait(30)
    on_the_loop(vllm, llm.sleep(level=0))
    on_the_loop(vllm, llm.wake_up())
    assert job.done.result(30).finish_reason is FinishReason.INTERRUPTED


@pytest.mark.parametrize("text", ["=3", "max_num_seqs"])
def test_an_engine_argument_is_a_name_with_a_value(text):
    with pytest.raises(ParameterError, match="it must be NAME=VALUE"):
        arguments.given((text,))


def test_engine_arguments_are_vllms_own():
    texts = ("--max-num-seqs=8", 'hf_overrides={"a": [1]}', "enforce_eager=on", "model_impl=vllm")
    assert arguments.given(texts) == {
        "max_num_seqs": 8,
        "hf_overrides": {"a": [1]},
        "enforce_eager": True,
        "model_impl": "vllm",
    }
    with pytest.raises(ParameterError, match="trust_remote_code is decided by --trust-remote-code"):
        arguments.given(("trust_remote_code=true",))
    with pytest.raises(ParameterError, match=r"no engine argument 'max_num_seq'\. Did you mean"):
        arguments.given(("max_num_seq=8",))


def test_the_names_of_engine_arguments_are_vllms_own():
    from vllm import AsyncEngineArgs

    names = {field.name for field in dataclasses.fields(AsyncEngineArgs)}
    assert installed.engine_arguments() == {n for n in names if not n.startswith("_")}


PLANNED = """
import os, sys
import llmnb
from llmnb.session import default_session

before = dict(os.environ)
for name in ("max_num_seqs", "max_num_seq"):
    try:
        default_session().plan("demo", backend="vllm", engine_args={name: 8})
    except llmnb.LlmnbError as error:
        print(error)
assert dict(os.environ) == before
assert not {"vllm", "torch"} & set(sys.modules)
"""


def test_a_plan_refuses_an_unknown_argument_without_an_import_of_vllm():
    done = subprocess.run([sys.executable, "-c", PLANNED], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == (
        "vLLM has no engine argument 'max_num_seq'. Did you mean max_num_seqs?\n",
        "",
    )


@pytest.mark.slow  # it starts another one
def test_an_engine_that_cannot_start_tells_the_cause_and_leaves_nothing(vllm, capfd):
    before = set(multiprocessing.active_children())
    with pytest.raises(BackendError) as caught:
        load(engine_args={"kv_cache_memory_bytes": 10**15}, name="huge")
    assert "vLLM could not start 'huge'" in str(caught.value)
    assert set(multiprocessing.active_children()) == before
    assert "Traceback" not in "".join(capfd.readouterr())
    assert vllm.generate(chat(PROMPTS[0])).text == "The capital of France is Paris."


def write_adapter(folder, rank=4):
    """Write a LoRA adapter with random numbers for the demo model's attention."""
    facts = Demo().facts()
    folder.mkdir()
    config = {"peft_type": "LORA", "r": rank, "lora_alpha": 64, "target_modules": ["q_proj"]}
    (folder / "adapter_config.json").write_text(json.dumps({**config, "bias": "none"}))
    rng, tensors = np.random.default_rng(0), {}
    for layer in range(facts.layers):
        name = f"base_model.model.model.layers.{layer}.self_attn.q_proj"
        shapes = {"A": (rank, facts.hidden), "B": (facts.heads * facts.head_dim, rank)}
        for part, shape in shapes.items():
            tensors[f"{name}.lora_{part}.weight"] = rng.normal(size=shape).astype(np.float32)
    random_models.write_safetensors(folder / "adapter_model.safetensors", tensors, "F32")
    return folder


def test_a_second_model_with_an_adapter_beside_the_first(vllm, tmp_path):
    before = {process.pid for process in processes()}
    second = load(name="second", context=512, adapter=str(write_adapter(tmp_path / "lora")))
    try:
        asked = [chat(prompt) for prompt in PROMPTS]
        alone = [vllm.generate(one).text for one in asked]
        with ThreadPoolExecutor(2) as pool:
            plain, adapted = pool.map(lambda handle: handle.batch(asked), (vllm, second))
        assert [answer.text for answer in plain] == alone
        assert [answer.text for answer in adapted] != alone
        assert (second.info.context, second.info.adapter) == (512, "lora")
        with pytest.raises(BackendError, match="second cannot sleep"):
            second.sleep()
    finally:
        second.close()
    assert {process.pid for process in processes()} == before
    with pytest.raises(ModelClosed):
        second.generate(asked[0])


async def lingering(*args, **options):
    """Stand in for an answer of vLLM that takes some turns of the loop to end."""
    try:
        await asyncio.sleep(60)
    finally:
        for _ in range(5):
            await asyncio.sleep(0)
    yield


async def stubborn(*args, **options):
    """Stand in for one that does not end."""
    while True:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
    yield


async def failing(*args, **options):
    """Stand in for one that fails because its engine goes away."""
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        raise RuntimeError("the socket was closed") from None
    yield


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow  # it starts another one
def test_an_unload_completes_every_request(monkeypatch):
    handle = load(name="brief")
    monkeypatch.setattr(engine, "CANCEL_SECONDS", 0.5)
    jobs = []
    for generate in (handle._engine._llm.generate, lingering, stubborn, failing):
        monkeypatch.setattr(handle._engine._llm, "generate", generate)
        jobs.append(handle.submit(LONG, lambda chunk: None))
        on_the_loop(handle, asyncio.sleep(0.1))  # so that it is begun
    monkeypatch.setattr(handle._engine._llm, "wake_up", lambda: asyncio.sleep(60))
    monkeypatch.setattr(handle._engine, "_asleep", True)
    with ThreadPoolExecutor(1) as pool:
        waking = pool.submit(handle.wake)
        on_the_loop(handle, asyncio.sleep(0.1))
        handle.close()
        for call in (waking.result, handle.wake):
            with pytest.raises(ModelClosed, match="The model 'brief' was unloaded"):
                call()
    assert [job.done.result(0).finish_reason for job in jobs] == [FinishReason.INTERRUPTED] * 4
    jobs.clear()
    gc.collect()  # Python remarks upon the stubborn one; here it is expected
