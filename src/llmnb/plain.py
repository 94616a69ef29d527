"""Text from elsewhere (a model, a file, a server) made harmless for a terminal and a page."""

from __future__ import annotations

import re

# ECMA-48: CSI sequences, strings such as OSC with their terminator, and two-byte escapes. A
# string without its terminator ends with the line, so that it cannot hide the rest of a text.
# Of the one-character forms only CSI counts: the others are in texts that were once decoded
# wrongly, where a “quotation” would vanish.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Control characters but tab and line feed, and the invisible marks that reorder the text
# around them, so that code reads other than it runs.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNCLEAN = re.compile(f"{_UNSEEN.pattern[:-1]}\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Remove escape sequences, control characters and marks that reorder text.

    Line breaks and tabs stay; ``\r\n`` and a lone ``\r`` become ``\n``, for a terminal would
    write over the line. Surrogates are treated as in `valid`.
    """
    if _UNCLEAN.search(text) is None:  # nearly always; and this runs 20 times a second
        return text
    text = _ESCAPES.sub("", valid(text).replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSEEN.sub("", text)


def valid(text: str) -> str:
    """Return a text with surrogates, which are no characters, joined in pairs or as U+FFFD.

    Neither a tokenizer nor a notebook's messages nor a file takes them.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def counted(count: int, noun: str) -> str:
    """Write how many there are of something: ``"1 token"``, ``"1,024 tokens"``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
