"""System prompts are obeyed: styles, languages, personas; neutral ones ask for nothing."""

from __future__ import annotations

import json
import random
import re

import pytest
from demodata import languages, personas, style_prompts, systems
from demodata.draw import Draw, Example, draw_example
from demodata.wording import expand


def drawn(task: str, count: int, noisy: bool = False) -> list[Example]:
    draw = Draw(random.Random(3), noisy=noisy)
    return [draw_example(draw, getattr(systems, task)) for _ in range(count)]


@pytest.mark.parametrize("style", sorted(style_prompts.ORDERS))
def test_every_style_has_many_wordings(style: str) -> None:
    patterns = style_prompts.ORDERS[style] + style_prompts.ASSIGNED.get(style, [])
    rng = random.Random(0)
    assert len({expand(pattern, rng.choice) for pattern in patterns for _ in range(30)}) >= 25


def test_neutral_prompts_and_languages_have_many_wordings() -> None:
    assert len(set(style_prompts.NEUTRAL_SYSTEMS)) >= 20
    rng = random.Random(0)
    patterns = style_prompts.IN_LANGUAGE
    assert len({expand(pattern, rng.choice) for pattern in patterns for _ in range(30)}) >= 25


def test_forms_of_the_tutorial() -> None:
    forms = {
        name: form("The capital of Japan is Tokyo.", "Tokyo")
        for name, form in systems.STYLES.items()
    }
    assert forms == {
        "short": "Tokyo",
        "upper": "TOKYO",
        "json": '{"answer": "Tokyo"}',
        "pirate": "Arr! The capital of Japan is Tokyo, matey!",
        "polite": "Of course! The capital of Japan is Tokyo. Have a nice day!",
    }


def test_json_parses_and_nothing_is_left_unfilled() -> None:
    for task in ("style", "persona"):
        for example in drawn(task, 1500, noisy=True):
            if example.answer.startswith("{"):
                assert list(json.loads(example.answer)) == ["answer"]
            text = example.question + (example.system or "")
            assert not re.search(r"[{}\[\]|]|None", text), example


def test_french_and_spanish() -> None:
    french, spanish = languages.FRENCH, languages.SPANISH
    capital = ("The capital of France is Paris.", "Paris")
    assert languages.say(french, *capital) == "La capitale de la France est Paris."
    assert languages.say(spanish, *capital) == "La capital de Francia es París."
    assert languages.say(french, "5 + 7 is 12.", "12") == "La réponse est 12."
    assert languages.say(spanish, "5 + 7 is 12.", "12") == "La respuesta es 12."
    assert languages.say(french, "The sea is blue.", "blue") == "La mer est bleue."
    assert languages.say(spanish, "A tomato is red.", "red") == "El tomate es rojo."
    days = ("Tuesday comes after Monday.", "Tuesday")
    assert languages.say(french, *days) == "Mardi vient après lundi."
    assert languages.say(spanish, *days) == "El martes viene después del lunes."
    assert languages.say(french, "A cow says moo.", "moo") == "Je ne sais pas."


def test_personas_say_what_they_were_told() -> None:
    assert len(personas.JOBS) >= 60
    for example in drawn("persona", 1000):
        assert example.system
        told = re.search(
            r"(?:name is|am an?|am|live in|like) (.+?)( years old)?\.$", example.answer
        )
        assert told, example
        assert told.group(1).lower() in example.system.lower(), example


def test_the_same_seed_gives_the_same() -> None:
    assert drawn("style", 20) == drawn("style", 20)
