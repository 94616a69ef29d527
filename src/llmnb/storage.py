"""Folders of the user, writes that are whole or not there, and locks between processes.

Work in progress carries a name that says whose it is, ``.llmnb-<host>-<pid>-<random>``, so
that what a killed process left behind is found and removed by `sweep`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.errors import StorageError

if TYPE_CHECKING:
    import filelock

CACHE_VARIABLE = "LLMNB_CACHE"
PREFIX = ".llmnb"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600

# How long work in progress of another host (on a shared disk) is left alone, in seconds: there
# is no way to ask whether its process still lives.
FOREIGN_AGE = 24 * 3600.0

WORK_NAME = re.compile(rf"{re.escape(PREFIX)}-(?P<host>\w+)-(?P<pid>\d+)-[0-9a-f]{{8}}")
POLL = 0.1  # seconds between two tries to lock

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_TAKEN = {errno.EEXIST, errno.ENOTEMPTY}
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}

MAKE_ROOM = (
    f"Free some space (`%llm_cache` lists what llmnb keeps), or set {CACHE_VARIABLE} "
    "to a folder on a larger disk."
)
CHOOSE_FOLDER = f"Change its owner or permissions, or set {CACHE_VARIABLE} to a folder of yours."
WAIT = "Another notebook is at work on it: wait for it, or stop its kernel."
LOCAL_DISK = f"Set {CACHE_VARIABLE} to a folder on a local disk."


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder for converted models; it may not exist yet.

    Parameters
    ----------
    environ : mapping, optional
        The environment whose ``LLMNB_CACHE`` holds; by default that of this process.
    """
    override = (os.environ if environ is None else environ).get(CACHE_VARIABLE, "").strip()
    if override:
        return Path(override).expanduser().absolute()
    import platformdirs  # 15 ms, and not needed for `import llmnb`

    return platformdirs.user_cache_path("llmnb", appauthor=False)


def data_folder() -> Path:
    """Return the folder for what the user keeps, such as recordings; it may not exist yet."""
    import platformdirs

    return platformdirs.user_data_path("llmnb", appauthor=False)


def runtime_folder() -> Path:
    """Return the folder for files that live as long as a process; it may not exist yet."""
    import platformdirs

    return platformdirs.user_runtime_path("llmnb", appauthor=False)


def make_private(folder: Path) -> Path:
    """Create a folder, with its parents, that only this user can enter, and return it.

    An existing folder of this user's keeps its permissions.

    Raises
    ------
    StorageError
        The folder cannot be made, or belongs to another user, who could exchange its files.
    """
    with _explained(folder):
        _make_private_parents(folder)
        owner = folder.stat().st_uid
    if hasattr(os, "getuid") and os.getuid() not in (owner, 0):
        raise StorageError(f"{folder} belongs to another user (id {owner}).", hint=CHOOSE_FOLDER)
    return folder


def free_bytes(path: Path) -> int:
    """Return the bytes free on the disk where `path` is or would be."""
    existing = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    return shutil.disk_usage(existing).free


def require_space(path: Path, needed: int) -> None:
    """Check that `needed` bytes fit on the disk where `path` is or would be.

    Raises
    ------
    StorageError
        There is less free; the message has both figures.
    """
    free = free_bytes(path)
    if needed > free:
        raise StorageError(
            f"No room for {path}: {_size(needed)} needed, {_size(free)} free.", hint=MAKE_ROOM
        )


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
    with _explained(final, needed):
        require_space(final, needed)
        _make_private_parents(final.parent)
        building = _work_name(final.parent)
        building.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield building
            _flush_tree(building)
            _publish(building, final, replace)
        finally:
            shutil.rmtree(building, ignore_errors=True)


def atomic_write(path: Path, data: bytes | str, *, mode: int = PRIVATE_FILE) -> None:
    """Write a whole file in one step: a reader sees the old content or the new one.

    Parameters
    ----------
    path : Path
        The file; a symbolic link is followed, missing folders are created for this user only.
    data : bytes or str
        Its content; text is written as UTF-8.
    mode : int
        Its permissions.

    Raises
    ------
    StorageError
        The disk is full, or the folder is not ours to write; the old file is untouched.
    """
    content = data.encode() if isinstance(data, str) else data
    with _explained(path, len(content)):
        target = Path(os.path.realpath(path))
        _make_private_parents(target.parent)
        work = _work_name(target.parent)
        try:
            _write_flushed(work, content, mode)
            os.replace(work, target)
        finally:
            work.unlink(missing_ok=True)
        _flush(target.parent)


