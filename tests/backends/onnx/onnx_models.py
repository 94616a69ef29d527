"""What the tests of the onnx backend share: quick ways to a plan and a handle."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path
from typing import Any

from asking import chat, ids_of, raw, tokens  # noqa: F401  for the tests, as om.chat

from llmnb.backends.base import Plan
from llmnb.backends.onnx import OnnxBackend
from llmnb.config import LoadConfig
from llmnb.hardware import Cpu, Hardware, Memory
from llmnb.model_source import Folder, ModelFacts
from llmnb.progress import Silent

CPU = Cpu("other", "a processor", "x86_64", 1, 1, 1, None, "machine", frozenset())
HARDWARE = Hardware(CPU, (), Memory(2**34, 2**33, "machine"))

CONFIG = {"hidden_size": 64, "intermediate_size": 128, "hidden_act": "silu"}
FACTS = ModelFacts("llama", CONFIG, 2, 64, 4, 2, 16, 320, 512)


def facts(
    model_type: str = "llama", heads: int = 4, kv_heads: int = 2, head_dim: int = 16, **config: Any
) -> ModelFacts:
    """Return the facts of a small model, with further entries of its ``config.json``."""
    changed = {"heads": heads, "kv_heads": kv_heads, "head_dim": head_dim}
    return dataclasses.replace(FACTS, model_type=model_type, config={**CONFIG, **config}, **changed)


def plan(folder: Path, precision: str = "fp32", context: int = 512, name: str = "tiny") -> Plan:
    source = Folder(folder)
    return Plan("onnx", precision, source, LoadConfig(), name, context, HARDWARE, source.facts())


def load(folder: Path, precision: str = "fp32", context: int = 512, progress: Any = None) -> Any:
    return OnnxBackend().load(
        plan(folder, precision, context), progress or Silent(), threading.Event()
    )
