"""What an answer is held to: checked when it is asked for, read when it is there."""

from __future__ import annotations

import enum
import json
import reprlib
from dataclasses import replace

import pytest

from llmnb.backends.echo import EchoHandle
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason
from llmnb.rendering.record import LARGEST, provenance
from llmnb.session import Session, Settings
from llmnb.structure import MOST_CHOICES, Structure

SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
NO_SCHEMA = (
    "it must be a JSON schema (a dict, JSON text or a .json file), or a class of pydantic's kind."
)
NO_CHOICES = "it must be a list of texts that are not empty."


class Person:
    """A class of pydantic's kind."""

    def __init__(self, name):
        self.name = name

    @classmethod
    def model_json_schema(cls):
        return SCHEMA

    @classmethod
    def model_validate_json(cls, text):
        name = json.loads(text)["name"]
        if name == "":
            raise Invalid([{"loc": ("name", 0), "msg": "is empty\x1b[31m"}])
        if not name.istitle():
            raise ValueError("name must be a title\n  and more")
        return cls(name)


class Invalid(ValueError):
    """What pydantic raises: its text begins with a title that says nothing."""

    def errors(self):
        return self.args[0]


class Broken:
    @classmethod
    def model_json_schema(cls):
        raise RuntimeError("it has no schema")


class Colour(enum.StrEnum):
    RED = "red"
    BLUE = "blue"


def nested(depth):
    made = {}
    for _ in range(depth):
        made = {"items": made}
    return made


@pytest.fixture
def session():
    made = Session(Settings())
    yield made
    made.unload_all()


@pytest.fixture
def echo(session):
    """Return a model that repeats its prompt, and declares that it keeps to any structure."""
    model = session.load("demo", backend="echo")
    model.handle.capabilities = replace(EchoHandle.capabilities, structured=True)
    return model


def test_a_schema_is_json_text_in_the_end(tmp_path):
    path = tmp_path / "person.json"
    path.write_text(json.dumps(SCHEMA))
    text = json.dumps(SCHEMA)
    for given in (SCHEMA, text, f"  {text}\n", str(path), path, Person):
        assert Structure.of(schema=given) == Structure("schema", text)


def test_a_schema_in_a_file_is_bounded_and_text(tmp_path):
    path = tmp_path / "person.json"
    for content, message in (
        (b"{" * 100_001, "it must be at most 100,000 bytes as JSON."),
        (b"\xff", "The file cannot be read: 'utf-8' codec can't decode byte"),
        (b"", "As JSON it fails: Expecting value: line 1 column 1 (char 0)."),
    ):
        path.write_bytes(content)
        with pytest.raises(ParameterError) as caught:
            Structure.of(schema=path)
        assert message in str(caught.value)
    path.write_bytes(b"\xef\xbb\xbf{}")  # with the mark that some editors put first
    assert Structure.of(schema=path).value == "{}"
    with pytest.raises(ParameterError, match="cannot be read: Could not determine home"):
        Structure.of(schema="~nobody-here/person.json")


def test_choices_are_texts():
    assert Structure.of(choices=["a", " b,c"]) == Structure("choices", ("a", " b,c"))
    assert Structure.of(choices=Colour) == Structure("choices", ("red", "blue"))
    assert [type(one) for one in Structure.of(choices=Colour).value] == [str, str]


def test_a_regex_is_kept_as_it_is():
    assert Structure.of(regex=r"\d{3}|[[a]") == Structure("regex", r"\d{3}|[[a]")


