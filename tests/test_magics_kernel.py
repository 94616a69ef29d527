"""What a notebook receives from a real kernel: streams, interrupts, errors, saved outputs."""

import copy
import json
import os
import re
import subprocess
import sys
import textwrap

import nbformat
import pytest
from cells import SHAPE
from kernel import SOURCE, Kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

WORDS = " ".join(f"word{i}" for i in range(400))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(SHAPE))
    for name in ("tokenizer.json", "model.safetensors"):  # the echo backend reads neither
        (folder / name).touch()
    return folder


@pytest.fixture(scope="module")
def kernel(tiny):
    with Kernel({"LLMNB_STREAM": "1"}) as made:
        made.load()
        yield made


@pytest.fixture
def echo(kernel, tiny):
    assert kernel.run(f"%llm_load {tiny} --backend echo").error is None
    return kernel


@pytest.fixture
def slow(kernel, tiny):
    assert kernel.run(f"%llm_load {tiny} --backend echo --device delay=0.02").error is None
    return kernel


def test_an_answer_streams_into_one_output(slow):
    cell = slow.start(f"%%llm\n{' '.join(WORDS.split()[:60])}")
    cell.wait_for(lambda cell: cell.updates > 3)
    assert "word0 word1" in cell.text
    assert "word59" not in cell.text
    cell.finish()
    assert (len(cell.outputs), len(cell.displays)) == (1, 1)
    assert cell.updates <= 30
    (output,) = cell.displays
    assert output["data"].keys() == {"text/plain", "text/html"}
    assert output["data"]["text/plain"].endswith("word59")
    assert '<p class="llmnb-status">60 tokens' in output["data"]["text/html"]
    assert output["metadata"]["llmnb"]["tokens"]["completion"] == 60
    assert slow.value("_.text[-6:]") == "'word59'"
    assert slow.value("Out[max(Out)] is _") == "True"


def test_an_assigned_answer_is_shown_and_shown_again(echo):
    cell = echo.run("y = %llm Why is it?")
    assert (len(cell.displays), cell.result) == (1, None)
    assert echo.value("y.text") == "'Why is it?'"
    again = echo.run("y")
    assert again.result["text/plain"] == "Why is it?"
    assert echo.run("z = %llm -q Why?").outputs == []


def test_an_interrupt_shows_and_binds_the_partial_answer(slow):
    cell = slow.start(f"%%llm -o partial\n{WORDS}")
    cell.wait_for(lambda cell: "word5" in cell.text)
    slow.interrupt()
    cell.finish()
    assert cell.ename == "Interrupted"
    assert re.fullmatch(
        r"Interrupted: The answer was stopped after \d+ tokens; what there is was kept "
        r"\(in this error's \.generation, and with -o NAME in a variable\)\.",
        cell.error,
    )
    (output,) = cell.displays
    assert output["data"]["text/plain"].endswith("\n\n[interrupted: the answer is not complete]")
    assert "interrupted: the answer is not complete</p>" in output["data"]["text/html"]
    assert output["metadata"]["llmnb"]["finish_reason"] == "interrupted"
    assert slow.value("partial.finish_reason") == "<FinishReason.INTERRUPTED: 'interrupted'>"
    assert slow.value("partial.text").startswith("'word0 word1")
    assert slow.run("%llm still usable?").text == "still usable?"


def test_an_interrupt_carries_the_generation(slow):
    cell = slow.start(
        textwrap.dedent(f"""
        try:
            %llm {WORDS}
        except KeyboardInterrupt as error:
            kept = error.generation.text
        """)
    )
    cell.wait_for(lambda cell: "word3" in cell.text)
    slow.interrupt()
    assert cell.finish().error is None
    assert slow.value("kept").startswith("'word0")


def test_an_interrupt_of_a_batch_as_it_completes_is_one_line(slow):
    cell = slow.start(
        textwrap.dedent(f"""
        import llmnb
        for index, answer in llmnb.models()["tiny"].batch(["a", {WORDS!r}], as_completed=True):
            print("got", index)
        """)
    )
    cell.wait_for(lambda cell: "got 0" in cell.text)
    slow.interrupt()
    assert cell.finish().error == (
        "Interrupted: The batch was stopped after 1 whole answer; what there is was kept."
    )


@pytest.mark.parametrize("prompt", ["what's $5 and {x};", "Why?", "a \\ b 'c?"])
def test_a_prompt_keeps_its_characters(kernel, tiny, prompt):
    kernel.run(f"%llm_load {tiny} --backend echo")
    cell = kernel.run(f"y = %llm {prompt}")
    assert cell.error is None
    assert kernel.value("y.messages[0].content") == repr(prompt)


def test_a_load_is_one_line(kernel, tiny):
    kernel.run(f"%llm_load {tiny} --backend echo")
    cell = kernel.run(f"%llm_load {tiny} --backend echo --reload")
    assert len(cell.displays) == 1
    assert cell.text == "tiny is ready: echo, none, context 2,048"
    assert "<progress" not in cell.displays[0]["data"]["text/html"]


