import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmnb.config import (
    GenerationConfig,
    GenerationOverrides,
    LoadConfig,
    checked,
    parameters,
    resolve,
)
from llmnb.environment import from_environment
from llmnb.errors import ParameterError


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"temperature": 9}, "temperature = 9 is not allowed: it must be a number from 0 to 2."),
        (
            {"temperature": float("nan")},
            "temperature = nan is not allowed: it must be a number from 0 to 2.",
        ),
        ({"top_p": "high"}, "top_p = high is not allowed: it must be a number from 0 to 1."),
        (
            {"top_k": 1.5},
            "top_k = 1.5 is not allowed: it must be a whole number from 0 to 1,000,000.",
        ),
        (
            {"max_tokens": 0},
            "max_tokens = 0 is not allowed: it must be a whole number from 1 to 10,000,000.",
        ),
        (
            {"max_tokens": float("inf")},
            "max_tokens = inf is not allowed: it must be a whole number from 1 to 10,000,000.",
        ),
        (
            {"seed": True},
            "seed = True is not allowed: "
            "it must be a whole number from 0 to 9,223,372,036,854,775,807.",
        ),
        ({"stop": 3}, "stop = 3 is not allowed: it must be text that is not empty."),
        ({"stop": [""]}, "stop = '' is not allowed: it must be text that is not empty."),
        ({"think": "maybe"}, "think = maybe is not allowed: it must be on or off."),
        ({"temprature": 1}, "temprature is not a parameter. Did you mean temperature?"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(values, message):
    with pytest.raises(ParameterError) as caught:
        GenerationOverrides(**values)
    assert str(caught.value) == message


def test_a_wrong_precision_lists_the_words():
    with pytest.raises(ParameterError) as caught:
        checked(LoadConfig, {"precision": "int3"})
    assert str(caught.value) == (
        "precision = int3 is not allowed: "
        "it must be one of auto, fp32, fp16, bf16, fp8, int8, int5, int4, "
        "sym_int8, asym_int5, sym_int5, asym_int4, sym_int4."
    )


def test_values_take_their_canonical_type():
    found = GenerationOverrides(
        temperature="0.2", max_tokens="7", stop="END", think="off", seed=3.0
    )
    assert dict(found) == {
        "temperature": 0.2, "max_tokens": 7, "stop": ("END",), "think": False, "seed": 3,
    }  # fmt: skip
    assert isinstance(found["seed"], int)


def test_the_first_layer_that_has_a_value_wins_and_is_recorded():
    config = resolve(
        [
            ("flag", GenerationOverrides(temperature=0.1)),
            ("session", GenerationOverrides(temperature=0.5, top_p=0.9)),
            ("environment", from_environment({"LLMNB_TOP_P": "0.3", "LLMNB_TOP_K": "40"})),
            ("model", {"top_k": 10, "min_p": 0.05}),
        ]
    )
    assert (config.temperature, config.top_p, config.top_k, config.min_p) == (0.1, 0.9, 40, 0.05)
    assert {n: config.sources[n] for n in ("temperature", "top_p", "top_k", "min_p", "seed")} == {
        "temperature": "flag",
        "top_p": "session",
        "top_k": "environment",
        "min_p": "model",
        "seed": "llmnb",
    }


def test_the_environment_is_checked_too():
    with pytest.raises(ParameterError, match="temperature = hot is not allowed"):
        from_environment({"LLMNB_TEMPERATURE": "hot"})
    assert from_environment({"LLMNB_TEMPERATURE": "hot"}, decided={"temperature"}) == {}


def test_every_field_of_the_configuration_is_a_parameter_with_help():
    for config in (GenerationConfig, LoadConfig):
        names = {f.name for f in dataclasses.fields(config)} - {"sources"}
        assert set(parameters(config)) == names
        assert all(p.help.endswith(".") for p in parameters(config).values())


@given(st.floats(0, 2), st.integers(1, 10_000), st.lists(st.text(min_size=1), max_size=3))
def test_allowed_values_come_through_unchanged(temperature, max_tokens, stop):
    config = resolve(
        [("flag", GenerationOverrides(temperature=temperature, max_tokens=max_tokens, stop=stop))]
    )
    assert (config.temperature, config.max_tokens) == (temperature, max_tokens)
    assert config.stop == tuple(stop)
