"""Markdown of what the pages have in common: tables, and options in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from llmnb.config import Parameter
from llmnb.options import is_bare
from llmnb.rendering.text import value_text


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are Markdown already."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(text: str) -> str:
    """Return text as it stands, in the face of code, fit for a cell of a table."""
    ticks = "``" if "`" in text else "`"
    pad = " " if ticks == "``" else ""
    return f"{ticks}{pad}{text.replace('|', chr(92) + '|')}{pad}{ticks}" if text else ""


def prose(text: str) -> str:
    """Return text with every character that Markdown would read escaped."""
    escaped = "".join("\\" + c if c in "\\`*_[]<>|{}~#$" else c for c in text)
    return escaped.replace("\n", " ")


def options(parameters: Mapping[str, Parameter]) -> str:
    """Return the table of a magic's options."""
    return table(
        ("option", "value", "default", "what it does"),
        ((flags(p), allowed(p), default(p), prose(p.help)) for p in parameters.values()),
    )


def flags(parameter: Parameter) -> str:
    """Return the flags of an option, the short one first."""
    return ", ".join(code(flag) for flag in (parameter.flag, parameter.long_flag) if flag)


def allowed(parameter: Parameter) -> str:
    """Return what values an option takes."""
    if is_bare(parameter):
        return "none: it is a switch"
    if parameter.choices:
        return ", ".join(code(word) for word in parameter.choices)
    unit = f", in {parameter.unit}" if parameter.unit else ""
    return parameter.allowed + unit


def default(parameter: Parameter) -> str:
    """Return the default of an option."""
    return code(value_text(parameter.default)) if not is_bare(parameter) else "off"
