"""Loading models into vLLM for the tests."""

from __future__ import annotations

import threading

from llmnb.backends.base import ModelHandle
from llmnb.backends.registry import backend
from llmnb.config import LoadConfig, checked
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent


def load(model="demo", **wishes) -> ModelHandle:
    config = LoadConfig(**checked(LoadConfig, {"backend": "vllm", "precision": "fp32", **wishes}))
    made = plan(str(model), config, detect())
    return backend("vllm").load(made, Silent(), threading.Event())
