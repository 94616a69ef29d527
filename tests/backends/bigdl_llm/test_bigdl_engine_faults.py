"""BigDL-LLM with one of its real packages hidden, or of another version."""

from __future__ import annotations

import pytest
from engine_faults import BIGDL, EngineFaults

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")


class TestBigdl(EngineFaults):
    engine = BIGDL
    real = True
