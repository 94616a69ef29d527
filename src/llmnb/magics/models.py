"""``%llm_load``, ``%llm_unload``, ``%llm_status`` and ``%llm_cache``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.core.magic import Magics, line_magic, magics_class

from llmnb import rendering, storage
from llmnb.backends.registry import backend, cached_models
from llmnb.config import parameters
from llmnb.errors import ModelNotFound
from llmnb.magics.help import documented, lists_options, load_help
from llmnb.magics.shown import is_live
from llmnb.model_source import Demo
from llmnb.model_source.hub import downloaded
from llmnb.options import (
    CacheOptions,
    LoadOptions,
    UnloadOptions,
    parse_cache,
    parse_load,
    parse_nothing,
    parse_unload,
)
from llmnb.planner import passed_over, survey
from llmnb.rendering.text import amount
from llmnb.session import Session, default_session
from llmnb.typed import did_you_mean

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from llmnb.backends.base import Plan


@magics_class
class ModelMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magics about models."""

    shell: InteractiveShell

    @documented(load_help)
    @line_magic
    def llm_load(self, line: str) -> None:
        """Load a model and make it current."""
        options, session = parse_load(line), default_session()
        if options.model is None:
            _say(*_at_hand(session))
            return
        name = options.config.get("name") or options.model
        live = is_live(self.shell) and not options.dry_run
        progress = rendering.LoadDisplay(name, live=live)
        try:
            # A plan that does not fit is explained, not refused, where nothing is loaded.
            wishes = {**options.config, **({"force": True} if options.dry_run else {})}
            plan = session.plan(options.model, progress=progress, **wishes)
            if options.dry_run:
                rendering.show(rendering.explain(plan))
            else:
                progress.finish(_load(session, plan, options, progress))
        except BaseException:
            progress.fail()
            raise

    @lists_options(lambda: parameters(UnloadOptions))
    @line_magic
    def llm_unload(self, line: str) -> None:
        """Free a model's memory: %llm_unload [NAME | --all], by default the current model's."""
        options, session = parse_unload(line), default_session()
        if options.all:
            names = list(session.models)
            freed = session.unload_all()
        else:
            names = [session.model(options.name).name]
            freed = session.unload(options.name)
        if not names:
            _say("No model was loaded.")
            return
        back = f"; {amount(freed)} came back" if session.settings.stream else ""
        left = session.current
        now = [f"{left.name} is current now."] if left is not None else []
        _say(f"Unloaded {', '.join(names)}{back}.", *now)

    @line_magic
    def llm_status(self, line: str) -> None:
        """Show the hardware, what each engine says, and what is loaded."""
        parse_nothing(line, "%llm_status")
        session = default_session()
        hardware, current = session.hardware(), session.current
        seen = current.plan.candidates if current else survey(hardware, Demo(), Demo().facts())
        rendering.show(rendering.status(hardware, seen, session.models, current))

    @lists_options(lambda: parameters(CacheOptions))
    @line_magic
    def llm_cache(self, line: str) -> None:
        """List the converted models on disk, or delete some.

        ::

            %llm_cache                  list them
            %llm_cache clear NAME       delete all precisions of one model
            %llm_cache clear --all      delete everything; shared models stay
        """
        options, every = parse_cache(line), cached_models()
        if not options.clear:
            rendering.show(rendering.cached(every, str(storage.cache_folder())))
            return
        own = [(b, m) for b, models in every.items() for m in models if not m.shared]
        chosen = [(b, m) for b, m in own if options.all or m.name == options.name]
        if not chosen and options.name is not None:
            names = sorted({model.name for _, model in own})
            raise ModelNotFound(
                f"No converted model on disk is called {options.name!r}.",
                hint=did_you_mean(options.name, names) if names else "There is none.",
            )
        for name, model in chosen:
            backend(name).clear(model)
        _say(f"Cleared {amount(sum(model.size for _, model in chosen))}.")


def _load(
    session: Session, plan: Plan, options: LoadOptions, progress: rendering.LoadDisplay
) -> list[str]:
    """Load a model and return the lines that say what has come of it."""
    if session.loaded(plan) is not None and not options.reload:
        return [rendering.ready(session.load(plan), "already loaded")]
    replaced = None if session.loaded(plan) else session.replaced(plan)
    gone = [rendering.ready(replaced, "unloaded")] if replaced is not None else []
    model = session.load(plan, progress=progress, reload=options.reload)
    said = [f"note: {note}" for note in (*plan.source.notes(plan.facts), *model.handle.notes)]
    return [rendering.ready(model), *said, *_passed_over(plan), *gone]


def _passed_over(plan: Plan) -> list[str]:
    """Name the engines that would suit the machine better, each in one line."""
    if plan.config.backend != "auto":
        return []
    return [
        f"passed over: {c.backend}. {c.support.reason} Install it with: {c.support.install}"
        for c in passed_over(plan)
    ]


def _at_hand(session: Session) -> list[str]:
    lines = [rendering.loaded(model) for model in session.models.values()]
    return [
        *lines,
        "demo: the tiny teaching model inside the package; %llm_load demo",
        *(f"{id}: downloaded from the hub; %llm_load {id}" for id in downloaded()),
        "Also a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's address such "
        "as http://127.0.0.1:8000/v1.",
    ]


def _say(*lines: str) -> None:
    rendering.show(rendering.plain_and_html([*lines], "llmnb-load"))
