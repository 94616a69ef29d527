"""The facts about a machine, as flat and frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CpuVendor = Literal["intel", "amd", "arm", "apple", "other"]
GpuVendor = Literal["nvidia", "amd"]

MACHINE = "machine"
"""Value of ``limited_by`` where nothing but the machine itself sets the limit."""


@dataclass(frozen=True)
class Cpu:
    """The processor, and how much of it this process may use.

    Attributes
    ----------
    vendor : str
        ``"intel"``, ``"amd"``, ``"arm"`` (any Arm processor but Apple's), ``"apple"`` or
        ``"other"``.
    model : str
        Name as people know it, such as ``"AMD EPYC 9654P 96-Core Processor"``.
    architecture : str
        ``"x86_64"``, ``"aarch64"`` or what the system calls it.
    physical_cores : int
        Cores that are online, without hyper-threads.
    logical_cores : int
        Hardware threads that are online.
    usable_cores : int
        Threads worth giving to an engine: physical cores left by the affinity mask, and no
        more than the CPU quota rounded up.
    quota : float or None
        CPU time granted by cgroups, in cores; None if it is not limited.
    limited_by : str
        What makes ``usable_cores`` smaller than ``physical_cores``: ``"machine"`` (nothing),
        ``"affinity"``, or the path of the cgroup file.
    instruction_sets : frozenset of str
        Vector extensions that engines care about and every core has: Linux's names on x86
        (``avx2``, ``avx512_vnni``, ``amx_int8``), and ``neon``, ``dotprod``, ``fp16``,
        ``i8mm``, ``bf16``, ``sve``, ``sve2``, ``sme`` on Arm.
    """

    vendor: CpuVendor
    model: str
    architecture: str
    physical_cores: int
    logical_cores: int
    usable_cores: int
    quota: float | None
    limited_by: str
    instruction_sets: frozenset[str]


@dataclass(frozen=True)
class Memory:
    """Main memory within reach of this process.

    Attributes
    ----------
    total : int
        Bytes that this process could use at most: the machine's, or a cgroup's limit.
    available : int
        Bytes that can be used now without swapping.
    limited_by : str
        What sets ``total``: ``"machine"``, or the path of the cgroup file.
    """

    total: int
    available: int
    limited_by: str


@dataclass(frozen=True)
class Accelerator:
    """A GPU, or a slice of one.

    Attributes
    ----------
    vendor : str
        ``"nvidia"`` or ``"amd"``.
    name : str
        The driver's name for it.
    index : int
        Position in the driver's order, before any ``*_VISIBLE_DEVICES``; a slice has the
        index of its GPU.
    architecture : str
        Compute capability such as ``"9.0"`` (NVIDIA), or ``"gfx942"`` (AMD).
    memory_total, memory_free : int
        Bytes. A GPU without memory of its own has main memory's figures; where an AMD driver
        does not report use, all of it counts as free.
    usable : bool
        Whether this process can open it. Whether an engine supports it is for the engine.
    reason : str
        Why it is not usable, in plain words; empty if it is.
    uuid : str
        The identifier that ``*_VISIBLE_DEVICES`` takes; empty if there is none.
    bandwidth : int
        Bytes per second that its memory is read with at most; 0 where the driver does not tell.
    """

    vendor: GpuVendor
    name: str
    index: int
    architecture: str
    memory_total: int
    memory_free: int
    usable: bool = True
    reason: str = ""
    uuid: str = ""
    bandwidth: int = 0


@dataclass(frozen=True)
class Hardware:
    """All that is known about the machine.

    Attributes
    ----------
    cpu : Cpu
        The processor.
    accelerators : tuple of Accelerator
        Every GPU that was seen, also those that cannot be used.
    memory : Memory
        Main memory.
    notes : tuple of str
        Sentences for people: why a GPU is not used.
    """

    cpu: Cpu
    accelerators: tuple[Accelerator, ...]
    memory: Memory
    notes: tuple[str, ...] = ()

    def gpus(self, vendor: GpuVendor | None = None) -> tuple[Accelerator, ...]:
        """Return the GPUs that this process can use, of one vendor or of all."""
        return tuple(
            gpu for gpu in self.accelerators if gpu.usable and vendor in (None, gpu.vendor)
        )
