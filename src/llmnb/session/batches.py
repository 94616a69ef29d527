"""Several prompts at once, and what is left of them after an interrupt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from llmnb.backends.base import Job, ModelHandle
from llmnb.errors import ParameterError
from llmnb.generation import Chunk, Generation, Request
from llmnb.session.preparing import Prepared, Prompt, numbered
from llmnb.session.stopped import batch_interrupted
from llmnb.session.waiting import interruptible, wait


def check_prompts(prompts: Sequence[Prompt], options: Mapping[str, Any]) -> None:
    """Refuse what cannot be answered as a batch.

    Raises
    ------
    ParameterError
        If it is one text, or turns of a conversation.
    """
    if isinstance(prompts, str):
        raise ParameterError(
            "batch takes a list of prompts, not one text.",
            hint="Use generate for one prompt, or put it into a list.",
        )
    if options.get("chat") is not None:
        raise ParameterError(
            "batch answers all prompts at once, so they cannot be turns of a conversation.",
            hint="Use generate for one after the other.",
        )


def one_by_one(
    handle: ModelHandle,
    prepared: Sequence[Prepared],
    noted: Callable[[Prepared, Generation], Generation],
) -> Iterator[tuple[int, Generation]]:
    """Yield (index, answer) in the order of completion.

    Raises
    ------
    Interrupted
        On the user's interrupt, with the answers that were complete.
    """
    given: list[Generation] = []
    answers = handle.as_completed([p.request for p in prepared])
    while True:
        try:
            index, answer = next(answers)
        except StopIteration:
            return
        except KeyboardInterrupt:
            raise batch_interrupted(given) from None
        given.append(noted(prepared[index], answer))
        yield index, given[-1]


def run_all(handle: ModelHandle, requests: Sequence[Request]) -> tuple[list[Generation], bool]:
    """Answer several requests at once and wait for all.

    Returns
    -------
    answers : list of Generation
        In the order of the requests; fewer after an interrupt, and then some are partial.
    stopped : bool
        There was an interrupt.
    """
    jobs: list[Job] = []

    def cancel_all() -> None:
        for job in tuple(jobs):
            job.cancel()

    with interruptible() as interruption:
        interruption.stops(cancel_all)
        try:
            for index, request in enumerate(requests):
                with numbered(index):
                    jobs.append(handle.submit(request, _ignore))
                if interruption.happened:  # perhaps before this job was among `jobs`
                    cancel_all()
                    break
            answers = [wait(job.done) for job in jobs]
        finally:
            cancel_all()
    return answers, interruption.happened


def _ignore(chunk: Chunk) -> None:
    """Take a chunk that nobody waits for."""
