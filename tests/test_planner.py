import dataclasses

import pytest
from magic_mistakes import MEMORY_MISTAKES, PLAN_MISTAKES

from llmnb.backends.base import Candidate, Support
from llmnb.config import LoadConfig
from llmnb.errors import LlmnbError
from llmnb.hardware import detect
from llmnb.model_source import Demo
from llmnb.options import parse_load
from llmnb.planner import passed_over, plan, survey


def planned(**wishes):
    return plan("demo", LoadConfig(**wishes), detect())


def test_the_demo_goes_to_onnx_at_int8():
    found = planned()
    assert (found.backend, found.precision, found.context, found.name) == (
        "onnx", "int8", 2048, "demo",
    )  # fmt: skip
    assert found.candidates[0].backend == "onnx"
    assert {c.backend for c in found.candidates[1:]} == {"echo", "openai"}
    assert 0 < found.memory_bytes < 20e6


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


def test_a_model_larger_than_the_memory_is_refused_unless_forced():
    small = dataclasses.replace(detect(), memory=dataclasses.replace(detect().memory, total=10**6))
    for mistake in MEMORY_MISTAKES:
        assert refused(mistake.code, small) == mistake.error
    assert plan("demo", LoadConfig(force=True), small).backend == "onnx"


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
