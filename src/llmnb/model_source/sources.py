"""The kinds of places that a model comes from."""

from __future__ import annotations

import ipaddress
import os
import re
import threading
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from llmnb.errors import ModelNotFound, ParameterError
from llmnb.model_source.facts import ModelFacts, read_facts
from llmnb.model_source.hub import fetch_small_files, fetch_weights
from llmnb.progress import Progress, check_cancelled

DEMO = "demo"
_HUB_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_.-]+")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=//).*@")


@dataclass(frozen=True)
class Demo:
    """The tiny model inside the package."""

    @property
    def label(self) -> str:
        """The name that is shown and recorded."""
        return DEMO

    @property
    def folder(self) -> Path:
        """The folder of the model's files."""
        return Path(str(resources.files("llmnb"))) / "demo"

    def facts(self) -> ModelFacts:
        """Read the model's configuration files."""
        return read_facts(self.folder)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Return the folder of the model's files."""
        return self.folder


@dataclass(frozen=True)
class Folder:
    """A local folder with ``config.json``, a tokenizer and safetensors files."""

    path: Path

    @property
    def label(self) -> str:
        """The folder's own name; the path stays private."""
        return self.path.resolve().name

    def facts(self) -> ModelFacts:
        """Read the model's configuration files."""
        return read_facts(self.path)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Return the folder."""
        return self.path


@dataclass(frozen=True)
class Hub:
    """A repository of the Hugging Face hub."""

    id: str
    revision: str | None = None

    @property
    def label(self) -> str:
        """The repository's id."""
        return self.id

    def facts(self) -> ModelFacts:
        """Download the small configuration files and read them."""
        return read_facts(fetch_small_files(self.id, self.revision))

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Download the weights and return the folder of the snapshot, named after its commit.

        Raises
        ------
        ModelNotFound
            If the hub cannot be reached or has no such model.
        ModelFormatError
            If the model has no weights as safetensors.
        Cancelled
            If `cancel` was set.
        """
        check_cancelled(cancel)
        folder = fetch_small_files(self.id, self.revision)
        fetch_weights(self.id, folder, progress, cancel)
        return folder


@dataclass(frozen=True)
class Endpoint:
    """A server that speaks the OpenAI protocol.

    Parameters
    ----------
    url : str
        The base address, mostly ending in ``/v1``; `parse` lets none with credentials pass.
    """

    url: str

    @property
    def label(self) -> str:
        """The address."""
        return self.url

    @property
    def is_here(self) -> bool:
        """Whether the address is this machine's own, which no network carries."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def is_encrypted(self) -> bool:
        """Whether what is sent there is encrypted on its way."""
        return self.url.startswith("https:")

    def facts(self) -> None:
        """Return None: a server does not tell its model's configuration."""

    def fetch(self, progress: Progress, cancel: threading.Event) -> None:
        """Return None: there is nothing to fetch."""


ModelSource = Demo | Folder | Hub | Endpoint


def parse(model: str, revision: str | None = None) -> ModelSource:
    """Tell what kind of source the user's word for a model is.

    Parameters
    ----------
    model : str
        ``demo``, a folder, an ``http(s)://…/v1`` address or a hub id such as
        ``Qwen/Qwen2.5-0.5B-Instruct``. A folder wins over a hub id of the same name.
    revision : str, optional
        A branch, tag or commit; hub models only.

    Raises
    ------
    ModelNotFound
        If it can be none of these.
    ParameterError
        If an address holds credentials.
    """
    if model == DEMO:
        return Demo()
    if _ADDRESS.match(model):
        return _endpoint(model)
    # os.path, because a Path raises for an unknown ~user and for a name that is too long.
    path = os.path.expanduser(model)
    if model and os.path.isdir(path):
        # The absolute path, so that it stays the same model wherever the notebook goes.
        return Folder(Path(path).resolve())
    if _HUB_ID.fullmatch(model):
        return Hub(model, revision)
    raise ModelNotFound(
        f"{model!r} is no model that llmnb can find.",
        hint="Allowed: demo, a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's "
        "address such as http://127.0.0.1:8000/v1.",
    )


def _endpoint(url: str) -> Endpoint:
    """Check an address, and write what means the same in one way.

    Whatever is wrong with it, what may be a secret in it is not shown.
    """
    shown = re.split(r"[?#]", _CREDENTIALS.sub("", url))[0]
    try:
        parts = urlsplit(url)
        broken = not parts.hostname or parts.port == 0 or not url.isprintable() or " " in url
    except ValueError:  # a port or an IPv6 address that is none
        broken = True
    if broken:
        raise ModelNotFound(
            f"{shown!r} is no address of a server.",
            hint="Give it as http://HOST:PORT/v1 or https://HOST/v1.",
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ParameterError(
            f"The address of {shown!r} must not hold a user name, a password or a query.",
            hint="Put the key into an environment variable, and name that with --api-key-env VAR.",
        )
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return Endpoint(f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}")
