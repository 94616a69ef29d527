"""Conversations in a notebook: cells that run again, %llm_chat and %llm_continue."""

import nbformat
import pytest
from kernel import Kernel
from magic_mistakes import CHAT_MISTAKES
from nbformat.v4 import new_code_cell, new_notebook, new_output

FIRST = "%%llm -c -t 0\nMy name is Rosa."
SECOND = "%%llm -c -t 0\nWhat is my name?"


@pytest.fixture(scope="module")
def running():
    with Kernel({"LLMNB_STREAM": "0"}) as made:
        made.load()
        assert made.run("%llm_load demo").error is None
        yield made


@pytest.fixture
def kernel(running):
    running.run("from llmnb.session import default_session")
    running.run("default_session().conversations.clear()")
    return running


def users(kernel, name="default"):
    return kernel.value(f"[t.user for t in default_session().conversations['{name}'].turns]")


def save(path, *cells):
    """Write the notebook that JupyterLab would save."""
    notebook = new_notebook()
    for identity, cell in cells:
        made = new_code_cell("", id=identity)
        made.outputs = [
            new_output("display_data", data=o["data"], metadata=o["metadata"])
            for o in cell.displays
        ]
        notebook.cells.append(made)
    nbformat.write(notebook, path)


def test_a_cell_that_runs_again_replaces_its_own_turn(kernel):
    kernel.run(FIRST, cell_id="a")
    assert "Rosa" in kernel.run(SECOND, cell_id="b").text
    kernel.run(FIRST.replace("Rosa", "Hugo"), cell_id="a")
    assert users(kernel) == "['My name is Hugo.', 'What is my name?']"
    shown = kernel.run("%llm_chat").text
    assert "1 user: My name is Hugo." in shown
    assert "[a turn before this one changed after it was answered: run its cell again]" in shown
    assert "Hugo" in kernel.run(SECOND, cell_id="b").text
    assert "changed after" not in kernel.run("%llm_chat").text


def test_without_a_cell_id_turns_are_appended_unless_replace_says_otherwise(kernel):
    kernel.run(FIRST)
    kernel.run(FIRST)
    assert users(kernel) == "['My name is Rosa.', 'My name is Rosa.']"
    kernel.run("%llm -c --replace Hello")
    assert users(kernel) == "['My name is Rosa.', 'Hello']"


def test_a_loop_in_a_cell_makes_several_turns(kernel):
    loop = "for q in {}:\n    y = %llm -q --chat list {{{{ q }}}}"
    kernel.run(loop.format(["a", "b", "c"]), cell_id="x")
    assert users(kernel, "list") == "['a', 'b', 'c']"
    kernel.run(loop.format(["d", "e"]), cell_id="x")
    assert users(kernel, "list") == "['d', 'e']"


def test_python_in_a_cell_has_the_same_rule(kernel):
    code = "import llmnb; llmnb.models()['demo'].generate('Hello', chat='py', temperature=0)"
    kernel.run(code, cell_id="x")
    kernel.run(code, cell_id="x")
    assert users(kernel, "py") == "['Hello']"


def test_the_chat_is_rebuilt_from_the_saved_outputs_after_a_restart(kernel, tmp_path):
    saved = [("a", kernel.run(FIRST, cell_id="a")), ("b", kernel.run(SECOND, cell_id="b"))]
    saved.append(("e", kernel.run("%%llm_chat default --edit 1\nHello, Rosa.", cell_id="e")))
    before = kernel.run("%llm_chat").text
    save(tmp_path / "chat.ipynb", *saved)
    kernel.run("default_session().conversations.clear()")
    after = kernel.run(f"%llm_chat default --restore {tmp_path / 'chat.ipynb'}")
    assert after.error is None
    assert after.text == before
    assert "1 assistant: Hello, Rosa." in after.text
    again = kernel.run(f"%llm_chat default --restore {tmp_path / 'chat.ipynb'}")
    assert again.error.endswith("has turns already. Write --force to replace them.")
    prompt = kernel.run(SECOND.replace("-t 0", "--dry-run"), cell_id="b").text
    assert "Hello, Rosa." in prompt
    assert prompt.count("What is my name?") == 1
    kernel.run(SECOND, cell_id="b")
    assert users(kernel) == "['My name is Rosa.', 'What is my name?']"


