"""A stand-in for NVML on made-up GPUs, or on those of a sample machine."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

GIB = 2**30


class NvmlError(Exception):
    """What a stand-in for NVML raises."""


@dataclass
class Gpu:
    """A GPU of the stand-in; `slices` is None where MIG does not exist."""

    name: str
    uuid: str
    capability: tuple[int, int] = (8, 0)
    memory: tuple[int, int] | None = (80 * GIB, 79 * GIB)
    clock: int = 1593  # MHz, of the memory
    width: int = 5120  # bits
    mig: int = 0
    slices: list[Gpu] | None = None
    lost: bool = False


@dataclass
class Nvml:
    """The functions of NVML that detection calls, on made-up GPUs."""

    gpus: list[Gpu]
    starts: str = ""
    calls: list[str] = field(default_factory=list)
    NVMLError: type[Exception] = NvmlError

    def nvmlInit(self):
        self.calls.append("init")
        if self.starts:
            raise NvmlError(self.starts)

    def nvmlShutdown(self):
        self.calls.append("shutdown")

    def nvmlDeviceGetCount(self):
        return len(self.gpus)

    def nvmlDeviceGetHandleByIndex(self, index):
        if self.gpus[index].lost:
            raise NvmlError("GPU is lost")
        return self.gpus[index]

    def nvmlDeviceGetName(self, gpu):
        return gpu.name

    def nvmlDeviceGetUUID(self, gpu):
        return gpu.uuid.encode()

    def nvmlDeviceGetCudaComputeCapability(self, gpu):
        return gpu.capability

    def nvmlDeviceGetMemoryInfo(self, gpu):
        if gpu.memory is None:
            raise NvmlError("Not Supported")
        total, free = gpu.memory
        return SimpleNamespace(total=total, free=free, used=total - free)

    def nvmlDeviceGetMaxClockInfo(self, gpu, kind):
        if gpu.memory is None or kind != 2:
            raise NvmlError("Not Supported")
        return gpu.clock

    def nvmlDeviceGetMemoryBusWidth(self, gpu):
        return gpu.width

    def nvmlDeviceGetMigMode(self, gpu):
        if gpu.slices is None:
            raise NvmlError("Not Supported")
        return [gpu.mig, gpu.mig]

    def nvmlDeviceGetMaxMigDeviceCount(self, gpu):
        return 7

    def nvmlDeviceGetMigDeviceHandleByIndex(self, gpu, index):
        if index >= len(gpu.slices):
            raise NvmlError("Not Found")
        return gpu.slices[index]


def read_gpus(file: Path) -> list[Gpu]:
    """Return the GPUs of a sample machine's ``nvidia.json``."""
    gpus: list[Gpu] = []
    for entry in json.loads(file.read_text()):
        parts = entry.pop("slices", None)
        for _ in range(entry.pop("count", 1)):
            number = len(gpus)
            gpu = Gpu(uuid=f"GPU-{number}", **entry)
            if parts is not None:
                gpu.mig = 1
                gpu.slices = [Gpu(uuid=f"MIG-{number}{i}", **one) for i, one in enumerate(parts)]
            gpus.append(gpu)
    return gpus
