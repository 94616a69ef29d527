import random
import re

import pytest
from demodata import plurals, world
from demodata.draw import Draw, draw_example
from demodata.names import held_out

SINGULARS: dict[str, list[str]] = {}
for _noun in plurals.COUNTED:
    SINGULARS.setdefault(plurals.plural_of(_noun), []).append(_noun)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("box", "boxes"), ("bus", "buses"), ("watch", "watches"), ("dish", "dishes"),
        ("baby", "babies"), ("day", "days"), ("key", "keys"), ("leaf", "leaves"),
        ("wolf", "wolves"), ("knife", "knives"), ("roof", "roofs"), ("potato", "potatoes"),
        ("hero", "heroes"), ("piano", "pianos"), ("photo", "photos"), ("fish", "fish"),
        ("sheep", "sheep"), ("deer", "deer"), ("child", "children"), ("foot", "feet"),
        ("tooth", "teeth"), ("man", "men"), ("woman", "women"), ("person", "people"),
        ("mouse", "mice"), ("goose", "geese"), ("quiz", "quizzes"), ("stomach", "stomachs"),
        ("house", "houses"), ("horse", "horses"), ("glass", "glasses"), ("class", "classes"),
        ("human", "humans"), ("giraffe", "giraffes"), ("axe", "axes"), ("octopus", "octopuses"),
    ],
)  # fmt: skip
def test_plurals_are_right_english(noun: str, plural: str) -> None:
    assert plurals.plural_of(noun) == plural


def test_all_modules_agree_on_plurals() -> None:
    nouns = [*world.IRREGULAR_PLURALS, *world.REGULAR_NOUNS]

    assert [n for n in nouns if plurals.plural_of(n) != world.plural(n)] == []


def test_many_nouns_are_counted_and_no_plural_stands_for_two_nouns() -> None:
    made = [plurals.plural_of(noun) for noun in plurals.COUNTED]

    assert len(plurals.COUNTED) >= 700
    assert sorted({form for form in made if made.count(form) > 1}) == ["axes"] * (
        "axis" in plurals.COUNTED
    )
    assert not {"water", "rice", "music", "grass", "coffee"} & set(plurals.COUNTED)


def _examples(split: str, count: int) -> list[tuple[str, str, str]]:
    draw = Draw(random.Random(4), split, noisy=False)  # type: ignore[arg-type]
    drawn = [draw_example(draw, plurals.plurals) for _ in range(count)]
    return [(example.key or "", example.question, example.answer) for example in drawn]


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_pair_of_noun_and_wording_decides_the_split(split: str) -> None:
    for key, question, answer in _examples(split, 500):
        assert held_out(key) == (split == "test")
        assert key == question
        assert not re.search(r"[{}\[\]|]", question + answer)
        assert any(re.search(rf"\b{noun}\b", question) for noun in SINGULARS[answer.split()[-1]])


def test_there_are_many_wordings() -> None:
    known = {*plurals.COUNTED, *SINGULARS}
    masked = {
        " ".join("_" if word in known else word for word in re.findall(r"\w+|\W", question))
        for _, question, _ in _examples("train", 2500)
    }

    assert len(masked) > 150


def test_the_same_source_gives_the_same_questions() -> None:
    assert _examples("train", 50) == _examples("train", 50)
