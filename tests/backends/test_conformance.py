"""Every registered backend keeps the promises of the contract, on the demo model.

The one for servers needs a server, and is tested in ``remote``.
"""

import pytest

from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class", params=sorted(backends().keys() - {"openai"}))
    @classmethod
    def backend(cls, request):
        return request.param
