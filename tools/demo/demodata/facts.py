"""Facts of the small world and reasons: questions in hundreds of wordings, one form of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import nature
from .draw import TRAIN_ONLY, Draw, Example
from .fact_wordings import COUNT, PATTERNS, ROWS, SHORT_AFTER, SHORT_BEFORE, WHY
from .geography import ALIASES, CAPITALS, CONTINENTS, COUNTRY_OF
from .text import words
from .world import (
    CATEGORIES,
    COLOURS_OF,
    DAYS,
    MASS_NOUNS,
    MONTHS,
    OPPOSITES,
    SEASONS,
    capitalised,
    plural,
    subject,
    with_article,
)


@dataclass(frozen=True)
class Fact:
    """One fact: key for the split, question, answer as a sentence, and as few words as possible."""

    key: str
    question: str
    sentence: str
    short: str


_PLAINEST = 0.06  # how often the plainest question is drawn, besides being one of all patterns


def _fact(draw: Draw, kind: str, sentence: str, short: str, **fields: str) -> Fact:
    patterns = PATTERNS[kind]
    wording = patterns[0] if draw.chance(_PLAINEST) else draw.wording(patterns)
    fields |= {name.upper(): capitalised(value) for name, value in fields.items()}
    key = TRAIN_ONLY if wording == patterns[0] else wording.format(**fields)
    question = draw.fill(wording, **fields)
    if draw.noisy and draw.chance(0.1):
        question = question.lower()
    return Fact(key, question, capitalised(sentence), short)


def _called(draw: Draw, country: str) -> dict[str, str]:
    # People use several names; the answer always has the first one.
    name = draw.pick([country, *ALIASES.get(country, [])]) if draw.chance(0.8) else country
    return {"c": name, "b": name.removeprefix("the ")}


def _capital(draw: Draw) -> Fact:
    country, capital = draw.pick(list(CAPITALS.items()))
    sentence = f"The capital of {country} is {capital}."
    return _fact(draw, "capital", sentence, capital, **_called(draw, country))


def _city(draw: Draw) -> Fact:
    city, country = draw.pick(list(COUNTRY_OF.items()))
    if draw.chance(0.6):
        return _fact(draw, "country", f"{city} is the capital of {country}.", country, k=city)
    return _fact(draw, "city", f"{city} is in {country}.", country, k=city)


def _continent(draw: Draw) -> Fact:
    country, continent = draw.pick(list(CONTINENTS.items()))
    sentence = f"{country} is in {continent}."
    return _fact(draw, "continent", sentence, continent, **_called(draw, country))


def _colour(draw: Draw) -> Fact:
    noun, colour = draw.pick(list(COLOURS_OF.items()))
    thing = subject(noun)
    sentence = f"{thing} is {colour}."
    if not thing.startswith("the ") and noun not in MASS_NOUNS and draw.chance(0.25):
        return _fact(draw, "colour_many", sentence, colour, xs=plural(noun))
    return _fact(draw, "colour", sentence, colour, x=thing, n=noun)


_SHORT_MONTHS = words("April June September November")


def _unit(draw: Draw) -> Fact:
    (unit, whole), count = draw.pick(list(nature.UNITS.items()))
    if draw.chance(0.2):
        month = draw.pick(MONTHS)
        unit, whole = "days", month
        count = "28" if month == "February" else "30" if month in _SHORT_MONTHS else "31"
    return _fact(draw, "unit", f"There are {count} {unit} in {whole}.", count, u=unit, v=whole)


def _animal_fields(noun: str) -> dict[str, str]:
    return {"w": with_article(noun), "ws": plural(noun), "n": noun, "ns": plural(noun)}


def _parts(draw: Draw) -> Fact:
    (thing, part), count = draw.pick(list(nature.PARTS.items()))
    counted = part.removesuffix("s") if count == 1 else part
    sentence = f"{with_article(thing)} has {count} {counted}."
    return _fact(draw, "parts", sentence, str(count), u=part, **_animal_fields(thing))


def _animal(draw: Draw) -> Fact:
    kind = draw.pick(["sound", "sound", "young", "young", "home", "class"])
    if kind == "class":
        name = draw.pick(list(nature.CLASSES))
        animal = draw.pick(nature.CLASSES[name])
        sentence = f"{with_article(animal)} is {with_article(name)}."
        return _fact(draw, kind, sentence, name, **_animal_fields(animal))
    table = {"sound": nature.SOUNDS, "young": nature.YOUNG, "home": nature.HOMES}[kind]
    animal, value = draw.pick(list(table.items()))
    sentence = {
        "sound": f"{with_article(animal)} says {value}.",
        "young": f"A baby {animal} is called {with_article(value)}.",
        "home": f"{with_article(animal)} lives in {value}.",
    }[kind]
    return _fact(draw, kind, sentence, value, **_animal_fields(animal))


def _member(draw: Draw) -> Fact:
    # "A teacher is a job." would be odd.
    name = draw.pick([category for category in CATEGORIES if category != "job"])
    noun = draw.pick(CATEGORIES[name])
    thing = subject(noun)
    return _fact(draw, "member", f"{thing} is {with_article(name)}.", name, w=thing, n=noun)


def _opposite(draw: Draw) -> Fact:
    word, opposite = draw.pick(list(OPPOSITES.items()))
    return _fact(draw, "opposite", f"The opposite of {word} is {opposite}.", opposite, w=word)


_LETTERS = [chr(code) for code in range(ord("A"), ord("Z") + 1)]


def _next(draw: Draw) -> Fact:
    names, unit = draw.pick(
        [(DAYS, "day"), (DAYS, "day"), (MONTHS, "month"), (SEASONS, "season"), (_LETTERS, "letter")]
    )
    ends = (1, len(names) - 2) if unit == "letter" else (0, len(names) - 1)
    at, step = draw.number(*ends), draw.pick([1, 1, -1])
    answer = names[(at + step) % len(names)]
    direction, verb = ("after", "follows") if step == 1 else ("before", "precedes")
    sentence = f"{answer} comes {direction} {names[at]}."
    fields = {"u": unit, "d": direction, "g": verb, "x": names[at]}
    return _fact(draw, "next", sentence, answer, **fields)


def _next_number(draw: Draw) -> Fact:
    number, step = draw.number(1, 60), draw.pick([1, 1, -1])
    direction, verb = ("after", "follows") if step == 1 else ("before", "precedes")
    answer = str(number + step)
    sentence = f"{answer} comes {direction} {number}."
    return _fact(draw, "next_number", sentence, answer, x=str(number), d=direction, g=verb)


_KINDS: list[tuple[Callable[[Draw], Fact], float]] = [
    (_capital, 22), (_city, 7), (_continent, 8), (_colour, 12), (_unit, 8), (_parts, 6),
    (_animal, 12), (_member, 5), (_opposite, 13), (_next, 8), (_next_number, 4),
]  # fmt: skip


def draw_fact(draw: Draw) -> Fact:
    """Draw one fact; the split goes by the question without its noise."""
    kinds, weights = zip(*_KINDS, strict=True)
    kind: Callable[[Draw], Fact] = draw.rng.choices(kinds, weights)[0]
    return kind(draw)


def facts(draw: Draw) -> Example:
    """Answer a question about the small world in a sentence, or in one word if that is asked."""
    if draw.chance(0.04):
        return _recital(draw)
    fact = draw_fact(draw)
    if draw.chance(0.78):
        return Example(fact.key, fact.question, fact.sentence)
    return Example(fact.key, _asking_for_one_word(draw, fact.question), fact.short)


def _asking_for_one_word(draw: Draw, question: str) -> str:
    if draw.chance(0.65):
        end = "" if question[-1] in "?.!" else draw.pick([".", ",", "?"])
        return question + end + draw.pick([" ", " ", " ", "\n"]) + draw.ask(SHORT_AFTER)
    return draw.ask(SHORT_BEFORE) + draw.pick([" ", " ", " ", "\n"]) + question


_ROWS = {"days of the week": DAYS, "months of the year": MONTHS, "four seasons": SEASONS}


def _recital(draw: Draw) -> Example:
    if draw.chance(0.3):
        name, items = draw.pick(list(_ROWS.items()))
        patterns, fields = ROWS, {"x": name}
    else:
        number = draw.number(2, 12)
        items = [str(value) for value in range(1, number + 1)]
        patterns, fields = COUNT, {"n": str(number)}
    wording = draw.wording(patterns)
    key = TRAIN_ONLY if wording == patterns[0] else wording.format(**fields)
    return Example(key, draw.fill(wording, **fields), ", ".join(items))


def why(draw: Draw) -> Example:
    """Give the reason for one of a few things in nature, in one sentence."""
    question, statement, causative, answer = draw.pick(nature.WHY)
    fields = {
        "q": draw.wording([question]),
        "s": draw.wording([statement]),
        "m": draw.wording([causative]),
    }
    wording = WHY[0] if draw.chance(0.2) else draw.wording(WHY)
    key = TRAIN_ONLY if wording == WHY[0] else wording.format(**fields)
    text = draw.fill(wording, **fields)
    if draw.noisy and draw.chance(0.1):
        text = text.lower()
    return Example(key, text, answer)
