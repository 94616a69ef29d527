"""Rotary position embedding: the frequencies that a configuration asks for, and their tables.

All numbers are float32, in the order of operations of transformers'
``modeling_rope_utils.py``: at high positions the rounding is part of what a model was trained
with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from llmnb.backends.inprocess.weights import Floats
from llmnb.errors import ModelFormatError

Config = Mapping[str, Any]

_KINDS = ("full_attention", "sliding_attention")


@dataclass(frozen=True)
class Rope:
    """What the tables of one kind of layer are made from.

    Parameters
    ----------
    kind : str
        The scaling's name in transformers.
    theta : float
        The base of the frequencies.
    size : int
        How many numbers of a head are turned.
    longest : int, optional
        The positions up to which one table is exact. A scaling that depends on the length of
        the sequence would need another table, and other keys, from there on.
    settings : mapping
        What else the scaling is made from.
    """

    kind: str
    theta: float
    size: int
    longest: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict, hash=False)


def read(config: Config, head_dim: int, kind: str = "full_attention") -> Rope:
    """Return the rotary parameters of a ``config.json``.

    Both spellings are read: ``rope_theta`` and ``rope_scaling`` of transformers 4, and
    ``rope_parameters`` of transformers 5, which may hold one set per kind of layer. Where there
    is no set for sliding layers, they have the base ``rope_local_base_freq``, if there is one,
    and no scaling.

    Parameters
    ----------
    config : mapping
        The content of ``config.json``.
    head_dim : int
        Numbers per attention head.
    kind : str
        The kind of layer, in the words of ``layer_types``.

    Raises
    ------
    ModelFormatError
        If the kind of scaling is not supported, or a value is missing or of a wrong kind.
    """
    stated = _stated(config, kind)
    local = config.get("rope_local_base_freq") if kind == "sliding_attention" else None
    theta = positive(
        stated.get("rope_theta") or local or config.get("rope_theta") or 10_000.0, "rope_theta"
    )
    share = stated.get("partial_rotary_factor", config.get("partial_rotary_factor"))
    size = int(head_dim * (1.0 if share is None else positive(share, "partial_rotary_factor")))
    scaling = stated.get("rope_type") or stated.get("type") or "default"
    if "short_factor" in stated:  # Phi-3 first called it "su", and then "yarn"
        scaling = "longrope"
    if scaling not in _SCALINGS:
        raise ModelFormatError(
            f"The rotary scaling {scaling!r} is not supported by the onnx backend; "
            f"supported are {', '.join(_SCALINGS)}."
        )
    settings = _SCALINGS[scaling].read(stated, config)
    longest = settings.pop("longest", None)
    count = len(settings.get("short_factor", ())) or size // 2
    if count != size // 2:
        raise ModelFormatError(
            f"config.json has {count} values of short_factor; it must have {size // 2}."
        )
    found = Rope(scaling, theta, size, longest, settings)
    with np.errstate(all="ignore"):
        usable = np.isfinite(frequencies(found)).all()
    if not usable:
        raise ModelFormatError(
            f"The rotary scaling {scaling!r} in config.json gives angles that are no numbers."
        )
    return found


def _stated(config: Config, kind: str) -> Mapping[str, Any]:
    """Return the set of parameters for a kind of layer, as it is written."""
    new, old = config.get("rope_parameters"), config.get("rope_scaling")
    stated = new or old or {}
    if not isinstance(stated, dict):
        raise ModelFormatError("config.json has rotary parameters that are no object.")
    if any(isinstance(stated.get(known), dict) for known in _KINDS):
        stated = stated.get(kind) or {}
        if not isinstance(stated, dict):
            raise ModelFormatError("config.json has rotary parameters that are no object.")
        return stated
    return stated if kind == "full_attention" else {}


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


def tables(rope: Rope, positions: int) -> tuple[Floats, Floats]:
    """Return the cosines and sines of every position.

    Parameters
    ----------
    rope : Rope
        What `read` returned.
    positions : int
        The context.

    Returns
    -------
    cosines, sines : float32 arrays of shape (positions, rope.size / 2)
    """
    found, factor = frequencies(rope), np.float32(rope.settings.get("attention_factor", 1.0))
    angles = np.outer(np.arange(positions, dtype=np.float32), found)
    return np.cos(angles) * factor, np.sin(angles) * factor


def inputs(ropes: Sequence[Rope], positions: int) -> dict[str, Floats]:
    """Return the tables of a network by the names of the graph's inputs."""
    named: dict[str, Floats] = {}
    for index, rope in enumerate(ropes):
        named.update(zip(input_names(index), tables(rope, positions), strict=True))
    return named


