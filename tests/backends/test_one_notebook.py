"""One and the same notebook, unmodified, on every engine: the same cells pass, the same answers.

Nothing in the notebook names an engine; the machine's variables do.
"""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "00_start.ipynb"
CELL_SECONDS = 300  # vLLM's start takes most of a minute on a busy machine
VARIES = "nbval-ignore-output"
FACTS = ["capital of France", "capital of Japan", "opposite of hot", "colour is a banana"]
SENTIMENTS = ["sentiment of this review", "Classify the sentiment"]

ENGINES = [
    pytest.param("onnx", "int8"),
    pytest.param("onnx", "fp32"),
    pytest.param("bigdl", "int8", marks=pytest.mark.bigdl),
    pytest.param("vllm", "fp32", marks=pytest.mark.vllm),
]


def executed(notebook):
    """Return a copy of a notebook, run in a new kernel of this environment."""
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    client = NotebookClient(
        made, timeout=CELL_SECONDS, kernel_name="python3", coalesce_streams=True
    )
    return client.execute()


def answered(cell):
    """Return what a cell shows, as text."""
    texts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            texts.append(output.text)
        elif output.output_type == "error":
            texts.append(f"{output.ename}: {output.evalue}")
        else:
            texts.append(output.data["text/plain"])
    return "".join(texts)


def promised(notebook):
    """Return the cells whose output is the same in every run, by their ids; loads apart."""
    return {
        cell.id: cell
        for cell in notebook.cells
        if cell.cell_type == "code"
        and VARIES not in cell.metadata.get("tags", ())
        and not cell.source.startswith("%llm_load")
    }


def engines(notebook):
    """Return the backend and the precision in the records of a notebook's answers."""
    records = [
        output.metadata["llmnb"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "llmnb" in output.get("metadata", {})
    ]
    return {(record["backend"], record["precision"]) for record in records}


@pytest.mark.parametrize(("backend", "precision"), ENGINES)
def test_the_first_tutorial_answers_as_it_was_saved(backend, precision, monkeypatch):
    monkeypatch.setenv("LLMNB_BACKEND", backend)
    monkeypatch.setenv("LLMNB_PRECISION", precision)
    monkeypatch.setenv("LLMNB_STREAM", "0")
    saved = nbformat.read(NOTEBOOK, as_version=4)
    now = executed(saved)
    assert engines(now) == {(backend, "sym_int8" if backend == "bigdl" else precision)}
    expected = {id: answered(cell) for id, cell in promised(saved).items()}
    assert {id: answered(cell) for id, cell in promised(now).items()} == expected


def test_what_is_compared_has_facts_and_sentiments():
    saved = nbformat.read(NOTEBOOK, as_version=4)
    sources = "\n".join(cell.source for cell in promised(saved).values())
    assert [words for words in (*FACTS, *SENTIMENTS) if words not in sources] == []
    assert not [cell.source for cell in saved.cells if "backend" in cell.source]
