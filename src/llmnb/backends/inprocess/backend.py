"""How a backend loads a model into this process; what is its own is left to a subclass."""

from __future__ import annotations

import threading
import traceback
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.backends.base import Backend, ModelHandle, Plan
from llmnb.backends.inprocess.memory import return_memory
from llmnb.hardware import Hardware
from llmnb.model_source import ModelFacts
from llmnb.progress import Progress, Stage, check_cancelled
from llmnb.room import is_out_of_memory, ran_out

if TYPE_CHECKING:
    from llmnb.backends.inprocess.runner import AnyRunner

INT4_FROM = 1_000_000_000
"""``auto`` is int8 below this number of parameters, where int4 costs too much of the quality,
and int4 from it on, where memory bandwidth decides the speed."""
IN_THIS_PROCESS = "A server runs its model itself."
"""Why no backend of this kind takes a server's address."""


class InProcessBackend(Backend):
    """Loads models whose network runs in this process, on the CPU."""

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return int8 for ``auto`` below a billion parameters, int4 from there on."""
        if wanted != "auto":
            return wanted
        return "int8" if facts is None or facts.parameters < INT4_FROM else "int4"

    def precision_reason(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return the rule by which ``auto`` chose."""
        if wanted != "auto" or facts is None:
            return super().precision_reason(wanted, facts)
        return "below 1B parameters" if facts.parameters < INT4_FROM else "from 1B parameters on"

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Fetch, convert (or find converted), open and warm up a model.

        Raises
        ------
        BackendError
            If an engine is missing, or the memory ran out; what the load had taken of it is given
            back.
        ModelFormatError
            If the files are broken, or of an architecture that is not supported.
        Cancelled
            If `cancel` was set.
        """
        try:
            return self._load(plan, progress, cancel)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            _let_go(error)
        # Raised out here, or it would keep the other one, with all that its frames hold.
        return_memory()
        raise ran_out(plan)

    def _load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        from llmnb.backends.inprocess.handle import InProcessHandle
        from llmnb.backends.local.opening import opened

        if plan.facts is not None:
            self._check(plan.facts, plan)  # before anything is fetched
        model = opened(plan, self.name, progress, cancel)
        self._check(model.facts, plan)
        runner = self._open(model.folder, model.facts, plan, progress, cancel)
        check_cancelled(cancel)
        progress.start(Stage("warming up"))
        runner.warm_up()
        notes = self._notes(plan)
        return InProcessHandle(model.info, runner, model.prompts, model.facts.eos_ids, notes)

    @abstractmethod
    def _check(self, facts: ModelFacts, plan: Plan) -> None:
        """Refuse, from the configuration alone, what the engine cannot run."""

    @abstractmethod
    def _open(
        self,
        folder: Path,
        facts: ModelFacts,
        plan: Plan,
        progress: Progress,
        cancel: threading.Event,
    ) -> AnyRunner:
        """Convert a model's files, or find them converted, and return what runs the network."""

    def _notes(self, plan: Plan) -> tuple[str, ...]:
        """Return what the user should know of the loaded model."""
        return ()


def _let_go(error: BaseException | None) -> None:
    """Free what the frames of a failed load hold: arrays, and half of a network."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
