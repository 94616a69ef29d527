"""Sums in symbols and in words, and comparing numbers; every answer is just the result."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import TRAIN_ONLY, Draw, Example
from .text import words

_BELOW_TWENTY = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")


def in_words(number: int, joint: str = "-") -> str:
    """Return a number from 0 to 99 in words: "seven", "twenty-three".

    Parameters
    ----------
    number : int
        The number.
    joint : str, default "-"
        What stands between tens and ones; some people write "twenty three".
    """
    if number < 20:
        return _BELOW_TWENTY[number]
    tens, ones = _TENS[number // 10 - 2], number % 10
    return f"{tens}{joint}{_BELOW_TWENTY[ones]}" if ones else tens


@dataclass(frozen=True)
class Sum:
    """Two numbers, an operator (+, - or *) and the result."""

    a: int
    operator: str
    b: int
    result: int

    @property
    def key(self) -> str:
        """What the split is decided by; times tables are learnt by heart, so never held out."""
        if self.operator == "*":
            return TRAIN_ONLY
        if self.operator == "+":
            # Both orders of an addition share a key: else one order would give the other away.
            return f"{min(self.a, self.b)}+{max(self.a, self.b)}"
        return f"{self.a}-{self.b}"


def draw_sum(draw: Draw) -> Sum:
    """Draw a sum: addition and subtraction up to 50, times tables up to 10."""
    operator = draw.pick("++--*" if draw.split == "train" else "+-")
    if operator == "*":
        a, b = draw.number(1, 10), draw.number(1, 10)
        return Sum(a, operator, b, a * b)
    # Small numbers are what people try first.
    highest = 12 if draw.chance(0.2) else 50
    a, b = draw.number(0, highest), draw.number(0, highest)
    if operator == "+":
        return Sum(a, operator, b, a + b)
    a, b = max(a, b), min(a, b)
    return Sum(a, operator, b, a - b)


# The expression {e} is "7 + 5", "7+5", "7 plus 5", "seven plus five", "2 + 3 + 4" ...
_FRAMES = [
    "{e}", "{e}", "{e}", "{e}?", "{e} =", "{e} =", "{e}=", "{e} = ?", "{e}=?", "{e} =?",
    "{e} [is|equals|makes|gives|are|=]", "{e} [is|equals|makes|gives] [what|how much|what number]?",
    "{e} = [_|__|...|what?]", "? = {e}", "[Result|Answer|Solution] of {e}[?|]",
    "What is {e}?", "What is {e}?", "What is {e}?", "What's {e}?", "How much is {e}?",
    "How much is {e}?", "[What|How much] [does|would|do] {e} [make|give|equal|come to]?",
    "[Compute|Calculate|Solve|Evaluate|Work out|Determine|Find|Do] {e}[.|]",
    "[Compute|Calculate|Solve|Evaluate|Work out|Determine|Find|Do][ this| the following|]: {e}",
    "[Compute|Calculate|Solve|Work out] [for me |]the [result|answer|value|solution] of {e}.",
    "What is the [result|answer|value|outcome|solution] of {e}?",
    "What is the [result|answer|outcome|solution] [to|if you compute|when you calculate] {e}?",
    "[Give|Tell|Show|Get] me [the result of|the answer to|the value of|] {e}.",
    "Tell me [what|how much] {e} [is|makes|gives|equals|comes to].",
    "[Can|Could] you [tell me|work out|calculate|compute|solve|say|figure out] {e}[ for me|]?",
    "[Can|Could] you tell me [what|how much] {e} [is|makes|gives|equals]?",
    "Do you know [what|how much] {e} [is|makes|equals|gives]?",
    "I [need|want|would like|am looking for] the [result|answer|value|solution] of {e}.",
    "I [need|want] to know [what|how much] {e} [is|makes|equals|gives].",
    "I [forgot|do not know|don't know|am not sure|wonder] [what|how much] {e} [is|makes|gives].",
    "I [can't|cannot] [work out|calculate|solve|figure out] {e}[, can you help|, help me|]?",
    "What [do you get|do I get|do we get|comes out|is the result] [if|when] you "
    "[compute|calculate|work out|evaluate] {e}?",
    "What do [you|I|we] get [for|from|out of] {e}?",
    "If [you|I|we] [compute|calculate|work out] {e}, what [do you get|is the result|comes out]?",
    "What number [is|do you get for|equals] {e}?", "Which number [is|equals] {e}?",
    "{e} [equals|is|makes] what number?", "{e} - what is [it|that|the answer|the result]?",
    "{e}, what is [it|that|the answer|the result]?", "{e}, [how much|what] is [that|it]?",
    "[Maths|Math] [question|problem|homework|exercise|quiz|test]: [what is |]{e}[?|]",
    "[Maths|Math|Sum|Arithmetic|Exercise|Problem|Expression|Question]: {e}",
    "Q: [What is |]{e}[?|]\nA:", "Expression: {e}\n[Result|Value|Answer]:",
    "{e}\n[Answer|Result]:", "[Quick maths|Quick math|Mental arithmetic|Quick]: {e}",
    "[Calculator|calc|eval|compute|result|solve][:|] {e}", "print({e})",
    "[What's|What is] the [sum|calculation|maths]: {e}?", "Let's [calculate|do some maths]: {e}",
    "Just the [number|result|answer]: {e}", "{e}, [just|only] the [number|result|answer].",
    "[Help me with|Help me work out|Help me solve|Check for me] {e}[.|]",
    "My [homework|exercise|task] [is|says] {e}. What is the [answer|result]?",
    "[Guess|Say|State|Name|Write] [what|how much] {e} is.", "[So|And] {e} is[ what|]?",
]  # fmt: skip
_OWN = {
    "+": [
        "Add {a} and {b}.", "Add {a} [to|and|with|plus] {b}[.|]", "add {a} {b}", "sum {a} {b}",
        "[Add|Sum|Add up|Sum up|Total] [the numbers |the two numbers |]{a} and {b}[.|]",
        "[What is the |]sum of {a} and {b}?", "[What's|What is|Give me|Find|Compute|Tell me] the "
        "[sum|total] of {a} and {b}[?|.]", "the [sum|total] of {a} and {b}[ is|]",
        "[What|How much] [do|does|will] {a} and {b} [make|give|add up to|sum to|come to|equal]?",
        "[What|How much] [do|does|will] {a} and {b} [make|give] [together|in total|altogether]?",
        "[What|How much] [is|are] {a} and {b}[ together| in total| altogether| combined|]?",
        "{a} and {b} [together|in total|altogether|combined|makes what|make how much][?|]",
        "{a} and {b}, [what is the sum|what do they make|how much together|added together]?",
        "{a} and {b} [is|makes|make|are][ how much?|]", "{a} [added to|together with|and] {b} =",
        "{a} added to {b}[?|.| is| makes]", "How much is {a} [added to|together with|and] {b}?",
        "[What|How much] [do you|do I|do we|will I] get [if|when] [you|I|we] "
        "[add|sum|add up|put together] {a} [and|to] {b}?",
        "[If|When] [you|I|we] add {a} [and|to] {b}, [what|how much] [do you|do I|do we] get?",
        "If I add {a} and {b}, what [is the result|comes out|is it|is the total]?",
        "[What|Which number] is {b} more than {a}?", "{b} more than {a}[?| is]",
        "[What|Which number|How much] is {a} [increased by|and another|raised by] {b}?",
        "[Increase|Raise] {a} by {b}[.|]", "{a} [increased by|and {b} more, that is|up by] {b}?",
        "[Start with|Take] {a} and add {b}[.| to it.]", "I have {a}. I add {b}. What do I get?",
        "[Please |]add [these|the] [two numbers|numbers]: {a}[,| and] {b}", "sum({a}, {b})",
        "add({a}, {b})", "sum: {a}, {b}", "[sum|addition|total] of {a} and {b}", "{a} [&|n] {b}?",
        "Put {a} and {b} together[.|. What do you get?]", "Count {a} and {b} together.",
        "Let a = {a} and b = {b}. What is a + b?", "a = {a}, b = {b}, a + b = ?",
        "x = {a} and y = {b}. [What is|Find|Compute] x + y[?|.]",
    ],
    "-": [
        "Subtract {b} from {a}.", "[Subtract|Take|Deduct|Remove] {b} from {a}[.|]",
        "Take {b} away from {a}[.|]", "Take away {b} from {a}[.|]", "subtract({a}, {b})",
        "[What is the |the |]difference [between|of] {a} and {b}[?|]",
        "[Find|Compute|Give me|Tell me|Calculate] the difference between {a} and {b}.",
        "[What's|What is] the difference between {b} and {a}?", "{a} [take away|less] {b}[?| =|]",
        "[What|How much] [is|do you get if you compute] {a} [take away|less|reduced by] {b}?",
        "[What|How much] [do you|do I|do we|will I] get [if|when] [you|I|we] "
        "[subtract|take|take away|deduct|remove] {b} from {a}?",
        "[If|When] [you|I|we] [subtract|take|take away] {b} from {a}, "
        "[what|how much] [is left|do you get|do I get|remains]?",
        "[What|How much] is left [if|when] [you|I|we] [take|subtract|take away] {b} from {a}?",
        "[What|How much] [remains|is left|is left over] of {a} [if|when|after] you "
        "[take away|subtract|remove] {b}?",
        "[What|Which number] is {b} less than {a}?", "{b} less than {a}[?| is]",
        "[What|Which number] is {b} [smaller|lower] than {a}?", "{b} [from|off] {a}[?| is]",
        "[Decrease|Reduce|Lower] {a} by {b}[.|]", "{a} [decreased by|reduced by|down by] {b}[?|]",
        "[Start with|Begin with] {a} and [subtract|take away|remove] {b}[.|]",
        "I have {a}. I [take away|subtract|lose] {b}. What [is left|do I have|do I get]?",
        "How [much|many] [more|bigger] is {a} than {b}?", "How much smaller is {b} than {a}?",
        "How far is it from {b} to {a}?", "How many [more|steps] from {b} to {a}?",
        "What [do I|must I|do you have to] add to {b} to [get|make|reach] {a}?",
        "{b} plus what [is|makes|equals|gives] {a}?", "{b} + ? = {a}", "{b} + x = {a}, what is x?",
        "{b} and how [much|many] [more |]makes {a}?", "How much is missing from {b} to {a}?",
        "[Without|After removing] {b}, what is left of {a}?", "{a} without {b}[?| is]",
        "Let a = {a} and b = {b}. What is a - b?", "a = {a}, b = {b}, a - b = ?",
        "x = {a} and y = {b}. [What is|Find|Compute] x - y[?|.]", "difference: {a}, {b}",
        "[Subtraction|Minus]: {a} and {b}", "[Find|Compute|Do] the subtraction of {b} from {a}.",
    ],
    "*": [
        "Multiply {a} by {b}.", "Multiply {a} [by|and|with|times] {b}[.|]", "multiply {a} {b}",
        "[What is the |the |]product of {a} and {b}[?|]", "multiply({a}, {b})",
        "[Find|Compute|Give me|Tell me|Calculate] the product of {a} and {b}.",
        "[What|How much] is {a} multiplied [by|with] {b}?", "{a} multiplied [by|with] {b}[?|]",
        "[What|How much] [do you|do I|do we|will I] get [if|when] [you|I|we] multiply {a} "
        "[by|and|with] {b}?",
        "[If|When] [you|I|we] multiply {a} [by|and|with] {b}, [what|how much] [do you|do I] get?",
        "If I multiply {a} by {b}, what [is the result|comes out|is it]?",
        "[What|How much] [do|does] {a} and {b} multiplied [make|give]?",
        "{a} and {b} multiplied[?| together?| is]", "Times table: {a} times {b}",
        "[What is|How much is|What's] {a} lots of {b}?", "{a} lots of {b}[?| is]",
        "[What is|How much is] {a} groups of {b}?", "{a} [rows|groups|bags] of {b} [is|make][ ?|]",
        "In the {a} times table, what is {a} times {b}?", "[Tell|Remind] me what {a} times {b} is.",
        "[Multiplication|Product|Multiply]: {a} and {b}", "product({a}, {b})",
        "Take {a} and multiply it by {b}[.|]", "[Take|Start with] {b}, {a} times.",
        "Let a = {a} and b = {b}. What is a * b?", "a = {a}, b = {b}, a * b = ?",
        "x = {a} and y = {b}. [What is|Find|Compute] x * y[?|.]", "{a} by {b} multiplied is",
        "I multiply {a} by {b}. What do I get?", "[Do|Compute] the multiplication of {a} and {b}.",
        "{a} [times|multiplied by] {b} [is|makes|equals|gives] [what|how much]?",
    ],
}  # fmt: skip
_INFIX_WORDS = {
    "+": ["plus"],
    "-": ["minus", "minus", "minus", "take away"],
    "*": ["times", "times", "times", "multiplied by"],
}
_SYMBOLS = {"+": "+", "-": "-----−–", "*": "***xxx×××X·"}
_THREE = [
    "[Add|Sum|Add up|Sum up|Total] [the numbers |]{a}, {b} and {c}[.|]",
    "[What is the |the |][sum|total] of {a}, {b} and {c}[?|]",
    "[What|How much] [do|does] {a}, {b} and {c} [make|give|add up to|come to]?",
    "[What|How much] is {a} and {b} and {c}[ together|]?", "sum {a} {b} {c}",
    "{a}, {b} and {c} [together|in total|altogether|added together][?|]", "sum({a}, {b}, {c})",
    "What do I get [if|when] I add {a}, {b} and {c}?", "[sum|add|total]: {a}, {b}, {c}",
    "Add {a} and {b}, then add {c}.", "Add {a} to {b} and then {c}[.|]",
]  # fmt: skip
_MULTIPLES = {
    "double": [
        "double {a}", "[What is|What's|How much is] [double|twice|two times|the double of] {a}?",
        "[Double|Duplicate] [the number |]{a}[.|]", "[twice|2 times|the double of] {a}[?|]",
        "[What|How much] [do I|do you|do we] get [if|when] [I|you|we] double {a}?",
        "If [I|you|we] double {a}, what [is it|do I get|comes out]?", "{a} doubled[ is|?|]",
        "What is {a} doubled?", "[Tell|Give] me [twice|double|the double of] {a}.",
        "[What|Which] number is [double|twice|twice as much as|twice as big as] {a}?",
        "[What|How much] is twice as [much|many|big] as {a}?", "{a} times two[?|]",
        "[Calculate|Compute|Find|Work out] [double|twice|the double of] {a}[.|]",
        "Two lots of {a}[ is|?]", "[What is|] {a} and the same again?", "double of {a}",
    ],
    "triple": [
        "triple {a}", "[What is|What's|How much is] [triple|three times|thrice|3 times] {a}?",
        "[Triple|Treble] [the number |]{a}[.|]", "{a} tripled[ is|?|]", "What is {a} tripled?",
        "[What|How much] [do I|do you|do we] get [if|when] [I|you|we] triple {a}?",
        "[Tell|Give] me [triple|three times] {a}.", "three times as [much|many] as {a}[?|]",
        "[Calculate|Compute|Find|Work out] [triple|three times|the triple of] {a}[.|]",
        "[What|Which] number is [triple|three times|three times as much as] {a}?",
    ],
    "half": [
        "half of {a}", "[What is|What's|How much is] [half of|half|one half of|the half of] {a}?",
        "[Halve|Split in half:|Cut in half:] [the number |]{a}[.|]", "half {a}", "{a} halved[?|]",
        "[What|How much] [do I|do you|do we] get [if|when] [I|you|we] halve {a}?",
        "[Tell|Give] me half of {a}.", "What is {a} [halved|divided by two|divided by 2]?",
        "[What|Which] number is half [of|as much as|as big as] {a}?", "{a} divided by 2[?|]",
        "[What|How much] is half as [much|many] as {a}?", "{a} cut in half is",
        "[Calculate|Compute|Find|Work out] half of {a}[.|]", "Divide {a} by [2|two][.|]",
        "If [I|you|we] halve {a}, what [is it|do I get|is left]?", "{a} split in half[?|]",
        "{a} / 2", "{a}/2", "{a} / 2 =", "What is {a} / 2?", "{a} : 2",
    ],
}  # fmt: skip


def _numerals(draw: Draw, *numbers: int) -> list[str]:
    if draw.chance(0.8):
        return [str(number) for number in numbers]
    joint = "-" if draw.chance(0.7) else " "
    mixed = draw.chance(0.15)
    return [
        str(number) if mixed and draw.chance(0.5) else in_words(number, joint) for number in numbers
    ]


def _phrase(draw: Draw, wording: str, **numerals: str) -> str:
    """Return the wording with its numbers; a number in words may open it with a capital."""
    first = wording[1:2] if wording.startswith("{") else ""
    if first in numerals and draw.chance(0.5):
        numerals[first] = numerals[first].capitalize()
    return draw.fill(wording, **numerals)


def _expression(draw: Draw, operator: str, fields: list[str], spelt: bool) -> str:
    """Return the fields with an operator between them: "{a} + {b}", "{a}+{b}", "{a} plus {b}"."""
    if draw.chance(0.9 if spelt else 0.35):
        return f" {draw.pick(_INFIX_WORDS[operator])} ".join(fields)
    symbol = draw.pick(_SYMBOLS[operator])
    spaced = draw.pick([" {} ", " {} ", " {} ", "{}", "{}", draw.pick([" {}", "{} "])])
    return (" {} " if spelt else spaced).format(symbol).join(fields)


def sums(draw: Draw) -> Example:
    """Compute a sum that is given in symbols or in words."""
    roll = draw.rng.random()
    if roll < 0.06:
        return _three_summands(draw)
    if roll < 0.12 and draw.split == "train":
        return _multiple(draw)
    task = draw_sum(draw)
    a, b = _numerals(draw, task.a, task.b)
    if draw.chance(0.6):
        wording = draw.wording(_FRAMES)
        spelt = not a[0].isdigit() or not b[0].isdigit()
        expression = _expression(draw, task.operator, ["{a}", "{b}"], spelt)
        wording = wording.replace("{e}", expression)
    else:
        wording = draw.wording(_OWN[task.operator])
    return Example(task.key, _phrase(draw, wording, a=a, b=b), str(task.result))


def _three_summands(draw: Draw) -> Example:
    numbers = [draw.number(0, 20) for _ in range(3)]
    a, b, c = _numerals(draw, *numbers)
    if draw.chance(0.6):
        spelt = not (a + b + c).isdigit()
        expression = _expression(draw, "+", ["{a}", "{b}", "{c}"], spelt)
        wording = draw.wording(_FRAMES).replace("{e}", expression)
    else:
        wording = draw.wording(_THREE)
    key = "+".join(str(number) for number in sorted(numbers))
    return Example(key, _phrase(draw, wording, a=a, b=b, c=c), str(sum(numbers)))


def _multiple(draw: Draw) -> Example:
    kind = draw.pick(["double", "double", "triple", "half", "half"])
    if kind == "half":
        result = draw.number(1, 25)
        number = 2 * result
    else:
        number = draw.number(1, 25 if kind == "double" else 10)
        result = number * (2 if kind == "double" else 3)
    (a,) = _numerals(draw, number)
    return Example(TRAIN_ONLY, _phrase(draw, draw.wording(_MULTIPLES[kind]), a=a), str(result))


# <er> and <est> become "bigger"/"biggest" or "smaller"/"smallest" and their like.
_WHICH = [
    "Which is <er>, {n}?", "Which is <er>: {n}?", "Which [number|one|of these] is <er>[,|:] {n}?",
    "What is <er>[,|:] {n}?", "What's <er>, {n}?", "{n}: which [one |number |]is <er>?",
    "{n}, which [one |number |]is <er>?", "{n} - [which is|what's|what is] <er>?", "{n}, <er>?",
    "Is {n} <er>?", "[Tell|Show] me which [one |number |]is <er>[,|:] {n}.", "<er>: {n}",
    "[Can|Could] you tell me which [one |number |]is <er>, {n}?", "<er> number: {n}", "<er>, {n}?",
    "Do you know which is <er>, {n}?", "I [wonder|want to know|need to know] which is <er>, {n}.",
    "[Decide|Say|State] which [one |number |]is <er>: {n}", "<er> one, {n}?",
    "I am not sure which is <er>, {n}.", "Which [has the <er> value|counts as <er>], {n}?",
    "[What|Which] would be <er>, {n}?", "Compare {n}. Which is <er>?", "Which of {n} is <er>?",
]  # fmt: skip
_WHICH_OF = [
    "[Pick|Choose|Select|Give me|Find|Name|Return|Take] the <er> [one |number |]of {n}[.|]",
    "[What|Which] is the <er> [one |number |]of {n}?", "the <er> [one |number |]of {n}[ is|]",
    "[Pick|Choose|Select|Give me|Find|Name|Return] the <er> [one|number]: {n}",
    "Compare {n} and [give|tell|return] [me |]the <er> [one|number].",
    "[Between|Of|Out of|From] {n}, which [one |number |]is <er>?",
    "[Of|Between] {n}, [give|name|pick] the <er>[ one|].", "I [need|want] the <er> of {n}.",
    "Here are numbers: {n}. Which is <er>?", "Numbers: {n}\nThe <er> one:",
]  # fmt: skip
_DEGREES = {
    True: ("[bigger|bigger|larger|greater|higher]", "[biggest|largest|greatest|highest]"),
    False: ("[smaller|smaller|lower|lesser]", "[smallest|smallest|lowest]"),
}
_ENGINEERING = {
    True: [
        "max({n})", "max of {n}", "What is the [maximum|max] of {n}?", "maximum: {n}",
        "[Find|Compute|Give me|Return] the [maximum|max] of {n}[.|]", "max {n}",
    ],
    False: [
        "min({n})", "min of {n}", "What is the [minimum|min] of {n}?", "minimum: {n}",
        "[Find|Compute|Give me|Return] the [minimum|min] of {n}[.|]", "min {n}",
    ],
}  # fmt: skip
_PARITY = [
    "Is {n} [even or odd|odd or even]?", "Is [the number |]{n} [odd or even|even or odd]?",
    "Is {n} an [odd or an even|odd or even|even or odd|even or an odd] number?",
    "{n}: [odd or even|even or odd]?", "{n} [even or odd|odd or even]", "{n}: odd? even?",
    "[Even or odd|Odd or even][:|,|?] {n}", "Classify {n} as [even or odd|odd or even].",
    "[Tell|Show] me [if|whether] {n} is [even or odd|odd or even].", "odd/even: {n}",
    "[Say|Decide|Determine|State|Check] [if|whether] {n} is [even or odd|odd or even].",
    "[What is|What's] {n}, [even or odd|odd or even]?", "Would {n} be [even or odd|odd or even]?",
    "[Can|Could] you tell me [if|whether] {n} is [even or odd|odd or even]?",
    "Do you know [if|whether] {n} is [even or odd|odd or even]?", "What is the parity of {n}?",
    "I [wonder|want to know|forgot|need to know] [if|whether] {n} is [even or odd|odd or even].",
    "[parity|Parity] of {n}[?|]", "parity({n})", "Number: {n}\n[Even or odd|Odd or even]?",
    "Does {n} count as [even or odd|odd or even]?", "The number {n} is [even or odd|odd or even]?",
    "Which is it, [even or odd|odd or even]: {n}?", "Label {n} as [even or odd|odd or even].",
    "Which kind of number is {n}, [even or odd|odd or even]?", "even/odd? {n}",
    "[Give me|Return] the parity of {n}, [even or odd|odd or even].", "Number {n}: odd, even?",
    "[Would you say|Do you think] [that |]{n} is [even or odd|odd or even]?",
    "Is {n} [one of the even or one of the odd|among the even or the odd] numbers?",
]  # fmt: skip


def compare(draw: Draw) -> Example:
    """Name the bigger or smaller one of a few numbers, or say whether a number is even or odd."""
    if draw.chance(0.3):
        number = draw.number(0, 99)
        wording = draw.wording(_PARITY)
        question = _phrase(draw, wording, n=_numerals(draw, number)[0])
        return Example(f"parity {number}", question, "odd" if number % 2 else "even")
    count = draw.pick([2, 2, 2, 2, 3, 3, 4])
    highest = draw.pick([20, 99])
    numbers = draw.pick_several(range(highest + 1), count)
    bigger = draw.chance(0.5)
    conjunction = " and "
    if draw.chance(0.12):
        wording, conjunction = draw.wording(_ENGINEERING[bigger]), ", "
        if wording.endswith(("of {n}", "of {n}?")):
            conjunction = " and "
    else:
        patterns = _WHICH if draw.chance(0.7) else _WHICH_OF
        comparative, superlative = _DEGREES[bigger]
        degree = superlative if count > 2 or draw.chance(0.1) else comparative
        if degree is superlative and draw.chance(0.7) and patterns is _WHICH:
            degree = "the " + superlative
        wording = draw.wording([draw.pick(patterns).replace("<er>", degree)])
        if patterns is _WHICH and not wording.startswith(("Compare", "Which of")):
            conjunction = " or " if draw.chance(0.8) else ", "
    wording = wording[0].upper() + wording[1:] if draw.chance(0.8) else wording
    listed = _listed(_numerals(draw, *numbers), conjunction)
    answer = max(numbers) if bigger else min(numbers)
    key = "compare " + " ".join(str(number) for number in sorted(numbers))
    return Example(key, _phrase(draw, wording, n=listed), str(answer))


def _listed(items: list[str], conjunction: str) -> str:
    return ", ".join(items[:-1]) + conjunction + items[-1]
