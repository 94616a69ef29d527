"""Conversations that go on from a turn of another one."""

from __future__ import annotations

import re
from collections.abc import Container, MutableMapping

from llmnb.session.conversation import Conversation


def free_name(name: str, taken: Container[str]) -> str:
    """Return the first free one of NAME-2, NAME-3, …, also for a name that ends so itself."""
    numbered = re.fullmatch(r"(.+)-\d+", name)
    base = numbered[1] if numbered is not None and numbered[1] in taken else name
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def branch(
    conversations: MutableMapping[str, Conversation], name: str, number: int
) -> Conversation:
    """Begin a new conversation with the turns up to one of another conversation.

    Parameters
    ----------
    conversations : mapping of str to Conversation
        Those of the session; the new one is put there.
    name : str
        The conversation to go on from; the new one is called NAME-2, NAME-3, ….
    number : int
        The last turn that both have, counted from 1; 0 for none.

    Raises
    ------
    ParameterError
        If there is no such turn, or the new name would be too long.
    """
    new = conversations[name].branch(number, free_name(name, conversations))
    return conversations.setdefault(new.name, new)
