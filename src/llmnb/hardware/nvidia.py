"""NVIDIA GPUs, through NVML (the library behind ``nvidia-smi``)."""

# ruff: noqa: D102 - the methods of the protocol are NVIDIA's, and documented by them

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol, cast

from llmnb.hardware.facts import Accelerator, Memory
from llmnb.hardware.pci import NVIDIA, pci_gpus
from llmnb.hardware.tree import Tree
from llmnb.hardware.visible import hidden_reason, visible_positions

VARIABLE = "CUDA_VISIBLE_DEVICES"
MEMORY_CLOCK = 2  # NVML_CLOCK_MEM
KERNEL_DRIVER = "/proc/driver/nvidia/version"
DEVICE_FILE = "/dev/nvidiactl"
# The last two are the GPUs of Jetson boards, which are not on a PCI bus.
SIGNS = (KERNEL_DRIVER, DEVICE_FILE, "/dev/dxg", "/dev/nvgpu", "/dev/nvhost-gpu")

NO_DRIVER = (
    "An NVIDIA GPU is on the PCI bus ({address}), but NVIDIA's driver is not installed: "
    "install it, then restart the kernel."
)
OTHER_DRIVER = (
    "An NVIDIA GPU is on the PCI bus ({address}), but the driver {driver} holds it: "
    "CUDA needs NVIDIA's own driver."
)
CONTAINER = (
    "This machine has an NVIDIA GPU and its driver, but this container was started without "
    "them: start it with `--gpus all` (Docker) or request `nvidia.com/gpu` (Kubernetes)."
)
NO_ANSWER = "NVIDIA's driver does not answer ({error}): run `nvidia-smi` in a terminal."
ORDER = (
    "CUDA numbers unlike GPUs by speed, llmnb and its engines follow the PCI bus: set "
    "CUDA_DEVICE_ORDER=PCI_BUS_ID so that CUDA_VISIBLE_DEVICES={value} means the same everywhere."
)
LOST = "the driver does not answer for it ({error})"
MIG_PARENT = "MIG is enabled on it, so that only its slices can be used"
MIG_EMPTY = (
    "MIG is enabled on it but it has no slices: create one with `nvidia-smi mig -cgi`, "
    "or switch MIG off"
)
MIG_SECOND = (
    "a process can use one MIG slice: set CUDA_VISIBLE_DEVICES={uuid} to use this one instead"
)


class Nvml(Protocol):
    """The part of the module ``pynvml`` that is used here."""

    NVMLError: type[Exception]

    def nvmlInit(self) -> Any: ...
    def nvmlShutdown(self) -> Any: ...
    def nvmlDeviceGetCount(self) -> int: ...
    def nvmlDeviceGetHandleByIndex(self, index: int) -> Any: ...
    def nvmlDeviceGetName(self, handle: Any) -> str | bytes: ...
    def nvmlDeviceGetUUID(self, handle: Any) -> str | bytes: ...
    def nvmlDeviceGetMemoryInfo(self, handle: Any) -> Any: ...
    def nvmlDeviceGetCudaComputeCapability(self, handle: Any) -> Any: ...
    def nvmlDeviceGetMaxClockInfo(self, handle: Any, kind: int) -> int: ...
    def nvmlDeviceGetMemoryBusWidth(self, handle: Any) -> int: ...
    def nvmlDeviceGetMigMode(self, handle: Any) -> Any: ...
    def nvmlDeviceGetMaxMigDeviceCount(self, handle: Any) -> int: ...
    def nvmlDeviceGetMigDeviceHandleByIndex(self, handle: Any, index: int) -> Any: ...


def nvidia_gpus(
    tree: Tree, environ: Mapping[str, str], memory: Memory, nvml: Nvml | None = None
) -> tuple[list[Accelerator], list[str]]:
    """Return the NVIDIA GPUs with their MIG slices, and notes about those out of reach.

    Parameters
    ----------
    tree : Tree
        The machine's files.
    environ : mapping
        Its environment, for ``CUDA_VISIBLE_DEVICES``.
    memory : Memory
        Main memory, for GPUs that have none of their own.
    nvml : Nvml, optional
        Stands in for ``pynvml``, which is imported on the running machine only, and only if
        there is a sign of an NVIDIA GPU.
    """
    if nvml is None:
        if not (tree.is_live and _has_signs(tree)):
            return [], _missing_library(tree)
        nvml = _pynvml()
    try:
        nvml.nvmlInit()
    except nvml.NVMLError as error:
        return [], _out_of_reach(tree, error)
    try:
        devices = _devices(nvml, memory)
    finally:
        nvml.nvmlShutdown()
    return _filtered(devices, environ.get(VARIABLE)), _order_note(devices, environ)


def _pynvml() -> Nvml:
    import pynvml  # 40 ms, for machines with an NVIDIA GPU only

    return cast(Nvml, pynvml)


def _has_signs(tree: Tree) -> bool:
    on_windows = tree.is_live and sys.platform == "win32"
    return on_windows or any(map(tree.exists, SIGNS)) or bool(pci_gpus(tree, NVIDIA))


def _out_of_reach(tree: Tree, error: Exception) -> list[str]:
    if type(error).__name__ == "NVMLError_LibraryNotFound":
        return _missing_library(tree)
    return [NO_ANSWER.format(error=error)]


