"""Models on the CPU with onnxruntime, from safetensors to tokens without torch.

The way of a model: `weights` reads, `quantise` packs, `architectures` and `rope` explain the
configuration by the table in `families`, `graph` builds with `products`, `cache` keeps, `session`
opens. What that table does not know goes another way: `exportable` names it, `export` lets
`export_process` write it into the same cache, `exported` runs it. The way of a request: `prompts`
encodes, `engine` queues, `handle` generates with `loop` on the memory of `kv`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.backends.base import Backend, CachedModel, ModelHandle, Plan, Support
from llmnb.backends.onnx import exportable
from llmnb.backends.onnx.architectures import Network, describe, why_not
from llmnb.backends.onnx.formats import FORMATS
from llmnb.errors import BackendError, ModelFormatError
from llmnb.generation import ModelInfo
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, Hub, ModelFacts, ModelSource, digest, read_facts
from llmnb.progress import Progress, Stage, check_cancelled

if TYPE_CHECKING:
    from llmnb.backends.onnx.loop import AnyRunner

PREFERENCE = 10
INT4_FROM = 1_000_000_000
"""``auto`` is int8 below this number of parameters, where int4 costs too much of the quality,
and int4 from it on, where memory bandwidth decides the speed."""


class OnnxBackend(Backend):
    """Loads models of the known architectures into onnxruntime."""

    name = "onnx"
    precisions = ("auto", *FORMATS)
    engine = "onnxruntime"

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether onnxruntime is installed and the direct builder knows the model."""
        if isinstance(source, Endpoint) or facts is None:
            return Support(False, "A server runs its model itself.")
        if find_spec("onnxruntime") is None or find_spec("onnx") is None:
            install = "pip install onnx onnxruntime"
            return Support(False, "onnxruntime is not installed.", install, PREFERENCE)
        if exportable.is_exported(facts):
            return _support_by_export(facts)
        if error := why_not(facts):
            return Support(False, error.message, preference=PREFERENCE)
        return Support(True, "Runs on every CPU.", preference=PREFERENCE)

    def choose_precision(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return int8 for ``auto`` below a billion parameters, int4 from there on.

        Raises
        ------
        BackendError
            If the model is one that optimum exports, and the precision not fp32.
        """
        if facts is not None and exportable.is_exported(facts):
            return exportable.check_precision(facts, wanted)
        if wanted != "auto":
            return wanted
        return "int8" if facts is None or facts.parameters < INT4_FROM else "int4"

    def precision_reason(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return the rule by which ``auto`` chose."""
        if wanted != "auto" or facts is None:
            return super().precision_reason(wanted, facts)
        if exportable.is_exported(facts):
            return "the only one of a model that optimum exports"
        return "below 1B parameters" if facts.parameters < INT4_FROM else "from 1B parameters on"

    def disk_bytes(self, source: ModelSource, facts: ModelFacts | None, precision: str) -> int:
        """Return about the size of a conversion; one of the same name and precision is kept."""
        from llmnb.backends.onnx import cache

        exported = facts is not None and exportable.is_exported(facts)
        if facts is None or (0 < facts.weight_bytes < cache.SMALL and not exported):
            return 0  # so small a model does without, if it is not exported
        if any((e.name, e.precision) == (source.label, precision) for e in cache.entries()):
            return 0
        if exported:
            return exportable.disk_bytes(facts.weight_bytes)
        return int(facts.parameters * FORMATS[precision].bytes_per_weight)

    def cached(self) -> Sequence[CachedModel]:
        """Return the converted models on disk."""
        from llmnb.backends.onnx import cache

        return cache.entries()

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Fetch, convert (or find converted), open and warm up a model."""
        if plan.config.device not in (None, "cpu"):
            raise BackendError(
                f"The onnx backend has no device {plan.config.device!r}; allowed is cpu."
            )
        if plan.facts is not None:
            _check(plan.facts, plan)  # before anything is fetched
        folder = plan.source.fetch(progress, cancel)
        if folder is None:
            raise ModelFormatError(f"{plan.source.label} has no weights for the onnx backend.")
        return load_folder(folder, plan, progress, cancel)


def load_folder(
    folder: Path, plan: Plan, progress: Progress, cancel: threading.Event
) -> ModelHandle:
    """Load a model whose files are in a folder.

    Raises
    ------
    ModelFormatError
        If the files are broken, or of an architecture that is not supported.
    Cancelled
        If `cancel` was set.
    """
    from llmnb.backends.onnx.handle import OnnxHandle
    from llmnb.backends.onnx.loop import warm_up
    from llmnb.backends.onnx.prompts import Prompts

    facts = read_facts(folder)
    _check(facts, plan)
    prompts = Prompts(folder, facts)
    label = plan.source.label
    runner: AnyRunner
    if exportable.is_exported(facts):
        runner = _exported(folder, facts, plan, progress, cancel)
    else:
        runner = _built(folder, describe(facts), plan, progress, cancel)
    check_cancelled(cancel)
    progress.start(Stage("warming up"))
    warm_up(runner)
    info = ModelInfo(
        name=plan.name,
        source=label,
        backend=OnnxBackend.name,
        precision=plan.precision,
        context=plan.context,
        revision=_revision(plan.source, folder),
        device="cpu",
    )
    return OnnxHandle(info, runner, prompts, facts.eos_ids)


def _built(
    folder: Path, network: Network, plan: Plan, progress: Progress, cancel: threading.Event
) -> AnyRunner:
    """Build a network's graph, or find it built, and open it."""
    from llmnb.backends.onnx import cache, rope, session
    from llmnb.backends.onnx.kv import KvShape
    from llmnb.backends.onnx.loop import Runner

    made = cache.Building(folder, plan.source.label, plan.precision, progress, cancel, network)
    model = made.result()
    progress.start(Stage("loading"))
    count = session.threads(plan.hardware.cpu.usable_cores)
    opened = session.open_session(model, count, cancel)
    shape = KvShape(network.layers, network.kv_heads, network.head_dim, plan.context)
    return Runner(opened, shape, network.vocabulary, rope.inputs(network.ropes, plan.context))


def _exported(
    folder: Path, facts: ModelFacts, plan: Plan, progress: Progress, cancel: threading.Event
) -> AnyRunner:
    """Export a model with optimum, or find it exported, and open it."""
    from llmnb.backends.onnx import session
    from llmnb.backends.onnx.export import Export
    from llmnb.backends.onnx.exported import ExportedRunner
    from llmnb.backends.onnx.kv import KvShape

    model = Export(folder, plan.source.label, plan.precision, progress, cancel).result()
    progress.start(Stage("loading"))
    count = session.threads(plan.hardware.cpu.usable_cores)
    opened = session.open_session(model, count, cancel, fuse=True)
    shape = KvShape(facts.layers, facts.kv_heads, facts.head_dim, plan.context)
    return ExportedRunner(opened, shape)


def _check(facts: ModelFacts, plan: Plan) -> None:
    """Refuse, from the configuration alone, what neither the builder nor the export can do."""
    if exportable.is_exported(facts):
        error = exportable.why_not(facts)
    else:
        error = why_not(facts, plan.context)
    if error is not None:
        raise error


def _support_by_export(facts: ModelFacts) -> Support:
    error = exportable.why_not(facts)
    if error is None:
        return Support(True, "Runs on every CPU, exported by optimum.", preference=PREFERENCE)
    install = None if exportable.installed() else exportable.INSTALL
    return Support(False, error.message, install, PREFERENCE)


def _revision(source: ModelSource, folder: Path) -> str:
    """Return the commit of a hub model, after which its folder is named, or else a digest."""
    return folder.name if isinstance(source, Hub) else digest(folder)[:12]
