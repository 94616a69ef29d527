"""Several prompts at once, and what is left of them after an interrupt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from llmnb.backends.base import Job, ModelHandle
from llmnb.errors import ParameterError
from llmnb.generation import Chunk, Generation
from llmnb.session.preparing import Prepared, Prompt, numbered
from llmnb.session.stopped import batch_interrupted
from llmnb.session.waiting import interruptible, wait


def prepare_each(
    prepare: Callable[..., Prepared], prompts: Sequence[Prompt], options: Mapping[str, Any]
) -> list[Prepared]:
    """Build a request for each prompt.

    Raises
    ------
    ParameterError
        If it is one text, or turns of a conversation; or what `prepare` refuses, with the number
        of the prompt.
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
    prepared = []
    for index, prompt in enumerate(prompts):
        with numbered(index):
            prepared.append(prepare(prompt, **options))
    return prepared


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


def all_at_once(
    handle: ModelHandle,
    prepared: Sequence[Prepared],
    noted: Callable[[Prepared, Generation], Generation],
) -> list[Generation]:
    """Answer several prompts at once, and return the answers in the order of the prompts.

    Raises
    ------
    Interrupted
        On the user's interrupt, with the answers that there are, some of them partial.
    """
    jobs: list[Job] = []

    def cancel_all() -> None:
        for job in tuple(jobs):
            job.cancel()

    with interruptible() as interruption:
        interruption.stops(cancel_all)
        try:
            for index, one in enumerate(prepared):
                with numbered(index):
                    jobs.append(handle.submit(one.request, ignore))
                if interruption.happened:  # perhaps before this job was among `jobs`
                    cancel_all()
                    break
            answers = [wait(job.done) for job in jobs]
        finally:
            cancel_all()
    answers = [noted(one, answer) for one, answer in zip(prepared, answers, strict=False)]
    if interruption.happened:
        raise batch_interrupted(answers)
    return answers


def ignore(chunk: Chunk) -> None:
    """Take a chunk that nobody waits for."""
