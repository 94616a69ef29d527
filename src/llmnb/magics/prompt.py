"""``%%llm``, ``%llm`` and ``%llm_continue``: an answer on the page and a Generation back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from IPython.core.magic import (
    Magics,
    line_cell_magic,
    line_magic,
    magics_class,
    needs_local_scope,
    no_var_expand,
)

from llmnb import rendering
from llmnb.errors import Interrupted, NoModelLoaded, OptionError
from llmnb.generation import Generation, Messages, Request, Text
from llmnb.magics.help import documented, lists_options, prompt_help
from llmnb.magics.named import schema_named
from llmnb.magics.shown import Shown, is_live
from llmnb.options import (
    ContinueOptions,
    PromptOptions,
    continue_table,
    parse_continue,
    parse_prompt,
    parse_tune,
    tune_table,
)
from llmnb.session import (
    Model,
    Prepared,
    as_record,
    default_session,
    interruptible,
    raise_if_interrupted,
)

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


@magics_class
class PromptMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The prompt magics.

    Parameters
    ----------
    shell : InteractiveShell
        The shell whose variables templates see.
    shown : Shown
        Told what is on the page already.
    """

    shell: InteractiveShell

    def __init__(self, shell: InteractiveShell, shown: Shown) -> None:
        super().__init__(shell)
        self._shown = shown

    @documented(prompt_help)
    @no_var_expand
    @needs_local_scope
    @line_cell_magic
    def llm(
        self, line: str, cell: str | None = None, local_ns: Mapping[str, Any] | None = None
    ) -> Generation | None:
        """Answer a prompt."""
        from llmnb.prompt_template import render  # Jinja is not needed before the first prompt

        variables = {**self.shell.user_ns, **(local_ns or {})}
        options, rest = parse_prompt(
            line, cell=cell is not None, expand=lambda value: render(value, variables)
        )
        # The last line end is IPython's, not the user's.
        prompt = rest if cell is None else cell.removesuffix("\n")
        _require(prompt, cell=cell is not None)
        if options.tune:
            _tune(prompt, options)
            return None
        model = default_session().model(options.model)
        if not options.no_vars:
            prompt = render(prompt, variables, jinja=options.jinja)
        schema = schema_named(options.schema, variables)
        return self._answer(model, prompt, options, schema)

    @lists_options(tune_table)
    @line_magic
    def llm_tune(self, line: str) -> None:
        """Open a panel that tunes a prompt and its parameters: %llm_tune [options].

        ``%%llm --tune`` opens it on the cell's own prompt.
        """
        _tune("", parse_tune(line))

    @lists_options(continue_table)
    @line_magic
    def llm_continue(self, line: str) -> Generation:
        """Go on from the last answer that was cut short: %llm_continue [options of %%llm]."""
        options, model = parse_continue(line), default_session().last
        if model is None:
            raise NoModelLoaded("There is no answer in this session that could go on.")
        prepared = model.prepare_rest(**options.generation)
        return raise_if_interrupted(self._paint(model, prepared, options))

    def _answer(
        self, model: Model, prompt: str, options: PromptOptions, schema: Any
    ) -> Generation | None:
        settings: dict[str, Any] = {
            **options.asking,
            "chat": options.chat,
            "replace": options.replace,
            "overflow": options.overflow,
            "schema": schema,
            "choices": options.choices or None,
            "regex": options.regex,
        }
        if options.dry_run:
            rendering.show(rendering.dry_run(model.render(prompt, **settings)))
            return None
        generation = self._paint(model, model.prepare(prompt, **settings), options)
        return raise_if_interrupted(generation)

    def _paint(
        self, model: Model, prepared: Prepared, options: PromptOptions | ContinueOptions
    ) -> Generation:
        begun = prepared.begun.text if prepared.begun is not None else ""
        painter = rendering.Painter(
            options.format, live=is_live(self.shell), quiet=options.quiet, begun=begun
        )
        try:
            generation = model.run(prepared, on_chunk=painter.add, on_tick=painter.tick)
        except BaseException:
            painter.abandon()
            raise
        with interruptible() as late:  # an answer that is there is neither lost nor half painted
            if options.out is not None:
                self.shell.user_ns[options.out] = generation
            self._shown.add(generation, quiet=options.quiet)
            keeps = default_session().settings.save_prompts and not options.quiet
            text = _rendered(model, prepared.request) if keeps else None
            turn = _turn(prepared) if keeps else None
            painter.finish(generation, rendering.provenance(generation, text, turn))
        if late.happened:
            raise Interrupted("The answer was complete when the interrupt came.", generation)
        return generation


def _tune(prompt: str, options: PromptOptions) -> None:
    from IPython.display import display

    from llmnb.widgets import Playground  # ipywidgets are not needed before the first panel

    panel = Playground(
        prompt,
        model=options.model,
        system=options.system,
        options=dataclasses.replace(options, tune=False),
        **options.generation,
    )
    display(panel)  # type: ignore[no-untyped-call]


def _turn(prepared: Prepared) -> dict[str, Any] | None:
    """Return the record from which the conversation can be rebuilt."""
    change = prepared.slot.change if prepared.slot is not None else None
    return None if change is None else as_record(change)


def _require(prompt: str, *, cell: bool) -> None:
    if prompt.strip():
        return
    if cell:
        raise OptionError("%%llm has no prompt.", hint="Write it below the first line.")
    raise OptionError("%llm has no prompt.", hint="Write it on the same line, after the options.")


def _rendered(model: Model, request: Request) -> str:
    """Return the text that the record's digest is made of: the prompt as the engine reads it.

    Where only a server knows that text, it is the messages as JSON.
    """
    prompt = request.input
    if model.handle.capabilities.renders_prompt:
        return model.handle.render(prompt, request.config.think)[0]
    if isinstance(prompt, Messages):
        return json.dumps([[m.role, m.content] for m in prompt.messages], ensure_ascii=False)
    return prompt.text if isinstance(prompt, Text) else json.dumps(prompt.ids)
