"""Sums hidden in little stories; the answer is just the number."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import word_problem_wordings as wordings
from .arithmetic import in_words
from .draw import Draw, Example


def plural(noun: str) -> str:
    """Return the plural of one of the nouns of the stories."""
    if noun in wordings.IRREGULAR:
        return wordings.IRREGULAR[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


Problem = tuple[str, int, int, int]
"""The wording with open fields, its two numbers and the result."""


def _small(draw: Draw, highest: int) -> int:
    """Return a number of things; few things are the most common in such stories."""
    return draw.number(1, 12 if draw.chance(0.4) else highest)


def _gain(draw: Draw) -> Problem:
    return _change(draw, gain=True)


def _loss(draw: Draw) -> Problem:
    return _change(draw, gain=False)


def _change(draw: Draw, gain: bool) -> Problem:
    if gain:
        a, b = _small(draw, 40), _small(draw, 20)
    else:
        a = _small(draw, 50) + 1
        b = draw.number(1, a)
    result = a + b if gain else a - b
    if draw.chance(0.15):
        wording = draw.pick(wordings.ASKED_FIRST).replace("{w}", draw.pick(wordings.CHANGE[gain]))
        return draw.wording([wording]), a, b, result
    start = draw.wording(wordings.STARTS)
    # After "There are 3 pens in Anna's bag", Anna is not the subject yet.
    joins = [join for join in wordings.JOINS if join.startswith(". ") or "{n} " in start]
    if draw.chance(0.35):
        event = draw.wording(wordings.GIVERS if gain else wordings.TAKERS)
        story = f"{start}. {event}"
    else:
        event = draw.wording(wordings.GAINS if gain else wordings.LOSSES)
        story = start + draw.pick(joins).replace("{e}", event)
    asked = wordings.NOW + (wordings.TOTAL if gain else wordings.LEFT * 2)
    return _with_question(draw, story, draw.wording(asked)), a, b, result


def _together(draw: Draw) -> Problem:
    a, b = _small(draw, 35), _small(draw, 25)
    story = draw.wording(wordings.EACH_OF_TWO)
    if "{same}" in story:
        verb = next(word for word in story.split() if word in wordings.PAST)
        story = story.replace("{same}", verb)
    if draw.chance(0.1):
        story = draw.wording(
            ["On [Monday|Saturday] {n} [reads|read|saw|sold|used] {ai} and on [Tuesday|Sunday] {b}"]
        )
        asked = draw.wording(["How many {i} [is that|altogether|in total|in two days]?", "Total?"])
    elif draw.chance(0.12):
        wording = "How many {i} do {n} and {m} have [together|in total] if {n} has {a} and {m} {b}?"
        return draw.wording([wording]), a, b, a + b
    else:
        asked = draw.wording(wordings.TOGETHER)
    return _with_question(draw, story, asked), a, b, a + b


def _difference(draw: Draw) -> Problem:
    a = _small(draw, 50) + 1
    b = draw.number(1, a - 1)
    if draw.chance(0.3):
        story, asked = draw.wording(wordings.NEEDS), draw.wording(wordings.MISSING)
    else:
        story = draw.wording(
            [pattern for pattern in wordings.EACH_OF_TWO if "{same}" not in pattern]
        )
        asked = draw.wording(wordings.MORE)
    return _with_question(draw, story, asked), a, b, a - b


def _groups(draw: Draw) -> Problem:
    a, b = draw.number(2, 10), draw.number(2, 10)
    if draw.chance(0.15):
        return draw.wording(wordings.MORE_GROUPS), a, b, a * b
    wording = _with_question(draw, draw.wording(wordings.GROUPS), draw.wording(wordings.ALL))
    return wording, a, b, a * b


def _prices(draw: Draw) -> Problem:
    a, b = draw.number(2, 10), draw.number(1, 10)
    return draw.wording(wordings.PRICES), a, b, a * b


def _spending(draw: Draw) -> Problem:
    a = _small(draw, 50) + 1
    b = draw.number(1, a)
    return f"{draw.wording(wordings.SPENDING)} {draw.wording(wordings.REST)}", a, b, a - b


def _ages(draw: Draw) -> Problem:
    a, b = draw.number(10, 50), draw.number(2, 9)
    older = draw.chance(0.5)
    return draw.wording(wordings.AGES[older]), a, b, a + b if older else a - b


def _scene(draw: Draw) -> Problem:
    """Animals or people come and go, or somebody tells about themselves; often without names."""
    more = draw.chance(0.5)
    # "1 more come" is no English, so at least two come or go.
    a, b = _small(draw, 35) + 2, _small(draw, 19) + 1
    b = b if more else min(a, b)
    if draw.chance(0.5):
        story = f"{draw.wording(wordings.SCENES)}{draw.pick(['. ', '. ', ' and '])}"
        event = draw.wording(wordings.ARRIVE if more else wordings.LEAVE)
        story += event if story.endswith(". ") else event[0].lower() + event[1:]
        asked = draw.wording(wordings.STAY[more])
    else:
        joint = draw.pick([" and ", ". I ", ". Then I ", ", then I ", " and then "])
        story = draw.wording(["I [have|had|have got|own|bought|found] {ai}"])
        story += joint + draw.pick(wordings.MY[more])
        asked = draw.wording(wordings.I_HAVE[more])
    return _with_question(draw, story, asked), a, b, a + b if more else a - b


def _with_question(draw: Draw, story: str, asked: str) -> str:
    """Return the story and its question in one of several orders."""
    # A question with a pronoun comes after the name.
    roll = draw.rng.random()
    if roll < 0.12 and "{i}" in asked and "{he}" not in asked:
        return asked + draw.pick([" ", " ", "\n"]) + story + "."
    if roll < 0.25 and asked.startswith("How") and story.startswith("{n} ") and ". " not in story:
        return f"If {story}, {asked[0].lower()}{asked[1:]}"
    if roll < 0.30 and asked.startswith("How") and ". " not in story:
        return f"{story}, {asked[0].lower()}{asked[1:]}"
    return story + "." + draw.pick([" ", " ", " ", " ", "\n"]) + asked


_KINDS: list[Callable[[Draw], Problem]] = [
    _gain, _gain, _gain, _loss, _loss, _loss, _together, _together, _difference, _difference,
    _groups, _groups, _prices, _spending, _ages, _scene, _scene,
]  # fmt: skip


def word_problem(draw: Draw) -> Example:
    """Answer a little story about numbers of things, money or ages with just the number."""
    wording, a, b, result = draw.pick(_KINDS)(draw)
    # The first sentence and every later one begin with a capital, even if they begin with a field.
    wording = re.sub(r"(?:^|(?<=[.?!:]\s))\{\w", lambda start: start.group().upper(), wording)
    if draw.chance(0.12):
        wording = draw.wording(wordings.FRAMES).replace("{}", wording)
    fields = _fields(draw, a, b)
    fields |= {name.capitalize(): text[:1].upper() + text[1:] for name, text in fields.items()}
    named = re.search(r"\{[nm]\}", wording, re.IGNORECASE)
    key = None if named else wording.format(**fields)
    return Example(key, draw.fill(wording, **fields), str(result))


def _fields(draw: Draw, a: int, b: int) -> dict[str, str]:
    name, other = draw.first_name(), draw.first_name()
    while other == name:
        other = draw.first_name()
    item, animal, ware = (
        draw.pick(wordings.ITEMS),
        draw.pick(wordings.ANIMALS),
        draw.pick(wordings.WARES),
    )
    container, currency = draw.pick(wordings.CONTAINERS), draw.pick(wordings.CURRENCIES)
    spelt = draw.chance(0.2)
    a_text, b_text = (in_words(a), in_words(b)) if spelt else (str(a), str(b))
    he, him, his = wordings.PRONOUNS[name.endswith("a") or draw.chance(0.4)]
    sign = wordings.SIGNS.get(currency, "") if not spelt and draw.chance(0.3) else ""
    return {
        "n": name, "m": other, "he": he, "him": him, "his": his, "a": a_text, "b": b_text,
        "i": plural(item), "ai": _quantity(a, a_text, item), "bi": _quantity(b, b_text, item),
        "ac": _quantity(a, a_text, container), "c1": container, "k": plural(animal),
        "ak": _quantity(a, a_text, animal), "p": draw.pick(wordings.PLACES),
        "w": ware, "ws": plural(ware), "one": ("an " if ware[0] in "aeiou" else "a ") + ware,
        "u": plural(currency),
        "au": sign + a_text if sign else _quantity(a, a_text, currency),
        "bu": sign + b_text if sign else _quantity(b, b_text, currency),
    }  # fmt: skip


def _quantity(number: int, text: str, noun: str) -> str:
    return f"{text} {noun if number == 1 else plural(noun)}"
