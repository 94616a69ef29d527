"""Models with random weights in the layout of transformers, written without torch.

They say nothing sensible, but every mechanism works on them as on real ones: tokenizer, chat
template, end-of-text ids, shapes. Sizes are arguments, so that the shape of a public model can
be had where it matters (`QWEN_HALF_BILLION`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

QWEN_HALF_BILLION: dict[str, Any] = {
    "model_type": "qwen2",
    "hidden": 896,
    "layers": 24,
    "heads": 14,
    "kv_heads": 2,
    "intermediate": 4864,
    "vocabulary": 151_936,
    "context": 32_768,
    "tied": True,
    "dtype": "BF16",
    "rope_theta": 1_000_000.0,
    "rms_norm_eps": 1e-6,
}
"""The shape of Qwen2.5-0.5B, for `make(folder, **QWEN_HALF_BILLION)`."""

BOS, END, PAD = "<|begin|>", "<|end|>", "<|pad|>"
SPECIAL = (PAD, BOS, END, "<|system|>", "<|user|>", "<|assistant|>")
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
CORPUS = (
    "The sky is blue because short waves of light are scattered most by the air.",
    "A model reads the prompt once, then it writes one token after another.",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. 你好，世界 🙂",
)


def make(
    folder: Path,
    model_type: str = "llama",
    *,
    hidden: int = 64,
    layers: int = 2,
    heads: int = 4,
    kv_heads: int = 2,
    head_dim: int | None = None,
    intermediate: int = 160,
    vocabulary: int = 320,
    context: int = 512,
    tied: bool = True,
    seed: int = 0,
    dtype: str = "F32",
    shards: int = 1,
    **config: Any,
) -> Path:
    """Write a model and return its folder.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.
    model_type : str
        ``"llama"``, ``"mistral"`` or ``"qwen2"``.
    hidden, layers, heads, kv_heads, head_dim, intermediate, vocabulary, context : int
        The shape; a vocabulary above 320 has ids that the tokenizer never produces.
    tied : bool
        The head shares the embedding's table.
    seed : int
        Of the weights.
    dtype : str
        ``"F32"``, ``"F16"`` or ``"BF16"``.
    shards : int
        Weights files; with more than one there is an index.
    **config
        Further entries of ``config.json``, such as ``attention_bias=True``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    head_dim = head_dim or hidden // heads
    entries = {
        "model_type": model_type,
        "architectures": [f"{model_type.capitalize()}ForCausalLM"],
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "head_dim": head_dim,
        "intermediate_size": intermediate,
        "vocab_size": vocabulary,
        "max_position_embeddings": context,
        "rms_norm_eps": 1e-5,
        "rope_theta": 10_000.0,
        "hidden_act": "silu",
        "tie_word_embeddings": tied,
        "bos_token_id": SPECIAL.index(BOS),
        "eos_token_id": SPECIAL.index(END),
        "torch_dtype": {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}[dtype],
        **({"sliding_window": None} if model_type == "mistral" else {}),
        **config,
    }
    _write_json(folder / "config.json", entries)
    write_tokenizer(folder)
    tensors = {n: _encode(t, dtype) for n, t in random_tensors(entries, seed)}
    _write_weights(folder, tensors, dtype, shards)
    return folder


