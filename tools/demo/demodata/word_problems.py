"""Sums hidden in little stories; the answer is just the number."""

from __future__ import annotations

import re
from collections.abc import Callable

from .arithmetic import in_words
from .draw import Draw, Example
from .text import words
from .things import CONTAINERS, ITEMS
from .world import plural

_PRONOUNS = {True: ("she", "her", "her"), False: ("he", "him", "his")}

# Fields: {n} a name, {m} another, {he}, {him}, {his} pronouns; {a}, {b} numbers; {i} items, {ai}
# and {bi} numbers of items; {ac} a number of containers, {c1} one of them. A field that begins a
# sentence gets a capital by itself.
_STARTS = [
    "{n} [has|had|has got|owns|starts with|holds|begins with] {ai}", "{n} [has|had] {ai}",
    "[There are|There were] {ai} in {n}'s [bag|room|box|basket|house|pocket|garden]",
    "{n} [bought|found|made|collected|got|counted|brought|picked] {ai}",
    "At first {n} [has|had] {ai}", "{n}'s [bag|box|basket|collection] [holds|has|contains] {ai}",
    "[In the morning|On Monday|Yesterday|Last week|Before lunch] {n} had {ai}",
]  # fmt: skip
_GAINS = [
    "[gets|got|receives|received|is given|was given|earns|wins|won] {b} more",
    "[buys|bought|finds|found|makes|made|collects|collected|picks up|adds|takes] {b} more",
    "[buys|bought|finds|found|gets|got|receives|wins] [{bi}|another {b}|{b} extra|{b} new ones]",
    "[gets|got|receives|received|is given] [{bi}|{b} more|another {b}] from {m}",
]  # fmt: skip
_GIVERS = [
    "{m} [gives|gave] {n} {b} more[ {i}|]", "{m} [gives|gave] {him} [another {b}|{bi}|{b} more]",
    "[A friend|The teacher|Grandma|{his} [sister|brother|mother|father|uncle]] [gives|gave] {him} "
    "[{b} more|{bi}|another {b}]", "{m} [brings|brought|sends|sent|hands] {him} [{b} more|{bi}]",
    "Then [{b} more|another {b}] [arrive|are added|come|appear]",
]  # fmt: skip
_LOSSES = [
    "[loses|lost|sells|sold|breaks|broke|drops|throws away|gives away|gave away] {b}[ of them|]",
    "[uses|used|uses up|removes|hands out|donates|lends out|returns|forgets] {b}[ of them|]",
    "[gives|gave|sends|sells|hands|passes|lends] [{b}|{bi}|{b} of them] to [{m}|a friend|{m}]",
    "[gives|gave] {m} [{b}|{bi}|{b} of them]", "[loses|lost|sells|breaks|gives away] {bi}",
]  # fmt: skip
_TAKERS = [
    "{m} [takes|took|steals|borrows|borrowed|buys|bought|gets|grabs] {b}[ of them|]",
    "{b} [get lost|are lost|break|were stolen|are sold|disappear|fall down|are broken|go missing]",
    "Then {b} of them [are gone|vanish|are taken away|are given away|get lost]",
]  # fmt: skip
_JOINS = [" and {e}", " and then {e}", ", then {e}", ". {n} {e}", ". {he} {e}", ". Then {he} {e}",
          ". Later {he} {e}", ". After that {n} {e}", ". Now {he} {e}", ". {he} then {e}",
          ", and {e}", ". Next day {he} {e}"]  # fmt: skip
