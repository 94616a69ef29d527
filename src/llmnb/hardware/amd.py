"""AMD GPUs, from the topology that the kernel driver (KFD) publishes under ``/sys/class/kfd``.

The driver is asked through files only: AMD's own Python library fails on machines without ROCm.
The layout is described in the kernel's ``drivers/gpu/drm/amd/amdkfd/kfd_topology.c``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from llmnb.hardware.facts import Accelerator
from llmnb.hardware.pci import AMD, pci_gpus
from llmnb.hardware.tree import Tree
from llmnb.hardware.visible import hidden_reason, visible_positions

NODES = "/sys/class/kfd/kfd/topology/nodes"
DEVICE_FILE = "/dev/kfd"

# Transfers per cycle of the clock that the driver tells: 2 with HBM2, 4 with HBM3, which gives the
# bandwidths of AMD's data sheets. What the driver tells of other memory was not seen yet.
_TRANSFERS = {
    **dict.fromkeys(("gfx900", "gfx906", "gfx908", "gfx90a"), 2),
    **dict.fromkeys(("gfx942", "gfx950"), 4),
}
_CHIPLETS = {"gfx942": 4, "gfx950": 8}
"""The fewest compute dies of a GPU that is not partitioned (MI308X: 4, MI300X and MI350: 8)."""

NO_DRIVER = (
    "An AMD GPU is on the PCI bus ({address}), but the kernel driver amdgpu with its compute "
    "part (/sys/class/kfd) is not loaded: install AMD's driver, or see `dmesg`."
)
NO_FILE = "{path} is missing: start the container with `--device /dev/kfd --device /dev/dri`"
NO_PERMISSION = (
    "this user may not open {path}: add the user to the groups `render` and `video`, "
    "then log in again"
)


def amd_gpus(tree: Tree, environ: Mapping[str, str]) -> tuple[list[Accelerator], list[str]]:
    """Return the AMD GPUs in the driver's order, and notes about those out of reach.

    Parameters
    ----------
    tree : Tree
        The machine's files.
    environ : mapping
        Its environment, for ``ROCR_VISIBLE_DEVICES``, ``HIP_VISIBLE_DEVICES`` and, where that
        is not set, ``CUDA_VISIBLE_DEVICES``.
    """
    devices = list(_devices(tree))
    if not devices:
        on_bus = pci_gpus(tree, AMD)
        return [], [NO_DRIVER.format(address=on_bus[0].address)] if on_bus else []
    devices = _filtered(devices, "ROCR_VISIBLE_DEVICES", environ)
    # HIP counts what ROCr has left over, and takes CUDA's variable in place of its own.
    by_hip = "HIP_VISIBLE_DEVICES" in environ
    variable = "HIP_VISIBLE_DEVICES" if by_hip else "CUDA_VISIBLE_DEVICES"
    return _filtered(devices, variable, environ), []


def _devices(tree: Tree) -> Iterator[Accelerator]:
    index = 0
    for node in tree.names(NODES):
        # The properties of a GPU that was not given to this container read as empty.
        properties = tree.fields(f"{NODES}/{node}/properties")
        if int(properties.get("simd_count", "0")) > 0:
            yield _device(tree, f"{NODES}/{node}", properties, index)
            index += 1


def _device(tree: Tree, node: str, properties: dict[str, str], index: int) -> Accelerator:
    minor = properties.get("drm_render_minor", "0")
    drm = f"/sys/class/drm/renderD{minor}/device"
    architecture = gfx_name(int(properties.get("gfx_target_version", "0")))
    total = tree.number(f"{drm}/mem_info_vram_total") or _bank_bytes(tree, node)
    used = tree.number(f"{drm}/mem_info_vram_used") or 0
    unique = int(properties.get("unique_id", "0"))
    reason = _closed(tree, DEVICE_FILE) or _closed(tree, f"/dev/dri/renderD{minor}")
    return Accelerator(
        vendor="amd",
        name=tree.text(f"{drm}/product_name") or f"AMD GPU {architecture}",
        index=index,
        architecture=architecture,
        memory_total=total,
        memory_free=total - used,
        usable=not reason,
        reason=reason,
        uuid=f"GPU-{unique:016x}" if unique else "",
        bandwidth=_bandwidth(tree, node, architecture, properties),
    )


def gfx_name(version: int) -> str:
    """Return the compiler's name for a ``gfx_target_version``: 90402 is gfx942, 90010 gfx90a."""
    major, minor, stepping = version // 10_000, version // 100 % 100, version % 100
    return f"gfx{major}{minor:x}{stepping:x}"


def _bank_bytes(tree: Tree, node: str) -> int:
    folder = f"{node}/mem_banks"
    banks = [tree.fields(f"{folder}/{name}/properties") for name in tree.names(folder)]
    # Heap types 1 and 2 are the GPU's own memory, seen by the host in full or not.
    return sum(
        int(bank.get("size_in_bytes", "0")) for bank in banks if bank.get("heap_type") in ("1", "2")
    )


def _bandwidth(tree: Tree, node: str, architecture: str, properties: dict[str, str]) -> int:
    """Return the bytes per second of a whole GPU's memory, where its kind of memory is known."""
    if int(properties.get("num_xcc", "1")) < _CHIPLETS.get(architecture, 1):
        return 0  # a partition, whose part of the bandwidth the driver does not tell
    bank = tree.fields(f"{node}/mem_banks/0/properties")
    megahertz, bits = int(bank.get("mem_clk_max", "0")), int(bank.get("width", "0"))
    return _TRANSFERS.get(architecture, 0) * megahertz * 10**6 * bits // 8


def _closed(tree: Tree, path: str) -> str:
    if not tree.exists(path):
        return NO_FILE.format(path=path)
    return "" if tree.can_open(path) else NO_PERMISSION.format(path=path)


def _filtered(
    devices: list[Accelerator], variable: str, environ: Mapping[str, str]
) -> list[Accelerator]:
    value = environ.get(variable)
    if value is None:
        return devices
    left = [device for device in devices if device.usable]
    positions = visible_positions(value, [device.uuid for device in left], len(left))
    visible = {left[position].index for position in positions}
    hidden = {device.index for device in left} - visible
    reason = hidden_reason(variable, value)
    return [replace(d, usable=False, reason=reason) if d.index in hidden else d for d in devices]
