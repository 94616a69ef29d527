"""The tensors of a model's safetensors files, read a few rows at a time.

Rows are read instead of mapped, so that a conversion's memory stays at one block of rows, and a
file that shrinks meanwhile is an error and not a crash.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from llmnb.errors import ModelFormatError
from llmnb.model_source import Tensor, read_headers, shown

Floats = npt.NDArray[np.float32]

_DTYPES: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),  # numpy has no bfloat16; these are its bits
}
# The bits of the exponent; all of them are set where a value is infinite or nan.
_EXPONENTS: dict[str, np.unsignedinteger[Any]] = {
    "F32": np.uint32(0x7F80_0000),
    "F16": np.uint16(0x7C00),
    "BF16": np.uint16(0x7F80),
}
_COPY_AGAIN = "Download or copy the model again."


class Weights:
    """Reads tensors as float32; use it as a context manager.

    Parameters
    ----------
    folder : Path
        A folder with ``model.safetensors``, or with an index and its shards.

    Raises
    ------
    ModelFormatError
        If a file is missing or its header is broken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._tensors = read_headers(folder)

    def __enter__(self) -> Weights:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()

    @property
    def names(self) -> frozenset[str]:
        """The names of all tensors."""
        return frozenset(self._tensors)

    def check(self, name: str, shape: tuple[int, ...]) -> None:
        """Refuse a tensor that is missing, has another shape, or a type that is not read.

        Raises
        ------
        ModelFormatError
            With the tensor's name and what was expected.
        """
        tensor = self._tensors.get(name)
        if tensor is None:
            raise ModelFormatError(
                f"The weights in {shown(self._folder)!r} have no tensor {name!r}.", hint=_COPY_AGAIN
            )
        if tensor.shape != shape:
            raise ModelFormatError(
                f"The tensor {name!r} in {shown(self._folder)!r} has the shape "
                f"{list(tensor.shape)}, but config.json asks for {list(shape)}.",
                hint="Check that config.json and the safetensors files belong together.",
            )
        if tensor.dtype not in _DTYPES:
            raise ModelFormatError(
                f"The tensor {name!r} in {shown(self._folder)!r} has the type {tensor.dtype}; "
                f"allowed are {', '.join(_DTYPES)}.",
                hint="Give the model's original weights, not ones already quantised.",
            )

    def shape(self, name: str) -> tuple[int, ...]:
        """Return a tensor's dimensions."""
        return self._tensors[name].shape

    def dtype(self, name: str) -> str:
        """Return the word of the format for a tensor's type, such as ``BF16``."""
        return self._tensors[name].dtype

    def read(self, name: str) -> Floats:
        """Return a whole tensor."""
        tensor = self._tensors[name]
        rows = tensor.shape[0] if tensor.shape else 1
        return _as_floats(self._read(name, tensor, 0, rows), tensor.dtype).reshape(tensor.shape)

    def blocks(self, name: str, elements: int) -> Iterator[Floats]:
        """Yield a matrix as blocks of whole rows of at most about `elements` numbers."""
        tensor = self._tensors[name]
        for raw in self.raw_blocks(name, elements):
            yield _as_floats(raw, tensor.dtype)

    def raw_blocks(self, name: str, elements: int) -> Iterator[npt.NDArray[Any]]:
        """Yield the same blocks in the file's own type, bfloat16 as its bits."""
        tensor = self._tensors[name]
        rows, columns = tensor.shape
        step = max(1, elements // columns)
        for start in range(0, rows, step):
            yield self._read(name, tensor, start, min(start + step, rows))

    def _read(self, name: str, tensor: Tensor, start: int, stop: int) -> npt.NDArray[Any]:
        dtype = _DTYPES[tensor.dtype]
        columns = math.prod(tensor.shape[1:])
        raw: npt.NDArray[Any] = np.empty((stop - start, columns), dtype)
        file = self._open(tensor.file)
        file.seek(tensor.offset + start * columns * dtype.itemsize)
        if file.readinto(raw.data) != raw.nbytes:  # type: ignore[attr-defined]
            raise ModelFormatError(
                f"The file {shown(self._folder / tensor.file)!r} ends within the tensor {name!r}.",
                hint=_COPY_AGAIN,
            )
        # Quantised, or in a product, they would spoil all that comes out.
        exponent = _EXPONENTS[tensor.dtype]
        if (raw.view(exponent.dtype) & exponent).max(initial=0) == exponent:
            raise ModelFormatError(
                f"The tensor {name!r} in {shown(self._folder)!r} has values that are no numbers.",
                hint=_COPY_AGAIN,
            )
        return raw

    def _open(self, name: str) -> BinaryIO:
        if name not in self._files:
            self._files[name] = (self._folder / name).open("rb")
        return self._files[name]


def _as_floats(raw: npt.NDArray[Any], dtype: str) -> Floats:
    if dtype == "BF16":  # the upper half of a float32
        raw = (raw.astype(np.uint32) << np.uint32(16)).view(np.float32)
    values: Floats = raw.astype(np.float32, copy=False)
    return values
