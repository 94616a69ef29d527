"""Patterns, and the noise that people put on wordings."""

from __future__ import annotations

import random
import re

import pytest
from demodata.draw import Draw
from demodata.wording import expand, is_request, roughen


def test_a_pattern_stands_for_all_its_alternatives() -> None:
    rng = random.Random(0)
    pattern = "[What is|Tell me[ now|]] the capital[ city|] of {c}?"
    assert {expand(pattern, rng.choice) for _ in range(200)} == {
        f"{start} the capital{middle} of {{c}}?"
        for start in ("What is", "Tell me", "Tell me now")
        for middle in ("", " city")
    }


@pytest.mark.parametrize(
    ("wording", "expected"),
    [("List three {c}.", True), ("Repeat: {t}", True), ("What is {a}?", False), ("{a}?", False)],
)
def test_requests_are_known_by_their_verb(wording: str, expected: bool) -> None:
    assert is_request(wording) is expected


@pytest.mark.parametrize(
    "wording", ["What is the capital of {country}?", "Extract the name: {t}", "{a} plus {b}"]
)
def test_noise_keeps_the_fields(wording: str) -> None:
    rng = random.Random(1)
    fields = re.findall(r"\{\w+\}", wording)
    rough = [roughen(wording, rng) for _ in range(500)]
    assert all(re.findall(r"\{\w+\}", text) == fields for text in rough)
    assert len(set(rough)) > 40
    assert wording in rough


def test_noise_spares_the_content() -> None:
    draw = Draw(random.Random(9))
    for _ in range(500):
        assert "Ursula Unmistakable" in draw.ask(
            ["Extract the surname and everything else: {t}"], t="Ursula Unmistakable"
        )


@pytest.mark.parametrize("instruction", ["Translate to French", "Is it good or bad?"])
def test_texts_stand_before_or_after_the_instruction(instruction: str) -> None:
    draw = Draw(random.Random(2), noisy=False)
    asked = {draw.ask_about([instruction], "the red house") for _ in range(400)}
    assert len(asked) > 8
    assert all("the red house" in text and instruction.rstrip("?") in text for text in asked)
    assert any(text.startswith("the red house") for text in asked)
    assert f"{instruction}{'' if instruction[-1] == '?' else ':'} the red house" in asked


def test_nothing_is_roughened_to_nothing():
    rng = random.Random(5)
    assert all(roughen(wording, rng) for wording in ("?", "!", "k", "...") for _ in range(2000))
