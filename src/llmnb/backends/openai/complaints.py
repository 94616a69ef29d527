"""What a server says when it refuses a request, in the shapes that servers use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from llmnb.backends.openai.client import Refusal, Unreadable
from llmnb.backends.openai.wire import error_message, parse

_CONTEXT = re.compile(r"context (?:length|size|window)[^\d.]{0,40}?(\d[\d,]*)", re.IGNORECASE)
_PROMPT = re.compile(
    r"\b(?:has|have|resulted in|contains?)\D{0,30}?(\d[\d,]*)(?: input| prompt)? tokens"
    r"|\((\d[\d,]*) in the (?:messages|prompt)",
    re.IGNORECASE,
)
_ABOUT_CONTEXT = re.compile(r"context.{0,20}(?:length|size|window)", re.IGNORECASE)
_CONTEXT_CODES = {"context_length_exceeded", "exceed_context_size_error"}
_QUOTED = re.compile(r"['\"`]([\w.]+)['\"`]")


@dataclass(frozen=True)
class Room:
    """What a server says of its context when a request does not fit.

    Parameters
    ----------
    context, prompt : int, optional
        The most tokens together, and the prompt's, where the server gives the numbers.
    """

    context: int | None = None
    prompt: int | None = None

    @property
    def left(self) -> int:
        """How many tokens an answer may have; 0 when none, or when it is not known."""
        return max(self.context - self.prompt, 0) if self.context and self.prompt else 0


@dataclass(frozen=True)
class Complaint:
    """The reason of a refusal.

    Parameters
    ----------
    said : str
        The message, as the server wrote it.
    named : frozenset of str
        The fields of the request that it names.
    room : Room, optional
        Set when prompt and answer do not fit into the context.
    """

    said: str = ""
    named: frozenset[str] = frozenset()
    room: Room | None = None


def complaint(refusal: Refusal) -> Complaint:
    """Read why a server refuses; a body that is no JSON says nothing."""
    try:
        body = parse(refusal.body)
    except Unreadable:
        return Complaint()
    inner = body.get("error")
    error: Mapping[str, Any] = inner if isinstance(inner, dict) else body
    said = error_message(body)
    room = _room(said, error) if refusal.status == 400 else None
    return Complaint(said, _named(said, error, body), room)


def _named(said: str, error: Mapping[str, Any], body: Mapping[str, Any]) -> frozenset[str]:
    param = error.get("param")
    named = {*_QUOTED.findall(said), *([param] if isinstance(param, str) else [])}
    detail = body.get("detail")  # FastAPI's shape: one entry per wrong field, with its place
    for entry in detail if isinstance(detail, list) else ():
        place = entry.get("loc") if isinstance(entry, dict) else None
        named |= {str(part) for part in place} if isinstance(place, list) else set()
    return frozenset(named)


def _room(said: str, error: Mapping[str, Any]) -> Room | None:
    """Read the numbers: llama.cpp gives fields, vLLM and OpenAI write them into the message."""
    codes = {str(error.get("code")), str(error.get("type"))}
    if not codes & _CONTEXT_CODES and not _ABOUT_CONTEXT.search(said):
        return None
    context, prompt = _CONTEXT.search(said), _PROMPT.search(said)
    return Room(
        _number(error.get("n_ctx")) or (_number(context[1]) if context else None),
        _number(error.get("n_prompt_tokens"))
        or (_number(next(filter(None, prompt.groups()))) if prompt else None),
    )


def _number(value: Any) -> int | None:
    digits = value.replace(",", "") if isinstance(value, str) else str(value)
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None
