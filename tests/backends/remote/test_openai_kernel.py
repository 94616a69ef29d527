"""A server's model in a real kernel: load, prompt, interrupt, and a key that nobody sees."""

import re
from pathlib import Path

import nbformat
import pytest
from kernel import Kernel
from nbformat.v4 import new_code_cell, new_notebook, new_output
from openai_server import KEY


@pytest.fixture(scope="module")
def kernel():
    with Kernel({"LLMNB_STREAM": "1", "MY_KEY": KEY}) as made:
        made.load()
        yield made


def test_a_server_is_loaded_by_its_address(kernel, server):
    url = server.url("good")
    cell = kernel.run(f"%llm_load {url}")
    assert (cell.error, cell.text) == (None, f"{url} is ready: openai, demo, context 2,048")
    assert kernel.run(f"%llm_load {url}").text == (
        f"{url} is already loaded: openai, demo, context 2,048"
    )
    cell = kernel.run("%%llm -t 0 -o answer\nWhat is the capital of France?")
    assert cell.error is None
    (output,) = cell.displays
    assert "Paris" in output["data"]["text/plain"]
    record = output["metadata"]["llmnb"]
    assert (record["backend"], record["served_name"], record["source"]) == ("openai", "demo", url)
    assert record["tokens"]["prompt"] > 0
    assert kernel.value("answer.finish_reason.value") == "'stop'"
    status = kernel.run("%llm_status").text
    assert re.search(r"openai +chosen\. The server runs its model\.", status)
    assert re.search(rf"{re.escape(url)} +openai, demo, context 2,048, .* \(current\)", status)
    dry = kernel.run("%llm --dry-run Hello").text
    assert "prompt tokens: unknown to the engine's client; nothing was generated" in dry


def test_a_plan_without_a_known_context(kernel, server):
    cell = kernel.run(f"%llm_load {server.url('plain')} --dry-run")
    assert re.search(r"/plain/v1 +openai, unknown\n", cell.text)
    assert kernel.run(f"%llm_load {server.url('plain')}").text.startswith(
        f"{server.url('plain')} is ready: openai, demo\n"
    )


def test_mistakes_are_one_line(kernel, server):
    url = server.url("two")
    assert kernel.run(f"%llm_load {url}").error == (
        f"BackendError: {url} serves 2 models: demo, other. Choose one with --served-name."
    )
    assert kernel.run(f"%llm_load {url} --served-name demo").error is None
    assert kernel.run("%llm_load http://me:hush@h/v1").error == (
        "ParameterError: The address of 'http://h/v1' must not hold a user name, a password or a "
        "query. Put the key into an environment variable, and name that with --api-key-env VAR."
    )


def test_an_interrupt_keeps_the_partial_answer(kernel, server):
    kernel.run(f"%llm_load {server.url('slow')}")
    cell = kernel.start("%%llm -o partial\nGo on.")
    cell.wait_for(lambda cell: "word5" in cell.text)
    kernel.interrupt()
    cell.finish()
    assert cell.ename == "Interrupted"
    assert cell.displays[0]["data"]["text/plain"].endswith(
        "[interrupted: the answer is not complete]"
    )
    assert kernel.value("partial.text").startswith("'word0 word1")
    assert kernel.value("partial.finish_reason.value") == "'interrupted'"
    assert kernel.run("%llm -n 2 Still there?").text.startswith("word0 word1")


def test_an_interrupt_stops_a_load(kernel, server):
    cell = kernel.start(f"%llm_load {server.url('listsilent')} --name late")
    cell.wait_for(lambda cell: "connecting" in cell.text)
    kernel.interrupt()
    assert cell.finish().error.startswith("Interrupted: The load of 'late' was stopped.")
    assert kernel.value("[t.name for t in __import__('threading').enumerate() "
                        "if t.name.endswith('late')]") == "[]"  # fmt: skip


def test_an_answer_that_fails_shows_what_there_was(kernel, server):
    kernel.run(f"%llm_load {server.url('cut')}")
    cell = kernel.run("%%llm\nGo on.")
    assert cell.error == (
        f"EngineError: The connection to {server.url('cut')} was cut after 6 tokens. "
        "Run it again; if that fails too, the server's own log says more."
    )


def test_a_key_that_goes_unencrypted_is_told_once(kernel, server):
    url = f"http://0.0.0.0:{server.port}/key/v1"  # this machine, by an address that is not its own
    cell = kernel.run(f"%llm_load {url} --api-key-env MY_KEY")
    assert cell.text.split("\n")[:2] == [
        f"{url} is ready: openai, demo, context 2,048",
        f"note: the key in MY_KEY goes to {url} unencrypted; use https",
    ]
    assert "note:" not in kernel.run("%llm -n 2 Hi").text


def test_the_key_is_in_no_output_and_no_process_list(kernel, server, tmp_path):
    url = server.url("key")
    cells = {
        "import logging, os; logging.basicConfig(level=logging.DEBUG)": None,
        f"%llm_load {url} --api-key-env MY_KEY --name keyed": None,
        "%%llm -m keyed -n 4\nHello": None,
        "%llm_status": None,
        f"%llm_load {url} --dry-run --api-key-env MY_KEY": None,
        "import llmnb; llmnb.models()": None,
        "vars(llmnb.models()['keyed']), vars(llmnb.models()['keyed'].handle)": None,
        "llmnb.models()['keyed'].plan": None,
        "%xmode Verbose": None,
        f"%llm_load {url} --api-key-env {KEY}": "ParameterError",
        "os.environ['WRONG'] = os.environ['MY_KEY'] + 'x'\n"
        f"llmnb.load('{url}', api_key_env='WRONG')": "BackendError",
    }
    notebook = new_notebook()
    for code, error in cells.items():
        cell = kernel.run(code)
        assert cell.ename == error
        typed = code.replace(KEY, "what the user typed")
        notebook.cells.append(new_code_cell(typed, outputs=saved_outputs(cell)))
    path = tmp_path / "saved.ipynb"
    nbformat.write(notebook, path)
    assert KEY not in path.read_text()
    (record,) = [o.metadata.llmnb for o in notebook.cells[2].outputs if "metadata" in o]
    assert (record["served_name"], record["tokens"]["completion"]) == ("demo", 4)
    assert "DEBUG:" in path.read_text()  # the log was on
    assert KEY not in Path(f"/proc/{kernel.value('os.getpid()')}/cmdline").read_text()
    assert server.seen("key")[-1]["headers"]["authorization"] == f"Bearer {KEY}"


def saved_outputs(cell):
    """Return a cell's outputs as a notebook file holds them."""
    found = [{k: v for k, v in output.items() if k != "transient"} for output in cell.outputs]
    if cell.error:
        traceback = cell.error.split("\n")
        found.append({"output_type": "error", "ename": cell.ename, "evalue": cell.evalue,
                      "traceback": traceback})  # fmt: skip
    return [new_output(output.pop("output_type"), **output) for output in found]
