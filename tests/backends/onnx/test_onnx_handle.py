"""Answers of a loaded model: what they hold, and that nothing before them changes them."""

from __future__ import annotations

import threading

import numpy as np
import onnx_models as om
import pytest
import random_models

from llmnb.backends.onnx.kv import BufferSlot
from llmnb.config import GenerationConfig
from llmnb.errors import ContextOverflow, EngineError, ParameterError
from llmnb.generation import FinishReason, Message, Messages, Request

pytest.importorskip("onnxruntime")

PRECISIONS = ("fp32", "int8", "int4")
LONG = "The sky is blue because short waves of light are scattered most by the air. " * 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return random_models.make(tmp_path_factory.mktemp("tiny"), "qwen2", seed=5)


@pytest.fixture(scope="module", params=PRECISIONS)
def handle(request, folder):
    loaded = om.load(folder, request.param)
    yield loaded
    loaded.close()


@pytest.fixture(scope="module")
def exact(folder):
    loaded = om.load(folder)
    yield loaded
    loaded.close()


def test_a_stream_is_the_answer_in_pieces(handle):
    request = om.chat("Why?", logprobs=0)
    stream, chunks = handle.stream(request), []
    while True:
        try:
            chunks.append(next(stream))
        except StopIteration as stop:
            generation = stop.value
            break
    assert "".join(chunk.text for chunk in chunks) == generation.text
    assert [chunk.finish_reason for chunk in chunks[:-1]] == [None] * (len(chunks) - 1)
    assert chunks[-1].finish_reason == generation.finish_reason
    ids = [token.id for chunk in chunks for token in chunk.tokens]
    assert ids == om.ids_of(generation)
    assert generation.usage.completion_tokens == len(ids)
    assert generation == handle.generate(request)


def test_the_answer_says_what_it_was_made_with(exact):
    generation = exact.generate(om.chat("Why?"))
    assert generation.model.backend == "onnx"
    assert generation.model.precision == "fp32"
    assert generation.model.context == 512
    assert len(generation.model.revision) == 12
    assert generation.messages[-1] == Message("assistant", generation.text)
    timing = generation.timing
    assert 0 <= timing.queued <= timing.first_token <= timing.total


def test_chunks_come_on_the_engines_thread(exact):
    names = set()
    exact.submit(om.chat("Why?"), lambda _: names.add(threading.current_thread().name)).done.result(
        30
    )
    assert names == {"llmnb-onnx-tiny"}


def test_render_shows_the_prompt_and_counts_it(exact):
    text, count = exact.render(om.chat("Hi").input)
    assert text == "<|begin|><|user|>Hi<|end|><|assistant|>"
    assert count == exact.generate(om.chat("Hi", max_tokens=1)).usage.prompt_tokens
    assert exact.render(om.raw("Hi there").input)[0] == "Hi there"
    assert exact.render(om.tokens([1, 4]).input) == ("<|begin|><|user|>", 2)


@pytest.mark.parametrize("config", [{}, {"temperature": 1.0, "seed": 11, "top_p": 0.95}])
def test_what_ran_before_changes_nothing(handle, folder, config):
    """The first answer is from a fresh model; then prompts that share every kind of prefix."""
    prompts = [LONG, LONG[:150] + " No!", LONG[:40], LONG + "More.", "Something else", LONG]
    requests = [om.raw(prompt, logprobs=3, max_tokens=8, **config) for prompt in prompts]
    for request in requests:
        fresh = om.load(folder, handle.info.precision)
        try:
            wanted = fresh.generate(request)
        finally:
            fresh.close()
        for other in requests:
            handle.generate(other)
            found = handle.generate(request)
            assert found.logprobs == wanted.logprobs  # bit by bit, not only the text
            assert found.text == wanted.text


def test_a_repeated_prompt_is_reused_up_to_the_grid(exact):
    request = om.tokens(range(10, 210))
    exact.generate(om.tokens([9]))
    assert exact.generate(request).usage.cached_tokens == 0
    assert exact.generate(request).usage.cached_tokens == 192


def test_a_chat_that_goes_on_reads_only_what_is_new(handle):
    prompt = list(range(10, 110))
    first = handle.generate(om.tokens(prompt, logprobs=0, min_tokens=20, max_tokens=20))
    longer = [*prompt, *om.ids_of(first), 30, 31, 32]
    second = handle.generate(om.tokens(longer, logprobs=0))
    # The last generated token was shown, but not yet computed.
    assert second.usage.cached_tokens == 119
    again = handle.generate(om.tokens(longer, logprobs=0))
    assert again.usage.cached_tokens == 119
    assert again.logprobs == second.logprobs


def test_decoding_gives_what_reading_gives(exact, folder):
    first = exact.generate(om.tokens(range(10, 80), logprobs=5, min_tokens=30, max_tokens=30))
    ids = [*range(10, 80), *om.ids_of(first)]
    for place in (1, 10, 29):
        other = om.load(folder)
        try:
            read = other.generate(om.tokens(ids[: 70 + place], logprobs=5, max_tokens=1))
        finally:
            other.close()
        for a, b in zip(read.logprobs[0].top, first.logprobs[place].top, strict=True):
            assert a[0] == b[0]
            assert a[2] == pytest.approx(b[2], abs=1e-4)


