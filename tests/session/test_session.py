"""The session and its models, on the echo backend, which needs no engine."""

import os
import signal
import threading
import time

import pytest

from llmnb.config import GenerationOverrides
from llmnb.errors import (
    ContextOverflow,
    Interrupted,
    ModelClosed,
    ModelNotFound,
    NoModelLoaded,
    ParameterError,
)
from llmnb.generation import FinishReason, Message, Messages
from llmnb.model_source import Demo
from llmnb.session import Session, Settings


@pytest.fixture
def session():
    made = Session(Settings())
    yield made
    made.unload_all()


@pytest.fixture
def echo(session):
    return session.load("demo", backend="echo")


@pytest.fixture
def slow(session):
    return session.load("demo", backend="echo", device="delay=0.02")


def interrupt_after(seconds):
    timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    return timer


def test_an_answer_has_its_parts(echo):
    answer = echo.generate("one two three", temperature=0)
    assert answer.text == "one two three"
    assert answer.finish_reason is FinishReason.STOP
    assert answer.messages == (
        Message("user", "one two three"),
        Message("assistant", "one two three"),
    )
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (3, 3)
    assert answer.config.sources["temperature"] == "flag"
    assert answer.model.backend == "echo"
    assert repr(answer) == (
        "Generation(text='one two three', finish_reason='stop', "
        "prompt_tokens=3, completion_tokens=3)"
    )


def test_messages_and_system(echo):
    answer = echo.generate([{"role": "user", "content": "hello"}], system="Be kind.")
    assert answer.messages[0] == Message("system", "Be kind.")
    assert answer.text == "hello"
    with pytest.raises(ParameterError, match="can be given only once"):
        echo.generate([{"role": "system", "content": "a"}], system="b")
    with pytest.raises(ParameterError, match="is not a prompt"):
        echo.generate([{"role": "user"}])


def test_streaming_joins_to_the_answer_and_closing_cancels(slow):
    assert "".join(chunk.text for chunk in slow.stream("a b c")) == "a b c"
    stream = slow.stream("word " * 500)
    next(stream)
    stream.close()
    assert threads_end("llmnb-echo")


def test_batches_keep_their_order(echo):
    answers = echo.batch(["a", "b c", "d"])
    assert [a.text for a in answers] == ["a", "b c", "d"]
    assert dict(echo.batch(["x", "y"], as_completed=True)).keys() == {0, 1}


def test_a_seed_is_drawn_and_recorded_when_sampling(echo):
    first, second = echo.generate("x"), echo.generate("x")
    assert first.config.sources["seed"] == "drawn"
    assert first.config.seed != second.config.seed
    assert echo.generate("x", temperature=0).config.seed is None
    assert echo.generate("x", seed=7).config.seed == 7


def test_session_defaults_lie_between_flag_and_model(session, echo):
    session.settings.generation = GenerationOverrides(max_tokens=2)
    assert echo.generate("a b c").text == "a b"
    assert echo.generate("a b c").finish_reason is FinishReason.LENGTH
    assert echo.generate("a b c", max_tokens=3).text == "a b c"


def test_a_parameter_that_the_backend_lacks_is_an_error(echo):
    with pytest.raises(ParameterError) as caught:
        echo.generate("x", think=True)
    assert str(caught.value).startswith("think is not supported by demo on the echo backend.")


def test_a_default_that_the_backend_lacks_is_dropped_with_a_note(session, echo):
    session.settings.generation = GenerationOverrides(think=True)
    assert echo.generate("x").notes == (
        "think from the session is not supported here and was dropped",
    )


def test_an_explicit_length_beyond_the_context_is_cut_with_a_note(session):
    model = session.load("demo", backend="echo", context=16)
    assert model.generate("a b").notes == ()
    assert model.generate("a b", max_tokens=99).notes == (
        "max-tokens 99 was cut to the 14 left in the context",
    )
    with pytest.raises(ContextOverflow) as caught:
        model.generate("w " * 16)
    assert str(caught.value) == (
        "The prompt has 16 tokens, but the context has 16. "
        "Shorten the prompt, or load the model again with a larger --context."
    )


def test_without_the_chat_template_a_prompt_is_one_text(echo):
    assert echo.generate("raw", no_chat_template=True).messages == ()
    with pytest.raises(ParameterError, match="with no system message"):
        echo.generate("raw", no_chat_template=True, system="x")


def test_an_interrupt_keeps_the_partial_answer_and_the_model(slow):
    before = signal.getsignal(signal.SIGINT)
    interrupt_after(0.3)
    started = time.perf_counter()
    with pytest.raises(Interrupted) as caught:
        slow.generate("word " * 500)
    assert time.perf_counter() - started < 5
    partial = caught.value.generation
    assert partial.finish_reason is FinishReason.INTERRUPTED
    assert partial.text.startswith("word")
    assert signal.getsignal(signal.SIGINT) is before
    assert slow.generate("again").text == "again"
    assert threads_end("llmnb-echo")


def test_an_interrupt_stops_a_batch(slow):
    interrupt_after(0.3)
    with pytest.raises(Interrupted):
        slow.batch(["word " * 500] * 4)
    assert threads_end("llmnb-echo")


def test_loads(session):
    with pytest.raises(NoModelLoaded) as caught:
        session.model()
    assert str(caught.value) == "No model is loaded. Run %llm_load demo first."
    first = session.load("demo", backend="echo")
    assert session.load("demo", backend="echo") is first
    assert session.load("demo", backend="echo", reload=True) is not first
    second = session.load("demo", backend="echo", name="second")
    assert session.current is second
    assert list(session.models) == ["demo", "second"]
    with pytest.raises(ModelNotFound) as caught:
        session.model("secnd")
    assert str(caught.value) == "No loaded model is called 'secnd'. Did you mean second?"
    with pytest.raises(ModelClosed) as caught:
        first.generate("x")
    assert str(caught.value) == "The model 'demo' was unloaded. Run %llm_load again."
    second.unload()
    assert session.current is session.models["demo"]


def test_a_load_without_a_name_replaces_the_current_model(session, tmp_path):
    (tmp_path / "other").mkdir()
    for file in ("config.json", "tokenizer.json"):
        (tmp_path / "other" / file).symlink_to(Demo().folder / file)
    session.load("demo", backend="echo")
    session.load(str(tmp_path / "other"), backend="echo")
    assert list(session.models) == ["other"]


def test_a_failed_load_keeps_the_current_model(session, echo):
    with pytest.raises(ParameterError, match="device = nonsense is not allowed"):
        session.load("demo", backend="echo", device="nonsense")
    assert session.current is echo
    assert echo.generate("still here").text == "still here"


def test_a_model_is_used_from_many_threads(slow):
    answers = [None] * 8

    def ask(i):
        answers[i] = slow.generate(f"answer {i}").text

    threads = [threading.Thread(target=ask, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [f"answer {i}" for i in range(8)]


def test_rendering_a_prompt_generates_nothing(echo):
    rendered = echo.render("two words", system="s")
    assert (rendered.text, rendered.tokens) == ("two words", 2)


def test_conversations_pass_through(echo):
    prompt = Messages((Message("user", "a"), Message("assistant", "b"), Message("user", "c")))
    assert [m.content for m in echo.generate(prompt).messages] == ["a", "b", "c", "c"]


def threads_end(prefix, seconds=3.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not [t for t in threading.enumerate() if t.name.startswith(prefix)]:
            return True
        time.sleep(0.01)
    return False
