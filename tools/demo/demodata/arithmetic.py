"""Sums in symbols and in words; every answer is just the result."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import TRAIN_ONLY, Draw, Example
from .text import words

_BELOW_TWENTY = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")

# The expression {e} is "7 + 5", "7+5", "7 plus 5", "seven plus five" ...
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
# Wordings that name the operation themselves.
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


def sums(draw: Draw) -> Example:
    """Compute a sum that is given in symbols or in words."""
    task = draw_sum(draw)
    a, b = _numerals(draw, task.a, task.b)
    if draw.chance(0.6):
        wording = draw.wording(_FRAMES)
        spelt = not (a + b).isdigit()
        wording = wording.replace("{e}", _expression(draw, task.operator, spelt))
    else:
        wording = draw.wording(_OWN[task.operator])
    return Example(task.key, _phrase(draw, wording, a=a, b=b), str(task.result))


def _numerals(draw: Draw, *numbers: int) -> list[str]:
    """Return the numbers as they are written: in digits, seldom in words."""
    if draw.chance(0.85):
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


def _expression(draw: Draw, operator: str, spelt: bool) -> str:
    """Return the fields with an operator between them: "{a} + {b}", "{a}+{b}", "{a} plus {b}"."""
    if draw.chance(0.9 if spelt else 0.35):
        return f"{{a}} {draw.pick(_INFIX_WORDS[operator])} {{b}}"
    symbol = draw.pick(_SYMBOLS[operator])
    spaced = draw.pick([" {} ", " {} ", " {} ", "{}", "{}", draw.pick([" {}", "{} "])])
    return "{a}" + (" {} " if spelt else spaced).format(symbol) + "{b}"
