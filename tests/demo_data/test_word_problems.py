"""Word problems: results that follow from their numbers, and many different stories."""

import random
import re

from demodata import word_problems
from demodata.arithmetic import in_words
from demodata.draw import Draw, draw_example
from demodata.world import plural

_NUMBERS = {in_words(number): number for number in range(100)}
_SPELT = re.compile(r"\b(" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\b")


def examples(count=3000, split="train", noisy=False, seed=1):
    draw = Draw(random.Random(seed), split, noisy)
    return [draw_example(draw, word_problems.word_problem) for _ in range(count)]


def numbers_in(question):
    digits = _SPELT.sub(lambda match: str(_NUMBERS[match.group()]), question.lower())
    return [int(number) for number in re.findall(r"\d+", digits)]


def test_answers_follow_from_the_numbers_of_the_story():
    for example in examples():
        given, result = numbers_in(example.question), int(example.answer)
        possible = {
            value
            for one in given
            for other in given
            for value in (one + other, one - other, one * other)
        }
        assert result in possible, example
        assert 0 <= result <= 100, example


def test_every_kind_computes_what_it_tells():
    draw = Draw(random.Random(3), noisy=False)
    added = re.compile(r"\b(more|another|extra|gains?)\b")
    taken = re.compile(r"\b(lost?|loses|sells?|breaks?|broke|steals)\b")
    for _ in range(500):
        for kind in (word_problems._gain, word_problems._together):
            wording, a, b, result = kind(draw)
            assert result == a + b
            assert kind is word_problems._together or not taken.search(wording), wording
        for kind in (word_problems._loss, word_problems._difference):
            wording, a, b, result = kind(draw)
            assert result == a - b >= 0
            assert kind is word_problems._difference or not added.search(wording), wording
        wording, a, b, result = word_problems._groups(draw)
        assert result == a * b <= 100


def test_stories_without_names_are_split_by_their_text():
    found = examples()
    unnamed = [example for example in found if example.key is not None]
    assert 0.03 < len(unnamed) / len(found) < 0.3
    assert all(example.key == example.question for example in unnamed)
    test = {example.key for example in examples(300, "test")} - {None}
    assert not test & {example.key for example in found}


def test_wordings_are_many_and_complete():
    nouns = {*word_problems.ITEMS, *word_problems.CONTAINERS}
    nouns |= {plural(noun) for noun in nouns}
    masks = set()
    for example in examples():
        assert not re.search(r"[{}\[\]|]", example.question), example
        text = _SPELT.sub("#", re.sub(r"\d+", "#", example.question))
        kept = [word for word in re.findall(r"[\w#]+", text) if word.islower() or word == "#"]
        masks.add(" ".join(word for word in kept if word not in nouns))
    assert len(masks) > 1000


def test_draws_repeat():
    assert examples(50, noisy=True) == examples(50, noisy=True)
