"""Facts about a person: the answer has what the text says, under the keys that were asked for."""

from __future__ import annotations

import json
import random
import re

import pytest
from demodata import extraction, fields
from demodata.draw import Draw, Example

KEYS = ("name", "city", "age")


def examples(count: int, seed: int = 0, noisy: bool = False) -> list[Example]:
    draw = Draw(random.Random(seed), noisy=noisy)
    return [extraction.person(draw) for _ in range(count)]


@pytest.fixture(scope="module")
def clean() -> list[Example]:
    return examples(1500)


def test_same_seed_gives_the_same_examples() -> None:
    assert examples(50, seed=3, noisy=True) == examples(50, seed=3, noisy=True)


@pytest.mark.parametrize("noisy", [False, True])
def test_values_are_copied_from_the_text(noisy: bool) -> None:
    for example in examples(800, noisy=noisy):
        assert example.key is None
        if example.answer.startswith("{"):
            answer = json.loads(example.answer)
            assert example.answer == json.dumps(answer, ensure_ascii=False)
            assert set(answer) <= set(KEYS)
            assert isinstance(answer.get("age", 0), int)
            values = list(answer.values())
        else:
            values = [example.answer]
        assert all(str(value) in example.question for value in values), example


@pytest.mark.parametrize("noisy", [False, True])
def test_questions_are_filled_in(noisy: bool) -> None:
    for example in examples(800, noisy=noisy):
        assert not re.search(r"\{\w*\}|[\[\]]|\{\{|\}\}", example.question), example.question


def test_keys_come_in_the_order_asked_for(clean: list[Example]) -> None:
    field = "(?:the )?(?:name|city|age)"
    plain = re.compile(rf"(?:Extract|Get|Return|Give me) ({field}(?:(?:, | and ){field})+) as JSON")
    orders = set()
    for example in clean:
        if asked := plain.search(example.question):
            keys = re.findall("name|city|age", asked[1])
            assert list(json.loads(example.answer)) == keys, example
            orders.add(tuple(keys))
    assert len(orders) >= 8


def test_no_order_asked_for_means_name_city_age(clean: list[Example]) -> None:
    keyless = [e for e in clean if re.match(r"(Extract JSON|To JSON|Text to JSON):", e.question)]
    assert keyless
    assert all(tuple(json.loads(example.answer)) == KEYS for example in keyless)


def test_most_examples_ask_for_everything_as_json(clean: list[Example]) -> None:
    whole = sum(len(json.loads(e.answer)) == 3 for e in clean if e.answer.startswith("{"))
    assert 0.55 < whole / len(clean) < 0.8


def test_there_are_many_wordings() -> None:
    assert len(extraction._FULL) + len(extraction._FIRST_PERSON) >= 60
    assert len(fields._NAMING_JSON) + len(fields._NAMING_ONLY) + len(fields._SHAPED) >= 60
    assert len(extraction._KEYLESS) >= 20
    assert all(len(patterns) >= 25 for patterns in extraction._QUESTIONS.values())
    draw = Draw(random.Random(0), noisy=False)
    keys = extraction._KEY_WORDS, extraction._TYPES
    assert len({draw.wording([fields.instruct(draw, KEYS, *keys)]) for _ in range(300)}) > 150
    for patterns in extraction._QUESTIONS.values():
        assert len({draw.wording(patterns) for _ in range(300)}) > 40


def test_the_tutorial_prompt_is_among_the_wordings() -> None:
    draw = Draw(random.Random(1), noisy=False)
    asked = {extraction.person(draw).question.split(":")[0] for _ in range(600)}
    assert "Extract the name, city and age as JSON" in asked
    assert any("{n} [lives in" in pattern for pattern in extraction._FULL)


def test_held_out_names_are_those_of_the_split() -> None:
    draw = Draw(random.Random(0), "test", noisy=False)
    train = Draw(random.Random(0), "train", noisy=False)
    seen = {e.answer for e in (extraction.person(train) for _ in range(250)) if "{" not in e.answer}
    held = {e.answer for e in (extraction.person(draw) for _ in range(250)) if "{" not in e.answer}
    assert not {a for a in seen if not a.isdigit()} & held
