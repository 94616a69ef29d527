"""The tutorials that come with llmnb, and JupyterLab on a copy of them."""

from __future__ import annotations

import json
import shutil
import site
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from llmnb.errors import BackendError, StorageError
from llmnb.storage import explained, in_the_way

START = "00_start.ipynb"
ANY = "auto"
"""The backend of a tutorial that runs with every one."""


def installed() -> Path:
    """Return the folder of the notebooks that came with this installation.

    Raises
    ------
    StorageError
        If they are not there.
    """
    shared = [Path(sysconfig.get_path("data")), Path(site.getuserbase())]
    folders = [folder / "share" / "llmnb" / "notebooks" for folder in shared]
    folders.insert(0, Path(__file__).resolve().parents[2] / "notebooks")  # in a checkout
    for folder in folders:
        if (folder / START).exists():
            return folder
    raise StorageError("The tutorials did not come with this installation of llmnb.")


def backend_needed(notebook: Path) -> str:
    """Return the backend that a tutorial's metadata says it needs, or `ANY`.

    The metadata of a tutorial for one kind of hardware has
    ``{"llmnb": {"needs": {"backend": NAME, "hardware": WORDS}}}``.
    """
    metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    return str(metadata.get("llmnb", {}).get("needs", {}).get("backend", ANY))


def copy(target: Path) -> list[Path]:
    """Copy the tutorials; files that are there already, perhaps changed, are kept.

    Returns
    -------
    list of Path
        What was copied.
    """
    copied = []
    with explained(target, variable=None):
        try:
            target.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise in_the_way(target) from None
        for notebook in sorted(installed().glob("*.ipynb")):
            if not (target / notebook.name).exists():
                copied.append(Path(shutil.copyfile(notebook, target / notebook.name)))
    return copied


def open_lab(target: Path, options: Sequence[str] = ()) -> int:
    """Open JupyterLab on a copy of the tutorials, and return its exit status.

    Parameters
    ----------
    target : Path
        The folder of the copy.
    options : sequence of str
        Options for JupyterLab.

    Raises
    ------
    BackendError
        If JupyterLab is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise BackendError("JupyterLab is not installed.", hint='pip install "llmnb[lab]"')
    copy(target)
    command = [sys.executable, "-m", "jupyterlab", *options, str(target / START)]
    return subprocess.run(command, check=False).returncode
