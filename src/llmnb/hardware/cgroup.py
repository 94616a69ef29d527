"""Limits on memory and CPU time set through Linux control groups, versions 1 and 2.

A limit may sit on any level between the process's own group and the top of what is mounted,
so every level is read and the tightest one holds. The files are described in the kernel's
``admin-guide/cgroup-v2.rst`` and ``admin-guide/cgroup-v1/memory.rst``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from llmnb.hardware.tree import Tree

MOUNT = "/sys/fs/cgroup"


class MemoryLimit(NamedTuple):
    """A limit in bytes, the bytes still free below it, and the file that sets it."""

    limit: int
    free: int
    path: str


class CpuQuota(NamedTuple):
    """CPU time in cores, and the file that sets it."""

    cores: float
    path: str


def memory_limits(tree: Tree) -> list[MemoryLimit]:
    """Return the memory limits that hold for this process, own group first."""
    limits = []
    for version, folder in _levels(tree, "memory"):
        limits += _memory_v2(tree, folder) if version == 2 else _memory_v1(tree, folder)
    return limits


def cpu_quota(tree: Tree) -> CpuQuota | None:
    """Return the tightest limit on CPU time that holds for this process, if there is one."""
    quotas = []
    for version, folder in _levels(tree, "cpu"):
        quota = _cpu_v2(tree, folder) if version == 2 else _cpu_v1(tree, folder)
        if quota is not None:
            quotas.append(quota)
    return min(quotas, default=None)


def _memory_v2(tree: Tree, folder: str) -> list[MemoryLimit]:
    # Above memory.high the kernel throttles a process until it hardly moves, so for a model
    # that has to fit it is as hard a limit as memory.max.
    paths = [f"{folder}/memory.max", f"{folder}/memory.high"]
    found = [(limit, path) for path in paths if (limit := tree.number(path)) is not None]
    if not found:
        return []
    used = _used(tree, f"{folder}/memory.current", f"{folder}/memory.stat", "inactive_file")
    return [MemoryLimit(limit, max(0, limit - used), path) for limit, path in found]


def _memory_v1(tree: Tree, folder: str) -> list[MemoryLimit]:
    path = f"{folder}/memory.limit_in_bytes"
    limit = tree.number(path)
    if limit is None:
        return []
    usage, stat = f"{folder}/memory.usage_in_bytes", f"{folder}/memory.stat"
    used = _used(tree, usage, stat, "total_inactive_file")
    return [MemoryLimit(limit, max(0, limit - used), path)]


def _used(tree: Tree, usage: str, stat: str, reclaimable: str) -> int:
    # Pages of files that nobody used lately count as usage, but are given back on demand.
    cached = int(tree.fields(stat).get(reclaimable, "0"))
    return max(0, (tree.number(usage) or 0) - cached)


def _cpu_v2(tree: Tree, folder: str) -> CpuQuota | None:
    path = f"{folder}/cpu.max"
    quota, _, period = tree.text(path).partition(" ")
    if not (quota.isdigit() and period.isdigit()):
        return None
    return CpuQuota(int(quota) / int(period), path)


def _cpu_v1(tree: Tree, folder: str) -> CpuQuota | None:
    path = f"{folder}/cpu.cfs_quota_us"
    quota, period = tree.number(path), tree.number(f"{folder}/cpu.cfs_period_us")
    if quota is None or quota <= 0 or not period:
        return None
    return CpuQuota(quota / period, path)


def _levels(tree: Tree, controller: str) -> Iterator[tuple[int, str]]:
    """Yield (version, folder) from the process's own group up to the top of each mount."""
    lines = tree.text("/proc/self/cgroup") or f"0::/\n1:{controller}:/"
    for line in lines.splitlines():
        _, controllers, group = line.split(":", 2)
        if not controllers:
            mount = MOUNT if tree.exists(f"{MOUNT}/cgroup.controllers") else f"{MOUNT}/unified"
            yield from ((2, folder) for folder in _ancestors(tree, mount, group))
        elif controller in controllers.split(","):
            mounts = (f"{MOUNT}/{name}" for name in (controllers, controller))
            mount = next((name for name in mounts if tree.exists(name)), MOUNT)
            yield from ((1, folder) for folder in _ancestors(tree, mount, group))


def _ancestors(tree: Tree, mount: str, group: str) -> Iterator[str]:
    # Inside a container the group's path may be the host's while only its end is mounted, or
    # begin with "..": whatever does not exist below the mount is passed over.
    parts = [part for part in group.split("/") if part not in ("", "..")]
    for length in range(len(parts), -1, -1):
        folder = "/".join([mount, *parts[:length]])
        if tree.exists(folder):
            yield folder
