"""The line of a magic to checked options."""

from __future__ import annotations

import dataclasses
import keyword
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from llmnb.config import GenerationOverrides, Parameter, parameters
from llmnb.errors import OptionError, ParameterError
from llmnb.options.reader import Reader
from llmnb.options.table import (
    CacheOptions,
    ChatOptions,
    CompareOptions,
    ConfigOptions,
    ContinueOptions,
    LoadOptions,
    PromptOptions,
    TokensOptions,
    UnloadOptions,
    compare_table,
    continue_table,
    load_table,
    prompt_table,
    tune_table,
)
from llmnb.session.conversation import DEFAULT
from llmnb.structure import Structure

TUNED = {
    *("tune", "model", "system", "out", "quiet", "format"),
    *("no_vars", "jinja", "no_chat_template"),
}
"""What ``--tune`` goes with, beside the parameters."""
Expand = Callable[[str], str]


def parse_prompt(
    line: str, *, cell: bool, expand: Expand | None = None
) -> tuple[PromptOptions, str]:
    """Read the line of a prompt magic.

    Parameters
    ----------
    line : str
        Everything after ``%%llm`` or ``%llm`` and one blank.
    cell : bool
        It is the first line of ``%%llm``, which holds options only.
    expand : callable, optional
        Renders an option's value that holds ``{{``.

    Returns
    -------
    options : PromptOptions
        The checked options.
    prompt : str
        The rest of the line as it stands; empty for a cell.

    Raises
    ------
    OptionError
        For an unknown option, a missing value, or a prompt on the line of ``%%llm``.
    ParameterError
        For a value that is not allowed, under the long name of its flag.
    """
    magic = "%%llm" if cell else "%llm"
    values, prompt = _leading(line, prompt_table(), magic, expand)
    if cell and prompt.strip():
        raise OptionError(
            f"{prompt.strip()!r} cannot stand on the %%llm line, which holds options only.",
            hint="Write the prompt below it, or on one line with %llm; a value with blanks stands "
            "in quotation marks.",
        )
    own = {name: values.pop(name) for name in parameters(PromptOptions) if name in values}
    _check_own(own)
    _check_structure(own)
    if own.get("tune") and (others := set(own) - TUNED):
        flag = prompt_table()[min(others)].long_flag
        raise OptionError(
            f"--tune and {flag} do not go together.",
            hint="A panel for a conversation is %llm_chat." if "chat" in others else None,
        )
    return PromptOptions(**own, generation=GenerationOverrides(**values)), prompt


def parse_compare(line: str, *, cell: bool, expand: Expand | None = None) -> CompareOptions:
    """Read the line of ``%llm_compare``, or the first one of ``%%llm_compare``.

    Parameters
    ----------
    line, cell, expand
        As for `parse_prompt`.

    Raises
    ------
    OptionError, ParameterError
        As `parse_prompt` does; also for prompts that are given twice or not at all.
    """
    magic = "%%llm_compare" if cell else "%llm_compare"
    values, rest = _leading(line, compare_table(), magic, expand)
    if rest.strip():
        raise OptionError(
            f"{rest.strip()!r} cannot stand on the line of {magic}, which holds options only.",
            hint="Write the prompts below %%llm_compare; a value with blanks stands in quotation "
            "marks.",
        )
    own = {name: values.pop(name) for name in parameters(CompareOptions) if name in values}
    _check_own(own)
    if cell and own.get("prompts") is not None:
        raise OptionError(
            f"--prompts of {magic} and the prompts below it are both given.", hint="Leave one out."
        )
    if not cell and own.get("prompts") is None:
        raise OptionError(
            f"{magic} has no prompts.",
            hint="Write them below %%llm_compare, one on each line, or name a variable with "
            "--prompts.",
        )
    return CompareOptions(**own, generation=values)


