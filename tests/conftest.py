"""What every test gets: folders of its own, and a look for threads that it left behind."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Iterator

import isolated  # noqa: F401  sets the folders before anything reads them
import pytest
import random_models
from cells import SHAPE, Notebook

pytest.register_assert_rewrite("llmnb.testing")  # so that its failures show their values

PREFIX = "llmnb-"
PATIENCE = 5.0  # seconds for a thread that was told to end


def left_behind(before: set[threading.Thread]) -> list[str]:
    """Return the names of llmnb's threads that are alive and were not there before."""
    new = set(threading.enumerate()) - before
    return sorted(t.name for t in new if t.name.startswith(PREFIX) and t.is_alive())


@pytest.fixture(scope="module", autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a module's last test when an engine's thread outlives the module."""
    # Per module, since a model that a module's tests share may live as long as they do.
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + PATIENCE
    while (names := left_behind(before)) and time.monotonic() < deadline:
        time.sleep(0.02)
    if names:
        pytest.fail(f"threads left behind: {', '.join(names)}")


@pytest.fixture
def llmnb_cache(tmp_path, monkeypatch):
    """Give one test an empty cache folder of its own."""
    folder = tmp_path / "llmnb-cache"
    folder.mkdir()
    monkeypatch.setenv("LLMNB_CACHE", str(folder))
    return folder


@pytest.fixture
def tiny(tmp_path):
    """Return the folder of a model that only the echo backend can load."""
    return random_models.make_hollow(tmp_path / "tiny", SHAPE)


@pytest.fixture
def bare():
    """Return a shell without the extension."""
    from IPython.core.interactiveshell import InteractiveShell

    from llmnb import magics
    from llmnb.session import default_session

    default_session.cache_clear()
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    yield Notebook(shell)
    magics.unload(shell)
    default_session().unload_all()
    default_session.cache_clear()
    InteractiveShell.clear_instance()
    # At the end of Python each shell would collect all garbage: minutes, for hundreds of them.
    atexit.unregister(shell.atexit_operations)
    shell.history_manager.end_session()


@pytest.fixture
def notebook(bare, tiny):
    """Return a shell with the extension and the model tiny."""
    from llmnb import magics

    magics.load(bare.shell)
    bare.ok(f"%llm_load {tiny} --backend echo")
    return bare
