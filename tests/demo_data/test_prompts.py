"""How an answer to a freely worded prompt is judged, and that the prompts are sound."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from demodata.final_wordings import FINAL_WORDINGS
from demodata.free_wordings import FREE_WORDINGS
from demodata.prompts import Prompt

MEMBERS = {"fruits": {"apple", "pear", "plum", "Fig"}}


@pytest.mark.parametrize(
    ("accepted", "answer", "right"),
    [
        ("Oslo", "It is oslo.", True),
        ("Oslo", "Osloer", False),
        ("cat", "concatenate", False),
        ("THE END", "It reads: THE END", True),
        ("THE END", "The end", False),
        ("árbol verde", "El árbol verde", True),
        ("árbol verde", "el arbol verde", False),
        ("eau", "L'eau.", True),
        ("8", "It has 8.", True),
        ("8", "5 + 3=8", True),
        ("8", "18", False),
        ("8", "80", False),
        ("8", "8.5", False),
        ("8", "1.8 or 1,8", False),
        ("8", "-8", False),
        ("+", "a+b", True),
        ("max(", "return max(xs)", True),
        ("[::-1]", "return text[::-1]", True),
    ],
)
def test_an_accepted_text_appears_as_whole_words(accepted: str, answer: str, right: bool) -> None:
    assert Prompt("any", "?", accept=[accepted]).is_right(answer) is right
    assert Prompt("any", "?", require=[accepted]).is_right(answer) is right


def test_one_accepted_text_is_enough_but_every_required_one_is_needed() -> None:
    assert Prompt("any", "?", accept=["grey", "gray"]).is_right("Gray")
    assert Prompt("any", "?", require=["fox", "Mila"]).is_right("Mila, the fox.")
    assert not Prompt("any", "?", require=["fox", "Mila"]).is_right("Mila.")
    assert not Prompt("any", "?", accept=["*"], require=["def"]).is_right("def f(): pass")


@pytest.mark.parametrize(
    ("task", "label", "other"),
    [("sentiment", "positive", "neutral"), ("routing", "billing", "technical")],
)
def test_no_other_label_may_be_named(task: str, label: str, other: str) -> None:
    prompt = Prompt(task, "?", accept=[label])
    assert prompt.is_right(f"{label.title()}.")
    assert not prompt.is_right(other)
    assert not prompt.is_right(f"{label} or {other}")
    assert Prompt("any", "?", accept=[label]).is_right(f"{label} or {other}")


def test_an_exact_answer_is_the_whole_answer() -> None:
    prompt = Prompt("any", "?", accept=["Lisbon"], exact=True)
    assert prompt.is_right(" lisbon. \n")
    assert not prompt.is_right("It is Lisbon.")
    assert not Prompt("any", "?", accept=["SUN"], exact=True).is_right("Sun")


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ('{"item": "cup", "quantity": 1, "price": 3.5}', True),
        (' {"price": 3.50, "quantity": 1, "item": "cups"}\n', True),
        ('{"item": "cup", "quantity": "1", "price": 3.5}', False),
        ('{"item": "cup", "quantity": true, "price": 3.5}', False),
        ('{"item": "mug", "quantity": 1, "price": 3.5}', False),
        ('{"item": "cup", "quantity": 1}', False),
        ('{"item": "cup", "quantity": 1, "price": 3.5, "more": 0}', False),
        ('Here: {"item": "cup", "quantity": 1, "price": 3.5}', False),
        ('["cup", 1, 3.5]', False),
        ("", False),
    ],
)
def test_json_equals_what_is_wanted(answer: str, right: bool) -> None:
    wanted = {"item": ("cup", "cups"), "quantity": 1, "price": 3.5}
    assert Prompt("any", "?", json=wanted).is_right(answer) is right


@pytest.mark.parametrize(
    ("user", "answer", "right"),
    [
        ("bullets", "- Apple\n- pear", True),
        ("bullets", "Here you are:\n\n* fig\n* **plum**.", True),
        ("bullets", "- apple\n- apple", False),
        ("bullets", "- apple\n- pear\n- plum", False),
        ("bullets", "- apple\n- hammer", False),
        ("bullets", "apple, pear", False),
        ("bullets", "1. apple\n2. pear", False),
        ("a numbered list", "1. apple\n2) pear", True),
        ("a numbered list", "- apple\n- pear", False),
        ("with commas", "apple, pear.", True),
        ("with commas", "apple and pear", True),
        ("with commas", "apple, and", False),
    ],
)
def test_a_list_holds_as_many_different_members_as_asked(
    user: str, answer: str, right: bool
) -> None:
    prompt = Prompt("list", user, items="fruits", count=2)
    assert prompt.is_right(answer, MEMBERS) is right
    assert not prompt.is_right(answer)


def test_an_answer_may_be_too_short() -> None:
    assert Prompt("story", "?", shortest=5).is_right("12345")
    assert not Prompt("story", "?", shortest=5).is_right(" 1234 ")


@pytest.mark.parametrize(
    ("prompts", "size", "least", "most"), [(FREE_WORDINGS, 120, 7, 8), (FINAL_WORDINGS, 60, 3, 5)]
)
def test_the_prompts_are_spread_evenly(
    prompts: list[Prompt], size: int, least: int, most: int
) -> None:
    assert len(prompts) == size
    counts = Counter(prompt.task for prompt in prompts)
    assert len(counts) == 16
    assert all(least <= count <= most for count in counts.values())


def test_no_prompt_comes_twice() -> None:
    asked = [(p.system, *p.before, p.user.casefold()) for p in FREE_WORDINGS + FINAL_WORDINGS]
    assert len(set(asked)) == 180


@pytest.mark.parametrize("prompt", FREE_WORDINGS + FINAL_WORDINGS, ids=lambda p: p.task)
def test_a_prompt_can_be_judged(prompt: Prompt) -> None:
    assert prompt.accept or prompt.require or prompt.json or prompt.items
    assert len(prompt.before) % 2 == 0
    assert bool(prompt.items) == bool(prompt.count)
    assert not prompt.is_right("")
    assert not prompt.is_right("zzz " * 100)
    numbers = set(re.findall(r"\d+", prompt.user))
    if prompt.task == "arithmetic":
        assert not numbers.intersection(prompt.accept)
