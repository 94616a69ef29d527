"""BigDL's precisions, and the words that choose them.

Others that BigDL has are left out: nf4, nf3, fp4 and fp8 fail at the first token on a CPU, fp16
changes nothing, and mixed_4bit ends the process.
"""

from __future__ import annotations

CONVERTER_VERSION = 1
"""Part of the key of a converted model: to be raised with every change to what is written."""

BLOCK = 64
"""Weights that share a scale; rows of another length than a multiple of it stay float32."""

FORMATS = {"sym_int8": 68, "asym_int5": 44, "sym_int5": 42, "asym_int4": 36, "sym_int4": 34}
"""Bytes of a block by precision word, scale and offset included."""

SYMMETRIC = {"int8": "sym_int8", "int5": "sym_int5", "int4": "sym_int4"}
"""What llmnb's own words stand for."""


BITS = {word: 8 * size / BLOCK for word, size in FORMATS.items()}
"""Bits of a weight by precision word, its share of a scale included."""


def bytes_per_weight(precision: str) -> float:
    """Return the bytes of a weight of a precision, with its share of a scale."""
    return FORMATS[precision] / BLOCK
