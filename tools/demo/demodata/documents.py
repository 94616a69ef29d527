"""Documents to train on, and the held-out set: tasks mixed into conversations."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from . import arithmetic, chat, extraction, facts, reviews, rewriting, stories
from .draw import Draw, Example, Task, draw_example
from .names import CITIES
from .world import WORDS

TASKS: dict[str, tuple[Task, float]] = {
    "sentiment": (reviews.sentiment, 6),
    "stars": (reviews.stars, 3),
    "ticket": (reviews.ticket, 3),
    "extraction": (extraction.person, 22),
    "order": (extraction.order, 5),
    "arithmetic": (arithmetic.sums, 42),
    "word_problem": (arithmetic.word_problem, 9),
    "facts": (facts.facts, 10),
    "why": (facts.why, 2),
    "unknown": (facts.unknown, 3),
    "lists": (rewriting.lists, 7),
    "rewriting": (rewriting.rewrite, 16),
    "translation": (rewriting.translate, 5),
    "code": (rewriting.code, 5),
    "few_shot": (rewriting.few_shot, 7),
    "greeting": (chat.greeting, 3),
    "story": (stories.story, 8),
}
"""Single-turn tasks and their weights in the mixture."""

_SMALL_TALK: list[Task] = [
    chat.greeting, facts.facts, arithmetic.sums, rewriting.rewrite, reviews.sentiment,
    rewriting.translate, rewriting.lists,
]  # fmt: skip
_NEUTRAL_SYSTEM = "You are a helpful assistant."


@dataclass(frozen=True)
class Document:
    """One document: a conversation, or a plain text when `text` is set."""

    task: str
    messages: tuple[dict[str, str], ...] = ()
    text: str | None = None


def conversation(task: str, turns: list[str], system: str | None = None) -> Document:
    """Return a document of alternating turns, the user's first."""
    messages = [{"role": "system", "content": system}] if system else []
    for index, content in enumerate(turns):
        messages.append({"role": "assistant" if index % 2 else "user", "content": content})
    return Document(task, tuple(messages))


def _from_example(task: str, example: Example, system: str | None = None) -> Document:
    return conversation(task, [example.question, example.answer], example.system or system)


def _single_turn(draw: Draw) -> tuple[str, Example]:
    weights = [weight for _, weight in TASKS.values()]
    name = draw.rng.choices(list(TASKS), weights)[0]
    return name, draw_example(draw, TASKS[name][0])


def _chatter(draw: Draw, exchanges: int) -> list[str]:
    turns: list[str] = []
    # Greetings are never held out, so a held-out chat has none.
    tasks = _SMALL_TALK if draw.split == "train" else _SMALL_TALK[1:]
    for _ in range(exchanges):
        example = draw_example(draw, draw.pick(tasks))
        turns += [example.question, example.answer]
    return turns


def remembering(draw: Draw, longest: int = 5) -> list[str]:
    """Return the turns of a chat that tells things, wanders off, and asks for them.

    Parameters
    ----------
    draw : Draw
        Where everything is drawn from.
    longest : int, default 5
        Upper bound of the exchanges between telling and asking.
    """
    memories: dict[str, chat.Memory] = {}
    for _ in range(draw.pick([1, 1, 2, 3])):
        memory = chat.draw_memory(draw)
        memories.setdefault(memory.topic, memory)
    turns = _chatter(draw, draw.pick([0, 0, 1]))
    for memory in memories.values():
        turns += [memory.statement, memory.reply]
        turns += _chatter(draw, draw.pick([0, 0, 0, 1]))
    if draw.chance(0.25):
        turns += chat.not_told(draw, set(memories))
    turns += _chatter(draw, draw.number(0, longest - 1) if draw.chance(0.5) else 0)
    for memory in draw.pick_several(list(memories.values()), len(memories)):
        turns += [memory.question, memory.answer]
    return turns


def _memory(draw: Draw) -> Document:
    return conversation("memory", remembering(draw, 14 if draw.chance(0.3) else 5))


def _style(draw: Draw) -> Document:
    return _from_example("style", draw_example(draw, chat.style))


def _persona(draw: Draw) -> Document:
    return _from_example("persona", chat.persona(draw))


def _plain_story(draw: Draw) -> Document:
    text = stories.tell(draw, stories.draw_plot(draw), draw.pick(["medium", "long"]))
    return Document("text", text=text)


def _several_turns(draw: Draw) -> Document:
    turns: list[str] = []
    for _ in range(draw.number(2, 4)):
        _, example = _single_turn(draw)
        turns += [example.question, example.answer]
    return conversation("several", turns, _NEUTRAL_SYSTEM if draw.chance(0.15) else None)


def _one_turn(draw: Draw) -> Document:
    name, example = _single_turn(draw)
    return _from_example(name, example, _NEUTRAL_SYSTEM if draw.chance(0.1) else None)


_MIXTURE: list[tuple[Callable[[Draw], Document], float]] = [
    (_memory, 14), (_style, 11), (_persona, 2), (_plain_story, 2), (_several_turns, 12),
    (_one_turn, 59),
]  # fmt: skip


def training_document(rng: random.Random) -> Document:
    """Return one document of the training mixture."""
    kinds, weights = zip(*_MIXTURE, strict=True)
    kind: Callable[[Draw], Document] = rng.choices(kinds, weights)[0]
    return kind(Draw(rng))


def copying_document(rng: random.Random) -> Document:
    """Return a short document that is all about copying, for the first steps of training."""
    draw = Draw(rng)
    roll = rng.random()
    if roll < 0.3:
        words = [
            draw.first_name() if draw.chance(0.5) else draw.pick(WORDS + CITIES)
            for _ in range(draw.number(2, 6))
        ]
        text = " ".join(words)
        question = draw.ask(["Repeat: {t}", "Repeat after me: {t}", "Say: {t}"], t=text)
        return conversation("copying", [question, text])
    if roll < 0.6:
        return conversation("copying", remembering(draw, 1))
    if roll < 0.8:
        return _from_example("copying", extraction.person(draw))
    return _persona(draw)


@dataclass(frozen=True)
class Question:
    """One question of the held-out set: the conversation so far and the expected answer."""

    messages: tuple[dict[str, str], ...]
    answer: str


def _question(document: Document) -> Question:
    return Question(document.messages[:-1], document.messages[-1]["content"])


def _long_memory(draw: Draw) -> Document:
    memory = chat.draw_memory(draw)
    between = _chatter(draw, draw.number(8, 14))
    turns = [memory.statement, memory.reply, *between, memory.question, memory.answer]
    return conversation("long_memory", turns)


_NOT_SCORED = {"greeting"}


def held_out_set(seed: int = 4242, count: int = 60) -> dict[str, list[Question]]:
    """Return the questions of the held-out set by task, `count` each (long chats: half).

    Wordings carry no noise; keys and names are of the test split, so none was trained on.
    """
    draw = Draw(random.Random(seed), "test", noisy=False)
    questions = {
        name: [_question(_from_example(name, draw_example(draw, task))) for _ in range(count)]
        for name, (task, _) in TASKS.items()
        if name not in _NOT_SCORED
    }
    questions["style"] = [_question(_style(draw)) for _ in range(count)]
    questions["persona"] = [_question(_persona(draw)) for _ in range(count)]
    questions["memory"] = [
        _question(conversation("memory", remembering(draw))) for _ in range(count)
    ]
    questions["long_memory"] = [_question(_long_memory(draw)) for _ in range(count // 2)]
    return questions
