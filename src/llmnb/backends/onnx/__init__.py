"""Models on the CPU with onnxruntime, from safetensors to tokens without torch.

The way of a model: `architectures` and `rope` explain the configuration by the table in
`families`, `quantise` packs the weights, `graph` builds with `products`, `cache` keeps, `session`
opens. What that table does not know goes another way: `exportable` names it, `export` lets
`export_process` write it into the same cache, `exported` runs it. Requests come by way of
`inprocess` to `loop`, which runs a graph on the memory of `kv`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.backends.base import CachedModel, Needs, Plan, Support
from llmnb.backends.inprocess.backend import IN_THIS_PROCESS, InProcessBackend
from llmnb.backends.onnx import exportable
from llmnb.backends.onnx.architectures import Network, describe, why_not
from llmnb.backends.onnx.formats import FORMATS
from llmnb.backends.packages import Package, first_reason
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, ModelFacts, ModelSource
from llmnb.progress import Progress, Stage

if TYPE_CHECKING:
    from llmnb.backends.inprocess.runner import AnyRunner

PREFERENCE = 10
PACKAGES = (Package("onnxruntime", "1.22"), Package("onnx", "1.17"))
INSTALL = 'pip install "onnx>=1.17" "onnxruntime>=1.22"'


class OnnxBackend(InProcessBackend):
    """Loads models of the known architectures into onnxruntime."""

    name = "onnx"
    bits: Mapping[str, float] = {word: form.bits_per_weight for word, form in FORMATS.items()}
    engine = "onnxruntime"

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether onnxruntime is installed and the direct builder knows the model."""
        if isinstance(source, Endpoint) or facts is None:
            return Support(False, IN_THIS_PROCESS)
        if reason := first_reason(PACKAGES, "The onnx backend"):
            return Support(False, reason, INSTALL, PREFERENCE)
        if exportable.is_exported(facts):
            return _support_by_export(facts)
        if error := why_not(facts):
            return Support(False, error.message, preference=PREFERENCE)
        return Support(True, "Runs on every CPU.", preference=PREFERENCE)

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return int8 for ``auto`` below a billion parameters, int4 from there on.

        Raises
        ------
        BackendError
            If the model is one that optimum exports, and the precision not fp32.
        """
        if facts is not None and exportable.is_exported(facts):
            return exportable.check_precision(facts, wanted)
        return super().choose_precision(wanted, facts, hardware)

    def precision_reason(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return the rule by which ``auto`` chose."""
        if wanted == "auto" and facts is not None and exportable.is_exported(facts):
            return "the only one of a model that optimum exports"
        return super().precision_reason(wanted, facts)

    def needs(self, plan: Plan) -> Needs:
        """Predict from the network what its graph, its weights and its buffers take."""
        from llmnb.backends.inprocess import cache
        from llmnb.backends.onnx import needs
        from llmnb.backends.onnx.cache import CACHE

        if plan.facts is None:
            return Needs()
        kept = CACHE.has(plan.source.label, plan.precision)
        if exportable.is_exported(plan.facts):
            return needs.predict_exported(plan.facts, plan.context, kept)
        found = needs.predict(describe(plan.facts), FORMATS[plan.precision], plan.context)
        # One that is small does without the cache.
        without = kept or 0 < plan.facts.weight_bytes < cache.SMALL
        return replace(found, disk=0) if without else found

    def cached(self) -> Sequence[CachedModel]:
        """Return the converted models on disk."""
        from llmnb.backends.onnx.cache import CACHE

        return CACHE.entries()

    def _check(self, facts: ModelFacts, plan: Plan) -> None:
        """Refuse, from the configuration alone, what neither the builder nor the export can do."""
        if exportable.is_exported(facts):
            error = exportable.why_not(facts)
        else:
            error = why_not(facts, plan.context)
        if error is not None:
            raise error

    def _open(
        self,
        folder: Path,
        facts: ModelFacts,
        plan: Plan,
        progress: Progress,
        cancel: threading.Event,
    ) -> AnyRunner:
        if exportable.is_exported(facts):
            return _exported(folder, facts, plan, progress, cancel)
        return _built(folder, describe(facts), plan, progress, cancel)


def _built(
    folder: Path, network: Network, plan: Plan, progress: Progress, cancel: threading.Event
) -> AnyRunner:
    """Build a network's graph, or find it built, and open it."""
    from llmnb.backends.inprocess.threads import threads
    from llmnb.backends.onnx import cache, rope, session
    from llmnb.backends.onnx.kv import KvShape
    from llmnb.backends.onnx.loop import BuiltRunner

    made = cache.Building(folder, plan.source.label, plan.precision, progress, cancel, network)
    model = made.result()
    progress.start(Stage("loading"))
    opened = session.open_session(model, threads(plan.hardware.cpu.usable_cores), cancel)
    shape = KvShape(network.layers, network.kv_heads, network.head_dim, plan.context)
    return BuiltRunner(opened, shape, network.vocabulary, rope.inputs(network.ropes, plan.context))


def _exported(
    folder: Path, facts: ModelFacts, plan: Plan, progress: Progress, cancel: threading.Event
) -> AnyRunner:
    """Export a model with optimum, or find it exported, and open it."""
    from llmnb.backends.inprocess.threads import threads
    from llmnb.backends.onnx import session
    from llmnb.backends.onnx.export import Export
    from llmnb.backends.onnx.exported import ExportedRunner
    from llmnb.backends.onnx.kv import KvShape

    model = Export(folder, plan.source.label, plan.precision, progress, cancel).result()
    progress.start(Stage("loading"))
    count = threads(plan.hardware.cpu.usable_cores)
    opened = session.open_session(model, count, cancel, fuse=True)
    shape = KvShape(facts.layers, facts.kv_heads, facts.head_dim, plan.context)
    return ExportedRunner(opened, shape)


def _support_by_export(facts: ModelFacts) -> Support:
    error = exportable.why_not(facts)
    if error is None:
        return Support(True, "Runs on every CPU, exported by optimum.", preference=PREFERENCE)
    install = None if exportable.installed() else exportable.INSTALL
    return Support(False, error.message, install, PREFERENCE)
