"""``llmnb.TokensPanel``: the tokens of an answer, and what would have come after others."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import ipywidgets

from llmnb import rendering
from llmnb.errors import LlmnbError, ParameterError
from llmnb.generation import Generation, Input
from llmnb.rendering.bundles import Bundle
from llmnb.rendering.token_rows import probability, rows, visible
from llmnb.rendering.token_text import percent
from llmnb.session import Interruption, Model, Session
from llmnb.widgets.panel import HtmlCanvas, Panel
from llmnb.widgets.parts import button, row, titled

ALTERNATIVES = 5
ANOTHER, TYPED = "another text", -1  # no alternative has that number


class TokensPanel(Panel):
    """An answer's tokens with their probabilities, each of which can be another one.

    Parameters
    ----------
    generation : Generation, optional
        An answer that was asked for with ``logprobs``; by default the session's last one.
    model : str, optional
        The name of the loaded model that goes on; by default the one that answered, if it is
        loaded, or else the current one.
    alternatives : int
        How many alternatives are shown at each token.
    session : Session, optional
        By default the one that the magics share.

    Attributes
    ----------
    answers : list of Generation
        The answer, and what was made of it, the last one shown.
    result : Generation, optional
        What was asked for last, if it has come.
    """

    def __init__(
        self,
        generation: Generation | None = None,
        *,
        model: str | None = None,
        alternatives: int = ALTERNATIVES,
        session: Session | None = None,
    ) -> None:
        super().__init__("Look into an answer", session)
        self._name, self._most = model, alternatives
        self.result: Generation | None = None
        self.answers = [self.session.last_answer() if generation is None else generation]
        self._rows = rows(self.answers[-1], alternatives)  # or it has no log-probabilities
        self._asked: Input | None = None  # what all these answers were given to
        with contextlib.suppress(LlmnbError):  # it is told when it is missed
            self._asked = self.model.asked(self.answer)
        self._at: int | None = None
        self._build()
        self._show()

    @property
    def answer(self) -> Generation:
        """What is shown."""
        return self.answers[-1]

    @property
    def model(self) -> Model:
        """The model that goes on."""
        answered = self.answer.model.name if self.answer.model is not None else None
        known = answered if answered in self.session.models else None
        return self.session.model(self._name or known)

    def choose(self, index: int) -> None:
        """Choose the token to change, counted from 0.

        Raises
        ------
        ParameterError
            If there is no such token.
        """
        if not 0 <= index < len(self._rows):
            raise ParameterError(
                f"token = {index} is not allowed: the answer has {len(self._rows)} tokens, and "
                "the first one is 0."
            )
        self._at = index
        self._show_choice()

    def what_if(self, alternative: str | int, *, block: bool = True) -> Generation | None:
        """Let the model go on as if the chosen token had been another one.

        Parameters
        ----------
        alternative : str or int
            The text to put there, or the number of an alternative, as in `Model.what_if`.
        block : bool
            Wait for the answer and return it.

        Raises
        ------
        ParameterError
            If no token is chosen, an answer is being written, or as `Model.what_if` does.
        Interrupted
            On the user's interrupt, with what there is of the answer.
        """
        if self._at is None:
            raise ParameterError("No token is chosen.", hint="Choose one of the answer's tokens.")
        index = self._at
        self.must_start(lambda stop: self._go_on(stop, index, alternative))
        if not block:
            return None
        self.wait()
        return self.result

    def back(self) -> None:
        """Show the answer before this one again."""
        if len(self.answers) > 1:
            self.answers.pop()
            self._show()

    def twin(self) -> Bundle:
        """Return the tokens as ``%llm_tokens`` shows them."""
        return rendering.tokens(self.answer, self._most)

    def record(self) -> Mapping[str, Any]:
        """Return the record of the answer."""
        return rendering.provenance(self.answer)

    def working(self, busy: bool) -> None:
        """Enable and disable the buttons."""
        self._go.disabled = busy or self._at is None
        self._back.disabled = busy or len(self.answers) < 2
        self._halt.disabled = not busy

    def _build(self) -> None:
        self._page, self._canvas = HtmlCanvas(), HtmlCanvas()
        self._number = ipywidgets.BoundedIntText(description="Token", min=0)
        self._other = ipywidgets.Dropdown(description="Instead")
        self._text = ipywidgets.Text(description="Text", continuous_update=False)
        self._instead = row(self._number, self._other, self._text)
        self._go = button("What if?", self.soon(self._ask), "random", "primary")
        self._halt = button("Stop", self.does(self.stop), "stop", disabled=True)
        self._back = button("Back", self.does(self.back), "undo", disabled=True)
        self._number.observe(self.guard(lambda change: self.choose(change["new"])), "value")
        self._other.observe(self.does(self._show_text), "value")
        self.acts["token"] = lambda number: self.choose(int(number))
        self.acts["run"] = self.soon(self._ask)
        self.arrange(
            self._page.widget,
            titled("What if another token had been there?", self._instead, "llmnb-instead"),
            row(self._go, self._halt, self._back),
            self._canvas.widget,
        )

    def _ask(self) -> None:
        chosen = self._other.value
        typed = chosen == TYPED
        if typed and not self._text.value:
            raise ParameterError("No text is there.", hint="Type what the token should have been.")
        self.what_if(self._text.value if typed else chosen, block=False)

    def _go_on(self, stop: Interruption, index: int, alternative: str | int) -> None:
        self.result, model = None, self.model
        prepared = model.prepare_what_if(self.answer, index, alternative, asked=self._asked)
        begun = prepared.begun.text if prepared.begun is not None else ""
        painter = rendering.Painter(live=True, canvas=self._canvas, begun=begun, goes_on=False)
        try:
            answer = model.run(prepared, on_chunk=painter.add, on_tick=painter.tick, stop=stop)
        finally:
            self._canvas.clear()
        self.result = answer
        self.answers.append(answer)
        self._show()

    def _show(self) -> None:
        self._rows = rows(self.answer, self._most)
        self._page.paint(rendering.tokens(self.answer, self._most, act="token"))
        self._number.max = max(len(self._rows) - 1, 0)
        self._at = min(self._at or 0, len(self._rows) - 1) if self._rows else None
        self._show_choice()
        self.working(self.busy)
        self.refresh()

    def _show_choice(self) -> None:
        if self._at is None:
            return
        self._number.value = self._at
        token = self.answer.logprobs[self._at]
        others = [
            (f"{visible(text)} ({percent(probability(logprob))})", number)
            for number, (id, text, logprob) in enumerate(token.top[: self._most])
            if id != token.id
        ]
        self._other.options = [*others, (ANOTHER, TYPED)]
        self._other.value = others[0][1] if others else TYPED
        self._show_text()
        self.working(self.busy)

    def _show_text(self) -> None:
        self._text.layout.display = None if self._other.value == TYPED else "none"
