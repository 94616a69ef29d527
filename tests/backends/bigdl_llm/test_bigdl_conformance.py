"""The bigdl backend keeps the promises of the contract, on the demo model."""

from __future__ import annotations

import pytest

from llmnb.testing import BackendConformance, BackendLifecycle, BackendReloads

pytestmark = pytest.mark.bigdl
pytest.importorskip("torch")


class Here:
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "bigdl"


class TestConformance(Here, BackendConformance):
    pass


class TestLifecycle(Here, BackendLifecycle):
    pass


@pytest.mark.slow
class TestReloads(Here, BackendReloads):
    pass