def test_a_restored_turn_that_was_continued_belongs_to_its_own_cell(kernel, tmp_path):
    story = "%%llm -t 0 -n 8 -c\nTell me a story about a fox."
    saved = [("a", kernel.run(story, cell_id="a"))]
    saved.append(("b", kernel.run("%llm_continue -n 5", cell_id="b")))
    save(tmp_path / "chat.ipynb", *saved)
    kernel.run("default_session().conversations.clear()")
    assert "1 turn" in kernel.run(f"%llm_chat --restore {tmp_path / 'chat.ipynb'}").text
    kernel.run(story, cell_id="a")
    assert users(kernel) == "['Tell me a story about a fox.']"


def test_prompts_are_not_saved_when_the_user_says_so(kernel):
    kernel.run("%config Llm.save_prompts = False")
    cell = kernel.run(FIRST)
    kernel.run("%config Llm.save_prompts = True")
    assert "chat" not in cell.displays[0]["metadata"]["llmnb"]
    kept = kernel.run(FIRST).displays[0]["metadata"]["llmnb"]["chat"]
    assert (kept["user"], kept["name"]) == ("My name is Rosa.", "default")
    assert "chat" not in kernel.run("%llm -t 0 Hello").displays[0]["metadata"]["llmnb"]


def test_edit_drop_clear_export(kernel, tmp_path):
    for text in ("one", "two", "three"):
        kernel.run(f"%llm --chat trip {text}")
    shown = kernel.run("%%llm_chat trip --edit 2 --role user\nzwei {x} $y")
    assert "2 user: zwei {x} $y" in shown.text
    assert "2 turns" in kernel.run("%llm_chat trip --drop 1").text
    path = tmp_path / "trip.md"
    assert f"written to {path}" in kernel.run(f"%llm_chat trip --export {path}").text
    assert "zwei" in path.read_text()
    assert "is there already" in kernel.run(f"%llm_chat trip --export {path}").error
    assert "0 turns" in kernel.run("%llm_chat trip --clear").text


def test_an_answer_that_was_cut_goes_on(kernel):
    whole = kernel.run("w = %llm -t 0 -n 60 Tell me a story about a fox.")
    assert whole.error is None
    cut = kernel.run("%llm -t 0 -n 8 --chat fox Tell me a story about a fox.")
    assert "cut at 8 tokens" in cut.text
    rest = kernel.run("%llm_continue -n 52 -o rest")
    assert rest.error is None
    assert kernel.value("rest.text == w.text") == "True"
    assert rest.displays[0]["data"]["text/plain"].startswith(kernel.value("w.text[:20]")[1:-1])
    assert kernel.value("default_session().conversations['fox'].turns[0].answer == w.text") == (
        "True"
    )


@pytest.mark.parametrize("mistake", CHAT_MISTAKES, ids=lambda m: m.code)
def test_mistakes(kernel, mistake):
    kernel.run("%llm -c -t 0 Hello")
    assert kernel.run(mistake.code).error == mistake.error
    assert users(kernel) == "['Hello']"


def test_nothing_to_go_on_from():
    with Kernel() as fresh:
        fresh.load()
        assert "There is no answer in this session" in fresh.run("%llm_continue").error


def test_in_a_live_kernel_it_is_a_panel_with_the_transcript_behind_it():
    with Kernel() as live:
        live.load()
        assert live.run("%llm_load demo --backend echo").error is None
        live.run("%llm --chat trip hello")
        view, twin = live.run("%llm_chat trip").displays
        assert "application/vnd.jupyter.widget-view+json" in view["data"]
        assert twin["data"]["text/plain"].startswith("trip: 1 turn\n\n1 user: hello")
        assert twin["metadata"]["llmnb"]["chats"][0]["user"] == "hello"
        assert live.run("%llm_chat trip --drop 1").text == "trip: 0 turns"
        assert len(live.run("%llm_chat new").displays) == 2
        live.run("%config Llm.stream = False")
        (once,) = live.run("%llm_chat trip").displays
        assert once["data"]["text/plain"].startswith("trip: 0 turns")
