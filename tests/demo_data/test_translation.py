import random
import re
from collections import defaultdict

import pytest
from demodata.draw import TRAIN_ONLY, Draw, draw_example
from demodata.translation import _said, translate
from demodata.translation_grammar import english, french, spanish
from demodata.translation_words import ADJECTIVES, NOUNS, OTHERS, PHRASES

NOUN = {noun.english[0]: noun for noun in NOUNS}
ADJECTIVE = {adjective.english[0]: adjective for adjective in ADJECTIVES}


@pytest.mark.parametrize(
    ("determiner", "adjective", "noun", "plural", "le", "el"),
    [
        ("the", "red", "house", False, "la maison rouge", "la casa roja"),
        ("the", None, "egg", False, "l'œuf", "el huevo"),
        ("the", None, "water", False, "l'eau", "el agua"),
        ("the", "cold", "water", False, "l'eau froide", "el agua fría"),
        ("the", "good", "water", False, "la bonne eau", "la buena agua"),
        ("a", "beautiful", "bird", False, "un bel oiseau", "un pájaro hermoso"),
        ("the", "new", "hotel", False, "le nouvel hôtel", "el hotel nuevo"),
        ("my", "old", "friend", False, "mon vieil ami", "mi amigo viejo"),
        ("my", None, "school", False, "mon école", "mi escuela"),
        ("my", "small", "school", False, "ma petite école", "mi escuela pequeña"),
        ("this", None, "tree", False, "cet arbre", "este árbol"),
        ("this", "big", "tree", False, "ce grand arbre", "este árbol grande"),
        ("this", None, "tree", True, "ces arbres", "estos árboles"),
        ("a", "good", "book", False, "un bon livre", "un buen libro"),
        ("the", "good", "book", True, "les bons livres", "los buenos libros"),
        ("a", "beautiful", "horse", True, "de beaux chevaux", "unos caballos hermosos"),
        ("two", None, "cat", True, "deux chats", "dos gatos"),
        ("three", "brown", "mouse", True, "trois souris marron", "tres ratones marrones"),
        ("ten", "young", "woman", True, "dix jeunes femmes", "diez mujeres jóvenes"),
        ("", None, "orange", True, "oranges", "naranjas"),
        ("our", "white", "car", False, "notre voiture blanche", "nuestro coche blanco"),
        ("five", "blue", "pencil", True, "cinq crayons bleus", "cinco lápices azules"),
    ],
)
def test_noun_phrases(determiner, adjective, noun, plural, le, el):
    described = ADJECTIVE[adjective] if adjective else None
    assert french(determiner, NOUN[noun], described, plural) == le
    assert spanish(determiner, NOUN[noun], described, plural) == el


def test_english_phrases():
    assert english("a", "orange") == "an orange"
    assert english("a", "hour") == "an hour"
    assert english("a", "apple", "red") == "a red apple"
    assert english("this", "wolf", plural=True) == "these wolves"
    assert english("two", "city", "old", plural=True) == "two old cities"


@pytest.fixture(scope="module")
def said():
    draw = Draw(random.Random(1), noisy=False)
    return [_said(draw)[0] for _ in range(12000)]


def test_the_same_text_has_one_translation(said):
    translations = defaultdict(set)
    for one in said:
        translations[one.english].add((one.french, one.spanish))
    assert not [item for item in translations.items() if len(item[1]) > 1]


def test_english_words_are_unambiguous():
    meanings = defaultdict(set)
    for names, fr, es in [*PHRASES, *OTHERS, *((n.english, n.french, n.spanish) for n in NOUNS)]:
        for name in names:
            meanings[name.lower()].add((fr, es))
    assert not [item for item in meanings.items() if len(item[1]) > 1]


def test_punctuation(said):
    for one in said:
        assert one.english.endswith("?") == one.french.endswith(" ?") == one.spanish.endswith("?")
        assert one.spanish.startswith("¿") == one.spanish.endswith("?")
        assert not re.search(r"[.{}|\[\]]|  |^ | $", one.english + one.french + one.spanish)
        assert not re.search(r"\b[jJlLdD]e [aeiouéèêâîôœ]|\bla [aeiouéèêâîôœ]", one.french), one


def test_questions_have_no_open_fields():
    draw = Draw(random.Random(3))
    for _ in range(5000):
        example = translate(draw)
        assert not re.search(r"[{}|\[\]]", example.question), example.question
        assert example.answer == example.answer.strip() != ""


def test_many_wordings():
    draw = Draw(random.Random(4), noisy=False)
    names = {name for noun in NOUNS for name in noun.english}
    text = re.compile(rf"\b({'|'.join(sorted(names, key=len, reverse=True))})\b")
    foreign = {name for noun in NOUNS for name in (noun.french, noun.spanish)}
    examples = [translate(draw) for _ in range(5000)]
    wordings = {
        text.sub("_", example.question)
        for example in examples
        if example.answer in foreign and example.key != TRAIN_ONLY
    }
    assert len(wordings) >= 150


def test_split_and_determinism():
    train = Draw(random.Random(5))
    keys = {draw_example(train, translate).key for _ in range(4000)} - {None, TRAIN_ONLY}
    test = Draw(random.Random(6), split="test", noisy=False)
    examples = [draw_example(test, translate) for _ in range(300)]
    assert all(example.key not in keys for example in examples)
    assert {None} < {example.key for example in examples}
    again = Draw(random.Random(6), split="test", noisy=False)
    assert examples == [draw_example(again, translate) for _ in range(300)]
