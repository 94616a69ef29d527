"""What goes into a model and what comes out: requests, chunks and results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, get_args

from llmnb.config import GenerationConfig
from llmnb.errors import ParameterError
from llmnb.structure import Structure

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: str
    content: str


@dataclass(frozen=True)
class Messages:
    """A conversation, to be rendered by the model's chat template.

    Parameters
    ----------
    messages : tuple of Message
        The turns, oldest first.
    continue_final : bool
        Go on from the last message, an unfinished answer, instead of starting a new one.
    """

    messages: tuple[Message, ...]
    continue_final: bool = False


@dataclass(frozen=True)
class Text:
    """A raw prompt, without a chat template."""

    text: str


@dataclass(frozen=True)
class TokenIds:
    """A prompt that is already encoded."""

    ids: tuple[int, ...]


Input = Messages | Text | TokenIds


@dataclass(frozen=True)
class Request:
    """One prompt with its complete configuration; ``config.seed`` is set when it samples.

    Parameters
    ----------
    input : Messages or Text or TokenIds
        The prompt.
    config : GenerationConfig
        The complete setting.
    structure : Structure, optional
        What the answer is held to, by a backend whose capabilities have ``structured``; thinking
        before the answer is free.
    """

    input: Input
    config: GenerationConfig
    structure: Structure | None = None


class FinishReason(StrEnum):
    """Why an answer ended."""

    STOP = "stop"
    STOP_STRING = "stop_string"
    LENGTH = "length"
    INTERRUPTED = "interrupted"
    ERROR = "error"


@dataclass(frozen=True)
class TokenInfo:
    """One generated token.

    Parameters
    ----------
    id : int
        The token's id in the model's vocabulary; -1 when a server does not tell it.
    text : str
        The token alone, decoded; bytes that are no character become U+FFFD.
    logprob : float, optional
        Natural logarithm of its probability in the raw distribution, before temperature
        and penalties; None when log-probabilities were not asked for.
    top : tuple of (int, str, float)
        The most probable tokens at this place: id, text, log-probability.
    """

    id: int
    text: str
    logprob: float | None = None
    top: tuple[tuple[int, str, float], ...] = ()


@dataclass(frozen=True)
class Chunk:
    """A piece of an answer as it arrives; the last one has a finish reason."""

    text: str = ""
    thinking: str = ""
    tokens: tuple[TokenInfo, ...] = ()
    finish_reason: FinishReason | None = None


@dataclass(frozen=True)
class Usage:
    """How many tokens a generation took.

    Parameters
    ----------
    prompt_tokens, completion_tokens : int
        Tokens read and tokens generated (an end-of-text token included).
    cached_tokens : int
        Those of the prompt whose keys and values were still in memory.
    thinking_tokens : int
        Those generated between a model's thinking marks.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    thinking_tokens: int = 0


@dataclass(frozen=True)
class Timing:
    """How long a generation took, in seconds.

    Parameters
    ----------
    queued : float
        From the submission until the engine took it up.
    first_token : float, optional
        From the submission until the first token; None when there was none.
    total : float
        From the submission until the end.
    """

    queued: float = 0.0
    first_token: float | None = None
    total: float = 0.0


@dataclass(frozen=True)
class ModelInfo:
    """What is loaded.

    Parameters
    ----------
    name : str
        The name in the session.
    source : str
        Where it came from, without a local path: ``demo``, a hub id, a folder's last name,
        a server's address.
    backend, precision : str
        The engine, and the precision of the weights as they run.
    context : int
        The most tokens of prompt and answer together; 0 when only a server knows.
    revision : str, optional
        A commit of the hub, or a digest of the files.
    device : str
        Where it runs, in words.
    served_name : str, optional
        What a server calls the model; None for a model that runs here.
    adapter : str, optional
        The last name of the folder whose LoRA adapter lies over the model.
    """

    name: str
    source: str
    backend: str
    precision: str
    context: int
    revision: str | None = None
    device: str = "cpu"
    served_name: str | None = None
    adapter: str | None = None


