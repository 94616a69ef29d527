"""Which plan comes out on every sample machine, for public models, as one table."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import ClassVar

import pytest
from sample_machines import MACHINES, build

from llmnb.backends.base import Backend, Plan, Support
from llmnb.backends.bigdl import BigdlBackend, library
from llmnb.backends.onnx import OnnxBackend
from llmnb.config import LoadConfig
from llmnb.errors import BackendError
from llmnb.planner import plan
from llmnb.rendering import explain
from llmnb.room import alternatives, places, shortage
from llmnb.speed import expected_speed

MODELS = {
    "SmolLM2-135M": {
        "model_type": "llama", "hidden_size": 576, "num_hidden_layers": 30,
        "num_attention_heads": 9, "num_key_value_heads": 3, "intermediate_size": 1536,
        "vocab_size": 49152, "max_position_embeddings": 8192, "tie_word_embeddings": True,
    },
    "Qwen2.5-7B": {
        "model_type": "qwen2", "hidden_size": 3584, "num_hidden_layers": 28,
        "num_attention_heads": 28, "num_key_value_heads": 4, "intermediate_size": 18944,
        "vocab_size": 152064, "max_position_embeddings": 32768, "tie_word_embeddings": False,
    },
    "Llama-3.1-70B": {
        "model_type": "llama", "hidden_size": 8192, "num_hidden_layers": 80,
        "num_attention_heads": 64, "num_key_value_heads": 8, "intermediate_size": 28672,
        "vocab_size": 128256, "max_position_embeddings": 131072, "tie_word_embeddings": False,
    },
    "Mixtral-8x7B": {
        "model_type": "mixtral", "hidden_size": 4096, "num_hidden_layers": 32,
        "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
        "num_local_experts": 8, "num_experts_per_tok": 2, "vocab_size": 32000,
        "max_position_embeddings": 32768, "tie_word_embeddings": False,
    },
}  # fmt: skip

NO_BACKEND = "no backend"
AT_ONCE = 8  # sequences whose keys and values the GPU engine keeps


class GpuBackend(Backend):
    """Stands for an engine on GPUs: tensor parallel, with room for several sequences."""

    name = "gpu"
    bits: ClassVar = {"bf16": 16, "fp8": 8}

    def support(self, hardware, source, facts):
        found = hardware.gpus()
        return Support(bool(found), f"{len(found)} GPUs can be used.", preference=100)

    def choose_precision(self, wanted, facts, hardware):
        return "bf16" if wanted == "auto" else wanted

    def needs(self, plan):
        one, gpus = super().needs(plan), plan.hardware.gpus()
        for count in (1, 2, 4, 8):
            needs = replace(
                one,
                cache=AT_ONCE * one.cache,
                working=count * 2 * 10**9,
                gpus=gpus[:count],
                host=4 * 10**9,
                share=0.7,
            )
            if count >= len(gpus) or needs.per_gpu <= 0.9 * gpus[0].memory_free:
                break
        return needs

    def load(self, plan, progress, cancel):
        raise NotImplementedError


@pytest.fixture(autouse=True)
def engines(monkeypatch):
    """Have BigDL-LLM and the engine on GPUs installed, and nothing else beside onnxruntime."""
    made = {"bigdl": BigdlBackend(), "gpu": GpuBackend(), "onnx": OnnxBackend()}
    for place in ("planner", "backends.registry"):
        monkeypatch.setattr(f"llmnb.{place}.backends", lambda: made)
    monkeypatch.setattr(library, "missing", lambda: None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("llmnb.storage.free_bytes", lambda folder: 10**12)


def planned(tmp_path, machine, model, **wishes) -> Plan:
    """Return a plan for a model without weights, whether it fits or not."""
    folder = tmp_path / model
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(MODELS[model]))
    for name in ("tokenizer.json", "model.safetensors"):
        (folder / name).touch()
    hardware = build(MACHINES[machine], tmp_path / "root")
    return plan(str(folder), LoadConfig(force=True, **wishes), hardware)


def outcome(*asked) -> str:
    """Return what would run, or what is offered instead of it, in a few words."""
    try:
        made = planned(*asked)
    except BackendError:
        return NO_BACKEND
    gpus = f" x{len(made.needs.gpus)}" if made.needs.gpus else ""
    what = f"{made.backend} {made.precision}{gpus}"
    if shortage(made) is None:
        return what
    fitting = [one.options for one in alternatives(made) if one.fits]
    return f"{what}; refused, {fitting[0] if fitting else 'nothing fits'}"


TABLE = """
Intel, no AVX-512, 16 GB  | SmolLM2-135M  | bigdl sym_int8
Intel, no AVX-512, 16 GB  | Qwen2.5-7B    | bigdl sym_int4
Intel, no AVX-512, 16 GB  | Llama-3.1-70B | bigdl sym_int4; refused, nothing fits
Intel, no AVX-512, 16 GB  | Mixtral-8x7B  | bigdl sym_int4; refused, nothing fits
Intel desktop, 32 GB      | SmolLM2-135M  | bigdl sym_int8
Intel desktop, 32 GB      | Qwen2.5-7B    | bigdl sym_int4
Intel desktop, 32 GB      | Llama-3.1-70B | bigdl sym_int4; refused, nothing fits
Intel desktop, 32 GB      | Mixtral-8x7B  | bigdl sym_int4
Intel with AVX-512, 24 GB | SmolLM2-135M  | bigdl sym_int8
Intel with AVX-512, 24 GB | Qwen2.5-7B    | bigdl sym_int4
Intel with AVX-512, 24 GB | Llama-3.1-70B | bigdl sym_int4; refused, nothing fits
Intel with AVX-512, 24 GB | Mixtral-8x7B  | bigdl sym_int4; refused, nothing fits
Intel with AMX, 512 GB    | SmolLM2-135M  | bigdl sym_int8
Intel with AMX, 512 GB    | Qwen2.5-7B    | bigdl sym_int4
Intel with AMX, 512 GB    | Llama-3.1-70B | bigdl sym_int4
Intel with AMX, 512 GB    | Mixtral-8x7B  | bigdl sym_int4
EPYC, 768 GB              | SmolLM2-135M  | onnx int8
EPYC, 768 GB              | Qwen2.5-7B    | onnx int4
EPYC, 768 GB              | Llama-3.1-70B | onnx int4
EPYC, 768 GB              | Mixtral-8x7B  | no backend
Ryzen, 64 GB              | SmolLM2-135M  | onnx int8
Ryzen, 64 GB              | Qwen2.5-7B    | onnx int4
Ryzen, 64 GB              | Llama-3.1-70B | onnx int4; refused, nothing fits
Ryzen, 64 GB              | Mixtral-8x7B  | no backend
Graviton, 16 GB           | SmolLM2-135M  | onnx int8
Graviton, 16 GB           | Qwen2.5-7B    | onnx int4
Graviton, 16 GB           | Llama-3.1-70B | onnx int4; refused, nothing fits
Graviton, 16 GB           | Mixtral-8x7B  | no backend
Raspberry Pi, 4 GB        | SmolLM2-135M  | onnx int8
Raspberry Pi, 4 GB        | Qwen2.5-7B    | onnx int4; refused, nothing fits
Raspberry Pi, 4 GB        | Llama-3.1-70B | onnx int4; refused, nothing fits
Raspberry Pi, 4 GB        | Mixtral-8x7B  | no backend
Apple M1 on Linux, 8 GB   | SmolLM2-135M  | onnx int8
Apple M1 on Linux, 8 GB   | Qwen2.5-7B    | onnx int4
Apple M1 on Linux, 8 GB   | Llama-3.1-70B | onnx int4; refused, nothing fits
Apple M1 on Linux, 8 GB   | Mixtral-8x7B  | no backend
Apple M2, 24 GB           | SmolLM2-135M  | onnx int8
Apple M2, 24 GB           | Qwen2.5-7B    | onnx int4
Apple M2, 24 GB           | Llama-3.1-70B | onnx int4; refused, nothing fits
Apple M2, 24 GB           | Mixtral-8x7B  | no backend
container, 42 MB          | SmolLM2-135M  | bigdl sym_int8; refused, nothing fits
container, 42 MB          | Qwen2.5-7B    | bigdl sym_int4; refused, nothing fits
container, 42 MB          | Llama-3.1-70B | bigdl sym_int4; refused, nothing fits
container, 42 MB          | Mixtral-8x7B  | bigdl sym_int4; refused, nothing fits
pod, 2 GB                 | SmolLM2-135M  | bigdl sym_int8
pod, 2 GB                 | Qwen2.5-7B    | bigdl sym_int4; refused, nothing fits
pod, 2 GB                 | Llama-3.1-70B | bigdl sym_int4; refused, nothing fits
pod, 2 GB                 | Mixtral-8x7B  | bigdl sym_int4; refused, nothing fits
one laptop GPU, WSL       | SmolLM2-135M  | gpu bf16 x1
one laptop GPU, WSL       | Qwen2.5-7B    | gpu bf16 x1; refused, --backend onnx --precision int8
one laptop GPU, WSL       | Llama-3.1-70B | gpu bf16 x1; refused, nothing fits
one laptop GPU, WSL       | Mixtral-8x7B  | gpu bf16 x1; refused, nothing fits
8 H100                    | SmolLM2-135M  | gpu bf16 x1
8 H100                    | Qwen2.5-7B    | gpu bf16 x1
8 H100                    | Llama-3.1-70B | gpu bf16 x4
8 H100                    | Mixtral-8x7B  | gpu bf16 x2
8 H100, 1 visible         | SmolLM2-135M  | gpu bf16 x1
8 H100, 1 visible         | Qwen2.5-7B    | gpu bf16 x1
8 H100, 1 visible         | Llama-3.1-70B | gpu bf16 x1; refused, --precision fp8
8 H100, 1 visible         | Mixtral-8x7B  | gpu bf16 x1; refused, --precision fp8
8 H100, hidden            | SmolLM2-135M  | bigdl sym_int8
8 H100, hidden            | Qwen2.5-7B    | bigdl sym_int4
8 H100, hidden            | Llama-3.1-70B | bigdl sym_int4
8 H100, hidden            | Mixtral-8x7B  | bigdl sym_int4
A100 in MIG slices        | SmolLM2-135M  | gpu bf16 x1
A100 in MIG slices        | Qwen2.5-7B    | gpu bf16 x1
A100 in MIG slices        | Llama-3.1-70B | gpu bf16 x1; refused, --backend onnx --precision int8
A100 in MIG slices        | Mixtral-8x7B  | gpu bf16 x1; refused, nothing fits
Instinct partitions       | SmolLM2-135M  | gpu bf16 x1
Instinct partitions       | Qwen2.5-7B    | gpu bf16 x1
Instinct partitions       | Llama-3.1-70B | gpu bf16 x2; refused, --precision fp8
Instinct partitions       | Mixtral-8x7B  | gpu bf16 x2
Radeon                    | SmolLM2-135M  | gpu bf16 x1
Radeon                    | Qwen2.5-7B    | gpu bf16 x1
Radeon                    | Llama-3.1-70B | gpu bf16 x1; refused, nothing fits
Radeon                    | Mixtral-8x7B  | gpu bf16 x1; refused, nothing fits
Radeon, no access         | SmolLM2-135M  | onnx int8
Radeon, no access         | Qwen2.5-7B    | onnx int4
Radeon, no access         | Llama-3.1-70B | onnx int4; refused, nothing fits
Radeon, no access         | Mixtral-8x7B  | no backend
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("machine", "model", "expected"), ROWS)
def test_what_comes_out(tmp_path, machine, model, expected):
    assert outcome(tmp_path, machine, model) == expected


