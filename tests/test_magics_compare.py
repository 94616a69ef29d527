"""%%llm_compare through real cells, on the echo backend, and its grid."""

import json
import re

import pytest
from kernel import Kernel
from magic_mistakes import COMPARE_MISTAKES

from llmnb import rendering
from llmnb.config import GenerationConfig
from llmnb.generation import FinishReason, Generation, ModelInfo, Timing, Usage
from llmnb.rendering.record import comparison
from llmnb.session import Cell, CellState, Comparison, default_session

LONG = " ".join(f"word{i}" for i in range(400))


def prompts(table):
    return list(dict.fromkeys(table.prompt))


def test_a_grid_is_shown_and_the_table_returned(notebook, capsys):
    cell = notebook.ok("%%llm_compare -n 1,5 -o found\none two\nthree")
    assert cell.shown == [
        "1. one two\n"
        "   max tokens 1:\n"
        "      one\n"
        "      [cut at 1 token: --max-tokens allows more]\n"
        "      [1 token]\n"
        "   max tokens 5:\n"
        "      one two\n"
        "      [2 tokens]\n"
        "2. three\n"
        "   max tokens 1:\n"
        "      three\n"
        "      [1 token]\n"
        "   max tokens 5:\n"
        "      three\n"
        "      [1 token]"
    ]
    assert cell.result is notebook["found"] is notebook["_"]
    assert cell.result.text.tolist() == ["one", "one two", "three", "three"]
    assert "one two" not in capsys.readouterr().out
    notebook.ok("found")
    assert "one two" in capsys.readouterr().out


def test_a_table_that_is_asked_for_is_shown(notebook, capsys):
    notebook.ok("ps = ['a']\nfound = %llm_compare --prompts ps\nfound")
    assert len(notebook.ok("%%llm_compare --prompts ps\n\n").result) == 1
    assert "finish_reason" in capsys.readouterr().out
    notebook.ok("import pandas\npandas.DataFrame({'mine': [1]})")
    assert "mine" in capsys.readouterr().out


def test_a_display_of_tables_that_others_have_made_stays(notebook, capsys):
    import pandas

    displays = notebook.shell.display_formatter.ipython_display_formatter
    displays.for_type(pandas.DataFrame, lambda table: print(f"a table of {len(table)}"))
    notebook.ok("%%llm_compare -o found\none\ntwo")
    assert "a table" not in capsys.readouterr().out
    notebook.ok("found")
    assert "a table of 2" in capsys.readouterr().out
    notebook.shell.run_line_magic("unload_ext", "llmnb")
    notebook.ok("found")
    assert "a table of 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\n  b?\n", ["a", "  b?"]),
        ("a\nb\n---\nc\n", ["a\nb", "c"]),
        ("---\n\na\n\nb\n\n--- \n\n---\nc", ["a\n\nb", "c"]),
        (">>> 1 + 1\n%llm x?\n!ls $x {y}", [">>> 1 + 1", "%llm x?", "!ls $x {y}"]),
        ("- a\n-- b", ["- a", "-- b"]),
    ],
)
def test_prompts_of_a_cell(notebook, body, expected):
    assert prompts(notebook.ok(f"%%llm_compare\n{body}").result) == expected


def test_templates(notebook):
    notebook.ok("who = 'a\\nb\\n---\\n{{ n }}'\nn = 2")
    assert prompts(notebook.ok("%%llm_compare -n {{ n }}\nHi {{ who }}\nHo").result) == [
        *("Hi a\nb\n---\n{{ n }}", "Ho"),
    ]
    cell = notebook.ok("%%llm_compare --no-vars\n{{ who }}")
    assert prompts(cell.result) == ["{{ who }}"]
    cell = notebook.ok("%%llm_compare --jinja\n{% if n == 2 %}yes{% endif %}")
    assert prompts(cell.result) == ["yes"]


