"""Converted models on disk: whole or not there, and keyed by what they were made from."""

from __future__ import annotations

import hashlib
import json
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from llmnb import storage
from llmnb.backends.base import CachedModel
from llmnb.errors import ModelFormatError, StorageError
from llmnb.model_source import digest, read_json, weight_bytes
from llmnb.progress import Progress, check_cancelled

SMALL = 64_000_000  # bytes of weights; so small a model can also do without the cache
ENTRY = "entry.json"
M = TypeVar("M")
"""A model as an engine has it in memory."""


@dataclass(frozen=True)
class Cache:
    """The converted models of one backend.

    An entry is a folder with two files beside `ENTRY`: a small one, of which a digest is kept,
    and a large one, of which the size is.

    Parameters
    ----------
    backend : str
        Its name.
    graph, weights : str
        The small file, which says how to compute, and the large one, with the numbers.
    """

    backend: str
    graph: str
    weights: str

    def root(self, cache: Path | None = None) -> Path:
        """Return the folder of all entries, by default the user's own."""
        return (cache or storage.cache_folder()) / "converted" / self.backend

    def entries(self) -> list[CachedModel]:
        """Return the whole entries on disk, ordered by name and precision."""
        shared = storage.shared_cache_folder()
        roots = [self.root(), *([self.root(shared)] if shared is not None else [])]
        found = [self.read(folder) for root in roots for folder in _folders(root)]
        return sorted(filter(None, found), key=lambda entry: (entry.name, entry.precision))

    def has(self, name: str, precision: str) -> bool:
        """Tell whether there is an entry of a name and precision, whatever it was made from."""
        return any((e.name, e.precision) == (name, precision) for e in self.entries())

    def read(self, folder: Path) -> CachedModel | None:
        """Return the entry in a folder, or None if it is missing, incomplete or damaged."""
        try:
            facts = read_json(folder / ENTRY)
            graph = (folder / self.graph).read_bytes()
            size = (folder / self.weights).stat().st_size
            whole = facts["weights"] == size and facts["graph"] == hashlib.sha256(graph).hexdigest()
            name, precision = str(facts["name"]), str(facts["precision"])
            made = folder.stat().st_mtime
        except (OSError, KeyError, ModelFormatError):
            return None
        shared = not folder.is_relative_to(storage.cache_folder())
        if not whole:
            return None
        return CachedModel(name, precision, size + len(graph), folder, made, shared)

    def complete(self, folder: Path, name: str, precision: str) -> None:
        """Write the facts that make a folder an entry, once its files are written."""
        facts = {
            "name": name,
            "precision": precision,
            "graph": hashlib.sha256((folder / self.graph).read_bytes()).hexdigest(),
            "weights": (folder / self.weights).stat().st_size,
        }
        (folder / ENTRY).write_text(json.dumps(facts, indent=2), encoding="utf-8")


def _folders(parent: Path) -> list[Path]:
    return [folder for folder in sorted(parent.glob("[0-9a-f]*")) if folder.is_dir()]


@dataclass(frozen=True)
class Conversion(ABC, Generic[M]):
    """What is converted, and who is told.

    Parameters
    ----------
    folder : Path
        The model's files.
    label : str
        Its name, for the list of entries.
    precision : str
        One of the backend's precision words.
    progress, cancel : Progress, threading.Event
        Told about each tensor; looked at between blocks of rows.
    """

    cache: ClassVar[Cache]

    folder: Path
    label: str
    precision: str
    progress: Progress
    cancel: threading.Event

    def result(self) -> Path | M:
        """Return the model in the engine's form, converting it if that was not done before.

        Returns
        -------
        Path or M
            The entry's small file, with the large one beside it; or the whole of a small
            model, where the cache cannot be written.

        Raises
        ------
        ModelFormatError
            If a file or a tensor is missing or broken.
        StorageError
            If there is no room for a model that is not small.
        Cancelled
            If `cancel` was set; nothing is left behind.
        """
        try:
            return self._kept()
        except StorageError:
            if weight_bytes(self.folder) >= SMALL:
                raise
            return self._without_cache()

    def _kept(self) -> Path:
        """Return the small file in a cache, made if it is missing or damaged."""
        shared, graph = storage.shared_cache_folder(), self.cache.graph
        if shared is not None and self.cache.read(self.cache.root(shared) / self._key) is not None:
            return self.cache.root(shared) / self._key / graph
        entry = self.cache.root() / self._key
        if self.cache.read(entry) is None:
            with storage.lock(entry.with_suffix(".lock"), on_wait=lambda _: self._step(0)):
                if self.cache.read(entry) is None:  # another process may have made it meanwhile
                    storage.sweep(entry.parent)
                    self._write(entry)
        return entry / graph

    @property
    def _key(self) -> str:
        """The name of the entry: a digest of all that it depends on."""
        made_from = f"{digest(self.folder)} {self._made_how}"
        return hashlib.sha256(made_from.encode()).hexdigest()[:32]

    @property
    def _task(self) -> str:
        damaged = (self.cache.root() / self._key).exists()
        return "converting again, for the copy on disk is damaged" if damaged else "converting"

    @property
    @abstractmethod
    def _made_how(self) -> str:
        """What the entry depends on beside the model's files."""

    @property
    @abstractmethod
    def _size(self) -> int:
        """About how many bytes it will take on disk, a little too many."""

    @abstractmethod
    def _make(self, building: Path) -> None:
        """Write the entry's two files into a folder."""

    @abstractmethod
    def _without_cache(self) -> M:
        """Return a small model whole, for want of a folder that can be written."""

    def _write(self, entry: Path) -> None:
        with storage.atomic_folder(entry, needed=self._size, replace=True) as building:
            self._make(building)
            self.cache.complete(building, self.label, self.precision)

    def _step(self, tensors: int) -> None:
        check_cancelled(self.cancel)
        if tensors:
            self.progress.advance(tensors)
