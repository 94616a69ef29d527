"""Which GPUs a model gets, and why there may be none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmnb.backends.base import Plan
from llmnb.backends.vllm import installed
from llmnb.errors import BackendError
from llmnb.hardware import Accelerator, Hardware
from llmnb.model_source import ModelFacts

VENDORS = {"nvidia": "NVIDIA", "amd": "AMD"}
OLDEST = 7.5
"""The lowest compute capability of vLLM's wheels for CUDA (vLLM's installation page)."""
ROCM_ARCHITECTURES = (
    *("gfx90a", "gfx942", "gfx950"),
    *("gfx1100", "gfx1101", "gfx1150", "gfx1151", "gfx1200", "gfx1201"),
)
"""What vLLM's wheels for ROCm are built for (vLLM's installation page)."""
BF16_FROM = 8.0
"""The compute capability from which bfloat16 is computed in hardware."""

INSTEAD = "Without one, the onnx and bigdl backends run models on the processor."
_NO_GPU = "No NVIDIA or AMD GPU was found."
_DEVICE = re.compile(r"(?:cuda|gpu)(?::(\d+(?:,\d+)*))?")
_BF16_SETS = frozenset({"avx512_bf16", "amx_bf16"})


@dataclass(frozen=True)
class Devices:
    """What a model will run on.

    Parameters
    ----------
    gpus : tuple of Accelerator
        The GPUs; empty for the processor.
    ids : tuple of int
        Their numbers among those that this process sees.
    """

    gpus: tuple[Accelerator, ...] = ()
    ids: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The devices in words, such as ``"2 × NVIDIA L4"``."""
        if not self.gpus:
            return "cpu"
        count = f"{len(self.gpus)} × " if len(self.gpus) > 1 else ""
        return f"{count}{self.gpus[0].name}"


def usable(hardware: Hardware) -> tuple[Accelerator, ...]:
    """Return the GPUs that vLLM can use, those of one vendor."""
    fitting = [gpu for gpu in hardware.gpus() if _why_not(gpu) is None]
    return tuple(gpu for gpu in fitting if gpu.vendor == fitting[0].vendor)


def why_none(hardware: Hardware) -> str | None:
    """Return why vLLM has no GPU here, as sentences, or None if it has one."""
    if usable(hardware):
        return None
    reasons = [reason for gpu in hardware.gpus() if (reason := _why_not(gpu))]
    notes = reasons or [note for note in hardware.notes if note != _NO_GPU]
    return " ".join(["vLLM needs an NVIDIA or AMD GPU.", *notes, INSTEAD])


def choose(plan: Plan, needed: int = 0) -> Devices:
    """Return the devices that a plan's model will run on.

    Those that are named by ``--device``; else as few GPUs of one kind as hold the model, for
    every further one costs communication for each token.

    Parameters
    ----------
    plan : Plan
        What is loaded.
    needed : int
        The bytes of its weights and of the least cache; 0 where the plan's `needs` tell the GPUs.

    Raises
    ------
    BackendError
        If there is no such device, or the model's heads cannot be shared by so many.
    """
    build, wanted = installed.build(), plan.config.device
    if build is not None and build.kind == installed.CPU:
        if wanted not in (None, "cpu"):
            raise _no_device(wanted, ["cpu"])
        return Devices()
    gpus = usable(plan.hardware)
    if wanted is not None:
        named = [gpus[i] for i in _named(wanted, len(gpus))]
        _check_heads(len(named), len(gpus), plan)
        return _numbered(named, plan.hardware)
    if plan.needs.gpus:
        return _numbered(plan.needs.gpus, plan.hardware)
    counts = [n for n in range(1, _alike(gpus) + 1) if _divides(n, plan.facts)]
    chosen = next((n for n in counts if _holds(plan, gpus[:n], needed)), counts[-1])
    return _numbered(gpus[:chosen], plan.hardware)


