"""Models on Intel CPUs with BigDL-LLM 2.4, in four, five or eight bits.

Upstream is archived; nothing here waits for a newer version. The way of a model: `architectures`
tells from the configuration whether it runs, `library` imports BigDL with the native library that
fits the processor, `network` makes the network without weights, `convert` writes BigDL's numbers
into the `cache`, `fill` puts them into the network. Requests come by way of `inprocess` to
`runner`, which runs the network on the memory of `kv`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.backends.base import CachedModel, Needs, Plan, Support
from llmnb.backends.bigdl import library
from llmnb.backends.bigdl.architectures import why_not
from llmnb.backends.bigdl.formats import BITS, SYMMETRIC
from llmnb.backends.inprocess.backend import IN_THIS_PROCESS, InProcessBackend
from llmnb.hardware import Cpu, Hardware
from llmnb.model_source import Endpoint, ModelFacts, ModelSource
from llmnb.progress import Progress, Stage

if TYPE_CHECKING:
    from llmnb.backends.inprocess.runner import AnyRunner

PREFERENCE = 20
"""On Intel's processors; on others `auto` never takes it."""

NOT_INTEL = (
    "BigDL-LLM is made for Intel processors; on this one it is mostly slower than the onnx backend"
)


class BigdlBackend(InProcessBackend):
    """Loads models of the known architectures into BigDL-LLM."""

    name = "bigdl"
    bits: Mapping[str, float] = {w: BITS[own] for w, own in SYMMETRIC.items()} | BITS
    engine = "bigdl-llm"

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether BigDL-LLM is installed, and runs the model on this processor."""
        if isinstance(source, Endpoint) or facts is None:
            return Support(False, IN_THIS_PROCESS)
        if error := why_not(facts):
            return Support(False, error.message)
        if reason := library.why_not_here(hardware.cpu):
            return Support(False, reason)
        preference = PREFERENCE if _suits(hardware.cpu) else 0
        if reason := library.missing():
            return Support(False, reason, library.INSTALL, preference)
        if not preference:
            return Support(True, f"{NOT_INTEL}.")
        return Support(True, "Runs on Intel processors.", preference=preference)

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return BigDL's word for a precision; `auto` is chosen as for the onnx backend."""
        chosen = super().choose_precision(wanted, facts, hardware)
        return SYMMETRIC.get(chosen, chosen)

    def needs(self, plan: Plan) -> Needs:
        """Predict what the numbers, the keys and values, and torch itself take."""
        from llmnb.backends.bigdl.cache import CACHE
        from llmnb.backends.bigdl.needs import predict
        from llmnb.backends.inprocess.cache import SMALL

        facts = plan.facts
        if facts is None:
            return Needs()
        found = predict(facts, plan.precision, plan.context)
        small = 0 < facts.weight_bytes < SMALL  # it does without the cache
        without = small or CACHE.has(plan.source.label, plan.precision)
        return replace(found, disk=0) if without else found

    def cached(self) -> Sequence[CachedModel]:
        """Return the converted models on disk."""
        from llmnb.backends.bigdl.cache import CACHE

        return CACHE.entries()

    def _check(self, facts: ModelFacts, plan: Plan) -> None:
        if error := why_not(facts, plan.context):
            raise error

    def _open(
        self,
        folder: Path,
        facts: ModelFacts,
        plan: Plan,
        progress: Progress,
        cancel: threading.Event,
    ) -> AnyRunner:
        progress.start(Stage("starting BigDL-LLM"))
        engine = library.load(plan.hardware.cpu)

        from llmnb.backends.bigdl import cache, network
        from llmnb.backends.bigdl.fill import fill
        from llmnb.backends.bigdl.runner import BigdlRunner
        from llmnb.backends.inprocess.threads import threads

        model, label = network.skeleton(facts), plan.source.label
        made = cache.Numbers(
            folder, label, plan.precision, progress, cancel, facts, engine, model
        ).result()
        progress.start(Stage("loading"))
        fill(model, engine, plan.precision, made)
        count = threads(plan.hardware.cpu.usable_cores)
        return BigdlRunner(model, facts.layers, plan.context, count)

    def _notes(self, plan: Plan) -> tuple[str, ...]:
        return () if _suits(plan.hardware.cpu) else (f"{NOT_INTEL}.",)


def _suits(cpu: Cpu) -> bool:
    return cpu.vendor == "intel"