def test_variables_and_everything_else(notebook):
    notebook.ok(
        "ps = ['one', 'two']\nright = ('one', '2')\n"
        "def score(answer, right):\n    return len(answer.messages) / len(right)\n"
    )
    cell = notebook.ok(
        "%llm_compare --prompts ps --expected right --score score -s 'Be kind.' --seeds 1,2 "
        "--models tiny --stop a --stop b"
    )
    table = cell.result
    assert table.seed.tolist() == [1, 2, 1, 2]
    assert table.correct.tolist() == [True, True, False, False]
    assert table.score.tolist() == [1, 1, 3, 3]
    assert "      [1 token · correct · score 1]" in cell.shown[0]
    assert "stop" not in table
    notebook.ok(
        "def inside(ps):\n    t = %llm_compare --prompts ps\n    return t\nt = inside(['x'])"
    )
    assert notebook["t"].text.tolist() == ["x"]


def test_a_model_that_is_not_loaded(notebook):
    table = notebook.ok(
        "%%llm_compare --models tiny,demo -t 0\nWhat is the capital of France?"
    ).result
    assert table.model.tolist() == ["tiny", "demo"]
    assert table.text[1] == "The capital of France is Paris."
    assert list(default_session().models) == ["tiny"]


def test_help_lists_the_options(notebook, capsys):
    notebook.ok("%llm_compare?")
    text = capsys.readouterr().out
    assert "Answer several prompts with several models" in text
    for flag in ("-m, --models MODELS", "--seeds SEEDS", "-t, --temperature TEMPERATURE"):
        assert flag in text


@pytest.mark.parametrize("mistake", COMPARE_MISTAKES, ids=lambda m: m.name)
def test_mistakes(notebook, mistake):
    notebook.ok("answers, many, blank = ['a', 'b'], ['x'] * 600, ['a', '']; rows = ['x']")
    assert notebook.error(mistake.code) == mistake.error


def test_a_grid_that_is_not_complete():
    answer = Generation("abc", FinishReason.INTERRUPTED, usage=Usage(1, 3))
    states = [
        {"state": CellState.DONE, "text": "abc", "generation": answer},
        {"state": CellState.RUNNING, "text": "ab"},
        {"state": CellState.LOADING},
        {"state": CellState.FAILED, "error": "EngineError: It broke."},
        {"state": CellState.LEFT_OUT},
        {},
    ]
    cells = [Cell(i, i, 0, f"p{i}", "m", **one) for i, one in enumerate(states)]
    assert rendering.grid(cells)["text/plain"].split("\n") == [
        *("1. p0", "   answer:", "      abc"),
        *("      [interrupted: the answer is not complete]", "      [3 tokens]"),
        *("2. p1", "   answer:", "      ab", "      [running]"),
        *("3. p2", "   answer:", "      [loading the model]"),
        *("4. p3", "   answer:", "      [EngineError: It broke.]"),
        *("5. p4", "   answer:", "      [left out]"),
        *("6. p5", "   answer:", "      [pending]"),
        "[stopped after 1 of 6 answers]",
    ]


def test_speeds_are_in_the_html_alone():
    answer = Generation(
        "abc", FinishReason.STOP, usage=Usage(1, 3), timing=Timing(0, 0.5, 1.5), thinking="hm"
    )
    cell = Cell(0, 0, 0, "p", "m", {}, CellState.DONE, "abc", answer, None, True, 0.123456)
    shown = rendering.grid([cell], status=True)
    counts = "3 tokens · 2.0 tokens/s · first token after 500 ms · correct · score 0.1235"
    assert counts in shown["text/html"]
    assert "<summary>Thinking</summary>" in shown["text/html"]
    assert shown["text/plain"] == rendering.grid([cell])["text/plain"]
    assert "[3 tokens · correct · score 0.1235]" in shown["text/plain"]


def test_the_record_is_bounded():
    config = GenerationConfig(stop=("x" * 3000,), seed=2**62)
    info = ModelInfo("/home/me/model", "model", "echo", "none", 5)
    answer = Generation("abc", FinishReason.STOP, config=config, model=info)
    cells = [Cell(i, i, 0, "secret", "m", generation=answer) for i in range(1000)]
    record = comparison(cells)
    assert len(json.dumps(record)) < 8100
    assert "secret" not in str(record)
    assert record["compare"]["models"][0]["model"] == "model"
    assert comparison([Cell(0, 0, 0, "p", "m")])["compare"]["answers"] == 0


