"""The user's template for prompts: ``{{ expression }}`` and nothing else, unless asked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from llmnb.errors import TemplateError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_AS_THEY_ARE = "write --no-vars to send braces as they are"
# Python's own functions without side effects; everyone writes {{ len(x) }}.
_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    abs, float, int, len, list, max, min, round, sorted, str, sum, zip,
)  # fmt: skip
# An expression has no more characters and nested brackets than this; without such bounds a
# long text that is full of open braces would take minutes.
_LONGEST, _DEEPEST = 2000, 50
_SELF = "self_of_the_user"
# What matters for finding the end of an expression: texts in quotes, and brackets.
_MARKS = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\[({]|[\])}]""", re.DOTALL)


def render(text: str, variables: Mapping[str, Any], *, jinja: bool = False) -> str:
    """Fill in the variables of a prompt.

    Parameters
    ----------
    text : str
        The prompt. Each ``{{ expression }}`` becomes the ``str()`` of its value; everything
        else stays as it is. What comes out of a variable is not looked at again.
    variables : mapping of str to object
        The names that expressions may use.
    jinja : bool
        Use the whole of Jinja's language instead.

    Raises
    ------
    TemplateError
        If an expression cannot be read, uses a name that is not defined, or fails.
    """
    if jinja:
        return _render_all(text, variables)
    return "".join(
        _evaluate(part, variables) if is_expression else part
        for is_expression, part in _split(text)
    )


def names(text: str) -> set[str]:
    """Return the names of the variables that a prompt uses.

    Expressions that cannot be read are passed over: a prompt may still be being typed.
    """
    import jinja2

    found: set[str] = set()
    for is_expression, part in _split(text):
        if is_expression:
            try:
                found |= _names(part) - set(_environment().globals)
            except jinja2.TemplateError:
                continue
    return found


def has_expressions(text: str) -> bool:
    """Tell whether anything in a prompt would be filled in."""
    return any(is_expression for is_expression, _ in _split(text))


def _split(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a prompt: (False, literal text) and (True, expression)."""
    literal = search = 0
    last = text.rfind("}}")
    while 0 <= (start := text.find("{{", search)) < last:
        end = _end(text, start + 2, last)
        if end is None or not text[start + 2 : end].strip():
            search = start + 1
            continue
        yield False, text[literal:start]
        yield True, text[start + 2 : end]
        literal = search = end + 2
    yield False, text[literal:]


def _end(text: str, start: int, last: int) -> int | None:
    """Return where the ``}}`` is that ends the expression at `start`, or None."""
    depth = 0
    for mark in _MARKS.finditer(text, start, min(start + _LONGEST, last + 2)):
        symbol = mark[0]
        if symbol in "[({":
            depth += 1
            if depth > _DEEPEST:
                break
        elif symbol in "])}" and depth:
            depth -= 1
        elif symbol == "}" and text[mark.end() : mark.end() + 1] == "}":
            return mark.start()
    # The brackets or quotes are unbalanced. Unless another expression begins before the next
    # braces, this was meant as one, and its mistake should be shown.
    end = text.find("}}", start)
    return end if text.find("{{", start, end) < 0 else None


def _evaluate(expression: str, variables: Mapping[str, Any]) -> str:
    import jinja2

    shown = "{{" + (expression if len(expression) < 200 else expression[:200] + "…") + "}}"
    try:
        value = _environment().compile_expression(expression, undefined_to_none=False)
        used = {name: variables[name] for name in _names(expression) if name in variables}
        return str(value(_own(used)))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            f"{shown} cannot be read: {_words(error)}.",
            hint="Between the braces stands an expression of Jinja, which is not all of Python's. "
            f"Compute the value in a cell and write its name, or {_AS_THEY_ARE}.",
        ) from None
    except jinja2.UndefinedError as error:
        raise _undefined(shown, error, variables) from None
    except Exception as error:  # whatever the user's own objects raise
        raise _failed(shown, error) from error


def _render_all(text: str, variables: Mapping[str, Any]) -> str:
    import jinja2

    try:
        return _environment().from_string(text).render(_own(variables))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(
            f"Line {error.lineno} of the template cannot be read: {_words(error)}.",
            hint="Correct it, or leave out --jinja, so that only {{ }} is special.",
        ) from None
    except jinja2.UndefinedError as error:
        raise _undefined("The template", error, variables) from None
    except Exception as error:  # whatever the user's own objects raise
        raise _failed("The template", error) from error


def _undefined(shown: str, error: Exception, variables: Mapping[str, Any]) -> TemplateError:
    missing = re.fullmatch(r"'(\w+)' is undefined", str(error).replace(_SELF, "self"))
    if missing is None:  # an attribute or item of something that is defined
        return _failed(shown, error)
    public = [name for name in variables if not name.startswith("_")]
    near = difflib.get_close_matches(missing[1], public, n=1, cutoff=0.6)
    meant = f"Did you mean {near[0]}? " if near else ""
    return TemplateError(
        f"{shown} uses {missing[1]}, which is not defined.",
        hint=f"{meant}Define it in a cell, or {_AS_THEY_ARE}.",
    )


def _failed(shown: str, error: Exception) -> TemplateError:
    return TemplateError(
        f"{shown} failed: {type(error).__name__}: {_words(error)}.",
        hint=f"Correct the expression, or {_AS_THEY_ARE}.",
    )


def _names(expression: str) -> set[str]:
    from jinja2 import nodes

    # Jinja's own search, in jinja2.meta, leaves out the names of functions.
    tree = _environment().parse("{{ " + expression + " }}")
    return {name.name for name in tree.find_all(nodes.Name)}


def _words(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)  # the whole of Jinja's adds a place
    return str(text).strip().rstrip(".") or "no reason is given"


def _own(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables under the names that the compiled template looks for."""
    renamed = {_SELF: variables["self"]} if "self" in variables else {}
    return {**variables, **renamed}


@cache
def _environment() -> SandboxedEnvironment:
    """Return the sandbox; immutable, since a prompt reads variables and changes none."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.compiler import CodeGenerator, Frame

    from llmnb.sandbox import SafeEnvironment

    class Generator(CodeGenerator):
        """Takes ``self`` for the user's variable; to Jinja it is the template's blocks."""

        def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
            for name in node.find_all(nodes.Name):
                name.name = _SELF if name.name == "self" else name.name
            super().visit_Template(node, frame)

    environment = SafeEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    environment.code_generator_class = Generator
    environment.globals.update({function.__name__: function for function in _FUNCTIONS})
    return environment
