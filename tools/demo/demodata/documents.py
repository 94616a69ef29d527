"""Documents to train on, and the held-out set: tasks mixed into conversations."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from . import (
    arithmetic,
    chat,
    extraction,
    facts,
    few_shot,
    lists,
    memory,
    orders,
    plurals,
    python_code,
    reviews,
    rewriting,
    stories,
    systems,
    tickets,
    translation,
    unknown,
    word_problems,
)
from .draw import Draw, Example, Foreign, Task, draw_example


@dataclass(frozen=True)
class Practice:
    """A single-turn task, and how often it is practised, in two parts of the training.

    Parameters
    ----------
    task : Task
        Draws the examples.
    broad, focused : float
        Its weights in the mixture, at first and later. The second gives what is learnt quickly
        less room, for what takes long.
    """

    task: Task
    broad: float
    focused: float


TASKS = {
    "sentiment": Practice(reviews.sentiment, 26, 36),
    "ticket": Practice(tickets.ticket, 4, 8),
    "extraction": Practice(extraction.person, 14, 20),
    "order": Practice(orders.order, 10, 13),
    "arithmetic": Practice(arithmetic.sums, 50, 66),
    "word_problem": Practice(word_problems.word_problem, 0, 18),
    "facts": Practice(facts.facts, 22, 20),
    "why": Practice(facts.why, 1, 1),
    "unknown": Practice(unknown.unknown, 4, 10),
    "lists": Practice(lists.lists, 14, 26),
    "rewriting": Practice(rewriting.rewrite, 36, 90),
    "plurals": Practice(plurals.plurals, 4, 12),
    "translation": Practice(translation.translate, 30, 50),
    "code": Practice(python_code.code, 12, 20),
    "few_shot": Practice(few_shot.few_shot, 26, 50),
    "greeting": Practice(chat.greeting, 4, 30),
    "story": Practice(stories.story, 8, 36),
}
"""Single-turn tasks, by their names in the evaluation."""

_SMALL_TALK: list[Task] = [
    chat.greeting, facts.facts, arithmetic.sums, rewriting.rewrite, reviews.sentiment,
    translation.translate, lists.lists, facts.why, tickets.ticket, plurals.plurals,
    unknown.unknown,
]  # fmt: skip


@dataclass(frozen=True)
class Document:
    """One document: a conversation, or a plain text when `text` is set.

    `foreign` has the positions of the messages that another assistant wrote; they are not learnt.
    """

    task: str
    messages: tuple[dict[str, str], ...] = ()
    text: str | None = None
    foreign: frozenset[int] = frozenset()


def conversation(task: str, turns: list[str], system: str | None = None) -> Document:
    """Return a document of alternating turns, the user's first."""
    messages = [{"role": "system", "content": system}] if system else []
    for index, content in enumerate(turns):
        messages.append({"role": "assistant" if index % 2 else "user", "content": content})
    said = enumerate(message["content"] for message in messages)
    foreign = frozenset(index for index, text in said if isinstance(text, Foreign))
    return Document(task, tuple(messages), foreign=foreign)


def _from_example(task: str, example: Example, system: str | None = None) -> Document:
    return conversation(task, [example.question, example.answer], example.system or system)


def _single_turn(draw: Draw) -> tuple[str, Example]:
    weights = [known.focused if draw.focused else known.broad for known in TASKS.values()]
    name = draw.rng.choices(list(TASKS), weights)[0]
    return name, draw_example(draw, TASKS[name].task)


def _neutral_system(draw: Draw, probability: float) -> str | None:
    return draw.wording(systems.NEUTRAL_SYSTEMS) if draw.chance(probability) else None


def _chatter(draw: Draw) -> Example:
    return draw_example(draw, draw.pick(_SMALL_TALK))


def _memory(draw: Draw) -> Document:
    longest = 10 if draw.chance(0.15) else 3
    turns = memory.remembering(draw, longest, _chatter)
    return conversation("memory", turns, _neutral_system(draw, 0.1))


