"""Loading as planned: on the caller's thread, or on one of its own while the main thread waits."""

from __future__ import annotations

import threading
from concurrent.futures import Future

from llmnb.backends.base import ModelHandle, Plan
from llmnb.backends.registry import backend
from llmnb.errors import Cancelled, Interrupted
from llmnb.progress import Progress
from llmnb.room import ran_out
from llmnb.session.waiting import Interruption, interruptible, settle, wait


def load_here(plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
    """Load a model on this thread.

    Raises
    ------
    Cancelled
        Once `cancel` is set.
    LlmnbError
        If it cannot be loaded.
    """
    try:
        return backend(plan.backend).load(plan, progress, cancel)
    except MemoryError:  # of a backend that does not explain it
        raise ran_out(plan) from None


def load_and_wait(plan: Plan, progress: Progress, stop: Interruption | None = None) -> ModelHandle:
    """Load on a thread of its own, so that an interrupt finds the main thread listening.

    Raises
    ------
    Interrupted
        On the user's interrupt, or on `stop`, where that is given instead.
    """
    cancel = threading.Event()
    done: Future[ModelHandle] = Future()
    work = threading.Thread(
        target=settle,
        args=(done, lambda: load_here(plan, progress, cancel)),
        name=f"llmnb-load-{plan.name}",
        daemon=True,
    )
    with interruptible(stop) as interruption:
        interruption.stops(cancel.set)
        work.start()
        try:
            handle = wait(done)
        except Cancelled:
            raise Interrupted(f"The load of {plan.name!r} was stopped.") from None
        except KeyboardInterrupt:
            done.add_done_callback(_close_late)
            raise
        work.join()
    if interruption.happened:
        handle.close()
        raise Interrupted(f"The load of {plan.name!r} was stopped.")
    return handle


def _close_late(done: Future[ModelHandle]) -> None:
    """Close a model that arrives after nobody waits for it any more."""
    if done.exception() is None:
        done.result().close()
