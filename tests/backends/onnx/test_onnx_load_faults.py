"""The onnx backend where a shard is damaged, and where the memory runs out."""

from __future__ import annotations

from load_faults import MemoryFaults, ShardFaults


class TestShards(ShardFaults):
    backend = "onnx"
    precision = "int8"


class TestMemory(MemoryFaults):
    backend = "onnx"
    precision = "fp32"
    rooms = (40, 150)
