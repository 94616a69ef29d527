"""What examples can have in common: relations between words, numbers and short texts."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import NamedTuple

from .draw import Draw
from .text import phrases, words
from .things import ANIMALS, CONTAINERS, ITEMS, PLACES, WARES
from .world import CAPITALS, CATEGORIES, CONTINENTS, OPPOSITES, WORDS, plural


class Examples(NamedTuple):
    """Pairs that have a relation in common.

    Attributes
    ----------
    pairs : list of tuple
        What is given and what follows; the last pair is the one that is asked.
    heads : str
        What the two sides are called, such as "Country|Capital"; empty without a name of its own.
    form : {"word", "clear", "number", "text"}
        Which layouts suit: single words (clear ones need but one example), numbers, or sentences.
    """

    pairs: list[tuple[str, str]]
    heads: str
    form: str = "word"


Relation = Callable[[Draw, int], Examples]

_COUNTRIES = [country for country in CAPITALS if " " not in country and country in CONTINENTS]
_CONTINENT = {country: CONTINENTS[country] for country in _COUNTRIES}
_CAPITAL = {country: CAPITALS[country] for country in _COUNTRIES}
_ALL_ITEMS = [item for items in CATEGORIES.values() for item in items]
_CATEGORY = {
    item: category
    for category, items in CATEGORIES.items()
    for item in items
    if _ALL_ITEMS.count(item) == 1
}
_MEMBERS = {
    category: [item for item in items if item in _CATEGORY]
    for category, items in CATEGORIES.items()
}
_SINGLE_WORDS = sorted({word for word in [*WORDS, *_ALL_ITEMS] if word.isalpha()})
_LOWER_WORDS = [word for word in _SINGLE_WORDS if word.islower()]
_NOUNS = sorted({*ITEMS, *ANIMALS, *PLACES, *CONTAINERS})
_FRENCH = dict(
    pair.split("=")
    for pair in phrases(
        "house=maison|car=voiture|door=porte|table=table|flower=fleur|chair=chaise|moon=lune|"
        "apple=pomme|dog=chien|cat=chat|book=livre|hat=chapeau|boat=bateau|bread=pain|"
        "garden=jardin|horse=cheval|cheese=fromage|window=fenêtre|red=rouge|yellow=jaune|"
        "green=vert|black=noir|white=blanc|blue=bleu|hello=bonjour|goodbye=au revoir|"
        "thank you=merci|yes=oui|no=non"
    )
)
_PRAISE = [
    "I [love|like|adore|enjoy] [this|my|the] {w}[.|!]", "[Great|Wonderful|Lovely|Super] {w}[!|.]",
    "The {w} is [great|good|perfect|amazing|excellent|wonderful|fantastic].", "Best {w} ever!",
    "[What|Such] a [lovely|great|wonderful|beautiful] {w}!", "I am [so |very |]happy with it.",
    "It works [well|perfectly].", "I would buy it again.", "[So|Very] good[!|.]", "Love it!",
    "The {w} was [delicious|fun|a pleasure|worth it].", "[Amazing|Excellent|Perfect|Brilliant]!",
    "We had a [great|lovely|wonderful] time.", "Highly recommended.", "My family loves the {w}.",
]  # fmt: skip
_BLAME = [
    "I [hate|dislike|regret] [this|my|the] {w}[.|!]", "[Terrible|Awful|Horrible|Bad] {w}[!|.]",
    "The {w} is [terrible|bad|awful|useless|horrible|broken|disappointing].", "Worst {w} ever!",
    "[What|Such] a [bad|terrible|poor|nasty] {w}!", "I am [so |very |]unhappy with it.",
    "It [does not work|broke|stopped working].", "I want my money back.", "[So|Very] bad[!|.]",
    "The {w} was [boring|a waste of money|a mistake|dirty].", "[Useless|Dreadful|Disappointing]!",
    "We had a [bad|terrible|awful] time.", "Do not buy it.", "My family hates the {w}.", "Hate it!",
]  # fmt: skip
_SENTIMENT_LABELS = phrases(
    "positive negative|positive negative|positive negative|good bad|happy sad|pos neg|Positive "
    "Negative|:) :(|+ -|1 0|yes no|like dislike|P N|thumbs-up thumbs-down"
)
_LABELS = phrases(
    "A B|0 1|1 2|yes no|x y|foo bar|left right|red blue|+ -|up down|one two|hot cold|true false|"
    "in out|Team A:Team B|cat dog|sun moon|alpha beta|north south|Class 1:Class 2|p q|odd even"
)
_PREFIXES = phrases("the|my|a big|very|not|Hello|Dear|I like|no|one|more|new|super|your|Mr|our")
_SUFFIXES = phrases("!|?|...|.| please| again| too| now| here| 1|s|ing| house| and more|!!|-x| man")
_ONSETS = words("b bl br d dr f fl g gl gr j k kl l m n p pl qu r s sk sn st t tr v w y z zh")
_CODAS = words("b d ff g k l m n p r sh t x zz mp nk rt")


def invented_word(draw: Draw) -> str:
    """Return a word that means nothing, such as "blip"."""
    word = draw.pick(_ONSETS) + draw.pick("aeiou")
    if draw.chance(0.4):
        word += draw.pick("bdfglmnprtz") + draw.pick("aeiou")
    return word + draw.pick(_CODAS) if draw.chance(0.8) else word + draw.pick(_ONSETS) + "o"


def some_words(draw: Draw, count: int) -> list[str]:
    """Return that many different words, known or invented."""
    if draw.chance(0.7):
        return draw.pick_several(_LOWER_WORDS, count)
    found: dict[str, None] = {}
    while len(found) < count:
        found[invented_word(draw)] = None
    return list(found)


def _lookup_table(table: dict[str, str], heads: str, form: str = "clear") -> Relation:
    def relation(draw: Draw, count: int) -> Examples:
        pairs = draw.pick_several(list(table.items()), count)
        if heads == "Word|Opposite" and draw.chance(0.15):
            pairs = [(given.capitalize(), follows.capitalize()) for given, follows in pairs]
        return Examples(pairs, heads, form)

    return relation


def _words_with(follow: Callable[[str], str], heads: str, form: str = "clear") -> Relation:
    def relation(draw: Draw, count: int) -> Examples:
        given = some_words(draw, count)
        return Examples([(word, follow(word)) for word in given], heads, form)

    return relation


def _phrases_with(follow: Callable[[list[str]], str], heads: str) -> Relation:
    def relation(draw: Draw, count: int) -> Examples:
        length = draw.pick([2, 2, 3])
        chosen = some_words(draw, count * length)
        given = [chosen[at : at + length] for at in range(0, count * length, length)]
        return Examples([(" ".join(parts), follow(parts)) for parts in given], heads)

    return relation


def _category(draw: Draw, count: int) -> Examples:
    chosen = draw.pick_several(list(CATEGORIES), count)
    pairs = [(draw.pick(_MEMBERS[name]), name) for name in chosen]
    return Examples(pairs, draw.pick(["Word|Category", "Thing|Kind", "Item|Type"]), "clear")


def _fixed(draw: Draw, count: int) -> Examples:
    """Something is added to every word: before it or after it."""
    given = some_words(draw, count)
    if draw.pick([True, False]):
        start = draw.pick(_PREFIXES)
        return Examples([(word, f"{start} {word}") for word in given], "")
    end = draw.pick(_SUFFIXES)
    return Examples([(word, word + end) for word in given], "")


def _arithmetic(draw: Draw, count: int) -> Examples:
    """Every number is changed in the same way."""
    given, by = draw.pick_several(range(1, 21), count), draw.pick([1, 1, 2, 10])
    pairs = [(str(number), str(number + by)) for number in given]
    if draw.chance(0.25):
        pairs = [(greater, number) for number, greater in pairs]
    return Examples(pairs, "", "number")


def _sentiment(draw: Draw, count: int) -> Examples:
    labels = draw.pick(_SENTIMENT_LABELS).split()
    if draw.chance(0.15):
        labels = [invented_word(draw), invented_word(draw)]
    polarities = _classes(draw, 2, count)
    pairs: list[tuple[str, str]] = []
    for one in polarities:
        review = _review(draw, one)
        while review in [shown for shown, _ in pairs]:
            review = _review(draw, one)
        pairs.append((review, labels[one]))
    return Examples(pairs, draw.pick(["Review|Sentiment", "Text|Label", "Text|Sentiment"]), "text")


def _review(draw: Draw, polarity: int) -> str:
    wording = draw.wording([_PRAISE, _BLAME][polarity])
    return wording.replace("{w}", draw.pick(WARES))


def _classes(draw: Draw, classes: int, count: int) -> list[int]:
    """Return a class for every example; each class is shown before the last example."""
    shown = [*range(classes), *(draw.number(0, classes - 1) for _ in range(count - 1 - classes))]
    draw.rng.shuffle(shown)
    return [*shown, draw.number(0, classes - 1)]


def _labels(draw: Draw, count: int) -> Examples:
    """Give things of different categories labels that only the examples define."""
    classes = 3 if count >= 5 and draw.chance(0.3) else 2
    large = [name for name, members in _MEMBERS.items() if len(members) >= count]
    chosen = draw.pick_several(large, classes)
    labels = some_words(draw, classes) if draw.chance(0.4) else []
    while len(set(labels)) < classes:
        given = draw.pick(_LABELS)
        pair = given.split(":") if ":" in given else given.split()
        labels = pair if classes == 2 else [invented_word(draw) for _ in range(classes)]
    if draw.chance(0.5):
        labels.reverse()
    kinds = _classes(draw, classes, count)
    pools = [draw.pick_several(_MEMBERS[name], count) for name in chosen]
    pairs = [(pools[kind][at], labels[kind]) for at, kind in enumerate(kinds)]
    return Examples(pairs, draw.pick(["Word|Label", "Item|Class", "Thing|Group", ""]))


def told(draw: Draw, count: int) -> Examples:
    """Ask again for one of the examples, which nothing but the examples could tell."""
    given = [draw.first_name() for _ in range(count - 1)] if draw.chance(0.3) else []
    if len(set(given)) < count - 1:
        given = some_words(draw, count - 1)
    kind = draw.pick(["number", "letter", "word", "colour"])
    if kind == "number":
        follow = [str(number) for number in draw.pick_several(range(1, 100), count - 1)]
    elif kind == "letter":
        follow = draw.pick_several(ascii_uppercase, count - 1)
    elif kind == "colour":
        follow = draw.pick_several(CATEGORIES["colour"], count - 1)
    else:
        follow = some_words(draw, count - 1)
    pairs = list(zip(given, follow, strict=True))
    return Examples([*pairs, draw.pick(pairs)], draw.pick(["Key|Value", ""]))


RELATIONS: list[Relation] = [
    _category, _category, _labels, _labels, _labels, _sentiment, _sentiment, _sentiment,
    told, told, _fixed, _arithmetic, *[_lookup_table(OPPOSITES, "Word|Opposite")] * 3,
    *[_lookup_table(_CAPITAL, "Country|Capital")] * 3,
    _lookup_table(_CONTINENT, "Country|Continent", "word"),
    _lookup_table(_FRENCH, "English|French"),
    *[_lookup_table({noun: plural(noun) for noun in _NOUNS}, "Singular|Plural")] * 2,
    _words_with(str.upper, "Lower|Upper"), _words_with(str.upper, ""),
    _words_with(lambda word: f"{word} {word}", "", "word"),
    _phrases_with(lambda parts: parts[0], "Text|First word"),
    _phrases_with(lambda parts: parts[-1], "Text|Last word"),
    _phrases_with(lambda parts: " ".join(reversed(parts)), "Text|Reversed"),
]  # fmt: skip
"""How often each relation is taken."""
ONLY_SHOWN: list[Relation] = [
    *[told] * 8, *[_labels] * 6, *[_sentiment] * 3, *[_fixed] * 3, *[_arithmetic] * 3,
    *RELATIONS[-3:] * 2,
]  # fmt: skip
"""Relations that nothing but the examples can tell; they need more practice."""
