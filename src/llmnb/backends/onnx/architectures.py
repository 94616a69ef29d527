"""What a configuration asks of the direct builder, and what the builder cannot do of it.

All of it is a function of a model's configuration alone, so that it is known before any weights
are fetched: `describe` returns the network or raises, `why_not` returns the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from llmnb.backends.onnx import rope
from llmnb.backends.onnx.exportable import EXPORTABLE
from llmnb.backends.onnx.families import architectures
from llmnb.backends.onnx.layouts import FULL, SLIDING, Architecture, Layout, Scales
from llmnb.backends.onnx.rope import Config, Rope
from llmnb.errors import LlmnbError, ModelFormatError, first_line
from llmnb.model_source import ModelFacts

ACTIVATIONS = {
    "silu": "silu",
    "swish": "silu",
    "gelu": "gelu",
    "gelu_pytorch_tanh": "gelu_tanh",
    "gelu_new": "gelu_tanh",
    "gelu_fast": "gelu_tanh",
    "relu": "relu",
    "relu2": "relu2",
}
"""The activations: transformers' words, and the function that each stands for."""

_HEAD_STEP = 16  # sizes of heads, and twice the turned numbers, that GroupQueryAttention takes
_WIDEST = 2**31 - 1  # as a window, that is none
_ANOTHER_BACKEND = "Load it with another backend, if one can run it: %llm_status lists them."


