"""The memory of keys and values, and which prefix of a prompt is still in it.

No other module knows how this memory is laid out. A slot holds one sequence: per layer two
float32 buffers of shape (1, kv_heads, capacity, head_dim), which GroupQueryAttention reads and
writes in place, and the token ids they belong to.

**Exact reuse.** The last bits of keys and values depend on which positions were computed
together. Prompts are therefore read in chunks of a fixed grid of positions, and a slot keeps
its *joints*: the positions from which the computation would go on in the same way if it were
done afresh. These are the beginning of each chunk, the end of each whole chunk of the grid, and
the position after each generated token. Reuse ends at a joint, so that the same prompt gives
the same logits, bit by bit, whatever ran before it. The one exception is a prompt that goes on
into text that the model itself generated, as the next turn of a chat does: that text keeps the
keys and values of its generation instead of being read again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

GRID = 64
_SMALLEST = 256  # positions of a slot's first buffers


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


class Slot:
    """One sequence in memory.

    Attributes
    ----------
    ids : list of int
        The tokens whose keys and values are held.
    version : int
        Changes whenever the buffers do.
    capacity : int
        The positions that the buffers have room for.
    """

    def __init__(self, shape: KvShape) -> None:
        self.ids: list[int] = []
        self.version = 0
        self.capacity = 0
        self.used = 0
        self._shape = shape
        self._joints = [0]
        self._buffers: list[Any] = []  # OrtValues on numpy's memory

    def buffers(self) -> Iterator[tuple[str, Any]]:
        """Yield ``"{layer}.key"`` or ``"{layer}.value"`` with its buffer as an OrtValue."""
        for index, buffer in enumerate(self._buffers):
            yield f"{index // 2}.{('key', 'value')[index % 2]}", buffer

    def match(self, ids: Sequence[int]) -> int:
        """Return how many leading tokens of a prompt need not be computed again.

        It is less than the length of the prompt: the last token's logits are always needed.
        """
        pairs = enumerate(zip(self.ids, ids, strict=False))
        shorter = min(len(self.ids), len(ids))
        common = next((i for i, (held, wanted) in pairs if held != wanted), shorter)
        return self._joints[bisect_right(self._joints, min(common, len(ids) - 1)) - 1]

    def truncate(self, length: int) -> None:
        """Forget all tokens from `length` on; their memory is kept."""
        del self.ids[length:]
        del self._joints[bisect_right(self._joints, length) :]

    def read(self, chunk: Sequence[int]) -> None:
        """Note a chunk of the prompt whose keys and values were just written."""
        self._join(len(self.ids))
        self.ids.extend(chunk)
        if len(self.ids) % GRID == 0:
            self._join(len(self.ids))

    def generated(self, id: int) -> None:
        """Note a generated token whose key and value were just written."""
        self.ids.append(id)
        self._join(len(self.ids))

    def reserve(self, length: int) -> None:
        """Make room for a sequence of `length` tokens, doubling the buffers.

        Doubling keeps a long context from taking its memory before it is used, and the cost of
        copying below that of computing. An old buffer is given up as soon as it is copied, so
        whoever else holds the buffers should let go of them first. Where the memory does not
        suffice, the slot is left empty and can be used again.
        """
        if length <= self.capacity:
            return
        capacity = max(self.capacity, _SMALLEST)
        while capacity < length:
            capacity *= 2
        capacity = min(capacity, self._shape.context)
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
        grown = []
        while old:
            grown.append(self._grown(old.pop(), capacity))
        return grown

    def _grown(self, old: Any, capacity: int) -> Any:
        from onnxruntime import OrtValue

        shape = self._shape
        buffer = np.empty((1, shape.kv_heads, capacity, shape.head_dim), np.float32)
        if old is not None:
            length = len(self.ids)
            buffer[:, :, :length] = old.numpy()[:, :, :length]
        return OrtValue.ortvalue_from_numpy(buffer)

    def _join(self, position: int) -> None:
        if self._joints[-1] < position:
            self._joints.append(position)


def chunk_end(start: int, length: int) -> int:
    """Return where the chunk that begins at `start` ends: at the next joint of the grid."""
    return min(start - start % GRID + GRID, length)


class KvStore:
    """The slots of a loaded model.

    Parameters
    ----------
    shape : KvShape
        Of each slot.
    slots : int
        How many sequences are kept.
    make : callable
        Makes one of them.
    """

    def __init__(
        self, shape: KvShape, slots: int = 1, make: Callable[[KvShape], Slot] = Slot
    ) -> None:
        self.shape = shape
        self._slots = [make(shape) for _ in range(slots)]
        self._clock = 0

    def take(self, ids: Sequence[int]) -> Slot:
        """Return the slot that holds most of a prompt, cut back to what can be reused.

        Where none holds any of it, it is the one that was not used for the longest time.
        """
        slot = max(self._slots, key=lambda slot: (slot.match(ids), -slot.used))
        slot.truncate(slot.match(ids))
        self._clock += 1
        slot.used = self._clock
        return slot

    def release(self) -> None:
        """Give all memory back."""
        for slot in self._slots:
            slot.release()

    @property
    def bytes(self) -> int:
        """The size of all buffers."""
        return sum(slot.bytes for slot in self._slots)
