"""Whether an answer is the expected one, and what a user's function makes of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from llmnb.errors import ParameterError
from llmnb.generation import Generation
from llmnb.plain import counted

Score = Callable[..., Any]
_FUNCTION = "a function of a Generation, or of a Generation and its expected text"


class Judgement(NamedTuple):
    """What there is to say about an answer.

    Parameters
    ----------
    correct : bool, optional
        Whether it is the expected text; None where none is expected.
    score : object
        What the function returned.
    error : str, optional
        What the function raised, in words.
    """

    correct: bool | None = None
    score: Any = None
    error: str | None = None


class Judge:
    """Compares answers with the expected texts, and has a function score them.

    Parameters
    ----------
    expected : sequence of str, optional
        One text for each prompt.
    score : callable, optional
        A function of a `Generation`, or of one and its expected text.
    prompts : int
        How many prompts there are.

    Raises
    ------
    ParameterError
        If there are more or fewer texts than prompts, or the function takes something else.
    """

    def __init__(
        self, expected: Sequence[str] | None, score: Score | None, *, prompts: int
    ) -> None:
        if expected is not None and len(expected) != prompts:
            raise ParameterError(
                f"expected has {counted(len(expected), 'text')} for {counted(prompts, 'prompt')}: "
                "it must have one for each."
            )
        self.expected = expected
        self.score = score
        self._arguments = _arguments(score, expected)

    def __call__(self, generation: Generation, row: int) -> Judgement:
        """Judge the answer to the prompt of a row."""
        wanted = self.expected[row] if self.expected is not None else None
        correct = None if wanted is None else is_same(generation.text, wanted)
        if self.score is None:
            return Judgement(correct)
        try:
            score = self.score(*(generation, wanted)[: self._arguments])
        except (Exception, SystemExit) as error:  # the function is the user's, and may do anything
            return Judgement(correct, error=f"score failed: {in_words(error)}")
        return Judgement(correct, score)


def is_same(text: str, expected: str) -> bool:
    """Tell whether two texts are equal but for capitals, and blanks around them."""
    return text.strip().casefold() == expected.strip().casefold()


def in_words(error: BaseException) -> str:
    """Return what an error says, with its type."""
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def _arguments(score: Score | None, expected: Sequence[str] | None) -> int:
    """Return how many arguments a function takes: the answer, or the expected text with it."""
    if score is None:
        return 0
    if not callable(score):
        raise ParameterError(f"score = {score!r:.80} is not allowed: it must be {_FUNCTION}.")
    name = str(getattr(score, "__name__", None) or repr(score)[:80])
    if expected is not None and _takes(score, 2):
        return 2
    if _takes(score, 1):
        return 1
    if _takes(score, 2):
        raise ParameterError(
            f"score = {name} needs the expected text, but there is none.",
            hint="Give expected, with one text for each prompt.",
        )
    raise ParameterError(f"score = {name} is not allowed: it must be {_FUNCTION}.")


def _takes(score: Score, count: int) -> bool:
    try:
        inspect.signature(score).bind(*[None] * count)
    except TypeError:
        return False
    except ValueError:  # some of Python's own functions do not tell
        return count == 1
    return True
