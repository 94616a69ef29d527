"""The demo model's training data: pure Python, no torch."""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "demo"
sys.path.insert(0, str(TOOL))

from demodata import arithmetic, chat, facts, rewriting, world  # noqa: E402
from demodata.documents import (  # noqa: E402
    TASKS,
    Document,
    copying_document,
    held_out_set,
    training_document,
)
from demodata.draw import Draw, draw_example  # noqa: E402
from demodata.names import first_name  # noqa: E402
from demodata.wordings import FREE_WORDINGS, TUTORIAL  # noqa: E402

OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


def documents(count: int, seed: int = 0) -> list[Document]:
    rng = random.Random(seed)
    return [training_document(rng) for _ in range(count)]


@pytest.fixture(scope="module")
def training() -> list[Document]:
    return documents(4000)


def test_same_seed_gives_the_same_documents() -> None:
    assert documents(200, seed=5) == documents(200, seed=5)
    assert documents(200, seed=5) != documents(200, seed=6)
    assert copying_document(random.Random(3)) == copying_document(random.Random(3))


def test_held_out_set_is_deterministic_and_complete() -> None:
    held_out = held_out_set(count=4)
    assert held_out == held_out_set(count=4)
    extra = {"style", "persona", "memory", "long_memory"}
    assert set(held_out) == set(TASKS) - {"greeting"} | extra
    assert all(len(questions) in (2, 4) for questions in held_out.values())


def test_training_has_every_task(training: list[Document]) -> None:
    names = {document.task for document in training}
    assert names == {*TASKS, "memory", "style", "persona", "several", "text"}


def test_training_has_no_held_out_name(training: list[Document]) -> None:
    rng = random.Random(1)
    held_out = {first_name(rng, "test") for _ in range(500)}
    seen = {first_name(rng, "train") for _ in range(5000)}
    assert held_out.isdisjoint(seen)


@pytest.mark.parametrize("task", sorted(set(TASKS) - {"story", "greeting", "unknown"}))
def test_no_question_is_in_both_splits(task: str) -> None:
    rng = random.Random(2)
    trained = {
        draw_example(Draw(rng, "train", noisy=False), TASKS[task][0]).question for _ in range(1500)
    }
    held_out = {
        draw_example(Draw(rng, "test", noisy=False), TASKS[task][0]).question for _ in range(150)
    }
    assert trained.isdisjoint(held_out)


def test_turns_alternate_and_end_with_the_assistant(training: list[Document]) -> None:
    for document in training:
        if document.text is not None:
            assert document.text
            continue
        roles = [message["role"] for message in document.messages if message["role"] != "system"]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert all(message["content"].strip() for message in document.messages)


def test_no_field_is_left_unfilled(training: list[Document]) -> None:
    for document in training:
        for message in document.messages:
            assert not re.search(r"\{\w+\}", message["content"]), message


@pytest.mark.parametrize("task", ["extraction", "order", "stars"])
def test_json_answers_parse_and_come_from_the_question(task: str) -> None:
    draw = Draw(random.Random(3))
    found = 0
    for _ in range(300):
        example = draw_example(draw, TASKS[task][0])
        if example.answer.startswith("{"):
            found += 1
            fields = json.loads(example.answer)
            if task != "stars":
                assert all(str(value) in example.question for value in fields.values())
    assert found > 50


def test_json_style_answers_parse() -> None:
    draw = Draw(random.Random(4))
    examples = [chat.style(draw) for _ in range(500)]
    answers = [e.answer for e in examples if e.system and "JSON" in e.system]
    assert answers
    assert all(set(json.loads(answer)) == {"answer"} for answer in answers)


def test_sums_are_right() -> None:
    draw = Draw(random.Random(5))
    for _ in range(500):
        task = arithmetic.draw_sum(draw)
        assert task.result == OPERATIONS[task.operator](task.a, task.b)
        assert task.result >= 0
        example = arithmetic.sums(draw)
        match = re.search(r"(\d+) ?([-+*x]) ?(\d+)", example.question)
        if match:
            operator = match.group(2).replace("x", "*")
            result = OPERATIONS[operator](int(match.group(1)), int(match.group(3)))
            assert example.answer == str(result)


def test_word_problems_are_right() -> None:
    draw = Draw(random.Random(6))
    for _ in range(300):
        example = arithmetic.word_problem(draw)
        a, b = (int(number) for number in re.findall(r"\d+", example.question))
        gain = re.search(r"gets|buys|finds|receives", example.question)
        answer = re.search(r"\d+", example.answer)
        assert answer
        assert int(answer.group()) == (a + b if gain else a - b)


def test_upper_case_and_reversal_are_right() -> None:
    draw = Draw(random.Random(7), noisy=False)
    for _ in range(500):
        example = rewriting.rewrite(draw)
        text = example.question.split(": ")[-1]
        if "upper" in example.question.lower() and ": " in example.question:
            assert example.answer == text.upper()
        if example.question.startswith("Reverse"):
            assert example.answer.split() == text.split()[::-1]


def test_facts_agree_with_the_world() -> None:
    draw = Draw(random.Random(8), noisy=False)
    for _ in range(300):
        fact = facts.draw_fact(draw)
        assert fact.short.lower() in fact.sentence.lower()
        country = re.search(r"capital(?: city)? of (\w+)", fact.question)
        if country:
            assert fact.short == world.CAPITALS[country.group(1)]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("box", "boxes"), ("baby", "babies"), ("key", "keys"), ("mouse", "mice"), ("lamp", "lamps")],
)
def test_plurals(noun: str, expected: str) -> None:
    assert world.plural(noun) == expected


def test_noise_spares_the_content() -> None:
    draw = Draw(random.Random(9))
    for _ in range(500):
        assert "Ursula Unmistakable" in draw.ask(
            ["Extract the surname and everything else: {t}"], t="Ursula Unmistakable"
        )


def test_tutorial_prompts_are_not_scored() -> None:
    asked = {
        (question.messages[0]["role"], question.messages[-1]["content"])
        for questions in held_out_set().values()
        for question in questions
        if len(question.messages) < 3
    }
    assert not {("user", turns[-1]) for turns, _ in TUTORIAL if len(turns) == 1} & asked


def test_free_wordings_are_not_trained_on(training: list[Document]) -> None:
    trained = {message["content"] for document in training for message in document.messages}
    assert trained.isdisjoint(prompt for prompt, _ in FREE_WORDINGS)


def test_modules_stay_readable() -> None:
    sizes = {path.name: len(path.read_text().splitlines()) for path in TOOL.rglob("*.py")}
    assert max(sizes.values()) < 400, sizes
