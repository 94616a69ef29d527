"""How answers that a magic has shown are returned without being shown twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from llmnb import rendering
from llmnb.generation import Generation
from llmnb.session import default_session

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_NAME = re.compile(r"[^\W\d]\w*(\.\w+|\[[^][()]*\])*")


def is_live(shell: InteractiveShell) -> bool:
    """Tell whether outputs can be painted over: in a kernel, unless the user says otherwise.

    A terminal would print every update below the one before.
    """
    return default_session().settings.stream and getattr(shell, "kernel", None) is not None


class Shown:
    """The answers of the running cell, and the formatters that know of them.

    An answer on the page is not shown again. A quiet one is kept off the page only where the
    cell ends in its prompt; a `display` of it, or its variable's name, is the user's wish.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._answers: list[object] = []
        self._quiet: list[object] = []
        self._before: dict[type, Any] = {}  # the formatter that a type had
        self._ends_in_a_name = False

    def add(self, answer: object, *, quiet: bool) -> None:
        """Remember, until the next cell, that an answer is on the page or shall stay off it."""
        self._know(type(answer))
        (self._quiet if quiet else self._answers).append(answer)

    def install(self) -> None:
        """Register the formatters of `Generation`."""
        formatter: Any = self._shell.display_formatter
        self._know(Generation)
        formatter.mimebundle_formatter.for_type(Generation, _bundle)
        self._shell.events.register("pre_run_cell", self._forget)

    def remove(self) -> None:
        """Take the formatters away."""
        formatter: Any = self._shell.display_formatter
        for kind, before in self._before.items():
            formatter.ipython_display_formatter.pop(kind, None)
            if before is not None:
                formatter.ipython_display_formatter.for_type(kind, before)
        formatter.mimebundle_formatter.pop(Generation, None)
        self._shell.events.unregister("pre_run_cell", self._forget)

    def _know(self, kind: type) -> None:
        if kind not in self._before:
            formatter: Any = self._shell.display_formatter
            displays = formatter.ipython_display_formatter
            self._before[kind] = displays.for_type(kind, self._skip)

    def _forget(self, info: Any) -> None:
        self._answers.clear()
        self._quiet.clear()
        self._ends_in_a_name = _ends_in_a_name(info.raw_cell)

    def _skip(self, answer: object) -> None:
        unwanted = self._is_result() and not self._ends_in_a_name
        silent = self._answers + (self._quiet if unwanted else [])
        if not any(known is answer for known in silent):
            if (before := self._before.get(type(answer))) is not None:
                before(answer)
                return
            # To IPython this means: not displayed here, ask the other formatters.
            raise NotImplementedError

    def _is_result(self) -> bool:
        """Tell whether IPython is formatting the cell's result, not a call of `display`."""
        hook: Any = self._shell.displayhook
        in_kernel = getattr(hook, "msg", None) is not None  # ipykernel's has no `is_active`
        return in_kernel or bool(getattr(hook, "is_active", False))


def _ends_in_a_name(cell: str) -> bool:
    """Tell whether a cell's last line is a variable, or an item or attribute of one."""
    lines = cell.strip().splitlines()
    return bool(lines and not lines[0].startswith("%%") and _NAME.fullmatch(lines[-1].strip()))


def _bundle(
    generation: Generation, include: object = None, exclude: object = None
) -> tuple[dict[str, str], dict[str, Any]]:
    return rendering.answer(generation), {"llmnb": rendering.provenance(generation)}
