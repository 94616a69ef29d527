"""The panel of an answer's tokens without a browser: another way at a token, and back."""

import threading

import pytest
from payloads import PAYLOADS, panel_problems, problems

import llmnb
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation, TokenInfo
from llmnb.session import Session
from llmnb.widgets import TokensPanel
from llmnb.widgets.tokens import TYPED

QUESTION = "What is the capital of France?"


@pytest.fixture(scope="module")
def session():
    made = Session()
    made.load("demo", precision="fp32")
    yield made
    made.unload_all()


@pytest.fixture
def answer(session):
    return session.model().generate(QUESTION, temperature=0, logprobs=3)


@pytest.fixture
def panel(session, answer):
    return TokensPanel(answer, session=session)


def test_it_begins_with_the_last_answer(session, answer):
    panel = TokensPanel(session=session)
    assert panel.answer is answer
    assert panel._number.max == len(answer.logprobs) - 1
    assert 'data-llmnb-act="token" data-llmnb-value="0"' in panel._page.widget.value
    assert 'data-llmnb-act="token"' not in panel.twin()["text/html"]
    assert panel.record()["seed"] == answer.config.seed


def test_an_answer_without_log_probabilities_is_refused(session):
    plain = session.model().generate(QUESTION, temperature=0)
    with pytest.raises(ParameterError, match="Ask again with --logprobs 5"):
        TokensPanel(plain, session=session)


def test_an_alternative_gives_another_answer_and_back_brings_the_first(session, answer, panel):
    panel._heard(None, {"act": "token", "value": "4"}, [])
    assert panel._number.value == 4
    assert len(panel._other.options) == 3  # two alternatives, and another text
    number = panel._other.value
    expected = session.model().what_if(answer, 4, number)
    panel._go.click()
    panel.wait()
    assert panel.answer.text == expected.text
    assert panel.answer.text != answer.text
    assert not panel._back.disabled
    panel._back.click()
    assert panel.answer is answer
    assert panel._back.disabled


def test_the_field_shows_which_token_is_chosen(panel):
    panel.choose(3)
    assert panel._number.value == 3
    panel._number.value = 1
    assert (panel._at, panel._number.value) == (1, 1)


def test_any_text_can_be_put_there(session, answer, panel):
    panel.choose(0)
    assert panel._text.layout.display == "none"
    panel._other.value = TYPED
    assert panel._text.layout.display is None
    panel._heard(None, {"act": "run", "value": ""}, [])
    assert "Type what the token should have been." in panel.notice.value
    panel._text.value = "Paris"
    panel._heard(None, {"act": "run", "value": ""}, [])
    panel.wait()
    assert panel.answer.text.startswith("Paris")
    assert session.last_answer() is answer  # a panel's answers are not the cells'


def test_raw_text_goes_another_way_again_and_again(session):
    raw = session.model().generate(
        "The capital of", no_chat_template=True, temperature=0, max_tokens=6, logprobs=3
    )
    panel = TokensPanel(raw, session=session)
    session.model().generate(QUESTION, temperature=0)
    for instead in (" Japan", " Spain"):
        panel.choose(2)
        panel.what_if(instead)
        assert panel.answer.text.startswith(raw.logprobs[0].text + raw.logprobs[1].text + instead)
    panel.back()
    panel.choose(2)
    panel.what_if(" Italy")
    assert " Italy" in panel.answer.text


def test_mistakes_are_told(panel):
    with pytest.raises(ParameterError, match=r"token = 99 is not allowed: the answer has \d+ tok"):
        panel.choose(99)
    panel._heard(None, {"act": "token", "value": "x"}, [])
    assert "This did not work" in panel.notice.value
    with pytest.raises(ParameterError):
        panel.what_if(77)
    assert 'role="alert"' in panel.notice.value


def test_a_second_question_meanwhile_is_refused(panel):
    leave = threading.Event()
    panel.start(lambda stop: leave.wait(30))
    panel.choose(0)
    try:
        with pytest.raises(ParameterError, match=r"An answer is being written\. Stop it first\."):
            panel.what_if(0)
    finally:
        leave.set()
    panel.wait()


def test_a_model_that_is_gone_is_told(answer):
    panel = TokensPanel(answer, session=Session())
    with pytest.raises(llmnb.LlmnbError, match="No model is loaded"):
        panel.what_if(0)
    assert "Run %llm_load demo first" in panel.notice.value


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: p.name)
def test_nothing_comes_to_life(session, payload):
    text = payload.text[:500]
    top = ((1, text, -0.5), (2, text * 2, -2.0))
    hostile = Generation(text, FinishReason.STOP, logprobs=(TokenInfo(1, text, -0.5, top),))
    panel = TokensPanel(hostile, session=session)
    assert problems(panel.twin()) == []
    assert panel_problems(panel) == []
