"""A real kernel that runs cells, for tests of what a notebook would see.

>>> with Kernel() as kernel:
...     kernel.load()                                  # %load_ext llmnb
...     kernel.run("%llm_load demo --backend echo")
...     cell = kernel.start("%%llm\\nsome words")       # or run(), which waits
...     cell.wait_for(lambda cell: "some" in cell.text)
...     kernel.interrupt()
...     cell.finish().error
"""

from __future__ import annotations

import ast
import os
import queue
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

SOURCE = Path(__file__).parents[1] / "src"
TIMEOUT = 60.0  # seconds that a cell may take


@dataclass
class Cell:
    """One run of a cell; its outputs are those that a notebook would save.

    Attributes
    ----------
    outputs : list of dict
        ``display_data``, ``execute_result`` and ``stream`` outputs, updates applied.
    updates : int
        How often an output was painted over.
    error : str or None
        The error as the notebook shows it, without colours.
    ename, evalue : str or None
        Its type and message.
    """

    kernel: Kernel
    id: str
    outputs: list[dict[str, Any]] = field(default_factory=list)
    updates: int = 0
    error: str | None = None
    ename: str | None = None
    evalue: str | None = None
    idle: bool = False
    replied: bool = False

    @property
    def displays(self) -> list[dict[str, Any]]:
        """The ``display_data`` outputs."""
        return [o for o in self.outputs if o["output_type"] == "display_data"]

    @property
    def result(self) -> dict[str, Any] | None:
        """The data of the ``execute_result``."""
        found = [o["data"] for o in self.outputs if o["output_type"] == "execute_result"]
        return found[0] if found else None

    @property
    def text(self) -> str:
        """All outputs as plain text."""
        return "\n".join(o.get("text") or o["data"].get("text/plain", "") for o in self.outputs)

    def stream(self, name: str = "stdout") -> str:
        """Return what was printed."""
        return "".join(o["text"] for o in self.outputs if o.get("name") == name)

    def wait_for(self, condition: Callable[[Cell], bool], timeout: float = TIMEOUT) -> Cell:
        """Take in messages until the condition holds."""
        deadline = time.monotonic() + timeout
        while not condition(self):
            if time.monotonic() > deadline:
                raise TimeoutError(f"still waiting; the cell shows: {self.text!r}")
            self.kernel.take_message(self)
        return self

    def finish(self, timeout: float = TIMEOUT) -> Cell:
        """Wait until the cell is done."""
        return self.wait_for(lambda cell: cell.idle and cell.replied, timeout)


class Kernel:
    """A kernel process of its own.

    Parameters
    ----------
    environ : mapping, optional
        More variables of its environment, such as ``{"LLMNB_STREAM": "0"}``.
    """

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        paths = [str(SOURCE), os.environ.get("PYTHONPATH", "")]
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        self._manager = KernelManager(kernel_name="python3")
        self._manager.start_kernel(env={**variables, **(environ or {})})
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=TIMEOUT)

    def __enter__(self) -> Kernel:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def load(self) -> Kernel:
        """Load the extension."""
        assert self.run("%load_ext llmnb").error is None
        return self

    def run(self, code: str, timeout: float = TIMEOUT, *, cell_id: str | None = None) -> Cell:
        """Run a cell to its end."""
        return self.start(code, cell_id=cell_id).finish(timeout)

    def value(self, expression: str) -> str:
        """Return the ``repr`` of an expression in the kernel, without touching ``_``."""
        message = self._client.execute(
            "", silent=True, user_expressions={"it": f"repr({expression})"}
        )
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            reply = self._client.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == message:
                found = reply["content"]["user_expressions"]["it"]
                if found["status"] == "error":
                    raise AssertionError(f"{expression}: {found['ename']}: {found['evalue']}")
                return str(ast.literal_eval(found["data"]["text/plain"]))
        raise TimeoutError(expression)

    def start(self, code: str, *, cell_id: str | None = None) -> Cell:
        """Begin to run a cell and return at once; JupyterLab tells the cell's id, others none."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True}  # fmt: skip
        metadata = {} if cell_id is None else {"cellId": cell_id}
        message = self._client.session.msg("execute_request", content, metadata=metadata)
        self._client.shell_channel.send(message)
        return Cell(self, message["header"]["msg_id"])

    def interrupt(self) -> None:
        """Do what the stop button of a notebook does."""
        self._manager.interrupt_kernel()

    def restart(self) -> None:
        """Do what the restart button of a notebook does."""
        self._manager.restart_kernel()
        self._client.wait_for_ready(timeout=TIMEOUT)

    def shut_down(self) -> None:
        """Do what a notebook's shutdown begins with: ask the kernel to end."""
        self._client.shutdown()

    def inspect(self, name: str) -> str:
        """Return what Shift+Tab shows for a name."""
        self._client.inspect(name, len(name))
        reply = self._client.get_shell_msg(timeout=TIMEOUT)
        return _plain(reply["content"]["data"].get("text/plain", ""))

    def complete(self, code: str) -> list[str]:
        """Return what the Tab key offers at the end of a cell."""
        self._client.complete(code, len(code))
        content = self._client.get_shell_msg(timeout=TIMEOUT)["content"]
        return list(content["matches"])

    def take_message(self, cell: Cell) -> None:
        """Take in one message for a cell, if one arrives soon."""
        try:
            message = self._client.get_iopub_msg(timeout=0.05)
        except queue.Empty:
            self._take_reply(cell)
            return
        if message["parent_header"].get("msg_id") == cell.id:
            _TAKE.get(message["msg_type"], _ignore)(cell, message["content"])

    def close(self) -> None:
        """End the process."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def _take_reply(self, cell: Cell) -> None:
        try:
            reply = self._client.get_shell_msg(timeout=0)
        except queue.Empty:
            return
        if reply["parent_header"].get("msg_id") == cell.id:
            cell.replied = True


def _plain(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _stream(cell: Cell, content: dict[str, Any]) -> None:
    last = cell.outputs[-1] if cell.outputs else {}
    if last.get("name") == content["name"]:
        last["text"] += content["text"]
    else:
        cell.outputs.append({"output_type": "stream", **content})


def _display(cell: Cell, content: dict[str, Any]) -> None:
    cell.outputs.append({"output_type": "display_data", **content})


def _result(cell: Cell, content: dict[str, Any]) -> None:
    cell.outputs.append({"output_type": "execute_result", **content})


def _update(cell: Cell, content: dict[str, Any]) -> None:
    cell.updates += 1
    identity = content["transient"]["display_id"]
    for output in cell.outputs:
        if output.get("transient", {}).get("display_id") == identity:
            output.update(data=content["data"], metadata=content["metadata"])


def _error(cell: Cell, content: dict[str, Any]) -> None:
    cell.ename, cell.evalue = content["ename"], content["evalue"]
    cell.error = _plain("\n".join(content["traceback"]))


def _status(cell: Cell, content: dict[str, Any]) -> None:
    cell.idle = content["execution_state"] == "idle"


def _ignore(cell: Cell, content: dict[str, Any]) -> None:
    """Leave a message that shows nothing."""


_TAKE = {
    "stream": _stream,
    "display_data": _display,
    "execute_result": _result,
    "update_display_data": _update,
    "error": _error,
    "status": _status,
}