@dataclass(frozen=True)
class Network:
    """A network that the builder can build, with every default filled in.

    Parameters
    ----------
    layers, hidden, heads, kv_heads, head_dim, intermediate, vocabulary : int
        Its shape.
    epsilon : float
        Of the norms.
    tied : bool
        The head uses the embedding's table.
    biases : frozenset of str
        The projections with a bias.
    windows : tuple of int or None
        Per layer, the positions it attends to, the present one included; None for all.
    ropes : tuple of Rope
        The rotary tables.
    rotary : tuple of int or None
        Per layer, the index of its rotary table; None for no RoPE.
    activation : str
        One of the values of `ACTIVATIONS`.
    layout : Layout
        How the parts of a layer are named and joined.
    scales : Scales
        Its constant factors.
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
    ropes: tuple[Rope, ...]
    rotary: tuple[int | None, ...]
    activation: str = "silu"
    layout: Layout = field(default_factory=Layout)
    scales: Scales = field(default_factory=Scales)

    @property
    def longest(self) -> int | None:
        """The largest context for which the rotary tables are exact; None for any."""
        return min((r.longest for r in self.ropes if r.longest is not None), default=None)

    def check_context(self, context: int) -> None:
        """Refuse a context for which the rotary tables are not exact.

        Raises
        ------
        ModelFormatError
            If the context is too large.
        """
        if self.longest is not None and context > self.longest:
            kinds = ", ".join(r.kind for r in self.ropes if r.longest is not None)
            raise ModelFormatError(
                f"A context of {context:,} tokens is not supported by the onnx backend for the "
                f"rotary scaling {kinds!r}, which changes beyond {self.longest:,} tokens.",
                hint=f"Load it with --context {self.longest} or less.",
            )


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


def why_not(facts: ModelFacts, context: int | None = None) -> LlmnbError | None:
    """Return why the direct builder cannot build a model, or None if it can.

    Parameters
    ----------
    facts : ModelFacts
        The model's configuration; no weights are needed.
    context : int, optional
        The tokens of prompt and answer that it is to be loaded for.
    """
    try:
        network = describe(facts)
        if context is not None:
            network.check_context(context)
    except LlmnbError as error:
        return error
    return None


def _network(facts: ModelFacts) -> Network:
    known = architectures().get(facts.model_type)
    if known is None:
        raise ModelFormatError(
            f"The architecture {facts.model_type!r} is not supported by the onnx backend; "
            f"supported are {', '.join((*architectures(), *EXPORTABLE))}.",
            hint=_ANOTHER_BACKEND,
        )
    config = {**known.defaults, **facts.config}
    _refuse_quantised(facts)
    activation = _refuse_options(known, config)
    head_dim = config.get("head_dim") or facts.head_dim
    _refuse_shape(facts, head_dim)
    windows = _windows(known, config, facts.layers)
    kinds = tuple(
        known.rotary(config, layer, windows.slides[layer]) for layer in range(facts.layers)
    )
    ropes, rotary = _ropes(known, config, head_dim, kinds)
    return Network(
        layers=facts.layers,
        hidden=facts.hidden,
        heads=facts.heads,
        kv_heads=facts.kv_heads,
        head_dim=head_dim,
        intermediate=_positive(config, "intermediate_size"),
        vocabulary=facts.vocabulary,
        epsilon=rope.positive(config.get(known.epsilon) or 1e-6, known.epsilon),
        tied=bool(config.get("tie_word_embeddings", False)),
        biases=frozenset(
            name for key, names in known.biases if not key or config.get(key) for name in names
        ),
        windows=windows.sizes,
        ropes=ropes,
        rotary=rotary,
        activation=activation,
        layout=known.layout,
        scales=known.scales(config),
    )


def expected(network: Network) -> dict[str, tuple[int, ...]]:
    """Return the shape of every tensor that a network needs, by its name in transformers."""
    layout = network.layout
    shapes: dict[str, tuple[int, ...]] = {
        "model.embed_tokens.weight": (network.vocabulary, network.hidden),
        **_norm(layout, "model.norm", network.hidden),
    }
    if not network.tied:
        shapes["lm_head.weight"] = (network.vocabulary, network.hidden)
    norms = _norms(network)
    projections = _projections(network)
    for layer in range(network.layers):
        prefix = f"model.layers.{layer}."
        for name, size in norms.items():
            shapes |= _norm(layout, prefix + name, size)
        for name, shape in projections.items():
            shapes[f"{prefix}{name}.weight"] = shape
            if name.rpartition(".")[2] in network.biases:
                shapes[f"{prefix}{name}.bias"] = shape[:1]
    return shapes


def _norm(layout: Layout, name: str, size: int) -> dict[str, tuple[int, ...]]:
    parts = {"weight": layout.norm_weight, "bias": layout.norm_bias}
    return {f"{name}.{part}": (size,) for part, has in parts.items() if has}


def _norms(network: Network) -> dict[str, int]:
    """Return the norms of a layer and their sizes."""
    layout, per_head = network.layout, network.layout.qk_norm == "head"
    around = (
        layout.attention_norm,
        layout.attention_post_norm,
        layout.mlp_norm,
        layout.mlp_post_norm,
    )
    sizes = {name: network.hidden for name in around if name}
    if layout.qk_norm:
        heads = (1, 1) if per_head else (network.heads, network.kv_heads)
        for name, count in zip(("q_norm", "k_norm"), heads, strict=True):
            sizes[f"self_attn.{name}"] = count * network.head_dim
    return sizes


def _projections(network: Network) -> dict[str, tuple[int, int]]:
    """Return the matrices of a layer, each as (outputs, inputs)."""
    layout, hidden, wide = network.layout, network.hidden, network.intermediate
    queries, keys = network.heads * network.head_dim, network.kv_heads * network.head_dim
    return {
        **_stacked(layout.qkv, (queries, keys, keys), hidden),
        layout.output: (hidden, queries),
        **_stacked(layout.up, (wide, wide) if layout.gated else (wide,), hidden),
        layout.down: (hidden, wide),
    }


def _stacked(
    names: tuple[str, ...], rows: tuple[int, ...], columns: int
) -> dict[str, tuple[int, int]]:
    """Return one matrix for each part, or a single one that has them all."""
    if len(names) == 1:
        rows = (sum(rows),)
    return {name: (count, columns) for name, count in zip(names, rows, strict=True)}


@dataclass(frozen=True)
class _Windows:
    slides: tuple[bool, ...]
    sizes: tuple[int | None, ...]


def _windows(known: Architecture, config: Config, layers: int) -> _Windows:
    """Return which layers slide, and how far each sees."""
    rule = known.sliding
    if rule is None or (rule.switch and not config.get(rule.switch)):
        return _Windows((False,) * layers, (None,) * layers)
    kinds = config.get("layer_types") if rule.listed else None
    if not kinds:
        slides = tuple(rule.slides(config, layer) for layer in range(layers))
    elif not isinstance(kinds, list) or len(kinds) < layers:
        raise ValueError("layer_types does not list every layer")
    else:
        strange = next((kind for kind in kinds if kind not in (FULL, SLIDING)), None)
        if strange is not None:
            raise ModelFormatError(
                f"The kind of layer {strange!r} is not supported by the onnx backend; "
                f"supported are {FULL}, {SLIDING}.",
                hint=_ANOTHER_BACKEND,
            )
        slides = tuple(kind == SLIDING for kind in kinds[:layers])
    size = _window(config.get("sliding_window"))
    slides = tuple(size is not None and does for does in slides)
    return _Windows(slides, tuple(size if does else None for does in slides))


def _window(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"sliding_window = {value!r} is no positive number")
    return min(value, _WIDEST)


def _ropes(
    known: Architecture, config: Config, head_dim: int, kinds: tuple[str | None, ...]
) -> tuple[tuple[Rope, ...], tuple[int | None, ...]]:
    """Return the rotary tables, each once, and each layer's index among them."""
    found: list[Rope] = []
    index: dict[str | None, int | None] = {None: None}
    for kind in kinds:
        if kind not in index and kind is not None:
            one = rope.read(config, head_dim, kind)
            _refuse_rotary_size(known, one, head_dim)
            if one not in found:
                found.append(one)
            index[kind] = found.index(one)
    return tuple(found), tuple(index[kind] for kind in kinds)


