"""Styles of answers that a system prompt or the user asks for, and system prompts that ask nothing.

Personas are in `personas`, French and Spanish in `languages`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from .arithmetic import draw_sum
from .chat import HELLO, IDENTITY, NAME, SMALL_TALK
from .draw import TRAIN_ONLY, Draw, Example
from .facts import draw_fact
from .identity import ABOUT_ITSELF
from .languages import LANGUAGES, say
from .personas import persona
from .style_prompts import ASSIGNED, FOREIGN, NEUTRAL_SYSTEMS, ORDERS, TO_FRENCH_OR_SPANISH
from .text import phrases

__all__ = ["NEUTRAL_SYSTEMS", "STYLES", "neutral_system", "persona", "style"]

ONLY_KNOWN = "I only know English, French and Spanish."
_FOREIGN_LANGUAGES = phrases(
    "German|Italian|Portuguese|Dutch|Chinese|Japanese|Korean|Russian|Polish|Swedish|Norwegian|"
    "Danish|Finnish|Turkish|Greek|Arabic|Hindi|Hebrew|Czech|Hungarian|Latin|Ukrainian|Thai|Klingon"
)
_EDGE_WORDS = phrases(
    "Ahoy!|Sir.|Madam.|Okay?|Boom!|meow|Yes!|Amen.|Cheers!|:)|Hooray!|My friend.|Over.|Miau!|Ha!|"
    "Beep!|woof|Sure!|Right?|Your Majesty.|Well,|Honestly,|Captain,|Friend,|Indeed!|Hello!|dude|"
    "Stop.|Thanks!|Quack!|Moo!|Oh!|Listen!|END|OK|DONE|Bye!|banana|potato|lol|Good luck!|Peace!|<3"
)


@dataclass(frozen=True)
class _Content:
    """A question with its answer as a sentence and in as few words as possible."""

    key: str | None
    question: str
    sentence: str
    short: str


def _pirate(sentence: str, short: str) -> str:
    return f"Arr! {sentence[:-1]}, matey{sentence[-1].replace('.', '!')}"


STYLES: dict[str, Callable[[str, str], str]] = {
    "short": lambda sentence, short: short,
    "upper": lambda sentence, short: short.upper(),
    "lower": lambda sentence, short: short.lower(),
    "json": lambda sentence, short: json.dumps({"answer": short}),
    "pirate": _pirate,
    "polite": lambda sentence, short: f"Of course! {sentence} Have a nice day!",
    "teacher": lambda sentence, short: f"Good question! {sentence}",
    "excited": lambda sentence, short: f"Wow! {sentence[:-1]}{sentence[-1].replace('.', '!')}",
    "robot": lambda sentence, short: f"BEEP. {sentence} BOOP.",
}
"""Style -> the answer, from a sentence and its short form."""

# Styles for which a greeting or a name is as good as a fact.
_SOCIAL = ("short", "upper", "lower", "json", "pirate", "excited", "robot")
_SMALL = {
    HELLO: "Hello!", "You are welcome!": "Welcome!", "Goodbye!": "Goodbye!",
    "I am fine, thank you!": "Fine!", NAME: "llmnb", IDENTITY: "llmnb",
}  # fmt: skip


def _smart(draw: Draw) -> _Content:
    if draw.chance(0.18):
        task = draw_sum(draw)
        symbol = draw.pick(["*", "x"]) if task.operator == "*" else task.operator
        expression = f"{task.a} {symbol} {task.b}"
        question = draw.ask(
            ["What is {e}?", "What is {e}?", "{e}", "{e} =", "How much is {e}?", "Compute {e}.",
             "Calculate {e}.", "{e}?", "Solve {e}.", "What does {e} make?", "Work out {e}."],
            e=expression,
        )  # fmt: skip
        sentence = f"{task.a} {task.operator} {task.b} is {task.result}."
        return _Content(task.key, question, sentence, str(task.result))
    fact = draw_fact(draw)
    return _Content(fact.key, fact.question, fact.sentence, fact.short)


def _social(draw: Draw) -> _Content:
    answer = draw.pick(list(_SMALL))
    wording = draw.wording(SMALL_TALK.get(answer) or ABOUT_ITSELF[answer])
    sentence = answer
    return _Content(TRAIN_ONLY, draw.fill(wording), sentence, _SMALL[answer])


def style(draw: Draw) -> Example:
    """Answer in the style that the system prompt, or the user, asks for."""
    kind = draw.pick(
        ["short"] * 3 + ["json", "pirate", "upper"] * 2 + [*STYLES, *LANGUAGES, *LANGUAGES]
        + ["edge", "edge", "sign", "foreign"]
    )  # fmt: skip
    if kind in LANGUAGES:
        return _in_language(draw, kind)
    if kind in ("edge", "sign", "foreign"):
        return _with_copied_word(draw, kind)
    social = kind in _SOCIAL and draw.split == "train" and draw.chance(0.15)
    content = _social(draw) if social else _smart(draw)
    answer = STYLES[kind](content.sentence, content.short)
    if not social and draw.chance(0.3):
        return Example(content.key, _order_in_question(draw, ORDERS[kind], content), answer)
    system = _system(draw, [*(p + "." for p in ORDERS[kind]), *ASSIGNED[kind]])
    return Example(content.key, content.question, answer, system)


def _order_in_question(draw: Draw, orders: list[str], content: _Content, **fields: object) -> str:
    order, question = draw.ask(orders, **fields).rstrip("."), content.question
    closed = question if question[-1] in ".?!=" else question + draw.pick(["?", ".", ""])
    layout = draw.pick(
        ["{o}: {q}", "{o}: {q}", "{o}. {q}", "{q} {o}.", "{q} {o}.", "{q} {o}", "{q} ({o})",
         "{q}\n{o}.", "{o}:\n{q}", "{o}.\n\n{q}", "{q} - {o}", "{q} {o}, please."]
    )  # fmt: skip
    lowered = layout.startswith("{o}: ") and draw.chance(0.6)
    closed = closed[0].lower() + closed[1:] if lowered and closed[:2] != "I " else closed
    if layout.startswith(("{o}:\n", "{o}.")):
        order = order[0].upper() + order[1:]
    return layout.format(o=order, q=closed)


def neutral_system(draw: Draw) -> str:
    """Return a system prompt that changes nothing about the answers."""
    return draw.ask(NEUTRAL_SYSTEMS) if draw.chance(0.3) else draw.wording(NEUTRAL_SYSTEMS)


def _system(draw: Draw, patterns: list[str], **fields: object) -> str:
    wording = draw.wording(patterns)
    system = draw.fill(wording, **fields) if draw.chance(0.3) else wording.format(**fields)
    if draw.noisy and draw.chance(0.1):
        system = system.rstrip(".")
    roll = draw.rng.random()
    if roll < 0.15:
        return f"{draw.wording(NEUTRAL_SYSTEMS)} {system}"
    return f"{system.rstrip('.')}. {draw.wording(NEUTRAL_SYSTEMS)}" if roll < 0.18 else system


def _with_copied_word(draw: Draw, kind: str) -> Example:
    content = _smart(draw)
    if kind == "sign":
        name = draw.first_name()
        orders, fields, answer = ORDERS["sign"], {"x": name}, f"{content.sentence} - {name}"
    elif kind == "foreign":
        language = draw.pick(_FOREIGN_LANGUAGES)
        orders, fields, answer = FOREIGN, {"x": language}, ONLY_KNOWN
    else:
        word = draw.pick(_EDGE_WORDS) if draw.chance(0.5) else draw.first_name()
        end = draw.chance(0.5)
        orders, fields = ORDERS["end" if end else "start"], {"x": word}
        answer = f"{content.sentence} {word}" if end else f"{word} {content.sentence}"
    if draw.chance(0.25):
        question = _order_in_question(
            draw, [o for o in orders if "{x}." not in o], content, **fields
        )
        return Example(content.key, question, answer)
    # A full stop belongs to the word that is copied, so such a prompt gets no further one.
    return Example(content.key, content.question, answer, _system(draw, orders, **fields))


def _in_language(draw: Draw, name: str) -> Example:
    language = LANGUAGES[name]
    orders = [order.replace("{x}", language.name) for order in TO_FRENCH_OR_SPANISH]
    system = _system(draw, [*(p + "." for p in orders), *ASSIGNED[name], *ASSIGNED[name]])
    roll = draw.rng.random()
    if roll < 0.12:
        person = draw.first_name()
        told = ["My name is {n}.", "I am {n}.", "Call me {n}.", "I'm {n}.", "Hello, I am {n}.",
                "Hi, my name is {n}.", "They call me {n}.",
                *language.questions["name"]]  # fmt: skip
        return Example(None, draw.ask(told, n=person), language.pleased.format(name=person), system)
    if roll < 0.22 and draw.split == "train":
        return _small_talk_in(draw, name, system)
    if roll < 0.36:
        return _asked_in(draw, name, system if draw.chance(0.5) else None)
    content = _smart(draw)
    answer = say(language, content.sentence, content.short)
    # Most facts can only be told in English: to admit that is learnt from a few of them.
    while answer == language.unknown and not draw.chance(0.1):
        content = _smart(draw)
        answer = say(language, content.sentence, content.short)
    if draw.chance(0.25):
        return Example(content.key, _order_in_question(draw, orders, content), answer)
    return Example(content.key, content.question, answer, system)


def _small_talk_in(draw: Draw, name: str, system: str) -> Example:
    language = LANGUAGES[name]
    topic = draw.pick(list(language.phrases))
    if draw.chance(0.4):
        known = draw.chance(0.5)
        return Example(
            TRAIN_ONLY, draw.ask(language.questions[topic]), language.phrases[topic],
            system if known else None,
        )  # fmt: skip
    english = {"Hello!": HELLO, "I am llmnb.": IDENTITY}.get(topic, topic)
    question = draw.ask(SMALL_TALK.get(english) or ABOUT_ITSELF[english])
    return Example(TRAIN_ONLY, question, language.phrases[topic], system)


def _asked_in(draw: Draw, name: str, system: str | None) -> Example:
    language = LANGUAGES[name]
    if draw.chance(0.3):
        task = draw_sum(draw)
        expression = f"{task.a} {task.operator} {task.b}"
        question = draw.ask(language.questions["sum"], e=expression)
        return Example(task.key, question, language.number.format(number=task.result), system)
    country, capital = draw.pick(list(language.capitals.values()))
    wording = draw.wording(language.questions["capital"])
    question = draw.fill(wording, c=country)
    answer = language.capital.format(country=country, capital=capital)
    return Example(wording.format(c=country), question, answer, system)
