"""The page about Python: the public names of llmnb, from their docstrings."""

from __future__ import annotations

import dataclasses
import enum
import inspect
from collections.abc import Iterator
from typing import Any

import llmnb
from llmnb.config import parameters
from pages.numpydoc import body, sections

TEMPLATE = """\
# Python

The public names of `llmnb`. They are imported when they are first used, so that `import llmnb`
takes no time. What the magics do, these do, with the same words.

{functions}

{classes}
"""
WIDTH = 88  # characters of a signature on one line


def page() -> str:
    """Return the page."""
    public = [(name, getattr(llmnb, name)) for name in llmnb.__all__]
    return TEMPLATE.format(
        functions="\n\n".join(_function(f"llmnb.{n}", v) for n, v in public if not _is_class(v)),
        classes="\n\n".join(_class(n, v) for n, v in public if _is_class(v)),
    )


def _is_class(value: Any) -> bool:
    return inspect.isclass(value)


def _function(name: str, function: Any, level: str = "##") -> str:
    said = body(sections(inspect.getdoc(function) or ""))
    return f"{level} {_title(name)}\n\n{_signature(name, function)}\n\n{said}"


def _class(name: str, kind: type) -> str:
    parts = [f"## {name}"]
    if dataclasses.is_dataclass(kind) and parameters(kind):
        parts.append(_own_doc(kind))
        parts.append("Its fields are the parameters in [Configuration](configuration.md).")
    elif issubclass(kind, enum.Enum):
        words = ", ".join(f"`{member.value}`" for member in kind)
        parts += [_own_doc(kind), f"One of {words}."]
    else:
        if not issubclass(kind, BaseException):
            parts.append(_signature(f"llmnb.{name}", kind))
        parts.append(_own_doc(kind))
    parts += [_member(f"{name}.{n}", value) for n, value in _members(kind)]
    return "\n\n".join(filter(None, parts))


def _own_doc(kind: type) -> str:
    return body(sections(kind.__doc__ or ""))


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield what the class and its bases in llmnb define and document, in their order."""
    bases = [base for base in kind.__mro__[1:] if base.__module__.startswith("llmnb.session")]
    for name, value in [item for part in (kind, *bases) for item in vars(part).items()]:
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if not name.startswith("_") and (inspect.isfunction(plain) or isinstance(plain, property)):
            yield name, plain


def _member(name: str, value: Any) -> str:
    if isinstance(value, property):
        return f"### {_title(name)}\n\n{body(sections(inspect.getdoc(value) or ''))}"
    return _function(name, value, "###")


def _title(name: str) -> str:
    return name.removeprefix("llmnb.") if name.count(".") > 1 else name


class _Raw:
    """An annotation as it was written."""

    def __init__(self, text: object) -> None:
        self.text = text if isinstance(text, str) else inspect.formatannotation(text)

    def __repr__(self) -> str:
        return self.text


def _signature(name: str, function: Any) -> str:
    found = inspect.signature(function)
    own = [_written(p) for p in found.parameters.values() if p.name != "self"]
    returns = found.return_annotation
    arrow = "" if inspect.isclass(function) or returns is found.empty else f" -> {_Raw(returns)}"
    whole = f"{name}({', '.join(_starred(own))}){arrow}"
    if len(whole) > WIDTH:
        inside = "".join(f"    {one},\n" for one in _starred(own))
        whole = f"{name}(\n{inside}){arrow}"
    return f"```python\n{whole}\n```"


def _written(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.annotation is not parameter.empty:
        parameter = parameter.replace(annotation=_Raw(parameter.annotation))
    if repr(parameter.default) == "<factory>":  # a dataclass makes it anew
        parameter = parameter.replace(default=_Raw("..."))
    return parameter


def _starred(own: list[inspect.Parameter]) -> Iterator[str]:
    """Yield the parameters, with the bare star before the first that is by keyword only."""
    seen = False
    for parameter in own:
        if parameter.kind is parameter.KEYWORD_ONLY and not seen:
            seen = True
            yield "*"
        seen = seen or parameter.kind is parameter.VAR_POSITIONAL
        yield str(parameter)
