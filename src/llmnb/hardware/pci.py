"""Display and compute devices on the PCI bus, seen without any driver."""

from __future__ import annotations

from typing import NamedTuple

from llmnb.hardware.tree import Tree

DEVICES = "/sys/bus/pci/devices"
NVIDIA, AMD = 0x10DE, 0x1002

# PCI base classes: 0x03 display controllers, also those without an output; 0x12 processing
# accelerators, as which newer Instinct cards present themselves.
GPU_CLASSES = {0x03, 0x12}


class PciGpu(NamedTuple):
    """A GPU's PCI address, and the kernel driver bound to it (empty if none is)."""

    address: str
    driver: str


def pci_gpus(tree: Tree, vendor: int) -> list[PciGpu]:
    """Return the vendor's GPUs in order of address."""
    found = []
    for address in sorted(tree.names(DEVICES)):
        folder = f"{DEVICES}/{address}"
        if (tree.number(f"{folder}/class") or 0) >> 16 not in GPU_CLASSES:
            continue
        if tree.number(f"{folder}/vendor") == vendor:
            found.append(PciGpu(address, tree.link_name(f"{folder}/driver")))
    return found
