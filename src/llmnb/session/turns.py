"""What a conversation is made of: turns, where they stand, and what changes them."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from llmnb.generation import FinishReason, Generation, Message

if TYPE_CHECKING:
    from llmnb.session.conversation import Conversation


@dataclass(frozen=True)
class Place:
    """Where in a notebook a prompt stands.

    Parameters
    ----------
    cell : str
        The cell's id, the same each time it is run.
    run : str
        The id of this run of the cell.
    """

    cell: str
    run: str


def nowhere() -> Place | None:
    """Tell that it is unknown where a prompt stands, as outside of a notebook."""
    return None


def new_id() -> str:
    """Return a short random id."""
    return secrets.token_hex(4)


@dataclass(frozen=True)
class Turn:
    """A prompt of the user and its answer.

    Parameters
    ----------
    user, answer : str
        The two messages.
    system : str, optional
        A system message that was given with the prompt; it holds from here on.
    finish_reason : FinishReason
        Why the answer ended.
    parent : str, optional
        The id of the turn before, when this one was answered.
    history : str, optional
        `digest` of all turns before, when this one was answered; None where it is not known.
    place : Place, optional
        Where the prompt stands.
    id : str
        A new one whenever a turn is answered again or edited.
    """

    user: str
    answer: str
    system: str | None = None
    finish_reason: FinishReason = FinishReason.STOP
    parent: str | None = None
    history: str | None = None
    place: Place | None = None
    id: str = field(default_factory=new_id)


def digest(turns: Sequence[Turn]) -> str:
    """Return a short text that changes when any of the turns is answered again, edited or gone."""
    return hashlib.blake2s(" ".join(turn.id for turn in turns).encode(), digest_size=4).hexdigest()


@dataclass(frozen=True)
class Change:
    """One change of a conversation.

    Parameters
    ----------
    conversation, name : str
        The conversation's id and name.
    revision : int
        Which change of the conversation it is, counted from 1; 0 when it only carries a turn.
    order : tuple of str
        The ids of all turns after the change, so that the last change tells how the turns that
        were saved with all of them go together.
    turn : Turn, optional
        The turn that came; None when one was only dropped.
    """

    conversation: str
    name: str
    revision: int
    order: tuple[str, ...]
    turn: Turn | None


@dataclass
class Slot:
    """The place of a conversation that an answer is meant for.

    Parameters
    ----------
    conversation : Conversation
        Whose it is.
    history : tuple of Turn
        The turns before it.
    replaced : tuple of str
        Ids of the turns that the answer will replace.
    place : Place, optional
        Where the prompt stands.
    user : str
        The prompt.
    system : str, optional
        The system message given with it.
    change : Change, optional
        Set when the answer is in.
    """

    conversation: Conversation
    history: tuple[Turn, ...]
    replaced: tuple[str, ...]
    place: Place | None
    user: str
    system: str | None
    change: Change | None = None

    def messages(self, dropped: int = 0) -> tuple[Message, ...]:
        """Return what the model shall read, without that many of the oldest turns."""
        system = self.system
        if system is None:
            system = system_of(self.history)
        first = () if system is None else (Message("system", system),)
        return (*first, *messages_of(self.history[dropped:]), Message("user", self.user))

    def again(self) -> Slot:
        """Return the slot for a new version of the answer that is in."""
        turn = self.change.turn if self.change is not None else None
        replaced = (turn.id,) if turn is not None else self.replaced
        return dataclasses.replace(self, replaced=replaced, change=None)

    def fill(self, generation: Generation) -> None:
        """Put the answer in."""
        parent = self.history[-1].id if self.history else None
        turn = Turn(
            self.user,
            generation.text,
            self.system,
            generation.finish_reason,
            parent,
            digest(self.history),
            self.place,
        )
        self.change = self.conversation.put(turn, self.replaced)


def system_of(turns: Sequence[Turn]) -> str | None:
    """Return the system message that holds after turns."""
    return next((t.system for t in reversed(turns) if t.system is not None), None)


def messages_of(turns: Sequence[Turn]) -> tuple[Message, ...]:
    """Return what both sides said in turns."""
    return tuple(
        message
        for turn in turns
        for message in (Message("user", turn.user), Message("assistant", turn.answer))
    )
