"""Opens an onnxruntime session on a converted model."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from llmnb.errors import BackendError, first_line
from llmnb.progress import check_cancelled

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions

_FATAL_ONLY = 4  # onnxruntime's log severity; its warnings would land in the notebook
_POLL = 0.05  # seconds between two looks at the cancel event while a session opens


def open_session(
    model: Path | bytes, thread_count: int, cancel: threading.Event, *, fuse: bool = False
) -> InferenceSession:
    """Open a session.

    Parameters
    ----------
    model : Path or bytes
        A file, or a serialised model.
    thread_count : int
        Threads of one operator.
    cancel : threading.Event
        Stops the opening.
    fuse : bool
        Let onnxruntime join small operators, which the direct builder's graphs have none of.

    Raises
    ------
    Cancelled
        If `cancel` was set.
    BackendError
        If onnxruntime refuses the model.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = thread_count
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL_ONLY
    # Spinning threads gain 7 % on an idle machine and halve the speed of a busy one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    level = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = level.ORT_ENABLE_ALL if fuse else level.ORT_DISABLE_ALL
    try:
        with _cancelling(options, cancel):
            return onnxruntime.InferenceSession(
                model if isinstance(model, bytes) else str(model),
                options,
                providers=["CPUExecutionProvider"],
            )
    except Exception as error:  # onnxruntime's own exceptions have no common base class
        check_cancelled(cancel)
        kept = f"Remove {str(model.parent)!r}" if isinstance(model, Path) else "Update onnxruntime"
        raise BackendError(
            f"onnxruntime cannot open the converted model: {first_line(error)}.",
            hint=f"{kept} and load the model again.",
        ) from error


@contextlib.contextmanager
def _cancelling(options: SessionOptions, cancel: threading.Event) -> Iterator[None]:
    """Pass a cancel on to onnxruntime while a session opens."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_POLL):
            if cancel.is_set():
                options.set_load_cancellation_flag(True)
                return

    check_cancelled(cancel)
    watcher = threading.Thread(target=watch, name="llmnb-onnx-load", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
