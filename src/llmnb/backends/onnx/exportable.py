"""The architectures that optimum exports and the direct builder does not know.

All of it is known without importing optimum or torch, so that what cannot run is refused before
anything is fetched. Each architecture here answers in the tests as it does in transformers.
"""

from __future__ import annotations

from importlib.util import find_spec

from llmnb.errors import BackendError, LlmnbError, ModelFormatError
from llmnb.model_source import ModelFacts

INSTALL = 'pip install "llmnb[onnx]"'
PRECISION = "fp32"
"""The one precision of an exported model."""

EXPORTABLE = {
    "bloom": "BLOOM, BLOOMZ",
    "codegen": "CodeGen",
    "falcon": "Falcon",
    "gpt_neo": "GPT-Neo, TinyStories",
    "gpt_neox": "Pythia, GPT-NeoX",
    "gptj": "GPT-J",
    "opt": "OPT",
    "gpt2": "GPT-2, DistilGPT-2, DialoGPT",
    "qwen3_moe": "Qwen 3, mixture of experts",
}
"""The architectures by their word in ``config.json``, each with examples."""


_COPIES = 3  # of the weights, while they are exported: optimum's two, and the final one


def disk_bytes(weight_bytes: int) -> int:
    """Return about how many bytes an export takes on disk; float32 has twice those of float16."""
    return _COPIES * 2 * weight_bytes


def is_exported(facts: ModelFacts) -> bool:
    """Tell whether a model runs by optimum's export."""
    return facts.model_type in EXPORTABLE


def installed() -> bool:
    """Tell whether all that the export needs is installed, without importing it."""
    # Each is asked for by itself: a part's `find_spec` would import the package that holds it.
    if any(find_spec(name) is None for name in ("torch", "transformers", "optimum")):
        return False
    return find_spec("optimum.exporters") is not None and find_spec("onnxruntime") is not None


def missing(facts: ModelFacts) -> BackendError:
    """Return the error for an architecture whose export is not installed."""
    return BackendError(
        f"The architecture {facts.model_type!r} runs on the onnx backend by optimum's export, "
        "which is not installed.",
        hint=f"Install it with: {INSTALL}",
    )


def why_not(facts: ModelFacts) -> LlmnbError | None:
    """Return why optimum's export cannot take a model, or None if it can."""
    if facts.quantised is not None:
        return ModelFormatError(
            f"Weights quantised with {facts.quantised!r} cannot be exported for the onnx backend.",
            hint="Load the model that they were made from.",
        )
    return None if installed() else missing(facts)


def check_precision(facts: ModelFacts, wanted: str) -> str:
    """Return the precision that runs for a precision word.

    Raises
    ------
    BackendError
        If an exported model is wanted at another precision than fp32.
    """
    if wanted not in ("auto", PRECISION):
        raise BackendError(
            f"precision = {wanted} is not available for the architecture {facts.model_type!r}, "
            f"which optimum exports; allowed are auto and {PRECISION}.",
            hint=f"Load it with --precision {PRECISION}.",
        )
    return PRECISION
