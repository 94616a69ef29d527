"""Files and folders that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from llmnb.storage.explain import CACHE_VARIABLE, explained, in_the_way
from llmnb.storage.folders import PRIVATE_FILE, PRIVATE_FOLDER, make_parents, require_space
from llmnb.storage.leftovers import remove, work_name

_TAKEN = {errno.EEXIST, errno.ENOTEMPTY}


@contextlib.contextmanager
def atomic_folder(final: Path, *, needed: int = 0, replace: bool = False) -> Iterator[Path]:
    """Build a folder that appears under its name when it is complete, or not at all.

    Parameters
    ----------
    final : Path
        The name. If another process puts a folder there first, that one stays and this one
        is dropped.
    needed : int
        Bytes it will take, checked before the work begins.
    replace : bool
        Put it in the place of a folder that exists.

    Yields
    ------
    Path
        An empty folder beside `final`, on the same file system, to be filled.

    Raises
    ------
    StorageError
        The disk is full, or the folder is not ours to write; nothing is left behind.
    """
    with explained(final, needed):
        require_space(final, needed)
        make_parents(final.parent)
        building = work_name(final.parent)
        building.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield building
            _flush_tree(building)
            _publish(building, final, replace)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def atomic_write(
    path: Path,
    data: bytes | str,
    *,
    mode: int = PRIVATE_FILE,
    variable: str | None = CACHE_VARIABLE,
) -> None:
    """Write a whole file in one step: a reader sees the old content or the new one.

    Parameters
    ----------
    path : Path
        The file; a symbolic link is followed, missing folders are created for this user only.
    data : bytes or str
        Its content; text is written as UTF-8.
    mode : int
        Its permissions.
    variable : str, optional
        What moves the folder elsewhere, for hints; None if the user has named the file.

    Raises
    ------
    StorageError
        The disk is full, or the folder is not ours to write; the old file is untouched.
    """
    content = data.encode() if isinstance(data, str) else data
    with explained(path, len(content), variable):
        target = Path(os.path.realpath(path))
        make_parents(target.parent)
        work = work_name(target.parent)
        try:
            _write_flushed(work, content, mode)
            os.replace(work, target)
        finally:
            work.unlink(missing_ok=True)
        _flush(target.parent)


def _publish(building: Path, final: Path, replace: bool) -> None:
    aside = work_name(final.parent)
    if replace and final.is_dir():
        with contextlib.suppress(FileNotFoundError):
            os.rename(final, aside)
    try:
        os.rename(building, final)
    except NotADirectoryError:
        raise in_the_way(final) from None
    except OSError as error:
        # Another process was first: its folder is as complete as ours.
        if error.errno not in _TAKEN:
            with contextlib.suppress(OSError):
                os.rename(aside, final)
            raise
    finally:
        remove(aside)
    _flush(final.parent)


def _write_flushed(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _flush_tree(folder: Path) -> None:
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            _flush(Path(parent, name))
        _flush(Path(parent))


def _flush(path: Path) -> None:
    """Have the disk hold a file or folder, so that a power cut cannot leave half of it."""
    if os.name == "nt":
        return  # Windows flushes neither folders nor files opened for reading
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and user-space file systems cannot flush a folder.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)
