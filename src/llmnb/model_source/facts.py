"""The facts that a model's configuration files state, each checked when it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from llmnb.errors import ModelFormatError, first_line
from llmnb.model_source.contents import LAYOUT
from llmnb.model_source.files import (
    COPY_AGAIN,
    LONGEST_TEMPLATE,
    read_json,
    read_template,
    shown,
    weight_bytes,
)

# Far above every model there is; beyond them a broken file would take hours or all memory.
_MOST_LAYERS = 10_000
_LARGEST = 2**31 - 1
_LARGEST_ANSWER = 10_000_000  # tokens; as for the parameter max_tokens
_OLD_NAMES = {
    "n_embd": "hidden_size",
    "n_layer": "num_hidden_layers",
    "n_head": "num_attention_heads",
    "num_layers": "num_hidden_layers",
    "num_heads": "num_attention_heads",
    "n_positions": "max_position_embeddings",
}
"""What GPT-2 and its kin call the shape, and what all others do."""


_TIED = frozenset(
    {"bloom", "cohere", "cohere2", "ernie4_5", "falcon", "gemma", "gemma2", "gemma3_text", "gpt2",
     "gpt_neo", "opt", "smollm3", "starcoder2"}
)  # fmt: skip
"""The architectures whose head and embedding are one where ``config.json`` is silent."""


@dataclass(frozen=True)
class ModelFacts:
    """What a model's configuration files state.

    Parameters
    ----------
    model_type : str
        The architecture's name in ``config.json``, such as ``"llama"``.
    config : mapping
        The whole of ``config.json``.
    layers, hidden, heads, kv_heads, head_dim, vocabulary : int
        The shape of the network.
    context : int
        The most positions that it was made for.
    weight_bytes : int
        The size of its safetensors files; 0 while they are unknown.
    eos_ids : frozenset of int
        Ids that end an answer: the union of config, generation config and tokenizer.
    chat_template : str, optional
        The Jinja text of its chat template.
    special_tokens : mapping
        ``bos_token``, ``eos_token`` and their like, as text.
    generation : mapping
        The generation parameters that it recommends, under llmnb's names.
    code : tuple of str
        The names of the Python files beside them.
    """

    model_type: str
    config: Mapping[str, Any] = field(repr=False)
    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    vocabulary: int
    context: int
    weight_bytes: int = 0
    eos_ids: frozenset[int] = frozenset()
    chat_template: str | None = field(default=None, repr=False)
    special_tokens: Mapping[str, str] = field(default_factory=dict)
    generation: Mapping[str, Any] = field(default_factory=dict)
    code: tuple[str, ...] = ()

    @property
    def quantised(self) -> str | None:
        """The method by which the weights were quantised, such as ``"gptq"``; None if not."""
        stated = self.config.get("quantization_config")
        if not stated:
            return None
        method = stated.get("quant_method") if isinstance(stated, dict) else None
        return str(method)[:40] if method else "unknown"

    @property
    def parameters(self) -> int:
        """The number of parameters of a decoder of this shape, norms and biases apart."""
        return self._layer_parameters(self._experts) + self.tables * self.table

    @property
    def active_parameters(self) -> int:
        """The parameters that take part in each token: of the experts, those that it is sent to."""
        active = min(self._experts, self._stated("num_experts_per_tok", "moe_topk") or 1)
        return self._layer_parameters(active) + self.table

    @property
    def table(self) -> int:
        """The numbers of the embedding, and of the head."""
        return self.vocabulary * self.hidden

    @property
    def tables(self) -> int:
        """How many tables embedding and head are: one if they share it."""
        return 1 if self.tied else 2

    @property
    def tied(self) -> bool:
        """Whether the head uses the embedding's table."""
        stated = self.config.get("tie_word_embeddings")
        return self.model_type in _TIED if stated is None else bool(stated)

    @property
    def kv_numbers(self) -> int:
        """The numbers that keys and values of one position are, over all layers."""
        return 2 * self.layers * self.kv_heads * self.head_dim

    def _layer_parameters(self, experts: int) -> int:
        """Return the parameters of all layers, with some of the experts where there are any."""
        attention = self.hidden * self.head_dim * (2 * self.heads + 2 * self.kv_heads)
        dense = self._stated("intermediate_size") or 4 * self.hidden
        routed = self._stated("moe_intermediate_size") or dense
        # Some models have experts that take part in each token beside the chosen ones.
        shared = self._stated("shared_expert_intermediate_size") or routed * (
            self._stated("n_shared_experts") or 0
        )
        sparse = self._sparse_layers if self._experts else 0
        widths = (self.layers - sparse) * dense + sparse * (experts * routed + shared)
        routers = sparse * self._experts * self.hidden
        return self.layers * attention + 3 * self.hidden * widths + routers

    @property
    def _experts(self) -> int:
        """The experts of a layer; 0 for a dense network."""
        return self._stated("num_experts", "num_local_experts", "n_routed_experts") or 0

    @property
    def _sparse_layers(self) -> int:
        """How many layers have experts; the others are dense."""
        listed, step = self.config.get("mlp_only_layers"), self._stated("decoder_sparse_step") or 1
        dense = {i for i in listed if isinstance(i, int)} if isinstance(listed, list) else set()
        first = self._stated("first_k_dense_replace") or 0
        return sum((i + 1) % step == 0 and i not in dense for i in range(first, self.layers))

    def _stated(self, *names: str) -> int | None:
        """Return the first of some entries that is a whole number from 1 to the largest."""
        values = (self.config.get(name) for name in names)
        return next((v for v in values if type(v) is int and 0 < v <= _LARGEST), None)


