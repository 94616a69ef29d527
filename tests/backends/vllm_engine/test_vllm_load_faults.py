"""The vllm backend where a shard is damaged: no engine is started for such a model."""

from __future__ import annotations

import multiprocessing
import threading

import pytest
from load_faults import ShardFaults

pytestmark = pytest.mark.vllm
pytest.importorskip("vllm")


class TestShards(ShardFaults):
    backend = "vllm"
    precision = "fp32"
    loads = False

    @pytest.fixture(autouse=True)
    @classmethod
    def no_engine_started(cls):
        before = set(multiprocessing.active_children())
        yield
        assert set(multiprocessing.active_children()) == before
        assert not [t for t in threading.enumerate() if t.name == "llmnb-vllm-sharded"]
