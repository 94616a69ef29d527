"""From a model's safetensors files to BigDL's numbers, a block of rows at a time.

What is written is a safetensors file too. A matrix that BigDL multiplies is a row of bytes in its
own format; an embedding keeps the type of the model's file, since it is only looked up; everything
else is float32. BigDL itself would hold the whole model in float32 first.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from llmnb.backends.bigdl.formats import BLOCK, FORMATS
from llmnb.backends.bigdl.network import Part
from llmnb.backends.inprocess.weights import Weights

if TYPE_CHECKING:
    from types import ModuleType

_BLOCK_ELEMENTS = 2**20  # four megabytes of float32
_SIZES = {"F32": 4, "F16": 2, "BF16": 2, "U8": 1}


class Converter:
    """Converts the tensors of one model.

    Parameters
    ----------
    engine : module
        BigDL's low-bit layers.
    precision : str
        One of `FORMATS`.
    weights : Weights
        The model's files.
    step : callable
        Told about each tensor completed, and called at least once per block of rows.
    """

    def __init__(
        self, engine: ModuleType, precision: str, weights: Weights, step: Callable[[int], None]
    ) -> None:
        self._engine = engine
        self._type = engine.ggml_tensor_qtype[precision]
        self._bytes = FORMATS[precision]
        self._weights = weights
        self._step = step

    def write(self, parts: Sequence[Part], file: BinaryIO) -> None:
        """Write all tensors as one safetensors file."""
        # The largest types first, so that each tensor lies at a multiple of its own size.
        ordered = sorted(parts, key=lambda part: -_SIZES[self._form(part)[0]])
        file.write(_header([(part.name, *self._form(part)) for part in ordered]))
        for part in ordered:
            for block in self._blocks(part):
                file.write(block.data)
                self._step(0)
            self._step(1)

    def _form(self, part: Part) -> tuple[str, tuple[int, ...]]:
        """Return the type and the shape in which a tensor is stored."""
        if part.kind == "product":
            return "U8", (math.prod(part.shape) // BLOCK * self._bytes,)
        return (self._weights.dtype(part.source) if part.kind == "table" else "F32"), part.shape

    def _blocks(self, part: Part) -> Iterator[npt.NDArray[Any]]:
        if part.kind == "table":
            yield from self._weights.raw_blocks(part.source, _BLOCK_ELEMENTS)
        elif part.kind == "product":
            for rows in self._weights.blocks(part.source, _BLOCK_ELEMENTS):
                yield self._quantised(rows)
        else:
            yield np.ascontiguousarray(self._weights.read(part.source))

    def _quantised(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
        import torch

        packed = self._engine.ggml_convert_qtype(torch.from_numpy(rows), self._type, device="cpu")
        numbers: npt.NDArray[np.uint8] = packed.numpy()
        return numbers


def _header(forms: Sequence[tuple[str, str, tuple[int, ...]]]) -> bytes:
    """Return the beginning of a safetensors file."""
    entries: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, dtype, shape in forms:
        begin, end = end, end + math.prod(shape) * _SIZES[dtype]
        entries[name] = {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text
