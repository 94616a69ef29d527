"""Which characters of an answer each of its tokens wrote.

A token's own text is not always a part of the answer's: half a character is U+FFFD alone, end
tokens and marks of thinking are not shown, white space around the thinking and behind a stop
string is left out, and some tokenizers begin a text with a space that is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from llmnb.errors import ParameterError
from llmnb.generation import Generation, TokenInfo

BROKEN = "\ufffd"
_GAPS = re.compile(f"([^{BROKEN}]*)({BROKEN}*)")
_AHEAD = 8  # tokens behind half characters that tell where these end


class Place(NamedTuple):
    """Where a token stands.

    Parameters
    ----------
    start, end : int
        Its characters in the answer's text, or in its thinking; equal when it shows none.
    thinking : bool
        They are characters of the thinking.
    part, parts : int
        Which of several tokens that share these characters it is, counted from 0, and how many
        they are; a character may need several tokens.
    """

    start: int
    end: int
    thinking: bool = False
    part: int = 0
    parts: int = 1


def scored(generation: Generation) -> tuple[TokenInfo, ...]:
    """Return the tokens of an answer.

    Raises
    ------
    ParameterError
        If it is no answer, or has no log-probabilities.
    """
    if not isinstance(generation, Generation):
        raise ParameterError(f"{generation!r:.80} is not allowed: it must be a Generation.")
    if not generation.logprobs:
        raise ParameterError(
            "The answer has no log-probabilities.",
            hint="Ask again with --logprobs 5, in Python with logprobs=5.",
        )
    return generation.logprobs


def places(generation: Generation) -> tuple[Place, ...]:
    """Return where each token of an answer with log-probabilities stands.

    Tokens are compared by their texts, in order; one that does not fit shows nothing.
    """
    tokens = generation.logprobs
    thought = _spelled(tokens, generation.thinking, thinking=True) if generation.thinking else []
    while thought and thought[-1].start == thought[-1].end:
        thought.pop()  # behind the thinking: its closing mark, and the answer
    return (*thought, *_spelled(tokens[len(thought) :], generation.text))


def _spelled(tokens: Sequence[TokenInfo], text: str, *, thinking: bool = False) -> list[Place]:
    found: list[Place] = []
    at = 0
    while len(found) < len(tokens):
        rest = tokens[len(found) :]
        length = _length(rest[0].text, text, at)
        parts = 1
        if not length and BROKEN in rest[0].text and at < len(text):
            parts = len(list(takewhile(lambda token: BROKEN in token.text, rest)))
            length = _broken(rest, parts, text, at)
        found += [Place(at, at + length, thinking, part, parts) for part in range(parts)]
        at += length
    return found


def _length(piece: str, text: str, at: int) -> int:
    """Return how many characters a token writes; the text may lack its ends, at its own ends."""
    for spelled in (piece, piece.lstrip()) if at == 0 else (piece,):
        if text.startswith(spelled, at):
            return len(spelled)
        if at < len(text) and spelled.startswith(text[at:]):
            return len(text) - at
    return 0


def _broken(rest: Sequence[TokenInfo], parts: int, text: str, at: int) -> int:
    """Return how many characters a row of tokens with halves of characters writes.

    A character that no token holds whole leaves at least two marks in them, so that marks in a
    row stand for one character up to half as many. Of several ends that fit, the nearest one
    with the following tokens behind it is taken.
    """
    ends = {at}
    for clean, marks in _GAPS.findall("".join(token.text for token in rest[:parts])):
        ends = {end + len(clean) for end in ends if text.startswith(clean, end)}
        if marks:
            most = max(len(marks) // 2, 1)
            ends = {end + n for end in ends for n in range(1, most + 1) if end + n <= len(text)}
    for ahead in range(_AHEAD, 0, -1):
        follows = "".join(token.text for token in rest[parts : parts + ahead])
        found = [end for end in ends if follows and text.startswith(follows, end)]
        if found:
            return min(found) - at
    return max(ends, default=at) - at  # nothing that is shown follows
