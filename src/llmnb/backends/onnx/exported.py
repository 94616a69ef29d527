"""Runs a graph that optimum exported, with the same calls as one that was built.

Such a graph takes the keys and values so far as inputs and returns all of them, longer by what
it read, as outputs; nothing is written in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from llmnb.backends.inprocess.runner import Run
from llmnb.backends.inprocess.slots import Slot, Store
from llmnb.backends.inprocess.weights import Floats
from llmnb.backends.onnx.kv import KvShape
from llmnb.backends.onnx.loop import OnnxRunner
from llmnb.errors import BackendError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PAST, _PRESENT = "past_key_values.", "present."
_KNOWN = {"input_ids", "attention_mask", "position_ids"}


class GrowingSlot(Slot):
    """A sequence whose keys and values are the arrays that the last run returned."""

    def __init__(self) -> None:
        super().__init__()
        self.arrays: list[Floats] = []

    def truncate(self, length: int) -> None:
        """Forget all tokens from `length` on."""
        super().truncate(length)
        held = len(self.ids)
        self.arrays = [np.ascontiguousarray(array[:, :, :held]) for array in self.arrays]

    def release(self) -> None:
        """Give the memory back."""
        self.truncate(0)
        self.arrays = []

    @property
    def bytes(self) -> int:
        """The size of the arrays."""
        return sum(array.nbytes for array in self.arrays)


class ExportedRunner(OnnxRunner[GrowingSlot]):
    """A session on an exported graph.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        Of optimum's task ``text-generation-with-past``.
    shape : KvShape
        Of the network.

    Raises
    ------
    BackendError
        If the graph has inputs of a kind that is not known.
    """

    def __init__(self, session: InferenceSession, shape: KvShape) -> None:
        self.store = Store(GrowingSlot)
        self._shape = shape
        self._session: InferenceSession | None = session
        self._inputs = {one.name: one.shape for one in session.get_inputs()}
        self._pasts = [name for name in self._inputs if name.startswith(_PAST)]
        strange = self._inputs.keys() - _KNOWN - {*self._pasts}
        if strange or not self._pasts:
            raise BackendError(
                f"The exported graph has inputs that are not known: {', '.join(sorted(strange))}."
            )
        presents = [name.replace(_PAST, _PRESENT) for name in self._pasts]
        self._outputs = ["logits", *presents]

    def close(self) -> None:
        """Give the session and all memory back."""
        self._session = None
        self.store.release()

    def _read(self, slot: GrowingSlot, chunk: Sequence[int], final: bool, run: Run) -> Floats:
        return self._run(slot, chunk, run)

    def _decode(self, slot: GrowingSlot, id: int, run: Run) -> Floats:
        return self._run(slot, [id], run)

    def _run(self, slot: GrowingSlot, ids: Sequence[int], run: Run) -> Floats:
        if self._session is None:
            raise RuntimeError("the model was unloaded")
        start, total = len(slot.ids), len(slot.ids) + len(ids)
        feed: dict[str, Any] = {
            "input_ids": np.array([ids], np.int64),
            "attention_mask": np.ones((1, total), np.int64),
            "position_ids": np.arange(start, total, dtype=np.int64)[None],
        }
        feed = {name: value for name, value in feed.items() if name in self._inputs}
        arrays = slot.arrays or [self._empty(name) for name in self._pasts]
        feed |= dict(zip(self._pasts, arrays, strict=True))
        logits, *presents = self._session.run(self._outputs, feed, run)
        slot.arrays = presents
        last: Floats = logits[0, -1]
        return last

    def _empty(self, name: str) -> Floats:
        """Return the keys or values of no tokens."""
        _, heads, _, size = self._inputs[name]
        shape = self._shape
        return np.zeros(
            (
                1,
                heads if isinstance(heads, int) else shape.kv_heads,
                0,
                size if isinstance(size, int) else shape.head_dim,
            ),
            np.float32,
        )
