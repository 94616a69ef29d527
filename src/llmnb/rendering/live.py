"""One answer on the page: painted while it arrives, or once when it is complete."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from llmnb.generation import Chunk, Generation
from llmnb.rendering.bundles import Bundle, answer, draw, drawn, status_line
from llmnb.rendering.markdown import Growing
from llmnb.rendering.page import Canvas, Output

INTERVAL = 0.05  # seconds: 20 paints a second
# Painting takes at most this share of the time, whatever the length of the answer.
SHARE = 0.02
LONGEST = 0.5  # seconds between two paints, at most


class Painter:
    """Shows an answer as one output.

    Parameters
    ----------
    format : str
        How the answer is drawn.
    live : bool
        Paint while it arrives; otherwise only `finish` paints.
    quiet : bool
        Paint nothing.
    begun : str
        The part of the answer that is there already.
    canvas : Canvas, optional
        What it is painted on; by default an output of the running cell.
    goes_on : bool
        ``%llm_continue`` can go on from it, as from that of a cell.
    """

    def __init__(
        self,
        format: str = "markdown",
        *,
        live: bool,
        quiet: bool = False,
        begun: str = "",
        canvas: Canvas | None = None,
        goes_on: bool = True,
    ) -> None:
        self.format = format
        self.live = live and not quiet
        self.quiet = quiet
        self._goes_on = goes_on
        self._growing = Growing()
        self._started = time.perf_counter()
        self._first: float | None = None
        self._due = 0.0
        self._arrived: deque[Chunk] = deque()
        self._text, self._thinking = begun, ""
        self._tokens = 0
        self._canvas = canvas or Output(live=self.live)

    def add(self, chunk: Chunk) -> None:
        """Take a chunk, on any thread; nothing is painted yet."""
        if self.live:
            if self._first is None and (chunk.text or chunk.thinking):
                self._first = time.perf_counter()
            self._arrived.append(chunk)

    def tick(self) -> None:
        """Paint what has arrived, if it is time; called on the thread that waits."""
        if not self._arrived or time.perf_counter() < self._due:
            return
        began = time.perf_counter()
        self._collect()
        if self._text or self._thinking:
            self._paint(self._partial(status=self._status()))
        cost = time.perf_counter() - began
        self._due = time.perf_counter() + min(max(INTERVAL, cost / SHARE), LONGEST)

    def finish(self, generation: Generation, record: Mapping[str, Any]) -> None:
        """Paint the finished answer with its record, as the one output that is saved."""
        bundle = answer(generation, self.format, status=self.live, goes_on=self._goes_on)
        self._paint(bundle, {"llmnb": dict(record)})

    def abandon(self) -> None:
        """Mark an answer that will never be finished."""
        self._collect()
        if self._canvas.painted:
            self._paint(self._partial(notes=("the answer is not complete",)))

    def _collect(self) -> None:
        text, thinking = [self._text], [self._thinking]
        while self._arrived:
            chunk = self._arrived.popleft()
            text.append(chunk.text)
            thinking.append(chunk.thinking)
            self._tokens += len(chunk.tokens) or bool(chunk.text or chunk.thinking)
        self._text, self._thinking = "".join(text), "".join(thinking)

    def _partial(self, **said: Any) -> Bundle:
        if self.format == "markdown":
            return draw(self._growing.to_html(self._text), self._text, self._thinking, **said)
        return draw(*drawn(self._text, self.format), self._thinking, **said)

    def _status(self) -> str:
        now, first = time.perf_counter(), self._first or self._started
        rate = (self._tokens - 1) / (now - first) if self._tokens > 1 else None
        return status_line(self._tokens, rate, first - self._started)

    def _paint(self, bundle: Mapping[str, str], metadata: Mapping[str, Any] | None = None) -> None:
        if not self.quiet:
            self._canvas.paint(bundle, metadata)
