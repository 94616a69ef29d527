"""Whether an answer is right: exact match, and rules where many answers are right."""

from __future__ import annotations

from demodata import world
from demodata.documents import Question
from demodata.lists import list_is_right
from demodata.story_requests import story_is_right

MEMBERS = {plural: world.CATEGORIES[name] for name, plural in world.CATEGORY_PLURALS.items()}
"""The members of each category, by its name in the plural."""


def is_right(task: str, question: Question, answer: str) -> bool:
    """Return whether the answer is right for the task."""
    prompt = question.messages[-1]["content"]
    if task == "lists":
        return list_is_right(prompt, question.answer, answer)
    if task == "story":
        return story_is_right(prompt, answer)
    return answer == question.answer
