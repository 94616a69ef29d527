"""The session: which models are loaded, which one is current, and the user's settings."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from functools import cache
from os import PathLike, fspath
from typing import Any

from llmnb.backends.base import Needs, Plan
from llmnb.config import LoadConfig, checked
from llmnb.environment import loading_from_environment, name_variables
from llmnb.errors import (
    BackendError,
    Interrupted,
    ModelNotFound,
    NoModelLoaded,
    ParameterError,
)
from llmnb.generation import Generation
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, parse
from llmnb.planner import plan as make_plan
from llmnb.progress import Progress, Silent, Stage
from llmnb.session.conversation import DEFAULT, Conversation, check_name
from llmnb.session.loading import load_and_wait
from llmnb.session.model import Model
from llmnb.session.settings import Settings
from llmnb.session.turns import Place, nowhere
from llmnb.session.waiting import Interruption
from llmnb.typed import did_you_mean

Change = Callable[[Callable[[], None]], None]


class Session:
    """Models and settings that belong together.

    Attributes
    ----------
    models : dict of str to Model
        What is loaded, by name, oldest first.
    current : Model or None
        The model that answers when none is named.
    settings : Settings
        The user's settings.
    conversations : dict of str to Conversation
        The chats, by name.
    last : Model or None
        The model that answered last.
    place : callable
        Tells where in a notebook the running prompt stands; None where that is unknown.
    panels : dict of str to (str, list)
        The panels that each cell shows, by its id, after the id of its run.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings.from_environment()
        self._lock = threading.RLock()  # models come and go on the threads of panels too
        self.models: dict[str, Model] = {}
        self.current: Model | None = None
        self.conversations: dict[str, Conversation] = {}
        self.last: Model | None = None
        self.place: Callable[[], Place | None] = nowhere
        self.panels: dict[str, tuple[str, list[Any]]] = {}

    def conversation(self, name: str = DEFAULT) -> Conversation:
        """Return the conversation of a name, a new one if there is none yet.

        Raises
        ------
        ParameterError
            If the name is empty, longer than 100 characters or not printable.
        """
        return self.conversations.setdefault(check_name(name), Conversation(name))

    def hardware(self) -> Hardware:
        """Detect what this machine has now."""
        from llmnb.hardware import detect

        return detect()

    def plan(
        self,
        model: str | PathLike[str],
        *,
        progress: Progress | None = None,
        beside: bool = False,
        **options: Any,
    ) -> Plan:
        """Decide how a model would be loaded, without loading it.

        Parameters
        ----------
        model : str or path
            ``demo``, a folder, a hub id or a server's address.
        progress : Progress, optional
            Told when a hub is asked.
        beside : bool
            It would be loaded beside all that is there, and take no model's place.
        **options
            Fields of `LoadConfig`.

        Raises
        ------
        LlmnbError
            If the model cannot be found, read or run.
        Interrupted
            On the user's interrupt, while a hub is asked.
        """
        if not isinstance(model, str | PathLike):
            raise ParameterError(
                f"model = {model!r:.80} is not allowed: it must be text or a path."
            )
        word = fspath(model)
        try:
            return self._plan(word, options, progress, None if beside else self._freed)
        except KeyboardInterrupt:
            raise Interrupted(f"The load of {word!r} was stopped.") from None
        except ModelNotFound as error:
            if word in self.models:
                error.hint = f"A loaded model is called so: prompt it with %%llm -m {word}."
            raise

    def _plan(
        self,
        model: str,
        options: Mapping[str, Any],
        progress: Progress | None,
        freed: Callable[[Plan], Needs] | None,
    ) -> Plan:
        wishes = checked(LoadConfig, options)
        # A server is what it is.
        machine = {} if isinstance(parse(model), Endpoint) else loading_from_environment()
        decided = {name: value for name, value in machine.items() if name not in wishes}
        config = LoadConfig(**{**decided, **wishes})
        try:
            return make_plan(model, config, self.hardware(), progress, freed, decided)
        except (BackendError, ParameterError) as error:
            name_variables(error, decided)
            raise

    def _freed(self, plan: Plan) -> Needs:
        """Return what the model takes in whose place a plan would be loaded."""
        there = self.loaded(plan) or self.replaced(plan)
        return there.plan.needs if there is not None else Needs()

    def loaded(self, plan: Plan) -> Model | None:
        """Return the model that the same load has already brought, if there is one."""
        there = self.models.get(plan.name)
        if there is None or _key(there.plan) != _key(plan) or not there.handle.alive:
            return None
        return there

    def load(
        self,
        model: str | PathLike[str] | Plan,
        *,
        progress: Progress | None = None,
        reload: bool = False,
        stop: Interruption | None = None,
        change: Change | None = None,
        **options: Any,
    ) -> Model:
        """Load a model and make it current.

        The same load again only makes it current. The new model replaces one of the same name,
        and without a name of its own also the current one, unless that was given a name. The
        old one is kept until the new one is there, if memory suffices for both.

        Parameters
        ----------
        model : str or Plan
            The user's word for a model, or what `plan` returned.
        progress : Progress, optional
            Told about each stage, from another thread.
        reload : bool
            Load even if the same is there.
        stop : Interruption, optional
            What stops it instead of the user's interrupt, for callers beside the running cell.
        change : callable, optional
            Called with each change of what is loaded or current, a function; it calls that and
            then returns. Callers beside the running cell wait for its end here; by default
            changes are made at once.
        **options
            Fields of `LoadConfig`; not with a plan.

        Raises
        ------
        Interrupted
            On the user's interrupt; the session stays as it was, or loses the replaced model
            if memory was short.
        """
        listener, change = progress or Silent(), change or _at_once
        listener.start(Stage("resolving"))
        plan = model if isinstance(model, Plan) else self.plan(model, progress=listener, **options)
        there = self.loaded(plan)
        if there is not None and not reload:
            change(lambda: self.use(there))
            return there
        if self.replaced(plan) is not None and _is_short(plan):
            change(lambda: self._make_place(plan))
        made = Model(plan, load_and_wait(plan, listener, stop), self)
        try:
            change(lambda: self._take(made))
        except BaseException:
            made.handle.close()
            raise
        return made

    def use(self, model: Model) -> None:
        """Make a model current, if it is loaded still."""
        with self._lock:
            if self.models.get(model.name) is model:
                self.current = model

    def _take(self, model: Model) -> None:
        self._make_place(model.plan)
        with self._lock:
            self.models = {**self.models, model.name: model}
            self.current = model

    def _make_place(self, plan: Plan) -> None:
        replaced = self.replaced(plan)
        if replaced is not None:
            self.unload(replaced.name)

    def model(self, name: str | None = None) -> Model:
        """Return a loaded model, by default the current one.

        Raises
        ------
        NoModelLoaded
            If nothing is loaded.
        ModelNotFound
            If no loaded model has that name.
        """
        if self.current is None:
            raise NoModelLoaded("No model is loaded.", hint="Run %llm_load demo first.")
        if name is None:
            return self.current
        if name not in self.models:
            raise ModelNotFound(
                f"No loaded model is called {name!r}.", hint=did_you_mean(name, self.models)
            )
        return self.models[name]

    def last_answer(self) -> Generation:
        """Return the last answer of this session.

        Raises
        ------
        NoModelLoaded
            If there is none, or its model was unloaded.
        """
        answer = self.last.last if self.last is not None else None
        if answer is None:
            raise NoModelLoaded(
                "There is no answer of a loaded model in this session.",
                hint="Ask something with %%llm first.",
            )
        return answer

    def unload(self, name: str | None = None) -> int:
        """Unload a model, by default the current one.

        Returns
        -------
        int
            How many bytes the process gave back.
        """
        model = self.model(name)
        before = _memory_taken()
        model.handle.close()
        with self._lock:
            # A new one, so that whoever walks through the old one is not disturbed.
            self.models = {name: one for name, one in self.models.items() if one is not model}
            if self.last is model:
                self.last = None
            if self.current is model:
                self.current = next(reversed(self.models.values()), None)
        return max(before - _memory_taken(), 0)

    def unload_all(self) -> int:
        """Unload every model and return how many bytes the process gave back."""
        return sum(self.unload(name) for name in list(self.models))

    def replaced(self, plan: Plan) -> Model | None:
        """Return the model that loading a plan would replace, if any."""
        there, current = self.models.get(plan.name), self.current
        if there is not None or plan.config.name is not None:
            return there
        return current if current is not None and current.plan.config.name is None else None


@cache
def default_session() -> Session:
    """Return the one session that the magics and `llmnb.load` share."""
    return Session()


def _at_once(change: Callable[[], None]) -> None:
    change()


def _key(plan: Plan) -> tuple[Any, ...]:
    config = plan.config
    wishes = config.device, config.served_name, config.api_key_env, config.adapter
    return plan.source, plan.backend, plan.precision, plan.context, *wishes, config.engine_args


def _is_short(plan: Plan) -> bool:
    """Whether the new model may not fit beside the one that it replaces."""
    needs = plan.needs
    on_gpu = any(1.5 * needs.per_gpu > gpu.memory_free for gpu in needs.gpus)
    return on_gpu or 1.5 * needs.main > plan.hardware.memory.available


def _memory_taken() -> int:
    """Return the bytes that this process and its children hold, on GPUs and beside them."""
    import psutil

    from llmnb.hardware import detect

    here = psutil.Process()
    taken = sum(gpu.memory_total - gpu.memory_free for gpu in detect().gpus())
    for process in (here, *here.children(recursive=True)):
        with contextlib.suppress(psutil.Error):  # one that has just ended
            taken += int(process.memory_info().rss)
    return taken
