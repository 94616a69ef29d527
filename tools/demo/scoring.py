"""Whether an answer is right: exact match, and rules where many answers are right."""

from __future__ import annotations

import re

from demodata import world
from demodata.documents import Question

_SENTENCE_ENDS = (".", "!", '"')
_SHORTEST_STORY = 150  # characters


def is_right(task: str, question: Question, answer: str) -> bool:
    """Return whether the answer is right for the task."""
    prompt = question.messages[-1]["content"]
    if task == "lists":
        return _same_kind_of_list(prompt, question.answer, answer)
    if task == "story":
        return _tells_what_was_asked(prompt, answer)
    return answer == question.answer


def _items(answer: str) -> list[str]:
    if "\n" not in answer and not answer.startswith(("- ", "1. ")):
        return answer.split(", ")
    return [re.sub(r"^(- |\d\. )", "", line) for line in answer.split("\n")]


def _list_style(answer: str) -> str:
    return answer[:2] if answer.startswith(("- ", "1.")) else ","


def _same_kind_of_list(prompt: str, expected: str, answer: str) -> bool:
    category = next(name for name, names in world.CATEGORY_PLURALS.items() if f" {names}" in prompt)
    items = _items(answer)
    return (
        _list_style(answer) == _list_style(expected)
        and len(items) == len(set(items)) == len(_items(expected))
        and all(item in world.CATEGORIES[category] for item in items)
    )


def _tells_what_was_asked(prompt: str, answer: str) -> bool:
    heroes = re.search(rf"about an? ({'|'.join(world.HEROES)})", prompt)
    name = re.search(r"(?:named|called) (\w+)", prompt)
    place = re.search(rf" in an? ({'|'.join(world.PLACES)})", prompt)
    treasure = re.search(rf" and an? ({'|'.join(world.TREASURES)})", prompt)
    wanted = [match.group(1) for match in (heroes, name, place, treasure) if match]
    finished = answer.endswith(_SENTENCE_ENDS) and len(answer) >= _SHORTEST_STORY
    return finished and all(word in answer for word in wanted)