def parse_load(line: str) -> LoadOptions:
    """Read the line of ``%llm_load``, after IPython has expanded ``$NAME`` and ``{expr}``."""
    values, words = parse_command(line, load_table(), "%llm_load")
    model = _at_most_one(words, "%llm_load", "model")
    if model is None and values:
        raise OptionError(
            f"%llm_load has the option {load_table()[next(iter(values))].long_flag}, but no model.",
            hint="Name one: demo, a folder, a hub id or a server's address.",
        )
    own = {name: values.pop(name) for name in parameters(LoadOptions) if name in values}
    return LoadOptions(**own, model=model, config=values)


def parse_continue(line: str) -> ContinueOptions:
    """Read the line of ``%llm_continue``."""
    values, words = parse_command(line, continue_table(), "%llm_continue")
    if words:
        raise OptionError(
            f"%llm_continue takes options only, but was given {words[0]!r}.",
            hint="It goes on from the last answer that was cut short.",
        )
    own = {name: values.pop(name) for name in parameters(ContinueOptions) if name in values}
    _check_name(own.get("out"))
    return ContinueOptions(**own, generation=GenerationOverrides(**values))


def parse_tune(line: str) -> PromptOptions:
    """Read the line of ``%llm_tune``."""
    values, words = parse_command(line, tune_table(), "%llm_tune")
    if words:
        raise OptionError(
            f"%llm_tune takes options only, but was given {words[0]!r}.",
            hint="Write %llm --tune and the prompt, or add --tune to the line of %%llm.",
        )
    own = {name: values.pop(name) for name in ("model", "system") if name in values}
    return PromptOptions(**own, generation=GenerationOverrides(**values))


def parse_chat(line: str, *, cell: bool) -> ChatOptions:
    """Read the line of ``%llm_chat``, or the first one of ``%%llm_chat``."""
    magic = "%%llm_chat" if cell else "%llm_chat"
    values, words = parse_command(line, dict(parameters(ChatOptions)), magic)
    actions = [n for n in ("edit", "drop", "clear", "export", "restore") if n in values]
    if len(actions) > 1:
        raise OptionError(f"--{actions[0]} and --{actions[1]} of {magic} are two things to do.")
    if cell and actions != ["edit"]:
        raise OptionError(f"{magic} with a text below it needs --edit N.")
    if not cell and actions == ["edit"]:
        raise OptionError(
            "--edit needs the new text.", hint="Write it below %%llm_chat NAME --edit N."
        )
    return ChatOptions(**values, name=_at_most_one(words, magic, "name") or DEFAULT)


def parse_cache(line: str) -> CacheOptions:
    """Read the line of ``%llm_cache``: list, clear NAME, or clear --all."""
    values, words = parse_command(line, dict(parameters(CacheOptions)), "%llm_cache")
    action, *names = words or ["list"]
    if action not in ("list", "clear"):
        raise OptionError(
            f"%llm_cache does not know {action!r}.",
            hint="It takes list, clear NAME, or clear --all.",
        )
    name, clear = _at_most_one(names, "%llm_cache clear", "name"), action == "clear"
    if not clear and (name is not None or values):
        raise OptionError("%llm_cache list takes no name and no options.")
    if clear and (name is None) != bool(values):
        raise OptionError("%llm_cache clear takes either a name or --all.")
    return CacheOptions(**values, clear=clear, name=name)


def parse_config(line: str) -> ConfigOptions:
    """Read the line of ``%llm_config``: NAME=VALUE any number of times.

    Names are not checked here. A name that is given several times has all its values.
    """
    options, words = parse_command(line, dict(parameters(ConfigOptions)), "%llm_config")
    values: dict[str, Any] = {}
    for word in words:
        name, sign, value = word.partition("=")
        name = name.replace("-", "_")
        if not sign or not value:
            raise OptionError(
                f"{word!r} on the line of %llm_config is not NAME=VALUE.",
                hint="Such as temperature=0.2, without blanks around the sign.",
            )
        values[name] = value if name not in values else (*_as_tuple(values[name]), value)
    return ConfigOptions(**options, values=values)


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def parse_unload(line: str) -> UnloadOptions:
    """Read the line of ``%llm_unload``."""
    values, words = parse_command(line, dict(parameters(UnloadOptions)), "%llm_unload")
    if words and values:
        raise OptionError("%llm_unload takes a name or --all, not both.")
    return UnloadOptions(**values, name=_at_most_one(words, "%llm_unload", "name"))


