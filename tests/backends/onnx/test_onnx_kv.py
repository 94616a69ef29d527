"""Slots: what is reused, and how buffers grow."""

from __future__ import annotations

import numpy as np
import pytest

from llmnb.backends.onnx.kv import GRID, KvShape, KvStore, Slot

SHAPE = KvShape(layers=2, kv_heads=2, head_dim=16, context=1000)


def read(slot: Slot, ids: list[int]) -> None:
    """Note a prompt as the loop does."""
    while len(slot.ids) < len(ids):
        start = len(slot.ids)
        slot.read(ids[start : min(start - start % GRID + GRID, len(ids))])


@pytest.mark.parametrize(
    ("length", "common", "reused"),
    [(10, 10, 0), (65, 65, 64), (64, 64, 0), (200, 200, 192), (200, 150, 128), (192, 192, 128)],
)
def test_a_prompt_is_reused_up_to_the_grid_and_never_wholly(length, common, reused):
    slot, ids = Slot(SHAPE), list(range(length))
    read(slot, ids)
    wanted = ids[:common] + [9999] * (length - common)
    assert slot.match(wanted) == reused


def test_a_longer_prompt_reuses_a_whole_chunk_of_the_grid():
    slot = Slot(SHAPE)
    read(slot, list(range(128)))
    assert slot.match(list(range(300))) == 128


def test_a_chat_that_goes_on_reuses_what_was_generated():
    slot, ids = Slot(SHAPE), list(range(70))
    read(slot, ids)
    for id in (500, 501, 502):
        slot.generated(id)
    assert slot.match([*ids, 500, 501, 502, 7, 8]) == 73
    assert slot.match([*ids, 500, 7, 8]) == 71
    assert slot.match([*ids, 7, 8]) == 64


def test_the_same_turn_again_begins_where_it_began_the_first_time():
    slot, ids = Slot(SHAPE), list(range(70))
    read(slot, ids)
    slot.generated(500)
    second = [*ids, 500, 600, 601, 602]
    assert slot.match(second) == 71
    slot.truncate(71)
    read(slot, second)
    slot.generated(700)
    assert slot.match(second) == 71


def test_truncating_forgets():
    slot, ids = Slot(SHAPE), list(range(200))
    read(slot, ids)
    slot.truncate(100)
    assert slot.ids == ids[:100]
    assert slot.match(ids) == 64


def test_the_slot_with_the_longest_prefix_is_taken_and_else_the_oldest():
    store = KvStore(SHAPE, slots=2)
    first = store.take([1])
    read(first, [1] * 100)
    second = store.take([2])
    assert second is not first
    read(second, [2] * 100)
    assert store.take([1] * 90) is first
    assert first.ids == [1] * 64
    assert store.take([3]) is second
    assert second.ids == []


def test_buffers_double_up_to_the_context_and_keep_their_content():
    pytest.importorskip("onnxruntime")
    slot = Slot(SHAPE)
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
    slot = Slot(SHAPE)
    slot.reserve(100)
    read(slot, list(range(100)))
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
    slot = Slot(SHAPE)
    slot.reserve(100)
    held, grown = [], slot._grown

    def count(old, capacity):
        held.append(len(slot._buffers))
        return grown(old, capacity)

    monkeypatch.setattr(slot, "_grown", count)
    slot.reserve(300)
    assert held == [3, 2, 1, 0]