def test_nothing_asked_for_is_none():
    assert Structure.of() is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"schema": 3}, f"schema = 3 is not allowed: {NO_SCHEMA}"),
        ({"schema": [{}]}, f"schema = [{{}}] is not allowed: {NO_SCHEMA}"),
        ({"schema": "[1]"}, f"schema = [1] is not allowed: {NO_SCHEMA}"),
        (
            {"schema": "Person"},
            f"schema = Person is not allowed: {NO_SCHEMA} "
            "As JSON it fails: Expecting value: line 1 column 1 (char 0).",
        ),
        (
            {"schema": "no.json"},
            f"schema = no.json is not allowed: {NO_SCHEMA} "
            "The file cannot be read: No such file or directory.",
        ),
        (
            {"schema": {"const": float("nan")}},
            f"schema = {{'const': nan}} is not allowed: {NO_SCHEMA} "
            "As JSON it fails: Out of range float values are not JSON compliant",
        ),
        ({"schema": Broken}, f"{NO_SCHEMA} It failed with it has no schema."),
        ({"schema": {"a": {1, 2}}}, "Object of type set is not JSON serializable."),
        ({"schema": {"a": "\ud800"}}, "surrogates not allowed."),
        ({"schema": nested(100_000)}, "As JSON it fails: "),
        ({"schema": '{"items":' * 100_000}, "at most 100,000 bytes as JSON."),
        ({"schema": '{"items":' * 10_000}, "As JSON it fails: "),
        (
            {"schema": {"title": "a" * 100_000}},
            "it must be at most 100,000 bytes as JSON, and has 100,013.",
        ),
        ({"choices": []}, f"choices = [] is not allowed: {NO_CHOICES}"),
        ({"choices": ""}, f"choices = '' is not allowed: {NO_CHOICES}"),
        ({"choices": "a,b"}, f"choices = a,b is not allowed: {NO_CHOICES}"),
        ({"choices": ["a", " "]}, f"choices = ['a', ' '] is not allowed: {NO_CHOICES}"),
        ({"choices": [1, 2]}, f"choices = [1, 2] is not allowed: {NO_CHOICES}"),
        ({"choices": {"a": 1}}, f"choices = {{'a': 1}} is not allowed: {NO_CHOICES}"),
        ({"choices": iter(["a"])}, NO_CHOICES),
        (
            {"choices": ["a", "b", "a"]},
            "choices = ['a', 'b', 'a'] is not allowed: "
            "it must be texts that differ, and has 'a' twice.",
        ),
        (
            {"choices": [*map(str, range(MOST_CHOICES + 1))]},
            "it must be at most 1,000 texts, and has 1,001.",
        ),
        ({"choices": ["a" * 60_000, "b" * 60_000]}, "it must be at most 100,000 characters."),
        ({"choices": ["\ud800"]}, "it must be text that can be written in UTF-8."),
        (
            {"regex": "("},
            "regex = ( is not allowed: it must be a regular expression, and is none: "
            "missing ), unterminated subpattern at position 0.",
        ),
        (
            {"regex": ""},
            "regex = '' is not allowed: it must be a regular expression that is not empty.",
        ),
        ({"regex": 3}, "regex = 3 is not allowed: it must be a regular expression"),
        ({"regex": "a" * 10_001}, "it must be at most 10,000 characters."),
        ({"regex": "a{99999999999}"}, "and is none: the repetition number is too large"),
        (
            {"choices": ["a"], "regex": "a"},
            "choices and regex do not go together. "
            "An answer is held to one of schema, choices and regex.",
        ),
    ],
    ids=reprlib.repr,
)
def test_what_cannot_be_kept_to_is_refused(given, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ParameterError) as caught:
        Structure.of(**given)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_backend_without_it_refuses_before_anything_runs(session):
    model = session.load("demo", backend="echo")
    for given in ({"schema": SCHEMA}, {"choices": ["a", "b"]}, {"regex": "a+"}):
        for call in (model.generate, model.render, lambda p, **o: model.batch([p], **o)):
            with pytest.raises(ParameterError) as caught:
                call("Hello", **given)
            assert str(caught.value).endswith(
                "demo on the echo backend lacks structured answers. "
                "They need one of these backends: vllm."
            )
        with pytest.raises(ParameterError):
            next(model.stream("Hello", **given))
    assert model.generate("Hello").text == "Hello"


