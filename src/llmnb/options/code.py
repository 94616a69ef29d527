"""A prompt and its options as code that can be pasted into a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from llmnb.options.table import PromptOptions
from llmnb.options.writer import format_line
from llmnb.session.turns import Turn

MARKER = "# %%"


def as_cell(prompt: str, options: PromptOptions) -> str:
    """Return the ``%%llm`` cell of a prompt."""
    line = format_line(options)
    return f"%%llm {line}\n{prompt}" if line else f"%%llm\n{prompt}"


def as_call(prompt: str, options: PromptOptions, model: str) -> str:
    """Return the Python call of a prompt.

    Parameters
    ----------
    prompt : str
        The text, with its variables filled in.
    options : PromptOptions
        Those that decide the answer are written.
    model : str
        The name of the loaded model.
    """
    arguments = {
        "system": options.system,
        "no_chat_template": options.no_chat_template or None,
        "chat": options.chat,
        **options.generation,
    }
    given = [f"{name}={value!r}" for name, value in arguments.items() if value is not None]
    return f"llmnb.models()[{model!r}].generate({', '.join([repr(prompt), *given])})"


def as_cells(turns: Iterable[Turn], options: PromptOptions) -> str:
    """Return the ``%%llm`` cells that ask for turns, each with its system message.

    Cells are told apart as in scripts of VS Code and Jupytext, by a line with ``# %%`` before each;
    in a notebook, each text between two of these lines is a cell.

    Parameters
    ----------
    turns : iterable of Turn
        What was said; the answers are not written.
    options : PromptOptions
        The conversation's name, and what else decides the answers.
    """
    return "\n\n".join(
        f"{MARKER}\n{as_cell(_verbatim(turn.user), replace(options, system=turn.system))}"
        for turn in turns
    )


def _verbatim(text: str) -> str:
    """Write a prompt so that the magic gives it back as it is, and no line of it ends a cell."""
    text = text.replace("{{", '{{ "{{" }}')
    return re.sub(r"^#(?=\s*%%)", '{{ "#" }}', text, flags=re.MULTILINE)
