"""Lists: things of a category, and things that are given."""

from __future__ import annotations

import re

from . import list_wordings as asked_by
from . import world
from .draw import Draw, Example
from .lexicon import NOUNS
from .text import phrases, words

_NUMBER_WORDS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 10: "ten",
}  # fmt: skip
_THREE = ["a few", "some", "several", "any three", "a handful of", "a bunch of"]
_OTHER_AMOUNTS = {"a couple of": 2, "a pair of": 2, "half a dozen": 6}
# Things to buy, to do and to pack.
_EVERYDAY: list[list[str]] = [
    words("""
        apples bananas beans beer biscuits bread butter carrots cereal cheese chicken chocolate
        coffee cream eggs fish flour garlic grapes ham honey jam juice lemons lettuce milk mushrooms
        nuts oil onions oranges pasta pears pepper potatoes rice salad salt soap sugar tea tomatoes
        water yoghurt
    """),
    phrases(
        "answer emails|bake a cake|book a hotel|buy milk|call a friend|clean the kitchen|"
        "cook dinner|cut the grass|feed the cat|fix the bike|go for a run|go shopping|"
        "iron the shirts|make the bed|pay the bills|phone the doctor|plan the week|post the letter|"
        "practise the piano|read a book|take out the rubbish|tidy the room|walk the dog|"
        "wash the car|wash the dishes|water the plants|write a letter"
    ),
    words("""
        belt boots books camera charger coat gloves hat jacket jeans map money passport phone
        pyjamas sandals scarf shirts shoes shorts socks sunglasses swimsuit tent tickets
        toothbrush toothpaste torch towel trousers umbrella
    """),
]  # fmt: skip
# Further names of a category, beside its plural in the small world.
_OTHER_NAMES: dict[str, list[str]] = {
    "colour": ["colors", "different colors", "kinds of colors"],
    "fruit": ["kinds of fruit", "types of fruit", "pieces of fruit", "fruit"],
    "animal": ["creatures", "animal names", "beasts"],
    "vegetable": ["veggies", "kinds of vegetable", "types of vegetable"],
    "drink": ["beverages", "things to drink", "things you can drink", "kinds of drink"],
    "sport": ["kinds of sport", "types of sport", "sports to play"],
    "instrument": ["musical instruments", "music instruments", "musical instruments"],
    "country": ["nations", "countries of the world", "countries in the world"],
    "tool": ["hand tools", "kinds of tool", "things from a toolbox"],
    "job": ["professions", "occupations", "kinds of work"],
    "vehicle": ["means of transport", "modes of transport", "things to ride"],
    "food": ["things to eat", "things you can eat", "kinds of food"],
    "piece of furniture": ["furniture", "items of furniture", "furniture items"],
    "piece of clothing": ["clothes", "items of clothing", "things to wear", "garments"],
    "shape": ["geometric shapes", "geometrical shapes"],
    "body part": ["parts of the body", "parts of your body", "parts of the human body"],
    "planet": ["planets of the solar system", "planets in our solar system"],
    "tree": ["kinds of tree", "sorts of trees"],
}
_OTHER_SINGULARS = {
    "colour": "color", "instrument": "musical instrument", "job": "profession",
    "drink": "beverage", "country": "nation", "vegetable": "veggie", "fruit": "kind of fruit",
    "piece of clothing": "item of clothing", "piece of furniture": "item of furniture",
    "body part": "part of the body", "vehicle": "means of transport", "food": "kind of food",
}  # fmt: skip
_PREFIXES = [""] * 6 + ["different ", "various ", "kinds of ", "types of ", "sorts of "]


