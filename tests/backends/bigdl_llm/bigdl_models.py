"""What the tests of the bigdl backend share: small models, and quick ways to a handle."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import random_models

from llmnb.backends.base import Plan
from llmnb.backends.bigdl import BigdlBackend
from llmnb.config import LoadConfig
from llmnb.hardware import Hardware, detect
from llmnb.model_source import Folder
from llmnb.progress import Silent

SHAPE: dict[str, Any] = {
    "hidden_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 256,
    "vocab_size": 320,
    "max_position_embeddings": 512,
    "initializer_range": 0.15,  # or the logits would be flat
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 0,
}
GROUPED = {"num_key_value_heads": 2}
KINDS: dict[str, dict[str, Any]] = {
    "gemma": {"head_dim": 32, **GROUPED},
    "gemma2": {"head_dim": 32, "sliding_window": 24, "attn_logit_softcapping": 5.0, **GROUPED},
    "gemma3_text": {"head_dim": 32, "sliding_window": 24, **GROUPED},
    "gpt_neox": {},
    "granite": {"attention_multiplier": 0.2, "logits_scaling": 3.0, **GROUPED},
    "llama": GROUPED,
    "mistral": {"sliding_window": 24, **GROUPED},
    "mixtral": {"num_local_experts": 4, "num_experts_per_tok": 2, **GROUPED},
    "olmo2": GROUPED,
    "opt": {"ffn_dim": 256, "word_embed_proj_dim": 128},
    "phi": GROUPED,
    "phi3": {"sliding_window": 24, **GROUPED},
    "qwen2": {"tie_word_embeddings": True, **GROUPED},
    "qwen3": {"head_dim": 32, "tie_word_embeddings": True, **GROUPED},
    "smollm3": {"no_rope_layers": [1, 0], **GROUPED},
    "stablelm": GROUPED,
}
"""What a small model of each architecture states beside its shape."""


def make(folder: Path, model_type: str = "llama", dtype: str = "float32", **own: Any) -> Any:
    """Write a random model and return transformers' model, in float32."""
    import torch
    import transformers

    torch.manual_seed(5)
    stated = {**SHAPE, **KINDS[model_type], **own}
    config = transformers.AutoConfig.for_model(model_type, **stated)
    attention = "eager" if model_type == "gemma2" else "sdpa"
    model = transformers.AutoModelForCausalLM.from_config(config, attn_implementation=attention)
    model.to(getattr(torch, dtype)).save_pretrained(folder)
    random_models.write_tokenizer(folder)
    return model.eval().float()


def plan(
    folder: Path, precision: str = "sym_int8", context: int = 512, hardware: Hardware | None = None
) -> Plan:
    source = Folder(folder)
    return Plan(
        "bigdl",
        precision,
        source,
        LoadConfig(),
        "tiny",
        context,
        hardware or detect(),
        source.facts(),
    )


def load(
    folder: Path, precision: str = "sym_int8", context: int = 512, progress: Any = None
) -> Any:
    return BigdlBackend().load(
        plan(folder, precision, context), progress or Silent(), threading.Event()
    )


def runner(handle: Any) -> Any:
    """Return what runs the network of a loaded model."""
    return handle._engine._serve.__self__._runner
