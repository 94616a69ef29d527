"""vLLM in a real kernel, killed and interrupted again and again."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from kernel import Kernel
from test_vllm_kernel import (
    GONE_SECONDS,
    LOAD,
    LOAD_SECONDS,
    LONG,
    READY,
    engine,
    interrupt_soon,
    shared_memory,
    sockets,
    there,
    wait_until_gone,
)

from llmnb.backends.vllm import remains

pytestmark = [pytest.mark.vllm, pytest.mark.slow]
pytest.importorskip("vllm")

ANSWERED = "%llm -t 0 What is 2 plus 3?"


@pytest.fixture
def kernel():
    with Kernel({"LLMNB_BACKEND": "vllm", "LLMNB_STREAM": "1"}) as made:
        made.load()
        made.pid = int(made.value("__import__('os').getpid()"))
        assert made.run(LOAD, LOAD_SECONDS).text.startswith(READY)
        yield made


def killed(kernel, which):
    """Kill one of the engine's processes, by its place from the kernel down."""
    found = engine(kernel)
    shared = shared_memory(found)
    core = next(p for p in found if p.ppid() == kernel.pid)
    worker = next(p for p in found if p.ppid() == core.pid and p.name().startswith("VLLM"))
    {"core": core, "worker": worker}[which].send_signal(signal.SIGKILL)
    wait_until_gone(found)
    return shared


def test_every_process_may_be_killed_time_after_time(kernel):
    for which in ("core", "worker", "core", "worker"):
        shared = killed(kernel, which)
        cell = kernel.run(ANSWERED)
        assert cell.error.startswith("EngineError: The vLLM engine of 'demo' has died")
        assert "\n" not in cell.error
        assert kernel.run(LOAD, LOAD_SECONDS).text.startswith(READY)
        assert kernel.run(ANSWERED).text == "5"
        assert not there(shared)


def test_a_kill_in_the_middle_of_an_answer_keeps_what_there_is(kernel):
    cell = kernel.start(LONG)
    cell.wait_for(lambda cell: cell.updates > 2)
    # The kernel is busy: its children are looked up from outside.
    children = psutil.Process(kernel.pid).children(recursive=True)
    next(p for p in children if p.name().startswith("VLLM")).send_signal(signal.SIGKILL)
    cell.finish()
    assert cell.error.startswith("EngineError: The vLLM engine of 'demo' has died")
    assert cell.text.endswith("[the answer is not complete]")
    assert kernel.run(LOAD, LOAD_SECONDS).text.startswith(READY)
    assert kernel.run(ANSWERED).text == "5"


def test_thirty_interrupts(kernel):
    before = {process.pid for process in engine(kernel)}
    for _ in range(30):
        assert interrupt_soon(kernel, kernel.start(LONG)).ename == "Interrupted"
    assert {process.pid for process in engine(kernel)} == before
    assert kernel.run(ANSWERED).text == "5"


def test_a_restarted_kernel_leaves_no_engine(kernel):
    left = engine(kernel)
    shared = shared_memory(left)
    kernel.restart()
    wait_until_gone(left)
    kernel.load()
    assert kernel.run(LOAD, LOAD_SECONDS).text.startswith(READY)
    assert kernel.run(ANSWERED).text == "5"
    assert not there(shared)


def test_a_killed_kernel_leaves_no_engine_and_the_next_load_no_memory(kernel):
    left = engine(kernel)
    shared, before = shared_memory(left), sockets()
    psutil.Process(kernel.pid).send_signal(signal.SIGKILL)
    wait_until_gone(left)
    remains.sweep(Path(tempfile.gettempdir()))  # as the next load does
    assert not there(shared)
    assert not sockets() - before


SCRIPT = """\
%load_ext llmnb
%llm_load demo --backend vllm --precision fp32
import psutil
print(*(child.pid for child in psutil.Process().children(recursive=True)))
"""


def test_a_script_of_ipython_ends_with_its_engine_and_says_nothing(tmp_path):
    script = tmp_path / "script.ipy"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "IPython", "--no-banner", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LOAD_SECONDS)
    said = done.stdout.splitlines()
    assert (said[0], done.stderr, done.returncode) == (READY, "", 0)
    left = [psutil.Process(int(pid)) for pid in said[1].split() if psutil.pid_exists(int(pid))]
    assert not psutil.wait_procs(left, timeout=GONE_SECONDS)[1]
