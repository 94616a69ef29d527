"""Reviews and their sentiment."""

from __future__ import annotations

from collections.abc import Sequence

from .draw import Draw, Example
from .review_places import EVENTS, FOOD, HOTELS, SERVICES, SHOPS
from .review_things import APPS, BOOKS, CLOTHES, FILMS, PRODUCTS
from .review_wordings import (
    ASK_SENTIMENT,
    ONE_WORD,
    SENTIMENT_FRAMES,
)  # fmt: skip
from .review_words import (
    ADJECTIVES,
    ADVERBS,
    ASIDES,
    FRAGMENTS,
    KIN,
    MIXED,
    NEGATED,
    NOT_BEFORE_NOUNS,
    OPINIONS,
    PEOPLE,
    PERSON_ADJECTIVES,
    SENTENCES,
    SPANS,
    Domain,
)  # fmt: skip

_DOMAINS = [
    PRODUCTS, PRODUCTS, PRODUCTS, CLOTHES, FILMS, FILMS, BOOKS, FOOD, FOOD, HOTELS, HOTELS, APPS,
    SERVICES, SERVICES, EVENTS, SHOPS,
]  # fmt: skip
_POLARITY = {5: "positive", 4: "positive", 3: "neutral", 2: "negative", 1: "negative"}
_CLAUSE_STARTS = ("I ", "It ", "The ", "This ", "We ", "They ", "My ", "Nobody ", "Everything ")
_PROPER_STARTS = ("I ", "I'", "A+", "OK")


def sentiment(draw: Draw) -> Example:
    """Classify a review as positive, negative or neutral."""
    tiers = draw.pick([(5, 5, 5, 4), (4, 4, 4, 5), (3,), (3,), (2, 2, 2, 1), (1, 1, 1, 2)])
    text = _review(draw, tiers)
    polarity = _POLARITY[tiers[0]]
    labels = _labels(draw, polarity)
    fields = {"labels": labels, "Labels": _capital(labels)}
    if draw.chance(0.8):
        instruction = draw.wording(ASK_SENTIMENT)
        if draw.chance(0.12):
            instruction += ("" if instruction.endswith("?") else ".") + draw.wording([ONE_WORD])
        question = draw.ask_about([instruction], _typed(draw, text), **fields)
    else:
        question = draw.ask(SENTIMENT_FRAMES, r=_typed(draw, text), **fields)
    return Example(text.lower(), question, polarity)


def _review(draw: Draw, tiers: Sequence[int]) -> str:
    domain = draw.pick(_DOMAINS)
    thing = draw.pick(domain.things)
    scene = {
        "p": thing, "ap": f"{_article(thing)} {thing}", "name": draw.first_name(), "c": draw.city(),
        "kin": draw.pick(KIN), "t": draw.pick(SPANS),
    }  # fmt: skip
    if tiers[0] == 3 and draw.chance(0.35):
        sentences = [_mixed(draw, domain, scene)]
    else:
        sentences = _opinions(draw, domain, scene, tiers)
    if draw.chance(0.25):
        aside = draw.wording(domain.asides if draw.chance(0.6) else ASIDES).format(**scene)
        sentences.insert(0 if draw.chance(0.75) else len(sentences), aside + ".")
    return " ".join(sentences)


def _opinions(draw: Draw, domain: Domain, scene: dict[str, str], tiers: Sequence[int]) -> list[str]:
    sentences: list[str] = []
    for _ in range(draw.pick([1, 1, 1, 1, 2, 2, 2, 3])):
        tier = draw.pick(tiers)
        text = _opinion(draw, domain, scene, tier)
        if draw.chance(0.15) and text.startswith(_CLAUSE_STARTS):
            other = _clause(draw, domain, scene, draw.pick(tiers))
            text += draw.pick([" and ", " and ", ", and ", ", ", " - "]) + other
        start = text.split()[:3]
        if all(sentence.split()[:3] != start for sentence in sentences):
            sentences.append(text + _mark(draw, text, tier))
    return sentences


def _mixed(draw: Draw, domain: Domain, scene: dict[str, str]) -> str:
    good = _clause(draw, domain, scene, draw.pick([4, 5]))
    bad = _clause(draw, domain, scene, draw.pick([1, 2]))
    fields = _fields(draw, domain, scene, 3)
    fields |= {"g": draw.pick(ADJECTIVES[4]), "d": draw.pick(ADJECTIVES[2])}
    parts = [part.format(good=good, bad=bad, **fields) for part in draw.wording(MIXED).split(". ")]
    return " ".join(_capital(part) + "." for part in parts)


def _clause(draw: Draw, domain: Domain, scene: dict[str, str], tier: int) -> str:
    """Return an opinion that can follow a comma."""
    while not (text := _opinion(draw, domain, scene, tier)).startswith(_CLAUSE_STARTS):
        pass
    return text if text.startswith(_PROPER_STARTS) else text[0].lower() + text[1:]


