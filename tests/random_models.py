"""Models with random weights in the layout of transformers, written without torch.

They say nothing sensible, but every mechanism works on them as on real ones: tokenizer, chat
template, end-of-text ids, shapes. Sizes are arguments, so that the shape of a public model can
be had where it matters (`QWEN_HALF_BILLION`).
"""

from __future__ import annotations

import json
import os
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


POST_NORMS = ("", "post_attention_layernorm", "", "post_feedforward_layernorm")
GEMMA2_NORMS = (
    "input_layernorm",
    "post_attention_layernorm",
    "pre_feedforward_layernorm",
    "post_feedforward_layernorm",
)
GLM4_NORMS = (
    "input_layernorm",
    "post_self_attn_layernorm",
    "post_attention_layernorm",
    "post_mlp_layernorm",
)
LLAMA: dict[str, Any] = {
    "norms": ("input_layernorm", "", "post_attention_layernorm", ""),
    "qkv": ("q_proj", "k_proj", "v_proj"),
    "up": ("gate_proj", "up_proj"),
    "down": "down_proj",
    "halves": 2,  # of what `up` gives
    "qk_norm": "",
    "gain": 1.0,  # around which the norms' gains lie; 0 for no gains
    "norm_bias": False,
    "config": {},  # entries of config.json that differ from the Llama's
}
"""How transformers names the parts of a layer; the norms before and after attention and MLP."""
FUSED_UP = {"up": ("gate_up_proj",)}
PLAIN_UP = {"up": ("up_proj",), "halves": 1, "config": {"hidden_act": "relu2"}}
ONE_NORM = {"norms": ("input_layernorm", "", "", "")}
OTHERS: dict[str, dict[str, Any]] = {
    "mistral": {"config": {"sliding_window": None}},
    "qwen3": {"qk_norm": "head"},
    "phi3": {"qkv": ("qkv_proj",), **FUSED_UP},
    "gemma": {"gain": 1e-9, "config": {"hidden_act": "gelu_pytorch_tanh"}},
    "gemma2": {"gain": 1e-9, "norms": GEMMA2_NORMS},
    "gemma3_text": {"gain": 1e-9, "norms": GEMMA2_NORMS, "qk_norm": "head"},
    "olmo": {"gain": 0.0},
    "olmo2": {"norms": POST_NORMS, "qk_norm": "all"},
    "olmo3": {"norms": POST_NORMS, "qk_norm": "all"},
    "exaone4": {"norms": POST_NORMS, "qk_norm": "head"},
    "arcee": PLAIN_UP,
    "seed_oss": {"config": {"attention_bias": True}},
    "glm": {**FUSED_UP, "config": {"attention_bias": True}},
    "glm4": {**FUSED_UP, "norms": GLM4_NORMS, "config": {"attention_bias": True}},
    "cohere": ONE_NORM,
    "cohere2": ONE_NORM,
    "starcoder2": {
        "up": ("c_fc",),
        "down": "c_proj",
        "halves": 1,
        "norm_bias": True,
        "config": {"hidden_act": "gelu_pytorch_tanh"},
    },
    "stablelm": {"norm_bias": True},
    "nemotron": {**PLAIN_UP, "gain": 1e-9, "norm_bias": True},
}
BIASES: dict[str, Any] = {
    "qwen2": lambda config: ("q_proj", "k_proj", "v_proj"),
    "starcoder2": lambda config: ("q_proj", "k_proj", "v_proj", "o_proj", "c_fc", "c_proj"),
    "stablelm": lambda config: ("q_proj", "k_proj", "v_proj") * bool(config.get("use_qkv_bias")),
    "ernie4_5": lambda config: ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj",
                                "down_proj") * bool(config.get("use_bias")),
}  # fmt: skip
NO_OUTPUT_BIAS = ("glm", "glm4", "helium", "seed_oss")


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
        ``"llama"``, or another one of the direct graph builder.
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
        "pad_token_id": SPECIAL.index(PAD),
        "torch_dtype": {"F32": "float32", "F16": "float16", "BF16": "bfloat16"}[dtype],
        **_layout(model_type)["config"],
        **config,
    }
    _write_json(folder / "config.json", entries)
    write_tokenizer(folder)
    tensors = {n: _encode(t, dtype) for n, t in random_tensors(entries, seed)}
    _write_weights(folder, tensors, dtype, shards)
    return folder


