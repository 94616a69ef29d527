"""The environment variables that hide GPUs from a process."""

from __future__ import annotations

from collections.abc import Sequence

PREFIXES = ("GPU-", "MIG-")


def visible_positions(value: str, uuids: Sequence[str], numbered: int) -> list[int]:
    """Return which devices a ``*_VISIBLE_DEVICES`` value leaves visible, in its order.

    Parameters
    ----------
    value : str
        Comma-separated numbers or UUIDs; a UUID may be shortened as long as it is unique.
    uuids : sequence of str
        UUIDs of all devices.
    numbered : int
        How many of them, from the first, can be named by a number.

    Returns
    -------
    list of int
        Positions in `uuids`. As CUDA and ROCm do it, the first entry that names nothing (``-1``
        for instance) ends the list.
    """
    positions: list[int] = []
    for entry in (part.strip() for part in value.split(",")):
        position = _position(entry, uuids, numbered)
        if position is None:
            break
        if position not in positions:
            positions.append(position)
    return positions


def hidden_reason(variable: str, value: str) -> str:
    """Return, in plain words, how a variable hides a device."""
    if not value.strip():
        return f"{variable} is set to nothing, which hides every GPU"
    return f"{variable}={value} hides it"


def _position(entry: str, uuids: Sequence[str], numbered: int) -> int | None:
    if entry.isdigit():
        return int(entry) if int(entry) < numbered else None
    if not entry.startswith(PREFIXES):
        return None
    matches = [position for position, uuid in enumerate(uuids) if uuid.startswith(entry)]
    return matches[0] if len(matches) == 1 else None
