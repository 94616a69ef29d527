"""Parameters that are set by variables of the environment, or typed in one line."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from typing import Any

from llmnb.config import (
    GenerationConfig,
    GenerationOverrides,
    LoadConfig,
    Parameter,
    parameters,
)
from llmnb.errors import LlmnbError, ParameterError
from llmnb.typed import unescaped

LOADING = ("backend", "precision", "context", "device")
"""The parameters of a load that have variables: those that belong to a machine, not a model."""
_CHANGE = "In a notebook, %env {0}=VALUE changes it, and %env {0}= takes it away."


def from_environment(
    environ: Mapping[str, str] | None = None, decided: Collection[str] = ()
) -> GenerationOverrides:
    """Read generation parameters from variables such as ``LLMNB_TEMPERATURE``.

    Parameters
    ----------
    environ : mapping, optional
        The variables; by default those of this process.
    decided : collection of str
        Parameters whose variables do not matter, and are not looked at.

    Raises
    ------
    ParameterError
        If a variable holds a value that is not allowed.
    """
    environ = os.environ if environ is None else environ
    table = parameters(GenerationConfig)
    return GenerationOverrides(
        **{n: from_variable(p, environ) for n, p in table.items() if n not in decided}
    )


def loading_from_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Read what ``LLMNB_BACKEND`` and its like decide for every load that does not say otherwise.

    Raises
    ------
    ParameterError
        If a variable holds a value that is not allowed.
    """
    environ = os.environ if environ is None else environ
    found = {name: from_variable(parameters(LoadConfig)[name], environ) for name in LOADING}
    return {name: value for name, value in found.items() if value is not None}


def variable(parameter: Parameter) -> str:
    """Return the name of the environment variable of a parameter."""
    return f"LLMNB_{parameter.name.upper()}"


def from_variable(parameter: Parameter, environ: Mapping[str, str]) -> Any:
    """Return the value that a parameter's environment variable holds; None if it is not set.

    Raises
    ------
    ParameterError
        If the value is not allowed.
    """
    name = variable(parameter)
    if not environ.get(name):
        return None
    try:
        return parameter.check(from_text(parameter, environ[name]))
    except ParameterError as error:
        raise ParameterError(
            f"The environment variable {name} is set wrongly: {error.message}",
            hint=_CHANGE.format(name),
        ) from None


def name_variables(error: LlmnbError, decided: Mapping[str, Any]) -> None:
    """Add to the hint of an error which variables set the values that it is about.

    Parameters
    ----------
    error : LlmnbError
        What a load ends with; a value that caused it is in its message.
    decided : mapping
        The parameters that variables have decided, and their values.
    """
    found = {
        variable(parameters(LoadConfig)[name]): f"{name} = {value}"
        for name, value in decided.items()
        if re.search(rf"(?<![\w-]){re.escape(str(value))}(?![\w-])", error.message)
    }
    if found:
        said = [f"{name} has set {what}." for name, what in found.items()]
        change = _CHANGE.format("NAME" if len(found) > 1 else next(iter(found)))
        error.hint = " ".join(filter(None, [error.hint, *said, change]))


def from_text(parameter: Parameter, text: str) -> str:
    """Return a value as it was meant; in texts that may be repeated, a backslash has a meaning."""
    return unescaped(text) if parameter.kind is tuple else text
