"""A request on its way through an engine, and the thread that may end it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from llmnb.answer import Answer
from llmnb.backends.base import Job, OnChunk
from llmnb.errors import EngineError, LlmnbError, ModelClosed, first_line
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo, Request, Timing, Usage
from llmnb.plain import counted

_ERROR_HINT = "The model is still loaded; if it fails again, load it anew with %llm_load --reload."


@dataclass(frozen=True)
class Admitted:
    """A request that an engine can take.

    Parameters
    ----------
    request : Request
        What was asked.
    ids : list of int
        The encoded prompt.
    answer : Answer
        Will collect the tokens.
    on_chunk : callable
        The listener.
    notes : tuple of str
        For the result.
    """

    request: Request
    ids: list[int]
    answer: Answer
    on_chunk: OnChunk
    notes: tuple[str, ...]


class Task:
    """A request on its way.

    Parameters
    ----------
    admitted : Admitted
        What was asked, ready for the engine.
    model : ModelInfo
        What answers.
    on_cancel : callable
        Called once when the job is cancelled; it must return at once.

    Attributes
    ----------
    job : Job
        What the caller holds.
    request : Request
        What was asked.
    ids : list of int
        The encoded prompt.
    answer : Answer
        Collects the tokens.
    cached : int
        Prompt tokens whose keys and values were reused.
    """

    def __init__(self, admitted: Admitted, model: ModelInfo, on_cancel: Callable[[], None]) -> None:
        self.job = Job(on_cancel)
        self.request = admitted.request
        self.ids = admitted.ids
        self.answer = admitted.answer
        self.cached = 0
        self._on_chunk = admitted.on_chunk
        self._notes = admitted.notes
        self._model = model
        self._submitted = time.perf_counter()
        self._started: float | None = None
        self._first: float | None = None

    def start(self) -> None:
        """Note that the engine took it up."""
        self._started = time.perf_counter()

    def emit(self, chunk: Chunk) -> None:
        """Hand a chunk to the listener.

        Raises
        ------
        ListenerFailed
            If the listener raised.
        """
        if self._first is None and chunk.tokens:
            self._first = time.perf_counter()
        try:
            self._on_chunk(chunk)
        except BaseException as error:
            raise ListenerFailed(error) from error

    def finish(self, reason: FinishReason | None = None) -> None:
        """Complete the job; with a reason, end the answer first and tell the listener."""
        try:
            if reason is not None:
                self.emit(self.answer.end(reason))
        except ListenerFailed as failed:
            self.job.done.set_exception(failed.cause)
        else:
            self.job.done.set_result(self._generation())

    def fail(self, error: BaseException) -> None:
        """Complete the job with an error, in llmnb's words."""
        if isinstance(error, ListenerFailed):
            self.job.done.set_exception(error.cause)
            return
        with contextlib.suppress(ListenerFailed):
            self.emit(self.answer.end(FinishReason.ERROR))
        self.job.done.set_exception(explained(error, self.answer.count))

    def _generation(self) -> Generation:
        now = time.perf_counter()
        started = now if self._started is None else self._started
        first = None if self._first is None else self._first - self._submitted
        return self.answer.generation(
            self.request,
            model=self._model,
            usage=Usage(len(self.ids), self.answer.count, self.cached, self.answer.thinking_count),
            timing=Timing(started - self._submitted, first, now - self._submitted),
            notes=self._notes,
        )


class QueuedTask(Task):
    """A request that may wait, owned by whoever claims it first.

    That is the thread that answers it, or the one that cancels it while it still waits, which
    then completes it at once. Nothing on the way of a cancel waits for a lock that its own
    thread may hold, so that a signal handler may do it.
    """

    def __init__(self, admitted: Admitted, model: ModelInfo) -> None:
        super().__init__(admitted, model, self._cancel)
        self._claimed = threading.Lock()

    def claim(self) -> bool:
        """Take the task over; True for the first caller only."""
        return self._claimed.acquire(blocking=False)

    def _cancel(self) -> None:
        if self.claim():
            self.finish(FinishReason.INTERRUPTED)


class ListenerFailed(Exception):
    """The caller's `on_chunk` raised `cause`; the engine is not to blame."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def closed(name: str) -> ModelClosed:
    """Return the error for a model that was unloaded."""
    return ModelClosed(f"The model {name!r} was unloaded.", hint="Run %llm_load again.")


def explained(error: BaseException, count: int) -> LlmnbError:
    """Return llmnb's error for an engine's, after `count` tokens of an answer."""
    if isinstance(error, LlmnbError):
        return error
    found = EngineError(
        f"The engine failed after {counted(count, 'token')}: {first_line(error)}.", hint=_ERROR_HINT
    )
    found.__cause__ = error
    return found
