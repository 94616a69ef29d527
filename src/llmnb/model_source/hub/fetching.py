"""One model of the hub: what is there, what is needed, and getting it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from llmnb import storage
from llmnb.errors import LlmnbError, ModelNotFound
from llmnb.model_source.contents import check_files
from llmnb.model_source.files import INDEX, SINGLE, weight_files
from llmnb.model_source.hub.cache import VARIABLE, Repository, holds
from llmnb.model_source.hub.client import BadStatus, Client, NetworkError
from llmnb.model_source.hub.download import Download, File, Meter
from llmnb.model_source.hub.listing import Listing, ask_file, ask_listing
from llmnb.model_source.hub.messages import Messages
from llmnb.model_source.hub.settings import read_settings
from llmnb.progress import Progress, Silent, Stage, check_cancelled

T = TypeVar("T")

# By name, so that nothing else comes along.
SMALL_FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "chat_template.jinja",
    INDEX,
)
_LARGEST_SMALL = 256 * 2**20  # bytes; the largest tokenizers have 35 MB
_POLL = 0.05  # seconds between two looks at the cancel event


@dataclass(frozen=True)
class _Found:
    """Where a revision's files are known from.

    Parameters
    ----------
    commit : str
        The revision's commit.
    listing : Listing, optional
        The hub's list; None when only the cache can be used.
    why : LlmnbError, optional
        Why the hub cannot be asked for a file that the cache lacks.
    """

    commit: str
    listing: Listing | None = None
    why: LlmnbError | None = None


class Fetching:
    """The files of one model, in the hub's cache or on their way into it.

    Parameters
    ----------
    id : str
        The model's id.
    revision : str, optional
        A branch, tag or commit; by default the main branch.
    code : bool
        Fetch the repository's Python files too.
    progress, cancel : Progress, threading.Event, optional
        Told about each stage; looked at between blocks.
    """

    def __init__(
        self,
        id: str,
        revision: str | None = None,
        *,
        code: bool = False,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> None:
        self._id, self._revision, self._code = id, revision or "main", code
        self._progress = progress or Silent()
        self._cancel = cancel or threading.Event()
        self._settings = read_settings()
        self._client = Client(self._settings)
        self._cache = Repository(self._settings.cache, id)
        self._messages = Messages(self._settings, id, self._revision)
        self._found: _Found | None = None

    def small_files(self) -> Path:
        """Fetch configuration and tokenizer, and return the folder, named after the commit.

        Raises
        ------
        ModelNotFound
            If the hub does not give the model and the cache has no copy.
        ModelFormatError
            If the repository has no files that llmnb could load; nothing is fetched then.
        StorageError
            If the cache has no room or is closed.
        """
        found = self._resolve()
        if found.listing is None:
            names: Iterable[str] = self._cache.names(found.commit)
            self._check_cached(found)
        else:
            names = found.listing.files
            check_files(names, f"The hub model {self._id!r}")
        wanted = [name for name in SMALL_FILES if name in names]
        self._fetch(found, [*wanted, *self._code_files(names)], Silent())
        self._cache.remember(self._revision, found.commit)
        return self._cache.snapshot(found.commit)

    def weights(self) -> Path:
        """Fetch all that `small_files` does, and the weights.

        Raises
        ------
        Cancelled
            If the event was set; what has arrived is kept, and the next download goes on
            from it.
        """
        return self._stoppable(self._weights)

    def weight_bytes(self) -> int:
        """Return the size of the weights, as far as it is known before they are fetched."""
        found = self._resolve()
        if found.listing is None:
            return 0
        names = self._weight_names(found)
        sizes = [f.size for n in names if (f := found.listing.files.get(n)) is not None]
        return sum(size for size in sizes if size is not None)

    def _weights(self) -> Path:
        folder = self.small_files()
        found = self._resolve()
        self._fetch(found, self._weight_names(found), self._progress)
        return folder

    def _weight_names(self, found: _Found) -> tuple[str, ...]:
        """Return the weights' files; the index, where there is one, has been fetched."""
        folder = self._cache.snapshot(found.commit)
        if found.listing is None or INDEX in found.listing.files:
            return weight_files(folder)
        if SINGLE in found.listing.files:
            return (SINGLE,)
        return tuple(name for name in found.listing.files if name.endswith(".safetensors"))

    def _code_files(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(n for n in names if n.endswith(".py"))) if self._code else ()

    def _resolve(self) -> _Found:
        """Find out the revision's commit and files, once."""
        if self._found is None:
            self._found = self._ask()
        return self._found

    def _ask(self) -> _Found:
        known = self._cache.known_commit(self._revision)
        if self._settings.offline:
            if known is None:
                raise self._messages.offline()
            return _Found(known)
        if known is not None and not self._cache.is_writable:
            # A cache that others keep is used as it is: what is new could not be put there.
            return _Found(known, why=self._messages.closed_cache(self._cache.folder))
        self._progress.start(Stage(f"asking {self._settings.shown}"))
        try:
            listing = ask_listing(self._client, self._id, self._revision, self._messages)
        except (NetworkError, BadStatus) as error:
            why: LlmnbError = self._explain(error)
            passing = _is_passing(error)
        except ModelNotFound as error:  # what answered is no hub, but a network's login page
            why, passing = error, True
        else:
            return _Found(listing.commit, listing)
        if known is None or not passing:
            raise why from None
        self._progress.start(Stage("using the copy in the cache"))
        return _Found(known, why=why)

    def _check_cached(self, found: _Found) -> None:
        """Refuse a copy in the cache that lacks files, where they cannot be fetched."""
        names = self._cache.names(found.commit)
        folder = self._cache.snapshot(found.commit)
        for name in ("config.json", "tokenizer.json"):
            if name not in names:
                raise self._missing(found, name)
        for name in weight_files(folder):
            if name not in names:
                raise self._missing(found, name)

    def _missing(self, found: _Found, name: str) -> LlmnbError:
        if found.why is not None:
            return found.why
        return self._messages.offline(name)

    def _fetch(self, found: _Found, names: Iterable[str], progress: Progress) -> None:
        """Fetch those files that are not in the cache."""
        listing = found.listing
        if listing is None:
            return  # what is needed was found to be there
        missing = []
        for name in names:
            if name not in listing.files:
                raise self._messages.not_listed(name)
            file = listing.files[name]
            if not self._cache.has(found.commit, name, file.size):
                missing.append(self._described(found.commit, file))
        meter = Meter(progress, sum(file.size or 0 for file in missing))
        storage.require_space(self._cache.folder, sum(map(self._absent, missing)), VARIABLE)
        for file in missing:
            check_cancelled(self._cancel)
            self._fetch_one(found.commit, file, meter)

    def _described(self, commit: str, file: File) -> File:
        """Return a file with its size and digest, asked for if the list lacks them."""
        if file.size is None or file.digest is None:
            try:
                path = self._path(commit, file.name)
                known = ask_file(self._client, path, file.name, self._messages)
            except (NetworkError, BadStatus) as error:
                raise self._explain(error, file.name) from None
            file = replace(known, sha256=file.sha256 or known.sha256)
        is_small = not file.name.endswith(".safetensors")
        if is_small and (file.size or 0) > _LARGEST_SMALL:
            raise self._messages.too_large(file.name, file.size or 0, _LARGEST_SMALL)
        return file

    def _absent(self, file: File) -> int:
        """Return how many bytes of a file are not on the disk yet."""
        blob = self._cache.blob(file.digest or "")
        there = next((os.path.getsize(p) for p in (blob, _part(blob)) if os.path.isfile(p)), 0)
        return max((file.size or 0) - there, 0)

    def _fetch_one(self, commit: str, file: File, meter: Meter) -> None:
        blob = self._cache.blob(file.digest or "")
        with self._cache.locked(blob, lambda: check_cancelled(self._cancel)):
            if holds(blob, file.size):
                meter.advance(file.size or 0)
            else:
                Download(
                    self._client,
                    self._path(commit, file.name),
                    file,
                    _part(blob),
                    meter,
                    self._cancel,
                    self._messages,
                ).run(blob)
            self._cache.link(blob, commit, file.name)

    def _path(self, commit: str, name: str) -> str:
        return f"/{quote(self._id)}/resolve/{commit}/{quote(name)}"

    def _explain(self, error: NetworkError | BadStatus, name: str | None = None) -> LlmnbError:
        if isinstance(error, NetworkError):
            return self._messages.unreachable(error)
        return self._messages.refused(error, name)

    def _stoppable(self, work: Callable[[], T]) -> T:
        """Run `work` on a thread of its own, and cut its connection when `cancel` is set.

        A thread that waits for bytes cannot look at an event.
        """
        done: list[T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(work())
            except BaseException as error:  # it is raised again where it is awaited
                failed.append(error)

        thread = threading.Thread(target=run, name="llmnb-download", daemon=True)
        thread.start()
        while thread.is_alive():
            if self._cancel.is_set():
                self._client.stop()
                check_cancelled(self._cancel)
            thread.join(_POLL)
        if failed:
            raise failed[0]
        return done[0]


def _part(blob: Path) -> Path:
    """Return where a file is gathered until it is whole."""
    return blob.with_name(f"{blob.name}.incomplete")


def _is_passing(error: NetworkError | BadStatus) -> bool:
    """Whether it says nothing about the model: the hub may answer again later."""
    return isinstance(error, NetworkError) or error.status >= 500 or error.status in (408, 429)
