"""What a reasoning model writes before its answer, told apart while it arrives."""

from __future__ import annotations

import re
from typing import NamedTuple

from llmnb.stopping import unfinished

_CLOSING = re.compile(
    r"(?P<open><|\[)/(?P<name>[\w:.-]*(?:think|thought|reason)[\w:.-]*)(?P<close>>|\])",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"<\|END_(?P<name>\w*(?:THINK|THOUGHT|REASON)\w*)\|>")


class Marks(NamedTuple):
    """The texts that enclose a model's thinking, such as ``<think>`` and ``</think>``."""

    opening: str
    closing: str


def marks_in(template: str | None) -> Marks | None:
    """Return the marks that a model's chat template itself speaks of, if there are any.

    Templates take the thinking out of earlier turns, so that they name the closing mark:
    ``</think>``, ``[/THINK]``, ``<|END_THINKING|>`` and their like.
    """
    if not template:
        return None
    if found := _CLOSING.search(template):
        return Marks(f"{found['open']}{found['name']}{found['close']}", found[0])
    if found := _PAIRED.search(template):
        return Marks(f"<|START_{found['name']}|>", found[0])
    return None


class Splitter:
    """Divides an answer into thinking and text; the result does not depend on the pieces.

    Only marks at the beginning of the answer count: later ones are ordinary text.

    Parameters
    ----------
    marks : Marks, optional
        Without marks everything is text.
    inside : bool
        The prompt ended with the opening mark, as some templates have it.

    Attributes
    ----------
    inside : bool
        The last piece ended inside the thinking.
    """

    def __init__(self, marks: Marks | None, *, inside: bool = False) -> None:
        self._marks = marks
        self._held = ""
        self.inside = inside and marks is not None
        self._before = marks is not None and not inside
        self._fresh = self.inside  # white space at the beginning of a part is left out

    @property
    def marks(self) -> tuple[str, ...]:
        """The texts to be looked for; where they are special tokens, they must be shown."""
        return self._marks or ()

    @property
    def open(self) -> bool:
        """Whether the next piece may be thinking, or the mark that it begins with."""
        return self.inside or self._before

    def push(self, text: str) -> tuple[str, str]:
        """Add a piece and return what is text and what is thinking, as far as that is clear."""
        if self._marks is None:
            return text, ""
        text, self._held = self._held + text, ""
        if self._before:
            text = self._begin(text, self._marks.opening)
        if self.inside:
            return self._think(text, self._marks.closing)
        return (self._stripped(text), "") if not self._before else ("", "")

    def flush(self) -> tuple[str, str]:
        """Return what is held back, for an answer that has ended."""
        held, self._held, self._before = self._held, "", False
        return ("", self._stripped(held)) if self.inside else (self._stripped(held), "")

    def _begin(self, text: str, opening: str) -> str:
        """Look for the opening mark; hold the text back while it may still become one."""
        start = text.lstrip()
        if start.startswith(opening):
            self.inside, self._before, self._fresh = True, False, True
            return start[len(opening) :]
        if opening.startswith(start):
            self._held = text
            return ""
        self._before = False
        return text

    def _think(self, text: str, closing: str) -> tuple[str, str]:
        thought, closed, rest = text.partition(closing)
        if closed:
            thought = self._stripped(thought).rstrip()
            self.inside, self._fresh = False, True
            return self._stripped(rest), thought
        # The white space before the closing mark is not shown, so that all white space waits.
        safe = len(text[: len(text) - unfinished(text, (closing,))].rstrip())
        self._held = text[safe:]
        return "", self._stripped(text[:safe])

    def _stripped(self, text: str) -> str:
        if self._fresh:
            text = text.lstrip()
            self._fresh = not text
        return text
