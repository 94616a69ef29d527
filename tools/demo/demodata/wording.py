"""Patterns of wordings, and what people's keyboards and manners do to them.

A pattern is text with alternatives in square brackets, nested at will, and fields in braces:
`"[What is|Tell me] the capital[ city|] of {c}?"`. One pattern stands for many wordings.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from .text import words

_INNERMOST = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(r"(?<![{\w'])[A-Za-z]{4,}(?![}\w'])")
_VERBS = frozenset(
    words(
        "Add Analyse Analyze Answer Assign Calculate Categorise Change Choose Classify Complete "
        "Compute Continue Convert Count Create Decide Define Describe Detect Determine Divide Do "
        "Draw Evaluate Explain Express Extract Fill Find Format Generate Get Give Guess Identify "
        "Invent Join Judge Label List Look Make Multiply Name Output Parse Pick Pluralise Predict "
        "Print Produce Pull Put Rate Read Recite Remind Repeat Reply Report Respond Return "
        "Reverse Rewrite Route Say Score Select Send Separate Show Solve Sort Spell State "
        "Subtract Sum Take Tell Transform Translate Turn Work Write"
    )
)
_REQUESTS = [
    "Please {w}.", "please {w}", "{W}, please.", "{W} please", "Can you {w}?", "Could you {w}?",
    "can you {w}", "Could you please {w}?", "Would you {w}?", "Can you please {w}?",
    "I want you to {w}.", "I need you to {w}.", "I would like you to {w}.", "Kindly {w}.",
    "Your task: {w}.", "Would you mind? {W}.", "Just {w}.", "Now {w}.", "Help me: {w}.",
]  # fmt: skip
_OPENINGS = [
    "Hi, ", "Hi! ", "Hey, ", "Hello, ", "Hello! ", "Hi there, ", "Hey there! ", "Quick question: ",
    "Question: ", "One question: ", "Please: ", "So, ", "OK, ", "Okay, ", "Now, ", "And ", "Well, ",
    "Good morning! ", "I have a question. ", "Sorry, ", "Excuse me, ", "Next: ", "Oh, ", "Hmm, ",
]  # fmt: skip
_CLOSINGS = [
    " Thanks!", " Thanks.", " Thank you.", " Thank you!", " please", " Please.", " thx",
    " Thanks a lot!", " Many thanks.",
]  # fmt: skip
_FILLERS = words(
    "just really actually now again quickly exactly maybe also then today please simply here "
    "basically like um"
)
_SMALL_WORD = re.compile(
    r"(?<= )(?:the|a|an|is|of|to|this|that|in|for|me|it|are|as|do|does) (?=[a-z])"
)
_NEIGHBOURS = {
    "a": "s", "e": "r", "i": "o", "o": "p", "n": "m", "t": "r", "s": "a", "r": "t", "l": "k",
    "c": "v", "d": "s", "u": "i", "m": "n", "p": "o", "h": "g", "g": "h", "y": "t", "b": "v",
}  # fmt: skip


def expand(pattern: str, choose: Callable[[list[str]], str]) -> str:
    """Return one of the wordings that a pattern stands for; fields stay as they are.

    Parameters
    ----------
    pattern : str
        Alternatives are in brackets, with bars between them.
    choose : callable
        Returns one of several alternatives.
    """
    while match := _INNERMOST.search(pattern):
        choice = choose(match.group(1).split("|"))
        pattern = pattern[: match.start()] + choice + pattern[match.end() :]
    return pattern


def plainest(pattern: str) -> str:
    """Return the first of the wordings that a pattern stands for."""
    while match := _INNERMOST.search(pattern):
        pattern = pattern[: match.start()] + match.group(1).split("|")[0] + pattern[match.end() :]
    return pattern


def is_request(wording: str) -> bool:
    """Return whether a wording is an imperative, such as "List three fruits."."""
    return wording.split(" ", 1)[0].rstrip(":,") in _VERBS


def roughen(wording: str, rng: random.Random) -> str:
    """Return the wording as somebody might type it: polite, hurried, in lower case, with typos.

    Only the words around fields change, and line breaks stay.
    """
    if rng.random() < 0.15 and "\n" not in wording:
        wording = _with_manners(wording, rng)
    if rng.random() < 0.04:
        wording = _with_filler(wording, rng)
    if rng.random() < 0.05:
        wording = _hurried(wording, rng)
    if rng.random() < 0.06:
        wording = re.sub(r"\b([Ww])hat is\b", rng.choice([r"\1hat's", r"\1hats"]), wording)
    if wording[1:].endswith(("?", ".")) and rng.random() < 0.2:
        wording = wording[:-1]
    elif wording[-1].isalpha() and rng.random() < 0.05:
        wording += rng.choice(".?!")
    wording = _in_other_case(wording, rng)
    if rng.random() < 0.10:
        wording = _misspelt(wording, rng)
        if rng.random() < 0.25:
            wording = _misspelt(wording, rng)
    return wording


def _with_manners(wording: str, rng: random.Random) -> str:
    if is_request(wording) and rng.random() < 0.6:
        body = wording.rstrip(".?!")
        if body.endswith(("}", "]", '"', ":")) and ": " in body:
            # "Repeat: {t}" keeps its end, which belongs to the text.
            return rng.choice(["Please ", "please ", "Now ", "Can you "]) + _lower_first(wording)
        return rng.choice(_REQUESTS).replace("{w}", _lower_first(body)).replace("{W}", body)
    if rng.random() < 0.75:
        opening = rng.choice(_OPENINGS)
        lower = opening[-2] in ",d:" and rng.random() < 0.8
        return opening + (_lower_first(wording) if lower else wording)
    return wording + rng.choice(_CLOSINGS) if not wording.endswith("}") else wording


def _lower_first(wording: str) -> str:
    first = wording.split(" ", 1)[0]
    proper = first in {"I", "I'm", "I'd", "I've", "JSON", "French", "Spanish", "Python"}
    return wording if proper else wording[0].lower() + wording[1:]


def _with_filler(wording: str, rng: random.Random) -> str:
    """Put a word that means nothing between two words."""
    gaps = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", wording)]
    if not gaps:
        return wording
    at = rng.choice(gaps)
    return f"{wording[:at]} {rng.choice(_FILLERS)}{wording[at:]}"


def _hurried(wording: str, rng: random.Random) -> str:
    """Leave out a small word."""
    places = list(_SMALL_WORD.finditer(wording))
    if not places:
        return wording
    match = rng.choice(places)
    return wording[: match.start()] + wording[match.end() :]


def _in_other_case(wording: str, rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.12:
        return _lower_first(wording)
    if roll < 0.24:
        parts = re.split(r"(\{\w+\})", wording)
        return "".join(part if part.startswith("{") else part.lower() for part in parts)
    return wording


def _misspelt(wording: str, rng: random.Random) -> str:
    places = list(_WORD.finditer(wording))
    if not places:
        return wording
    match = rng.choice(places)
    at = rng.randint(match.start() + 1, match.end() - 2)
    here, after = wording[at], wording[at + 1]
    kind = rng.random()
    if kind < 0.35:
        typo = after  # a letter is missing
    elif kind < 0.65:
        typo = after + here
    elif kind < 0.85:
        typo = here + here + after
    else:
        typo = _NEIGHBOURS.get(here.lower(), here) + after
    return wording[:at] + typo + wording[at + 2 :]
