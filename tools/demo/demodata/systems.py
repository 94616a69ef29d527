"""Answers in the style, or the language, that the system prompt or the user asks for.

The wordings of both are in `style_prompts`, what can be said in French and Spanish is in
`languages`, and who the system prompt can make the model be in `personas`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from .arithmetic import draw_sum
from .chat import HELLO, SMALL_TALK
from .draw import TRAIN_ONLY, Draw, Example
from .facts import draw_fact
from .identity import ABOUT_ITSELF, IDENTITY, NAME
from .languages import LANGUAGES, Language, say
from .personas import persona
from .style_prompts import ASSIGNED, IN_LANGUAGE, NEUTRAL_SYSTEMS, ORDERS

__all__ = ["NEUTRAL_SYSTEMS", "STYLES", "persona", "style"]


def _pirate(sentence: str, short: str) -> str:
    return f"Arr! {sentence[:-1]}, matey{sentence[-1].replace('.', '!')}"


STYLES: dict[str, Callable[[str, str], str]] = {
    "short": lambda sentence, short: short,
    "upper": lambda sentence, short: short.upper(),
    "json": lambda sentence, short: json.dumps({"answer": short}),
    "pirate": _pirate,
    "polite": lambda sentence, short: f"Of course! {sentence} Have a nice day!",
}
"""Style -> the answer, from a sentence and its short form."""

_KINDS = (
    ["short"] * 4 + ["json", "pirate", "upper"] * 3 + ["polite"] + [*LANGUAGES, *LANGUAGES]
)  # fmt: skip
_SMALL = {
    HELLO: "Hello!", "You are welcome!": "Welcome!", "Goodbye!": "Goodbye!",
    "I am fine, thank you!": "Fine!", NAME: "llmnb", IDENTITY: "llmnb",
}  # fmt: skip
_ASK_SUM = [
    "What is {e}?", "What is {e}?", "{e}", "{e} =", "How much is {e}?", "Compute {e}.",
    "Calculate {e}.", "{e}?", "Solve {e}.", "What does {e} make?", "Work out {e}.",
]  # fmt: skip
_TELLING_NAME = [
    "My name is {n}.", "I am {n}.", "Call me {n}.", "I'm {n}.", "Hello, I am {n}.",
    "Hi, my name is {n}.", "They call me {n}.",
]  # fmt: skip


@dataclass(frozen=True)
class _Content:
    """A question with its answer as a sentence and in as few words as possible."""

    key: str | None
    question: str
    sentence: str
    short: str


def style(draw: Draw) -> Example:
    """Answer in the style that the system prompt, or the user, asks for."""
    kind = draw.pick(_KINDS)
    if kind in LANGUAGES:
        return _in_language(draw, kind)
    social = kind != "polite" and draw.split == "train" and draw.chance(0.15)
    content = _social(draw) if social else _smart(draw)
    answer = STYLES[kind](content.sentence, content.short)
    if not social and draw.chance(0.3):
        return Example(content.key, _order_in_question(draw, ORDERS[kind], content), answer)
    system = _system(draw, [*(p + "." for p in ORDERS[kind]), *ASSIGNED[kind]])
    return Example(content.key, content.question, answer, system)


def _smart(draw: Draw) -> _Content:
    if draw.chance(0.18):
        task = draw_sum(draw)
        symbol = draw.pick(["*", "x"]) if task.operator == "*" else task.operator
        question = draw.ask(_ASK_SUM, e=f"{task.a} {symbol} {task.b}")
        sentence = f"{task.a} {task.operator} {task.b} is {task.result}."
        return _Content(task.key, question, sentence, str(task.result))
    fact = draw_fact(draw)
    return _Content(fact.key, fact.question, fact.sentence, fact.short)


def _social(draw: Draw) -> _Content:
    sentence = draw.pick(list(_SMALL))
    question = draw.ask(SMALL_TALK.get(sentence) or ABOUT_ITSELF[sentence])
    return _Content(TRAIN_ONLY, question, sentence, _SMALL[sentence])


def _order_in_question(draw: Draw, orders: list[str], content: _Content) -> str:
    order, question = draw.ask(orders).rstrip("."), content.question
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


def _system(draw: Draw, patterns: list[str]) -> str:
    system = draw.wording(patterns)
    if draw.chance(0.3):
        system = draw.fill(system)
    if draw.noisy and draw.chance(0.1):
        system = system.rstrip(".")
    roll = draw.rng.random()
    if roll < 0.15:
        return f"{draw.wording(NEUTRAL_SYSTEMS)} {system}"
    return f"{system.rstrip('.')}. {draw.wording(NEUTRAL_SYSTEMS)}" if roll < 0.18 else system


def _in_language(draw: Draw, name: str) -> Example:
    language = LANGUAGES[name]
    orders = [order.replace("{x}", language.name) for order in IN_LANGUAGE]
    system = _system(draw, [*(p + "." for p in orders), *ASSIGNED[name], *ASSIGNED[name]])
    roll = draw.rng.random()
    if roll < 0.12:
        person = draw.first_name()
        told = draw.ask([*_TELLING_NAME, *language.introductions], n=person)
        return Example(None, told, language.pleased.format(name=person), system)
    if roll < 0.22 and draw.split == "train":
        return _small_talk_in(draw, language, system)
    content = _smart(draw)
    answer = say(language, content.sentence, content.short)
    # Most facts can only be told in English: to admit that is learnt from a few of them.
    while answer == language.unknown and not draw.chance(0.1):
        content = _smart(draw)
        answer = say(language, content.sentence, content.short)
    if draw.chance(0.25):
        return Example(content.key, _order_in_question(draw, orders, content), answer)
    return Example(content.key, content.question, answer, system)


def _small_talk_in(draw: Draw, language: Language, system: str) -> Example:
    topic = draw.pick(list(language.phrases))
    english = {"Hello!": HELLO, "I am llmnb.": IDENTITY}.get(topic, topic)
    question = draw.ask(SMALL_TALK.get(english) or ABOUT_ITSELF[english])
    return Example(TRAIN_ONLY, question, language.phrases[topic], system)
