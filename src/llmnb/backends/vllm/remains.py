"""What is left of an engine whose kernel was killed, and how the next load clears it away.

The system ends the processes with their kernel (see `shield`), but nobody is left to remove the
shared memory through which they talked, which stays in memory. So each engine's folder says whose
it is, and a load looks for folders without an owner. A folder may be on a disk that other machines
and containers write to: numbers of processes say nothing there, and theirs are left alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import psutil

RECORD = "owner.json"
PREFIX = "llmnb-vllm-"
SHARED = Path("/dev/shm")
_KINDS = {"psm_": ("/psm_", "shared_memory"), "sem.mp-": ("/mp-", "semaphore")}
"""How the files of Python's multiprocessing begin, and what its own tracker calls them."""
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_PROCESSES = Path("/proc/self/ns/pid")  # a container has its own
_STATE, _STARTED = 0, 19  # in /proc/PID/stat, behind the name: fields 3 and 22 of proc(5)


def record(folder: Path, processes: Collection[int] = ()) -> None:
    """Write down, in an engine's folder, this kernel, the engine's processes and their memory.

    What was written before stays: memory outlives the processes that are seen with it.
    """
    entry = _entry(folder)
    ids = [os.getpid(), *processes]
    found = [(pid, started) for pid in ids if (started := _started(pid)) is not None]
    known = list(dict.fromkeys([*entry["processes"], *found]))
    shared = sorted({*entry["shared"], *(_shared_by(processes) - _shared_by([os.getpid()]))})
    text = json.dumps({"where": _where(), "processes": known, "shared": shared})
    (folder / RECORD).write_text(text, encoding="utf-8")


def clear(folder: Path, keep: Path | None = None) -> None:
    """Remove an engine's folder, the processes that it names and their shared memory.

    With `keep`, that file of it stays until the next load after this kernel.
    """
    entry = _entry(folder)
    for pid, started in entry["processes"]:
        if pid != os.getpid() and _started(pid) == started:
            with contextlib.suppress(psutil.Error):
                psutil.Process(pid).kill()
    for name in entry["shared"]:
        _remove(SHARED / name)
    if keep is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path != keep:
                path.unlink()
        record(folder)


def sweep(parent: Path) -> None:
    """Clear the folders of engines, in the folder for temporary files, whose kernel is gone."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            ours = folder.stat().st_uid == os.getuid() and not folder.is_symlink()
            entry, here = _entry(folder), _where()
            if ours and entry["processes"] and here and entry["where"] == here:
                pid, started = entry["processes"][0]
                if _started(pid) != started:
                    clear(folder)


def _remove(path: Path) -> None:
    """Remove shared memory, and what the tracker of this kernel, which remarks on it, knows."""
    from multiprocessing import resource_tracker

    start = _start(path.name)
    if start is None or path.parent != SHARED:
        return
    with contextlib.suppress(OSError):
        path.unlink()
    tracked, kind = _KINDS[start]
    for tell in (resource_tracker.register, resource_tracker.unregister):
        tell(path.name.replace(start, tracked, 1), kind)  # what is unknown cannot be unregistered


def _start(name: str) -> str | None:
    return next((start for start in _KINDS if name.startswith(start)), None)


def _entry(folder: Path) -> dict[str, Any]:
    """Return what `record` wrote; nothing where that is missing or broken."""
    try:
        entry = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        processes = [(int(pid), int(started)) for pid, started in entry["processes"]]
        shared = [str(name) for name in entry["shared"]]
        return {"where": str(entry["where"]), "processes": processes, "shared": shared}
    except (OSError, ValueError, LookupError, TypeError):
        return {"where": "", "processes": [], "shared": []}


def _where() -> str:
    """Return what tells this run of this machine, and this container on it, from all others.

    Nothing where the system does not say; there no folder is swept.
    """
    try:
        return f"{_BOOT.read_text().strip()} {os.readlink(_PROCESSES)}"
    except OSError:
        return ""


def _started(pid: int) -> int | None:
    """Return when a process was started, which tells it from a later one of the same number.

    It is in ticks since the machine started: unlike a time of day, nobody can set it anew.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[_STATE] == "Z" else int(fields[_STARTED])


def _shared_by(processes: Collection[int]) -> set[str]:
    """Return the names of the shared memory, semaphores too, that some processes have mapped.

    They are told by their inodes: a semaphore is mapped before it has its name.
    """
    mapped = set()
    for pid in processes:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                *_, inode, path = line.split(maxsplit=5)
                if path.startswith(f"{SHARED}/"):
                    mapped.add(inode)
    with contextlib.suppress(OSError), os.scandir(SHARED) as files:
        return {file.name for file in files if _start(file.name) and str(file.inode()) in mapped}
    return set()
