"""The kinds of places that a model comes from."""

from __future__ import annotations

import ipaddress
import os
import re
import threading
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from llmnb.errors import ModelNotFound, ParameterError
from llmnb.model_source.contents import LAYOUT, check_files
from llmnb.model_source.facts import ModelFacts, read_facts
from llmnb.model_source.files import check_revision, shown
from llmnb.model_source.safetensors import read_headers
from llmnb.progress import Progress, check_cancelled

DEMO = "demo"
_HUB_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*/[A-Za-z0-9_][A-Za-z0-9_.-]*")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PATH = re.compile(r"\.{0,2}[/\\]|~|[A-Za-z]:[/\\]|[^/\\]+[/\\][^/\\]*[/\\]")
_WITHOUT_SCHEME = re.compile(r"[A-Za-z0-9.-]+:[0-9]+(/|$)")
_HUB_SITES = ("huggingface.co", "hf.co")
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

    def notes(self, facts: ModelFacts | None) -> tuple[str, ...]:
        """Return what the user should know of the choice of this source: nothing."""
        return ()

    def facts(self, progress: Progress | None = None) -> ModelFacts:
        """Read the model's configuration files."""
        return read_facts(self.folder)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Return the folder of the model's files."""
        return self.folder


@dataclass(frozen=True)
class Folder:
    """A local folder with ``config.json``, a tokenizer and safetensors files.

    Parameters
    ----------
    path : Path
        The folder.
    hides : str, optional
        The id of the hub model that the user's word could also have meant.
    """

    path: Path
    hides: str | None = field(default=None, compare=False)

    def notes(self, facts: ModelFacts | None) -> tuple[str, ...]:
        """Return what the user should know of the choice of this source, a line each."""
        if self.hides is None:
            return ()
        return (f"{self.hides} is the local folder, which wins over the hub model of that name.",)

    @property
    def label(self) -> str:
        """The folder's own name; the path stays private."""
        return self.path.resolve().name

    def facts(self, progress: Progress | None = None) -> ModelFacts:
        """Read the model's configuration files, and the headers of its weights.

        The headers take milliseconds, and tell what a load would end with.

        Raises
        ------
        ModelNotFound
            If the folder is gone or closed.
        ModelFormatError
            If weights or tokenizer are missing or in a form that is not read, if
            ``config.json`` or one of the files that go with it is missing or broken, or if
            weights are missing, cut short or have broken headers.
        """
        check_files(self._names(), f"The folder {shown(self.path)!r}")
        facts = read_facts(self.path)
        read_headers(self.path)
        return facts

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Check that all is there, down to the headers of the weights, and return the folder.

        Raises
        ------
        ModelNotFound, ModelFormatError
            As for `facts`.
        """
        check_files(self._names(), f"The folder {shown(self.path)!r}")
        read_headers(self.path)
        return self.path

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self.path.iterdir() if path.is_file()]
        except OSError as error:
            raise ModelNotFound(
                f"The folder {shown(self.path)!r} cannot be read: {error.strerror}.",
                hint="Check its name and permissions.",
            ) from None


@dataclass(frozen=True)
class Hub:
    """A repository of the Hugging Face hub.

    Parameters
    ----------
    id : str
        Its owner and name.
    revision : str, optional
        A branch, tag or commit; by default the main branch.
    code : bool
        Fetch its Python files too, which a backend may then run.
    """

    id: str
    revision: str | None = None
    code: bool = False

    def notes(self, facts: ModelFacts | None) -> tuple[str, ...]:
        """Return what the user should know of the choice of this source, a line each."""
        if not self.code or facts is None or not facts.code:
            return ()
        return (f"Code of {self.id} may run in this process: {', '.join(facts.code)}.",)

    @property
    def label(self) -> str:
        """The repository's id."""
        return self.id

    def facts(self, progress: Progress | None = None) -> ModelFacts:
        """Download the small configuration files and read them.

        Raises
        ------
        ModelNotFound
            If the hub cannot be reached or does not give the model.
        ModelFormatError
            If it has no files that llmnb could load, or broken ones.
        StorageError
            If the hub's cache has no room or is closed.
        """
        from llmnb.model_source.hub import Fetching

        model = Fetching(self.id, self.revision, code=self.code, progress=progress)
        facts = read_facts(model.small_files())
        return replace(facts, weight_bytes=model.weight_bytes() or facts.weight_bytes)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Download the weights and return the folder of the snapshot, named after its commit.

        Raises
        ------
        ModelNotFound, ModelFormatError, StorageError
            As for `facts`, and if the weights' headers are broken.
        Cancelled
            If `cancel` was set; what has arrived is kept, and the next download goes on from it.
        """
        from llmnb.model_source.hub import Fetching

        check_cancelled(cancel)
        model = Fetching(self.id, self.revision, code=self.code, progress=progress, cancel=cancel)
        folder = model.weights()
        read_headers(folder)
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

    def notes(self, facts: ModelFacts | None) -> tuple[str, ...]:
        """Return what the user should know of the choice of this source: nothing."""
        return ()

    def facts(self, progress: Progress | None = None) -> None:
        """Return None: a server does not tell its model's configuration."""

    def fetch(self, progress: Progress, cancel: threading.Event) -> None:
        """Return None: there is nothing to fetch."""


ModelSource = Demo | Folder | Hub | Endpoint


def parse(model: str, revision: str | None = None, *, code: bool = False) -> ModelSource:
    """Tell what kind of source the user's word for a model is.

    Parameters
    ----------
    model : str
        ``demo``, a folder, an ``http(s)://…/v1`` address or a hub id such as
        ``Qwen/Qwen2.5-0.5B-Instruct``. A folder wins over a hub id of the same name.
    revision : str, optional
        A branch, tag or commit; hub models only.
    code : bool
        Fetch the Python files of a hub model too.

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
        return Folder(Path(path).resolve(), hides=model if _is_hub_id(model) else None)
    if model and os.path.isfile(path):
        raise ModelNotFound(
            f"{model!r} is a file; llmnb loads the folder that a model's files are in.",
            hint="Give that folder. " + LAYOUT,
        )
    if _is_hub_id(model):
        if revision is not None:
            check_revision(revision)
        return Hub(model, revision, code)
    if _PATH.match(model):
        raise ModelNotFound(
            f"There is no folder {model!r}.",
            hint="Check its name; a relative one is looked for from the notebook's folder.",
        )
    if _WITHOUT_SCHEME.match(model):
        raise ModelNotFound(
            f"{model!r} is no model that llmnb can find.",
            hint=f"If a server is meant, write http://{model}.",
        )
    raise ModelNotFound(
        f"{model!r} is no model that llmnb can find.",
        hint="Allowed: demo, a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's "
        "address such as http://127.0.0.1:8000/v1.",
    )


def _is_hub_id(word: str) -> bool:
    """Tell whether a word is an id by the hub's own rules."""
    return (
        _HUB_ID.fullmatch(word) is not None
        and len(word) <= 96
        and not any(part in word for part in ("--", ".."))
        and not word.endswith((".git", ".", "-"))
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
    if (parts.hostname or "").removeprefix("www.") in _HUB_SITES:
        id = "/".join(parts.path.split("/")[1:3])
        raise ModelNotFound(
            f"{shown!r} is a page of the hub, not a server.",
            hint=f"Give the model's id: {id}." if _is_hub_id(id) else "Give the model's id.",
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ParameterError(
            f"The address of {shown!r} must not hold a user name, a password or a query.",
            hint="Put the key into an environment variable, and name that with --api-key-env VAR.",
        )
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return Endpoint(f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}")
