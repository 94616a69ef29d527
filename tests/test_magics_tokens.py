"""%llm_tokens and llmnb.tokens in a real kernel, on the demo model through onnx."""

import subprocess
import sys

import nbformat
import pytest
from kernel import SOURCE, Kernel
from magic_mistakes import TOKEN_MISTAKES
from payloads import problems
from test_magics_kernel import executed

STORY = "%%llm -t 0 --logprobs {} -n 8 -o {}\nTell me a story about a fox."


@pytest.fixture(scope="module")
def running():
    with Kernel({"LLMNB_STREAM": "0"}) as made:
        made.load()
        assert made.run("import llmnb\n%llm_load demo --backend onnx").error is None
        yield made


@pytest.fixture
def kernel(running):
    assert running.run(STORY.format(2, "scored")).error is None
    return running


def test_the_last_answer_is_shown(kernel):
    cell = kernel.run("%llm_tokens")
    [shown] = cell.displays
    assert cell.result is None
    assert problems(shown["data"]) == []
    first, _, head, row, *_ = shown["data"]["text/plain"].split("\n")
    assert first.startswith("8 tokens, mean log-probability -")
    assert head.split() == ["token", "probability", "text", "others"]
    assert row.split()[0] == "0"
    assert "Once" in row
    assert shown["metadata"] == {}


def test_a_variable_and_python_show_the_same(kernel):
    shown = kernel.run("%llm_tokens").displays[0]["data"]
    kernel.run("%llm -t 0 Hello")
    assert kernel.run("%llm_tokens scored").displays[0]["data"] == shown
    assert kernel.run("%llm_tokens scored  # a comment").displays[0]["data"] == shown
    assert kernel.run("llmnb.tokens(scored)").result == shown
    assert kernel.run("print(llmnb.tokens(scored))").stream().rstrip("\n") == shown["text/plain"]
    kernel.run(STORY.format(2, "scored"))
    assert kernel.run("llmnb.tokens()").result == shown


def test_fewer_alternatives(kernel):
    one = kernel.run("%llm_tokens --alternatives 1").displays[0]["data"]
    assert kernel.run("llmnb.tokens(alternatives=1)").result == one
    assert len(one["text/html"]) < len(kernel.run("%llm_tokens").displays[0]["data"]["text/html"])


def test_what_if_is_shown_as_the_last_answer(kernel):
    cell = kernel.run('llmnb.models()["demo"].what_if(scored, 5, ",")')
    assert cell.result["text/plain"].startswith("Once upon a time,")
    shown = kernel.run("%llm_tokens").displays[0]["data"]["text/plain"]
    assert [line.split()[:1] for line in shown.split("\n")[3:11]] == [[str(n)] for n in range(8)]
    assert shown.startswith("14 tokens")


def test_help_lists_the_option(kernel):
    help = kernel.inspect("%llm_tokens")
    assert "Show how probable each token was" in help
    assert "--alternatives ALTERNATIVES" in help


@pytest.mark.parametrize("mistake", TOKEN_MISTAKES, ids=lambda m: m.name)
def test_mistakes(kernel, mistake):
    kernel.run("number = 3\n%llm -q -o plain -t 0 Hello")
    assert kernel.run(mistake.code).error == mistake.error


def test_no_answer_yet():
    with Kernel() as fresh:
        fresh.load()
        assert fresh.run("%llm_tokens").error == (
            "NoModelLoaded: There is no answer of a loaded model in this session. "
            "Ask something with %%llm first."
        )


def test_other_probabilities_pass_strict_nbval(monkeypatch, tmp_path):
    """As those of another machine would be."""
    monkeypatch.setenv("LLMNB_STREAM", "0")
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    notebook = executed(
        "%load_ext llmnb\n%llm_load demo",
        STORY.format(5, "story"),
        "%llm_tokens",
        "import llmnb\nllmnb.tokens(story)",
    )
    for cell in notebook.cells[2:]:
        [output] = cell.outputs
        assert " %" in output.data["text/plain"]
        for kind, text in output.data.items():
            output.data[kind] = text.replace(" %", "1 %").replace("\u00a0%", "1\u00a0%")
    path = tmp_path / "tokens.ipynb"
    nbformat.write(notebook, path)
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval",
        "--nbval-current-env", "--nbval-sanitize-with", str(SOURCE / "llmnb" / "sanitize.cfg"),
        str(path), f"--rootdir={tmp_path}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert "4 passed" in done.stdout, done.stdout[-3000:]
