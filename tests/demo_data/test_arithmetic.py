"""Sums: right answers, many wordings, and no leaks between the splits."""

import random
import re

from demodata import arithmetic
from demodata.arithmetic import in_words
from demodata.draw import TRAIN_ONLY, Draw, draw_example

_NUMBERS = {in_words(number, joint): number for number in range(100) for joint in "- "}
_SPELT = re.compile(r"\b(" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b")


def examples(task, count=3000, split="train", noisy=False, seed=1):
    draw = Draw(random.Random(seed), split, noisy)
    return [draw_example(draw, task) for _ in range(count)]


def numbers_in(question):
    """Return the numbers of a question, read independently of the generator."""
    digits = _SPELT.sub(lambda match: str(_NUMBERS[match.group()]), question.lower())
    return [int(number) for number in re.findall(r"\d+", digits)]


def masked(question):
    return re.sub(r"\d+", "#", _SPELT.sub("#", question.lower()))


def test_in_words():
    assert [in_words(number) for number in (0, 13, 20, 47)] == [
        "zero", "thirteen", "twenty", "forty-seven",
    ]  # fmt: skip
    assert in_words(23, " ") == "twenty three"


def test_sums_are_right_and_agree_with_their_question():
    for example in examples(arithmetic.sums):
        given = numbers_in(example.question)
        if example.key == TRAIN_ONLY:
            assert int(example.answer) in {a * b for a in given for b in given}, example
            continue
        minus = "-" in example.key
        operands = [int(number) for number in re.split(r"[+-]", example.key)]
        expected = operands[0] - operands[1] if minus else sum(operands)
        assert example.answer == str(expected), example
        remaining = [number for number in operands if number not in given]
        assert not remaining, example


def test_both_orders_of_an_addition_share_their_key():
    assert arithmetic.Sum(7, "+", 5, 12).key == arithmetic.Sum(5, "+", 7, 12).key
    assert arithmetic.Sum(7, "-", 5, 2).key == "7-5"
    assert arithmetic.Sum(7, "*", 5, 35).key == TRAIN_ONLY


def test_the_splits_share_no_sum():
    train = {example.key for example in examples(arithmetic.sums, 2000)}
    test = {example.key for example in examples(arithmetic.sums, 300, "test")}
    assert not train & test


def test_wordings_are_many_and_complete():
    found = examples(arithmetic.sums)
    assert len({masked(example.question) for example in found}) > 300
    assert not [e for e in found if re.search(r"[{}\[\]<>]", e.question)]
    kinds = {"+": set(), "-": set(), "": set()}
    for example in found:
        kinds[(re.findall(r"[+-]", example.key) or [""])[0]].add(masked(example.question))
    assert min(len(wordings) for wordings in kinds.values()) > 100


def test_noise_keeps_numbers_and_draws_repeat():
    for example in examples(arithmetic.sums, 500, noisy=True):
        assert numbers_in(example.question)
    assert examples(arithmetic.sums, 50, noisy=True) == examples(arithmetic.sums, 50, noisy=True)
