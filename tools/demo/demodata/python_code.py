"""Tiny Python functions, and scripts that print a text."""

from __future__ import annotations

import keyword

from .draw import Draw, Example
from .python_purposes import PURPOSES, Purpose
from .text import phrases, words

# {d} "doubles a number", {i} "double a number", {g} "doubling a number".
_DOES = "[that {d}|that {d}|which {d}|to {i}|for {g}]"
_WRITE = "[Write|Write|Write|Create|Make|Define|Implement|Give me|Show me|Generate|Code]"
_UNNAMED = [
    *["Write a Python function that {d}."] * 4,
    f"{_WRITE} a [Python |]function {_DOES}.",
    f"{_WRITE} a Python function {_DOES}.",
    f"{_WRITE} a function in Python {_DOES}.",
    f"{_WRITE} a [small|short|simple|tiny|one-line|little] Python function {_DOES}.",
    "[Python|python] function {w}[.|]", "[a |]function in [Python|python] {w}[.|]",
    "def {w}", "def for a function {w}", "function {w} [in Python|(Python)]", "function {w}",
    "I need a [Python function|function in Python|function] {w}.",
    "I [want|would like] a [Python function|function in Python|function] {w}.",
    "I am looking for a [Python function|Python code|function] {w}.",
    "[Show|Give|Write|Send] me [some |]Python code {w}.", "Write [some |]code [in Python |]{w}.",
    "[Write|Give me|Show me] [Python code|code in Python|a piece of Python|some Python] {w}.",
    "[Write|Code|Make] something in Python {w}.", "Write Python code {w}.",
    "How [do|can|would|could|should] [I|you|we] {i} [in|with|using] Python?",
    "How does one {i} in Python?", "How to {i} in Python[?|]", "How do I {i} in Python?",
    "How [do|would|can] [I|you] [write|make|code|define] a [Python |]function {w}?",
    "In Python, [write|define|make] a function {w}.", "In Python, how do I {i}?",
    "Using Python, [write|make|define] a function {w}.",
    "What does a Python function {w} look like?",
    "What is the Python [code|function] [to {i}|for {g}]?", "What function {d} in Python?",
    "{i} in [Python|python]", "{i} [Python|python]", "python {i}", "Python: {i}",
    "Python[ code|] to {i}",
    "code [to {i}|for {g}]", "Python for {g}", "{g} in [Python|python]", "code: a function {w}",
    "[Can|Could] you [write|show me|give me|make] a [Python |]function {w}?",
    "Can you help me [write|with] a Python function {w}?", "Could you code a function {w}?",
    "Is there a [simple |]way to {i} in Python?",
    "What is [an easy|the best] way to {i} in Python?",
    "I [don't know|forgot|do not remember] how to {i} in Python[.|. Can you help[| me]?]",
    "I want to {i} in Python[.|. What do I write?|. How?|, how?]", "I need to {i} in Python.",
    "I am [learning|new to] Python. How do I {i}?",
    "[Help me|Help me to|Teach me to|Show me how to] {i} in Python.",
    "My [homework|task|exercise] is to write a [Python |]function {w}.",
    "[Exercise|Task|Homework|Problem]: [write |]a [Python |]function {w}.", "Python homework: {i}.",
    "The function should {i}. Write it in Python.", "Write a function. It should {i}.",
    "I wonder how to {i} in Python.", "Do you know how to {i} in Python?",
    "Write the Python [code|function] {w}.",
    "[Python snippet|Snippet|Code snippet] [to {i}|for {g}]",
    "# a function {w}", "# Python\n# {i}", "# {i}", "# function to {i}", '"""A function {w}."""',
    "The Python function {w} is", "Solve in Python: {i}.", "Program a function {w}.",
    "An example of a Python function {w}.", "Complete the code: a function {w}.",
    "I have to write a function {w}. Can you [help|do it]?", "Please write code {w}.",
    "Tell me how to {i} in Python.", "What would a function {w} be in Python?",
    "How would a programmer {i} in Python?", "Python: a function {w}.",
]  # fmt: skip
_CALLED = "[called|named|with the name|whose name is] {f}"
_NAMED = [
    *["Write a Python function called {f} that {d}."] * 4,
    f"{_WRITE} a [Python |]function {_CALLED} {_DOES}.",
    f"{_WRITE} a Python function {_CALLED} {_DOES}.",
    f"{_WRITE} a function {_CALLED} in Python {_DOES}.",
    f"{_WRITE} a [Python |]function " + "{f} {w}.", "Write a function {f} in Python {w}.",
    "Write {f} in Python[.|:] [It|The function] {d}.", "Write {f}({p}) in Python. It {d}.",
    f"{_WRITE} a [Python |]function " + "{f}({p}) {w}.", "Write {f}({p}) [in Python |]{w}.",
    "[Python|python] function {f} {w}", "[Python|python] function [called|named] {f} {w}",
    "Define {f}, a Python function {w}.", "Define a function {f}({p}) {w}.", "def {f} {w}",
    "def {f}({p}) {w}", "{f}({p}) in Python {w}", "{f}: a Python function {w}", "{f}({p}): {i}",
    "Write a [Python |]function {w}. [Name|Call] it {f}.", "Write {f}, a function {w}.",
    "Write a [Python |]function {w} and [name|call] it {f}.", "Write a function {w}, named {f}.",
    "Write a [Python |]function {w}. Its name [is|should be|must be] {f}.",
    "I need a [Python |]function {w}. It [should|must] be called {f}.",
    "[I need|I want|I would like] a [Python |]function [called |named |]{f} {w}.",
    "How [do|would] [I|you] write a [Python |]function [called|named] {f} {w}?",
    "[Can|Could] you write a [Python |]function [called|named] {f} {w}?",
    "Create {f} in Python. It [{d}|should {i}].", "Show me a function {f} in Python {w}.",
    "Implement {f}, which {d}, in Python.", "Implement {f}({p}), which {d}.",
    "My teacher wants a Python function {f} {w}.", "[Exercise|Task]: write {f}({p}), which {d}.",
    "The function {f} {d}. Write it in Python.", "The function {f}({p}) {d}. Show its code.",
    "function {f} to {i}", "Python code for {f}({p}), which {d}", "# {f}({p}): {i}",
    "Write a Python function {w}. Function name: {f}", "name: {f}, purpose: {i}, language: Python",
    "In Python, define {f} {w}.", "What does {f}({p}) look like if it {d}?",
    "Write a function with the name {f} {w}.", "Make a def {f} {w}.", "Code {f}, which {d}.",
    "Write a [Python |]function [called|named] {f} with the [parameter|argument] {p} {w}.",
    "Write a [Python |]function {f} that takes {p} and {d}.",
]  # fmt: skip