def random_tensors(config: dict[str, Any], seed: int) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the tensors of a model, scaled so that attention and logits are neither flat nor
    saturated and the residual stream is not dominated by the last token."""
    random = np.random.default_rng(seed)
    hidden, wide = config["hidden_size"], config["intermediate_size"]
    size, type_ = config["head_dim"], config["model_type"]
    queries, keys = config["num_attention_heads"] * size, config["num_key_value_heads"] * size

    def normal(*shape: int, scale: float) -> np.ndarray:
        return random.standard_normal(shape, np.float32) * np.float32(scale)

    def gain() -> np.ndarray:
        return np.float32(1) + normal(hidden, scale=0.1)

    attention_bias = type_ == "qwen2" or bool(config.get("attention_bias"))
    output_bias = type_ == "llama" and attention_bias
    mlp_bias = bool(config.get("mlp_bias"))
    yield "model.embed_tokens.weight", normal(config["vocab_size"], hidden, scale=3 * hidden**-0.5)
    for layer in range(config["num_hidden_layers"]):
        prefix = f"model.layers.{layer}."
        yield prefix + "input_layernorm.weight", gain()
        for part, rows, columns, strength, bias in (
            ("self_attn.q_proj", queries, hidden, 1.5, attention_bias),
            ("self_attn.k_proj", keys, hidden, 1.5, attention_bias),
            ("self_attn.v_proj", keys, hidden, 1.0, attention_bias),
            ("self_attn.o_proj", hidden, queries, 1.5, output_bias),
            ("mlp.gate_proj", wide, hidden, 1.0, mlp_bias),
            ("mlp.up_proj", wide, hidden, 1.0, mlp_bias),
            ("mlp.down_proj", hidden, wide, 2.0, mlp_bias),
        ):
            yield f"{prefix}{part}.weight", normal(rows, columns, scale=strength * columns**-0.5)
            if bias:
                yield f"{prefix}{part}.bias", normal(rows, scale=0.3)
        yield prefix + "post_attention_layernorm.weight", gain()
    yield "model.norm.weight", gain()
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", normal(config["vocab_size"], hidden, scale=3 * hidden**-0.5)


def write_tokenizer(folder: Path) -> None:
    """Write a byte-level BPE tokenizer with a chat template."""
    _tokenizer().save(str(folder / "tokenizer.json"))
    added = {
        str(i): {"content": token, "special": True, "lstrip": False, "rstrip": False,
                 "normalized": False, "single_word": False}
        for i, token in enumerate(SPECIAL)
    }  # fmt: skip
    entries = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": BOS,
        "eos_token": END,
        "pad_token": PAD,
        "chat_template": CHAT_TEMPLATE,
        "added_tokens_decoder": added,
        "clean_up_tokenization_spaces": False,
    }
    _write_json(folder / "tokenizer_config.json", entries)


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=320,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    return tokenizer


def _encode(values: np.ndarray, dtype: str) -> np.ndarray:
    if dtype == "BF16":  # round to nearest, ties to even, on the upper half of a float32
        bits = values.view(np.uint32)
        odd = bits >> np.uint32(16) & np.uint32(1)
        return ((bits + np.uint32(0x7FFF) + odd) >> np.uint32(16)).astype(np.uint16)
    return values.astype({"F32": np.float32, "F16": np.float16}[dtype])


def _write_weights(folder: Path, tensors: dict[str, np.ndarray], dtype: str, shards: int) -> None:
    if shards == 1:
        write_safetensors(folder / "model.safetensors", tensors, dtype)
        return
    files: dict[str, str] = {}
    for shard in range(shards):
        file = f"model-{shard + 1:05}-of-{shards:05}.safetensors"
        part = {name: tensors[name] for name in list(tensors)[shard::shards]}
        write_safetensors(folder / file, part, dtype)
        files |= dict.fromkeys(part, file)
    total = sum(t.nbytes for t in tensors.values())
    index = {"metadata": {"total_size": total}, "weight_map": files}
    _write_json(folder / "model.safetensors.index.json", index)


def write_safetensors(path: Path, tensors: dict[str, np.ndarray], dtype: str) -> None:
    """Write a safetensors file; bfloat16 comes as its 16 bits, for which numpy has no type."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, tensor in tensors.items():
        offsets = [end, end := end + tensor.nbytes]
        header[name] = {"dtype": dtype, "shape": tensor.shape, "data_offsets": offsets}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for tensor in tensors.values():
            file.write(tensor.tobytes())


def _write_json(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")
