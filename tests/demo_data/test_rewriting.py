import random
import re
from collections.abc import Callable

import pytest
from demodata.draw import Draw, Example, draw_example
from demodata.edit_wordings import INLINE, INSTRUCTIONS
from demodata.names import held_out
from demodata.rewriting import _EDITS, edit_of_kind, rewrite

MAIN = ["upper", "lower", "reverse", "repeat", "count", "first", "last"]


def _examples(kind: str, count: int, noisy: bool = False, split: str = "train") -> list[Example]:
    draw = Draw(random.Random(5), split, noisy)  # type: ignore[arg-type]
    return [draw_example(draw, lambda d: edit_of_kind(d, kind)) for _ in range(count)]


def _text(example: Example) -> str:
    """Return the edited text in lower case, which is in the key."""
    assert example.key
    return example.key.split(": ", 1)[1]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("upper", lambda text: text.upper()),
        ("lower", lambda text: text.lower()),
        ("title", lambda text: " ".join(w[0].upper() + w[1:] for w in text.split())),
        ("first", lambda text: text.split()[0]),
        ("last", lambda text: text.split()[-1].rstrip(".!?")),
        ("count", lambda text: str(text.count(" ") + 1)),
        ("repeat", lambda text: text),
        ("commas", lambda text: text.replace(" ", ", ")),
    ],
)
def test_answers_are_right(kind: str, answer: Callable[[str], str]) -> None:
    for example in _examples(kind, 150, noisy=True):
        assert answer(_text(example)).lower() == example.answer.lower()


def test_the_case_of_the_answer_is_the_case_asked_for() -> None:
    assert all(e.answer == e.answer.upper() for e in _examples("upper", 100))
    assert all(e.answer == e.answer.lower() for e in _examples("lower", 100))


def test_copied_words_are_in_the_question_as_they_are() -> None:
    for kind in ["repeat", "first", "last"]:
        for example in _examples(kind, 80, noisy=True):
            assert example.answer in example.question


def test_reversed_words_are_the_same_words() -> None:
    for example in _examples("reverse", 300):
        assert " ".join(reversed(example.answer.split())) in example.question
        assert 2 <= len(example.answer.split()) <= 6


@pytest.mark.parametrize("kind", list(_EDITS))
def test_questions_are_filled_in_and_in_their_split(kind: str) -> None:
    for split in ["train", "test"]:
        for example in _examples(kind, 15, split=split):
            assert example.key
            assert held_out(example.key) == (split == "test")
            assert not re.search(r"[{}\[\]|]|  ", example.question + example.answer)


@pytest.mark.parametrize("kind", list(_EDITS))
def test_each_kind_is_asked_for_in_many_ways(kind: str) -> None:
    patterns = INSTRUCTIONS[kind] + INLINE[kind]

    assert len(set(patterns)) == len(patterns) >= (35 if kind in MAIN else 12)
    draw = Draw(random.Random(6))
    wordings = {draw.wording(patterns) for _ in range(400)}
    assert len(wordings) >= (100 if kind in MAIN else 20)
    assert not any(w != w.strip() or "  " in w for w in wordings)
    assert not any(w.endswith((".", ":")) for w in map(draw.wording, [INSTRUCTIONS[kind]] * 200))


def test_kinds_do_not_share_wordings() -> None:
    draw = Draw(random.Random(7))
    owner: dict[str, str] = {}
    for kind in _EDITS:
        for _ in range(1500):
            wording = draw.wording(INSTRUCTIONS[kind]).lower()
            assert owner.setdefault(wording, kind) == kind


def test_every_kind_is_drawn() -> None:
    draw = Draw(random.Random(8))
    keys = [rewrite(draw).key or "" for _ in range(500)]
    assert {key.split(":")[0] for key in keys} == set(_EDITS)


def test_the_same_source_gives_the_same_questions() -> None:
    assert _examples("upper", 30, noisy=True) == _examples("upper", 30, noisy=True)
