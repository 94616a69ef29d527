"""Putting the facts about a machine together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from llmnb.hardware.facts import Accelerator, Cpu, Hardware, Memory

# What reads the machine is imported when a machine is read: most of llmnb needs only the facts.
if TYPE_CHECKING:
    from llmnb.hardware.nvidia import Nvml
    from llmnb.hardware.tree import Tree

NO_GPU = "No NVIDIA or AMD GPU was found."
NOT_USED = "{vendor} GPU {index} ({name}) is not used: {reason}."
VENDOR_NAMES = {"nvidia": "NVIDIA", "amd": "AMD"}


def detect(
    root: str | os.PathLike[str] = "/",
    *,
    environ: Mapping[str, str] | None = None,
    nvml: Nvml | None = None,
) -> Hardware:
    """Find out what the machine offers to this process.

    Nothing is cached: memory and the limits of a container change while a notebook runs.

    Parameters
    ----------
    root : str or path-like
        Where ``/proc``, ``/sys`` and ``/dev`` lie; another folder than ``"/"`` describes the
        machine whose files were copied there.
    environ : mapping, optional
        The environment whose ``*_VISIBLE_DEVICES`` hold; by default that of this process, or
        an empty one for another root.
    nvml : Nvml, optional
        Used in place of the module ``pynvml``.

    Returns
    -------
    Hardware
        Processor, memory, GPUs, and sentences that say why a GPU is not used. Machines
        without ``/proc`` are described as far as Python knows them.
    """
    from llmnb.hardware.amd import amd_gpus
    from llmnb.hardware.nvidia import nvidia_gpus
    from llmnb.hardware.tree import Tree

    tree = Tree(root)
    if environ is None:
        environ = os.environ if tree.is_live else {}
    cpu, memory = _cpu_and_memory(tree)
    nvidia, nvidia_notes = nvidia_gpus(tree, environ, memory, nvml)
    amd, amd_notes = amd_gpus(tree, environ)
    gpus = (*nvidia, *amd)
    notes = (*nvidia_notes, *amd_notes, *_not_used(gpus))
    if not gpus and not notes:
        notes = (NO_GPU,)
    return Hardware(cpu, gpus, memory, notes)


def _cpu_and_memory(tree: Tree) -> tuple[Cpu, Memory]:
    from llmnb.hardware.cpu import read_cpu
    from llmnb.hardware.memory import read_memory

    cpu, memory = read_cpu(tree), read_memory(tree)
    if cpu is None or memory is None:
        from llmnb.hardware import fallback  # where there is no /proc

        return cpu or fallback.guess_cpu(tree), memory or fallback.guess_memory(tree)
    return cpu, memory


def _not_used(gpus: Iterable[Accelerator]) -> list[str]:
    return [
        NOT_USED.format(
            vendor=VENDOR_NAMES[gpu.vendor], index=gpu.index, name=gpu.name, reason=gpu.reason
        )
        for gpu in gpus
        if not gpu.usable
    ]
