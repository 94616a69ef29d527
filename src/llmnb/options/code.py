"""A prompt and its options as code that can be pasted into a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from llmnb.options.table import PromptOptions, is_bare, load_table
from llmnb.options.writer import format_line
from llmnb.session.turns import Turn

MARKER = "# %%"

# What IPython would expand on a line, and what ends a text in quotation marks.
_NOT_ON_A_LINE = frozenset('${}"')
_BARE = re.compile(r"[\w./:~@+][\w./:~@+-]*", re.ASCII)


def as_load(model: str, wishes: Mapping[str, Any]) -> str:
    """Return the line of ``%llm_load`` for a load; a Python call where no line can hold it.

    Parameters
    ----------
    model : str
        The user's word for it.
    wishes : mapping
        Fields of `LoadConfig`.
    """
    table = load_table()
    given = {table[name]: value for name, value in wishes.items() if value != table[name].default}
    texts = [model, *(v for value in given.values() for v in _items(value))]
    if not all(text.isprintable() and _NOT_ON_A_LINE.isdisjoint(text) for text in texts):
        arguments = [f"{p.name}={value!r}" for p, value in given.items()]
        return f"llmnb.load({', '.join([repr(model), *arguments])})"
    words = [_word(model)]
    for parameter, value in given.items():
        flag = parameter.long_flag
        values = [""] if is_bare(parameter) else [f" {_word(v)}" for v in _items(value)]
        words += [flag + text for text in values]
    return " ".join(["%llm_load", *words])


def _items(value: Any) -> list[str]:
    return [str(item) for item in (value if isinstance(value, tuple) else (value,))]


def _word(text: str) -> str:
    return text if _BARE.fullmatch(text) else f'"{text}"'


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
        "schema": None if options.schema is None else _Schema(options.schema),
        "choices": list(options.choices) or None,
        "regex": options.regex,
        **options.generation,
    }
    given = [f"{name}={value!r}" for name, value in arguments.items() if value is not None]
    return f"llmnb.models()[{model!r}].generate({', '.join([repr(prompt), *given])})"


class _Schema(str):
    """A schema's variable, which is written as its name, or a schema's file."""

    def __repr__(self) -> str:
        return str(self) if self.isidentifier() else super().__repr__()


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
