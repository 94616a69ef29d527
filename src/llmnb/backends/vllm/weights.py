"""What vLLM does not notice of a model's tensors: that some layers lack one."""

from __future__ import annotations

import re
from collections.abc import Collection

from llmnb.errors import ModelFormatError
from llmnb.model_source import ModelFacts

ALIKE = frozenset(
    {"cohere", "cohere2", "gemma", "gemma2", "gemma3_text", "granite", "llama", "mistral",
     "mixtral", "olmo2", "olmo3", "phi3", "qwen2", "qwen3", "smollm3", "starcoder2"}
)  # fmt: skip
"""The architectures all of whose layers have the same tensors."""
_OF_A_LAYER = re.compile(r"model\.layers\.\d+\.(.+)")
_DERIVED = "rotary_emb.inv_freq"  # what old files carry, in some layers or in all


def check(names: Collection[str], facts: ModelFacts) -> None:
    """Refuse a model of which a layer lacks a tensor that others have.

    vLLM joins the parts of some matrices, and takes one for loaded when a part of it is.

    Raises
    ------
    ModelFormatError
        With the tensor's name.
    """
    if facts.model_type not in ALIKE or facts.quantised:
        return
    found = [parts for name in names if (parts := _OF_A_LAYER.fullmatch(name))]
    suffixes = sorted({parts[1] for parts in found} - {f"self_attn.{_DERIVED}"})
    for layer in range(facts.layers):
        for suffix in suffixes:
            if (name := f"model.layers.{layer}.{suffix}") not in names:
                raise ModelFormatError(
                    f"The model's files have no tensor {name!r}.",
                    hint="Download or copy the model again.",
                )
