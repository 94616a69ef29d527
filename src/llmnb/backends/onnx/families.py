"""The table of architectures: what distinguishes each, as in transformers' modelling code.

Nothing here knows of ONNX. A row says how a layer's parts are named and joined, what its
configuration may switch, and what it assumes where ``config.json`` is silent; `architectures`
reads a configuration with it, and `graph` builds what comes out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

from llmnb.backends.onnx.layouts import FULL, SLIDING, Architecture, Layout, Scales, Sliding
from llmnb.backends.onnx.rope import Config, positive

QKV = ("q_proj", "k_proj", "v_proj")
ATTENTION = (*QKV, "o_proj")
MLP = ("gate_proj", "up_proj", "down_proj")


def architectures() -> Mapping[str, Architecture]:
    """Return the known architectures by their word in ``config.json``."""
    return {known.model_type: known for known in _KNOWN}


def _from_first(config: Config, layer: int) -> bool:
    first = config.get("max_window_layers")
    if not isinstance(first, int):
        raise ValueError("max_window_layers is missing, or no whole number")
    return layer >= first


def _period(length: int, key: str = "") -> Callable[[Config, int], bool]:
    """All but each `length`-th layer, or as many as an entry of the configuration says."""

    def slides(config: Config, layer: int) -> bool:
        return config.get("sliding_window") is not None and not _each(config, layer, key, length)

    return slides


def _each(config: Config, layer: int, key: str, length: int) -> bool:
    return (layer + 1) % int(config.get(key) or length) == 0


def _has_rope(config: Config, layer: int) -> bool:
    """SmolLM3's list of ones and zeros, in which a zero is a layer without RoPE."""
    listed = config.get("no_rope_layers")
    if listed is None:
        return not _each(config, layer, "no_rope_layer_interval", 4)
    return bool(listed[layer])


def _rope_by_kind(config: Config, layer: int, slides: bool) -> str:
    return SLIDING if slides else FULL


def _rope_if_sliding(config: Config, layer: int, slides: bool) -> str | None:
    return FULL if slides or config.get("sliding_window") is None else None


def _gemma(config: Config) -> Scales:
    return Scales(embedding=float(config["hidden_size"]) ** 0.5)


def _gemma2(config: Config) -> Scales:
    return Scales(
        attention=positive(config["query_pre_attn_scalar"], "query_pre_attn_scalar") ** -0.5,
        embedding=float(config["hidden_size"]) ** 0.5,
        attention_cap=_cap(config, "attn_logit_softcapping"),
        logits_cap=_cap(config, "final_logit_softcapping"),
    )


def _granite(config: Config) -> Scales:
    return Scales(
        attention=positive(config["attention_multiplier"], "attention_multiplier"),
        embedding=positive(config["embedding_multiplier"], "embedding_multiplier"),
        residual=positive(config["residual_multiplier"], "residual_multiplier"),
        logits=1 / positive(config["logits_scaling"], "logits_scaling"),
    )


def _cohere(config: Config) -> Scales:
    return Scales(logits=positive(config["logit_scale"], "logit_scale"))


def _cap(config: Config, key: str) -> float | None:
    value = config.get(key)
    return None if value is None else positive(value, key)


_EVERY = Sliding("every layer", lambda config, layer: True, listed=False)
_LATER = Sliding("layers from max_window_layers on", _from_first, switch="use_sliding_window")
_FUSED_UP = ("mlp.gate_up_proj",)
_OLMO2 = Layout(
    attention_norm="",
    attention_post_norm="post_attention_layernorm",
    mlp_norm="",
    mlp_post_norm="post_feedforward_layernorm",
    qk_norm="all",
)
_GEMMA = Layout(norm_offset=1.0)
_GEMMA2 = Layout(
    norm_offset=1.0,
    attention_post_norm="post_attention_layernorm",
    mlp_norm="pre_feedforward_layernorm",
    mlp_post_norm="post_feedforward_layernorm",
)
_GEMMA3 = dataclasses.replace(_GEMMA2, qk_norm="head")
_GEMMA_ACTIVATION = ("hidden_activation", "hidden_act")
_GEMMA_DEFAULTS = {
    "head_dim": 256,
    "tie_word_embeddings": True,
    "hidden_activation": "gelu_pytorch_tanh",
}
_GLM = Layout(up=_FUSED_UP, interleaved=True, partial=True)
_GLM_DEFAULTS = {
    "head_dim": 128,
    "partial_rotary_factor": 0.5,
    "attention_bias": True,
    "rms_norm_eps": 1.5625e-7,
}
_COHERE = Layout(layer_norm=True, parallel=True, mlp_norm="", interleaved=True)
_COHERE_DEFAULTS = {"tie_word_embeddings": True, "logit_scale": 0.0625, "layer_norm_eps": 1e-5}
_ATTENTION_AND_MLP = (("attention_bias", ATTENTION), ("mlp_bias", MLP))

