"""The page about magics, and the one about the options of a prompt."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from llmnb.config import GenerationConfig, Parameter, parameters
from llmnb.magics.chats import ChatMagics
from llmnb.magics.compare import CompareMagics
from llmnb.magics.models import ModelMagics
from llmnb.magics.prompt import PromptMagics
from llmnb.magics.settings import SettingMagics
from llmnb.magics.tokens import TokenMagics
from llmnb.options import (
    CacheOptions,
    ChatOptions,
    ConfigOptions,
    ContinueOptions,
    PromptOptions,
    TokensOptions,
    UnloadOptions,
    compare_table,
    load_table,
    prompt_table,
)
from pages.tables import options

FAMILIES = (
    PromptMagics,
    ModelMagics,
    ChatMagics,
    CompareMagics,
    TokenMagics,
    SettingMagics,
)
OWN: Mapping[str, Mapping[str, Parameter]] = {
    "llm": {},
    "llm_continue": parameters(ContinueOptions),
    "llm_load": load_table(),
    "llm_unload": parameters(UnloadOptions),
    "llm_status": {},
    "llm_cache": parameters(CacheOptions),
    "llm_chat": parameters(ChatOptions),
    "llm_compare": compare_table(),
    "llm_tokens": parameters(TokensOptions),
    "llm_config": parameters(ConfigOptions),
    "llm_tune": {name: parameters(PromptOptions)[name] for name in ("model", "system")},
}
PROMPT = "Its options have [a page of their own](prompt-options.md)."
MORE: Mapping[str, str] = {
    "llm": PROMPT,
    "llm_continue": "It also takes every parameter of generation that [a prompt](prompt-options.md)"
    " takes; what is not given stays as it was.",
    "llm_tune": "It also takes every parameter of generation that [a prompt](prompt-options.md)"
    " takes, to begin with.",
    "llm_config": "The settings are those of [Configuration](configuration.md).",
}
TEMPLATE = """\
# Magics

`%load_ext llmnb` registers them, `%unload_ext llmnb` takes them away. `%llm?`, `%llm_load?` and
so on show the same help in a notebook, with the present defaults, and the Tab key completes
options and their values.

On the line of `%%llm` and `%llm`, options come first; what follows is the prompt, as it stands,
and `--` ends the options. The line of `%%llm_compare` has options only. On the lines of the other
magics options and words stand in any order, IPython puts in `$NAME` and `{{expression}}`, and
` # …` is a comment.

{sections}
"""
PROMPT_TEMPLATE = """\
# Options of a prompt

Those of `%%llm` and `%llm`. In Python, `model.generate` and its kin take the parameters of
generation, `system`, `no_chat_template`, `chat`, `replace`, `overflow`, `schema`, `choices` and
`regex` as keywords of the same names. A value may be quoted, and may hold `{{{{ expressions }}}}`;
in `--stop`, `\\n` is a line end.

## Generation

{generation}

An empty default means that nobody decides: no stop text, a drawn seed, no log-probabilities, and
thinking as the model's template has it. The defaults of a loaded model may differ, because its
makers may recommend others; `%llm?` shows those that hold.

## Everything else

{own}
"""


def page() -> str:
    """Return the page about magics."""
    found = dict(_magics())
    assert found.keys() == OWN.keys(), "a magic has come or gone; write its options into OWN"
    return TEMPLATE.format(sections="\n\n".join(_section(n, *found[n]) for n in OWN))


def prompt_page() -> str:
    """Return the page about the options of a prompt."""
    generation = parameters(GenerationConfig)
    own = {name: p for name, p in prompt_table().items() if name not in generation}
    return PROMPT_TEMPLATE.format(generation=options(generation), own=options(own))


def _magics() -> Iterator[tuple[str, tuple[list[str], str]]]:
    """Yield the name of each magic, its spellings and its help."""
    for family in FAMILIES:
        kinds: Mapping[str, Mapping[str, str]] = family.magics
        for name in dict.fromkeys([*kinds["line"], *kinds["cell"]]):
            signs = [sign for kind, sign in (("cell", "%%"), ("line", "%")) if name in kinds[kind]]
            yield name, ([f"{sign}{name}" for sign in signs], _help(getattr(family, name)))


def _help(function: Callable[..., Any]) -> str:
    made = getattr(function, "getdoc", None)
    return str(made()) if made else inspect.getdoc(function) or ""


def _section(name: str, spellings: list[str], text: str) -> str:
    parts = [f"## {' and '.join(spellings)}", *_paragraphs(text), MORE.get(name, "")]
    if OWN[name]:
        parts.append(options(OWN[name]))
    return "\n\n".join(filter(None, parts))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help as Markdown, up to its own list of options."""
    usage: list[str] = []
    for block in [*text.split("\n\n"), ""]:
        if block.startswith("    "):
            usage.append(inspect.cleandoc(block))
            continue
        if usage:
            yield "```text\n" + "\n\n".join(usage) + "\n```"
            usage = []
        if any(line.startswith("  ") for line in block.splitlines()):
            return
        if block.strip() != "::":
            yield _prose(block)


def _prose(block: str) -> str:
    """Return a paragraph with what is typed in the face of code."""
    summary, colon, typed = block.partition(": %")
    if not colon:
        return re.sub(r"{{.*?}}", r"`\g<0>`", block)
    line, comma, rest = typed.partition(", by default")
    return f"{summary}: `%{line.removesuffix('.')}`{comma}{rest}" + ("" if comma else ".")
