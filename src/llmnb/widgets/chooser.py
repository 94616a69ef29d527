"""Which model to load, and how: the fields of `ModelPanel`, and what the disk offers for them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import ipywidgets

from llmnb.backends.base import CachedModel
from llmnb.backends.registry import backend, backends, cached_models, precisions
from llmnb.errors import ParameterError
from llmnb.model_source import DEMO
from llmnb.model_source.hub import downloaded
from llmnb.plain import clean
from llmnb.rendering.text import amount
from llmnb.widgets.parts import Silence, row

AUTO = "auto"


@dataclass(frozen=True)
class Choice:
    """A model at hand, with the wishes that load just that."""

    model: str
    backend: str = AUTO
    precision: str = AUTO


TYPED = ("what is typed beside", Choice(""))
DEMO_CHOICE = ("demo: the tiny teaching model", Choice(DEMO))


@dataclass(frozen=True)
class Disk:
    """What can be loaded without a download.

    Parameters
    ----------
    choices : tuple of (str, Choice)
        Each with its label.
    hub : tuple of str
        The ids of the hub's models among them.
    others : tuple of CachedModel
        Converted models that only the path of their folder loads.
    """

    choices: tuple[tuple[str, Choice], ...] = (DEMO_CHOICE,)
    hub: tuple[str, ...] = ()
    others: tuple[CachedModel, ...] = ()


class Chooser:
    """The fields for a model and for how it is loaded.

    Parameters
    ----------
    on_change : callable
        Called when any of them has changed.

    Attributes
    ----------
    rows : tuple of ipywidgets.HBox
        The fields.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._silent = Silence()
        self._lock = threading.RLock()
        self._at_hand = ipywidgets.Dropdown(description="At hand", options=[TYPED, DEMO_CHOICE])
        self._fields: dict[str, Any] = {
            "model": _text("Model", "a folder, a hub id, or a server's address"),
            "backend": ipywidgets.Dropdown(description="Backend", options=[AUTO, *backends()]),
            "precision": ipywidgets.Dropdown(description="Precision", options=precisions()),
            "context": _text("Context", "tokens, as planned"),
            "name": _text("Name", "to keep it beside others"),
        }
        for wide in (self._at_hand, self._fields["model"]):
            wide.add_class("llmnb-grow")
        model, *others = self._fields.values()
        self.rows = row(self._at_hand, model), row(*others)
        self._at_hand.observe(self._picked, "value")
        for field in self._fields.values():
            field.observe(self._edited, "value")

    @property
    def model(self) -> str:
        """The user's word for a model."""
        return str(self._fields["model"].value).strip()

    @property
    def wishes(self) -> dict[str, Any]:
        """What is decided beside the model, in the words of ``%llm_load``."""
        values = {name: field.value.strip() for name, field in self._fields.items()}
        return {n: v for n, v in values.items() if v and v != AUTO and n != "model"}

    def set(self, **choices: Any) -> None:
        """Fill fields; None gives one back.

        Raises
        ------
        ParameterError
            If there is no such field, or no such word in its list.
        """
        if unknown := [name for name in choices if name not in self._fields]:
            raise ParameterError(
                f"{unknown[0]} is not a choice of this panel.",
                hint=f"Allowed: {', '.join(self._fields)}.",
            )
        with self._silent():
            for name, value in choices.items():
                self._put(name, value)
        self._changed()

    def offer(self, choices: tuple[tuple[str, Choice], ...]) -> None:
        """List what is at hand; from any thread."""
        with self._lock:
            with self._silent():
                self._at_hand.options = (TYPED, *choices)
            self._match()

    def _put(self, name: str, value: Any) -> None:
        field = self._fields[name]
        if isinstance(field, ipywidgets.Dropdown):
            value = AUTO if value is None else value
            if value not in field.options:
                raise ParameterError(
                    f"{name} = {value!s:.80} is not allowed: "
                    f"it must be one of {', '.join(field.options)}."
                )
        field.value = "" if value is None else str(value)
        if name == "backend":
            self._offer_precisions()

    def _offer_precisions(self) -> None:
        """List the words of the chosen backend."""
        field, name = self._fields["precision"], self._fields["backend"].value
        words = precisions() if name == AUTO else backend(name).precisions
        if tuple(field.options) != words:
            before = field.value
            with self._silent():
                field.options = words
                field.value = before if before in words else AUTO

    def _picked(self, change: Any) -> None:
        if change["new"].model and not self._silent:
            self.set(**asdict(change["new"]))

    def _edited(self, change: Any) -> None:
        if not self._silent:
            self._offer_precisions()
            self._changed()

    def _changed(self) -> None:
        self._match()
        self._on_change()

    def _match(self) -> None:
        """Let the list of what is at hand show what is in the fields."""
        values = {name: field.value for name, field in self._fields.items()}
        exact = Choice(self.model, values["backend"], values["precision"])
        with self._lock, self._silent():
            offered = [choice for _, choice in self._at_hand.options]
            near = [choice for choice in (exact, Choice(self.model)) if choice in offered]
            self._at_hand.value = near[0] if near else TYPED[1]


def look() -> Disk:
    """Look what the disk has."""
    hub = tuple(downloaded())
    choices = [DEMO_CHOICE, *((f"{id}: downloaded from the hub", Choice(id)) for id in hub)]
    others = []
    for name, models in cached_models().items():
        for one in models:
            if one.name in (DEMO, *hub):
                label = f"{one.name}, {one.precision}: converted for {name}, {amount(one.size)}"
                choices.append((label, Choice(one.name, name, one.precision)))
            else:
                others.append(one)
    labelled = {clean(label): choice for label, choice in choices}
    return Disk(tuple(labelled.items()), hub, tuple(others))


def _text(description: str, placeholder: str) -> ipywidgets.Text:
    return ipywidgets.Text(
        description=description, placeholder=placeholder, continuous_update=False
    )
