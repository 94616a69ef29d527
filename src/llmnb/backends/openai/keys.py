"""The key for a server: where it is read, and what keeps it from being seen."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from llmnb.errors import ParameterError
from llmnb.model_source import Endpoint

VARIABLE = "OPENAI_API_KEY"
"""Read when the user names no other variable."""
HOME = "https://api.openai.com/"
HIDDEN = "***"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Longer or mixed words may be a key that was written where a variable's name belongs.
_SHOWN_NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,39}")


@dataclass(frozen=True)
class Key:
    """A secret, with the name of the environment variable that holds it."""

    variable: str
    value: str = field(repr=False)


def read_key(variable: str | None, environ: Mapping[str, str] | None = None) -> Key | None:
    """Read the key from the environment.

    Parameters
    ----------
    variable : str, optional
        The variable that the user names; without one, `VARIABLE` is read if it is set.
    environ : mapping, optional
        The environment.

    Raises
    ------
    ParameterError
        If the named variable is not set, or what a variable holds is no key.
    """
    environ = os.environ if environ is None else environ
    name = VARIABLE if variable is None else variable
    if not _NAME.fullmatch(name):
        raise ParameterError(
            "api_key_env must be the name of an environment variable, and not the key itself.",
            hint="Put the key into a variable such as MY_KEY, and write --api-key-env MY_KEY.",
        )
    value = environ.get(name, "").strip()
    if not value:
        if variable is None:
            return None
        what = f"variable {name}" if _SHOWN_NAME.fullmatch(name) else "variable of api_key_env"
        raise ParameterError(
            f"The environment {what} is not set.",
            hint="Set it where Jupyter is started, or in a cell with "
            'os.environ["NAME"] = getpass.getpass(), which shows nothing.',
        )
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise ParameterError(
            f"The environment variable {name} holds no key: a key has only ASCII letters, digits "
            "and signs, and no blanks."
        )
    return Key(name, value)


def hide(key: Key | None, text: str) -> str:
    """Return what a server wrote without the key, which some servers repeat."""
    return text if key is None else text.replace(key.value, HIDDEN)


def cautions(endpoint: Endpoint, key: Key | None, *, named: bool) -> tuple[str, ...]:
    """Say when the key travels where others can read it, or where nobody said it should.

    Parameters
    ----------
    endpoint : Endpoint
        Where it goes.
    key : Key, optional
        The key.
    named : bool
        The user named its variable for this server.
    """
    if key is None:
        return ()
    if not (endpoint.is_here or endpoint.is_encrypted):
        return (f"the key in {key.variable} goes to {endpoint.label} unencrypted; use https",)
    if named or endpoint.url.startswith(HOME):
        return ()
    return (f"the key in {key.variable} goes to {endpoint.label}",)
