"""The architectures that the direct builder knows, and what a configuration asks of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from llmnb.backends.onnx import rope
from llmnb.backends.onnx.rope import Config
from llmnb.errors import ModelFormatError, first_line
from llmnb.model_source import ModelFacts

ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")
MLP = ("gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True)
class Architecture:
    """What distinguishes one member of the Llama family.

    Parameters
    ----------
    model_type : str
        The word in ``config.json``.
    biases : callable
        From a configuration to the projections that have a bias.
    window : callable
        From a configuration and a layer's index to the number of positions, the present one
        included, that the layer attends to; None when it attends to all.
    """

    model_type: str
    biases: Callable[[Config], frozenset[str]]
    window: Callable[[Config, int], int | None]


@dataclass(frozen=True)
class Network:
    """A network that the builder can build, with every default filled in.

    Parameters
    ----------
    layers, hidden, heads, kv_heads, head_dim, intermediate, vocabulary : int
        Its shape.
    epsilon : float
        Of the root-mean-square norms.
    tied : bool
        The head uses the embedding's table.
    biases : frozenset of str
        The projections with a bias.
    windows : tuple of int or None
        Per layer, the positions it attends to; None for all.
    rope : mapping
        The rotary parameters.
    """

    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    vocabulary: int
    epsilon: float
    tied: bool
    biases: frozenset[str]
    windows: tuple[int | None, ...]
    rope: Mapping[str, Any] = field(hash=False)


def architectures() -> Mapping[str, Architecture]:
    """Return the known architectures by their word in ``config.json``."""
    return {known.model_type: known for known in _KNOWN}


def describe(facts: ModelFacts) -> Network:
    """Return the network of a configuration.

    Raises
    ------
    ModelFormatError
        If the architecture or one of its options is not supported, or if an option has a value
        of a wrong kind; the message names it.
    """
    try:
        return _network(facts)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise ModelFormatError(
            f"config.json has a value that cannot be used: {first_line(error)}.",
            hint="Download or copy the model again.",
        ) from None


def _network(facts: ModelFacts) -> Network:
    known = architectures().get(facts.model_type)
    if known is None:
        raise ModelFormatError(
            f"The architecture {facts.model_type!r} is not supported by the onnx backend; "
            f"supported are {', '.join(architectures())}."
        )
    config = facts.config
    _refuse_options(facts)
    _refuse_shape(facts)
    return Network(
        layers=facts.layers,
        hidden=facts.hidden,
        heads=facts.heads,
        kv_heads=facts.kv_heads,
        head_dim=facts.head_dim,
        intermediate=_positive(config, "intermediate_size"),
        vocabulary=facts.vocabulary,
        epsilon=rope.positive(config.get("rms_norm_eps") or 1e-6, "rms_norm_eps"),
        tied=bool(config.get("tie_word_embeddings", False)),
        biases=known.biases(config),
        windows=tuple(known.window(config, layer) for layer in range(facts.layers)),
        rope=rope.parameters(config),
    )


def expected(network: Network) -> dict[str, tuple[int, ...]]:
    """Return the shape of every tensor that a network needs, by its name in transformers."""
    hidden, wide = network.hidden, network.intermediate
    queries, keys = network.heads * network.head_dim, network.kv_heads * network.head_dim
    projections = {
        "self_attn.q_proj": (queries, hidden),
        "self_attn.k_proj": (keys, hidden),
        "self_attn.v_proj": (keys, hidden),
        "self_attn.o_proj": (hidden, queries),
        "mlp.gate_proj": (wide, hidden),
        "mlp.up_proj": (wide, hidden),
        "mlp.down_proj": (hidden, wide),
    }
    shapes: dict[str, tuple[int, ...]] = {
        "model.embed_tokens.weight": (network.vocabulary, hidden),
        "model.norm.weight": (hidden,),
    }
    if not network.tied:
        shapes["lm_head.weight"] = (network.vocabulary, hidden)
    for layer in range(network.layers):
        prefix = f"model.layers.{layer}."
        shapes[prefix + "input_layernorm.weight"] = (hidden,)
        shapes[prefix + "post_attention_layernorm.weight"] = (hidden,)
        for name, shape in projections.items():
            shapes[f"{prefix}{name}.weight"] = shape
            if name.partition(".")[2] in network.biases:
                shapes[f"{prefix}{name}.bias"] = shape[:1]
    return shapes


def _refuse_options(facts: ModelFacts) -> None:
    """Refuse options that change the network in a way the builder does not know."""
    config = facts.config
    activation = config.get("hidden_act") or config.get("hidden_activation") or "silu"
    if activation not in ("silu", "swish"):
        raise ModelFormatError(
            f"The activation {activation!r} is not supported by the onnx backend; "
            "supported is silu."
        )
    if config.get("partial_rotary_factor") not in (None, 1, 1.0):
        raise ModelFormatError(
            f"A partial_rotary_factor of {config['partial_rotary_factor']} is not supported by "
            "the onnx backend; supported is 1."
        )
    if facts.quantised:
        raise ModelFormatError(
            f"The weights are already quantised ({facts.quantised}), which the onnx backend "
            "cannot read; give the original ones."
        )


def _refuse_shape(facts: ModelFacts) -> None:
    if facts.kv_heads < 1 or facts.heads % facts.kv_heads:
        raise ModelFormatError(
            f"config.json has {facts.heads} attention heads for {facts.kv_heads} key-value "
            "heads; they must be a multiple."
        )
    if facts.head_dim < 16 or facts.head_dim % 16:  # GroupQueryAttention's own limit
        raise ModelFormatError(
            f"Attention heads of size {facts.head_dim} are not supported by the onnx backend; "
            "supported are multiples of 16."
        )


def _positive(config: Config, name: str) -> int:
    value = config.get(name)
    if not isinstance(value, int) or value < 1:
        raise ModelFormatError(f"config.json has no {name}, or one that is not a positive number.")
    return value


def _llama_biases(config: Config) -> frozenset[str]:
    attention = ATTENTION if config.get("attention_bias") else ()
    return frozenset(attention + (MLP if config.get("mlp_bias") else ()))


def _mistral_window(config: Config, layer: int) -> int | None:
    return _window(config.get("sliding_window", 4096))  # transformers' default


def _qwen2_window(config: Config, layer: int) -> int | None:
    if not config.get("use_sliding_window"):
        return None
    kinds = config.get("layer_types")
    if kinds:
        if not isinstance(kinds, list) or len(kinds) <= layer:
            raise ValueError("layer_types does not list every layer")
        slides = kinds[layer] == "sliding_attention"
    else:
        first = config.get("max_window_layers")
        if not isinstance(first, int):
            raise ValueError("max_window_layers is missing, or no whole number")
        slides = layer >= first
    return _window(config.get("sliding_window")) if slides else None


def _window(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"sliding_window = {value!r} is no positive number")
    return value


_KNOWN = (
    Architecture("llama", _llama_biases, lambda config, layer: None),
    Architecture("mistral", lambda config: frozenset(), _mistral_window),
    Architecture("qwen2", lambda config: frozenset(ATTENTION[:3]), _qwen2_window),
)
