"""What configurations ask for: networks from both spellings, defaults and published sizes."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from onnx_models import CONFIG, FACTS, facts

from llmnb.backends.onnx import architectures, rope
from llmnb.model_source import ModelFacts

PUBLISHED = {
    "Llama 3.2 1B": ("llama", 2048, 16, 32, 8, 64, 8192, 128_256, True, 1_235_814_400),
    "Qwen 2.5 0.5B": ("qwen2", 896, 24, 14, 2, 64, 4864, 151_936, True, 494_032_768),
    "Qwen 3 0.6B": ("qwen3", 1024, 28, 16, 8, 128, 3072, 151_936, True, 596_049_920),
    "Gemma 2B": ("gemma", 2048, 18, 8, 1, 256, 16_384, 256_000, None, 2_506_172_416),
    "Gemma 2 2B": ("gemma2", 2304, 26, 8, 4, 256, 9216, 256_000, None, 2_614_341_888),
    "Gemma 3 1B": ("gemma3_text", 1152, 26, 4, 1, 256, 6912, 262_144, None, 999_885_952),
    "Phi 3 mini": ("phi3", 3072, 32, 32, 32, 96, 8192, 32_064, False, 3_821_079_552),
    "SmolLM 3": ("smollm3", 2048, 36, 16, 4, 128, 11_008, 128_256, None, 3_075_098_624),
    "OLMo 2 1B": ("olmo2", 2048, 16, 16, 16, 128, 8192, 100_352, False, 1_484_916_736),
    "Granite 3.3 2B": ("granite", 2048, 40, 32, 8, 64, 8192, 49_159, True, 2_533_539_840),
    "StarCoder 2 3B": ("starcoder2", 3072, 30, 24, 2, 128, 12_288, 49_152, None, 3_030_371_328),
    "StableLM 2 1.6B": ("stablelm", 2048, 24, 32, 32, 64, 5632, 100_352, False, 1_644_515_328),
}
"""Architecture, hidden, layers, heads, KV heads, head size, intermediate, vocabulary, tied as
stated, and the published number of parameters."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_public_model_has_its_published_number_of_parameters(name):
    type_, hidden, layers, heads, kv_heads, size, wide, words, tied, count = PUBLISHED[name]
    config = {"hidden_size": hidden, "intermediate_size": wide, "use_qkv_bias": True}
    if tied is not None:
        config["tie_word_embeddings"] = tied
    stated = ModelFacts(type_, config, layers, hidden, heads, kv_heads, size, words, 4096)
    shapes = architectures.expected(architectures.describe(stated))
    assert sum(map(math.prod, shapes.values())) == count


def test_windows_are_those_of_transformers():
    def windows(*args, **config):
        return architectures.describe(facts(*args, **config)).windows

    assert windows("llama", sliding_window=8) == (None, None)
    assert windows("mistral") == (4096, 4096)
    assert windows("mistral", sliding_window=None) == (None, None)
    assert windows("qwen2", sliding_window=8, max_window_layers=1) == (None, None)
    on = {"use_sliding_window": True, "sliding_window": 8}
    assert windows("qwen2", max_window_layers=1, **on) == (None, 8)
    assert windows("exaone4", sliding_window=None, sliding_window_pattern="LLLG") == (None, None)
    assert windows("phi3") == (None, None)
    assert windows("phi3", sliding_window=2**40) == (2**31 - 1,) * 2
    kinds = ["sliding_attention", "full_attention"]
    assert windows("qwen2", layer_types=kinds, **on) == (8, None)


SLIDING = ["sliding_attention", "full_attention"]
LINEAR = {"rope_type": "linear", "factor": 2.0}
LONG = {"short_factor": [1.0, 1.5] * 4, "long_factor": [2.0, 3.0] * 4}
YARN = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}


@pytest.mark.parametrize(
    ("model_type", "old", "new"),
    [
        (
            "llama",
            {"rope_theta": 5e5, "rope_scaling": {"type": "linear", "factor": 2.0}},
            {"rope_parameters": {**LINEAR, "rope_theta": 5e5}},
        ),
        (
            "gemma3_text",
            {"rope_local_base_freq": 5e3, "rope_theta": 1e6, "rope_scaling": LINEAR,
             "sliding_window_pattern": 2},
            {"layer_types": SLIDING,
             "rope_parameters": {"sliding_attention": {"rope_type": "default", "rope_theta": 5e3},
                                 "full_attention": {**LINEAR, "rope_theta": 1e6}}},
        ),
        (
            "olmo3",
            {"rope_theta": 5e5, "rope_scaling": YARN, "layer_types": SLIDING},
            {"layer_types": SLIDING,
             "rope_parameters": {"sliding_attention": {"rope_type": "default", "rope_theta": 5e5},
                                 "full_attention": {**YARN, "rope_theta": 5e5}}},
        ),
        (
            "phi3",
            {"head_dim": 32, "partial_rotary_factor": 0.5, "rope_scaling": {"type": "su", **LONG},
             "original_max_position_embeddings": 256, "max_position_embeddings": 512},
            {"head_dim": 32, "max_position_embeddings": 512,
             "rope_parameters": {"rope_type": "longrope", "partial_rotary_factor": 0.5,
                                 "original_max_position_embeddings": 256, **LONG}},
        ),
        (
            "glm",
            {"head_dim": 64, "partial_rotary_factor": 0.25},
            {"head_dim": 64, "rope_parameters": {"partial_rotary_factor": 0.25}},
        ),
    ],
)  # fmt: skip
def test_both_spellings_of_a_configuration_give_the_same_network(model_type, old, new):
    one, other = (architectures.describe(facts(model_type, **kind)) for kind in (old, new))
    assert one == other
    assert one != architectures.describe(facts(model_type, head_dim=one.head_dim))


def test_a_linear_scaling_shrinks_the_positions():
    plain, scaled = ({"rope_theta": 5e5}, {"rope_theta": 5e5, "rope_scaling": LINEAR})
    sines = [rope.tables(rope.read(config, 16), 9)[1] for config in (plain, scaled)]
    np.testing.assert_allclose(sines[1][8], sines[0][4], rtol=1e-6)


def test_sliding_and_full_layers_have_tables_of_their_own():
    network = architectures.describe(facts("gemma3_text", layer_types=SLIDING))
    assert network.rotary == (0, 1)
    assert [r.theta for r in network.ropes] == [10_000.0, 1_000_000.0]
    assert list(rope.inputs(network.ropes, 4)) == [
        "cos_cache",
        "sin_cache",
        "cos_cache.1",
        "sin_cache.1",
    ]
    same = architectures.describe(facts("olmo3", layer_types=SLIDING))
    assert (same.rotary, len(same.ropes)) == ((0, 0), 1)


def test_what_the_builder_cannot_do_comes_with_a_way_out():
    error = architectures.why_not(facts("mamba"))
    assert error.hint == "Load it with another backend, if one can run it: %llm_status lists them."
    assert architectures.why_not(facts()) is None


def test_an_entry_that_is_left_out_is_the_architecture_s_own_default():
    silent = {key: value for key, value in CONFIG.items() if key != "hidden_act"}
    defaults = architectures.describe(
        dataclasses.replace(FACTS, model_type="gemma2", config=silent)
    )
    assert defaults.activation == "gelu_tanh"
    assert (defaults.head_dim, defaults.tied, defaults.windows) == (256, True, (4096, None))
    assert defaults.scales.attention == 256**-0.5
