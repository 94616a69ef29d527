"""Nouns, alone or described, in English, French and Spanish: agreement, plurals, elision."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import Draw
from .text import words
from .translation_words import COUNTABLE, NOUNS, NUMBERS, Adjective, Noun, adjectives_for


@dataclass(frozen=True)
class Said:
    """The same thing in three languages.

    Attributes
    ----------
    key : str or None
        What decides the split, together with the language; "" stands for the whole question.
    """

    english: str
    french: str
    spanish: str
    key: str | None


_VOWELS = "aeiouhâàéèêîôœ"  # every h of the phrase book is silent

_PLURAL_DETERMINERS = {"this": "these", "a": "some"}
# Masculine, feminine, plural; in Spanish masculine, feminine and both in the plural.
_FRENCH = {
    "the": words("le la les"), "a": words("un une des"), "my": words("mon ma mes"),
    "your": words("ton ta tes"), "his": words("son sa ses"), "her": words("son sa ses"),
    "our": words("notre notre nos"), "this": words("ce cette ces"),
}  # fmt: skip
_FRENCH_BEFORE_VOWEL = {
    "le": "l'", "la": "l'", "ma": "mon", "ta": "ton", "sa": "son", "ce": "cet",
}  # fmt: skip
_SPANISH = {
    "the": words("el la los las"), "a": words("un una unos unas"), "my": words("mi mi mis mis"),
    "your": words("tu tu tus tus"), "his": words("su su sus sus"),
    "her": words("su su sus sus"),
    "our": words("nuestro nuestra nuestros nuestras"), "this": words("este esta estos estas"),
}  # fmt: skip
_ENGLISH_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "fish": "fish", "mouse": "mice",
    "wolf": "wolves", "potato": "potatoes", "tomato": "tomatoes", "knife": "knives",
    "foot": "feet", "leaf": "leaves", "wife": "wives",
}  # fmt: skip
_FRENCH_PLURALS = {"grand-mère": "grands-mères", "grand-père": "grands-pères",
                   "pomme de terre": "pommes de terre"}  # fmt: skip
_SPANISH_PLURALS = {"joven": "jóvenes", "autobús": "autobuses", "paraguas": "paraguas"}
_SPANISH_SHORT = {"bueno": "buen", "malo": "mal"}
_FRENCH_SHORT = {"beau": "bel", "nouveau": "nouvel", "vieux": "vieil"}


def _english_plural(noun: str) -> str:
    if noun in _ENGLISH_PLURALS:
        return _ENGLISH_PLURALS[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _french_plural(word: str) -> str:
    if word in _FRENCH_PLURALS:
        return _FRENCH_PLURALS[word]
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")) and word != "bleu":
        return word + "x"
    return word[:-1] + "ux" if word.endswith("al") else word + "s"


def _spanish_plural(word: str) -> str:
    if word in _SPANISH_PLURALS:
        return _SPANISH_PLURALS[word]
    if word[-1] in "aeiouáéíóú":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    for accented, plain in [("ón", "on"), ("ín", "in"), ("án", "an")]:
        if word.endswith(accented):
            return word[:-2] + plain + "es"
    return word + "es"


def english(determiner: str, noun: str, adjective: str | None = None, plural: bool = False) -> str:
    """Return an English noun phrase; the determiner is "", "the", "a", "my" or a number."""
    body = _english_plural(noun) if plural else noun
    body = f"{adjective} {body}" if adjective else body
    if plural:
        determiner = _PLURAL_DETERMINERS.get(determiner, determiner)
    if determiner == "a" and (body[0] in "aeiou" or body == "hour"):
        determiner = "an"
    return f"{determiner} {body}".strip()


def french(
    determiner: str, noun: Noun, adjective: Adjective | None = None, plural: bool = False
) -> str:
    """Return a French noun phrase; the determiner is the English one, in the singular."""
    feminine = noun.french_gender == "f"
    body = _french_plural(noun.french) if plural else noun.french
    if adjective:
        form = _french_form(adjective, feminine, plural)
        if "fr" not in adjective.before:
            body = f"{body} {form}"
        else:
            short = _FRENCH_SHORT.get(form, form) if body[0] in _VOWELS else form
            body = f"{form if plural or feminine else short} {body}"
    if determiner == "a" and plural and adjective and "fr" in adjective.before:
        return f"de {body}"
    return _after_french(determiner, body, feminine, plural)


def _after_french(determiner: str, body: str, feminine: bool, plural: bool) -> str:
    if not determiner:
        return body
    if determiner in NUMBERS:
        return f"{NUMBERS[determiner][0]} {body}"
    word = _FRENCH[determiner][2 if plural else int(feminine)]
    if body[0] in _VOWELS and not plural:
        word = _FRENCH_BEFORE_VOWEL.get(word, word)
    return word + body if word.endswith("'") else f"{word} {body}"


def spanish(
    determiner: str, noun: Noun, adjective: Adjective | None = None, plural: bool = False
) -> str:
    """Return a Spanish noun phrase; the determiner is the English one, in the singular."""
    feminine = noun.spanish_gender == "f"
    body = _spanish_plural(noun.spanish) if plural else noun.spanish
    if adjective:
        form = _spanish_form(adjective, feminine, plural)
        before = "es" in adjective.before.split("+")
        body = f"{_SPANISH_SHORT.get(form, form)} {body}" if before else f"{body} {form}"
    if not determiner:
        return body
    if determiner in NUMBERS:
        return f"{NUMBERS[determiner][1]} {body}"
    # "El agua": a stressed a takes the masculine article.
    masculine_article = determiner in {"the", "a"} and body.startswith("agua") and not plural
    index = 2 * plural + (feminine and not masculine_article)
    return f"{_SPANISH[determiner][index]} {body}"


def _french_form(adjective: Adjective, feminine: bool, plural: bool) -> str:
    form = adjective.french[feminine]
    return _french_plural(form) if plural and form not in {"marron", "orange"} else form


def _spanish_form(adjective: Adjective, feminine: bool, plural: bool) -> str:
    form = adjective.spanish[feminine]
    return _spanish_plural(form) if plural else form


def one_of(draw: Draw, names: tuple[str, ...]) -> str:
    """Return an English word: the usual one or, now and then, a synonym."""
    return names[0] if draw.chance(0.6) else draw.pick(names)


def plain(draw: Draw) -> Said:
    """Return "house", "the house", "a house"."""
    noun = draw.pick(NOUNS)
    determiner = draw.pick(["", "", "", "the", "the", "a" if noun in COUNTABLE else "the"])
    name = one_of(draw, noun.english)
    return Said(english(determiner, name), french(determiner, noun), spanish(determiner, noun), "")


_DESCRIBABLE = [noun for noun in NOUNS if noun.kind != "time"]
_DETERMINERS = words("the the the the the my my your our this his her the the the a a a")


def described(draw: Draw) -> Said:
    """Return "the red house", "a big dog", "two black cats"."""
    noun = draw.pick(_DESCRIBABLE)
    adjective = draw.pick(adjectives_for(noun))
    determiner = draw.pick(_DETERMINERS)
    plural = noun in COUNTABLE and noun.english != ("fish",) and draw.chance(0.22)
    if plural and draw.chance(0.5):
        determiner = draw.pick(["", *NUMBERS])
    elif not plural and draw.chance(0.18):
        determiner = ""
    if noun not in COUNTABLE and determiner == "a":
        determiner = "the"
    name, quality = one_of(draw, noun.english), one_of(draw, adjective.english)
    return Said(
        english(determiner, name, quality, plural),
        french(determiner, noun, adjective, plural),
        spanish(determiner, noun, adjective, plural),
        f"{adjective.english[0]} {noun.english[0]}",
    )
