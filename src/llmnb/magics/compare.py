"""``%%llm_compare``: prompts, models and settings side by side, and a table back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from IPython.core.magic import (
    Magics,
    line_cell_magic,
    magics_class,
    needs_local_scope,
    no_var_expand,
)

from llmnb import rendering
from llmnb.errors import Interrupted, OptionError
from llmnb.magics.help import lists_options
from llmnb.magics.named import named
from llmnb.magics.shown import Shown, is_live
from llmnb.options import CompareOptions, compare_table, parse_compare
from llmnb.session import Comparison, check_pandas, default_session, interruptible

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell
    from pandas import DataFrame

SEPARATOR = "---"


@magics_class
class CompareMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magic about comparisons.

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

    @lists_options(compare_table)
    @no_var_expand
    @needs_local_scope
    @line_cell_magic
    def llm_compare(
        self, line: str, cell: str | None = None, local_ns: Mapping[str, Any] | None = None
    ) -> DataFrame:
        """Answer several prompts with several models, values and seeds, and compare.

        ::

            %%llm_compare --models demo,other --temperature 0,0.7 --seeds 1,2
            a prompt on each line
            or longer ones, with lines of --- between them

            %llm_compare --prompts NAME [options]

        {{ name }} in a prompt is replaced by the variable. The table of answers is returned too.
        """
        from llmnb.prompt_template import render  # Jinja is not needed before the first prompt

        cell = cell if cell and cell.strip() else None  # an empty one has no prompts
        variables = {**self.shell.user_ns, **(local_ns or {})}
        options = parse_compare(
            line, cell=cell is not None, expand=lambda value: render(value, variables)
        )
        check_pandas()
        if cell is None:
            prompts = _variable(options, "prompts", variables)
        else:
            prompts = [
                prompt if options.no_vars else render(prompt, variables, jinja=options.jinja)
                for prompt in _written(cell)
            ]
        comparison = Comparison(
            default_session(),
            prompts,
            options.models or None,
            seeds=options.seeds or None,
            system=options.system,
            expected=_variable(options, "expected", variables),
            score=_variable(options, "score", variables),
            **options.generation,
        )
        return self._show(comparison, options.out)

    def _show(self, comparison: Comparison, out: str | None) -> DataFrame:
        painter = rendering.GridPainter(comparison, live=is_live(self.shell))
        stopped = None
        try:
            table = comparison.result(painter.tick)
        except Interrupted as error:
            table, stopped = error.result, error
        with interruptible() as late:  # answers that are there are neither lost nor half painted
            if out is not None:
                self.shell.user_ns[out] = table
            self._shown.add(table, quiet=True)
            painter.finish()
        if stopped is None and late.happened:
            text = "The comparison was complete when the interrupt came."
            stopped = Interrupted(text, result=table)
        if stopped is not None:
            raise stopped
        return table


def _written(cell: str) -> list[str]:
    """Return the prompts of a cell: between lines of ``---``, or else one on each line."""
    lines = cell.split("\n")
    if any(line.rstrip() == SEPARATOR for line in lines):
        found = [prompt for prompt in _blocks(lines) if prompt.strip()]
    else:
        found = [line for line in lines if line.strip()]
    if not found:
        raise OptionError(
            "%%llm_compare has no prompts.", hint="Write them below the first line, one on each."
        )
    return found


def _blocks(lines: list[str]) -> Iterator[str]:
    block: list[str] = []
    for line in [*lines, SEPARATOR]:
        if line.rstrip() == SEPARATOR:
            yield "\n".join(block).strip("\n")
            block = []
        else:
            block.append(line)


def _variable(options: CompareOptions, option: str, variables: Mapping[str, Any]) -> Any:
    """Return what the variable holds that an option names."""
    name = getattr(options, option)
    return None if name is None else named(option, name, variables)
