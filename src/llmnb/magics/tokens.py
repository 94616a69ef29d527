"""``%llm_tokens``: how probable each token of an answer was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from IPython.core.magic import Magics, line_magic, magics_class
from IPython.display import display

from llmnb import rendering
from llmnb.config import parameters
from llmnb.errors import ParameterError
from llmnb.generation import Generation
from llmnb.magics.help import lists_options
from llmnb.magics.shown import is_live
from llmnb.options import TokensOptions, parse_tokens
from llmnb.session import default_session
from llmnb.typed import did_you_mean

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


@magics_class
class TokenMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magic about the tokens of an answer."""

    shell: InteractiveShell

    @lists_options(lambda: parameters(TokensOptions))
    @line_magic
    def llm_tokens(self, line: str) -> None:
        """Show how probable each token was: %llm_tokens [NAME], by default of the last answer.

        The answer must have been asked for with --logprobs K. NAME is a variable that holds it.
        """
        options = parse_tokens(line)
        if options.name is None:
            generation = default_session().last_answer()
        else:
            generation = self._named(options.name)
        if is_live(self.shell):
            from llmnb.widgets import TokensPanel  # ipywidgets are not needed before a panel

            display(TokensPanel(generation, alternatives=options.alternatives))  # type: ignore[no-untyped-call]
        else:
            rendering.show(rendering.tokens(generation, options.alternatives))

    def _named(self, name: str) -> Generation:
        variables = self.shell.user_ns
        if name in variables:
            found = variables[name]
            if isinstance(found, Generation):
                return found
            raise ParameterError(
                f"The variable {name} holds no answer, but a value of type {type(found).__name__}.",
                hint="Bind an answer with %%llm --logprobs 5 --out NAME.",
            )
        answers = [n for n, v in variables.items() if isinstance(v, Generation) and n[0] != "_"]
        hint = did_you_mean(name, answers) if answers else "No variable holds an answer."
        raise ParameterError(f"No variable is called {name!r}.", hint=hint)
