"""The answers of a playground that are kept beside each other: pinned ones, and a sweep's."""

from __future__ import annotations

import dataclasses
import itertools
import threading

import ipywidgets

from llmnb.config import GenerationOverrides
from llmnb.generation import Generation
from llmnb.options import PromptOptions, as_cell, format_line
from llmnb.rendering.bundles import Bundle
from llmnb.rendering.cards import Card, cards

_PINNED = ("use", "Use"), ("unpin", "Unpin")
_SWEPT = ("use", "Use"), ("pin", "Pin")
# Where the values come from that a line has to have to give an answer again.
_DECIDED = ("flag", "session", "environment", "drawn")


class Shelf:
    """Cards of answers, each with its setting as code.

    Attributes
    ----------
    widget : ipywidgets.HTML
        The cards.
    pinned, swept : list of Card
        The answers that were pinned, and those of the last sweep.
    """

    def __init__(self) -> None:
        self.widget = ipywidgets.HTML()
        self.pinned: list[Card] = []
        self.swept: list[Card] = []
        self._title = ""
        self._ids = map(str, itertools.count())
        self._asked: dict[str, tuple[str, PromptOptions]] = {}  # by the ids of the cards
        self._lock = threading.Lock()  # a sweep goes on while cards are pinned

    def pin(self, prompt: str, options: PromptOptions, answer: Generation) -> None:
        """Keep an answer."""
        options = exact(options, answer)
        with self._lock:
            self.pinned.append(self._card(_title(options), prompt, options, answer))
            self._show()

    def pin_swept(self, id: str) -> None:
        """Keep an answer of the last sweep; one that is not there is not missed."""
        for card in [card for card in self.swept if card.id == id]:
            self.pin(*self._asked[id], card.generation)

    def unpin(self, id: str) -> None:
        """Put a pinned answer away; one that is not there is not missed."""
        with self._lock:
            for card in [card for card in self.pinned if card.id == id]:
                self.pinned.remove(card)
                del self._asked[id]
            self._show()

    def asked(self, id: str) -> tuple[str, PromptOptions] | None:
        """Return what an answer was given to; None if it is not there any more."""
        return self._asked.get(id)

    def begin_sweep(self, title: str) -> None:
        """Put the last sweep away for a new one."""
        with self._lock:
            for card in self.swept:
                del self._asked[card.id]
            self.swept, self._title = [], title

    def add(self, title: str, prompt: str, options: PromptOptions, answer: Generation) -> None:
        """Add an answer to the sweep."""
        with self._lock:
            self.swept.append(self._card(title, prompt, exact(options, answer), answer))
            self._show()

    def bundles(self, *, prompts: bool) -> list[Bundle]:
        """Return the cards without buttons, as they are saved, with the prompts or without."""
        pinned, swept = self.pinned, self.swept
        if not prompts:
            pinned = [
                dataclasses.replace(card, title=_title(unsaid(self._asked[card.id][1])), code="")
                for card in pinned
            ]
            swept = [dataclasses.replace(card, code="") for card in swept]
        return [cards("Pinned", pinned), cards(self._title, swept)]

    def _card(self, title: str, prompt: str, options: PromptOptions, answer: Generation) -> Card:
        id = next(self._ids)
        self._asked[id] = prompt, options
        return Card(title, answer, as_cell(prompt, options), id)

    def _show(self) -> None:
        shown = cards("Pinned", self.pinned, _PINNED), cards(self._title, self.swept, _SWEPT)
        self.widget.value = "".join(bundle["text/html"] for bundle in shown)


def exact(options: PromptOptions, answer: Generation) -> PromptOptions:
    """Return options that give an answer again, as long as its model is loaded.

    What the session and the environment decided is written; what the model's own files decided
    is not, and neither are llmnb's defaults.
    """
    config, model = answer.config, answer.model
    names = [name for name, source in config.sources.items() if source in _DECIDED]
    return dataclasses.replace(
        options,
        model=model.name if model is not None else options.model,
        generation=GenerationOverrides(**{name: getattr(config, name) for name in names}),
    )


def unsaid(options: PromptOptions) -> PromptOptions:
    """Return options without the system message."""
    return dataclasses.replace(options, system=None)


def _title(options: PromptOptions) -> str:
    return format_line(options) or "as the model does"
