"""What the tutorials need, in their metadata, and how nbval heeds it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from llmnb.backends.registry import backends
from llmnb.tutorials import ANY, backend_needed

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ROWS = {
    "05_amd_cpu.ipynb": "onnx",
    "06_intel_cpu.ipynb": "bigdl",
    "07_nvidia_gpu.ipynb": "vllm",
    "08_amd_gpu.ipynb": "vllm",
}


def test_there_is_a_tutorial_for_each_kind_of_hardware():
    needed = {path.name: backend_needed(path) for path in NOTEBOOKS}
    assert {name: backend for name, backend in needed.items() if backend != ANY} == ROWS
    assert set(ROWS.values()) <= set(backends())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_tutorial_says_what_it_needs_and_names_only_that_backend(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    needs = notebook["metadata"].get("llmnb", {}).get("needs", {})
    assert bool(needs.get("hardware")) == (path.name in ROWS)
    loads = [
        line
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for line in "".join(cell["source"]).splitlines()
        if "llm_load demo" in line or "llmnb.load(" in line
    ]
    wanted = ROWS.get(path.name)
    if wanted:
        assert loads
        assert [line for line in loads if wanted not in line] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a notebook for a backend that runs, and for one that cannot."""
    made = tmp_path_factory.mktemp("tutorials")
    for backend in ("echo", "openai"):
        notebook = new_notebook(cells=[new_code_cell("1 + 1", execution_count=1)])
        notebook.metadata["llmnb"] = {"needs": {"backend": backend, "hardware": "any"}}
        nbformat.write(notebook, made / f"{backend}.ipynb")
    return made


def nbval(folder, *options):
    command = [sys.executable, "-m", "pytest", "-p", "needs", "-p", "no:cacheprovider", "-rs",
               "--nbval-lax", "--nbval-current-env", f"--rootdir={folder}", *options,
               str(folder)]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT / "tests").stdout


def test_a_tutorial_whose_backend_cannot_run_is_skipped_with_the_reason(folder):
    said = nbval(folder)
    assert "1 passed, 1 skipped" in said
    assert "openai: Only for a server's address: %llm_load http://HOST:PORT/v1." in said


def test_tutorials_that_need_another_backend_can_be_left_out(folder):
    said = nbval(folder, "--needing", "openai")
    assert "1 skipped in" in said
    assert "passed" not in said
