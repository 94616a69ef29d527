"""Models on servers that speak the OpenAI protocol: vLLM, llama.cpp, Ray Serve and many others.

The way of a request: `dialect` writes it in the server's words, `remote` sends it through the
official client (`client`, with the `keys`) and cuts the stream into events, `wire` reads them,
`reply` makes chunks and the answer of them, on the thread of `handle`; `failures` says what
went wrong.

What a server does otherwise than an engine in the kernel: it renders and counts the prompt, so
that an answer's length is cut to the context only after the server has said that both do not
fit; a reasoning model's thinking counts against max-tokens; log-probabilities and seeds are as
the server makes them.
"""

from __future__ import annotations

import threading

from llmnb.backends.base import Backend, ModelHandle, Plan, Support
from llmnb.backends.packages import Package
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, ModelFacts, ModelSource
from llmnb.progress import Progress, Stage, check_cancelled

PREFERENCE = 10
PACKAGE = Package("openai", "1.60")
INSTALL = 'pip install "openai>=1.60"'


class OpenAIBackend(Backend):
    """Connects to a model on a server."""

    name = "openai"
    engine = "openai"

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether the source is a server, and the client is installed."""
        why_not = "The openai client is not installed." if PACKAGE.missing else PACKAGE.why_not()
        if not isinstance(source, Endpoint):
            reason = "Only for a server's address: %llm_load http://HOST:PORT/v1."
            return Support(False, reason, INSTALL if why_not else None)
        if why_not:
            return Support(False, why_not, INSTALL, PREFERENCE)
        return Support(True, "The server runs its model.", preference=PREFERENCE)

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return ``unknown``: no server tells."""
        return "unknown"

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Ask the server for its models, and choose the one that will answer.

        Raises
        ------
        BackendError
            If the server cannot be reached, refuses, or has no model that is meant.
        ParameterError
            If the variable of the key is not set, or holds no key.
        """
        from llmnb.backends.openai.connect import connect

        check_cancelled(cancel)
        progress.start(Stage("connecting"))
        return connect(plan, cancel)
