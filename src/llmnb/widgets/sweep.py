"""The bar that asks for a sweep: a parameter and its values."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from llmnb.config import GenerationConfig, parameters
from llmnb.widgets.parts import button, row


class SweepBar:
    """A parameter, values with commas between them, and a button.

    Parameters
    ----------
    run : callable
        The handler of the button.

    Attributes
    ----------
    row : ipywidgets.HBox
        The bar.
    run : ipywidgets.Button
        Its button.
    """

    def __init__(self, run: Callable[..., None]) -> None:
        names = [n for n, p in parameters(GenerationConfig).items() if p.kind is not tuple]
        self._name = ipywidgets.Dropdown(description="Parameter", options=names)
        self._values = ipywidgets.Text("0, 0.5, 1", description="Values")
        self.run = button("Run sweep", run, "th")
        self.row = row(self._name, self._values, self.run)

    @property
    def name(self) -> str:
        """The chosen parameter."""
        return str(self._name.value)

    @property
    def values(self) -> list[str]:
        """The values, as they were typed."""
        return [text.strip() for text in self._values.value.split(",") if text.strip()]
