"""A model whose engine is an iterator of tokens: threads, queue and cancelling are written here."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections import deque
from collections.abc import Generator
from contextlib import closing

from llmnb.backends.base import Capabilities, Job
from llmnb.backends.local.handle import LocalHandle
from llmnb.backends.local.opening import Opened
from llmnb.backends.local.task import Admitted, ListenerFailed, QueuedTask, Task, closed
from llmnb.generation import FinishReason
from llmnb.sampling import Pick

JOIN_SECONDS = 5.0


class ThreadedHandle(LocalHandle):
    """A model whose engine yields tokens; all a subclass writes is `picks`.

    As many requests as ``capabilities.max_concurrent`` says are answered at once, each on a
    thread of its own; others wait in the order of their submission. Nothing runs while nobody
    asks, so that a handle that nobody holds can be collected.

    Parameters
    ----------
    model : Opened
        What `opened` returned.
    capabilities : Capabilities
        What the engine can do.
    notes : tuple of str
        What the user should know once it is loaded.

    Attributes
    ----------
    eos_ids : frozenset of int
        Ids that end an answer, for a `Sampler`.
    """

    def __init__(
        self, model: Opened, capabilities: Capabilities, notes: tuple[str, ...] = ()
    ) -> None:
        self.eos_ids = model.facts.eos_ids
        super().__init__(model.info, capabilities, model.prompts, self.eos_ids, notes)
        self._open = True
        self._lock = threading.Lock()  # of submission against closing, and of what follows
        self._live: set[QueuedTask] = set()
        self._waiting: deque[QueuedTask] = deque()
        self._threads: set[threading.Thread] = set()

    @abstractmethod
    def picks(self, task: Task) -> Generator[Pick, None, None]:
        """Yield the tokens of one answer, the end-of-text id included.

        It is closed after the last token that is wanted: at a stop string, the most tokens, an
        interrupt. What goes on for long between two tokens looks at ``task.job.cancelled``.
        It runs on the request's own thread.

        Parameters
        ----------
        task : Task
            What was asked: ``task.ids``, and the parameters in ``task.request.config``.
        """

    def release(self) -> None:
        """Give the engine's memory back; called once, when it was closed and no answer runs."""

    def close(self) -> None:
        """Cancel what is in flight, wait for its threads and release the engine; idempotent."""
        with self._lock:
            if not self._open:
                return
            self._open = False
            live, threads = list(self._live), list(self._threads)
        for task in live:
            task.job.cancel()
        if not threads:
            self.release()
        for thread in threads:  # of which the last one releases
            if thread is not threading.current_thread():
                thread.join(JOIN_SECONDS)

    def _check_open(self) -> None:
        if not self._open:
            raise closed(self.info.name)

    def _start(self, admitted: Admitted) -> Job:
        task = QueuedTask(admitted, self.info)
        with self._lock:
            self._check_open()
            if len(self._threads) < self.capabilities.max_concurrent:
                name = f"llmnb-{self.info.backend}-{self.info.name}"
                thread = threading.Thread(target=self._work, args=(task,), name=name, daemon=True)
                thread.start()  # waits for the lock before it takes a second task
                self._threads.add(thread)
            else:
                self._waiting.append(task)
            self._live.add(task)
        return task.job

    def _work(self, task: QueuedTask) -> None:
        following: QueuedTask | None = task
        while following is not None:
            if following.claim():
                self._attempt(following)
            following = self._next(following)

    def _next(self, ended: QueuedTask) -> QueuedTask | None:
        with self._lock:
            self._live.discard(ended)
            if self._waiting:
                return self._waiting.popleft()
            self._threads.discard(threading.current_thread())
            last = not self._open and not self._threads
        if last:
            self.release()
        return None

    def _attempt(self, task: QueuedTask) -> None:
        task.start()
        try:
            self._answer(task)
        except BaseException as error:  # engines' exceptions have no common base class
            if task.job.cancelled and not isinstance(error, ListenerFailed):
                task.finish(FinishReason.INTERRUPTED)
            else:
                task.fail(error)
        else:
            task.finish(None if task.answer.finish_reason else FinishReason.INTERRUPTED)

    def _answer(self, task: QueuedTask) -> None:
        answer, room = task.answer, self.info.context - len(task.ids)
        with closing(self.picks(task)) as picks:
            while not task.job.cancelled and answer.finish_reason is None:
                pick = next(picks, None)
                if pick is None:  # the engine ended without an end-of-text id
                    return task.emit(answer.end(FinishReason.STOP))
                task.emit(answer.push(pick))
                # Thinking does not count against the most tokens, but takes its room.
                if answer.finish_reason is None and answer.count >= room:
                    return task.emit(answer.end(FinishReason.LENGTH))
