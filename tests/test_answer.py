"""Picks of one request to chunks and a result."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_tokenizers import byte_level, sentencepiece

from llmnb.answer import Answer, conversation
from llmnb.config import GenerationConfig
from llmnb.generation import (
    Chunk,
    FinishReason,
    Generation,
    Message,
    Messages,
    ModelInfo,
    Request,
    Text,
    Timing,
    TokenIds,
    TokenInfo,
    Usage,
)
from llmnb.sampling import Pick
from llmnb.thinking import Marks, Splitter
from llmnb.tokenizer import _BYTE_OF_CHARACTER, Tokenizer

TOKENIZER = Tokenizer(byte_level())
EOS = 2


def picks(text):
    return [Pick(id) for id in TOKENIZER.encode(text, special=True)]


def start(max_tokens=100, **values):
    return Answer(TOKENIZER, GenerationConfig(**values), frozenset({EOS}), max_tokens)


def push_all(answer, text):
    """Push until the answer ends; return the chunks."""
    chunks = []
    for pick in picks(text):
        chunks.append(answer.push(pick))
        if answer.finish_reason is not None:
            break
    return chunks


def test_the_end_token_counts_and_is_not_shown():
    answer = start()
    chunks = push_all(answer, "the fox<|im_end|>")
    assert "".join(c.text for c in chunks) == answer.text == "the fox"
    assert [c.finish_reason for c in chunks[:-1]] == [None] * (len(chunks) - 1)
    assert chunks[-1] == Chunk(
        tokens=(TokenInfo(EOS, "<|im_end|>"),), finish_reason=FinishReason.STOP
    )
    assert answer.count == len(chunks)


def test_every_chunk_carries_its_token():
    answer = start()
    chunks = push_all(answer, "日本")
    assert [t.id for c in chunks for t in c.tokens] == TOKENIZER.encode("日本", special=True)
    assert answer.text == "日本"
    assert answer.tokens == ()


def test_tokens_are_kept_with_their_alternatives_when_asked_for():
    answer = start(logprobs=1)
    fox = TOKENIZER.encode(" fox", special=True)[0]
    chunk = answer.push(Pick(fox, -0.5, ((EOS, -0.25),)))
    token = TokenInfo(fox, TOKENIZER.token_text(fox), -0.5, ((EOS, "<|im_end|>", -0.25),))
    assert chunk.tokens == answer.tokens == (token,)


def test_a_stop_string_ends_the_answer_before_it():
    answer = start(stop=("\nuser",))
    chunks = push_all(answer, "hello\nuser: more<|im_end|>")
    assert answer.text == "hello"
    assert chunks[-1].finish_reason is FinishReason.STOP_STRING
    assert "".join(c.text for c in chunks) == "hello"


def test_stop_strings_do_not_count_before_the_minimum():
    answer = start(stop=("a",), min_tokens=4)
    push_all(answer, "a-b-a-b")
    assert (answer.text, answer.finish_reason) == ("a-b-", FinishReason.STOP_STRING)


def test_at_the_last_token_what_was_held_back_is_shown():
    answer = start(max_tokens=3, stop=("xyz",))
    chunks = push_all(answer, "1xyq")
    assert [c.text for c in chunks] == ["1", "", "xy"]
    assert chunks[-1].finish_reason is FinishReason.LENGTH


def test_the_length_holds_even_below_the_minimum():
    answer = start(max_tokens=2, min_tokens=10)
    push_all(answer, "12345")
    assert (answer.text, answer.finish_reason) == ("12", FinishReason.LENGTH)


def test_the_end_token_at_the_last_place_is_a_stop():
    answer = start(max_tokens=2)
    push_all(answer, "1<|im_end|>")
    assert answer.finish_reason is FinishReason.STOP


def test_half_a_character_at_the_end_is_shown_as_such():
    ids = TOKENIZER.encode("𝄞", special=True)
    answer = start(max_tokens=len(ids) - 1)
    chunks = [answer.push(Pick(id)) for id in ids[:-1]]
    assert chunks[-1].text == "\ufffd"


def test_a_stop_string_may_be_completed_by_the_very_end():
    answer = start(max_tokens=2, stop=("1\ufffd",))
    first, second = TOKENIZER.encode("1", special=True)[0], TOKENIZER.encode("𝄞", special=True)[0]
    answer.push(Pick(first))
    assert answer.push(Pick(second)).finish_reason is FinishReason.STOP_STRING
    assert answer.text == ""


def test_an_interrupt_shows_what_was_held_back():
    answer = start(stop=("xyz",))
    push_all(answer, "1xy")
    assert answer.end(FinishReason.INTERRUPTED) == Chunk(
        text="xy", finish_reason=FinishReason.INTERRUPTED
    )
    assert answer.text == "1xy"


THINK = Marks("<think>", "</think>")
BYTES = {byte: letter for letter, byte in _BYTE_OF_CHARACTER.items()}


def plain(text, stops):
    """Return the text and thinking of an answer that is whole already, by the plain rules."""
    begun, thinking = text.lstrip(), ""
    if begun.startswith(THINK.opening):
        thinking, closed, text = begun.removeprefix(THINK.opening).partition(THINK.closing)
        thinking, text = thinking.lstrip(), text.lstrip()
        thinking = thinking.rstrip() if closed else thinking
    for end in range(1, len(text) + 1):
        if complete := [stop for stop in stops if text[:end].endswith(stop)]:
            return text[: end - max(map(len, complete))], thinking
    return text, thinking


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_an_answer_does_not_depend_on_its_tokens(data):
    pieces = st.sampled_from(["a", "é", "日", "😀", " ", "\n", "<think>", "</think>", "<", "think"])
    text = "".join(data.draw(st.lists(pieces, max_size=12)))
    if data.draw(st.booleans()):
        text = f"<think>{text}"
    stops = data.draw(
        st.lists(st.sampled_from(["a日", "日😀", "😀", "é ", "\n\n", "<t"]), max_size=2)
    )
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=5))})
    ids = []
    for piece in (text[a:b] for a, b in pairwise(cuts)):
        if data.draw(st.booleans()):  # each byte a token of its own
            ids += [TOKENIZER._engine.token_to_id(BYTES[byte]) for byte in piece.encode()]
        else:
            ids += TOKENIZER.encode(piece, special=False)
    config = GenerationConfig(stop=tuple(stops))
    answer = Answer(TOKENIZER, config, frozenset({EOS}), 1000, splitter=Splitter(THINK))
    chunks = []
    for id in ids:
        chunks.append(answer.push(Pick(id)))
        if answer.finish_reason is not None:
            break
    else:
        chunks.append(answer.end(FinishReason.INTERRUPTED))
    assert (answer.text, answer.thinking) == plain(text, stops)
    assert "".join(c.text for c in chunks) == answer.text
    assert "".join(c.thinking for c in chunks) == answer.thinking
    stopped = answer.finish_reason is FinishReason.STOP_STRING
    assert stopped or not any(stop in answer.text for stop in stops)


CONVERSATION = (Message("user", "Hi"), Message("assistant", "Well"))


@pytest.mark.parametrize(
    ("input", "messages"),
    [
        (Messages(CONVERSATION[:1]), (CONVERSATION[0], Message("assistant", "the fox"))),
        (
            Messages(CONVERSATION, continue_final=True),
            (CONVERSATION[0], Message("assistant", "Wellthe fox")),
        ),
        (Text("Hi"), ()),
    ],
)
def test_the_result_has_the_conversation_with_the_answer(input, messages):
    answer = start(logprobs=0)
    push_all(answer, "the fox<|im_end|>")
    request = Request(input, GenerationConfig(logprobs=0))
    model = ModelInfo("m", "demo", "onnx", "fp32", 128)
    usage, timing = Usage(3, 4), Timing(total=1.0)
    result = answer.generation(request, model=model, usage=usage, timing=timing, notes=["short"])
    assert result == Generation(
        text="the fox",
        finish_reason=FinishReason.STOP,
        messages=messages,
        usage=usage,
        timing=timing,
        logprobs=answer.tokens,
        config=request.config,
        model=model,
        notes=("short",),
    )
    assert len(result.logprobs) == answer.count


def test_there_is_no_result_before_the_end():
    request = Request(Text("Hi"), GenerationConfig())
    with pytest.raises(RuntimeError, match=r"The answer has not ended: call end\(\) first\."):
        start().generation(request, usage=Usage(), timing=Timing())


UNFINISHED = (Message("user", "Go on"), Message("assistant", "the fox"))


@pytest.mark.parametrize("metaspace", [False, True])
@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        (Text("the fox"), " is hello"),
        (TokenIds((7,)), " is hello"),
        (Messages(UNFINISHED, continue_final=True), " is hello"),
        (Messages(UNFINISHED[:1]), "is hello"),
    ],
)
def test_an_answer_that_goes_on_from_a_text_keeps_its_first_space(prompt, text, metaspace):
    tokenizer = Tokenizer(sentencepiece(metaspace=metaspace))
    config = GenerationConfig()
    answer = Answer(tokenizer, config, frozenset({2}), 100, prompt)
    before = tokenizer.encode("the fox", special=False)
    for id in tokenizer.encode("the fox is hello", special=False)[len(before) :]:
        answer.push(Pick(id))
    answer.end(FinishReason.LENGTH)
    assert answer.text == text
    if isinstance(prompt, Messages):
        turns = conversation(Request(prompt, config), answer.text)
        glued = "the fox is hello" if prompt.continue_final else "is hello"
        assert turns[-1] == Message("assistant", glued)