def test_painting_once_sends_no_update(slow):
    slow.run("%config Llm.stream = False")
    try:
        cell = slow.run("%%llm\none *two*")
        assert (len(cell.outputs), cell.updates) == (1, 0)
        assert '<p class="llmnb-status">' not in cell.displays[0]["data"]["text/html"]
        assert "display_id" not in cell.displays[0]["transient"]
    finally:
        slow.run("%config Llm.stream = True")


def test_help_in_a_notebook(echo):
    text = echo.inspect("%llm")
    assert "Defaults of tiny, and where they come from:" in text
    assert "-t, --temperature" in text


def test_a_failing_engine_leaves_a_marked_answer(kernel, slow):
    kernel.run(
        textwrap.dedent("""
        from llmnb.backends.echo import EchoHandle
        from llmnb.errors import EngineError
        from llmnb.generation import Chunk
        kept = EchoHandle._speak
        def broken(self, job, request, words, limit, notes, on_chunk):
            import time
            on_chunk(Chunk("half an answer"))
            time.sleep(0.3)
            raise EngineError("The engine is broken.")
        EchoHandle._speak = broken
        """)
    )
    try:
        cell = kernel.run("%%llm\none")
    finally:
        kernel.run("EchoHandle._speak = kept")
    assert cell.error == "EngineError: The engine is broken."
    assert cell.text == "half an answer\n\n[the answer is not complete]"


def executed(*cells, **options):
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    NotebookClient(notebook, kernel_name="python3", timeout=60, **options).execute()
    return notebook


@pytest.fixture
def with_source(monkeypatch):
    path = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("PYTHONPATH", path)


@pytest.mark.parametrize("cell", ["%llm Why?", "%%llm", "%%llm -t 9\nx", "# c\n%%llm\nx"])
def test_a_failing_cell_stops_a_headless_run(with_source, cell):
    with pytest.raises(CellExecutionError):
        executed("%load_ext llmnb", cell)


def test_a_saved_notebook_passes_strict_nbval(with_source, monkeypatch, tiny, tmp_path):
    monkeypatch.setenv("LLMNB_STREAM", "1")
    notebook = executed(
        "%load_ext llmnb",
        f"%llm_load {tiny} --backend echo",
        "%llm_status",
        f"%llm_load {tiny} --backend echo --dry-run",
        "%%llm\none *two*\n\n```\nthree\n```",
        "y = %llm -n 2 one two three\ny.finish_reason",
        "y",
        "%%llm_compare -n 1,2\none two\nthree",
        "%llm_unload",
    )
    tampered = copy.deepcopy(notebook.cells[4])
    tampered.id = "tampered"
    tampered.outputs[0].data["text/plain"] += " more"
    notebook.cells.insert(5, tampered)
    path = tmp_path / "tutorial.ipynb"
    nbformat.write(notebook, path)
    nbformat.validate(nbformat.read(path, as_version=4))
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval",
        "--nbval-current-env", "--nbval-sanitize-with",
        str(SOURCE / "llmnb" / "sanitize.cfg"), str(path), f"--rootdir={tmp_path}",
    ]  # fmt: skip
    monkeypatch.setenv("LLMNB_STREAM", "0")
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert "Cell 5" in done.stdout
    assert "1 failed, 9 passed" in done.stdout, done.stdout[-3000:]


def test_loading_the_extension_is_light():
    program = """
        import sys
        from IPython.core.interactiveshell import InteractiveShell
        shell = InteractiveShell.instance()
        before = set(sys.modules)
        import llmnb
        llmnb.load_ipython_extension(shell)
        print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    heavy = {"markdown_it", "jinja2", "numpy", "onnx", "onnxruntime", "tokenizers", "ipywidgets",
             "huggingface_hub", "psutil", "torch", "anywidget"}  # fmt: skip
    assert not heavy & set(done.stdout.split())


def test_without_a_model_a_panel_is_shown_where_it_lives(kernel, tiny):
    kernel.run("%llm_unload --all")
    kernel.run(f"%llm_load {tiny} --backend echo")
    cell = kernel.run("%llm_load")
    assert cell.error is None
    view, twin = cell.displays
    assert view["data"].keys() == {"application/vnd.jupyter.widget-view+json"}
    assert twin["data"]["text/plain"].startswith("tiny is loaded: echo, none, context 2,048\ndemo:")
    assert kernel.run("1 + 1").result["text/plain"] == "2"


def test_where_outputs_are_painted_once_a_list_is_shown():
    with Kernel({"LLMNB_STREAM": "0"}) as kernel:
        kernel.load()
        (output,) = kernel.run("%llm_load").outputs
    assert output["data"].keys() == {"text/plain", "text/html"}
    assert output["data"]["text/plain"].startswith("demo: the tiny teaching model")
