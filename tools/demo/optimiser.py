"""Muon for the layers' matrices, AdamW for embeddings and norms."""

from __future__ import annotations

from typing import Any

import torch
import torch.distributed as dist
from model import Llama

_MOMENTUM = 0.95
_ITERATIONS = 5
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


class Optimiser:
    """Updates a model's parameters from their gradients.

    Muon replaces a matrix's momentum by the nearest orthogonal matrix, found with Newton-Schulz
    iterations (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/). With several
    worker processes, gradients are averaged over them, and each does its share of the iterations.

    Parameters
    ----------
    model : Llama
        The model to train.
    matrix_rate, other_rate : float
        Peak learning rates of Muon and of AdamW.
    weight_decay : float
        Decay of the matrices, relative to the learning rate.
    """

    def __init__(
        self, model: Llama, matrix_rate: float, other_rate: float, weight_decay: float
    ) -> None:
        self._parameters = model.parameters
        self._matrix_rate, self._other_rate = matrix_rate, other_rate
        self._weight_decay = weight_decay
        matrices = model.matrices()
        others = [p for name, p in model.parameters.items() if name not in matrices]
        self._adam = torch.optim.AdamW(
            others, lr=other_rate, betas=(0.9, 0.98), weight_decay=0.0, foreach=True
        )
        # Matrices of one shape are updated together.
        self._groups: dict[tuple[int, ...], list[str]] = {}
        for name in matrices:
            self._groups.setdefault(tuple(model.parameters[name].shape), []).append(name)
        self._momentum = {
            shape: torch.zeros(len(names), *shape) for shape, names in self._groups.items()
        }

    def state(self) -> dict[str, Any]:
        """Return the momenta."""
        return {"muon": self._momentum, "adam": self._adam.state_dict()}

    def load_state(self, state: dict[str, Any]) -> None:
        """Go on with the momenta that `state` returned."""
        self._momentum = state["muon"]
        self._adam.load_state_dict(state["adam"])

    def step(self, factor: float) -> None:
        """Make one update with the learning rates scaled by `factor`, and clear the gradients."""
        if dist.is_initialized():
            _average([parameter.grad for parameter in self._parameters.values()])
        for shape, names in self._groups.items():
            self._muon(shape, names, self._matrix_rate * factor)
        for group in self._adam.param_groups:
            group["lr"] = self._other_rate * factor
        self._adam.step()
        self._adam.zero_grad(set_to_none=True)

    @torch.no_grad()
    def _muon(self, shape: tuple[int, ...], names: list[str], rate: float) -> None:
        gradient = torch.stack([self._parameters[name].grad for name in names])
        momentum = self._momentum[shape]
        momentum.mul_(_MOMENTUM).add_(gradient, alpha=1 - _MOMENTUM)
        nesterov = gradient.mul(1 - _MOMENTUM).add_(momentum, alpha=_MOMENTUM)
        updates = _shared_work(nesterov)
        scale = rate * max(1.0, shape[0] / shape[1]) ** 0.5
        for name, update in zip(names, updates, strict=True):
            parameter = self._parameters[name]
            parameter.mul_(1 - rate * self._weight_decay).sub_(update, alpha=scale)
            parameter.grad = None


def _average(gradients: list[torch.Tensor | None]) -> None:
    present = [gradient for gradient in gradients if gradient is not None]
    flat = torch.cat([gradient.reshape(-1) for gradient in present])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    for gradient, mean in zip(present, flat.split([g.numel() for g in present]), strict=True):
        gradient.copy_(mean.view_as(gradient))


def _shared_work(stack: torch.Tensor) -> torch.Tensor:
    """Orthogonalise a stack of matrices, each worker a part of it."""
    if not dist.is_initialized() or len(stack) % dist.get_world_size():
        return _orthogonalise(stack)
    parts = stack.chunk(dist.get_world_size())
    mine = _orthogonalise(parts[dist.get_rank()]).contiguous()
    done = [torch.empty_like(mine) for _ in parts]
    dist.all_gather(done, mine)
    return torch.cat(done)


def _orthogonalise(x: torch.Tensor) -> torch.Tensor:
    tall = x.shape[1] > x.shape[2]
    if tall:
        x = x.transpose(1, 2)
    x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
    a, b, c = _COEFFICIENTS
    for _ in range(_ITERATIONS):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return (x.transpose(1, 2) if tall else x).float()
