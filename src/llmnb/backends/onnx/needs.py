"""What a model takes with onnxruntime, predicted from its configuration.

``benchmarks/plan_errors.py`` compares these predictions with what loaded models take.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from llmnb.backends.base import Needs
from llmnb.backends.inprocess.slots import GRID
from llmnb.backends.onnx import exportable
from llmnb.backends.onnx.architectures import Network, expected
from llmnb.backends.onnx.formats import Format
from llmnb.backends.onnx.quantise import block_size
from llmnb.model_source import ModelFacts

EMBEDDING = "model.embed_tokens.weight"
LOADING, RUNTIME = 60_000_000, 75_000_000
"""Bytes of the imported libraries and of what onnxruntime keeps for itself: while a model is
loaded, when not all of a library was touched yet, and after long answers."""
GROWTH = 0.08
"""Of the keys and values, what their growing leaves unused between them."""
EXPORT_RUNTIME = 100_000_000
COPIES_IN_MEMORY = 2.7
"""Of the weights in float32, at most, while optimum exports them (a 0.5B shape: 5.4 GB)."""
SHARES = {32: 0.9, 8: 0.85, 4: 0.7}
"""By bits, the share of the bandwidth that decoding reaches: less where more is unpacked. Measured
on two cores of an AMD EPYC with AVX-512, in six shapes (docs/explanation/plan-errors.md)."""
LAYER_SECONDS = 0.00012
"""Seconds per token and layer for which threads wait for each other."""


@dataclass(frozen=True)
class Sizes:
    """Bytes of a network's weights.

    Parameters
    ----------
    disk : int
        In the converted copy.
    held : int
        In memory, where onnxruntime keeps the products in an order of its own.
    loading : int
        In memory at most while they are put in that order, one tensor after the other.
    read : int
        Of those that take part in each token.
    """

    disk: int
    held: int
    loading: int
    read: int


def sizes(network: Network, form: Format) -> Sizes:
    """Return the sizes of a network's weights at a precision."""
    disk = held = largest = read = 0
    table = (network.vocabulary, network.hidden)
    for name, shape in expected(network).items():
        stored = _stored(shape, form)
        disk += stored
        largest = max(largest, stored)
        # The look-up of tokens uses the pages of the file that it touches, and no more of them.
        if name == EMBEDDING and not network.tied:
            continue
        sums = _sums(shape, form)
        read += stored + sums
        # Beside the numbers in its own order, onnxruntime keeps the scales as they were.
        held += stored + 2 * sums
    if network.tied and form.bits == 32:
        # Its own order is for the head; the look-up reads it where it is, which is no third copy.
        return Sizes(disk, held + _stored(table, form), held + _stored(table, form), read)
    return Sizes(disk, held, held + largest, read)


def predict(network: Network, form: Format, context: int) -> Needs:
    """Return what a directly built network takes that was not converted yet."""
    found = sizes(network, form)
    cache = 4 * 2 * network.layers * network.kv_heads * network.head_dim * context
    return Needs(
        weights=found.held,
        cache=cache,
        working=RUNTIME + int(GROWTH * cache) + _buffers(network, context),
        peak=found.loading + LOADING,
        disk=found.disk,
        read=found.read,
        share=SHARES[form.bits],
        fixed=LAYER_SECONDS * network.layers,
    )


def predict_exported(facts: ModelFacts, context: int, kept: bool) -> Needs:
    """Return what a network takes that optimum exports, in float32 throughout."""
    weights = facts.weight_bytes * 4 // _stored_width(facts) or 4 * facts.parameters
    cache = 4 * facts.kv_numbers * context
    # optimum copies its inputs' keys and values into new ones with each token.
    working = EXPORT_RUNTIME + cache
    return Needs(
        weights=weights,
        cache=cache,
        working=working,
        peak=0 if kept else int(COPIES_IN_MEMORY * weights) + EXPORT_RUNTIME,
        disk=0 if kept else exportable.disk_bytes(facts.weight_bytes),
        read=4 * facts.active_parameters,
        share=SHARES[32],
        fixed=LAYER_SECONDS * facts.layers,
    )


def _stored_width(facts: ModelFacts) -> int:
    """Return the bytes of a number in a model's own files."""
    stated = facts.config.get("torch_dtype") or facts.config.get("dtype")
    return 2 if stated in ("float16", "bfloat16") else 4


def _stored(shape: tuple[int, ...], form: Format) -> int:
    """Return the bytes of a tensor as `products` writes it."""
    numbers, block = math.prod(shape), _block(shape, form)
    if block is None:
        return 4 * numbers
    return numbers * form.bits // 8 + 4 * numbers // block


def _sums(shape: tuple[int, ...], form: Format) -> int:
    """Return the bytes of what onnxruntime adds to each block: a float32, as large as a scale."""
    block = _block(shape, form)
    return 4 * math.prod(shape) // block if block is not None and form.accuracy_level == 4 else 0


def _block(shape: tuple[int, ...], form: Format) -> int | None:
    return None if form.bits == 32 or len(shape) < 2 else block_size(shape[1])


def _buffers(network: Network, context: int) -> int:
    """Return the bytes of logits, rotary tables, and of what a chunk of a prompt is computed in."""
    logits = 4 * network.vocabulary
    tables = sum(4 * rope.size * context for rope in network.ropes)
    scores = 4 * network.heads * GRID * context
    rows = 4 * GRID * (2 * network.intermediate + 4 * network.hidden)
    return logits + tables + scores + rows
