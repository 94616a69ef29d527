"""What an answer is held to: a JSON schema, a list of choices, or a regular expression."""

from __future__ import annotations

import json
import re
import reprlib
import warnings
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Literal, NoReturn

from llmnb.errors import ParameterError, first_line
from llmnb.plain import clean

Kind = Literal["schema", "choices", "regex"]

LARGEST = 100_000  # bytes of a schema, or of all choices together
LONGEST_REGEX = 10_000  # characters
MOST_CHOICES = 1_000

_REPR = reprlib.Repr()  # which stops where what is given is large, or nested without end

_SCHEMA = "a JSON schema (a dict, JSON text or a .json file), or a class of pydantic's kind"
_CHOICES = "a list of texts that are not empty"


@dataclass(frozen=True)
class Structure:
    """What an answer is held to, token by token.

    Parameters
    ----------
    kind : str
        ``"schema"``, ``"choices"`` or ``"regex"``.
    value : str or tuple of str
        The schema as JSON text, the texts to choose from, or the pattern that the whole answer
        matches.
    reads : callable, optional
        Makes an object of the JSON text that a model wrote; by default it is parsed only.
    """

    kind: Kind
    value: str | tuple[str, ...]
    reads: Callable[[str], Any] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(
        cls, schema: Any = None, choices: Collection[str] | None = None, regex: str | None = None
    ) -> Structure | None:
        """Return what a user asks for, checked; None where it is nothing.

        Parameters
        ----------
        schema : mapping, str, path or class, optional
            A JSON schema, as a mapping, as JSON text or as the path of a ``.json`` file; or a
            class with ``model_json_schema`` and ``model_validate_json``, such as pydantic's.
        choices : collection of str, optional
            The texts to choose from.
        regex : str, optional
            The pattern that the whole answer matches.

        Raises
        ------
        ParameterError
            If more than one is given, or it is none that could be kept to.
        """
        given = {"schema": schema, "choices": choices, "regex": regex}
        names = [name for name, value in given.items() if value is not None]
        if len(names) > 1:
            raise ParameterError(
                f"{names[0]} and {names[1]} do not go together.",
                hint="An answer is held to one of schema, choices and regex.",
            )
        if schema is not None:
            return cls("schema", _schema(schema), getattr(schema, "model_validate_json", None))
        if choices is not None:
            return cls("choices", _choices(choices))
        return None if regex is None else cls("regex", _regex(regex))

    def parsed(self, text: str) -> Any:
        """Return what a whole answer says: an object, or the chosen text; None with a regex.

        Raises
        ------
        ValueError
            If it is not what was asked for; the message says so in one line.
        """
        if self.kind == "choices" and text not in self.value:
            raise ValueError("it is none of the choices")
        if self.kind != "schema":
            return text if self.kind == "choices" else None
        try:
            read = self.reads or _loaded
            return read(text)
        except Exception as error:  # a class of the user's may raise anything
            raise ValueError(f"{clean(_reason(error)):.200}") from error


def _schema(given: Any) -> str:
    """Return a schema as JSON text."""
    made = getattr(given, "model_json_schema", None)
    if callable(made):
        try:
            given = made()
        except Exception as error:  # the user's own class
            _refuse("schema", given, _SCHEMA, f"It failed with {first_line(error)}.")
    elif isinstance(given, str | PathLike):
        given = _from_text(given)
    if not isinstance(given, Mapping):
        _refuse("schema", given, _SCHEMA)
    try:
        text = json.dumps(dict(given), ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except (TypeError, ValueError, RecursionError) as error:
        _refuse("schema", given, _SCHEMA, f"As JSON it fails: {first_line(error)}.")
    if size > LARGEST:
        _refuse("schema", given, f"at most {LARGEST:,} bytes as JSON, and has {size:,}")
    return text


def _from_text(given: str | PathLike[str]) -> Any:
    """Read a schema from JSON text, or from the file that is named."""
    is_text = isinstance(given, str) and not given.endswith(".json")
    text = str(given) if is_text else _content(given)
    if len(text) > LARGEST:
        _refuse("schema", given, f"at most {LARGEST:,} bytes as JSON")
    try:
        return _loaded(text)
    except (ValueError, RecursionError) as error:
        _refuse("schema", str(given), _SCHEMA, f"As JSON it fails: {first_line(error)}.")


def _content(path: str | PathLike[str]) -> str:
    try:
        with Path(fspath(path)).expanduser().open("rb") as file:
            found = file.read(LARGEST + 1)
        if len(found) <= LARGEST:
            return found.decode("utf-8-sig")
    except (OSError, ValueError, RuntimeError) as error:  # no text in it; no such user's home
        reason = getattr(error, "strerror", None) or first_line(error)
        _refuse("schema", str(path), _SCHEMA, f"The file cannot be read: {reason}.")
    _refuse("schema", str(path), f"at most {LARGEST:,} bytes as JSON")


def _choices(given: Collection[str]) -> tuple[str, ...]:
    listed = isinstance(given, Collection) and not isinstance(given, str | bytes | Mapping)
    found = tuple(given) if listed else ()
    if not found or not all(isinstance(one, str) and one.strip() for one in found):
        _refuse("choices", given, _CHOICES)
    texts = tuple(str.__str__(one) for one in found)  # an Enum of texts has its values
    twice = next((one for n, one in enumerate(texts) if one in texts[:n]), None)
    if len(texts) > MOST_CHOICES:
        _refuse("choices", given, f"at most {MOST_CHOICES:,} texts, and has {len(texts):,}")
    if twice is not None:
        _refuse("choices", given, f"texts that differ, and has {twice!r:.80} twice")
    if sum(map(len, texts)) > LARGEST:
        _refuse("choices", given, f"at most {LARGEST:,} characters")
    _check_unicode("choices", "".join(texts))
    return texts


def _regex(given: str) -> str:
    if not isinstance(given, str) or not given:
        _refuse("regex", given, "a regular expression that is not empty")
    if len(given) > LONGEST_REGEX:
        _refuse("regex", given, f"at most {LONGEST_REGEX:,} characters")
    _check_unicode("regex", given)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python may change is nothing to the engine
            re.compile(given)
    except (re.error, RecursionError, OverflowError) as error:
        _refuse("regex", given, f"a regular expression, and is none: {first_line(error)}")
    return given


def _check_unicode(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        _refuse(name, text, "text that can be written in UTF-8")


def _reason(error: Exception) -> str:
    """Return what is wrong in one line; where there is a list as pydantic's, its first entry."""
    try:
        first = error.errors()[0]  # type: ignore[attr-defined]
        field = ".".join(map(str, first["loc"]))
        return first_line(ValueError(f"{field}: {first['msg']}" if field else first["msg"]))
    except Exception:  # it has no such list
        return first_line(error)


def _loaded(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _refuse(name: str, given: Any, allowed: str, hint: str | None = None) -> NoReturn:
    shown = f"{given:.80}" if isinstance(given, str) and given else f"{_REPR.repr(given):.80}"
    raise ParameterError(
        f"{name} = {shown} is not allowed: it must be {allowed}.", hint=hint
    ) from None