def test_every_machine_is_in_the_table():
    assert {row[0] for row in ROWS} == set(MACHINES)


def test_a_refusal_names_the_best_of_each_backend(tmp_path):
    error = shortage(planned(tmp_path, "8 H100, 1 visible", "Llama-3.1-70B"))
    assert str(error) == (
        "Llama-3.1-70B at bf16 needs about 153.8 GB of memory on GPU 3, but 84.4 GB of 85.0 GB are "
        "free. --precision fp8 fits: 83.3 of 84.4 GB on GPU 3. --backend bigdl --precision int8 "
        "fits: 77.1 of 989.6 GB. Or choose a smaller --context or model; unload other models; or "
        "--force it."
    )


def test_the_speed_on_gpus_is_that_of_their_memory(tmp_path):
    made = planned(tmp_path, "8 H100", "Llama-3.1-70B")
    assert [gpu.index for gpu in made.needs.gpus] == [0, 1, 2, 3]
    bandwidth = 4 * 2 * 2619e6 * 5120 / 8
    assert expected_speed(made) == pytest.approx(0.7 * bandwidth / made.needs.read)
    shown = explain(made)["text/plain"]
    assert re.search(r"\n  speed +about \d+ tokens/s after a short prompt; its GPUs are", shown)
    assert re.search(r"\n  GPU 3 +\d+\.\d of 84\.4 GB free\n", shown)
    assert re.search(r"\n  --precision fp8 +fits: \d+\.\d of 84\.4 GB on GPU 0; about", shown)


