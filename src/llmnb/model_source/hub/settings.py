"""What the environment says about the hub, read anew for every load.

The variables are those of the hub's own client, which reads them once, when it is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from llmnb.errors import ParameterError

_TRUE = {"1", "ON", "YES", "TRUE"}
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_TOKENS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
_CACHES = ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
_TIMEOUT = "HF_HUB_DOWNLOAD_TIMEOUT"
_LONGEST_WAIT = 3600.0  # seconds


@dataclass(frozen=True)
class Settings:
    """Where the hub is and how it is spoken to.

    Parameters
    ----------
    endpoint : str
        Its address, ``HF_ENDPOINT``.
    cache : Path
        The folder of the hub's cache: ``HF_HUB_CACHE``, or ``hub`` in ``HF_HOME``.
    token : str, optional
        The user's token: ``HF_TOKEN``, or the one that logging in has saved.
    token_from : str
        What messages call the place of the token.
    offline : str, optional
        The variable that forbids connections, if one does.
    timeout : float
        Seconds to wait for the next bytes, ``HF_HUB_DOWNLOAD_TIMEOUT``.
    """

    endpoint: str
    cache: Path
    token: str | None = field(default=None, repr=False)
    token_from: str = "HF_TOKEN"
    offline: str | None = None
    timeout: float = 10.0

    @property
    def shown(self) -> str:
        """The address without credentials."""
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment.

    Raises
    ------
    ParameterError
        If a variable has a value that cannot be used.
    """
    environ = os.environ if environ is None else environ
    token, place = _token(environ, _home(environ))
    return Settings(
        endpoint=_endpoint(environ.get("HF_ENDPOINT") or "https://huggingface.co"),
        cache=cache_folder(environ),
        token=token,
        token_from=place,
        offline=next((name for name in _OFFLINE if _is_true(environ.get(name))), None),
        timeout=_seconds(environ.get(_TIMEOUT) or "10"),
    )


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the hub's cache."""
    environ = os.environ if environ is None else environ
    named = next((environ[name] for name in _CACHES if environ.get(name)), None)
    return _path(named) if named else _home(environ) / "hub"


def _home(environ: Mapping[str, str]) -> Path:
    if environ.get("HF_HOME"):
        return _path(environ["HF_HOME"])
    return _path(environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"


def _path(text: str) -> Path:
    return Path(os.path.expandvars(os.path.expanduser(text))).absolute()


def _is_true(value: str | None) -> bool:
    return value is not None and value.upper() in _TRUE


def _endpoint(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        usable = False
    if not usable or not text.isprintable() or " " in text:
        raise ParameterError(
            f"HF_ENDPOINT = {text.rpartition('@')[2][:80]!r} is no address of a hub.",
            hint="Give it as https://HOST, or unset it for https://huggingface.co.",
        )
    return text.rstrip("/")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_WAIT:
        raise ParameterError(
            f"{_TIMEOUT} = {text[:40]!r} is not allowed: it is a number of seconds, "
            f"above 0 and at most {_LONGEST_WAIT:,.0f}."
        )
    return seconds


def _token(environ: Mapping[str, str], home: Path) -> tuple[str | None, str]:
    if _is_true(environ.get("HF_HUB_DISABLE_IMPLICIT_TOKEN")):
        return None, _TOKENS[0]
    for name in _TOKENS:
        if token := environ.get(name, "").strip():
            return _sendable(token, name), name
    file = _path(environ["HF_TOKEN_PATH"]) if environ.get("HF_TOKEN_PATH") else home / "token"
    if saved := _saved_token(file):
        return _sendable(saved, str(file)), str(file)
    if "google.colab" in sys.modules:
        from huggingface_hub import get_token  # knows how to ask for Colab's secrets

        return get_token(), "Colab's secrets"
    return None, _TOKENS[0]


def _saved_token(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError):  # not there, or in a shared folder that of another user
        return None


def _sendable(token: str, place: str) -> str:
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise ParameterError(
            f"The hub's token from {place} has characters that no token has.",
            hint="Copy it again from the settings of your account.",
        )
    return token
