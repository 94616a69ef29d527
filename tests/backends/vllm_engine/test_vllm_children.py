"""Which of the kernel's children are an engine's; no vLLM is needed."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time

import psutil
import pytest

from llmnb.backends.vllm import children
from llmnb.backends.vllm.shield import Quarters

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="vLLM runs under Linux")

LONG = 60.0


@pytest.fixture
def quarters():
    made = Quarters()
    yield made
    made.leave()


@pytest.fixture
def users():
    """Start what a user's own code may start during a load."""
    child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(LONG,))
    child.start()
    yield child
    child.kill()
    child.join()


def start(quarters):
    """Start a process as vLLM starts its own."""
    with quarters.starting():
        child = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(LONG,))
        child.start()
    deadline = time.monotonic() + LONG
    while os.getpgid(child.pid) != child.pid and time.monotonic() < deadline:
        time.sleep(0.01)
    return child


def test_a_child_of_the_user_s_is_none_of_the_engine_s(quarters, users):
    before = set(multiprocessing.active_children()) - {users}
    child = start(quarters)
    found = children.started_since(before)
    assert found == [child]
    assert children.started_since({*before, child}) == []
    children.kill(found)
    assert child.exitcode == -9
    assert users.is_alive()


def test_the_number_of_a_child_that_was_reaped_is_nobody_s(quarters):
    child = start(quarters)
    assert children.numbers([child]) == [child.pid]
    child.kill()
    child.join()
    # The number is given away again, here to this very process.
    child._popen.pid = os.getpid()
    assert child.pid == os.getpid()
    assert children.numbers([child]) == []
    children.kill([child])
    assert psutil.Process().is_running()
