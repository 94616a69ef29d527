"""What lies outside the small world is asked in many ways and collides with nothing inside."""

import random
import re

from demodata import geography, nature, unknown_subjects, world
from demodata.draw import Draw
from demodata.facts import draw_fact, why
from demodata.unknown import DO_NOT_KNOW, unknown
from demodata.unknown_wordings import PATTERNS


def test_the_patterns_and_subjects_are_many():
    assert sum(len(patterns) for patterns in PATTERNS.values()) >= 300
    lists = [value for value in vars(unknown_subjects).values() if isinstance(value, list)]
    assert len({item for items in lists for item in items}) >= 600
    assert len(set(unknown_subjects.PEOPLE)) >= 100
    assert len(set(geography.OTHER_COUNTRIES)) >= 80


def test_the_answer_is_always_the_same_and_questions_are_complete():
    draw = Draw(random.Random(1))
    for _ in range(6_000):
        example = unknown(draw)
        assert example.answer == DO_NOT_KNOW
        assert not re.search(r"[\[\]{}|]", example.question), example.question


def test_the_key_is_the_question_without_noise():
    draw = Draw(random.Random(2), "test", noisy=False)
    for _ in range(500):
        example = unknown(draw)
        assert example.key == example.question.lower()


def test_no_question_has_an_answer_in_the_small_world():
    draw = Draw(random.Random(3), noisy=False)
    known = {draw_fact(draw).question.lower().rstrip("?. ") for _ in range(12_000)}
    known |= {why(draw).question.lower().rstrip("?. ") for _ in range(2_000)}
    asked = {unknown(draw).question.lower().rstrip("?. ") for _ in range(12_000)}
    assert not known & asked


def test_unknown_lists_hold_nothing_known():
    capitals = set(geography.CAPITALS) - {"England"}
    assert not capitals & set(geography.OTHER_COUNTRIES)
    assert "England" not in geography.CAPITALS
    assert not set(geography.COUNTRY_OF) & set(geography.OTHER_CITIES)
    reasons = " ".join(question + statement for question, statement, _, _ in nature.WHY)
    assert not [why for why in unknown_subjects.WHY_QUESTIONS if why in reasons]
    assert not [fact for fact in unknown_subjects.MATTERS if fact in reasons]


def test_french_and_spanish_belong_to_translation():
    assert not {"French", "Spanish"} & set(unknown_subjects.LANGUAGES)


def test_draws_repeat():
    assert unknown(Draw(random.Random(7))) == unknown(Draw(random.Random(7)))


def test_categories_have_plurals():
    assert set(world.CATEGORY_PLURALS) == set(world.CATEGORIES)
