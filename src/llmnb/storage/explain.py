"""Errors of the file system, said so that the reader knows what to do."""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from llmnb.errors import StorageError

CACHE_VARIABLE = "LLMNB_CACHE"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def make_room(variable: str | None = CACHE_VARIABLE) -> str:
    """Return the hint for a full disk.

    Parameters
    ----------
    variable : str, optional
        What moves the folder elsewhere; None if the user has named the folder.
    """
    if variable is None:
        return "Free some space, or name a place on a larger disk."
    return f"Free some space, or set {variable} to a folder on a larger disk."


def choose_folder(variable: str | None = CACHE_VARIABLE) -> str:
    """Return the hint for missing permission; `variable` as for `make_room`."""
    if variable is None:
        return "Change its owner or permissions, or name a folder of yours."
    return f"Change its owner or permissions, or set {variable} to a folder of yours."


def free_bytes(path: Path) -> int:
    """Return the bytes free on the disk where `path` is or would be."""
    *folders, root = (path, *path.absolute().parents)
    for folder in folders:
        # Asked at once, not after a look: another process may just be replacing the folder.
        with contextlib.suppress(OSError):
            return shutil.disk_usage(folder).free
    return shutil.disk_usage(root).free


@contextlib.contextmanager
def explained(path: Path, needed: int = 0, variable: str | None = CACHE_VARIABLE) -> Iterator[None]:
    """Turn a full disk and missing permission into a `StorageError`.

    Parameters
    ----------
    path : Path
        What is being written.
    needed : int
        Bytes that it takes, if that is known.
    variable : str, optional
        The environment variable that moves the folder elsewhere, for the hint; None if the user
        has named the folder.
    """
    try:
        yield
    except OSError as error:
        explanation = _explain(error, path, needed, variable)
        if explanation is None:
            raise
        raise explanation from error


def _explain(error: OSError, path: Path, needed: int, variable: str | None) -> StorageError | None:
    if error.errno in _FULL:
        wanted = f"{size_text(needed)} needed, " if needed else ""
        over_quota = error.errno == errno.EDQUOT  # the disk itself may have room
        left = "quota used up" if over_quota else f"{size_text(free_bytes(path))} free"
        return StorageError(f"No room for {path}: {wanted}{left}.", hint=make_room(variable))
    if error.errno in _CLOSED:
        where = error.filename or path
        return StorageError(
            f"No access to {where}: {error.strerror}.", hint=choose_folder(variable)
        )
    return None


def in_the_way(folder: Path) -> StorageError:
    """Return the error for a file where a folder has to be."""
    return StorageError(
        f"There is no folder {folder}: a file is in its way.", hint="Move the file away."
    )


def size_text(number: int) -> str:
    """Return a number of bytes as people read it: ``1.5 GB``."""
    value, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
