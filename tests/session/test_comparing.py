"""Comparisons, on the echo backend and on the demo model."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import llmnb
from llmnb.backends.echo import EchoBackend, EchoHandle
from llmnb.errors import EngineError, Interrupted, LlmnbError, ParameterError
from llmnb.generation import FinishReason, Generation
from llmnb.session import CellState, Comparison, Session, Settings, default_session
from llmnb.session.scoring import is_same

ECHO = {"model": "demo", "backend": "echo"}
MEASURES = ["text", "finish_reason", "tokens", "tokens_per_second", "first_token"]


@pytest.fixture
def session():
    made = Session(Settings())
    yield made
    made.unload_all()


@pytest.fixture
def echo(session):
    return session.load("demo", backend="echo", name="echo")


@pytest.fixture
def slow(session):
    return session.load("demo", backend="echo", name="slow", device="delay=0.02")


@pytest.fixture
def opened(monkeypatch):
    """Keep the handles of the echo backend that were opened, and those that were closed."""
    opened, closed = [], []
    load, close = EchoBackend.load, EchoHandle.close

    def loading(self, plan, progress, cancel):
        opened.append(load(self, plan, progress, cancel))
        return opened[-1]

    def closing(self):
        closed.append(self)
        close(self)

    monkeypatch.setattr(EchoBackend, "load", loading)
    monkeypatch.setattr(EchoHandle, "close", closing)
    return opened, closed


def until(condition, seconds=5.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def states(comparison):
    return [cell.state.value for cell in comparison.cells]


def test_a_row_for_each_answer(session, echo):
    table = Comparison(
        session, ["one two", "three"], temperature=[0, 1], max_tokens=[1, 5], seeds=[7]
    ).result()
    assert list(table) == [
        *("prompt", "model", "temperature", "max_tokens", "seed", *MEASURES, "error")
    ]
    assert table.temperature.tolist() == [0, 0, 1, 1] * 2
    assert table.max_tokens.tolist() == [1, 5] * 4
    assert table.seed.tolist() == [7] * 8
    assert table.text.tolist() == ["one", "one two"] * 2 + ["three"] * 4
    assert table.finish_reason.tolist() == ["length", "stop"] * 2 + ["stop"] * 4
    assert table.tokens.tolist() == [1, 2] * 2 + [1] * 4
    assert table.error.isna().all()


def test_only_what_varies_has_a_column(session, echo):
    table = Comparison(session, "one", temperature=0, top_k=[3]).result()
    assert list(table) == ["prompt", "model", *MEASURES, "error"]
    assert (len(table), table.model[0]) == (1, "echo")


def test_values_may_come_from_numpy_and_ranges(session, echo):
    import numpy as np

    comparison = Comparison(session, "one", temperature=np.linspace(0, 1, 3), seeds=range(2))
    assert [tuple(cell.settings.values()) for cell in comparison.cells] == [
        *((0.0, 0), (0.0, 1), (0.5, 0), (0.5, 1), (1.0, 0), (1.0, 1)),
    ]


def test_a_tuple_of_stop_texts_is_one_value(session, echo):
    table = Comparison(session, "a b c d", stop=[("b", "c"), "d", None]).result()
    assert table.text.tolist() == ["a ", "a b c ", "a b c d"]
    assert table.stop.tolist() == [("b", "c"), ("d",), None]


def test_system_expected_and_score(session, echo):
    seen = []

    def score(generation, expected):
        seen.append([m.role for m in generation.messages])
        return len(generation.text) / len(expected)

    comparison = Comparison(
        session, ["One", "two"], system="Echo.", expected=["one ", "three"], score=score
    )
    table = comparison.result()
    assert list(table)[-3:] == ["correct", "score", "error"]
    assert table.correct.tolist() == [True, False]
    assert table.score.tolist() == [3 / 4, 3 / 5]
    assert seen == [["system", "user", "assistant"]] * 2


def test_a_score_of_the_answer_alone_and_of_more(session, echo):
    given = {"prompts": "one two", "expected": "one two"}
    assert Comparison(session, **given, score=lambda g: g.text).result().score[0] == "one two"
    assert Comparison(session, **given, score=lambda *a: len(a)).result().score[0] == 2
    assert Comparison(session, "a b", score=lambda g, w=5: w).result().score[0] == 5


def test_a_score_that_raises_is_told_in_its_cell(session, echo):
    def score(generation):
        if generation.text == "two":
            raise ValueError("no number")
        return 1

    table = Comparison(session, ["one", "two", "three"], score=score).result()
    assert table.text.tolist() == ["one", "two", "three"]
    assert table.error.fillna("").tolist() == ["", "score failed: ValueError: no number", ""]
    assert table.score.isna().tolist() == [False, True, False]


def test_sameness():
    assert is_same(" Paris\n", "paris")
    assert not is_same("Paris.", "Paris")


def test_a_failing_cell_leaves_the_others(session, echo, monkeypatch):
    speak = EchoHandle._speak

    def broken(self, job, request, words, limit, notes, on_chunk):
        if words == ["bad"]:
            raise EngineError("It broke.", generation=Generation("ba", FinishReason.ERROR))
        return speak(self, job, request, words, limit, notes, on_chunk)

    monkeypatch.setattr(EchoHandle, "_speak", broken)
    long = "word " * 3000
    table = Comparison(session, ["good", "bad", long, "fine"], expected=["x"] * 4).result()
    assert table.text.tolist() == ["good", "ba", "", "fine"]
    assert table.finish_reason.tolist() == ["stop", "error", "error", "stop"]
    assert table.error[1] == "EngineError: It broke."
    assert table.error[2].startswith("ContextOverflow: The prompt has 3,000 tokens")
    assert table.correct.isna().tolist() == [False, True, True, False]


def test_models_that_are_not_loaded_are_loaded_for_their_answers(session, echo, opened):
    handles, closed = opened
    running = []
    comparison = Comparison(
        session,
        ["one", "two"],
        ["echo", {**ECHO, "context": 64, "name": "small"}, {**ECHO, "context": 32}],
        on_change=lambda index: running.append((len(handles), len(closed))),
    )
    assert handles == []
    table = comparison.result()
    assert table.model.tolist() == ["echo", "small", "demo"] * 2
    assert table.text.tolist() == ["one"] * 3 + ["two"] * 3
    assert [h.info.context for h in handles] == [64, 32]
    assert closed == handles
    assert max(there - gone for there, gone in running) == 1  # one at a time
    assert (session.models, session.current) == ({"echo": echo}, echo)


def test_one_model_in_several_ways_has_a_name_for_each(session, echo):
    ways = [{"model": "demo", "backend": "echo", "context": n} for n in (32, 64)]
    comparison = Comparison(session, "one", ways)
    assert [c.model for c in comparison.cells] == ["demo", "demo (backend echo, context 64)"]


def test_the_same_load_takes_the_loaded_model(session, opened):
    session.load("demo", backend="echo")
    for model in (ECHO, {"model": "demo"}, session.current, "demo", None):
        Comparison(session, "one", model).result()
    assert len(opened[0]) == 1


def test_a_model_that_cannot_be_loaded_fails_its_own_cells(session, echo, monkeypatch):
    def load(self, plan, progress, cancel):
        raise MemoryError

    monkeypatch.setattr(EchoBackend, "load", load)
    other = {"model": "demo", "backend": "echo"}
    table = Comparison(session, "one", [other, "echo"]).result()
    assert table.text.tolist() == ["", "one"]
    assert table.error[0].startswith("BackendError: The memory ran out while demo at none was")


def test_the_session_stays_as_it_was(session):
    model = session.load("demo")
    story = model.generate("Tell me a story about a fox.", temperature=0, max_tokens=8)
    settings = dict(session.settings.generation)
    other = {"model": "demo", "precision": "fp32", "name": "other"}
    Comparison(session, "Hello", ["demo", other], temperature=[0, 1]).result()
    assert (session.models, session.current, session.last) == ({"demo": model}, model, model)
    assert dict(session.settings.generation) == settings
    assert model.continue_answer(max_tokens=5).text.startswith(story.text)


def test_the_session_is_planned_beside(session, echo):
    plan = session.plan("demo", beside=True)
    assert plan.freed.main == 0


def test_the_demo_model_answers(session):
    table = Comparison(
        session,
        ["What is the capital of France?", "What is the capital of Italy?"],
        "demo",
        temperature=0,
        seeds=[1, 2],
        expected=["The capital of France is Paris.", "The capital of Italy is Rome."],
    ).result()
    assert table.correct.all()
    assert (table.tokens > 3).all()
    assert (table.first_token > 0).all()
    assert (table.tokens_per_second > 0).all()
    assert session.models == {}


def test_it_runs_on_its_own_thread_and_tells_of_changes(session, slow):
    changed, threads = [], set()

    def on_change(index):
        changed.append(index)
        threads.add(threading.current_thread())

    comparison = Comparison(session, ["a b c d", "e f"], on_change=on_change)
    assert (comparison.done, states(comparison)) == (False, ["pending"] * 2)
    assert comparison.start() is comparison.start()
    until(lambda: any(cell.text for cell in comparison.cells))
    assert not comparison.done
    assert "running" in states(comparison)
    assert comparison.result().text.tolist() == ["a b c d", "e f"]
    assert comparison.done
    assert set(changed) == {0, 1}
    assert threading.main_thread() not in threads
    assert repr(comparison) == "Comparison(2 of 2 answers)"


def test_as_many_at_once_as_the_engine_answers(session, slow, monkeypatch):
    monkeypatch.setattr(
        EchoHandle,
        "capabilities",
        type(EchoHandle.capabilities)(max_concurrent=3, samples=False),
    )
    most = []

    def count(index):
        most.append(sum(cell.state is CellState.RUNNING for cell in comparison.cells))

    comparison = Comparison(session, [f"{n} b c" for n in range(10)], on_change=count)
    comparison.result()
    assert max(most) == 3


def test_stop_keeps_what_is_done(session, slow):
    long = "word " * 500
    comparison = Comparison(
        session, ["short", long], ["slow", {"model": "demo", "backend": "echo"}], score=len
    )
    comparison.start()
    until(lambda: comparison.cells[0].settled and comparison.cells[2].text)
    began = time.monotonic()
    comparison.stop()
    comparison.stop()
    table = comparison.result()
    assert time.monotonic() - began < 1
    assert states(comparison) == ["done", "left out", "done", "left out"]
    assert table.prompt.tolist() == ["short", long]
    assert table.finish_reason.tolist() == ["stop", "interrupted"]
    assert table.text[1].startswith("word")
    assert table.error[0] == ("score failed: TypeError: object of type 'Generation' has no len()")
    assert table.error.isna()[1]  # a part of an answer is not judged


def test_stop_before_start_and_during_a_load(session, echo, monkeypatch):
    comparison = Comparison(session, "one")
    comparison.stop()
    assert len(comparison.result()) == 0
    loading = threading.Event()
    load = EchoBackend.load

    def wait(self, plan, progress, cancel):
        loading.set()
        cancel.wait(5)
        return load(self, plan, progress, cancel)

    monkeypatch.setattr(EchoBackend, "load", wait)
    comparison = Comparison(session, "one", {"model": "demo", "backend": "echo"}).start()
    assert loading.wait(5)
    assert states(comparison) == ["loading"]
    comparison.stop()
    assert len(comparison.result()) == 0
    assert states(comparison) == ["left out"]


def test_an_interrupt_raises_with_the_table(session, slow):
    comparison = Comparison(session, ["short", "word " * 500])
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(Interrupted) as caught:
        comparison.result()
    assert str(caught.value) == (
        "The comparison was stopped after 1 of 2 answers; what there is was kept (in this "
        "error's .result, and with -o NAME in a variable)."
    )
    assert caught.value.result.finish_reason.tolist() == ["stop", "interrupted"]
    assert next(g.text for g in caught.value.generations) == "short"
    assert slow.generate("usable?").text == "usable?"


def test_a_model_that_is_unloaded_meanwhile(session, slow):
    comparison = Comparison(session, ["word " * 500]).start()
    until(lambda: comparison.cells[0].text)
    slow.unload()
    table = comparison.result()
    assert table.error[0] == "ModelClosed: The model 'slow' was unloaded while it answered."
    assert table.text[0].startswith("word")


def test_a_listener_that_fails_ends_the_comparison(session, slow):
    def fail(index):
        raise ZeroDivisionError("listener")

    comparison = Comparison(session, ["a b c"] * 3, on_change=fail)
    with pytest.raises(ZeroDivisionError, match="listener"):
        comparison.result()
    assert comparison.done


def test_the_public_function(monkeypatch):
    default_session.cache_clear()
    try:
        llmnb.load("demo", backend="echo")
        assert llmnb.compare("one", seeds=3).seed.tolist() == [3]
        running = llmnb.compare(["one", "two"], block=False)
        assert isinstance(running, llmnb.ComparisonPanel)
        assert running.result().text.tolist() == ["one", "two"]
    finally:
        llmnb.unload(all=True)
        default_session.cache_clear()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"prompts": []}, "prompts is empty: there must be at least one text."),
        (
            {"prompts": ["a", " "]},
            "prompts[1] = ' ' is not allowed: it must be text that is not empty.",
        ),
        (
            {"prompts": 5},
            "prompts = 5 is not allowed: it must be a text or a list of texts.",
        ),
        (
            {"prompts": "a", "temperature": [0, 9]},
            "temperature = 9 is not allowed: it must be a number from 0 to 2.",
        ),
        (
            {"prompts": "a", "temperature": []},
            "temperature = [] is not allowed: give one value, or a list of values.",
        ),
        (
            {"prompts": "a", "temperature": [0, 0.0]},
            "temperature has 0.0 twice. Give each value once.",
        ),
        (
            {"prompts": "a", "temprature": [0, 1]},
            "temprature is not a parameter. Did you mean temperature?",
        ),
        (
            {"prompts": "a", "seeds": 1.5},
            "seed = 1.5 is not allowed: it must be a whole number from 0 to "
            "9,223,372,036,854,775,807.",
        ),
        (
            {"prompts": "a", "seeds": range(10**12)},
            "seed has 1,000,000,000,000 values: at most 1,000 are allowed.",
        ),
        (
            {"prompts": "a", "seeds": 1, "seed": 2},
            "seed and seeds are both given. Leave one out.",
        ),
        (
            {"prompts": "a", "logprobs": 3},
            "logprobs is not supported by echo on the echo backend. Supported: temperature, "
            "top_p, top_k, min_p, repetition_penalty, presence_penalty, frequency_penalty, "
            "max_tokens, stop, seed.",
        ),
        (
            {"prompts": "a", "models": "nothing"},
            "'nothing' is no model that llmnb can find. Allowed: demo, a folder, a hub id such as "
            "Qwen/Qwen2.5-0.5B-Instruct, or a server's address such as http://127.0.0.1:8000/v1.",
        ),
        (
            {"prompts": "a", "models": {"model": "demo", "bakend": "echo"}},
            "bakend is not a parameter. Did you mean backend?",
        ),
        (
            {"prompts": "a", "models": [5]},
            "models has 5, which is not allowed: it must be the name of a loaded model, what "
            "llmnb.load takes, or a dict of its options with 'model' among them; or a list of "
            "such.",
        ),
        ({"prompts": "a", "models": []}, "models is empty: there must be at least one model."),
        (
            {"prompts": "a", "models": ["echo", "echo"]},
            "models has 'echo' twice. Name each model once.",
        ),
        (
            {"prompts": ["a", "b"], "expected": "x"},
            "expected has 1 text for 2 prompts: it must have one for each.",
        ),
        (
            {"prompts": "a", "score": "len"},
            "score = 'len' is not allowed: it must be a function of a Generation, or of a "
            "Generation and its expected text.",
        ),
        (
            {"prompts": "a", "score": lambda a, b: 0},
            "score = <lambda> needs the expected text, but there is none. Give expected, with one "
            "text for each prompt.",
        ),
        ({"prompts": "a", "system": 5}, "system = 5 is not allowed: it must be text."),
        (
            {"prompts": ["a"] * 101, "seeds": range(10)},
            "1,010 answers are too many (101 prompts × 1 model × 10 settings): at most 1,000 can "
            "be compared at once. Compare fewer prompts, models, values or seeds.",
        ),
    ],
)
def test_mistakes_are_found_before_anything_runs(session, echo, options, message):
    with pytest.raises(LlmnbError) as caught:
        Comparison(session, **options)
    assert str(caught.value) == message


def test_no_model(session):
    with pytest.raises(LlmnbError, match=r"No model is loaded\. Run %llm_load demo first\."):
        Comparison(session, "a")


def test_without_pandas():
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import llmnb\n"
        "llmnb.load('demo', backend='echo')\n"
        "running = llmnb.compare('one', block=False)\n"
        "running.wait()\n"
        "print(running.comparison.cells[0].text)\n"
        "try: llmnb.compare('one')\n"
        "except llmnb.LlmnbError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "one",
        "The answers of a comparison are a pandas DataFrame, and pandas is not installed. "
        'Install it with: pip install "llmnb[data]"',
    ]


def test_parameter_errors_are_value_errors(session, echo):
    with pytest.raises(ParameterError):
        Comparison(session, "a", temperature=9)
