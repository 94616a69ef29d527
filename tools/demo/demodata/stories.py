"""Short stories about a requested hero, name, place and treasure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import world
from .draw import Draw, Example
from .text import words

Length = Literal["short", "medium", "long"]

_TRAITS = words("brave curious lazy clever lonely cheerful shy hungry kind stubborn sleepy proud")
_WHERE = ["in {p}", "near {p}", "at the edge of {p}", "in the middle of {p}"]
_INTRO = [
    "Once upon a time there was {trait} {h}{named} who lived {where}.",
    "Long ago, {trait} {h}{named} lived {where}.",
    "There was once {trait} {h}{named} who had a small house {where}.",
    "Far away, {where}, there lived {trait} {h}{named}.",
]
_TIME = ["morning", "evening", "night", "day", "summer", "winter"]
_WISHES = {
    "found": [
        "One {time}, {s} found {a_t} under {spot}.",
        "One {time}, {s} saw something shine under {spot}. It was {a_t}.",
    ],
    "lost": [
        "One {weather} day, {s} lost {a_t}.",
        "One {time}, {s} woke up and {a_t} was gone.",
    ],
    "wished": [
        "More than anything, {s} wanted {a_t}.",
        "Every {time}, {s} dreamed of {a_t}.",
        "An old book told {s} about {a_t}.",
    ],
}
_SPOTS = ["a stone", "an old tree", "a bridge", "the bed", "the stairs"]
_WEATHER = ["rainy", "sunny", "windy", "cold", "foggy"]
_JOURNEYS = {
    "found": [
        "Nobody knew where it came from, so {s} asked {everyone}.",
        "The {t} was very heavy, but {s} carried it {far}.",
        "So {s} put the {t} in a bag and went to look for its owner.",
    ],
    "lost": [
        "So {s} looked {around}, but the {t} was not there.",
        "{S} cried a little, then packed {food} and went to look for it.",
        "{S} asked {everyone}, but nobody had seen the {t}.",
    ],
    "wished": [
        "So {s} walked {far} and {deed}.",
        "So {s} packed {food} and went away to find it.",
        "{S} asked {everyone} where to find one, but there was no answer.",
    ],
}
_EVERYONE = ["the moon", "the wind", "every bird", "an old king", "all the neighbours"]
_FAR = ["for three days", "for seven nights", "over the hills", "for a whole week"]
_AROUND = ["behind every door", "under every stone", "in every corner", "up and down the road"]
_FOOD = ["some bread", "a blanket", "two apples", "a rope", "a big cake"]
_DEEDS = ["crossed a wide river", "climbed a high wall", "followed the stars", "sang old songs"]
_TROUBLE = [
    "On the way, {blocker} blocked the road.",
    "Suddenly {villain} came out of the {dark}.",
    "Then it began to {rain}, and the road was gone.",
]
_BLOCKERS = ["a storm", "a river", "a tall gate", "a dark tunnel", "a wall of ice"]
_VILLAINS = ["a thief", "a troll", "a snake", "a loud noise", "a hungry giant"]
_HELP = [
    '{A_friend} appeared and said, "{words}"',
    "Luckily {a_friend} was {state} and {helped}.",
    "{A_friend} {reacted} and {helped}.",
]
_WORDS = ["Do not be afraid!", "I can help you.", "Follow me!", "Let us try together."]
_STATES = ["nearby", "awake", "passing by", "very strong", "not afraid"]
_REACTED = ["laughed", "smiled", "nodded", "jumped up"]
_HELPED = ["knew the way", "had a plan", "brought a light", "showed a secret path", "opened a door"]
_SOLUTIONS = {
    "found": [
        "In the end, {s} gave the {t} to {owner}.",
        "With the {t}, {s} {wonder}.",
    ],
    "lost": [
        "In the end, the {t} was {hidden} all the time.",
        "Together they found the {t} {hidden}.",
    ],
    "wished": [
        "At last, {s} held {a_t} and {wonder}.",
        "Together they found {a_t} {hidden}.",
    ],
}
_OWNERS = ["a child", "the queen", "an old friend", "the sea", "a poor farmer"]
_WONDERS = [
    "lit up the whole sky", "saved the day", "made everyone laugh", "opened a hidden door",
    "danced until sunrise",
]  # fmt: skip
_HIDDEN = ["behind a waterfall", "under a red hat", "in a hollow tree", "on top of a tower"]
_FEELINGS = [
    "{S} felt {feeling}.",
    "Nobody in the {place} ever forgot it.",
    "From then on, {s} was never {sad} again.",
    "{S} and the {friend} shared {food} and told stories all night.",
]
_FEELING = ["happy", "proud", "calm", "warm inside", "a little older"]
_SAD = ["alone", "sad", "afraid", "bored"]
_ENDINGS = [
    "And they lived happily ever after.", "The end.", "And that is how the story ends.",
    "Since that day, they meet every {season}.", "And they became the best of friends.",
]  # fmt: skip
_SEASONS = ["summer", "spring", "winter", "Sunday", "evening"]

_ASK = [
    "Tell me a {l}story about {x}.", "Write a {l}story about {x}.", "Tell a {l}story about {x}.",
    "Write me a {l}story about {x}.", "Can you tell me a {l}story about {x}?",
    "Tell me a {l}tale about {x}.", "A {l}story about {x}, please.", "I want a {l}story about {x}.",
    "Make up a {l}story about {x}.",
]  # fmt: skip
_LENGTH_WORDS: dict[Length, list[str]] = {
    "short": ["short ", "short ", "very short ", "little "],
    "medium": [""],
    "long": ["long "],
}


@dataclass(frozen=True)
class Plot:
    """What a story is about."""

    hero: str
    place: str
    treasure: str
    name: str | None = None


def draw_plot(draw: Draw) -> Plot:
    """Draw a hero, a place, a treasure and, half of the time, a name."""
    name = draw.first_name() if draw.chance(0.5) else None
    hero, place = draw.pick(world.HEROES), draw.pick(world.PLACES)
    return Plot(hero, place, draw.pick(world.TREASURES), name)


def tell(draw: Draw, plot: Plot, length: Length) -> str:
    """Return a story of four (short), six (medium) or eight (long) parts."""
    kind = draw.pick(list(_WISHES))
    friend = draw.pick([hero for hero in world.HEROES if hero != plot.hero])
    parts = [_INTRO, _WISHES[kind], _SOLUTIONS[kind], _ENDINGS]
    if length == "short":
        parts.insert(2, draw.pick([_JOURNEYS[kind], _HELP]))
    else:
        parts[2:2] = [_JOURNEYS[kind], _HELP]
    if length == "long":
        parts.insert(3, _TROUBLE)
        parts.insert(-1, _FEELINGS)
    return " ".join(_sentence(draw, draw.pick(part), plot, friend) for part in parts)


def _sentence(draw: Draw, wording: str, plot: Plot, friend: str) -> str:
    subject = plot.name if plot.name and draw.chance(0.6) else f"the {plot.hero}"
    fields = {
        "h": plot.hero,
        "named": f" named {plot.name}" if plot.name else "",
        "trait": world.with_article(draw.pick(_TRAITS)),
        "where": draw.pick(_WHERE).format(p=world.with_article(plot.place)),
        "s": subject,
        "S": subject[0].upper() + subject[1:],
        "t": plot.treasure,
        "a_t": world.with_article(plot.treasure),
        "place": plot.place.split()[-1],
        "friend": friend,
        "a_friend": world.with_article(friend),
        "A_friend": world.with_article(friend).capitalize(),
    }
    choices = {
        "time": _TIME, "spot": _SPOTS, "weather": _WEATHER, "everyone": _EVERYONE, "far": _FAR,
        "around": _AROUND, "food": _FOOD, "deed": _DEEDS, "blocker": _BLOCKERS,
        "villain": _VILLAINS, "dark": ["dark", "fog", "bushes", "water"],
        "rain": ["rain", "snow", "get dark"], "words": _WORDS, "state": _STATES,
        "reacted": _REACTED, "helped": _HELPED, "owner": _OWNERS, "wonder": _WONDERS,
        "hidden": _HIDDEN, "feeling": _FEELING, "sad": _SAD, "season": _SEASONS,
    }  # fmt: skip
    return wording.format(**fields, **{name: draw.pick(items) for name, items in choices.items()})


def story(draw: Draw) -> Example:
    """Tell a story about a requested hero, and a name, a place or a treasure if asked for."""
    plot = draw_plot(draw)
    length: Length = draw.pick(["short", "medium", "long"])
    if draw.chance(0.05):
        question = draw.ask(["Tell me a {l}story.", "Write a {l}story.", "Tell a {l}story."],
                            l=draw.pick(_LENGTH_WORDS[length]))  # fmt: skip
        return Example("any" + question + plot.hero, question, tell(draw, plot, length))
    about = world.with_article(plot.hero)
    if plot.name:
        about += draw.pick([" named ", " named ", " called "]) + plot.name
    if draw.chance(0.3):
        about += f" and {world.with_article(plot.treasure)}"
    if draw.chance(0.5):
        about += f" in {world.with_article(plot.place)}"
    question = draw.ask(_ASK, l=draw.pick(_LENGTH_WORDS[length]), x=about)
    key = plot.hero + plot.place + plot.treasure
    return Example(key, question, tell(draw, plot, length))