def read_facts(folder: Path) -> ModelFacts:
    """Read a folder's configuration files.

    Raises
    ------
    ModelFormatError
        If ``config.json`` is missing or lacks the shape of a language model, or if a file is
        broken; the message names the file and what is wrong.
    """
    if not (folder / "config.json").is_file():
        raise ModelFormatError(
            f"The folder {shown(folder)!r} has no config.json, so it holds no model.",
            hint=LAYOUT,
        )
    config = read_json(folder / "config.json")
    with _explaining(folder / "config.json"):
        shape, eos = _shape(config), _ids(config)
    generation = _optional_json(folder / "generation_config.json")
    with _explaining(folder / "generation_config.json"):
        eos |= _ids(generation)
        recommended = _recommended(generation)
    tokenizer = _optional_json(folder / "tokenizer_config.json")
    with _explaining(folder / "tokenizer_config.json"):
        special = _special_tokens(tokenizer)
        eos |= _declared_ids(tokenizer, special.get("eos_token"))
        template = _chat_template(tokenizer)
    jinja = folder / "chat_template.jinja"
    if jinja.is_file():
        template = read_template(jinja)
    return ModelFacts(
        config=config,
        weight_bytes=weight_bytes(folder),
        eos_ids=frozenset(eos),
        chat_template=template,
        special_tokens=special,
        generation=recommended,
        code=tuple(sorted(path.name for path in folder.glob("*.py"))),
        **shape,
    )


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    """Turn whatever a file's content makes fail into one line that names the file."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError) as error:
        raise ModelFormatError(
            f"The file {shown(path)!r} cannot be used: {first_line(error)}.", hint=COPY_AGAIN
        ) from None


def _optional_json(path: Path) -> dict[str, Any]:
    return read_json(path) if path.is_file() else {}


def _shape(config: Mapping[str, Any]) -> dict[str, Any]:
    model_type = config.get("model_type")
    if not isinstance(model_type, str) or not model_type:
        raise ValueError("it names no model_type")
    config = {**_usual_names(config), **config}
    hidden, heads = _size(config, "hidden_size"), _size(config, "num_attention_heads")
    if not isinstance(config.get("intermediate_size"), list):  # one per layer, in some models
        _size(config, "intermediate_size", 1)
    return {
        "model_type": model_type,
        "layers": _size(config, "num_hidden_layers", most=_MOST_LAYERS),
        "hidden": hidden,
        "heads": heads,
        "kv_heads": _size(config, "num_key_value_heads", heads),
        "head_dim": _size(config, "head_dim", max(1, hidden // heads)),
        "vocabulary": _size(config, "vocab_size"),
        "context": _size(config, "max_position_embeddings", 2048),
    }


def _usual_names(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that older architectures name in their own way, under the usual names."""
    return {usual: config[own] for own, usual in _OLD_NAMES.items() if own in config}


def _size(
    values: Mapping[str, Any], name: str, default: int | None = None, most: int = _LARGEST
) -> int:
    """Return a whole number from 1 to `most`; null counts as not stated."""
    value = values.get(name)
    if value is None and default is not None:
        return default
    if value is None:
        raise ValueError(f"it has no {name}")
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"{name} = {_short(value)} is no whole number from 1 to {most:,}")
    return value


def _short(value: Any) -> str:
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**30 else "a huge number"
    return text if len(text) <= 40 else text[:40] + "…"


def _ids(source: Mapping[str, Any]) -> set[int]:
    value = source.get("eos_token_id")
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if not all(type(id) is int and abs(id) <= _LARGEST for id in listed):
        raise ValueError(f"eos_token_id = {_short(value)} is no token id, or list of them")
    return set(listed)


def _declared_ids(tokenizer: Mapping[str, Any], eos: str | None) -> set[int]:
    declared = tokenizer.get("added_tokens_decoder") or {}
    if not isinstance(declared, dict) or not all(isinstance(t, dict) for t in declared.values()):
        raise ValueError("added_tokens_decoder does not map ids to tokens")
    return {int(id) for id, token in declared.items() if eos and token.get("content") == eos}


def _special_tokens(tokenizer: Mapping[str, Any]) -> dict[str, str]:
    named: dict[str, str] = {}
    for key in ("bos_token", "eos_token", "pad_token", "unk_token"):
        value = tokenizer.get(key)
        text = value.get("content") if isinstance(value, dict) else value
        if isinstance(text, str):
            named[key] = text
    return named


def _chat_template(tokenizer: Mapping[str, Any]) -> str | None:
    value = tokenizer.get("chat_template")
    if isinstance(value, list):  # named templates; the others are for tools and retrieval
        if not all(isinstance(t, dict) and {"name", "template"} <= t.keys() for t in value):
            raise ValueError("an entry of chat_template has no name or no template")
        value = {str(t["name"]): t["template"] for t in value}.get("default")
    if isinstance(value, str) and len(value) > LONGEST_TEMPLATE:
        raise ValueError(f"its chat_template has {len(value):,} characters")
    return value if isinstance(value, str) else None


def _recommended(generation: Mapping[str, Any]) -> dict[str, Any]:
    """Take over the parameters whose meaning is the same here as in transformers."""
    names = ("temperature", "top_p", "top_k", "min_p", "repetition_penalty")
    found = {name: generation[name] for name in names if generation.get(name) is not None}
    for name, value in found.items():
        if not isinstance(value, int | float):
            raise ValueError(f"{name} = {_short(value)} is no number")
    if generation.get("do_sample") is False:
        found["temperature"] = 0.0
    if generation.get("max_new_tokens") is not None:
        found["max_tokens"] = _size(generation, "max_new_tokens", most=_LARGEST_ANSWER)
    return found
