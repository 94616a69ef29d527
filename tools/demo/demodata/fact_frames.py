"""Frames in which a question stands: "Do you know ...?", "I forgot ...", "Tell me ..."."""

from __future__ import annotations

_NOUN_FRAMES = [
    "[What is|What's|What would be|So what is|And what is] <n>?",
    "<N>?",
    "[Tell me|Give me|Name|State|Say|Write|Provide|Find|Determine] <n>.",
    "[Can|Could|Would|Will] you [tell me|give me|name|find|say] <n>?",
    "Do you [know|remember|happen to know] <n>?",
    "[I need|I am looking for|I'm looking for|I want|I would like|I'd like] <n>.",
    "[I forgot|I forget|I have forgotten|I don't remember|I can't remember] <n>[.|, can you help?]",
    "[I want|I would like|I need|I'd like] to know <n>.",
    "<N>[ is| is:|:| = ?| is called| is ...| is ___.| is what?|, what is it?|, please]",
    "[Remind me of|Help me remember|Look up|Identify|Fill in|Guess] <n>.",
    "I have to [write down|know|learn|find] <n>[|, what is it|. What is it]?",
    "[Which one|What exactly|What again] is <n>?",
    "[What do you call|What do we call|What would you call|How do you call] <n>?",
    "[Quiz|Question|Trivia|Homework|Q]: <n>?",
    "[My teacher|My son|A friend|My daughter|Somebody] [asked me for|wants to know] <n>.",
]
_CLAUSE_FRAMES = [
    "[Can|Could|Would] you [tell me|remind me|say|explain to me] <c>?",
    "Do you [know|remember|happen to know|have any idea] <c>?",
    "[I forgot|I forget|I have forgotten|I can't remember|I don't remember] <c>.",
    "[I forgot|I don't know|I can't remember] <c>, [can you help me|can you remind me|do you "
    "know]?",
    "[I wonder|I was wondering|I'm wondering|I keep wondering|I am curious|I ask myself] <c>.",
    "[I want|I would like|I'd like|I need|I have|I'd love] to know <c>.",
    "[Tell me|Remind me|Say|State|Let me know|Please tell me] <c>.",
    "[Any idea|Do tell me|Does anybody know|Anyone know|Who can tell me] <c>?",
    "[I am|I'm] [not sure|unsure|trying to remember|trying to find out] <c>.",
    "[My teacher|My son|A friend|My daughter|A child] [asks|asked me|wants to know] <c>.",
    "[Help me remember|Find out|Work out|Write down|Help me find out] <c>.",
    "[Are you able to tell me|Is it possible to tell me|Would you happen to know] <c>?",
]


def _group(forms: list[str], capital: bool) -> str:
    if capital:
        forms = [form[0].upper() + form[1:] for form in forms]
    return forms[0] if len(forms) == 1 else "[" + "|".join(forms) + "]"


def _in_frames(frames: list[str], letter: str, forms: list[str]) -> list[str]:
    small, large = _group(forms, False), _group(forms, True)
    capital = letter.upper()
    return [f.replace(f"<{letter}>", small).replace(f"<{capital}>", large) for f in frames]


def asked(direct: list[str], nouns: list[str], clauses: list[str] | None = None) -> list[str]:
    """Return the direct questions, and those in which noun phrases and clauses stand.

    Parameters
    ----------
    direct : list of str
        Whole questions.
    nouns : list of str
        Noun phrases, such as "the capital of {c}".
    clauses : list of str, optional
        Indirect questions, such as "what the capital of {c} is".
    """
    patterns = direct + _in_frames(_NOUN_FRAMES, "n", nouns)
    return patterns + _in_frames(_CLAUSE_FRAMES, "c", clauses) if clauses else patterns
