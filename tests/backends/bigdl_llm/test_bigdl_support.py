"""What the bigdl backend says of processors, models and precisions, without BigDL-LLM."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from llmnb.backends.base import Plan
from llmnb.backends.bigdl import BigdlBackend, library, network
from llmnb.backends.bigdl.architectures import ARCHITECTURES, why_not
from llmnb.backends.onnx import OnnxBackend
from llmnb.config import LoadConfig
from llmnb.errors import ModelFormatError, ParameterError
from llmnb.hardware import Hardware, Memory, detect
from llmnb.model_source import Demo, Endpoint, ModelFacts
from llmnb.planner import passed_over, plan, survey

TREES = Path(__file__).parents[2] / "hardware_trees"
LARGE = dataclasses.replace(Demo().facts(), weight_bytes=10**9)
NOT_INTEL = (
    "BigDL-LLM is made for Intel processors; on this one it is mostly slower than the onnx backend."
)


def machine(tree: str) -> Hardware:
    return dataclasses.replace(detect(str(TREES / tree)), memory=Memory(2**36, 2**35, "machine"))


def support(tree: str, facts: ModelFacts | None = LARGE):
    return BigdlBackend().support(machine(tree), Demo(), facts)


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def installed(linux, monkeypatch):
    monkeypatch.setattr(library, "missing", lambda: None)


@pytest.fixture
def absent(linux, monkeypatch):
    monkeypatch.setattr(library, "_folder", lambda: None)


@pytest.mark.parametrize(
    ("tree", "chosen"),
    [
        ("xeon-8480", "libllama_avx512.so"),
        ("xeon-vm", "libllama_avx512.so"),
        ("epyc-9654", "libllama_avx512.so"),
        ("core-ultra-285", "libllama_avxvnni.so"),
        ("i7-8650u", "libllama_avx2.so"),
        ("ryzen-5950x", "libllama_avx2.so"),
        ("graviton2", None),
        ("apple-m1", None),
    ],
)
def test_the_library_is_one_that_the_processor_runs(tree, chosen):
    assert library.choose(machine(tree).cpu) == chosen


@pytest.mark.parametrize("lacking", ["avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"])
def test_one_missing_instruction_set_rules_a_library_out(lacking):
    cpu = machine("xeon-vm").cpu
    cpu = dataclasses.replace(cpu, instruction_sets=cpu.instruction_sets - {lacking})
    assert library.choose(cpu) == "libllama_avx2.so"


@pytest.mark.parametrize("lacking", ["avx2", "fma", "f16c"])
def test_a_processor_without_avx2_is_refused(installed, lacking):
    hardware = machine("xeon-8480")
    sets = hardware.cpu.instruction_sets - {lacking}
    hardware = dataclasses.replace(
        hardware, cpu=dataclasses.replace(hardware.cpu, instruction_sets=sets)
    )
    found = BigdlBackend().support(hardware, Demo(), LARGE)
    assert (found.ok, found.reason, found.preference) == (
        False, "BigDL-LLM needs a processor with AVX2, FMA and F16C.", 0,
    )  # fmt: skip


@pytest.mark.parametrize("tree", ["graviton2", "apple-m1"])
def test_other_architectures_are_refused(installed, tree):
    assert support(tree).reason == "BigDL-LLM runs under Linux on x86-64 processors only."


def test_other_systems_are_refused(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert support("xeon-8480").reason == "BigDL-LLM runs under Linux on x86-64 processors only."


@pytest.mark.parametrize("tree", ["xeon-8480", "xeon-vm", "i7-8650u", "core-ultra-285"])
def test_auto_takes_it_on_intel_s_processors(installed, tree):
    found = support(tree)
    assert (found.ok, found.reason, found.preference) == (True, "Runs on Intel processors.", 20)
    assert survey(machine(tree), Demo(), LARGE)[0].backend == "bigdl"


@pytest.mark.parametrize("tree", ["epyc-9654", "ryzen-5950x"])
def test_auto_never_takes_it_on_others(installed, tree):
    found = support(tree)
    assert (found.ok, found.reason, found.preference) == (True, NOT_INTEL, 0)
    assert survey(machine(tree), Demo(), LARGE)[0].backend == "onnx"
    assert plan("demo", LoadConfig(backend="bigdl"), machine(tree)).backend == "bigdl"


def test_a_small_model_goes_to_onnx_on_intel_s_processors_too(installed):
    assert plan("demo", LoadConfig(), machine("xeon-8480")).backend == "onnx"


def test_where_it_is_not_installed_the_command_is_given(absent):
    found = support("xeon-8480")
    assert (found.ok, found.reason, found.install, found.preference) == (
        False, "BigDL-LLM is not installed.", 'pip install "llmnb[bigdl]"', 20,
    )  # fmt: skip
    made = plan("demo", LoadConfig(), machine("xeon-8480"))
    made = dataclasses.replace(made, facts=LARGE)
    assert [c.backend for c in passed_over(made)] == ["bigdl"]
    assert support("ryzen-5950x").preference == 0


def test_a_server_runs_its_model_itself():
    found = BigdlBackend().support(machine("xeon-8480"), Endpoint("http://localhost/v1"), None)
    assert (found.ok, found.preference) == (False, 0)


def test_architectures_are_told_from_the_configuration(installed):
    for model_type in ARCHITECTURES:
        assert support("xeon-8480", dataclasses.replace(LARGE, model_type=model_type)).ok
    found = support("xeon-8480", dataclasses.replace(LARGE, model_type="mamba"))
    assert (found.ok, found.install) == (False, None)
    assert found.reason == (
        "The architecture 'mamba' is not supported by the bigdl backend; supported are "
        f"{', '.join(ARCHITECTURES)}."
    )
    stated = {**LARGE.config, "quantization_config": {"quant_method": "gptq"}}
    assert support("xeon-8480", dataclasses.replace(LARGE, config=stated)).reason == (
        "The weights are already quantised (gptq), which the bigdl backend cannot read; give the "
        "original ones."
    )


def test_a_context_beyond_a_scaling_s_reach_is_refused():
    scaling = {"type": "su", "short_factor": [1.0], "long_factor": [2.0]}
    stated = {"rope_scaling": scaling, "original_max_position_embeddings": 256}
    facts = dataclasses.replace(LARGE, model_type="phi3", config=stated)
    assert why_not(facts, 256) is None
    assert str(why_not(facts, 257)) == (
        "A context of 257 tokens is not supported by the bigdl backend for the rotary scaling "
        "'longrope', which changes beyond 256 tokens. Load it with --context 256 or less."
    )


def test_rotary_parameters_that_are_no_object_are_refused():
    facts = dataclasses.replace(LARGE, config={**LARGE.config, "rope_parameters": [1]})
    assert str(why_not(facts)) == "config.json has rotary parameters that are no object."


def test_a_network_that_its_files_cannot_hold_is_refused_before_it_is_made():
    absurd = dataclasses.replace(Demo().facts(), hidden=2**31 - 1)
    with pytest.raises(ModelFormatError) as caught:
        network.skeleton(absurd)
    assert str(caught.value) == (
        f"The weights have {absurd.weight_bytes:,} bytes, but those that config.json describes "
        f"take more than {2 * 5 * (2**31 - 1) * 4 * 64:,}. Check that config.json and the "
        "safetensors files belong together."
    )


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("auto", "sym_int8"),
        ("int8", "sym_int8"),
        ("int5", "sym_int5"),
        ("int4", "sym_int4"),
        ("asym_int5", "asym_int5"),
        ("asym_int4", "asym_int4"),
    ],
)
def test_llmnb_s_words_pick_the_symmetric_formats(installed, wanted, chosen):
    made = plan("demo", LoadConfig(backend="bigdl", precision=wanted), machine("xeon-8480"))
    assert made.precision == chosen


def test_auto_is_int4_from_a_billion_parameters_on():
    large = dataclasses.replace(LARGE, hidden=4096, layers=1000)
    engine = BigdlBackend()
    assert engine.choose_precision("auto", large, machine("xeon-8480")) == "sym_int4"
    assert engine.precision_reason("auto", large) == "from 1B parameters on"


@pytest.mark.parametrize("word", ["nf4", "nf3", "fp4", "fp8", "mixed_4bit", "fp16", "bf16", "fp32"])
def test_precisions_that_fail_in_bigdl_or_do_nothing_are_refused_by_name(installed, word):
    with pytest.raises(ParameterError) as caught:
        plan("demo", LoadConfig(backend="bigdl", precision=word), machine("xeon-8480"))
    elsewhere = " Take it with --backend onnx." if word in OnnxBackend().precisions else ""
    assert str(caught.value) == (
        f"precision = {word} is not available with the bigdl backend. Allowed: auto, int8, int5, "
        f"int4, sym_int8, asym_int5, sym_int5, asym_int4, sym_int4.{elsewhere}"
    )


def test_disk_is_that_of_the_format(llmnb_cache):
    def needed(facts, precision):
        made = Plan("bigdl", precision, Demo(), LoadConfig(), "demo", 2048, detect(), facts)
        return BigdlBackend().needs(made).disk

    assert needed(Demo().facts(), "sym_int4") == 0  # it does without a cache
    assert 0 < needed(LARGE, "sym_int4") < needed(LARGE, "sym_int8")
