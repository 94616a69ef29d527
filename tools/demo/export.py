"""Writes the model's files in the layout of the Hugging Face hub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from model import Llama, Shape
from safetensors.torch import save_file
from tokenizers import Tokenizer
from tokens import BOS, CHAT_TEMPLATE, END, PAD, SPECIAL_TOKENS

# Of what is left out, most are tokens that end up inside a word.
_RECOMMENDED = {"do_sample": True, "top_p": 0.99}
_SPECIAL_IDS = {"bos_token_id": BOS, "eos_token_id": END, "pad_token_id": PAD}


def export(folder: Path, model: Llama, tokenizer: Tokenizer) -> None:
    """Write config, tokenizer and weights, the weights rounded to bfloat16."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: p.detach().to(torch.bfloat16).contiguous() for name, p in model.parameters.items()
    }
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(folder / "config.json", _config(model.shape))
    _write_json(folder / "generation_config.json", {**_SPECIAL_IDS, **_RECOMMENDED})
    _write_json(folder / "tokenizer_config.json", _tokenizer_config(model.shape.context))
    for path in folder.iterdir():
        path.chmod(0o644)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _config(shape: Shape) -> dict[str, Any]:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "intermediate_size": shape.feed_forward,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.heads,
        "head_dim": shape.head_size,
        "hidden_act": "silu",
        "max_position_embeddings": shape.context,
        "rms_norm_eps": shape.epsilon,
        "rope_theta": shape.theta,
        "rope_scaling": None,
        "attention_bias": False,
        "attention_dropout": 0.0,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "initializer_range": 0.02,
        "use_cache": True,
        **_SPECIAL_IDS,
        "torch_dtype": "bfloat16",
    }


def _tokenizer_config(context: int) -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": SPECIAL_TOKENS[BOS],
        "eos_token": SPECIAL_TOKENS[END],
        "pad_token": SPECIAL_TOKENS[PAD],
        "additional_special_tokens": SPECIAL_TOKENS[END + 1 :],
        "add_bos_token": False,
        "clean_up_tokenization_spaces": False,
        "model_input_names": ["input_ids", "attention_mask"],
        "model_max_length": context,
        "chat_template": CHAT_TEMPLATE,
    }
