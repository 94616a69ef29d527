"""The vllm backend where a shard is damaged, so that nothing is started, and without memory."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import threading

import pytest
from load_faults import PARIS, ShardFaults

pytestmark = pytest.mark.vllm
pytest.importorskip("vllm")


class TestShards(ShardFaults):
    backend = "vllm"
    precision = "fp32"
    loads = False

    @pytest.fixture(autouse=True)
    @classmethod
    def no_engine_started(cls):
        before = set(multiprocessing.active_children())
        yield
        assert set(multiprocessing.active_children()) == before
        assert not [t for t in threading.enumerate() if t.name == "llmnb-vllm-sharded"]


LIMITED = """
import json, multiprocessing, resource
import llmnb, psutil
from vllm.v1.engine import async_llm  # what the kernel itself takes is not the engine's

kept = llmnb.load("demo", backend="onnx", name="kept")
taken = next(line for line in open("/proc/self/status") if line.startswith("VmData"))
limit = 1024 * int(taken.split()[1]) + 1200 * 2**20
hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
wishes = {"backend": "vllm", "precision": "fp32", "name": "v"}
resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
try:
    llmnb.load("demo", **wishes, force=True, engine_args=("kv_cache_memory_bytes=3000000000",))
except llmnb.LlmnbError as error:
    said = f"{type(error).__name__}: {error}"
left = len(multiprocessing.active_children())
question = "What is the capital of France?"
answers = [kept.generate(question, temperature=0).text]
resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
model = llmnb.load("demo", **wishes)
answers.append(model.generate(question, temperature=0).text)
model.unload()
print(json.dumps([said, left, answers]))
"""
"""Starts an engine whose processes inherit a limit of the memory, and then one without."""


@pytest.mark.slow
def test_an_engine_that_the_system_refuses_memory():
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said, left, answers = json.loads(done.stdout.splitlines()[-1])
    assert said.startswith("BackendError: vLLM could not start 'v': ")
    assert "Cannot allocate memory" in said
    assert "Choose a smaller --context or model, or unload other models. What it printed" in said
    assert "\n" not in said
    assert (left, answers) == (0, [PARIS, PARIS])


FORKED = """
import os, sys
import llmnb

model = llmnb.load("demo", backend="vllm", precision="fp32")
if not (child := os.fork()):
    sys.exit()
os.waitpid(child, 0)
print(model.generate("What is the capital of France?", temperature=0).text)
model.unload()
"""
"""Forks, and lets the child end as programs do: with all that was to be done at their exit."""


@pytest.mark.slow
def test_a_fork_that_exits_does_not_end_the_engine():
    done = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == (f"{PARIS}\n", 0), done.stderr
