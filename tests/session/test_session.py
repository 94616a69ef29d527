"""The session and its models, on the echo backend, which needs no engine."""

import os
import signal
import threading
import time
from concurrent.futures import Future

import pytest

from llmnb.config import GenerationOverrides
from llmnb.errors import (
    BackendError,
    ContextOverflow,
    Interrupted,
    ModelClosed,
    ModelNotFound,
    NoModelLoaded,
    ParameterError,
)
from llmnb.generation import FinishReason, Message, Messages, TokenIds
from llmnb.model_source import Demo
from llmnb.session import Session, Settings, wait


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


def test_a_bad_prompt_of_a_batch_is_named(echo):
    with pytest.raises(ParameterError, match=r"^prompts\[1\]: The prompt is empty"):
        echo.batch(["hi", ""])
    with pytest.raises(ContextOverflow, match=r"^prompts\[2\]: The prompt has"):
        echo.batch(["hi", "ho", "word " * 10_000])


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
        "Shorten the prompt, or load the model again with a larger --context, if it was "
        "made for one."
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


def test_an_interrupt_while_a_batch_is_submitted_stops_it(session, monkeypatch):
    model = session.load("demo", backend="echo", device="delay=0.02")
    submit, count = model.handle.submit, [0]

    def submit_and_interrupt(request, on_chunk):
        job = submit(request, on_chunk)
        count[0] += 1
        if count[0] == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return job

    monkeypatch.setattr(model.handle, "submit", submit_and_interrupt)
    with pytest.raises(Interrupted) as caught:
        model.batch(["word " * 500] * 12)
    assert count == [3]
    assert [g.finish_reason.value for g in caught.value.generations] == ["interrupted"] * 3
    assert str(caught.value) == (
        "The batch was stopped after 0 whole answers; what there is was kept."
    )


def test_a_future_that_a_signal_handler_completes_is_not_missed():
    done = Future()
    timer = threading.Timer(0.1, lambda: done.set_result(7))
    timer.start()
    assert wait(done) == 7


def test_a_listener_that_raises_fails_its_own_request_only(echo):
    def listen(chunk):
        raise ValueError("from the listener")

    job = echo.handle.submit(echo.prepare("a b").request, listen)
    with pytest.raises(ValueError, match="from the listener"):
        job.done.result(timeout=5)
    assert echo.generate("a b").text == "a b"


def test_what_a_backend_lacks_is_refused_before_it_is_asked(echo):
    with pytest.raises(ParameterError) as caught:
        echo.generate(TokenIds((1, 2)))
    assert str(caught.value) == "demo on the echo backend lacks token ids."
    with pytest.raises(ParameterError) as caught:
        echo.generate(Messages((Message("assistant", "un"),), continue_final=True))
    assert str(caught.value) == "demo on the echo backend lacks continuing the last message."
    with pytest.raises(ParameterError) as caught:
        echo.generate([])
    assert str(caught.value) == (
        "[] is not a prompt: it must be text or a list of at least one message. "
        'A message is {"role": "user", "content": "…"}.'
    )


def test_notes_reach_streams_and_batches_too(session, echo):
    session.settings.generation = GenerationOverrides(think=True)
    note = ("think from the session is not supported here and was dropped",)
    assert echo.batch(["x"])[0].notes == note
    assert dict(echo.batch(["x"], as_completed=True))[0].notes == note
    stream = echo.stream("x")
    assert next(stream).text == "x"
    next(stream)  # the last chunk
    with pytest.raises(StopIteration) as end:
        next(stream)
    assert end.value.value.notes == note


def test_a_with_block_unloads(session):
    with session.load("demo", backend="echo") as model:
        assert model.generate("x").text == "x"
    assert session.models == {}


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
    for file in ("config.json", "tokenizer.json", "model.safetensors"):
        (tmp_path / "other" / file).symlink_to(Demo().folder / file)
    session.load("demo", backend="echo")
    session.load(str(tmp_path / "other"), backend="echo")
    assert list(session.models) == ["other"]


def test_the_name_of_a_loaded_model_is_no_model_to_load(session):
    session.load("demo", backend="echo", name="two")
    with pytest.raises(ModelNotFound) as caught:
        session.load("two")
    assert caught.value.hint == "A loaded model is called so: prompt it with %%llm -m two."


def test_a_wrong_variable_does_not_matter_to_who_decides_the_value(echo, monkeypatch):
    monkeypatch.setenv("LLMNB_TEMPERATURE", "hot")
    assert echo.generate("x", temperature=0).text == "x"
    with pytest.raises(ParameterError, match="LLMNB_TEMPERATURE is set wrongly"):
        echo.generate("x")


def test_variables_of_a_machine_leave_alone_what_they_are_not_for(session, monkeypatch):
    monkeypatch.setenv("LLMNB_DEVICE", "cuda:1")
    monkeypatch.setenv("LLMNB_CONTEXT", "32768")
    model = session.load("demo", precision="int4")  # which runs on the processor
    assert (model.plan.context, model.plan.config.device) == (2048, None)
    assert session.load("demo", precision="int4", device=None) is model
    with pytest.raises(BackendError, match="The onnx backend has no device 'cuda:1'"):
        session.plan("demo", device="cuda:1")  # what is typed is meant
    with pytest.raises(ParameterError, match="context = 32,768 is not allowed"):
        session.plan("demo", context=32768)
    monkeypatch.setenv("LLMNB_CONTEXT", "512")
    assert session.plan("demo").context == 512


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


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda m: m.batch("one text"),
            "batch takes a list of prompts, not one text. "
            "Use generate for one prompt, or put it into a list.",
        ),
        (lambda m: m.generate("  "), "The prompt is empty. Give it some text."),
        (
            lambda m: m.generate("x", system=5),
            "system = 5 is not allowed: it must be text.",
        ),
        (
            lambda m: m.generate([{"role": "bot", "content": "x"}]),
            "role = 'bot' is not allowed: it must be one of system, user, assistant.",
        ),
    ],
)
def test_bad_input_is_refused_in_one_line(echo, ask, message):
    with pytest.raises(ParameterError) as caught:
        ask(echo)
    assert str(caught.value) == message


def test_a_model_is_a_text_or_a_path(session, tmp_path):
    with pytest.raises(ParameterError) as caught:
        session.load(3)
    assert str(caught.value) == "model = 3 is not allowed: it must be text or a path."
    assert session.load(Demo().folder, backend="echo").name == "demo"


def test_an_unload_while_another_thread_waits_is_not_an_interrupt(session):
    model = session.load("demo", backend="echo", device="delay=0.02")
    caught = []

    def ask():
        try:
            model.generate("word " * 500)
        except Exception as error:
            caught.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.2)
    model.unload()
    thread.join()
    assert caught == ["The model 'demo' was unloaded while it answered."]


def test_a_rendered_prompt_that_does_not_fit_says_so(session):
    model = session.load("demo", backend="echo", context=16)
    assert model.render("w " * 16).notes == ("the prompt does not fit: the context has 16 tokens",)


def test_no_answer_has_more_tokens_at_least_than_at_most():
    session = Session()
    with session.load("demo", backend="onnx") as model, pytest.raises(ParameterError) as caught:
        model.generate("x", min_tokens=9, max_tokens=5)
    assert str(caught.value) == "min_tokens = 9 is not allowed: it must not be above max_tokens, 5."
