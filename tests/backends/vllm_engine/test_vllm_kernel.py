"""vLLM in a real kernel: quiet, interrupted, killed, and ending with it."""

from __future__ import annotations

import re
import signal
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from kernel import Kernel

from llmnb.backends.vllm import remains

pytestmark = pytest.mark.vllm
pytest.importorskip("vllm")

LOAD = "%llm_load demo --precision fp32"
READY = "demo is ready: vllm, fp32, context 2,048"
LONG = "%%llm -t 2 --seed 1 --min-tokens 1800 --max-tokens 1800\nTell me a story."
LOAD_SECONDS = 240.0
GONE_SECONDS = 20.0


@pytest.fixture(scope="module")
def kernel():
    # The notebook names no backend: the machine's variable does.
    with Kernel({"LLMNB_BACKEND": "vllm", "LLMNB_STREAM": "1"}) as made:
        made.load()
        made.sockets = sockets()
        made.pid = int(made.value("__import__('os').getpid()"))
        yield made


def engine(kernel):
    """Return the processes of the kernel's engine."""
    found = psutil.Process(kernel.pid).children(recursive=True)
    return [p for p in found if "resource_tracker" not in " ".join(p.cmdline())]


def wait_until_gone(processes):
    gone, alive = psutil.wait_procs(processes, timeout=GONE_SECONDS)
    assert not alive
    assert gone


def interrupt_soon(kernel, cell):
    cell.wait_for(lambda cell: cell.updates > 2)
    kernel.interrupt()
    return cell.finish()


def test_a_load_is_quiet_and_answers(kernel):
    cell = kernel.run(LOAD, LOAD_SECONDS)
    assert (cell.error, cell.text) == (None, READY)
    assert len(cell.outputs) == 1
    answer = kernel.run("%%llm -t 0\nWhat is the capital of France?")
    assert answer.text == "The capital of France is Paris."
    assert answer.displays[0]["metadata"]["llmnb"]["backend"] == "vllm"


def test_an_interrupt_stops_the_answer_and_not_the_engine(kernel):
    before = {process.pid for process in engine(kernel)}
    for _ in range(3):
        cell = interrupt_soon(kernel, kernel.start(LONG))
        assert re.match(r"Interrupted: The answer was stopped after \d+ tokens", cell.error)
    assert {process.pid for process in engine(kernel)} == before
    assert kernel.run("%llm -t 0 What is 2 plus 3?").text == "5"


def test_a_killed_engine_is_one_line_and_comes_back(kernel):
    killed = engine(kernel)
    shared = shared_memory(killed)
    (core,) = (p for p in killed if p.ppid() == kernel.pid)
    core.send_signal(signal.SIGKILL)
    wait_until_gone(killed)
    cell = kernel.run("%llm -t 0 What is 2 plus 3?")
    assert cell.ename == "EngineError"
    assert re.fullmatch(
        r"EngineError: The vLLM engine of 'demo' has died\b.*\. %llm_load brings it back; "
        r"what it printed last is in \S+engine\.log\.",
        cell.error,
    )
    assert "demo died; %llm_load brings it back" in kernel.run("%llm_load").text
    assert kernel.run(LOAD, LOAD_SECONDS).text.startswith(READY)
    assert kernel.run("%llm -t 0 What is 2 plus 3?").text == "5"
    assert not {p.pid for p in engine(kernel)} & {p.pid for p in killed}
    assert not there(shared)


def test_an_interrupt_of_a_load_leaves_nothing(kernel):
    before = {process.pid for process in engine(kernel)}
    cell = kernel.start("%llm_load demo --precision fp32 --name second --context 512")
    deadline = time.monotonic() + LOAD_SECONDS
    while len(engine(kernel)) == len(before) and time.monotonic() < deadline:
        time.sleep(0.2)
    kernel.interrupt()
    cell.finish()
    assert cell.error == "Interrupted: The load of 'second' was stopped."
    assert {process.pid for process in engine(kernel)} == before
    assert kernel.run("%llm -t 0 What is 2 plus 3?").text == "5"


def test_a_kernel_that_is_shut_down_ends_with_its_engine(kernel):
    left = engine(kernel)
    shared = shared_memory(left)
    kernel.start(LONG).wait_for(lambda cell: cell.updates > 2)
    kernel.interrupt()
    kernel.shut_down()
    wait_until_gone([psutil.Process(kernel.pid), *left])
    assert not there(shared)
    assert not sockets() - kernel.sockets


def sockets():
    """Return the sockets in the folder for temporary files."""
    return {path for path in Path(tempfile.gettempdir()).iterdir() if path.is_socket()}


def shared_memory(processes):
    """Return the shared memory that some processes have mapped."""
    maps = [Path(f"/proc/{process.pid}/maps").read_text() for process in processes]
    found = {name for text in maps for name in re.findall(rf"{remains.SHARED}/(psm_\w+)", text)}
    assert found
    return found


def there(names):
    return {name for name in names if (remains.SHARED / name).exists()}
