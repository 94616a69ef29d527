"""Runs a network of transformers with BigDL's layers, chunk by chunk and token by token."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from llmnb.backends.bigdl.kv import CacheSlot
from llmnb.backends.inprocess.runner import Run, Runner
from llmnb.backends.inprocess.slots import Store
from llmnb.backends.inprocess.weights import Floats

if TYPE_CHECKING:
    from transformers import PreTrainedModel


@dataclass
class Computation:
    """The computation of one answer."""

    terminate: bool = False


class StoppedRun(Exception):
    """A computation ended because its run was told to."""


class BigdlRunner(Runner[CacheSlot]):
    """A network with BigDL's layers.

    Parameters
    ----------
    model : PreTrainedModel
        The network, filled.
    layers, context : int
        Its layers, and the most positions of a sequence.
    threads : int
        How many threads compute.
    """

    def __init__(self, model: PreTrainedModel, layers: int, context: int, threads: int) -> None:
        self.store = Store(lambda: CacheSlot(layers, context))
        self._model: PreTrainedModel | None = model
        self._threads = threads
        self._run: Run = Computation()
        accepted = inspect.signature(model.forward).parameters
        # The head is computed for the last token alone, where the network can leave it at that.
        self._options = {"logits_to_keep": 1} if "logits_to_keep" in accepted else {}
        for module in model.modules():
            if type(module).__name__ in (model._no_split_modules or ()):
                module.register_forward_pre_hook(self._look)

    def begin(self) -> Run:
        """Return a run that nobody has stopped yet."""
        return Computation()

    def close(self) -> None:
        """Give the network and all memory back."""
        self._model = None
        self.store.release()

    def _read(self, slot: CacheSlot, chunk: Sequence[int], final: bool, run: Run) -> Floats:
        return self._compute(slot, chunk, final, run)

    def _decode(self, slot: CacheSlot, id: int, run: Run) -> Floats:
        return self._compute(slot, [id], True, run)

    def _compute(self, slot: CacheSlot, ids: Sequence[int], final: bool, run: Run) -> Floats:
        model, self._run = self._model, run
        if model is None:
            raise RuntimeError("the model was unloaded")
        slot.rewind()
        start = len(slot.ids)
        positions = torch.arange(start, start + len(ids))
        try:
            with torch.inference_mode(), _threads(self._threads):
                output = (model if final else model.base_model)(
                    input_ids=torch.tensor([ids]),
                    position_ids=positions[None],
                    cache_position=positions,
                    past_key_values=slot.cache,
                    use_cache=True,
                    **(self._options if final else {}),
                )
        except StoppedRun:
            raise
        except BaseException:
            slot.release()  # what its layers hold may be of different lengths
            raise
        last: torch.Tensor = output[0][0, -1]
        logits: Floats = last.numpy()
        return logits

    def _look(self, layer: Any, arguments: Any) -> None:
        """Stop before a layer, as a chunk of a large network takes seconds."""
        if self._run.terminate:
            raise StoppedRun("the run was stopped")


@contextlib.contextmanager
def _threads(count: int) -> Iterator[None]:
    """Compute with a number of threads, and leave torch's own as it was."""
    before = torch.get_num_threads()
    if count == before:
        yield
        return
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)
