"""What a person typed: backslashes in it, and what a mistyped word was meant to be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
"""What a backslash makes of a letter, in texts such as stop strings."""

_PLAIN = {**CONTROLS, "\\": "\\"}
_WRITTEN = {character: f"\\{letter}" for letter, character in _PLAIN.items()}
_ESCAPE = re.compile(r"\\(.)")


def unescaped(text: str) -> str:
    r"""Return a text that was typed in one line, with ``\n`` in it as a line end."""
    return _ESCAPE.sub(lambda match: _PLAIN.get(match[1], match[0]), text)


def escaped(text: str) -> str:
    """Return a text in one line, from which `unescaped` makes it again."""
    return "".join(_WRITTEN.get(c, c) for c in text)


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Say which allowed word `word` was probably meant to be, or list them all."""
    allowed = list(allowed)
    # What a word begins, or else what differs from it in a letter or two.
    near = [name for name in allowed if len(word) > 2 and name.startswith(word)]
    near = near or difflib.get_close_matches(word, allowed, n=1, cutoff=0.75)
    return f"Did you mean {' or '.join(near)}?" if near else f"Allowed: {', '.join(allowed)}."
