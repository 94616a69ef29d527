"""The tensors of a model's safetensors files, read a few rows at a time.

The format: eight bytes with the length of a JSON header (little endian), the header, the data;
https://github.com/huggingface/safetensors describes it. Rows are read instead of mapped, so
that a conversion's memory stays at one block of rows, and a file that shrinks meanwhile is an
error and not a crash.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from llmnb.errors import ModelFormatError, first_line
from llmnb.model_source import INDEX, SINGLE, read_json, shown

Floats = npt.NDArray[np.float32]

_LONGEST_HEADER = 100_000_000  # bytes; the limit of the reference implementation
_DTYPES: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),  # numpy has no bfloat16; these are its bits
}
_COPY_AGAIN = "Download or copy the model again."


@dataclass(frozen=True)
class Tensor:
    """Where one tensor lies.

    Parameters
    ----------
    file : str
        The name of its safetensors file.
    dtype : str
        The format's word: ``F32``, ``F16``, ``BF16`` or one that is not read.
    shape : tuple of int
        Its dimensions.
    offset : int
        Its first byte in the file.
    """

    file: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


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
        self._tensors = _find(folder)

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
            raise ModelFormatError(f"The model's files have no tensor {name!r}.", hint=_COPY_AGAIN)
        if tensor.shape != shape:
            raise ModelFormatError(
                f"The tensor {name!r} has the shape {list(tensor.shape)}, but config.json "
                f"asks for {list(shape)}.",
                hint="Check that config.json and the safetensors files belong together.",
            )
        if tensor.dtype not in _DTYPES:
            raise ModelFormatError(
                f"The tensor {name!r} has the type {tensor.dtype}; "
                f"allowed are {', '.join(_DTYPES)}.",
                hint="Give the model's original weights, not ones already quantised.",
            )

    def shape(self, name: str) -> tuple[int, ...]:
        """Return a tensor's dimensions."""
        return self._tensors[name].shape

    def read(self, name: str) -> Floats:
        """Return a whole tensor."""
        tensor = self._tensors[name]
        rows = tensor.shape[0] if tensor.shape else 1
        return self._read(name, tensor, 0, rows).reshape(tensor.shape)

    def blocks(self, name: str, elements: int) -> Iterator[Floats]:
        """Yield a matrix as blocks of whole rows of at most about `elements` numbers."""
        tensor = self._tensors[name]
        rows, columns = tensor.shape
        step = max(1, elements // columns)
        for start in range(0, rows, step):
            yield self._read(name, tensor, start, min(start + step, rows))

    def _read(self, name: str, tensor: Tensor, start: int, stop: int) -> Floats:
        dtype = _DTYPES[tensor.dtype]
        columns = math.prod(tensor.shape[1:])
        raw: npt.NDArray[Any] = np.empty((stop - start, columns), dtype)
        file = self._open(tensor.file)
        file.seek(tensor.offset + start * columns * dtype.itemsize)
        if file.readinto(raw.data) != raw.nbytes:  # type: ignore[attr-defined]
            raise ModelFormatError(
                f"The file {tensor.file!r} ends within the tensor {name!r}.", hint=_COPY_AGAIN
            )
        if tensor.dtype == "BF16":  # the upper half of a float32
            raw = (raw.astype(np.uint32) << np.uint32(16)).view(np.float32)
        values: Floats = raw.astype(np.float32, copy=False)
        return values

    def _open(self, name: str) -> BinaryIO:
        if name not in self._files:
            self._files[name] = (self._folder / name).open("rb")
        return self._files[name]


def _find(folder: Path) -> dict[str, Tensor]:
    """Return every tensor of a folder by name."""
    if (folder / INDEX).is_file():
        return _find_sharded(folder)
    found = [folder / SINGLE] if (folder / SINGLE).is_file() else [*folder.glob("*.safetensors")]
    if len(found) != 1:
        raise ModelFormatError(
            f"The folder {shown(folder)!r} has neither {SINGLE} nor {INDEX}.",
            hint="llmnb reads weights in the safetensors format only.",
        )
    return _read_header(found[0])


def _find_sharded(folder: Path) -> dict[str, Tensor]:
    entries = read_json(folder / INDEX).get("weight_map")
    if not isinstance(entries, dict) or not entries:
        raise ModelFormatError(f"The file {INDEX!r} lists no tensors.", hint=_COPY_AGAIN)
    headers: dict[str, dict[str, Tensor]] = {}
    for shard in sorted({str(name) for name in entries.values()}):
        if Path(shard).name != shard or not (folder / shard).is_file():
            raise ModelFormatError(
                f"The weights file {shard!r}, which {INDEX} names, is missing.", hint=_COPY_AGAIN
            )
        headers[shard] = _read_header(folder / shard)
    missing = [name for name, shard in entries.items() if name not in headers[shard]]
    if missing:
        raise ModelFormatError(
            f"The weights file {entries[missing[0]]!r} has no tensor {missing[0]!r}, "
            f"which {INDEX} promises.",
            hint=_COPY_AGAIN,
        )
    return {name: headers[shard][name] for name, shard in entries.items()}


def _read_header(path: Path) -> dict[str, Tensor]:
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(size - 8, _LONGEST_HEADER):
                raise ValueError("its header does not fit in the file")
            header = json.loads(file.read(length))
        if not isinstance(header, dict):
            raise ValueError("its header is not a JSON object")
        header.pop("__metadata__", None)
        return {n: _tensor(path.name, n, t, 8 + length, size) for n, t in header.items()}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else first_line(error)
        raise ModelFormatError(
            f"The weights file {path.name!r} cannot be read: {reason}.", hint=_COPY_AGAIN
        ) from None


def _tensor(file: str, name: str, entry: Mapping[str, Any], data: int, size: int) -> Tensor:
    shape = tuple(int(n) for n in entry["shape"])
    start, stop = (int(n) for n in entry["data_offsets"])
    dtype = str(entry["dtype"])
    if min(shape, default=0) < 0 or not 0 <= start <= stop or data + stop > size:
        raise ValueError(f"the tensor {name!r} lies outside the file")
    if dtype in _DTYPES and stop - start != math.prod(shape) * _DTYPES[dtype].itemsize:
        raise ValueError(f"the tensor {name!r} has {stop - start} bytes for the shape {[*shape]}")
    return Tensor(file, dtype, shape, data + start)
