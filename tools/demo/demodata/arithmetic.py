"""Sums of two numbers, bare and as word problems."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import TRAIN_ONLY, Draw, Example
from .text import words

_SYMBOL_WORDINGS = [
    "What is {a} {op} {b}?", "{a} {op} {b} =", "{a} {op} {b}", "{a}{op}{b}", "{a}{op}{b}=",
    "{a} {op} {b} = ?", "Compute {a} {op} {b}.", "Calculate {a} {op} {b}.",
    "How much is {a} {op} {b}?", "What is {a}{op}{b}?", "{a} {op} {b}?", "Solve {a} {op} {b}.",
    "What's {a} {op} {b}?",
]  # fmt: skip
_WORD_WORDINGS = {
    "+": [
        "What is {a} plus {b}?", "{a} plus {b}", "Add {a} and {b}.", "Add {b} to {a}.",
        "What is the sum of {a} and {b}?", "Sum of {a} and {b}?", "How much is {a} plus {b}?",
    ],
    "-": [
        "What is {a} minus {b}?", "{a} minus {b}", "Subtract {b} from {a}.",
        "Take {b} away from {a}.", "How much is {a} minus {b}?",
    ],
    "*": [
        "What is {a} times {b}?", "{a} times {b}", "Multiply {a} by {b}.",
        "Multiply {a} and {b}.", "How much is {a} times {b}?",
        "What is the product of {a} and {b}?",
    ],
}  # fmt: skip

_ITEMS = words("apples books coins stars shells pens cards eggs cookies stamps")
_GAINS = ["gets {b} more", "buys {b} more", "finds {b} more", "receives {b} {i}"]
_LOSSES = ["loses {b}", "gives away {b}", "sells {b}", "gives {b} to a friend"]


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
        return TRAIN_ONLY if self.operator == "*" else f"{self.a}{self.operator}{self.b}"


def draw_sum(draw: Draw) -> Sum:
    """Draw a sum: addition and subtraction up to 50, times tables up to 10."""
    operator = draw.pick("++--*" if draw.split == "train" else "+-")
    if operator == "*":
        a, b = draw.number(1, 10), draw.number(1, 10)
        return Sum(a, operator, b, a * b)
    a, b = draw.number(0, 50), draw.number(0, 50)
    if operator == "+":
        return Sum(a, operator, b, a + b)
    a, b = max(a, b), min(a, b)
    return Sum(a, operator, b, a - b)


def sums(draw: Draw) -> Example:
    """Compute a sum that is given in symbols or in words."""
    task = draw_sum(draw)
    if draw.chance(0.6):
        symbol = draw.pick(["*", "x"]) if task.operator == "*" else task.operator
        question = draw.ask(_SYMBOL_WORDINGS, a=task.a, b=task.b, op=symbol)
    else:
        question = draw.ask(_WORD_WORDINGS[task.operator], a=task.a, b=task.b)
    return Example(task.key, question, str(task.result))


def word_problem(draw: Draw) -> Example:
    """Answer how many things somebody has after getting or giving some away."""
    name, item = draw.first_name(), draw.pick(_ITEMS)
    a, b = draw.number(2, 20), draw.number(1, 9)
    gain = draw.chance(0.5)
    if not gain:
        b = min(a, b)
    event = draw.pick(_GAINS if gain else _LOSSES).format(b=b, i=item)
    joint = draw.pick([" and {e}.", ". {n} {e}.", ", then {e}."]).format(e=event, n=name)
    question = f"How many {item} does {name} have{draw.pick([' now', ' now', ''])}?"
    result = a + b if gain else a - b
    return Example(
        None, f"{name} has {a} {item}{joint} {question}", f"{name} has {result} {item} now."
    )
