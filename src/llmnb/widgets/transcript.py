"""The turns of a conversation on the page: read, edited in their place, answered in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from llmnb.session import Conversation, Slot
from llmnb.widgets.editing import Editor
from llmnb.widgets.panel import HtmlCanvas
from llmnb.widgets.turns import pending, pieces, together, waiting


class Transcript:
    """All turns, and between them an editor, or the answer that is being written.

    Parameters
    ----------
    soon, save, closed : callable
        For the `Editor`.

    Attributes
    ----------
    widget : ipywidgets.VBox
        What is shown.
    editor : Editor
        For what one side of a turn said.
    canvas : HtmlCanvas
        Where an answer is painted while it is written.
    """

    def __init__(
        self,
        soon: Callable[[Callable[[], Any]], Callable[..., None]],
        save: Callable[[bool], None],
        closed: Callable[[], None],
    ) -> None:
        self.editor, self.canvas = Editor(soon, save, closed), HtmlCanvas()
        self.above, self.below = ipywidgets.HTML(), ipywidgets.HTML()
        children = (self.above, self.editor.widget, self.canvas.widget, self.below)
        self.widget = ipywidgets.VBox(children)
        for name in ("llmnb-transcript", "llmnb-follow"):
            self.widget.add_class(name)

    def show(
        self,
        conversation: Conversation,
        told: Mapping[str, Sequence[str]],
        slot: Slot | None = None,
        *,
        busy: bool = False,
    ) -> None:
        """Show the turns as they are.

        Parameters
        ----------
        conversation : Conversation
            Whose turns.
        told : mapping of str to sequence of str
            What is to be told of a turn besides; see `pieces`.
        slot : Slot, optional
            What is being answered.
        busy : bool
            Nothing can be done with the turns now.
        """
        parts = pieces(conversation, told, busy=busy)
        above, below = parts, parts[len(parts) :]
        if slot is not None:
            number = len(slot.history) + 1
            if slot.replaced:
                above, below = [*parts[: 2 * number - 1], waiting(number)], parts[2 * number :]
            else:
                above = [*parts, pending(number, slot.user, slot.system)]
        elif self.editor.at is not None:
            at = self._edited(conversation, *self.editor.at)
            above, below = parts[:at], parts[at + 1 :]
        self.above.value, self.below.value = together(above, "above"), together(below, "below")
        if slot is None and self.canvas.painted:
            self.canvas.clear()

    def _edited(self, conversation: Conversation, id: str, role: str) -> int:
        ids = [turn.id for turn in conversation.turns]
        # A turn that a cell has answered anew meanwhile is not there: the text is not lost.
        return 2 * ids.index(id) + (role == "assistant") if id in ids else 2 * len(ids)
