"""Patterns shown by a few examples, and sequences, that the model continues."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from .arithmetic import in_words
from .draw import Draw, Example
from .few_shot_relations import ONLY_SHOWN, RELATIONS, Examples, some_words, told
from .text import words


class _Layout(NamedTuple):
    """How an example, the joint between two, and the open one at the end look."""

    example: str
    joint: str
    open: str


_ARROWS = ["->", "->", "->", "->", "=>", "=>", "→", "-->", ">", "|", ">>", "==>", "~>"]
_SIGNS = [*_ARROWS, ":", ":", ":", "=", "=", "-", "–", "/", "::"]
_TIGHT = [",", ";", "\t", "\t"]
_HEADS = [
    "Input|Output", "Input|Output", "Input|Output", "Q|A", "Q|A", "Question|Answer", "In|Out",
    "input|output", "Word|Answer", "Text|Result", "x|y", "X|Y", "User|Bot", "Before|After",
    "Source|Target", "Prompt|Completion", "Given|Result", "From|To", "INPUT|OUTPUT", "Me|You",
    "Prompt|Answer", "Example|Answer", "Text|Label", "Left|Right", "Student|Teacher",
]  # fmt: skip
_SPOKEN = [
    _Layout(example, joint, open_one)
    for example, joint, open_one in [
        ("{x} is to {y}", ", ", "{x} is to"), ("{x} is to {y}", " as ", "{x} is to"),
        ("{x} is to {y}", " and ", "{x} is to what?"), ("{x} becomes {y}", ", ", "{x} becomes"),
        ("{x} becomes {y}", ". ", "What does {x} become?"), ("{x} gives {y}", ", ", "{x} gives"),
        ("{x} gives {y}", " and ", "what does {x} give?"), ("{x} goes to {y}", ", ", "{x} goes to"),
        ("{x} turns into {y}", ", ", "{x} turns into"), ("{x} maps to {y}", ", ", "{x} maps to"),
        ("When I say {x}, you say {y}", ". ", "When I say {x}, you say"),
        ("I say {x}, you say {y}", ". ", "I say {x}, you say"),
        ("{x} makes {y}", ", ", "{x} makes"),
        ('If I write "{x}", you write {y}', ". ", 'I write "{x}".'), ("{x}? {y}!", " ", "{x}?"),
        ("{x} goes with {y}", ", ", "{x} goes with"), ("for {x} the answer is {y}", ", ", "for {x} "
         "the answer is"), ("{x} ({y})", ", ", "{x} (?)"), ("{x} has {y}", ", ", "{x} has"),
        ("{x} leads to {y}", "; ", "{x} leads to"), ("{x} matches {y}", ", ", "{x} matches"),
        ("{x} means {y}", ". ", "What does {x} mean?"), ("{x} belongs to {y}", ", ", "{x} belongs "
         "to"), ("{x} corresponds to {y}", ", ", "{x} corresponds to"),
        ("{x} is called {y}", ". ", "{x} is called"), ("{x} stands for {y}", ", ", "and {x}?"),
        ("{x} is {y}", ", ", "what is {x}?"), ("{x} is {y}", ", ", "{x} is"),
        ("I give you {x}, you give me {y}", ". ", "I give you {x}."),
        ("{x} then {y}", ". ", "{x} then"), ("with {x} comes {y}", ", ", "with {x} comes"),
    ]
]  # fmt: skip
_ANALOGIES = [
    "{x} is to {y} as {z} is to", "{x} is to {y} as {z} is to [what|...|?|__]",
    "{x} : {y} :: {z} :", "{x}:{y}::{z}:[?|]", "{x} is to {y} like {z} is to",
    "[What|Which word] is to {z} as {y} is to {x}?", "{x} -> {y}, {z} -> [?|]", "{x}:{y} = {z}:?",
    "If {x} [goes with|becomes|gives|is|maps to] {y}, [what|then what] [goes with|is] {z}?",
    "If {x} [becomes|turns into] {y}, [what|then what] does {z} [become|turn into]?",
    "[Complete|Finish] the analogy: {x} is to {y} as {z} is to", "{x} is to {y}, so {z} is to",
    "Analogy: {x} is to {y} as {z} is to [what?|?|]", "As {x} is to {y}, so {z} is to[ what?|]",
    "[Since|Because|When] {x} is to {y}, {z} is to[ what?|]", "{x} and {y}, {z} and [what?|]",
    "[Find|Give|Say] the missing word: {x} is to {y} as {z} is to ___",
]  # fmt: skip
_BEFORE = [
    "[Continue|Complete|Follow|Finish|Extend] [the|this] pattern[:|.|]", "Complete[ this|]:",
    "[Continue|Complete|Fill in|Finish|Do] [the last one|the last line|the last example][:|.]",
    "[Follow|Use|Look at|Learn from|Imitate|Study] the examples[ below|][:|.]", "Continue:",
    "[Here are|I give you|Look at|See] [some|a few|these] examples[:|.]",
    "[Answer|Do it|Reply|Respond] like [in |]the examples[:|.]", "Same rule for the last one:",
    "[Find|Guess|Work out|Figure out|Discover|Spot] the [rule|pattern|relation] and "
    "[complete|answer|finish|apply it to] the last [one|line][:|.]",
    "[Fill in|Give|Write|Find|Supply] [what is missing|the missing part|the missing word|the blank]"
    "[:|.]", "[What|Which word] is missing?", "Examples:", "Few-shot[ examples|]:", "Pattern:",
    "[Apply|Use] the same [rule|pattern|scheme|mapping] to the last one[:|.]", "Training data:",
    "[What|Can you tell me what] [comes next|follows|belongs at the end|goes there]?",
    "[Continue|Go on|Carry on|Proceed] [in the same way|like this|the same way|with this][:|.]",
    "[Map|Convert|Change] each one as shown[:|.]", "[Predict|Give] the [next|last] output[:|.]",
    "I show you [some|a few] examples, you [do|answer|complete] the last one[:|.]",
    "[Learn|Learn the rule|Generalise] from [these|the] examples[ and answer the last one|][:|.]",
    "Let us play a game[:|.]", "[You will see examples|Examples follow]. Complete the last one.",
    "Do the same for the last one[:|.]", "[My table|The table|The list] so far:", "Quiz:",
    "[Your|The] task is [shown by|clear from] the examples[:|.]", "Be consistent with these:",
    "[Answer|Reply with] only what comes next[:|.]", "[Label|Answer|Complete] the last one:",
]  # fmt: skip
_AFTER = [
    "[What|Which word] [comes next|follows|is missing|goes here|belongs there]?", "And this one?",
    "[Complete|Finish|Fill in|Do] the last [one|line].", "[Continue|Complete] the pattern.",
    "What is the [last|missing|next] [answer|output|one|entry]?", "Answer the last one.",
    "[Follow|Use] the [pattern|examples|rule].", "How does it [end|go on|continue]?",
]  # fmt: skip
# {s} is the start of the sequence, {u} what its terms are called.
_SEQUENCE = [
    "{s},", "{s},", "{s}, ...", "{s} ...", "{s}, ?", "{s} ?", "{s}, _", "{s}, ___", "{s}, and",
    "What comes [next|after that|then][:|?|] {s}", "What comes next[:| in| after] {s}?",
    "What's next[:|?] {s}", "[Continue|Complete|Extend|Finish|Go on with][:| this:] {s},",
    "[Continue|Complete|Extend] [the|this] [sequence|series|pattern|list|row]: {s}[,|, ...|]",
    "[What|Which] {u} comes next[:|?|] {s}", "[What|Which] {u} [follows|is next]: {s}, ?",
    "{s}. [What comes next|What is next|What follows|And then|Next]?", "Next {u}: {s}",
    "{s}, [what comes next|what is next|what follows|and now]?", "Sequence: {s}\nNext:",
    "[What is|Find|Give|Tell me|Predict|Guess] the next {u}[:| in the series:] {s}",
    "[Here is|Look at|I have] a [sequence|series|pattern]: {s}. What [comes next|is the next {u}]?",
    "[Can|Could] you continue[:| this sequence:| the series] {s}?", "{s}\nNext[:| {u}:| one?]",
    "[Fill in|Write|Add] the [next|missing] {u}: {s}, ___", "I count {s}. What comes next?",
    "How does [it|this|the sequence|the series] [continue|go on][:|?] {s}", "{s} - next?",
    "If the [sequence|series|pattern] is {s}, what [is next|comes next|is the next {u}]?",
    "Series: {s}, ?", "Pattern: {s}, what is the next {u}?", "next in sequence {s}",
    "The sequence {s} [continues|goes on] with", "After {s} comes",
    "I [wonder|want to know|need to know] what comes next: {s}", "Say the next {u}: {s}",
]  # fmt: skip
_AND_THEN = [
    "[And then|And next|Next|Then|And now|And|Next one]?", "[What|And what] comes [next|then]?",
    "[Go on|Continue|More|Next|Another one].", "[What|And what] [follows|is next]?",
    "And after that?", "What comes after that?",
]  # fmt: skip
_ROWS: dict[str, list[str]] = {
    "word": [in_words(number) for number in range(31)],
    "ordinal": words("first second third fourth fifth sixth seventh eighth ninth tenth"),
    "season": words("spring summer autumn winter spring summer autumn winter"),
    "day": words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday") * 2,
    "short day": words("Mon Tue Wed Thu Fri Sat Sun") * 2,
    "month": 2
    * words(
        "January February March April May June July August September October November December"
    ),
    "short month": words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr"),
    "letter": list(ascii_lowercase),
    "capital letter": list(ascii_uppercase),
}


def few_shot(draw: Draw) -> Example:
    """Continue what a few examples show, or a sequence, with just what comes next."""
    if draw.chance(0.2):
        return _sequence(draw)
    examples = draw.pick(RELATIONS)(draw, draw.pick([3, 3, 4, 4, 5, 6]))
    answer = examples.pairs[-1][1]
    if examples.form == "clear" and draw.chance(0.08):
        (x, y), (z, _) = examples.pairs[-2:]
        wording = draw.wording(_ANALOGIES).rstrip()
        return Example(wording.format(x=x, y=y, z=z), draw.fill(wording, x=x, y=y, z=z), answer)
    body = _laid_out(draw, examples)
    roll = draw.rng.random()
    if roll < 0.6:
        return Example(body, body, answer)
    if roll < 0.92 or body.endswith(":"):
        joint = "\n" if "\n" in body else draw.pick([" ", "\n"])
        wording = draw.wording(_BEFORE) + draw.pick([joint, joint, "\n\n"]) + "{body}"
    else:
        wording = "{body}" + draw.pick(["\n", "\n\n"]) + draw.wording(_AFTER)
    return Example(wording.format(body=body), draw.fill(wording, body=body), answer)


def drill(draw: Draw) -> list[str]:
    """Return a chat's turns: examples, or a sequence, and one thing after the other asked of them.

    A single answer teaches little of how to look things up in a prompt; these teach it quickly.
    """
    if draw.chance(0.25):
        return _sequence_drill(draw)
    relation = draw.pick([*RELATIONS, *ONLY_SHOWN])
    count = draw.number(2, 5)
    examples = relation(draw, count + 1 if relation is told else count + draw.number(2, 5))
    shown, asked = _shown_and_asked(draw, examples.pairs, count)
    layout = _layout(draw, examples)
    turns = [layout.joint.join(_lines(layout, shown, asked[0][0])), asked[0][1]]
    if draw.chance(0.4):
        turns[0] = draw.ask(_BEFORE) + "\n" + turns[0]
    open_one = layout.open if draw.chance(0.7) else "{x}"
    for given, follows in asked[1:]:
        turns += [open_one.format(x=given), follows]
    return turns


_Pairs = list[tuple[str, str]]


def _shown_and_asked(draw: Draw, pairs: _Pairs, count: int) -> tuple[_Pairs, _Pairs]:
    *others, last = pairs
    if last in others:
        return others, [draw.pick(others) for _ in range(draw.number(4, 8))]
    firsts = {follows: (given, follows) for given, follows in reversed(pairs)}.values()
    if len(firsts) <= count:  # labels: each is shown before it is asked for
        rest = [pair for pair in pairs if pair not in firsts]
        pairs = [*firsts, *rest]
    shown = pairs[:count]
    draw.rng.shuffle(shown)
    return shown, pairs[count:]


def _sequence_drill(draw: Draw) -> list[str]:
    terms, unit = _terms(draw)
    asked = draw.number(2, max(2, len(terms) - 5))
    turns = [_sequence_question(draw, terms[:-asked], unit)[1], terms[-asked]]
    for term in terms[len(terms) - asked + 1 :]:
        turns += [draw.ask(_AND_THEN), term]
    return turns


def _laid_out(draw: Draw, examples: Examples) -> str:
    layout = _layout(draw, examples)
    *shown, (asked, _) = examples.pairs
    parts = _lines(layout, shown, asked)
    if layout.joint == "\n" and "\n" not in layout.example and draw.chance(0.15):
        bullet = draw.pick(["{}. ", "{}) ", "- ", "* ", "Example {}: ", "({}) ", "#{} "])
        parts = [bullet.format(at) + part for at, part in enumerate(parts, start=1)]
    return layout.joint.join(parts)


def _lines(layout: _Layout, shown: _Pairs, asked: str) -> list[str]:
    parts = [layout.example.format(x=given, y=follows) for given, follows in shown]
    return [*parts, layout.open.format(x=asked)]


def _layout(draw: Draw, examples: Examples) -> _Layout:
    form = examples.form
    roll = draw.rng.random()
    if roll < 0.3:
        heads = examples.heads if examples.heads and draw.chance(0.5) else draw.pick(_HEADS)
        one, other = heads.split("|")
        within = draw.pick(["\n", "\n", "\n", " ", ", ", " | "] if form != "text" else ["\n"])
        between = "\n" if within != "\n" else draw.pick(["\n", "\n\n", "\n\n", "\n---\n"])
        colon = draw.pick([": ", ": ", ": ", " = ", ":"] if form == "word" else [": "])
        opening = f"{one}{colon}{{x}}{within}{other}{colon}"
        return _Layout(opening + "{y}", between, opening.rstrip())
    if roll < 0.36 and form in ("word", "clear"):
        return draw.pick(_SPOKEN)
    if roll < 0.46 and form in ("word", "clear"):
        sign = draw.pick(_TIGHT)
        return _Layout("{x}" + sign + "{y}", "\n", "{x}" + sign.rstrip())
    sign = draw.pick(_SIGNS if form in ("word", "clear") else _ARROWS[:8])
    space = "" if sign in (":", "=") and draw.chance(0.3) else " "
    before = space if sign != ":" or draw.chance(0.4) else ""
    joint = draw.pick(["\n", "\n", "\n", ", ", "; ", " | "]) if sign != "|" else "\n"
    if form == "text":
        joint = "\n"
    after = space or (" " if sign == ":" else "")
    quoted = '"{x}"' if draw.chance(0.08) else "{x}"
    marker = draw.pick(["", "", "", "", " ?", " ___", " ..."])
    return _Layout(f"{quoted}{before}{sign}{after}{{y}}", joint, f"{quoted}{before}{sign}{marker}")


def _sequence(draw: Draw) -> Example:
    terms, unit = _terms(draw)
    *shown, answer = terms
    return Example(*_sequence_question(draw, shown, unit), answer)


def _sequence_question(draw: Draw, shown: list[str], unit: str) -> tuple[str, str]:
    """Return a question about a sequence: its exact wording, and how people type it."""
    joint = draw.pick(
        [", ", ", ", ", ", ", ", " ", " ", "; ", " -> "] if unit != "item" else [", "]
    )
    wording = draw.wording(_SEQUENCE)
    if joint != ", ":
        # No comma ends a sequence that has none inside.
        wording = wording.replace("{s}, ", "{s} ").removesuffix(",")
    fields = {"s": joint.join(shown), "u": unit}
    return wording.format(**fields), draw.fill(wording, **fields)


def _terms(draw: Draw) -> tuple[list[str], str]:
    """Return the terms of a sequence, the last one being the answer, and what they are called."""
    roll = draw.rng.random()
    count = draw.number(4, 7)
    if roll < 0.5:
        step = draw.pick([1, 1, 2, 2, 3, 5, 5, 10, 10])
        start = draw.pick([0, 1, 2, step, step])
        numbers = [start + at * step for at in range(count)]
        if draw.chance(0.2):
            numbers.reverse()
        return [str(number) for number in numbers], draw.pick(["number", "number", "term"])
    if roll < 0.75:
        pattern = some_words(draw, draw.pick([2, 2, 3]))
        if draw.chance(0.2):
            pattern = [str(draw.number(0, 9)), draw.pick(words("a b x o"))]
        length = draw.number(2 * len(pattern), 3 * len(pattern))
        return [pattern[at % len(pattern)] for at in range(length + 1)], draw.pick(["word", "item"])
    kind = draw.pick([*_ROWS, "day", "month", "letter", "letter"])
    row = _ROWS[kind]
    step = 2 if "letter" in kind and draw.chance(0.3) else 1
    count = min(count, 5) if step == 1 else 5
    start = draw.number(0, len(row) - 1 - (count - 1) * step)
    terms = row[start : start + count * step : step]
    if step == 1 and draw.chance(0.1):
        terms = terms[::-1]
    return terms, kind.removeprefix("short ").removeprefix("capital ").replace("ordinal", "word")
