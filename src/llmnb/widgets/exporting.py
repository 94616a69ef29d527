"""A conversation taken out of its panel: copied as cells, Markdown or JSON, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets

from llmnb.errors import ParameterError
from llmnb.rendering.bundles import frame
from llmnb.rendering.cards import copy_button
from llmnb.session import Conversation, as_text, export
from llmnb.widgets.panel import Panel
from llmnb.widgets.parts import button, row
from llmnb.widgets.turns import hidden


class Export:
    """The part of a chat's panel that opens for an export.

    Parameters
    ----------
    panel : Panel
        Where what happens is told; it gets the act ``replace-file``.
    conversation : callable
        Returns what is exported.
    cells : callable
        Returns it as cells.

    Attributes
    ----------
    widget : ipywidgets.VBox
        What is shown.
    """

    def __init__(
        self, panel: Panel, conversation: Callable[[], Conversation], cells: Callable[[], str]
    ) -> None:
        self._panel, self._conversation, self._cells = panel, conversation, cells
        self._asked: Path | None = None  # the file that may be replaced, if the user says so
        self._named = ""  # the conversation that the file was named after
        self._copies = ipywidgets.HTML()
        self.file = ipywidgets.Text(
            description="File", continuous_update=False, style={"description_width": "initial"}
        )
        self.file.add_class("llmnb-grow")
        self.save = button("Save", panel.soon(self.write), "save")
        # Not an accordion: nobody opens its titles with the keyboard.
        self.open = ipywidgets.ToggleButton(description="Export", icon="download")
        self.open.layout.width = "auto"
        self._inside = ipywidgets.VBox((self._copies, row(self.file, self.save)))
        self._inside.layout.display = "none"
        self.widget = ipywidgets.VBox((row(self.open), self._inside))
        self.open.observe(panel.does(self.show), "value")
        panel.acts["replace-file"] = lambda _: self._replace()

    def show(self) -> None:
        """Bring what can be copied up to date, if it is open: the texts are long."""
        chat = self._conversation()
        if chat.name != self._named:
            self._named, self._asked, self.file.value = chat.name, None, f"{chat.name}.md"
        self._inside.layout.display = None if self.open.value else "none"
        if not self.open.value:
            self._copies.value = ""
            return
        texts = {
            "cells": self._cells(),
            "Markdown": as_text(chat, Path("x.md")),
            "JSON": as_text(chat, Path("x.json")),
        }
        self._copies.value = frame(
            "".join(
                copy_button(f"Copy as {what}", f"as-{what}", f"Copy as {what}")
                + hidden(f"as-{what}", text)
                for what, text in texts.items()
            )
        )

    def write(self) -> None:
        """Write the file whose name stands in the field; its ending chooses the format."""
        name = self.file.value.strip()
        path = Path(name).expanduser()
        if not name:
            raise ParameterError("The file has no name.", hint="Such as chat.md or chat.json.")
        if path.exists():
            as_text(self._conversation(), path)  # a wrong ending is told first
            self._asked = path
            offers = [("replace-file", "Replace it")]
            self._panel.say(f"{path.name!r} is there already.", problem=True, offers=offers)
            return
        self._write(path)

    def _replace(self) -> None:
        """Replace the file that was asked about, whatever stands in the field by now."""
        if self._asked is None:
            self.write()
        else:
            self._write(self._asked, force=True)

    def _write(self, path: Path, *, force: bool = False) -> None:
        export(self._conversation(), path, force=force)
        self._asked = None
        self._panel.say(f"Written to {path}.")
