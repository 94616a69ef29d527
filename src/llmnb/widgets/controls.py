"""A control for each generation parameter, made from its description."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from llmnb.config import GenerationConfig, GenerationOverrides, Parameter, parameters
from llmnb.rendering.text import value_text
from llmnb.session import Model
from llmnb.typed import escaped, unescaped
from llmnb.widgets.parts import Silence

AS_THE_MODEL = "as the model does"

Changed = Callable[[str, Any], None]


class Control(ABC):
    """One parameter: its label, what edits it, and a button that gives it back its default.

    Parameters
    ----------
    parameter : Parameter
        What is edited.
    on_change : callable
        Called with the name and the new value, None when it is given back; afterwards `show`
        is called, also where the new value was not allowed.

    Attributes
    ----------
    row : ipywidgets.HBox
        The control.
    """

    def __init__(self, parameter: Parameter, on_change: Changed) -> None:
        self.parameter = parameter
        self.row = ipywidgets.HBox()
        self.row.add_class("llmnb-control")
        self.row.add_class(self.kind)
        unit = f' <span class="llmnb-unit">({parameter.unit})</span>' if parameter.unit else ""
        name = parameter.name.replace("_", " ")
        self._label = ipywidgets.HTML(f"{name}{unit}", tooltip=parameter.help)
        self._label.add_class("widget-label")
        self._reset = ipywidgets.Button(icon="undo", tooltip=f"Reset {name}", disabled=True)
        self._reset.on_click(lambda _: on_change(parameter.name, None))
        self._on_change = on_change
        self._silent = Silence()
        self.editors = self._editors()
        for editor in self.editors:
            editor.tooltip = parameter.help
            editor.observe(self._edited, "value")
        self.row.children = (self._label, *self.editors, self._reset)

    @property
    def kind(self) -> str:
        """The CSS class of this parameter's control."""
        return f"llmnb-of-{self.parameter.name.replace('_', '-')}"

    def show(self, value: Any, source: str, default: Any, default_source: str) -> None:
        """Show a value, where it comes from, and what a reset would bring."""
        decided = source == "flag"
        with self._silent():
            self._put(value)
        (self.row.add_class if decided else self.row.remove_class)("llmnb-set")
        self._reset.disabled = not decided
        back = value_text(default) or "none"
        self._reset.tooltip = f"Reset {self.parameter.name} to {back} ({default_source})"

    def enable(self, reason: str = "") -> None:
        """Let it be edited; with a reason why not, only looked at."""
        for editor in self.editors:
            editor.disabled = bool(reason)
            editor.tooltip = reason or self.parameter.help

    @abstractmethod
    def _editors(self) -> tuple[ipywidgets.Widget, ...]:
        """Return what edits the value."""

    @abstractmethod
    def _put(self, value: Any) -> None:
        """Show a value in the editors."""

    def _read(self, edited: Any) -> Any:
        """Return the parameter's value for an editor's one."""
        return edited

    def _edited(self, change: Any) -> None:
        if not self._silent:
            self._on_change(self.parameter.name, self._read(change["new"]))


class NumberControl(Control):
    """A slider over the usual range, and a field for every allowed number."""

    def _editors(self) -> tuple[ipywidgets.Widget, ...]:
        p = self.parameter
        low, high = p.usual or (p.minimum, p.maximum)
        whole = p.kind is int
        slider = (ipywidgets.IntSlider if whole else ipywidgets.FloatSlider)(
            min=low, max=high, step=p.step, value=low, readout=False
        )
        # Not a field for numbers, which would make one of whatever is typed, key by key.
        return slider, ipywidgets.Text(continuous_update=False)

    def _put(self, value: Any) -> None:
        slider, field = self.editors
        slider.value = min(max(value, slider.min), slider.max)
        field.value = str(value).removesuffix(".0")

    def _read(self, edited: Any) -> Any:
        if isinstance(edited, str):
            return edited.strip() or None
        return edited if self.parameter.kind is int else round(edited, 6)


class OptionalNumberControl(Control):
    """A field for a number that may be missing."""

    def _editors(self) -> tuple[ipywidgets.Widget, ...]:
        field = ipywidgets.Text(continuous_update=False, placeholder="none")
        field.add_class("llmnb-wide")
        return (field,)

    def _put(self, value: Any) -> None:
        self.editors[0].value = "" if value is None else str(value)

    def _read(self, edited: str) -> Any:
        return edited.strip() or None


class TextsControl(Control):
    r"""A field for texts, one in each line; ``\n`` is a line end."""

    def _editors(self) -> tuple[ipywidgets.Widget, ...]:
        field = ipywidgets.Textarea(continuous_update=False, placeholder="one in each line", rows=1)
        field.add_class("llmnb-wide")
        return (field,)

    def _put(self, value: Any) -> None:
        self.editors[0].value = "\n".join(escaped(text) for text in value)

    def _read(self, edited: str) -> Any:
        return tuple(unescaped(line) for line in edited.splitlines() if line) or None


class SwitchControl(Control):
    """On, off, or as the model does."""

    def _editors(self) -> tuple[ipywidgets.Widget, ...]:
        field = ipywidgets.Dropdown(options=[AS_THE_MODEL, "on", "off"])
        field.add_class("llmnb-wide")
        return (field,)

    def _put(self, value: Any) -> None:
        self.editors[0].value = value_text(value) or AS_THE_MODEL

    def _read(self, edited: str) -> Any:
        return None if edited == AS_THE_MODEL else edited


def make_controls(on_change: Changed) -> dict[str, Control]:
    """Return a control for every generation parameter, by name."""
    return {name: _kind(p)(p, on_change) for name, p in parameters(GenerationConfig).items()}


def show_setting(
    controls: Mapping[str, Control], model: Model, wanted: GenerationOverrides
) -> None:
    """Show what a model would answer with, and which parameters it has not got."""
    config, default = model.effective(wanted), model.effective(GenerationOverrides())
    able = model.handle.capabilities.parameters
    for name, control in controls.items():
        value, source = getattr(config, name), config.sources[name]
        control.show(value, source, getattr(default, name), default.sources[name])
        control.enable("" if name in able else f"{model.name} has no {name}.")


def _kind(parameter: Parameter) -> type[Control]:
    if parameter.kind is bool:
        return SwitchControl
    if parameter.kind is tuple:
        return TextsControl
    return OptionalNumberControl if parameter.default is None else NumberControl
