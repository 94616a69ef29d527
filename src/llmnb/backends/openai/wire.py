"""What a server streams: events, and the pieces of an answer in them.

Nothing that a server sends is believed: every value is checked for its kind when it is read.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llmnb.backends.openai.client import Unreadable
from llmnb.generation import TokenInfo, Usage

END = "[DONE]"
UNKNOWN_ID = -1
LEAST = -9999.0
"""What the protocol writes for a token that is all but impossible, instead of minus infinity."""
_LINE_END = re.compile(rb"\r\n|\n|\r(?=[^\n])")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LARGEST_COUNT = 10**12  # tokens
_LARGEST_EVENT = 1_000_000  # bytes


class ServerError(Exception):
    """An error that a server reports inside a stream; the message is the server's."""


class Events:
    """Cuts a body into the data of its events.

    The format is that of server-sent events in the HTML standard; fields other than ``data``
    have no meaning here. An event that the body's end cuts off does not count.

    Parameters
    ----------
    limit : int
        The most bytes that the whole body may have.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rest = b""
        self._data: list[str] = []

    def feed(self, block: bytes) -> Iterator[str]:
        """Add a block of the body and yield the data of each complete event.

        Raises
        ------
        Unreadable
            If the body, or one event of it, is longer than allowed, or is no UTF-8.
        """
        self._limit -= len(block)
        if self._limit < 0:
            raise Unreadable("an answer without an end")
        *lines, self._rest = _LINE_END.split(self._rest + block)
        if len(self._rest) > _LARGEST_EVENT:
            raise Unreadable("an event without an end")
        for line in lines:
            if line.startswith(b"data:"):
                self._data.append(_decoded(line[5:].removeprefix(b" ")))
            elif not line and self._data:
                yield "\n".join(self._data)
                self._data = []


@dataclass(frozen=True)
class Piece:
    """What one event adds to an answer.

    Parameters
    ----------
    text, thinking : str
        More of the answer, and of the thinking before it.
    tokens : tuple of TokenInfo
        Its tokens, when log-probabilities were asked for.
    finish : str, optional
        Why the answer ends, in the server's word.
    stop : str, optional
        The stop string that ended it, from a server that tells.
    usage : Usage, optional
        The counts of the whole answer.
    """

    text: str = ""
    thinking: str = ""
    tokens: tuple[TokenInfo, ...] = ()
    finish: str | None = None
    stop: str | None = None
    usage: Usage | None = None


def parse(data: str | bytes) -> Mapping[str, Any]:
    """Read a JSON object.

    Raises
    ------
    Unreadable
        If it is none.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise Unreadable("something that is not JSON") from None
    return _mapping(found, "an answer")


def read_piece(event: Mapping[str, Any], alternatives: int) -> Piece:
    """Read one event of a chat or of a completion.

    Parameters
    ----------
    event : mapping
        The event's data.
    alternatives : int
        How many alternatives per token were asked for.

    Raises
    ------
    ServerError
        If it reports an error.
    Unreadable
        If it is not what the protocol says.
    """
    if event.get("error") or event.get("object") == "error":
        raise ServerError(error_message(event) or "no reason was given")
    choices = event.get("choices")
    if not isinstance(choices, list | None):
        raise Unreadable("choices that are no list")
    usage = _usage(event.get("usage"))
    if not choices:
        return Piece(usage=usage)
    choice = _mapping(choices[0], "a choice")
    delta = _mapping(choice.get("delta") or {}, "a delta")
    stop = choice.get("stop_reason")
    return Piece(
        text=_text(delta.get("content")) + _text(choice.get("text")),
        thinking=_text(delta.get("reasoning_content")) or _text(delta.get("reasoning")),
        tokens=tuple(_tokens(choice.get("logprobs"), alternatives)),
        finish=_text(choice.get("finish_reason")) or None,
        stop=stop if isinstance(stop, str) else None,
        usage=usage,
    )


def error_message(body: Any) -> str:
    """Return what an error object says, in any of the shapes that servers use; else nothing."""
    found = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(found, Mapping):
        found = found.get("message") or found.get("detail") or ""
    if isinstance(found, list):  # one entry per wrong field
        found = "; ".join(str(e.get("msg", "")) for e in found if isinstance(e, Mapping))
    return _SURROGATES.sub("\ufffd", found) if isinstance(found, str) else ""


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise Unreadable("text that is not UTF-8") from None


def _mapping(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(f"{what} that is no JSON object")
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unreadable("a text that is none")
    # Half a character cannot be shown, saved or sent.
    return _SURROGATES.sub("\ufffd", value)


def _usage(value: Any) -> Usage | None:
    if not isinstance(value, dict) or "completion_tokens" not in value:
        return None
    prompt, completion = (value.get(f"{name}_tokens_details") for name in ("prompt", "completion"))
    return Usage(
        _count(value, "prompt_tokens"),
        _count(value, "completion_tokens"),
        _count(prompt, "cached_tokens"),
        _count(completion, "reasoning_tokens"),
    )


def _count(values: Any, name: str) -> int:
    value = values.get(name) if isinstance(values, dict) else None
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value < _LARGEST_COUNT else 0


def _tokens(logprobs: Any, alternatives: int) -> Iterator[TokenInfo]:
    """Read log-probabilities: a list of objects for a chat, parallel lists for a completion."""
    if not isinstance(logprobs, dict):
        return
    if isinstance(content := logprobs.get("content"), list):
        for entry in content:
            one = _mapping(entry, "a token")
            top = [_pair(_mapping(t, "a token")) for t in _list(one.get("top_logprobs"))]
            yield _token(*_pair(one), top, alternatives)
        return
    names = ("tokens", "token_logprobs", "top_logprobs")
    tokens, values, tops = (_list(logprobs.get(name)) for name in names)
    for token, value, top in itertools.zip_longest(tokens, values, tops):
        pairs = [(_text(t), _number(v)) for t, v in _mapping(top or {}, "alternatives").items()]
        yield _token(_text(token), _number(value), pairs, alternatives)


def _pair(entry: Mapping[str, Any]) -> tuple[str, float]:
    raw = entry.get("bytes")
    if isinstance(raw, list) and raw and all(isinstance(b, int) and 0 <= b < 256 for b in raw):
        return bytes(raw).decode(errors="replace"), _number(entry.get("logprob"))
    return _text(entry.get("token")), _number(entry.get("logprob"))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | None):
        raise Unreadable("log-probabilities that are no list")
    return value or []


def _number(value: Any) -> float:
    # Above zero it would be no logarithm of a probability, but rounding may take it there.
    if isinstance(value, bool) or not isinstance(value, int | float) or not value < 1:
        raise Unreadable("a log-probability that is none")
    return float(value) if value > LEAST else LEAST


def _token(
    text: str, logprob: float, top: Iterable[tuple[str, float]], alternatives: int
) -> TokenInfo:
    # Some servers add the chosen token to the alternatives that were asked for.
    best: Sequence[tuple[str, float]] = sorted(top, key=lambda pair: -pair[1])[:alternatives]
    return TokenInfo(UNKNOWN_ID, text, logprob, tuple((UNKNOWN_ID, t, v) for t, v in best))
