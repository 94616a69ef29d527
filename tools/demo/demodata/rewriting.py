"""Small edits of a text: case, order, repetition, counting, single words, commas."""

from __future__ import annotations

from collections.abc import Callable

from .draw import Draw, Example
from .edit_wordings import INLINE, INSTRUCTIONS
from .lexicon import text_to_edit

Edit = tuple[str, str]
"""A text to edit and the edited text."""


def _some_words(draw: Draw) -> str:
    return text_to_edit(draw, 2, draw.number(2, 6), punctuated=False)


def _title_case(text: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in text.split())


def _upper(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6]))
    return text, text.upper()


def _lower(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6]))
    return draw.pick([text.upper(), text.upper(), _title_case(text), text]), text.lower()


def _title(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.pick([2, 3, 4, 6])).lower()
    return text, _title_case(text)


def _reverse(draw: Draw) -> Edit:
    text = _some_words(draw)
    return text, " ".join(reversed(text.split()))


def _repeat(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1, draw.pick([1, 2, 3, 4, 6]))
    return text, text


def _count(draw: Draw) -> Edit:
    text = text_to_edit(draw, 1 if draw.chance(0.1) else 2, draw.number(2, 8))
    return text, str(len(text.split()))


def _first(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.number(2, 8))
    return text, text.split()[0]


def _last(draw: Draw) -> Edit:
    text = text_to_edit(draw, 2, draw.number(2, 8))
    return text, text.split()[-1].rstrip(".!?")


def _commas(draw: Draw) -> Edit:
    text = _some_words(draw)
    return text, ", ".join(text.split())


_EDITS: dict[str, tuple[Callable[[Draw], Edit], float]] = {
    "upper": (_upper, 24), "reverse": (_reverse, 22), "lower": (_lower, 8), "repeat": (_repeat, 9),
    "count": (_count, 8), "first": (_first, 7), "last": (_last, 7), "title": (_title, 3),
    "commas": (_commas, 4),
}  # fmt: skip
"""Kinds of edits and their weights."""


def rewrite(draw: Draw) -> Example:
    """Apply one small edit to a text."""
    weights = [weight for _, weight in _EDITS.values()]
    return edit_of_kind(draw, draw.rng.choices(list(_EDITS), weights)[0])


def edit_of_kind(draw: Draw, kind: str) -> Example:
    """Apply an edit of this kind to a text; the text stands beside the request or inside it."""
    text, edited = _EDITS[kind][0](draw)
    if draw.chance(0.4):
        question = draw.ask(INLINE[kind], t=text)
    else:
        question = draw.ask_about(INSTRUCTIONS[kind], text)
    return Example(f"{kind}: {text.lower()}", question, edited)
