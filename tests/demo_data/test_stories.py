"""Stories have what was asked for, keep to their length, and come in many shapes."""

from __future__ import annotations

import random
import re

import pytest
from demodata import stories, story_parts, story_requests
from demodata.draw import Draw, Example, draw_example
from demodata.names import invented_name
from demodata.story_parts import HEROES, PLACES, THINGS
from demodata.story_requests import sentences, story_is_right


def drawn(count: int, noisy: bool = False) -> list[Example]:
    draw = Draw(random.Random(5), noisy=noisy)
    return [draw_example(draw, stories.story) for _ in range(count)]


def test_every_story_is_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def invented(rng: random.Random) -> str:
        """An invented hero called "me" cannot be told from a word of the request."""
        while (name := invented_name(rng)).lower() in story_requests._NOT_CONTENT:
            pass
        return name

    monkeypatch.setattr(story_parts, "invented_name", invented)
    wrong = [e for e in drawn(1200) if not story_is_right(e.question, e.answer)]
    assert not wrong


def test_a_story_about_something_else_is_wrong() -> None:
    prompt = "Tell me a short story about a dragon named Ira in a castle."
    plot = stories.Plot("fox", "castle", "lamp", "Ira")
    assert not story_is_right(prompt, stories.tell(Draw(random.Random(0)), plot, "short"))
    plot = stories.Plot("dragon", "castle", "lamp", "Ira")
    answer = stories.tell(Draw(random.Random(0)), plot, 4)
    assert story_is_right(prompt, answer)
    assert not story_is_right(prompt, answer[:-1])
    assert not story_is_right("A story about Ira the dragon in three sentences.", answer)


def test_nothing_is_left_unfilled() -> None:
    for example in drawn(600, noisy=True):
        assert not re.search(r"[{}\[\]|]|None|  ", example.question + example.answer), example


@pytest.mark.parametrize("kind", stories.KINDS)
@pytest.mark.parametrize("count", [3, 4, 6, 8])
def test_a_plot_in_so_many_sentences_has_hero_place_and_thing(kind: str, count: int) -> None:
    draw = Draw(random.Random(count))
    for friend in (None, "owl"):
        for _ in range(8):
            plot = stories.Plot("fox", "castle", "lamp", "Ira", friend=friend, kind=kind)
            told = stories.tell(draw, plot, count)
            assert len(sentences(told)) == count, told
            assert "a fox named Ira" in told or "fox named Ira" in told
            assert "castle" in told
            assert "lamp" in told.split(". ", 1)[1]
            assert friend is None or "owl" in told
            assert told[0].isupper()


def test_a_theme_is_named() -> None:
    plot = stories.Plot("fox", "castle", "lamp", theme="hope")
    assert "hope" in stories.tell(Draw(random.Random(1)), plot, 3)


def test_requests_and_stories_vary() -> None:
    masked = {re.sub(r"\b(an?|the|of) \w+( \w+)?", "_", e.question) for e in drawn(1000)}
    assert len(masked) > 300
    assert len(stories.KINDS) >= 12
    assert min(len(HEROES), len(PLACES), len(THINGS)) >= 60
    plot = stories.Plot("fox", "castle", "lamp")
    draw = Draw(random.Random(2))
    assert len({stories.tell(draw, plot, "medium") for _ in range(200)}) > 190


def test_the_tutorial_request_is_among_them() -> None:
    questions = {re.sub(r"about .*", "about", e.question) for e in drawn(1500)}
    assert "Tell me a short story about" in questions


def test_the_same_seed_tells_the_same_story() -> None:
    assert drawn(20) == drawn(20)
