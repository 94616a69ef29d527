"""The thread that serves requests one at a time, and how they are cancelled.

A task is owned by whoever claims it first: the engine's thread, which then runs it, or the
thread that cancels it while it still waits, which then completes it at once. Cancelling a
running task sets the ``terminate`` of its own run, so there is no moment between two
computations, or before the first, at which it could be missed; a run is never used again for
another task. Nothing on the way of a cancel waits for a lock that its own thread may hold, so
that a signal handler may do it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue

from llmnb.answer import Answer
from llmnb.backends.base import Job, OnChunk
from llmnb.backends.inprocess.runner import Run
from llmnb.errors import EngineError, LlmnbError, ModelClosed, first_line
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo, Request, Timing, Usage
from llmnb.plain import counted

JOIN_SECONDS = 5.0
_ERROR_HINT = "The model is still loaded; if it fails again, load it anew with %llm_load --reload."


class Task:
    """A request on its way.

    Parameters
    ----------
    request : Request
        What was asked.
    ids : sequence of int
        The encoded prompt.
    answer : Answer
        Collects the tokens.
    on_chunk : callable
        The listener.
    model : ModelInfo
        What answers.
    notes : sequence of str
        For the result.
    run : Run
        What stops its computation; of this task alone.

    Attributes
    ----------
    job : Job
        What the caller holds.
    cached : int
        Prompt tokens whose keys and values were reused.
    """

    def __init__(
        self,
        request: Request,
        ids: Sequence[int],
        answer: Answer,
        on_chunk: OnChunk,
        model: ModelInfo,
        notes: Sequence[str],
        run: Run,
    ) -> None:
        self.request = request
        self.ids = ids
        self.answer = answer
        self.run = run
        self.job = Job(self._cancel)
        self.cached = 0
        self._on_chunk = on_chunk
        self._model = model
        self._notes = notes
        self._claimed = threading.Lock()
        self._submitted = time.perf_counter()
        self._started: float | None = None
        self._first: float | None = None

    def claim(self) -> bool:
        """Take the task over; True for the first caller only."""
        return self._claimed.acquire(blocking=False)

    def start(self) -> None:
        """Note that the engine took it up."""
        self._started = time.perf_counter()

    def emit(self, chunk: Chunk) -> None:
        """Hand a chunk to the listener.

        Raises
        ------
        _ListenerFailed
            If the listener raised.
        """
        if self._first is None and chunk.tokens:
            self._first = time.perf_counter()
        try:
            self._on_chunk(chunk)
        except BaseException as error:
            raise _ListenerFailed(error) from error

    def finish(self, reason: FinishReason | None = None) -> None:
        """Complete the job; with a reason, end the answer first and tell the listener."""
        try:
            if reason is not None:
                self.emit(self.answer.end(reason))
        except _ListenerFailed as failed:
            self.job.done.set_exception(failed.cause)
        else:
            self.job.done.set_result(self._generation())

    def fail(self, error: BaseException) -> None:
        """Complete the job with an error."""
        with contextlib.suppress(_ListenerFailed):
            self.emit(self.answer.end(FinishReason.ERROR))
        self.job.done.set_exception(error)

    def _cancel(self) -> None:
        self.run.terminate = True
        if self.claim():
            self.finish(FinishReason.INTERRUPTED)

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


class _ListenerFailed(Exception):
    """The caller's `on_chunk` raised `cause`; the engine is not to blame."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Engine:
    """Serves tasks in the order of their submission, on a thread of its own.

    It knows nothing of its owner, which can therefore be collected while the thread runs.

    Parameters
    ----------
    name : str
        The model's name, for the messages.
    thread : str
        The thread's name.
    serve : callable
        Generates the answer to one task, emitting its chunks, the last one included.
    release : callable
        Gives all memory back; called once, after the thread has ended.
    """

    def __init__(
        self,
        name: str,
        thread: str,
        serve: Callable[[Task], None],
        release: Callable[[], None],
    ) -> None:
        self._name = name
        self._serve = serve
        self._release = release
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._open = True
        self._live: set[Task] = set()
        self._lock = threading.Lock()  # of submission against closing
        self._thread = threading.Thread(target=self._run, name=thread, daemon=True)
        self._thread.start()

    def submit(self, task: Task) -> None:
        """Queue a task.

        Raises
        ------
        ModelClosed
            If the engine was closed.
        """
        with self._lock:
            if not self._open:
                raise closed(self._name)
            self._live.add(task)
            task.job.done.add_done_callback(lambda _: self._live.discard(task))
            self._queue.put(task)

    def check_open(self) -> None:
        """Raise `ModelClosed` if the engine was closed."""
        if not self._open:
            raise closed(self._name)

    def close(self) -> None:
        """Cancel all tasks, end the thread and give the memory back; idempotent."""
        with self._lock:
            if not self._open:
                return
            self._open = False
            live = list(self._live)
        self._queue.put(None)
        for task in live:
            task.job.cancel()
        if threading.current_thread() is not self._thread:
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            if task.claim():
                self._attempt(task)
            del task  # or the last answer would live until the next request
        self._release()

    def _attempt(self, task: Task) -> None:
        task.start()
        try:
            if not task.job.cancelled:
                self._serve(task)
        except _ListenerFailed as failed:
            task.job.done.set_exception(failed.cause)
        except BaseException as error:  # engines' exceptions have no common base class
            if task.job.cancelled:
                task.finish(FinishReason.INTERRUPTED)
            else:
                task.fail(_explain(error, task.answer.count))
        else:
            task.finish(None if task.answer.finish_reason else FinishReason.INTERRUPTED)


def closed(name: str) -> ModelClosed:
    """Return the error for a model that was unloaded."""
    return ModelClosed(f"The model {name!r} was unloaded.", hint="Run %llm_load again.")


def _explain(error: BaseException, count: int) -> LlmnbError:
    if isinstance(error, LlmnbError):
        return error
    explained = EngineError(
        f"The engine failed after {counted(count, 'token')}: {first_line(error)}.", hint=_ERROR_HINT
    )
    explained.__cause__ = error
    return explained
