"""Whole machines from the sample trees (see hardware_trees): a processor, memory, GPUs, limits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nvml_standin import Nvml, read_gpus

from llmnb.hardware import Hardware, detect

TREES = Path(__file__).parent / "hardware_trees"
GIB = 2**30


@dataclass(frozen=True)
class Machine:
    """What a machine is put together from.

    Parameters
    ----------
    trees : tuple of str
        The sample trees, laid over each other.
    cores : int
        How often the processor's paragraph is repeated; 0 to leave it as it is.
    memory : float
        GiB of main memory, nine tenths of which are free; 0 to leave it to the trees.
    environ : mapping
        Variables that hide GPUs.
    devices : tuple of str
        Device files that are there.
    """

    trees: tuple[str, ...]
    cores: int = 0
    memory: float = 0
    environ: Mapping[str, str] = field(default_factory=dict)
    devices: tuple[str, ...] = ()


AMD_DEVICES = ("dev/kfd", "dev/dri/renderD128", "dev/dri/renderD129")
MACHINES = {
    "Intel, no AVX-512, 16 GB": Machine(("i7-8650u",), 4, 16),
    "Intel desktop, 32 GB": Machine(("core-ultra-285",), 24, 32),
    "Intel with AVX-512, 24 GB": Machine(("xeon-vm",)),
    "Intel with AMX, 512 GB": Machine(("xeon-8480",), 56, 512),
    "EPYC, 768 GB": Machine(("epyc-9654",), 96, 768),
    "Ryzen, 64 GB": Machine(("ryzen-5950x",), 16, 64),
    "Graviton, 16 GB": Machine(("graviton2",), 64, 16),
    "Raspberry Pi, 4 GB": Machine(("raspberry-pi-4",), 4, 4),
    "Apple M1 on Linux, 8 GB": Machine(("apple-m1",), 8, 8),
    "Apple M2, 24 GB": Machine(("macos-m2",)),
    "container, 42 MB": Machine(("xeon-vm", "cgroup-v2-container")),
    "pod, 2 GB": Machine(("xeon-vm", "cgroup-v1-pod")),
    "one laptop GPU, WSL": Machine(("ryzen-5950x", "rtx-4070-laptop"), 16, 16),
    "8 H100": Machine(("xeon-8480", "h100-8"), 56, 1024),
    "8 H100, 1 visible": Machine(("xeon-8480", "h100-8"), 56, 1024, {"CUDA_VISIBLE_DEVICES": "3"}),
    "8 H100, hidden": Machine(("xeon-8480", "h100-8"), 56, 1024, {"CUDA_VISIBLE_DEVICES": ""}),
    "A100 in MIG slices": Machine(("epyc-9654", "a100-40gb-mig"), 96, 256),
    "Instinct partitions": Machine(("epyc-9654", "mi308x-cpx"), 96, 768, devices=AMD_DEVICES),
    "Radeon": Machine(("ryzen-5950x", "radeon-7900xtx"), 16, 64, devices=AMD_DEVICES),
    "Radeon, no access": Machine(("ryzen-5950x", "radeon-7900xtx"), 16, 64),
}


def build(machine: Machine, root: Path) -> Hardware:
    """Lay a machine's files below a folder and detect what they say."""
    for tree in machine.trees:
        shutil.copytree(TREES / tree, root, dirs_exist_ok=True)
    for name in machine.devices:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    if machine.cores:
        file = root / "proc/cpuinfo"
        one = file.read_text().split("\n\n")[0]
        file.write_text("\n\n".join(_processor(one, i) for i in range(machine.cores)))
    if machine.memory:
        kilobytes = int(machine.memory * GIB / 1024)
        text = f"MemTotal: {kilobytes} kB\nMemAvailable: {kilobytes * 9 // 10} kB\n"
        (root / "proc/meminfo").write_text(text)
    gpus = root / "nvidia.json"
    nvml = Nvml(read_gpus(gpus)) if gpus.exists() else None
    return detect(root, environ=machine.environ, nvml=nvml)


def _processor(paragraph: str, number: int) -> str:
    text = re.sub(r"(?m)^(processor\s*): .*", rf"\1: {number}", paragraph)
    return re.sub(r"(?m)^(core id\s*): .*", rf"\1: {number}", text)