def input_names(index: int) -> tuple[str, str]:
    """Return the names of the inputs of a graph that take its tables number `index`."""
    suffix = f".{index}" if index else ""
    return f"cos_cache{suffix}", f"sin_cache{suffix}"


def frequencies(rope: Rope) -> Floats:
    """Return the angles per position, in radians, float32 of shape (rope.size / 2,)."""
    exponents = np.arange(0, rope.size, 2, dtype=np.float32) / np.float32(rope.size)
    return _SCALINGS[rope.kind].apply(np.power(np.float32(rope.theta), exponents), rope)


@dataclass(frozen=True)
class _Scaling:
    """A kind of scaling.

    `read` takes the stated parameters and the whole configuration and returns the settings;
    `apply` takes the powers of the base, 1 / (angle per position), and returns the angles.
    """

    read: Callable[[Mapping[str, Any], Config], dict[str, Any]]
    apply: Callable[[Floats, Rope], Floats]


def _needed(name: str, *keys: str) -> Callable[[Mapping[str, Any], Config], dict[str, Any]]:
    """Return a reader of settings that must all be there, and positive."""

    def read(stated: Mapping[str, Any], config: Config) -> dict[str, Any]:
        missing = [key for key in keys if key not in stated]
        if missing:
            raise ModelFormatError(
                f"The rotary scaling {name!r} in config.json lacks {missing[0]!r}."
            )
        return {key: positive(stated[key], key) for key in keys}

    return read


def _plain(powers: Floats, rope: Rope) -> Floats:
    return np.float32(1) / powers


def _linear(powers: Floats, rope: Rope) -> Floats:
    return _plain(powers, rope) / np.float32(rope.settings["factor"])


def _read_dynamic(stated: Mapping[str, Any], config: Config) -> dict[str, Any]:
    """Up to the stated context it changes nothing; beyond, each length has its own base."""
    longest = positive(config.get("max_position_embeddings") or 2048, "max_position_embeddings")
    return {"longest": int(longest)}


def _read_llama3(stated: Mapping[str, Any], config: Config) -> dict[str, Any]:
    keys = ("factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings")
    return _needed("llama3", *keys)(stated, config)


def _llama3(powers: Floats, rope: Rope) -> Floats:
    """Stretch the long wavelengths and blend in between (Llama 3.1, section 3.4.1)."""
    plain, given = _plain(powers, rope), rope.settings
    factor, old = given["factor"], given["original_max_position_embeddings"]
    low, high = given["low_freq_factor"], given["high_freq_factor"]
    wavelengths = np.float32(2 * math.pi) / plain
    blend = (np.float32(old) / wavelengths - np.float32(low)) / np.float32(high - low)
    blended = (1 - blend) * plain / np.float32(factor) + blend * plain
    scaled = np.where(wavelengths > old / low, plain / np.float32(factor), plain)
    between = (wavelengths >= old / high) & (wavelengths <= old / low)
    return np.where(between, blended, scaled).astype(np.float32)


def _original(stated: Mapping[str, Any], config: Config) -> float:
    """Return the context before the stretching: beside the scaling as in Phi-3, or inside."""
    key = "original_max_position_embeddings"
    value = config.get(key) or stated.get(key) or config.get("max_position_embeddings") or 2048
    return positive(value, key)


