"""What the machine offers: processor, memory and GPUs, and why a GPU is not used.

``detect()`` reads files below a root folder, so that any machine's files can be examined::

    tree.py      files below a root
    cgroup.py    limits that a container or a service manager sets
    cpu.py, arm_cores.py, memory.py, fallback.py
    pci.py, visible.py, nvidia.py, amd.py
    probe.py     puts the parts together
    bandwidth.py measures how fast main memory is read
"""

from llmnb.hardware.facts import Accelerator, Cpu, CpuVendor, GpuVendor, Hardware, Memory
from llmnb.hardware.probe import detect

__all__ = ["Accelerator", "Cpu", "CpuVendor", "GpuVendor", "Hardware", "Memory", "detect"]
