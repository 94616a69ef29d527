"""Greedy answers of the demo model by transformers, and how far a precision may be from them.

An engine that computes like transformers chooses the same tokens, until two tokens are so nearly
equally probable that rounding decides. So the table has, for every token, the gap between the two
largest logits, and every precision has a bound: at the first place where the reference's gap is
below it, the answers may part, and not before. From there on they are answers to different texts
and are not compared.

The bounds are measured: with the engines that llmnb has, answers of the demo model to the prompts
of this table parted at gaps up to 0.06 (int8, bf16), 0.7 (int5) and 3.4 (int4), and gaps changed
by up to 0.23 (bf16) and 0.57 (int8), by up to 0.0005 in fp32. Each bound has room to spare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from llmnb.generation import Chunk
from llmnb.model_source import Demo
from llmnb.tokenizer import Tokenizer

BOUNDS = {
    "fp32": 0.0,
    "bf16": 0.3,
    "fp16": 0.3,
    "int8": 0.6,
    "int5": 2.0,
    "int4": 4.5,
}
"""The gap of two logits below which an answer may part from that of transformers in fp32.

A kind of a precision, such as BigDL-LLM's ``sym_int4``, has the bound of its last word. fp16
rounds less than bf16 and has its bound.
"""


@dataclass(frozen=True)
class Reference:
    """The greedy answer of transformers, in fp32, to one message.

    Parameters
    ----------
    prompt : str
        The message.
    prompt_tokens : int
        The length of the rendered prompt.
    ids : tuple of int
        The answer's tokens, its end included; cut after `LENGTH`.
    gaps : tuple of float
        At each token, how far the largest logit is above the second.
    """

    prompt: str
    prompt_tokens: int
    ids: tuple[int, ...]
    gaps: tuple[float, ...]

    def sure(self, gap: float) -> int:
        """Return how many tokens come before the first whose gap is below a bound."""
        return next((n for n, found in enumerate(self.gaps) if found < gap), len(self.gaps))


LENGTH = 48
"""The tokens of the longest answers."""


def bound(precision: str) -> float | None:
    """Return the bound of a precision; None if none is stated."""
    return BOUNDS.get(precision.rpartition("_")[2])


def revision() -> str:
    """Return the digest of the demo model that the answers are of."""
    return str(_table()["revision"])


def references() -> tuple[Reference, ...]:
    """Return all answers."""
    return tuple(
        Reference(a["prompt"], a["prompt_tokens"], tuple(a["ids"]), tuple(a["gaps"]))
        for a in _table()["answers"]
    )


def text_of(ids: Sequence[int]) -> str:
    """Return tokens of the demo model as text, without special ones and half a character."""
    return _tokenizer().decode(ids).removesuffix("\ufffd")


def ids_of(chunks: Iterable[Chunk]) -> tuple[int, ...] | None:
    """Return the ids of an answer's tokens; None where the chunks do not tell them."""
    ids = tuple(token.id for chunk in chunks for token in chunk.tokens)
    return ids if ids and min(ids) >= 0 else None


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_folder(Demo().folder)


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("llmnb.testing") / "greedy.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
