"""Requests for stories, and whether a story is what was requested."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .draw import Draw
from .story_parts import THEMES, TRAITS, draw_hero, in_a, in_the
from .story_parts import with_article as a
from .world import plural

Shape = Literal["hero", "any", "theme", "thing", "pair", "name", "plural", "begun"]


@dataclass(frozen=True)
class Request:
    """A request, and what it fixes about the story.

    Attributes
    ----------
    length : {"tiny", "short", "medium", "long"} or int
        Length in words, or the number of sentences.
    begun : bool
        Whether the request is the beginning of the story.
    asks_for : frozenset of str
        Which of "hero", "place" and "thing" the request names.
    """

    question: str
    length: Literal["tiny", "short", "medium", "long"] | int
    hero: str | None = None
    name: str | None = None
    trait: str | None = None
    friend: str | None = None
    friend_name: str | None = None
    kind: str | None = None
    theme: str | None = None
    begun: bool = False
    asks_for: frozenset[str] = frozenset()


_K = (
    "[story|story|story|story|tale|bedtime story|fairy tale|children's story|story for children|"
    "story for kids|good-night story|made-up story|story for my [daughter|son|kids]]"
)
_ABOUT = [
    f"Tell me a {{l}}{_K} about {{x}}.", f"Tell me a {{l}}{_K} about {{x}}.",
    f"Write [me |]a {{l}}{_K} about {{x}}.", f"Tell a {{l}}{_K} [about|of] {{x}}.",
    f"[Can|Could|Will|Would] you [please |][tell|write|make up|invent] [me |us |]a "
    f"{{l}}{_K} about {{x}}?",
    f"A {{l}}{_K} about {{x}}[, please|].", f"A {{l}}{_K} about {{x}}",
    f"I [want|would like|need|'d love] [to hear |to read |]a {{l}}{_K} about {{x}}.",
    f"[Make up|Invent|Create|Compose|Produce|Generate|Give me] a {{l}}{_K} about {{x}}.",
    f"[Do you know|Have you got|Do you have] a {{l}}{_K} about {{x}}?",
    f"[Please |]tell us a {{l}}{_K} about {{x}}[ before we sleep| tonight|].",
    f"Let me hear a {{l}}{_K} about {{x}}.", f"Let's hear a {{l}}{_K} about {{x}}.",
    f"How about a {{l}}{_K} about {{x}}?", f"[My kids|The children] want a {{l}}{_K} about {{x}}.",
    f"I am in the mood for a {{l}}{_K} about {{x}}.", f"Read me a {{l}}{_K} about {{x}}.",
    f"Entertain me with a {{l}}{_K} about {{x}}.", f"Narrate a {{l}}{_K} about {{x}}.",
    f"Time for a {{l}}{_K} about {{x}}!", "{l}story about {x}", "Story about {x}", "story: {x}",
    "Story: {x}", "Story, please: {x}", f"Write a {{l}}{_K} [with|featuring|starring] {{x}}.",
    f"Tell me a {{l}}{_K} [with|featuring] {{x}}.", f"It should be a {{l}}{_K} about {{x}}.",
    f"Come up with a {{l}}{_K} about {{x}}.", f"Think of a {{l}}{_K} about {{x}}.",
    f"[Surprise|Delight] me with a {{l}}{_K} about {{x}}.", f"We need a {{l}}{_K} about {{x}}.",
    f"I [can't sleep|am bored], tell me a {{l}}{_K} about {{x}}.",
    f"One {{l}}{_K} about {{x}}, please.",
    f"[Could I|May I|Can I] [have|hear|get] a {{l}}{_K} about {{x}}?",
    f"Please write a {{l}}{_K} in which {{x}} [plays|play] the [main part|lead].",
    f"[Draft|Pen|Spin] a {{l}}{_K} about {{x}}.",
    "Tell me [something|a little something] about {x} as a {l}story.",
    "What happened to {x}? Tell me a {l}story.", "Use your imagination: a {l}story about {x}.",
    "I would love a {l}story whose hero is {x}.", "[Write|Tell] a {l}story. It is about {x}.",
    "[Tell|Write] me a {l}story. The main character is {x}.", "The topic of the {l}story is {x}.",
    "Subject: {x}. Write a {l}story.", "Tell me the {l}story of {x}.", "Tell the {l}tale of {x}.",
    "The {l}story of {x}", "[Tell|Give] me a {l}story on {x}.", "{x} - tell me a {l}story",
    "My favourite [animal|hero|topic] is {x}. Tell me a {l}story about that.",
]  # fmt: skip
_ANY = [
    f"Tell me a {{l}}{_K}.", f"Tell us a {{l}}{_K}.", f"Write a {{l}}{_K}.",
    f"Write me a {{l}}{_K}.",
    f"[Can|Could] you tell me a {{l}}{_K}?", f"I want to hear a {{l}}{_K}.",
    f"A {{l}}{_K}, please.",
    f"Do you know a {{l}}{_K}?", f"Make up a {{l}}{_K}.", "Tell me any {l}story.", "Story time!",
    "Tell me a {l}story about anything.", "Tell me a {l}story about something.", "story",
    f"I can't sleep. Tell me a {{l}}{_K}.", f"Invent a {{l}}{_K}.", f"Give me a {{l}}{_K}.",
    f"Entertain me with a {{l}}{_K}.", "Story please", f"Let me hear a {{l}}{_K}.",
    f"I would like a {{l}}{_K}.", "Tell me another {l}story.", "Tell me one more {l}story.",
    "Write some {l}story for me.", "Do you know any {l}stories?", "Can you tell stories?",
    f"I am in the mood for a {{l}}{_K}.", f"Read me a {{l}}{_K}.", "Once upon a time",
    "Once upon a time...",
    f"[Create|Generate|Compose] a {{l}}{_K}.", f"How about a {{l}}{_K}?",
    "Surprise me with a {l}story.",
    f"It is bedtime. Tell me a {{l}}{_K}.", "Another {l}story, please.",
    "Tell me a {l}story you like.",
]  # fmt: skip

_NAMED = [
    "{ah} [named|called] {n}", "{ah} [named|called] {n}", "{ah} whose name is {n}",
    "{ah} by the name of {n}", "{n} the {h}", "my {h} {n}", "the {h} {n}", "{n}, {ah}",
    "our {h} {n}",
]  # fmt: skip
_WITH_THING: list[tuple[str, str | None]] = [
    (" and {at}", None), (" and {at}", None), (" and {at}", None), (" with {at}", None),
    (" and [the|his|her|its] {t}", None), (" [who|that] [has|owns|likes] {at}", None),
    (" [who|that] [finds|found|discovers] {at}", "found"), (" finding {at}", "found"),
    (" [who|that] [loses|lost|has lost|is missing] {at}", "lost"),
    (" [looking|searching] for {at}", "lost"),
    (" [who|that] [wants|wishes for|dreams of] {at}", "wish"), (" [who|that] wins {at}", "contest"),
]  # fmt: skip
_WITH_PLACE = [" {ina}", " {ina}", " {ina}", " {inthe}", " [who|that] lives {ina}",
               " living {ina}", ", set {ina}", " somewhere {ina}"]  # fmt: skip
_THING_ALONE: list[tuple[str, str | None]] = [
    ("{at}", None), ("the {t}", None), ("a lost {t}", "lost"), ("a missing {t}", "lost"),
    ("a secret {t}", "secret"), ("finding {at}", "found"), ("losing {at}", "lost"),
    ("somebody who finds {at}", "found"), ("a contest for {at}", "contest"),
    ("wishing for {at}", "wish"), ("a journey with {at}", "journey"), ("swapping {at}", "swap"),
]  # fmt: skip
# Words for what happens: the plot is chosen by them, and the moral repeats them.
_EVENTS: dict[str, str] = {
    "a storm": "storm", "a birthday": "birthday", "a birthday party": "birthday",
    "a secret": "secret",
    "a contest": "contest", "a race": "contest", "a wish": "wish", "a journey": "journey",
    "an invention": "invention", "a promise": "promise", "a strange noise": "noise",
    "a new friend": "friend", "making friends": "friend", "a misunderstanding": "mistake",
    "learning to swim": "skill", "a long trip": "journey", "helping others": "help",
    "keeping a promise": "promise", "the night": "noise", "friendship": "friend",
}  # fmt: skip
_BEGINNINGS = [
    "Once upon a time[,|] there was {ah}[.|]",
    "Once upon a time[,|] there was {ah} [named|called] {n}[.|]",
    "Once upon a time[,|] there was {ah} who lived {ina}[.|]", "Once there was {ah}[.|]",
    "Once upon a time {ah} lived {ina}[.|]", "Long ago, {ah} lived {ina}[.|]",
    "There once was {ah} [named|called] {n}[.|]", "{ina}, there lived {ah}[.|]",
    "There was once {ah} {ina}[.|]", "A long time ago there was {ah}[.|]",
]  # fmt: skip
_GO_ON = [
    "Continue this story", "Continue", "Finish the story", "Complete this story", "Go on",
    "Carry on with this story", "Tell me how this goes on", "How does this story go on?",
    "What happens next?", "Write the rest of this story",
    "Here is how my story starts, continue it",
    "Keep going", "Continue the [story|tale]", "This is the beginning of a story, finish it",
]  # fmt: skip

_ADJECTIVES = {
    "tiny": "[very short|tiny|really short|super short|very little] ",
    "short": "[short|short|short|short|little|small|quick|brief] ",
    "medium": "[||||nice|good|lovely|sweet|new|funny|cute|simple] ",
    "long": "[long|long|longer|very long|lengthy|detailed] ",
    "counted": "[{k}-sentence|{k} sentence] ",
}
_REMARKS = {
    "tiny": "[Keep it very short.|Make it very short.|Very short, please.|As short as possible.]",
    "short": "[Keep it short.|Make it short.|Not too long.|Short, please.|Just a few sentences.]",
    "medium": "[It should be nice.|Make it nice.|Have fun!|Be creative.|Not too short.]",
    "long": "[Make it long.|It should be long.|A long one, please.|Take your time.|Very long.]",
    "counted": "[Use|Write|Exactly|Only|Not more than] {k} sentences.",
}
_COUNTED = " [in|in|in exactly|with|using|of|in just] {k} sentences"
_PARTS = {"hero": {"ah", "h", "hs"}, "place": {"ina", "inthe"}, "thing": {"t", "at"}}
_OFTEN: list[Shape] = ["hero"]
_OTHERS: list[Shape] = ["any", "theme", "theme", "thing", "pair", "pair", "name", "name"]
_RARELY: list[Shape] = ["plural", "begun", "begun"]
_SHAPES = _OFTEN * 12 + _OTHERS + _RARELY
_NUMBERS = {3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}


def draw_request(draw: Draw, hero: str, place: str, thing: str) -> Request:
    """Draw a request for a story about some of these."""
    shape = draw.pick(_SHAPES)
    kind = theme = friend = friend_name = None
    trait = draw.pick(TRAITS) if draw.chance(0.25) else None
    x = "{ah}"
    if shape in ("hero", "name"):
        x = "{n}" if shape == "name" else draw.pick(_NAMED) if draw.chance(0.4) else x
        trait = trait if "{ah}" in x else None
        x, kind = _with_thing_and_place(draw, x)
    elif shape == "theme":
        theme = draw.pick([*THEMES, *_EVENTS]).replace("-", " ")
        kind, x = _EVENTS.get(theme), "{theme}"
        theme = re.sub(r"^an? ", "the " if kind else "", theme)
    elif shape == "thing":
        x, kind = draw.pick(_THING_ALONE)
    elif shape == "plural":
        x = "{hs}"
    elif shape == "pair":
        friend = draw_hero(draw)
        friend_name = draw.first_name() if draw.chance(0.15) else None
        named = " [named|called] "
        x = f"{{ah}}{named}{{n}} and {{af}}{named}{{fn}}" if friend_name else "{ah} and {af}"
        x += draw.pick(["", "", " {ina}"])
    wording, length = (_begin(draw), "medium") if shape == "begun" else _about(draw, shape, x)
    asked = set(re.findall(r"{(\w+)}", wording))
    asks_for = frozenset(part for part, fields in _PARTS.items() if asked & fields)
    trait = trait if "ah" in asked else None
    name = draw.first_name()
    question = draw.fill(
        wording, h=hero, ah=a(f"{trait} {hero}" if trait else hero), hs=plural(hero), n=name,
        t=thing, at=a(thing), ina=in_a(place), inthe=in_the(place), fn=friend_name,
        af=a(friend or hero), theme=_asked_theme(theme), k=_number(draw, length),
    )  # fmt: skip
    return Request(
        _capital(question) if wording.startswith("{") else question, length,
        hero if "hero" in asks_for else None, name if "n" in asked else None, trait,
        friend, friend_name, kind, theme, shape == "begun", asks_for,
    )  # fmt: skip


def _asked_theme(theme: str | None) -> str | None:
    indefinite = theme and theme.startswith("the ") and "a" + theme[3:] in _EVENTS
    return "a" + theme[3:] if theme and indefinite else theme


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _number(draw: Draw, length: str | int) -> str:
    if not isinstance(length, int):
        return ""
    return _NUMBERS[length] if draw.chance(0.6) else str(length)


def _with_thing_and_place(draw: Draw, hero: str) -> tuple[str, str | None]:
    thing, kind = draw.pick(_WITH_THING) if draw.chance(0.3) else ("", None)
    place = draw.pick(_WITH_PLACE) if draw.chance(0.4) else ""
    clause = "[who|that]" in thing or "ing" in thing
    if clause and place:
        place = draw.pick(_WITH_PLACE[:4])
    return hero + thing + place, kind


def _begin(draw: Draw) -> str:
    start = draw.wording(_BEGINNINGS)
    if draw.chance(0.4):
        return start
    order = draw.wording(_GO_ON)
    colon = order if order.endswith("?") else order + ":"
    layout = draw.pick(["{o} {s}", "{o}\n{s}", "{o} {s}", "{s}\n{i}", "{s}... {i}"])
    filled = layout.replace("{o}", colon).replace(
        "{s}", start.rstrip(".") if "..." in layout else start
    )
    return filled.replace("{i}", order)


def _about(
    draw: Draw, shape: Shape, x: str
) -> tuple[str, Literal["tiny", "short", "medium", "long"] | int]:
    length = draw.pick(["tiny", "tiny", "short", "short", "short", "medium", "long", "counted"])
    patterns = _ANY if shape == "any" else _ABOUT
    wording = draw.pattern(patterns)
    bare = "{l}" not in wording
    aside = draw.chance(0.25) or bare
    adjective = draw.pick(["", _ADJECTIVES["medium"]]) if aside else _ADJECTIVES[length]
    wording = draw.wording([wording.replace("{l}", adjective).replace("{x}", x)])
    wording = re.sub(r" {2,}", " ", wording).strip()
    if bare and draw.chance(0.8):
        length = "medium"
    elif aside and length == "counted" and draw.chance(0.6):
        body = wording.rstrip(".?!")
        wording = body + draw.wording([_COUNTED]) + wording[len(body) :]
    elif aside and (length != "medium" or draw.chance(0.1)):
        wording += "" if wording.endswith((".", "?", "!")) else "."
        wording += " " + draw.wording([_REMARKS[length]])
    if length == "counted":
        return wording, draw.pick([3, 3, 3, 3, 4, 5, 6])
    return wording, length  # type: ignore[return-value]


_PATTERNS = [
    *_ABOUT, *_ANY, *_NAMED, *(wording for wording, _ in _WITH_THING + _THING_ALONE), *_WITH_PLACE,
    *_BEGINNINGS, *_GO_ON, *_ADJECTIVES.values(), *_REMARKS.values(), _COUNTED, *_NUMBERS.values(),
    "an the named called on at by",
]  # fmt: skip
_NOT_CONTENT = frozenset(re.findall(r"[\w']+", re.sub(r"{\w+}", " ", " ".join(_PATTERNS)).lower()))
_NOT_CONTENT -= {"fairy"}
_STARTS = ("once upon", "once there", "long ago", "there once", "there was", "a long time", "lived")


def sentences(story: str) -> list[str]:
    """Return the sentences of a story; quoted ones count with the sentence they are in."""
    return re.split(r'(?<=[.!?])\s+(?=[A-Z"])|(?<=[.!?]")\s+(?=[A-Z"])', story.strip())


def story_is_right(prompt: str, answer: str) -> bool:
    """Return whether a story is finished and has what the prompt (without typos) asks for.

    Parameters
    ----------
    prompt : str
        A request of the held-out set.
    answer : str
        Any story.
    """
    told, lowered = sentences(answer), answer.lower()
    if not answer.endswith((".", "!", "?", '"')) or len(told) < 3 or len(answer) < 90:
        return False
    asked = re.sub(r"fairy ?tale", "tale", prompt.lower())
    wanted = [w for w in re.findall(r"[\w']+", asked) if w not in _NOT_CONTENT]
    wanted = [w for w in wanted if not w.isdigit()]
    has = [any(form in lowered for form in _forms(word)) for word in wanted]
    if any(start in prompt.lower() for start in _STARTS):
        return any(has) or not has
    count = re.search(r"\b(\d|three|four|five|six|seven)[ -]sentence", prompt.lower())
    if count and len(told) != _as_number(count.group(1)):
        return False
    return all(has)


def _as_number(word: str) -> int:
    return int(word) if word.isdigit() else {w: n for n, w in _NUMBERS.items()}[word]


def _forms(word: str) -> list[str]:
    forms = [word, *([word[:-3] + "man"] if word.endswith("men") else [])]
    if word.endswith("s"):
        forms += [word[:-1], *([word[:-2]] if word.endswith("es") else [])]
        forms += [word[:-3] + "y"] if word.endswith("ies") else []
        forms += [word[:-3] + "f"] if word.endswith("ves") else []
    return [*forms, *{"children": ["child"], "mice": ["mouse"], "geese": ["goose"]}.get(word, [])]
