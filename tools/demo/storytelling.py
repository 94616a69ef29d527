"""Whether stories that are told at a temperature hold together, and whether they vary."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answering import loaded
from demodata.draw import Draw
from demodata.stories import draw_plot, tell
from demodata.story_requests import sentences, story_is_right

import llmnb

REQUEST = "Tell me a short story about a dragon."
TEMPERATURES = (0.3, 0.7, 1.0, 1.5)
SEEDS = range(20)


@dataclass(frozen=True)
class Told:
    """The stories of one temperature: one for each seed, and those that hold together."""

    temperature: float
    stories: tuple[str, ...]
    coherent: tuple[str, ...]


def told_at_temperatures(folder: Path, precision: str) -> list[Told]:
    """Return the answers to `REQUEST` at each of `TEMPERATURES`."""
    with loaded(folder, precision) as model:
        return [_told(model, temperature) for temperature in TEMPERATURES]


def _told(model: llmnb.Model, temperature: float) -> Told:
    stories = tuple(
        model.generate(REQUEST, temperature=temperature, seed=seed, max_tokens=300).text
        for seed in SEEDS
    )
    return Told(temperature, stories, tuple(filter(_is_coherent, stories)))


def _is_coherent(story: str) -> bool:
    """Whether a story has what was asked for, real words only, and no sentence twice."""
    said = sentences(story)
    words = set(_words(story))
    return story_is_right(REQUEST, story) and len(said) == len(set(said)) and words <= _lexicon()


@cache
def _lexicon() -> frozenset[str]:
    """Return the words of many stories that the generator tells."""
    draw = Draw(random.Random(0))
    told = (tell(draw, draw_plot(draw), "long") for _ in range(20_000))
    return frozenset(word for story in told for word in _words(story))


def _words(story: str) -> list[str]:
    return re.findall(r"[^\W\d]+", story.lower())
