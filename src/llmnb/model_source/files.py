"""A model's files: which there are, reading them safely, and telling one set from another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from llmnb.errors import ModelFormatError, first_line

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
COPY_AGAIN = "Download or copy the model again."
_MODEL_SUFFIXES = {".json", ".jinja", ".safetensors"}
_LARGEST_JSON = 256 * 2**20  # bytes; a tokenizer of a large vocabulary is about 30 MB


def shown(path: Path) -> str:
    """Return how messages name a model's folder or file.

    The user's own is named by its path. One in the hub's cache is named as on the hub: where
    the cache lies is private and helps nobody.
    """
    parts = path.parts
    for place, part in enumerate(parts):
        if part.startswith("models--") and parts[place + 1 : place + 2] == ("snapshots",):
            return "/".join([*part.split("--")[1:], *parts[place + 3 :]])
    return str(path)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a model's folder.

    Raises
    ------
    ModelFormatError
        If the file is broken, absurdly large, or not an object.
    """
    try:
        if path.stat().st_size > _LARGEST_JSON:
            raise ValueError(f"it is larger than {_LARGEST_JSON // 2**20} MB")
        value = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFormatError(
            f"The file {shown(path)!r} cannot be read: {first_line(error)}.",
            hint=COPY_AGAIN,
        ) from None
    return value


def weight_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the safetensors files that hold a model's weights.

    They are those that the index names, or the single file; whether they are there is not
    looked at. What else lies beside them, such as the same weights in another layout, and names
    that lead out of the folder are left out.

    Raises
    ------
    ModelFormatError
        If the index is broken or names no file.
    """
    if not (folder / INDEX).is_file():
        found = [path.name for path in folder.glob("*.safetensors")]
        return (found[0],) if len(found) == 1 else (SINGLE,)
    entries = read_json(folder / INDEX).get("weight_map")
    if not isinstance(entries, dict) or not entries:
        raise ModelFormatError(f"The file {INDEX!r} lists no tensors.", hint=COPY_AGAIN)
    names = {str(name) for name in entries.values()}
    return tuple(sorted(n for n in names if Path(n).name == n and n.endswith(".safetensors")))


def weight_bytes(folder: Path) -> int:
    """Return the size of those weights of a model that are in its folder."""
    paths = (folder / name for name in weight_files(folder))
    return sum(path.stat().st_size for path in paths if path.is_file())


def digest(folder: Path) -> str:
    """Return a digest of a model's files that changes whenever their content does.

    Files up to 64 MB count by their whole content. Larger ones count by a sample spread over
    the file, its size and its time of change, so that a model of many gigabytes is keyed in
    milliseconds.
    """
    import hashlib  # it brings OpenSSL along, which is not needed at start

    found = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in _MODEL_SUFFIXES:
            found.update(path.name.encode())
            found.update(_whole(path) if _is_small(path) else _sample(path))
    return found.hexdigest()


def _whole(path: Path) -> bytes:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= 64 * 2**20


def _sample(path: Path, pieces: int = 64, length: int = 4096) -> bytes:
    facts = path.stat()
    sampled = bytearray(f"{facts.st_size} {facts.st_mtime_ns}".encode())
    with path.open("rb") as file:
        for piece in range(pieces):
            file.seek(piece * (facts.st_size - length) // (pieces - 1))
            sampled += file.read(length)
    return bytes(sampled)
