"""What a backend's test class tells the suite, and how the suite loads models."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from llmnb.backends import registry
from llmnb.backends.base import ModelHandle
from llmnb.config import LoadConfig, checked
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent
from llmnb.testing.greedy import bound


class Suite:
    """The fixtures of all parts of the suite; a subclass names the backend."""

    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> str:
        """Return the backend's name; a subclass overrides this."""
        raise RuntimeError("override the fixture `backend`")

    @pytest.fixture(scope="class")
    @classmethod
    def model(cls) -> str:
        """Return the model to load."""
        return "demo"

    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, backend: str, model: str) -> Iterator[ModelHandle]:
        """Load the model once for all tests that leave it loaded."""
        loaded = cls.load(backend, model)
        yield loaded
        loaded.close()

    @pytest.fixture(scope="class")
    @classmethod
    def gap(cls, handle: ModelHandle) -> float:
        """Return the gap of logits below which an answer may part from the reference.

        It is that of the precision; a subclass overrides this where a server runs the demo model
        in a precision that only the subclass knows.
        """
        if handle.info.source != "demo":
            pytest.skip(f"the references are of the demo model, not of {handle.info.source}")
        found = bound(handle.info.precision)
        if found is None:
            pytest.skip(f"no bound is stated for the precision {handle.info.precision}")
        return found

    @classmethod
    def load(cls, backend: str, model: str, **wishes: Any) -> ModelHandle:
        """Load a model, or skip where the machine or an engine is missing."""
        engine, hardware = registry.backend(backend), detect()
        made = plan(model, LoadConfig(), hardware)
        support = engine.support(hardware, made.source, made.facts)
        if not support.ok:
            pytest.skip(f"{backend}: {support.reason}")
        config = LoadConfig(**checked(LoadConfig, {"backend": backend, **wishes}))
        made = plan(model, config, hardware)
        return engine.load(made, Silent(), threading.Event())
