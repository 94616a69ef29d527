"""A prompt and its options as code that can be pasted into a notebook."""

from __future__ import annotations

from llmnb.options.table import PromptOptions
from llmnb.options.writer import format_line


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
