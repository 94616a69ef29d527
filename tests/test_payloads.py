"""Nothing that a model, a file or a server says comes to life, wherever llmnb shows it."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from payloads import HARMFUL, PAYLOADS, inspected, panel_problems, problems

from llmnb import errors, rendering
from llmnb.backends.base import CachedModel, Candidate, Plan, Support
from llmnb.config import GenerationConfig, LoadConfig, parameters
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo, TokenInfo
from llmnb.hardware import Accelerator, Cpu, Hardware, Memory
from llmnb.model_source import Folder
from llmnb.progress import Stage
from llmnb.rendering import live
from llmnb.rendering import page as place
from llmnb.rendering.bundles import draw
from llmnb.rendering.markdown import Growing, to_html
from llmnb.rendering.record import comparison
from llmnb.session import Cell, CellState, Conversation, Session, Settings, Turn, as_record
from llmnb.session.preparing import Rendered
from llmnb.session.presets import Presets
from llmnb.widgets import ModelPanel, Playground, chooser

FORMATS = ("markdown", "text", "code", "json")
LONGEST = 5.0  # seconds of CPU; each takes far less than one, unless its time grows too fast
EACH = pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: p.name)


def test_the_corpus_is_large():
    assert len({p.name for p in PAYLOADS}) == len({p.text for p in PAYLOADS}) == len(PAYLOADS)
    assert len(PAYLOADS) >= 40


@EACH
def test_an_answer(payload):
    text, began = payload.text, time.process_time()
    answer = Generation(text, FinishReason.STOP, thinking=text, notes=(text,))
    shown = {}
    for format in FORMATS:
        bundle = rendering.answer(answer, format, status=True)
        assert problems(bundle) == []
        json.dumps(bundle, ensure_ascii=False).encode()  # as a kernel sends it
        shown[format] = inspected(bundle["text/html"]).text
    assert payload.shows in inspected(to_html(text)).text
    assert "Thinking" in shown["text"]
    assert problems(rendering.dry_run(Rendered(text, 3, GenerationConfig(), (text,)))) == []
    assert time.process_time() - began < LONGEST


@EACH
def test_an_answer_while_it_arrives(payload):
    text, growing = payload.text[:2000], Growing()
    for end in range(0, len(text) + 1, max(3, len(text) // 60)):
        part = text[:end]
        assert problems(draw(growing.to_html(part), part, part)) == []


class Page:
    """Stands for the place where outputs go; keeps each painting."""

    def __init__(self, monkeypatch):
        self.bundles = []
        monkeypatch.setattr(place, "show", self.show)

    def show(self, bundle, metadata=None, *, live=False):
        self.bundles.append(bundle)
        return self

    def update(self, bundle, raw, metadata=None):
        self.bundles.append(bundle)


@pytest.mark.parametrize("format", FORMATS)
def test_live_paintings(format, monkeypatch):
    for name in ("INTERVAL", "LONGEST"):
        monkeypatch.setattr(live, name, 0)
    page = Page(monkeypatch)
    for payload in PAYLOADS:
        painter = rendering.Painter(format, live=True, begun=payload.text[:5])
        for piece in (payload.text[5:20], payload.text[20:2000]):
            painter.add(Chunk(piece, thinking=piece))
            painter.tick()
        painter.abandon()
    assert len(page.bundles) >= 2 * len(PAYLOADS)
    assert [wrong for bundle in page.bundles if (wrong := problems(bundle))] == []


@EACH
def test_a_conversation(payload):
    text, chat = payload.text, Conversation(payload.text)
    chat.put(Turn(text, text, text, FinishReason.LENGTH))
    bundle = rendering.transcript(chat, [text])
    assert problems(bundle) == []
    json.dumps(bundle, ensure_ascii=False).encode()


@EACH
@pytest.mark.parametrize("state", [CellState.RUNNING, CellState.DONE])
def test_a_comparison(payload, state):
    text = payload.text
    answer = Generation(text, FinishReason.LENGTH, thinking=text, notes=(text,))
    settings = {"stop": (text,), "seed": 1}
    given = {"state": state, "text": text, "generation": answer, "error": text, "score": text}
    cells = [
        Cell(0, 0, 0, text, text, settings, **given),
        Cell(1, 0, 1, text, "other", {"stop": None, "seed": 2}),
    ]
    bundle = rendering.grid(cells, status=True)
    assert problems(bundle) == []
    json.dumps([bundle, comparison(cells)], ensure_ascii=False).encode()
    assert payload.shows in inspected(bundle["text/html"]).text


@EACH
def test_the_tokens_of_an_answer(payload):
    text, began = payload.text, time.process_time()
    for pieces in ([text], list(text[:3000])):
        others = tuple((i, piece, -1.0 - i) for i, piece in enumerate([text, *pieces[:4]]))
        tokens = tuple(TokenInfo(i, piece, -i / 9, others) for i, piece in enumerate(pieces))
        for thinking in ("", text):
            answer = Generation(text, FinishReason.STOP, thinking=thinking, logprobs=tokens)
            bundle = rendering.tokens(answer)
            assert problems(bundle) == []
            json.dumps(bundle, ensure_ascii=False).encode()
            assert len(bundle["text/plain"]) < 10_000
    assert time.process_time() - began < 2 * LONGEST


@EACH
def test_names_paths_and_reasons_in_reports(payload, tmp_path, monkeypatch):
    text = payload.text[:500]
    hardware = Hardware(
        Cpu("other", text, text, 2, 2, 1, None, text, frozenset({text})),
        (Accelerator("amd", text, 0, text, 1, 1, usable=False, reason=text),),
        Memory(10, 5, text),
        (text,),
    )
    candidates = (Candidate(text, Support(False, text, text)),)
    plan = Plan(text, text, Folder(tmp_path), LoadConfig(), text, 10, hardware, None, candidates)
    cached = {text: [CachedModel(text, text, 5, tmp_path, 0.0, True)]}
    sources = dict.fromkeys(parameters(GenerationConfig), text)
    config = GenerationConfig(stop=(text,), sources=sources)
    page = Page(monkeypatch)
    progress = rendering.LoadDisplay(text, live=True)
    progress.start(Stage(text, 10, text))
    progress.finish([text])
    bundles = [
        rendering.status(hardware, candidates, {}, None),
        rendering.explain(plan),
        rendering.cached(cached, text),
        rendering.settings(Settings(), config),
        rendering.plain_and_html([text, text], "llmnb-load"),
        *page.bundles,
    ]
    assert [problems(bundle) for bundle in bundles] == [[]] * len(bundles)
    assert len(page.bundles) == 2


@EACH
def test_names_in_the_panel_that_loads_models(payload, tmp_path, monkeypatch):
    name = payload.text[:500]
    cached = [CachedModel(name, name, 5, tmp_path, 0.0)]
    monkeypatch.setattr(chooser, "downloaded", lambda: [name])
    cached.append(replace(cached[0], name=f"other {name}"))
    monkeypatch.setattr(chooser, "cached_models", lambda: {name: cached})
    session = Session(Settings())
    panel = ModelPanel(name, session=session, name=name, context=name)
    _settle(panel)
    assert panel_problems(panel) == []  # the mistakes in its fields
    panel.set(model="demo", backend="echo", name=name, context=None)
    panel.load()
    _settle(panel)
    assert list(session.models) == [name.strip()]
    assert panel_problems(panel) == []
    plan = replace(session.plan("demo"), name=name, precision=name, precision_reason=name)
    panel._show_plan((plan, rendering.meter(plan)))
    assert panel_problems(panel) == []
    session.unload_all()


@EACH
def test_what_a_playground_shows(payload, tmp_path):
    text, session = payload.text[:500].strip() or "x", Session(Settings())
    session.load("demo", backend="echo", name=text[:60].strip() or "x")
    panel = Playground(
        "{{ said }}", system=text, session=session, variables={"said": text},
        presets=Presets(tmp_path), stop=[text], max_tokens=50,
    )  # fmt: skip
    panel.generate()
    panel.pin()
    panel.sweep("max_tokens", [1, 2])
    panel._prompt.value = text
    assert panel_problems(panel) == []
    session.unload_all()


def _settle(panel):
    panel._looks.wait(30)
    panel._plans.wait(30)


@EACH
def test_errors(payload):
    error = errors.LlmnbError(f"The server says: {payload.text}", hint=payload.text)
    [line] = error._render_traceback_()
    assert HARMFUL.findall(line + str(error)) == []
    assert str(error).startswith("The server says: ")


@EACH
def test_the_record_can_be_saved(payload):
    text = payload.text
    info = ModelInfo(text, text, text, text, 5)
    answer = Generation(text, FinishReason.STOP, config=GenerationConfig(stop=(text,)), model=info)
    chat = as_record(Conversation("c").put(Turn(text, text, text)))
    json.dumps(rendering.provenance(answer, text, chat), ensure_ascii=False).encode()


MARKS = st.text(st.sampled_from("<>&\"'`[]()!:/\\ \n#*_|-~x1javscript\x1b\x00\x9d\ud800"))
BLOCKS = st.lists(st.sampled_from([p.text for p in PAYLOADS if len(p.text) < 300]), max_size=4)


@settings(deadline=None)
@given(MARKS, BLOCKS)
def test_no_mixture_comes_to_life(text, blocks):
    for mixed in (text.join([*blocks, ""]), text + "".join(blocks)):
        answer = Generation(mixed, FinishReason.STOP, thinking=mixed)
        for format in FORMATS:
            assert problems(rendering.answer(answer, format)) == []
        tokens = (TokenInfo(1, text, -0.1), TokenInfo(2, mixed, -3.0, ((3, text, -0.2),)))
        scored = Generation(mixed, FinishReason.STOP, thinking=text, logprobs=tokens)
        assert problems(rendering.tokens(scored)) == []
