"""The Llama architecture in plain PyTorch, small and fast on one CPU thread.

The maths and the parameter names are those of `transformers.LlamaForCausalLM` with tied
embeddings, so that the weights load there unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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


class _RMSNorm(torch.autograd.Function):
    """RMS normalisation with a hand-written backward pass, twice as fast as autograd's on a CPU."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
        scale = torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon)
        normed = x * scale
        ctx.save_for_backward(normed, scale, weight)
        return normed * weight

    @staticmethod
    def backward(ctx: Any, grad: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        normed, scale, weight = ctx.saved_tensors
        weight_grad = (grad * normed).sum(0)
        grad = grad * weight
        mean = (grad * normed).mean(-1, keepdim=True)
        return scale * (grad - normed * mean), weight_grad, None


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

    def hidden_states(self, ids: torch.Tensor) -> torch.Tensor:
        """Return the last layer's output, shape (batch * length, hidden), before the final norm."""
        batch, length = ids.shape
        x = F.embedding(ids, self.parameters[EMBEDDING]).view(batch * length, self.shape.hidden)
        for layer in range(self.shape.layers):
            x = self._layer(f"model.layers.{layer}.", x, batch, length)
        return x

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the logits of rows of `hidden_states`, shape (rows, vocabulary)."""
        normed = self._norm(hidden, FINAL_NORM)
        return F.linear(normed, self.parameters[EMBEDDING])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return _RMSNorm.apply(x, self.parameters[name], self.shape.epsilon)

    def _layer(self, prefix: str, x: torch.Tensor, batch: int, length: int) -> torch.Tensor:
        p = self.parameters
        h = self._norm(x, prefix + "input_layernorm.weight")
        q, k, v = (
            F.linear(h, p[f"{prefix}self_attn.{name}_proj.weight"])
            .view(batch, length, self.shape.heads, self.shape.head_size)
            .transpose(1, 2)
            for name in "qkv"
        )
        q, k = self._rotate(q, length), self._rotate(k, length)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        mixed = mixed.transpose(1, 2).reshape(batch * length, self.shape.hidden)
        x = x + F.linear(mixed, p[prefix + "self_attn.o_proj.weight"])
        h = self._norm(x, prefix + "post_attention_layernorm.weight")
        gate = F.silu(F.linear(h, p[prefix + "mlp.gate_proj.weight"]))
        up = F.linear(h, p[prefix + "mlp.up_proj.weight"])
        return x + F.linear(gate * up, p[prefix + "mlp.down_proj.weight"])

    def _rotate(self, x: torch.Tensor, length: int) -> torch.Tensor:
        half = self.shape.head_size // 2
        swapped = torch.cat([x[..., half:], x[..., :half]], -1)
        return x * self._cos[:length] + swapped * self._sin[:length]


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
