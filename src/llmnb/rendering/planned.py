"""What ``%llm_load --dry-run`` shows of a plan: what it takes, what is free, what else fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmnb.rendering.bundles import Bundle
from llmnb.rendering.report import Section, engines, hardware_rows, report
from llmnb.rendering.text import amount
from llmnb.room import (
    DISK,
    MEMORY,
    Alternative,
    Place,
    alternatives,
    of_text,
    places,
    shortage,
)
from llmnb.speed import expected_speed, plan_bandwidth
from llmnb.storage import size_text

if TYPE_CHECKING:
    from llmnb.backends.base import Plan


def explain(plan: Plan) -> Bundle:
    """Return what ``%llm_load --dry-run`` shows."""
    others = tuple((one.options, other_text(one)) for one in alternatives(plan))
    return report(
        [
            Section("Plan", tuple(_plan_rows(plan))),
            Section("Alternatives", others),
            Section("Hardware", tuple(hardware_rows(plan.hardware))),
            engines("Engines", plan.candidates, plan.backend),
        ]
    )


def _plan_rows(plan: Plan) -> Iterator[tuple[str, str]]:
    context = f", context {plan.context:,}" if plan.context else ""
    yield plan.name, f"{plan.backend}, {plan.precision}{context}"
    if plan.precision_reason:
        yield "precision", f"{plan.precision}: {plan.precision_reason}"
    if plan.config.adapter:
        yield "adapter", plan.config.adapter
    if plan.facts is not None:
        yield "parameters", _parameters(plan.facts.parameters, plan.facts.active_parameters)
    yield from _needs(plan)
    if (speed := expected_speed(plan)) is not None:
        yield "speed", _speed(plan, speed)
    for place in places(plan):
        yield place.name, _against(place)
    if error := shortage(plan):
        yield "does not fit", str(error)
    for note in plan.source.notes(plan.facts):
        yield "note", note


def _needs(plan: Plan) -> Iterator[tuple[str, str]]:
    needs = plan.needs
    if needs.weights:
        yield "weights", f"about {amount(needs.weights)}"
    if needs.cache:
        tokens = needs.cache_tokens or plan.context
        yield "KV cache", f"about {amount(needs.cache)} for {tokens:,} tokens"
    if needs.working:
        yield "working", f"about {amount(needs.working)} for the engine and its buffers"
    if needs.peak:
        yield "peak", f"about {amount(needs.peak)} of memory while it is converted and opened"


def _speed(plan: Plan, speed: float) -> str:
    where = "its GPUs are read" if plan.needs.gpus else "memory is read"
    rate = size_text(int(plan_bandwidth(plan)))
    return f"about {rounded(speed)} tokens/s after a short prompt; {where} at {rate}/s"


def rounded(speed: float) -> str:
    """Write a speed with two digits, as it is known no better."""
    return f"{float(f'{speed:.2g}'):,.0f}" if speed >= 10 else f"{speed:.1f}"


def other_text(one: Alternative) -> str:
    """Say whether another way to load a model fits, and how fast it would be."""
    speed = expected_speed(one.plan) if one.fits else None
    return one.text + (f"; about {rounded(speed)} tokens/s" if speed is not None else "")


def _against(place: Place) -> str:
    if place.name == DISK:
        return f"{of_text(place.needed, place.free)} free, for the converted copy"
    where = f" (limited by {place.where})" if place.name == MEMORY and place.where else ""
    return f"{of_text(place.needed, place.free)} free{where}"


def _parameters(count: int, active: int) -> str:
    """Write a number of parameters, and of those that work on each token where they are fewer."""
    # A look-up of the embedding is no work, so that an untied table is not counted twice.
    sparse = f", {_count(active)} of them active for each token" if active < 0.6 * count else ""
    return _count(count) + sparse


def _count(number: int) -> str:
    if number < 1e6:
        return f"{number:,}"
    return f"{number / 1e9:.1f} billion" if number >= 1e9 else f"{number / 1e6:.1f} million"
