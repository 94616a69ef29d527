"""One JupyterLab and one Chromium for all browser tests; each test opens its own notebook."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import lab as jupyter
import pytest

# The environments of the engines have no browser, and run none of these.
collect_ignore_glob = [] if importlib.util.find_spec("playwright") else ["test_*.py"]

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"


@pytest.fixture(scope="session")
def lab_root(tmp_path_factory) -> Path:
    """Return the folder that JupyterLab shows: a copy, since tests write into it."""
    root = tmp_path_factory.mktemp("notebooks") / "root"
    return Path(shutil.copytree(NOTEBOOKS, root))


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """Open Chromium, or skip with the reason; where CI is set, to lack it is a failure."""
    if jupyter.browser.find() is None:
        reason = "no Chromium: set CHROMIUM or install one on the PATH"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with jupyter.chromium() as context:
        yield context


@pytest.fixture(scope="session")
def lab(chromium, lab_root) -> Iterator[jupyter.Lab]:
    """Start JupyterLab."""
    server = jupyter.Lab(lab_root)
    yield server
    server.close()


@pytest.fixture
def open_notebook(lab, chromium, lab_root) -> Iterator[Callable[..., jupyter.NB]]:
    """Return a function that opens a tutorial by name, or a new notebook with some cells."""
    opened: list[jupyter.NB] = []

    def open_(*cells: str, name: str | None = None) -> jupyter.NB:
        if name is None:
            name = f"cells-{len(list(lab_root.glob('cells-*')))}.ipynb"
            (lab_root / name).write_text(jupyter.notebook(*cells), encoding="utf-8")
        opened.append(jupyter.NB(chromium.new_page(), lab, name))
        return opened[-1]

    yield open_
    for notebook in opened:
        notebook.close()