# The name says it all; {r} is the name in words.
_BARE = [
    "Write [a|the] Python function {f}.", "[Python|python] function {f}", "def {f}({p}):",
    "def {f}",
    "[Write|Show me|Give me] [a|the] {r} function [in Python|with Python].", "{f}({p}) in Python",
    "[Python|python] {r} function", "[|a ]function for {r} in Python",
    "[|the ]{r} function in Python",
    "How do I write [a|the] {r} function in Python?", "Write {f}({p}) in Python.",
    "Write {f} in Python.", "Define {f}({p}).", "Implement {f}({p}) in Python.",
    "Complete: def {f}({p}):", "What does a {r} function look like in Python?",
]  # fmt: skip

# Verbs that double their last letter before "ing", and parts of invented names.
_DOUBLED = words("cut drop get flip put split sum total")
_WORDS = words(
    "get make compute do my run helper value number text item list find calc check data result new "
    "simple quick apply step main func test input output handle update process magic work solve "
    "create build convert return fast small big red blue green apple dog cat tree moon star river "
    "stone cloud happy lucky first last next task job tool thing math user demo sample basic easy "
    "word line part level score total point game box key map file page table row column"
)

# What is printed, and how that is asked for.
_SAID = phrases(
    "hello|hello world|Hello, world!|Hello World|good morning|goodbye|welcome|yes|no|thank you|"
    "I love Python|Python is fun|how are you?|ready|done|start|the end|have a nice day|it works|"
    "good luck|well done|see you soon|hi|error|success|ok|my name|cats and dogs|one two three"
)
_QUOTED = "[{t}|{t}|\"{t}\"|'{t}']"
_PRINT = [
    "[Write|Give me|Show me|Make|I need] [Python code|a Python program|a Python script|"
    "code in Python|a line of Python|Python] [that prints|to print|which prints|for printing] "
    f"{_QUOTED}.",
    f"How [do|can|would] [I|you|we] print {_QUOTED} in Python?", f"Print {_QUOTED} in Python.",
    f"How to print {_QUOTED} in Python", f"[Python|python]: print {_QUOTED}",
    f"[Python|python] print {_QUOTED}", f"print {_QUOTED} [with|using|in] Python",
    f"In Python, [print|how do I print|show|output] {_QUOTED}", f"Output {_QUOTED} with Python.",
    f"Python [code|program|script] that [prints|outputs|shows|displays] {_QUOTED}",
    f"What Python code prints {_QUOTED}?", f"Make Python say {_QUOTED}.",
    f"I want Python to print {_QUOTED}.", f"Show {_QUOTED} on the screen with Python.",
    f"How do I make Python [say|print|show] {_QUOTED}?", f"Use Python to print {_QUOTED}.",
]  # fmt: skip


