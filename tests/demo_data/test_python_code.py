import ast
import random
import re

import pytest
from demodata import python_code
from demodata.draw import Draw, draw_example
from demodata.python_code import code, gerund, infinitive
from demodata.python_purposes import PURPOSES
from demodata.wording import expand

# What every function returns for some arguments.
VALUES = {
    "double": ((3,), 6), "triple": ((3,), 9), "half": ((3,), 1.5), "square": ((3,), 9),
    "cube": ((3,), 27), "add": ((2, 5), 7), "subtract": ((2, 5), -3), "multiply": ((2, 5), 10),
    "divide": ((5, 2), 2.5), "remainder": ((7, 3), 1), "power": ((2, 5), 32),
    "is_even": ((4,), True), "is_odd": ((4,), False), "is_positive": ((0,), False),
    "is_negative": ((-2,), True), "is_zero": ((0,), True), "maximum": ((2, 5), 5),
    "minimum": ((2, 5), 2), "largest": (([3, 9, 4],), 9), "smallest": (([3, 9, 2],), 2),
    "total": (([3, 9, 2],), 14), "mean": (([3, 9],), 6), "count": (([3, 9],), 2),
    "first": (([3, 9, 2],), 3), "last": (([3, 9, 2],), 2), "sort": (([3, 9, 2],), [2, 3, 9]),
    "sort_down": (([3, 9, 2],), [9, 3, 2]), "unique": (([3, 9, 3],), [3, 9]),
    "reverse_list": (([3, 9, 2],), [2, 9, 3]), "is_empty": (([],), True),
    "evens": (([1, 2, 4],), [2, 4]), "squares": (([1, 2, 4],), [1, 4, 16]),
    "reverse": (("cat",), "tac"), "upper": (("Cat",), "CAT"), "lower": (("Cat",), "cat"),
    "capitalise": (("red cat",), "Red cat"), "title": (("red cat",), "Red Cat"),
    "length": (("cat",), 3), "count_letter": (("banana", "a"), 3),
    "count_words": (("a red cat",), 3), "count_vowels": (("banana",), 3),
    "split_words": (("a red cat",), ["a", "red", "cat"]),
    "join_words": ((["red", "cat"],), "red cat"), "first_word": (("red cat",), "red"),
    "first_letter": (("cat",), "c"), "contains": (("banana", "nan"), True),
    "starts_with": (("banana", "ba"), True), "ends_with": (("banana", "ba"), False),
}  # fmt: skip


@pytest.fixture(scope="module")
def examples():
    draw = Draw(random.Random(1), noisy=False)
    return [code(draw) for _ in range(6000)]


def source(example):
    match = re.fullmatch(r"```python\n(.+)\n```", example.answer, re.DOTALL)
    return match.group(1)


def run(text):
    names = {}
    exec(text, names)
    return names


def test_every_purpose_is_checked():
    assert {purpose.name for purpose in PURPOSES} == set(VALUES)
    assert len(PURPOSES) >= 45
    assert all(len(purpose.descriptions) >= 3 for purpose in PURPOSES)


def test_functions_compute_what_they_should(examples):
    for purpose in PURPOSES:
        text = f"def function({purpose.parameters}):\n    return {purpose.expression}"
        function = run(text)["function"]
        arguments, result = VALUES[purpose.name]
        assert function(*arguments) == pytest.approx(result) or function(*arguments) == result
    for example in examples:
        text = source(example)
        if not text.startswith("def "):
            continue
        name = re.match(r"def (\w+)\(", text).group(1)
        if name in VALUES and f"{name}(" in text and example.key == example.question:
            arguments, result = VALUES[name]
            # A given name may be that of another function; then its parameters may differ.
            value = run(text)[name](*arguments)
            assert value == result or value == pytest.approx(result), example


def test_answers_are_python_and_lines_short(examples):
    for example in examples:
        ast.parse(source(example))
        assert not re.search(r"[{}|\[\]]|  ", example.question), example.question
        assert len(source(example).splitlines()) <= 2


def test_given_names_are_used(examples):
    for example in examples:
        match = re.search(r"(?:called|named) (\w+)", example.question)
        if match and source(example).startswith("def "):
            assert source(example).startswith(f"def {match.group(1)}(")


def test_given_parameters_are_used(examples):
    for example in examples:
        match = re.search(r"(\w+)\(([a-z_, ]+)\)", example.question)
        if match and "parameter" not in example.question:
            assert source(example).startswith(f"def {match.group(0)}:"), example


def test_the_same_question_has_one_answer(examples):
    answers = {}
    for example in examples:
        question, answer = example.question.lower(), example.answer.lower()
        assert answers.setdefault(question, answer) == answer


def test_descriptions_tell_purposes_apart():
    rng, owners = random.Random(2), {}
    for _ in range(60):
        for purpose in PURPOSES:
            for pattern in purpose.descriptions:
                text = expand(pattern, rng.choice)
                assert owners.setdefault(text, purpose.name) == purpose.name, text


def test_verb_forms():
    assert infinitive("multiplies a number by 2") == "multiply a number by 2"
    assert gerund("doubles a number") == "doubling a number"
    assert gerund("gets the first item") == "getting the first item"
    assert gerund("cuts a text into words") == "cutting a text into words"
    assert gerund("sums a list") == "summing a list"


def test_many_wordings():
    draw = Draw(random.Random(3), noisy=False)
    wordings = set()
    for _ in range(8000):
        example = code(draw)
        if example.answer.startswith("```python\ndef double("):
            wordings.add(example.question)
    assert len(wordings) >= 40


def test_tutorial(monkeypatch):
    add = [purpose for purpose in PURPOSES if purpose.name == "add"]
    monkeypatch.setattr(python_code, "PURPOSES", add)
    monkeypatch.setattr(python_code, "_NAMED", python_code._NAMED[:4])
    draw = Draw(random.Random(3), noisy=False)
    answers = {example.question: example.answer for example in (code(draw) for _ in range(3000))}
    answer = answers["Write a Python function called add that adds two numbers."]
    assert answer == "```python\ndef add(a, b):\n    return a + b\n```"


def test_split_and_determinism():
    train = Draw(random.Random(5))
    keys = {draw_example(train, code).key for _ in range(3000)}
    test = Draw(random.Random(6), split="test", noisy=False)
    held_out = [draw_example(test, code) for _ in range(200)]
    assert not keys & {example.key for example in held_out} - {None}
    again = Draw(random.Random(6), split="test", noisy=False)
    assert held_out == [draw_example(again, code) for _ in range(200)]
