"""Few-shot patterns: what follows is what the examples and the sequences say."""

import random
import re
from itertools import pairwise

from demodata import few_shot, few_shot_relations
from demodata.draw import Draw, draw_example


def examples(count=3000, split="train", noisy=False, seed=1):
    draw = Draw(random.Random(seed), split, noisy)
    return [draw_example(draw, few_shot.few_shot) for _ in range(count)]


def test_questions_are_complete_and_keys():
    for example in examples():
        assert example.key == example.question
        assert example.answer == example.answer.strip() != ""
        assert not re.search(r"\{[a-z]{1,4}\}\s*$|\[[^\]]*\|", example.question), example
        assert "{x}" not in example.question
        assert "{s}" not in example.question


def test_framings_are_many():
    draw = Draw(random.Random(2), noisy=False)
    pairs = few_shot_relations.Examples([("a1", "b1"), ("a2", "b2"), ("a3", "b3")], "")
    assert len({few_shot._laid_out(draw, pairs) for _ in range(3000)}) > 200
    assert len(few_shot._BEFORE) + len(few_shot._SPOKEN) + len(few_shot._SEQUENCE) > 90
    assert len(set(few_shot_relations.RELATIONS)) > 15


def test_relations_give_different_things_and_the_number_asked_for():
    draw = Draw(random.Random(3), noisy=False)
    told = few_shot_relations.told
    for relation in few_shot_relations.RELATIONS * 20:
        count = draw.number(3, 6)
        pairs = relation(draw, count).pairs
        assert len(pairs) == count
        given = [given for given, _ in pairs]
        if relation is told:
            assert pairs[-1] in pairs[:-1]
        else:
            assert len(set(given)) == count, pairs


def test_labels_are_shown_before_they_are_asked():
    draw = Draw(random.Random(4), noisy=False)
    for count in (3, 4, 5, 6) * 100:
        for relation in (few_shot_relations._labels, few_shot_relations._sentiment):
            pairs = relation(draw, count).pairs
            assert pairs[-1][1] in {label for _, label in pairs[:-1]}
            assert len({given for given, _ in pairs}) == count


def test_numbers_change_by_one_rule():
    draw = Draw(random.Random(5), noisy=False)
    for _ in range(300):
        pairs = [(int(x), int(y)) for x, y in few_shot_relations._arithmetic(draw, 4).pairs]
        assert len({y - x for x, y in pairs}) == 1


def test_number_sequences_go_on_evenly():
    draw = Draw(random.Random(6), noisy=False)
    steady = 0
    for _ in range(500):
        terms, unit = few_shot._terms(draw)
        assert unit
        assert len(terms) >= 3
        if all(term.isdigit() for term in terms):
            numbers = [int(term) for term in terms]
            steps = {after - before for before, after in pairwise(numbers)}
            steady += len(steps) == 1
    assert steady > 150


def test_the_splits_share_no_question():
    train = {example.key for example in examples()}
    assert not train & {example.key for example in examples(300, "test")}


def test_draws_repeat():
    assert examples(50, noisy=True) == examples(50, noisy=True)


def test_drills_ask_for_what_their_examples_tell():
    draw = Draw(random.Random(8), noisy=False)
    for _ in range(2000):
        pairs = few_shot_relations.RELATIONS[draw.number(0, 27)](draw, draw.number(4, 8)).pairs
        shown, asked = few_shot._shown_and_asked(draw, pairs, 3)
        labels = {follows for _, follows in pairs}
        assert asked
        if pairs[-1] in pairs[:-1]:
            assert set(asked) <= set(shown)
        else:
            assert len(shown) == 3
            assert len(labels) > 3 or labels == {follows for _, follows in shown}


def test_drills_are_chats_with_several_answers():
    draw = Draw(random.Random(9), noisy=False)
    for _ in range(2000):
        turns = few_shot.drill(draw)
        assert len(turns) % 2 == 0
        assert len(turns) >= 4
        assert all(turns), turns
