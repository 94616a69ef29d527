"""Where an output goes to the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
