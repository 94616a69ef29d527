import dataclasses
import json
import re
from typing import ClassVar

import pytest
import random_models
from magic_mistakes import FREE_MEMORY, MEMORY, MEMORY_MISTAKES, PLAN_MISTAKES

from llmnb.backends.base import Backend, Candidate, Needs, Support
from llmnb.backends.onnx import OnnxBackend
from llmnb.backends.registry import backends, precisions
from llmnb.config import LoadConfig
from llmnb.doctor import diagnose
from llmnb.errors import BackendError, LlmnbError, ParameterError
from llmnb.hardware import Memory, detect
from llmnb.model_source import Demo
from llmnb.options import load_table, parse_load
from llmnb.planner import passed_over, plan, survey
from llmnb.rendering import explain
from llmnb.rendering.report import status
from llmnb.room import alternatives, of_text, places
from llmnb.session import Session
from llmnb.speed import expected_speed, tokens_per_second
from llmnb.storage import size_text


def planned(**wishes):
    return plan("demo", LoadConfig(**wishes), detect())


def test_the_demo_goes_to_onnx_at_int8():
    found = planned()
    assert (found.backend, found.precision, found.context, found.name) == (
        "onnx", "int8", 2048, "demo",
    )  # fmt: skip
    assert found.candidates[0].backend == "onnx"
    assert {c.backend for c in found.candidates[1:]} == {"bigdl", "echo", "openai", "vllm"}
    assert 0 < found.needs.weights < found.needs.cache < found.needs.main < 150e6


def test_a_named_backend_is_taken():
    assert planned(backend="echo").backend == "echo"


def refused(code, hardware):
    options = parse_load(code.removeprefix("%llm_load "))
    with pytest.raises(LlmnbError) as caught:
        plan(options.model, LoadConfig(**options.config), hardware)
    return f"{type(caught.value).__name__}: {caught.value}"


@pytest.mark.parametrize("mistake", PLAN_MISTAKES, ids=lambda m: m.name)
def test_wishes_that_cannot_be_met_are_refused(mistake):
    assert refused(mistake.code, detect()) == mistake.error


def test_a_model_that_no_backend_runs_is_refused_with_the_reason(tmp_path):
    config = {
        "model_type": "mamba", "vocab_size": 100, "hidden_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 2, "intermediate_size": 64, "max_position_embeddings": 64,
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(LlmnbError, match="has no weights"):
        plan(str(tmp_path), LoadConfig(), detect())
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).touch()
    with pytest.raises(LlmnbError, match="onnx: The architecture 'mamba' is not supp") as caught:
        plan(str(tmp_path), LoadConfig(), detect())
    assert "openai" not in str(caught.value)


def machine(free, total=MEMORY, limited_by="machine"):
    return dataclasses.replace(detect(), memory=Memory(total, free, limited_by))


def test_a_model_larger_than_the_free_memory_is_refused_unless_forced():
    for mistake in MEMORY_MISTAKES:
        assert refused(mistake.code, machine(FREE_MEMORY)) == mistake.error
    forced = LoadConfig(precision="fp32", force=True)
    assert plan("demo", forced, machine(FREE_MEMORY)).precision == "fp32"


def test_where_no_precision_fits_none_is_named_but_the_limit_is():
    small = machine(10**6, limited_by="/sys/fs/cgroup/memory.max")
    assert refused("%llm_load demo", small) == (
        "BackendError: demo at int8 needs about 105.9 MB of memory, but 1.0 MB of 150.0 MB are "
        "free (limited by /sys/fs/cgroup/memory.max). Choose a smaller --context or model; unload "
        "other models; or --force it."
    )


def test_memory_that_the_load_gives_back_counts_as_free():
    there = Needs(weights=10**8, cache=2 * 10**7, working=10**9)  # the engine stays
    assert plan("demo", LoadConfig(), machine(10**6), freed=lambda _: there).backend == "onnx"
    with pytest.raises(BackendError):  # but never more than there is
        plan("demo", LoadConfig(), machine(10**6, 2 * 10**6), freed=lambda _: there)


@pytest.fixture
def half_billion(tmp_path, monkeypatch):
    """Return a folder whose configuration is that of a model too large to go without a cache."""
    monkeypatch.setattr("llmnb.backends.inprocess.cache.SMALL", 0)
    return random_models.make(tmp_path / "half", "llama")


