"""From what a user passes to a request: the prompt put together, the setting checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from llmnb.backends.base import ModelHandle
from llmnb.config import GenerationConfig, GenerationOverrides, parameters
from llmnb.errors import ParameterError
from llmnb.generation import Input, Message, Messages, Request, Text, TokenIds, as_input

Prompt = str | Input | list[Mapping[str, str]] | list[Message]
_LARGEST_DRAWN_SEED = 2**31


@dataclass(frozen=True)
class Rendered:
    """A prompt as the engine would read it.

    Parameters
    ----------
    text : str
        The final prompt, after the chat template.
    tokens : int, optional
        Its number of tokens; None when only the engine knows.
    config : GenerationConfig
        The setting that would be used.
    notes : tuple of str
        What was dropped or changed.
    """

    text: str
    tokens: int | None
    config: GenerationConfig
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """A request that is ready to be submitted, and what the reader should know of it."""

    request: Request
    notes: tuple[str, ...] = ()


def usable(recommended: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Keep those of a model's recommendations that are allowed; its files are not trusted."""
    good: dict[str, Any] = {}
    notes: tuple[str, ...] = ()
    for name, value in recommended.items():
        try:
            good[name] = parameters(GenerationConfig)[name].check(value)
        except ParameterError:
            notes += (f"the model's own {name} = {value!r:.40} is not allowed and was dropped",)
    return good, notes


def seeded(config: GenerationConfig) -> GenerationConfig:
    """Draw a seed for an answer that samples, so that it can be repeated."""
    if config.seed is not None or config.temperature == 0:
        return config
    import secrets

    sources = {**config.sources, "seed": "drawn"}
    return dataclasses.replace(config, seed=secrets.randbelow(_LARGEST_DRAWN_SEED), sources=sources)


def compose(prompt: Prompt, system: str | None, no_chat_template: bool) -> Input:
    """Turn a prompt and its system message into what a handle takes.

    Raises
    ------
    ParameterError
        If the prompt is empty or malformed, or the system message does not go with it.
    """
    if no_chat_template:
        if not isinstance(prompt, str) or system is not None:
            raise ParameterError(
                "Without the chat template a prompt is one text, with no system message.",
                hint="Put everything into the text.",
            )
        return Text(prompt)
    if isinstance(prompt, str) and not prompt.strip():
        raise ParameterError("The prompt is empty.", hint="Give it some text.")
    composed = as_input(prompt)
    if system is None:
        return composed
    if not isinstance(system, str):
        raise ParameterError(f"system = {system!r:.80} is not allowed: it must be text.")
    if not isinstance(composed, Messages) or any(m.role == "system" for m in composed.messages):
        raise ParameterError("A system message can be given only once, and only to a chat.")
    return dataclasses.replace(composed, messages=(Message("system", system), *composed.messages))


def check_input(composed: Input, handle: ModelHandle) -> None:
    """Refuse a kind of input that the backend does not take.

    Raises
    ------
    ParameterError
        With what it lacks.
    """
    able, info = handle.capabilities, handle.info
    if isinstance(composed, TokenIds) and not able.token_ids:
        what = "token ids"
    elif isinstance(composed, Messages) and composed.continue_final and not able.continue_final:
        what = "continuing the last message"
    else:
        return
    raise ParameterError(f"{info.name} on the {info.backend} backend lacks {what}.")


def check_wanted(wanted: GenerationOverrides, handle: ModelHandle) -> None:
    """Refuse a parameter that the user set and the backend does not honour.

    Raises
    ------
    ParameterError
        With those that it does.
    """
    able, info = handle.capabilities.parameters, handle.info
    for name in wanted:
        if name not in able:
            known = [p for p in parameters(GenerationConfig) if p in able]
            raise ParameterError(
                f"{name} is not supported by {info.name} on the {info.backend} backend.",
                hint=f"Supported: {', '.join(known)}.",
            )


def fitted(
    config: GenerationConfig, handle: ModelHandle
) -> tuple[GenerationConfig, tuple[str, ...]]:
    """Fit a complete setting to a backend: drop what it lacks, with notes, and draw a seed.

    Raises
    ------
    ParameterError
        If values contradict each other or are more than the backend can do.
    """
    able = handle.capabilities
    notes: tuple[str, ...] = ()
    for name, source in config.sources.items():
        if name not in able.parameters and source != "llmnb":
            notes += (f"{name} from the {source} is not supported here and was dropped",)
            default = parameters(GenerationConfig)[name].default
            config = dataclasses.replace(config, **{name: default})
    if config.min_tokens > config.max_tokens:
        raise ParameterError(
            f"min_tokens = {config.min_tokens:,} is not allowed: "
            f"it must not be above max_tokens, {config.max_tokens:,}."
        )
    if (config.logprobs or 0) > able.logprobs_max:
        raise ParameterError(
            f"logprobs = {config.logprobs} is not allowed with {handle.info.name}: "
            f"it must be at most {able.logprobs_max}."
        )
    return seeded(config), notes
