"""The panel that loads models, without a page: on the echo backend and on the demo."""

from __future__ import annotations

import contextlib
import re
import threading
from dataclasses import replace
from html import unescape

import hub_standin
import pytest
import random_models

from llmnb.backends.echo import EchoBackend
from llmnb.errors import LlmnbError, ParameterError
from llmnb.progress import Stage, check_cancelled
from llmnb.session import Interruption, Session, Settings
from llmnb.widgets import ModelPanel, beside
from llmnb.widgets.beside import BetweenCells, Newest

TIMEOUT = 30.0
ACT = re.compile(r'data-llmnb-act="(\w+)" data-llmnb-value="([^"]*)" aria-label="([^"]*)"')


@pytest.fixture
def session(llmnb_cache):
    made = Session(Settings())
    yield made
    made.unload_all()


@pytest.fixture
def panel(session):
    made = ModelPanel(session=session)
    settled(made)
    return made


def settled(panel):
    """Wait until a panel shows what it looks for."""
    for newest in (panel._looks, panel._plans):
        newest.wait(TIMEOUT)


def loaded(panel):
    """Press Load and wait, whatever comes of it."""
    panel._go.click()
    with contextlib.suppress(LlmnbError):
        panel.wait()
    settled(panel)
    return text(panel._canvas.widget.value)


def text(html):
    """Return what is read of some HTML."""
    bare = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html)
    return re.sub(r"\s+", " ", unescape(bare)).strip()


def press(panel, html, label):
    """Press a button inside HTML, by its accessible name."""
    buttons = {name: (act, value) for act, value, name in ACT.findall(html)}
    act, value = buttons[label]
    panel._heard(panel.wiring, {"act": act, "value": value}, [])


def test_a_plan_is_shown_as_a_bar_and_in_words(panel):
    assert panel.plan.backend == "onnx"
    shown = panel._fit.value
    assert '<meter min="0" max="1"' in shown
    assert 'aria-label="Share of the free memory that it takes"' in shown
    assert re.match(
        r"int8: [\d.]+ \w+ of [\d.]+ [GT]B free, about [\d,]+ tokens/s onnx, int8, context 2,048; ",
        text(shown),
    )
    assert "What else fits --precision fp32 fits: " in text(shown)


def test_an_alternative_is_taken(panel):
    press(panel, panel._fit.value, "Take --precision fp32")
    settled(panel)
    assert panel.wishes == {"precision": "fp32"}
    assert panel.plan.precision == "fp32"
    assert panel.line == "%llm_load demo --precision fp32"
    panel._heard(panel.wiring, {"act": "take", "value": "--precision of an old page"}, [])
    assert panel.wishes == {"precision": "fp32"}


