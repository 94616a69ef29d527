"""Rotary position embedding: the frequencies that a configuration asks for, and their tables.

All numbers are float32, in the order of operations of transformers'
``modeling_rope_utils.py``: at high positions the rounding is part of what a model was trained
with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from llmnb.backends.onnx.weights import Floats
from llmnb.errors import ModelFormatError

Config = Mapping[str, Any]


def parameters(config: Config) -> dict[str, Any]:
    """Return the rotary parameters of a ``config.json``, under the names of transformers 5.

    Raises
    ------
    ModelFormatError
        If the kind of scaling is not supported.
    """
    stated = config.get("rope_parameters") or config.get("rope_scaling") or {}
    if not isinstance(stated, dict):
        raise ModelFormatError("config.json has rotary parameters that are no object.")
    found = dict(stated)
    found["rope_type"] = found.get("rope_type") or found.get("type") or "default"
    found.setdefault("rope_theta", config.get("rope_theta") or 10_000.0)
    if found["rope_type"] not in _SCALINGS:
        raise ModelFormatError(
            f"The rotary scaling {found['rope_type']!r} is not supported by the onnx backend; "
            f"supported are {', '.join(_SCALINGS)}."
        )
    missing = [key for key in _NEEDED[found["rope_type"]] if key not in found]
    if missing:
        raise ModelFormatError(
            f"The rotary scaling {found['rope_type']!r} in config.json lacks {missing[0]!r}."
        )
    for key in ("rope_theta", *_NEEDED[found["rope_type"]]):
        found[key] = positive(found[key], key)
    return found


def positive(value: Any, name: str) -> float:
    """Return a number of ``config.json`` that has to be above 0.

    Raises
    ------
    ModelFormatError
        If it is not.
    """
    if not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ModelFormatError(f"config.json has {name} = {value!r}; it must be a positive number.")
    return float(value)


def tables(rope: Mapping[str, Any], head_dim: int, positions: int) -> tuple[Floats, Floats]:
    """Return the cosines and sines of every position.

    Parameters
    ----------
    rope : mapping
        What `parameters` returned.
    head_dim : int
        Numbers per attention head.
    positions : int
        The context.

    Returns
    -------
    cosines, sines : float32 arrays of shape (positions, head_dim / 2)
    """
    angles = np.outer(np.arange(positions, dtype=np.float32), frequencies(rope, head_dim))
    return np.cos(angles), np.sin(angles)


def frequencies(rope: Mapping[str, Any], head_dim: int) -> Floats:
    """Return the angles per position, in radians, float32 of shape (head_dim / 2,)."""
    exponents = np.arange(0, head_dim, 2, dtype=np.float32) / np.float32(head_dim)
    plain = np.float32(1) / np.power(np.float32(rope["rope_theta"]), exponents)
    return _SCALINGS[rope["rope_type"]](plain, rope)


def _llama3(plain: Floats, rope: Mapping[str, Any]) -> Floats:
    """Stretch the long wavelengths and blend in between (Llama 3.1, section 3.4.1)."""
    factor, old = float(rope["factor"]), float(rope["original_max_position_embeddings"])
    low, high = float(rope["low_freq_factor"]), float(rope["high_freq_factor"])
    wavelengths = np.float32(2 * math.pi) / plain
    blend = (np.float32(old) / wavelengths - np.float32(low)) / np.float32(high - low)
    blended = (1 - blend) * plain / np.float32(factor) + blend * plain
    scaled = np.where(wavelengths > old / low, plain / np.float32(factor), plain)
    between = (wavelengths >= old / high) & (wavelengths <= old / low)
    return np.where(between, blended, scaled).astype(np.float32)


_SCALINGS: dict[str, Callable[[Floats, Mapping[str, Any]], Floats]] = {
    "default": lambda plain, rope: plain,
    "linear": lambda plain, rope: plain / np.float32(rope["factor"]),
    "llama3": _llama3,
}
_NEEDED: dict[str, tuple[str, ...]] = {
    "default": (),
    "linear": ("factor",),
    "llama3": (
        "factor",
        "low_freq_factor",
        "high_freq_factor",
        "original_max_position_embeddings",
    ),
}