def _style(draw: Draw) -> Document:
    return _from_example("style", draw_example(draw, systems.style))


def _persona(draw: Draw) -> Document:
    return _from_example("persona", draw_example(draw, systems.persona))


def _plain_story(draw: Draw) -> Document:
    text = stories.tell(draw, stories.draw_plot(draw), draw.pick(["medium", "long"]))
    return Document("text", text=text)


def _several_turns(draw: Draw) -> Document:
    turns: list[str] = []
    for _ in range(draw.number(2, 4)):
        _, example = _single_turn(draw)
        turns += [example.question, example.answer]
    return conversation("several", turns, _neutral_system(draw, 0.15))


def _drill(draw: Draw) -> Document:
    return conversation("few_shot", few_shot.drill(draw))


def _one_turn(draw: Draw) -> Document:
    name, example = _single_turn(draw)
    return _from_example(name, example, _neutral_system(draw, 0.1))


_MIXTURE: list[tuple[Callable[[Draw], Document], float]] = [
    (_memory, 8), (_style, 10), (_persona, 2), (_plain_story, 2), (_several_turns, 8),
    (_drill, 12), (_one_turn, 71),
]  # fmt: skip


def training_document(
    rng: random.Random, plainness: float = 0.0, focused: bool = False
) -> Document:
    """Return one document of the training mixture.

    Parameters
    ----------
    rng : random.Random
        The source of chance.
    plainness : float
        That of `Draw`.
    focused : bool
        By the later weights of `TASKS`.
    """
    kinds, weights = zip(*_MIXTURE, strict=True)
    kind: Callable[[Draw], Document] = rng.choices(kinds, weights)[0]
    return kind(Draw(rng, plainness=plainness, focused=focused))


_SKILLS: list[tuple[Task, float]] = [
    (arithmetic.sums, 34), (rewriting.rewrite, 34), (plurals.plurals, 6), (extraction.person, 5),
    (orders.order, 5), (systems.persona, 3),
]  # fmt: skip


def skill_document(rng: random.Random) -> Document:
    """Return a short document in the plainest wording about what takes longest to learn.

    Copying, spelling and sums are skills that appear all at once after many examples; training
    starts with them.
    """
    draw = Draw(rng, plainness=0.9)
    if draw.chance(0.1):
        return conversation("skill", memory.remembering(draw, 1, _chatter))
    tasks, weights = zip(*_SKILLS, strict=True)
    task: Task = rng.choices(tasks, weights)[0]
    return _from_example("skill", draw_example(draw, task))


@dataclass(frozen=True)
class Question:
    """One question of the held-out set: the conversation so far and the expected answer."""

    messages: tuple[dict[str, str], ...]
    answer: str


def _question(document: Document) -> Question:
    return Question(document.messages[:-1], document.messages[-1]["content"])


def _long_memory(draw: Draw) -> Document:
    told = memory.draw_memory(draw)
    turns = [told.statement, told.reply]
    for _ in range(draw.number(6, 10)):
        example = _chatter(draw)
        turns += [example.question, example.answer]
    return conversation("long_memory", [*turns, told.question, told.answer])


def held_out_set(seed: int = 4242, count: int = 60) -> dict[str, list[Question]]:
    """Return the questions of the held-out set by task, `count` each (long chats: half).

    Wordings carry no noise; keys and names are of the test split, so none was trained on.
    """
    draw = Draw(random.Random(seed), "test", noisy=False)
    questions = {
        name: [_question(_from_example(name, draw_example(draw, known.task))) for _ in range(count)]
        for name, known in TASKS.items()
    }
    questions["style"] = [_question(_style(draw)) for _ in range(count)]
    questions["persona"] = [_question(_persona(draw)) for _ in range(count)]
    questions["memory"] = [
        _question(conversation("memory", memory.remembering(draw, 4, _chatter)))
        for _ in range(count)
    ]
    questions["long_memory"] = [_question(_long_memory(draw)) for _ in range(count // 2)]
    return questions