def test_log_probabilities_are_those_of_the_raw_distribution(exact):
    plain = exact.generate(om.chat("Why?", logprobs=100, max_tokens=5))
    warm = exact.generate(om.chat("Why?", logprobs=100, max_tokens=5, temperature=0.01, seed=1))
    assert warm.logprobs == plain.logprobs
    for token in plain.logprobs:
        assert len(token.top) == 100
        assert token.top[0][0] == token.id
        assert token.logprob == token.top[0][2]
        assert 0 < np.exp([logprob for _, _, logprob in token.top]).sum() <= 1 + 1e-6
    assert exact.generate(om.chat("Why?")).logprobs == ()
    assert exact.capabilities.logprobs_max == 100


def test_a_seed_decides_the_answer(exact):
    def text(seed: int) -> str:
        return exact.generate(om.chat("Why?", temperature=1.5, seed=seed)).text

    assert text(1) == text(1)
    assert len({text(seed) for seed in range(6)}) > 1


def test_a_stop_string_ends_the_answer_and_is_not_in_it(exact):
    whole = exact.generate(om.chat("Tell", temperature=1.5, seed=2, max_tokens=60)).text
    stop = whole[10:13]
    cut = exact.generate(om.chat("Tell", temperature=1.5, seed=2, max_tokens=60, stop=(stop,)))
    assert cut.finish_reason == FinishReason.STOP_STRING
    assert cut.text == whole[: whole.index(stop)]


def test_an_unfinished_answer_goes_on(exact):
    messages = (Message("user", "Why?"), Message("assistant", "Because"))
    request = Request(
        Messages(messages, continue_final=True), GenerationConfig(temperature=0.0, max_tokens=5)
    )
    assert exact.render(request.input)[0].endswith("<|assistant|>Because")
    generation = exact.generate(request)
    assert generation.messages[-1].content == "Because" + generation.text


def test_the_context_is_filled_to_its_last_token_and_no_further(exact):
    ids = [10 + i % 300 for i in range(500)]
    generation = exact.generate(om.tokens(ids, max_tokens=100, min_tokens=100))
    assert generation.finish_reason == FinishReason.LENGTH
    assert generation.usage.completion_tokens == 12
    last = exact.generate(om.tokens([*ids, *range(10, 21)], max_tokens=1))
    assert last.usage.completion_tokens == 1


def test_a_limit_that_the_user_set_is_cut_with_a_note(exact):
    request = Request(
        om.tokens([10] * 500).input,
        GenerationConfig(temperature=0.0, max_tokens=100, sources={"max_tokens": "flag"}),
    )
    assert exact.generate(request).notes == (
        "max-tokens 100 was cut to the 12 left in the context",
    )


def test_a_prompt_of_absurd_length_is_refused_before_its_tokens_are_counted(exact):
    request = om.chat("word " * 1_000_000)
    with pytest.raises(ContextOverflow) as caught:
        exact.submit(request, lambda _: None)
    assert str(caught.value).startswith(
        "The prompt has 5,000,000 characters, but the context has 512 tokens. Shorten the prompt"
    )


def test_a_prompt_without_room_is_refused_at_once(exact):
    with pytest.raises(ContextOverflow) as caught:
        exact.submit(om.tokens([10] * 512), lambda _: None)
    assert str(caught.value) == (
        "The prompt has 512 tokens, but the context has 512. "
        "Shorten the prompt, or load the model again with a larger --context, if it was "
        "made for one."
    )


def test_an_empty_prompt_is_refused(exact):
    with pytest.raises(ParameterError) as caught:
        exact.generate(om.tokens([]))
    assert str(caught.value) == "The prompt is empty; it must have at least one token."


@pytest.mark.parametrize("id", [320, -1])
def test_an_id_outside_the_vocabulary_is_refused(exact, id):
    with pytest.raises(ParameterError) as caught:
        exact.generate(om.tokens([5, id]))
    assert str(caught.value) == (
        f"The token id {id} is not in the model's vocabulary; allowed are 0 to 319."
    )


def test_a_model_without_a_template_completes_with_a_note(tmp_path):
    folder = random_models.make(tmp_path)
    config = folder / "tokenizer_config.json"
    config.write_text(config.read_text().replace("chat_template", "no_template"))
    handle = om.load(folder)
    try:
        generation = handle.generate(om.chat("Once upon"))
        assert generation.notes == (
            "the model has no chat template, so it completes the messages as plain text",
        )
        assert handle.render(om.chat("Once upon").input)[0] == "Once upon"
    finally:
        handle.close()


def test_memory_that_runs_out_fails_one_prompt_only(folder, monkeypatch):
    request = om.tokens(range(10, 310))
    handle = om.load(folder)
    try:
        wanted = handle.generate(request).text
        handle._engine._serve.__self__._runner.store.release()
        handle.generate(om.tokens([9]))
        with monkeypatch.context() as patch:
            patch.setattr(BufferSlot, "_grown", exhausted)
            with pytest.raises(EngineError) as caught:
                handle.generate(request)
        assert str(caught.value).startswith("The engine failed after 0 tokens: no room. ")
        assert handle.generate(request).text == wanted
    finally:
        handle.close()


def exhausted(slot, old, capacity):
    raise MemoryError("no room")


def test_no_binding_holds_the_old_buffers_while_new_ones_are_made(folder, monkeypatch):
    handle = om.load(folder)
    runner, held, grown = handle._engine._serve.__self__._runner, [], BufferSlot._grown

    def look(slot, old, capacity):
        held.append((runner._step, runner._chunk))
        return grown(slot, old, capacity)

    monkeypatch.setattr(BufferSlot, "_grown", look)
    try:
        handle.generate(om.tokens(range(10, 310)))
    finally:
        handle.close()
    assert held
    assert set(held) == {(None, None)}
