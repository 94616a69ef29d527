"""The options of each magic, made from the one list of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from llmnb.config import (
    GenerationConfig,
    GenerationOverrides,
    LoadConfig,
    Parameter,
    param,
    parameters,
)
from llmnb.session.conversation import DEFAULT
from llmnb.session.preparing import OVERFLOW

FORMATS = ("markdown", "text", "code", "json")
ROLES = ("assistant", "user", "system")


class Several(Parameter):
    """A parameter that takes one value or more, with commas between them."""

    @property
    def allowed(self) -> str:
        """What values are allowed, in words."""
        return f"{super().allowed}, or several with commas"

    def check(self, value: Any) -> Any:
        """Return the values as a list, each of them checked."""
        check = super().check
        values = [one.strip() for one in value.split(",")]
        if "" in values:
            raise self._refuse(value)
        return [check(one) for one in values]

    @classmethod
    def of(cls, parameter: Parameter, **changes: Any) -> Several:
        """Return a parameter that takes several values of another one."""
        facts = {f.name: getattr(parameter, f.name) for f in fields(Parameter)}
        return cls(**{**facts, **changes})


class Texts(Several):
    r"""A parameter that takes texts with commas between them; ``\,`` is a comma of a text."""

    @property
    def allowed(self) -> str:
        """What values are allowed, in words."""
        return "texts with commas between them"

    def check(self, value: Any) -> tuple[str, ...]:
        """Return the texts."""
        texts = tuple(_split(value))
        if "" in texts:
            raise self._refuse(value)
        return texts

    @staticmethod
    def written(texts: Sequence[str]) -> str:
        """Write texts so that `check` gives them back."""
        return ",".join(_KEPT.sub(r"\\\g<0>", text) for text in texts)


_PIECE = re.compile(r"\\.|.", re.DOTALL)
_KEPT = re.compile(r"[,\\]|\A[ \t]|[ \t]\Z")


def _split(text: str) -> Iterator[str]:
    """Divide a text at its commas, without the blanks around each part."""
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(text):
        if piece == ",":
            parts.append([])
        else:
            parts[-1].append(piece)
    for part in parts:
        shown = [bool(piece.strip(" \t")) for piece in part]
        first = shown.index(True) if any(shown) else len(part)
        last = len(part) - shown[::-1].index(True) if any(shown) else first
        yield "".join(map(_plain, part[first:last]))


def _plain(piece: str) -> str:
    """Undo the backslash before what would not be part of a text without it."""
    return piece[1] if len(piece) == 2 and piece[1] in ",\\ \t" else piece


@dataclass(frozen=True, kw_only=True)
class PromptOptions:
    """What the options of ``%%llm`` and ``%llm`` decide."""

    model: str | None = param(None, "Answer with this loaded model.", flag="-m")
    system: str | None = param(None, "A system message to put before the prompt.", flag="-s")
    chat: str | None = param(
        None,
        "Answer as the next turn of this conversation; -c is --chat default.",
        flag="-c",
        short_value=DEFAULT,
    )
    replace: bool = param(False, "Replace the last turn of the conversation.")
    overflow: str = param(
        "error", "What to do when a conversation outgrows the context.", choices=OVERFLOW
    )
    schema: str | None = param(
        None, "Hold the answer to the JSON schema of this variable or .json file."
    )
    choices: Sequence[str] = param(
        (), r"Hold the answer to one of these texts; \, is a comma of a text."
    )
    regex: str | None = param(
        None, "Hold the answer to this regular expression, which all of it matches."
    )
    out: str | None = param(None, "Bind the Generation to this Python name.", flag="-o")
    quiet: bool = param(False, "Show nothing.", flag="-q")
    format: str = param("markdown", "How the answer is shown.", flag="-f", choices=FORMATS)
    no_vars: bool = param(False, "Take {{ }} as ordinary text.")
    jinja: bool = param(False, "Read the prompt as a full Jinja template.")
    no_chat_template: bool = param(False, "Send the text as it is, for completion.")
    dry_run: bool = param(False, "Show the final prompt and its number of tokens only.")
    tune: bool = param(False, "Open a panel on the prompt and its parameters instead.")
    generation: GenerationOverrides = field(default_factory=GenerationOverrides)

    @property
    def asking(self) -> dict[str, Any]:
        """What `Model.prepare` takes for one prompt, outside of conversations."""
        return {
            "system": self.system,
            "no_chat_template": self.no_chat_template,
            **self.generation,
        }


@dataclass(frozen=True, kw_only=True)
class LoadOptions:
    """What stands on a line of ``%llm_load``."""

    reload: bool = param(False, "Load even if the same model is there.")
    dry_run: bool = param(False, "Explain only.")
    model: str | None = None
    config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class UnloadOptions:
    """What stands on a line of ``%llm_unload``."""

    all: bool = param(False, "Unload every model.")
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class ContinueOptions:
    """What the options of ``%llm_continue`` decide."""

    out: str | None = param(None, "Bind the Generation to this Python name.", flag="-o")
    quiet: bool = param(False, "Show nothing.", flag="-q")
    format: str = param("markdown", "How the answer is shown.", flag="-f", choices=FORMATS)
    generation: GenerationOverrides = field(default_factory=GenerationOverrides)


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """What the options of ``%llm_compare`` decide."""

    models: Sequence[str] = param(
        (), "Answer with each of these models; one that is not loaded is so meanwhile.", flag="-m"
    )
    seeds: Sequence[int] = param((), "Answer once with each of these seeds.")
    system: str | None = param(None, "A system message to put before each prompt.", flag="-s")
    prompts: str | None = param(None, "The variable with the prompts, if none are written below.")
    expected: str | None = param(None, "The variable with the right answer to each prompt.")
    score: str | None = param(
        None, "The variable with a function that scores a Generation, or one and its right answer."
    )
    out: str | None = param(None, "Bind the table to this Python name.", flag="-o")
    no_vars: bool = param(False, "Take {{ }} as ordinary text.")
    jinja: bool = param(False, "Read each prompt as a full Jinja template.")
    generation: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ChatOptions:
    """What stands on a line of ``%llm_chat``."""

    edit: int | None = param(
        None, "Put the text below in the place of this turn's.", minimum=1, maximum=1_000_000
    )
    role: str = param("assistant", "Whose words --edit changes.", choices=ROLES)
    drop: int | None = param(None, "Take this turn out.", minimum=1, maximum=1_000_000)
    clear: bool = param(False, "Begin the conversation anew.")
    export: str | None = param(None, "Write it to this file: messages (.json) or text (.md).")
    restore: str | None = param(None, "Rebuild it from the outputs of this saved notebook.")
    force: bool = param(False, "Let --export or --restore replace what is there.")
    name: str = DEFAULT


@dataclass(frozen=True, kw_only=True)
class TokensOptions:
    """What stands on a line of ``%llm_tokens``."""

    alternatives: int = param(5, "How many alternatives to show.", minimum=1, maximum=20)
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConfigOptions:
    """What stands on a line of ``%llm_config``."""

    reset: tuple[str, ...] = param((), "Take this setting back; may be repeated.")
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CacheOptions:
    """What stands on a line of ``%llm_cache``."""

    all: bool = param(False, "Clear every model.")
    clear: bool = False
    name: str | None = None


def continue_table() -> dict[str, Parameter]:
    """Return every option of ``%llm_continue`` by its Python name."""
    return {**parameters(GenerationConfig), **parameters(ContinueOptions)}


def compare_table() -> dict[str, Parameter]:
    """Return every option of ``%llm_compare`` by its Python name.

    Stop texts are repeated, as for a prompt, and hold in all cells: they may have commas of
    their own.
    """
    generation, own = parameters(GenerationConfig), parameters(CompareOptions)
    varied = {n: p if p.kind is tuple else Several.of(p) for n, p in generation.items()}
    seed = varied.pop("seed")
    several = {
        "models": Several.of(own["models"]),
        "seeds": Several.of(seed, name="seeds", help=own["seeds"].help),
    }
    return {**varied, **own, **several}


def prompt_table() -> dict[str, Parameter]:
    """Return every option of ``%%llm`` by its Python name, in the order of the help."""
    own = parameters(PromptOptions)
    return {**parameters(GenerationConfig), **own, "choices": Texts.of(own["choices"])}


def tune_table() -> dict[str, Parameter]:
    """Return every option of ``%llm_tune``."""
    own = parameters(PromptOptions)
    return {**parameters(GenerationConfig), "model": own["model"], "system": own["system"]}


def load_table() -> dict[str, Parameter]:
    """Return every option of ``%llm_load`` by its Python name.

    The words for a precision are those that the installed backends bring.
    """
    from llmnb.backends.registry import precisions

    table = {**parameters(LoadConfig), **parameters(LoadOptions)}
    return {**table, "precision": replace(table["precision"], choices=precisions())}


def is_bare(parameter: Parameter) -> bool:
    """Tell whether an option is a flag without a value."""
    return parameter.kind is bool and parameter.default is False