_NOW = [
    "How many [{i} |]does [{n}|{he}] have[ now| in total| in the end| altogether| then|]?",
    "How many {i} does {n} have[ now|]?", "How many {i} does {he} have now?", "How many now?",
    "How many {i} [are there|are there now|has {he} got|has {n} got|does {n} own]?",
    "[What is|Tell me|Find|Calculate|Compute|Work out] the number of {i} {n} has now[.|]",
    "How many {i} [would|will] {n} have?", "What number of {i} does {n} have now?",
    "[Can|Could] you tell me how many {i} {n} has now?", "How many {i} is that?",
    "How many {i} [does {n} end up with|does {he} own now|are now with {n}]?",
    "[Tell me|Say|Work out|Calculate] how many {i} {n} has[ now| in the end|].",
    "The number of {i} {n} has now is", "Number of {i} now?", "{n} now has how many {i}?",
]  # fmt: skip
_TOTAL = [
    "[What|How much] is the total[ number of {i}|]?", "How many {i} is that [in total|altogether]?",
    "How many {i} [in total|altogether|all together|in all]?", "What is [{n}'s|the new] total?",
]  # fmt: skip
_LEFT = [
    "How many [{i} |][are left|remain|are still there|are left over|stay]?", "How many are left?",
    "How many [{i} |]does [{n}|{he}] [have left|still have|keep|have left over]?",
    "How many {i} [has|does] {n} still [got|own]?", "How many {i} left?", "What is left?",
    "[Calculate|Find|Tell me|Work out] how many {i} [are left|remain|{n} still has|{he} keeps].",
]  # fmt: skip
_ASKED_FIRST = [
    "How many {i} does {n} have [if|when] {he} {w}?", "How many {i} does {n} have after {he} {w}?",
    "If {n} {w}, how many {i} does {he} have[ now| then| in the end|]?",
    "Suppose {n} {w}. How many {i} does {n} have?", "When {n} {w}, how many {i} are there?",
]  # fmt: skip
_CHANGE = {
    True: [
        "has {ai} and [gets|buys|finds|receives|wins|adds] {b} more", "starts with {ai} and gets "
        "[{b} more|another {b}]", "had {ai} and [got|bought|found|received] {b} more",
        "had {ai} and {m} gave {him} {b} more", "has {ai} and {m} gives {him} {b}",
        "[buys|finds|gets] {ai} and then [{b} more|another {b}]",
    ],
    False: [
        "has {ai} and [loses|sells|gives away|breaks|uses] {b}[ of them|]", "starts with {ai} and "
        "[loses|sells|gives away|uses] {b}", "had {ai} and [lost|sold|gave away|used] {b}",
        "had {ai} but {m} took {b}", "has {ai} and gives {b} to {m}",
    ],
}  # fmt: skip
_EACH_OF_TWO = [
    "{n} has {ai} and {m} has {b}[ {i}|]", "{n} has {ai}. {m} has {b}[ {i}|]",
    "{n} [found|bought|made|sold|collected|picked|ate|counted] {ai} and {m} {same} {b}",
    "{n} and {m} have {a} and {b} {i}", "{n} owns {ai}, {m} owns {b}", "{n}: {ai}. {m}: {bi}",
    "{n} [brings|brought|carries|takes] {ai} and {m} [brings|brought|carries|takes] {b}",
    "There are {ai} in {n}'s [bag|box|basket] and {b} in {m}'s",
    "{n} got {ai} and {his} friend {m} got {b}", "{n} has {ai}, {m} has {bi}",
]  # fmt: skip
_TOGETHER = [
    "How many [{i} |][do they have |]together?", "How many {i} do they have [in total|altogether]?",
    "How many {i} [do|did] [they|the two|both|{n} and {m}] have [together|in total|altogether]?",
    "How many {i} are there [in total|altogether|in all|together]?", "How many together?",
    "What is the [total|total number of {i}|sum]?", "How many is that [together|in total]?",
    "[Tell me|Work out|Calculate|Find|Say] how many {i} they have [together|in total].",
    "[Calculate|Find|Compute|Give] the total[ number of {i}|][.|]", "Total?", "Together?",
    "How many if they put them together?", "How many {i} do both of them have?",
]  # fmt: skip
_PAST = words("found bought made sold collected picked ate counted")
_MORE = [
    "How many more [{i} |]does {n} have[ than {m}|]?", "How many {i} more has {n} got than {m}?",
    "How many [{i} fewer|fewer {i}|fewer] does {m} have[ than {n}|]?", "What is the difference?",
    "By how many {i} [is {n} ahead|does {n} lead|do they differ]?", "How many more has {n}?",
    "[Tell me|Work out|Find|Calculate] how many more {i} {n} has[ than {m}|].",
    "[Find|Calculate|Give me] the difference[.|]", "How many does {m} need to have as many as {n}?",
    "How many more {i} does {m} need to catch up[ with {n}|]?", "{n} has how many more?",
    "How big is the difference?", "How many {i} is {m} behind?",
]  # fmt: skip
_NEEDS = [
    "{n} has {bi} [and|but] [needs|wants] {a}", "{n} [needs|wants] {ai} [and|but] has only {b}",
    "{n} [needs|wants] {ai}. {he} has {b}[ already|]", "{n} wants {ai} and already has {b}",
]  # fmt: skip
_MISSING = [
    "How many more [{i} |]does {he} need?", "How many [{i} |]are missing?", "How many are missing?",
    "How many [more |]must {he} [get|buy|find|collect]?", "How many {i} does {n} still need?",
    "How many more?", "[Tell me|Work out|Calculate] how many {i} are missing.",
]  # fmt: skip
_GROUPS = [
    "{n} has {ac} with {bi} [each|in each|in each {c1}]", "{n} [fills|packs|buys|has] {ac}. "
    "[Each {c1}|Every {c1}|Each one|Each] [has|holds|contains] {bi}",
    "There are {ac} with {bi} [each|in each|in each {c1}]", "{ac}, {bi} [each|in each|per {c1}]",
    "There are {bi} in [each|every|one] {c1}. {n} has {ac}", "{ac} with {bi} each",
    "[Each|Every|One|A] {c1} [holds|has|contains] {bi}. {n} [has|buys|carries|takes] {ac}",
    "{n} puts {bi} [into each of|in each of] {ac}", "{n} has {ac} of {bi}",
]  # fmt: skip
_ALL = [
    "How many {i} [are there|are there in total|are there altogether|in total|altogether]?",
    "How many {i} [is that|in all|all together|are there in all]?", "How many {i}?",
    "What is the total number of {i}?", "[Tell me|Work out|Calculate|Find] how many {i} there are.",
    "How many {i} do we have[ in total|]?", "How many is that?", "Total number of {i}?",
    "[Calculate|Find|Give] the [total|number of {i}][.|]", "How many {i} are in all of them?",
]  # fmt: skip
_MORE_GROUPS = [
    "How many {i} are [in|there in] {ac} [with {bi} each|of {bi}|with {bi} in each]?",
    "If one {c1} [has|holds|contains] {bi}, how many {i} [are in|fit into] {ac}?",
    "{n} [makes|sells|collects|finds|uses] {bi} [a|every|each|per] day. How many {i} is that "
    "[in|after] {a} days?", "How many {i} does {n} have in {ac} of {bi}?",
]  # fmt: skip
_FRAMES = [
    "[Solve|Solve this|Problem|Word problem|Maths problem|Maths|Exercise|Riddle]: {}",
    "Q: {}\nA:", "{}\n[Answer|Number|Result]:", "{} [Just the number.|Only the number.]",
    "Solve [this|the] [problem|word problem]:\n{}",
]  # fmt: skip

