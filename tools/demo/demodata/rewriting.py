"""Small edits of text: case, order, plurals, lists, few-shot patterns, French, Python."""

from __future__ import annotations

from . import world
from .draw import TRAIN_ONLY, Draw, Example

_UPPER = [
    "Write in upper case: {t}", "Convert to upper case: {t}", "Upper case: {t}",
    "Uppercase: {t}", "Make this upper case: {t}", "Write in capital letters: {t}",
    "Put this in capitals: {t}", "Convert to uppercase: {t}",
    "Write this in upper case: {t}", "Turn this into upper case: {t}",
]  # fmt: skip
_LOWER = ["Write in lower case: {t}", "Lower case: {t}", "Lowercase: {t}"]
_REVERSE = [
    "Reverse the order of the words: {t}", "Reverse the words: {t}", "Reverse: {t}",
    "Put the words in reverse order: {t}", "Write the words backwards: {t}",
]  # fmt: skip
_PLURAL = [
    "What is the plural of {t}?", "Give the plural of {t}.", "Plural of {t}:", "Plural of {t}?",
    "Plural: {t}", "Make this plural: {t}", "What's the plural of {t}?",
]  # fmt: skip
_FIRST = [
    "What is the first word of: {t}", "First word of: {t}", "What is the first word? {t}",
    "Give me the first word of: {t}",
]  # fmt: skip
_LAST = [
    "What is the last word of: {t}", "Last word of: {t}", "What is the last word? {t}",
    "Give me the last word of: {t}",
]  # fmt: skip
_COUNT = ["How many words are in: {t}", "Count the words: {t}", "How many words? {t}"]
_REPEAT = ["Repeat: {t}", "Repeat after me: {t}", "Say: {t}", "Repeat this: {t}"]
_JOIN = [
    "Join with commas: {t}", "Put commas between the words: {t}",
    "Separate the words with commas: {t}",
]  # fmt: skip


def rewrite(draw: Draw) -> Example:
    """Apply one small edit to a few words."""
    roll = draw.rng.random()
    if roll < 0.15:
        return _plural(draw)
    count = draw.number(1, 3) if roll < 0.42 else draw.number(2, 5)
    words = draw.pick_several(world.WORDS, count)
    if roll < 0.37:
        return _edit(draw, _UPPER, " ".join(words), " ".join(words).upper())
    if roll < 0.42:
        return _edit(draw, _LOWER, " ".join(words).upper(), " ".join(words))
    if roll < 0.60:
        return _edit(draw, _REVERSE, " ".join(words), " ".join(reversed(words)))
    if roll < 0.66:
        return _edit(draw, _FIRST, " ".join(words), words[0])
    if roll < 0.72:
        return _edit(draw, _LAST, " ".join(words), words[-1])
    if roll < 0.82:
        return _edit(draw, _COUNT, " ".join(words), str(len(words)))
    if roll < 0.92:
        words = [draw.first_name() if draw.chance(0.3) else word for word in words]
        return _edit(draw, _REPEAT, " ".join(words), " ".join(words))
    return _edit(draw, _JOIN, " ".join(words), ", ".join(words))


def _edit(draw: Draw, wordings: list[str], text: str, answer: str) -> Example:
    return Example(wordings[0] + text, draw.ask(wordings, t=text), answer)


def _plural(draw: Draw) -> Example:
    noun = draw.pick(world.REGULAR_NOUNS + list(world.IRREGULAR_PLURALS))
    wording = draw.pick(_PLURAL)
    return Example(wording + noun, draw.fill(wording, t=noun), world.plural(noun))


_LIST = [
    "List {n} {c}.", "Name {n} {c}.", "Give me {n} {c}.", "Make a list of {n} {c}.",
    "Write down {n} {c}.", "Tell me {n} {c}.", "Can you name {n} {c}?", "I need {n} {c}.",
    "{n} {c}, please.",
]  # fmt: skip


def lists(draw: Draw) -> Example:
    """List two to five things of a category, as bullets, numbers or with commas."""
    category, count = draw.pick(list(world.CATEGORIES)), draw.number(2, 5)
    items = sorted(draw.pick_several(world.CATEGORIES[category], count))
    style = draw.pick(["bullets"] * 5 + ["numbers"] * 3 + ["commas"] * 2)
    number = world.NUMBER_WORDS[count] if draw.chance(0.6) else str(count)
    wording = draw.pick(_LIST)
    question = draw.fill(wording, n=number, c=world.CATEGORY_PLURALS[category])
    question = question[0].upper() + question[1:] if wording.startswith("{n}") else question
    key = f"{category}{count}{wording}{style}"
    if style == "bullets":
        return Example(key, question, "\n".join(f"- {item}" for item in items))
    if style == "commas":
        return Example(key, f"{question.rstrip('.?')} separated by commas.", ", ".join(items))
    answer = "\n".join(f"{i}. {item}" for i, item in enumerate(items, start=1))
    return Example(key, f"{question.rstrip('.?')} as a numbered list.", answer)


