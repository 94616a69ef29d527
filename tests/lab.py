"""A real JupyterLab in a real Chromium, for tests and for pictures of notebooks."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import chromium as browser

TOKEN = "llmnb-tests"
START_TIMEOUT = 60.0  # seconds for the server's first answer
UI_TIMEOUT = 60_000  # milliseconds, as Playwright counts
CHROMIUM_OPTIONS = (
    "--no-sandbox",  # Chromium's own sandbox does not start for root or in a container
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LAB_OPTIONS = (
    "--no-browser",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    f"--IdentityProvider.token={TOKEN}",
    "--ServerApp.allow_root=True",
    "--LabApp.expose_app_in_browser=True",  # lets a test read the notebook's own model
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--KernelManager.shutdown_wait_time=1",
)
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Cells out of sight are on the page too, to be read and photographed.
    "notebook-extension/tracker": {"windowingMode": "none"},
}

# Scripts that run in the page; `current` is the notebook panel in front.
READY = """() => {
  const panel = window.jupyterapp && jupyterapp.shell.currentWidget;
  const session = panel && panel.context && panel.sessionContext.session;
  return session && session.kernel && session.kernel.status === 'idle'
    && panel.sessionContext.isReady;
}"""
SELECT = """i => {
  const notebook = jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = i;
  notebook.deselectAll();
  notebook.mode = 'command';
  notebook.activate();
  const model = notebook.widgets[i].model;
  if (model.type === 'code') model.clearExecution();
}"""
# Not returned: the command's promise ends with the cell.
RUN = "() => { jupyterapp.commands.execute('notebook:run-cell'); }"
CELL = "jupyterapp.shell.currentWidget.content.widgets[i].model"
SOURCE = f"i => {CELL}.sharedModel.getSource()"
SET_SOURCE = "([i, text]) => { " + CELL + ".sharedModel.setSource(text); }"
RUNNING = f"i => {CELL}.executionState === 'running'"
STARTED = f"i => {CELL}.executionState === 'running' || {CELL}.executionCount !== null"
FINISHED = f"i => {CELL}.executionState === 'idle' && {CELL}.executionCount !== null"
EXPECTS_ERROR = f"i => ({CELL}.getMetadata('tags') || []).includes('raises-exception')"
OUTPUTS = f"i => {CELL}.outputs.toJSON()"
CODE_CELLS = """() => jupyterapp.shell.currentWidget.content.widgets
  .map((cell, i) => [cell.model, i])
  .filter(([model, i]) => model.type === 'code' && model.sharedModel.getSource().trim())
  .map(([model, i]) => i)"""
INTERRUPT = "() => { jupyterapp.commands.execute('notebook:interrupt-kernel'); }"
SHUT_DOWN = "async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown(); }"


class Lab:
    """A JupyterLab server in a process of its own, with settings of its own.

    Parameters
    ----------
    root : Path
        The folder whose notebooks it shows.
    variables : mapping, optional
        Environment variables for it and its kernels.
    """

    def __init__(self, root: Path, variables: Mapping[str, str] | None = None) -> None:
        self.port = _free_port()
        self.home = Path(tempfile.mkdtemp(prefix="llmnb-lab-"))
        self.log = self.home / "lab.log"
        _write_settings(self.home / "settings")
        command = [sys.executable, "-m", "jupyterlab", *LAB_OPTIONS]
        command += [f"--port={self.port}", f"--ServerApp.root_dir={root}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env={**os.environ, **self._folders(), **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal is for the tests
            )
        try:
            self._wait()
        except BaseException:
            self.close()
            raise

    def url(self, path: str) -> str:
        """Return the address of a notebook below the root."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{path}?token={TOKEN}&reset"

    def close(self) -> None:
        """End the server and its kernels."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def _folders(self) -> dict[str, str]:
        names = {
            "IPYTHONDIR": "ipython",
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        return {variable: str(self.home / name) for variable, name in names.items()}

    def _wait(self) -> None:
        status = f"http://127.0.0.1:{self.port}/api/status?token={TOKEN}"
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(status, timeout=2).close()
                return
            time.sleep(0.1)
        log = self.log.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"JupyterLab did not start:\n{log[-3000:]}")


class NB:
    """A notebook that is open in JupyterLab; cells are counted from 0, Markdown cells too."""

    def __init__(self, page: Page, lab: Lab, path: str) -> None:
        self.page = page
        self.path = path
        page.set_default_timeout(UI_TIMEOUT)
        page.goto(lab.url(path), wait_until="domcontentloaded")
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell")
        page.wait_for_function(READY)

    def code_cells(self) -> list[int]:
        """Return the indices of the code cells that are not empty."""
        return list(self.page.evaluate(CODE_CELLS))

    def write(self, index: int, source: str) -> None:
        """Replace the source of a cell."""
        self.page.evaluate(SET_SOURCE, [index, source])

    def source(self, index: int) -> str:
        """Return the source of a cell."""
        return str(self.page.evaluate(SOURCE, index))

    def start(self, index: int) -> None:
        """Run a cell, as Shift+Enter does, and wait only until it runs."""
        self.page.evaluate(SELECT, index)
        self.page.evaluate(RUN)
        self.page.wait_for_function(STARTED, arg=index)

    def run(self, index: int, timeout: int = UI_TIMEOUT) -> str:
        """Run a cell to its end and return the text that it shows."""
        self.start(index)
        self.wait(index, timeout)
        return self.text(index)

    def run_all(self, timeout: int = UI_TIMEOUT) -> None:
        """Run every code cell, one after another."""
        for index in self.code_cells():
            self.run(index, timeout)

    def wait(self, index: int, timeout: int = UI_TIMEOUT) -> None:
        """Wait until a cell has run to its end."""
        self.page.wait_for_function(FINISHED, arg=index, timeout=timeout)

    def is_running(self, index: int) -> bool:
        """Tell whether a cell runs at this moment."""
        return bool(self.page.evaluate(RUNNING, index))

    def interrupt(self) -> None:
        """Press the toolbar's stop button."""
        button = self.page.locator(
            '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Toolbar-item[data-jp-item-name="interrupt"]'
        )
        button.locator("button, jp-button").first.click()

    def cell(self, index: int) -> Locator:
        """Return a cell as it is on the page."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        """Return the part of a cell that shows its outputs."""
        return self.cell(index).locator(".jp-Cell-outputArea")

    def answer(self, index: int) -> Locator:
        """Return what a cell's outputs rendered, without JupyterLab's buttons around it."""
        return self.output(index).locator(".jp-OutputArea-output")

    def text(self, index: int) -> str:
        """Return the text that a cell shows."""
        output = self.output(index)
        return output.inner_text() if output.count() else ""

    def outputs(self, index: int) -> list[dict[str, Any]]:
        """Return the outputs of a cell as the notebook saves them."""
        return list(self.page.evaluate(OUTPUTS, index))

    def errors(self) -> list[str]:
        """Return the errors of all cells but those that are there to show one."""
        cells = (i for i in self.code_cells() if not self.page.evaluate(EXPECTS_ERROR, i))
        found = (output for index in cells for output in self.outputs(index))
        return [f"{o['ename']}: {o['evalue']}" for o in found if o["output_type"] == "error"]

    def close(self) -> None:
        """End the kernel and close the page."""
        self.page.evaluate(SHUT_DOWN)
        self.page.close()


@contextlib.contextmanager
def chromium(width: int = 1280, height: int = 1000) -> Iterator[BrowserContext]:
    """Open Chromium with an empty profile.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    from playwright.sync_api import sync_playwright

    path = browser.find()
    if path is None:
        raise FileNotFoundError("no Chromium: set CHROMIUM or install one on the PATH")
    with tempfile.TemporaryDirectory(prefix="llmnb-chromium-") as profile, sync_playwright() as p:
        context = p.chromium.launch_persistent_context(
            profile,
            executable_path=path,
            headless=True,
            args=list(CHROMIUM_OPTIONS),
            viewport={"width": width, "height": height},
        )
        try:
            yield context
        finally:
            context.close()


def notebook(*sources: str) -> str:
    """Return the JSON text of a notebook with these code cells."""
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{number}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _write_settings(folder: Path) -> None:
    for name, settings in SETTINGS.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
