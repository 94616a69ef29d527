"""The vllm backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance

# The engine of all tests is there before this module looks for threads that it leaves behind.
pytestmark = [pytest.mark.vllm, pytest.mark.usefixtures("vllm")]
pytest.importorskip("vllm")


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "vllm"

    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, vllm):
        return vllm