def test_what_does_not_fit_is_refused_in_the_words_of_the_plan(panel, session, monkeypatch):
    hardware = session.hardware()
    tight = replace(hardware, memory=replace(hardware.memory, available=2_000_000))
    monkeypatch.setattr(Session, "hardware", lambda self: tight)
    panel.set(precision="int8")
    settled(panel)
    with pytest.raises(LlmnbError) as refused:
        session.plan("demo", precision="int8")
    assert str(refused.value) in text(panel._fit.value)
    assert panel.plan is not None
    assert loaded(panel) == ""
    assert text(panel.notice.value) == str(refused.value)
    assert session.models == {}


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"model": "/no/such"}, "There is no folder '/no/such'. Check its name; a relative one is "
         "looked for from the notebook's folder."),
        ({"context": "many"}, "context = many is not allowed: it must be a whole number from 16 "
         "to 10,000,000."),
        ({"model": ""}, "Choose a model, or type a folder, a hub id or a server's address."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_before_a_load(panel, choices, said):
    panel.set(**choices)
    settled(panel)
    assert text(panel._fit.value) == said
    assert panel.plan is None
    assert panel._go.disabled == (panel.model == "")


def test_choices_that_are_not_there_are_refused(panel):
    with pytest.raises(ParameterError) as unknown:
        panel.set(colour="red")
    assert str(unknown.value) == (
        "colour is not a choice of this panel. Allowed: model, backend, precision, context, name."
    )
    with pytest.raises(ParameterError) as unknown:
        panel.set(backend="echo", precision="int3")
    assert str(unknown.value) == "precision = int3 is not allowed: it must be one of auto."
    panel.set(backend=None)
    panel.set(precision="int4")
    panel.set(backend="echo")
    assert panel._chooser._fields["precision"].options == ("auto",)
    assert panel.wishes == {"backend": "echo"}
    panel.set(backend=None, precision="int4")
    assert panel.wishes == {"precision": "int4"}
    settled(panel)


def test_a_load_ends_with_a_line_and_code(panel, session):
    assert loaded(panel) == "demo is ready: onnx, int8, context 2,048"
    assert panel.result is session.current
    assert '<pre data-llmnb-text="load">%llm_load demo</pre>' in panel._code.value
    assert 'aria-label="Copy the line"' in panel._code.value
    assert text(panel._loaded.value).startswith("Loaded demo : onnx, int8, context 2,048")
    assert "(current) Unload" in text(panel._loaded.value)
    assert loaded(panel) == "demo is already loaded: onnx, int8, context 2,048"
    assert panel.twin()["text/plain"].startswith("demo is loaded: onnx, int8, context 2,048\ndemo:")


def test_models_are_made_current_and_unloaded(panel, session):
    panel.set(backend="echo")
    first = panel.load()
    panel.set(name="b")
    second = panel.load()
    assert session.current is second
    press(panel, panel._loaded.value, "Make current: demo")
    panel.wait()
    assert session.current is first
    old = panel._loaded.value
    press(panel, old, "Unload: demo")
    panel.wait()
    assert session.models == {"b": second}
    assert text(panel.notice.value).startswith("Unloaded demo; ")
    press(panel, old, "Unload: demo")
    assert text(panel.notice.value) == "That model is not loaded any more."
    settled(panel)


def test_what_is_converted_is_offered(session):
    session.load("demo", precision="int4", name="x")
    panel = ModelPanel(session=session)
    settled(panel)
    labels = [label for label, _ in panel._chooser._at_hand.options]
    assert labels[:2] == [
        "what is typed beside",
        "demo: the tiny teaching model",
    ]
    assert re.fullmatch(r"demo, int4: converted for onnx, [\d.]+ MB", labels[2])
    panel._chooser._at_hand.label = labels[2]
    assert panel.wishes == {"backend": "onnx", "precision": "int4"}
    panel.set(model="elsewhere/else", backend=None, precision=None)
    assert panel._chooser._at_hand.label == "what is typed beside"
    settled(panel)


def test_a_load_is_cancelled(panel, session, monkeypatch):
    begun = threading.Event()

    def load(self, plan, progress, cancel):
        progress.start(Stage("converting", 100, "tensors"))
        progress.advance(50)
        begun.set()
        cancel.wait(TIMEOUT)
        check_cancelled(cancel)

    monkeypatch.setattr(EchoBackend, "load", load)
    panel.set(backend="echo")
    panel._go.click()
    assert begun.wait(TIMEOUT)
    assert "demo: converting" in text(panel._canvas.widget.value)
    assert (panel._go.disabled, panel._halt.disabled) == (True, False)
    panel._go.click()
    refused = "Something is being loaded or unloaded. Wait, or cancel it."
    assert text(panel.notice.value) == refused
    with pytest.raises(ParameterError, match=re.escape(refused)):
        panel.load()
    panel._halt.click()
    panel.wait()
    assert text(panel.notice.value) == "Stopped."
    assert text(panel._canvas.widget.value) == "demo was not loaded."
    assert (panel._go.disabled, panel._halt.disabled) == (False, True)
    assert session.models == {}
    settled(panel)


def test_a_slow_hub_does_not_hold_a_cancel_up(panel, session, monkeypatch):
    answered, asked = threading.Event(), threading.Event()

    def plan(self, model, **options):
        asked.set()
        answered.wait(TIMEOUT)
        raise LlmnbError("late")

    monkeypatch.setattr(Session, "plan", plan)
    panel._go.click()
    assert asked.wait(TIMEOUT)
    panel.stop()
    panel.wait()
    assert text(panel.notice.value) == "Stopped."
    answered.set()
    settled(panel)


def test_a_hub_is_asked_for_weights_only_by_a_load(session, tmp_path, monkeypatch):
    with hub_standin.serving() as hub:
        hub.models["Org/small"] = hub_standin.Model(random_models.make(tmp_path / "repository"))
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("no_proxy", "*")
        panel = ModelPanel("Org/small", session=session)
        settled(panel)
        assert panel.plan.backend == "onnx"
        sent = hub.files_sent()
        assert "config.json" in sent
        assert [name for name in sent if name.endswith(hub_standin.LARGE)] == []
        assert loaded(panel).startswith("Org/small is ready: onnx, ")
    labels = [label for label, _ in panel._chooser._at_hand.options]
    assert "Org/small: downloaded from the hub" in labels
    assert "Org/small: downloaded from the hub; %llm_load Org/small" in panel.twin()["text/plain"]


class Loop:
    """Stands for the loop of a kernel's main thread, which a cell keeps busy."""

    def __init__(self):
        self.due = []
        self.asked = threading.Event()

    def add_callback(self, call):
        self.due.append(call)
        self.asked.set()


@pytest.fixture
def loop(monkeypatch):
    made = Loop()
    monkeypatch.setattr(beside, "_main_loop", lambda: made)
    return made


def test_a_running_cell_keeps_its_model(panel, session, loop):
    before = session.load("demo", backend="echo")
    panel.set(backend="echo", context=512)
    panel._go.click()
    assert loop.asked.wait(TIMEOUT)
    assert session.current is before
    assert before.generate("still here").text == "still here"
    loop.due.pop()()  # the cell has ended
    panel.wait()
    assert session.current is panel.result is not before
    assert "demo is unloaded: echo" in text(panel._canvas.widget.value)
    settled(panel)


def test_a_load_that_waits_for_a_cell_is_cancelled(panel, session, loop):
    before = session.load("demo", backend="echo")
    panel.set(backend="echo", context=512)
    panel._go.click()
    assert loop.asked.wait(TIMEOUT)
    panel.stop()
    panel._work[0].join(TIMEOUT)
    assert session.current is before
    loop.due.pop()()
    assert session.models == {"demo": before}
    settled(panel)


def test_a_cell_that_waits_for_its_load_has_it(panel, session, loop):
    panel.set(backend="echo")
    assert panel.load() is session.current is not None
    settled(panel)


def test_a_change_that_fails_is_told_where_it_was_asked_for(loop):
    failed = []

    def change():
        raise ValueError("no")

    def ask():
        try:
            BetweenCells().make(change, Interruption())
        except ValueError as error:
            failed.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert loop.asked.wait(TIMEOUT)
    loop.due.pop()()
    asking.join(TIMEOUT)
    assert [str(error) for error in failed] == ["no"]


def test_only_the_newest_is_shown():
    first, shown = threading.Event(), []
    newest = Newest("llmnb-test")

    def slow():
        first.wait(TIMEOUT)
        return "old"

    newest.ask(slow, shown.append)
    old = newest._thread
    newest.ask(lambda: "new", shown.append)
    newest.wait(TIMEOUT)
    first.set()
    old.join(TIMEOUT)
    assert shown == ["new"]
