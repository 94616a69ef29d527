"""The bigdl backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance, BackendLifecycle

pytestmark = pytest.mark.bigdl
pytest.importorskip("torch")


class BigDL:
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "bigdl"


class TestConformance(BigDL, BackendConformance):
    pass


class TestLifecycle(BigDL, BackendLifecycle):
    pass
