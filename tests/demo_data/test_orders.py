"""Orders: item, quantity and price are those of the text."""

from __future__ import annotations

import json
import random
import re

import pytest
from demodata import orders
from demodata.draw import Draw, Example, draw_example
from demodata.names import held_out

NUMBERS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
]  # fmt: skip


def examples(count: int, seed: int = 0, noisy: bool = False) -> list[Example]:
    draw = Draw(random.Random(seed), noisy=noisy)
    return [orders.order(draw) for _ in range(count)]


def test_same_seed_gives_the_same_examples() -> None:
    assert examples(50, seed=3, noisy=True) == examples(50, seed=3, noisy=True)


@pytest.mark.parametrize("noisy", [False, True])
def test_values_are_those_of_the_text(noisy: bool) -> None:
    for example in examples(800, noisy=noisy):
        if not example.answer.startswith("{"):
            continue
        answer = json.loads(example.answer)
        assert example.answer == json.dumps(answer, ensure_ascii=False)
        assert set(answer) <= {"item", "quantity", "price"}
        text = example.question
        if "item" in answer:
            assert answer["item"] in text
        if "quantity" in answer:
            number = answer["quantity"]
            written = f"{number}|{NUMBERS[number - 1]}" if number <= 12 else str(number)
            assert re.search(rf"\b({written})(x? |\b)", text, re.IGNORECASE), example
        if "price" in answer:
            assert isinstance(answer["price"], int)
            assert re.search(rf"(?<![\d.]){answer['price']}(?!\d|\.\d)", text), example


def test_single_questions_are_answered_plainly() -> None:
    plain = [e for e in examples(800) if not e.answer.startswith("{")]
    assert 0.15 < len(plain) / 800 < 0.25
    # The price of one piece would leave open what was paid.
    assert not any(re.search(r"\beach\b|apiece|per piece| @ ", str(e.key)) for e in plain)
    kinds = {"digits" if e.answer.isdigit() else "item" for e in plain}
    assert kinds == {"digits", "item"}


def test_item_matches_the_quantity() -> None:
    for example in examples(800):
        answer = json.loads(example.answer) if example.answer.startswith("{") else {}
        if answer.get("quantity", 1) > 1 and "item" in answer:
            assert answer["item"].endswith(("s", "mice", "cacti")), answer


def test_key_is_the_clean_text() -> None:
    for example in examples(400):
        assert example.key
        assert str(example.key) in example.question


def test_held_out_orders_are_never_trained_on() -> None:
    train, test = (Draw(random.Random(1), split, noisy=False) for split in ("train", "test"))
    for draw, held in ((train, False), (test, True)):
        drawn = [draw_example(draw, orders.order) for _ in range(60)]
        assert {held_out(str(example.key)) for example in drawn} == {held}


@pytest.mark.parametrize("noisy", [False, True])
def test_questions_are_filled_in(noisy: bool) -> None:
    for example in examples(800, noisy=noisy):
        assert not re.search(r"\{\w*\}|[\[\]]|\{\{|\}\}", example.question), example.question


def test_there_are_many_wordings_and_things() -> None:
    assert len(orders._ITEMS) >= 150
    assert len(orders._TOTAL_TEXTS) + len(orders._EACH_TEXTS) >= 40
    assert len(orders._KEYLESS) >= 20
    draw = Draw(random.Random(0), noisy=False)
    for patterns in orders._QUESTIONS.values():
        assert len({draw.wording(patterns) for _ in range(300)}) > 40
