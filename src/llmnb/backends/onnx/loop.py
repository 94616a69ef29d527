"""Runs a directly built graph.

Everything that a step needs is bound once, to memory that numpy and onnxruntime share; a step
writes three integers, runs the graph and reads the logits where they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic

import numpy as np

from llmnb.backends.inprocess.runner import Run, Runner
from llmnb.backends.inprocess.slots import S, Store
from llmnb.backends.inprocess.weights import Floats
from llmnb.backends.onnx.kv import BufferSlot, KvShape

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


class OnnxRunner(Runner[S], Generic[S]):
    """What runs on onnxruntime, whose run options stop it between two operators."""

    def begin(self) -> Run:
        """Return fresh run options."""
        from onnxruntime import RunOptions

        options: Run = RunOptions()
        return options


class BuiltRunner(OnnxRunner[BufferSlot]):
    """A session with its buffers.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        Of a graph made by `graph.build`.
    shape : KvShape
        Of the network.
    vocabulary : int
        The number of logits.
    tables : mapping of str to float32 array
        The rotary cosines and sines, by the names of the graph's inputs.
    """

    def __init__(
        self,
        session: InferenceSession,
        shape: KvShape,
        vocabulary: int,
        tables: Mapping[str, Floats],
    ) -> None:
        self.store = Store(lambda: BufferSlot(shape))
        self._session: InferenceSession | None = session
        self._one = np.zeros((1, 1), np.int64)
        self._last = np.zeros(1, np.int32)
        self._total = np.zeros(1, np.int32)
        self._logits: Floats = np.zeros(vocabulary, np.float32)
        self._no_logits = _shared(np.zeros((1, 0, vocabulary), np.float32))
        self._no_rows = _shared(np.zeros(0, np.int64))
        self._shared_logits = _shared(self._logits.reshape(1, 1, -1))
        always = {
            "seqlens_k": _shared(self._last),
            "total_sequence_length": _shared(self._total),
            **{name: _shared(table) for name, table in tables.items()},
        }
        step = {"input_ids": _shared(self._one), "logit_rows": _shared(np.zeros(1, np.int64))}
        self._chunk_inputs = always
        self._step_inputs = always | step
        self._step: Any = None
        self._chunk: Any = None
        self._bound: tuple[BufferSlot, int] | None = None

    def close(self) -> None:
        """Give the session and all memory back."""
        self._session = None
        self._unbind()
        self.store.release()

    def _read(self, slot: BufferSlot, chunk: Sequence[int], final: bool, run: Run) -> Floats:
        total = len(slot.ids) + len(chunk)
        self._prepare(slot, total)
        ids = np.array([chunk], np.int64)
        rows = _shared(np.array([len(chunk) - 1])) if final else self._no_rows
        self._chunk.bind_ortvalue_input("input_ids", _shared(ids))
        self._chunk.bind_ortvalue_input("logit_rows", rows)
        logits = self._shared_logits if final else self._no_logits
        self._chunk.bind_ortvalue_output("logits", logits)
        self._run(self._chunk, total, run)
        return self._logits

    def _decode(self, slot: BufferSlot, id: int, run: Run) -> Floats:
        total = len(slot.ids) + 1
        self._prepare(slot, total)
        self._one[0, 0] = id
        self._run(self._step, total, run)
        return self._logits

    def _prepare(self, slot: BufferSlot, total: int) -> None:
        """Make room in a slot for `total` tokens, and bind it."""
        if total > slot.capacity:
            self._unbind()  # or the bindings would keep all old buffers beside the new ones
            slot.reserve(total)
        if self._bound != (slot, slot.version):
            self._bind(slot)

    def _run(self, binding: Any, total: int, run: Run) -> None:
        assert self._session is not None  # _prepare has bound it
        self._last[0] = total - 1
        self._total[0] = total
        self._session.run_with_iobinding(binding, run)

    def _bind(self, slot: BufferSlot) -> None:
        """Bind a slot's buffers as both past and present."""
        if self._session is None:
            raise RuntimeError("the model was unloaded")
        self._step = _binding(self._session, self._step_inputs)
        self._step.bind_ortvalue_output("logits", self._shared_logits)
        self._chunk = _binding(self._session, self._chunk_inputs)
        for binding in (self._step, self._chunk):
            for name, buffer in slot.buffers():
                binding.bind_ortvalue_input(f"past.{name}", buffer)
                binding.bind_ortvalue_output(f"present.{name}", buffer)
        self._bound = (slot, slot.version)

    def _unbind(self) -> None:
        self._step = self._chunk = self._bound = None


def _shared(values: Any) -> Any:
    """Return an OrtValue on the memory of a numpy array, which it keeps alive."""
    from onnxruntime import OrtValue

    return OrtValue.ortvalue_from_numpy(np.ascontiguousarray(values))


def _binding(session: InferenceSession, inputs: dict[str, Any]) -> Any:
    binding = session.io_binding()
    for name, value in inputs.items():
        binding.bind_ortvalue_input(name, value)
    return binding
