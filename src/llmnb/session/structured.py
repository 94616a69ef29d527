"""Answers that are held to a structure: who can give them, and what they say."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

from llmnb.backends.base import ModelHandle
from llmnb.backends.registry import backends
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation
from llmnb.structure import Structure


def structure_for(
    handle: ModelHandle,
    schema: Any = None,
    choices: Collection[str] | None = None,
    regex: str | None = None,
) -> Structure | None:
    """Return what an answer is to be held to; see `Structure.of` for the parameters.

    Raises
    ------
    ParameterError
        If it is nothing that an answer could be held to, or the backend cannot do that.
    """
    structure = Structure.of(schema, choices, regex)
    check_structure(structure, handle)
    return structure


def check_structure(structure: Structure | None, handle: ModelHandle) -> None:
    """Refuse a structure where the backend does not declare that it can keep to one.

    Raises
    ------
    ParameterError
        With the backends that can.
    """
    if structure is None or handle.capabilities.structured:
        return
    able = [name for name, backend in sorted(backends().items()) if backend.structured]
    raise ParameterError(
        f"{handle.info.name} on the {handle.info.backend} backend lacks structured answers.",
        hint=f"They need one of these backends: {', '.join(able)}." if able else None,
    )


def with_data(generation: Generation, structure: Structure | None) -> Generation:
    """Return an answer with what it says as `data`, or a note why there is none."""
    if structure is None:
        return generation
    data, note = _read(generation, structure)
    notes = generation.notes if note is None else (*generation.notes, note)
    return dataclasses.replace(generation, data=data, notes=notes, structure=structure)


def _read(generation: Generation, structure: Structure) -> tuple[Any, str | None]:
    if structure.kind == "regex":
        return None, None
    if generation.finish_reason is not FinishReason.STOP:
        return None, "the answer was cut short, so that it has no data"
    try:
        return structure.parsed(generation.text), None
    except ValueError as error:
        return None, f"the answer has no data: {error}"