def test_disk_for_the_converted_copy_is_checked_against_the_disk(
    half_billion, llmnb_cache, monkeypatch
):
    free = {"bytes": 10**9}
    monkeypatch.setattr("llmnb.storage.free_bytes", lambda path: free["bytes"])
    large = machine(10**9, 2 * 10**9)
    needed = {
        word: plan(str(half_billion), LoadConfig(precision=word), large).needs.disk
        for word in ("fp32", "int8", "int4")
    }
    assert needed["fp32"] > needed["int8"] > needed["int4"] > 0
    free["bytes"] = needed["int8"] + 1
    said = refused(f"%llm_load {half_billion} --precision fp32", large)
    assert said == (
        f"StorageError: half at fp32 needs about {size_text(needed['fp32'])} of disk for its "
        f"converted copy, but {size_text(free['bytes'])} are free in {llmnb_cache}. "
        f"--precision int8 fits: {of_text(needed['int8'], free['bytes'])} of disk. Or free some "
        "space, or set LLMNB_CACHE to a folder on a larger disk."
    )
    free["bytes"] = 1
    assert refused(f"%llm_load {half_billion} --precision int4", large) == (
        f"StorageError: half at int4 needs about {size_text(needed['int4'])} of disk for its "
        f"converted copy, but 1 bytes are free in {llmnb_cache}. Free some space, or set "
        "LLMNB_CACHE to a folder on a larger disk."
    )
    assert plan(str(half_billion), LoadConfig(force=True), large).needs.disk == needed["int8"]


def test_too_little_of_both_is_one_error(half_billion, llmnb_cache, monkeypatch):
    monkeypatch.setattr("llmnb.storage.free_bytes", lambda path: 1)
    said = refused(f"%llm_load {half_billion} --precision int8", machine(10**3))
    assert said.startswith("BackendError: half at int8 needs about ")
    assert "but 1.0 kB of 150.0 MB are free. half at int8 needs about " in said
    assert f"but 1 bytes are free in {llmnb_cache}. Choose a smaller --context or model;" in said


def test_the_disk_is_not_looked_at_for_a_model_that_writes_nothing(monkeypatch):
    monkeypatch.setenv("LLMNB_CACHE", "/proc/nope")

    def look(path):
        raise AssertionError(path)

    monkeypatch.setattr("llmnb.storage.free_bytes", look)
    assert planned().needs.disk == 0


def test_a_model_that_is_converted_needs_no_more_disk(half_billion, llmnb_cache):
    assert plan(str(half_billion), LoadConfig(), detect()).needs.disk > 0
    Session().load(str(half_billion)).unload()
    assert plan(str(half_billion), LoadConfig(), detect()).needs.disk == 0
    assert plan(str(half_billion), LoadConfig(precision="int4"), detect()).needs.disk > 0


@pytest.mark.parametrize(
    ("wanted", "layers", "precision", "reason"),
    [
        ("auto", 4, "int8", "below 1B parameters"),
        ("auto", 1000, "int4", "from 1B parameters on"),
        ("int4", 4, "int4", "asked for"),
    ],
)
def test_the_plan_says_why_it_is_this_precision(wanted, layers, precision, reason):
    facts = dataclasses.replace(Demo().facts(), hidden=4096, layers=layers)
    engine = OnnxBackend()
    assert engine.choose_precision(wanted, facts, detect()) == precision
    assert engine.precision_reason(wanted, facts) == reason


def test_status_dry_run_and_doctor_show_every_engine_in_one_form():
    made = planned()
    shown = explain(made)["text/plain"]
    assert re.search(r"\n  precision +int8: below 1B parameters\n", shown)
    assert set(backends()) == {c.backend for c in made.candidates}
    texts = [shown, status(detect(), made.candidates, {}, None)["text/plain"], diagnose().as_text()]
    for text in texts:
        section = text[text.index("\nEngines") :].split("\n")[2 : 2 + len(backends())]
        assert {row.split()[0] for row in section} == set(backends())
        assert all(row.rstrip().endswith((".", '"')) for row in section)  # or in a command


def test_a_backend_that_fails_when_asked_disturbs_nobody(monkeypatch):
    class Failing:
        def support(self, hardware, source, facts):
            raise KeyError("x")

    monkeypatch.setattr("llmnb.planner.backends", lambda: {"failing": Failing()})
    (found,) = survey(detect(), Demo(), Demo().facts())
    assert not found.support.ok
    assert found.support.reason == "KeyError: 'x'"


def test_a_better_backend_that_is_not_installed_is_named():
    better = Candidate("fast", Support(False, "not installed", "pip install fast", preference=99))
    worse = Candidate("slow", Support(False, "not installed", "pip install slow", preference=1))
    found = planned()
    found = dataclasses.replace(found, candidates=(*found.candidates, better, worse))
    assert passed_over(found) == ()  # a small model is best off on the lightest engine
    large = dataclasses.replace(found.facts, weight_bytes=10**9)
    assert passed_over(dataclasses.replace(found, facts=large)) == (better,)


