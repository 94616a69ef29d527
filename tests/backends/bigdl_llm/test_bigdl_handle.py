"""A model on BigDL-LLM: stopping, failing, closing, and what it leaves as it was."""

from __future__ import annotations

import dataclasses
import gc
import json
import subprocess
import sys
import threading
import weakref

import bigdl_models as bm
import pytest
import random_models
from asking import chat, ids_of, tokens

from llmnb.backends.bigdl import NOT_INTEL, BigdlBackend, library
from llmnb.config import GenerationConfig, LoadConfig
from llmnb.errors import Cancelled, EngineError, ModelClosed, ModelFormatError
from llmnb.generation import FinishReason, Message, Messages, Request
from llmnb.hardware import detect
from llmnb.progress import Silent

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")
torch = pytest.importorskip("torch")

WAIT = 60.0
PROMPT = tokens([10 + i % 290 for i in range(300)], max_tokens=6, min_tokens=6, logprobs=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return random_models.make(
        tmp_path_factory.mktemp("tiny"), "llama", hidden=128, intermediate=256, layers=3
    )


@pytest.fixture
def handle(folder):
    loaded = bm.load(folder)
    yield loaded
    loaded.close()


def fresh(folder, request):
    loaded = bm.load(folder)
    try:
        return loaded.generate(request)
    finally:
        loaded.close()


def test_a_prompt_is_stopped_in_the_middle_of_a_chunk_and_then_reused_rightly(handle, folder):
    runner, jobs, seen = bm.runner(handle), [], []
    layers = runner._model.model.layers

    def cancel_in_the_third_chunk(layer, arguments):
        seen.append(layer)
        if seen.count(layer) == 3:
            while not jobs:
                pass
            jobs[0].cancel()

    hooks = [
        layers[0].register_forward_pre_hook(cancel_in_the_third_chunk),
        layers[2].register_forward_pre_hook(lambda *_: seen.append("last")),
    ]
    jobs.append(handle.submit(PROMPT, lambda _: None))
    answer = jobs[0].done.result(WAIT)
    for hook in hooks:
        hook.remove()
    assert answer.finish_reason is FinishReason.INTERRUPTED
    assert answer.usage.completion_tokens == 0
    # The third chunk ended before its second layer.
    assert seen == [layers[0], "last", layers[0], "last", layers[0]]
    again = handle.generate(PROMPT)
    assert again.usage.cached_tokens == 128
    assert again.logprobs == fresh(folder, PROMPT).logprobs


def test_decoding_stops_within_one_token(handle):
    jobs, chunks = [], []

    def listen(chunk):
        chunks.append(chunk)
        while not jobs:
            pass
        jobs[0].cancel()

    jobs.append(handle.submit(chat("Go", max_tokens=400, min_tokens=400), listen))
    answer = jobs[0].done.result(WAIT)
    assert answer.finish_reason is FinishReason.INTERRUPTED
    assert answer.usage.completion_tokens == 1


def test_a_chat_that_goes_on_reads_only_what_is_new(handle):
    prompt = list(range(10, 110))
    first = handle.generate(tokens(prompt, logprobs=0, min_tokens=20, max_tokens=20))
    longer = [*prompt, *ids_of(first), 30, 31, 32]
    second = handle.generate(tokens(longer, logprobs=0))
    assert second.usage.cached_tokens == 119
    assert handle.generate(tokens(longer, logprobs=0)).logprobs == second.logprobs


def test_an_unfinished_answer_goes_on(handle):
    messages = (Message("user", "Why?"), Message("assistant", "Because"))
    settings = GenerationConfig(temperature=0.0, max_tokens=5)
    answer = handle.generate(Request(Messages(messages, continue_final=True), settings))
    assert answer.messages[-1].content == "Because" + answer.text


def test_the_context_is_filled_to_its_last_token_and_no_further(handle):
    ids = [10 + i % 300 for i in range(500)]
    answer = handle.generate(tokens(ids, max_tokens=100, min_tokens=100))
    assert answer.finish_reason is FinishReason.LENGTH
    assert answer.usage.completion_tokens == 12


def test_memory_that_runs_out_fails_one_prompt_only(handle, monkeypatch):
    from llmnb.backends.bigdl.kv import BufferLayer

    wanted = handle.generate(PROMPT).logprobs
    bm.runner(handle).store.release()
    handle.generate(tokens([9]))
    grow, calls = BufferLayer._grow, []

    def exhausted(layer, states, length):
        calls.append(layer)
        if len(calls) == 2:  # the first layer has grown already
            raise RuntimeError("no room\nfor it")
        grow(layer, states, length)

    with monkeypatch.context() as patch:
        patch.setattr(BufferLayer, "_grow", exhausted)
        with pytest.raises(EngineError) as caught:
            handle.generate(PROMPT)
    assert str(caught.value).startswith("The engine failed after 0 tokens: no room. ")
    assert handle.generate(PROMPT).logprobs == wanted


def test_closing_ends_the_thread_and_frees_the_network(folder):
    handle = bm.load(folder)
    job = handle.submit(tokens([10] * 400, max_tokens=100, min_tokens=100), lambda _: None)
    runner = bm.runner(handle)
    network = weakref.ref(runner._model)
    handle.close()
    assert job.done.result(0).finish_reason is FinishReason.INTERRUPTED
    assert not [t for t in threading.enumerate() if t.name == "llmnb-bigdl-tiny"]
    assert network() is None
    assert runner.store.bytes == 0
    with pytest.raises(ModelClosed):
        handle.submit(chat("More"), lambda _: None)


def test_a_forgotten_handle_ends_its_thread(folder):
    handle = bm.load(folder)
    handle.generate(chat("Go"))
    (thread,) = [t for t in threading.enumerate() if t.name == "llmnb-bigdl-tiny"]
    del handle
    gc.collect()
    thread.join(WAIT)
    assert not thread.is_alive()


def test_torch_s_threads_are_left_as_they_were(folder, monkeypatch):
    monkeypatch.setenv("LLMNB_THREADS", "1")
    before, seen = torch.get_num_threads(), []
    handle = bm.load(folder)
    layer = bm.runner(handle)._model.model.layers[0]
    layer.register_forward_pre_hook(lambda *_: seen.append(torch.get_num_threads()))
    one = handle.generate(PROMPT)
    handle.close()
    assert set(seen) == {1}
    assert torch.get_num_threads() == before
    monkeypatch.setenv("LLMNB_THREADS", "2")
    assert fresh(folder, PROMPT).logprobs == one.logprobs


SCRIPT = """
import json, logging, os, threading
os.environ["LLAMA_CPP_LIB"] = "mine"
from llmnb.backends.bigdl import library
from llmnb.hardware import detect
root = logging.getLogger()
root.addHandler(logging.NullHandler())
def state():
    # Outside the main thread torch's import names a folder for its compiler.
    kept = {k: v for k, v in os.environ.items() if k != "TORCHINDUCTOR_CACHE_DIR"}
    return [*map(repr, root.handlers)], root.level, kept
before = state()
threads = [threading.Thread(target=library.load, args=(detect().cpu,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
unchanged = state() == before
maps = open("/proc/self/maps").read().split()
mapped = {p.rpartition("/")[2] for p in maps if "libllama" in p}
print(json.dumps([unchanged, sorted(mapped), library.choose(detect().cpu)]))
"""


def test_the_library_is_the_chosen_one_and_the_process_is_left_as_it_was():
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    unchanged, mapped, chosen = json.loads(ended.stdout)
    assert unchanged
    assert mapped == [chosen]


def test_a_library_that_is_slower_gives_the_same_answers(folder, tmp_path):
    """Also that the one with AVX2 runs, where the processor has better."""
    hardware = detect()
    plain = dataclasses.replace(
        hardware.cpu, instruction_sets=frozenset({"avx2", "fma", "f16c"}), vendor="intel"
    )
    assert library.choose(plain) == "libllama_avx2.so"
    script = (
        "import sys, json, dataclasses, threading; sys.path[:0] = json.loads(sys.argv[1])\n"
        "import bigdl_models as bm\n"
        "from test_bigdl_handle import PROMPT\n"
        "from asking import ids_of\n"
        "from pathlib import Path\n"
        "from llmnb.backends.bigdl import BigdlBackend\n"
        "from llmnb.hardware import detect\n"
        "from llmnb.progress import Silent\n"
        "hw = detect()\n"
        "sets = frozenset({'avx2', 'fma', 'f16c'})\n"
        "hw = dataclasses.replace(hw, cpu=dataclasses.replace(hw.cpu, instruction_sets=sets))\n"
        "plan = bm.plan(Path(sys.argv[2]), hardware=hw)\n"
        "handle = BigdlBackend().load(plan, Silent(), threading.Event())\n"
        "print(json.dumps(ids_of(handle.generate(PROMPT))))\n"
        "assert 'libllama_avx2.so' in open('/proc/self/maps').read()\n"
        "handle.close()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, json.dumps(sys.path), str(folder)],
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == ids_of(fresh(folder, PROMPT))


@pytest.mark.parametrize(("vendor", "notes"), [("amd", (f"{NOT_INTEL}.",)), ("intel", ())])
def test_the_user_is_told_what_to_expect_on_a_processor_that_is_not_intel_s(folder, vendor, notes):
    hardware = detect()
    hardware = dataclasses.replace(hardware, cpu=dataclasses.replace(hardware.cpu, vendor=vendor))
    plan = bm.plan(folder, hardware=hardware)
    handle = BigdlBackend().load(plan, Silent(), threading.Event())
    handle.close()
    assert handle.notes == notes


def test_the_answer_says_what_it_was_made_with(handle):
    info = handle.generate(chat("Why?")).model
    assert (info.backend, info.precision, info.context, len(info.revision)) == (
        "bigdl", "sym_int8", 512, 12,
    )  # fmt: skip


def test_code_beside_a_model_is_never_run(folder, tmp_path, llmnb_cache):
    copy = random_models.make(tmp_path / "m", "llama", hidden=128, intermediate=256)
    config = json.loads((copy / "config.json").read_text())
    config["auto_map"] = {
        "AutoConfig": "evil.Config",
        "AutoModelForCausalLM": "evil.Model",
    }
    config["_attn_implementation"] = "someone/kernel"
    (copy / "config.json").write_text(json.dumps(config))
    (copy / "evil.py").write_text("raise SystemExit('it ran')")
    plan = dataclasses.replace(bm.plan(copy), config=LoadConfig(trust_remote_code=True))
    handle = BigdlBackend().load(plan, Silent(), threading.Event())
    assert handle.generate(chat("Go", max_tokens=2)).usage.completion_tokens == 2
    handle.close()


def test_what_is_not_supported_is_refused_before_anything_is_fetched(folder, monkeypatch):
    plan = bm.plan(folder)
    monkeypatch.setattr(type(plan.source), "fetch", lambda *args: pytest.fail("fetched"))
    other = dataclasses.replace(plan.facts, model_type="mamba")
    with pytest.raises(ModelFormatError, match="The architecture 'mamba' is not supported"):
        BigdlBackend().load(dataclasses.replace(plan, facts=other), Silent(), threading.Event())


@pytest.mark.parametrize("at", ["converting", "loading"])
def test_loading_can_be_cancelled_at_each_stage(folder, llmnb_cache, at):
    cancel = threading.Event()

    class Stages(Silent):
        def start(self, stage):
            if stage.name == at:
                cancel.set()

    with pytest.raises(Cancelled):
        BigdlBackend().load(bm.plan(folder), Stages(), cancel)
    assert not [t for t in threading.enumerate() if t.name.startswith("llmnb-bigdl")]
