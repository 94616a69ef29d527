"""Every registered backend keeps the promises of the contract, on the demo model.

The one for servers needs a server, and is tested in ``remote``; that of BigDL-LLM needs an
environment of its own, and is tested in ``bigdl_llm``.
"""

import pytest

from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class", params=sorted(backends().keys() - {"openai", "bigdl"}))
    @classmethod
    def backend(cls, request):
        return request.param
