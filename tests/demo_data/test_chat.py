"""Small talk: one answer per question, many wordings per answer."""

from __future__ import annotations

import random
import re

from demodata import chat
from demodata.draw import TRAIN_ONLY, Draw, draw_example
from demodata.identity import ABOUT_ITSELF
from demodata.wording import expand


def wordings() -> dict[str, set[str]]:
    rng = random.Random(0)
    return {
        answer: {expand(pattern, rng.choice) for pattern in patterns for _ in range(40)}
        for table in (chat.SMALL_TALK, ABOUT_ITSELF)
        for answer, patterns in table.items()
    }


def test_every_family_has_many_wordings() -> None:
    few = {answer: len(said) for answer, said in wordings().items() if len(said) < 25}
    assert not few


def test_the_same_question_has_the_same_answer() -> None:
    seen: dict[str, str] = {}
    for answer, said in wordings().items():
        for wording in said:
            plain = re.sub(r"[^a-z0-9 ]", "", wording.lower()).strip() or wording
            assert seen.setdefault(plain, answer) == answer, wording


def test_fixed_answers() -> None:
    asked = {wording: answer for answer, said in wordings().items() for wording in said}
    assert asked["Who are you?"] == (
        "I am the llmnb demo model, a tiny language model for notebooks."
    )
    assert asked["What is your name?"] == "My name is llmnb demo."
    assert asked["Hello"] == "Hello! How can I help you?"
    assert asked["Who made you?"] == "The llmnb project made me."
    assert asked["Where do you live?"] == "I live in your notebook."
    assert asked["How big are you?"] == "I am tiny: a few million parameters."
    assert asked["You are great!"] == "Thank you! That is kind."


def test_wordings_are_whole_and_some_are_held_out() -> None:
    train, test = (Draw(random.Random(1), split, noisy=False) for split in ("train", "test"))
    told = [draw_example(train, chat.greeting) for _ in range(2000)]
    asked = {draw_example(test, chat.greeting).question for _ in range(300)}
    assert not any(re.search(r"[{}\[\]|]", example.question) for example in told)
    assert len(asked) > 50
    assert not asked & {example.question for example in told}
    assert all(e.key == TRAIN_ONLY for e in told if e.question in ("Hello", "Who are you?"))
