"""The text of ``%llm?``: the options, with what the current model makes of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from llmnb.config import GenerationConfig, Parameter, parameters
from llmnb.options import PromptOptions, is_bare, load_table
from llmnb.rendering.text import value_text
from llmnb.session import default_session, setting_table

F = TypeVar("F", bound=Callable[..., Any])


def documented(text: Callable[[], str]) -> Callable[[F], F]:
    """Let IPython ask `text` for a magic's help each time."""

    def mark(function: F) -> F:
        function.getdoc = text  # type: ignore[attr-defined]  # IPython looks for this name
        return function

    return mark


def lists_options(table: Callable[[], Mapping[str, Parameter]]) -> Callable[[F], F]:
    """Let a magic's help be its own text and the options of `table`."""

    def mark(function: F) -> F:
        own = inspect.getdoc(function) or ""
        return documented(lambda: "\n".join([own, "", "Options:", *map(_plain, table().values())]))(
            function
        )

    return mark


def prompt_help() -> str:
    """Return the help of ``%%llm`` and ``%llm``."""
    model = default_session().current
    if model is None:
        title, config = "No model is loaded; these are llmnb's own defaults:", None
    else:
        title, config = f"Defaults of {model.name}, and where they come from:", model.effective()
    table = parameters(GenerationConfig)
    generation = [_line(p, _value(p, config)) for p in table.values()]
    own = [_plain(p) for p in parameters(PromptOptions).values()]
    return "\n".join(
        [
            "Answer a prompt.",
            "",
            "    %llm [options] PROMPT",
            "",
            "    %%llm [options]",
            "    PROMPT, over any number of lines",
            "",
            "{{ name }} in the prompt is replaced by the variable. The answer is returned too.",
            "",
            title,
            *generation,
            "",
            "Other options:",
            *own,
        ]
    )


def load_help() -> str:
    """Return the help of ``%llm_load``."""
    table = load_table()
    return "\n".join(
        [
            "Load a model and make it current.",
            "",
            "    %llm_load [MODEL] [options]",
            "",
            "MODEL is demo, a folder, a hub id, or the address of a server that speaks the OpenAI",
            "protocol (http://HOST:PORT/v1); without it, a panel shows what is at hand.",
            "",
            *(
                _line(p, "" if p.default in (None, False) else str(p.default))
                for p in table.values()
            ),
        ]
    )


def config_help() -> str:
    """Return the help of ``%llm_config``."""
    rows = [f"  {p.name:<22} {p.help} Allowed: {p.allowed}." for p in setting_table().values()]
    return "\n".join(
        [
            "Show or change what holds for all prompts of the session.",
            "",
            "    %llm_config                          every value, and where it comes from",
            "    %llm_config temperature=0 seed=7     change some",
            "    %llm_config --reset temperature      take one back",
            "",
            "An option of a prompt is stronger than the session, which is stronger than the",
            "environment (such as LLMNB_TEMPERATURE), the model's own defaults, and llmnb's.",
            "",
            *rows,
        ]
    )


def _value(parameter: Parameter, config: GenerationConfig | None) -> str:
    value = parameter.default if config is None else getattr(config, parameter.name)
    shown = value_text(value)
    source = config.sources.get(parameter.name, "") if config is not None else ""
    return f"{shown} ({source})" if shown and source else shown


def _plain(parameter: Parameter) -> str:
    return _line(parameter, "")


def _line(parameter: Parameter, value: str) -> str:
    flags = ", ".join(filter(None, (parameter.flag, parameter.long_flag)))
    if not is_bare(parameter):
        flags += f" {'|'.join(parameter.choices) or parameter.name.upper()}"
    return f"  {flags:<44} {parameter.help}" + (f" Now: {value}." if value else "")
