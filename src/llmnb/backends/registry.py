"""The backends that are installed, found by entry points."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from llmnb.backends.base import Backend, CachedModel, ModelHandle, Plan, Support
from llmnb.errors import BackendError
from llmnb.hardware import Hardware
from llmnb.model_source import ModelFacts, ModelSource
from llmnb.progress import Progress
from llmnb.typed import did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "llmnb.backends"


class BrokenBackend(Backend):
    """Stands for a plugin that cannot be imported, so that it disturbs nobody else."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell why the plugin is not available."""
        return Support(False, self.reason)

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Refuse."""
        raise BackendError(f"The {self.name} backend is not available: {self.reason}")


@cache
def backends() -> Mapping[str, Backend]:
    """Return every registered backend by name.

    Raises
    ------
    BackendError
        If two distributions register the same name.
    """
    from importlib.metadata import entry_points  # slow to import, and not needed at start

    return collect(entry_points(group=GROUP))


def collect(points: Iterable[EntryPoint]) -> dict[str, Backend]:
    """Make one backend per entry point."""
    owners: dict[str, EntryPoint] = {}
    for point in points:
        if point.name in owners:
            both = " and ".join(sorted(_owner(p) for p in (owners[point.name], point)))
            raise BackendError(
                f"Two packages register a backend named {point.name!r}: {both}.",
                hint="Uninstall one of them.",
            )
        owners[point.name] = point
    return {name: _make(point) for name, point in owners.items()}


def backend(name: str) -> Backend:
    """Return a backend by name.

    Raises
    ------
    BackendError
        If there is none.
    """
    known = backends()
    if name not in known:
        raise BackendError(f"There is no backend {name!r}.", hint=did_you_mean(name, known))
    return known[name]


def precisions() -> tuple[str, ...]:
    """Return the precision words of all backends, ``auto`` first and then the widest first."""
    bits: dict[str, float] = {}
    for known in backends().values():
        bits |= {word: max(wide, bits.get(word, 0.0)) for word, wide in known.bits.items()}
    return ("auto", *sorted(bits, key=lambda word: -bits[word]))


def cached_models() -> dict[str, Sequence[CachedModel]]:
    """Return the converted models on disk by backend."""
    return {name: found for name, known in backends().items() if (found := known.cached())}


def _owner(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value


def _make(point: EntryPoint) -> Backend:
    try:
        made = point.load()()
        made.name = point.name
    except Exception as error:  # a plugin may fail in any way; it is shown by %llm_status
        return BrokenBackend(point.name, f"{type(error).__name__}: {error}")
    return made  # type: ignore[no-any-return]
