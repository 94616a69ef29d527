"""How long work reports what it does, without knowing who draws it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol

from llmnb.errors import Cancelled


@dataclass(frozen=True)
class Stage:
    """One step of long work.

    Parameters
    ----------
    name : str
        What is being done, as a present participle: ``"converting"``.
    total : float, optional
        The amount of work, in `unit`; None when it is not known.
    unit : str
        The unit of `total`, such as ``"bytes"`` or ``"tensors"``.
    """

    name: str
    total: float | None = None
    unit: str = ""


class Progress(Protocol):
    """A listener to long work; its methods may be called from any thread."""

    def start(self, stage: Stage) -> None:
        """Begin a stage; the one before it is complete."""

    def advance(self, amount: float) -> None:
        """Add to what is done of the current stage, in the stage's unit."""


class Silent:
    """The progress listener that draws nothing."""

    def start(self, stage: Stage) -> None:
        """Ignore the stage."""

    def advance(self, amount: float) -> None:
        """Ignore the amount."""


def check_cancelled(cancel: threading.Event) -> None:
    """Raise `Cancelled` if `cancel` is set; called between blocks of work."""
    if cancel.is_set():
        raise Cancelled("The load was stopped.", hint="Run %llm_load again to start over.")
