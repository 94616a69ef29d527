"""The probabilities of an answer's tokens in words, and as a table in plain text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from llmnb.plain import counted
from llmnb.rendering.token_rows import Figures, Row

MOST = 50  # tokens in the table
CELL = 24  # characters of a token in a cell
OTHERS = 3  # other tokens in a line
LEAST = 0.001  # probability of one of them


def summary(whole: Figures) -> str:
    """Write what holds for all tokens together in one line."""
    parts = [counted(whole.tokens, "token")]
    if whole.mean is not None:
        parts.append(f"mean log-probability {_number(whole.mean, 3)}")
        parts.append(f"perplexity {_number(whole.perplexity, 2)}")
    if whole.entropy is not None:
        parts.append(f"mean entropy at least {_number(whole.entropy, 2)} bits")
    return ", ".join(parts)


def percent(probability: float | None) -> str:
    """Write a probability: ``"12.3 %"``."""
    if probability is None:
        return "unknown"
    if 0 < probability < 0.001:
        return "<0.1 %"
    return "100 %" if probability >= 0.9995 else f"{100 * probability:.1f} %"


def _number(value: float, digits: int) -> str:
    if math.isinf(value):
        return "infinite" if value > 0 else "-infinite"
    if abs(value) >= 1e6:
        return f"{value:.3g}"
    written = f"{value:,.{digits}f}"
    return written if written.strip("-0.") else written.removeprefix("-")


def table(every: Sequence[Row], unsure: Sequence[Row], whole: Figures) -> Iterator[str]:
    """Yield the lines of the plain text: the summary, a table, and the least sure places."""
    yield summary(whole)
    yield ""
    yield f"{'token':>5}  {'probability':>11}  {'text':<{CELL}}  others"
    for row in every[:MOST]:
        text, instead = cell(said(row)), others(row, OTHERS, LEAST)
        yield f"{row.index:>5}  {percent(row.probability):>11}  {text:<{CELL}}  {instead}".rstrip()
    if len(every) > MOST:
        yield f"[{shown_of(len(every), MOST)}]"
    if unsure:
        places = (f"{row.index} {cell(row.text)} {percent(row.probability)}" for row in unsure)
        yield ""
        yield f"least sure: {', '.join(places)}"


def cell(text: str) -> str:
    """Cut a token's text for a cell."""
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def others(row: Row, most: int = 20, least: float = 0.0) -> str:
    """Write what else could stand at a token's place."""
    found = [o for o in row.alternatives if not o.chosen and o.probability >= least][:most]
    return ", ".join(f"{cell(one.text)} {percent(one.probability)}" for one in found)


def said(row: Row) -> str:
    """Write which token it is."""
    if row.place.parts > 1:
        return f"part {row.place.part + 1} of {row.place.parts} of {row.text}"
    return f"{row.text} (not shown)" if row.unseen else row.text


def shown_of(count: int, most: int) -> str:
    """Write that not all tokens are shown."""
    return f"the first {most:,} of {count:,} tokens are shown"
