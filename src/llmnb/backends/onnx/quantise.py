"""Symmetric block quantisation, in the layout of onnxruntime's MatMulNBits.

Each row is cut into blocks; a block has one float32 scale, and each weight is an unsigned
number whose zero is 8 (int4) or 128 (int8). The int4 scale maps the weight of the largest
magnitude to -8 exactly, as llama.cpp's Q4_0 does, so that all sixteen values are used.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from llmnb.backends.inprocess.weights import Floats

Packed = npt.NDArray[np.uint8]


def block_size(columns: int) -> int | None:
    """Return the block for rows of that length: 32, 16, or None when neither divides it."""
    return next((block for block in (32, 16) if columns % block == 0), None)


def quantise(rows: Floats, bits: int, block: int) -> tuple[Packed, Floats]:
    """Quantise some rows of a matrix.

    Parameters
    ----------
    rows : float32 array of shape (rows, columns)
        The weights; `block` divides the columns.
    bits : int
        4 or 8.
    block : int
        Weights per scale.

    Returns
    -------
    packed : uint8 array of shape (rows, columns * bits / 8)
        The numbers; with four bits the even column is the low half of a byte.
    scales : float32 array of shape (rows, columns / block)
        Weight = scale * (number - zero).
    """
    count, columns = rows.shape
    blocks = rows.reshape(count, columns // block, block)
    scales = _scales(blocks, bits)
    inverse = np.zeros_like(scales)
    np.divide(np.float32(1), scales, out=inverse, where=scales != 0)
    zero = np.float32(1 << (bits - 1))
    numbers = blocks * inverse[..., None]
    numbers += zero
    np.rint(numbers, out=numbers)
    np.clip(numbers, 0, 2 * zero - 1, out=numbers)
    packed = numbers.astype(np.uint8).reshape(count, columns)
    return (_pack_pairs(packed) if bits == 4 else packed), scales


def dequantise(packed: Packed, scales: Floats, bits: int, block: int) -> Floats:
    """Return the weights that quantised rows stand for: the inverse of `quantise`."""
    if bits == 4:
        packed = np.stack([packed & 15, packed >> 4], axis=-1).reshape(len(packed), -1)
    numbers = packed.astype(np.float32) - np.float32(1 << (bits - 1))
    blocks = numbers.reshape(*scales.shape, block) * scales[..., None]
    return blocks.reshape(len(packed), -1)


def _scales(blocks: Floats, bits: int) -> Floats:
    # A transposed copy and two reductions over its first axis take a quarter of the time of
    # two reductions over a last axis as short as a block.
    across = np.ascontiguousarray(blocks.reshape(-1, blocks.shape[-1]).T)
    highest, lowest = across.max(axis=0), across.min(axis=0)
    if bits == 8:
        scales = np.maximum(highest, -lowest) / np.float32(127)
    else:
        scales = np.where(highest > -lowest, highest, lowest) / np.float32(-8)
    per_block: Floats = scales.reshape(blocks.shape[:-1])
    return per_block


def _pack_pairs(numbers: Packed) -> Packed:
    """Put two four-bit numbers into each byte, a pair at a time as one 16-bit word."""
    pairs = numbers.view("<u2")
    packed: Packed = (pairs | pairs >> np.uint16(4)).astype(np.uint8)
    return packed
