import random

import pytest
from demodata import lexicon
from demodata.draw import Draw


@pytest.mark.parametrize(
    ("name", "at_least"),
    [("NOUNS", 800), ("ADJECTIVES", 250), ("VERBS", 250), ("SMALL", 100), ("PHRASES", 250)],
)
def test_lists_are_long_and_without_doubles(name: str, at_least: int) -> None:
    entries = getattr(lexicon, name)

    assert len(entries) >= at_least
    assert len(entries) == len(set(entries))
    assert all(entry == entry.strip() != "" for entry in entries)


def test_sentences_are_many() -> None:
    assert len(set(lexicon.SENTENCES)) == len(lexicon.SENTENCES) >= 120


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 4), (3, 9), (10, 12), (5, 2)])
def test_texts_have_the_words_asked_for(low: int, high: int) -> None:
    draw = Draw(random.Random(1))

    lengths = {len(lexicon.text_to_edit(draw, low, high).split()) for _ in range(400)}

    assert lengths == set(range(low, max(low, high) + 1))


def test_texts_without_punctuation_have_no_marks_at_the_end() -> None:
    draw = Draw(random.Random(2))

    texts = [lexicon.text_to_edit(draw, 1, 6, punctuated=False) for _ in range(2000)]

    assert not any(text.endswith((".", "!", "?", ",")) for text in texts)
    assert not any("," in text for text in texts)


def test_articles_fit_the_next_word() -> None:
    draw = Draw(random.Random(3))

    shaped = [lexicon._shaped(draw, "a A N and a N") for _ in range(500)]

    for text in shaped:
        article, after = text.split()[:2]
        assert article == ("an" if after[0] in "aeiou" else "a")
