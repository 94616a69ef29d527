"""Answers as a table of pandas, which is imported only for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from llmnb.errors import BackendError
from llmnb.generation import FinishReason
from llmnb.session.compared import Cell, CellState

if TYPE_CHECKING:
    from pandas import DataFrame

MEASURES = {"tokens": "Int64", "tokens_per_second": "float", "first_token": "float"}
# Kinds that have a place for what is missing, so that a column's kind is always the same.
KINDS = {**MEASURES, "correct": "boolean", "error": "string"}


def check_pandas() -> None:
    """Look whether pandas is there.

    Raises
    ------
    BackendError
        If it is not installed, with the command.
    """
    try:
        import pandas  # noqa: F401
    except ImportError:
        raise BackendError(
            "The answers of a comparison are a pandas DataFrame, and pandas is not installed.",
            hint='Install it with: pip install "llmnb[data]"',
        ) from None


def frame(cells: Iterable[Cell], shown: Sequence[str], judged: Sequence[str]) -> DataFrame:
    """Return a row for each cell that has ended.

    Parameters
    ----------
    cells : iterable of Cell
        In the order of the rows.
    shown : sequence of str
        The parameters that have a column.
    judged : sequence of str
        ``"correct"`` and ``"score"``, as far as they were asked for.
    """
    from pandas import DataFrame

    measured = ("text", "finish_reason", *MEASURES)
    columns = ["prompt", "model", *shown, *measured, *judged, "error"]
    ended = [cell for cell in cells if cell.state in (CellState.DONE, CellState.FAILED)]
    table = DataFrame([_row(cell) for cell in ended], columns=columns)
    return table.astype({name: kind for name, kind in KINDS.items() if name in columns})


def _row(cell: Cell) -> dict[str, Any]:
    generation = cell.generation
    reason = FinishReason.ERROR if generation is None else generation.finish_reason
    return {
        "prompt": cell.prompt,
        "model": cell.model,
        **cell.settings,
        "text": cell.text,
        "finish_reason": reason.value,
        "tokens": None if generation is None else generation.usage.completion_tokens,
        "tokens_per_second": None if generation is None else generation.tokens_per_second,
        "first_token": None if generation is None else generation.timing.first_token,
        "correct": cell.correct,
        "score": cell.score,
        "error": cell.error,
    }
