"""The buffers of keys and values: how they grow."""

from __future__ import annotations

import numpy as np
import pytest

from llmnb.backends.onnx.kv import BufferSlot, KvShape

SHAPE = KvShape(layers=2, kv_heads=2, head_dim=16, context=1000)


def test_buffers_double_up_to_the_context_and_keep_their_content():
    pytest.importorskip("onnxruntime")
    slot = BufferSlot(SHAPE)
    slot.reserve(10)
    version, values = slot.version, []
    for number, (_, buffer) in enumerate(slot.buffers()):
        assert buffer.shape() == [1, 2, 256, 16]
        buffer.numpy()[:, :, :10] = number
    slot.ids[:] = range(10)
    slot.reserve(256)
    assert slot.version == version
    slot.reserve(257)
    assert slot.version == version + 1
    for number, (_, buffer) in enumerate(slot.buffers()):
        assert buffer.shape() == [1, 2, 512, 16]
        values.append(bool((buffer.numpy()[:, :, :10] == np.float32(number)).all()))
    assert all(values)
    slot.reserve(900)
    assert [name for name, _ in slot.buffers()] == ["0.key", "0.value", "1.key", "1.value"]
    assert slot.bytes == 4 * 2 * 1000 * 16 * 4
    slot.release()
    assert slot.bytes == 0
    assert list(slot.buffers()) == []


class Exhausted:
    """numpy with memory for a number of buffers only."""

    def __init__(self, buffers):
        self._left = buffers

    def __call__(self, *args):
        self._left -= 1
        if self._left < 0:
            raise MemoryError("no room")
        return np.zeros(*args)


def test_a_growth_that_fails_leaves_an_empty_slot_that_can_be_used(monkeypatch):
    pytest.importorskip("onnxruntime")
    slot = BufferSlot(SHAPE)
    slot.reserve(100)
    slot.read(range(64))
    slot.read(range(64, 100))
    version = slot.version
    with monkeypatch.context() as patch:
        patch.setattr(np, "empty", Exhausted(2))
        with pytest.raises(MemoryError):
            slot.reserve(300)
    assert (slot.ids, slot.bytes, list(slot.buffers())) == ([], 0, [])
    assert slot.version != version
    slot.reserve(300)
    assert {tuple(buffer.shape()) for _, buffer in slot.buffers()} == {(1, 2, 512, 16)}


def test_an_old_buffer_is_given_up_once_it_is_copied(monkeypatch):
    pytest.importorskip("onnxruntime")
    slot = BufferSlot(SHAPE)
    slot.reserve(100)
    held, grown = [], slot._grown

    def count(old, capacity):
        held.append(len(slot._buffers))
        return grown(old, capacity)

    monkeypatch.setattr(slot, "_grown", count)
    slot.reserve(300)
    assert held == [3, 2, 1, 0]
