"""Small edits of a text: case, order, repetition, counting, words taken out or put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .draw import Draw, Example
from .edit_wordings import INSTRUCTIONS
from .inline_wordings import INLINE
from .lexicon import ADJECTIVES, NOUNS, VERBS, random_word, text_to_edit
from .text import words

_COUNT_WORDS = {2: "two", 3: "three"}
_MARKS = {"!": "an exclamation mark", "?": "a question mark", ".": "a full stop"}
_OTHER_MARK_NAMES = {"!": "an exclamation point", "?": "a question sign", ".": "a period"}


@dataclass(frozen=True)
class Edit:
    """A text to edit, the edited text, and further fields of the wording.

    Attributes
    ----------
    fields : dict of str to str
        What the patterns of this kind name besides the text.
    """

    text: str
    answer: str
    fields: dict[str, str] = field(default_factory=dict)


def _upper(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6, 9]))
    return Edit(text, text.upper())


def _lower(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6]))
    answer = text.lower()
    return Edit(draw.pick([text.upper(), text.upper(), _title_case(text), text]), answer)


def _title_case(text: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in text.split())


def _title(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.pick([2, 3, 4, 6])).lower()
    return Edit(text, _title_case(text))


def _sentence(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([2, 4, 6]), punctuated=False).lower()
    return Edit(text, text[0].upper() + text[1:])


def _several_words(draw: Draw, low: int, high: int) -> str:
    return text_to_edit(draw, low, draw.number(low, high), punctuated=False)


def _reverse(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, 6, punctuated=False)
    if draw.chance(0.1):
        text = ", ".join(text.split())
    separator = ", " if ", " in text else " "
    return Edit(text, separator.join(reversed(text.split(separator))))


def _short_word(draw: Draw, longest: int) -> str:
    while True:
        word = draw.pick([draw.pick(NOUNS), draw.pick(ADJECTIVES), draw.pick(VERBS)])
        if 3 <= len(word) <= longest:
            return word


def _letters(draw: Draw) -> Edit:
    word = _short_word(draw, 5)
    return Edit(word, word[::-1])


def _spell(draw: Draw) -> Edit:
    word = _short_word(draw, 6)
    return Edit(word, "-".join(word))


def _letter_count(draw: Draw) -> Edit:
    word = _short_word(draw, 8)
    return Edit(word, str(len(word)))


def _first_letter(draw: Draw) -> Edit:
    word = _short_word(draw, 8)
    return Edit(word, word[0])


def _last_letter(draw: Draw) -> Edit:
    word = _short_word(draw, 8)
    return Edit(word, word[-1])


def _first(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.number(2, 8))
    return Edit(text, text.split()[0])


def _last(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.number(2, 8))
    return Edit(text, text.split()[-1].rstrip(".!?"))


def _nth(draw: Draw) -> Edit:
    text = _several_words(draw, 3, 6)
    place = draw.pick([1, 1, 2])
    name = draw.pick([["second", "2nd"], ["third", "3rd"]][place - 1])
    return Edit(text, text.split()[place], {"n": name})


def _count(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1 if draw.chance(0.1) else 2, draw.number(2, 8))
    return Edit(text, str(len(text.split())))


def _repeat(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6, 9]))
    return Edit(text, text)


def _times(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 1, 2, 3]))
    times = draw.pick([2, 2, 3])
    name = draw.pick([f"{_COUNT_WORDS[times]} times", f"{times} times"])
    if times == 2 and draw.chance(0.7):
        name = "twice"
    return Edit(text, " ".join([text] * times), {"n": name})


def _commas(draw: Draw) -> Edit:
    text = _several_words(draw, 2, 6)
    return Edit(text, ", ".join(text.split()))


def _hyphens(draw: Draw) -> Edit:
    text = _several_words(draw, 2, 5)
    mark, names = draw.pick([("-", words("hyphens dashes")), ("_", ["underscores"])])
    name = draw.pick(names)
    return Edit(text, mark.join(text.split()), {"s": name, "one": name.removesuffix("s")})


def _sort(draw: Draw) -> Edit:
    unsorted = draw.pick_several(NOUNS if draw.chance(0.7) else ADJECTIVES, draw.number(2, 4))
    separator = draw.pick([" ", ", ", ", "])
    return Edit(separator.join(unsorted), separator.join(sorted(unsorted)))


def _without_first(draw: Draw) -> Edit:
    text = _several_words(draw, 2, 6)
    return Edit(text, text.split(" ", 1)[1])


def _without_last(draw: Draw) -> Edit:
    text = _several_words(draw, 2, 6)
    return Edit(text, text.rsplit(" ", 1)[0])


def _without_one(draw: Draw) -> Edit:
    text = _different_words(draw)
    out = draw.pick(text)
    return Edit(" ".join(text), " ".join(word for word in text if word != out), {"a": out})


def _different_words(draw: Draw) -> list[str]:
    while True:
        text = _several_words(draw, 3, 7).split()
        if len({word.lower() for word in text}) == len(text):
            return text


def _replace(draw: Draw) -> Edit:
    text = _different_words(draw)
    old, new = draw.pick(text), random_word(draw)
    answer = " ".join(new if word == old else word for word in text)
    return Edit(" ".join(text), answer, {"a": old, "b": new})


def _mark(draw: Draw) -> Edit:
    text = _several_words(draw, 1, 6)
    mark = draw.pick("!!!?.")
    name = draw.pick([_MARKS[mark], _MARKS[mark], _OTHER_MARK_NAMES[mark]])
    return Edit(text, text + mark, {"m": name})


def _quote(draw: Draw) -> Edit:
    text = _several_words(draw, 1, 6)
    return Edit(text, f'"{text}"')


def _front(draw: Draw) -> Edit:
    text, new = _several_words(draw, 1, 5), random_word(draw)
    return Edit(text, f"{new} {text}", {"a": new})


def _behind(draw: Draw) -> Edit:
    text, new = _several_words(draw, 1, 5), random_word(draw)
    return Edit(text, f"{text} {new}", {"a": new})


_EDITS: dict[str, tuple[Callable[[Draw], Edit], float]] = {
    "upper": (_upper, 22), "reverse": (_reverse, 20), "lower": (_lower, 9), "repeat": (_repeat, 9),
    "count": (_count, 8), "first": (_first, 6), "last": (_last, 6), "title": (_title, 4),
    "times": (_times, 3), "commas": (_commas, 3), "hyphens": (_hyphens, 1.5), "sort": (_sort, 1.5),
    "without_first": (_without_first, 1.5), "without_last": (_without_last, 1.5),
    "without_one": (_without_one, 1.5), "replace": (_replace, 3), "mark": (_mark, 2),
    "quote": (_quote, 1), "letters": (_letters, 1), "letter_count": (_letter_count, 1.5),
    "nth": (_nth, 2), "sentence": (_sentence, 1), "first_letter": (_first_letter, 1),
    "last_letter": (_last_letter, 1), "spell": (_spell, 0.5), "front": (_front, 1),
    "behind": (_behind, 1),
}  # fmt: skip
"""Kinds of edits and their weights."""


def rewrite(draw: Draw, kinds: Sequence[str] = ()) -> Example:
    """Apply one small edit to a text.

    Parameters
    ----------
    draw : Draw
        Where everything is drawn from.
    kinds : sequence of str, default ()
        Kinds to choose from; all of them when empty.
    """
    chosen = list(kinds) or list(_EDITS)
    kind = draw.rng.choices(chosen, [_EDITS[name][1] for name in chosen])[0]
    edit = _EDITS[kind][0](draw)
    key = f"{kind}: {edit.text.lower()}"
    inline = INLINE.get(kind, [])
    if inline and draw.chance(0.4):
        question = draw.ask(inline, t=edit.text, **edit.fields)
    else:
        question = draw.ask_about(INSTRUCTIONS[kind], edit.text, **edit.fields)
    return Example(key, question, edit.answer)
