"""Locks between processes."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.errors import StorageError
from llmnb.storage.explain import CACHE_VARIABLE, explained
from llmnb.storage.folders import PRIVATE_FILE, make_parents

if TYPE_CHECKING:
    import filelock


POLL = 0.1  # seconds between two tries
WAIT = "Another notebook is at work on it: wait for it, or stop its kernel."
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}


@contextlib.contextmanager
def lock(
    path: Path,
    timeout: float | None = None,
    on_wait: Callable[[float], None] | None = None,
    *,
    mode: int = PRIVATE_FILE,
    variable: str = CACHE_VARIABLE,
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
    mode : int
        Permissions of the lock file, if it is new.
    variable : str
        The environment variable that moves the folder elsewhere, for the hint.

    Raises
    ------
    StorageError
        The time is over, the file is not ours to write, or its disk has no locks.
    """
    import filelock  # up to 90 ms

    with explained(path, variable=variable):
        make_parents(path.parent)
        held = filelock.FileLock(path, mode=mode)
        started = time.monotonic()
        while not _try_lock(held, variable):
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


def _try_lock(held: filelock.BaseFileLock, variable: str) -> bool:
    import filelock

    try:
        held.acquire(timeout=0)
    except filelock.Timeout:
        return False
    except (NotImplementedError, OSError) as error:
        # Versions before 4 say NotImplementedError where the file system has no locks.
        if isinstance(error, OSError) and error.errno not in _NO_LOCKS:
            raise
        message = f"The disk of {held.lock_file} has no file locks."
        raise StorageError(message, hint=f"Set {variable} to a folder on a local disk.") from error
    return True
