"""The page about errors, from their classes."""

from __future__ import annotations

import inspect

from llmnb import errors
from pages.numpydoc import body, sections

TEMPLATE = """\
# Errors

A notebook shows an error as one line: what is wrong, with the value; what is allowed; what to do.
In Python they are ordinary exceptions from `llmnb.errors`, with the attributes `message` and
`hint`; `str(error)` is both. [Mistakes](mistakes.md) has the messages themselves.

`LlmnbError` and `Interrupted` are also names of `llmnb`. Errors that are no `LlmnbError` are
mistakes of llmnb, or of an engine, and come with their whole traceback.

{sections}
"""


def page() -> str:
    """Return the page."""
    found = [
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and value.__module__ == errors.__name__
    ]
    return TEMPLATE.format(sections="\n\n".join(map(_section, found)))


def _section(error: type) -> str:
    bases = ", ".join(f"`{base.__name__}`" for base in error.__bases__)
    return f"## {error.__name__}\n\nA kind of {bases}.\n\n{body(sections(error.__doc__ or ''))}"
