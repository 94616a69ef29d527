"""An answer that goes another way at one of its tokens, on the demo model through onnx."""

import dataclasses
import math

import pytest
from openai_server import Server

from llmnb.backends.base import Capabilities
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation, Message, TokenIds, TokenInfo
from llmnb.session import Session

PROMPT = "Tell me a story about a fox."


@pytest.fixture(scope="module")
def session():
    made = Session()
    made.load("demo", backend="onnx")
    yield made
    made.unload_all()


@pytest.fixture
def demo(session):
    return session.model()


@pytest.fixture
def story(demo):
    return demo.generate(PROMPT, temperature=0, logprobs=5, max_tokens=24)


def texts(generation):
    return [token.text for token in generation.logprobs]


def place(generation, text):
    return texts(generation).index(text)


def test_it_goes_another_way(demo, story):
    index = place(story, "f")
    other = demo.what_if(story, index, "w")
    assert other.text.startswith("Once upon a time there was a w")
    assert other.text != story.text
    assert texts(other)[: index + 1] == [*texts(story)[:index], "w"]
    assert "".join(texts(other)).startswith(other.text)
    forced = other.logprobs[index]
    assert forced.top == story.logprobs[index].top
    assert (forced.id, forced.text, forced.logprob) in forced.top
    assert len(other.logprobs) == index + 1 + 24
    assert all(len(token.top) == 5 for token in other.logprobs)
    assert other.finish_reason is FinishReason.LENGTH
    assert other.usage.completion_tokens == 24
    assert other.messages == (Message("user", PROMPT), Message("assistant", other.text))
    assert other.config == story.config
    assert demo.last == other


def test_the_same_token_gives_the_same_answer(demo):
    prompt = "What is the capital of France?"
    answer = demo.generate(prompt, temperature=0, logprobs=3)
    for index, token in enumerate(answer.logprobs[:-1]):
        again = demo.what_if(answer, index, token.text)
        assert (again.text, again.finish_reason) == (answer.text, answer.finish_reason)
        assert texts(again) == texts(answer)
        for one, other in zip(again.logprobs, answer.logprobs, strict=True):
            assert math.isclose(one.logprob, other.logprob, abs_tol=0.05)


def test_an_alternative_may_be_a_number_or_any_text(demo, story):
    index = place(story, "f")
    numbered = demo.what_if(story, index, 1, max_tokens=3)
    assert texts(numbered)[index] == story.logprobs[index].top[1][1]
    assert numbered.config.sources["max_tokens"] == "flag"
    free = demo.what_if(story, index, "hedgehog", max_tokens=3)
    assert free.text.startswith("Once upon a time there was a hedgehog")
    forced = free.logprobs[index]
    assert (forced.id, forced.text, forced.logprob) == (-1, "hedgehog", None)
    assert forced.top == story.logprobs[index].top


def test_white_space_is_read_though_the_template_strips_it(demo, story):
    index = place(story, " a")
    other = demo.what_if(story, index, " ", max_tokens=4)
    kept = "Once upon "
    assert other.text.startswith(kept)
    assert not other.text[len(kept) :].startswith(" ")
    assert other.messages == (Message("user", PROMPT), Message("assistant", other.text))
    longer = demo.continue_answer(max_tokens=4)
    assert longer.text.startswith(other.text)
    assert longer.messages[:-1] == other.messages[:-1]


def test_the_end_of_an_answer_is_a_place_too(demo):
    answer = demo.generate("What is the capital of France?", temperature=0, logprobs=5)
    last = len(answer.logprobs) - 1
    other = demo.what_if(answer, last, " It", max_tokens=5)
    assert other.text.startswith(f"{answer.text} It")


def test_a_sampled_answer_is_repeated(demo):
    answer = demo.generate(PROMPT, temperature=0.9, logprobs=2, max_tokens=12)
    index = len(answer.logprobs) // 2
    one, two = (demo.what_if(answer, index, "x", max_tokens=8) for _ in range(2))
    assert one == two
    assert one.config.seed == answer.config.seed


def test_raw_text_goes_another_way_too(demo):
    raw = demo.generate(
        "The capital of", no_chat_template=True, temperature=0, max_tokens=6, logprobs=3
    )
    other = demo.what_if(raw, 2, " Japan", max_tokens=6)
    assert other.text.startswith(raw.logprobs[0].text + raw.logprobs[1].text + " Japan")
    assert other.messages == ()
    again = demo.what_if(other, 1, " the", max_tokens=6)
    assert again.text.startswith(raw.logprobs[0].text + " the")
    assert demo.last == again
    with pytest.raises(ParameterError) as caught:
        demo.what_if(raw, 2, " Japan")
    assert str(caught.value) == (
        "The prompt of this answer is not known: it was no conversation, and only the model's "
        "last answer keeps such a prompt. Ask again."
    )


