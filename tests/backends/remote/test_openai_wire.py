"""What servers send, read piece by piece; and what they say when they refuse."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmnb.backends.openai.client import Refusal, Unreadable
from llmnb.backends.openai.complaints import Room, complaint
from llmnb.backends.openai.wire import Events, ServerError, parse, read_piece
from llmnb.errors import LlmnbError
from llmnb.generation import Usage


def cut(body, places, limit=10**6):
    events, found = Events(limit), []
    ends = [0, *sorted({p % (len(body) + 1) for p in places}), len(body)]
    for start, end in itertools.pairwise(ends):
        found += events.feed(body[start:end])
    return found


# Drawing is slow only where the machine is busy.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(
    texts=st.lists(st.text('a ž🙂:{"'), max_size=5),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    places=st.lists(st.integers(0, 10**4), max_size=8),
)
def test_events_do_not_depend_on_how_the_body_is_cut(texts, end, places):
    lines = [f": comment{end}event: x{end}data: {text}{end}data:{text}{end}{end}" for text in texts]
    body = ("".join(lines) + f": end{end}").encode()
    assert cut(body, places) == [f"{text}\n{text.removeprefix(' ')}" for text in texts]


def test_an_event_that_is_cut_off_does_not_count():
    assert cut(b"data: 1\n\ndata: 2\n", []) == ["1"]


def test_a_body_is_bounded():
    with pytest.raises(Unreadable, match="an answer without an end"):
        cut(b"data: x\n\n" * 100, [10, 50], limit=60)
    with pytest.raises(Unreadable, match="an event without an end"):
        cut(b"data: " + b"x" * 1_000_001, [10, 50], limit=10**8)


def test_text_is_utf8():
    with pytest.raises(Unreadable, match="text that is not UTF-8"):
        cut(b"data: \xff\n\n", [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["choices", "delta", "content", "text", "logprobs", "tokens", "token", "logprob",
             "top_logprobs", "token_logprobs", "bytes", "usage", "completion_tokens",
             "prompt_tokens", "finish_reason", "stop_reason", "error", "message", "detail", "loc",
             "reasoning", "code", "param", "object", "n_ctx", "n_prompt_tokens"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@calm
@given(JSON)
def test_nothing_that_a_server_sends_surprises(value):
    data = json.dumps(value)
    try:
        piece = read_piece(parse(data), 2)
    except (Unreadable, ServerError):
        pass
    else:
        assert isinstance(piece.text, str)
        assert all(len(token.top) <= 2 for token in piece.tokens)
        piece.text.encode()
    found = complaint(Refusal(400, {}, data.encode()))
    assert isinstance(found.said, str)


@pytest.mark.parametrize("data", ["", "{", "[]", "5", "[" * 10**5, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(Unreadable):
        parse(data)


def test_usage_is_taken_where_it_is_right():
    def usage(value):
        return read_piece({"choices": [], "usage": value}, 0).usage

    assert usage({"prompt_tokens": 3, "completion_tokens": 4}) == Usage(3, 4)
    details = {"prompt_tokens_details": {"cached_tokens": 2}, "completion_tokens": 4}
    assert usage({**details, "completion_tokens_details": {"reasoning_tokens": 1}}) == (
        Usage(0, 4, 2, 1)
    )
    assert usage({"completion_tokens": -1, "prompt_tokens": True}) == Usage()
    assert usage({"total_tokens": 5}) is None
    assert usage(None) is None


def test_log_probabilities_of_a_completion():
    shape = {"tokens": ["a", "b"], "token_logprobs": [None, -1.5],
             "top_logprobs": [None, {"c": -2.5, "b": -1.5, "d": -9}]}  # fmt: skip
    with pytest.raises(Unreadable, match="a log-probability that is none"):
        read_piece({"choices": [{"text": "ab", "logprobs": shape}]}, 2)
    shape["token_logprobs"][0] = -0.25
    first, second = read_piece({"choices": [{"text": "ab", "logprobs": shape}]}, 2).tokens
    assert (first.text, first.logprob, first.top) == ("a", -0.25, ())
    assert second.top == ((-1, "b", -1.5), (-1, "c", -2.5))


def test_a_token_of_half_a_character_and_an_impossible_one():
    token = {"token": "?", "bytes": [0xC5], "logprob": float("-inf")}
    shape = {"content": [{**token, "top_logprobs": [token]}]}
    (found,) = read_piece({"choices": [{"delta": {}, "logprobs": shape}]}, 1).tokens
    assert (found.text, found.logprob) == ("\ufffd", -9999.0)


OPENAI = (
    "This model's maximum context length is 4097 tokens. However, you requested 4106 tokens "
    "(3082 in the messages, 1024 in the completion). Please reduce the length."
)
OLD_OPENAI = (
    "This model's maximum context length is 4,096 tokens. However, your messages resulted in "
    "5,000 tokens."
)
VLLM = (
    "'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context "
    "length is 2048 tokens and your request has 1500 input tokens (1024 > 2048 - 1500)."
)


@pytest.mark.parametrize(
    ("body", "room", "left"),
    [
        ({"error": {"message": OPENAI}}, Room(4097, 3082), 1015),
        ({"error": {"message": OLD_OPENAI}}, Room(4096, 5000), 0),
        ({"object": "error", "message": VLLM}, Room(2048, 1500), 548),
        ({"error": {"type": "exceed_context_size_error", "message": "too long",
                    "n_prompt_tokens": 70, "n_ctx": 64}}, Room(64, 70), 0),
        ({"error": {"code": "context_length_exceeded", "message": "No."}}, Room(), 0),
        ({"error": {"message": "stop must be a list"}}, None, None),
    ],
)  # fmt: skip
def test_the_context_in_the_words_of_servers(body, room, left):
    found = complaint(Refusal(400, {}, json.dumps(body).encode()))
    assert found.room == room
    assert room is None or room.left == left


@pytest.mark.parametrize(
    ("body", "said", "named"),
    [
        ({"error": {"message": "No 'seed' here.", "param": "top_p"}}, "No 'seed' here.",
         {"seed", "top_p"}),
        ({"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]},
         "Extra inputs are not permitted", {"body", "seed"}),
        ({"detail": "Not authenticated"}, "Not authenticated", set()),
        ({"error": "busy"}, "busy", set()),
        ([], "", set()),
    ],
)  # fmt: skip
def test_refusals_in_the_words_of_servers(body, said, named):
    found = complaint(Refusal(422, {}, json.dumps(body).encode()))
    assert (found.said, found.named) == (said, named)


def test_an_error_in_a_stream_is_an_error():
    for event in ({"error": {"message": "full"}}, {"object": "error", "message": "full"}):
        with pytest.raises(ServerError, match="full"):
            read_piece(event, 0)
    assert not issubclass(ServerError, LlmnbError)  # it is explained with its address first
