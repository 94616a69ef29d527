"""The processes of an engine among the kernel's children."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Collection
from multiprocessing.process import BaseProcess

import psutil

REAP_SECONDS = 2.0


def started_since(before: Collection[BaseProcess]) -> list[BaseProcess]:
    """Return the children of an engine that was started after some others were there.

    Others in the kernel may start children at the same time: an engine's are those that `shield`
    gave a group of their own, which forks of the kernel do not have.
    """
    new = set(multiprocessing.active_children()).difference(before)
    return [child for child in new if _leads_a_group(child)]


def numbers(children: Collection[BaseProcess]) -> list[int]:
    """Return the numbers of some children and of theirs, as far as they are alive."""
    found = []
    for child in children:
        with contextlib.suppress(psutil.Error, ValueError):  # one that was closed already
            if child.exitcode is not None:
                continue  # its number may be another's by now
            process = psutil.Process(child.pid)
            found += [process.pid, *(p.pid for p in process.children(recursive=True))]
    return found


def kill(children: Collection[BaseProcess]) -> None:
    """End what is left of an engine, workers of its processes included, and reap it."""
    for pid in numbers(children):
        with contextlib.suppress(psutil.Error):
            psutil.Process(pid).kill()
    for child in children:
        with contextlib.suppress(ValueError):
            child.join(REAP_SECONDS)


def _leads_a_group(child: BaseProcess) -> bool:
    try:
        return child.pid is not None and os.getpgid(child.pid) == child.pid
    except (OSError, ValueError):  # gone
        return False