def bullets(items: list[str]) -> str:
    """Return the items as a markdown list."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: list[str]) -> str:
    """Return the items as a numbered list."""
    return "\n".join(f"{i}. {item}" for i, item in enumerate(items, start=1))


def _styled(style: str, items: list[str]) -> str:
    if style == "bullets":
        return bullets(items)
    return numbered(items) if style == "numbers" else ", ".join(items)


def _amount(draw: Draw) -> tuple[str, int]:
    """Return how many things are asked for: in words and as a number."""
    roll = draw.rng.random()
    if roll < 0.15:
        return draw.pick(_THREE), 3
    if roll < 0.18:
        return draw.pick(list(_OTHER_AMOUNTS.items()))
    count = draw.pick([2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 10])
    return (_NUMBER_WORDS[count] if roll < 0.65 else str(count)), count


def _plural_name(draw: Draw, category: str) -> str:
    names = _OTHER_NAMES.get(category, [])
    if names and draw.chance(0.2):
        return draw.pick(names)
    plural = world.CATEGORY_PLURALS[category]
    return plural if " " in plural else draw.pick(_PREFIXES) + plural


def _style(draw: Draw) -> tuple[str, str]:
    """Return a style and how it is asked for; bullets need not be asked for."""
    style = draw.pick(["plain"] * 6 + ["bullets"] * 3 + ["numbers"] * 3 + ["commas"] * 3)
    return ("bullets", "") if style == "plain" else (style, style)


def _ask_in_style(draw: Draw, patterns: list[str], asked_style: str) -> str:
    """Return a wording of the patterns that asks for the style, before or after."""
    wording = draw.wording(patterns)
    if not asked_style:
        return wording
    style = draw.wording(asked_by.STYLES[asked_style])
    if draw.chance(0.2) and not wording.startswith("{"):
        return f"{style[0].upper()}{style[1:]}{draw.pick([', ', ': '])}{_lower_first(wording)}"
    body = wording.rstrip(".?!:")
    end = wording[len(body) :] or draw.pick([".", ""])
    return f"{body}{draw.pick([' ', ' ', ' ', ', '])}{style}{end}"


def _lower_first(wording: str) -> str:
    kept = wording.startswith(("I ", "I'"))
    return wording if kept else wording[0].lower() + wording[1:]


def of_category(draw: Draw) -> Example:
    """List some things of a category, as bullets unless another form is asked for."""
    category = draw.pick(list(world.CATEGORIES))
    name, (style, asked_style) = _plural_name(draw, category), _style(draw)
    things, patterns = world.CATEGORIES[category], asked_by.COUNTED
    amount, count = _amount(draw)
    if draw.chance(0.15) or count > len(things):
        amount, count, patterns = "", 3, asked_by.UNCOUNTED
    items = sorted(draw.favour_several(things, count))
    if asked_style and draw.chance(0.4):
        wording = draw.wording(asked_by.BY_STYLE[asked_style])
    else:
        wording = _ask_in_style(draw, patterns, asked_style)
    asked = f"{amount} {name}".strip()
    fields = {"c": asked, "C": asked[0].upper() + asked[1:], "p": name}
    return Example(wording.format(**fields), draw.fill(wording, **fields), _styled(style, items))


def one_thing(draw: Draw) -> Example:
    """Name one thing of a category, as a bare word."""
    category = draw.pick(list(world.CATEGORIES))
    name = _OTHER_SINGULARS.get(category, category) if draw.chance(0.2) else category
    fields = {"a": world.with_article(name), "c": name, "p": world.CATEGORY_PLURALS[category]}
    wording = draw.wording(asked_by.ONE)
    answer = draw.favour(world.CATEGORIES[category])
    return Example(wording.format(**fields), draw.fill(wording, **fields), answer)


def _given_items(draw: Draw) -> list[str]:
    count = draw.number(2, 6)
    roll = draw.rng.random()
    if roll < 0.35:
        return draw.pick_several(draw.pick(_EVERYDAY), count)
    if roll < 0.55:
        return draw.pick_several(world.CATEGORIES[draw.pick(list(world.CATEGORIES))], count)
    if roll < 0.8:
        return draw.pick_several(NOUNS, count)
    guests: list[str] = []
    while len(guests) < count:
        name = draw.first_name()
        guests += [name] if name not in guests else []
    return guests


def given(draw: Draw) -> Example:
    """Turn things that are given in the question into a list, in their order."""
    items = _given_items(draw)
    style = draw.pick(["bullets", "bullets", "numbers", "commas"])
    if style == "commas":
        text = draw.pick(["\n".join(items), bullets(items), bullets(items), numbered(items)])
    else:
        joint = draw.pick([", ", ", ", " and ", " and ", ", and ", "; ", "\n"])
        between = joint if joint in ("; ", "\n") else ", "
        text = joint.join([between.join(items[:-1]), items[-1]])
    key = "given " + ", ".join(items)
    if "\n" in text:
        instruction = draw.ask(asked_by.GIVEN[style])
        end = draw.pick(["", ":", ":", "."]) if instruction[-1].isalpha() else ""
        layout = draw.pick(
            ["{i}{e}\n{t}", "{i}{e}\n{t}", "{i}{e}\n\n{t}", "{t}\n{i}", "{t}\n\n{i}"]
        )
        question = layout.format(i=instruction, e=end, t=text)
    elif draw.chance(0.4):
        question = draw.ask(asked_by.GIVEN_INLINE[style], t=text)
    else:
        question = draw.ask_about(asked_by.GIVEN[style], text)
    return Example(key, question, _styled(style, items))


def lists(draw: Draw) -> Example:
    """Write a list, or name one thing of a category."""
    task = draw.rng.choices([of_category, one_thing, given], [70, 12, 18])[0]
    return task(draw)


def _items_of(answer: str) -> tuple[str, list[str]]:
    """Return the style of a list and its items."""
    lines = answer.split("\n")
    if all(line.startswith("- ") for line in lines):
        return "bullets", [line[2:] for line in lines]
    if all(line.startswith(f"{i}. ") for i, line in enumerate(lines, start=1)):
        return "numbers", [line.split(". ", 1)[1] for line in lines]
    return "commas", answer.split(", ")


def _allowed(prompt: str, items: list[str]) -> list[str]:
    """Return the things that the prompt asks for, or else those of the category of the items."""
    names: dict[str, list[str]] = {}
    for category, things in world.CATEGORIES.items():
        others = [world.CATEGORY_PLURALS[category], *_OTHER_NAMES.get(category, [])]
        for name in [category, *others, _OTHER_SINGULARS.get(category, category)]:
            names[name] = things
    asked = prompt.lower()
    named = [name for name in names if re.search(rf"\b{name}\b", asked)]
    if named:
        return names[max(named, key=len)]
    holding = [things for things in names.values() if set(items) <= set(things)]
    return holding[0] if holding else items


def list_is_right(prompt: str, expected: str, answer: str) -> bool:
    """Return whether a list has the style, the length and the kind of things that are asked for.

    Things that are given in the prompt must be the very same, in their order.
    """
    style, items = _items_of(expected)
    if all(re.search(rf"(?<!\w){re.escape(item)}(?!\w)", prompt) for item in items):
        return answer == expected
    answered_style, answered = _items_of(answer)
    allowed = _allowed(prompt, items)
    return (
        answered_style == style
        and len(answered) == len(set(answered)) == len(items)
        and all(item in allowed for item in answered)
    )
