"""A model of transformers without weights, and what of it BigDL multiplies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from llmnb.backends.bigdl.architectures import EAGER, spelled
from llmnb.backends.bigdl.formats import BLOCK
from llmnb.backends.inprocess.weights import Weights
from llmnb.errors import ModelFormatError, first_line
from llmnb.model_source import ModelFacts

if TYPE_CHECKING:
    from torch import nn
    from transformers import PreTrainedModel

# Derived values that old files carry.
_UNUSED = ("rotary_emb.inv_freq", "attention.bias", "attention.masked_bias")
# What would make transformers import code, or change how the network is run.
_NOT_TAKEN = ("auto_map", "attn_implementation", "_attn_implementation", "torch_dtype", "dtype")


@dataclass(frozen=True)
class Part:
    """One tensor of a network.

    Parameters
    ----------
    name : str
        Its name in the network.
    source : str
        Its name in the model's files; that of the embedding for a tied head.
    shape : tuple of int
        Its dimensions.
    kind : str
        ``"product"`` for a matrix that BigDL multiplies, ``"table"`` for an embedding that is
        only looked up, ``"float"`` for all others.
    """

    name: str
    source: str
    shape: tuple[int, ...]
    kind: str


def skeleton(facts: ModelFacts) -> PreTrainedModel:
    """Return the network of a configuration, its parameters without memory.

    Raises
    ------
    ModelFormatError
        If transformers cannot make it, or if the model's files are far too small for it.
    """
    _check_size(facts)
    import torch
    from transformers import AutoModelForCausalLM
    from transformers.models.auto import CONFIG_MAPPING

    from llmnb.backends.bigdl.empty import WithoutWeights

    stated = {k: v for k, v in spelled(facts.config).items() if k not in _NOT_TAKEN}
    try:
        # Never through a folder, which could bring code along.
        config = CONFIG_MAPPING[facts.model_type].from_dict(stated)
        with WithoutWeights():
            model = AutoModelForCausalLM.from_config(
                config,
                dtype=torch.float32,
                attn_implementation="eager" if facts.model_type in EAGER else "sdpa",
                trust_remote_code=False,
            )
    except Exception as error:  # whatever a wrong value makes fail
        raise ModelFormatError(
            f"config.json has a value that cannot be used: {first_line(error)}.",
            hint="Download or copy the model again.",
        ) from None
    made: PreTrainedModel = model.eval()
    return made


def parts(model: PreTrainedModel, weights: Weights) -> list[Part]:
    """Return the tensors of a network, after comparing them with a model's files.

    Raises
    ------
    ModelFormatError
        If a tensor is missing, has another shape, or is one that the network does not have.
    """
    prefix, tied = f"{model.base_model_prefix}.", _tied(model)
    found = []
    for name, shape, kind in _tensors(model):
        source = tied.get(name, name)
        bare = source.removeprefix(prefix)
        if source not in weights.names and bare in weights.names:
            source = bare  # files of the network without its head
        weights.check(source, shape)
        found.append(Part(name, source, shape, kind))
    known = {part.source for part in found} | tied.keys()
    unknown = sorted(n for n in weights.names - known if not n.endswith(_UNUSED))
    if unknown:
        raise ModelFormatError(
            f"The model has the tensor {unknown[0]!r}, which its configuration does not explain.",
            hint="The bigdl backend would give wrong answers for it; try another backend.",
        )
    return found


def products(model: PreTrainedModel) -> Iterator[tuple[str, nn.Linear]]:
    """Yield the layers that BigDL computes; its blocks have to fit into their rows."""
    from torch import nn

    for name, module in model.named_modules():
        if isinstance(module, nn.Linear) and module.in_features % BLOCK == 0:
            yield name, module


def tables(model: PreTrainedModel) -> Iterator[tuple[str, nn.Embedding]]:
    """Yield the embeddings that look rows up, and at most multiply them by a number (Gemma 3)."""
    from torch import nn

    for name, module in model.named_modules():
        scaled = isinstance(module, nn.Embedding) and hasattr(module, "embed_scale")
        if type(module) is nn.Embedding or scaled:
            yield name, module


def _check_size(facts: ModelFacts) -> None:
    """Refuse a network that its files cannot hold, as norms and rotary tables take memory."""
    queries = 2 * facts.layers * facts.hidden * facts.heads * facts.head_dim  # in half precision
    if 0 < facts.weight_bytes < queries:
        raise ModelFormatError(
            f"The weights have {facts.weight_bytes:,} bytes, but those that config.json describes "
            f"take more than {queries:,}.",
            hint="Check that config.json and the safetensors files belong together.",
        )


def _tensors(model: PreTrainedModel) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Yield name, shape and kind of all that is read, the persistent buffers included."""
    kinds = {f"{name}.weight": "product" for name, _ in products(model)}
    kinds |= {f"{name}.weight": "table" for name, _ in tables(model)}
    for name, tensor in model.state_dict().items():
        yield name, tuple(tensor.shape), kinds.get(name, "float")


def _tied(model: PreTrainedModel) -> Mapping[str, str]:
    """Return the name of a head that uses the embedding's table, with the table's name."""
    if not model.config.tie_word_embeddings:
        return {}
    names: dict[Any, str] = {module: name for name, module in model.named_modules()}
    head, table = model.get_output_embeddings(), model.get_input_embeddings()
    return {f"{names[head]}.weight": f"{names[table]}.weight"}
