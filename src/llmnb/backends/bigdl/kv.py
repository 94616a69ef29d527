"""Keys and values in buffers that grow, as transformers' own cache hands them to a network."""

from __future__ import annotations

from typing import Any

import torch
from transformers.cache_utils import Cache, DynamicLayer

from llmnb.backends.inprocess.slots import Slot, grown


class BufferLayer(DynamicLayer):  # type: ignore[misc, unused-ignore]
    """The keys and values of one layer, written in place.

    transformers would copy all of them for every token.

    Parameters
    ----------
    context : int
        The most positions of a sequence.
    """

    def __init__(self, context: int) -> None:
        super().__init__()
        self.is_initialized = True
        self._context = context
        self._buffers: list[torch.Tensor] = []  # (1, kv_heads, capacity, head_dim) each
        self._held = 0

    def update(
        self,
        key_states: torch.Tensor,
        value_states: torch.Tensor,
        cache_kwargs: dict[str, Any] | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Append keys and values of shape (1, kv_heads, new, head_dim); return all of them."""
        start, end = self._held, self._held + key_states.shape[-2]
        states = (key_states, value_states)
        if not self._buffers or end > self._buffers[0].shape[-2]:
            self._grow(states, end)
        for buffer, new in zip(self._buffers, states, strict=True):
            buffer[:, :, start:end] = new
        self._held = end
        keys, values = (buffer[:, :, :end] for buffer in self._buffers)
        return keys, values

    def get_seq_length(self) -> int:
        """Return how many positions are held."""
        return self._held

    def hold(self, length: int) -> None:
        """Forget all positions from `length` on, those of a chunk that was stopped too."""
        self._held = length

    def release(self) -> None:
        """Give the memory back."""
        self._buffers, self._held = [], 0

    @property
    def bytes(self) -> int:
        """The size of the buffers."""
        return sum(buffer.nbytes for buffer in self._buffers)

    def _grow(self, states: tuple[torch.Tensor, torch.Tensor], length: int) -> None:
        held = self._buffers[0].shape[-2] if self._buffers else 0
        capacity, old = grown(held, length, self._context), self._buffers or [None, None]
        self._buffers = []  # so that memory that runs out leaves a layer that can be used
        made = []
        for buffer, new in zip(old, states, strict=True):
            made.append(new.new_empty((*new.shape[:2], capacity, new.shape[-1])))
            if buffer is not None:
                made[-1][:, :, : self._held] = buffer[:, :, : self._held]
        self._buffers = made


class CacheSlot(Slot):
    """A sequence whose keys and values are in a cache of transformers.

    Parameters
    ----------
    layers, context : int
        The layers of the network, and the most positions of a sequence.

    Attributes
    ----------
    cache : transformers.Cache
        The keys and values.
    """

    def __init__(self, layers: int, context: int) -> None:
        super().__init__()
        self._layers = [BufferLayer(context) for _ in range(layers)]
        self.cache = Cache(layers=self._layers)

    def rewind(self) -> None:
        """Have the cache hold what the slot does."""
        for layer in self._layers:
            layer.hold(len(self.ids))

    def release(self) -> None:
        """Give the memory back."""
        self.truncate(0)
        for layer in self._layers:
            layer.release()

    @property
    def bytes(self) -> int:
        """The size of the buffers."""
        return sum(layer.bytes for layer in self._layers)
