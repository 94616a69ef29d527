"""``llmnb.compare(…, block=False)``: a grid of answers that fills while cells run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from llmnb import rendering
from llmnb.rendering.bundles import Bundle
from llmnb.rendering.record import comparison as comparison_record
from llmnb.session import Cell, Comparison, Interruption
from llmnb.widgets.panel import HtmlCanvas, Panel
from llmnb.widgets.parts import button, row

if TYPE_CHECKING:
    from pandas import DataFrame


class ComparisonPanel(Panel):
    """A comparison that runs beside the cells, and a button that stops it.

    Parameters
    ----------
    comparison : Comparison
        What is shown; `begin` starts it.

    Attributes
    ----------
    comparison : Comparison
        The same.
    """

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Compare answers", comparison.session)
        self.comparison = comparison
        self._canvas = HtmlCanvas()
        self._painter = rendering.GridPainter(comparison, live=True, canvas=self._canvas)
        self._bar = ipywidgets.IntProgress(max=len(comparison.cells), description="Answers")
        self._count = ipywidgets.Label()
        self._halt = button("Stop", self.does(self.stop), "stop", disabled=True)
        self.wiring.names = {"llmnb-progress": "Answers", "llmnb-scrolls": "Answers side by side"}
        self._bar.add_class("llmnb-progress")
        self._canvas.widget.add_class("llmnb-scrolls")
        self.arrange(row(self._bar, self._count, self._halt), self._canvas.widget)
        self._tick()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells as they are now, row by row."""
        return self.comparison.cells

    @property
    def done(self) -> bool:
        """Whether everything has ended, or was stopped and has ended."""
        return self.comparison.done

    def begin(self) -> ComparisonPanel:
        """Start the comparison and return at once; doing it again changes nothing."""
        if not self.comparison.done:
            self.start(self._watch)
        return self

    def result(self) -> DataFrame:
        """Wait until all is done, and return the answers as a table; see `llmnb.compare`."""
        return self.begin().comparison.result()

    def frame(self) -> DataFrame:
        """Return what there is now as a table."""
        return self.comparison.frame()

    def twin(self) -> Bundle:
        """Return the grid; without the prompts, if they shall not be saved."""
        prompts = self.session.settings.save_prompts
        return rendering.grid(self.comparison.cells, prompts=prompts)

    def record(self) -> Mapping[str, Any]:
        """Return the record of the comparison."""
        return comparison_record(self.comparison.cells)

    def working(self, busy: bool) -> None:
        """Enable or disable Stop."""
        self._halt.disabled = not busy

    def _watch(self, stop: Interruption) -> None:
        stop.stops(self.comparison.stop)
        try:
            self.comparison.wait(self._tick)
        finally:
            self._painter.finish()
            self._show_count()
        if self.comparison.stopped:
            self.say("Stopped: .result() has what there is.")

    def _tick(self) -> None:
        if self._painter.tick():
            self._show_count()

    def _show_count(self) -> None:
        cells = self.comparison.cells
        settled = sum(cell.settled for cell in cells)
        self._bar.value, self._count.value = settled, f"{settled:,} of {len(cells):,}"
