"""Which models BigDL runs, told from their configuration alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from llmnb.errors import LlmnbError, ModelFormatError
from llmnb.model_source import ModelFacts

ARCHITECTURES = {
    "gemma": "Gemma 1",
    "gemma2": "Gemma 2",
    "gemma3_text": "Gemma 3, 270M and 1B",
    "gpt_neox": "Pythia, GPT-NeoX",
    "granite": "Granite 3, dense",
    "llama": "Llama 1 to 3, TinyLlama, SmolLM 2, Falcon 3",
    "mistral": "Mistral 7B",
    "mixtral": "Mixtral 8x7B",
    "olmo2": "OLMo 2",
    "opt": "OPT",
    "phi": "Phi 1, 1.5 and 2",
    "phi3": "Phi 3, Phi 3.5 mini, Phi 4 mini",
    "qwen2": "Qwen 2 and 2.5",
    "qwen3": "Qwen 3, dense",
    "smollm3": "SmolLM 3",
    "stablelm": "StableLM 2 1.6B",
}
"""The architectures by their word in ``config.json``, each with examples."""

EAGER = frozenset({"gemma2"})
"""Those whose attention has soft caps, which PyTorch's fused attention would leave out."""

_ORIGINAL = "original_max_position_embeddings"
_BESIDE = ("rope_theta", "partial_rotary_factor", _ORIGINAL)
_ANOTHER_BACKEND = "Load it with another backend, if one can run it: %llm_status lists them."


def why_not(facts: ModelFacts, context: int | None = None) -> LlmnbError | None:
    """Return why BigDL does not run a model, or None if it does.

    Parameters
    ----------
    facts : ModelFacts
        The model's configuration; no weights are needed.
    context : int, optional
        The tokens of prompt and answer that it is to be loaded for.
    """
    if facts.model_type not in ARCHITECTURES:
        return ModelFormatError(
            f"The architecture {facts.model_type!r} is not supported by the bigdl backend; "
            f"supported are {', '.join(ARCHITECTURES)}.",
            hint=_ANOTHER_BACKEND,
        )
    if facts.quantised:
        return ModelFormatError(
            f"The weights are already quantised ({facts.quantised}), which the bigdl backend "
            "cannot read; give the original ones."
        )
    try:
        longest = _longest(facts)
    except ModelFormatError as error:
        return error
    if context is not None and longest is not None and context > longest:
        return ModelFormatError(
            f"A context of {context:,} tokens is not supported by the bigdl backend for the "
            f"rotary scaling 'longrope', which changes beyond {longest:,} tokens.",
            hint=f"Load it with --context {longest} or less.",
        )
    return None


def spelled(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return a configuration with its rotary parameters as transformers 4 spells them.

    transformers 5 writes them as ``rope_parameters``, for each kind of layer where they differ;
    transformers 4 would not see them, and take its defaults.

    Raises
    ------
    ModelFormatError
        If they are spelled in neither way.
    """
    stated, found = dict(config), config.get("rope_parameters")
    if found is None:
        return stated
    full = found.get("full_attention", found) if isinstance(found, dict) else None
    sliding = found.get("sliding_attention") if isinstance(found, dict) else None
    if not isinstance(full, dict) or not isinstance(sliding, dict | None):
        raise ModelFormatError("config.json has rotary parameters that are no object.")
    del stated["rope_parameters"]
    stated |= {key: full[key] for key in _BESIDE if key in full}
    if sliding is not None and "rope_theta" in sliding:
        stated["rope_local_base_freq"] = sliding["rope_theta"]
    if config.get("model_type") == "gpt_neox":
        own = {"rope_theta": "rotary_emb_base", "partial_rotary_factor": "rotary_pct"}
        stated |= {old: full[key] for key, old in own.items() if key in full}
    scaling = {key: value for key, value in full.items() if key not in _BESIDE}
    if scaling.get("rope_type") == "longrope":  # whose length is beside it, and its word older
        stated["rope_scaling"] = {"type": scaling.pop("rope_type"), **scaling}
    elif scaling.get("rope_type", "default") != "default":
        length = {_ORIGINAL: full[_ORIGINAL]} if _ORIGINAL in full else {}
        stated["rope_scaling"] = {**scaling, **length}
    return stated


def _longest(facts: ModelFacts) -> int | None:
    """Return the context up to which keys keep the rotation that they were cached with."""
    stated = spelled(facts.config)
    scaling = stated.get("rope_scaling") or {}
    kind = scaling.get("rope_type") or scaling.get("type") if isinstance(scaling, dict) else None
    if kind not in ("longrope", "su"):
        return None
    original = stated.get(_ORIGINAL) or scaling.get(_ORIGINAL)
    return original if isinstance(original, int) else facts.context
