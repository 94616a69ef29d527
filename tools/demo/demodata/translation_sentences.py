"""Small sentences in English, French and Spanish at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .draw import Draw
from .translation_grammar import (
    english,
    english_plural,
    french,
    french_form,
    je,
    spanish,
    spanish_after,
    spanish_form,
    with_a,
    with_de,
)  # fmt: skip
from .translation_words import (
    AGES,
    ALLER,
    AVOIR,
    COUNTABLE,
    DAYS,
    ENGLISH_NUMBERS,
    ESTAR,
    ETRE,
    FRENCH_PRONOUNS,
    HAD,
    INFINITIVES,
    IR,
    MODALS,
    NOUNS,
    PRONOUNS,
    SER,
    SPANISH_PRONOUNS,
    TENER,
    VERBS,
    Adjective,
    Noun,
    adjectives_for,
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """The same thing in three languages.

    Attributes
    ----------
    key : str or None
        What decides the split, together with the language; "" stands for the whole question.
    nouns : tuple of Noun
        The nouns in it, whose way back to English may be ambiguous.
    """

    english: str
    french: str
    spanish: str
    key: str | None
    nouns: tuple[Noun, ...] = ()


def one_of(draw: Draw, names: tuple[str, ...], usual: bool) -> str:
    """Return an English word: the usual one or, now and then, a synonym."""
    return names[0] if usual or draw.chance(0.6) else draw.pick(names)


def of_kind(*kinds: str) -> list[Noun]:
    """Return the nouns of some kinds."""
    return [noun for noun in NOUNS if noun.kind in kinds]


_FOOD, _DRINKS = of_kind("food", "mass"), of_kind("liquid", "drink")
THINGS, _PLACES = of_kind("thing"), of_kind("place")
_VISIBLE = [noun for noun in COUNTABLE if noun.kind != "time"]
_PEOPLE, ALIVE_NOUNS = of_kind("people", "family"), of_kind("people", "family", "animal")
_DESCRIBABLE = [noun for noun in NOUNS if noun.kind != "time"]
_MASS = of_kind("mass", "liquid")
_DETERMINERS = ["the"] * 5 + ["my", "my", "your", "our", "this", "his", "her"]


def _named(noun: str) -> Noun:
    return next(entry for entry in NOUNS if noun in entry.english)


_INSIDE = [*_PLACES, *(_named(name) for name in ("box", "car", "bag", "train", "boat"))]
_UPON = [_named(name) for name in ("table", "chair", "bed", "bridge", "beach", "road")]
_LIKED = [
    *of_kind("animal", "food", "mass", "mass", "liquid", "drink"),
    *(_named(name) for name in ("music", "book", "flower", "snow")),
]
_BELOW = [_named(name) for name in ("table", "chair", "bed", "bridge", "tree", "umbrella")]


def described(draw: Draw, usual: bool) -> Said:
    """Return "the red house", "a big dog", "two black cats"."""
    noun = draw.pick(_DESCRIBABLE)
    adjective = draw.pick(adjectives_for(noun))
    determiner = draw.pick([*_DETERMINERS, "the", "the", "the", "a", "a", "a"])
    plural = noun in COUNTABLE and noun.english != ("fish",) and draw.chance(0.22)
    if plural and draw.chance(0.5):
        determiner = draw.pick(["", *ENGLISH_NUMBERS[1:]])
    elif not plural and draw.chance(0.18):
        determiner = ""
    if noun not in COUNTABLE and determiner == "a":
        determiner = "the"
    return Said(
        english(determiner, one_of(draw, noun.english, usual),
                one_of(draw, adjective.english, usual), plural),
        french(determiner, noun, adjective, plural), spanish(determiner, noun, adjective, plural),
        _combination(noun, adjective), (noun,),
    )  # fmt: skip


def _combination(noun: Noun, adjective: Adjective) -> str:
    return f"{adjective.english[0]} {noun.english[0]}"


def determined(draw: Draw, usual: bool) -> Said:
    """Return "my dog", "these cats", "two houses", "some apples"."""
    noun = draw.pick(NOUNS)
    determiner = draw.pick(["my", "your", "our", "this", "his", "her"])
    plural = noun in COUNTABLE and draw.chance(0.6)
    if plural:
        determiner = draw.pick([determiner, *ENGLISH_NUMBERS[1:], "the", "the", "the", "", "a"])
        if noun.english == ("fish",) and determiner not in {"this", *ENGLISH_NUMBERS}:
            determiner = "two"
    return Said(
        english(determiner, one_of(draw, noun.english, usual), plural=plural),
        french(determiner, noun, plural=plural), spanish(determiner, noun, plural=plural),
        f"{determiner} {noun.english[0]} {plural}", (noun,),
    )  # fmt: skip


def _be(draw: Draw, usual: bool) -> Said:
    noun = draw.pick(_DESCRIBABLE)
    adjective = draw.pick(adjectives_for(noun))
    determiner = draw.pick(_DETERMINERS)
    plural = noun in COUNTABLE and noun.english != ("fish",) and draw.chance(0.25)
    negative = draw.chance(0.15)
    name, quality = one_of(draw, noun.english, usual), one_of(draw, adjective.english, usual)
    est = "sont" if plural else "est"
    es = {"ser": ("es", "son"), "estar": ("está", "están")}[adjective.verb][plural]
    return Said(
        f"{english(determiner, name, plural=plural)} {'are' if plural else 'is'}"
        f"{' not' if negative else ''} {quality}",
        f"{french(determiner, noun, plural=plural)} {_not(est) if negative else est} "
        f"{french_form(adjective, noun.french_gender == 'f', plural)}",
        f"{spanish(determiner, noun, plural=plural)} {'no ' if negative else ''}{es} "
        f"{spanish_form(adjective, noun.spanish_gender == 'f', plural)}",
        _combination(noun, adjective), (noun,),
    )  # fmt: skip


def _not(verb: str) -> str:
    return f"{je(verb, 'ne')} pas"


def _verb(draw: Draw, usual: bool) -> Said:
    verb = draw.pick([*VERBS, "have", "have"])
    third, french_forms, spanish_forms = VERBS[verb]
    nouns = {"eat": _FOOD, "drink": _DRINKS, "have": [*ALIVE_NOUNS, *THINGS], "see": _VISIBLE}
    noun = draw.pick(nouns.get(verb, [*THINGS, *_FOOD, *_DRINKS]))
    person = 0 if draw.chance(0.4) else draw.number(0, 5)
    he = PRONOUNS[person] in {"he", "she"}
    determiner = draw.pick(["a"] * 3 + ["the"]) if verb == "have" else draw.pick(["a", "the"])
    negative = determiner == "the" and draw.chance(0.25) and verb != "have"
    name = one_of(draw, noun.english, usual)
    if noun in _MASS and determiner == "a":
        said, en, es = name, with_de("the", noun), noun.spanish
        said = f"some {said}" if not usual and draw.chance(0.3) else said
    else:
        said, en, es = (
            english(determiner, name),
            french(determiner, noun),
            spanish(determiner, noun),
        )
        if verb == "see" and noun in _PEOPLE:
            es = spanish_after("a", es)
    does = ("does not " if he else "do not ") if negative else ""
    form = french_forms[person]
    predicate = (
        f"{FRENCH_PRONOUNS[person]} {_not(form)}"
        if negative else je(form, FRENCH_PRONOUNS[person])
    )  # fmt: skip
    return Said(
        f"{PRONOUNS[person]} {does}{third if he and not negative else verb} {said}",
        f"{predicate} {en}",
        f"{SPANISH_PRONOUNS[person]}{'no ' if negative else ''}{spanish_forms[person]} {es}",
        f"{person} {verb} {determiner} {noun.english[0]}", (noun,),
    )  # fmt: skip


def _like(draw: Draw, usual: bool) -> Said:
    noun = draw.pick(_LIKED)
    plural = noun in COUNTABLE and noun.kind != "drink" and noun.english != ("fish",)
    name = one_of(draw, noun.english, usual)
    what = english_plural(name) if plural else name
    verb, aime, gusta = draw.pick([
        ("like", "aime", "gusta"), ("like", "aime", "gusta"), ("love", "adore", "encanta"),
        ("do not like", "", "gusta"), ("do you like", "", "gusta"),
    ])  # fmt: skip
    les, los = french("the", noun, plural=plural), spanish("the", noun, plural=plural)
    gusta += "n" if plural else ""
    key = f"{verb} {noun.english[0]}"
    if verb == "do you like":
        return Said(
            f"do you like {what}?", f"aimes-tu {les} ?", f"¿te {gusta} {los}?", key, (noun,)
        )
    if verb == "do not like":
        no = f"no me {gusta} {los}"
        return Said(f"I do not like {what}", f"je n'aime pas {les}", no, key, (noun,))
    return Said(f"I {verb} {what}", f"j'{aime} {les}", f"me {gusta} {los}", key, (noun,))


def _place(draw: Draw, usual: bool) -> Said:
    preposition, places = draw.pick(
        [("in", _INSIDE), ("in", _INSIDE), ("on", _UPON), ("under", _BELOW), ("near", _PLACES)]
    )
    place = draw.pick(places)
    where = one_of(draw, place.english, usual)
    en = spanish("the", place)
    es = {"in": f"en {en}", "on": f"en {en}", "under": f"debajo {spanish_after('de', en)}",
          "near": f"cerca {spanish_after('de', en)}"}[preposition]  # fmt: skip
    le = french("the", place)
    fr = {"in": f"dans {le}", "on": f"sur {le}", "under": f"sous {le}",
          "near": f"près {with_de('the', place)}"}[preposition]  # fmt: skip
    key = f"{preposition} {place.english[0]}"
    if draw.chance(0.25):
        person = draw.number(0, 5)
        return Said(f"{PRONOUNS[person]} {_is(person)} {preposition} the {where}",
                    f"{je(ETRE[person], FRENCH_PRONOUNS[person])} {fr}",
                    f"{SPANISH_PRONOUNS[person]}{ESTAR[person]} {es}",
                    f"{person} {key}", (place,))  # fmt: skip
    noun = draw.pick([*ALIVE_NOUNS, *THINGS, *of_kind("food")])
    name = one_of(draw, noun.english, usual)
    key = f"{noun.english[0]} {key}"
    if draw.chance(0.25):
        return Said(f"there is {english('a', name)} {preposition} the {where}",
                    f"il y a {french('a', noun)} {fr}", f"hay {spanish('a', noun)} {es}",
                    key, (noun, place))  # fmt: skip
    determiner = draw.pick(["the", "the", "my"])
    return Said(f"{english(determiner, name)} is {preposition} the {where}",
                f"{french(determiner, noun)} est {fr}", f"{spanish(determiner, noun)} está {es}",
                key, (noun, place))  # fmt: skip


def _is(person: int) -> str:
    return {"I": "am", "he": "is", "she": "is"}.get(PRONOUNS[person], "are")


def _asked(draw: Draw, usual: bool) -> Said:
    kind = draw.pick(["where", "where", "where", "how much", "colour", "have", "have"])
    nouns = {"where": [*ALIVE_NOUNS, *THINGS, *_PLACES, *_PLACES], "how much": [*THINGS, *_FOOD]}
    noun = draw.pick(nouns.get(kind, THINGS if kind == "colour" else [*ALIVE_NOUNS, *THINGS]))
    name = one_of(draw, noun.english, usual)
    determiner = "a" if kind == "have" else draw.pick(["the", "the", "the", "my"])
    if kind == "how much":
        determiner = draw.pick(["the", "this"])
    said, le, el = english(determiner, name), french(determiner, noun), spanish(determiner, noun)
    key = f"{kind} {determiner} {noun.english[0]}"
    if kind == "where":
        return Said(f"where is {said}?", f"où est {le} ?", f"¿dónde está {el}?", key, (noun,))
    if kind == "how much":
        asked = f"how much is {said}?"
        if not usual and draw.chance(0.4):
            asked = f"how much does {said} cost?"
        return Said(asked, f"combien coûte {le} ?", f"¿cuánto cuesta {el}?", key, (noun,))
    if kind == "colour":
        colour = "colour" if usual else draw.pick(["colour", "color"])
        return Said(f"what {colour} is {said}?", f"de quelle couleur est {le} ?",
                    f"¿de qué color es {el}?", key, (noun,))  # fmt: skip
    return Said(f"do you have {said}?", f"as-tu {le} ?", f"¿tienes {el}?", key, (noun,))


def _person(draw: Draw, usual: bool) -> Said:
    person = draw.pick([0, 0, 0, 1, 2, 3, 4, 5])
    they, il, él = PRONOUNS[person], FRENCH_PRONOUNS[person], SPANISH_PRONOUNS[person]
    kind = draw.pick(["had", "feel", "feel", "modal", "modal", "go", "age"])
    if kind == "had":
        quality, fr, es = draw.pick(HAD)
        return Said(f"{they} {_is(person)} {quality}", f"{je(AVOIR[person], il)} {fr}",
                    f"{él}{TENER[person]} {es}", f"{person} {quality}")  # fmt: skip
    if kind == "modal":
        modal = draw.pick(list(MODALS))
        third, fr_forms, es_forms = MODALS[modal]
        verb, fr, es = draw.pick(INFINITIVES)
        return Said(f"{they} {third if they in {'he', 'she'} else modal} {verb}",
                    f"{il} {fr_forms[person]} {fr}", f"{él}{es_forms[person]} {es}",
                    f"{person} {modal} {verb}")  # fmt: skip
    if kind == "go":
        place = draw.pick([p for p in _PLACES if p.english[0] not in {"forest", "street"}])
        going = f"{_is(person)} going" if usual or draw.chance(0.7) else (
            "goes" if they in {"he", "she"} else "go")  # fmt: skip
        return Said(f"{they} {going} to the {one_of(draw, place.english, usual)}",
                    f"{il} {ALLER[person]} {with_a('the', place)}",
                    f"{él}{IR[person]} {spanish_after('a', spanish('the', place))}",
                    f"{person} go {place.english[0]}", (place,))  # fmt: skip
    if kind == "age":
        number, fr, es = draw.pick(AGES)
        return Said(f"{they} {_is(person)} {number} years old", f"{je(AVOIR[person], il)} {fr} ans",
                    f"{él}{TENER[person]} {es} años", f"{person} {number} years")  # fmt: skip
    adjective = draw.pick([a for a in adjectives_for(_named("man")) if a.kind == "alive"])
    feminine, plural = they == "she", they in {"we", "they"}
    be = {"ser": SER, "estar": ESTAR}[adjective.verb][person]
    return Said(f"{they} {_is(person)} {one_of(draw, adjective.english, usual)}",
                f"{je(ETRE[person], il)} {french_form(adjective, feminine, plural)}",
                f"{él}{be} {spanish_form(adjective, feminine, plural)}",
                f"{person} {adjective.english[0]}")  # fmt: skip


def _polite(draw: Draw, usual: bool) -> Said:
    noun = draw.pick([*_FOOD, *_DRINKS])
    name = one_of(draw, noun.english, usual)
    said, un, uno = english("a", name), french("a", noun), spanish("a", noun)
    if noun in _MASS:
        said, un, uno = f"some {name}", with_de("the", noun), noun.spanish
    key = f"polite {noun.english[0]}"
    if draw.chance(0.6):
        return Said(f"I would like {said}", f"je voudrais {un}", f"quisiera {uno}", key, (noun,))
    return Said(f"{said}, please", f"{un}, s'il vous plaît", f"{uno}, por favor", key, (noun,))


def _pair(draw: Draw, usual: bool) -> Said:
    one, other = draw.pick_several(_VISIBLE, 2)
    if draw.chance(0.3):
        day, jour, día = draw.pick(DAYS)
        if draw.chance(0.6):
            return Said(f"today is {day}", f"aujourd'hui, c'est {jour}", f"hoy es {día}", "")
        return Said(f"see you on {day}", f"à {jour}", f"hasta el {día}", "")
    determiner = draw.pick(["the", "the", "the", "a", "my"])
    y = "e" if other.spanish.startswith("i") and determiner == "" else "y"
    fr, es = french(determiner, other), spanish(determiner, other)
    return Said(
        f"{english(determiner, one_of(draw, one.english, usual))} and "
        f"{english(determiner, one_of(draw, other.english, usual))}",
        f"{french(determiner, one)} et {fr}", f"{spanish(determiner, one)} {y} {es}",
        f"{one.english[0]} {other.english[0]}", (one, other),
    )  # fmt: skip


_SENTENCES: list[Callable[[Draw, bool], Said]] = [
    _be, _be, _be, _be, _verb, _verb, _verb, _like, _like, _place, _place, _asked, _asked,
    _person, _person, _person, _polite, _pair,
]  # fmt: skip


def sentence(draw: Draw, usual: bool) -> Said:
    """Return "the cat is black", "I have a dog", "where is the station?" and the like."""
    return draw.pick(_SENTENCES)(draw, usual)
