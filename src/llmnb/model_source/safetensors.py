"""The headers of safetensors files, checked before anything in them is believed.

The format: eight bytes with the length of a JSON header (little endian), the header, the data;
https://github.com/huggingface/safetensors describes it. As in its reference implementation, the
tensors must cover the data without gap or overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llmnb.errors import ModelFormatError
from llmnb.model_source.files import (
    COPY_AGAIN,
    INDEX,
    ONLY_SAFETENSORS,
    SINGLE,
    check_regular,
    parse_json,
    read_json,
    shown,
    unreadable,
    weight_files,
)

_LONGEST_HEADER = 25_000_000  # bytes, about 200,000 tensors; parsed, it takes ten times as much
_MOST_DIMENSIONS = 16
_LARGEST = 2**63 - 1  # bytes or elements
_LONGEST_NAME = 1024  # characters
_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8,
    "U16": 16, "I16": 16, "F16": 16, "BF16": 16, "U32": 32, "I32": 32, "F32": 32,
    "U64": 64, "I64": 64, "F64": 64, "C64": 64, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip


@dataclass(frozen=True)
class Tensor:
    """Where one tensor lies.

    Parameters
    ----------
    file : str
        The name of its safetensors file.
    dtype : str
        The format's word, such as ``F32`` or ``BF16``.
    shape : tuple of int
        Its dimensions.
    offset : int
        Its first byte in the file.
    """

    file: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


def read_headers(folder: Path) -> dict[str, Tensor]:
    """Return every tensor of a model's folder by name.

    With an index these are the tensors that it names, in the files where it says they are.

    Raises
    ------
    ModelFormatError
        If a file is missing, its header is broken, or the index promises what is not there.
    """
    if (folder / INDEX).is_file():
        return _read_sharded(folder)
    (name,) = weight_files(folder)
    if not (folder / name).is_file():
        raise ModelFormatError(
            f"The folder {shown(folder)!r} has neither {SINGLE} nor {INDEX}.",
            hint=ONLY_SAFETENSORS,
        )
    return read_header(folder / name)


def _read_sharded(folder: Path) -> dict[str, Tensor]:
    headers: dict[str, dict[str, Tensor]] = {}
    for shard in weight_files(folder):
        if not (folder / shard).is_file():
            raise ModelFormatError(
                f"The weights file {shown(folder / shard)!r}, which {INDEX} names, is missing.",
                hint=COPY_AGAIN,
            )
        headers[shard] = read_header(folder / shard)
    entries = read_json(folder / INDEX)["weight_map"]
    missing = next((name for name, shard in entries.items() if name not in headers[shard]), None)
    if missing is not None:
        raise ModelFormatError(
            f"The weights file {shown(folder / entries[missing])!r} has no tensor {missing!r}, "
            f"which {INDEX} promises.",
            hint=COPY_AGAIN,
        )
    return {name: headers[shard][name] for name, shard in entries.items()}


def read_header(path: Path) -> dict[str, Tensor]:
    """Return the tensors of one safetensors file by name.

    Raises
    ------
    ModelFormatError
        If its header is broken, or describes other data than the file has.
    """
    try:
        check_regular(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > size - 8:
                raise ValueError("its header does not fit in the file")
            if length > _LONGEST_HEADER:
                raise ValueError(f"its header is larger than {_LONGEST_HEADER / 1e6:.0f} MB")
            header = parse_json(file.read(length), object_pairs_hook=_without_duplicates)
        if not isinstance(header, dict):
            raise ValueError("its header is not a JSON object")
        header.pop("__metadata__", None)
        data = 8 + length
        found = {name: _tensor(path.name, name, entry, data) for name, entry in header.items()}
        _check_cover(((*span, n) for n, (_, span) in found.items()), size - data)
    except (OSError, ValueError) as error:
        raise unreadable("weights file", path, error) from None
    return {name: tensor for name, (tensor, _) in found.items()}


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("its header has two entries of one name")
    return found


def _tensor(
    file: str, name: str, entry: Mapping[str, Any], data: int
) -> tuple[Tensor, tuple[int, int]]:
    """Return a tensor and the span of its bytes within the data."""
    if not isinstance(entry, dict):
        raise ValueError(f"the entry {_short(name)} is not a JSON object")
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"the tensor {_short(name)} has a name of {len(name):,} characters")
    lacking = next((key for key in ("dtype", "shape", "data_offsets") if key not in entry), None)
    if lacking is not None:
        raise ValueError(f"the tensor {_short(name)} has no {lacking}")
    shape = _integers(name, "shape", entry["shape"], _MOST_DIMENSIONS)
    span = _integers(name, "data_offsets", entry["data_offsets"], 2)
    dtype = entry["dtype"]
    if not isinstance(dtype, str) or dtype not in _BITS:
        raise ValueError(f"the tensor {_short(name)} has the unknown type {_short(dtype)}")
    if len(span) != 2 or span[0] > span[1]:
        raise ValueError(f"the tensor {_short(name)} has the offsets {[*span]}")
    start, stop = span
    if 8 * (stop - start) != math.prod(shape) * _BITS[dtype]:
        raise ValueError(
            f"the tensor {_short(name)} has {stop - start} bytes for the shape {[*shape]}"
        )
    return Tensor(file, dtype, shape, data + start), (start, stop)


def _integers(name: str, what: str, values: Any, most: int) -> tuple[int, ...]:
    good = isinstance(values, list) and len(values) <= most
    if not good or not all(type(n) is int and 0 <= n <= _LARGEST for n in values):
        raise ValueError(f"the tensor {_short(name)} has the {what} {_short(values)}")
    return tuple(values)


def _check_cover(spans: Iterable[tuple[int, int, str]], size: int) -> None:
    """Check that tensors lie one after another in the data and fill it."""
    end = 0
    for start, stop, name in sorted(spans):
        if stop > size:
            raise ValueError(f"the tensor {_short(name)} lies outside the file")
        if start < end:
            raise ValueError(f"the tensor {_short(name)} overlaps another")
        if start > end:
            raise ValueError(f"there is a gap before the tensor {_short(name)}")
        end = stop
    if end != size:
        raise ValueError(f"{size - end} bytes at its end belong to no tensor")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
