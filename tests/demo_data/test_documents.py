"""The demo model's training data as a whole: pure Python, no torch."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from demodata import reviews, tickets
from demodata.documents import (
    TASKS,
    Document,
    held_out_set,
    skill_document,
    training_document,
)
from demodata.draw import TRAIN_ONLY, Draw, draw_example
from demodata.names import first_name, invented_name
from demodata.tutorial import TUTORIAL
from scoring import MEMBERS, is_right

TOOL = Path(__file__).parents[2] / "tools" / "demo"
PLACEHOLDER = re.compile(r"\{[a-z]\w*\}")
ALTERNATIVES = re.compile(r"\[([^\]]*\|[^\]]*)")
LABELS = {
    label.lower()
    for labels in (*reviews._TWO, *reviews._THREE, tickets.TEAMS)
    for label in labels
}  # fmt: skip
"""What prompts may offer in brackets: "[billing|technical|shipping]"."""
DATA = {"free_wordings.py", "final_wordings.py"}
"""Files of freely worded prompts, as long as they happen to be."""


def documents(count: int, seed: int = 0) -> list[Document]:
    rng = random.Random(seed)
    return [training_document(rng) for _ in range(count)]


@pytest.fixture(scope="module")
def training() -> list[Document]:
    return documents(4000)


def test_same_seed_gives_the_same_documents() -> None:
    assert documents(200, seed=5) == documents(200, seed=5)
    assert documents(200, seed=5) != documents(200, seed=6)
    assert skill_document(random.Random(3)) == skill_document(random.Random(3))


def test_held_out_set_is_deterministic_and_complete() -> None:
    held_out = held_out_set(count=4)
    assert held_out == held_out_set(count=4)
    assert set(held_out) == {*TASKS, "style", "persona", "memory", "long_memory"}
    assert all(len(questions) in (2, 4) for questions in held_out.values())


def test_expected_answers_are_scored_as_right() -> None:
    for task, questions in held_out_set(seed=1, count=20).items():
        for question in questions:
            assert is_right(task, question, question.answer), (task, question)
            assert not is_right(task, question, "something else"), (task, question)


def test_training_has_every_task(training: list[Document]) -> None:
    rng = random.Random(6)
    later = [training_document(rng, focused=True) for _ in range(2000)]
    names = {document.task for document in [*training, *later]}
    assert names == {*TASKS, "memory", "style", "persona", "several", "text"}


def test_training_has_no_held_out_name() -> None:
    rng = random.Random(1)
    held_out = {first_name(rng, "test") for _ in range(500)}
    seen = {first_name(rng, "train") for _ in range(5000)}
    assert held_out.isdisjoint(seen)


def test_invented_names_are_many_and_of_many_lengths() -> None:
    rng = random.Random(2)
    names = [invented_name(rng) for _ in range(2000)]
    assert len(set(names)) > 1800
    assert {len(name) for name in names} >= set(range(2, 13))


@pytest.mark.parametrize("task", TASKS)
def test_no_key_is_in_both_splits(task: str) -> None:
    rng = random.Random(2)

    def keys(split: str, count: int) -> set[str | None]:
        draw = Draw(rng, split, noisy=False)
        return {draw_example(draw, TASKS[task].task).key for _ in range(count)}

    assert (keys("train", 800) - {None}).isdisjoint(keys("test", 80) - {None})
    assert TRAIN_ONLY not in keys("test", 80)


def test_turns_alternate_and_end_with_the_assistant(training: list[Document]) -> None:
    for document in training:
        if document.text is not None:
            assert document.text
            continue
        roles = [message["role"] for message in document.messages if message["role"] != "system"]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert all(message["content"].strip() for message in document.messages)


def test_no_pattern_is_left_unfilled(training: list[Document]) -> None:
    for document in training:
        if document.task == "code":
            continue  # f-strings have braces of their own
        for message in document.messages:
            content = message["content"]
            assert not PLACEHOLDER.search(content) or "def " in content, message
            for alternatives in ALTERNATIVES.findall(content):
                assert set(alternatives.lower().split("|")) <= LABELS, message


def test_tutorial_prompts_are_not_scored() -> None:
    asked = {
        question.messages[-1]["content"]
        for questions in held_out_set().values()
        for question in questions
        if len(question.messages) == 1
    }
    assert not {prompt.user for prompt in TUTORIAL if not prompt.before} & asked


def test_tutorial_answers_are_right_by_their_own_rules() -> None:
    for prompt in TUTORIAL:
        if prompt.accept:
            assert prompt.is_right(prompt.accept[0], MEMBERS), prompt


def test_modules_stay_readable() -> None:
    modules = [path for path in TOOL.rglob("*.py") if path.name not in DATA]
    sizes = {path.name: len(path.read_text().splitlines()) for path in modules}
    assert max(sizes.values()) < 400, sizes
