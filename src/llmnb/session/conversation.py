"""Conversations: turns that the next prompt of the same chat is answered with."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence

from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Message
from llmnb.session.turns import (
    Change,
    Place,
    Slot,
    Turn,
    digest,
    messages_of,
    new_id,
    system_of,
)

DEFAULT = "default"
LONGEST_NAME = 100


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
        # What `undo` brings back: the id, the turns, and the revision that they had.
        self._before: tuple[str, tuple[Turn, ...], int] | None = None
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
        return system_of(self.turns)

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages, the system message first."""
        first = () if self.system is None else (Message("system", self.system),)
        return (*first, *messages_of(self.turns))

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

    def reopen(self, number: int, system: str | None = None) -> Slot:
        """Find the place of a turn, counted from 1, for a new answer; later turns stay.

        Parameters
        ----------
        number : int
            Which turn.
        system : str, optional
            A system message that takes the place of the turn's own.

        Raises
        ------
        ParameterError
            If there is no such turn.
        """
        turn, turns = self._turn(number), self.turns
        system = turn.system if system is None else system
        return Slot(self, turns[: number - 1], (turn.id,), turn.place, turn.user, system)

    def number(self, id: str) -> int:
        """Return which turn has an id, counted from 1.

        Raises
        ------
        ParameterError
            If none has: it was answered again, edited or dropped.
        """
        for index, turn in enumerate(self.turns):
            if turn.id == id:
                return index + 1
        raise ParameterError(f"That turn of the conversation {self.name!r} has changed meanwhile.")

    def branch(self, number: int, name: str) -> Conversation:
        """Return a new conversation with the turns up to one, counted from 1; 0 for none.

        The cells of those turns are theirs too: one that is run with the new name replaces its
        turn there.
        """
        if number:
            self._turn(number)
        new = Conversation(check_name(name))
        new._turns = list(self.turns[:number])
        new.revision = len(new)
        return new

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
            self._turns, self._before = [*kept_before, turn, *kept_after], None
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
            self._before = self.id, self.turns, self.revision
            self._turns.remove(turn)
            return self._changed(None)

    def clear(self) -> None:
        """Begin anew: answers that were saved belong to the old conversation."""
        with self._lock:
            self._before = self.id, self.turns, self.revision
            self._turns, self.revision, self.id = [], 0, new_id()

    def undo(self) -> Change:
        """Take back that a turn was dropped, or all were, if nothing has happened since.

        Raises
        ------
        ParameterError
            If there is nothing to take back.
        """
        with self._lock:
            if self._before is None:
                raise ParameterError(f"Nothing of the conversation {self.name!r} can be undone.")
            id, turns, revision = self._before
            # What was saved with the turns, or without the one that was dropped, counts less.
            self.revision = max(self.revision, revision)
            self.id, self._turns, self._before = id, list(turns), None
            return self._changed(None)

    def rebuild(self, changes: Sequence[Change]) -> int:
        """Take over changes that were saved, and return how many turns are missing from them."""
        last = max(changes, key=lambda change: change.revision)  # of equal ones, the first
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