def _missing_library(tree: Tree) -> list[str]:
    """Return why a machine with signs of a GPU has no NVML: what to say, if anything."""
    on_bus = pci_gpus(tree, NVIDIA)
    if tree.exists(KERNEL_DRIVER) or any(gpu.driver == "nvidia" for gpu in on_bus):
        if tree.exists(DEVICE_FILE):
            return [NO_ANSWER.format(error="libnvidia-ml was not found")]
        return [CONTAINER]
    if not on_bus:
        return []
    template = OTHER_DRIVER if on_bus[0].driver else NO_DRIVER
    return [template.format(**on_bus[0]._asdict())]


def _devices(nvml: Nvml, memory: Memory) -> list[Accelerator]:
    """Return every GPU, each followed by its MIG slices."""
    devices: list[Accelerator] = []
    for index in range(nvml.nvmlDeviceGetCount()):
        try:
            devices += _gpu_and_slices(nvml, index, memory)
        except nvml.NVMLError as error:
            # One that fell off the bus must not hide the others.
            reason = LOST.format(error=error)
            devices.append(Accelerator("nvidia", "unknown", index, "", 0, 0, False, reason))
    return devices


def _gpu_and_slices(nvml: Nvml, index: int, memory: Memory) -> list[Accelerator]:
    handle = nvml.nvmlDeviceGetHandleByIndex(index)
    major, minor = nvml.nvmlDeviceGetCudaComputeCapability(handle)
    gpu = _device(nvml, handle, index, f"{major}.{minor}", memory)
    gpu = replace(gpu, bandwidth=_bandwidth(nvml, handle))
    if not _mig_enabled(nvml, handle):
        return [gpu]
    slices = [_slice(nvml, one, gpu, memory) for one in _slices(nvml, handle)]
    return [replace(gpu, usable=False, reason=MIG_PARENT if slices else MIG_EMPTY), *slices]


def _device(nvml: Nvml, handle: Any, index: int, architecture: str, memory: Memory) -> Accelerator:
    try:
        info = nvml.nvmlDeviceGetMemoryInfo(handle)
        total, free = int(info.total), int(info.free)
    except nvml.NVMLError:
        # "Not Supported" on GPUs that share main memory with the processor.
        total, free = memory.total, memory.available
    return Accelerator(
        vendor="nvidia",
        name=_text(nvml.nvmlDeviceGetName(handle)),
        index=index,
        architecture=architecture,
        memory_total=total,
        memory_free=free,
        uuid=_text(nvml.nvmlDeviceGetUUID(handle)),
    )


def _bandwidth(nvml: Nvml, handle: Any) -> int:
    """Return the bytes per second of a GPU's memory: two transfers per clock on the whole bus."""
    try:
        megahertz = nvml.nvmlDeviceGetMaxClockInfo(handle, MEMORY_CLOCK)
        return 2 * megahertz * 10**6 * nvml.nvmlDeviceGetMemoryBusWidth(handle) // 8
    except nvml.NVMLError:
        return 0  # "Not Supported" on GPUs that share main memory with the processor


def _slice(nvml: Nvml, handle: Any, gpu: Accelerator, memory: Memory) -> Accelerator:
    """Return a MIG slice, which has the same part of the bandwidth as of the memory."""
    found = _device(nvml, handle, gpu.index, gpu.architecture, memory)
    part = found.memory_total / gpu.memory_total if gpu.memory_total else 0
    return replace(found, bandwidth=int(part * gpu.bandwidth))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value  # bytes before version 11.5


def _mig_enabled(nvml: Nvml, handle: Any) -> bool:
    try:
        return bool(nvml.nvmlDeviceGetMigMode(handle)[0])
    except nvml.NVMLError:
        return False  # most GPUs cannot be sliced


def _slices(nvml: Nvml, handle: Any) -> Iterator[Any]:
    for index in range(nvml.nvmlDeviceGetMaxMigDeviceCount(handle)):
        try:
            yield nvml.nvmlDeviceGetMigDeviceHandleByIndex(handle, index)
        except nvml.NVMLError:
            continue  # places that are not taken


def _filtered(devices: list[Accelerator], value: str | None) -> list[Accelerator]:
    """Mark what the environment hides, and all MIG slices but the one that CUDA takes."""
    if value is not None:
        visible = _visible(devices, value)
        reason = hidden_reason(VARIABLE, value)
        devices = [d if d.uuid in visible else _unusable(d, reason) for d in devices]
    slices = [device.uuid for device in devices if device.usable and _is_slice(device)]
    return [
        _unusable(d, MIG_SECOND.format(uuid=d.uuid)) if d.uuid in slices[1:] else d for d in devices
    ]


def _unusable(device: Accelerator, reason: str) -> Accelerator:
    return replace(device, usable=False, reason=reason) if device.usable else device


def _is_slice(device: Accelerator) -> bool:
    return device.uuid.startswith("MIG-")


def _visible(devices: list[Accelerator], value: str) -> set[str]:
    gpus = [device for device in devices if not _is_slice(device)]
    slices = [device for device in devices if _is_slice(device)]
    ordered = gpus + slices
    positions = visible_positions(value, [device.uuid for device in ordered], len(gpus))
    chosen = {ordered[position].uuid for position in positions}
    parents = {gpu.index for gpu in gpus if gpu.uuid in chosen}
    return chosen | {device.uuid for device in slices if device.index in parents}


def _order_note(devices: list[Accelerator], environ: Mapping[str, str]) -> list[str]:
    value = environ.get(VARIABLE, "")
    numbered = value.split(",")[0].strip().isdigit()
    unlike = len({device.name for device in devices if not _is_slice(device)}) > 1
    if numbered and unlike and environ.get("CUDA_DEVICE_ORDER") != "PCI_BUS_ID":
        return [ORDER.format(value=value)]
    return []
