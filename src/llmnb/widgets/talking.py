"""The controls around a conversation: which one, which model, what is said next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from llmnb.session import Session
from llmnb.widgets.parts import Silence, button, model_options, offer_models, row, titled

_WHOLE = {"description_width": "initial"}  # labels as long as they are
NAMES = {  # accessible names, by the CSS class of what the control is in
    "llmnb-of-system": "System message",
    "llmnb-of-message": "Message",
    "llmnb-editor": "New text",
}


class Talk:
    """The controls of a chat's panel, but for its turns.

    Parameters
    ----------
    session : Session
        Whose models and conversations can be chosen.
    model : str, optional
        The model that is chosen at first.
    system : str
        What stands in the system's box at first.
    does : mapping of str to callable
        The handlers for ``send``, ``stop``, ``new``, ``clear`` and ``switch``.

    Attributes
    ----------
    above, below : tuple of ipywidgets.Widget
        What is shown above and below the turns.
    """

    def __init__(
        self,
        session: Session,
        model: str | None,
        system: str,
        does: Mapping[str, Callable[..., Any]],
    ) -> None:
        self._session, self._switch = session, does["switch"]
        self._holds: str | None = None  # the system message that holds, as the panel knows it
        self._silent = Silence()
        self.names = ipywidgets.Dropdown(description="Conversation", style=_WHOLE)
        self.names.observe(self._chosen, "value")
        self.model = ipywidgets.Dropdown(
            description="Model",
            options=model_options(session),
            value=model or "",
            style=_WHOLE,
        )
        for choice in (self.names, self.model):
            choice.add_class("llmnb-grow")
        self.system = ipywidgets.Textarea(
            system, rows=1, placeholder="none", continuous_update=False
        )
        # A text is sent when its field is left, in one piece: what was sent for each letter
        # could arrive after the click on Send, while a cell is running.
        self.message = ipywidgets.Textarea(
            rows=3,
            placeholder="Ctrl+Enter sends, Shift+Enter begins a new line",
            continuous_update=False,
        )
        self.send = button("Send", does["send"], "paper-plane", "primary")
        # The page takes the text when it asks, so that the next one can be typed at once.
        self.message.add_class("llmnb-taken")
        self.send.add_class("llmnb-takes")
        self.stop = button("Stop", does["stop"], "stop", disabled=True)
        self.new = button("New", does["new"], "plus", tooltip="Begin another conversation")
        self.clear = button("Clear", does["clear"], "trash", tooltip="Take all turns out")
        self.above = (
            row(self.names, self.new, self.clear, self.model),
            titled("System message", self.system, "llmnb-of-system"),
        )
        self.below = (
            titled("Message", self.message, "llmnb-of-message"),
            row(self.send, self.stop),
        )

    def busy(self, busy: bool) -> None:
        """Enable and disable what cannot be done while an answer is written."""
        for control in (self.send, self.new, self.clear, self.names):
            control.disabled = busy
        self.stop.disabled = not busy

    def show(self, name: str, holds: str) -> None:
        """Show which conversation it is, and which system message holds in it.

        A system message that was typed and not sent yet stays.
        """
        if self._holds is not None and self.system.value == self._holds:
            self.system.value = holds
        self._holds = holds
        names = tuple(self._session.conversations)
        with self._silent():
            if names != self.names.options:
                self.names.options = names
            self.names.value = name

    def reset(self, holds: str, system: str | None = None) -> None:
        """Forget what was typed as a system message; with one, show it instead."""
        self._holds = holds
        self.system.value = holds if system is None else system

    def new_system(self) -> str | None:
        """Return what stands in the system's box, if it does not hold already."""
        said = str(self.system.value).strip()
        return said if said != (self._holds or "") else None

    def show_models(self) -> None:
        """Show which models are loaded."""
        offer_models(self.model, self._session)

    def _chosen(self, change: Any) -> None:
        if not self._silent:
            self._switch(change["new"])
