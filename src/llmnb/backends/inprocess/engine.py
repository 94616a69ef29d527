"""The thread that serves requests one at a time, and how they are cancelled.

A task is owned by whoever claims it first: the engine's thread, which then runs it, or the
thread that cancels it while it still waits, which then completes it at once. Cancelling a
running task sets the ``terminate`` of its own run, so there is no moment between two
computations, or before the first, at which it could be missed; a run is never used again for
another task. Nothing on the way of a cancel waits for a lock that its own thread may hold, so
that a signal handler may do it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from llmnb.backends.inprocess.runner import Run
from llmnb.backends.local.task import Admitted, ListenerFailed, QueuedTask, closed
from llmnb.generation import FinishReason, ModelInfo

JOIN_SECONDS = 5.0


class RunTask(QueuedTask):
    """A request that waits for the engine's thread, and is computed by a run of its own.

    Parameters
    ----------
    run : Run
        What stops its computation; of this task alone.
    admitted : Admitted
        What was asked.
    model : ModelInfo
        What answers.
    """

    def __init__(self, run: Run, admitted: Admitted, model: ModelInfo) -> None:
        super().__init__(admitted, model)
        self.run = run

    def _cancel(self) -> None:
        self.run.terminate = True
        super()._cancel()


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
        serve: Callable[[RunTask], None],
        release: Callable[[], None],
    ) -> None:
        self._name = name
        self._serve = serve
        self._release = release
        self._queue: SimpleQueue[RunTask | None] = SimpleQueue()
        self._open = True
        self._live: set[RunTask] = set()
        self._lock = threading.Lock()  # of submission against closing
        self._thread = threading.Thread(target=self._run, name=thread, daemon=True)
        self._thread.start()

    def submit(self, task: RunTask) -> None:
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

    def _attempt(self, task: RunTask) -> None:
        task.start()
        try:
            if not task.job.cancelled:
                self._serve(task)
        except BaseException as error:  # engines' exceptions have no common base class
            if task.job.cancelled and not isinstance(error, ListenerFailed):
                task.finish(FinishReason.INTERRUPTED)
            else:
                task.fail(error)
        else:
            task.finish(None if task.answer.finish_reason else FinishReason.INTERRUPTED)
