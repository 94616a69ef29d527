"""An answer that goes on from a part that is there already."""

from __future__ import annotations

import dataclasses

from llmnb.alignment import BROKEN, Place, places, scored
from llmnb.backends.base import ModelHandle
from llmnb.config import GenerationConfig, GenerationOverrides
from llmnb.errors import ParameterError
from llmnb.generation import (
    FinishReason,
    Generation,
    Input,
    Message,
    Messages,
    Request,
    Text,
    TokenIds,
    TokenInfo,
)
from llmnb.plain import counted
from llmnb.session.preparing import Prepared, check_input, check_wanted, fitted


def unfinished(prompt: Input, generation: Generation) -> Generation:
    """Return the part of a cut answer that a model is to go on from.

    Chat templates strip the ends of messages, so a model does not see the space that its answer
    was cut after, and writes it once more: here it is left out, with its tokens.

    Raises
    ------
    ParameterError
        If the answer is complete, or is no text yet, or was given to token ids.
    """
    if generation.finish_reason not in (FinishReason.LENGTH, FinishReason.INTERRUPTED):
        raise ParameterError(
            f"The last answer is complete: it ended with {generation.finish_reason.value!r}.",
            hint="Only an answer that was cut by its length or an interrupt goes on.",
        )
    if generation.thinking and not generation.text:
        raise ParameterError(
            "The last answer was cut while the model was still thinking, so it cannot go on.",
            hint="Ask again, with --think off if the model knows that.",
        )
    # The old seed would draw the same numbers once more.
    setting = dataclasses.replace(generation.config, seed=None)
    generation = dataclasses.replace(generation, config=setting)
    text = generation.text.rstrip()
    if not isinstance(prompt, Messages) or text == generation.text:
        return generation
    count = len(generation.logprobs)
    while count and not generation.logprobs[count - 1].text.strip():
        count -= 1
    return begun_with(generation, text, generation.logprobs[:count])


def changed(
    generation: Generation, index: int, alternative: str | int, ends: frozenset[int]
) -> Generation:
    """Return the beginning of an answer with another token at its end.

    Parameters
    ----------
    generation : Generation
        An answer with log-probabilities.
    index : int
        The token to be replaced; those before it are kept.
    alternative : str or int
        The text in its place, or which of the token's alternatives, counted from 0.
    ends : frozenset of int
        Ids of tokens that end an answer.

    Raises
    ------
    ParameterError
        If there is no such token or alternative, or it is no text.
    """
    tokens = scored(generation)
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < len(tokens):
        raise ParameterError(
            f"index = {index!r:.80} is not allowed: the answer has "
            f"{counted(len(tokens), 'token')}, and the first one is 0."
        )
    start = _start(generation, index)
    token = _chosen(tokens[index], index, alternative)
    if token.id in ends:
        raise ParameterError(f"{token.text!r} ends an answer, so that nothing can follow it.")
    if not token.text or BROKEN in token.text:
        raise ParameterError(
            f"alternative = {alternative!r:.80} is not allowed: it must be text, "
            "not a part of a character.",
            hint="Write a whole character or more.",
        )
    text = generation.text[:start] + token.text
    return begun_with(generation, text, (*tokens[:index], token))


def _start(generation: Generation, index: int) -> int:
    """Return where in an answer's text a token begins."""
    found = places(generation)
    place = found[index]
    if place.thinking:
        raise ParameterError(
            f"Token {index} belongs to the model's thinking, which cannot be changed.",
            hint=f"The answer begins with token {_first(found)}.",
        )
    if place.part:
        raise ParameterError(
            f"Token {index} is in the middle of a character.",
            hint=f"The character begins with token {index - place.part}.",
        )
    return place.start


def _first(found: tuple[Place, ...]) -> int:
    return next((i for i, p in enumerate(found) if p.end > p.start and not p.thinking), len(found))


