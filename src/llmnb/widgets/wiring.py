"""The one module of our own in the page: keys, the clipboard, clicks inside HTML, names."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Wiring(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
    """An empty widget that wires the panel that it is in.

    It sends ``{"act": …, "value": …}`` for Ctrl+Enter (``run``), Escape (``stop``), and for
    clicks on elements with ``data-llmnb-act`` and ``data-llmnb-value``. The value of a key is
    ``x`` inside of an element with the class ``llmnb-at-x``. Where it is in none, a text in an
    element with the class ``llmnb-taken`` is taken out of it and sent along as ``text``; a click
    on the button with the class ``llmnb-takes`` does the same, and nothing is taken while it is
    disabled. An element with ``data-llmnb-copy="x"`` copies the text of the one with
    ``data-llmnb-text="x"``. One with the class ``llmnb-follow`` stays scrolled to its end while it
    grows; the content of one with the class ``llmnb-scrolls`` scrolls sideways, with keys too, and
    is named as `names` says.
    """

    # As texts: a path would be watched for changes, and what watches it holds every widget.
    _esm = (HERE / "wiring.js").read_text(encoding="utf-8")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")
    label = traitlets.Unicode().tag(sync=True)
    """The accessible name of the panel."""
    names = traitlets.Dict().tag(sync=True)
    """The accessible names of controls without a visible label of their own, by CSS class."""
