"""Every registered backend keeps the promises of the contract, on the demo model.

The one for servers needs a server, and is tested in ``remote``; those of BigDL-LLM and vLLM need
environments of their own, and are tested in ``bigdl_llm`` and ``vllm_engine``.
"""

import ast
from pathlib import Path

import pytest

import llmnb.testing
from llmnb.backends.registry import backends
from llmnb.testing import BackendConformance, BackendLifecycle, BackendReloads

ELSEWHERE = {"openai", "bigdl", "vllm"}
PARTS = [name for name in llmnb.testing.__all__ if name.startswith("Backend")]


class Here:
    @pytest.fixture(scope="class", params=sorted(backends().keys() - ELSEWHERE))
    @classmethod
    def backend(cls, request):
        return request.param


class TestConformance(Here, BackendConformance):
    pass


class TestLifecycle(Here, BackendLifecycle):
    pass


class TestReloads(Here, BackendReloads):
    pass


def subclassed(path):
    """Return the backends that a file's fixtures name, and the suite's parts it subclasses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    parts = {base.id for node in classes for base in node.bases if isinstance(base, ast.Name)}
    fixtures = [f for c in classes for f in c.body if getattr(f, "name", None) == "backend"]
    names = {
        node.value.value
        for fixture in fixtures
        for node in ast.walk(fixture)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Constant)
    }
    return names, parts


@pytest.mark.parametrize("part", PARTS)
def test_no_backend_is_forgotten(part):
    found = [subclassed(path) for path in Path(__file__).parent.rglob("test_*.py")]
    covered = {name for names, parts in found if part in parts for name in names}
    assert covered == ELSEWHERE
    assert backends().keys() >= ELSEWHERE
