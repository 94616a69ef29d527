"""Whether a plan fits: what it needs of each place, against what is free there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from llmnb import storage
from llmnb.backends import registry
from llmnb.backends.base import Plan
from llmnb.errors import BackendError, LlmnbError, StorageError
from llmnb.hardware import Accelerator, Memory
from llmnb.storage import size_text

SHORT = "{model} needs about {needed} of {place}, but {free}{total} are free{where}."
OTHERWISE = "a smaller --context or model; unload other models; or --force it."
MEMORY, DISK = "memory", "disk"
_UNITS = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"), (1, "bytes"))

RAN_OUT = "The memory ran out while {model} was loaded{needs}."
SMALLER = "a smaller --context or model; or unload other models."
_SAID = ("MemoryError", "bad_alloc", "bad allocation", "allocate memory", "out of memory")
"""What the exceptions of engines say, whose classes tell nothing."""


@dataclass(frozen=True)
class Place:
    """What a plan needs of one place, and what is there.

    Parameters
    ----------
    name : str
        ``"memory"``, ``"disk"``, or ``"GPU 0"``.
    needed, free : int
        Bytes.
    total : int
        Bytes in all; 0 where that says nothing.
    where : str
        A folder, or what limits the memory; empty for the machine itself.
    """

    name: str
    needed: int
    free: int
    total: int = 0
    where: str = ""

    @property
    def fits(self) -> bool:
        """Whether there is as much as is needed."""
        return self.needed <= self.free


@dataclass(frozen=True)
class Alternative:
    """Another backend or precision for a model.

    Parameters
    ----------
    plan : Plan
        How the model would be loaded.
    options : str
        What asks for it on the line of ``%llm_load``: ``"--precision int4"``.
    fits : bool
        Whether there is room for it.
    text : str
        What it needs of the place that is tightest: ``"fits: 3.1 of 6.2 GB"``.
    """

    plan: Plan
    options: str
    fits: bool
    text: str


def places(plan: Plan) -> tuple[Place, ...]:
    """Return the places that a plan needs something of: memory, each GPU, the disk.

    The memory of the model that it replaces counts as free.
    """
    found = []
    if plan.needs.main:
        found.append(_main_memory(plan))
    found += [_gpu(plan, gpu) for gpu in plan.needs.gpus]
    if plan.needs.disk:  # or the disk is not looked at
        folder = storage.cache_folder()
        found.append(Place(DISK, plan.needs.disk, storage.free_bytes(folder), 0, str(folder)))
    return tuple(found)


def alternatives(plan: Plan) -> tuple[Alternative, ...]:
    """Return the other ways to load a model: precisions of its backend, then other backends."""
    seen = {(plan.backend, plan.precision)}
    found = []
    for candidate in plan.candidates:
        own = candidate.backend == plan.backend
        if not (own or (candidate.support.ok and candidate.support.preference > 0)):
            continue
        for word, other in _precisions(plan, candidate.backend):
            if (key := (other.backend, other.precision)) not in seen:
                seen.add(key)
                options = f"--precision {word}"
                found.append(
                    _alternative(other, options if own else f"--backend {key[0]} {options}")
                )
    return tuple(found)


def tightest(plan: Plan) -> Place | None:
    """Return the place that a plan leaves the least of; None if it needs nothing of any."""
    # A disk with room enough is not what anyone asks about.
    found = [p for p in places(plan) if p.name != DISK or 2 * p.needed > p.free]
    return max(found, key=lambda p: p.needed / max(p.free, 1), default=None)


def on_text(place: Place) -> str:
    """Return which place it is, for words about amounts of it: ``" on GPU 0"``."""
    return {MEMORY: "", DISK: " of disk"}.get(place.name, f" on {place.name}")


def check_room(plan: Plan) -> None:
    """Check that a plan fits, before anything is fetched or converted.

    Raises
    ------
    BackendError
        There is too little memory.
    StorageError
        There is too little room on the disk only.
    """
    if error := shortage(plan):
        raise error


def shortage(plan: Plan) -> LlmnbError | None:
    """Return the error for a plan that does not fit, with the best that would; None if it does."""
    short = [place for place in places(plan) if not place.fits]
    if not short:
        return None
    model = f"{plan.source.label} at {plan.precision}"
    said = " ".join(_short_text(model, place) for place in short)
    only_disk = [place.name for place in short] == [DISK]
    kind = StorageError if only_disk else BackendError
    return kind(said, hint=_hint(plan, storage.make_room() if only_disk else f"Choose {OTHERWISE}"))


def _main_memory(plan: Plan) -> Place:
    memory = plan.hardware.memory
    return Place(MEMORY, plan.needs.main, plan.memory_free, memory.total, limit(memory))


def limit(memory: Memory) -> str:
    """Return what limits the memory, if it is not the machine."""
    return "" if memory.limited_by == "machine" else memory.limited_by


def _gpu(plan: Plan, gpu: Accelerator) -> Place:
    return Place(f"GPU {gpu.index}", plan.needs.per_gpu, plan.free_on(gpu), gpu.memory_total)


def _precisions(plan: Plan, name: str) -> Iterator[tuple[str, Plan]]:
    """Yield the precision words of a backend, the widest first, with a plan for each."""
    engine = registry.backends().get(name)
    if engine is None:  # a plan of another process, which had more of them
        return
    for word in sorted(engine.bits, key=lambda word: -engine.bits[word]):
        try:
            precision = engine.choose_precision(word, plan.facts, plan.hardware)
            other = replace(plan, backend=name, precision=precision)
            needs = engine.needs(other)
        except Exception:
            continue
        yield word, replace(other, needs=needs)


def _alternative(plan: Plan, options: str) -> Alternative:
    place = tightest(plan) or Place(MEMORY, 0, 1)
    word = "fits" if place.fits else "does not fit"
    text = f"{word}: {of_text(place.needed, place.free)}{on_text(place)}"
    return Alternative(plan, options, place.fits, text)


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


def ran_out(plan: Plan) -> BackendError:
    """Return the error for memory that ran out during a load, whatever had been free before."""
    model = f"{plan.source.label} at {plan.precision}"
    needed = plan.needs.main
    needs = f", which needs about {size_text(needed)}" if needed else ""
    said = RAN_OUT.format(model=model, needs=needs)
    less = [o for o in alternatives(plan) if o.fits and o.plan.needs.main < needed]
    said_less = f"{less[0].options} {less[0].text}. Or choose " if less else "Choose "
    return BackendError(said, hint=f"{said_less}{SMALLER}")


def of_text(needed: int, free: int) -> str:
    """Return two amounts, in one unit where both are of one order: ``"3.1 of 6.2 GB"``."""
    if 100 * needed < free:
        return f"{size_text(needed)} of {size_text(free)}"
    size, unit = next((s, u) for s, u in _UNITS if max(needed, free, 1) >= s)
    digits = 0 if unit == "bytes" else 1
    return f"{needed / size:.{digits}f} of {free / size:.{digits}f} {unit}"


def _short_text(model: str, place: Place) -> str:
    total = f" of {size_text(place.total)}" if place.total else ""
    where = f" in {place.where}" if place.name == DISK else ""
    if place.name == MEMORY and place.where:
        where = f" (limited by {place.where})"
    name = place.name if place.name in (MEMORY, DISK) else f"memory on {place.name}"
    name = f"{name} for its converted copy" if place.name == DISK else name
    return SHORT.format(
        model=model,
        needed=size_text(place.needed),
        place=name,
        free=size_text(place.free),
        total=total,
        where=where,
    )


def _hint(plan: Plan, otherwise: str) -> str:
    """Name the best that fits, of this backend and of the next one, and what else helps."""
    best: dict[str, Alternative] = {}
    for one in alternatives(plan):
        if one.fits:
            best.setdefault(one.plan.backend, one)
    said = [f"{one.options} {one.text}." for one in [*best.values()][:2]]
    return " ".join([*said, f"Or {otherwise[0].lower()}{otherwise[1:]}" if said else otherwise])
