"""Puts converted numbers into a network, and BigDL's layers in the place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from llmnb.backends.bigdl.cache import WEIGHTS
from llmnb.backends.bigdl.network import products, tables
from llmnb.errors import BackendError, first_line

if TYPE_CHECKING:
    import torch
    from torch import nn
    from transformers import PreTrainedModel


def fill(model: PreTrainedModel, engine: ModuleType, precision: str, made: Path | bytes) -> None:
    """Make a network without weights ready to run.

    Parameters
    ----------
    model : PreTrainedModel
        The network, changed in place.
    engine : module
        BigDL's low-bit layers.
    precision : str
        One of `FORMATS`.
    made : Path or bytes
        The result of the conversion. What a file has in bulk is not copied: the pages of it that
        are used are the memory.

    Raises
    ------
    BackendError
        If the file is not that of the network.
    """
    try:
        tensors = _read(made)
        for name, module in [*products(model)]:
            _replace(
                model, name, _low_bit(module, engine, precision, tensors.pop(f"{name}.weight"))
            )
        for name, tensor in tensors.items():
            _assign(model, name, tensor)
        for _, table in tables(model):
            _compute_in_float32(table)
        held = (*model.named_parameters(), *model.named_buffers())
        left = next((name for name, tensor in held if tensor.is_meta), None)
        if left is not None:
            raise ValueError(f"it has no tensor {left!r}")
    except Exception as error:  # of safetensors and torch, which have no common base class
        kept = f"Remove {str(made.parent)!r}" if isinstance(made, Path) else "Update BigDL-LLM"
        raise BackendError(
            f"The converted model cannot be opened: {first_line(error)}.",
            hint=f"{kept} and load the model again.",
        ) from error


def _read(made: Path | bytes) -> dict[str, torch.Tensor]:
    from safetensors import safe_open
    from safetensors.torch import load

    if isinstance(made, bytes):
        return dict(load(made))
    with safe_open(made.parent / WEIGHTS, framework="pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  no mapping


def _low_bit(
    layer: nn.Linear, engine: ModuleType, precision: str, numbers: torch.Tensor
) -> nn.Module:
    """Return BigDL's layer for one of torch, with its bias yet to come."""
    from llmnb.backends.bigdl.empty import WithoutWeights

    kind = engine.ggml_tensor_qtype[precision]
    with WithoutWeights():
        made = engine.LowBitLinear(
            layer.in_features, layer.out_features, kind, layer.bias is not None
        )
    made._parameters["weight"] = engine.FP4Params(
        data=numbers, requires_grad=False, quantized=True, _shape=layer.weight.shape, qtype=kind
    )
    ready: nn.Module = made.eval()
    return ready


def _replace(model: nn.Module, name: str, layer: nn.Module) -> None:
    parent, _, leaf = name.rpartition(".")
    setattr(model.get_submodule(parent), leaf, layer)


def _assign(model: nn.Module, name: str, tensor: torch.Tensor) -> None:
    from torch import nn

    parent, _, leaf = name.rpartition(".")
    owner: Any = model.get_submodule(parent)
    held: Mapping[str, Any] = owner._parameters
    if not isinstance(owner, nn.Embedding):
        # In memory of torch's own: the last bits of a product depend on where a matrix begins.
        tensor = tensor.clone()
    if held.get(leaf) is not None:
        owner._parameters[leaf] = nn.Parameter(tensor, requires_grad=False)
    else:
        owner._buffers[leaf] = tensor


def _compute_in_float32(table: nn.Module) -> None:
    """Turn the rows that are looked up into what the network computes with, then scale them."""
    import torch

    scale: Any = getattr(table, "embed_scale", None)
    if scale is None:
        table.register_forward_hook(lambda table, ids, rows: rows.float())
    else:
        # The table would multiply in its own type, and round.
        table.embed_scale = torch.ones_like(scale)
        table.register_forward_hook(lambda table, ids, rows: rows.float() * scale)
