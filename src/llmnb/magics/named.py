"""What an option names: a variable of the user's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from llmnb.errors import ParameterError
from llmnb.typed import did_you_mean


def named(option: str, name: str, variables: Mapping[str, Any], or_else: str = "") -> Any:
    """Return what the variable holds that an option names.

    Parameters
    ----------
    option : str
        Its long name, without dashes.
    name : str
        The variable's name.
    variables : mapping
        The user's variables.
    or_else : str
        What else is allowed, in words that go on from ``the name of a variable``.

    Raises
    ------
    ParameterError
        If there is no such variable.
    """
    if name in variables:
        return variables[name]
    meant = did_you_mean(name, [known for known in variables if not known.startswith("_")])
    raise ParameterError(
        f"--{option} = {name} is not allowed: it must be the name of a variable{or_else}.",
        hint=meant if meant.startswith("Did") else "Define it in a cell first.",
    )


def schema_named(name: str | None, variables: Mapping[str, Any]) -> Any:
    """Return the schema of ``--schema``: what a variable holds, or the path of a file.

    Raises
    ------
    ParameterError
        If there is no such variable.
    """
    if name is None or not name.isidentifier():
        return name
    return named("schema", name, variables, ", or the path of a .json file")
