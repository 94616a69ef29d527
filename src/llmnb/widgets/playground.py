"""``%llm_tune``: a prompt, every parameter as a control, and what was found as code."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from llmnb import rendering
from llmnb.config import GenerationConfig, GenerationOverrides
from llmnb.errors import ParameterError
from llmnb.generation import Generation
from llmnb.options import PromptOptions, as_call, as_cell
from llmnb.plain import clean
from llmnb.prompt_template import has_expressions, render
from llmnb.rendering.bundles import Bundle, frame, together
from llmnb.rendering.cards import Card, as_code, code_block
from llmnb.rendering.text import value_text
from llmnb.session import Interruption, Model, Prepared, Session
from llmnb.session.presets import Presets
from llmnb.widgets.controls import make_controls, show_setting
from llmnb.widgets.panel import HtmlCanvas, Panel
from llmnb.widgets.parts import button, folded, grid, model_options, offer_models, row, titled
from llmnb.widgets.presets import PresetBar
from llmnb.widgets.shelf import Shelf, exact, unsaid
from llmnb.widgets.sweep import SweepBar
from llmnb.widgets.variables import VariableFields

MOST_SWEPT = 20


class Playground(Panel):
    """A panel for tuning a prompt and its parameters.

    Parameters
    ----------
    prompt : str
        What to begin with; it may have ``{{ expressions }}``, as in ``%%llm``.
    model : str, optional
        The name of a loaded model; by default whatever is the current one.
    system : str, optional
        A system message.
    session : Session, optional
        By default the one that the magics share.
    variables : mapping, optional
        What expressions see; by default the notebook's variables.
    presets : Presets, optional
        Where settings are kept by name.
    options : PromptOptions, optional
        What a cell decides beside all these, such as ``--no-vars`` and ``-o``.
    **parameters
        Fields of `GenerationConfig` to begin with.

    Attributes
    ----------
    result : Generation, optional
        The last answer.
    """

    def __init__(
        self,
        prompt: str = "",
        *,
        model: str | None = None,
        system: str | None = None,
        session: Session | None = None,
        variables: Mapping[str, Any] | None = None,
        presets: Presets | None = None,
        options: PromptOptions | None = None,
        **parameters: Any,
    ) -> None:
        super().__init__("Tune a prompt", session)
        self._beside = options or PromptOptions()
        self.session.model(model)  # there is one, or this raises
        self._wanted = GenerationOverrides(**parameters)
        self._asked: tuple[str, PromptOptions] | None = None  # what `result` answers
        self._text = ""  # the same, with the prompt's expressions filled in
        self.result: Generation | None = None
        self._answers: list[Generation] = []  # of the last work
        self._shown: object = None  # the state that is on the page
        self._shelf = Shelf()
        self._fields = VariableFields(variables, self.does(self._show_setting))
        bar = PresetBar(self, presets or Presets(), lambda: self._wanted, self._take)
        self._build(prompt, model, system, bar)
        self._show_setting()

    # What it is set to.

    @property
    def prompt(self) -> str:
        """The text in the prompt's box, with its expressions."""
        return str(self._prompt.value)

    @property
    def model(self) -> Model:
        """The model that answers."""
        return self.session.model(self._model.value or None)

    @property
    def options(self) -> PromptOptions:
        """The options that give, on any line of this session, the answer that is next.

        Once there is an answer, and nothing was changed since, they have its model and seed.
        """
        options = self._options()
        if self.result is not None and self._is_answered:
            return exact(options, self.result)
        return options

    @property
    def pinned(self) -> list[Card]:
        """The answers that are kept beside each other."""
        return self._shelf.pinned

    @property
    def swept(self) -> list[Card]:
        """The answers of the last sweep."""
        return self._shelf.swept

    @property
    def config(self) -> GenerationConfig:
        """The complete setting, with the source of each value."""
        return self.model.effective(self._wanted)

    @property
    def cell(self) -> str:
        """The setting as a ``%%llm`` cell."""
        return as_cell(self.prompt, self.options)

    @property
    def call(self) -> str:
        """The setting as a Python call, with the prompt's expressions filled in.

        Once there is an answer, and nothing was changed since, they are as it had them.
        """
        text = self._text if self._is_answered else self._rendered(self.prompt)
        options = self.options
        return as_call(text, options, options.model or self.model.name)

    def set(self, **parameters: Any) -> None:
        """Decide parameters; None gives one back to the model's default.

        Raises
        ------
        ParameterError
            If a value is not allowed; nothing is changed then.
        """
        GenerationOverrides(**parameters)
        kept = {n: v for n, v in {**self._wanted, **parameters}.items() if v is not None}
        self._wanted = GenerationOverrides(**kept)
        self._show_setting()

    # What it does.

    def generate(self, *, block: bool = True) -> Generation | None:
        """Answer the prompt; with ``block=False``, return at once.

        Raises
        ------
        ParameterError
            If an answer is being written.
        Interrupted
            On the user's interrupt, with what there is of the answer.
        """
        self.must_start(self._generate)
        if not block:
            return None
        self.wait()
        return self.result

    def sweep(self, name: str, values: Sequence[Any], *, block: bool = True) -> list[Card]:
        """Answer the prompt once for each value of a parameter.

        Parameters
        ----------
        name : str
            A parameter, such as ``"temperature"`` or ``"seed"``.
        values : sequence
            Its values, at most 20.
        block : bool
            Wait for the last one.

        Raises
        ------
        ParameterError
            If the parameter is unknown, a value is not allowed, or an answer is being written.
        Interrupted
            On the user's interrupt, with the answers that there are.
        """
        if not 1 <= len(values) <= MOST_SWEPT:
            raise ParameterError(
                f"A sweep of {len(values)} values is not allowed: it must be 1 to {MOST_SWEPT}."
            )
        settings = [self._wanted | {name: value} for value in values]
        self.must_start(lambda stop: self._sweep(stop, name, settings))
        if block:
            self.wait()
        return self.swept

    def pin(self) -> None:
        """Keep the last answer beside others."""
        if self.result is None or self._asked is None:
            raise ParameterError("There is no answer to pin yet.", hint="Generate one first.")
        prompt, options = self._asked
        self._shelf.pin(prompt, options, self.result)
        self.refresh()

    def twin(self) -> Bundle:
        """Return the last answer with its setting as code, and what is kept beside it.

        If prompts shall not be saved, there are none in it.
        """
        prompt, options, answers = self.prompt, self.options, []
        if self.result is not None and self._asked is not None:
            prompt, options = self._asked
            options = exact(options, self.result)
            answers = [rendering.answer(self.result, goes_on=False)]
        saved = self.session.settings.save_prompts
        cell = as_cell(prompt, options) if saved else as_cell("", unsaid(options)).rstrip()
        parts = [*answers, *self._shelf.bundles(prompts=saved)]
        code = {"text/html": frame(code_block(cell)), "text/plain": clean(cell)}
        return together([code, *(part for part in parts if part["text/plain"])])

    def answered(self) -> Sequence[Generation]:
        """Return the answers of the last work, the last one maybe not complete."""
        return self._answers

    def record(self) -> Mapping[str, Any]:
        """Return the record of the last answer."""
        return rendering.provenance(self.result) if self.result is not None else {}

    # How it is built.

    def _build(
        self, prompt: str, model: str | None, system: str | None, presets: PresetBar
    ) -> None:
        self._model = ipywidgets.Dropdown(description="Model", options=model_options(self.session))
        self._model.value = model or ""
        self._prompt = ipywidgets.Textarea(prompt, rows=4, placeholder="Your prompt")
        self._system = ipywidgets.Textarea(system or "", rows=1, placeholder="none")
        self._controls = make_controls(self.guard(self._decide))
        self._canvas, self._code, self._grid = HtmlCanvas(), ipywidgets.HTML(), self._shelf.widget
        run = self.soon(lambda: self.must_start(self._generate))
        self._go = button("Generate", run, "play", "primary")
        self._halt = button("Stop", self.does(self.stop), "stop", disabled=True)
        self._bar = SweepBar(self.soon(self._start_sweep))
        self._pin = button("Pin", self.does(self.pin), "thumb-tack", disabled=True)
        for editor in (self._model, self._prompt, self._system):
            editor.observe(self.does(self._show_setting), "value")
        pin, unpin = self._keeping(self._shelf.pin_swept), self._keeping(self._shelf.unpin)
        self.acts |= {"run": run, "use": self._use, "pin": pin, "unpin": unpin}
        self.wiring.names = {
            "llmnb-prompt": "Prompt",
            "llmnb-system": "System message",
            **{c.kind: n.replace("_", " ") for n, c in self._controls.items()},
        }
        self.arrange(
            row(self._model, *presets.children),
            titled("Prompt", self._prompt, "llmnb-prompt"),
            self._fields.widget,
            titled("System message", self._system, "llmnb-system"),
            row(self._go, self._halt, self._pin),
            self.notice,
            self._canvas.widget,
            self._code,
            folded("Parameters", grid(*(c.row for c in self._controls.values())), open=True),
            folded("Sweep", self._bar.row),
            self._grid,
        )

    # What happens.

    def _decide(self, name: str, value: Any) -> None:
        try:
            self.set(**{name: value})
            self.say("")
        finally:
            self._show_setting()  # a value that is not allowed is replaced by the old one

    def look(self) -> None:
        """Show what else may have changed: models, the session's defaults, variables."""
        offer_models(self._model, self.session)
        if self.session.current is not None:
            self.guard(self._show_changed)()

    def _start_sweep(self) -> None:
        self.sweep(self._bar.name, self._bar.values, block=False)

    def working(self, busy: bool) -> None:
        """Enable and disable the buttons."""
        self._go.disabled = self._bar.run.disabled = busy
        self._halt.disabled = not busy
        self._pin.disabled = busy or self.result is None

    def _generate(self, stop: Interruption) -> None:
        prompt, options, model, text = self._asking()
        prepared = model.prepare(text, **options.asking)
        self.result, self._asked = None, None
        self.result = self._answer(stop, model, prepared)
        self._asked, self._text = (prompt, options), text
        self._show_setting()

    def _sweep(self, stop: Interruption, name: str, settings: list[GenerationOverrides]) -> None:
        prompt, options, model, text = self._asking()
        self._shelf.begin_sweep(f"Sweep of {name}")
        for generation in settings:
            one = dataclasses.replace(options, generation=generation)
            answer = self._answer(stop, model, model.prepare(text, **one.asking))
            self._shelf.add(f"{name} = {value_text(generation[name])}", prompt, one, answer)
            self.refresh()
            if stop.happened:
                break
        self._canvas.clear()  # the code below it is that of the last answer, not of the sweep
        if self.result is not None:
            self._canvas.paint(rendering.answer(self.result, status=True, goes_on=False))

    def _asking(self) -> tuple[str, PromptOptions, Model, str]:
        """Read what is asked once, so that edits meanwhile change nothing of it."""
        self._answers = []
        prompt, options = self.prompt, self._options()
        return prompt, options, self.session.model(options.model), self._rendered(prompt)

    def _rendered(self, prompt: str) -> str:
        if self._beside.no_vars:
            return prompt
        return render(prompt, self._fields.values, jinja=self._beside.jinja)

    def _answer(self, stop: Interruption, model: Model, prepared: Prepared) -> Generation:
        self._canvas.clear()
        painter = rendering.Painter(live=True, canvas=self._canvas, goes_on=False)
        try:
            answer = model.run(prepared, on_chunk=painter.add, on_tick=painter.tick, stop=stop)
        except BaseException:
            painter.abandon()
            raise
        painter.finish(answer, {})
        self._answers.append(answer)
        return answer

    def _take(self, wanted: GenerationOverrides) -> None:
        self._wanted = wanted
        self._show_setting()

    def _use(self, id: str) -> None:
        asked = self._shelf.asked(id)
        if asked is not None:  # it was not unpinned by the click before
            prompt, options = asked
            self._prompt.value, self._system.value = prompt, options.system or ""
            self._take(options.generation)

    def _keeping(self, change: Callable[[str], None]) -> Callable[[str], None]:
        def act(id: str) -> None:
            change(id)
            self.refresh()

        return act

    # What it shows.

    def _options(self) -> PromptOptions:
        return dataclasses.replace(
            self._beside,
            model=self._model.value or None,
            system=self._system.value or None,
            generation=self._wanted,
        )

    @property
    def _template(self) -> str:
        """What the names are taken from that have fields: a full template names its own, too."""
        return "" if self._beside.no_vars or self._beside.jinja else self.prompt

    @property
    def _is_answered(self) -> bool:
        """Whether nothing was changed since the last answer."""
        return self.result is not None and self._asked == (self.prompt, self._options())

    def _state(self) -> object:
        settings = self.config, self.model.effective(GenerationOverrides())
        sources = [setting.sources for setting in settings]
        able = self.model.handle.capabilities.parameters
        return self.model.name, able, settings, sources, self._fields.missing(self._template)

    def _show_changed(self) -> None:
        if self._state() != self._shown:
            self._show_setting()

    def _show_setting(self) -> None:
        with self._lock:  # one at a time, the latest last
            self._shown = self._state()
            self._show_controls()
            self._show_code()

    def _show_controls(self) -> None:
        show_setting(self._controls, self.model, self._wanted)
        self._fields.show(self._template)

    def _show_code(self) -> None:
        # Expressions are evaluated for an answer only: they may be slow, or change something.
        call = self.call if self._is_answered or not has_expressions(self._template) else None
        whole = f"import llmnb\n\n{call}" if call is not None else None
        self._code.value = as_code(self.cell, whole, self._fields.filled)
