"""What a load begins with: the files, what they state, and the prompts' side of the model."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from llmnb.backends.base import Plan
from llmnb.backends.local.prompts import Prompts
from llmnb.errors import ModelFormatError
from llmnb.generation import ModelInfo
from llmnb.model_source import Hub, ModelFacts, ModelSource, digest, read_facts
from llmnb.progress import Progress


@dataclass(frozen=True)
class Opened:
    """A model whose files are here.

    Parameters
    ----------
    folder : Path
        The files.
    facts : ModelFacts
        What they state.
    prompts : Prompts
        Its tokenizer and chat template.
    info : ModelInfo
        What will be loaded.
    """

    folder: Path
    facts: ModelFacts
    prompts: Prompts
    info: ModelInfo


def opened(
    plan: Plan, backend: str, progress: Progress, cancel: threading.Event, device: str = "cpu"
) -> Opened:
    """Fetch a model's files and read all of them but the weights.

    Parameters
    ----------
    plan : Plan
        What is loaded.
    backend : str
        Where.
    progress, cancel
        As for `Backend.load`.
    device : str
        What it will run on, in words.

    Raises
    ------
    ModelFormatError
        If there are no files, or broken ones.
    Cancelled
        If `cancel` was set.
    """
    folder = plan.source.fetch(progress, cancel)
    if folder is None:
        raise ModelFormatError(f"{plan.source.label} has no weights for the {backend} backend.")
    facts = read_facts(folder)
    info = ModelInfo(
        name=plan.name,
        source=plan.source.label,
        backend=backend,
        precision=plan.precision,
        context=plan.context,
        revision=_revision(plan.source, folder),
        device=device,
        adapter=Path(plan.config.adapter).name if plan.config.adapter else None,
    )
    return Opened(folder, facts, Prompts(folder, facts), info)


def _revision(source: ModelSource, folder: Path) -> str:
    """Return the commit of a hub model, after which its folder is named, or else a digest."""
    return folder.name if isinstance(source, Hub) else digest(folder)[:12]
