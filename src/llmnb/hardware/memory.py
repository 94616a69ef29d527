"""Main memory, from ``/proc/meminfo`` and the cgroup limits."""

from __future__ import annotations

from llmnb.hardware import cgroup
from llmnb.hardware.facts import MACHINE, Memory
from llmnb.hardware.tree import Tree


def read_memory(tree: Tree) -> Memory | None:
    """Return total and available memory, or None without a ``/proc/meminfo``."""
    fields = tree.fields("/proc/meminfo", ":")
    if "MemTotal" not in fields:
        return None
    sizes = {name: _bytes(value) for name, value in fields.items()}
    memory = Memory(sizes["MemTotal"], _available(sizes), MACHINE)
    for limit in cgroup.memory_limits(tree):
        memory = _within(memory, limit)
    return memory


def _bytes(value: str) -> int:
    number, _, unit = value.partition(" ")
    return int(number) * (1024 if unit == "kB" else 1) if number.isdigit() else 0


def _available(sizes: dict[str, int]) -> int:
    if "MemAvailable" in sizes:
        return sizes["MemAvailable"]
    # Kernels before 3.14 and some sandboxes do not estimate it.
    return sum(sizes.get(name, 0) for name in ("MemFree", "Buffers", "Cached"))


def _within(memory: Memory, limit: cgroup.MemoryLimit) -> Memory:
    # An unlimited group of version 1 states a limit near 2**63, hence the comparison.
    if limit.limit >= memory.total:
        return Memory(memory.total, min(memory.available, limit.free), memory.limited_by)
    return Memory(limit.limit, min(memory.available, limit.free), limit.path)
