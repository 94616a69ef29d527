"""What Python knows about a machine that has no ``/proc``: macOS, Windows and others."""

from __future__ import annotations

import os
import platform

from llmnb.hardware.facts import MACHINE, Cpu, CpuVendor, Memory

ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}


def guess_cpu() -> Cpu:
    """Return the processor as far as ``platform`` and ``psutil`` describe it."""
    import psutil  # slow to import, and needed here only

    machine = platform.machine().lower()
    architecture = ARCHITECTURES.get(machine, machine) or "unknown"
    vendor = _vendor(architecture)
    logical = os.cpu_count() or 1
    physical = psutil.cpu_count(logical=False) or logical
    return Cpu(
        vendor=vendor,
        model=platform.processor() or "unknown processor",
        architecture=architecture,
        physical_cores=physical,
        logical_cores=logical,
        usable_cores=physical,
        quota=None,
        limited_by=MACHINE,
        # Every 64-bit Arm processor has it; nothing is certain about the rest.
        instruction_sets=frozenset({"neon"} if architecture == "aarch64" else ()),
    )


def guess_memory() -> Memory:
    """Return the machine's memory as ``psutil`` reports it."""
    import psutil

    memory = psutil.virtual_memory()
    return Memory(memory.total, memory.available, MACHINE)


def _vendor(architecture: str) -> CpuVendor:
    if architecture == "aarch64":
        return "apple" if platform.system() == "Darwin" else "arm"
    # Windows says "Intel64 Family 6 Model 142 Stepping 10, GenuineIntel", macOS says "i386".
    processor = platform.processor()
    if "AuthenticAMD" in processor:
        return "amd"
    return "intel" if "Intel" in processor or platform.system() == "Darwin" else "other"
