"""Machines that have no ``/proc``: macOS, Windows and others.

Macs are described by ``sysctl`` and ``vm_stat``, the name of a processor on Windows by its
registry; what these do not say, ``platform`` and ``psutil`` do.
"""

from __future__ import annotations

import os
import platform
import re

from llmnb.hardware.facts import MACHINE, Cpu, CpuVendor, Memory
from llmnb.hardware.tree import Tree

ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}
VENDORS: dict[str, CpuVendor] = {"Intel": "intel", "AMD": "amd", "Apple": "apple"}
SYSCTL = ("sysctl", "hw", "machdep.cpu")
VM_STAT = ("vm_stat",)
REGISTRY = ("reg", "query", r"HKLM\HARDWARE\DESCRIPTION\System\CentralProcessor\0")

MAC_X86 = {
    "SSE4.2": "sse4_2",
    "AVX1.0": "avx",
    "AVX2": "avx2",
    "FMA": "fma",
    "F16C": "f16c",
    "AVX512F": "avx512f",
    "AVX512BW": "avx512bw",
    "AVX512DQ": "avx512dq",
    "AVX512VL": "avx512vl",
    "AVX512VNNI": "avx512_vnni",
}
MAC_ARM = {
    "hw.optional.neon": "neon",
    "hw.optional.AdvSIMD": "neon",
    "hw.optional.arm.FEAT_DotProd": "dotprod",
    "hw.optional.arm.FEAT_FP16": "fp16",
    "hw.optional.arm.FEAT_I8MM": "i8mm",
    "hw.optional.arm.FEAT_BF16": "bf16",
    "hw.optional.arm.FEAT_SME": "sme",
}
RECLAIMABLE = ("Pages free", "Pages inactive", "Pages speculative")
"""What macOS gives without swapping; ``psutil`` counts the same."""


def guess_cpu(tree: Tree) -> Cpu:
    """Return the processor as far as the system describes it."""
    facts = tree.command(SYSCTL, "Darwin")
    return _mac(facts) if "hw.physicalcpu" in _fields(facts) else _other(tree)


def guess_memory(tree: Tree) -> Memory:
    """Return the machine's memory."""
    facts, pages = _fields(tree.command(SYSCTL, "Darwin")), tree.command(VM_STAT, "Darwin")
    if "hw.memsize" in facts and pages:
        return Memory(int(facts["hw.memsize"]), _mac_free(pages), MACHINE)
    import psutil  # slow to import, and needed here only

    memory = psutil.virtual_memory()
    return Memory(memory.total, memory.available, MACHINE)


def _mac_free(vm_stat: str) -> int:
    """Return the bytes that can be had without swapping, from what ``vm_stat`` prints."""
    size = re.search(r"page size of (\d+) bytes", vm_stat)
    fields = _fields(vm_stat)
    pages = sum(int(fields.get(name, "0").rstrip(".")) for name in RECLAIMABLE)
    return pages * int(size[1] if size else 4096)


def _fields(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _mac(sysctl: str) -> Cpu:
    facts = _fields(sysctl)
    arm = facts.get("hw.optional.arm64") == "1"
    words = f"{facts.get('machdep.cpu.features')} {facts.get('machdep.cpu.leaf7_features')}".split()
    x86 = {name for word, name in MAC_X86.items() if word in words}
    neon = {name for key, name in MAC_ARM.items() if facts.get(key) == "1"}
    physical = int(facts["hw.physicalcpu"])
    model = facts.get("machdep.cpu.brand_string", "")
    return Cpu(
        vendor=_vendor(model, "aarch64" if arm else "x86_64"),
        model=model or "unknown processor",
        architecture="aarch64" if arm else "x86_64",
        physical_cores=physical,
        logical_cores=int(facts.get("hw.logicalcpu", physical)),
        usable_cores=physical,
        quota=None,
        limited_by=MACHINE,
        instruction_sets=frozenset(neon if arm else x86),
    )


def _other(tree: Tree) -> Cpu:
    import psutil

    machine = platform.machine().lower()
    architecture = ARCHITECTURES.get(machine, machine) or "unknown"
    logical = os.cpu_count() or 1
    physical = psutil.cpu_count(logical=False) or logical
    model = _registry_name(tree) or platform.processor()
    return Cpu(
        vendor=_vendor(model, architecture),
        model=model or "unknown processor",
        architecture=architecture,
        physical_cores=physical,
        logical_cores=logical,
        usable_cores=physical,
        quota=None,
        limited_by=MACHINE,
        # Every 64-bit Arm processor has it; nothing is certain about the rest.
        instruction_sets=frozenset({"neon"} if architecture == "aarch64" else ()),
    )


def _registry_name(tree: Tree) -> str:
    """Return the name that people know; ``platform`` has only the family and model numbers."""
    text = tree.command(REGISTRY, "Windows")
    found = re.search(r"ProcessorNameString\s+REG_SZ\s+(.+)", text)
    return " ".join(found[1].split()) if found else ""


def _vendor(model: str, architecture: str) -> CpuVendor:
    # Windows may also say "AMD64 Family 23 Model 113 Stepping 0, AuthenticAMD".
    for word, vendor in VENDORS.items():
        if word in model:
            return vendor
    return "arm" if architecture == "aarch64" else "other"
