"""Every registered backend keeps the promises of the contract, on the demo model.

The one for servers needs a server, and is tested in ``remote``; those of BigDL-LLM and vLLM need
environments of their own, and are tested in ``bigdl_llm`` and ``vllm_engine``.
"""

import pytest

from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance


class TestConformance(BackendConformance):
    @pytest.fixture(scope="class", params=sorted(backends().keys() - {"openai", "bigdl", "vllm"}))
    @classmethod
    def backend(cls, request):
        return request.param
