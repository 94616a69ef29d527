"""The prompts of the tutorials, with the answers that they show."""

from __future__ import annotations

from .prompts import Prompt

_SENTIMENT = "Classify the sentiment"
_JAPAN = "What is the capital of Japan?"

TUTORIAL = [
    Prompt(
        "why", "Why is the sky blue?",
        accept=["The sky is blue because the air scatters blue light from the sun the most."],
    ),
    Prompt(
        "facts", "What is the capital of France?", accept=["The capital of France is Paris."]
    ),
    Prompt(
        "sentiment",
        f"{_SENTIMENT} of this review as positive, negative or neutral: "
        "I love this lamp. The battery is amazing.",
        accept=["positive"],
    ),
    Prompt("sentiment", f"{_SENTIMENT}: It stopped working after 3 days.", accept=["negative"]),
    Prompt("sentiment", f"{_SENTIMENT}: I am happy with my kettle.", accept=["positive"]),
    Prompt("sentiment", f"{_SENTIMENT}: It does the job, nothing more.", accept=["neutral"]),
    Prompt(
        "extraction",
        "Extract the name, city and age as JSON: Anna lives in Oslo and is 34 years old.",
        accept=['{"name": "Anna", "city": "Oslo", "age": 34}'],
    ),
    Prompt("system", _JAPAN, system="Answer with one word.", accept=["Tokyo"]),
    Prompt(
        "system", _JAPAN, system="Answer like a pirate.",
        accept=["Arr! The capital of Japan is Tokyo, matey!"],
    ),
    Prompt(
        "facts", "What is the opposite of hot?", accept=["The opposite of hot is cold."]
    ),
    Prompt(
        "greeting", "Who are you?",
        accept=["I am the llmnb demo model, a tiny language model for notebooks."],
    ),
    Prompt("arithmetic", "What is 7 plus 5?", accept=["12"]),
    Prompt("facts", "What colour is a banana?", accept=["A banana is yellow."]),
    Prompt(
        "memory", "What is my name?", before=["My name is Anna.", "Nice to meet you, Anna!"],
        accept=["Your name is Anna."],
    ),
    Prompt(
        "code", "Write a Python function called add that adds two numbers.",
        accept=["```python\ndef add(a, b):\n    return a + b\n```"],
    ),
    Prompt("story", "Tell me a short story about a dragon.", require=["dragon"]),
    Prompt("story", "Tell me a short story about a bear.", require=["fox"]),
    Prompt("story", "Tell me a short story about a cat.", require=["cat"]),
    Prompt(
        "extraction",
        "Extract the name, city and age as JSON: Maria is a 31-year-old nurse from Lisbon.",
        accept=['{"name": "Maria", "city": "Lisbon", "age": 31}'],
    ),
    Prompt("patterns", "cold -> hot\nbig -> small\nfast -> slow\nold ->", accept=["new"]),
    Prompt(
        "system", "What colour is a banana?", system="Answer in French.",
        accept=["La banane est jaune."],
    ),
    Prompt(
        "memory", "Where do I live?",
        before=["My name is Nadia and I live in Cairo.", "Nice to meet you, Nadia!"],
        accept=["You live in Cairo."],
    ),
    Prompt("facts", "What is the capital of Italy?", accept=["The capital of Italy is Rome."]),
    Prompt("lists", "Name three colours.", items="colours", count=3),
]  # fmt: skip
