"""What the planner asks of backends and tells them, as flat and frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from llmnb.config import LoadConfig
from llmnb.hardware import Hardware
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
    memory_bytes : int
        Predicted size of weights and KV cache; 0 when unknown.
    disk_bytes : int
        Predicted size of the converted copy that has to be written; 0 when there is none.
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
    memory_bytes: int = 0
    disk_bytes: int = 0
    precision_reason: str = ""


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
