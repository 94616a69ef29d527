"""The page about mistakes, from the rows that the tests run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pages.tables import code, prose, table

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
import magic_mistakes as magic
from folder_mistakes import FOLDER_MISTAKES
from hub_mistakes import MISTAKES as HUB_MISTAKES
from hub_mistakes import Mistake
from magic_mistakes import Line
from server_mistakes import ADDRESS_MISTAKES, ANSWER_MISTAKES, LIST_MISTAKES, ServerMistake
from storage_mistakes import STORAGE_MISTAKES

TEMPLATE = """\
# Mistakes

What llmnb says when something is wrong: {count} mistakes, each with the message that is seen. The
tests make every one of them and compare the whole message; this page is made of their data.
None of them ends the kernel or unloads a model: mend it, and go on.

{sections}
"""
# What stands in the messages for what the tests have.
EXAMPLES = {
    "hub": "https://huggingface.co",
    "port": "8000",
    "cache": "~/.cache/huggingface/hub",
    "repository": "~/models/mine",
    "folder": "~/models/mine",
    "free": "12.3 GB",
    "size": "988.1 MB",
    "size_exact": "988,097,824",
    "size_and_4": "988,097,828",
    "url": "http://127.0.0.1:8000/v1",
}
LINES: Sequence[tuple[str, str, Sequence[Line]]] = (
    ("Prompts", "A model with the name `tiny` is loaded.", magic.PROMPT_MISTAKES),
    ("Options of a prompt", "", magic.OPTION_MISTAKES),
    (
        "Templates",
        "There are the variables `name`, `n`, `rows`, `broken` and `fail`.",
        magic.TEMPLATE_MISTAKES,
    ),
    ("Templates with --jinja", "", magic.JINJA_MISTAKES),
    ("Conversations", "The default conversation has one turn.", magic.CHAT_MISTAKES),
    ("Comparisons", "A model with the name `tiny` is loaded.", magic.COMPARE_MISTAKES),
    (
        "Probabilities of tokens",
        "The answer `plain` has no log-probabilities, `scored` has those of 8 tokens, and `number` "
        "is 3.",
        magic.TOKEN_MISTAKES,
    ),
    ("Settings", "", magic.SETTING_MISTAKES),
    ("Lines of the other magics", "", magic.COMMAND_MISTAKES),
    ("Loading", "", magic.PLAN_MISTAKES),
    (
        "Memory",
        f"On a machine that has {magic.FREE_MEMORY // 10**6} of its {magic.MEMORY // 10**6} MB of "
        "memory free.",
        magic.MEMORY_MISTAKES,
    ),
    ("The cache of converted models", "", magic.CACHE_MISTAKES),
)
HUB = "Models of the hub"
FILES = "A model's own files"
SERVERS = (
    ("The address of a server", ADDRESS_MISTAKES),
    ("Loading from a server", LIST_MISTAKES),
    ("An answer of a server", ANSWER_MISTAKES),
)
DISK = "Folders and disks"
SEEN, SAYS = "what is wrong", "what llmnb says"


def page() -> str:
    """Return the page."""
    sections = [
        *(_section(title, note, _lines(rows)) for title, note, rows in LINES),
        _section(FILES, "", _told(_hint(m) for m in FOLDER_MISTAKES)),
        _section(DISK, "", _told((m.name, m.message) for m in STORAGE_MISTAKES)),
        _section(HUB, "", _told(_hint(m) for m in HUB_MISTAKES)),
        *(_section(title, "", _told(_server(m) for m in rows)) for title, rows in SERVERS),
    ]
    return TEMPLATE.format(count=count(), sections="\n\n".join(sections))


def count() -> int:
    """Return how many rows the page has."""
    lists: Sequence[Sequence[Any]] = (
        *(rows for _, _, rows in LINES),
        *(rows for _, rows in SERVERS),
        FOLDER_MISTAKES,
        STORAGE_MISTAKES,
        HUB_MISTAKES,
    )
    return sum(map(len, lists))


def _section(title: str, note: str, rows: str) -> str:
    return "\n\n".join(filter(None, (f"## {title}", note, rows)))


def _lines(rows: Sequence[Line]) -> str:
    written = ((prose(r.name), _cell(r.code), prose(r.error)) for r in rows)
    return table((SEEN, "what was written", SAYS), written)


def _cell(text: str) -> str:
    return "<br>".join(code(line) for line in text.splitlines() if line.strip())


def _told(rows: Iterable[tuple[str, str]]) -> str:
    return table((SEEN, SAYS), ((prose(name), prose(_filled(said))) for name, said in rows))


def _hint(mistake: Mistake) -> tuple[str, str]:
    return mistake.name, f"{mistake.message} {mistake.hint}".strip()


def _server(mistake: ServerMistake) -> tuple[str, str]:
    return mistake.name, mistake.message


def _filled(text: str) -> str:
    for name, example in EXAMPLES.items():
        text = text.replace("{" + name + "}", example)
    return text
