"""Names for work in progress, and removing what killed processes left of it.

A name says whose it is: ``.llmnb-<host>-<pid>-<random>``.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from pathlib import Path

PREFIX = ".llmnb"
WORK_NAME = re.compile(rf"{re.escape(PREFIX)}-(?P<host>\w+)-(?P<pid>\d+)-[0-9a-f]{{8}}")
FOREIGN_AGE = 24 * 3600.0
"""Seconds that another host's work, on a shared disk, is left alone: nobody can be asked
whether its process still lives."""


def sweep(folder: Path) -> list[Path]:
    """Remove the work in progress of processes that are gone, and return what was removed.

    Work of other hosts, on a shared disk, is removed when it is a day old.
    """
    removed = []
    for path in sorted(folder.glob(f"{PREFIX}-*")):
        if _is_left_over(path):
            remove(path)
            if not path.exists():
                removed.append(path)
    return removed


def work_name(folder: Path) -> Path:
    """Return a new name in `folder` for work in progress of this process."""
    return folder / f"{PREFIX}-{host_name()}-{os.getpid()}-{os.urandom(4).hex()}"


def remove(path: Path) -> None:
    """Remove a file or a folder as far as that is possible."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def host_name() -> str:
    """Return the part of a name that says which machine it is from."""
    import platform  # 3 ms

    return re.sub(r"\W", "", platform.node()) or "host"


def _is_left_over(path: Path) -> bool:
    match = WORK_NAME.fullmatch(path.name)
    if match is None:
        return False
    try:
        changed = path.lstat().st_mtime
    except FileNotFoundError:
        return False  # finished or swept by another in the meantime
    if match["host"] != host_name():
        return time.time() - changed > FOREIGN_AGE
    return not _lives(int(match["pid"]), changed)


def _lives(pid: int, since: float) -> bool:
    """Return whether the process that had this number at the time `since` is still there."""
    import psutil  # up to 50 ms

    try:
        process = psutil.Process(pid)
        # A younger process has been given the number of one that is gone.
        born_before = bool(process.create_time() <= since)
        return born_before and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
