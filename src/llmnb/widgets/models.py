"""``%llm_load`` without a model: what is at hand, whether it fits, and a load with its progress."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from typing import Any

import ipywidgets

from llmnb import rendering
from llmnb.backends.base import Plan
from llmnb.errors import Interrupted, ParameterError
from llmnb.model_source import DEMO
from llmnb.options import as_load
from llmnb.rendering.bundles import Bundle, frame
from llmnb.rendering.cards import code_block
from llmnb.rendering.text import amount, escape
from llmnb.room import Alternative, alternatives
from llmnb.session import Interruption, Model, Session
from llmnb.session.waiting import settle
from llmnb.widgets.beside import INTERVAL, BetweenCells, Newest
from llmnb.widgets.chooser import Chooser, Disk, look
from llmnb.widgets.panel import HtmlCanvas, Panel, in_words
from llmnb.widgets.parts import button, row

EMPTY = "Choose a model, or type a folder, a hub id or a server's address."


class ModelPanel(Panel):
    """A panel that loads models and shows what is loaded.

    Parameters
    ----------
    model : str
        What to begin with: ``demo``, a folder, a hub id or a server's address.
    session : Session, optional
        By default the one that the magics share.
    **wishes
        ``backend``, ``precision``, ``context`` and ``name``, as for ``%llm_load``.

    Attributes
    ----------
    result : Model, optional
        What was loaded last.
    plan : Plan, optional
        How the chosen model would be loaded; None where it cannot be.
    """

    occupied = "Something is being loaded or unloaded.", "Wait, or cancel it."

    def __init__(self, model: str = DEMO, *, session: Session | None = None, **wishes: Any) -> None:
        super().__init__("Load a model", session)
        self.result: Model | None = None
        self.plan: Plan | None = None
        self._disk = Disk()
        self._seen: tuple[Any, ...] = ()
        self._chooser = Chooser(self.guard(self._changed))
        self._turn = BetweenCells()
        self._plans, self._looks = Newest("llmnb-panel-plan"), Newest("llmnb-panel-look")
        self._build()
        self.set(model=model, **wishes)
        self._show_loaded()
        self._looks.ask(look, self._show_disk)

    # What it is set to.

    @property
    def model(self) -> str:
        """The user's word for a model."""
        return self._chooser.model

    @property
    def wishes(self) -> dict[str, Any]:
        """What is asked for beside the model, in the words of ``%llm_load``."""
        return self._chooser.wishes

    @property
    def line(self) -> str:
        """The setting as a line of ``%llm_load``, or as a Python call."""
        return as_load(self.model, self.wishes)

    def set(self, **choices: Any) -> None:
        """Choose ``model``, ``backend``, ``precision``, ``context`` or ``name``.

        Raises
        ------
        ParameterError
            If there is no such choice; None gives a choice back.
        """
        self._chooser.set(**choices)

    # What it does.

    def load(self, *, block: bool = True) -> Model | None:
        """Load what is chosen; with ``block=False``, return at once.

        Raises
        ------
        ParameterError
            If nothing is chosen, or something is being loaded or unloaded.
        """
        model, wishes = self.model, self.wishes
        if not model:
            raise ParameterError("No model is chosen.", hint=EMPTY)
        self.must_start(lambda stop: self._load(stop, model, wishes))
        if not block:
            return None
        self.wait()
        return self.result

    def use(self, name: str, *, block: bool = True) -> None:
        """Make a loaded model the current one; with ``block=False``, return at once.

        Raises
        ------
        ParameterError
            If something is being loaded or unloaded.
        """
        model = self.session.model(name)
        self.must_start(lambda stop: self._use(stop, model))
        if block:
            self.wait()

    def unload(self, name: str, *, block: bool = True) -> None:
        """Free a model's memory; with ``block=False``, return at once.

        Raises
        ------
        ParameterError
            If something is being loaded or unloaded.
        """
        model = self.session.model(name)
        self.must_start(lambda stop: self._unload(stop, model))
        if block:
            self.wait()

    def wait(self) -> None:
        """Wait until no work is under way, for cells; an interrupt stops it.

        Raises
        ------
        Exception
            What the work failed with.
        """
        with self._turn.waited_for():
            super().wait()

    def twin(self) -> Bundle:
        """Return the list of what is at hand."""
        return rendering.at_hand(self.session.models.values(), self._disk.hub)

    def working(self, busy: bool) -> None:
        """Enable and disable the buttons; called on several threads, so it looks for itself."""
        with self._lock:
            self._go.disabled = self.busy or not self.model
            self._halt.disabled = not self.busy

    # How it is built.

    def _build(self) -> None:
        self._go = button("Load", self.does(self._start_load), "download", "primary")
        self._halt = button("Cancel", lambda _: self.stop(), "stop", disabled=True)
        self._fit, self._code, self._loaded = (ipywidgets.HTML() for _ in range(3))
        self._canvas = HtmlCanvas()
        self.acts |= {
            "run": lambda _: self._start_load(),
            "use": lambda value: self.use(self._named(value), block=False),
            "unload": lambda value: self.unload(self._named(value), block=False),
            "take": self._take,
        }
        self.arrange(
            *self._chooser.rows,
            self._fit,
            row(self._go, self._halt),
            self._canvas.widget,
            self._code,
            self._loaded,
        )

    # What happens.

    def _take(self, options: str) -> None:
        found = [one for one in self._alternatives() if one.options == options]
        if found:
            word, other = options.split()[-1], found[0].plan.backend
            own = self.plan is not None and other == self.plan.backend
            self.set(precision=word, **({} if own else {"backend": other}))

    def _alternatives(self) -> tuple[Alternative, ...]:
        return alternatives(self.plan) if self.plan is not None else ()

    def _named(self, value: str) -> str:
        """Return the name of the model that a button on the page is about."""
        models = {_value(model): name for name, model in self.session.models.items()}
        if value not in models:
            raise ParameterError("That model is not loaded any more.")
        return models[value]

    def _changed(self) -> None:
        """Plan anew, beside the kernel's thread, for what is chosen now."""
        model, wishes = self.model, self.wishes
        self.working(self.busy)
        if not model:
            self._plans.ask(lambda: None, lambda _: self._show_words(EMPTY))
            return
        self._show_words(f"Looking at {model} …")
        self._plans.ask(lambda: self._find_plan(model, wishes), self._show_plan)

    def _find_plan(self, model: str, wishes: Mapping[str, Any]) -> tuple[Plan | None, str]:
        """Return a plan and its meter, or the words that say why there is none."""
        try:
            # One that does not fit is explained; only a load refuses it.
            plan = self.session.plan(model, **wishes, force=True)
            return plan, rendering.meter(plan)
        except Exception as error:
            return None, _problem(in_words(error))

    def look(self) -> None:
        """Show what else may have changed, and what fits now."""
        current = self.session.current
        seen = (*self.session.models.items(), current and current.name)
        if seen != self._seen:
            self._show_session()

    def _start_load(self) -> None:
        self.load(block=False)

    def _load(self, stop: Interruption, model: str, wishes: Mapping[str, Any]) -> None:
        self.result = None
        self._code.value = ""
        self._canvas.clear()
        session = self.session
        progress = rendering.LoadDisplay(wishes.get("name", model), live=True, canvas=self._canvas)
        try:
            plan = _stoppable(lambda: session.plan(model, progress=progress, **wishes), stop)
            there = session.loaded(plan)
            replaced = session.replaced(plan) if there is None else None
            self.result = session.load(
                plan,
                progress=progress,
                stop=stop,
                change=lambda change: self._turn.make(change, stop),
            )
        except BaseException:
            progress.fail()
            raise
        progress.finish(rendering.outcome(self.result, replaced, already=there is not None))
        block = code_block(as_load(model, wishes), name="load", label="the line")
        self._code.value = frame(f"<p><b>As code</b></p>{block}")
        self._show_session()

    def _use(self, stop: Interruption, model: Model) -> None:
        self._turn.make(lambda: self.session.use(model), stop)
        self._show_session()

    def _unload(self, stop: Interruption, model: Model) -> None:
        freed = 0

        def change() -> None:
            nonlocal freed
            if self.session.models.get(model.name) is model:
                freed = self.session.unload(model.name)

        self._turn.make(change, stop)
        if model is self.result:
            self.result = None
            self._canvas.clear()
            self._code.value = ""
        self.say(f"Unloaded {model.name}; {amount(freed)} came back.")
        self._show_session()

    # What it shows.

    def _show_session(self) -> None:
        self._show_loaded()
        self._changed()
        self._looks.ask(look, self._show_disk)  # a load may have downloaded and converted
        self.refresh()

    def _show_loaded(self) -> None:
        models, current = self.session.models, self.session.current
        self._seen = (*models.items(), current and current.name)
        rows = [(_value(model), model) for model in models.values()]
        self._loaded.value = rendering.loaded(rows, current, self._disk.others)

    def _show_disk(self, found: Disk) -> None:
        self._disk = found
        self._chooser.offer(found.choices)
        self._show_loaded()
        self.refresh()

    def _show_plan(self, found: tuple[Plan | None, str]) -> None:
        self.plan, self._fit.value = found

    def _show_words(self, words: str) -> None:
        self.plan = None
        self._fit.value = frame(f'<div class="llmnb-fit" role="status">{escape(words)}</div>')


def _stoppable(find: Callable[[], Plan], stop: Interruption) -> Plan:
    """Return what `find` does, but leave it alone with a slow hub once the user stops it."""
    done: Future[Plan] = Future()
    threading.Thread(target=settle, args=(done, find), name="llmnb-panel-plan", daemon=True).start()
    while not done.done():
        if stop.happened:
            raise Interrupted("The load was stopped.")
        wait([done], timeout=INTERVAL)
    return done.result()


def _problem(words: str) -> str:
    return frame(f'<div class="llmnb-problem" role="status">{escape(words)}</div>')


def _value(model: Model) -> str:
    """Return a mark of a loaded model for the page, whatever its name holds."""
    return f"{id(model):x}"
