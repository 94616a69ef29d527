"""Options to the line of a magic."""

from __future__ import annotations

import re
from typing import Any

from llmnb.config import GenerationOverrides, Parameter, parameters
from llmnb.options.table import PromptOptions, Texts, is_bare, prompt_table
from llmnb.typed import CONTROLS


def format_line(options: PromptOptions | GenerationOverrides) -> str:
    """Write options as a line of ``%%llm``: long names, what is not decided left out.

    Reading the line again gives equal options. Text with line breaks or ``{{`` is written
    as a ``{{ "literal" }}``.
    """
    if isinstance(options, GenerationOverrides):
        options = PromptOptions(generation=options)
    own = {
        name: getattr(options, name)
        for name, p in parameters(PromptOptions).items()
        if getattr(options, name) != p.default
    }
    table = prompt_table()
    written = [_write(table[n], v) for n, v in {**options.generation, **own}.items()]
    return " ".join(written)


def _write(parameter: Parameter, value: Any) -> str:
    flag = parameter.long_flag
    if is_bare(parameter):
        return flag
    if isinstance(parameter, Texts):
        value = parameter.written(value)
    if parameter.kind is tuple:
        return " ".join(f"{flag} {_write_text(item, parameter)}" for item in value)
    if parameter.kind is bool:
        return f"{flag} {'on' if value else 'off'}"
    return f"{flag} {_write_text(value, parameter) if parameter.kind is str else repr(value)}"


def _write_text(text: str, parameter: Parameter) -> str:
    controls = {c: "\\" + n for n, c in CONTROLS.items()} if parameter.kind is tuple else {}
    plain = "".join(c for c in text if c not in controls)
    if "{{" in text or "".join(plain.splitlines()) != plain:
        return _literal(text)
    escapes = {**controls, "\\": "\\\\", '"': '\\"'}
    if re.fullmatch(r"[^\s\\\"'#-][^\s\\]*", text):
        return text
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def _literal(text: str) -> str:
    """Write text as an expression, with every unusual character as a number."""
    inside = "".join(
        c if c.isascii() and (c.isalnum() or c in " .,:;!?_-") else f"\\U{ord(c):08x}" for c in text
    )
    return f'{{{{ "{inside}" }}}}'
