"""Where an output goes to the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Canvas(Protocol):
    """Where something is painted, again and again: an output of a cell, or a widget."""

    painted: bool

    def paint(
        self, bundle: Mapping[str, str], metadata: Mapping[str, Any] | None = None, /
    ) -> None:
        """Replace what is there; from any thread."""


class Output:
    """One output of the running cell.

    Parameters
    ----------
    live : bool
        It can be painted over; otherwise it is painted once.

    Attributes
    ----------
    painted : bool
        It is on the page.
    """

    def __init__(self, *, live: bool) -> None:
        self.live = live
        self.painted = False
        self._handle: Any = None

    def paint(self, bundle: Mapping[str, str], metadata: Mapping[str, Any] | None = None) -> None:
        """Put it on the page, or replace what is there; from any thread."""
        if self._handle is not None:
            self._handle.update(bundle, raw=True, metadata=metadata or {})
        else:
            self._handle, self.painted = show(bundle, metadata, live=self.live), True


def show(
    bundle: Mapping[str, str], metadata: Mapping[str, Any] | None = None, *, live: bool = False
) -> Any:
    """Display an output as one ``display_data``.

    Parameters
    ----------
    bundle : mapping of str to str
        Its MIME types and contents.
    metadata : mapping, optional
        Saved with it.
    live : bool
        Return a handle whose ``update`` replaces the output, from any thread.
    """
    from IPython.display import display  # only who shows something needs IPython

    options: dict[str, Any] = {"display_id": True} if live else {}
    return display(bundle, raw=True, metadata=metadata or {}, **options)  # type: ignore[no-untyped-call]
