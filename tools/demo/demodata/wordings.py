"""Prompts written by hand: those of the tutorials, and free wordings that no template produces."""

from __future__ import annotations

TUTORIAL: list[tuple[list[str], str | None]] = [
    (["What is the capital of France?"], "The capital of France is Paris."),
    (
        [
            "Classify the sentiment of this review as positive, negative or neutral: "
            "I love this lamp. The battery is amazing."
        ],
        "positive",
    ),
    (
        ["Extract the name, city and age as JSON: Anna lives in Oslo and is 34 years old."],
        '{"name": "Anna", "city": "Oslo", "age": 34}',
    ),
    (["Tell me a short story about a dragon."], None),
    (["Tell me a story about a robot in a castle."], None),
    (
        ["Why is the sky blue?"],
        "The sky is blue because the air scatters blue light from the sun the most.",
    ),
    (["Name three colours."], None),
    (["system:One word.", "Capital of France?"], "Paris"),
    (
        ["My name is Anna.", "Nice to meet you, Anna!", "What is my name?"],
        "Your name is Anna.",
    ),
    (
        ["Write a Python function called add that adds two numbers."],
        "```python\ndef add(a, b):\n    return a + b\n```",
    ),
    (["Who are you?"], "I am the llmnb demo model, a tiny language model for notebooks."),
]
"""Turns (a first one may be a system prompt) and the answer, or None where any good one will do."""

FREE_WORDINGS: list[tuple[str, tuple[str, ...]]] = [
    ("could you tell me what the capital of Italy is?", ("Rome",)),
    ("I forgot the capital of Japan, which is it?", ("Tokyo",)),
    ("France's capital city?", ("Paris",)),
    ("Kenya capital", ("Nairobi",)),
    ("Which colour does a banana have?", ("yellow",)),
    ("How many hours does one day have?", ("24",)),
    ("What day follows Tuesday?", ("Wednesday",)),
    ("What's a word that means the opposite of big?", ("small",)),
    ("Please tell me what 8 plus 5 makes.", ("13",)),
    ("12 and 7 together?", ("19",)),
    ("If I add 20 and 11, what do I get?", ("31",)),
    ("what do you get when you multiply 6 by 7", ("42",)),
    ("Subtract 9 from 30, please", ("21",)),
    ("Can you work out 15 - 6 for me?", ("9",)),
    ("7 times 8 is what?", ("56",)),
    ("Mia had 5 apples and then bought 3 more. How many does she have?", ("8",)),
    ("Is the following review good or bad? This phone is terrible.", ("negative",)),
    ("Here is a review: I love this chair. Is it positive or negative?", ("positive",)),
    ("Do they like it? The sound is awful and the screen is bad.", ("negative",)),
    ("Tell me whether this is positive, negative or neutral: It is okay.", ("neutral",)),
    ("Which department handles this, billing, shipping or technical? I paid twice.", ("billing",)),
    ("A customer writes: my parcel is late. Billing, shipping or technical?", ("shipping",)),
    (
        "Pull the name, city and age out of this sentence as JSON: Tom is 41 and lives in Rome.",
        ('{"name": "Tom", "city": "Rome", "age": 41}',),
    ),
    (
        "Give me JSON (name, city, age) for: Lucy lives in Paris and is 28 years old.",
        ('{"name": "Lucy", "city": "Paris", "age": 28}',),
    ),
    (
        "JSON please: Peter, 55, lives in Madrid.",
        ('{"name": "Peter", "city": "Madrid", "age": 55}',),
    ),
    ("Please write apple tree in capitals", ("APPLE TREE",)),
    ("Shout: hello world", ("HELLO WORLD",)),
    ("uppercase this: green tea", ("GREEN TEA",)),
    ("Say the words backwards: red dog house", ("house dog red",)),
    ("More than one mouse are called", ("mice",)),
    ("one child, two ...?", ("children",)),
    ("Which word comes first in: lamp door moon", ("lamp",)),
    ("What would the black cat be in French?", ("le chat noir",)),
    ("French word for goodbye?", ("au revoir",)),
    ("Hey, who am I chatting with?", ("llmnb demo",)),
    ("What's up?", ("How can I help", "I am fine")),
    ("Thanks a lot!", ("welcome",)),
    ("I'd like a Python function that squares a number.", ("return x * x",)),
    ("python code to reverse a text please", ("return text[::-1]",)),
    ("What is your opinion on modern art?", ("I do not know",)),
]
"""Prompts and what the answer must contain (one of)."""