Problem = tuple[str, int, int, int]
"""The wording with open fields, its two numbers and the result."""


def _small(draw: Draw, highest: int) -> int:
    """Return a number of things; few things are the most common in such stories."""
    return draw.number(1, 12 if draw.chance(0.4) else highest)


def _gain(draw: Draw) -> Problem:
    return _change(draw, gain=True)


def _loss(draw: Draw) -> Problem:
    return _change(draw, gain=False)


def _change(draw: Draw, gain: bool) -> Problem:
    if gain:
        a, b = _small(draw, 40), _small(draw, 20)
    else:
        a = _small(draw, 50) + 1
        b = draw.number(1, a)
    result = a + b if gain else a - b
    if draw.chance(0.15):
        wording = draw.pick(_ASKED_FIRST).replace("{w}", draw.pick(_CHANGE[gain]))
        return draw.wording([wording]), a, b, result
    start = draw.wording(_STARTS)
    # After "There are 3 pens in Anna's bag", Anna is not the subject yet.
    joins = [join for join in _JOINS if join.startswith(". ") or "{n} " in start]
    if draw.chance(0.35):
        event = draw.wording(_GIVERS if gain else _TAKERS)
        story = f"{start}. {event}"
    else:
        event = draw.wording(_GAINS if gain else _LOSSES)
        story = start + draw.pick(joins).replace("{e}", event)
    asked = _NOW + (_TOTAL if gain else _LEFT * 2)
    return _with_question(draw, story, draw.wording(asked)), a, b, result


