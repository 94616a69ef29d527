"""Beside the cells: what runs along with them, what waits for them, and what is soon outdated."""

from __future__ import annotations

import queue
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any, TypeVar

import ipywidgets

from llmnb.errors import Interrupted
from llmnb.session import Interruption

T = TypeVar("T")
INTERVAL = 0.05  # seconds between two looks at whether the user has stopped the work


class BetweenCells:
    """Makes changes on the kernel's main thread, which is free only while no cell runs.

    Outside of a kernel they are made at once.
    """

    def __init__(self) -> None:
        self._due: queue.SimpleQueue[tuple[Callable[[], None], Future[None]]] = queue.SimpleQueue()
        self._waited_for = False

    def make(self, change: Callable[[], None], stop: Interruption) -> None:
        """Make a change and return after it; called on a worker thread.

        Raises
        ------
        Interrupted
            If the user stops it before its turn has come.
        """
        loop = _main_loop()
        if loop is None:
            change()
            return
        done: Future[None] = Future()
        self._due.put((change, done))
        loop.add_callback(self._make_due)
        while not done.done():
            wait([done], timeout=INTERVAL)
            if stop.happened and done.cancel():
                raise Interrupted("It was stopped before its turn came.")
            if self._waited_for and done.cancel():
                change()
                return
        done.result()

    @contextmanager
    def waited_for(self) -> Iterator[None]:
        """Make changes at once while the main thread waits for them inside the block."""
        self._waited_for = True
        try:
            yield
        finally:
            self._waited_for = False

    def _make_due(self) -> None:
        while not self._due.empty():
            change, done = self._due.get()
            if done.set_running_or_notify_cancel():
                try:
                    done.set_result(change())
                except BaseException as error:  # it is raised again where the change is awaited
                    done.set_exception(error)


class Newest:
    """Finds something out beside the kernel's thread, and shows only what was asked last.

    Parameters
    ----------
    name : str
        The name of its threads.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._number = 0
        self._thread: threading.Thread | None = None

    def ask(self, find: Callable[[], T], show: Callable[[T], None]) -> None:
        """Find something out and show it, unless something else is asked meanwhile.

        Parameters
        ----------
        find : callable
            Called on a thread of its own; it must not raise.
        show : callable
            Called with what was found, on that thread.
        """
        with self._lock:
            self._number += 1
            work = (self._number, find, show)
            self._thread = threading.Thread(
                target=self._answer, args=work, name=self._name, daemon=True
            )
        self._thread.start()

    def wait(self, timeout: float | None = None) -> None:
        """Wait until what was asked last is shown; for scripts."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def _answer(self, number: int, find: Callable[[], T], show: Callable[[T], None]) -> None:
        found = find()
        with self._lock:
            if number == self._number:
                show(found)


def at_once(widget: ipywidgets.Widget) -> None:
    """Have what the page sends to a widget handled beside the cells, where that is possible.

    JupyterLab sends it to a thread of its own, which ipykernel 7 and later have (a subshell). But
    ipykernel holds back what is for a widget that a cell made or changed last, until no cell runs.
    """
    if widget.comm is not None:
        widget.comm._reply_subshell_for = lambda data, sent_to: sent_to


def in_kernel() -> bool:
    """Tell whether there is a front end that can show widgets, which a terminal is not."""
    from IPython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None  # type: ignore[no-untyped-call, unused-ignore]


def after_each_cell(call: Callable[[], None]) -> None:
    """Have a panel's method called when a cell has run, until the panel is closed or gone."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    if shell is None:
        return
    method = weakref.WeakMethod(call)

    def ran(result: object) -> None:
        alive = method()
        if alive is not None and not alive.__self__.closed:  # type: ignore[attr-defined]
            alive()
        else:
            shell.events.unregister("post_run_cell", ran)

    shell.events.register("post_run_cell", ran)


def _main_loop() -> Any:
    """Return the loop of the kernel's main thread, or None outside of a kernel."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)  # type: ignore[no-untyped-call, unused-ignore]
    return getattr(kernel, "io_loop", None)