def few_shot(draw: Draw) -> Example:
    """Continue a pattern that is shown by examples."""
    count = draw.number(3, 5)
    kind = draw.pick(["category", "capital", "opposite", "upper"])
    if kind == "category":
        names = [name for name in world.CATEGORIES if name != "country"]
        categories = [draw.pick(names) for _ in range(count)]
        pairs = [(draw.pick(world.CATEGORIES[name]), name) for name in categories]
    elif kind == "capital":
        pairs = draw.pick_several(list(world.CAPITALS.items()), count)
    elif kind == "opposite":
        pairs = draw.pick_several(list(world.OPPOSITES.items()), count)
    else:
        pairs = [(word, word.upper()) for word in draw.pick_several(world.WORDS, count)]
    separator = draw.pick([" -> ", " = ", ": ", " => "])
    shown = "\n".join(f"{left}{separator}{right}" for left, right in pairs[:-1])
    question = f"{shown}\n{pairs[-1][0]}{separator.rstrip()}"
    return Example(question, question, pairs[-1][1])


_TRANSLATE = [
    "Translate to French: {e}", "Translate into French: {e}", "Translate to French: {e}.",
    'How do you say "{e}" in French?', "How do you say {e} in French?", "French for {e}?",
    'What is "{e}" in French?', "What is {e} in French?", '"{e}" in French',
    'Translate "{e}" to French.', "Say {e} in French.",
]  # fmt: skip


def translate(draw: Draw) -> Example:
    """Translate a noun, with or without an adjective, or a greeting to French."""
    wording = draw.pick(_TRANSLATE)
    if draw.chance(0.2):
        english, french = draw.pick(list(world.FRENCH_PHRASES.items()))
        return Example(TRAIN_ONLY, draw.fill(wording, e=english), french)
    noun = draw.pick(list(world.FRENCH_NOUNS))
    french, gender = world.FRENCH_NOUNS[noun]
    article = "la" if gender == "f" else "le"
    if draw.chance(0.25):
        return Example(TRAIN_ONLY, draw.fill(wording, e=f"the {noun}"), f"{article} {french}")
    adjective = draw.pick(list(world.FRENCH_ADJECTIVES))
    french_adjective = world.FRENCH_ADJECTIVES[adjective][gender == "f"]
    answer = f"{article} {french} {french_adjective}"
    return Example(adjective + noun, draw.fill(wording, e=f"the {adjective} {noun}"), answer)


# Name, parameters, what it does, returned expression.
_FUNCTIONS = [
    ("double", "x", "doubles a number", "x * 2"),
    ("square", "x", "squares a number", "x * x"),
    ("add", "a, b", "adds two numbers", "a + b"),
    ("subtract", "a, b", "subtracts two numbers", "a - b"),
    ("multiply", "a, b", "multiplies two numbers", "a * b"),
    ("is_even", "n", "checks if a number is even", "n % 2 == 0"),
    ("first", "items", "returns the first item of a list", "items[0]"),
    ("last", "items", "returns the last item of a list", "items[-1]"),
    ("count", "items", "counts the items of a list", "len(items)"),
    ("total", "items", "sums a list", "sum(items)"),
    ("largest", "items", "finds the largest item of a list", "max(items)"),
    ("smallest", "items", "finds the smallest item of a list", "min(items)"),
    ("upper", "text", "turns text into upper case", "text.upper()"),
    ("reverse", "text", "reverses a text", "text[::-1]"),
    ("mean", "items", "computes the mean of a list", "sum(items) / len(items)"),
]
_UNNAMED = [
    "Write a Python function that {d}.", "Python function that {d}.",
    "Write a function that {d}.", "Write Python code that {d}.",
    "Give me a Python function that {d}.", "Can you write a Python function that {d}?",
]  # fmt: skip
_NAMED = [
    "Write a Python function called {f} that {d}.", "Write a function {f} in Python that {d}.",
    "Write a Python function named {f} that {d}.", "Write a Python function {f} that {d}.",
    "Python function {f} that {d}.",
]  # fmt: skip


def code(draw: Draw) -> Example:
    """Write a one-line Python function, under its usual name or a given one."""
    name, parameters, purpose, expression = draw.pick(_FUNCTIONS)
    key = TRAIN_ONLY
    if draw.chance(0.35):
        question = draw.ask(_UNNAMED, d=purpose)
    else:
        if not draw.chance(0.25) or draw.split == "test":
            words = f"{draw.pick(world.WORDS)}_{draw.pick(world.WORDS)}"
            name = key = draw.pick([draw.first_name().lower(), words])
        question = draw.ask(_NAMED, f=name, d=purpose)
    return Example(
        key, question, f"```python\ndef {name}({parameters}):\n    return {expression}\n```"
    )
