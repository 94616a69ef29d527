"""The small pieces that panels are put together from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets

from llmnb.plain import clean
from llmnb.rendering.text import escape
from llmnb.session import Session


def button(
    word: str,
    action: Callable[..., Any],
    icon: str = "",
    style: str = "",
    *,
    tooltip: str = "",
    disabled: bool = False,
) -> ipywidgets.Button:
    """Return a button.

    Parameters
    ----------
    word : str
        What is on it.
    action : callable
        Called with the button when it is pressed.
    icon, style : str
        Of ipywidgets: a Font Awesome name, and ``"primary"`` or ``"danger"``.
    tooltip : str
        Help on hover.
    disabled : bool
        It cannot be pressed now.
    """
    made = ipywidgets.Button(
        description=word, icon=icon, button_style=style, tooltip=tooltip, disabled=disabled
    )
    made.layout.width = "auto"
    made.on_click(action)
    return made


class Silence:
    """Tells what is shown in a control from what the user does with it.

    It holds for the thread that shows something: an edit on another thread counts meanwhile.
    """

    def __init__(self) -> None:
        self._local = threading.local()

    def __bool__(self) -> bool:
        return getattr(self._local, "now", False)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Keep silent while the block shows something."""
        before, self._local.now = bool(self), True
        try:
            yield
        finally:
            self._local.now = before


def model_options(session: Session) -> list[tuple[str, str]]:
    """Return what a dropdown of loaded models shows; an empty value stands for the current one."""
    current = session.current
    now = f" ({clean(current.name)})" if current is not None else ""
    return [(f"the current one{now}", ""), *((clean(name), name) for name in session.models)]


def offer_models(choice: ipywidgets.Dropdown, session: Session) -> None:
    """Let a dropdown of `model_options` show what is loaded now; a choice that is there stays."""
    options, chosen = model_options(session), choice.value
    if tuple(options) != tuple(choice.options):
        choice.options = options
        choice.value = chosen if chosen in session.models else ""


def row(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    """Put widgets beside each other, in as many lines as they need."""
    return _with_class(ipywidgets.HBox(children), "llmnb-row")


def grid(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    """Put rows into as many columns as there is room for."""
    return _with_class(ipywidgets.VBox(children), "llmnb-columns")


def titled(title: str, editor: ipywidgets.Widget, kind: str) -> ipywidgets.VBox:
    """Put a title over an editor; `kind` is a CSS class by which the page names it."""
    label = ipywidgets.HTML(f"<b>{escape(title)}</b>")
    editor.add_class("llmnb-full")
    return _with_class(ipywidgets.VBox((label, editor)), kind)


def folded(title: str, *children: ipywidgets.Widget, open: bool = False) -> ipywidgets.Accordion:
    """Put widgets under a title that opens and closes."""
    made = ipywidgets.Accordion((ipywidgets.VBox(children),), titles=(title,))
    made.selected_index = 0 if open else None
    return made


def _with_class(made: Any, kind: str) -> Any:
    made.add_class(kind)
    return made