@dataclass(frozen=True)
class Generation:
    """A finished answer.

    Parameters
    ----------
    text : str
        The answer, without thinking and without a stop string.
    finish_reason : FinishReason
        Why it ended.
    messages : tuple of Message
        The conversation with the answer as its last turn; empty for raw prompts.
    thinking : str
        What a reasoning model wrote between its thinking marks.
    data : object
        What the answer says, where it was held to a schema (the parsed JSON, or an object of the
        given class) or to choices (the chosen text). None otherwise, and where an answer was cut
        short or cannot be parsed, which a note says.
    usage, timing : Usage, Timing
        Counts of tokens, and seconds.
    logprobs : tuple of TokenInfo
        The generated tokens, when log-probabilities were asked for.
    config : GenerationConfig
        The complete setting that was used, the seed included.
    model : ModelInfo, optional
        What answered.
    notes : tuple of str
        What a reader should know, such as a parameter that was clamped.
    structure : Structure, optional
        What the answer was held to.

    As text (``str(answer)``, ``f"{answer}"``, ``{{ answer }}`` in a prompt) it is its `text`.
    """

    text: str
    finish_reason: FinishReason
    messages: tuple[Message, ...] = ()
    thinking: str = ""
    data: Any = None
    usage: Usage = field(default_factory=Usage)
    timing: Timing = field(default_factory=Timing, compare=False, repr=False)
    logprobs: tuple[TokenInfo, ...] = field(default=(), repr=False)
    config: GenerationConfig = field(default_factory=GenerationConfig, repr=False)
    model: ModelInfo | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
    structure: Structure | None = field(default=None, repr=False)

    @property
    def tokens_per_second(self) -> float | None:
        """How fast it was decoded, after the first token; None where that is not known."""
        timing, count = self.timing, self.usage.completion_tokens
        if timing.first_token is None or count < 2 or timing.total <= timing.first_token:
            return None
        return (count - 1) / (timing.total - timing.first_token)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return (
            f"Generation(text={self.text!r}, finish_reason={str(self.finish_reason)!r}, "
            f"prompt_tokens={self.usage.prompt_tokens}, "
            f"completion_tokens={self.usage.completion_tokens})"
        )


def as_input(prompt: str | Input | list[Mapping[str, str]] | list[Message]) -> Input:
    """Turn what users pass as a prompt into an `Input`.

    Parameters
    ----------
    prompt : str, list of messages, Messages, Text or TokenIds
        A text is one user message; a message is a `Message` or a mapping with ``role``
        and ``content``.

    Raises
    ------
    ParameterError
        If a message lacks a role or content.
    """
    if isinstance(prompt, Text | TokenIds):
        return prompt
    if isinstance(prompt, str):
        return Messages((Message("user", prompt),))
    try:
        turns = prompt.messages if isinstance(prompt, Messages) else [*map(_as_message, prompt)]
        if not turns:
            raise TypeError
        _check_roles(turns)
        return prompt if isinstance(prompt, Messages) else Messages(tuple(turns))
    except (TypeError, KeyError):
        raise ParameterError(
            f"{prompt!r:.80} is not a prompt: it must be text or a list of at least one message.",
            hint='A message is {"role": "user", "content": "…"}.',
        ) from None


def _check_roles(turns: Sequence[Message]) -> None:
    for message in turns:
        if message.role not in get_args(Role):
            raise ParameterError(
                f"role = {message.role!r} is not allowed: "
                f"it must be one of {', '.join(get_args(Role))}."
            )


def _as_message(message: Mapping[str, str] | Message) -> Message:
    if isinstance(message, Message):
        return message
    role, content = message["role"], message["content"]
    if not isinstance(role, str) or not isinstance(content, str):
        raise TypeError
    return Message(role, content)
