"""How an answer that a magic has shown is returned without being shown twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmnb import rendering
from llmnb.generation import Generation
from llmnb.session import default_session

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def is_live(shell: InteractiveShell) -> bool:
    """Tell whether outputs can be painted over: in a kernel, unless the user says otherwise.

    A terminal would print every update below the one before.
    """
    return default_session().settings.stream and getattr(shell, "kernel", None) is not None


class Shown:
    """The answers that the running cell has shown, and the formatters that know of them."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._answers: list[Generation] = []

    def add(self, generation: Generation) -> None:
        """Remember, until the next cell, that an answer is on the page."""
        self._answers.append(generation)

    def install(self) -> None:
        """Register the formatters of `Generation`."""
        formatter: Any = self._shell.display_formatter
        formatter.ipython_display_formatter.for_type(Generation, self._skip)
        formatter.mimebundle_formatter.for_type(Generation, _bundle)
        self._shell.events.register("pre_run_cell", self._forget)

    def remove(self) -> None:
        """Take the formatters away."""
        formatter: Any = self._shell.display_formatter
        formatter.ipython_display_formatter.pop(Generation, None)
        formatter.mimebundle_formatter.pop(Generation, None)
        self._shell.events.unregister("pre_run_cell", self._forget)

    def _forget(self, info: object) -> None:
        self._answers.clear()

    def _skip(self, generation: Generation) -> None:
        if not any(shown is generation for shown in self._answers):
            # To IPython this means: not displayed here, ask the other formatters.
            raise NotImplementedError


def _bundle(
    generation: Generation, include: object = None, exclude: object = None
) -> tuple[dict[str, str], dict[str, Any]]:
    return rendering.answer(generation), {"llmnb": rendering.provenance(generation)}
