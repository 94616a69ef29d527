"""How a thread waits for work: an interrupt stops the work, a second one leaves at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class Interruption:
    """Whether the user has interrupted, and what that stops.

    Attributes
    ----------
    happened : bool
        An interrupt arrived.
    """

    def __init__(self) -> None:
        self.happened = False
        self._stop: Callable[[], None] | None = None

    def stops(self, stop: Callable[[], None]) -> None:
        """Let an interrupt call `stop`; at once, if it has arrived already."""
        self._stop = stop
        if self.happened:
            stop()

    def interrupt(self) -> None:
        """Stop the work, from any thread."""
        self.happened = True
        if self._stop is not None:
            self._stop()

    def handle(self, number: int, frame: FrameType | None) -> None:
        """Take a SIGINT: the first one stops the work, the next raises KeyboardInterrupt."""
        if self.happened:
            raise KeyboardInterrupt
        self.interrupt()


@contextmanager
def interruptible(stop: Interruption | None = None) -> Iterator[Interruption]:
    """Catch SIGINT inside the block; on other threads than the main one, do nothing.

    Parameters
    ----------
    stop : Interruption, optional
        What interrupts the block instead of SIGINT: the button of a panel.
    """
    if stop is not None:
        yield stop
        return
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return
    before = signal.signal(signal.SIGINT, interruption.handle)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, before)


def wait(done: Future[T], on_tick: Callable[[], object] | None = None, interval: float = 0.01) -> T:
    """Wait for a future and draw meanwhile.

    Parameters
    ----------
    done : Future
        What to wait for.
    on_tick : callable, optional
        Called every `interval` seconds, and once more when the future is done.
    interval : float
        Seconds between two looks. Waiting without an end could miss a future that a signal
        handler completes on this very thread.
    """
    while not done.done():
        with suppress(Exception):  # the work's own failure is raised below, after the last tick
            done.result(timeout=interval)
        if on_tick is not None:
            on_tick()
    if on_tick is not None:
        on_tick()
    return done.result()


def settle(done: Future[T], work: Callable[[], T]) -> None:
    """Do work and put what has come of it, a result or an error, into a future."""
    try:
        done.set_result(work())
    except BaseException as error:  # it is raised again where the result is awaited
        done.set_exception(error)
