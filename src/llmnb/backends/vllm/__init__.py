"""Models on NVIDIA and AMD GPUs with vLLM: many requests at once, in engine processes.

The way of a model: `installed` tells which build of vLLM is there and whether it fits the machine,
`devices` which GPUs it gets, `needs` what it takes of them, `weights` and `adapter` look for what
vLLM would not miss, `arguments` makes vLLM's arguments, `engine` starts it in processes of its own
(`shield` keeps them from the notebook's interrupts, its output and from outliving the kernel,
`children` knows them among the kernel's, `remains` clears away what a kill leaves). Requests come
by way of `local` to `handle`, `sampling` writes them in vLLM's words.

vLLM's build for processors runs too, when it is named: it is what the tests run on.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from llmnb.backends.base import Backend, ModelHandle, Needs, Plan, Support
from llmnb.backends.vllm import adapter, arguments, devices, installed, needs, weights
from llmnb.errors import ParameterError
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, ModelFacts, ModelSource, read_headers
from llmnb.progress import Progress, Stage, check_cancelled

if TYPE_CHECKING:
    from llmnb.backends.vllm.handle import VllmHandle

PREFERENCE = 30
ON_A_SERVER = "A server runs its model itself."
ON_PROCESSORS = (
    "vLLM's build for processors is installed: good for trying vLLM, slower here than onnx"
)


class VllmBackend(Backend):
    """Starts models in vLLM."""

    name = "vllm"
    bits = needs.BITS
    apart = True
    engine_args = True
    adapters = True
    devices = True
    structured = True

    @property
    def engine(self) -> str:  # type: ignore[override]  # it depends on the build
        """The distribution whose version is recorded with each answer."""
        return installed.distribution()

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether there is a GPU that vLLM supports, and a vLLM that is built for it."""
        if isinstance(source, Endpoint) or facts is None:
            return Support(False, ON_A_SERVER)
        build = installed.build()
        if build is not None and build.kind == installed.CPU:
            if reason := build.why_not():
                return Support(False, reason, installed.command(installed.CPU))
            return Support(True, f"{ON_PROCESSORS}.")
        if reason := devices.why_none(hardware):
            return Support(False, reason)
        vendor = devices.usable(hardware)[0].vendor
        command = installed.command(vendor)
        reason = "vLLM is not installed." if build is None else build.why_not(vendor)
        if reason:
            return Support(False, reason, command, PREFERENCE)
        return Support(True, f"Runs on {devices.VENDORS[vendor]} GPUs.", preference=PREFERENCE)

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return what runs: of a quantised checkpoint its own precision, or the one asked for.

        Raises
        ------
        ParameterError
            If another precision is asked of a quantised checkpoint.
        """
        if facts is not None and facts.quantised:
            if wanted != "auto":
                raise ParameterError(
                    f"precision = {wanted} is not possible, since the weights are quantised "
                    f"already ({facts.quantised}); allowed is auto."
                )
            return facts.quantised
        return wanted if wanted != "auto" else devices.natural_precision(hardware)

    def precision_reason(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return why `choose_precision` chooses as it does."""
        if wanted == "auto" and facts is not None:
            return "as the weights are" if facts.quantised else "what this device computes best"
        return super().precision_reason(wanted, facts)

    def needs(self, plan: Plan) -> Needs:
        """Predict the weights, a KV cache for some full contexts, and vLLM itself.

        What vLLM would not load is refused here, while a load is planned: before anything is
        fetched, and before the model goes in whose place it would be.

        Raises
        ------
        ParameterError
            If an engine argument is unknown, or is llmnb's to decide.
        ModelFormatError
            If the folder of the adapter holds none.
        BackendError
            If there is no such device, or it lacks the precision.
        """
        arguments.check(plan.config)
        return needs.predict(plan)

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Fetch a model, start an engine for it and warm it up.

        Raises
        ------
        BackendError
            If there is no such device, or the engine does not start.
        ModelFormatError
            If the files are broken.
        Cancelled
            If `cancel` was set; no process is left.
        """
        from llmnb.backends.local.opening import opened

        chosen = devices.choose(plan)
        model = opened(plan, self.name, progress, cancel, device=chosen.text)
        tensors = read_headers(model.folder)
        weights.check(tensors, model.facts)
        if (own := adapter.folder(plan.config)) is not None:
            adapter.check(own, tensors)
        progress.start(Stage("starting vLLM"))

        from llmnb.backends.vllm.engine import Engine
        from llmnb.backends.vllm.handle import VllmHandle

        check_cancelled(cancel)
        wishes = arguments.arguments(plan, model, chosen)
        engine = Engine(plan.name, wishes, cancel)
        handle: VllmHandle | None = None
        try:
            handle = VllmHandle(model, engine, wishes)
            progress.start(Stage("warming up"))
            handle.warm_up(cancel)
        except BaseException:
            engine.close()
            raise
        return handle
