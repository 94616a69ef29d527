import random
import re
from collections import defaultdict

import pytest
from demodata import translation_sentences
from demodata.draw import TRAIN_ONLY, Draw, draw_example
from demodata.translation import _has_way_back, _said, translate
from demodata.translation_grammar import english, french, spanish, spanish_after, with_a, with_de
from demodata.translation_sentences import sentence
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


def test_contractions():
    assert with_de("the", NOUN["bread"]) == "du pain"
    assert with_de("the", NOUN["water"]) == "de l'eau"
    assert with_a("the", NOUN["park"]) == "au parc"
    assert with_a("the", NOUN["station"]) == "à la gare"
    assert spanish_after("de", "el árbol") == "del árbol"
    assert spanish_after("a", "la casa") == "a la casa"


@pytest.fixture(scope="module")
def said():
    draw = Draw(random.Random(1), noisy=False)
    return [_said(draw, True)[0] for _ in range(12000)]


@pytest.fixture(scope="module")
def sentences():
    draw = Draw(random.Random(2), noisy=False)
    said = [sentence(draw, True) for _ in range(30000)]
    return {one.english: (one.french, one.spanish) for one in said}


@pytest.mark.parametrize(
    ("en", "fr", "es"),
    [
        ("I have a dog", "j'ai un chien", "tengo un perro"),
        ("I like cheese", "j'aime le fromage", "me gusta el queso"),
        ("I am hungry", "j'ai faim", "tengo hambre"),
        ("where is the station?", "où est la gare ?", "¿dónde está la estación?"),
        ("I would like a coffee", "je voudrais un café", "quisiera un café"),
        ("I drink water", "je bois de l'eau", "bebo agua"),
        ("she is tired", "elle est fatiguée", "ella está cansada"),
        ("we can swim", "nous pouvons nager", "podemos nadar"),
        ("I am going to the park", "je vais au parc", "voy al parque"),
        ("I see the man", "je vois l'homme", "veo al hombre"),
        ("he is twenty years old", "il a vingt ans", "él tiene veinte años"),
    ],
)
def test_sentences(sentences, en, fr, es):
    assert sentences[en] == (fr, es)


@pytest.mark.parametrize(
    ("en", "fr", "es"),
    [
        ("the cat is black", "le chat est noir", "el gato es negro"),
        ("the cat is not tired", "le chat n'est pas fatigué", "el gato no está cansado"),
        ("my cats are old", "mes chats sont vieux", "mis gatos son viejos"),
    ],
)
def test_what_is_how(monkeypatch, en, fr, es):
    monkeypatch.setattr(translation_sentences, "_DESCRIBABLE", [NOUN["cat"]])
    draw = Draw(random.Random(2), noisy=False)
    said = {one.english: one for one in (sentence(draw, True) for _ in range(8000))}
    assert (said[en].french, said[en].spanish) == (fr, es)


def test_the_same_text_has_one_translation(said):
    there, back = defaultdict(set), defaultdict(set)
    for one in said:
        for language, foreign in [("French", one.french), ("Spanish", one.spanish)]:
            there[language, one.english].add(foreign)
            if _has_way_back(one, foreign, language):
                back[foreign].add(one.english)
    assert not [item for item in there.items() if len(item[1]) > 1]
    assert not [item for item in back.items() if len(item[1]) > 1]


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
    names = {name for noun in NOUNS for name in (*noun.english, noun.french, noun.spanish)}
    text = re.compile(rf"\b({'|'.join(sorted(names, key=len, reverse=True))})\b")
    there, back = set(), set()
    for _ in range(6000):
        example = translate(draw)
        if example.answer in names and example.key == TRAIN_ONLY:
            continue
        if example.answer in names:
            (back if example.answer in NOUN else there).add(text.sub("_", example.question))
    assert len(there) >= 150
    assert len(back) >= 40


def test_split_and_determinism():
    train = Draw(random.Random(5))
    keys = {draw_example(train, translate).key for _ in range(4000)} - {None, TRAIN_ONLY}
    test = Draw(random.Random(6), split="test", noisy=False)
    examples = [draw_example(test, translate) for _ in range(300)]
    assert all(example.key not in keys for example in examples)
    assert {None} < {example.key for example in examples}
    again = Draw(random.Random(6), split="test", noisy=False)
    assert examples == [draw_example(again, translate) for _ in range(300)]
