"""Run a notebook without a browser and print its cells and their answers as text."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

CELL_TIMEOUT = 300  # seconds


def main() -> int:
    """Run the notebook that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", type=Path)
    path = parser.parse_args().notebook
    # Answers are painted once, when they are complete: text cannot be painted over.
    os.environ.setdefault("LLMNB_STREAM", "0")
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],  # warnings of the kernel are not answers
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                run_cell(client, cell, index)
    except CellExecutionError as error:
        print(f"\n{path} failed: {error.ename}: {error.evalue}", file=sys.stderr)
        return 1
    return 0


def run_cell(client: NotebookClient, cell: NotebookNode, index: int) -> None:
    """Print one cell, run it, and print what it shows."""
    if cell.cell_type != "code" or not cell.source.strip():
        return
    print(textwrap.indent(cell.source.strip(), "> "), flush=True)
    try:
        client.execute_cell(cell, index)
    finally:
        for text in shown(cell):
            print(textwrap.indent(text.rstrip(), "    "))
        print(flush=True)


def shown(cell: NotebookNode) -> Iterator[str]:
    """Yield the text of each output of a cell."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        elif output.output_type == "error":
            yield "\n".join(output.traceback)
        else:
            yield output.data.get("text/plain", "")


if __name__ == "__main__":
    sys.exit(main())