def _chosen(token: TokenInfo, index: int, alternative: str | int) -> TokenInfo:
    if isinstance(alternative, str):
        known = [(token.id, token.text, token.logprob), *token.top]
        same = (one for one in known if one[1] == alternative)
        return TokenInfo(*next(same, (-1, alternative, None)), token.top)
    if isinstance(alternative, bool) or not isinstance(alternative, int):
        raise ParameterError(
            f"alternative = {alternative!r:.80} is not allowed: it must be text or a number."
        )
    if not 0 <= alternative < len(token.top):
        raise ParameterError(
            f"alternative = {alternative} is not allowed: token {index} has "
            f"{counted(len(token.top), 'alternative')}, and the first one is 0.",
            hint="Any text can be given too.",
        )
    id, text, logprob = token.top[alternative]
    return TokenInfo(id, text, logprob, token.top)


def begun_with(generation: Generation, text: str, logprobs: tuple[TokenInfo, ...]) -> Generation:
    """Return an answer with another text, in its last message too."""
    return dataclasses.replace(
        generation, text=text, messages=_ending(generation, text), logprobs=logprobs
    )


def _ending(generation: Generation, text: str) -> tuple[Message, ...]:
    """Return an answer's messages with another text; the last may begin before the answer does."""
    if not generation.messages:
        return ()
    *turns, last = generation.messages
    before = last.content[: len(last.content) - len(generation.text)]
    return (*turns, Message(last.role, before + text))


def prompt_of(generation: Generation, last: tuple[Prepared, Generation] | None) -> Input:
    """Return what an answer was given to, from the answer itself or a model's last request.

    Raises
    ------
    ParameterError
        If neither tells.
    """
    if last is not None and last[1] == generation:
        return last[0].asked
    if generation.messages:
        return Messages(generation.messages[:-1])
    raise ParameterError(
        "The prompt of this answer is not known: it was no conversation, "
        "and only the model's last answer keeps such a prompt.",
        hint="Ask again.",
    )


def going_on(
    prompt: Input, begun: Generation, wanted: GenerationOverrides, handle: ModelHandle
) -> Prepared:
    """Build the request that goes on from a part of an answer, with the setting of that part.

    Parameters
    ----------
    prompt : Messages or Text or TokenIds
        What the answer is given to.
    begun : Generation
        The part that is there.
    wanted : GenerationOverrides
        What is to be set otherwise.
    handle : ModelHandle
        Where it is sent.

    Raises
    ------
    ParameterError
        If the backend cannot go on from it, or lacks what the setting needs.
    """
    check_wanted(wanted, handle)
    composed = _rest_of(prompt, begun)
    check_input(composed, handle)
    sources = {**begun.config.sources, **dict.fromkeys(wanted, "flag")}
    setting = dataclasses.replace(begun.config, **wanted, sources=sources)
    config, notes = fitted(setting, handle)
    if isinstance(composed, Messages) and begun.text != begun.text.rstrip():
        composed = _kept_blank(composed, begun, config, handle)
    return Prepared(Request(composed, config), notes, begun=begun, prompt=prompt)


def joined(begun: Generation, rest: Generation) -> Generation:
    """Return a whole answer from its begun part and the rest; counts are the rest's."""
    text = begun.text + rest.text
    return dataclasses.replace(
        rest,
        text=text,
        messages=_ending(begun, text),
        thinking=begun.thinking + rest.thinking,
        logprobs=(*begun.logprobs, *rest.logprobs),
    )


def _rest_of(prompt: Input, begun: Generation) -> Input:
    if isinstance(prompt, TokenIds):
        raise ParameterError("An answer to token ids cannot go on.", hint="Send text instead.")
    if isinstance(prompt, Text):
        return Text(prompt.text + begun.text)
    return Messages(begun.messages, continue_final=True)


def _kept_blank(
    composed: Messages, begun: Generation, config: GenerationConfig, handle: ModelHandle
) -> Input:
    """Return an input whose final white space the model reads, though its template strips it.

    It is put behind what the template renders, where that reads the same as a raw text.
    """
    if handle.capabilities.renders_prompt:
        content = composed.messages[-1].content
        if handle.render(composed, config.think)[0].endswith(content):
            return composed
        stripped = begun_with(begun, begun.text.rstrip(), ()).messages
        text, count = handle.render(Messages(stripped, continue_final=True), config.think)
        if handle.render(Text(text))[1] == count:
            return Text(text + content[len(content.rstrip()) :])
    raise ParameterError(
        f"The answer so far ends in white space, which {handle.info.name} does not get to read.",
        hint="Write it together with the word that follows.",
    )
