"""Converted models on disk: whole or not there, and keyed by what they were made from."""

from __future__ import annotations

import hashlib
import io
import json
import math
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path

from llmnb import storage
from llmnb.backends.base import CachedModel
from llmnb.backends.onnx.architectures import Network, expected
from llmnb.backends.onnx.formats import BUILDER_VERSION, FORMATS
from llmnb.backends.onnx.weights import Weights
from llmnb.errors import ModelFormatError, StorageError
from llmnb.model_source import digest, read_json, weight_bytes
from llmnb.progress import Progress, Stage, check_cancelled

SMALL = 64_000_000  # bytes of weights; so small a model can also do without the cache
GRAPH, WEIGHTS, ENTRY = "model.onnx", "weights.bin", "entry.json"


def root(cache: Path | None = None) -> Path:
    """Return the folder that holds this backend's converted models, by default the user's own."""
    return (cache or storage.cache_folder()) / "converted" / "onnx"


def entries() -> list[CachedModel]:
    """Return the whole entries on disk, ordered by name and precision."""
    shared = storage.shared_cache_folder()
    folders = [*_folders(root()), *(_folders(root(shared)) if shared is not None else ())]
    found = [entry for entry in map(_read, folders) if entry is not None]
    return sorted(found, key=lambda entry: (entry.name, entry.precision))


def _folders(parent: Path) -> list[Path]:
    return [folder for folder in sorted(parent.glob("[0-9a-f]*")) if folder.is_dir()]


@dataclass(frozen=True)
class Conversion(ABC):
    """What is converted, and who is told.

    Parameters
    ----------
    folder : Path
        The model's files.
    label : str
        Its name, for the list of entries.
    precision : str
        ``"fp32"``, ``"int8"`` or ``"int4"``.
    progress, cancel : Progress, threading.Event
        Told about each tensor; looked at between blocks of rows.
    """

    folder: Path
    label: str
    precision: str
    progress: Progress
    cancel: threading.Event

    def result(self) -> Path | bytes:
        """Return the model in onnxruntime's form, converting it if that was not done before.

        Returns
        -------
        Path or bytes
            The graph's file, with its weights beside it; or the whole of a small model, where
            the cache cannot be written.

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
        """Return the graph's file in a cache, made if it is missing or damaged."""
        shared = storage.shared_cache_folder()
        if shared is not None and _read(root(shared) / self._key) is not None:
            return root(shared) / self._key / GRAPH
        entry = root() / self._key
        if _read(entry) is None:
            with storage.lock(entry.with_suffix(".lock"), on_wait=lambda _: self._step(0)):
                if _read(entry) is None:  # another process may have made it meanwhile
                    storage.sweep(entry.parent)
                    self._write(entry)
        return entry / GRAPH

    @property
    def _key(self) -> str:
        """The name of the entry: a digest of all that it depends on."""
        made_from = f"{digest(self.folder)} {self._made_how}"
        return hashlib.sha256(made_from.encode()).hexdigest()[:32]

    @property
    def _task(self) -> str:
        damaged = (root() / self._key).exists()
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
        """Write the graph and its weights into a folder."""

    @abstractmethod
    def _without_cache(self) -> bytes:
        """Return a small model whole, for want of a folder that can be written."""

    def _write(self, entry: Path) -> None:
        with storage.atomic_folder(entry, needed=self._size, replace=True) as building:
            self._make(building)
            facts = {
                "name": self.label,
                "precision": self.precision,
                "graph": hashlib.sha256((building / GRAPH).read_bytes()).hexdigest(),
                "weights": (building / WEIGHTS).stat().st_size,
            }
            (building / ENTRY).write_text(json.dumps(facts, indent=2), encoding="utf-8")

    def _step(self, tensors: int) -> None:
        check_cancelled(self.cancel)
        if tensors:
            self.progress.advance(tensors)


@dataclass(frozen=True)
class Building(Conversion):
    """A graph built directly.

    Parameters
    ----------
    network : Network
        What the configuration describes.
    """

    network: Network

    @property
    def _made_how(self) -> str:
        return f"{FORMATS[self.precision].word} {BUILDER_VERSION}"

    @property
    def _size(self) -> int:
        per_weight = FORMATS[self.precision].bytes_per_weight
        shapes = expected(self.network).values()
        return sum(int(per_weight * math.prod(shape)) + 8192 for shape in shapes)

    def _make(self, building: Path) -> None:
        graph = self._convert(building / WEIGHTS)
        (building / GRAPH).write_bytes(graph)

    def _without_cache(self) -> bytes:
        return self._convert(None)

    def _convert(self, file: Path | None) -> bytes:
        """Build the graph with its weights in `file`, or inside it."""
        from llmnb.backends.onnx import graph  # imports onnx, which a converted model never needs

        network, form = self.network, FORMATS[self.precision]
        with Weights(self.folder) as weights:
            self.progress.start(Stage(self._task, graph.check(network, weights), "tensors"))
            if file is None:
                return graph.build(network, weights, form, io.BytesIO(), None, self._step)
            with file.open("wb") as sink:
                return graph.build(network, weights, form, sink, file.name, self._step)


def _read(folder: Path) -> CachedModel | None:
    """Return the entry in a folder, or None if it is missing, incomplete or damaged."""
    try:
        facts = read_json(folder / ENTRY)
        graph = (folder / GRAPH).read_bytes()
        size = (folder / WEIGHTS).stat().st_size
        whole = facts["weights"] == size and facts["graph"] == hashlib.sha256(graph).hexdigest()
        name, precision = str(facts["name"]), str(facts["precision"])
        made = folder.stat().st_mtime
    except (OSError, KeyError, ModelFormatError):
        return None
    shared = not folder.is_relative_to(storage.cache_folder())
    if not whole:
        return None
    return CachedModel(name, precision, size + len(graph), folder, made, shared)
