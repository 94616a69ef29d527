"""Word lists written as plain text."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


def phrases(text: str) -> list[str]:
    """Return the phrases of a text, separated by bars."""
    return text.split("|")
