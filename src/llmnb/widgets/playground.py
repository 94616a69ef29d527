"""``%llm_tune``: a prompt, every parameter as a control, and what was found as code."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from llmnb import rendering
from llmnb.config import GenerationConfig, GenerationOverrides, parameters
from llmnb.errors import ParameterError
from llmnb.generation import Generation
from llmnb.options import PromptOptions, as_call, as_cell, format_line
from llmnb.prompt_template import has_expressions, render
from llmnb.rendering.bundles import Bundle, frame
from llmnb.rendering.cards import Card, cards, code_block
from llmnb.rendering.text import value_text
from llmnb.session import Interruption, Model, Session
from llmnb.session.presets import Presets
from llmnb.widgets.controls import make_controls
from llmnb.widgets.panel import HtmlCanvas, Panel
from llmnb.widgets.parts import button, folded, grid, row, titled
from llmnb.widgets.presets import PresetBar
from llmnb.widgets.variables import VariableFields, after_each_cell

MOST_SWEPT = 20
MOST_SHOWN = 10_000  # characters of a call
TOO_LONG = "<p>The Python call is too long to be shown; <code>call</code> has it.</p>"
_DECIDED = ("flag", "session", "environment")


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
    **parameters
        Fields of `GenerationConfig` to begin with.

    Attributes
    ----------
    result : Generation, optional
        The last answer.
    pinned : list of Card
        Answers that are kept beside each other.
    swept : list of Card
        The answers of the last sweep.
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
        **parameters: Any,
    ) -> None:
        super().__init__("Tune a prompt", session)
        self.session.model(model)  # there is one, or this raises
        self._wanted = GenerationOverrides(**parameters)
        self._asked: tuple[str, PromptOptions] | None = None  # what `result` answers
        self._text = ""  # the same, with the prompt's expressions filled in
        self.result: Generation | None = None
        self._answers: list[Generation] = []  # of the last work
        self._shown: object = None  # the state that is on the page
        self.pinned: list[Card] = []
        self.swept: list[Card] = []
        self._ids = map(str, itertools.count())
        self._pins: dict[str, tuple[str, PromptOptions]] = {}  # by the ids of the cards
        self._swept_title = ""
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
            return self._exact(options, self.result)
        return options

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
        text = self._text if self._is_answered else render(self.prompt, self._fields.values)
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
        self._start(self._generate)
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
        self._start(lambda stop: self._sweep(stop, name, settings))
        if block:
            self.wait()
        return self.swept

    def pin(self) -> None:
        """Keep the last answer beside others."""
        if self.result is None or self._asked is None:
            raise ParameterError("There is no answer to pin yet.", hint="Generate one first.")
        prompt, options = self._asked
        options = self._exact(options, self.result)
        id = next(self._ids)
        self._pins[id] = prompt, options
        title = format_line(options) or "as the model does"
        self.pinned.append(Card(title, self.result, as_cell(prompt, options), id))
        self._show_cards()

    def twin(self) -> Bundle:
        """Return the last answer with its setting as code, and what is kept beside it.

        If prompts shall not be saved, there are none in it.
        """
        prompt, options, answers = self.prompt, self.options, []
        if self.result is not None and self._asked is not None:
            prompt, options = self._asked
            options = self._exact(options, self.result)
            answers = [rendering.answer(self.result, goes_on=False)]
        cell, pinned, swept = as_cell(prompt, options), self.pinned, self.swept
        if not self.session.settings.save_prompts:
            cell = f"%%llm {format_line(dataclasses.replace(options, system=None))}".rstrip()
            pinned = [
                dataclasses.replace(card, title=_line(self._pins[card.id][1]), code="")
                for card in pinned
            ]
            swept = [dataclasses.replace(card, code="") for card in swept]
        parts = [*answers, cards("Pinned", pinned), cards(self._swept_title, swept)]
        code = {"text/html": frame(code_block(cell)), "text/plain": cell}
        parts = [code, *(part for part in parts if part["text/plain"])]
        return {
            "text/html": "".join(part["text/html"] for part in parts),
            "text/plain": "\n\n".join(part["text/plain"] for part in parts),
        }

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
        self._model = ipywidgets.Dropdown(description="Model", options=self._model_options())
        self._model.value = model or ""
        self._prompt = ipywidgets.Textarea(prompt, rows=4, placeholder="Your prompt")
        self._system = ipywidgets.Textarea(system or "", rows=1, placeholder="none")
        self._controls = make_controls(self.guard(self._decide))
        self._canvas, self._code, self._grid = HtmlCanvas(), ipywidgets.HTML(), ipywidgets.HTML()
        self._go = button("Generate", self.soon(self._start_generate), "play", "primary")
        self._halt = button("Stop", self.does(self.stop), "stop", disabled=True)
        self._pin = button("Pin", self.does(self.pin), "thumb-tack", disabled=True)
        for editor in (self._model, self._prompt, self._system):
            editor.observe(self.does(self._show_setting), "value")
        self.acts |= {
            "run": self.soon(self._start_generate),
            "use": self._use,
            "unpin": self._unpin,
        }
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
            self._canvas.widget,
            self._code,
            folded("Parameters", grid(*(c.row for c in self._controls.values())), open=True),
            folded("Sweep", self._sweep_bar()),
            self._grid,
        )
        after_each_cell(self._cell_ran)

    def _sweep_bar(self) -> ipywidgets.Widget:
        sweepable = [n for n, p in parameters(GenerationConfig).items() if p.kind is not tuple]
        self._swept_name = ipywidgets.Dropdown(description="Parameter", options=sweepable)
        self._swept_values = ipywidgets.Text("0, 0.5, 1", description="Values")
        self._run_sweep = button("Run sweep", self.soon(self._start_sweep), "th")
        return row(self._swept_name, self._swept_values, self._run_sweep)

    def _model_options(self) -> list[tuple[str, str]]:
        current = self.session.current
        now = f" ({current.name})" if current is not None else ""
        return [(f"the current one{now}", ""), *((name, name) for name in self.session.models)]

    # What happens.

    def _decide(self, name: str, value: Any) -> None:
        try:
            self.set(**{name: value})
            self.say("")
        finally:
            self._show_setting()  # a value that is not allowed is replaced by the old one

    def _cell_ran(self) -> None:
        """Show what a cell may have changed: models, the session's defaults, variables."""
        options, chosen = self._model_options(), self._model.value
        if tuple(options) != tuple(self._model.options):
            self._model.options = options
            self._model.value = chosen if chosen in self.session.models else ""
        if self.session.current is not None:
            self.guard(self._show_changed)()

    def _start(self, work: Callable[[Interruption], None]) -> None:
        if not self.start(work):
            raise ParameterError("An answer is being written.", hint="Stop it first.")

    def _start_generate(self) -> None:
        self._start(self._generate)

    def _start_sweep(self) -> None:
        name = str(self._swept_name.value)
        values = [text.strip() for text in self._swept_values.value.split(",") if text.strip()]
        self.sweep(name, values, block=False)

    def working(self, busy: bool) -> None:
        """Enable and disable the buttons."""
        self._go.disabled = self._run_sweep.disabled = busy
        self._halt.disabled = not busy
        self._pin.disabled = busy or self.result is None

    def _generate(self, stop: Interruption) -> None:
        self.result, self._asked = None, None
        prompt, options, model, text = self._asking()
        self.result = self._answer(stop, model, text, options)
        self._asked, self._text = (prompt, options), text
        self._show_setting()

    def _sweep(self, stop: Interruption, name: str, settings: list[GenerationOverrides]) -> None:
        prompt, options, model, text = self._asking()
        self.swept, self._swept_title = [], f"Sweep of {name}"
        for generation in settings:
            one = dataclasses.replace(options, generation=generation)
            answer = self._answer(stop, model, text, one)
            title = f"{name} = {value_text(generation[name])}"
            self.swept.append(self._card(title, prompt, one, answer))
            self._show_cards()
            if stop.happened:
                break

    def _asking(self) -> tuple[str, PromptOptions, Model, str]:
        """Read what is asked once, so that edits meanwhile change nothing of it."""
        self._answers = []
        prompt, options = self.prompt, self._options()
        text = render(prompt, self._fields.values)
        return prompt, options, self.session.model(options.model), text

    def _answer(
        self, stop: Interruption, model: Model, text: str, options: PromptOptions
    ) -> Generation:
        prepared = model.prepare(text, system=options.system, **options.generation)
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
        if id not in self._pins:  # it was unpinned by the click before
            return
        prompt, options = self._pins[id]
        self._prompt.value, self._system.value = prompt, options.system or ""
        self._take(options.generation)

    def _unpin(self, id: str) -> None:
        self._pins.pop(id, None)
        self.pinned[:] = [card for card in self.pinned if card.id != id]
        self._show_cards()

    # What it shows.

    def _options(self) -> PromptOptions:
        return PromptOptions(
            model=self._model.value or None,
            system=self._system.value or None,
            generation=self._wanted,
        )

    def _exact(self, options: PromptOptions, answer: Generation) -> PromptOptions:
        """Return options that give an answer again, as long as its model is loaded.

        What the session and the environment decided is written; what the model's own files decided
        is not, and neither are llmnb's defaults.
        """
        config, model = answer.config, answer.model
        names = [n for n, source in config.sources.items() if source in (*_DECIDED, "drawn")]
        decided = {name: getattr(config, name) for name in names}
        return dataclasses.replace(
            options,
            model=model.name if model is not None else options.model,
            generation=GenerationOverrides(**decided),
        )

    def _card(self, title: str, prompt: str, options: PromptOptions, answer: Generation) -> Card:
        return Card(title, answer, as_cell(prompt, self._exact(options, answer)))

    @property
    def _is_answered(self) -> bool:
        """Whether nothing was changed since the last answer."""
        return self.result is not None and self._asked == (self.prompt, self._options())

    def _state(self) -> object:
        settings = self.config, self.model.effective(GenerationOverrides())
        sources = [setting.sources for setting in settings]
        able = self.model.handle.capabilities.parameters
        return self.model.name, able, settings, sources, self._fields.missing(self.prompt)

    def _show_changed(self) -> None:
        if self._state() != self._shown:
            self._show_setting()

    def _show_setting(self) -> None:
        with self._lock:  # one at a time, the latest last
            self._shown = self._state()
            self._show_controls()
            self._show_code()

    def _show_controls(self) -> None:
        config = self.config
        default = self.model.effective(GenerationOverrides())
        able = self.model.handle.capabilities.parameters
        for name, control in self._controls.items():
            value, source = getattr(config, name), config.sources[name]
            control.show(value, source, getattr(default, name), default.sources[name])
            lacks = name not in able
            control.enable(f"{self.model.name} has no {name}." if lacks else "")
        self._fields.show(self.prompt)

    def _show_code(self) -> None:
        blocks = [code_block(self.cell, name="cell", label="the cell")]
        defined = [f"{name} = {value!r}" for name, value in self._fields.filled.items()]
        if defined:
            text = "\n".join(defined)
            blocks.insert(0, code_block(text, name="variables", label="the variables"))
        # Expressions are evaluated for an answer only: they may be slow, or change something.
        if self._is_answered or not has_expressions(self.prompt):
            call = self.call
            short = len(call) <= MOST_SHOWN
            block = code_block(call, name="call", label="the Python call") if short else TOO_LONG
            blocks.append(block)
        self._code.value = frame("<p><b>As code</b></p>" + "".join(blocks))

    def _show_cards(self) -> None:
        pins = cards("Pinned", self.pinned, (("use", "Use"), ("unpin", "Unpin")))
        self._grid.value = pins["text/html"] + cards(self._swept_title, self.swept)["text/html"]
        self.refresh()


def _line(options: PromptOptions) -> str:
    """Write options as a line without the system message."""
    return format_line(dataclasses.replace(options, system=None)) or "as the model does"
