"""Facts are right, asked in many ways, and never in two answer forms."""

import random
import re

import pytest
from demodata import geography, nature, world
from demodata.draw import TRAIN_ONLY, Draw
from demodata.fact_wordings import COUNT, PATTERNS, ROWS, SHORT_AFTER
from demodata.fact_wordings import WHY as WHY_PATTERNS
from demodata.facts import draw_fact, facts, why


def clean(seed: int = 1) -> Draw:
    return Draw(random.Random(seed), "train", noisy=False)


@pytest.fixture(scope="module")
def drawn():
    draw = clean()
    return [draw_fact(draw) for _ in range(20_000)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (r"What is the capital of (.+)\?", lambda c: f"The capital of {c} is "),
        (r"What is the opposite of (\w+)\?", lambda w: f"The opposite of {w} is "),
        (r"What colou?r is (.+)\?", lambda x: f"{x[0].upper()}{x[1:]} is "),
    ],
)
def test_the_plainest_questions_are_answered_in_one_form(drawn, question, answer):
    asked = [(match, fact) for fact in drawn if (match := re.fullmatch(question, fact.question))]
    known = {*geography.CAPITALS, *world.OPPOSITES, *map(world.subject, world.COLOURS_OF)}
    assert any(match.group(1) in known for match, _ in asked)
    for match, fact in asked:
        if match.group(1) in known:
            assert fact.sentence.startswith(answer(match.group(1)))


def test_the_plainest_question_of_each_kind_is_one_wording():
    assert not [patterns[0] for patterns in PATTERNS.values() if "[" in patterns[0]]


def test_tutorial_questions_are_never_held_out(drawn):
    plainest = {patterns[0] for patterns in PATTERNS.values()}
    assert {
        "What is the capital of {c}?", "What is the opposite of {w}?", "What colour is {x}?"
    } <= plainest  # fmt: skip
    assert {fact.key for fact in drawn if fact.question.startswith("What colour is ")} == {
        TRAIN_ONLY
    }


def test_answers_are_those_of_the_tables(drawn):
    for fact in drawn:
        if match := re.fullmatch(r"The capital of (.+) is (.+)\.", fact.sentence):
            assert geography.CAPITALS[match.group(1)] == match.group(2)
        if match := re.fullmatch(r"The opposite of (.+) is (.+)\.", fact.sentence):
            assert world.OPPOSITES[match.group(1)] == match.group(2)
        if match := re.fullmatch(r"(\d+) comes (after|before) (\d+)\.", fact.sentence):
            step = 1 if match.group(2) == "after" else -1
            assert int(match.group(1)) == int(match.group(3)) + step


def test_the_sky_is_blue_and_never_held_out():
    draw = clean()
    examples = [why(draw) for _ in range(3_000)]
    example = next(e for e in examples if e.question == "Why is the sky blue?")
    expected = "The sky is blue because the air scatters blue light from the sun the most."
    assert example.answer == expected
    assert example.key == TRAIN_ONLY


@pytest.mark.parametrize("kind", sorted(set(PATTERNS) - {"colour_many"}))
def test_every_kind_is_asked_in_many_ways(kind):
    draw = clean()
    assert len({draw.wording(PATTERNS[kind]) for _ in range(400)}) >= 25


@pytest.mark.parametrize("patterns", [COUNT, ROWS, WHY_PATTERNS])
def test_recitals_and_reasons_are_asked_in_many_ways(patterns):
    draw = clean()
    assert len({draw.wording(patterns) for _ in range(400)}) >= 25


def test_one_word_is_asked_for_in_many_ways():
    draw = clean()
    assert len({draw.wording(SHORT_AFTER) for _ in range(400)}) >= 25


def test_a_question_has_one_answer(drawn):
    seen = {}
    for fact in drawn:
        said = (fact.sentence, fact.short)
        assert seen.setdefault(fact.question.lower(), said) == said, fact.question


def test_questions_are_complete_and_answers_are_sentences():
    draw = Draw(random.Random(3))
    for _ in range(4_000):
        fact = draw_fact(draw)
        assert not re.search(r"[\[\]{}|]|<(?!->)", fact.question), fact.question
        assert fact.sentence.endswith(".")
        assert fact.sentence[0].isupper() or fact.sentence[0].isdigit()
        assert fact.short
        assert fact.short.lower() in fact.sentence.lower()


def test_short_answers_come_only_when_asked_for():
    draw = clean()
    ways = r"word|only|just|brief|short|sentence"
    for _ in range(3_000):
        example = facts(draw)
        if not example.answer.endswith(".") and "," not in example.answer:
            assert re.search(ways, example.question, re.I), example


def test_recitals_count_right():
    draw, numbers = clean(), 0
    for _ in range(3_000):
        example = facts(draw)
        if re.fullmatch(r"\d+(, \d+)+", example.answer):
            items = [int(item) for item in example.answer.split(", ")]
            top = max(int(number) for number in re.findall(r"\d+", example.question))
            assert items == list(range(1, top + 1))
            numbers += 1
    assert numbers > 40


def test_draws_repeat():
    one = [facts(Draw(random.Random(5))) for _ in range(3)]
    assert one == [facts(Draw(random.Random(5))) for _ in range(3)]


def test_the_world_is_wide_and_its_tables_agree():
    facts_known = (
        2 * len(geography.CAPITALS) + len(geography.CONTINENTS) + len(world.COLOURS_OF)
        + len(world.OPPOSITES) + len(nature.UNITS) + len(nature.PARTS)
    )  # fmt: skip
    assert facts_known >= 450
    assert len(world.CATEGORIES) >= 14
    assert min(len(members) for name, members in world.CATEGORIES.items() if name != "planet") >= 12
    members = [member for names in world.CATEGORIES.values() for member in names]
    assert len(members) == len(set(members))
    assert len(world.WORDS) >= 400
    assert set(geography.CAPITALS) - {"Russia"} == set(geography.CONTINENTS)
    assert len(geography.COUNTRY_OF) == len(geography.CAPITALS)
    assert all(world.OPPOSITES[word] != word for word in world.OPPOSITES)


def test_plurals_and_articles():
    assert world.plural("polar bear") == "polar bears"
    assert world.plural("story") == "stories"
    assert world.plural("mouse") == "mice"
    assert world.with_article("hour") == "an hour"
    assert world.with_article("unicorn") == "a unicorn"
    assert world.with_article("apple") == "an apple"
