"""The processor, from ``/proc/cpuinfo``, the affinity mask and the cgroup quota."""

from __future__ import annotations

import math

from llmnb.hardware import cgroup
from llmnb.hardware.arm_cores import core_name
from llmnb.hardware.facts import MACHINE, Cpu, CpuVendor
from llmnb.hardware.tree import Tree

Block = dict[str, str]
"""One paragraph of ``/proc/cpuinfo``."""

AFFINITY = "affinity"
X86_VENDORS: dict[str, CpuVendor] = {"GenuineIntel": "intel", "AuthenticAMD": "amd"}
# fmt: off
X86_SETS = frozenset({
    "sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni",
    "avx512f", "avx512bw", "avx512dq", "avx512vl",
    "avx512_vnni", "avx512_bf16", "avx512_fp16",
    "amx_tile", "amx_int8", "amx_bf16",
})
# fmt: on
ARM_SETS = {
    "neon": "neon",
    "asimd": "neon",  # what 64-bit kernels call the same thing
    "asimddp": "dotprod",
    "asimdhp": "fp16",
    "i8mm": "i8mm",
    "bf16": "bf16",
    "sve": "sve",
    "sve2": "sve2",
    "sme": "sme",
}


def read_cpu(tree: Tree) -> Cpu | None:
    """Return the processor, or None without a ``/proc/cpuinfo`` that lists processors."""
    blocks = _blocks(tree.text("/proc/cpuinfo"))
    processors = {int(b["processor"]): b for b in blocks if b.get("processor", "").isdigit()}
    if not processors:
        return None
    cores = {number: _core(tree, number, block) for number, block in processors.items()}
    physical = len(set(cores.values()))
    quota = cgroup.cpu_quota(tree)
    usable, limited_by = _usable(cores, physical, _allowed(tree), quota)
    return Cpu(
        vendor=_vendor(blocks),
        model=_model(blocks),
        architecture=_architecture(blocks),
        physical_cores=physical,
        logical_cores=len(processors),
        usable_cores=usable,
        quota=quota.cores if quota else None,
        limited_by=limited_by,
        instruction_sets=_instruction_sets(blocks),
    )


def _blocks(text: str) -> list[Block]:
    blocks = []
    for paragraph in text.split("\n\n"):
        pairs = (line.partition(":") for line in paragraph.splitlines())
        blocks.append({key.strip(): value.strip() for key, _, value in pairs})
    return blocks


def _core(tree: Tree, number: int, block: Block) -> tuple[str, str]:
    """Return what tells this processor's core from the others; hyper-threads share it."""
    if "core id" in block:
        return block.get("physical id", "0"), block["core id"]
    folder = f"/sys/devices/system/cpu/cpu{number}/topology"
    return "siblings", tree.text(f"{folder}/thread_siblings_list") or str(number)


def _allowed(tree: Tree) -> set[int]:
    allowed = tree.fields("/proc/self/status", ":").get("Cpus_allowed_list", "")
    numbers: set[int] = set()
    for part in filter(None, allowed.split(",")):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers


def _usable(
    cores: dict[int, tuple[str, str]],
    physical: int,
    allowed: set[int],
    quota: cgroup.CpuQuota | None,
) -> tuple[int, str]:
    # Some containers renumber the processors of /proc/cpuinfo but not the mask: a mask that
    # fits none of them says nothing.
    reachable = len({core for number, core in cores.items() if number in allowed})
    usable, limited_by = (reachable, AFFINITY) if 0 < reachable < physical else (physical, MACHINE)
    if quota and math.ceil(quota.cores) < usable:
        return max(1, math.ceil(quota.cores)), quota.path
    return usable, limited_by


def _values(blocks: list[Block], key: str) -> list[str]:
    """Return the different values of a key, in order of appearance."""
    return list(dict.fromkeys(block[key] for block in blocks if block.get(key)))


def _vendor(blocks: list[Block]) -> CpuVendor:
    vendors, implementers = _values(blocks, "vendor_id"), _values(blocks, "CPU implementer")
    if vendors:
        return X86_VENDORS.get(vendors[0], "other")
    if implementers:
        return "apple" if "0x61" in implementers else "arm"
    return "other"


def _model(blocks: list[Block]) -> str:
    names = _values(blocks, "model name")
    if not names:
        ids = [(b.get("CPU implementer", ""), b.get("CPU part", "")) for b in blocks]
        names = list(dict.fromkeys(core_name(*pair) for pair in ids if all(pair)))
    # Processors with big and little cores have more than one name.
    return " + ".join(" ".join(name.split()) for name in names) or "unknown processor"


def _architecture(blocks: list[Block]) -> str:
    if "lm" in " ".join(_values(blocks, "flags")[:1]).split():
        return "x86_64"
    if "8" in _values(blocks, "CPU architecture"):
        return "aarch64"
    import platform  # 3 ms, for processors that do not say what they are

    return platform.machine() or "unknown"


def _instruction_sets(blocks: list[Block]) -> frozenset[str]:
    # The two kinds are kept apart: "sme" is matrix arithmetic on Arm, but encryption on AMD.
    x86, arm = _common(_values(blocks, "flags")), _common(_values(blocks, "Features"))
    return frozenset(x86 & X86_SETS) | {ARM_SETS[name] for name in arm & ARM_SETS.keys()}


def _common(lines: list[str]) -> set[str]:
    """Return what every kind of core has: a thread may run on any of them."""
    return set.intersection(*(set(line.split()) for line in lines)) if lines else set()
