"""Messages of customers, and which team should answer: billing, shipping or technical."""

from __future__ import annotations

import re

from .draw import Draw, Example
from .text import phrases, words
from .ticket_messages import MESSAGES
from .ticket_wordings import (
    ASK_TEAM,
    CLOSINGS,
    EMOTIONS,
    FRAMES,
    OPENINGS,
    REMARKS,
)

_QUESTION_WORDS = words("How What Where When Which Who Why Can Could Do Does Is Are Has May Will")
TEAMS = ("billing", "shipping", "technical")
_PRODUCTS = phrases(
    "lamp|phone|laptop|tablet|camera|watch|speaker|radio|keyboard|mouse|monitor|printer|charger|"
    "toaster|kettle|blender|mixer|fridge|oven|heater|fan|vacuum cleaner|robot|drone|headset|"
    "television|TV|scooter|bike|coffee machine|router|microphone|clock|doorbell|thermostat|"
    "game console|e-reader|computer|smartwatch|washing machine|dishwasher|scanner|projector|"
    "electric toothbrush|baby monitor|alarm clock|hairdryer|power bank|hard drive|remote control|"
    "light|piano|freezer|air conditioner|sensor|dash cam|joystick|tracker|earphone set|device"
)
_GOODS = phrases(
    "chair|table|desk|sofa|bed|mattress|book|jacket|dress|coat|shirt|bag|backpack|tent|mug|"
    "guitar|puzzle|toy|pair of shoes|hat|carpet|mirror|bottle|poster|wardrobe|curtain|pan|knife|"
    "sweater|ring|suitcase|plant|vase|shelf|pillow|umbrella|football|helmet|birthday present"
)
_SERVICES = phrases(
    "subscription|membership|plan|premium account|annual plan|monthly plan|trial|licence|"
    "magazine|course|insurance|warranty extension|gym membership|streaming plan|family plan"
)
_MONEY = phrases("dollars|euros|pounds|francs")
_SPANS = phrases(
    "two days|three days|a week|two weeks|three weeks|ten days|a month|five days|an hour|"
    "half an hour|ten minutes|five minutes|a few days|several days|six weeks|a few minutes"
)
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTHS = words(
    "January February March April May June July August September October November December"
)


def ticket(draw: Draw) -> Example:
    """Route a customer's message to one of three teams."""
    team = draw.pick(TEAMS)
    text = _message(draw, team)
    typed = _typed(draw, text)
    labels = _labels(draw)
    fields = {"labels": labels, "Labels": labels[0].upper() + labels[1:]}
    if draw.chance(0.8):
        question = draw.ask_about(ASK_TEAM, typed, **fields)
    else:
        question = draw.ask(FRAMES, m=typed, **fields)
    return Example(text.lower(), question, team)


def _message(draw: Draw, team: str) -> str:
    fields = _fields(draw)
    parts = [draw.wording(MESSAGES[team]).format(**fields)]
    if draw.chance(0.15):
        other = draw.wording(MESSAGES[team]).format(**fields)
        if other not in parts:
            parts.append(other)
    if draw.chance(0.15):
        parts.insert(0, draw.wording(REMARKS).format(**fields))
    if draw.chance(0.15):
        parts.insert(draw.number(0, len(parts)), draw.wording(EMOTIONS).format(**fields))
    if draw.chance(0.3):
        parts[0] = draw.wording(OPENINGS).format(**fields) + parts[0]
    if draw.chance(0.15):
        parts.append(draw.wording(CLOSINGS).format(**fields))
    return " ".join(_sentence(part) for part in parts)


def _sentence(part: str) -> str:
    if part.endswith(("?", "!", ",")):
        return part
    words_said = re.split(r"[:,.!] ", part)[-1].split()
    return part + ("?" if words_said[0] in _QUESTION_WORDS else ".")


def _fields(draw: Draw) -> dict[str, str]:
    product = draw.pick(_PRODUCTS)
    return {
        "p": product,
        "g": draw.pick(_GOODS) if draw.chance(0.5) else product,
        "s": draw.pick(_SERVICES),
        "n": str(draw.number(10, 99999) if draw.chance(0.5) else draw.number(10, 999)),
        "d": f"{draw.number(2, 400)} {draw.pick(_MONEY)}",
        "k": str(draw.number(2, 9)),
        "t": draw.pick(_SPANS),
        "day": draw.pick(_DAYS),
        "month": draw.pick(_MONTHS),
        "c": draw.city(),
        "name": draw.first_name(),
        "e": draw.pick(["E", "", "x", "ERR-", "0x", "F"]) + str(draw.number(1, 999)),
    }


def _typed(draw: Draw, text: str) -> str:
    """Return the message as hurried people type it; unchanged where there is no noise."""
    if not draw.noisy:
        return text
    if draw.chance(0.12):
        text = text.lower()
    if draw.chance(0.1):
        text = text.rstrip(".")
    if draw.chance(0.08):
        text = text.replace("'", "")
    if draw.chance(0.06):
        text = text.rstrip(".") + "!"
    return text


_SEPARATORS = [
    (", ", " or "), (", ", " or "), (", ", " or "), (", ", " or "), (", ", ", or "), ("/", "/"),
    (", ", ", "), (" / ", " / "), ("|", "|"), (" or ", " or "), (", ", " and "),
]  # fmt: skip
_FORMS = ["{}"] * 8 + ["'{}'", '"{}"', "({})", "[{}]"]


def _labels(draw: Draw) -> str:
    """Return the three teams in any order, as a prompt names them."""
    teams = draw.pick_several(TEAMS, len(TEAMS))
    roll = draw.rng.random()
    if roll < 0.1:
        teams = [team.capitalize() for team in teams]
    elif roll < 0.13:
        teams = [team.upper() for team in teams]
    form = draw.pick(_FORMS)
    whole = form in ("({})", "[{}]")
    comma, last = draw.pick(_SEPARATORS)
    items = teams if whole else [form.format(team) for team in teams]
    text = comma.join(items[:-1]) + last + items[-1]
    return form.format(text) if whole else text
