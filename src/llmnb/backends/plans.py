"""What the planner asks of backends and tells them, as flat and frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from llmnb.config import LoadConfig
from llmnb.hardware import Accelerator, Hardware
from llmnb.model_source import ModelFacts, ModelSource


@dataclass(frozen=True)
class Support:
    """Whether a backend can run a model here, and why.

    Parameters
    ----------
    ok : bool
        It can.
    reason : str
        Why, or why not, as a sentence for the user.
    install : str, optional
        The exact command that would install what is missing.
    preference : int
        Among the backends that can, ``auto`` takes the highest; 0 is taken by name only.
    """

    ok: bool
    reason: str
    install: str | None = None
    preference: int = 0


@dataclass(frozen=True)
class Candidate:
    """One backend, as the planner saw it."""

    backend: str
    support: Support


@dataclass(frozen=True)
class Needs:
    """What a model takes of a machine, predicted before anything is fetched; 0 where unknown.

    Parameters
    ----------
    weights, cache, working : int
        Bytes held while it answers: the weights; the keys and values of a whole context, or of
        `cache_tokens`; and the engine itself with its buffers and activations.
    peak : int
        The most bytes of main memory at any moment of fetching, converting and opening it.
    disk : int
        Bytes written into llmnb's cache folder; 0 where nothing is, or it is there already.
    gpus : tuple of Accelerator
        What holds weights, cache and working in equal shares; empty for main memory.
    host : int
        Bytes of main memory that the engine takes beside the GPUs.
    read : int
        Bytes of weights read for each decoded token.
    share : float
        The part of the memory bandwidth that decoding reaches; 0 where nobody measured it.
    fixed : float
        Seconds per token that do not depend on the bandwidth.
    cache_tokens : int
        How many tokens the cache is for, where an engine makes it for several contexts; else 0.
    """

    weights: int = 0
    cache: int = 0
    working: int = 0
    peak: int = 0
    disk: int = 0
    gpus: tuple[Accelerator, ...] = ()
    host: int = 0
    read: int = 0
    share: float = 0.0
    fixed: float = 0.0
    cache_tokens: int = 0

    @property
    def held(self) -> int:
        """The bytes that it takes while it answers, wherever they are."""
        return self.weights + self.cache + self.working

    @property
    def main(self) -> int:
        """The most bytes of main memory that it ever takes."""
        return max(self.host if self.gpus else self.held, self.peak)

    @property
    def per_gpu(self) -> int:
        """The bytes that it takes on each of its GPUs."""
        return -(-self.held // len(self.gpus)) if self.gpus else 0


@dataclass(frozen=True)
class Plan:
    """How a model will be loaded.

    Parameters
    ----------
    backend, precision : str
        The engine, and the precision, never ``auto``.
    source : ModelSource
        Where the model comes from.
    config : LoadConfig
        What the user asked for.
    name : str
        The name in the session.
    context : int
        The most tokens of prompt and answer together; 0 when only a server knows.
    hardware : Hardware
        What was found.
    facts : ModelFacts, optional
        The model's configuration; None for a remote server.
    candidates : tuple of Candidate
        Every registered backend with its reason, the chosen one first.
    needs : Needs
        What it takes, as its backend predicts.
    freed : Needs
        What the model takes in whose place it is loaded.
    precision_reason : str
        Why it is this precision, in words that follow a colon.
    """

    backend: str
    precision: str
    source: ModelSource
    config: LoadConfig
    name: str
    context: int
    hardware: Hardware
    facts: ModelFacts | None = field(default=None, repr=False)
    candidates: tuple[Candidate, ...] = ()
    needs: Needs = Needs()
    freed: Needs = Needs()
    precision_reason: str = ""

    @property
    def memory_free(self) -> int:
        """The bytes of main memory that are free once the model that it replaces is gone."""
        memory, freed = self.hardware.memory, self.freed
        given_back = freed.host if freed.gpus else freed.weights + freed.cache
        return min(memory.total, memory.available + given_back)

    def free_on(self, gpu: Accelerator) -> int:
        """Return the bytes of a GPU that are free once the model that it replaces is gone."""
        held = [g.uuid or g.index for g in self.freed.gpus]
        freed = self.freed.per_gpu if (gpu.uuid or gpu.index) in held else 0
        return min(gpu.memory_total, gpu.memory_free + freed)


@dataclass(frozen=True)
class CachedModel:
    """A converted model on disk.

    Parameters
    ----------
    name : str
        The source's label: a hub id, a folder's last name.
    precision : str
        The precision word.
    size : int
        Bytes on disk.
    folder : Path
        Where it is.
    made : float
        When it was converted, in seconds since 1970.
    shared : bool
        It is in a read-only cache of many users.
    """

    name: str
    precision: str
    size: int
    folder: Path
    made: float
    shared: bool = False
