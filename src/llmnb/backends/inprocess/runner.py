"""Runs a network on a slot: prompts in chunks of a fixed grid, then one token at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, Protocol

from llmnb.backends.inprocess.slots import S, Store, chunk_end
from llmnb.backends.inprocess.weights import Floats


class Run(Protocol):
    """The computation of one answer, which any thread may stop at any time.

    onnxruntime's ``RunOptions`` is one.

    Attributes
    ----------
    terminate : bool
        Setting it makes what computes with this run raise soon.
    """

    terminate: bool


class Runner(ABC, Generic[S]):
    """A loaded network; used by one thread at a time.

    Attributes
    ----------
    store : Store
        The sequences in memory.
    """

    store: Store[S]

    @abstractmethod
    def begin(self) -> Run:
        """Return what stops the next answer; any thread may call this."""

    @abstractmethod
    def close(self) -> None:
        """Give the network and all memory back, whoever still holds this object."""

    def prefill(self, slot: S, ids: Sequence[int], run: Run) -> Floats:
        """Compute what the slot lacks of a prompt and return the logits of its last token.

        Parameters
        ----------
        slot : Slot
            Holds a proper prefix of the prompt.
        ids : sequence of int
            The whole prompt.
        run : Run
            Setting its ``terminate`` from another thread makes this raise; the slot then holds
            the chunks that were complete.

        Returns
        -------
        float32 array of shape (vocabulary,)
            Valid until the next call.
        """
        while True:
            start = len(slot.ids)
            stop = chunk_end(start, len(ids))
            logits = self._read(slot, ids[start:stop], stop == len(ids), run)
            slot.read(ids[start:stop])
            if stop == len(ids):
                return logits

    def step(self, slot: S, id: int, run: Run) -> Floats:
        """Append a generated token and return the logits after it, valid until the next call."""
        logits = self._decode(slot, id, run)
        slot.generated(id)
        return logits

    def warm_up(self) -> None:
        """Run the network once each way, so that the first answer waits for no allocations."""
        slot, run = self.store.take([0, 0]), self.begin()
        self.prefill(slot, [0, 0], run)
        self.step(slot, 0, run)
        slot.truncate(0)

    @abstractmethod
    def _read(self, slot: S, chunk: Sequence[int], final: bool, run: Run) -> Floats:
        """Compute a chunk after what a slot holds.

        The logits of its last token are asked for only where it is the final one of a prompt.
        """

    @abstractmethod
    def _decode(self, slot: S, id: int, run: Run) -> Floats:
        """Compute one token after what a slot holds, and return the logits after it."""


AnyRunner = Runner[Any]
