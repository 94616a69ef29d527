"""One vLLM for all tests that leave it running: its start takes most of their time."""

from __future__ import annotations

import pytest
from vllm_models import load


@pytest.fixture(scope="session")
def vllm():
    pytest.importorskip("vllm")
    handle = load()
    yield handle
    handle.close()