def code(draw: Draw) -> Example:
    """Write a one-line Python function or, now and then, a line that prints a text."""
    if draw.chance(0.1):
        return _script(draw)
    purpose = draw.pick(PURPOSES)
    name, parameters, key = purpose.name, purpose.parameters, ""
    if draw.chance(0.06):
        wording = draw.wording(_BARE).replace("{r}", name.replace("_", " "))
    else:
        patterns = _NAMED if draw.chance(0.55) else _UNNAMED
        wording = _described(draw, draw.pattern(patterns), purpose)
        # The model reads the name from the question: any name will do.
        if "{f}" in wording and (draw.split == "test" or draw.chance(0.75)):
            name = key = _name(draw)
    question = draw.fill(wording, f=name, p=parameters)
    key = key or wording.format(f=name, p=parameters)
    source = f"def {name}({parameters}):\n    return {purpose.expression}"
    return Example(key, question, _fenced(source))


def _script(draw: Draw) -> Example:
    text, named = draw.pick(_SAID), draw.chance(0.4)
    if named:
        pattern = draw.pick(["hello, {n}", "Hello, {n}!", "{n}", "I am {n}"])
        text = pattern.format(n=draw.first_name())
    elif draw.chance(0.3):
        text = " ".join(draw.pick_several(_WORDS, draw.number(1, 3)))
    question = draw.ask(_PRINT, t=text)
    return Example(None if named else text, question, _fenced(f'print("{text}")'))


def _described(draw: Draw, pattern: str, purpose: Purpose) -> str:
    """Return a wording with a description of the purpose, and its names still open."""
    wording = draw.wording([pattern.replace("{w}", _DOES)])
    descriptions = list(purpose.descriptions)
    if "{d}" not in wording:
        # "Takes a list and returns its sum" has two verbs, and only one would change its form.
        descriptions = [text for text in descriptions if " and return" not in text]
    description = draw.wording([draw.pick(descriptions)])
    wording = wording.replace("{d}", description).replace("{i}", infinitive(description))
    wording = wording.replace("{g}", gerund(description))
    return wording[0].upper() + wording[1:] if wording.endswith(".") else wording


def infinitive(description: str) -> str:
    """Return "double a number" for "doubles a number"."""
    verb, _, rest = description.partition(" ")
    return f"{'multiply' if verb == 'multiplies' else verb.removesuffix('s')} {rest}"


def gerund(description: str) -> str:
    """Return "doubling a number" for "doubles a number"."""
    verb, _, rest = infinitive(description).partition(" ")
    stem = verb + verb[-1] if verb in _DOUBLED else verb.removesuffix("e")
    return f"{stem}ing {rest}"


def _name(draw: Draw) -> str:
    while True:
        parts = draw.pick_several(_WORDS, draw.pick([1, 2, 2, 2, 2, 3]))
        name = "_".join(parts)
        if draw.chance(0.3):
            name = draw.first_name().lower()
        elif draw.chance(0.12):
            name = parts[0] + "".join(part.capitalize() for part in parts[1:])
        if name.isidentifier() and name.isascii() and not keyword.iskeyword(name):
            return name


def _fenced(source: str) -> str:
    return f"```python\n{source}\n```"
