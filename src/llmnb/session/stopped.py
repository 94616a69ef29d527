"""The errors of answers that were stopped, which keep what there is."""

from __future__ import annotations

from collections.abc import Sequence

from llmnb.errors import Interrupted
from llmnb.generation import FinishReason, Generation
from llmnb.plain import counted


def raise_if_interrupted(generation: Generation) -> Generation:
    """Return a complete answer; raise `Interrupted` with a partial one.

    Raises
    ------
    Interrupted
        If the answer was stopped.
    """
    if generation.finish_reason is FinishReason.INTERRUPTED:
        count = generation.usage.completion_tokens
        raise Interrupted(
            f"The answer was stopped after {counted(count, 'token')}; what there is was kept "
            "(in this error's .generation, and with -o NAME in a variable).",
            generation,
        )
    return generation


def batch_interrupted(answers: Sequence[Generation]) -> Interrupted:
    """Return the error of a batch, with its whole and its partial answers."""
    stopped = [a for a in answers if a.finish_reason is FinishReason.INTERRUPTED]
    whole = len(answers) - len(stopped)
    return Interrupted(
        f"The batch was stopped after {counted(whole, 'whole answer')}; what there is was kept.",
        stopped[0] if stopped else None,
        answers,
    )
