"""Whether a set of files is a model that llmnb reads, told by their names alone.

It is asked before weights are fetched or read, so that nobody waits for a download in vain.
"""

from __future__ import annotations

from collections.abc import Collection

from llmnb.errors import ModelFormatError
from llmnb.model_source.files import INDEX, ONLY_SAFETENSORS, SINGLE

LAYOUT = "A model has config.json, tokenizer.json and *.safetensors."
_CAN_CARRY_CODE = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_GGUF = ".gguf"
_OTHER_WEIGHTS = (".ggml", ".onnx", ".h5", ".msgpack", ".npz", ".mlmodel", ".tflite")
_OTHER_TOKENIZERS = ("tokenizer.model", "spiece.model", "vocab.json")
_MAKE_TOKENIZER = (
    "Make one with transformers: "
    "AutoTokenizer.from_pretrained({0}).save_pretrained({0})."
)  # fmt: skip


def check_files(names: Collection[str], where: str) -> None:
    """Refuse a set of files that llmnb could not load.

    Parameters
    ----------
    names : collection of str
        The files of the model's folder, without those of its subfolders.
    where : str
        What messages begin with, such as ``"The hub model 'org/name'"``.

    Raises
    ------
    ModelFormatError
        If config, tokenizer or weights are missing or in a form that is not read.
    """
    if "config.json" not in names:
        raise _no_config(names, where)
    if not has_weights(names):
        raise _no_weights(names, where)
    if "tokenizer.json" not in names:
        raise no_tokenizer(names, where)


def has_weights(names: Collection[str]) -> bool:
    """Tell whether there are safetensors files of which it is clear that they are the weights."""
    alone = sum(name.endswith(".safetensors") for name in names) == 1
    return alone or SINGLE in names or INDEX in names


def no_tokenizer(names: Collection[str], where: str) -> ModelFormatError:
    """Return the error for a model without ``tokenizer.json``."""
    other = next((name for name in _OTHER_TOKENIZERS if name in names), None)
    found = "" if other is None else f", only {other}, which llmnb does not read"
    return ModelFormatError(
        f"{where} has no tokenizer.json{found}.", hint=_MAKE_TOKENIZER.format("folder")
    )


def _no_config(names: Collection[str], where: str) -> ModelFormatError:
    if any(name.endswith(_GGUF) for name in names):
        return _only_gguf(where)
    if "adapter_config.json" in names:
        return ModelFormatError(
            f"{where} holds only an adapter (LoRA), not a whole model.",
            hint="Merge it into its base model with peft and load the folder of the result.",
        )
    return ModelFormatError(f"{where} has no config.json, so it holds no model.", hint=LAYOUT)


def _no_weights(names: Collection[str], where: str) -> ModelFormatError:
    if any(name.endswith(".safetensors") for name in names):
        return ModelFormatError(
            f"{where} has several safetensors files, but no {INDEX} that tells which to read.",
            hint="Save the model again with transformers' save_pretrained.",
        )
    if any(name.endswith(_GGUF) for name in names):
        return _only_gguf(where)
    risky = next((name for name in sorted(names) if name.endswith(_CAN_CARRY_CODE)), None)
    if risky is not None:
        return ModelFormatError(
            f"{where} has its weights only as {risky}, a format that can carry code.",
            hint=f"{ONLY_SAFETENSORS} Take a model or a --revision that has them.",
        )
    other = next((name for name in sorted(names) if name.endswith(_OTHER_WEIGHTS)), None)
    if other is not None:
        return ModelFormatError(f"{where} has its weights only as {other}.", hint=ONLY_SAFETENSORS)
    return ModelFormatError(f"{where} has no weights, no *.safetensors.", hint=LAYOUT)


def _only_gguf(where: str) -> ModelFormatError:
    return ModelFormatError(
        f"{where} has its weights only as GGUF, which llmnb does not read.",
        hint="Load the model that they were made from, the one with *.safetensors.",
    )
