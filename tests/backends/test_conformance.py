"""Every registered backend keeps the promises of the contract, on the demo model."""

import pytest

from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class", params=sorted(backends()))
    @classmethod
    def backend(cls, request):
        return request.param
