"""The bar that loads, saves and deletes parameters by name."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from llmnb.config import GenerationOverrides
from llmnb.session.presets import Presets
from llmnb.widgets.panel import Panel
from llmnb.widgets.parts import button


class PresetBar:
    """A name, and what to do with the preset of that name.

    Parameters
    ----------
    panel : Panel
        Where errors are shown.
    presets : Presets
        Where they are kept.
    current : callable
        Returns what is to be saved.
    on_load : callable
        Called with what was loaded.

    Attributes
    ----------
    children : tuple of Widget
        The parts, to be put into a row.
    """

    def __init__(
        self,
        panel: Panel,
        presets: Presets,
        current: Callable[[], GenerationOverrides],
        on_load: Callable[[GenerationOverrides], None],
    ) -> None:
        self._presets = presets
        self._name = ipywidgets.Combobox(
            description="Preset", placeholder="a name", ensure_option=False
        )
        panel.guard(self._list)()

        def load() -> None:
            on_load(presets.load(self._name.value.strip()))

        def save() -> None:
            presets.save(self._name.value, current())
            self._list()
            panel.say(f"Saved as {self._name.value.strip()!r}.")

        def delete() -> None:
            presets.delete(self._name.value.strip())
            self._name.value = ""
            self._list()

        acts = ("Load", load), ("Save", save), ("Delete", delete)
        self.children = (
            self._name,
            *(button(w, panel.does(a), tooltip=f"{w} the preset of this name") for w, a in acts),
        )

    def _list(self) -> None:
        self._name.options = self._presets.names()
