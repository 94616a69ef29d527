"""What killed kernels leave of their engines, and who may clear it away; no vLLM is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from llmnb.backends.vllm import remains
from llmnb.backends.vllm.shield import Quarters

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="vLLM runs under Linux")

IDLE = "import sys; sys.stdin.read()"


@pytest.fixture
def other():
    """Start another process, which stands for a kernel or an engine."""
    with subprocess.Popen([sys.executable, "-c", IDLE], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


@pytest.fixture
def shared():
    path = remains.SHARED / f"psm_{uuid.uuid4().hex[:8]}"
    path.touch()
    yield path
    path.unlink(missing_ok=True)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / f"{remains.PREFIX}one"
    made.mkdir()
    return made


def rewrite(folder, **changed):
    """Change what an engine's folder says of it."""
    path = folder / remains.RECORD
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


def owned_by(folder, process, shared=()):
    """Write the record that another kernel would have written."""
    remains.record(folder, [process.pid])
    (mine, theirs) = json.loads((folder / remains.RECORD).read_text())["processes"]
    assert mine[0] == os.getpid()
    rewrite(folder, processes=[theirs], shared=[path.name for path in shared])


def test_a_folder_is_cleared_once_its_kernel_is_gone(folder, other, shared):
    owned_by(folder, other, [shared])
    remains.sweep(folder.parent)
    assert folder.exists()
    assert shared.exists()
    other.kill()
    other.wait()
    remains.sweep(folder.parent)
    assert not folder.exists()
    assert not shared.exists()


def test_a_kernel_that_nobody_has_reaped_is_gone(folder, other):
    owned_by(folder, other)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    remains.sweep(folder.parent)
    assert not folder.exists()


def test_another_process_of_the_same_number_is_no_owner_and_is_not_ended(folder, other):
    owned_by(folder, other)
    earlier = remains._started(other.pid) - 1
    rewrite(folder, processes=[(other.pid, earlier), (other.pid, earlier)])
    remains.sweep(folder.parent)
    assert not folder.exists()
    assert other.poll() is None


def test_when_a_process_was_started_does_not_depend_on_the_clock(other):
    ticks = os.sysconf("SC_CLK_TCK")
    up = float(Path("/proc/uptime").read_text().split()[0])
    assert 0 <= up - remains._started(other.pid) / ticks < 60
    assert remains._started(2**22 + 1) is None


@pytest.mark.parametrize("where", ["another boot, or machine, or container", ""])
def test_what_another_machine_wrote_is_left_alone(folder, other, shared, where):
    owned_by(folder, other, [shared])
    rewrite(folder, where=where)
    other.kill()
    other.wait()
    remains.sweep(folder.parent)
    assert folder.exists()
    assert shared.exists()


@pytest.mark.parametrize("text", ["", "{}", '{"processes": [[1]], "shared": [], "where": ""}'])
def test_a_folder_with_a_broken_record_is_left_alone(folder, text):
    (folder / remains.RECORD).write_text(text)
    remains.sweep(folder.parent)
    assert folder.exists()


MAPS = """
import mmap, sys
with open(sys.argv[1], "r+b") as file:
    kept = mmap.mmap(file.fileno(), 0)
print("mapped", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def mapping(shared):
    """Start a process that has shared memory mapped, as an engine's have."""
    shared.write_bytes(bytes(4096))
    command = [sys.executable, "-c", MAPS, str(shared)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdout.readline() == b"mapped\n"
        yield process
        process.kill()


def test_memory_that_was_seen_is_removed_after_its_processes(folder, mapping, shared):
    remains.record(folder, [mapping.pid])
    mapping.kill()
    mapping.wait()
    remains.record(folder)  # nothing more is seen
    remains.clear(folder)
    assert not shared.exists()
    assert not folder.exists()


def test_of_an_engine_that_did_not_start_the_log_alone_is_kept(mapping, shared):
    quarters = Quarters()
    remains.record(quarters.folder, [mapping.pid])
    (quarters.folder / "a socket").touch()
    quarters.log.write_text("why")
    quarters.leave(keep_log=True)
    assert mapping.wait(5) < 0
    assert not shared.exists()
    assert {path.name for path in quarters.folder.iterdir()} == {"engine.log", remains.RECORD}
    assert quarters.log.read_text() == "why"
    remains.sweep(quarters.folder.parent)  # another load: this kernel still runs
    assert quarters.log.exists()
    remains.clear(quarters.folder)


KILLED = """
import multiprocessing, os, sys, time
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from llmnb.backends.vllm import remains

def hold(pipe):
    held = SharedMemory(create=True, size=8), multiprocessing.get_context("spawn").Lock()
    pipe.send(None)
    time.sleep(60)

if __name__ == "__main__":
    folder, context = Path(sys.argv[1]), multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    kept = context.Lock()
    child = context.Process(target=hold, args=(theirs,))
    child.start()
    ours.recv()
    remains.record(folder, [os.getpid(), child.pid])
    print(*remains._entry(folder)["shared"])
    child.kill()
    child.join()
    remains.clear(folder)
"""
"""Starts a process that has shared memory and a semaphore, and kills it."""


def test_at_exit_nothing_is_said_of_what_killed_processes_had(folder, tmp_path):
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    command = [sys.executable, str(script), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 0)
    memory, semaphore = done.stdout.split()
    assert (memory[:4], semaphore[:7]) == ("psm_", "sem.mp-")
    assert not [name for name in (memory, semaphore) if (remains.SHARED / name).exists()]
