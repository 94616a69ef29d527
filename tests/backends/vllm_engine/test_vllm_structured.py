"""Structured answers of a real vLLM, on the demo model."""

from __future__ import annotations

import dataclasses
import json
import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import scripted_model
from asking import chat
from vllm_models import load

from llmnb.errors import ParameterError
from llmnb.generation import FinishReason
from llmnb.session import Session, Settings
from llmnb.session.model import Model
from llmnb.structure import Structure

pytestmark = pytest.mark.vllm
pytest.importorskip("vllm")

PARIS = "What is the capital of France?"
CITIES = ["London", "Paris", "Rome"]
PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 10},
        "age": {"type": "integer", "minimum": 0, "maximum": 150},
    },
    "required": ["name", "age"],
    "additionalProperties": False,
}


def held(prompt, *, schema=None, choices=None, regex=None, **config):
    asked = chat(prompt, **{"max_tokens": 60, **config})
    return dataclasses.replace(asked, structure=Structure.of(schema, choices, regex))


@pytest.fixture
def model(vllm):
    """Return the shared engine as a model of a session, which leaves it loaded."""
    return Model(SimpleNamespace(name="demo", facts=None), vllm, Session(Settings()))


def test_a_schema_becomes_data(model):
    answer = model.generate("Tom is 7 years old. Who is he?", schema=PERSON, temperature=0)
    assert answer.data == json.loads(answer.text)
    assert isinstance(answer.data["name"], str)
    assert 0 <= answer.data["age"] <= 150
    assert (answer.finish_reason, answer.notes) == (FinishReason.STOP, ())


def test_json_is_one_line_without_room_for_blanks(vllm):
    size = {"type": "object", "properties": {"size": {"enum": ["huge"]}}, "required": ["size"]}
    for seed in range(4):
        answer = vllm.generate(held("Tell me a story.", schema=size, temperature=2.0, seed=seed))
        assert re.match('{"size": ?"huge"(, ?"|}$)', answer.text)


def test_a_class_of_pydantic_becomes_its_object(model):
    pydantic = pytest.importorskip("pydantic")
    person = pydantic.create_model(
        "Person",
        name=(str, pydantic.Field(max_length=10)),
        age=(int, pydantic.Field(ge=0, le=150)),
    )
    found = model.generate("Tom is 7 years old. Who is he?", schema=person, temperature=0).data
    assert isinstance(found, person)


def test_choices_and_a_regex(model):
    answer = model.generate(PARIS, choices=CITIES, temperature=0)
    assert (answer.text, answer.data) == ("Paris", "Paris")
    answer = model.generate(PARIS, regex="[0-9]{3}-[0-9]{2}", temperature=0)
    assert re.fullmatch("[0-9]{3}-[0-9]{2}", answer.text)


def test_what_is_cut_short_has_no_data(model):
    answer = model.generate("Who is Tom?", schema=PERSON, max_tokens=4)
    assert answer.finish_reason is FinishReason.LENGTH
    assert answer.data is None
    assert "the answer was cut short, so that it has no data" in answer.notes


def test_different_structures_at_once_from_threads(model):
    asked = [
        {"schema": PERSON},
        {"choices": CITIES},
        {"regex": "[0-9]{3}"},
        {"schema": {"type": "array", "items": {"enum": [1, 2]}, "minItems": 3, "maxItems": 3}},
    ]
    with ThreadPoolExecutor(4) as pool:
        person, city, number, listed = pool.map(
            lambda structure: model.batch([PARIS], max_tokens=60, temperature=0, **structure)[0],
            asked,
        )
    assert person.data.keys() == {"name", "age"}
    assert city.data == "Paris"
    assert re.fullmatch("[0-9]{3}", number.text)
    assert len(listed.data) == 3
    assert set(listed.data) <= {1, 2}


@pytest.mark.parametrize(
    ("structure", "message"),
    [
        (
            {"regex": r"(?<=a)b"},
            "vLLM cannot hold an answer to this regex: look-around, including look-ahead and "
            "look-behind, is not supported. Leave out what it does not know.",
        ),
        (
            {"regex": r"(a)\1"},
            "vLLM cannot hold an answer to this regex: backreferences are not supported. "
            "Leave out what it does not know.",
        ),
        (
            {"schema": {"type": "nonsense"}},
            "vLLM cannot hold an answer to this schema: Invalid type: nonsense. "
            "Leave out what it does not know.",
        ),
        (
            {"schema": {"type": "array", "uniqueItems": True}},
            'vLLM cannot hold an answer to this schema: Unimplemented keys: ["uniqueItems"]. '
            "Leave out what it does not know.",
        ),
        (
            {"schema": {"$ref": "#/nowhere"}},
            "vLLM cannot hold an answer to this schema: Pointer '/nowhere' does not exist. "
            "Leave out what it does not know.",
        ),
    ],
    ids=str,
)
def test_what_vllm_refuses_is_one_error_in_its_words(vllm, structure, message):
    running = vllm.submit(chat(PARIS, max_tokens=24), lambda chunk: None)
    with pytest.raises(ParameterError) as caught:
        vllm.generate(held(PARIS, **structure))
    assert str(caught.value) == message
    assert running.done.result(30).text == "The capital of France is Paris."
    assert vllm.generate(held(PARIS, choices=CITIES)).text == "Paris"


def test_a_schema_holds_whatever_was_asked_before(vllm):
    """By default the first structure of an engine decides which library compiles the others."""
    vllm.generate(held(PARIS, choices=CITIES))
    sampled = [
        held("A number?", schema={"type": "integer", "multipleOf": 7, "minimum": 1},
             temperature=2.0, seed=seed, max_tokens=40)
        for seed in range(4)
    ]  # fmt: skip
    for answer in vllm.batch(sampled):
        if answer.finish_reason is FinishReason.STOP:
            assert int(answer.text) % 7 == 0


# The last message says where in the script the answer begins, and what the prompt ends with.
THINKING = (
    "{{ messages[-1]['content'] }}<|assistant|>"
    "{% if 'opened' in messages[-1]['content'] %}<think>{% endif %}"
    "{% if 'thoughtless' in messages[-1]['content'] %}</think>{% endif %}"
)


def test_thinking_is_free_and_the_answer_behind_it_held(vllm, tmp_path):
    script = ["<think>", "hm", "so", "</think>", "yes", "indeed"]
    folder = scripted_model.make(tmp_path / "scripted", script, THINKING, head_dim=32)
    handle = load(folder, context=256)
    try:
        answers = {}
        for prompt in ("plain", "opened", "thoughtless"):
            free = handle.generate(chat(prompt))
            answer = answers[prompt] = handle.generate(held(prompt, choices=["yes", "no"]))
            assert (free.text, answer.text) == ("yesindeed", "yes")
            assert answer.finish_reason is FinishReason.STOP
            assert answer.thinking == free.thinking
            assert answer.usage.prompt_tokens == free.usage.prompt_tokens
            stopped = handle.generate(held(prompt, choices=["yes", "no"], stop=("es",)))
            assert (stopped.text, stopped.finish_reason) == ("y", FinishReason.STOP_STRING)
        assert [answers[prompt].thinking for prompt in answers] == ["hmso", "hmso", ""]
        with pytest.raises(ParameterError, match="backreferences are not supported"):
            handle.generate(held("plain", regex=r"(a)\1"))
        cut = handle.generate(held("opened", choices=["yes", "no"], max_tokens=1, logprobs=0))
        assert [token.text for token in cut.logprobs][:4] == ["hm", "so", "</think>", "yes"]
    finally:
        handle.close()
