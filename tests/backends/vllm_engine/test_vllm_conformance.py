"""The vllm backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance, BackendLifecycle, BackendReloads

# The vLLM that tests share is there before any of these look at what runs.
pytestmark = [pytest.mark.vllm, pytest.mark.usefixtures("vllm")]
pytest.importorskip("vllm")


class Here:
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "vllm"

    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, vllm):
        return vllm


class TestConformance(Here, BackendConformance):
    pass


@pytest.mark.slow  # a load takes some twenty seconds
class TestLifecycle(Here, BackendLifecycle):
    pass


@pytest.mark.slow
class TestReloads(Here, BackendReloads):
    pass
