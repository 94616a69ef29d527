"""The variables of a prompt: the notebook's, and fields for those that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from keyword import iskeyword
from typing import Any

import ipywidgets

from llmnb.errors import ParameterError
from llmnb.prompt_template import names
from llmnb.widgets.beside import at_once


class VariableFields:
    """A field for each name in a prompt's expressions that is not defined.

    Parameters
    ----------
    variables : mapping, optional
        What is defined; by default the notebook's variables, as they are at each moment.
    on_change : callable
        Called when a field was edited.

    Attributes
    ----------
    widget : ipywidgets.VBox
        The fields.
    """

    def __init__(self, variables: Mapping[str, Any] | None, on_change: Callable[..., None]) -> None:
        self._defined = variables
        self._on_change = on_change
        self.widget = ipywidgets.VBox()

    @property
    def filled(self) -> dict[str, str]:
        """What is in the fields, by name."""
        return {field.description: field.value for field in self.widget.children}

    @property
    def values(self) -> dict[str, Any]:
        """All variables that the prompt can use.

        Raises
        ------
        ParameterError
            If a field is empty: a prompt with a hole in it is rarely meant.
        """
        defined = notebook_variables() if self._defined is None else self._defined
        values = {**self.filled, **defined}
        if empty := [name for name in self.filled if values[name] == "" and name not in defined]:
            raise ParameterError(
                f"{empty[0]} has no value.", hint="Fill its field, or define it in the notebook."
            )
        return values

    def missing(self, prompt: str) -> list[str]:
        """Return the names that a prompt uses and that are not defined, but could be."""
        defined = notebook_variables() if self._defined is None else self._defined
        return sorted(name for name in names(prompt) - set(defined) if not iskeyword(name))

    def show(self, prompt: str) -> None:
        """Show the fields that a prompt needs."""
        there = {field.description: field for field in self.widget.children}
        missing = self.missing(prompt)
        if list(there) != missing:
            self.widget.children = [there.get(name) or self._field(name) for name in missing]

    def _field(self, name: str) -> ipywidgets.Text:
        field = ipywidgets.Text(description=name, placeholder="not defined in the notebook")
        at_once(field)
        field.observe(self._on_change, "value")
        return field


def notebook_variables() -> Mapping[str, Any]:
    """Return the variables of the notebook, or none outside of one."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    return shell.user_ns if shell is not None else {}