def _stretch(stated: Mapping[str, Any], config: Config) -> float:
    """Return the factor, or how much longer the context is than the original one."""
    if stated.get("factor") is not None:
        return positive(stated["factor"], "factor")
    longest = config.get("max_position_embeddings") or 2048
    return positive(longest, "max_position_embeddings") / _original(stated, config)


def _read_yarn(stated: Mapping[str, Any], config: Config) -> dict[str, Any]:
    factor = _stretch(stated, config)
    scale, scale_all = stated.get("mscale"), stated.get("mscale_all_dim")

    def magnitude(weight: float) -> float:
        return 1.0 if factor <= 1 else 0.1 * weight * math.log(factor) + 1.0

    attention = magnitude(1.0)
    if scale and scale_all:
        attention = magnitude(positive(scale, "mscale")) / magnitude(
            positive(scale_all, "mscale_all_dim")
        )
    if stated.get("attention_factor") is not None:
        attention = positive(stated["attention_factor"], "attention_factor")
    return {
        "factor": factor,
        "attention_factor": attention,
        "original": _original(stated, config),
        "beta_fast": positive(stated.get("beta_fast") or 32, "beta_fast"),
        "beta_slow": positive(stated.get("beta_slow") or 1, "beta_slow"),
        "truncate": bool(stated.get("truncate", True)),
    }


def _yarn(powers: Floats, rope: Rope) -> Floats:
    """Stretch low frequencies, keep high ones, ramp in between (Peng et al. 2023, 3.2)."""
    given, size = rope.settings, rope.size

    def dimension(rotations: float) -> float:
        turns = given["original"] / (rotations * 2 * math.pi)
        return size * math.log(turns) / (2 * math.log(rope.theta))

    low, high = dimension(given["beta_fast"]), dimension(given["beta_slow"])
    if given["truncate"]:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, size - 1)
    if low == high:
        high += 0.001  # as in transformers, against a division by zero
    ramp = (np.arange(size // 2, dtype=np.float32) - np.float32(low)) / np.float32(high - low)
    keep = 1 - np.clip(ramp, 0, 1)
    stretched = np.float32(1) / (np.float32(given["factor"]) * powers)
    mixed: Floats = stretched * (1 - keep) + _plain(powers, rope) * keep
    return mixed


def _read_longrope(stated: Mapping[str, Any], config: Config) -> dict[str, Any]:
    """Take the short factors: the long ones are for sequences beyond the original context."""
    original = _original(stated, config)
    beside = config.get("original_max_position_embeddings")  # then a stated factor does not count
    stretch = _stretch({} if beside else stated, config)
    attention = 1.0 if stretch <= 1 else math.sqrt(1 + math.log(stretch) / math.log(original))
    if stated.get("attention_factor") is not None:
        attention = positive(stated["attention_factor"], "attention_factor")
    factors = stated.get("short_factor")
    if not isinstance(factors, list):
        raise ModelFormatError("The rotary scaling 'longrope' in config.json lacks 'short_factor'.")
    return {
        "attention_factor": attention,
        "short_factor": tuple(positive(factor, "short_factor") for factor in factors),
        "longest": int(original),
    }


def _longrope(powers: Floats, rope: Rope) -> Floats:
    """Stretch each frequency by a factor of its own (Ding et al. 2024)."""
    return np.float32(1) / (np.asarray(rope.settings["short_factor"], np.float32) * powers)


_SCALINGS = {
    "default": _Scaling(_needed("default"), _plain),
    "linear": _Scaling(_needed("linear", "factor"), _linear),
    "dynamic": _Scaling(_read_dynamic, _plain),
    "yarn": _Scaling(_read_yarn, _yarn),
    "longrope": _Scaling(_read_longrope, _longrope),
    "llama3": _Scaling(_read_llama3, _llama3),
}


def scalings() -> tuple[str, ...]:
    """Return the kinds of scaling, in transformers' words."""
    return tuple(_SCALINGS)