def _opinion(draw: Draw, domain: Domain, scene: dict[str, str], tier: int) -> str:
    """Return a sentence without its final mark that stands for this number of stars."""
    roll = draw.rng.random()
    if roll < 0.08:
        return draw.pick(FRAGMENTS[tier])
    if roll < 0.3:
        patterns = OPINIONS[tier]
    elif roll < 0.55:
        patterns = domain.opinions[tier]
    elif roll < 0.6:
        patterns = NEGATED.get(tier, OPINIONS[tier])
    else:
        patterns = SENTENCES
    return _capital(draw.wording(patterns).format(**_fields(draw, domain, scene, tier)))


def _fields(draw: Draw, domain: Domain, scene: dict[str, str], tier: int) -> dict[str, str]:
    aspect, other_aspect = draw.pick_several(domain.aspects, 2)
    adjective = draw.pick(ADJECTIVES[tier])
    bare = draw.pick([a for a in ADJECTIVES[tier] if a not in NOT_BEFORE_NOUNS])
    full = _with_adverb(draw, adjective, tier)
    who = draw.pick(PEOPLE)
    return scene | {
        "x": aspect, "y": other_aspect, "xs": draw.pick(domain.plurals),
        "w": draw.pick(domain.people), "a": full, "A": _capital(full), "b": bare,
        "B": _capital(bare), "an": f"{_article(bare)} {bare}",
        "who": f"{who} {scene['name']}" if who == "My friend" and draw.chance(0.5) else who,
        "pa": _with_adverb(draw, draw.pick(PERSON_ADJECTIVES[tier]), tier),
    }  # fmt: skip


def _with_adverb(draw: Draw, adjective: str, tier: int) -> str:
    return f"{draw.pick(ADVERBS[tier])} {adjective}".strip()


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" and not word.startswith(("use", "usu", "uniq")) else "a"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _mark(draw: Draw, text: str, tier: int) -> str:
    if text.startswith(("What ", "Such ")) or (tier in (1, 5) and draw.chance(0.3)):
        return draw.pick(["!", "!", "!", "!", "!!", "!!!"])
    return draw.pick(["."] * 15 + (["..."] if tier in (2, 3) else ["!", "!"]))


def _typed(draw: Draw, text: str) -> str:
    """Return the review as hurried people type it; unchanged where there is no noise."""
    if not draw.noisy:
        return text
    if draw.chance(0.12):
        text = text.lower()
    if draw.chance(0.12):
        text = text.rstrip(".")
    if draw.chance(0.08):
        text = text.replace("'", "")
    return text.upper() if draw.chance(0.02) else text


_LABEL_SEPARATORS = [
    (", ", " or ")
] * 6 + [
    (", ", ", or "), ("/", "/"), (", ", ", "), (" / ", " / "), ("|", "|"), (" or ", " or "),
    (", ", " and "),
]  # fmt: skip
_LABEL_FORMS = ["{}"] * 8 + ["'{}'", '"{}"', "({})", "[{}]", "{}", "**{}**"]
_THREE = [
    ("positive", "negative", "neutral"), ("positive", "negative", "neutral"),
    ("positive", "negative", "neutral"), ("positive", "negative", "neutral"),
    ("Positive", "Negative", "Neutral"), ("pos", "neg", "neutral"), ("good", "bad", "neutral"),
    ("pos", "neg", "neu"), ("positive", "negative", "mixed"), ("POSITIVE", "NEGATIVE", "NEUTRAL"),
    ("happy", "unhappy", "neutral"),
]  # fmt: skip
_TWO = [
    ("positive", "negative"), ("positive", "negative"), ("positive", "negative"), ("good", "bad"),
    ("Positive", "Negative"), ("happy", "unhappy"), ("pos", "neg"), ("favourable", "unfavourable"),
]  # fmt: skip


def _labels(draw: Draw, polarity: str) -> str:
    """Return the labels to choose from, as a prompt names them.

    Two labels are rarely offered for a neutral review, whose answer is neither of them.
    """
    labels: list[str] = list(
        draw.pick(_TWO)
        if draw.chance(0.05 if polarity == "neutral" else 0.3)
        else draw.pick(_THREE)
    )
    if draw.chance(0.7):
        draw.rng.shuffle(labels)
    comma, last = draw.pick(_LABEL_SEPARATORS)
    form = draw.pick(_LABEL_FORMS)
    whole = form in ("({})", "[{}]")
    items = labels if whole else [form.format(label) for label in labels]
    if len(items) == 2 and last == ", or ":
        last = " or "
    text = comma.join(items[:-1]) + last + items[-1]
    return form.format(text) if whole else text
