"""Answers side by side: a row for each prompt, a column for each model and setting."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from llmnb.generation import FinishReason
from llmnb.plain import clean, counted
from llmnb.rendering.bundles import Bundle, final_status, folded, frame, notes
from llmnb.rendering.live import INTERVAL, SHARE
from llmnb.rendering.markdown import to_html
from llmnb.rendering.page import Canvas, Output
from llmnb.rendering.record import comparison
from llmnb.rendering.text import escape, value_text
from llmnb.session import CellState

if TYPE_CHECKING:
    from llmnb.session import Cell, Comparison

KIND = "llmnb-compare"
LONGEST = 2.0  # seconds between two paints, at most
LONGEST_SCORE = 80  # characters
NOT_SAVED = "(not saved)"

# A cell is wide enough to be read, and the box scrolls where all of them are wider than the page.
STYLE = (
    ".llmnb.llmnb .llmnb-grid{overflow-x:auto}"
    ".llmnb.llmnb .llmnb-grid>table{table-layout:auto;border-collapse:collapse;margin:0}"
    ".llmnb.llmnb .llmnb-grid>table>*>tr>*{min-width:11em;max-width:36em;white-space:normal;"
    "padding:.4em 1em .4em 0;border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.3))}"
    ".llmnb.llmnb .llmnb-grid>table>*>tr>.llmnb-prompt{min-width:7em;max-width:18em}"
    ".llmnb.llmnb .llmnb-grid pre{word-break:normal}"  # JupyterLab breaks words there
    ".llmnb.llmnb .llmnb-prompt pre.llmnb-text{font-weight:normal;margin:0}"
    ".llmnb.llmnb .llmnb-grid .llmnb-answer>:first-child{margin-top:0}"
)
_WAITS = {
    CellState.PENDING: "pending",
    CellState.LOADING: "loading the model",
    CellState.RUNNING: "running",
    CellState.LEFT_OUT: "left out",
}

Drawn = tuple[str, str]
"""A cell as HTML and as lines of plain text."""


def grid(
    cells: Sequence[Cell],
    *,
    status: bool = False,
    prompts: bool = True,
    draw: Callable[[Cell], Drawn] | None = None,
) -> Bundle:
    """Return the cells of a comparison, finished or not, as ``text/html`` and ``text/plain``.

    Parameters
    ----------
    cells : sequence of Cell
        All cells, row by row.
    status : bool
        Add speeds, which differ from run to run, to the counts in the HTML.
    prompts : bool
        Show the prompts.
    draw : callable, optional
        Draws one cell in the place of `drawn_cell`.
    """
    draw = draw or (lambda cell: drawn_cell(cell, status=status))
    first = [cell for cell in cells if cell.row == 0]
    titles = [_title(cell, cells) for cell in first]
    head = "".join(f"<th>{'<br>'.join(map(escape, title))}</th>" for title in titles)
    rows, lines = [], []
    for start in range(0, len(cells), len(first)):
        row = cells[start : start + len(first)]
        drawn = [draw(cell) for cell in row]
        said = row[0].prompt if prompts else NOT_SAVED
        prompt = f'<pre class="llmnb-text">{escape(said)}</pre>'
        body = "".join(f"<td>{html}</td>" for html, _ in drawn)
        rows.append(f'<tr><th class="llmnb-prompt">{prompt}</th>{body}</tr>')
        lines.append(_indented(f"{row[0].row + 1}. {said}", "   ", first=""))
        for title, (_, plain) in zip(titles, drawn, strict=True):
            lines += [f"   {' · '.join(title)}:", _indented(plain, "      ")]
    table = (
        f'<div class="llmnb-grid"><table><thead><tr><th class="llmnb-prompt">prompt</th>{head}'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
    about = _about(cells)
    table += f'<p class="llmnb-note">{escape(about)}</p>' if about else ""
    lines += [f"[{about}]"] if about else []
    return {"text/plain": clean("\n".join(lines)), "text/html": frame(table, KIND, STYLE)}


def drawn_cell(cell: Cell, *, status: bool = False) -> Drawn:
    """Return what stands in a cell: the answer, counts, what is to be known of it, its score.

    Speeds are in the HTML alone, so that the plain text is the same however it was painted.
    """
    remarks, text = _remarks(cell), cell.text
    counts, plain_counts = _counts(cell, status=status), _counts(cell, status=False)
    parts = [folded(cell.generation.thinking)] if cell.generation is not None else []
    parts += [f'<div class="llmnb-answer">{to_html(text)}</div>'] if text else []
    parts += [f'<p class="llmnb-note">{escape(remark)}</p>' for remark in remarks]
    parts += [f'<p class="llmnb-status">{escape(counts)}</p>'] if counts else []
    said = [f"[{clean(remark)}]" for remark in (*remarks, plain_counts) if remark]
    return "".join(parts), "\n".join([*([clean(text).rstrip()] if text else []), *said])


class GridPainter:
    """Shows a comparison as one output, painted while it runs, or once at its end.

    Parameters
    ----------
    comparison : Comparison
        What is shown; it is not started yet.
    live : bool
        Paint while it runs; otherwise only `finish` paints.
    canvas : Canvas, optional
        What it is painted on; by default an output of the running cell.
    """

    def __init__(self, comparison: Comparison, *, live: bool, canvas: Canvas | None = None) -> None:
        self.live = live
        self._comparison = comparison
        self._changed = True
        self._due = 0.0
        self._drawn: dict[int, Drawn] = {}  # of the cells that change no more
        self._canvas = canvas or Output(live=live)
        comparison.on_change = self._note

    def tick(self) -> bool:
        """Paint what has changed, if it is time, on the thread that waits; tell whether it was."""
        if not self.live or not self._changed or time.perf_counter() < self._due:
            return False
        began = time.perf_counter()
        self._paint()
        cost = time.perf_counter() - began
        self._due = time.perf_counter() + min(max(INTERVAL, cost / SHARE), LONGEST)
        return True

    def finish(self) -> None:
        """Paint the end with its record, as the one output that is saved."""
        self._paint({"llmnb": comparison(self._comparison.cells)})

    def _note(self, index: int) -> None:
        self._changed = True

    def _paint(self, metadata: Mapping[str, Any] | None = None) -> None:
        self._changed = False
        self._canvas.paint(grid(self._comparison.cells, draw=self._draw), metadata)

    def _draw(self, cell: Cell) -> Drawn:
        if cell.index in self._drawn:
            return self._drawn[cell.index]
        drawn = drawn_cell(cell, status=self.live)
        if cell.settled:
            self._drawn[cell.index] = drawn
        return drawn


def _title(cell: Cell, cells: Sequence[Cell]) -> list[str]:
    """Return the model and the values of a column, as far as they differ from column to column."""
    own = [cell.model] if len({other.model for other in cells}) > 1 else []
    for name, value in cell.settings.items():
        if any(other.settings[name] != value for other in cells):
            shown = f"{value:g}" if isinstance(value, float) else value_text(value)
            own.append(f"{name.replace('_', ' ')} {shown or 'default'}")
    return own or ["answer"]


def _remarks(cell: Cell) -> list[str]:
    found = [cell.error] if cell.error is not None else []
    if cell.generation is not None:
        found += notes(cell.generation, goes_on=False)
    return found


def _counts(cell: Cell, *, status: bool) -> str:
    if cell.state in _WAITS:
        return _WAITS[cell.state]
    if cell.generation is None:
        return ""
    tokens = counted(cell.generation.usage.completion_tokens, "token")
    parts = [final_status(cell.generation) if status else tokens]
    if cell.correct is not None:
        parts.append("correct" if cell.correct else "not correct")
    if cell.score is not None:
        parts.append(f"score {_score(cell.score)}")
    return " · ".join(parts)


def _score(value: Any) -> str:
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST_SCORE else text[:LONGEST_SCORE] + "…"


def _about(cells: Sequence[Cell]) -> str:
    """Tell how far a comparison is that was stopped, or that still runs."""
    given = [cell.generation for cell in cells if cell.settled and cell.generation is not None]
    cut = sum(generation.finish_reason is FinishReason.INTERRUPTED for generation in given)
    stopped = cut or any(cell.state is CellState.LEFT_OUT for cell in cells)
    ended = sum(cell.state in (CellState.DONE, CellState.FAILED) for cell in cells) - cut
    if not stopped and ended == len(cells):
        return ""
    count = f"{ended:,} of {counted(len(cells), 'answer')}"
    return f"stopped after {count}" if stopped else count


def _indented(text: str, indent: str, first: str | None = None) -> str:
    lines = clean(text).split("\n")
    return "\n".join(
        (indent if i or first is None else first) + line if line else ""
        for i, line in enumerate(lines)
    )
