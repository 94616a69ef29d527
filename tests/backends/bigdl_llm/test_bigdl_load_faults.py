"""The bigdl backend where a shard is damaged, and where the memory runs out."""

from __future__ import annotations

import pytest
from load_faults import MemoryFaults, ShardFaults

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")


class TestShards(ShardFaults):
    backend = "bigdl"
    precision = "sym_int8"


@pytest.mark.slow
class TestMemory(MemoryFaults):
    backend = "bigdl"
    precision = "sym_int8"
    rooms = (60, 150)
