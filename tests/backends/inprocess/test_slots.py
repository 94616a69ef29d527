"""Slots: what of a prompt is reused, and which slot is taken."""

from __future__ import annotations

import pytest

from llmnb.backends.inprocess.slots import Slot, Store, chunk_end, grown


class Ids(Slot):
    """A slot that holds nothing but the ids."""

    bytes = 0

    def release(self) -> None:
        self.truncate(0)


def read(slot: Slot, ids: list[int]) -> None:
    """Note a prompt as a runner does."""
    while len(slot.ids) < len(ids):
        start = len(slot.ids)
        slot.read(ids[start : chunk_end(start, len(ids))])


@pytest.mark.parametrize(
    ("length", "common", "reused"),
    [(10, 10, 0), (65, 65, 64), (64, 64, 0), (200, 200, 192), (200, 150, 128), (192, 192, 128)],
)
def test_a_prompt_is_reused_up_to_the_grid_and_never_wholly(length, common, reused):
    slot, ids = Ids(), list(range(length))
    read(slot, ids)
    wanted = ids[:common] + [9999] * (length - common)
    assert slot.match(wanted) == reused


def test_a_longer_prompt_reuses_a_whole_chunk_of_the_grid():
    slot = Ids()
    read(slot, list(range(128)))
    assert slot.match(list(range(300))) == 128


def test_a_chat_that_goes_on_reuses_what_was_generated():
    slot, ids = Ids(), list(range(70))
    read(slot, ids)
    for id in (500, 501, 502):
        slot.generated(id)
    assert slot.match([*ids, 500, 501, 502, 7, 8]) == 73
    assert slot.match([*ids, 500, 7, 8]) == 71
    assert slot.match([*ids, 7, 8]) == 64


def test_the_same_turn_again_begins_where_it_began_the_first_time():
    slot, ids = Ids(), list(range(70))
    read(slot, ids)
    slot.generated(500)
    second = [*ids, 500, 600, 601, 602]
    assert slot.match(second) == 71
    slot.truncate(71)
    read(slot, second)
    slot.generated(700)
    assert slot.match(second) == 71


def test_truncating_forgets():
    slot, ids = Ids(), list(range(200))
    read(slot, ids)
    slot.truncate(100)
    assert slot.ids == ids[:100]
    assert slot.match(ids) == 64


def test_the_slot_with_the_longest_prefix_is_taken_and_else_the_oldest():
    store = Store(Ids, slots=2)
    first = store.take([1])
    read(first, [1] * 100)
    second = store.take([2])
    assert second is not first
    read(second, [2] * 100)
    assert store.take([1] * 90) is first
    assert first.ids == [1] * 64
    assert store.take([3]) is second
    assert second.ids == []


def test_buffers_double_up_to_the_context():
    assert grown(0, 10, 1000) == 256
    assert grown(256, 257, 1000) == 512
    assert grown(512, 900, 1000) == 1000
