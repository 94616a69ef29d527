"""The probabilities of an answer's tokens on a page that needs no script.

Without style sheets, as on GitHub, the tokens, their underlines and the tables stay.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from llmnb.generation import Generation
from llmnb.plain import clean, counted
from llmnb.rendering.bundles import Bundle, frame
from llmnb.rendering.text import escape
from llmnb.rendering.token_rows import (
    Alternative,
    Figures,
    Row,
    figures,
    least_sure,
    rows,
    visible,
)
from llmnb.rendering.token_style import RULES, SHADES, shade
from llmnb.rendering.token_text import OTHERS, others, percent, said, shown_of, summary, table

KIND = "llmnb-tokens"
ALTERNATIVES = 5
MOST = 1_000  # tokens on the page
IN_TABLE = 200  # tokens in the table below them
IN_TIP = 10  # alternatives that hang below a token
LEAST_SURE = 5  # places listed
SURE = 0.9  # no place above is listed or stopped at by the Tab key
_AROUND = 24  # characters on each side of a listed place
_BARS, _WIDTH, _HEIGHT = 300, 600, 56
_WORDS = ("where", "text", "others")  # columns
_CHOSEN = " ← chosen"


class TokenView:
    """An answer's tokens with their probabilities, as a notebook shows them.

    Parameters
    ----------
    generation : Generation
        An answer with log-probabilities.
    alternatives : int
        How many alternatives are shown at each token.

    As text (``str(view)``, ``print(view)``) it is a table.
    """

    def __init__(self, generation: Generation, alternatives: int = ALTERNATIVES) -> None:
        self._bundle = tokens(generation, alternatives)
        self._count = len(generation.logprobs)

    def __repr__(self) -> str:
        return f"<{counted(self._count, 'token')} with probabilities>"

    def __str__(self) -> str:
        return self._bundle["text/plain"]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        return dict(self._bundle)


def tokens(generation: Generation, alternatives: int = ALTERNATIVES, *, act: str = "") -> Bundle:
    """Return an answer's tokens with their probabilities as ``text/html`` and ``text/plain``.

    Parameters
    ----------
    generation : Generation
        An answer with log-probabilities.
    alternatives : int
        How many alternatives are shown at each token.
    act : str
        In a panel, the act of a click on a token, with its number as the value.

    Raises
    ------
    ParameterError
        If the answer has no log-probabilities.
    """
    every, whole = rows(generation, alternatives), figures(generation)
    kind = KIND if alternatives <= ALTERNATIVES else f"{KIND} llmnb-tall"
    unsure = least_sure(every, LEAST_SURE, SURE)
    body = [
        f'<p class="llmnb-status">{escape(summary(whole))}</p>',
        _legend(),
        *_text(every[:MOST], act),
        *_note(len(every), MOST),
        *_curve(every, whole),
        *_places(unsure, generation),
        *_table(every),
    ]
    return {
        "text/plain": clean("\n".join(table(every, unsure, whole))),
        "text/html": frame("".join(body), kind, RULES),
    }


def _legend() -> str:
    drawn = " ".join(_shaded(one.label, one.least, "") for one in SHADES)
    return f'<p class="llmnb-status llmnb-legend">Probability of at least: {drawn}</p>'


def _shaded(text: str, probability: float | None, more: str, classes: str = "") -> str:
    """Draw a text in the shade of a probability; unlikely ones are underlined as elements too."""
    names, tag = f"llmnb-t{classes}", "span"
    if probability is not None:
        look = shade(probability)
        names, tag = f"{names} llmnb-p-{look.name}", "u" if look.line else "span"
    return f'<{tag} class="{names}"{more}>{escape(text)}</{tag}>'


def _text(every: Sequence[Row], act: str) -> Iterator[str]:
    """Yield the tokens one after the other, the thinking apart."""
    for thinking, group in itertools.groupby(every, key=lambda row: row.place.thinking):
        if thinking:
            yield '<p class="llmnb-status">Thinking</p>'
        elif every[0].place.thinking:
            yield '<p class="llmnb-status">Answer</p>'
        yield f'<div class="llmnb-run">{"<wbr>".join(_token(row, act) for row in group)}</div>'


def _token(row: Row, act: str) -> str:
    text = row.text if not row.place.part else "◦"
    stops = row.probability is not None and row.probability < SURE
    more = ' tabindex="0"' if stops else ""
    more += f' data-tip="{escape(_tip(row))}"'
    more += f' data-llmnb-act="{act}" data-llmnb-value="{row.index}"' if act else ""
    classes = " llmnb-unseen" if row.unseen else ""
    classes += " llmnb-thought" if row.place.thinking else ""
    return _shaded(text, row.probability, more, classes) + ("<br>" if row.ends_line else "")


def _tip(row: Row) -> str:
    """Return what hangs below a token while it is pointed at."""
    lines = [f"token {row.index}: {said(row)}"]
    lines += [_alternative(one) for one in _first(row.alternatives, IN_TIP)]
    if row.probability is None:
        lines.append("its own probability is not known")
    if row.entropy is not None and len(row.alternatives) > 1:
        lines.append(f"entropy at least {row.entropy:.2f} bits")
    return "\n".join(lines)


def _first(alternatives: Sequence[Alternative], most: int) -> Iterable[Alternative]:
    """Return the first ones and the chosen one."""
    return (one for i, one in enumerate(alternatives) if i < most or one.chosen)


def _alternative(one: Alternative) -> str:
    return f"{percent(one.probability):>7}  {one.text}{_CHOSEN if one.chosen else ''}"


def _note(count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f'<p class="llmnb-note">{escape(shown_of(count, most))}</p>'


def _curve(every: Sequence[Row], whole: Figures) -> Iterator[str]:
    """Draw the entropies from left to right, of many tokens the highest of each few."""
    values = [row.entropy or 0.0 for row in every]
    if whole.entropy is None or len(values) < 2:
        return
    each = math.ceil(len(values) / _BARS)
    bars = [max(values[i : i + each]) for i in range(0, len(values), each)]
    top = max(1.0, *bars)
    steps = "".join(
        f"V{_HEIGHT - round((_HEIGHT - 2) * value / top)}H{round(_WIDTH * (i + 1) / len(bars))}"
        for i, value in enumerate(bars)
    )
    high = every[values.index(max(values))]
    words = (
        f"Entropy along the text, at least, in bits: from 0 to {top:.1f}, "
        f"mean {whole.entropy:.2f}, highest {max(values):.2f} at token {high.index}, {high.text}"
    )
    yield (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'preserveAspectRatio="none" role="img" aria-label="{escape(words)}">'
        f'<path fill="currentColor" d="M0 {_HEIGHT}{steps}V{_HEIGHT}Z"></path></svg>'
        f'<p class="llmnb-status">{escape(words)}</p>'
    )


def _places(unsure: Sequence[Row], generation: Generation) -> Iterator[str]:
    """Yield the list of the least sure places, each with the text around it."""
    if not unsure:
        return
    cells = [
        (str(r.index), _around(r, generation), *_escaped(percent(r.probability), others(r, OTHERS)))
        for r in unsure
    ]
    yield '<p class="llmnb-status">The least sure places:</p>' + _grid(
        ("token", "where", "prob.", "others"), cells
    )


def _around(row: Row, generation: Generation) -> str:
    place = row.place
    text = generation.thinking if place.thinking else generation.text
    before, after = text[max(place.start - _AROUND, 0) : place.start], text[place.end :]
    # The blanks around it are ordinary ones, so that the text is easy to read.
    left, right = (
        escape(visible(part, _AROUND + 1).replace("·", " ")) for part in (before, after[:_AROUND])
    )
    return (
        f"{'…' if place.start > _AROUND else ''}{left}<strong>{escape(row.text)}</strong>"
        f"{right}{'…' if len(after) > _AROUND else ''}"
    )


def _table(every: Sequence[Row]) -> Iterator[str]:
    cells = [
        (str(r.index), *_escaped(said(r), percent(r.probability), _bits(r), others(r)))
        for r in every[:IN_TABLE]
    ]
    heads = ("token", "text", "prob.", "entropy", "others")
    note = "".join(_note(len(every), IN_TABLE))
    yield f"<details><summary>All tokens as a table</summary>{_grid(heads, cells)}{note}</details>"


def _escaped(*cells: str) -> Iterator[str]:
    return (escape(cell.replace(" %", "\u00a0%")) for cell in cells)


def _bits(row: Row) -> str:
    return "" if row.entropy is None else f"{row.entropy:.2f}"


def _grid(heads: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are HTML, and what is no text stays in one line."""
    head = "".join(f"<th>{name}</th>" for name in heads)
    starts = ["<td>" if n in _WORDS else '<td class="llmnb-number">' for n in heads]
    lines = ("".join(f"{a}{b}</td>" for a, b in zip(starts, row, strict=True)) for row in cells)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
