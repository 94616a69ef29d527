"""Stories of many shapes about whatever hero, name, place, thing or theme is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from . import story_plots, story_plots_more
from .draw import Draw, Example
from .story_parts import (
    ANYBODY,
    HEROES,
    PLACES,
    THINGS,
    TRAITS,
    draw_hero,
    draw_place,
    draw_thing,
    in_a,
    in_the,
)
from .story_parts import with_article as a
from .story_requests import draw_request
from .wording import expand

Length = Literal["tiny", "short", "medium", "long"]


@dataclass(frozen=True)
class Plot:
    """What a story is about.

    Attributes
    ----------
    hero, place, treasure : str
        Nouns, or the name of a city for the place.
    kind : str or None
        Which plot to tell; None is any.
    theme : str or None
        What the story is to teach.
    """

    hero: str
    place: str
    treasure: str
    name: str | None = None
    trait: str | None = None
    friend: str | None = None
    friend_name: str | None = None
    kind: str | None = None
    theme: str | None = None


@dataclass(frozen=True)
class Beat:
    """One sentence of a plot: its wordings, and whether no story can do without it."""

    wordings: list[str]
    needed: bool


def _beats(text: str) -> list[Beat]:
    beats: list[Beat] = []
    for line in text.strip().split("\n"):
        mark, wording = line[0], line[2:]
        if mark == "|":
            beats[-1].wordings.append(wording)
        else:
            beats.append(Beat([wording], mark == "!"))
    return beats


_OPENING = _beats(story_plots.OPENING)
_ENDING = _beats(story_plots.ENDING)
_PAIR_OPENING = _beats(story_plots.PAIR_OPENING)
_PLOTS = {
    name.lower(): _beats(text)
    for module in (story_plots, story_plots_more)
    for name, text in vars(module).items()
    if name.isupper() and not name.endswith(("OPENING", "ENDING"))
}
KINDS = sorted(_PLOTS)
"""Names of the plots."""
# In these two the second character comes in with the second sentence.
_MEETINGS = ("help", "friend")
_MORALS = [
    "That is how {s} learned [a lot|something new|more] about {theme}.",
    "This was a story about {theme}.", "And that was the story about {theme}.",
    "From then on, {s} knew [more|all|a lot] about {theme}.",
    "And now you know a story about {theme}.",
]  # fmt: skip
_LENGTHS: dict[str, tuple[int, int]] = {
    "tiny": (3, 3), "short": (3, 4), "medium": (5, 6), "long": (7, 9)
}  # fmt: skip


def draw_plot(draw: Draw) -> Plot:
    """Draw a hero, a place, a thing and, half of the time, a name."""
    name = draw.first_name() if draw.chance(0.5) else None
    return Plot(draw_hero(draw), draw_place(draw), draw_thing(draw), name)


def tell(draw: Draw, plot: Plot, length: Length | int) -> str:
    """Return a story of that length, or of that many sentences (from three to nine)."""
    return " ".join(_sentences(draw, plot, _size(draw, length)))


def go_on(draw: Draw, plot: Plot, length: Length | int) -> str:
    """Return a story without its first sentence, which somebody else has told."""
    return " ".join(_sentences(draw, plot, _size(draw, length) + 1)[1:])


def _size(draw: Draw, length: Length | int) -> int:
    if isinstance(length, int):
        return length
    low, high = _LENGTHS[length]
    return draw.favour(range(low, high + 1))


def _sentences(draw: Draw, plot: Plot, size: int) -> list[str]:
    kind = plot.kind or draw.favour(KINDS, by=plot.hero)
    together = plot.friend and kind not in _MEETINGS
    beats = [*(_PAIR_OPENING if together else _OPENING), *_PLOTS[kind]]
    if plot.theme:
        beats.append(Beat(_MORALS, True))
    elif draw.chance(0.6):
        beats += _ENDING
    spare = [beat for beat in beats if not beat.needed]
    size = min(size, len(beats))
    count = max(0, size - (len(beats) - len(spare)))
    chosen = draw.favour_several(spare, min(count, len(spare)))
    told = [beat for beat in beats if beat.needed or any(beat is one for one in chosen)]
    if len(told) > size:  # a theme in three sentences: its moral stands for the solution
        del told[2]
    return _Teller(draw, plot).tell(told)


class _Teller:
    """Fills the wordings of one story, so that everybody keeps a name and a place."""

    def __init__(self, draw: Draw, plot: Plot) -> None:
        friend = plot.friend or draw.favour(HEROES, by=plot.hero)
        while friend == plot.hero:
            friend = draw.favour(HEROES, by=plot.hero)
        self._draw, self._plot, self._friend = draw, plot, friend
        self._met = False

    def tell(self, beats: list[Beat]) -> list[str]:
        draw = self._draw
        return [self._sentence(expand(draw.favour(b.wordings), draw.favour)) for b in beats]

    def _sentence(self, wording: str) -> str:
        draw, plot = self._draw, self._plot
        hero = plot.name if plot.name and draw.chance(0.6) else f"the {plot.hero}"
        known = plot.friend_name if plot.friend_name and draw.chance(0.6) else f"the {self._friend}"
        new = a(self._friend) + (f" named {plot.friend_name}" if plot.friend_name else "")
        if plot.friend and self._met:
            new = known
        self._met = self._met or "{a_f}" in wording or "{A_f}" in wording
        trait = plot.trait or (draw.favour(TRAITS, by=plot.hero) if draw.chance(0.4) else "")
        named = f" named {plot.name}" if plot.name else ""
        fields = {
            "s": hero, "f": known, "a_f": new, "in_a": in_a(plot.place),
            "in_the": in_the(plot.place), "a_t": a(plot.treasure), "h": plot.hero,
            "intro": a(f"{trait} {plot.hero}".strip()) + named,
        }  # fmt: skip
        capital = {key[0].upper() + key[1:]: _capital(text) for key, text in fields.items()}
        return wording.format(**fields, **capital, t=plot.treasure, theme=plot.theme)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def story(draw: Draw) -> Example:
    """Tell a story about what is asked for: hero, name, place, thing, theme, length."""
    plot = draw_plot(draw)
    request = draw_request(draw, plot.hero, plot.place, plot.treasure)
    hero = request.hero or draw.favour(ANYBODY if request.name else HEROES)
    # What nobody asked for is nothing unheard of.
    place = plot.place if "place" in request.asks_for else draw.favour(PLACES, by=hero)
    thing = plot.treasure if "thing" in request.asks_for else draw.favour(THINGS, by=hero)
    key = plot.hero + plot.place + plot.treasure
    plot = replace(
        plot, hero=hero, place=place, treasure=thing, name=request.name,
        trait=request.trait, friend=request.friend,
        friend_name=request.friend_name, kind=request.kind, theme=request.theme,
    )  # fmt: skip
    answer = (go_on if request.begun else tell)(draw, plot, request.length)
    return Example(key, request.question, answer)