def make_hollow(folder: Path, config: dict[str, Any], size: int = 10**9) -> Path:
    """Write what a plan reads of a model, and return its folder.

    The tokenizer is empty, and the weights are a header with a hole of `size` bytes behind it,
    which takes no room on the disk.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "config.json", config)
    (folder / "tokenizer.json").touch()
    path = folder / "model.safetensors"
    entry = {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}
    text = json.dumps({"hole": entry}).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text)
    os.truncate(path, 8 + len(text) + size)
    return folder


def random_tensors(config: dict[str, Any], seed: int) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the tensors of a model, scaled so that attention and logits are neither flat nor
    saturated and the residual stream is not dominated by the last token."""
    random = np.random.default_rng(seed)
    hidden, wide = config["hidden_size"], config["intermediate_size"]
    size, layout = config["head_dim"], _layout(config["model_type"])
    queries, keys = config["num_attention_heads"] * size, config["num_key_value_heads"] * size
    biased = _biased(config)

    def normal(*shape: int, scale: float) -> np.ndarray:
        return random.standard_normal(shape, np.float32) * np.float32(scale)

    def norm(name: str, width: int) -> Iterator[tuple[str, np.ndarray]]:
        if layout["gain"]:
            yield f"{name}.weight", np.float32(layout["gain"]) + normal(width, scale=0.1)
        if layout["norm_bias"]:
            yield f"{name}.bias", normal(width, scale=0.1)

    def matrices(names: tuple[str, ...], rows: list[int], columns: int, strengths: list[float]):
        if len(names) == 1:
            rows, strengths = [sum(rows)], [max(strengths)]
        for name, count, strength in zip(names, rows, strengths, strict=True):
            yield f"{name}.weight", normal(count, columns, scale=strength * columns**-0.5)
            if name.rpartition(".")[2] in biased:
                yield f"{name}.bias", normal(count, scale=0.3)

    def attention() -> Iterator[tuple[str, np.ndarray]]:
        names = tuple(f"self_attn.{name}" for name in layout["qkv"])
        yield from matrices(names, [queries, keys, keys], hidden, [1.5, 1.5, 1.0])
        yield from matrices(("self_attn.o_proj",), [hidden], queries, [1.5])
        if layout["qk_norm"]:
            widths = (size, size) if layout["qk_norm"] == "head" else (queries, keys)
            yield from norm("self_attn.q_norm", widths[0])
            yield from norm("self_attn.k_norm", widths[1])

    def mlp() -> Iterator[tuple[str, np.ndarray]]:
        names, halves = tuple(f"mlp.{name}" for name in layout["up"]), layout["halves"]
        yield from matrices(names, [wide] * halves, hidden, [1.0] * halves)
        yield from matrices((f"mlp.{layout['down']}",), [hidden], wide, [2.0])

    def layer() -> Iterator[tuple[str, np.ndarray]]:
        before, after, before_mlp, after_mlp = layout["norms"]
        for part in (before, attention, mlp, after, before_mlp, after_mlp):
            if callable(part):
                yield from part()
            elif part:
                yield from norm(part, hidden)

    yield "model.embed_tokens.weight", normal(config["vocab_size"], hidden, scale=3 * hidden**-0.5)
    for number in range(config["num_hidden_layers"]):
        for name, values in layer():
            yield f"model.layers.{number}.{name}", values
    yield from norm("model.norm", hidden)
    if not config["tie_word_embeddings"]:
        yield "lm_head.weight", normal(config["vocab_size"], hidden, scale=3 * hidden**-0.5)


def _layout(model_type: str) -> dict[str, Any]:
    return {**LLAMA, **OTHERS.get(model_type, {})}


def _biased(config: dict[str, Any]) -> tuple[str, ...]:
    """Return the projections that have a bias."""
    type_ = config["model_type"]
    if type_ in BIASES:
        return BIASES[type_](config)
    names: tuple[str, ...] = ()
    if config.get("attention_bias"):
        names += ("q_proj", "k_proj", "v_proj")
        names += ("o_proj",) * (type_ not in NO_OUTPUT_BIAS)
    if config.get("attention_out_bias"):
        names += ("o_proj",)
    if config.get("mlp_bias"):
        names += ("gate_proj", "up_proj", "down_proj")
    return names


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
