"""Chats that tell and ask: every answer follows from what was told before, the latest first."""

from __future__ import annotations

import random
import re
from collections import defaultdict

import pytest
from demodata import memory
from demodata.draw import Draw, Example, Foreign
from demodata.memory_topics import KINDS, Kind


def chatter(draw: Draw) -> Example:
    return Example(None, "What is 2 + 2?", "4")


def chats(count: int, seed: int = 0, noisy: bool = False) -> list[list[str]]:
    draw = Draw(random.Random(seed), noisy=noisy)
    return [memory.remembering(draw, 4, chatter) for _ in range(count)]


def value_of(kind: Kind, answer: str) -> str | None:
    """Return the value in an answer of this kind, whatever the key, or None."""
    pattern = re.escape(kind.answer).replace(r"\{k\}", ".+?").replace(r"\{v\}", "(.+)")
    match = re.fullmatch(pattern, answer)
    return match[1] if match else None


def test_same_seed_gives_the_same_chats() -> None:
    assert chats(50, seed=2, noisy=True) == chats(50, seed=2, noisy=True)


def test_only_answers_along_the_way_may_be_those_of_another_assistant() -> None:
    told = chats(400, noisy=True)
    foreign = [sum(isinstance(turn, Foreign) for turn in turns) for turns in told]
    assert sum(map(bool, foreign)) > 100
    for turns in told:
        assert not any(isinstance(turn, Foreign) for turn in [*turns[::2], turns[-1]])
        assert not any("{" in turn for turn in turns)
    assert not any(isinstance(turn, Foreign) for turns in chats(400) for turn in turns)


@pytest.mark.parametrize("noisy", [False, True])
def test_turns_alternate_and_are_filled_in(noisy: bool) -> None:
    for turns in chats(400, noisy=noisy):
        assert len(turns) % 2 == 0
        for turn in turns:
            assert turn
            assert not re.search(r"[{}\[\]|]", turn), turn


def test_answers_were_told_before() -> None:
    for turns in chats(500):
        told = " ".join(turns[:-2:2])
        last = turns[-1]
        # "You are 7 years old." also fits "You are {v}.", so the longest form comes first.
        kinds = sorted(KINDS, key=lambda kind: -len(kind.answer))
        kind = next(kind for kind in kinds if value_of(kind, last))
        value = value_of(kind, last)
        assert value
        assert value in told, turns


def test_the_latest_correction_counts() -> None:
    corrected = 0
    for turns in chats(5000):
        for turn in turns[::2]:
            if match := re.search(r"y (?:first )?name is (.+), not .+\.$", turn):
                names = [answer for answer in turns[1::2] if answer.startswith("Your name is ")]
                assert names
                assert set(names) == {f"Your name is {match[1]}."}
                corrected += 1
    assert corrected


def test_untold_things_are_not_known() -> None:
    draw = Draw(random.Random(0), noisy=False)
    for _ in range(1000):
        topics = {"name", "city", "age", "favourite colour"}
        turns = memory.not_told(draw, topics)
        assert not turns or turns[1].startswith("I do not know")
        assert not turns or turns[1] not in {
            "I do not know your name yet.", "I do not know where you live yet.",
            "I do not know your age yet.", "I do not know your favourite colour yet.",
        }  # fmt: skip
    answers = {turns[1] for _ in range(600) if (turns := memory.not_told(draw, set()))}
    assert "I do not know your name yet." in answers


def test_memory_has_question_and_answer_of_its_topic() -> None:
    draw = Draw(random.Random(0), noisy=False)
    for _ in range(600):
        drawn = memory.draw_memory(draw)
        kind = next(kind for kind in KINDS if drawn.topic.split()[0] == kind.topic)
        value = value_of(kind, drawn.answer)
        assert value
        assert value in drawn.statement, drawn


def test_a_question_about_a_topic_has_one_answer_form() -> None:
    draw = Draw(random.Random(0), noisy=False)
    forms: dict[str, set[str]] = defaultdict(set)
    for _ in range(2500):
        drawn = memory.draw_memory(draw)
        kind = next(kind for kind in KINDS if drawn.topic.split()[0] == kind.topic)
        value = value_of(kind, drawn.answer)
        assert value
        forms[drawn.question].add(drawn.answer.replace(value, "*", 1))
    assert all(len(answers) == 1 for answers in forms.values()), [
        (question, answers) for question, answers in forms.items() if len(answers) > 1
    ]


def test_the_tutorial_chat_is_among_the_wordings() -> None:
    pairs = {
        tuple(re.sub(r"(?<=name is )\w+|(?<=meet you, )\w+", "*", turn) for turn in pair)
        for turns in chats(1000)
        for pair in zip(turns[::2], turns[1::2], strict=True)
    }
    assert ("My name is *.", "Nice to meet you, *!") in pairs
    assert ("What is my name?", "Your name is *.") in pairs


def test_there_are_many_wordings() -> None:
    draw = Draw(random.Random(0), noisy=False)
    for found in {kind.topic: kind for kind in KINDS}.values():
        assert len({draw.wording(found.questions) for _ in range(400)}) >= 25, found.topic
        # Each clause goes into each of the ways of telling.
        assert len(set(found.clauses)) * len(memory._TELLINGS) >= 150, found.topic
