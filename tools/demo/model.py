"""The Llama architecture in plain PyTorch, small and fast on one CPU thread.

The maths and the parameter names are those of `transformers.LlamaForCausalLM` with tied
embeddings, so that the weights load there unchanged. Matrix products are made in bfloat16, eight
times as fast as float32 on a CPU with AMX; weights, norms, softmax and loss are kept in float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F

EMBEDDING = "model.embed_tokens.weight"
FINAL_NORM = "model.norm.weight"


@dataclass(frozen=True)
class Shape:
    """Sizes of the model."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    context: int
    theta: float
    epsilon: float = 1e-5

    @property
    def head_size(self) -> int:
        """Width of one attention head."""
        return self.hidden // self.heads


class Batch(NamedTuple):
    """Documents packed one after the other into rows, each tensor of shape (rows, length).

    `documents` numbers the document that a token belongs to: it sees no other. `targets` are the
    tokens that follow, `weights` how much each of them counts.
    """

    ids: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    documents: torch.Tensor


class Llama:
    """A Llama model as a dictionary of parameters.

    Parameters
    ----------
    shape : Shape
        Sizes of the model.
    embedding_std : float
        Standard deviation of the initial embeddings.
    planted : bool
        Whether two heads start as a circuit that copies, rather than at random.
    tokens : sequence of str, default ()
        What the tokens stand for. Tokens that differ only in case or in a space before them then
        start with similar embeddings.
    """

    def __init__(
        self,
        shape: Shape,
        embedding_std: float = 0.2,
        planted: bool = True,
        tokens: Sequence[str] = (),
    ) -> None:
        self.shape = shape
        self.parameters = _random_parameters(shape, embedding_std)
        if tokens:
            _relate_embeddings(self.parameters[EMBEDDING], tokens, embedding_std)
        if planted:
            _plant_copying_heads(self.parameters, shape, embedding_std)
        for parameter in self.parameters.values():
            parameter.requires_grad_(True)
        self._cos, self._sin = _rotary_tables(shape)

    def matrices(self) -> list[str]:
        """Return the names of the layers' matrices."""
        return [name for name, p in self.parameters.items() if p.ndim == 2 and name != EMBEDDING]

    def loss(self, batch: Batch) -> torch.Tensor:
        """Return the sum of the weighted cross-entropies of a batch's targets."""
        logits = self._logits(batch)
        losses = F.cross_entropy(logits, batch.targets.reshape(-1), reduction="none")
        return (losses * batch.weights.reshape(-1)).sum()

    def _logits(self, batch: Batch) -> torch.Tensor:
        rows, length = batch.ids.shape
        seen = _visible(batch.documents)
        embedding = self.parameters[EMBEDDING]
        x = F.embedding(batch.ids, embedding).view(rows * length, self.shape.hidden)
        for layer in range(self.shape.layers):
            x = self._layer(f"model.layers.{layer}.", x, seen)
        return _product(self._norm(x, FINAL_NORM), embedding).float()

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        scale = torch.rsqrt(x.square().mean(-1, keepdim=True) + self.shape.epsilon)
        return x * scale * self.parameters[name]

    def _layer(self, prefix: str, x: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        p = self.parameters
        h = self._norm(x, prefix + "input_layernorm.weight")
        projections = torch.cat([p[f"{prefix}self_attn.{name}_proj.weight"] for name in "qkv"])
        mixed = self._attend(_product(h, projections), seen)
        x = x + _product(mixed, p[prefix + "self_attn.o_proj.weight"])
        h = self._norm(x, prefix + "post_attention_layernorm.weight")
        both = torch.cat([p[f"{prefix}mlp.{name}_proj.weight"] for name in ("gate", "up")])
        gate, up = _product(h, both).float().chunk(2, -1)
        return x + _product(F.silu(gate) * up, p[prefix + "mlp.down_proj.weight"])

    def _attend(self, projected: torch.Tensor, seen: torch.Tensor) -> torch.Tensor:
        rows, _, length, _ = seen.shape
        heads, size = self.shape.heads, self.shape.head_size
        projected = projected.view(rows, length, 3 * heads, size).transpose(1, 2)
        q, k, v = projected.split(heads, 1)
        q, k = self._rotate(q, length), self._rotate(k, length)
        scores = torch.matmul(q, k.transpose(-1, -2)).float() * size**-0.5 + seen
        mixed = torch.matmul(torch.softmax(scores, -1).bfloat16(), v)
        return mixed.transpose(1, 2).reshape(rows * length, heads * size)

    def _rotate(self, x: torch.Tensor, length: int) -> torch.Tensor:
        x = x.float()
        half = self.shape.head_size // 2
        swapped = torch.cat([x[..., half:], x[..., :half]], -1)
        return (x * self._cos[:length] + swapped * self._sin[:length]).bfloat16()


def _product(x: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return F.linear(x.bfloat16(), weight.bfloat16())


def _visible(documents: torch.Tensor) -> torch.Tensor:
    """Return what is added to scores: 0 for earlier tokens of the same document, else -infinity."""
    place = torch.arange(documents.shape[1])
    same = documents[:, :, None] == documents[:, None, :]
    return torch.where(same & (place[:, None] >= place), 0.0, float("-inf"))[:, None]


def _random_parameters(shape: Shape, embedding_std: float) -> dict[str, torch.Tensor]:
    hidden, feed_forward = shape.hidden, shape.feed_forward
    std = hidden**-0.5
    parameters = {EMBEDDING: torch.randn(shape.vocabulary, hidden) * embedding_std}
    for layer in range(shape.layers):
        prefix = f"model.layers.{layer}."
        for name in "qkv":
            weight = torch.randn(hidden, hidden) * std
            parameters[f"{prefix}self_attn.{name}_proj.weight"] = weight
        # Zero output projections: every layer starts as the identity.
        parameters[prefix + "self_attn.o_proj.weight"] = torch.zeros(hidden, hidden)
        for name in ("gate", "up"):
            parameters[f"{prefix}mlp.{name}_proj.weight"] = torch.randn(feed_forward, hidden) * std
        parameters[prefix + "mlp.down_proj.weight"] = torch.zeros(hidden, feed_forward)
        parameters[prefix + "input_layernorm.weight"] = torch.ones(hidden)
        parameters[prefix + "post_attention_layernorm.weight"] = torch.ones(hidden)
    parameters[FINAL_NORM] = torch.full((hidden,), 0.08 / embedding_std)
    return parameters


def _relate_embeddings(embedding: torch.Tensor, tokens: Sequence[str], std: float) -> None:
    """Give tokens that differ only in case or in a space before them a common part.

    What finds or copies one of them then also works for the others.
    """
    common: dict[str, torch.Tensor] = {}
    case, space = torch.randn(2, embedding.shape[1]) * std
    for index, token in enumerate(tokens):
        bare = token.strip()
        if not bare.isalpha():
            continue
        part = common.setdefault(bare.lower(), torch.randn(embedding.shape[1]) * std)
        embedding[index] = 0.8 * part + 0.6 * embedding[index]
        if bare[-1].isupper():
            embedding[index] += case
        if token != bare:
            embedding[index] += space


def _plant_copying_heads(
    parameters: dict[str, torch.Tensor], shape: Shape, embedding_std: float
) -> None:
    """Start with a head that sees the previous token and one that continues what was seen before.

    Copying names and numbers is the slowest thing to learn from nothing: it needs an induction
    circuit over two layers (Elhage et al. 2021, "A mathematical framework for transformer
    circuits"). Planting it roughly, in the first head of layers 0 and 1, saves most of the
    training; everything stays trainable.
    """
    size, half = shape.head_size, shape.head_size // 2
    fast = 12  # rotary frequencies fast enough to tell neighbours apart
    slow = [*range(fast, half), *range(half + fast, size)]
    count = len(slow)
    parameters[EMBEDDING][:, 0] = 3 * embedding_std  # a constant that heads can attend by
    basis = torch.zeros(shape.hidden - 1, shape.hidden)
    basis[:, 1:] = torch.linalg.qr(torch.randn(shape.hidden - 1, shape.hidden - 1))[0]
    token, previous, rest = basis[:count], basis[count : 2 * count], basis[2 * count :]

    head = "model.layers.0.self_attn."
    angles = 1.0 / shape.theta ** (torch.arange(0, size, 2).float() / size)
    query, key = parameters[head + "q_proj.weight"], parameters[head + "k_proj.weight"]
    query[:size] *= 0.1
    key[:size] *= 0.1
    sharpness = 7.5 / 2.9
    key[:fast, 0] = sharpness
    query[:fast, 0] = sharpness * angles[:fast].cos()
    query[half : half + fast, 0] = -sharpness * angles[:fast].sin()
    parameters[head + "v_proj.weight"][:count] = token
    parameters[head + "o_proj.weight"][:, :count] = embedding_std * previous.T

    head = "model.layers.1.self_attn."
    query, key = parameters[head + "q_proj.weight"], parameters[head + "k_proj.weight"]
    query[:size] *= 0.1
    key[:size] *= 0.1
    query[slow], key[slow] = 2.2 * token, 2.2 * previous
    copied = torch.cat([token, rest])[:size]
    parameters[head + "v_proj.weight"][: len(copied)] = copied
    parameters[head + "o_proj.weight"][:, : len(copied)] = 6 * embedding_std * copied.T


def _rotary_tables(shape: Shape) -> tuple[torch.Tensor, torch.Tensor]:
    size = shape.head_size
    inverse = 1.0 / shape.theta ** (torch.arange(0, size, 2).float() / size)
    angles = torch.outer(torch.arange(shape.context).float(), inverse)
    cos = torch.cat([angles.cos(), angles.cos()], -1)
    return cos, torch.cat([-angles.sin(), angles.sin()], -1)
