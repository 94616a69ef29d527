"""Engine processes that do not hear the notebook's interrupt, write in it, or outlive its kernel.

An interrupt of the notebook goes to every process of the kernel's group, what a child prints
lands in whatever cell runs, and a kernel that is killed cannot end its children. So vLLM's
processes are started by way of a few lines that first give them a group of their own, a log for
their output, and an order to the system (Linux) to end them with the thread that started them.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import re
import shlex
import signal
import sys
import tempfile
import threading
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from llmnb.backends.vllm import remains
from llmnb.storage import cache_folder

LOG = "engine.log"


class KernelLog:
    """The stream for what vLLM logs: the logs of the engines in the kernel, else its output.

    What the thread of one engine logs goes to the log of this one; what others log, to all.
    """

    def __init__(self) -> None:
        self._logs: list[Path] = []
        self._own = threading.local()

    def add(self, log: Path) -> None:
        """Write to this log too."""
        self._logs.append(log)

    def own(self, log: Path) -> None:
        """Write to this log alone what the calling thread logs from now on."""
        self._own.log = log

    def remove(self, log: Path) -> None:
        """Write to this log no more."""
        self._logs.remove(log)

    def write(self, text: str) -> None:
        """Write text."""
        if multiprocessing.parent_process() is not None:
            sys.stdout.write(text)  # which is the log
            return
        own, logs = getattr(self._own, "log", None), tuple(self._logs)
        for log in (own,) if own in logs else logs:
            with contextlib.suppress(OSError), log.open("a", encoding="utf-8") as file:
                file.write(text)

    def flush(self) -> None:
        """Write out what waits."""
        if multiprocessing.parent_process() is not None:
            sys.stdout.flush()


kernel_log = KernelLog()

_SETTINGS = {
    "VLLM_WORKER_MULTIPROC_METHOD": "spawn",  # a fork of a kernel, with its threads, may hang
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_LOGGING_LEVEL": "INFO",
    "VLLM_LOGGING_STREAM": f"ext://{__name__}.kernel_log",
    "VLLM_LOGGING_COLOR": "0",
    "CUDA_DEVICE_ORDER": "PCI_BUS_ID",  # as GPUs are numbered here; CUDA puts the fastest first
}
_KILLED = re.compile(r"Worker proc (\S+) died unexpectedly \(exit code: -(\d+)\)")
_LONGEST_SOCKET = 108  # sun_path in unix(7)
_STARTER = """\
import ctypes, os, sys
os.setpgid(0, 0)
log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
os.dup2(log, 1)
os.dup2(log, 2)
os.close(log)
ctypes.CDLL(None).prctl(1, {kill})  # PR_SET_PDEATHSIG, kept over the exec
if os.getppid() != {kernel}:
    sys.exit(1)  # the kernel died meanwhile
os.execv({python!r}, [{python!r}, *sys.argv[1:]])
"""


class Quarters:
    """A private folder for one engine: the program that starts its processes, and its log.

    Attributes
    ----------
    log : Path
        What the engine's processes print.
    """

    def __init__(self) -> None:
        parent = _runnable_folder()
        remains.sweep(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=remains.PREFIX, dir=parent))
        remains.record(self.folder)
        self.log = self.folder / LOG
        self.log.touch(mode=0o600)
        self._python = self.folder / "python"
        starter = self.folder / "start.py"
        starter.write_text(
            _STARTER.format(
                log=str(self.log),
                kill=int(signal.SIGKILL),
                kernel=os.getpid(),
                python=sys.executable,
            )
        )
        command = f"{shlex.quote(sys.executable)} -I -S {shlex.quote(str(starter))}"
        self._python.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
        self._python.chmod(0o700)
        kernel_log.add(self.log)

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """Start processes of the kernel's engine in here, and leave the kernel as it was.

        vLLM sets variables for its children, some of which (``LD_PRELOAD``) are not for the
        kernel's other children. One load at a time may be in here, on its engine's own thread.
        """
        from multiprocessing import resource_tracker, spawn

        kernel_log.own(self.log)
        # It serves the kernel's own children too, so it must not be one of this engine's.
        resource_tracker.ensure_running()
        before, executable = dict(os.environ), spawn.get_executable()
        for name, value in (_SETTINGS | self._sockets()).items():
            os.environ.setdefault(name, value)
        spawn.set_executable(str(self._python))
        try:
            with _without_remarks(), _without_main():
                yield
        finally:
            spawn.set_executable(executable)
            for name in set(os.environ) - set(before):
                del os.environ[name]
            os.environ.update({n: v for n, v in before.items() if os.environ.get(n) != v})

    def _sockets(self) -> dict[str, str]:
        """Return the setting that puts vLLM's sockets, which it never removes, into the folder."""
        longest = len(f"{self.folder}/{uuid.uuid4()}")
        return {"VLLM_RPC_BASE_PATH": str(self.folder)} if longest < _LONGEST_SOCKET else {}

    def last_error(self) -> str | None:
        """Return what the log says of a killed process, or its last line that names an error."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return None
        if killed := next(filter(None, map(_KILLED.search, lines)), None):
            return f"its process {killed[1]} was killed (signal {killed[2]})"
        found = (_error_in(line) for line in reversed(lines))
        causes = [text for text in found if text]
        # The engine's processes repeat the cause in words of their own.
        return next((text for text in causes if "root cause" not in text), None)

    def leave(self, *, keep_log: bool = False) -> None:
        """Remove the folder and what it names; with `keep_log`, all but the log."""
        kernel_log.remove(self.log)
        remains.clear(self.folder, keep=self.log if keep_log else None)


@contextlib.contextmanager
def _without_remarks() -> Iterator[None]:
    """Import and start vLLM without warnings, and without what it logs before its set-up."""
    logger, quiet = logging.getLogger("vllm"), logging.NullHandler()
    logger.addHandler(quiet)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.removeHandler(quiet)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep new processes from running the user's script again, which nothing in them needs."""
    main, hidden = vars(sys.modules["__main__"]), ("__spec__", "__file__")
    kept: dict[str, Any] = {name: main.pop(name) for name in hidden if name in main}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(kept)


def _error_in(line: str) -> str | None:
    """Return ``KindError: what happened`` where a line of a log ends with it."""
    words = line.split("] ", 1)[-1].strip()
    kind, colon, rest = words.partition(": ")
    named = kind.rpartition(".")[2]
    is_error = named.endswith(("Error", "Exception", "Interrupt")) and named.isidentifier()
    return f"{named}: {rest.strip()}" if colon and is_error and rest.strip() else None


def _runnable_folder() -> Path:
    """Return a folder for temporary files from which programs may be run."""
    usual = Path(tempfile.gettempdir())
    if not os.statvfs(usual).f_flag & os.ST_NOEXEC:
        return usual
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
