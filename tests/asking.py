"""Quick ways to a request for a handle, greedy unless told otherwise."""

from __future__ import annotations

from typing import Any

from llmnb.config import GenerationConfig
from llmnb.generation import Generation, Message, Messages, Request, Text, TokenIds


def chat(text: str, **config: Any) -> Request:
    return Request(Messages((Message("user", text),)), settings(config))


def raw(text: str, **config: Any) -> Request:
    return Request(Text(text), settings(config))


def tokens(ids: Any, **config: Any) -> Request:
    return Request(TokenIds(tuple(ids)), settings(config))


def settings(config: dict[str, Any]) -> GenerationConfig:
    return GenerationConfig(**{"temperature": 0.0, "max_tokens": 24, **config})


def ids_of(generation: Generation) -> list[int]:
    return [token.id for token in generation.logprobs]
