"""How fast a plan would decode: what is read for a token, over how fast memory is read."""

from __future__ import annotations

from llmnb.backends.base import Needs, Plan
from llmnb.backends.inprocess.threads import threads
from llmnb.hardware.bandwidth import read_bandwidth


def expected_speed(plan: Plan) -> float | None:
    """Return about how many tokens per second a plan decodes after a short prompt.

    The bandwidth of main memory is measured on the running machine, when it is first asked for;
    that of GPUs is what their drivers tell.

    Parameters
    ----------
    plan : Plan
        Made for this machine.

    Returns
    -------
    float or None
        None where the bandwidth, or the part of it that the backend reaches, is not known.
    """
    needs = plan.needs
    if not (needs.read and needs.share):
        return None
    bandwidth = plan_bandwidth(plan)
    return tokens_per_second(needs, bandwidth) if bandwidth else None


def plan_bandwidth(plan: Plan) -> float:
    """Return the bytes per second that the place of the weights is read with; 0 if unknown."""
    gpus = plan.needs.gpus
    if gpus:  # in equal shares, so that the slowest holds the others up
        return len(gpus) * min(gpu.bandwidth for gpu in gpus)
    hardware = plan.hardware
    return read_bandwidth(threads(hardware.cpu.usable_cores), hardware.memory.available)


def tokens_per_second(needs: Needs, bandwidth: float) -> float:
    """Return the speed at a bandwidth in bytes per second."""
    return 1 / (needs.read / (needs.share * bandwidth) + needs.fixed)