def test_the_data_of_a_schema_is_the_json(echo):
    answer = echo.generate('{"name": "Ada"}', schema=SCHEMA)
    assert answer.data == {"name": "Ada"}
    assert answer.notes == ()
    assert answer.structure == Structure.of(schema=SCHEMA)
    assert repr(answer) == (
        "Generation(text='{\"name\": \"Ada\"}', finish_reason='stop', "
        "prompt_tokens=2, completion_tokens=2)"
    )


def test_the_data_of_a_class_is_its_object(echo):
    assert echo.generate('{"name": "Ada"}', schema=Person).data.name == "Ada"
    answer = echo.generate('{"name": "ada"}', schema=Person)
    assert (answer.data, answer.notes) == (None, ("the answer has no data: name must be a title",))
    answer = echo.generate('{"name": ""}', schema=Person)
    assert (answer.data, answer.notes) == (None, ("the answer has no data: name.0: is empty",))


def test_the_data_of_choices_is_the_chosen_text(echo):
    assert echo.generate("red", choices=Colour).data == "red"
    answer = echo.generate("green", choices=Colour)
    assert answer.data is None
    assert answer.notes == ("the answer has no data: it is none of the choices",)


def test_a_regex_has_no_data_and_an_ordinary_answer_neither(echo):
    for given in ({"regex": "[0-9]+"}, {}):
        answer = echo.generate("12", **given)
        assert (answer.text, answer.data, answer.notes) == ("12", None, ())


@pytest.mark.parametrize("text", ["{", '{"name": NaN}', "[" * 100_000, "9" * 5_000])
def test_what_is_no_json_has_no_data_and_a_note(echo, text):
    answer = echo.generate(text, schema=SCHEMA)
    assert answer.data is None
    assert [note[:24] for note in answer.notes] == ["the answer has no data: "]


@pytest.mark.parametrize("cut", [{"max_tokens": 1}, {"stop": "Ada"}])
def test_an_answer_that_was_cut_has_no_data_and_a_note(echo, cut):
    answer = echo.generate('{"name": "Ada"}', schema=SCHEMA, **cut)
    assert answer.data is None
    assert "the answer was cut short, so that it has no data" in answer.notes


def streamed(stream):
    """Return the answer that a stream ends with."""
    while True:
        try:
            next(stream)
        except StopIteration as end:
            return end.value


def test_streams_batches_and_conversations_have_data(echo):
    assert streamed(echo.stream("red", choices=Colour)).data == "red"
    assert [a.data for a in echo.batch(["blue", "red"], choices=Colour)] == ["blue", "red"]
    completed = dict(echo.batch(["blue", "red"], choices=Colour, as_completed=True))
    assert {n: a.data for n, a in completed.items()} == {0: "blue", 1: "red"}
    assert echo.generate("red", choices=Colour, chat="colours").data == "red"


def test_what_goes_on_is_free_and_says_so(echo):
    echo.handle.capabilities = replace(echo.handle.capabilities, continue_final=True)
    begun = echo.generate('{"name": "Ada"}', schema=SCHEMA, max_tokens=1)
    assert begun.finish_reason is FinishReason.LENGTH
    whole = echo.continue_answer(max_tokens=5)
    assert whole.data is whole.structure is None
    assert "the rest was not held to the schema of the answer" in whole.notes


def test_the_record_keeps_what_was_asked_for(echo):
    record = provenance(echo.generate("red", choices=Colour))
    assert record["structure"] == {"kind": "choices", "value": ("red", "blue")}
    assert "structure" not in provenance(echo.generate("red"))
    long = {"title": "a" * 50_000}
    record = provenance(echo.generate("{}", schema=long))
    assert record["structure"]["value"].endswith("…")
    assert len(record["structure"]["sha256"]) == 64
    assert len(json.dumps(record)) <= LARGEST
