"""A LoRA adapter's folder: what it must hold, and whether it is for a model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from llmnb.config import LoadConfig
from llmnb.errors import ModelFormatError
from llmnb.model_source import Tensor, read_header

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
RANKS = (1, 8, 16, 32, 64, 128, 256, 320, 512)
"""What vLLM has LoRA kernels for."""

_NUMBERS = ("F32", "F16", "BF16")  # of others, several may be packed into one
_MOST_NAMES = 3  # in a message
_HOLDS = f"An adapter is a folder with {CONFIG}, which has a rank r, and {WEIGHTS}."
_OTHER = "Give an adapter that was trained on this model."
_TENSOR = re.compile(r"(?:base_model\.model\.)?(.+\.layers\.\d+\..+)\.lora_([AB])\.weight")


def folder(config: LoadConfig) -> Path | None:
    """Return where a load's adapter is, if it has one."""
    return Path(config.adapter).expanduser() if config.adapter else None


def rank(adapter: Path) -> int:
    """Return the lowest rank, of those that vLLM knows, that holds an adapter's.

    Raises
    ------
    ModelFormatError
        If there is no such folder, it holds no adapter, or one of a higher rank.
    """
    if not adapter.exists():
        raise ModelFormatError(f"There is no folder {str(adapter)!r} with an adapter.", hint=_HOLDS)
    if not adapter.is_dir():
        raise ModelFormatError(
            f"{str(adapter)!r} is a file, and no folder with an adapter.",
            hint=f"Give the folder that it is in: {str(adapter.parent)!r}.",
        )
    try:
        stated = json.loads((adapter / CONFIG).read_text(encoding="utf-8"))
        own = int(stated["r"])
        if own < 1 or not (adapter / WEIGHTS).is_file():
            raise ValueError
    except (OSError, ValueError, LookupError, TypeError):
        raise ModelFormatError(
            f"The folder {str(adapter)!r} holds no LoRA adapter that vLLM takes.", hint=_HOLDS
        ) from None
    found = next((known for known in RANKS if known >= own), None)
    if found is None:
        raise ModelFormatError(
            f"The adapter {adapter.name!r} has the rank {own:,}, and vLLM takes at most "
            f"{RANKS[-1]}."
        )
    return found


def check(adapter: Path, model: Mapping[str, Tensor]) -> None:
    """Refuse an adapter whose layers a model does not have, or has in another size.

    Names that a model's files have in another way, as those of joined experts, are left to vLLM.

    Parameters
    ----------
    adapter : Path
        Its folder.
    model : mapping of str to Tensor
        The model's tensors.

    Raises
    ------
    ModelFormatError
        If the adapter is for another model, or its file is broken.
    """
    parts = [*_parts(read_header(adapter / WEIGHTS))]
    kinds = {name.split(".")[-2] for name in model if "." in name}
    strange = {module.rpartition(".")[2] for module, _, _ in parts if ".experts" not in module}
    strange -= {*kinds, "base_layer"}
    if strange:
        first = sorted(strange)[:_MOST_NAMES]
        more = f" and {len(strange) - len(first)} more" if len(strange) > len(first) else ""
        raise ModelFormatError(
            f"The adapter {adapter.name!r} is for layers that the model does not have: "
            f"{', '.join(first)}{more}.",
            hint=_OTHER,
        )
    for module, side, width in parts:
        own = model.get(f"{module}.weight")
        if own is None or own.dtype not in _NUMBERS or len(own.shape) != 2:
            continue
        wanted = own.shape[1] if side == "A" else own.shape[0]
        if width != wanted:
            raise ModelFormatError(
                f"The adapter {adapter.name!r} is for another model: its {module!r} has a width "
                f"of {width:,}, and the model's {wanted:,}.",
                hint=_OTHER,
            )


def _parts(tensors: Mapping[str, Tensor]) -> Iterator[tuple[str, str, int]]:
    """Yield, of each matrix of an adapter's layers, its module, its side, and the module's width.

    Of ``lora_A``, of the shape (rank, inputs), it is that of the inputs; of ``lora_B``, of the
    shape (outputs, rank), that of the outputs.
    """
    for name, tensor in tensors.items():
        named = _TENSOR.fullmatch(name)
        if named is not None and len(tensor.shape) == 2:
            yield named[1], named[2], tensor.shape[1 if named[2] == "A" else 0]
