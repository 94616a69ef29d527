"""The sequences in memory, and which prefix of a prompt is still among them.

A slot holds one sequence: the token ids, and the keys and values that belong to them, which an
engine lays out as it likes.

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

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

GRID = 64
SMALLEST = 256
"""Positions of a slot's first buffers, for engines that write into buffers."""


class Slot(ABC):
    """One sequence in memory.

    Attributes
    ----------
    ids : list of int
        The tokens whose keys and values are held.
    used : int
        When it was last taken, in the store's time.
    """

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.used = 0
        self._joints = [0]

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

    @abstractmethod
    def release(self) -> None:
        """Give the memory back."""

    @property
    @abstractmethod
    def bytes(self) -> int:
        """The size of the keys and values."""

    def _join(self, position: int) -> None:
        if self._joints[-1] < position:
            self._joints.append(position)


S = TypeVar("S", bound=Slot)


def chunk_end(start: int, length: int) -> int:
    """Return where the chunk that begins at `start` ends: at the next joint of the grid."""
    return min(start - start % GRID + GRID, length)


def grown(capacity: int, length: int, context: int) -> int:
    """Return the positions that buffers should have room for, to hold `length` of them.

    Doubling keeps a long context from taking its memory before it is used, and the cost of
    copying below that of computing.
    """
    capacity = max(capacity, SMALLEST)
    while capacity < length:
        capacity *= 2
    return min(capacity, context)


class Store(Generic[S]):
    """The slots of a loaded model.

    Parameters
    ----------
    make : callable
        Makes one of them.
    slots : int
        How many sequences are kept.
    """

    def __init__(self, make: Callable[[], S], slots: int = 1) -> None:
        self._slots = [make() for _ in range(slots)]
        self._clock = 0

    def take(self, ids: Sequence[int]) -> S:
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
        """The size of all keys and values."""
        return sum(slot.bytes for slot in self._slots)
