"""The onnx backend where a shard is damaged, and where the memory runs out."""

from __future__ import annotations

from load_faults import MemoryFaults, ShardFaults


class TestShards(ShardFaults):
    backend = "onnx"
    precision = "int8"


class TestMemory(MemoryFaults):
    backend = "onnx"
    precision = "fp32"
    needs = "391.1 MB. Choose --precision int8, which needs about 110.1 MB of memory"
    rooms = (40, 150)
