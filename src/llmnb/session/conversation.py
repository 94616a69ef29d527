"""Conversations: turns that the next prompt of the same chat is answered with."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation, Message

DEFAULT = "default"
LONGEST_NAME = 100


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
        Which change of the conversation it is, counted from 1.
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
            system = _system(self.history)
        first = () if system is None else (Message("system", system),)
        return (*first, *_messages(self.history[dropped:]), Message("user", self.user))

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


class Conversation:
    """The turns of one chat; safe to use from many threads.

    A turn that is answered again takes the place of the old one, and the turns after it stay:
    each prompt is answered with the turns before its own place.

    Parameters
    ----------
    name : str
        Its name in the session.
    id : str, optional
        Tells it from others that had the name; drawn when not given.
    """

    def __init__(self, name: str = DEFAULT, id: str | None = None) -> None:
        self.name = name
        self.id = id or new_id()
        self.revision = 0
        self._turns: list[Turn] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._turns)

    def __repr__(self) -> str:
        return f"Conversation({self.name!r}, {len(self)} turns)"

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns, oldest first."""
        return tuple(self._turns)

    @property
    def system(self) -> str | None:
        """The system message that holds at the end."""
        return _system(self.turns)

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages, the system message first."""
        first = () if self.system is None else (Message("system", self.system),)
        return (*first, *_messages(self.turns))

    def is_stale(self, index: int) -> bool:
        """Tell whether the turns before one have changed since it was answered."""
        turns = self.turns
        history = turns[index].history
        if history is not None:
            return history != digest(turns[:index])
        return any(
            turn.parent != (turns[i - 1].id if i else None)
            for i, turn in enumerate(turns[: index + 1])
        )

    def slot(
        self,
        user: str,
        system: str | None = None,
        place: Place | None = None,
        *,
        replace: bool = False,
    ) -> Slot:
        """Find the place for a prompt.

        Parameters
        ----------
        user : str
            The prompt.
        system : str, optional
            The system message given with it.
        place : Place, optional
            A cell that is run again gets its own turns replaced; without a place, the prompt
            goes to the end.
        replace : bool
            Replace the last turn, if the cell has none of its own.
        """
        turns = self.turns
        own = [i for i, turn in enumerate(turns) if _same_cell(turn.place, place)]
        running = [i for i in own if turns[i].place == place]
        if own and not running:
            at, gone = own[0], own
        elif replace and turns:
            at, gone = len(turns) - 1, [len(turns) - 1]
        else:
            at, gone = running[-1] + 1 if running else len(turns), []
        return Slot(self, turns[:at], tuple(turns[i].id for i in gone), place, user, system)

    def put(self, turn: Turn, replaced: Sequence[str] = ()) -> Change:
        """Put a turn in the place of others, or behind its parent, or at the end."""
        with self._lock:
            ids = [t.id for t in self._turns]
            places = [ids.index(id) for id in replaced if id in ids]
            if places:
                index = min(places)
            elif turn.parent in ids:
                index = ids.index(turn.parent) + 1
            else:
                index = 0 if turn.parent is None and not replaced else len(ids)
            kept_before = [t for t in self._turns[:index] if t.id not in replaced]
            kept_after = [t for t in self._turns[index:] if t.id not in replaced]
            self._turns = [*kept_before, turn, *kept_after]
            return self._changed(turn)

    def edit(self, number: int, text: str, role: str = "assistant") -> Change:
        """Change what one side said.

        Parameters
        ----------
        number : int
            Which turn, counted from 1.
        text : str
            The new text.
        role : str
            ``"assistant"``, ``"user"``, or ``"system"``.

        Raises
        ------
        ParameterError
            If there is no such turn or role.
        """
        turn = self._turn(number)
        if not isinstance(text, str):
            raise ParameterError(f"text = {text!r:.120} is not allowed: it must be a text.")
        fields = {"assistant": "answer", "user": "user", "system": "system"}
        if role not in fields:
            raise ParameterError(
                f"role = {role!r} is not allowed: it must be one of {', '.join(fields)}."
            )
        new = dataclasses.replace(turn, id=new_id(), **{fields[role]: text})  # type: ignore[arg-type]
        if role == "assistant":
            new = dataclasses.replace(new, finish_reason=FinishReason.STOP)
        return self.put(new, [turn.id])

    def drop(self, number: int) -> Change:
        """Take one turn out, counted from 1."""
        turn = self._turn(number)
        with self._lock:
            self._turns.remove(turn)
            return self._changed(None)

    def clear(self) -> None:
        """Begin anew: answers that were saved belong to the old conversation."""
        with self._lock:
            self._turns, self.revision, self.id = [], 0, new_id()

    def rebuild(self, changes: Sequence[Change]) -> int:
        """Take over changes that were saved, and return how many turns are missing from them."""
        last = max(changes, key=lambda change: change.revision)
        saved = {change.turn.id: change.turn for change in changes if change.turn is not None}
        with self._lock:
            self._turns = [saved[id] for id in last.order if id in saved]
            self.revision = last.revision
        return len(last.order) - len(self._turns)

    def _turn(self, number: int) -> Turn:
        if not self._turns:
            raise ParameterError(f"The conversation {self.name!r} has no turns yet.")
        if not isinstance(number, int) or not 1 <= number <= len(self._turns):
            raise ParameterError(
                f"Turn {number!r} of the conversation {self.name!r} is not there: "
                f"it must be a number from 1 to {len(self)}."
            )
        return self._turns[number - 1]

    def _changed(self, turn: Turn | None) -> Change:
        self.revision += 1
        order = tuple(turn.id for turn in self._turns)
        return Change(self.id, self.name, self.revision, order, turn)


def check_name(name: str) -> str:
    """Return a conversation's name.

    Raises
    ------
    ParameterError
        If it is empty, long, or has characters that no line shows.
    """
    if isinstance(name, str) and name.strip() and name.isprintable() and len(name) <= LONGEST_NAME:
        return name
    raise ParameterError(
        f"chat = {name!r:.120} is not allowed: it must be a name of 1 to {LONGEST_NAME} characters."
    )


def _same_cell(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and one.cell == other.cell


def _system(turns: Sequence[Turn]) -> str | None:
    return next((t.system for t in reversed(turns) if t.system is not None), None)


def _messages(turns: Sequence[Turn]) -> tuple[Message, ...]:
    return tuple(
        message
        for turn in turns
        for message in (Message("user", turn.user), Message("assistant", turn.answer))
    )
