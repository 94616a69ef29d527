"""One server, as the event loop sees it: its list of models, and its streams of events."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from llmnb.backends.openai.client import Refusal, Unreadable
from llmnb.backends.openai.dialect import KINDS, UNKNOWN, Call, Kind
from llmnb.backends.openai.wire import END, Events, parse

if TYPE_CHECKING:
    from openai import AsyncOpenAI

LARGEST_LISTING = 16_000_000  # bytes; the largest gateways list some thousand models
LISTING_SECONDS = 30.0
DRAIN_SECONDS = 0.1
LONGEST_NAME = 300  # characters
_PAGE = ("text/html", "application/xhtml+xml")
_NO_STREAM = (*_PAGE, "application/json")  # some servers stream under odd names
# A token's event has the request's id, a time stamp and the like around it.
_BYTES_PER_TOKEN = 4_000
_BYTES_PER_ALTERNATIVE = 400
_BYTES_AT_LEAST = 1_000_000
_PROTOCOL = frozenset(
    {
        "messages",
        "prompt",
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "presence_penalty",
        "frequency_penalty",
        "seed",
        "stop",
        "logprobs",
        "top_logprobs",
        "stream_options",
    }
)


@dataclass(frozen=True)
class Served:
    """A model that a server lists.

    Parameters
    ----------
    name : str
        What requests call it.
    kind : Kind
        What the server takes, by the owner that it names.
    context : int
        The most tokens together; 0 when the server does not tell.
    """

    name: str
    kind: Kind = UNKNOWN
    context: int = 0


async def models(client: AsyncOpenAI) -> tuple[Served, ...]:
    """Ask for the list of models.

    Raises
    ------
    Refusal
        If the server answers with an error.
    Unreadable
        If it answers with anything but a list.
    """
    async with (
        asyncio.timeout(LISTING_SECONDS),
        client.models.with_streaming_response.list() as response,
    ):
        body = b""
        async for block in response.iter_bytes():
            body += block
            if len(body) > LARGEST_LISTING:
                raise Unreadable("a list of models without an end")
        try:
            entries = parse(body).get("data")
        except Unreadable:
            raise Unreadable(_instead("a list of models", response.headers)) from None
    # llama.cpp and some gateways list nothing as null.
    if not isinstance(entries, list | None):
        raise Unreadable("a list of models that is none")
    found = (entry for entry in entries or () if isinstance(entry, dict))
    return tuple(Served(e["id"], _kind(e), _context(e)) for e in found if _is_name(e.get("id")))


async def events(
    client: AsyncOpenAI, model: str, call: Call, max_tokens: int, alternatives: int
) -> AsyncGenerator[Mapping[str, Any], None]:
    """Send a request and yield the events of its answer; closing it ends the request.

    The body is read here and not by the client, which neither bounds nor checks it.

    Raises
    ------
    Refusal
        If the server answers with an error.
    Unreadable
        If it streams something else than events, or more than was asked for.
    """
    service = client.chat.completions if call.chat else client.completions
    known = {f: v for f, v in call.body.items() if f in _PROTOCOL}
    extra = {f: v for f, v in call.body.items() if f not in _PROTOCOL}
    per_token = _BYTES_PER_TOKEN + _BYTES_PER_ALTERNATIVE * alternatives
    cut = Events(_BYTES_AT_LEAST + max_tokens * per_token)
    create: Any = service.with_streaming_response.create
    async with create(model=model, stream=True, **known, extra_body=extra) as response:
        if _media_type(response.headers) in _NO_STREAM:
            raise Unreadable(_instead("a stream of events", response.headers))
        async with aclosing(response.iter_bytes()) as blocks:
            async for block in blocks:
                for data in cut.feed(block):
                    if data.startswith(END):
                        await _drain(blocks)
                        return
                    yield parse(data)


async def _drain(blocks: AsyncIterator[bytes]) -> None:
    """Read what is left of a body, for only then can its connection be used again."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            async for _ in blocks:
                pass


def is_missing(refusal: Refusal) -> bool:
    """Tell whether a server simply has no such service."""
    return refusal.status in (404, 405, 501)


def _instead(wanted: str, headers: Mapping[str, str]) -> str:
    kind = _media_type(headers)
    if kind in _PAGE:
        return f"a web page, perhaps one to log in, where {wanted} was due"
    return f"{kind or 'something else'} where {wanted} was due"


def _is_name(value: Any) -> bool:
    """Tell whether a model's id can be shown, and typed as an option."""
    named = isinstance(value, str) and value.isprintable()
    return named and 0 < len(value) <= LONGEST_NAME


def _media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _kind(entry: Mapping[str, Any]) -> Kind:
    owner = entry.get("owned_by")
    return KINDS.get(owner.lower(), UNKNOWN) if isinstance(owner, str) else UNKNOWN


def _context(entry: Mapping[str, Any]) -> int:
    """Return what vLLM tells; other servers tell nothing, or only what a model was made for."""
    value = entry.get("max_model_len")
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 < value < 10**9 else 0
