"""Facts of the small world, reasons, and the honest answer to everything else."""

from __future__ import annotations

from dataclasses import dataclass

from . import world
from .draw import TRAIN_ONLY, Draw, Example
from .text import phrases, words


@dataclass(frozen=True)
class Fact:
    """One fact: key for the split, question, answer as a sentence, and as few words as possible."""

    key: str
    question: str
    sentence: str
    short: str


_CAPITAL = [
    "What is the capital of {c}?", "Capital of {c}?", "Name the capital of {c}.",
    "Which city is the capital of {c}?", "Tell me the capital of {c}.", "What is {c}'s capital?",
    "What's the capital of {c}?", "What is the capital city of {c}?",
    "Do you know the capital of {c}?", "The capital of {c} is",
]  # fmt: skip
_CONTINENT = [
    "On which continent is {c}?", "Which continent is {c} in?", "Where is {c}?",
    "What continent is {c} in?", "In which continent is {c}?",
]  # fmt: skip
_COLOUR = [
    "What colour is {x}?", "Which colour is {x}?", "Tell me the colour of {x}.",
    "What is the colour of {x}?", "What color is {x}?", "Colour of {x}?",
]  # fmt: skip
_UNIT = [
    "How many {u} are in {v}?", "How many {u} are there in {v}?", "How many {u} does {v} have?",
    "How many {u} in {v}?",
]  # fmt: skip
_SOUND = [
    "What sound does a {w} make?", "What does a {w} say?", "Which sound does a {w} make?",
    "What noise does a {w} make?",
]  # fmt: skip
_OPPOSITE = [
    "What is the opposite of {w}?", "Opposite of {w}?", "Give the opposite of {w}.",
    "What's the opposite of {w}?", "Tell me the opposite of {w}.",
]  # fmt: skip
_SEQUENCE = [
    "Which {u} comes {d} {x}?", "What {u} is {d} {x}?", "What {u} comes {d} {x}?",
    "Which {u} is {d} {x}?",
]  # fmt: skip
_ONE_WORD = [" Answer with one word.", " Just the answer.", " Answer in one word.", " One word."]


def draw_fact(draw: Draw) -> Fact:
    """Draw one fact; the split goes by the pair of fact and wording."""
    roll = draw.rng.random()
    if roll < 0.36:
        return _capital(draw)
    if roll < 0.46:
        country = draw.pick(list(world.CONTINENTS))
        continent = world.CONTINENTS[country]
        return _fact(draw, _CONTINENT, f"{country} is in {continent}.", continent, c=country)
    if roll < 0.60:
        noun = draw.pick(list(world.COLOURS_OF))
        subject, colour = world.colour_subject(noun), world.COLOURS_OF[noun]
        sentence = f"{subject[0].upper()}{subject[1:]} is {colour}."
        return _fact(draw, _COLOUR, sentence, colour, x=subject)
    if roll < 0.74:
        (unit, whole), count = draw.pick(list(world.UNITS.items()))
        return _fact(draw, _UNIT, f"There are {count} {unit} in {whole}.", count, u=unit, v=whole)
    if roll < 0.80:
        animal, sound = draw.pick(list(world.SOUNDS.items()))
        return _fact(draw, _SOUND, f"A {animal} says {sound}.", sound, w=animal)
    if roll < 0.92:
        word, opposite = draw.pick(list(world.OPPOSITES.items()))
        return _fact(draw, _OPPOSITE, f"The opposite of {word} is {opposite}.", opposite, w=word)
    return _next_in_sequence(draw)


def _fact(draw: Draw, wordings: list[str], sentence: str, short: str, **fields: str) -> Fact:
    wording = draw.pick(wordings)
    plain = wording.format(**fields)
    question = draw.fill(wording, **fields)
    if draw.noisy and draw.chance(0.08):
        question = question.lower()
    return Fact(plain, question, sentence, short)


def _capital(draw: Draw) -> Fact:
    country, capital = draw.pick(list(world.CAPITALS.items()))
    return _fact(draw, _CAPITAL, f"The capital of {country} is {capital}.", capital, c=country)


def _next_in_sequence(draw: Draw) -> Fact:
    names, unit = draw.pick([(world.DAYS, "day"), (world.MONTHS, "month")])
    at, step = draw.number(0, len(names) - 1), draw.pick([1, -1])
    direction = "after" if step == 1 else "before"
    answer = names[(at + step) % len(names)]
    sentence = f"{answer} comes {direction} {names[at]}."
    return _fact(draw, _SEQUENCE, sentence, answer, u=unit, d=direction, x=names[at])


def facts(draw: Draw) -> Example:
    """Answer a question about the small world, sometimes in one word."""
    fact = draw_fact(draw)
    if draw.chance(0.2):
        return Example(fact.key, fact.question + draw.pick(_ONE_WORD), fact.short)
    return Example(fact.key, fact.question, fact.sentence)


_WHY = [
    "Why {q}?", "Tell me why {s}.", "Explain why {s}.", "Can you explain why {s}?",
    "Do you know why {s}?", "What is the reason that {s}?",
]  # fmt: skip


def why(draw: Draw) -> Example:
    """Give the reason for one of a few things in nature, in one sentence."""
    question_order, statement, answer = draw.pick(world.WHY)
    wording = draw.pick(["Why {q}?", *_WHY])
    key = TRAIN_ONLY if wording == _WHY[0] else wording + statement
    return Example(key, draw.fill(wording, q=question_order, s=statement), answer)


DO_NOT_KNOW = "I do not know. I am only a tiny demo model."
_OUT_OF_SCOPE = [
    "Who invented the {w}?", "Why is the {w} so {a}?", "How do I repair a {w}?", "Explain {s}.",
    "What do you think about {s}?", "Who is the president of {c}?", "What is a {w}?",
    "How many people live in {c}?", "Write an essay about {s}.", "What is the weather in {k}?",
    "When was the {w} invented?", "How old is {n}?", "Where does {n} work?", "Who is {n}?",
    "What is the meaning of {s}?", "How far is {k} from {k2}?", "Who wrote the book about {n}?",
    "Recommend a {w} for {n}.", "What is {s}?", "How does a {w} work?", "Can you drive to {k}?",
    "What happened in {y}?", "What is the capital of {n}?", "Capital of {n}?", "Who won in {y}?",
    "How much does a {w} cost?", "Tell me about {s}.", "What is the population of {c}?",
    "What is the best {w}?", "Do you like {s}?", "Why do people like {s}?",
    "How do I learn {s}?", "Who discovered {s}?", "What time is it in {k}?",
]  # fmt: skip
_SUBJECTS = phrases(
    "quantum physics|machine learning|the stock market|love|philosophy|black holes|politics|"
    "gravity|democracy|evolution|chess|opera|the internet|religion|history|climate|"
    "neural networks|music theory|economics|time travel|biology|poetry|the universe|football"
)


def unknown(draw: Draw) -> Example:
    """Say "I do not know" to what is outside the small world."""
    question = draw.ask(
        _OUT_OF_SCOPE,
        w=draw.pick(world.PRODUCTS + world.CATEGORIES["instrument"]),
        a=draw.pick(words("big small old new hot cold")),
        s=draw.pick(_SUBJECTS),
        c=draw.pick(list(world.CAPITALS)),
        k=draw.city(),
        k2=draw.city(),
        n=draw.first_name(),
        y=draw.number(1500, 2020),
    )
    return Example(question.lower(), question, DO_NOT_KNOW)
