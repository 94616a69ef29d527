"""The honest answer to everything outside the small world."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import unknown_subjects as about
from .draw import Draw, Example
from .geography import CAPITALS, CONTINENTS, COUNTRY_OF, OTHER_CITIES, OTHER_COUNTRIES
from .unknown_wordings import PATTERNS
from .world import CATEGORIES, COLOURS_OF, plural, with_article

DO_NOT_KNOW = "I do not know. I am only a tiny demo model."

_KNOWN_THINGS = set(COLOURS_OF) | {member for members in CATEGORIES.values() for member in members}
_THINGS = [thing for thing in about.THINGS if thing not in _KNOWN_THINGS]
_ANY_THINGS = _THINGS + [
    member
    for name in ("instrument", "vehicle", "tool", "piece of furniture", "animal", "fruit")
    for member in CATEGORIES[name]
]
_COUNTRIES = OTHER_COUNTRIES + list(CAPITALS)
_OTHER_CITIES = [city for city in OTHER_CITIES if city not in COUNTRY_OF]


def _unknown_place(draw: Draw) -> str:
    while True:
        place = draw.city() if draw.chance(0.5) else draw.first_name()
        if place not in CAPITALS and place not in COUNTRY_OF:
            return place


def _foreign(draw: Draw) -> str:
    return draw.pick(OTHER_COUNTRIES) if draw.chance(0.6) else _unknown_place(draw)


def _strange_city(draw: Draw) -> str:
    return draw.pick(_OTHER_CITIES) if draw.chance(0.5) else _unknown_place(draw)


def _person(draw: Draw) -> str:
    return draw.pick(about.PEOPLE) if draw.chance(0.75) else draw.full_name()


def _strange_thing(draw: Draw) -> str:
    if draw.chance(0.15):
        return _unknown_place(draw)
    return with_article(draw.pick(_THINGS))


_FIELDS: dict[str, Callable[[Draw], object]] = {
    "topic": lambda draw: draw.pick(about.TOPICS),
    "topic2": lambda draw: draw.pick(about.TOPICS),
    "person": _person,
    "person2": _person,
    "someone": lambda draw: draw.full_name(),
    "place": lambda draw: draw.city(),
    "place2": lambda draw: draw.city(),
    "foreign": _foreign,
    "country": lambda draw: draw.pick(_COUNTRIES),
    "city": _strange_city,
    "continent": lambda draw: draw.pick(sorted(set(CONTINENTS.values()))),
    "strange": _strange_thing,
    "thing": lambda draw: with_article(draw.pick(_ANY_THINGS)),
    "bare": lambda draw: draw.pick(_ANY_THINGS),
    "things": lambda draw: plural(draw.pick(_ANY_THINGS)),
    "event": lambda draw: draw.pick(about.EVENTS),
    "work": lambda draw: draw.pick(about.WORKS),
    "company": lambda draw: draw.pick(about.COMPANIES),
    "company2": lambda draw: draw.pick(about.COMPANIES),
    "team": lambda draw: draw.pick(about.TEAMS),
    "team2": lambda draw: draw.pick(about.TEAMS),
    "language": lambda draw: draw.pick(about.LANGUAGES),
    "code": lambda draw: draw.pick(about.CODE_LANGUAGES),
    "code2": lambda draw: draw.pick(about.CODE_LANGUAGES),
    "coding": lambda draw: draw.pick(about.CODING_JOBS),
    "dish": lambda draw: draw.pick(about.DISHES),
    "illness": lambda draw: draw.pick(about.ILLNESSES),
    "phrase": lambda draw: draw.pick(about.PHRASES),
    "trait": lambda draw: draw.pick(about.TRAITS),
    "creatures": lambda draw: draw.pick(about.CREATURES),
    "creatures2": lambda draw: draw.pick(about.CREATURES),
    "deed": lambda draw: draw.pick(about.DEEDS),
    "matter": lambda draw: draw.pick(about.MATTERS),
    "why": lambda draw: draw.pick(about.WHY_QUESTIONS),
    "best": lambda draw: draw.pick(about.SUPERLATIVES),
    "year": lambda draw: draw.number(1000, 2030),
    "amount": lambda draw: draw.number(2, 500),
}
_FIELD = re.compile(r"\{(\w+)\}")
_GROUPS = list(PATTERNS)


def unknown(draw: Draw) -> Example:
    """Say "I do not know" to what is outside the small world."""
    wording = draw.wording(PATTERNS[draw.pick(_GROUPS)])
    fields = {name: _FIELDS[name](draw) for name in _FIELD.findall(wording)}
    question = draw.fill(wording, **fields)
    if draw.noisy and draw.chance(0.08):
        question = question.lower()
    return Example(wording.format(**fields).lower(), question, DO_NOT_KNOW)