def test_a_small_model_takes_the_lightest_engine(monkeypatch):
    class Heavy:
        def support(self, hardware, source, facts):
            return Support(True, "heavy", preference=50)

    class Light:
        def support(self, hardware, source, facts):
            return Support(True, "light", preference=5)

    monkeypatch.setattr("llmnb.planner.backends", lambda: {"heavy": Heavy(), "light": Light()})
    facts = Demo().facts()
    assert [c.backend for c in survey(detect(), None, facts)] == ["light", "heavy"]
    large = dataclasses.replace(facts, weight_bytes=10**9)
    assert [c.backend for c in survey(detect(), None, large)] == ["heavy", "light"]


class Wide(Backend):
    """A backend of another package, with words of its own."""

    name = "wide"
    bits: ClassVar = {"nf4": 4.5, "fp32": 32}

    def support(self, hardware, source, facts):
        return Support(True, "wide", preference=5)

    def load(self, plan, progress, cancel):
        raise NotImplementedError


@pytest.fixture
def wide(monkeypatch):
    known = {**backends(), "wide": Wide()}
    for place in ("planner", "backends.registry"):
        monkeypatch.setattr(f"llmnb.{place}.backends", lambda: known)


def test_a_backend_brings_its_own_words(wide):
    assert "nf4" in precisions()
    assert "nf4" in load_table()["precision"].choices
    made = planned(backend="wide", precision="nf4")
    facts, cache = made.facts, 2 * made.facts.kv_numbers * made.context
    read = int(facts.active_parameters * 4.5 / 8)
    assert made.needs == Needs(weights=int(facts.parameters * 4.5 / 8), cache=cache, read=read)
    assert expected_speed(made) is None  # nobody measured its share of the bandwidth
    with pytest.raises(ParameterError) as caught:
        planned(backend="onnx", precision="nf4")
    assert str(caught.value) == (
        "precision = nf4 is not available with the onnx backend. Allowed: auto, fp32, int8, int4. "
        "Take it with --backend wide."
    )


def test_alternatives_are_precisions_first_and_then_other_backends(wide):
    found = alternatives(plan("demo", LoadConfig(backend="onnx"), detect()))
    assert [one.options for one in found] == [
        "--precision fp32",
        "--precision int4",
        "--backend wide --precision fp32",
        "--backend wide --precision nf4",
    ]
    assert all(one.fits and one.text.startswith("fits: ") for one in found)


def test_a_backend_that_cannot_predict_offers_nothing(wide, monkeypatch):
    monkeypatch.setattr(Wide, "needs", lambda self, plan: 1 / 0)
    assert len(alternatives(plan("demo", LoadConfig(backend="onnx"), detect()))) == 2


def test_a_dry_run_explains_a_plan_that_does_not_fit():
    made = plan("demo", LoadConfig(force=True), machine(10**6))
    shown = explain(made)["text/plain"]
    assert re.search(r"\n  memory +\d+\.\d of 1\.0 MB free\n", shown)
    assert re.search(r"\n  does not fit +demo at int8 needs about ", shown)
    assert re.search(r"\n  --precision int4 +does not fit: \d+\.\d of 1\.0 MB\n", shown)


def test_the_speed_is_bandwidth_over_what_is_read():
    needs = Needs(read=10**9, share=0.5, fixed=0.01)
    assert tokens_per_second(needs, 20e9) == pytest.approx(1 / (0.1 + 0.01))
    made = planned()
    expected = expected_speed(made)
    assert expected == expected_speed(made)  # the bandwidth is measured once
    assert 50 < expected < 20_000


def test_a_server_is_planned_for_without_a_look_at_memory_or_disk(monkeypatch):
    for what in ("llmnb.speed.read_bandwidth", "llmnb.storage.free_bytes"):
        monkeypatch.setattr(what, lambda *_: 1 / 0)
    made = plan("http://localhost:1/v1", LoadConfig(backend="openai"), detect())
    assert places(made) == ()
    assert alternatives(made) == ()
    assert "\n  speed " not in explain(made)["text/plain"]


@pytest.mark.parametrize(
    ("needed", "free", "text"),
    [
        (3_100_000_000, 6_200_000_000, "3.1 of 6.2 GB"),
        (900_000_000, 6_200_000_000, "0.9 of 6.2 GB"),
        (12_400_000_000, 6_200_000_000, "12.4 of 6.2 GB"),
        (5_000_000, 6_200_000_000, "5.0 MB of 6.2 GB"),
        (1, 0, "1 of 0 bytes"),
    ],
)
def test_amounts_that_are_compared_have_one_unit(needed, free, text):
    assert of_text(needed, free) == text
