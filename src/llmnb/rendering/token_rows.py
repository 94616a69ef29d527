"""What a reader wants to know of each token of an answer, as numbers and visible text."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from llmnb.alignment import Place, places, scored
from llmnb.generation import Generation, TokenInfo

LONGEST = 60  # characters of one token
_MARKS = {" ": "·", "\n": "↵", "\t": "→", "\x7f": "␡"} | {
    chr(code): chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"
}


@dataclass(frozen=True)
class Alternative:
    """What could stand at a token's place: its visible text and its probability."""

    text: str
    probability: float
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One token.

    Parameters
    ----------
    index : int
        Counted from 0.
    text : str
        What it wrote, with blanks and line ends made visible; its own text where the answer
        shows nothing of it.
    place : Place
        Where it stands in the answer.
    ends_line : bool
        It wrote a line end.
    probability : float, optional
        None where it is not known.
    entropy : float, optional
        In bits, see `entropy`; None where the alternatives are not known.
    alternatives : tuple of Alternative
        The most probable ones, and the chosen one if it is none of them.
    """

    index: int
    text: str
    place: Place
    ends_line: bool
    probability: float | None
    entropy: float | None
    alternatives: tuple[Alternative, ...]

    @property
    def unseen(self) -> bool:
        """Whether the answer shows nothing of it, as of an end token."""
        return self.place.start == self.place.end


@dataclass(frozen=True)
class Figures:
    """What holds for all tokens together.

    Parameters
    ----------
    tokens : int
        How many there are, end tokens and thinking included.
    mean : float, optional
        Mean log-probability (natural logarithm) of those whose probability is known.
    entropy : float, optional
        Mean of their entropies, in bits.
    """

    tokens: int
    mean: float | None
    entropy: float | None

    @property
    def perplexity(self) -> float:
        """The exponential of the negative mean log-probability (Jelinek et al., 1977)."""
        try:
            return math.exp(-(self.mean or 0.0))
        except OverflowError:
            return math.inf


def rows(generation: Generation, alternatives: int) -> list[Row]:
    """Return what is to be shown of each token, with at most so many alternatives.

    Raises
    ------
    ParameterError
        If the answer has no log-probabilities.
    """
    tokens = scored(generation)
    return [
        _row(index, token, place, generation, alternatives)
        for index, (token, place) in enumerate(zip(tokens, places(generation), strict=True))
    ]


def figures(generation: Generation) -> Figures:
    """Return what holds for all tokens of an answer together."""
    tokens = scored(generation)
    known = [value for token in tokens if (value := _number(token.logprob)) is not None]
    entropies = [value for token in tokens if (value := entropy(token)) is not None]
    return Figures(len(tokens), _mean(known), _mean(entropies))


def entropy(token: TokenInfo) -> float | None:
    """Return the least entropy, in bits, of the distribution that a token was drawn from.

    Only the most probable tokens are known, with the chosen one. All others are counted as one
    outcome with the probability r that is left:
    H >= -sum(p log2 p) - r log2 r. By the chain rule (Cover and Thomas, Elements of Information
    Theory, second edition, theorem 2.2.1) the whole entropy is this and r times that of the
    others among themselves, so that it is a lower bound, and exact as r goes to 0. Nothing is
    renormalised.
    """
    chosen = _number(token.logprob)
    if chosen is None and not token.top:
        return None
    known = [probability(_number(logprob)) or 0.0 for _, _, logprob in token.top]
    if chosen is not None and not any(_same(token, id, text) for id, text, _ in token.top):
        known.append(probability(chosen) or 0.0)
    known.append(max(1.0 - math.fsum(known), 0.0))
    return max(0.0, -math.fsum(p * math.log2(p) for p in known if p > 0))


def probability(logprob: float | None) -> float | None:
    """Return the probability of a log-probability, which rounding may have put above 0."""
    return None if logprob is None else math.exp(min(logprob, 0.0))


def least_sure(every: Iterable[Row], most: int, below: float) -> list[Row]:
    """Return the least probable tokens, the least one first; of equal ones the earlier first."""
    known = [(r.probability, r.index, r) for r in every if r.probability is not None]
    return [row for p, _, row in sorted(known, key=lambda one: one[:2])[:most] if p < below]


def visible(text: str, longest: int = LONGEST) -> str:
    """Return a text in which every character can be seen: blanks, line ends and controls too."""
    shown = "".join(map(_seen, text[:longest])) + ("…" if len(text) > longest else "")
    # An accent alone would stand on the character before it.
    return f"◌{shown}" if text and unicodedata.category(text[0]).startswith("M") else shown


def _seen(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    return character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"


def _row(
    index: int, token: TokenInfo, place: Place, generation: Generation, alternatives: int
) -> Row:
    whole = generation.thinking if place.thinking else generation.text
    written = whole[place.start : place.end]
    return Row(
        index,
        visible(written or token.text) or "∅",
        place,
        "\n" in written and place.part == place.parts - 1,
        probability(_number(token.logprob)),
        entropy(token),
        tuple(_alternatives(token, alternatives)),
    )


def _alternatives(token: TokenInfo, most: int) -> Iterable[Alternative]:
    found = [
        Alternative(visible(text) or "∅", p, _same(token, id, text))
        for id, text, logprob in token.top[:most]
        if (p := probability(_number(logprob))) is not None
    ]
    yield from found
    own = probability(_number(token.logprob))
    if own is not None and not any(one.chosen for one in found):
        yield Alternative(visible(token.text) or "∅", own, chosen=True)


def _same(token: TokenInfo, id: int, text: str) -> bool:
    return id == token.id and text == token.text


def _number(logprob: float | None) -> float | None:
    return None if logprob is None or math.isnan(logprob) else logprob


def _mean(values: list[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
