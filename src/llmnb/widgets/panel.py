"""What all panels share: a widget, its static twin, one worker, and errors in words."""

from __future__ import annotations

import asyncio
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import ipywidgets

from llmnb import rendering
from llmnb.errors import Interrupted, LlmnbError, ParameterError
from llmnb.generation import Generation
from llmnb.rendering.bundles import Bundle
from llmnb.rendering.cards import act_button
from llmnb.rendering.text import escape
from llmnb.session import Interruption, Place, Session, default_session, interruptible
from llmnb.widgets.beside import after_each_cell, at_once, in_kernel
from llmnb.widgets.wiring import Wiring

VIEW = "application/vnd.jupyter.widget-view+json"
# The twin is what a notebook without its kernel shows. JupyterLab puts each output into a child
# of the cell's output area: while the panel is there, the twin after it is hidden; where the
# panel or its kernel has gone, what is left in its place is.
TWIN_STYLE = (
    "<style>"
    ".jp-OutputArea-child:has(.llmnb-panel:not(.jupyter-widgets-disconnected))"
    "+.jp-OutputArea-child:has(.llmnb-twin),"
    ".jp-OutputArea-child:has(+.jp-OutputArea-child .llmnb-twin)"
    ":not(:has(.llmnb-panel:not(.jupyter-widgets-disconnected)))"
    "{display:none}"
    "</style>"
)

SETTLED = 0.03  # seconds after which an earlier message has been handled

Act = Callable[[str], object]

_open: weakref.WeakSet[Panel] = weakref.WeakSet()
_open_lock = threading.Lock()


