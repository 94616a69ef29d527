"""What the table of architectures is made of: how a layer is laid out, and what may vary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from llmnb.backends.onnx.rope import Config

FULL, SLIDING = "full_attention", "sliding_attention"
"""The kinds of layers, in the words of ``layer_types``."""


@dataclass(frozen=True)
class Layout:
    """How a layer's parts are named, below ``model.layers.{n}.``, and joined.

    Parameters
    ----------
    attention_norm, mlp_norm : str
        The norms before attention and MLP; "" for none.
    attention_post_norm, mlp_post_norm : str
        The norms after them, before the residual sum; "" for none.
    qkv, up : tuple of str
        The projections for queries, keys and values and for gate and up: one matrix each, or a
        single one with all of them stacked.
    output, down : str
        The projections back.
    gated : bool
        The MLP multiplies an activated gate with its other half; else it has no gate.
    qk_norm : str
        ``"head"`` normalises the queries and keys of each head, ``"all"`` those of all heads
        together, "" neither.
    layer_norm : bool
        Norms subtract the mean; else they are root-mean-square norms.
    norm_weight, norm_bias : bool
        Norms have a gain, and a bias.
    norm_offset : float
        Added to the stored gain.
    parallel : bool
        Attention and MLP read the same normed input, and their results are summed.
    interleaved : bool
        RoPE turns neighbouring numbers; else each with the one half a head further.
    partial : bool
        RoPE may turn only the first numbers of a head.
    """

    attention_norm: str = "input_layernorm"
    attention_post_norm: str = ""
    mlp_norm: str = "post_attention_layernorm"
    mlp_post_norm: str = ""
    qkv: tuple[str, ...] = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
    output: str = "self_attn.o_proj"
    up: tuple[str, ...] = ("mlp.gate_proj", "mlp.up_proj")
    down: str = "mlp.down_proj"
    gated: bool = True
    qk_norm: str = ""
    layer_norm: bool = False
    norm_weight: bool = True
    norm_bias: bool = False
    norm_offset: float = 0.0
    parallel: bool = False
    interleaved: bool = False
    partial: bool = False


@dataclass(frozen=True)
class Scales:
    """Constant factors of a network.

    Parameters
    ----------
    attention : float, optional
        Of the products of queries and keys; None for one over the root of the head's size.
    embedding, residual, logits : float
        Of the embedded tokens, of what each half layer adds, and of the result.
    attention_cap, logits_cap : float, optional
        Squash to this magnitude by ``cap * tanh(x / cap)``.
    """

    attention: float | None = None
    embedding: float = 1.0
    residual: float = 1.0
    logits: float = 1.0
    attention_cap: float | None = None
    logits_cap: float | None = None


@dataclass(frozen=True)
class Sliding:
    """Which layers see a window of the last positions only.

    Parameters
    ----------
    words : str
        The rule, for the table of architectures.
    slides : callable
        The rule: from a configuration and a layer's index to whether it slides.
    switch : str
        An entry of the configuration without which no layer does; "" for none.
    listed : bool
        ``layer_types`` in the configuration decides, if it is there.
    """

    words: str
    slides: Callable[[Config, int], bool]
    switch: str = ""
    listed: bool = True


@dataclass(frozen=True)
class Architecture:
    """One row of the table.

    Parameters
    ----------
    model_type : str
        The word in ``config.json``.
    examples : str
        Model families that have it, for the table of architectures.
    layout : Layout
        How a layer is made.
    defaults : mapping
        What the configuration's class assumes where ``config.json`` is silent.
    biases : tuple of (str, tuple of str)
        An entry of the configuration and the projections that have a bias if it is true; "" for
        those that always have one.
    sliding : Sliding, optional
        Which layers see a window.
    rotary : callable
        From a configuration, a layer's index and whether it slides, to the kind of layer whose
        rotary parameters it uses; None for no RoPE.
    rotary_words : str
        That rule, for the table of architectures.
    scales : callable
        From a configuration to its constant factors.
    scales_words : str
        Those factors, for the table of architectures.
    epsilon : str
        The entry with the epsilon of the norms.
    activation : tuple of str
        The entries that may name the activation; the first that does counts.
    fixed : mapping
        Options that change the network and are known with one value only.
    """

    model_type: str
    examples: str
    layout: Layout = Layout()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    biases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sliding: Sliding | None = None
    rotary: Callable[[Config, int, bool], str | None] = lambda config, layer, slides: FULL
    rotary_words: str = ""
    scales: Callable[[Config], Scales] = lambda config: Scales()
    scales_words: str = ""
    epsilon: str = "rms_norm_eps"
    activation: tuple[str, ...] = ("hidden_act",)
    fixed: Mapping[str, Any] = field(default_factory=dict)
