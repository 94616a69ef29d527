"""A Jinja sandbox for templates that come with a model, whose work is bounded.

Jinja's own sandbox keeps a template away from Python's internals, but not from looping for
hours or filling the memory. Here every iteration and call, and every text and container that is
made or gone through, is counted against a budget. A container that holds another one many times
counts as what it would be written out. Import this module only where a
template is rendered: jinja2 is not needed before.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, MappingView
from datetime import datetime
from typing import Any

from jinja2 import TemplateError, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

STEPS = 200_000  # iterations, and calls at ten each; a chat of 1,000 turns takes some 4,000
CHARACTERS = 100_000_000  # made or gone through; far beyond any model's context
_WIDE = re.compile(r"\d{6}|\*")  # in a format string: a width that is or may be enormous

_NODES = 20  # of a template that take one step
_ITEM = 4  # characters' worth of an item of a list, and of a number
_SLOW = 10  # characters' worth of one that goes through a filter written in Python
_FAST = frozenset({
    "count", "d", "default", "first", "join", "last", "length", "list", "lower", "replace",
    "string", "tojson", "trim", "upper",
})  # fmt: skip
# They do not look into the items of what they are given.
_LAZY = frozenset({
    "attr", "batch", "count", "d", "default", "first", "items", "last", "length", "list",
    "map", "random", "reject", "rejectattr", "reverse", "safe", "select", "selectattr",
    "slice",
})  # fmt: skip
_LAZY_TESTS = frozenset({
    "boolean", "callable", "defined", "escaped", "false", "float", "integer", "iterable",
    "mapping", "none", "number", "sameas", "sequence", "string", "true", "undefined",
})  # fmt: skip
# What comes out of these may be as long as the product of what goes in.
_GROWING = frozenset({
    "batch", "center", "format", "indent", "join", "replace", "slice", "wordwrap", "xmlattr",
})  # fmt: skip
_SHORT = frozenset({
    "count", "endswith", "find", "index", "isalpha", "isdigit", "lower", "lstrip", "partition",
    "removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit", "rstrip",
    "split", "splitlines", "startswith", "strip", "upper",
})  # fmt: skip


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


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which also keeps away from the methods of Python's own types.

    As functions they get around it: ``list.append(x, 1)`` changes ``x``, and
    ``str.format("{0.__class__}", x)`` reads any attribute.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may have an attribute."""
        own = isinstance(obj, type) and obj.__module__ == "builtins"
        return not own and super().is_safe_attribute(obj, attr, value)


