"""What every task draws from: random choices, names of one split, and wordings with light noise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from . import names
from .names import Split, held_out
from .text import words

T = TypeVar("T")

TRAIN_ONLY = ""
"""Key of an example that is never part of the held-out set."""


@dataclass(frozen=True)
class Example:
    """One question and its answer.

    Attributes
    ----------
    key : str or None
        What the split is decided by. None means that the names in the example carry the split.
    """

    key: str | None
    question: str
    answer: str
    system: str | None = None


class Draw:
    """A random source bound to one split of the data.

    Parameters
    ----------
    rng : random.Random
        Source of all randomness.
    split : {"train", "test"}
        Which names may be drawn.
    noisy : bool, default True
        Whether wordings get surface noise: case, punctuation, "please", a rare typo.
    """

    def __init__(self, rng: random.Random, split: Split = "train", noisy: bool = True) -> None:
        self.rng = rng
        self.split = split
        self.noisy = noisy

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return self.rng.choice(items)

    def pick_several(self, items: Sequence[T], count: int) -> list[T]:
        """Return that many different items in random order."""
        return self.rng.sample(items, count)

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.rng.random() < probability

    def number(self, low: int, high: int) -> int:
        """Return an integer between low and high, both included."""
        return self.rng.randint(low, high)

    def first_name(self) -> str:
        """Return a first name of this split."""
        return names.first_name(self.rng, self.split)

    def full_name(self) -> str:
        """Return a name of this split, sometimes with a surname."""
        return names.full_name(self.rng, self.split)

    def city(self) -> str:
        """Return a city of this split."""
        return names.city(self.rng, self.split)

    def ask(self, wordings: Sequence[str], **fields: object) -> str:
        """Return one of the wordings with its fields filled in and the noise of real users."""
        return self.fill(self.pick(wordings), **fields)

    def fill(self, wording: str, **fields: object) -> str:
        """Return the wording with its fields filled in; only the words around them get noise."""
        return (self._rough(wording) if self.noisy else wording).format(**fields)

    def admits(self, key: str | None) -> bool:
        """Return whether an example with this key belongs to this split."""
        if key is None:
            return True
        return (key != TRAIN_ONLY and held_out(key)) == (self.split == "test")

    def _rough(self, wording: str) -> str:
        if wording[0] != "{" and wording.split()[0] not in _PROPER:
            if self.chance(0.06) and wording.split()[0] in _POLITE:
                wording = "Please " + wording[0].lower() + wording[1:]
            if self.chance(0.14):
                wording = wording[0].lower() + wording[1:]
        if wording[-1] in "?." and self.chance(0.15):
            wording = wording[:-1]
        return self._misspell(wording) if self.chance(0.03) else wording

    def _misspell(self, wording: str) -> str:
        places = list(re.finditer(r"(?<![{\w])[a-z]{5,}(?![}\w])", wording))
        if not places:
            return wording
        match = self.pick(places)
        at = self.number(match.start() + 1, match.end() - 2)
        if self.chance(0.5):
            return wording[:at] + wording[at + 1 :]
        return wording[:at] + wording[at + 1] + wording[at] + wording[at + 2 :]


_PROPER = frozenset({"I", "I'm", "Python", "French", "JSON"})
_POLITE = frozenset(
    words(
        "Add Analyse Answer Calculate Classify Compute Convert Decide Define Extract Find Get Give "
        "Join List Make Multiply Name Put Rate Read Repeat Return Reverse Route Say Subtract Take "
        "Tell Translate Turn Write"
    )
)

Task = Callable[[Draw], Example]
"""A task: draws one example."""


def draw_example(draw: Draw, task: Task) -> Example:
    """Draw from the task until the example belongs to the split."""
    while True:
        example = task(draw)
        if draw.admits(example.key):
            return example
