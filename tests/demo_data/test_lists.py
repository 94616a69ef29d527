import random
import re

import pytest
from demodata import list_wordings, lists, world
from demodata.draw import Draw, Example, Task, draw_example
from demodata.lists import list_is_right


def _examples(task: Task, count: int, noisy: bool = False, split: str = "train") -> list[Example]:
    draw = Draw(random.Random(8), split, noisy)  # type: ignore[arg-type]
    return [draw_example(draw, task) for _ in range(count)]


@pytest.mark.parametrize("task", [lists.of_category, lists.one_thing, lists.given])
def test_expected_answers_are_right(task: Task) -> None:
    for split in ["train", "test"]:
        for example in _examples(task, 150, split=split):
            assert list_is_right(example.question, example.answer, example.answer)
            assert not re.search(r"[{}\[\]|]|  ", example.question + example.answer)


def test_lists_of_a_category_are_sorted_distinct_and_as_many_as_asked() -> None:
    amounts = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
    amounts |= {str(number): number for number in range(2, 11)} | {"ten": 10}
    amounts |= {"a couple of": 2, "a pair of": 2, "half a dozen": 6, "any three": 3}
    for example in _examples(lists.of_category, 600):
        _, items = lists._items_of(example.answer)
        text = example.question.lower().replace("numbered 1, 2, 3", "").replace("from 1", "")
        asked = [n for name, n in amounts.items() if re.search(rf"\b{name}\b", text)]
        assert items == sorted(set(items))
        assert len(items) == (asked[0] if asked else 3)
        assert any(set(items) <= set(things) for things in world.CATEGORIES.values())


def test_the_form_of_a_list_is_the_form_asked_for() -> None:
    for example in _examples(lists.of_category, 600):
        style, _ = lists._items_of(example.answer)
        asked = example.question.lower()
        if re.search(r"\bnumber(s|ed|ing)?\b|\bordered\b|enumerate", asked):
            assert style == "numbers"
        elif re.search(r"comma|csv|one line|single line|in a row|without bullets", asked):
            assert style == "commas"
        else:
            assert style == "bullets"


def test_given_things_keep_their_order() -> None:
    for example in _examples(lists.given, 300, noisy=True):
        _, items = lists._items_of(example.answer)
        places = [example.question.rfind(item) for item in items]
        assert -1 not in places
        assert len(items) == len(set(items)) >= 2


def test_one_thing_is_a_bare_name_of_the_category() -> None:
    for example in _examples(lists.one_thing, 300):
        assert any(example.answer in things for things in world.CATEGORIES.values())


def test_any_things_of_the_category_are_right() -> None:
    question, expected = "List three fruits.", "- apple\n- kiwi\n- lemon"

    assert list_is_right(question, expected, "- peach\n- banana\n- plum")
    assert not list_is_right(question, expected, "- peach\n- banana")
    assert not list_is_right(question, expected, "- peach\n- banana\n- banana")
    assert not list_is_right(question, expected, "- peach\n- banana\n- hammer")
    assert not list_is_right(question, expected, "1. peach\n2. banana\n3. plum")
    assert not list_is_right(question, expected, "peach, banana, plum")
    assert list_is_right("Name 2 colors with commas", "blue, red", "green, black")
    assert list_is_right("Name a fruit.", "apple", "kiwi")
    assert not list_is_right("Name a fruit.", "apple", "hammer")
    assert not list_is_right("Name a fruit.", "apple", "- kiwi")
    assert list_is_right("Let me hear a body part", "ear", "arm")


def test_given_things_must_be_the_very_same() -> None:
    question = "Turn into a bullet list: apples, pears and milk"

    assert list_is_right(question, "- apples\n- pears\n- milk", "- apples\n- pears\n- milk")
    assert not list_is_right(question, "- apples\n- pears\n- milk", "- pears\n- apples\n- milk")


@pytest.mark.parametrize("patterns", [
    list_wordings.COUNTED, list_wordings.UNCOUNTED, list_wordings.ONE,
    *list_wordings.GIVEN.values(), *list_wordings.STYLES.values(), *list_wordings.BY_STYLE.values(),
])  # fmt: skip
def test_lists_are_asked_for_in_many_ways(patterns: list[str]) -> None:
    draw = Draw(random.Random(9))

    wordings = {draw.wording(patterns) for _ in range(600)}

    assert len(wordings) >= 19
    assert not any(wording != wording.strip() or "  " in wording for wording in wordings)


def test_the_same_source_gives_the_same_questions() -> None:
    assert _examples(lists.lists, 60, noisy=True) == _examples(lists.lists, 60, noisy=True)