def _together(draw: Draw) -> Problem:
    a, b = _small(draw, 35), _small(draw, 25)
    story = draw.wording(_EACH_OF_TWO)
    if "{same}" in story:
        verb = next(word for word in story.split() if word in _PAST)
        story = story.replace("{same}", verb)
    if draw.chance(0.1):
        story = draw.wording(
            ["On [Monday|Saturday] {n} [reads|read|saw|sold|used] {ai} and on [Tuesday|Sunday] {b}"]
        )
        asked = draw.wording(["How many {i} [is that|altogether|in total|in two days]?", "Total?"])
    elif draw.chance(0.12):
        wording = "How many {i} do {n} and {m} have [together|in total] if {n} has {a} and {m} {b}?"
        return draw.wording([wording]), a, b, a + b
    else:
        asked = draw.wording(_TOGETHER)
    return _with_question(draw, story, asked), a, b, a + b


def _difference(draw: Draw) -> Problem:
    a = _small(draw, 50) + 1
    b = draw.number(1, a - 1)
    if draw.chance(0.3):
        story, asked = draw.wording(_NEEDS), draw.wording(_MISSING)
    else:
        story = draw.wording([pattern for pattern in _EACH_OF_TWO if "{same}" not in pattern])
        asked = draw.wording(_MORE)
    return _with_question(draw, story, asked), a, b, a - b


def _groups(draw: Draw) -> Problem:
    a, b = draw.number(2, 10), draw.number(2, 10)
    if draw.chance(0.15):
        return draw.wording(_MORE_GROUPS), a, b, a * b
    wording = _with_question(draw, draw.wording(_GROUPS), draw.wording(_ALL))
    return wording, a, b, a * b


def _with_question(draw: Draw, story: str, asked: str) -> str:
    """Return the story and its question in one of several orders."""
    # A question with a pronoun comes after the name.
    roll = draw.rng.random()
    if roll < 0.12 and "{i}" in asked and "{he}" not in asked:
        return asked + draw.pick([" ", " ", "\n"]) + story + "."
    if roll < 0.25 and asked.startswith("How") and story.startswith("{n} ") and ". " not in story:
        return f"If {story}, {asked[0].lower()}{asked[1:]}"
    if roll < 0.30 and asked.startswith("How") and ". " not in story:
        return f"{story}, {asked[0].lower()}{asked[1:]}"
    return story + "." + draw.pick([" ", " ", " ", " ", "\n"]) + asked


_KINDS: list[Callable[[Draw], Problem]] = [
    _gain, _gain, _gain, _loss, _loss, _loss, _together, _together, _difference, _groups,
]  # fmt: skip


def word_problem(draw: Draw) -> Example:
    """Answer a little story about numbers of things with just the number."""
    wording, a, b, result = draw.pick(_KINDS)(draw)
    # The first sentence and every later one begin with a capital, even if they begin with a field.
    wording = re.sub(r"(?:^|(?<=[.?!:]\s))\{\w", lambda start: start.group().upper(), wording)
    if draw.chance(0.12):
        wording = draw.wording(_FRAMES).replace("{}", wording)
    fields = _fields(draw, a, b)
    fields |= {name.capitalize(): text[:1].upper() + text[1:] for name, text in fields.items()}
    named = re.search(r"\{[nm]\}", wording, re.IGNORECASE)
    key = None if named else wording.format(**fields)
    return Example(key, draw.fill(wording, **fields), str(result))


def _fields(draw: Draw, a: int, b: int) -> dict[str, str]:
    """Return what stands in the fields of a story about these two numbers."""
    name, other = draw.first_name(), draw.first_name()
    while other == name:
        other = draw.first_name()
    item = draw.pick(ITEMS)
    container = draw.pick(CONTAINERS)
    spelt = draw.chance(0.12)
    a_text, b_text = (in_words(a), in_words(b)) if spelt else (str(a), str(b))
    he, him, his = _PRONOUNS[name.endswith("a") or draw.chance(0.4)]
    return {
        "n": name, "m": other, "he": he, "him": him, "his": his, "a": a_text, "b": b_text,
        "i": plural(item), "ai": _quantity(a, a_text, item), "bi": _quantity(b, b_text, item),
        "ac": _quantity(a, a_text, container), "c1": container,
    }  # fmt: skip


def _quantity(number: int, text: str, noun: str) -> str:
    return f"{text} {noun if number == 1 else plural(noun)}"
