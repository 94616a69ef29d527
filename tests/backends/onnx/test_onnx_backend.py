"""What the backend supports and refuses, in whole sentences, and how it loads."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import onnx_models as om
import pytest
import random_models
from onnx_models import FACTS, facts

from llmnb.backends.base import Plan
from llmnb.backends.inprocess.threads import threads
from llmnb.backends.onnx import OnnxBackend, architectures, exportable
from llmnb.config import LoadConfig
from llmnb.errors import BackendError, Cancelled, ModelFormatError, ParameterError
from llmnb.hardware import detect
from llmnb.model_source import Endpoint, Folder, Hub
from llmnb.progress import Silent

KNOWN = tuple(architectures.architectures())
SOURCE = Folder(Path("model"))


def needs(facts):
    made = Plan("onnx", "fp32", SOURCE, LoadConfig(), "model", 64, om.HARDWARE, facts)
    return OnnxBackend().needs(made)


def support(facts):
    return OnnxBackend().support(om.HARDWARE, SOURCE, facts)


@pytest.mark.parametrize("model_type", KNOWN)
def test_every_architecture_of_the_table_is_supported(model_type):
    head_dim = 64 if model_type == "stablelm" else 32  # of which a quarter, or half, is turned
    found = support(facts(model_type, head_dim=head_dim))
    assert (found.ok, found.preference) == (True, 10)


@pytest.mark.parametrize("model_type", exportable.EXPORTABLE)
def test_an_exported_architecture_needs_optimum(monkeypatch, model_type):
    monkeypatch.setattr(exportable, "installed", lambda: False)
    found = support(facts(model_type))
    assert (found.ok, found.install) == (False, 'pip install "llmnb[onnx]"')
    assert found.reason == (
        f"The architecture {model_type!r} runs on the onnx backend by optimum's export, "
        "which is not installed."
    )
    monkeypatch.setattr(exportable, "installed", lambda: True)
    assert support(facts(model_type)).ok
    assert not support(facts(model_type, quantization_config={"quant_method": "gptq"})).ok


def test_all_experts_count_as_parameters():
    dense = facts("qwen3_moe", intermediate_size=32)
    experts = facts("qwen3_moe", num_experts=8, moe_intermediate_size=32)
    routers = 2 * 64 * 8
    assert experts.parameters - dense.parameters == 2 * 3 * 64 * 7 * 32 + routers
    assert experts.active_parameters - dense.active_parameters == routers


def test_an_export_needs_more_disk_than_its_weights(llmnb_cache):
    built, exported = (
        dataclasses.replace(facts(model_type), weight_bytes=10**6)
        for model_type in ("llama", "gpt2")
    )
    assert needs(built).disk == 0  # it does without a cache
    assert needs(exported).disk == 6 * 10**6
    assert needs(exported).peak > needs(exported).weights == 10**6


def test_an_exported_model_has_one_precision():
    choose, model, here = OnnxBackend().choose_precision, facts("gpt2"), detect()
    assert (choose("auto", model, here), choose("fp32", model, here)) == ("fp32", "fp32")
    with pytest.raises(BackendError) as caught:
        choose("int4", model, here)
    assert str(caught.value) == (
        "precision = int4 is not available for the architecture 'gpt2', which optimum exports; "
        "allowed are auto and fp32. Load it with --precision fp32."
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"model_type": "mamba"},
            "The architecture 'mamba' is not supported by the onnx backend; supported are "
            f"{', '.join((*KNOWN, *exportable.EXPORTABLE))}.",
        ),
        (
            {"hidden_act": "mish"},
            "The activation 'mish' is not supported by the onnx backend; supported are "
            "silu, swish, gelu, gelu_pytorch_tanh, gelu_new, gelu_fast, relu, relu2.",
        ),
        (
            {"rope_scaling": {"rope_type": "proportional", "factor": 4.0}},
            "The rotary scaling 'proportional' is not supported by the onnx backend; supported "
            "are default, linear, dynamic, yarn, longrope, llama3.",
        ),
        (
            {"rope_scaling": {"type": "linear"}},
            "The rotary scaling 'linear' in config.json lacks 'factor'.",
        ),
        (
            {"partial_rotary_factor": 0.5},
            "A partial_rotary_factor of 0.5 is not supported by the onnx backend for llama; "
            "supported is 1.",
        ),
        (
            {"model_type": "stablelm", "head_dim": 80},
            "A partial_rotary_factor of 0.25, 20 of 80 numbers, is not supported by the onnx "
            "backend; supported are multiples of 16 numbers.",
        ),
        (
            {"model_type": "cohere", "use_qk_norm": True},
            "The option use_qk_norm = True of cohere is not supported by the onnx backend; "
            "supported is False.",
        ),
        (
            {"model_type": "gemma3_text", "use_bidirectional_attention": True},
            "The option use_bidirectional_attention = True of gemma3_text is not supported by "
            "the onnx backend; supported is None.",
        ),
        (
            {"model_type": "olmo", "clip_qkv": 8.0},
            "The option clip_qkv = 8.0 of olmo is not supported by the onnx backend; "
            "supported is None.",
        ),
        (
            {"model_type": "gemma2", "layer_types": ["full_attention", "chunked_attention"]},
            "The kind of layer 'chunked_attention' is not supported by the onnx backend; "
            "supported are full_attention, sliding_attention.",
        ),
        (
            {"model_type": "phi3", "rope_scaling": {"type": "su", "short_factor": [1.0]}},
            "config.json has 1 values of short_factor; it must have 8.",
        ),
        (
            {"model_type": "phi3", "rope_scaling": {"type": "longrope"}},
            "The rotary scaling 'longrope' in config.json lacks 'short_factor'.",
        ),
        (
            {"rope_theta": 1.0, "rope_scaling": {"type": "yarn", "factor": 2.0}},
            "config.json has a value that cannot be used: float division by zero.",
        ),
        (
            {"rope_scaling": {"type": "linear", "factor": 1e-300}},
            "The rotary scaling 'linear' in config.json gives angles that are no numbers.",
        ),
        (
            {"model_type": "smollm3", "no_rope_layers": [1]},
            "config.json has a value that cannot be used: list index out of range.",
        ),
        (
            {"model_type": "granite", "logits_scaling": 0},
            "config.json has logits_scaling = 0; it must be a positive number.",
        ),
        (
            {"quantization_config": {"quant_method": "gptq"}},
            "The weights are already quantised (gptq), which the onnx backend cannot read; "
            "give the original ones.",
        ),
        (
            {"head_dim": 24},
            "Attention heads of size 24 are not supported by the onnx backend; supported are "
            "multiples of 16.",
        ),
        (
            {"heads": 4, "kv_heads": 3},
            "config.json has 4 attention heads for 3 key-value heads; they must be a multiple.",
        ),
        (
            {"intermediate_size": None},
            "config.json has no intermediate_size, or one that is not a positive number.",
        ),
        (
            {"rope_scaling": [1]},
            "config.json has rotary parameters that are no object.",
        ),
        (
            {"rope_scaling": {"type": "linear", "factor": 0}},
            "config.json has factor = 0; it must be a positive number.",
        ),
        (
            {"rope_scaling": {"type": ["linear"]}},
            "config.json has a value that cannot be used: unhashable type: 'list'.",
        ),
        (
            {"rms_norm_eps": "small"},
            "config.json has rms_norm_eps = 'small'; it must be a positive number.",
        ),
        (
            {"quantization_config": "x"},
            "The weights are already quantised (unknown), which the onnx backend cannot read; "
            "give the original ones.",
        ),
        (
            {"model_type": "qwen2", "use_sliding_window": True},
            "config.json has a value that cannot be used: "
            "max_window_layers is missing, or no whole number.",
        ),
        (
            {"model_type": "qwen2", "use_sliding_window": True, "layer_types": ["x"]},
            "config.json has a value that cannot be used: layer_types does not list every layer.",
        ),
        (
            {"model_type": "mistral", "sliding_window": "x"},
            "config.json has a value that cannot be used: "
            "sliding_window = 'x' is no positive number.",
        ),
    ],
)
def test_what_is_not_supported_is_named(changed, reason):
    found = support(facts(**changed))
    assert (found.ok, found.reason, found.install) == (False, reason, None)


def test_a_server_runs_its_model_itself():
    found = OnnxBackend().support(om.HARDWARE, Endpoint("http://localhost/v1"), None)
    assert not found.ok
    assert found.preference == 0


def test_without_onnxruntime_the_command_is_given(monkeypatch):
    monkeypatch.setattr("llmnb.backends.packages.find_spec", lambda name: None)
    found = support(FACTS)
    assert (found.ok, found.reason) == (
        False, "The onnx backend needs the package 'onnxruntime', which is not installed.",
    )  # fmt: skip
    assert found.install == 'pip install "onnx>=1.17" "onnxruntime>=1.22"'
    assert found.preference == 10


def test_auto_is_int8_below_a_billion_parameters_and_int4_from_there():
    choose, here = OnnxBackend().choose_precision, detect()
    large = dataclasses.replace(
        facts(intermediate_size=8192), layers=16, hidden=2048, heads=32, vocabulary=128_256
    )
    assert choose("auto", FACTS, here) == "int8"
    assert choose("auto", large, here) == "int4"
    assert choose("fp32", large, here) == "fp32"
    assert choose("auto", None, here) == "int8"


def test_threads_are_the_usable_cores_unless_the_variable_says_otherwise(monkeypatch):
    monkeypatch.delenv("LLMNB_THREADS", raising=False)
    assert threads(6) == 6
    monkeypatch.setenv("LLMNB_THREADS", "3")
    assert threads(6) == 3
    monkeypatch.setenv("LLMNB_THREADS", "many")
    with pytest.raises(ParameterError) as caught:
        threads(6)
    assert str(caught.value) == (
        "LLMNB_THREADS = many is not allowed: it must be a whole number from 1 to 1,024."
    )


def test_a_context_beyond_a_scaling_s_reach_is_refused_before_anything_is_fetched(monkeypatch):
    factors = {"short_factor": [1.0, 1.5] * 4, "long_factor": [2.0, 3.0] * 4}
    long = {"type": "longrope", **factors}
    stated = facts("phi3", rope_scaling=long, original_max_position_embeddings=256)
    monkeypatch.setattr(Folder, "fetch", lambda *args: pytest.fail("fetched"))
    plan = Plan("onnx", "int8", SOURCE, LoadConfig(), "phi", 512, om.HARDWARE, stated)
    with pytest.raises(ModelFormatError) as caught:
        OnnxBackend().load(plan, Silent(), threading.Event())
    assert str(caught.value) == (
        "A context of 512 tokens is not supported by the onnx backend for the rotary scaling "
        "'longrope', which changes beyond 256 tokens. Load it with --context 256 or less."
    )
    assert architectures.why_not(stated, 256) is None
    assert str(architectures.why_not(stated, 257)) == str(caught.value).replace("512", "257")


class Stages(Silent):
    def __init__(self, cancel=None, at=None):
        self.names, self._cancel, self._at = [], cancel, at

    def start(self, stage):
        self.names.append(stage.name)
        if stage.name == self._at:
            self._cancel.set()


def test_loading_reports_its_stages(tmp_path, llmnb_cache):
    pytest.importorskip("onnxruntime")
    stages = Stages()
    om.load(random_models.make(tmp_path), progress=stages).close()
    assert stages.names == ["converting", "loading", "warming up"]


@pytest.mark.parametrize("stage", ["converting", "loading"])
def test_loading_can_be_cancelled_at_each_stage(tmp_path, llmnb_cache, stage):
    pytest.importorskip("onnxruntime")
    cancel = threading.Event()
    plan = om.plan(random_models.make(tmp_path))
    with pytest.raises(Cancelled) as caught:
        OnnxBackend().load(plan, Stages(cancel, stage), cancel)
    assert str(caught.value) == "The load was stopped. Run %llm_load again to start over."
    assert not [t for t in threading.enumerate() if t.name.startswith("llmnb-onnx")]


def test_onnxruntime_s_refusal_is_one_line():
    pytest.importorskip("onnxruntime")
    from llmnb.backends.onnx.session import open_session

    with pytest.raises(BackendError) as caught:
        open_session(b"no model", 1, threading.Event())
    assert str(caught.value).startswith("onnxruntime cannot open the converted model: ")
    assert str(caught.value).endswith("Update onnxruntime and load the model again.")
    assert "\n" not in str(caught.value)


def test_the_revision_of_a_hub_model_is_its_commit(tmp_path, monkeypatch):
    pytest.importorskip("onnxruntime")
    folder = random_models.make(tmp_path / "0123456789abcdef")
    monkeypatch.setattr(Hub, "fetch", lambda *args: folder)
    plan = dataclasses.replace(om.plan(folder), source=Hub("org/name"))
    handle = OnnxBackend().load(plan, Silent(), threading.Event())
    handle.close()
    assert handle.info.revision == "0123456789abcdef"


def test_an_unknown_architecture_cannot_be_loaded(tmp_path):
    folder = random_models.make(tmp_path, "mamba")
    with pytest.raises(ModelFormatError, match="The architecture 'mamba' is not supported"):
        om.load(folder)


@pytest.mark.parametrize("model_type", KNOWN)
@pytest.mark.parametrize("precision", ["fp32", "int8", "int4"])
def test_every_architecture_loads_at_every_precision(tmp_path, model_type, precision):
    pytest.importorskip("onnxruntime")
    sizes = {"hidden": 128, "heads": 2, "kv_heads": 1, "tied": False}
    folder = random_models.make(tmp_path, model_type, **sizes, dtype="BF16", shards=2)
    handle = om.load(folder, precision)
    try:
        assert handle.generate(om.chat("Hi", max_tokens=8)).usage.completion_tokens > 0
    finally:
        handle.close()


def test_sizes_that_no_block_divides_stay_exact(tmp_path):
    """Rows of 40 and 100 stay float32; without any quantised product int4 is fp32."""
    pytest.importorskip("onnxruntime")
    sizes = {"hidden": 40, "heads": 1, "kv_heads": 1, "head_dim": 16, "intermediate": 100}
    folder = random_models.make(tmp_path, **sizes)
    ids = []
    for precision in ("fp32", "int4"):
        handle = om.load(folder, precision)
        generation = handle.generate(om.tokens(range(10, 40), logprobs=5))
        handle.close()
        ids.append([[i for i, _, _ in t.top[:1]] for t in generation.logprobs][:1])
    assert ids[0] == ids[1]
