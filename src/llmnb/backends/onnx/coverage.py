"""The table of what runs how, from the same rows that the builder reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from llmnb.backends.onnx.exportable import EXPORTABLE
from llmnb.backends.onnx.families import architectures
from llmnb.backends.onnx.layouts import Architecture

DIRECT = "built directly"
"""`Row.how` for an architecture that the direct graph builder knows."""
EXPORTED = "exported by optimum (`llmnb[onnx]`), in fp32"
"""`Row.how` for one that optimum exports."""


@dataclass(frozen=True)
class Row:
    """One architecture in the table of what runs how.

    Parameters
    ----------
    model_type : str
        The word in ``config.json``.
    examples : str
        Model families that have it.
    features : tuple of str
        What distinguishes it from Llama.
    how : str
        What makes it run on the CPU.
    fixed : mapping
        Its options that may have one value only.
    """

    model_type: str
    examples: str
    features: tuple[str, ...]
    how: str
    fixed: Mapping[str, Any]


def rows() -> tuple[Row, ...]:
    """Return a row for each architecture, in alphabetical order: built ones, then exported ones."""
    known = sorted(architectures().values(), key=lambda one: one.model_type)
    built = (Row(one.model_type, one.examples, _features(one), DIRECT, one.fixed) for one in known)
    exported = (Row(name, EXPORTABLE[name], (), EXPORTED, {}) for name in sorted(EXPORTABLE))
    return (*built, *exported)


def _features(one: Architecture) -> tuple[str, ...]:
    layout = one.layout
    said = (
        ("LayerNorm", layout.layer_norm and layout.norm_weight),
        ("LayerNorm without weights", layout.layer_norm and not layout.norm_weight),
        ("norm weights + 1", layout.norm_offset == 1),
        ("norms after attention and MLP", bool(layout.attention_post_norm)),
        ("no norms before them", not layout.attention_norm),
        ("q/k norms per head", layout.qk_norm == "head"),
        ("q/k norms over all heads", layout.qk_norm == "all"),
        ("attention and MLP in parallel", layout.parallel),
        ("MLP without gate", not layout.gated),
        ("interleaved RoPE", layout.interleaved),
        ("partial RoPE", layout.partial),
        (f"RoPE: {one.rotary_words}", bool(one.rotary_words)),
        (_sliding(one), one.sliding is not None),
        (one.scales_words, bool(one.scales_words)),
        (_biases(one), bool(one.biases)),
        ("tied head unless stated", bool(one.defaults.get("tie_word_embeddings"))),
    )
    return tuple(words for words, holds in said if holds)


def _sliding(one: Architecture) -> str:
    if one.sliding is None:
        return ""
    listed = "layer_types, or " if one.sliding.listed else ""
    switch = f", with {one.sliding.switch}" if one.sliding.switch else ""
    return f"sliding window: {listed}{one.sliding.words}{switch}"


def _biases(one: Architecture) -> str:
    keys = [key or "q, k and v always" for key, _ in one.biases]
    return f"biases: {', '.join(keys)}"
