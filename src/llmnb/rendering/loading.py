"""The progress of a load: one output, which ends as one line."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from llmnb.planner import passed_over
from llmnb.progress import Stage
from llmnb.rendering.bundles import Bundle, plain_and_html
from llmnb.rendering.page import Canvas, Output
from llmnb.rendering.report import ready
from llmnb.rendering.text import amount, escape

if TYPE_CHECKING:
    from llmnb.backends.base import Plan
    from llmnb.session import Model

INTERVAL = 0.1  # seconds between two paints of one stage
KIND = "llmnb-load"


class LoadDisplay:
    """A `Progress` that draws one updated output.

    Parameters
    ----------
    name : str
        What is loaded.
    live : bool
        Draw the stages; otherwise only the last line.
    canvas : Canvas, optional
        What it is drawn on; by default an output of the running cell.
    """

    def __init__(self, name: str, *, live: bool, canvas: Canvas | None = None) -> None:
        self._name = name
        self._live = live
        self._lock = threading.Lock()  # stages are reported from the thread that loads
        self._stage = Stage("resolving")
        self._amount = 0.0
        self._painted = 0.0
        self._canvas = canvas or Output(live=live)

    def start(self, stage: Stage) -> None:
        """Show the next stage."""
        with self._lock:
            self._stage, self._amount = stage, 0.0
            self._paint_stage()

    def advance(self, amount: float) -> None:
        """Show how far the stage is."""
        with self._lock:
            self._amount += amount
            if time.monotonic() - self._painted >= INTERVAL:
                self._paint_stage()

    def finish(self, lines: list[str]) -> None:
        """Replace the progress by its result."""
        with self._lock:
            self._live = False
            self._canvas.paint(plain_and_html(lines, KIND))

    def fail(self) -> None:
        """Replace the progress by a word that there is no result; the error says why."""
        if self._canvas.painted:
            self.finish([f"{self._name} was not loaded."])

    def _paint_stage(self) -> None:
        if self._live:
            self._painted = time.monotonic()
            self._canvas.paint(_stage(self._name, self._stage, self._amount))


def outcome(model: Model, replaced: Model | None = None, *, already: bool = False) -> list[str]:
    """Return the lines that say what has come of a load.

    Parameters
    ----------
    model : Model
        The model.
    replaced : Model, optional
        What was unloaded for it.
    already : bool
        It was there before.
    """
    if already:
        return [ready(model, "already loaded")]
    plan = model.plan
    said = [f"note: {note}" for note in (*plan.source.notes(plan.facts), *model.handle.notes)]
    gone = [ready(replaced, "unloaded")] if replaced is not None else []
    return [ready(model), *said, *_passed_over(plan), *gone]


def _passed_over(plan: Plan) -> list[str]:
    """Name the engines that would suit the machine better, each in one line."""
    if plan.config.backend != "auto":
        return []
    return [
        f"passed over: {c.backend}. {c.support.reason} Install it with: {c.support.install}"
        for c in passed_over(plan)
    ]


def _stage(name: str, stage: Stage, done: float) -> Bundle:
    line = f"{name}: {stage.name}"
    if not stage.total:
        return plain_and_html([f"{line} …"], KIND)
    part = min(done / stage.total, 1.0)
    counted = amount if stage.unit == "bytes" else "{:,.0f}".format
    unit = "" if stage.unit == "bytes" else f" {stage.unit}"
    line += f" {part:.0%} ({counted(done)} of {counted(stage.total)}{unit})"
    bundle = plain_and_html([line], KIND)
    named = escape(f"{name}: {stage.name}")
    bar = f'<progress max="1" value="{part:.3f}" aria-label="{named}"></progress></div>'
    bundle["text/html"] = bundle["text/html"].removesuffix("</div>") + bar
    return bundle