class Panel(ABC):
    """A panel of controls over the session that the magics share.

    Handlers run on a thread beside that of the cells where the front end and the kernel have one
    (`at_once`), elsewhere between the cells: they start work on a thread and return at once. Only
    one piece of work runs at a time; `stop` ends it.

    Parameters
    ----------
    label : str
        What the panel is, for screen readers.
    session : Session, optional
        By default the one that the magics share.

    Attributes
    ----------
    widget : ipywidgets.VBox
        What is shown; it can be put into other layouts.
    acts : dict of str to callable
        What is called for an act that the page sends, with its value.
    closed : bool
        It is of no use any more.
    occupied : tuple of two str
        What is said, and advised, when work is asked for while other work is under way.
    """

    occupied: ClassVar = ("An answer is being written.", "Stop it first.")

    def __init__(self, label: str, session: Session | None = None) -> None:
        self.session = session or default_session()
        self.wiring = Wiring(label=label)
        self.wiring.on_msg(self._heard)
        self.closed = False
        self.notice = ipywidgets.HTML()
        self.widget = ipywidgets.VBox()
        self.widget.add_class("llmnb-panel")
        self.acts: dict[str, Act] = {"stop": lambda _: self.stop()}
        self._twins: dict[str | None, rendering.Output] = {}  # by the cells that show it
        self._painting = threading.Lock()
        self._lock = threading.RLock()
        self._work: tuple[threading.Thread, Interruption] | None = None
        self._thread: threading.Thread | None = None  # of the last work
        self._failure: Exception | None = None
        self._refused = ""  # what was said of work that was asked for too early

    @abstractmethod
    def twin(self) -> Bundle:
        """Return what a notebook without its kernel shows."""

    def record(self) -> Mapping[str, Any]:
        """Return what is saved with the twin."""
        return {}

    @abstractmethod
    def working(self, busy: bool) -> None:
        """Enable and disable controls, as work begins or ends; on any thread."""

    def answered(self) -> Sequence[Generation]:
        """Return the answers of the last work, the last one maybe not complete."""
        result = getattr(self, "result", None)
        return (result,) if isinstance(result, Generation) else ()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def look(self) -> None:  # noqa: B027  not all of them show what others change
        """Show what something else may have changed: a cell, or another panel; on any thread."""

    def arrange(self, *children: ipywidgets.Widget) -> None:
        """Put widgets into the panel, one below the other; from then on it looks at changes.

        What is said stands at the end, if `notice` is not among them.
        """
        last = () if self.notice in children else (self.notice,)
        self.widget.children = (*children, *last, self.wiring)
        for widget in _all_of(self.widget):
            at_once(widget)
        with _open_lock:
            _open.add(self)
        after_each_cell(self.look)

    def start(self, work: Callable[[Interruption], None]) -> bool:
        """Do work beside the kernel's thread, unless some is under way.

        Parameters
        ----------
        work : callable
            Called with what `stop` interrupts. An error is shown in the panel, in words.

        Returns
        -------
        bool
            Whether it was started.
        """
        with self._lock:
            if self._work is not None:
                return False
            stop = Interruption()
            thread = threading.Thread(
                target=self._run, args=(work, stop), name="llmnb-panel", daemon=True
            )
            self._work, self._thread, self._failure = (thread, stop), thread, None
            self.say("")
            self.working(True)
        thread.start()
        return True

    def must_start(self, work: Callable[[Interruption], None]) -> None:
        """Do work as `start` does, or refuse.

        Raises
        ------
        ParameterError
            If other work is under way.
        """
        if not self.start(work):
            raise self.refusal()

    def refusal(self) -> ParameterError:
        """Return the error of work that is asked for while other work is under way."""
        said, advice = self.occupied
        return Occupied(said, hint=advice)

    def stop(self) -> None:
        """End the work that is under way, if there is some; from any thread."""
        work = self._work
        if work is not None:
            work[1].interrupt()

    def close(self) -> None:
        """Stop its work and give its memory back; it leaves the page, and its twin stays."""
        self.stop()
        self.closed = True
        for widget in list(_all_of(self.widget)):  # ipywidgets holds each one until then
            widget.close()

    def wait(self) -> None:
        """Wait until work has ended and is shown, for cells; an interrupt stops it.

        Raises
        ------
        Exception
            What the work failed with.
        Interrupted
            On the user's interrupt, so that no cell goes on; it has the answers that there are.
        """
        thread = self._thread
        if thread is None:
            return
        with interruptible() as interruption:
            interruption.stops(self.stop)
            while thread.is_alive():
                thread.join(0.05)
        if self._failure is not None:
            raise self._failure
        if interruption.happened:
            answers = self.answered()
            last = answers[-1] if answers else None
            raise Interrupted("It was stopped; what there is stands in the panel.", last, answers)

    def say(
        self, text: str, *, problem: bool = False, offers: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Show a line of llmnb's own below the panel; none removes it.

        Parameters
        ----------
        text : str
            The line.
        problem : bool
            Something did not work.
        offers : sequence of (str, str)
            A button for each act: its name among `acts`, and its word.
        """
        kind, role = ("llmnb-problem", "alert") if problem else ("llmnb-said", "status")
        buttons = "".join(act_button(word, act, "", word) for act, word in offers)
        said = f"{escape(text)} {buttons}".rstrip()
        line = f'<div class="{kind}" role="{role}">{said}</div>'
        self.notice.value = line if text else ""

    def complain(self, error: Exception) -> None:
        """Show what work has failed with."""
        self.say(in_words(error), problem=True)

    def guard(self, action: Callable[..., object]) -> Callable[..., None]:
        """Return a handler whose errors are shown in the panel instead of the kernel's log."""

        def guarded(*args: Any) -> None:
            try:
                action(*args)
            except Exception as error:
                self.say(in_words(error), problem=True)
                if isinstance(error, Occupied):
                    self._refused = self.notice.value

        return guarded

    def does(self, action: Callable[[], Any]) -> Callable[..., None]:
        """Return a guarded handler of an action that needs no event, and that others see."""
        guarded = self.guard(lambda *_: action())

        def done(*_: Any) -> None:
            guarded()
            self._tell()

        return done

    def soon(self, action: Callable[[], Any]) -> Callable[..., None]:
        """Return a guarded handler of an action that reads what was typed just before.

        ipykernel may handle a message while it still handles the one before: a click, say,
        overtakes the text of the field that was left by it.
        """
        guarded = self.does(action)

        def later(*_: Any) -> None:
            if in_kernel():
                asyncio.get_running_loop().call_later(SETTLED, guarded)
            else:
                guarded()

        return later

    def refresh(self) -> None:
        """Paint the twins anew that are on the page, if outputs may change after their cell."""
        with self._painting:
            if live := [twin for twin in self._twins.values() if twin.live]:
                self._paint(*live)

    def _ipython_display_(self) -> None:
        place = self.session.place()
        self._take_place(place)
        if in_kernel():
            model = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
            rendering.show({VIEW: model})  # type: ignore[dict-item]
        twin = rendering.Output(live=self.session.settings.stream)
        with self._painting:  # what another thread finds out meanwhile is painted after it
            self._paint(twin)
            self._twins[place.cell if place else None] = twin

    def _take_place(self, place: Place | None) -> None:
        """Close the panels that the last run of this cell has shown, and no other cell shows."""
        panels = self.session.panels
        if place is None:
            return
        run, before = panels.get(place.cell, ("", []))
        if run == place.run:
            before.append(self)
            return
        panels[place.cell] = place.run, [self]
        shown = [panel for _, there in panels.values() for panel in there]
        for panel in before:
            if panel not in shown:
                panel.close()

    def _paint(self, *twins: rendering.Output) -> None:
        bundle, record = self.twin(), {"llmnb": dict(self.record())}
        page = f'<div class="llmnb-twin">{TWIN_STYLE}{bundle["text/html"]}</div>'
        for twin in twins:
            twin.paint({**bundle, "text/html": page}, record)

    def _tell(self) -> None:
        """Let the other panels of the session show what this one may have changed."""
        with _open_lock:
            others = [panel for panel in _open if panel is not self]
        for panel in others:
            if panel.session is self.session and not panel.closed:
                panel.look()

    def _run(self, work: Callable[[Interruption], None], stop: Interruption) -> None:
        try:
            work(stop)
        except Interrupted:
            self.say("Stopped.")
        except Exception as error:
            self._failure = error
            self.complain(error)
        finally:
            with self._lock:
                self._work = None
                if self._refused == self.notice.value:
                    self.say("")
                self.working(False)
            self.refresh()
            self._tell()

    def _heard(self, widget: Any, content: Any, buffers: Any) -> None:
        act = self.acts.get(str(content.get("act"))) if isinstance(content, dict) else None
        if act is not None:
            self.guard(act)(str(content.get("value", ""))[:1_000])
            self._tell()


class Occupied(ParameterError):
    """Work was asked for while other work was under way."""


class HtmlCanvas:
    """An HTML widget as a place for answers to be painted on.

    Attributes
    ----------
    widget : ipywidgets.HTML
        The widget.
    """

    def __init__(self) -> None:
        self.widget = ipywidgets.HTML()
        self.painted = False

    def paint(self, bundle: Mapping[str, str], metadata: Mapping[str, Any] | None = None) -> None:
        """Show the HTML of an output."""
        self.widget.value, self.painted = bundle["text/html"], True

    def clear(self) -> None:
        """Show nothing."""
        self.widget.value, self.painted = "", False


def _all_of(widget: Any) -> Iterator[ipywidgets.Widget]:
    """Yield a widget, those in it, and how each looks, which are widgets, too."""
    yield widget
    parts = getattr(widget, "layout", None), getattr(widget, "style", None)
    yield from (part for part in parts if isinstance(part, ipywidgets.Widget))
    for child in getattr(widget, "children", ()):
        yield from _all_of(child)


def in_words(error: BaseException) -> str:
    """Return what a panel says of an error."""
    if isinstance(error, LlmnbError):
        return str(error)
    return f"This did not work: {type(error).__name__}: {error}"