def test_only_what_varies_stands_above_a_column():
    settings = [{"temperature": t, "stop": s, "seed": 7} for t in (0.0, 0.5) for s in (None, "a")]
    cells = [
        Cell(i, 0, i, "p", model, setting)
        for i, (model, setting) in enumerate((m, s) for m in ("a", "b") for s in settings)
    ]
    titles = re.findall("<th>(.*?)</th>", rendering.grid(cells)["text/html"])
    assert titles[:2] == [
        "a<br>temperature 0<br>stop default",
        "a<br>temperature 0<br>stop a",
    ]
    assert titles[-1] == "b<br>temperature 0.5<br>stop a"


def test_painted_once_it_is_the_same_each_time(notebook):
    code = "%%llm_compare -t 0,1 --seeds 1,2\none two\nthree"
    first, second = notebook.ok(code), notebook.ok(code)
    assert first.shown == second.shown
    assert "ms" not in first.shown[0]


@pytest.fixture(scope="module")
def kernel():
    with Kernel({"LLMNB_STREAM": "1"}) as made:
        made.load()
        made.run("%llm_load demo --backend echo --name tiny -E delay=0.02")
        yield made


def test_an_interrupt_shows_and_binds_what_is_done(kernel):
    cell = kernel.start(f"%%llm_compare -o found\nshort\n{LONG}")
    cell.wait_for(lambda cell: "[1 of 2 answers]" in cell.text)
    kernel.interrupt()
    cell.finish()
    assert cell.error == (
        "Interrupted: The comparison was stopped after 1 of 2 answers; what there is was kept (in "
        "this error's .result, and with -o NAME in a variable)."
    )
    (output,) = cell.displays
    assert output["data"].keys() == {"text/plain", "text/html"}
    assert "[interrupted: the answer is not complete]" in output["data"]["text/plain"]
    assert output["data"]["text/plain"].endswith("\n[stopped after 1 of 2 answers]")
    assert kernel.value("found.finish_reason.tolist()") == "['stop', 'interrupted']"
    assert kernel.run("%llm still usable?").text == "still usable?"


def test_the_grid_is_painted_live(kernel):
    cell = kernel.start(f"%%llm_compare\nshort\n{' '.join(LONG.split()[:60])}")
    cell.wait_for(lambda cell: "[1 of 2 answers]" in cell.text)
    assert re.search(r"answer:\n +word0[\w ]*\n +\[running\]", cell.text)
    assert "word59\n      [running]" not in cell.text
    cell.finish()
    assert (len(cell.outputs), len(cell.displays), cell.result) == (1, 1, None)
    assert 3 < cell.updates <= 30
    (output,) = cell.displays
    record = output["metadata"]["llmnb"]["compare"]
    assert (record["cells"], record["answers"], len(record["seeds"])) == (2, 2, 2)
    assert [m["model"] for m in record["models"]] == ["tiny"]
    assert record["parameters"]["temperature"] == 0.7
    assert kernel.value("len(_)") == "2"
    assert kernel.run("_").result is not None


def test_painting_once_sends_no_update(kernel):
    kernel.run("%config Llm.stream = False")
    try:
        cell = kernel.run("%%llm_compare\none\ntwo")
        assert (len(cell.outputs), cell.updates) == (1, 0)
    finally:
        kernel.run("%config Llm.stream = True")


def test_the_painter_keeps_what_is_settled(bare, monkeypatch):
    session = default_session()
    session.load("demo", backend="echo")
    comparison = Comparison(session, ["a", "b"])
    drawn = []
    draw = rendering.grid.__globals__["drawn_cell"]
    monkeypatch.setitem(
        rendering.grid.__globals__,
        "drawn_cell",
        lambda cell, **o: drawn.append(cell.index) or draw(cell, **o),
    )
    painter = rendering.GridPainter(comparison, live=False)
    comparison.wait(painter.tick)
    painter.finish()
    painter.finish()
    assert drawn == [0, 1]
