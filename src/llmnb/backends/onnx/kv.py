"""The memory of keys and values of a directly built graph.

No other module knows how this memory is laid out: per layer two float32 buffers of shape
(1, kv_heads, capacity, head_dim), which GroupQueryAttention reads and writes in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from llmnb.backends.inprocess.slots import Slot, grown


@dataclass(frozen=True)
class KvShape:
    """The shape of a model's keys and values.

    Parameters
    ----------
    layers, kv_heads, head_dim : int
        Of the network.
    context : int
        The most positions of a sequence.
    """

    layers: int
    kv_heads: int
    head_dim: int
    context: int


class BufferSlot(Slot):
    """A sequence whose keys and values are written into buffers.

    Parameters
    ----------
    shape : KvShape
        Of the network.

    Attributes
    ----------
    version : int
        Changes whenever the buffers do.
    capacity : int
        The positions that the buffers have room for.
    """

    def __init__(self, shape: KvShape) -> None:
        super().__init__()
        self.version = 0
        self.capacity = 0
        self._shape = shape
        self._buffers: list[Any] = []  # OrtValues on numpy's memory

    def buffers(self) -> Iterator[tuple[str, Any]]:
        """Yield ``"{layer}.key"`` or ``"{layer}.value"`` with its buffer as an OrtValue."""
        for index, buffer in enumerate(self._buffers):
            yield f"{index // 2}.{('key', 'value')[index % 2]}", buffer

    def reserve(self, length: int) -> None:
        """Make room for a sequence of `length` tokens, doubling the buffers.

        An old buffer is given up as soon as it is copied, so whoever else holds the buffers
        should let go of them first. Where the memory does not suffice, the slot is left empty
        and can be used again.
        """
        if length <= self.capacity:
            return
        capacity = grown(self.capacity, length, self._shape.context)
        try:
            self._buffers = self._grow(capacity)
        except BaseException:
            self.release()
            raise
        self.capacity = capacity
        self.version += 1

    def release(self) -> None:
        """Give the memory back."""
        self.truncate(0)
        self._buffers = []
        self.capacity = 0
        self.version += 1

    @property
    def bytes(self) -> int:
        """The size of the buffers."""
        shape = self._shape
        return 2 * shape.layers * shape.kv_heads * self.capacity * shape.head_dim * 4

    def _grow(self, capacity: int) -> list[Any]:
        old = self._buffers or [None] * (2 * self._shape.layers)
        old.reverse()
        larger = []
        while old:
            larger.append(self._grown(old.pop(), capacity))
        return larger

    def _grown(self, old: Any, capacity: int) -> Any:
        from onnxruntime import OrtValue

        shape = self._shape
        buffer = np.empty((1, shape.kv_heads, capacity, shape.head_dim), np.float32)
        if old is not None:
            length = len(self.ids)
            buffer[:, :, :length] = old.numpy()[:, :, :length]
        return OrtValue.ortvalue_from_numpy(buffer)
