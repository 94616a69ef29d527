"""What every task draws from: random choices, names of one split, and wordings with light noise."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from . import names
from .names import Split, held_out
from .wording import expand, plainest, roughen

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


class Foreign(str):
    """What another assistant said in a chat: it is read, but not learnt.

    Users bring chats whose answers are worded in other ways than the model's own.
    """

    __slots__ = ()


class Draw:
    """A random source bound to one split of the data.

    Parameters
    ----------
    rng : random.Random
        Source of all randomness.
    split : {"train", "test"}
        Which names may be drawn.
    noisy : bool, default True
        Whether wordings get the noise of real users: case, punctuation, politeness, typos.
    focused : bool, default False
        Whether the later weights of the mixture count.
    plainness : float, default 0.0
        How often the plainest wording is taken, without noise: 1 is always. A curriculum starts
        there.
    """

    def __init__(
        self,
        rng: random.Random,
        split: Split = "train",
        noisy: bool = True,
        plainness: float = 0.0,
        focused: bool = False,
    ) -> None:
        self.rng = rng
        self.split = split
        self.noisy = noisy
        self._plainness = plainness
        self.focused = focused

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return self.rng.choice(items)

    def pick_several(self, items: Sequence[T], count: int) -> list[T]:
        """Return that many different items in random order."""
        return self.rng.sample(items, count)

    def favour(self, items: Sequence[T], by: str = "") -> T:
        """Return one of the items, the first ones more often.

        Where many answers are right, a favourite makes the greedy answer stable: equal chances
        would leave it to rounding.

        Parameters
        ----------
        items : sequence
            What to choose from.
        by : str, default ""
            What the order of favourites depends on.
        """
        start = zlib.crc32(by.encode()) % len(items) if by else 0
        (index,) = self.rng.choices(range(len(items)), _favours(len(items)))
        return items[(start + index) % len(items)]

    def favour_several(self, items: Sequence[T], count: int) -> list[T]:
        """Return that many different items, the first ones more often."""
        # Efraimidis and Spirakis 2006, "Weighted random sampling with a reservoir".
        keys = [self.rng.random() ** (1 / weight) for weight in _favours(len(items))]
        chosen = sorted(range(len(items)), key=keys.__getitem__, reverse=True)[:count]
        return [items[index] for index in chosen]

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

    def pattern(self, patterns: Sequence[str]) -> str:
        """Return one of the patterns, the first ones more often."""
        if self._plain():
            return patterns[0]
        return self.rng.choices(patterns, _favours(len(patterns), 0.6))[0]

    def wording(self, patterns: Sequence[str]) -> str:
        """Return one wording of one of the patterns, with its fields still open."""
        pattern = self.pattern(patterns)
        return plainest(pattern) if self._plain() else expand(pattern, self.rng.choice)

    def ask(self, patterns: Sequence[str], **fields: object) -> str:
        """Return a wording of the patterns, as people type it, with its fields filled in."""
        return self.fill(self.wording(patterns), **fields)

    def fill(self, wording: str, **fields: object) -> str:
        """Return the wording with its fields filled in; only the words around them get noise."""
        rough = self.noisy and not self._plain()
        return (roughen(wording, self.rng) if rough else wording).format(**fields)

    def ask_about(self, instructions: Sequence[str], text: str, **fields: object) -> str:
        """Return an instruction and the text it is about, in one of many layouts.

        Parameters
        ----------
        instructions : sequence of str
            Patterns without a final full stop or colon ("Translate to French"); questions keep
            their question mark ("Is this review positive or negative?").
        text : str
            What the instruction is about; it stays as it is.
        **fields
            Values of further fields of the patterns.
        """
        wording = self.wording(instructions)
        instruction = self.fill(wording, **fields)
        question = wording.endswith("?")
        layouts = _QUESTION_LAYOUTS if question else _REQUEST_LAYOUTS
        layout = layouts[0] if self._plain() else self.pick(layouts)
        if question and not instruction.endswith("?") and layout.startswith("{i} {t}"):
            layout = "{i}: {t}"
        return layout.format(i=instruction.rstrip(" .:"), t=text)

    def _plain(self) -> bool:
        return self._plainness > 0 and self.chance(self._plainness)

    def admits(self, key: str | None) -> bool:
        """Return whether an example with this key belongs to this split."""
        if key is None:
            return True
        return (key != TRAIN_ONLY and held_out(key)) == (self.split == "test")


@cache
def _favours(count: int, power: float = 1.0) -> list[float]:
    return [(1 + rank) ** -power for rank in range(count)]


_QUESTION_LAYOUTS = (
    ["{i} {t}"] * 6 + ["{i}\n{t}", "{i}\n\n{t}"] * 2 + ["{t}\n{i}", "{t}\n\n{i}", "{t} {i}"] * 2
    + ['{i} "{t}"', '"{t}"\n{i}', "Text: {t}\n{i}", "{i}\nText: {t}", "{i} '{t}'", '"{t}" {i}']
)  # fmt: skip
_REQUEST_LAYOUTS = (
    ["{i}: {t}"] * 8 + ["{i}:\n{t}", "{i}.\n\n{t}", "{i}:\n\n{t}", "{i}\n{t}", "{i}. {t}"] * 2
    + ["{t}\n\n{i}.", "{t}\n{i}", "{t}\n{i}.", '{i}: "{t}"', '{i} "{t}"', "Text: {t}\n{i}."]
    + ["{i}.\nText: {t}", "{i} - {t}", "{i}: '{t}'", '"{t}"\n\n{i}.', "{i}.\n{t}", "{t} - {i}"]
)  # fmt: skip

Task = Callable[[Draw], Example]
"""A task: draws one example."""


def draw_example(draw: Draw, task: Task) -> Example:
    """Draw from the task until the example belongs to the split."""
    while True:
        example = task(draw)
        if draw.admits(example.key):
            return example
