"""What is left of an engine whose kernel was killed, and how the next load clears it away.

The system ends the processes with their kernel (see `shield`), but nobody is left to remove the
shared memory through which they talked, which stays in memory. So each engine's folder says whose
it is, and a load looks for folders without an owner.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psutil

RECORD = "owner.json"
PREFIX = "llmnb-vllm-"
SHARED = Path("/dev/shm")
_NAME = "psm_"  # how Python calls the shared memory of multiprocessing


def record(folder: Path, processes: Iterable[int] = ()) -> None:
    """Write down, in an engine's folder, this kernel, the engine's processes and their memory."""
    ids = [os.getpid(), *processes]
    found = [(pid, started) for pid in ids if (started := _started(pid)) is not None]
    entry = {"processes": found, "shared": sorted(_shared_by(processes))}
    (folder / RECORD).write_text(json.dumps(entry), encoding="utf-8")


def clear(folder: Path) -> None:
    """Remove an engine's folder, the processes that it names and their shared memory."""
    entry = _entry(folder)
    for pid, started in entry["processes"]:
        if pid != os.getpid() and _started(pid) == started:
            with contextlib.suppress(psutil.Error):
                psutil.Process(pid).kill()
    for name in entry["shared"]:
        path = SHARED / name
        with contextlib.suppress(OSError):
            if path.name.startswith(_NAME) and path.parent == SHARED:
                path.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Clear the folders of engines, in the folder for temporary files, whose kernel is gone."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            ours = folder.stat().st_uid == os.getuid() and not folder.is_symlink()
            if ours and (entry := _entry(folder))["processes"]:
                pid, started = entry["processes"][0]
                if _started(pid) != started:
                    clear(folder)


def _entry(folder: Path) -> dict[str, Any]:
    """Return what `record` wrote; nothing where that is missing or broken."""
    try:
        entry = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        processes = [(int(pid), float(started)) for pid, started in entry["processes"]]
        return {"processes": processes, "shared": [str(name) for name in entry["shared"]]}
    except (OSError, ValueError, LookupError, TypeError):
        return {"processes": [], "shared": []}


def _started(pid: int) -> float | None:
    """Return when a process was started, which tells it from a later one of the same number."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return None


def _shared_by(processes: Iterable[int]) -> set[str]:
    """Return the names of the shared memory that some processes have mapped."""
    found = set()
    for pid in processes:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                _, mapped, path = line.partition(f"{SHARED}/")
                if mapped and path.startswith(_NAME):
                    found.add(path.split(" ")[0])
    return found
