"""Where a model comes from, its files, and the facts that its configuration states."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from llmnb.errors import ModelFormatError, ModelNotFound
from llmnb.progress import Progress, Stage, check_cancelled

DEMO = "demo"
# Everything that llmnb reads of a hub repository; weights only as safetensors.
SMALL_FILES = ("*.json", "*.jinja")
WEIGHTS = ("*.safetensors",)
_MODEL_SUFFIXES = {".json", ".jinja", ".safetensors"}
_LARGEST_JSON = 256 * 2**20  # bytes; a tokenizer of a large vocabulary is about 30 MB


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

    @property
    def parameters(self) -> int:
        """The number of parameters of a dense decoder of this shape, norms and biases apart."""
        ffn = int(self.config.get("intermediate_size") or 4 * self.hidden)
        attention = self.hidden * self.head_dim * (2 * self.heads + 2 * self.kv_heads)
        tables = 1 if self.config.get("tie_word_embeddings") else 2
        layers = self.layers * (attention + 3 * self.hidden * ffn)
        return layers + tables * self.vocabulary * self.hidden


@dataclass(frozen=True)
class Demo:
    """The tiny model inside the package."""

    @property
    def label(self) -> str:
        """The name that is shown and recorded."""
        return DEMO

    @property
    def folder(self) -> Path:
        """The folder of the model's files."""
        return Path(str(resources.files("llmnb"))) / "demo"

    def facts(self) -> ModelFacts:
        """Read the model's configuration files."""
        return read_facts(self.folder)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Return the folder of the model's files."""
        return self.folder


@dataclass(frozen=True)
class Folder:
    """A local folder with ``config.json``, a tokenizer and safetensors files."""

    path: Path

    @property
    def label(self) -> str:
        """The folder's own name; the path stays private."""
        return self.path.resolve().name

    def facts(self) -> ModelFacts:
        """Read the model's configuration files."""
        return read_facts(self.path)

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Return the folder."""
        return self.path


@dataclass(frozen=True)
class Hub:
    """A repository of the Hugging Face hub."""

    id: str
    revision: str | None = None

    @property
    def label(self) -> str:
        """The repository's id."""
        return self.id

    def facts(self) -> ModelFacts:
        """Download the small configuration files and read them."""
        return read_facts(self._snapshot(SMALL_FILES))

    def fetch(self, progress: Progress, cancel: threading.Event) -> Path:
        """Download the weights and return the folder of the snapshot.

        Raises
        ------
        ModelNotFound
            If the hub cannot be reached or has no such model.
        """
        progress.start(Stage("downloading"))
        check_cancelled(cancel)
        return self._snapshot(SMALL_FILES + WEIGHTS)

    def _snapshot(self, patterns: tuple[str, ...]) -> Path:
        from huggingface_hub import snapshot_download
        from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]

        disable_progress_bars()
        try:
            found = snapshot_download(self.id, revision=self.revision, allow_patterns=[*patterns])
        except Exception as error:  # the hub client's errors differ between its major versions
            raise ModelNotFound(
                f"The hub model {self.id!r} cannot be fetched: {_first_line(error)}",
                hint="Check the name and the connection, or load a local folder or `demo`.",
            ) from error
        return Path(found)


