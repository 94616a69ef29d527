"""Text and values as they are written for people."""

from __future__ import annotations

import html

from llmnb.plain import clean


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
