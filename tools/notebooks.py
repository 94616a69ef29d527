"""Run tutorials and save them with their answers, painted once.

``python3 tools/env.py ENVIRONMENT tools/notebooks.py BACKEND...`` runs those of ``notebooks/`` that
need one of these backends, as their metadata says; ``auto`` stands for those that run with every
one. The environment has to have the engines.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from llmnb.tutorials import backend_needed

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
VIEW = "application/vnd.jupyter.widget-view+json"
CELL_TIMEOUT = 300  # seconds; the start of vLLM takes most of a minute on a slow machine


def main() -> None:
    """Run the tutorials that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("backends", nargs="+", metavar="BACKEND")
    wanted = parser.parse_args().backends
    os.environ["LLMNB_STREAM"] = "0"
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if backend_needed(path) in wanted:
            print(path.name, flush=True)
            run(path)


def run(path: Path) -> None:
    """Run one notebook in a new kernel, and save it in its place."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,  # or every run would change the file
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            # A panel without its kernel is nothing; its static twin is the output after it.
            cell.outputs = [o for o in cell.outputs if VIEW not in o.get("data", {})]
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