@dataclass(frozen=True)
class Endpoint:
    """A server that speaks the OpenAI protocol.

    Parameters
    ----------
    url : str
        The base address, ending in ``/v1``.
    """

    url: str

    @property
    def label(self) -> str:
        """The address without credentials."""
        parts = urlsplit(self.url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"

    def facts(self) -> None:
        """Return None: a server does not tell its model's configuration."""

    def fetch(self, progress: Progress, cancel: threading.Event) -> None:
        """Return None: there is nothing to fetch."""


ModelSource = Demo | Folder | Hub | Endpoint


def parse(model: str, revision: str | None = None) -> ModelSource:
    """Tell what kind of source the user's word for a model is.

    Parameters
    ----------
    model : str
        ``demo``, a folder, an ``http(s)://…/v1`` address or a hub id such as
        ``Qwen/Qwen2.5-0.5B-Instruct``. A folder wins over a hub id of the same name.
    revision : str, optional
        A branch, tag or commit; hub models only.

    Raises
    ------
    ModelNotFound
        If it can be none of these.
    """
    if model == DEMO:
        return Demo()
    if model.startswith(("http://", "https://")):
        return Endpoint(model)
    path = Path(model).expanduser()
    if path.is_dir():
        return Folder(path)
    if model.count("/") == 1 and not model.startswith((".", "/", "~")) and "\\" not in model:
        return Hub(model, revision)
    raise ModelNotFound(
        f"{model!r} is no model that llmnb can find.",
        hint="Allowed: demo, a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, "
        "or a server's address ending in /v1.",
    )


def read_facts(folder: Path) -> ModelFacts:
    """Read a folder's configuration files.

    Raises
    ------
    ModelFormatError
        If ``config.json`` is missing, broken, or lacks the shape of a language model.
    """
    if not (folder / "config.json").is_file():
        raise ModelFormatError(
            f"The folder {str(folder)!r} has no config.json, so it holds no model.",
            hint="Give the folder that holds config.json, tokenizer.json and *.safetensors.",
        )
    config = read_json(folder / "config.json")
    generation = _optional_json(folder / "generation_config.json")
    tokenizer = _optional_json(folder / "tokenizer_config.json")
    special = _special_tokens(tokenizer)
    try:
        heads, hidden = int(config["num_attention_heads"]), int(config["hidden_size"])
        shape = {
            "model_type": str(config["model_type"]),
            "layers": int(config["num_hidden_layers"]),
            "hidden": hidden,
            "heads": heads,
            "kv_heads": int(config.get("num_key_value_heads") or heads),
            "head_dim": int(config.get("head_dim") or hidden // heads),
            "vocabulary": int(config["vocab_size"]),
            "context": int(config.get("max_position_embeddings") or 2048),
        }
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise ModelFormatError(
            f"The config.json in {str(folder)!r} does not describe a language model: "
            f"{type(error).__name__} {error}.",
            hint="llmnb reads configurations in the format of transformers.",
        ) from None
    return ModelFacts(
        config=config,
        weight_bytes=sum(f.stat().st_size for f in folder.glob("*.safetensors")),
        eos_ids=_eos_ids(config, generation, tokenizer, special),
        chat_template=_chat_template(folder, tokenizer),
        special_tokens=special,
        generation=_recommended(generation),
        **shape,  # type: ignore[arg-type]
    )


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a model's folder.

    Raises
    ------
    ModelFormatError
        If the file is broken, absurdly large, or not an object.
    """
    try:
        if path.stat().st_size > _LARGEST_JSON:
            raise ValueError(f"it is larger than {_LARGEST_JSON // 2**20} MB")
        value = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(value, dict):
            raise ValueError("it is not a JSON object")
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFormatError(
            f"The file {str(path)!r} cannot be read: {_first_line(error)}.",
            hint="Download or copy the model again.",
        ) from None
    return value


def digest(folder: Path) -> str:
    """Return a digest of a model's files that changes whenever their content does.

    Files up to 64 MB count by their whole content. Larger ones count by a sample spread over
    the file, its size and its time of change, so that a model of many gigabytes is keyed in
    milliseconds.
    """
    import hashlib  # it brings OpenSSL along, which is not needed at start

    found = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in _MODEL_SUFFIXES:
            found.update(path.name.encode())
            found.update(_whole(path) if _is_small(path) else _sample(path))
    return found.hexdigest()


def _whole(path: Path) -> bytes:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= 64 * 2**20


def _sample(path: Path, pieces: int = 64, length: int = 4096) -> bytes:
    facts = path.stat()
    sampled = bytearray(f"{facts.st_size} {facts.st_mtime_ns}".encode())
    with path.open("rb") as file:
        for piece in range(pieces):
            file.seek(piece * (facts.st_size - length) // (pieces - 1))
            sampled += file.read(length)
    return bytes(sampled)


def _optional_json(path: Path) -> dict[str, Any]:
    return read_json(path) if path.is_file() else {}


def _special_tokens(tokenizer: Mapping[str, Any]) -> dict[str, str]:
    named: dict[str, str] = {}
    for key in ("bos_token", "eos_token", "pad_token", "unk_token"):
        value = tokenizer.get(key)
        text = value.get("content") if isinstance(value, dict) else value
        if isinstance(text, str):
            named[key] = text
    return named


def _eos_ids(
    config: Mapping[str, Any],
    generation: Mapping[str, Any],
    tokenizer: Mapping[str, Any],
    special: Mapping[str, str],
) -> frozenset[int]:
    found: set[int] = set()
    for source in (config, generation):
        value = source.get("eos_token_id")
        found.update(value if isinstance(value, list) else [] if value is None else [value])
    for key, token in (tokenizer.get("added_tokens_decoder") or {}).items():
        if token.get("content") == special.get("eos_token"):
            found.add(int(key))
    return frozenset(found)


def _chat_template(folder: Path, tokenizer: Mapping[str, Any]) -> str | None:
    jinja = folder / "chat_template.jinja"
    if jinja.is_file():
        return jinja.read_text(encoding="utf-8")
    value = tokenizer.get("chat_template")
    if isinstance(value, list):  # named templates; the others are for tools and retrieval
        value = {t["name"]: t["template"] for t in value}.get("default")
    return value if isinstance(value, str) else None


def _recommended(generation: Mapping[str, Any]) -> dict[str, Any]:
    """Take over the parameters whose meaning is the same here as in transformers."""
    names = ("temperature", "top_p", "top_k", "min_p", "repetition_penalty")
    found = {name: generation[name] for name in names if generation.get(name) is not None}
    if generation.get("do_sample") is False:
        found["temperature"] = 0.0
    return found


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
