"""What the vllm backend says of a machine, and what it starts vLLM with; no vLLM is needed."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import random_models
from safetensors.numpy import save_file

from llmnb.backends.base import Plan
from llmnb.backends.registry import backend
from llmnb.backends.vllm import adapter, arguments, devices, installed, needs, remains, weights
from llmnb.backends.vllm.causes import in_words
from llmnb.backends.vllm.engine import Engine
from llmnb.backends.vllm.installed import Build
from llmnb.backends.vllm.shield import KernelLog, Quarters, kernel_log
from llmnb.config import LoadConfig
from llmnb.errors import BackendError, ModelFormatError, ParameterError
from llmnb.generation import ModelInfo
from llmnb.hardware import Accelerator, Hardware, detect
from llmnb.model_source import Demo, Endpoint, Folder, read_headers
from llmnb.planner import plan
from llmnb.progress import Silent
from llmnb.rendering import explain, status
from llmnb.rendering.report import loaded_line
from llmnb.room import alternatives, shortage

GB = 10**9
L4 = Accelerator("nvidia", "NVIDIA L4", 0, "8.9", 24 * GB, 23 * GB)
T4 = Accelerator("nvidia", "Tesla T4", 0, "7.5", 16 * GB, 15 * GB)
P100 = Accelerator("nvidia", "Tesla P100", 0, "6.0", 16 * GB, 15 * GB)
MI300 = Accelerator("amd", "AMD Instinct MI300X", 0, "gfx942", 192 * GB, 190 * GB)
VEGA = Accelerator("amd", "AMD Radeon VII", 0, "gfx906", 16 * GB, 15 * GB)


def machine(*gpus, notes=()):
    numbered = tuple(dataclasses.replace(gpu, index=i) for i, gpu in enumerate(gpus))
    return dataclasses.replace(detect(), accelerators=numbered, notes=notes)


def planned(*gpus, precision="bf16", facts=None, **wishes):
    demo = Demo()
    made = Plan(
        backend="vllm",
        precision=precision,
        source=demo,
        config=LoadConfig(**wishes),
        name="demo",
        context=2048,
        hardware=machine(*gpus),
        facts=facts or demo.facts(),
    )
    return dataclasses.replace(made, needs=backend("vllm").needs(made))


def of_size(bytes_, heads=4):
    """Return facts of a model whose weights take some bytes in 16 bits."""
    layer = 16 * 4096 * 4096  # four matrices of attention, three wide ones
    config = {"intermediate_size": 4 * 4096, "tie_word_embeddings": True}
    return dataclasses.replace(
        Demo().facts(), config=config, hidden=4096, heads=heads, kv_heads=heads,
        head_dim=4096 // heads, vocabulary=1, layers=max(1, int(bytes_ / 2 / layer)),
    )  # fmt: skip


@pytest.fixture
def built(monkeypatch):
    def build(kind, version="0.32.0", *, twice=False):
        made = Build(kind, version, twice) if kind else None
        monkeypatch.setattr(installed, "build", lambda: made)

    return build


def support(hardware: Hardware):
    demo = Demo()
    return backend("vllm").support(hardware, demo, demo.facts())


def test_without_a_gpu_it_says_why_and_what_else_there_is(built):
    built(None)
    note = "CUDA_VISIBLE_DEVICES is set to nothing, which hides every GPU."
    found = support(machine(notes=(note,)))
    assert not found.ok
    assert found.reason == f"vLLM needs an NVIDIA or AMD GPU. {note} {devices.INSTEAD}"
    assert support(machine(notes=("No NVIDIA or AMD GPU was found.",))).reason == (
        f"vLLM needs an NVIDIA or AMD GPU. {devices.INSTEAD}"
    )


@pytest.mark.parametrize(
    ("gpu", "said"),
    [
        (P100, "Tesla P100 has compute capability 6.0, and vLLM needs 7.5 or higher."),
        (VEGA, "AMD Radeon VII is a gfx906, which vLLM has no kernels for."),
    ],
)
def test_a_gpu_that_vllm_does_not_support_is_named(built, gpu, said):
    built(None)
    assert said in support(machine(gpu)).reason


@pytest.mark.parametrize(
    ("gpu", "kind", "version", "said"),
    [
        (L4, None, "", "vLLM is not installed."),
        (L4, "amd", "0.32.0", "built for AMD GPUs (ROCm), not for NVIDIA GPUs (CUDA)"),
        (MI300, "nvidia", "0.32.0", "built for NVIDIA GPUs (CUDA), not for AMD GPUs (ROCm)"),
        (L4, "nvidia", "0.11.2", "llmnb runs with vLLM 0.32 or 0.33, and 0.11.2 is installed."),
    ],
)
def test_what_is_missing_comes_with_its_command(built, gpu, kind, version, said):
    built(kind, version)
    found = support(machine(gpu))
    assert not found.ok
    assert said in found.reason
    assert found.preference > 0
    assert found.install.endswith(installed.COMMANDS[gpu.vendor])


@pytest.mark.parametrize("gpu", [L4, MI300])
def test_a_gpu_with_its_vllm_is_preferred_to_everything(built, gpu):
    built(gpu.vendor, "0.33.0")
    found = support(machine(gpu))
    assert found.ok
    assert found.preference > 20


def test_the_build_for_processors_is_taken_by_name_only(built):
    built("cpu")
    found = support(machine())
    assert (found.ok, found.preference) == (True, 0)
    built("cpu", twice=True)
    assert "have overwritten each other" in support(machine()).reason
    built("cpu", "0.20.1")
    assert "0.20.1 is installed" in support(machine()).reason


def test_rocm_needs_its_own_python(monkeypatch):
    monkeypatch.setattr(installed.sys, "version_info", (3, 12, 3))
    assert installed.command("amd").startswith("uv pip install llmnb vllm --extra-index-url")
    monkeypatch.setattr(installed.sys, "version_info", (3, 11, 7))
    assert installed.command("amd").startswith("uv venv --python 3.12")


def test_a_server_is_left_to_others(built):
    built("nvidia")
    endpoint = Endpoint("http://127.0.0.1:8000/v1")
    assert not backend("vllm").support(machine(L4), endpoint, None).ok


@pytest.mark.parametrize(
    ("gpus", "memory", "wanted", "ids"),
    [
        ([L4], 2 * GB, None, (0,)),
        ([L4] * 4, 2 * GB, None, (0,)),
        ([L4] * 4, 30 * GB, None, (0, 1)),
        ([L4] * 8, 500 * GB, None, (0, 1, 2, 3)),  # no more than have a head each
        ([L4, T4], 30 * GB, None, (0,)),  # unlike ones do not share a model
        ([L4] * 4, 2 * GB, "cuda:2", (2,)),
        ([L4] * 4, 2 * GB, "cuda:1,3", (1, 3)),
        ([L4] * 2, 2 * GB, "cuda", (0,)),
    ],
)
def test_a_model_gets_as_few_gpus_as_hold_it(built, gpus, memory, wanted, ids):
    built("nvidia")
    plan = planned(*gpus, device=wanted, facts=of_size(memory))
    assert devices.choose(plan).ids == ids
    assert [gpu.index for gpu in plan.needs.gpus] == list(ids)


@pytest.mark.parametrize(
    ("heads", "kv_heads", "count", "chosen"),
    [(40, 8, 6, 4), (40, 8, 8, 8), (28, 4, 8, 4), (32, 2, 3, 2), (32, 2, 4, 4), (8, 3, 8, 1)],
)
def test_gpus_share_the_heads_for_keys_and_values_evenly(built, heads, kv_heads, count, chosen):
    built("nvidia")
    facts = dataclasses.replace(of_size(500 * GB, heads), kv_heads=kv_heads)
    assert len(planned(*[L4] * count, facts=facts).needs.gpus) == chosen


def test_gpus_beyond_the_heads_for_keys_and_values_hold_copies(built):
    built("nvidia")
    facts = dataclasses.replace(of_size(50 * GB, 32), kv_heads=2)
    made = planned(*[L4] * 4, facts=facts)
    one = needs.kv_bytes_per_token(facts, "bf16")
    assert len(made.needs.gpus) == 4
    each = made_for(made, devices.choose(made))["kv_cache_memory_bytes"]
    assert each == needs.FULL_CONTEXTS * 2048 * one // 2  # one head of the two


@pytest.mark.parametrize("decided", [(), ("device",)])
def test_a_device_that_a_variable_names_is_taken_where_there_is_one(built, decided):
    built("nvidia")
    wishes, two = LoadConfig(backend="vllm", device="cuda:1"), machine(L4, L4)
    assert plan("demo", wishes, two, decided=decided).needs.gpus == two.accelerators[1:]
    with pytest.raises(BackendError, match=r"no device 'cuda:1'; allowed: cuda:0\."):
        plan("demo", wishes, machine(L4), decided=decided)


def test_devices_are_numbered_among_all_that_the_process_sees(built):
    built("nvidia")
    plan = planned(P100, L4, L4)
    assert devices.choose(plan).ids == (1,)
    assert devices.choose(planned(P100, L4, L4, device="cuda:1")).ids == (2,)


@pytest.mark.parametrize("wanted", ["cuda:2", "cuda:0,0", "cpu", "tpu", "cuda:"])
def test_a_device_that_is_not_there_is_refused(built, wanted):
    built("nvidia")
    with pytest.raises(BackendError, match=r"allowed: cuda:0, cuda:1, or several as in cuda:0,1"):
        devices.choose(planned(L4, L4, device=wanted))


def test_gpus_that_cannot_share_the_heads_are_refused(built):
    built("nvidia")
    words = r"cuda:0,1,2 names 3 GPUs.*the 4 heads of demo \(4 with .*allowed: 1, 2, 4\."
    with pytest.raises(BackendError, match=words):
        planned(*[L4] * 4, device="cuda:0,1,2", facts=of_size(2 * GB))


def test_the_precision_is_what_the_device_computes(built):
    built("nvidia")
    assert devices.natural_precision(machine(L4)) == "bf16"
    assert devices.natural_precision(machine(T4)) == "fp16"
    built("cpu")
    without = dataclasses.replace(detect().cpu, instruction_sets=frozenset({"avx512_vnni"}))
    with_amx = dataclasses.replace(without, instruction_sets=frozenset({"amx_bf16"}))
    engine, facts = backend("vllm"), Demo().facts()
    for cpu, precision in ((without, "fp32"), (with_amx, "bf16")):
        described = dataclasses.replace(machine(), cpu=cpu)  # not the one that this runs on
        assert engine.choose_precision("auto", facts, described) == precision


def made_for(plan, chosen):
    model = SimpleNamespace(folder="/models/demo", facts=plan.facts)
    return arguments.arguments(plan, model, chosen).arguments


def test_the_kv_cache_is_made_for_some_full_contexts(built):
    built("nvidia")
    plan = planned(L4, L4)
    facts = plan.facts
    one = 2 * 2 * facts.layers * facts.kv_heads * facts.head_dim
    assert needs.kv_bytes_per_token(facts, "bf16") == one
    assert plan.needs.cache == needs.FULL_CONTEXTS * 2048 * one
    made = made_for(plan, devices.Devices((L4,), (0,)))
    assert made["kv_cache_memory_bytes"] == plan.needs.cache
    assert made["gpu_memory_utilization"] == pytest.approx(0.914, abs=0.003)
    assert (made["tensor_parallel_size"], "device_ids" in made) == (1, False)
    assert made_for(plan, devices.Devices((L4,), (3,)))["device_ids"] == [3]
    assert "enforce_eager" not in made
    two = made_for(plan, devices.Devices((L4, L4), (0, 1)))
    assert two["kv_cache_memory_bytes"] == plan.needs.cache // 2
    assert two["tensor_parallel_size"] == 2


def test_a_full_gpu_gives_the_cache_what_is_left(built):
    built("nvidia")
    full = dataclasses.replace(L4, memory_free=8 * GB)
    facts = of_size(4 * GB)
    plan = planned(full, facts=facts)
    made = made_for(plan, devices.Devices((full,), (0,)))
    share = (8 * GB - (1 << 30)) / (24 * GB)
    assert made["gpu_memory_utilization"] == pytest.approx(share, abs=0.001)
    assert plan.needs.held == pytest.approx(share * 24 * GB, rel=0.01)
    assert plan.needs.cache < needs.FULL_CONTEXTS * 2048 * needs.kv_bytes_per_token(facts, "bf16")


QWEN_7B = {
    "model_type": "qwen2", "hidden_size": 3584, "num_hidden_layers": 28, "num_attention_heads": 28,
    "num_key_value_heads": 4, "intermediate_size": 18944, "vocab_size": 152064,
    "max_position_embeddings": 32768, "tie_word_embeddings": False,
}  # fmt: skip


@pytest.fixture
def seven_billion(tmp_path):
    """Return the folder of a model without weights."""
    return str(random_models.make_hollow(tmp_path, QWEN_7B))


@pytest.mark.parametrize("others", [(), (L4,)])
def test_a_model_in_the_place_of_another_is_planned_as_if_that_were_gone(
    built, seven_billion, others
):
    built("nvidia")
    wishes = LoadConfig(backend="vllm")
    there = plan(seven_billion, wishes, machine(L4, *others)).needs
    left = dataclasses.replace(L4, memory_free=L4.memory_free - there.per_gpu)
    made = plan(seven_billion, wishes, machine(left, *others), freed=lambda _: there)
    assert made.needs.cache == there.cache == 16 * 4096 * 57_344
    assert made.needs.gpus == (left,)
    asked = needs.share(devices.choose(made)) * left.memory_total
    assert asked < left.memory_free  # or vLLM would not start beside the other one


@pytest.mark.parametrize(("tied", "tables"), [(False, 2), (True, 1)])
def test_at_fp8_embedding_and_head_keep_16_bits(seven_billion, tied, tables):
    config = {**QWEN_7B, "tie_word_embeddings": tied}
    (Path(seven_billion) / "config.json").write_text(json.dumps(config))
    facts = Folder(Path(seven_billion)).facts()
    table = 152064 * 3584
    layers = facts.parameters - tables * table
    assert needs.weight_bytes(facts, "fp8") == layers + 2 * tables * table
    assert needs.weight_bytes(facts, "bf16") == 2 * facts.parameters


def test_the_fullest_gpu_decides_for_all(built):
    built("nvidia")
    gib = 1 << 30
    small = dataclasses.replace(L4, memory_total=24 * gib, memory_free=23 * gib)
    large = dataclasses.replace(L4, memory_total=80 * gib, memory_free=24 * gib)
    assert needs.share(devices.Devices((small, large), (0, 1))) == 0.287  # 23 of 80
    made = planned(small, large, facts=of_size(30 * GB), device="cuda:0,1")
    assert made.needs.cache < needs.FULL_CONTEXTS * 2048 * needs.kv_bytes_per_token(
        made.facts, "bf16"
    )
    assert made.needs.per_gpu == 22 * gib


def test_a_plan_tells_how_many_tokens_its_cache_is_for(built, seven_billion):
    built("nvidia")
    full = dataclasses.replace(L4, memory_free=19 * GB)
    for gpu, said in ((L4, "3.8 GB for 65,536"), (full, "548 MB for 9,559")):
        made = plan(seven_billion, LoadConfig(backend="vllm"), machine(gpu))
        shown = explain(made)["text/plain"]
        assert re.search(rf"\n  KV cache +about {said} tokens\n", shown), shown
        assert made.needs.cache_tokens == made.needs.cache // 57_344
    built("cpu")
    made = planned()
    assert made.needs.cache_tokens == 4 * 2048 + 2 * 128


def test_what_does_not_fit_is_refused_with_what_does(built):
    built("nvidia")
    full = dataclasses.replace(L4, memory_free=3 * GB)
    said = str(shortage(planned(full, facts=of_size(10 * GB))))
    assert "of memory on GPU 0, but 3.0 GB of 24.0 GB are free." in said


def test_on_a_processor_the_cache_comes_out_of_main_memory(built):
    built("cpu")
    plan = planned(precision="fp32")
    made = made_for(plan, devices.Devices())
    assert made["dtype"] == "float32"
    assert made["enforce_eager"] is True
    token = needs.kv_bytes_per_token(plan.facts, "fp32")
    assert made["kv_cache_memory_bytes"] == plan.needs.cache > 4 * 2048 * token
    assert not plan.needs.gpus


LOG = """\
(Worker pid=8) ERROR 11-28 05:54:24 [multiproc_executor.py:953] RuntimeError: no kernel for it
(EngineCore pid=7) ERROR 11-28 05:54:26 [core.py:1510] Exception: WorkerProc initialization failed \
due to an exception in a background process. See stack trace for root cause.
RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}
"""


KILLED = """\
(EngineCore pid=7) ERROR 11-28 09:59:58 [multiproc_executor.py:315] Worker proc VllmWorker-0 died \
unexpectedly (exit code: -9), shutting down executor.
(EngineCore pid=7) ERROR 11-28 09:59:58 [core.py:1512] RuntimeError: cancelled
"""


def test_the_cause_that_a_log_gives_is_the_worker_s_own():
    quarters = Quarters()
    quarters.log.write_text(LOG)
    assert quarters.last_error() == "RuntimeError: no kernel for it"
    quarters.log.write_text(KILLED)
    assert quarters.last_error() == "its process VllmWorker-0 was killed (signal 9)"
    quarters.leave()
    assert not quarters.folder.exists()


@pytest.mark.parametrize(
    ("kind", "gpu", "precision", "said"),
    [
        ("nvidia", T4, "bf16", "Tesla T4 has compute capability 7.5, and bf16 needs 8.0 or higher; "
         "allowed: fp32, fp16, fp8."),
        ("cpu", None, "fp8", "vLLM's build for processors has no fp8; allowed: fp32, bf16, fp16."),
    ],
)  # fmt: skip
def test_a_precision_that_the_device_lacks_is_refused_and_not_offered(
    built, kind, gpu, precision, said
):
    built(kind)
    hardware = machine(*[gpu] if gpu else [])
    with pytest.raises(BackendError) as caught:
        plan("demo", LoadConfig(backend="vllm", precision=precision), hardware)
    assert str(caught.value) == said
    made = plan("demo", LoadConfig(backend="vllm"), hardware)
    offered = [one.options for one in alternatives(made) if one.plan.backend == "vllm"]
    assert "--precision fp16" in [*offered, f"--precision {made.precision}"]
    assert f"--precision {precision}" not in offered


def test_the_precision_of_a_gpu_that_is_named_is_checked(built):
    built("nvidia")
    wishes = LoadConfig(backend="vllm", precision="bf16", device="cuda:1")
    assert plan("demo", wishes, machine(T4, L4)).precision == "bf16"
    with pytest.raises(BackendError, match="Tesla T4 has compute capability"):
        plan("demo", wishes, machine(L4, T4))


def test_of_quantised_weights_no_other_precision_is_offered(built, seven_billion):
    built("nvidia")
    config = {**QWEN_7B, "quantization_config": {"quant_method": "awq"}}
    (Path(seven_billion) / "config.json").write_text(json.dumps(config))
    with pytest.raises(ParameterError) as caught:
        plan(seven_billion, LoadConfig(backend="vllm", precision="fp16"), machine(L4))
    assert str(caught.value) == (
        "precision = fp16 is not possible, since the weights are quantised already (awq); allowed "
        "is auto."
    )
    full = dataclasses.replace(L4, memory_free=GB)
    with pytest.raises(BackendError) as caught:
        plan(seven_billion, LoadConfig(backend="vllm"), machine(full))
    assert "at awq needs about" in str(caught.value)
    assert "--precision" not in str(caught.value)


def test_engines_number_gpus_as_llmnb_does(monkeypatch):
    monkeypatch.delenv("CUDA_DEVICE_ORDER", raising=False)
    quarters, said = Quarters(), []
    for own in (None, "FASTEST_FIRST"):
        if own:
            monkeypatch.setenv("CUDA_DEVICE_ORDER", own)
        with quarters.starting():
            print_it = "import os; print(os.environ['CUDA_DEVICE_ORDER'])"
            command = [sys.executable, "-c", print_it]
            said.append(subprocess.run(command, capture_output=True, text=True).stdout.strip())
        assert os.environ.get("CUDA_DEVICE_ORDER") == own
    quarters.leave()
    assert said == ["PCI_BUS_ID", "FASTEST_FIRST"]


def test_what_an_engine_logs_is_not_in_the_log_of_another(tmp_path):
    one, other, stream = tmp_path / "one", tmp_path / "other", KernelLog()
    for log in (one, other):
        stream.add(log)

    def run(log, text):
        stream.own(log)
        stream.write(text)

    for log, text in ((one, "ValueError: of one"), (other, "started")):
        thread = threading.Thread(target=run, args=(log, text))
        thread.start()
        thread.join()
    stream.write(" and of nobody")
    assert one.read_text() == "ValueError: of one and of nobody"
    assert other.read_text() == "started and of nobody"


def test_a_thread_that_the_system_refuses_leaves_nothing(monkeypatch, tmp_path):
    def start(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(RuntimeError, match="can't start new thread"):
        Engine("demo", arguments.Wishes({}), threading.Event())
    assert not list(tmp_path.iterdir())
    kernel_log.write("nowhere")
    assert not list(tmp_path.iterdir())


def test_only_safetensors_are_read_and_no_code_runs(built):
    built("nvidia")
    made = made_for(planned(L4), devices.Devices((L4,), (0,)))
    assert made["load_format"] == "safetensors"
    assert made["trust_remote_code"] is False


def write_adapter(folder, module="self_attn.q_proj", width=256, **config):
    """Write a LoRA adapter of random numbers for one layer of a model as wide as `demo`."""
    folder.mkdir(exist_ok=True)
    (folder / "adapter_config.json").write_text(json.dumps({"r": 12, **config}))
    name = f"base_model.model.model.layers.0.{module}"
    matrix = np.zeros((12, width), np.float32)
    save_file({f"{name}.lora_A.weight": matrix}, folder / "adapter_model.safetensors")
    return folder


def test_an_adapter_is_checked_while_a_load_is_planned(built, tmp_path):
    built("nvidia")
    own, far = write_adapter(tmp_path / "own"), write_adapter(tmp_path / "far", r=1000)
    chosen = devices.Devices((L4,), (0,))
    made = made_for(planned(L4, adapter=str(own)), chosen)
    assert (made["enable_lora"], made["max_lora_rank"]) == (True, 16)
    file = own / "adapter_model.safetensors"
    mistakes = {
        "/nowhere/at/all": "There is no folder '/nowhere/at/all' with an adapter.",
        str(tmp_path): f"The folder {str(tmp_path)!r} holds no LoRA adapter that vLLM takes.",
        str(file): f"{str(file)!r} is a file, and no folder with an adapter.",
        str(far): "The adapter 'far' has the rank 1,000, and vLLM takes at most 512.",
    }
    for given, said in mistakes.items():
        with pytest.raises(ModelFormatError) as caught:
            planned(L4, adapter=given)
        assert caught.value.message == said


@pytest.mark.parametrize(
    ("module", "width", "said"),
    [
        ("self_attn.q_proj", 64, "The adapter 'own' is for another model: its "
         "'model.layers.0.self_attn.q_proj' has a width of 64, and the model's 256."),
        ("self_attn.query", 256,
         "The adapter 'own' is for layers that the model does not have: query."),
    ],
)  # fmt: skip
def test_an_adapter_for_another_model_is_refused(tmp_path, module, width, said):
    tensors = read_headers(Demo().fetch(Silent(), threading.Event()))
    adapter.check(write_adapter(tmp_path / "good"), tensors)
    with pytest.raises(ModelFormatError) as caught:
        adapter.check(write_adapter(tmp_path / "own", module, width), tensors)
    assert caught.value.message == said


def test_an_engine_argument_is_checked_while_a_load_is_planned(built):
    built("nvidia")
    with pytest.raises(ParameterError, match=r"dtype is decided by --precision\."):
        planned(L4, engine_args=("dtype=float16",))


def test_a_vllm_that_cannot_be_imported_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "vllm", None)
    environment = dict(os.environ)
    with pytest.raises(BackendError) as caught:
        Engine("demo", arguments.Wishes({}), threading.Event())
    said, _, log = str(caught.value).partition(" What it printed is in ")
    assert said == (
        "vLLM could not start 'demo': ModuleNotFoundError: import of vllm halted; "
        "None in sys.modules."
    )
    assert dict(os.environ) == environment
    remains.clear(Path(log.rstrip(".")).parent)


def test_quantised_weights_run_as_they_are(built):
    built("nvidia")
    demo = Demo().facts()
    config = {**demo.config, "quantization_config": {"quant_method": "awq"}}
    facts = dataclasses.replace(demo, config=config)
    engine = backend("vllm")
    assert engine.choose_precision("auto", facts, machine(L4)) == "awq"
    made = made_for(planned(L4, precision="awq", facts=facts), devices.Devices((L4,), (0,)))
    assert made["dtype"] == "auto"
    assert "quantization" not in made  # vLLM reads it from the model
    assert (
        made_for(planned(L4, precision="fp8"), devices.Devices((L4,), (0,)))["quantization"]
        == "fp8"
    )


def test_a_layer_that_lacks_a_tensor_is_refused_before_anything_is_started():
    demo = Demo()
    facts, names = demo.facts(), set(read_headers(demo.fetch(Silent(), threading.Event())))
    weights.check(names, facts)
    derived = {"model.layers.0.self_attn.rotary_emb.inv_freq"}
    weights.check(names | derived, facts)
    names.remove(missing := "model.layers.2.mlp.up_proj.weight")
    with pytest.raises(ModelFormatError) as caught:
        weights.check(names, facts)
    assert caught.value.message == f"The model's files have no tensor {missing!r}."
    weights.check(names, dataclasses.replace(facts, model_type="of layers that differ"))


class Invalid(Exception):
    """Stands for pydantic's error, whose first line says only how many there are."""

    def errors(self):
        return [{"loc": ("max_num_seqs",), "msg": "Input should be greater than 0"}, {}]


def test_of_a_wrong_value_the_field_is_named():
    assert in_words(Invalid("1 validation error for CacheConfig")) == (
        "max_num_seqs: Input should be greater than 0"
    )
    assert in_words(ValueError("no\nmore")) == "ValueError: no"


def test_what_an_engine_was_told_and_that_it_died_are_shown(built):
    built("nvidia")
    made = planned(L4, engine_args=("max_num_seqs=8",))
    info = ModelInfo("demo", "demo", "vllm", "bf16", 2048)
    handle = SimpleNamespace(alive=True)
    model = SimpleNamespace(name="demo", plan=made, info=info, handle=handle, speed=None)

    def shown():
        return status(machine(), (), {"demo": model}, None)["text/plain"].splitlines()[-1]

    assert ", with max_num_seqs=8, about " in shown()
    assert loaded_line(model) == "demo is loaded: vllm, bf16, context 2,048"
    handle.alive = False
    assert "died; %llm_load brings it back" in shown()
    assert loaded_line(model) == "demo died; %llm_load brings it back"
