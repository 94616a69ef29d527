"""An editor for one message of a conversation, in its place among the turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from llmnb.widgets.parts import button, row


class Editor:
    """A text field with buttons, which is hidden until it is opened.

    Parameters
    ----------
    soon : callable
        Makes handlers of actions, as `Panel.soon`.
    save : callable
        Called with whether the prompt shall be answered anew.
    closed : callable
        Called when it was closed without being saved.

    Attributes
    ----------
    widget : ipywidgets.VBox
        What is shown.
    at : tuple of (str, str) or None
        The turn's id, and ``"user"`` or ``"assistant"``.
    """

    def __init__(
        self,
        soon: Callable[[Callable[[], Any]], Callable[..., None]],
        save: Callable[[bool], None],
        closed: Callable[[], None],
    ) -> None:
        self.at: tuple[str, str] | None = None
        self._opened = ""  # the text that it was opened with
        self._closed = closed
        self.field = ipywidgets.Textarea(rows=4, continuous_update=False)
        self.field.add_class("llmnb-full")
        self._answer = button("Save and answer", soon(lambda: save(True)), "play")
        self.widget = ipywidgets.VBox(
            (
                self.field,
                row(
                    button("Save", soon(lambda: save(False)), "check", "primary"),
                    self._answer,
                    button("Cancel", soon(self.cancel), "times"),
                ),
            )
        )
        for name in ("llmnb-editor", "llmnb-at-edit"):
            self.widget.add_class(name)
        self.widget.layout.display = "none"

    @property
    def text(self) -> str:
        """The text as it is now."""
        return str(self.field.value)

    @property
    def changed(self) -> bool:
        """Whether it holds a text that was not saved; a browser writes line ends its own way."""
        return self.at is not None and self.text.splitlines() != self._opened.splitlines()

    def open(self, id: str, role: str, text: str) -> None:
        """Show the words of one side of a turn."""
        self.at, self.field.value, self._opened = (id, role), text, text
        self._answer.layout.display = None if role == "user" else "none"
        self.widget.layout.display = None

    def close(self) -> None:
        """Hide it."""
        self.at, self.field.value = None, ""
        self.widget.layout.display = "none"

    def cancel(self) -> None:
        """Hide it, and leave the turn as it is."""
        self.close()
        self._closed()
