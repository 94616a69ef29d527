"""Facts of the small world and reasons: questions in hundreds of wordings, one form of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import nature
from .draw import TRAIN_ONLY, Draw, Example
from .geography import ALIASES, CAPITALS, CONTINENTS, COUNTRY_OF, LANGUAGES
from .more_fact_wordings import (
    COUNT,
    COUNT_DOWN,
    PATTERNS,
    ROWS,
    SHORT_AFTER,
    SHORT_BEFORE,
    WHY,
)
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


def _checked(
    draw: Draw, kind: str, statement: str, truth: str, claimed: str, **fields: str
) -> Fact:
    short = "Yes" if truth == claimed else "No"
    return _fact(draw, kind, f"{short}, {statement}.", short, **fields)


def _claim(draw: Draw, truth: str, others: list[str]) -> str:
    return truth if draw.chance(0.5) else draw.pick([other for other in others if other != truth])


def _called(draw: Draw, country: str) -> dict[str, str]:
    # People use several names; the answer always has the first one.
    name = draw.pick([country, *ALIASES.get(country, [])]) if draw.chance(0.8) else country
    return {"c": name, "b": name.removeprefix("the ")}


def _capital(draw: Draw) -> Fact:
    country, capital = draw.pick(list(CAPITALS.items()))
    sentence = f"the capital of {country} is {capital}"
    called = _called(draw, country)
    if draw.chance(0.12):
        claimed = _claim(draw, capital, list(COUNTRY_OF))
        return _checked(draw, "capital_check", sentence, capital, claimed, k=claimed, **called)
    return _fact(draw, "capital", sentence + ".", capital, **called)


def _city(draw: Draw) -> Fact:
    city, country = draw.pick(list(COUNTRY_OF.items()))
    if draw.chance(0.6):
        return _fact(draw, "country", f"{city} is the capital of {country}.", country, k=city)
    return _fact(draw, "city", f"{city} is in {country}.", country, k=city)


def _continent(draw: Draw) -> Fact:
    country, continent = draw.pick(list(CONTINENTS.items()))
    sentence, called = f"{country} is in {continent}", _called(draw, country)
    if draw.chance(0.2):
        claimed = _claim(draw, continent, sorted(set(CONTINENTS.values())))
        return _checked(draw, "continent_check", sentence, continent, claimed, t=claimed, **called)
    return _fact(draw, "continent", sentence + ".", continent, **called)


def _language(draw: Draw) -> Fact:
    country, language = draw.pick(list(LANGUAGES.items()))
    sentence = f"People in {country} speak {language}."
    return _fact(draw, "language", sentence, language, **_called(draw, country))


def _colour(draw: Draw) -> Fact:
    noun, colour = draw.pick(list(COLOURS_OF.items()))
    thing = subject(noun)
    sentence = f"{thing} is {colour}"
    if draw.chance(0.2):
        claimed = _claim(draw, colour, CATEGORIES["colour"])
        return _checked(draw, "colour_check", sentence, colour, claimed, x=thing, y=claimed)
    if not thing.startswith("the ") and noun not in MASS_NOUNS and draw.chance(0.25):
        return _fact(draw, "colour_many", sentence + ".", colour, xs=plural(noun))
    return _fact(draw, "colour", sentence + ".", colour, x=thing, n=noun)


def _unit(draw: Draw) -> Fact:
    (unit, whole), count = draw.pick(list(nature.UNITS.items()))
    if draw.chance(0.2):
        month = draw.pick(MONTHS)
        unit, whole = "days", month
        count = "28" if month == "February" else "30" if month in _SHORT_MONTHS else "31"
    return _fact(draw, "unit", f"There are {count} {unit} in {whole}.", count, u=unit, v=whole)


_SHORT_MONTHS = words("April June September November")


def _animal_fields(noun: str) -> dict[str, str]:
    return {"w": with_article(noun), "ws": plural(noun), "n": noun, "ns": plural(noun)}


def _parts(draw: Draw) -> Fact:
    (thing, part), count = draw.pick(list(nature.PARTS.items()))
    counted = part.removesuffix("s") if count == 1 else part
    sentence = f"{with_article(thing)} has {count} {counted}."
    return _fact(draw, "parts", sentence, str(count), u=part, **_animal_fields(thing))


def _animal(draw: Draw) -> Fact:
    kind = draw.pick(["sound", "sound", "young", "young", "home", "eats", "class", "can", "can"])
    if kind == "can":
        return _ability(draw)
    if kind == "class":
        name = draw.pick(list(nature.CLASSES))
        animal = draw.pick(nature.CLASSES[name])
        sentence = f"{with_article(animal)} is {with_article(name)}."
        return _fact(draw, kind, sentence, name, **_animal_fields(animal))
    table, form = _ANIMALS[kind]
    animal, value = draw.pick(list(table.items()))
    of_animal = animal if kind == "young" else with_article(animal)
    value_in = with_article(value) if kind == "young" else value
    sentence = form.format(w=of_animal, v=value_in)
    return _fact(draw, kind, sentence, value, **_animal_fields(animal))


_ANIMALS = {
    "sound": (nature.SOUNDS, "{w} says {v}."),
    "young": (nature.YOUNG, "a baby {w} is called {v}."),
    "home": (nature.HOMES, "{w} lives in {v}."),
    "eats": (nature.EATS, "{w} eats {v}."),
}


def _ability(draw: Draw) -> Fact:
    verb, able, unable = draw.pick(
        [("fly", nature.FLIERS, nature.GROUNDED), ("swim", nature.SWIMMERS, nature.DRY_ANIMALS)]
    )
    can = draw.chance(0.5)
    animal = draw.pick(able if can else unable)
    sentence = f"{'Yes' if can else 'No'}, {with_article(animal)} {'can' if can else 'cannot'}"
    short = "Yes" if can else "No"
    return _fact(draw, "can", f"{sentence} {verb}.", short, v=verb, **_animal_fields(animal))


_UNASKED = {"job"}  # "A teacher is a job." would be odd.
_OVERLAPPING = {"animal": {"bird"}, "food": {"fruit", "vegetable", "drink"}}


def _member(draw: Draw) -> Fact:
    name = draw.pick([category for category in CATEGORIES if category not in _UNASKED])
    noun = draw.pick(CATEGORIES[name])
    thing, right = subject(noun), with_article(name)
    sentence = f"{thing} is {right}"
    if draw.chance(0.5):
        return _fact(draw, "member", sentence + ".", name, w=thing, n=noun)
    other = draw.pick([category for category in CATEGORIES if not _overlap(category, name)])
    wrong = with_article(other)
    if draw.chance(0.5):
        one, two = draw.pick([(right, wrong), (wrong, right)])
        return _fact(draw, "member_either", sentence + ".", name, w=thing, n=noun, a=one, b=two)
    is_right = draw.chance(0.5)
    claimed, kind = (right, name) if is_right else (wrong, other)
    return _checked(
        draw, "member_check", sentence, right, claimed, w=thing, n=noun, a=claimed, o=kind
    )


def _overlap(one: str, other: str) -> bool:
    return one == other or one in _OVERLAPPING.get(other, ()) or other in _OVERLAPPING.get(one, ())


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


_ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
)
_RELATIVE = {
    "tomorrow": (1, "is"), "yesterday": (-1, "was"), "the day after tomorrow": (2, "is"),
    "the day before yesterday": (-2, "was"),
}  # fmt: skip


def _calendar(draw: Draw) -> Fact:
    roll = draw.rng.random()
    if roll < 0.4:
        at, (when, (step, verb)) = draw.number(0, 6), draw.pick(list(_RELATIVE.items()))
        answer = DAYS[(at + step) % 7]
        return _fact(draw, "relative_day", f"{when} {verb} {answer}.", answer, x=DAYS[at], r=when)
    if roll < 0.6:
        month = draw.pick(MONTHS)
        # December, January and February are winter, and so on.
        season = ["winter", *SEASONS][(MONTHS.index(month) + 1) // 3]
        return _fact(draw, "season", f"{month} is in {season}.", season, x=month)
    names, unit, whole = draw.pick([(MONTHS, "month", "year"), (DAYS, "day", "week")])
    at = draw.number(0, len(names) - 1)
    answer, ordinal = names[at], _ORDINALS[at]
    sentence = f"The {ordinal} {unit} of the {whole} is {answer}."
    return _fact(draw, "nth", sentence, answer, o=ordinal, u=unit, v=whole, i=str(at + 1))


def _use(draw: Draw) -> Fact:
    action, thing = draw.pick(list(nature.USES.items()))
    return _fact(draw, "use", f"We use {thing} to {action}.", thing, a=action)


def _made(draw: Draw) -> Fact:
    thing, material = draw.pick(list(nature.MADE_OF.items()))
    return _fact(draw, "made", f"{thing} is made of {material}.", material, x=thing)


def _superlative(draw: Draw) -> Fact:
    forms, answer = draw.pick(list(nature.SUPERLATIVES.items()))
    first, *others = forms.split("|")
    asked = draw.pick([first, *others])
    return _fact(draw, "superlative", f"{first} is {answer}.", answer, x=asked)


def _comparison(draw: Draw) -> Fact:
    (more, less), ranking = draw.pick(list(nature.RANKINGS.items()))
    high, low = sorted(draw.pick_several(range(len(ranking)), 2))
    winner, loser, word = ranking[high], ranking[low], more
    if draw.chance(0.3):
        winner, loser, word = loser, winner, less
    one, two = draw.pick([(winner, loser), (loser, winner)])
    sentence = f"{winner} is {word} than {loser}"
    if draw.chance(0.4):
        return _checked(draw, "compare_check", sentence, winner, one, m=word, a=one, b=two)
    return _fact(draw, "compare", sentence + ".", winner, m=word, a=one, b=two)


_KINDS: list[tuple[Callable[[Draw], Fact], float]] = [
    (_capital, 22), (_city, 7), (_continent, 7), (_language, 4), (_colour, 11), (_unit, 8),
    (_parts, 5), (_animal, 11), (_member, 9), (_opposite, 12), (_next, 6), (_next_number, 3),
    (_calendar, 5), (_use, 5), (_made, 4), (_superlative, 9), (_comparison, 5),
]  # fmt: skip


def draw_fact(draw: Draw) -> Fact:
    """Draw one fact; the split goes by the question without its noise."""
    kinds, weights = zip(*_KINDS, strict=True)
    kind: Callable[[Draw], Fact] = draw.rng.choices(kinds, weights)[0]
    return kind(draw)


def facts(draw: Draw) -> Example:
    """Answer a question about the small world in a sentence, or in one word if that is asked."""
    if draw.chance(0.05):
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


_ROWS = {
    "days of the week": DAYS,
    "months of the year": MONTHS,
    "four seasons": SEASONS,
    "seasons of the year": SEASONS,
    "letters of the alphabet": _LETTERS,
    "colours of the rainbow": words("red orange yellow green blue indigo violet"),
    "colors of the rainbow": words("red orange yellow green blue indigo violet"),
    "planets of the solar system": CATEGORIES["planet"],
    "eight planets": CATEGORIES["planet"],
    "vowels": words("A E I O U"),
    "five senses": words("sight hearing smell taste touch"),
    "weekdays": DAYS,
}


def _recital(draw: Draw) -> Example:
    if draw.chance(0.3):
        name, items = draw.pick(list(_ROWS.items()))
        patterns, fields = ROWS, {"x": name}
    else:
        number = draw.number(2, 20)
        items = [str(value) for value in range(1, number + 1)]
        patterns, fields = COUNT, {"n": str(number)}
        if draw.chance(0.3):
            items, patterns = items[::-1], COUNT_DOWN
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
