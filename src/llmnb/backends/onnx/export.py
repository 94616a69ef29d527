"""Exports a model with optimum in a process of its own, into the cache of converted models.

The export needs torch and much memory; a process gives all of it back, can be killed at any
time, and keeps torch out of the notebook's own process.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from llmnb.backends.inprocess.cache import Conversion
from llmnb.backends.onnx.cache import CACHE
from llmnb.backends.onnx.exportable import disk_bytes
from llmnb.errors import BackendError, StorageError
from llmnb.model_source import weight_bytes
from llmnb.progress import Stage, check_cancelled

EXPORT_VERSION = 1
"""Part of the key of an exported model: to be raised with every change to what is written."""

_MODULE = "llmnb.backends.onnx.export_process"
_KILLED = -9  # as POSIX tells it
_POLL = 0.05  # seconds between two looks at the cancel event


@dataclass(frozen=True)
class Export(Conversion[bytes]):
    """An export by optimum, in fp32."""

    cache = CACHE

    @property
    def _made_how(self) -> str:
        return f"optimum {_version('optimum')} {_version('optimum-onnx')} {EXPORT_VERSION}"

    @property
    def _size(self) -> int:
        return disk_bytes(weight_bytes(self.folder))

    def _make(self, building: Path) -> None:
        self.progress.start(Stage(self._task))
        with tempfile.TemporaryFile() as log, self._process(building, log) as process:
            for stage in self._stages(process):
                self.progress.start(Stage(stage))
            if process.wait() != 0:
                raise _failed(self.label, process.returncode, log)

    def _without_cache(self) -> bytes:
        raise StorageError(
            f"The exported model {self.label!r} needs a cache folder that can be written.",
            hint="Set LLMNB_CACHE to one, and load the model again.",
        )

    @contextlib.contextmanager
    def _process(self, building: Path, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-P", "-m", _MODULE, str(self.folder.resolve()), str(building)]
        with subprocess.Popen(
            command,
            cwd=building,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # or the notebook's interrupt would reach it first
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def _stages(self, process: subprocess.Popen[bytes]) -> Iterator[str]:
        """Yield what the process says it does, until it ends; look at the cancel meanwhile."""
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        reader = threading.Thread(
            target=_read, args=(process, lines), name="llmnb-onnx-export", daemon=True
        )
        reader.start()
        try:
            while True:
                check_cancelled(self.cancel)
                with contextlib.suppress(queue.Empty):
                    line = lines.get(timeout=_POLL)
                    if line is None:
                        return
                    yield line
        except BaseException:
            process.kill()  # or the reader would go on until the export is complete
            raise
        finally:
            reader.join()


def _read(process: subprocess.Popen[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line.decode("utf-8", "replace").strip())
    lines.put(None)


def _environment() -> dict[str, str]:
    """Return the variables of the process: this llmnb, and no network."""
    home = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    return {**os.environ, **offline, "PYTHONPATH": paths}


def _failed(label: str, code: int, log: IO[bytes]) -> BackendError:
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").strip().splitlines()
    said = lines[-1].strip().rstrip(".")[:300] if lines else "it said nothing"
    if code == _KILLED:
        said = "it was killed, mostly for want of memory"
    return BackendError(
        f"optimum cannot export {label!r}: {said}.",
        hint="Load it with another backend, if one can run it: %llm_status lists them.",
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
