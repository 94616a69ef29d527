"""A Jinja sandbox for templates that come with a model, whose work is bounded.

Jinja's own sandbox keeps a template away from Python's internals, but not from looping for
hours or filling the memory. Here every iteration and call, and every text that is made, is
counted against a budget. Import this module only where a template is rendered: jinja2 is not
needed before.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from jinja2 import TemplateError, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

STEPS = 1_000_000  # iterations, and calls at ten each; a chat of 1,000 turns takes some 10,000
CHARACTERS = 100_000_000  # made while rendering; far beyond any model's context
_WIDE = re.compile(r"\d{6}|\*")  # in a format string: a width that is or may be enormous


class TooMuchWork(Exception):
    """A template's budget is spent."""


class GenerationBlock(Extension):
    """``{% generation %}…{% endgeneration %}``, which marks answers for training: its content."""

    tags = {"generation"}  # noqa: RUF012 - the type that Jinja declares

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the block as a scope of its own."""
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        call = self.call_method("_content")
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _content(self, caller: Callable[[], str]) -> str:
        return caller()


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """The environment that transformers gives to chat templates, with a budget of work.

    Call `begin` before each rendering; one rendering at a time.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[GenerationBlock, "jinja2.ext.loopcontrols"],
            finalize=self._shown,
            optimized=False,  # or constant expressions would be computed outside the budget
        )
        del self.globals["lipsum"]
        self.globals["raise_exception"] = _raise_exception
        self.globals["strftime_now"] = _strftime_now
        self.filters["tojson"] = _tojson
        self.filters["format"] = _format
        self.filters.update({n: self._bounded(f) for n, f in self.filters.items()})
        self.filters.update(_counted=self._counted, _made=self._made)
        self.begin()

    def begin(self) -> None:
        """Start with a full budget."""
        self._steps, self._characters = STEPS, CHARACTERS

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function, macro or method."""
        self._step(10)
        self._check_growth([getattr(obj, "__self__", None), *args, *kwargs.values()])
        return self._made(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right``."""
        if operator == "**" and _size(left) > 1 and _size(right) > 64:
            raise TooMuchWork
        if operator == "%":
            _check_format(left)
        if operator != "+":
            self._check_growth([left, right])
        return self._made(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the safe form of ``str.format``, if `value` is that."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _check_format(value.__self__)
        return wrapped

    def _generate(
        self, source: nodes.Template, name: Any, filename: Any, defer_init: bool = False
    ) -> str:
        for loop in list(source.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None)
        for joined in list(source.find_all(nodes.Concat)):
            joined.nodes = [nodes.Filter(nodes.Concat(joined.nodes), "_made", [], [], None, None)]
        for output in list(source.find_all(nodes.Output)):  # literal text counts like any other
            output.nodes = [
                nodes.Const(n.data) if isinstance(n, nodes.TemplateData) else n
                for n in output.nodes
            ]
        return super()._generate(source, name, filename, defer_init)

    def _step(self, cost: int = 1) -> None:
        self._steps -= cost
        if self._steps < 0:
            raise TooMuchWork

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self._step()
            yield item

    @pass_context  # also keeps Jinja from calling it when it compiles
    def _shown(self, context: Context, value: Any) -> str:
        return str(self._made(str(value)))

    def _made(self, value: Any) -> Any:
        if isinstance(value, str | list | tuple):
            self._characters -= len(value)
            if self._characters < 0:
                raise TooMuchWork
        return value

    def _check_growth(self, values: list[Any]) -> None:
        """Refuse what could grow too much in one go, such as ``center(10**9)``."""
        texts = [_size(value) for value in values if isinstance(value, str | list | tuple)]
        largest = max(map(_size, values), default=1)
        if (texts[0] if texts else 1) * largest > CHARACTERS:
            raise TooMuchWork

    def _bounded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)  # with Jinja's marks of what it wants as first argument
        def bounded(*args: Any, **kwargs: Any) -> Any:
            self._step()
            self._check_growth([*args, *kwargs.values()])
            return self._made(function(*args, **kwargs))

        return bounded


def _size(value: Any) -> int:
    if isinstance(value, str | list | tuple):
        return len(value)
    return abs(value) if isinstance(value, int) else 1


def _check_format(template: Any) -> None:
    if isinstance(template, str) and _WIDE.search(template):
        raise TooMuchWork


def _format(template: str, *args: Any, **kwargs: Any) -> str:
    """Return ``template % args``, as Jinja's own filter does."""
    _check_format(template)
    return template % (kwargs or args)


def _raise_exception(message: str) -> None:
    raise TemplateError(message)


def _strftime_now(format: str) -> str:
    return datetime.now().strftime(format)


def _tojson(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """Return JSON; Jinja's own filter would escape characters of HTML."""
    return json.dumps(
        value,
        ensure_ascii=ensure_ascii,
        indent=indent,
        separators=separators,
        sort_keys=sort_keys,
    )
