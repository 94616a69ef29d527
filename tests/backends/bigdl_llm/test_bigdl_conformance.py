"""The bigdl backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance

pytestmark = pytest.mark.bigdl
pytest.importorskip("torch")


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "bigdl"
