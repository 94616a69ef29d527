"""Greetings, system prompts, personas and memory over several turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from . import world
from .arithmetic import draw_sum
from .draw import TRAIN_ONLY, Draw, Example
from .facts import draw_fact
from .text import words

IDENTITY = "I am the llmnb demo model, a tiny language model for notebooks."
_ABILITIES = (
    "I can classify reviews, extract JSON, do small sums, answer simple facts, "
    "translate a few words and tell short stories."
)
_GREETINGS = {
    "Hello! How can I help you?": [
        "Hello", "Hi", "Hello!", "Hi!", "Hey", "Hello there", "Hi there!", "Good day",
    ],
    "Good morning! How can I help you?": ["Good morning", "Good morning!"],
    "You are welcome!": ["Thank you", "Thanks!", "Thanks", "Thank you!", "Thank you very much."],
    "Goodbye!": ["Bye", "Goodbye", "Bye!", "Goodbye!", "See you later."],
    "I am fine, thank you!": ["How are you?", "How are you today?"],
    "My name is llmnb demo.": ["What is your name?", "What's your name?"],
    IDENTITY: [
        "Who are you?", "What are you?", "What model are you?", "Are you a robot?",
        "Who am I talking to?", "Tell me about yourself.", "Introduce yourself.",
        "Which model is this?",
    ],
    _ABILITIES: [
        "What can you do?", "Help", "What can I ask you?", "How can you help me?",
        "What are you good at?",
    ],
}  # fmt: skip


def greeting(draw: Draw) -> Example:
    """Answer a greeting, or say who it is and what it can do."""
    answer = draw.pick([*_GREETINGS, IDENTITY])
    return Example(TRAIN_ONLY, draw.ask(_GREETINGS[answer]), answer)


_NAMING = ["Your name is {n}.", "You are {n}.", "You are called {n}."]
_NAMING_WITH_JOB = [
    "You are {n}, a {j}.",
    "Your name is {n}. You are a {j}.",
    "You are {n} the {j}.",
]
_JOBS = words("teacher farmer sailor painter doctor baker pilot singer wizard robot")


def persona(draw: Draw) -> Example:
    """Take the name, and sometimes the job, that the system prompt gives."""
    name, job = draw.first_name(), draw.pick(_JOBS)
    if draw.chance(0.6):
        question = draw.ask(["What is your name?", "Who are you?", "What's your name?"])
        return Example(None, question, f"My name is {name}.", draw.pick(_NAMING).format(n=name))
    system = draw.pick(_NAMING_WITH_JOB).format(n=name, j=job)
    if draw.chance(0.6):
        question = draw.ask(["What is your name?", "Who are you?", "What's your name?"])
        return Example(None, question, f"My name is {name}.", system)
    question = draw.ask(["What is your job?", "What do you do?", "What is your work?"])
    return Example(None, question, f"I am a {job}.", system)


_SYSTEMS = {
    "short": [
        "One word.", "Answer with one word.", "Answer in one word.", "Be brief.",
        "Answer in one word only.", "One word only.", "Keep it short.",
    ],
    "upper": [
        "Answer in upper case.", "Answer in capital letters.", "Always use upper case.",
        "Upper case only.", "Write everything in capital letters.",
    ],
    "json": [
        "Answer in JSON.", "Always reply in JSON.", "Return JSON.", "JSON only.",
        "Reply with JSON.",
    ],
    "pirate": [
        "You are a pirate.", "Answer like a pirate.", "Talk like a pirate.", "Speak like a pirate.",
    ],
    "polite": [
        "You are very polite.", "Be polite.", "Be very polite.", "You are a polite assistant.",
    ],
}  # fmt: skip
_STYLES: dict[str, Callable[[str, str], str]] = {
    "short": lambda sentence, short: short,
    "upper": lambda sentence, short: short.upper(),
    "json": lambda sentence, short: json.dumps({"answer": short}),
    "pirate": lambda sentence, short: f"Arr! {sentence[:-1]}, matey!",
    "polite": lambda sentence, short: f"Of course! {sentence} Have a nice day!",
}


def style(draw: Draw) -> Example:
    """Answer in the style that the system prompt asks for."""
    kind = draw.pick([*_STYLES, "french"])
    if kind == "french":
        return _french(draw)
    if draw.chance(0.2):
        task = draw_sum(draw)
        question = draw.ask(["What is {e}?"], e=f"{task.a} {task.operator} {task.b}")
        sentence = f"{task.a} {task.operator} {task.b} is {task.result}."
        key, short = task.key, str(task.result)
    else:
        fact = draw_fact(draw)
        key, question, sentence, short = fact.key, fact.question, fact.sentence, fact.short
    return Example(key, question, _STYLES[kind](sentence, short), draw.pick(_SYSTEMS[kind]))


def _french(draw: Draw) -> Example:
    system = draw.pick(
        ["Answer in French.", "You always answer in French.", "Reply in French.", "Speak French.",
         "French only."]
    )  # fmt: skip
    roll = draw.rng.random()
    if roll < 0.5:
        country, (of_country, capital) = draw.pick(list(world.FRENCH_CAPITALS.items()))
        wording = draw.pick(
            ["What is the capital of {c}?", "Capital of {c}?", "Name the capital of {c}."]
        )
        answer = f"La capitale {of_country} est {capital}."
        return Example("french" + wording + country, draw.fill(wording, c=country), answer, system)
    if roll < 0.8:
        task = draw_sum(draw)
        question = draw.ask(["What is {e}?"], e=f"{task.a} {task.operator} {task.b}")
        return Example(task.key, question, f"La réponse est {task.result}.", system)
    name = draw.first_name()
    return Example(None, draw.ask(["My name is {n}."], n=name), f"Enchanté, {name} !", system)


@dataclass(frozen=True)
class Memory:
    """Something that the user tells, what is said to it, and how it is asked for later."""

    topic: str
    statement: str
    reply: str
    question: str
    answer: str


_TELL_NAME = [
    "My name is {n}.", "My name is {n}.", "I am {n}.", "Hello, my name is {n}.", "Call me {n}.",
    "Hi, I am {n}.", "I'm {n}.", "Hi, I'm {n}!", "My name's {n}.",
]  # fmt: skip
_ASK_NAME = [
    "What is my name?", "What is my name?", "Do you remember my name?", "Who am I?",
    "What's my name?", "Do you know my name?", "Tell me my name.",
]  # fmt: skip
_NOT_TOLD = {
    "name": ("What is my name?", "I do not know your name yet."),
    "city": ("Where do I live?", "I do not know where you live yet."),
    "age": ("How old am I?", "I do not know your age yet."),
    "colour": ("What is my favourite colour?", "I do not know your favourite colour yet."),
}


def draw_memory(draw: Draw) -> Memory:
    """Draw something to remember: name, city, age, favourite colour or a pet's name."""
    topic = draw.pick(["name", "name", "city", "age", "colour", "pet"])
    if topic == "name":
        name = draw.full_name() if draw.chance(0.3) else draw.first_name()
        told = draw.ask(_TELL_NAME, n=name)
        reply = f"Nice to meet you, {name}!"
        return Memory(topic, told, reply, draw.ask(_ASK_NAME), f"Your name is {name}.")
    if topic == "city":
        city = draw.city()
        told = draw.ask(["I live in {c}.", "My home is in {c}.", "I live in {c} now."], c=city)
        asked = draw.ask(["Where do I live?", "Which city do I live in?", "Where is my home?"])
        return Memory(topic, told, f"{city} is a nice place!", asked, f"You live in {city}.")
    if topic == "age":
        age = draw.number(10, 89)
        told = draw.ask(["I am {a} years old.", "I am {a}.", "I'm {a} years old."], a=age)
        asked = draw.ask(["How old am I?", "What is my age?"])
        return Memory(topic, told, "Good to know!", asked, f"You are {age} years old.")
    if topic == "colour":
        colour = draw.pick(world.CATEGORIES["colour"])
        told = draw.ask(["My favourite colour is {c}.", "I love the colour {c}."], c=colour)
        asked = draw.ask(["What is my favourite colour?", "Which colour do I like best?"])
        reply = f"{colour.capitalize()} is a lovely colour!"
        return Memory(topic, told, reply, asked, f"Your favourite colour is {colour}.")
    pet, name = draw.pick(words("dog cat horse rabbit")), draw.first_name()
    told = draw.ask(["My {p} is called {n}.", "My {p}'s name is {n}."], p=pet, n=name)
    asked = draw.ask(["What is the name of my {p}?", "What is my {p} called?"], p=pet)
    reply = f"{name} is a great name for a {pet}!"
    return Memory("pet " + pet, told, reply, asked, f"Your {pet} is called {name}.")


def not_told(draw: Draw, topics: set[str]) -> list[str]:
    """Return a question about something that was not told, and the honest answer, or nothing."""
    topic = draw.pick(list(_NOT_TOLD))
    return [] if topic in topics else list(_NOT_TOLD[topic])