def parse_tokens(line: str) -> TokensOptions:
    """Read the line of ``%llm_tokens``."""
    values, words = parse_command(line, dict(parameters(TokensOptions)), "%llm_tokens")
    return TokensOptions(**values, name=_at_most_one(words, "%llm_tokens", "name"))


def parse_nothing(line: str, magic: str) -> None:
    """Refuse anything but a comment on the line of a magic without options."""
    word = line.partition("#")[0].strip()
    if word:
        raise OptionError(f"{magic} takes no options and no words, but was given {word!r}.")


def parse_command(
    line: str, table: Mapping[str, Parameter], magic: str
) -> tuple[dict[str, Any], list[str]]:
    """Read the line of a command magic.

    Parameters
    ----------
    line : str
        What follows the magic's name.
    table : mapping
        Its options.
    magic : str
        Its name, for messages.

    Returns
    -------
    values : dict
        The checked values of the options that were given.
    words : list of str
        What is no option, in order.
    """
    given, words = Reader(line, table, magic, prompts=False).anywhere()
    return _check(given, magic), words


def _leading(
    line: str, table: Mapping[str, Parameter], magic: str, expand: Expand | None
) -> tuple[dict[str, Any], str]:
    """Read the options at the start of a prompt magic's line; return them and the rest."""
    given, rest = Reader(line, table, magic, prompts=True).leading()
    expands = expand is not None and not any(p.name == "no_vars" for p, _ in given)
    return _check(((p, _expanded(v, expand if expands else None)) for p, v in given), magic), rest


def _expanded(value: str, expand: Expand | None) -> str:
    return expand(value) if expand is not None and "{{" in value else value


def _check(given: Iterable[tuple[Parameter, str]], magic: str) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    used: dict[str, Parameter] = {}
    for parameter, value in given:
        if parameter.kind is tuple:
            raw.setdefault(parameter.name, []).append(value)
        elif parameter.name in raw:
            raise OptionError(f"{parameter.long_flag} of {magic} is given twice.")
        else:
            raw[parameter.name] = value
        used[parameter.name] = parameter
    # The parameter checks itself; under its flag's name, its message speaks of the flag.
    return {
        name: dataclasses.replace(used[name], name=used[name].long_flag).check(value)
        for name, value in raw.items()
    }


def _check_own(own: Mapping[str, Any]) -> None:
    """Check what the prompt magics have in common."""
    _check_name(own.get("out"))
    if own.get("no_vars") and own.get("jinja"):
        raise OptionError("--no-vars and --jinja contradict each other.", hint="Leave one out.")


def _check_structure(own: Mapping[str, Any]) -> None:
    """Check what the answer is to be held to, but for a schema, which is elsewhere."""
    flags = [f"--{name}" for name in ("schema", "choices", "regex") if name in own]
    if len(flags) > 1:
        raise OptionError(
            f"{flags[0]} and {flags[1]} do not go together.",
            hint="An answer is held to one of --schema, --choices and --regex.",
        )
    try:
        Structure.of(choices=own.get("choices"), regex=own.get("regex"))
    except ParameterError as error:
        error.message = f"--{error.message}"
        raise


def _check_name(out: str | None) -> None:
    if out is not None and (not out.isidentifier() or keyword.iskeyword(out)):
        raise ParameterError(f"--out = {out} is not allowed: it must be a Python name.")


def _at_most_one(words: list[str], magic: str, noun: str) -> str | None:
    if len(words) > 1:
        raise OptionError(
            f"{magic} takes one {noun}, not {len(words)}: {', '.join(words)}.",
            hint="Put quotation marks around a text with blanks.",
        )
    return words[0] if words else None
