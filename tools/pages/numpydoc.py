"""Docstrings in numpydoc's form as Markdown.

The form is described in the numpydoc style guide: a summary, more text, then sections under
underlined titles, whose entries are ``name : type`` with an indented description.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

ENTRIES = ("Parameters", "Attributes", "Returns", "Yields", "Raises")
_UNDERLINE = re.compile(r"-{3,}")
_INDENT = 4


def sections(doc: str) -> dict[str, list[str]]:
    """Return the lines of each section by its title; those before the first one under ``""``."""
    lines = inspect.cleandoc(doc).splitlines()
    found: dict[str, list[str]] = {"": []}
    title = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _UNDERLINE.fullmatch(following) and len(following) == len(line):
            title = line
            found[title] = []
        elif not (_UNDERLINE.fullmatch(line) and not found[title]):
            found[title].append(line)
    return found


def body(found: dict[str, list[str]]) -> str:
    """Return sections as Markdown."""
    # Text that follows the entries of a section without being indented belongs to the whole.
    parts, loose = list[str](), list[str]()
    for title, lines in found.items():
        if title not in ENTRIES:
            parts.insert(0, _text(lines))
            continue
        entries, rest = _split(lines)
        loose += rest
        parts.append(f"**{title}**\n\n" + "\n".join(_items(entries)))
    return "\n\n".join(part for part in [parts[0], _text(loose), *parts[1:]] if part)


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """Divide a section into its entries and an ordinary paragraph at its end."""
    blank = next(
        (i for i in range(len(lines) - 2, 0, -1)
         if not lines[i] and lines[i + 1] and not lines[i + 1].startswith(" ")),
        None,
    )  # fmt: skip
    if blank is None or any(line.startswith(" ") for line in lines[blank:]):
        return lines, []
    return lines[:blank], lines[blank:]


def _items(lines: list[str]) -> Iterator[str]:
    """Yield each entry as an item of a list."""
    entry, said = "", list[str]()
    for line in [*lines, ""]:
        if line.startswith(" "):
            said.append(line[_INDENT:])
            continue
        if entry and (line or not said):
            yield _item(entry, said)
            entry, said = "", []
        entry = line or entry
    if entry:
        yield _item(entry, said)


def _item(entry: str, said: list[str]) -> str:
    name, colon, kind = entry.partition(" : ")
    shown = ", ".join(f"`{one}`" for one in name.split(", "))
    kind = f" ({inline(kind)})" if colon else ""
    text = inline(" ".join(line for line in said if line))
    return f"- {shown}{kind}{': ' if text else ''}{text}"


def _text(lines: list[str]) -> str:
    """Return ordinary text; what is indented below ``::`` is an example."""
    blocks = "\n".join(lines).strip("\n").split("\n\n")
    shown = []
    for block in blocks:
        if block.startswith((" " * _INDENT, ">>>")):
            shown.append(f"```text\n{inspect.cleandoc(block)}\n```")
        elif block.strip() != "::":
            shown.append(inline(" ".join(block.splitlines())))
    return "\n\n".join(filter(None, shown))


def inline(text: str) -> str:
    """Return a line with numpydoc's marks for code as Markdown's."""
    return text.replace("``", "`")