def test_a_raw_answer_goes_on_twice(demo):
    whole = demo.generate("Once upon", no_chat_template=True, temperature=0, max_tokens=12)
    demo.generate("Once upon", no_chat_template=True, temperature=0, max_tokens=4)
    demo.continue_answer()
    assert demo.continue_answer().text == whole.text


def test_no_conversation_changes(demo, session):
    answer = demo.generate(PROMPT, temperature=0, logprobs=1, max_tokens=8, chat="tale")
    demo.what_if(answer, 3, " the")
    assert session.conversation("tale").messages == answer.messages


def said(demo, *arguments, **parameters):
    with pytest.raises(ParameterError) as caught:
        demo.what_if(*arguments, **parameters)
    return str(caught.value)


def test_mistakes(demo, story):
    plain = dataclasses.replace(story, logprobs=())
    end = story.logprobs[5].top.index(next(t for t in story.logprobs[5].top if t[1] == "<|end|>"))
    assert said(demo, plain, 0, "x") == (
        "The answer has no log-probabilities. "
        "Ask again with --logprobs 5, in Python with logprobs=5."
    )
    for wrong in (24, -1, True, "3"):
        assert said(demo, story, wrong, "x") == (
            f"index = {wrong!r} is not allowed: the answer has 24 tokens, and the first one is 0."
        )
    assert said(demo, story, 0, 5) == (
        "alternative = 5 is not allowed: token 0 has 5 alternatives, and the first one is 0. "
        "Any text can be given too."
    )
    assert said(demo, story, 0, None) == (
        "alternative = None is not allowed: it must be text or a number."
    )
    for wrong in ("", "\ufffd"):
        assert said(demo, story, 0, wrong) == (
            f"alternative = {wrong!r} is not allowed: it must be text, not a part of a character. "
            "Write a whole character or more."
        )
    assert said(demo, story, 5, end) == "'<|end|>' ends an answer, so that nothing can follow it."
    assert said(demo, story, 0, "x", temperature=9) == (
        "temperature = 9 is not allowed: it must be a number from 0 to 2."
    )
    assert said(demo, "text", 0, "x") == "'text' is not allowed: it must be a Generation."


def test_an_answer_to_token_ids_has_no_other_way(demo):
    answer = demo.generate(TokenIds((1, 2, 3)), temperature=0, logprobs=1, max_tokens=4)
    assert said(demo, answer, 0, "x") == "An answer to token ids cannot go on. Send text instead."


def test_a_backend_that_cannot_go_on(story):
    session = Session()
    echo = session.load("demo", backend="echo")
    assert not echo.handle.capabilities.continue_final
    message = "demo on the echo backend lacks continuing the last message."
    assert said(echo, story, 3, "x") == message
    session.unload_all()


def test_white_space_that_a_server_may_strip_is_refused(demo, story, monkeypatch):
    able = dataclasses.replace(demo.handle.capabilities, renders_prompt=False)
    assert isinstance(able, Capabilities)
    monkeypatch.setattr(demo.handle, "capabilities", able)
    assert said(demo, story, 3, " ") == (
        "The answer so far ends in white space, which demo does not get to read. "
        "Write it together with the word that follows."
    )


def made(*pieces, text, thinking=""):
    tokens = tuple(TokenInfo(i, piece, -0.5) for i, piece in enumerate(pieces))
    turns = (Message("user", "?"), Message("assistant", text))
    return Generation(text, FinishReason.STOP, turns, thinking=thinking, logprobs=tokens)


def test_thinking_and_halves_of_characters_stay(demo):
    thought = made("<think>", "Hm", "</think>", "So", "<|end|>", text="So", thinking="Hm")
    assert said(demo, thought, 1, "x") == (
        "Token 1 belongs to the model's thinking, which cannot be changed. "
        "The answer begins with token 3."
    )
    halves = made("a ", "\ufffd", "\ufffd", "b", text="a éb")
    assert said(demo, halves, 2, "x") == (
        "Token 2 is in the middle of a character. The character begins with token 1."
    )
    assert demo.what_if(halves, 3, "c", max_tokens=1).text.startswith("a éc")


def test_over_a_server(demo, story):
    session = Session()
    with Server() as server, session.load(server.url("good")) as remote:
        answer = remote.generate(PROMPT, temperature=0, logprobs=3, max_tokens=12)
        assert texts(answer) == texts(story)[:12]
        index = place(answer, "f")
        other = remote.what_if(answer, index, 1, max_tokens=8)
        here = demo.what_if(story, index, 1, max_tokens=8)
        assert other.text == here.text
        assert texts(other) == texts(here)
        assert other.messages == here.messages
        # The server renders the prompt, and whether it strips white space is not known.
        assert said(remote, answer, 3, " ").startswith("The answer so far ends in white space")