def test_a_slice_has_its_part_of_the_bandwidth(tmp_path):
    (gpu,) = planned(tmp_path, "A100 in MIG slices", "SmolLM2-135M").needs.gpus
    assert gpu.bandwidth == pytest.approx(1555.2e9 * 19968 / 40960)


def test_without_a_known_bandwidth_no_speed_is_told(tmp_path):
    made = planned(tmp_path, "Radeon", "SmolLM2-135M")
    assert made.needs.gpus
    assert expected_speed(made) is None
    assert "\n  speed " not in explain(made)["text/plain"]


def test_what_limits_a_container_is_named(tmp_path):
    made = planned(tmp_path, "pod, 2 GB", "Qwen2.5-7B")
    shown = explain(made)["text/plain"]
    assert re.search(
        r"\n  memory +\d\.\d of 1\.7 GB free \(limited by "
        r"/sys/fs/cgroup/memory/memory\.limit_in_bytes\)\n",
        shown,
    )
    assert "\n  does not fit" in shown
    assert re.search(r"\n  parameters +7\.6 billion\n", shown)


def test_the_memory_of_the_replaced_model_counts_on_its_own_gpus(tmp_path):
    made = planned(tmp_path, "8 H100, 1 visible", "Llama-3.1-70B", precision="fp8")
    (gpu,) = made.needs.gpus
    used = replace(gpu, memory_free=10**9)
    needs = replace(made.needs, gpus=(used,))
    full, freed = replace(made, needs=needs), replace(made, needs=needs, freed=made.needs)
    assert [place.fits for place in places(full)] == [True, False]
    assert [place.fits for place in places(freed)] == [True, True]


def test_of_a_mixture_of_experts_the_active_ones_are_read(tmp_path):
    made = planned(tmp_path, "8 H100", "Mixtral-8x7B")
    assert made.facts.parameters == pytest.approx(46.7e9, rel=0.01)
    assert made.needs.read / 2 == pytest.approx(12.9e9, rel=0.02)
    assert "46.7 billion, 12.7 billion of them active" in explain(made)["text/plain"]
