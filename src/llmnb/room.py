"""Whether a plan fits: the memory and the disk that it needs, against what is free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from llmnb import storage
from llmnb.backends.base import Backend, Plan
from llmnb.errors import BackendError, StorageError
from llmnb.hardware import Memory
from llmnb.model_source import ModelFacts
from llmnb.storage import size_text

BITS = {
    "fp32": 32,
    "fp16": 16,
    "bf16": 16,
    "int8": 8.5,
    "int5": 5.5,
    "int4": 4.5,
    "sym_int8": 8.5,
    "asym_int5": 5.5,
    "sym_int5": 5.25,
    "asym_int4": 4.5,
    "sym_int4": 4.25,
}
"""Bits per weight, the scales of a block included, by precision word."""

NO_MEMORY = "{model} needs about {needed} of memory, but {free} of {total} are free{limit}."
NO_DISK = (
    "{model} needs about {needed} of disk for its converted copy, but {free} are free in {folder}."
)
LOWER = "Choose --precision {precision}, which needs about {needed}, or "
OTHERWISE = "a smaller --context or model; unload other models; or --force it."

RAN_OUT = "The memory ran out while {model} was loaded, which needs about {needed}."
SMALLER = "a smaller --context or model; or unload other models."
_SAID = ("MemoryError", "bad_alloc", "bad allocation", "allocate memory", "out of memory")
"""What the exceptions of engines say, whose classes tell nothing."""


@dataclass(frozen=True)
class Room:
    """Bytes of memory and of disk, needed or free."""

    memory: int
    disk: int


def memory_bytes(facts: ModelFacts | None, precision: str, context: int) -> int:
    """Return about how many bytes weights and KV cache take; 0 for a model elsewhere."""
    if facts is None:
        return 0
    weights = facts.parameters * BITS.get(precision, 16) / 8
    cache = 2 * 4 * facts.layers * facts.kv_heads * facts.head_dim * context
    return int(weights + cache)


def check_room(plan: Plan, engine: Backend, freed: int = 0) -> None:
    """Check that a plan fits, before anything is fetched or converted.

    Parameters
    ----------
    plan : Plan
        What would be loaded.
    engine : Backend
        Its backend, which knows the lower precisions.
    freed : int
        Bytes of memory that the load gives back first: those of the model that it replaces.

    Raises
    ------
    BackendError
        There is too little memory.
    StorageError
        There is too little room on the disk only.
    """
    memory = plan.hardware.memory
    needed = Room(plan.memory_bytes, plan.disk_bytes)
    free = Room(min(memory.total, memory.available + freed), _free_disk(needed))
    if _fits(needed, free):
        return
    short_of_memory = needed.memory > free.memory
    said = [_memory_text(plan, free)] if short_of_memory else []
    said += [_disk_text(plan, free)] if needed.disk > free.disk else []
    kind = BackendError if short_of_memory else StorageError
    raise kind(" ".join(said), hint=_hint(plan, engine, free, short_of_memory))


def says_out_of_memory(text: str) -> bool:
    """Tell whether the words of an engine's error are about memory that ran out."""
    return any(words in text for words in _SAID)


def is_out_of_memory(error: BaseException | None) -> bool:
    """Tell whether memory that ran out is what an exception, or its cause, is about."""
    while error is not None:
        if isinstance(error, MemoryError) or says_out_of_memory(str(error)):
            return True
        error = error.__cause__
    return False


def ran_out(plan: Plan, engine: Backend) -> BackendError:
    """Return the error for memory that ran out during a load, whatever had been free before."""
    model = f"{plan.source.label} at {plan.precision}"
    said = RAN_OUT.format(model=model, needed=size_text(plan.memory_bytes))
    less = Room(plan.memory_bytes - 1, _free_disk(Room(0, 1)))
    return BackendError(said, hint=f"{next(_lower(plan, engine, less), 'Choose ')}{SMALLER}")


def _free_disk(needed: Room) -> int:
    """Return the bytes free in the cache folder, which is looked at only where it is needed."""
    return storage.free_bytes(storage.cache_folder()) if needed.disk else 0


def _fits(needed: Room, free: Room) -> bool:
    return needed.memory <= free.memory and needed.disk <= free.disk


def _memory_text(plan: Plan, free: Room) -> str:
    memory = plan.hardware.memory
    return NO_MEMORY.format(
        model=f"{plan.source.label} at {plan.precision}",
        needed=size_text(plan.memory_bytes),
        free=size_text(free.memory),
        total=size_text(memory.total),
        limit=_limit(memory),
    )


def _limit(memory: Memory) -> str:
    return "" if memory.limited_by == "machine" else f" (limited by {memory.limited_by})"


def _disk_text(plan: Plan, free: Room) -> str:
    return NO_DISK.format(
        model=f"{plan.source.label} at {plan.precision}",
        needed=size_text(plan.disk_bytes),
        free=size_text(free.disk),
        folder=storage.cache_folder(),
    )


def _hint(plan: Plan, engine: Backend, free: Room, short_of_memory: bool) -> str:
    """Name the best precision that fits, and what else helps."""
    lower = next(_lower(plan, engine, free), "")
    if short_of_memory:
        return f"{lower}{OTHERWISE}" if lower else f"Choose {OTHERWISE}"
    room = storage.make_room()
    return f"{lower}{room[0].lower()}{room[1:]}" if lower else room


def _lower(plan: Plan, engine: Backend, free: Room) -> Iterator[str]:
    """Yield the lower precisions that fit with what they need, the highest first."""
    words = [w for w in engine.precisions if BITS.get(w, 99) < BITS.get(plan.precision, 0)]
    for word in sorted(words, key=BITS.__getitem__, reverse=True):
        needed = Room(
            memory_bytes(plan.facts, word, plan.context),
            engine.disk_bytes(plan.source, plan.facts, word),
        )
        if _fits(needed, Room(free.memory, _free_disk(needed))):
            disk = f" and {size_text(needed.disk)} of disk" if needed.disk else ""
            yield LOWER.format(precision=word, needed=f"{size_text(needed.memory)} of memory{disk}")
