"""Stop strings in text that arrives in pieces."""

from __future__ import annotations

from collections.abc import Sequence


class StopStrings:
    """Watches a text for stop strings and holds back only what may become one.

    The result does not depend on how the text is cut into pieces: the stop string that is
    complete first wins; of two that are complete at the same character, the longer.

    Parameters
    ----------
    stops : sequence of str
        The strings that end the text.
    """

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = tuple(stop for stop in stops if stop)
        self._held = ""

    def push(self, text: str) -> tuple[str, str | None]:
        """Add a piece of text.

        Returns
        -------
        shown : str
            What may be shown now; never any part of a stop string.
        stop : str or None
            The stop string, if one is complete; nothing may be pushed afterwards.
        """
        if not self._stops:
            return text, None
        text = self._held + text
        hits = [(start + len(s), start, s) for s in self._stops if (start := text.find(s)) >= 0]
        if hits:
            _, start, stop = min(hits)
            self._held = ""
            return text[:start], stop
        safe = len(text) - unfinished(text, self._stops)
        self._held = text[safe:]
        return text[:safe], None

    def flush(self) -> str:
        """Return what is held back, for a text that ended without a stop string."""
        held, self._held = self._held, ""
        return held


def unfinished(text: str, marks: Sequence[str]) -> int:
    """Return the length of the longest end of `text` that one of the marks begins with."""
    longest = max(map(len, marks), default=0)
    for length in range(min(len(text), longest - 1), 0, -1):
        if any(mark.startswith(text[-length:]) for mark in marks):
            return length
    return 0