def _refuse_options(known: Architecture, config: Config) -> str:
    """Refuse options that change the network in a way the builder does not know.

    Returns the activation.
    """
    named = (config.get(key) for key in known.activation)
    activation = next((word for word in named if word), "silu")
    if activation not in ACTIVATIONS:
        raise ModelFormatError(
            f"The activation {activation!r} is not supported by the onnx backend; "
            f"supported are {', '.join(ACTIVATIONS)}.",
            hint=_ANOTHER_BACKEND,
        )
    for key, allowed in known.fixed.items():
        if (config.get(key) or None) != (allowed or None):
            raise ModelFormatError(
                f"The option {key} = {config[key]!r} of {known.model_type} is not supported by "
                f"the onnx backend; supported is {allowed!r}.",
                hint=_ANOTHER_BACKEND,
            )
    return ACTIVATIONS[activation]


def _refuse_quantised(facts: ModelFacts) -> None:
    if facts.quantised:
        raise ModelFormatError(
            f"The weights are already quantised ({facts.quantised}), which the onnx backend "
            "cannot read; give the original ones."
        )


def _refuse_shape(facts: ModelFacts, head_dim: int) -> None:
    if facts.kv_heads < 1 or facts.heads % facts.kv_heads:
        raise ModelFormatError(
            f"config.json has {facts.heads} attention heads for {facts.kv_heads} key-value "
            "heads; they must be a multiple."
        )
    if head_dim < _HEAD_STEP or head_dim % _HEAD_STEP:
        raise ModelFormatError(
            f"Attention heads of size {head_dim} are not supported by the onnx backend; "
            f"supported are multiples of {_HEAD_STEP}.",
            hint=_ANOTHER_BACKEND,
        )


def _refuse_rotary_size(known: Architecture, one: Rope, head_dim: int) -> None:
    """Refuse a share of turned numbers that the architecture or the operator does not have."""
    share = one.size / head_dim
    if one.size != head_dim and not known.layout.partial:
        raise ModelFormatError(
            f"A partial_rotary_factor of {share:g} is not supported by the onnx backend for "
            f"{known.model_type}; supported is 1.",
            hint=_ANOTHER_BACKEND,
        )
    if one.size < _HEAD_STEP or one.size % _HEAD_STEP or one.size > head_dim:
        raise ModelFormatError(
            f"A partial_rotary_factor of {share:g}, {one.size} of {head_dim} numbers, is not "
            f"supported by the onnx backend; supported are multiples of {_HEAD_STEP} numbers.",
            hint=_ANOTHER_BACKEND,
        )


def _positive(config: Config, name: str) -> int:
    value = config.get(name)
    if not isinstance(value, int) or value < 1:
        raise ModelFormatError(f"config.json has no {name}, or one that is not a positive number.")
    return value