def natural_precision(hardware: Hardware) -> str:
    """Return the precision of 16 bits that the device computes in hardware, or fp32."""
    build, gpus = installed.build(), usable(hardware)
    if build is not None and build.kind == installed.CPU:
        return "bf16" if _BF16_SETS & hardware.cpu.instruction_sets else "fp32"
    return "fp16" if gpus and _lacks_bf16(gpus[0]) else "bf16"


def check_precision(devices: Devices, precision: str) -> None:
    """Refuse a precision that vLLM has not got on a model's devices.

    Raises
    ------
    BackendError
        With those that it has.
    """
    if precision == "fp8" and not devices.gpus:
        raise BackendError("vLLM's build for processors has no fp8; allowed: fp32, bf16, fp16.")
    old = next((gpu for gpu in devices.gpus if _lacks_bf16(gpu)), None)
    if precision == "bf16" and old is not None:
        raise BackendError(
            f"{old.name} has compute capability {old.architecture}, and bf16 needs {BF16_FROM} or "
            "higher; allowed: fp32, fp16, fp8."
        )


def _numbered(gpus: Sequence[Accelerator], hardware: Hardware) -> Devices:
    """Return GPUs with their numbers among those that the process sees, also without a use."""
    visible = hardware.gpus(gpus[0].vendor)
    return Devices(tuple(gpus), tuple(visible.index(gpu) for gpu in gpus))


def _why_not(gpu: Accelerator) -> str | None:
    if gpu.vendor == "nvidia" and float(gpu.architecture or 0) < OLDEST:
        return (
            f"{gpu.name} has compute capability {gpu.architecture}, and vLLM needs {OLDEST} or "
            "higher."
        )
    if gpu.vendor == "amd" and gpu.architecture not in ROCM_ARCHITECTURES:
        return f"{gpu.name} is a {gpu.architecture}, which vLLM has no kernels for."
    return None


def _lacks_bf16(gpu: Accelerator) -> bool:
    return gpu.vendor == "nvidia" and float(gpu.architecture or 0) < BF16_FROM


def _alike(gpus: Sequence[Accelerator]) -> int:
    """Return how many GPUs, from the first, are of its kind."""
    other = (n for n, gpu in enumerate(gpus) if gpu.name != gpus[0].name)
    return next(other, len(gpus))


def _divides(count: int, facts: ModelFacts | None) -> bool:
    """Tell whether so many GPUs can share a model's heads; each has some keys and values whole."""
    if facts is None:
        return count == 1
    shared = facts.kv_heads % count == 0 or count % facts.kv_heads == 0
    return shared and facts.heads % count == 0


def _check_heads(count: int, most: int, plan: Plan) -> None:
    facts = plan.facts
    if facts is not None and not _divides(count, facts):
        allowed = ", ".join(str(n) for n in range(1, most + 1) if _divides(n, facts))
        raise BackendError(
            f"{plan.config.device} names {count} GPUs, which cannot share the {facts.heads} heads "
            f"of {plan.name} ({facts.kv_heads} with keys and values) evenly; allowed: {allowed}."
        )


def _holds(plan: Plan, gpus: Sequence[Accelerator], needed: int) -> bool:
    """Tell whether the free memory of some GPUs holds a model, with a tenth to spare."""
    return needed < 0.9 * len(gpus) * min(plan.free_on(gpu) for gpu in gpus)


def _named(wanted: str, count: int) -> tuple[int, ...]:
    allowed = [f"cuda:{i}" for i in range(count)]
    match = _DEVICE.fullmatch(wanted)
    if match is None:
        raise _no_device(wanted, allowed)
    ids = tuple(int(part) for part in (match[1] or "0").split(","))
    if len(set(ids)) < len(ids) or max(ids) >= count:
        raise _no_device(wanted, allowed)
    return ids


def _no_device(wanted: str | None, allowed: Sequence[str]) -> BackendError:
    several = "" if len(allowed) < 2 else ", or several as in cuda:0,1"
    return BackendError(
        f"The vllm backend has no device {wanted!r}; allowed: {', '.join(allowed)}{several}."
    )
