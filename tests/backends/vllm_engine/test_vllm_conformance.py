"""The vllm backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance, BackendLifecycle

# The engine of all tests is there before this module looks for threads that it leaves behind.
pytestmark = [pytest.mark.vllm, pytest.mark.usefixtures("vllm")]
pytest.importorskip("vllm")


class VLLM:
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "vllm"


class TestConformance(VLLM, BackendConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, vllm):
        return vllm


@pytest.mark.slow  # each load takes some twenty seconds
class TestLifecycle(VLLM, BackendLifecycle):
    pass
