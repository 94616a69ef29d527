"""A model's files: which there are, reading them safely, and telling one set from another.

Links are followed, since the hub's cache is made of them and people share weights by them; but
what they lead to must be an ordinary file, never a pipe or a device, which would have no end.
"""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

from llmnb.errors import ModelFormatError, ModelNotFound, first_line
from llmnb.storage import size_text

INDEX = "model.safetensors.index.json"
SINGLE = "model.safetensors"
COPY_AGAIN = "Download or copy the model again."
PULL = "Run `git lfs pull` in its folder: that fetches what it stands for."
ONLY_SAFETENSORS = "llmnb reads weights in the safetensors format only."
_MODEL_SUFFIXES = {".json", ".jinja", ".safetensors"}
_POINTER = b"version https://git-lfs.github.com/spec/"
_LARGEST_JSON = 32_000_000  # bytes; the index of a model of 700 GB has 9 MB
_REVISION_PART = re.compile(r"[0-9A-Za-z_@+=][0-9A-Za-z._@+=-]*")
LONGEST_TEMPLATE = 128_000  # bytes; the longest in use have 30 kB, and Jinja reads 50 kB a second


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


def check_regular(path: Path) -> None:
    """Refuse what is no ordinary file; reading a pipe or a device would never end.

    Raises
    ------
    ValueError
        If it is something else.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("it is no ordinary file")


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a model's folder.

    Raises
    ------
    ModelFormatError
        If the file is broken, absurdly large, or not an object.
    """
    try:
        value = parse_json(_read(path, _LARGEST_JSON))
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")
    except (OSError, ValueError) as error:
        raise _broken(path, error) from None
    return value


def parse_json(text: bytes, **options: Any) -> Any:
    """Return the value of a JSON text; `options` are those of ``json.loads``.

    Raises
    ------
    ValueError
        If it is no JSON, or JSON that is made to harm.
    """
    try:
        return json.loads(text, **options)
    except RecursionError:
        raise ValueError("its JSON is nested too deeply") from None
    except ValueError as error:
        if "integer string conversion" in str(error):  # Python's own limit
            raise ValueError("a number has too many digits") from None
        raise


def read_template(path: Path) -> str:
    """Read a chat template from a model's folder.

    Raises
    ------
    ModelFormatError
        If it is not UTF-8, or absurdly large.
    """
    try:
        return _read(path, LONGEST_TEMPLATE).decode()
    except (OSError, ValueError) as error:
        raise _broken(path, error) from None


def _read(path: Path, largest: int) -> bytes:
    check_regular(path)
    # No more than the file has: Python takes the memory for what it may read beforehand.
    size = min(path.stat().st_size, largest)
    with path.open("rb") as file:
        content = file.read(size + 1)
    if len(content) > largest:
        raise ValueError(f"it is larger than {size_text(largest)}")
    return content


def unreadable(kind: str, path: Path, error: BaseException) -> ModelFormatError:
    """Return the error for a file that cannot be read; `kind` is what it is, as "file"."""
    what = f"The {kind} {shown(path)!r}"
    if _is_pointer(path):
        return ModelFormatError(f"{what} is only a pointer, which git LFS put there.", hint=PULL)
    stated = error.strerror if isinstance(error, OSError) else None  # without the path
    hint = "Change its permissions." if isinstance(error, PermissionError) else COPY_AGAIN
    return ModelFormatError(f"{what} cannot be read: {stated or first_line(error)}.", hint=hint)


def _is_pointer(path: Path) -> bool:
    """Tell whether a file is what git leaves in the place of one that LFS has not fetched."""
    try:
        with path.open("rb") as file:
            return file.read(len(_POINTER)) == _POINTER
    except OSError:
        return False


def _broken(path: Path, error: Exception) -> ModelFormatError:
    return unreadable("file", path, error)


def weight_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the safetensors files that hold a model's weights.

    They are those that the index names, or the single file; whether they are there is not
    looked at. What else lies beside them, such as the same weights in another layout, is left
    out.

    Raises
    ------
    ModelFormatError
        If the index is broken, names no file, or one that is not in its own folder.
    """
    if not (folder / INDEX).is_file():
        found = [path.name for path in folder.glob("*.safetensors")]
        return (found[0],) if len(found) == 1 else (SINGLE,)
    entries = read_json(folder / INDEX).get("weight_map")
    index = shown(folder / INDEX)
    if not isinstance(entries, dict) or not entries:
        raise ModelFormatError(f"The file {index!r} lists no tensors.", hint=COPY_AGAIN)
    if not all(isinstance(name, str) for name in entries.values()):
        raise ModelFormatError(f"The file {index!r} maps a tensor to no file.", hint=COPY_AGAIN)
    names = sorted(set(entries.values()))
    for name in names:
        if not name.endswith(".safetensors") or is_path(name):
            raise ModelFormatError(
                f"The file {index!r} names {name[:80]!r}, which is no safetensors file of its "
                "own folder.",
                hint="Do not use this model, unless you trust where it comes from.",
            )
    return tuple(names)


def is_path(name: str) -> bool:
    """Tell whether a name is more than that of a file, on any operating system."""
    return name in ("", ".", "..") or any(c in '/\\:*?"<>|' or ord(c) < 32 for c in name)


def check_revision(revision: str) -> None:
    """Refuse what can be no branch, tag or commit; it becomes a part of paths.

    Raises
    ------
    ModelNotFound
        With the value.
    """
    parts = revision.split("/")
    if len(revision) > 200 or not all(_REVISION_PART.fullmatch(p) and ".." not in p for p in parts):
        raise ModelNotFound(
            f"{revision[:80]!r} is no revision of a model.",
            hint="Give the name of a branch or a tag, or a commit.",
        )


def weight_bytes(folder: Path) -> int:
    """Return the size of those weights of a model that are in its folder."""
    paths = (folder / name for name in weight_files(folder))
    return sum(path.stat().st_size for path in paths if path.is_file())


def digest(folder: Path) -> str:
    """Return a digest of a model's files that changes whenever their content does.

    Files up to 64 MB count by their whole content. Larger ones count by a sample spread over
    the file, its size and its time of change, so that a model of many gigabytes is keyed in
    milliseconds.

    Raises
    ------
    ModelFormatError
        If a file cannot be read.
    """
    import hashlib  # it brings OpenSSL along, which is not needed at start

    found = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in _MODEL_SUFFIXES and path.is_file():
            found.update(path.name.encode())
            try:
                found.update(_whole(path) if _is_small(path) else _sample(path))
            except OSError as error:
                raise _broken(path, error) from None
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
