"""What a model takes with BigDL-LLM, predicted from its configuration.

``benchmarks/plan_errors.py`` compares these predictions with what loaded models take.
"""

from __future__ import annotations

from llmnb.backends.base import Needs
from llmnb.backends.bigdl.formats import BLOCK, bytes_per_weight
from llmnb.backends.inprocess.slots import GRID
from llmnb.model_source import ModelFacts

LOADING, RUNTIME = 345_000_000, 440_000_000
"""Bytes of the imported libraries, torch and transformers above all: while a model is loaded, when
not all of them was touched yet, and after long answers."""
SHARES = {
    "sym_int8": 0.45,
    **dict.fromkeys(("sym_int5", "asym_int5"), 0.28),
    **dict.fromkeys(("sym_int4", "asym_int4"), 0.3),
}
"""The share of the memory bandwidth that decoding reaches: unpacking limits more than memory. Of
sym_int8 and sym_int4 measured on two cores of an AMD EPYC (docs/explanation/plan-errors.md)."""
LAYER_SECONDS = 0.0004
"""Seconds per token and layer that transformers takes beside the products."""
_TABLE_BYTES = {"float16": 2, "bfloat16": 2}  # of a number in the model's own files


def disk_bytes(facts: ModelFacts, precision: str) -> int:
    """Return how many bytes a converted model takes: the products and the embedding."""
    return _held_bytes(facts, precision) + _table_bytes(facts)


def predict(facts: ModelFacts, precision: str, context: int) -> Needs:
    """Return what a model takes that was not converted yet."""
    weights = _held_bytes(facts, precision)
    return Needs(
        weights=weights,
        cache=4 * facts.kv_numbers * context,
        working=RUNTIME + _buffers(facts, context),
        peak=weights + LOADING,
        disk=disk_bytes(facts, precision),
        read=_product_bytes(facts, facts.active_parameters, precision),
        share=SHARES[precision],
        fixed=LAYER_SECONDS * facts.layers,
    )


def _held_bytes(facts: ModelFacts, precision: str) -> int:
    """Return the bytes of all products; of the embedding, only pages are held that are looked up.

    The head is a product of its own, also where its numbers are those of the embedding.
    """
    products = facts.parameters - (0 if facts.tied else facts.table)
    return _product_bytes(facts, products, precision)


def _product_bytes(facts: ModelFacts, parameters: int, precision: str) -> int:
    """Return the bytes of matrices; rows that BigDL's blocks do not fit into stay float32."""
    return int(parameters * (bytes_per_weight(precision) if facts.hidden % BLOCK == 0 else 4.0))


def _table_bytes(facts: ModelFacts) -> int:
    """Return the bytes of the embedding, which keeps the type of the model's file."""
    stated = facts.config.get("torch_dtype") or facts.config.get("dtype")
    return facts.table * _TABLE_BYTES.get(str(stated), 4)


def _buffers(facts: ModelFacts, context: int) -> int:
    """Return the bytes of logits, and of what a chunk of a prompt is computed in."""
    wide = facts.config.get("intermediate_size")
    rows = 3 * wide if isinstance(wide, int) else 12 * facts.hidden
    return 4 * (facts.vocabulary + GRID * (facts.heads * context + rows + 4 * facts.hidden))