class BoundedEnvironment(SafeEnvironment):
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
        self.filters["round"] = _round(self.filters["round"])
        self.filters.update({n: self._filter(n, f) for n, f in self.filters.items()})
        self.filters.update(_counted=self._counted, _made=self._made, _read=self._read)
        for name in ("odd", "even", "divisibleby"):
            self.tests[name] = _of_numbers(self.tests[name])
        self.tests.update({n: self._test(n, f) for n, f in self.tests.items()})
        self.begin()

    def begin(self) -> None:
        """Start with a full budget."""
        self._steps, self._characters = STEPS, CHARACTERS
        self._weights: dict[int, tuple[Any, int]] = {}

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function, macro or method."""
        self._step(10 + len(args) + len(kwargs))
        if isinstance(obj, LoopContext):  # one level deeper in a recursive loop
            args = tuple(self._counted(items, self._body) for items in args)
        elif isinstance(obj, Macro | BlockReference):
            self._step(self._body)
        else:
            owner = getattr(getattr(obj, "__wrapped__", obj), "__self__", None)
            values = [*args, *kwargs.values()]
            if isinstance(owner, str | bytes | int | float) and obj.__name__ not in _SHORT:
                self._check_growth(owner, values)
            for value in values if isinstance(owner, dict) else [owner, *values]:
                self._read(value)
        return self._made(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``left operator right``."""
        if operator == "**" and _size(left) > 1 and _size(right) > 64:
            raise TooMuchWork
        if operator == "%":
            _check_format(left)
        if operator == "*" and isinstance(left, int):
            left, right = right, left
        if operator != "+":
            self._check_growth(left, [right])
        return self._made(super().call_binop(context, operator, left, right))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or attribute."""
        if isinstance(argument, tuple):  # hashing goes through all of it
            self._read(argument)
        return super().getitem(obj, argument)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the safe form of ``str.format``, if `value` is that."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _check_format(value.__self__)
        return wrapped

    def _generate(
        self, source: nodes.Template, name: Any, filename: Any, defer_init: bool = False
    ) -> str:
        kinds: tuple[type[nodes.Node], ...] = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
        self._body = max(map(_cost, source.find_all(kinds)), default=1)
        for loop in list(source.find_all(nodes.For)):
            loop.iter = _through("_counted", loop.iter, nodes.Const(_cost(loop)))
        for compare in list(source.find_all(nodes.Compare)):
            compare.expr = _through("_read", compare.expr)
            for operand in compare.ops:
                operand.expr = _through("_read", operand.expr)
        for pair in list(source.find_all(nodes.Pair)):
            pair.key = _through("_read", pair.key)
        for item in list(source.find_all(nodes.Getitem)):
            if isinstance(item.arg, nodes.Slice):  # the inner one is the slice as it was
                item.node = _through("_made", nodes.Getitem(item.node, item.arg, item.ctx))
                item.arg = nodes.Slice(None, None, None)
        for joined in list(source.find_all(nodes.Concat)):
            parts = [_through("_read", part) for part in joined.nodes]
            joined.nodes = [_through("_made", nodes.Concat(parts))]
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

    def _counted(self, items: Iterable[Any], cost: int = 1) -> Iterator[Any]:
        for item in items:
            self._step(cost)
            yield item

    @pass_context  # also keeps Jinja from calling it when it compiles
    def _shown(self, context: Context, value: Any) -> str:
        if not isinstance(value, str):
            self._read(value)
        return str(self._made(str(value)))

    def _made(self, value: Any) -> Any:
        if isinstance(value, str | bytes):
            self._spend(len(value))
        elif isinstance(value, list | tuple | dict):
            self._spend(len(value) * _ITEM)
        return value

    def _read(self, value: Any) -> Any:
        self._spend(self._weight(value))
        return value

    def _spend(self, characters: int) -> None:
        self._characters -= characters
        if self._characters < 0:
            raise TooMuchWork

    def _weight(self, value: Any) -> int:
        """Return how many characters and items a value has, with all that it holds.

        What is weighed is kept until the next rendering, so that its id stays its own. No
        template can change it, except for namespaces: nothing may go through those, since
        what holds one could be weighed before the namespace grows.
        """
        if isinstance(value, str | bytes):
            return len(value)
        if isinstance(value, range):
            return len(value) * _ITEM
        if isinstance(value, Namespace):
            raise TooMuchWork
        if not isinstance(value, list | tuple | dict | MappingView):
            return _ITEM
        known = self._weights.get(id(value))
        if known is not None:
            return known[1]
        weight, items = 1, _items(value)
        self._step(len(items) // 10)
        for item in items:
            weight += self._weight(item)
            if weight > CHARACTERS:
                raise TooMuchWork
        self._weights[id(value)] = value, weight
        return weight

    def _check_growth(self, value: Any, others: Iterable[Any]) -> None:
        """Refuse what could grow too much in one go, such as ``center(10**9)``."""
        sizes = [abs(o) if isinstance(o, int) else self._weight(o) for o in others]
        first = abs(value) if isinstance(value, int) else self._weight(value)
        if first * max(sizes, default=1) > CHARACTERS or max(sizes, default=1) > CHARACTERS:
            raise TooMuchWork

    def _filter(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        cost = 1 if name in _FAST else _SLOW

        @functools.wraps(function)  # with Jinja's marks of what it wants as first argument
        def bounded(*args: Any, **kwargs: Any) -> Any:
            self._step(1 + len(args) + len(kwargs))
            hidden = 1 if hasattr(function, "jinja_pass_arg") else 0  # a context
            values = [*args[hidden:], *kwargs.values()]
            if name not in _LAZY:
                args = (*args[:hidden], *map(self._read_later, args[hidden:]))
            for value in values:
                if name not in _LAZY or isinstance(value, str):
                    self._spend(self._weight(value) * cost)
            if name in _GROWING:
                self._check_growth(values[0], values[1:])
            if name == "sum":  # of lists, which would be copied over and over
                self._check_growth(values[0], values[:1])
            made = function(*args, **kwargs)
            return self._counted(made) if isinstance(made, Iterator) else self._made(made)

        return bounded

    def _test(self, name: str, function: Any) -> Callable[..., bool]:
        @functools.wraps(function)
        def bounded(*args: Any, **kwargs: Any) -> bool:
            self._step(1 + len(args) + len(kwargs))
            if name not in _LAZY_TESTS:
                for value in [*args, *kwargs.values()]:
                    self._read(value)
            return bool(function(*args, **kwargs))

        return bounded

    def _read_later(self, value: Any) -> Any:
        return map(self._read, value) if isinstance(value, Iterator) else value


def _through(name: str, node: nodes.Node, *args: nodes.Expr) -> nodes.Expr:
    """Return a node whose value goes through one of the filters that count."""
    if isinstance(node, nodes.Const):  # as long as the template's author has made it
        return node
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def _cost(body: nodes.Node) -> int:
    """Return the steps for running a loop's or macro's body once."""
    return 1 + sum(1 for _ in body.find_all(nodes.Node)) // _NODES


def _items(value: Any) -> Collection[Any]:
    return [*value.keys(), *value.values()] if isinstance(value, dict) else value


def _round(function: Callable[..., float]) -> Callable[..., float]:
    def rounded(value: float, precision: int = 0, method: Any = "common") -> float:
        if abs(precision) > 1000:  # it computes 10 to the power of it
            raise TooMuchWork
        return function(value, precision, method)

    return rounded


def _of_numbers(function: Any) -> Callable[..., bool]:
    """Return a test that computes ``value % number``, which for a text would format it."""

    def checked(value: Any, *args: Any) -> bool:
        _check_format(value)
        return bool(function(value, *args))

    return checked


def _size(value: Any) -> int:
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
