"""Text from a model made harmless for a terminal and a page."""

from __future__ import annotations

import html
import re

# ECMA-48: CSI sequences, strings such as OSC with their terminator, and two-byte escapes.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Control characters but tab and line feed, and the invisible marks that reorder the text
# around them, so that code reads other than it runs.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""Remove escape sequences, control characters and marks that reorder text.

    Line breaks and tabs stay; ``\r\n`` and a lone ``\r`` become ``\n``, for a terminal would
    write over the line.
    """
    if _UNSEEN.search(text) is None:  # nearly always; and this runs 20 times a second
        return text
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSEEN.sub("", text)


def escape(text: str) -> str:
    """Clean text and escape it for HTML, attributes included."""
    return html.escape(clean(text), quote=True)


def value_text(value: object) -> str:
    """Write the value of a setting for people; nothing for one that is not decided."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(repr(item) for item in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def amount(size: float) -> str:
    """Write a number of bytes for people: ``"310 MB"``."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