_KNOWN = (
    Architecture("llama", "Llama 1 to 3, TinyLlama, SmolLM 2, Falcon 3", biases=_ATTENTION_AND_MLP),
    Architecture("mistral", "Mistral 7B", defaults={"sliding_window": 4096}, sliding=_EVERY),
    Architecture("qwen2", "Qwen 2 and 2.5", biases=(("", QKV),), sliding=_LATER),
    Architecture(
        "qwen3",
        "Qwen 3, dense",
        Layout(qk_norm="head"),
        {"head_dim": 128},
        biases=(("attention_bias", ATTENTION),),
        sliding=_LATER,
    ),
    Architecture(
        "phi3",
        "Phi 3, Phi 3.5 mini, Phi 4 mini",
        Layout(qkv=("self_attn.qkv_proj",), up=_FUSED_UP, partial=True),
        {"rms_norm_eps": 1e-5},
        sliding=_EVERY,
    ),
    Architecture(
        "gemma",
        "Gemma 1",
        _GEMMA,
        {"head_dim": 256, "tie_word_embeddings": True, "hidden_act": "gelu_pytorch_tanh"},
        biases=(("attention_bias", ATTENTION),),
        scales=_gemma,
        activation=_GEMMA_ACTIVATION,
        scales_words="embedding × √hidden",
        fixed={"use_bidirectional_attention": None},
    ),
    Architecture(
        "gemma2",
        "Gemma 2",
        _GEMMA2,
        {
            **_GEMMA_DEFAULTS,
            "query_pre_attn_scalar": 256,
            "sliding_window": 4096,
            "attn_logit_softcapping": 50.0,
            "final_logit_softcapping": 30.0,
        },
        biases=(("attention_bias", ATTENTION),),
        sliding=Sliding("every second layer", _period(2)),
        scales=_gemma2,
        activation=_GEMMA_ACTIVATION,
        scales_words="embedding × √hidden, own query scale, soft caps",
        fixed={"use_bidirectional_attention": None},
    ),
    Architecture(
        "gemma3_text",
        "Gemma 3, 270M and 1B",
        _GEMMA3,
        {
            **_GEMMA_DEFAULTS,
            "query_pre_attn_scalar": 256,
            "sliding_window": 4096,
            "rope_theta": 1_000_000.0,
            "rope_local_base_freq": 10_000.0,
        },
        biases=(("attention_bias", ATTENTION),),
        sliding=Sliding("all but each 6th layer", _period(6, "sliding_window_pattern")),
        rotary=_rope_by_kind,
        rotary_words="two bases",
        scales=_gemma2,
        activation=_GEMMA_ACTIVATION,
        scales_words="embedding × √hidden, own query scale, soft cap of the logits",
        # transformers ignores it for this architecture
        fixed={"attn_logit_softcapping": None, "use_bidirectional_attention": None},
    ),
    Architecture(
        "granite",
        "Granite 3, dense",
        defaults={
            "attention_multiplier": 1.0,
            "embedding_multiplier": 1.0,
            "residual_multiplier": 1.0,
            "logits_scaling": 1.0,
        },
        biases=_ATTENTION_AND_MLP,
        scales=_granite,
        scales_words="multipliers of embedding, attention, residual and logits",
    ),
    Architecture(
        "smollm3",
        "SmolLM 3",
        defaults={"tie_word_embeddings": True, "rope_theta": 2_000_000.0},
        biases=_ATTENTION_AND_MLP,
        sliding=Sliding(
            "layers without RoPE",
            lambda config, layer: not _has_rope(config, layer),
            switch="use_sliding_window",
        ),
        rotary=lambda config, layer, slides: FULL if _has_rope(config, layer) else None,
        rotary_words="layers without RoPE",
    ),
    Architecture(
        "olmo",
        "OLMo 1",
        Layout(layer_norm=True, norm_weight=False),
        {"norm_eps": 1e-5},
        biases=(("attention_bias", ATTENTION),),
        epsilon="norm_eps",
        fixed={"clip_qkv": None},
    ),
    Architecture(
        "olmo2",
        "OLMo 2",
        _OLMO2,
        {"rms_norm_eps": 1e-5},
        biases=(("attention_bias", ATTENTION),),
    ),
    Architecture(
        "olmo3",
        "OLMo 3",
        _OLMO2,
        {"rms_norm_eps": 1e-5, "sliding_window": 4096},
        biases=(("attention_bias", ATTENTION),),
        sliding=Sliding("all but each 4th layer", _period(4)),
        rotary=_rope_by_kind,
        rotary_words="scaled in the full layers only",
    ),
    Architecture(
        "exaone4",
        "EXAONE 4",
        dataclasses.replace(_OLMO2, qk_norm="head"),
        {"sliding_window": 4096, "rms_norm_eps": 1e-5},
        sliding=Sliding("all but each 4th layer", _period(4, "sliding_window_pattern")),
        rotary=_rope_if_sliding,
        rotary_words="full layers without RoPE, if others slide",
    ),
    Architecture(
        "ministral",
        "Ministral 8B",
        defaults={"sliding_window": 4096},
        sliding=Sliding("every layer", lambda config, layer: True),
    ),
    Architecture(
        "seed_oss",
        "Seed-OSS",
        defaults={"head_dim": 128, "attention_bias": True},
        biases=(("attention_bias", QKV), ("attention_out_bias", ("o_proj",)), ("mlp_bias", MLP)),
    ),
    Architecture(
        "arcee",
        "AFM 4.5B",
        Layout(up=("mlp.up_proj",), gated=False),
        {"hidden_act": "relu2", "rms_norm_eps": 1e-5},
        biases=_ATTENTION_AND_MLP,
    ),
    Architecture(
        "ernie4_5",
        "ERNIE 4.5, dense",
        Layout(interleaved=True),
        {
            "head_dim": 128,
            "tie_word_embeddings": True,
            "rope_theta": 500_000.0,
            "rms_norm_eps": 1e-5,
        },
        biases=(("use_bias", (*ATTENTION, *MLP)),),
    ),
    Architecture(
        "helium",
        "Helium 1",
        Layout(interleaved=True),
        {"head_dim": 128, "rms_norm_eps": 1e-8, "rope_theta": 100_000.0},
        biases=(("attention_bias", QKV), ("mlp_bias", MLP)),
    ),
    Architecture(
        "glm",
        "GLM 4, GLM Edge",
        _GLM,
        _GLM_DEFAULTS,
        biases=(("attention_bias", QKV),),
    ),
    Architecture(
        "glm4",
        "GLM 4 0414",
        dataclasses.replace(
            _GLM,
            attention_post_norm="post_self_attn_layernorm",
            mlp_post_norm="post_mlp_layernorm",
        ),
        _GLM_DEFAULTS,
        biases=(("attention_bias", QKV),),
    ),
    Architecture(
        "cohere",
        "Aya 23, Command R",
        _COHERE,
        {**_COHERE_DEFAULTS, "use_qk_norm": False},
        biases=(("attention_bias", ATTENTION),),
        scales=_cohere,
        scales_words="factor of the logits",
        epsilon="layer_norm_eps",
        fixed={"use_qk_norm": False},
    ),
    Architecture(
        "cohere2",
        "Command R7B",
        _COHERE,
        {**_COHERE_DEFAULTS, "sliding_window": 4096},
        biases=(("attention_bias", ATTENTION),),
        sliding=Sliding("all but each 4th layer", _period(4, "sliding_window_pattern")),
        rotary=lambda config, layer, slides: FULL if slides else None,
        rotary_words="full layers without RoPE",
        scales=_cohere,
        scales_words="factor of the logits",
        epsilon="layer_norm_eps",
    ),
    Architecture(
        "starcoder2",
        "StarCoder 2",
        Layout(layer_norm=True, norm_bias=True, gated=False, up=("mlp.c_fc",), down="mlp.c_proj"),
        {
            "tie_word_embeddings": True,
            "hidden_act": "gelu_pytorch_tanh",
            "norm_epsilon": 1e-5,
            "use_bias": True,
        },
        biases=(("use_bias", (*ATTENTION, "c_fc", "c_proj")),),
        sliding=_EVERY,
        epsilon="norm_epsilon",
    ),
    Architecture(
        "stablelm",
        "StableLM 2 1.6B",
        Layout(layer_norm=True, norm_bias=True, partial=True),
        {"partial_rotary_factor": 0.25, "layer_norm_eps": 1e-5},
        biases=(("use_qkv_bias", QKV),),
        epsilon="layer_norm_eps",
        fixed={"qk_layernorm": False, "use_parallel_residual": False},
    ),
    Architecture(
        "nemotron",
        "Nemotron 4, Minitron",
        Layout(
            layer_norm=True,
            norm_bias=True,
            norm_offset=1.0,
            gated=False,
            up=("mlp.up_proj",),
            partial=True,
        ),
        {"hidden_act": "relu2", "norm_eps": 1e-5, "partial_rotary_factor": 0.5},
        biases=_ATTENTION_AND_MLP,
        epsilon="norm_eps",
    ),
)
