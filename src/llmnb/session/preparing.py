"""From what a user passes to a request: the prompt put together, the setting checked."""

from __future__ import annotations

import bisect
import contextlib
import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from llmnb.backends.base import ModelHandle
from llmnb.backends.context import check_length
from llmnb.config import GenerationConfig, GenerationOverrides, parameters
from llmnb.errors import ContextOverflow, ParameterError
from llmnb.generation import (
    Generation,
    Input,
    Message,
    Messages,
    Request,
    Text,
    TokenIds,
    as_input,
)
from llmnb.session.turns import Slot

Prompt = str | Input | list[Mapping[str, str]] | list[Message]
OVERFLOW = ("error", "drop-oldest")
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
    """A request that is ready to be submitted, and what the reader should know of it.

    Parameters
    ----------
    request : Request
        What the engine gets.
    notes : tuple of str
        What was dropped or changed.
    slot : Slot, optional
        The place of a conversation that the answer is for.
    begun : Generation, optional
        The unfinished answer that this one goes on from.
    prompt : Messages or Text or TokenIds, optional
        What that answer was given to; None where there is no such answer.
    """

    request: Request
    notes: tuple[str, ...] = ()
    slot: Slot | None = None
    begun: Generation | None = None
    prompt: Input | None = None

    @property
    def asked(self) -> Input:
        """What the whole answer is given to."""
        return self.request.input if self.prompt is None else self.prompt


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


def check_chat(prompt: Prompt, no_chat_template: bool) -> str:
    """Return a prompt that is to go into a conversation.

    Raises
    ------
    ParameterError
        If it is not one text for the chat template.
    """
    if no_chat_template:
        raise ParameterError("A conversation needs the model's chat template.")
    if not isinstance(prompt, str):
        raise ParameterError("In a conversation a prompt is one text, not a list of messages.")
    return prompt


def in_conversation(
    slot: Slot, handle: ModelHandle, config: GenerationConfig, overflow: str
) -> tuple[Messages, tuple[str, ...]]:
    """Return a prompt with the turns before it, as many as the choice of `overflow` leaves.

    Raises
    ------
    ParameterError
        If there is no such choice.
    """
    if overflow not in OVERFLOW:
        raise ParameterError(
            f"overflow = {overflow!r} is not allowed: it must be one of {', '.join(OVERFLOW)}."
        )
    if overflow == "error":
        return Messages(slot.messages()), ()
    return _within_context(slot, handle, config)


def _within_context(
    slot: Slot, handle: ModelHandle, config: GenerationConfig
) -> tuple[Messages, tuple[str, ...]]:
    """Leave out the oldest turns of a conversation that has outgrown the context.

    Room is kept for the answer: as many tokens as were asked for, but at most a quarter of the
    context. The system message always stays.

    Returns
    -------
    messages : Messages
        What the model shall read; still too long if the prompt alone is.
    notes : tuple of str
        How many turns were left out.

    Raises
    ------
    ParameterError
        If only a server knows how long a prompt is.
    """
    context, count = handle.info.context, len(slot.history)
    room = min(config.max_tokens, context // 4)

    def fits(dropped: int) -> bool:
        kept = Messages(slot.messages(dropped))
        try:
            check_length(kept, context)
        except ContextOverflow:
            return False
        tokens = handle.render(kept, config.think)[1]
        if tokens is None:
            raise ParameterError(
                f"overflow = drop-oldest is not possible with {handle.info.name}: "
                "only its server knows how many tokens a prompt has.",
                hint="Drop turns with %llm_chat NAME --drop N.",
            )
        return tokens + room <= context

    dropped = bisect.bisect_left(range(count), True, key=fits)
    left_out = f"the {dropped} oldest turns were" if dropped > 1 else "the oldest turn was"
    note = f"{left_out} left out: the context has {context:,} tokens"
    return Messages(slot.messages(dropped)), (note,) if dropped else ()


def has_history(prepared: Prepared) -> bool:
    """Tell whether a request has turns of its conversation that could be left out."""
    slot, asked = prepared.slot, prepared.request.input
    if slot is None or not slot.history:
        return False
    return asked != Messages(slot.messages(len(slot.history)))


@contextlib.contextmanager
def explained(prepared: Prepared) -> Iterator[None]:
    """Tell what to do when it is a conversation that has outgrown the context."""
    try:
        yield
    except ContextOverflow as error:
        slot = prepared.slot
        if slot is None or not has_history(prepared):
            raise  # it is the prompt alone that is too long
        name = slot.conversation.name
        raise ContextOverflow(
            f"The conversation {name!r} has outgrown the context. {error.message}",
            hint="Write --overflow drop-oldest to leave its oldest turns out, drop some with "
            "%llm_chat NAME --drop N, or begin anew with %llm_chat NAME --clear.",
        ) from None


@contextlib.contextmanager
def numbered(index: int) -> Iterator[None]:
    """Tell which of several prompts a mistake is in."""
    try:
        yield
    except (ParameterError, ContextOverflow) as error:
        error.message = f"prompts[{index}]: {error.message}"
        raise


def rendered(prepared: Prepared, handle: ModelHandle) -> Rendered:
    """Return a prompt as the engine would read it."""
    request, notes, context = prepared.request, prepared.notes, handle.info.context
    text, tokens = handle.render(request.input, request.config.think)
    if tokens is not None and tokens >= context:
        notes += (f"the prompt does not fit: the context has {context:,} tokens",)
    return Rendered(text, tokens, request.config, notes)


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
