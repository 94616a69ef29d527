"""What the machine has, what each engine says, and what is loaded: one renderer for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from llmnb.plain import clean
from llmnb.rendering.bundles import Bundle, frame
from llmnb.rendering.text import amount, escape, value_text
from llmnb.session import setting_table

if TYPE_CHECKING:
    from llmnb.backends.base import CachedModel, Candidate
    from llmnb.config import GenerationConfig
    from llmnb.generation import ModelInfo
    from llmnb.hardware import Accelerator, Hardware
    from llmnb.session import Model, Settings

KIND = "llmnb-report"
_DIED = "died; %llm_load brings it back"


@dataclass(frozen=True)
class Section:
    """A heading with rows of a name and what is known of it."""

    title: str
    rows: tuple[tuple[str, str], ...]


def report(sections: Iterable[Section]) -> Bundle:
    """Return sections as plain text and as an HTML table."""
    sections = [section for section in sections if section.rows]
    width = max((len(name) for s in sections for name, _ in s.rows), default=0)
    lines: list[str] = []
    body: list[str] = []
    for section in sections:
        lines += [section.title, *(f"  {n:<{width}}  {v}" for n, v in section.rows)]
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
            for name, value in section.rows
        )
        body.append(f"<p><b>{escape(section.title)}</b></p><table>{rows}</table>")
    return {"text/plain": clean("\n".join(lines)), "text/html": frame("".join(body), KIND)}


def status(
    hardware: Hardware,
    candidates: Sequence[Candidate],
    models: Mapping[str, Model],
    current: Model | None,
) -> Bundle:
    """Return what ``%llm_status`` shows.

    Parameters
    ----------
    hardware : Hardware
        What was detected.
    candidates : sequence of Candidate
        The backends, the best first; those of the current model's plan, the chosen one first.
    models : mapping of str to Model
        What is loaded.
    current : Model, optional
        The current model.
    """
    chosen = current.plan.backend if current is not None else None
    about = f"Engines (for {current.name})" if current is not None else "Engines"
    rows = tuple((name, model_text(model, model is current)) for name, model in models.items())
    return report(
        [
            Section("Hardware", tuple(hardware_rows(hardware))),
            engines(about, candidates, chosen),
            Section("Models", rows or (("none", "run %llm_load demo"),)),
        ]
    )


def settings(
    session: Settings,
    config: GenerationConfig,
    model: Model | None = None,
    names: Collection[str] = (),
) -> Bundle:
    """Return what ``%llm_config`` shows: each value and where it comes from.

    Parameters
    ----------
    session : Settings
        The session's settings.
    config : GenerationConfig
        What a prompt would be answered with.
    model : Model, optional
        The current model.
    names : collection of str
        Show these only; all when empty.
    """
    rows = []
    for name in setting_table():
        whose = config if name in config.sources else session
        source = config.sources[name] if name in config.sources else session.source(name)
        value = value_text(getattr(whose, name)) or "none"
        rows.append((name, f"{value} ({source})"))
    title = f"Prompts to {model.name}" if model is not None else "Prompts"
    chosen = tuple((name, text) for name, text in rows if not names or name in names)
    return report([Section(title, chosen)])


def cached(models: Mapping[str, Sequence[CachedModel]], folder: str) -> Bundle:
    """Return what ``%llm_cache`` shows.

    Parameters
    ----------
    models : mapping of str to sequence of CachedModel
        The converted models on disk, by backend.
    folder : str
        Where the user's own are.
    """
    counts = Counter((model.name, model.precision) for own in models.values() for model in own)
    rows = []
    for backend, own in models.items():
        for model in own:
            said = f"{amount(model.size)}, {backend}"
            if counts[model.name, model.precision] > 1:  # of one name, from different files
                said += f", of {datetime.fromtimestamp(model.made):%Y-%m-%d %H:%M}"
            said += " (shared, read-only)" if model.shared else ""
            rows.append((f"{model.name}, {model.precision}", said))
    total = sum(model.size for own in models.values() for model in own if not model.shared)
    rows.append(("all of yours", f"{amount(total)} in {folder}"))
    return report([Section("Converted models", tuple(rows))])


def ready(model: Model, word: str = "ready") -> str:
    """Return the line that ends a load: ``"demo is ready: onnx, int8, context 2,048"``."""
    return f"{model.info.name} is {word}: {', '.join(_what(model.info))}"


def loaded_line(model: Model) -> str:
    """Return the line for a model among those at hand."""
    return ready(model, "loaded") if model.handle.alive else f"{model.name} {_DIED}"


def _what(info: ModelInfo) -> list[str]:
    """Return what runs: the engine, the weights, and the context where it is known."""
    context = [f"context {info.context:,}"] if info.context else []
    return [info.backend, info.served_name or info.precision, *context]


def hardware_rows(hardware: Hardware) -> Iterable[tuple[str, str]]:
    """Yield a name and what is known of it, for each part of a machine."""
    cpu, memory = hardware.cpu, hardware.memory
    usable = "" if cpu.usable_cores == cpu.physical_cores else f", {cpu.usable_cores} usable"
    sets = f"; {' '.join(sorted(cpu.instruction_sets))}" if cpu.instruction_sets else ""
    yield "CPU", f"{cpu.model}: {cpu.physical_cores} cores{usable}{sets}"
    yield "memory", f"{amount(memory.available)} free of {amount(memory.total)}"
    for gpu in hardware.accelerators:
        yield f"GPU {gpu.index}", _gpu(gpu)
    for note in hardware.notes:
        yield "note", note


def _gpu(gpu: Accelerator) -> str:
    room = f"{amount(gpu.memory_free)} free of {amount(gpu.memory_total)}"
    return f"{gpu.name} ({gpu.architecture}): " + (
        room if gpu.usable else f"not used: {gpu.reason}"
    )


def engines(title: str, candidates: Iterable[Candidate], chosen: str | None = None) -> Section:
    """Return every engine in the order of the ranking, each with its reason."""
    return Section(title, tuple((c.backend, engine_text(c, chosen)) for c in candidates))


def engine_text(candidate: Candidate, chosen: str | None = None) -> str:
    """Say whether an engine can be used, why, and how it is installed."""
    support = candidate.support
    if candidate.backend == chosen:
        word = "chosen"
    elif not support.ok:
        word = "not available" if support.install else "does not fit"
    else:
        word = "available" if support.preference > 0 else "by name only"
    install = f" Install it with: {support.install}" if support.install and not support.ok else ""
    return f"{word}. {support.reason}{install}"


def model_text(model: Model, current: bool) -> str:
    """Say what a loaded model is, what it takes, and how fast it was."""
    plan, parts = model.plan, _what(model.info)
    parts += [] if model.handle.alive else [_DIED]
    parts += [f"with the adapter {model.info.adapter}"] if model.info.adapter else []
    parts += [f"with {', '.join(plan.config.engine_args)}"] if plan.config.engine_args else []
    parts += [f"about {amount(plan.needs.held)}"] if plan.needs.held else []
    parts += [f"{model.speed:,.1f} tokens/s in its last answer"] if model.speed else []
    return ", ".join(parts) + (" (current)" if current else "")
