"""The record that is saved with an answer: what wrote it, and how to repeat it.

It holds no log-probabilities, no path, no address with credentials and nothing of the environment;
and no text of the prompt or the answer, but for a turn of a conversation, which can be rebuilt
from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from llmnb.backends.registry import backends
from llmnb.config import GenerationConfig, parameters
from llmnb.generation import Generation, ModelInfo
from llmnb.plain import valid
from llmnb.structure import Structure

if TYPE_CHECKING:
    from llmnb.session import Cell

LARGEST = 8_000  # bytes of JSON
LONGEST_STRUCTURE = 2_000  # characters


def provenance(
    generation: Generation, prompt: str | None = None, chat: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the record of an answer, at most 8 kB as JSON without the turn of a conversation.

    Parameters
    ----------
    generation : Generation
        The answer.
    prompt : str, optional
        The rendered prompt, of which only the SHA-256 digest is recorded; None leaves the
        digest out.
    chat : mapping, optional
        The turn, if it is one of a conversation.
    """
    record = {
        **_model(generation.model),
        "parameters": {n: getattr(generation.config, n) for n in parameters(GenerationConfig)},
        "seed": generation.config.seed,
        **_structure(generation.structure),
        **({} if prompt is None else {"prompt_sha256": digest(prompt)}),
        "finish_reason": generation.finish_reason.value,
        "tokens": {
            "prompt": generation.usage.prompt_tokens,
            "completion": generation.usage.completion_tokens,
            "cached": generation.usage.cached_tokens,
            "thinking": generation.usage.thinking_tokens,
        },
        "timing": {
            "queued": _seconds(generation.timing.queued),
            "first_token": _seconds(generation.timing.first_token),
            "total": _seconds(generation.timing.total),
        },
        "versions": dict(_versions(generation.model.backend if generation.model else "")),
    }
    saved = {**_fitting(record), **({} if chat is None else {"chat": dict(chat)})}
    return {name: _valid(value) for name, value in saved.items()}


def comparison(cells: Sequence[Cell]) -> dict[str, Any]:
    """Return the record of a comparison, at most 8 kB as JSON.

    A parameter that has several values has them all, in the order of the cells; the seeds are
    those of each answer. Long lists are cut.

    Parameters
    ----------
    cells : sequence of Cell
        All of them; those without an answer are counted only.
    """
    given = [cell.generation for cell in cells if cell.generation is not None]
    used = {info.name: info for g in given if (info := g.model) is not None}
    values = {name: _distinct(getattr(g.config, name) for g in given)
              for name in parameters(GenerationConfig) if name != "seed"}  # fmt: skip
    backends = dict.fromkeys(info.backend for info in used.values())
    record = {
        "cells": len(cells),
        "answers": len(given),
        "models": [_model(info) for info in used.values()],
        "parameters": {n: v[0] if len(v) == 1 else v for n, v in values.items()},
        "seeds": [g.config.seed for g in given],
        "tokens": {
            "prompt": sum(g.usage.prompt_tokens for g in given),
            "completion": sum(g.usage.completion_tokens for g in given),
        },
        "versions": {n: v for backend in backends or [""] for n, v in _versions(backend).items()},
    }
    return {"compare": _valid(_fitting(record))}


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def digest(prompt: str) -> str:
    """Return the SHA-256 digest of a rendered prompt."""
    import hashlib

    return hashlib.sha256(prompt.encode("utf-8", "surrogatepass")).hexdigest()


def _model(info: ModelInfo | None) -> dict[str, Any]:
    if info is None:
        return {}
    return {
        "model": _private(info.name),
        "source": _private(info.source),
        "revision": info.revision,
        "backend": info.backend,
        "precision": info.precision,
        "context": info.context or None,
        **({} if info.served_name is None else {"served_name": info.served_name}),
        **({} if info.adapter is None else {"adapter": _private(info.adapter)}),
    }


def _structure(structure: Structure | None) -> dict[str, Any]:
    """Return what an answer was held to; of a long schema the beginning, and a digest."""
    if structure is None:
        return {}
    text = structure.value if isinstance(structure.value, str) else json.dumps(structure.value)
    if len(text) <= LONGEST_STRUCTURE:
        return {"structure": {"kind": structure.kind, "value": structure.value}}
    cut = f"{text[:LONGEST_STRUCTURE]}…"
    return {"structure": {"kind": structure.kind, "value": cut, "sha256": digest(text)}}


def _private(name: str) -> str:
    """Reduce a path to its last name and an address to what holds no credentials."""
    if "://" in name:
        parts = urlsplit(name)
        host = parts.netloc.rpartition("@")[2]
        return f"{parts.scheme}://{host}{parts.path}"
    for kind in (PurePosixPath, PureWindowsPath):
        if kind(name).is_absolute():
            return kind(name).name
    return name


@cache
def _versions(backend: str) -> Mapping[str, str]:
    known = backends().get(backend)
    engine = known.engine if known is not None else None
    return {package: _version(package) for package in ("llmnb", engine) if package}


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:  # a source tree on the path, or an engine elsewhere
        return "unknown"


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _valid(value: Any) -> Any:
    """Make all texts such that a notebook can hold them; a path may be none in Unicode."""
    if isinstance(value, str):
        return valid(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_valid, value))
    if isinstance(value, dict):
        return {key: _valid(item) for key, item in value.items()}
    return value


def _fitting(record: dict[str, Any]) -> dict[str, Any]:
    """Shorten long texts (names and stop strings are the user's) until the record fits."""
    for longest, most in ((2_000, 100), (200, 20), (40, 5)):
        if len(json.dumps(record)) <= LARGEST:
            break
        record = _shortened(record, longest, most)
    return record


def _shortened(value: Any, longest: int, most: int) -> Any:
    if isinstance(value, str):
        return value if len(value) <= longest else value[:longest] + "…"
    if isinstance(value, list | tuple):
        return [_shortened(item, longest, most) for item in value[:most]]
    if isinstance(value, dict):
        return {k: _shortened(v, longest, most) for k, v in value.items()}
    return value
