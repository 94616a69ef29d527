"""Every registered backend keeps the promises of the contract, on the demo model.

The one for servers needs a server, and is tested in ``remote``; those of BigDL-LLM and vLLM need
environments of their own, and are tested in ``bigdl_llm`` and ``vllm_engine``.
"""

import re
from pathlib import Path

import pytest

from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance, BackendLifecycle

ELSEWHERE = {
    "openai": "remote/test_openai_conformance.py",
    "bigdl": "bigdl_llm/test_bigdl_conformance.py",
    "vllm": "vllm_engine/test_vllm_conformance.py",
}


class EachBackend:
    @pytest.fixture(scope="class", params=sorted(backends().keys() - ELSEWHERE))
    @classmethod
    def backend(cls, request):
        return request.param


class TestConformance(EachBackend, BackendConformance):
    pass


class TestLifecycle(EachBackend, BackendLifecycle):
    pass


@pytest.mark.parametrize("backend", sorted(ELSEWHERE))
def test_the_suite_runs_elsewhere_for_the_others(backend):
    text = (Path(__file__).parent / ELSEWHERE[backend]).read_text()
    run = set(re.findall(r"class Test\w+\(\w+, (\w+)\)", text))
    assert {"BackendConformance", "BackendLifecycle"} <= run
    assert f'return "{backend}"' in text