@contextlib.contextmanager
def lock(
    path: Path, timeout: float | None = None, on_wait: Callable[[float], None] | None = None
) -> Iterator[None]:
    """Hold a lock between processes, and between threads, while the block runs.

    Parameters
    ----------
    path : Path
        The lock file; it stays there afterwards, as removing it would let two hold it.
    timeout : float, optional
        Seconds to wait at most; None waits for ever.
    on_wait : callable, optional
        Called about ten times a second while another holds it, with the seconds waited; it
        ends the wait by raising.

    Raises
    ------
    StorageError
        The time is over, the file is not ours to write, or its disk has no locks.
    """
    import filelock  # up to 90 ms

    with _explained(path):
        _make_private_parents(path.parent)
        held = filelock.FileLock(path, mode=PRIVATE_FILE)
        started = time.monotonic()
        while not _try_lock(held):
            waited = time.monotonic() - started
            if timeout is not None and waited >= timeout:
                raise StorageError(
                    f"{path} is held by another process; waited {waited:.1f} s.", hint=WAIT
                )
            if on_wait is not None:
                on_wait(waited)
            time.sleep(POLL)
    try:
        yield
    finally:
        held.release()


def sweep(folder: Path) -> list[Path]:
    """Remove the work in progress of processes that are gone, and return what was removed.

    Work of other hosts, on a shared disk, is removed when it is a day old.
    """
    removed = []
    for path in sorted(folder.glob(f"{PREFIX}-*")):
        if _is_left_over(path):
            _remove(path)
            if not path.exists():
                removed.append(path)
    return removed


def _host() -> str:
    return re.sub(r"\W", "", platform.node()) or "host"


def _work_name(folder: Path) -> Path:
    return folder / f"{PREFIX}-{_host()}-{os.getpid()}-{secrets.token_hex(4)}"


def _is_left_over(path: Path) -> bool:
    match = WORK_NAME.fullmatch(path.name)
    if match is None:
        return False
    changed = path.lstat().st_mtime
    if match["host"] != _host():
        return time.time() - changed > FOREIGN_AGE
    return not _lives(int(match["pid"]), changed)


def _lives(pid: int, since: float) -> bool:
    """Return whether the process that had this number at the time `since` is still there."""
    import psutil  # up to 50 ms

    try:
        process = psutil.Process(pid)
        # A younger process has been given the number of one that is gone.
        return process.create_time() <= since and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _publish(building: Path, final: Path, replace: bool) -> None:
    aside = _work_name(final.parent)
    if replace and final.exists():
        os.rename(final, aside)
    try:
        os.rename(building, final)
    except NotADirectoryError:
        raise _in_the_way(final) from None
    except OSError as error:
        # Another process was first: its folder is as complete as ours.
        if error.errno not in _TAKEN:
            raise
    finally:
        _remove(aside)
    _flush(final.parent)


def _make_private_parents(folder: Path) -> None:
    """Create a folder and those above it; only what is new gets the permissions."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _in_the_way(folder) from None
    if not folder.is_dir():
        raise _in_the_way(folder)


def _in_the_way(folder: Path) -> StorageError:
    return StorageError(
        f"There is no folder {folder}: a file is in its way.", hint="Move the file away."
    )


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


def _try_lock(held: filelock.BaseFileLock) -> bool:
    import filelock

    try:
        held.acquire(timeout=0)
    except filelock.Timeout:
        return False
    return True


@contextlib.contextmanager
def _explained(path: Path, needed: int = 0) -> Iterator[None]:
    """Turn a full disk, missing permission and missing locks into a `StorageError`."""
    try:
        yield
    except NotImplementedError as error:  # how older versions of filelock say "no locks here"
        raise StorageError(f"The disk of {path} has no file locks.", hint=LOCAL_DISK) from error
    except OSError as error:
        explained = _explain(error, path, needed)
        if explained is None:
            raise
        raise explained from error


def _explain(error: OSError, path: Path, needed: int) -> StorageError | None:
    if error.errno in _FULL:
        wanted = f"{_size(needed)} needed, " if needed else ""
        left = f"{_size(free_bytes(path))} free" if error.errno == errno.ENOSPC else "quota used up"
        return StorageError(f"No room for {path}: {wanted}{left}.", hint=MAKE_ROOM)
    if error.errno in _CLOSED:
        where = error.filename or path
        return StorageError(f"No access to {where}: {error.strerror}.", hint=CHOOSE_FOLDER)
    if error.errno in _NO_LOCKS:
        return StorageError(f"The disk of {path} has no file locks.", hint=LOCAL_DISK)
    return None


def _size(number: int) -> str:
    value, unit = float(number), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
