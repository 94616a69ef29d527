"""Noun phrases in English, French and Spanish: articles, agreement, plurals, elision."""

from __future__ import annotations

from .text import words
from .translation_words import (
    ENGLISH_NUMBERS,
    FRENCH_NUMBERS,
    SPANISH_NUMBERS,
    Adjective,
    Noun,
)  # fmt: skip

_VOWELS = "aeiouhâàéèêîôœ"  # every h of the phrase book is silent

# Determiner -> its plural. "" stands for none, which only mass nouns and plurals have.
PLURAL_DETERMINERS = {
    "the": "the", "my": "my", "your": "your", "his": "his", "her": "her", "our": "our",
    "this": "these", "a": "some",
}  # fmt: skip
_FRENCH = {
    "the": words("le la les"), "a": words("un une des"), "my": words("mon ma mes"),
    "your": words("ton ta tes"), "his": words("son sa ses"), "our": words("notre notre nos"),
    "this": words("ce cette ces"),
}  # fmt: skip
_FRENCH_BEFORE_VOWEL = {
    "le": "l'", "la": "l'", "ma": "mon", "ta": "ton", "sa": "son", "ce": "cet",
}  # fmt: skip
_SPANISH = {
    "the": words("el la los las"), "a": words("un una unos unas"), "my": words("mi mi mis mis"),
    "your": words("tu tu tus tus"), "his": words("su su sus sus"),
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


def english_plural(noun: str) -> str:
    """Return the plural of an English noun."""
    if noun in _ENGLISH_PLURALS:
        return _ENGLISH_PLURALS[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def french_plural(word: str) -> str:
    """Return the plural of a French noun or adjective."""
    if word in _FRENCH_PLURALS:
        return _FRENCH_PLURALS[word]
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")) and word != "bleu":
        return word + "x"
    return word[:-1] + "ux" if word.endswith("al") else word + "s"


def spanish_plural(word: str) -> str:
    """Return the plural of a Spanish noun or adjective."""
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
    body = english_plural(noun) if plural else noun
    body = f"{adjective} {body}" if adjective else body
    if plural and determiner not in ENGLISH_NUMBERS and determiner:
        determiner = PLURAL_DETERMINERS[determiner]
    if determiner == "a" and (body[0] in "aeiou" or body == "hour"):
        determiner = "an"
    return f"{determiner} {body}".strip()


def french(
    determiner: str, noun: Noun, adjective: Adjective | None = None, plural: bool = False
) -> str:
    """Return a French noun phrase; the determiner is the English one, in the singular."""
    feminine = noun.french_gender == "f"
    body = french_plural(noun.french) if plural else noun.french
    if adjective:
        form = french_form(adjective, feminine, plural)
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
    if determiner in ENGLISH_NUMBERS:
        number = FRENCH_NUMBERS[ENGLISH_NUMBERS.index(determiner)]
        return f"{'une' if number == 'un' and feminine else number} {body}"
    forms = _FRENCH["his" if determiner == "her" else determiner]
    word = forms[2 if plural else int(feminine)]
    if body[0] in _VOWELS and not plural:
        word = _FRENCH_BEFORE_VOWEL.get(word, word)
    return word + body if word.endswith("'") else f"{word} {body}"


def spanish(
    determiner: str, noun: Noun, adjective: Adjective | None = None, plural: bool = False
) -> str:
    """Return a Spanish noun phrase; the determiner is the English one, in the singular."""
    feminine = noun.spanish_gender == "f"
    body = spanish_plural(noun.spanish) if plural else noun.spanish
    if adjective:
        form = spanish_form(adjective, feminine, plural)
        before = "es" in adjective.before.split("+")
        body = f"{_SPANISH_SHORT.get(form, form)} {body}" if before else f"{body} {form}"
    if not determiner:
        return body
    if determiner in ENGLISH_NUMBERS:
        number = SPANISH_NUMBERS[ENGLISH_NUMBERS.index(determiner)]
        return f"{'una' if number == 'un' and feminine else number} {body}"
    # "El agua": a stressed a takes the masculine article.
    masculine_article = determiner in {"the", "a"} and body.startswith("agua") and not plural
    forms = _SPANISH["his" if determiner == "her" else determiner]
    return f"{forms[2 * plural + (feminine and not masculine_article)]} {body}"


def french_form(adjective: Adjective, feminine: bool, plural: bool) -> str:
    """Return the French form of an adjective."""
    form = adjective.french[feminine]
    return french_plural(form) if plural and form not in {"marron", "orange"} else form


def spanish_form(adjective: Adjective, feminine: bool, plural: bool) -> str:
    """Return the Spanish form of an adjective."""
    form = adjective.spanish[feminine]
    return spanish_plural(form) if plural else form


def with_de(determiner: str, noun: Noun) -> str:
    """Return "of" or "some" and a French noun phrase: "du pain", "de l'eau", "de ma sœur"."""
    return _contracted("de", french(determiner, noun), {"le": "du"})


def with_a(determiner: str, noun: Noun) -> str:
    """Return "to" and a French noun phrase."""
    return _contracted("à", french(determiner, noun), {"le": "au"})


def spanish_after(preposition: str, phrase: str) -> str:
    """Return a Spanish phrase after "a" or "de": "al parque", "del árbol"."""
    if preposition in {"a", "de"} and phrase.startswith("el "):
        return preposition + "l" + phrase.removeprefix("el")
    return f"{preposition} {phrase}"


def _contracted(preposition: str, phrase: str, contractions: dict[str, str]) -> str:
    first, _, rest = phrase.partition(" ")
    if first in contractions:
        return f"{contractions[first]} {rest}"
    return f"{preposition} {phrase}"


def je(verb: str, pronoun: str = "je") -> str:
    """Return a French pronoun and its verb; "je" and "ne" lose their e before a vowel."""
    if pronoun.endswith("e") and len(pronoun) == 2 and verb[0] in _VOWELS:
        return f"{pronoun[0]}'{verb}"
    return f"{pronoun} {verb}"
