"""Conversations in files: the records saved with outputs, and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from llmnb.errors import ParameterError, StorageError
from llmnb.generation import FinishReason
from llmnb.plain import valid
from llmnb.session.conversation import Conversation, check_name
from llmnb.session.turns import Change, Place, Turn
from llmnb.storage import atomic_write

LARGEST = 256_000_000  # bytes of a notebook that is read
LONGEST_ID = 100


def as_record(change: Change) -> dict[str, Any]:
    """Write a change as the plain data that is saved with an output."""
    turn = change.turn
    said: dict[str, Any] = {}
    if turn is not None:
        said = {
            "id": turn.id,
            "parent": turn.parent,
            "history": turn.history,
            "system": None if turn.system is None else valid(turn.system),
            "user": valid(turn.user),
            "answer": valid(turn.answer),
            "finish_reason": turn.finish_reason.value,
            "cell": turn.place.cell if turn.place is not None else None,
        }
    return {
        "name": change.name,
        "conversation": change.conversation,
        "revision": change.revision,
        "order": list(change.order),
        **said,
    }


def as_records(conversation: Conversation) -> list[dict[str, Any]]:
    """Write a whole conversation as the records from which it can be rebuilt.

    The first has the order of all turns; those after it only their turn, and revision 0.
    """
    id, name, turns = conversation.id, conversation.name, conversation.turns
    order = tuple(turn.id for turn in turns)
    first = [Change(id, name, conversation.revision, order, turn) for turn in turns[:1]]
    others = [Change(id, name, 0, (), turn) for turn in turns[1:]]
    return [as_record(change) for change in (*first, *others)]


def from_record(record: Mapping[str, Any], saved_in: str | None = None) -> Change:
    """Read what `as_record` wrote; the file that it comes from is not trusted.

    Parameters
    ----------
    record : mapping
        The record.
    saved_in : str, optional
        The id of the cell that it was saved with, for a turn whose own cell is not known.

    Raises
    ------
    ValueError
        If something is missing, or not what it must be.
    """
    order = record["order"]
    if not isinstance(order, list):
        raise ValueError("order")
    turn = None
    if "user" in record:
        cell = _text_or_none(record, "cell") or saved_in
        turn = Turn(
            user=_text(record, "user"),
            answer=_text(record, "answer"),
            system=_text_or_none(record, "system"),
            finish_reason=FinishReason(record["finish_reason"]),
            parent=_text_or_none(record, "parent"),
            history=_text_or_none(record, "history"),
            place=Place(cell, "") if cell is not None else None,
            id=_identity(record, "id"),
        )
    return Change(
        conversation=_text(record, "conversation"),
        name=check_name(_text(record, "name")),
        revision=_count(record, "revision"),
        order=tuple(str(id) for id in order),
        turn=turn,
    )


def export(conversation: Conversation, path: Path, *, force: bool = False) -> None:
    """Write a conversation as messages (``.json``) or as a text to read (``.md``).

    Parameters
    ----------
    conversation : Conversation
        What to write.
    path : Path
        The file; its ending chooses the format.
    force : bool
        Write over a file that is there.

    Raises
    ------
    ParameterError
        If the ending is another one, or the file is there.
    StorageError
        If it cannot be written.
    """
    text = as_text(conversation, path)
    if path.exists() and not force:
        raise ParameterError(
            f"{path.name!r} is there already.", hint="Write --force to replace it."
        )
    atomic_write(path, text, variable=None)


def as_text(conversation: Conversation, path: Path) -> str:
    """Return what `export` writes into a file.

    Raises
    ------
    ParameterError
        If the file's ending is not ``.json`` or ``.md``.
    """
    formats = {".json": _as_json, ".md": _as_markdown}
    if path.suffix not in formats:
        raise ParameterError(
            f"{path.name!r} is not allowed: its ending must be one of {', '.join(formats)}."
        )
    return formats[path.suffix](conversation)


def restore(path: Path, name: str) -> tuple[Conversation, int]:
    """Rebuild a conversation from the outputs of a saved notebook.

    Of several conversations that had the name, the one that stands last in the notebook is taken.

    Parameters
    ----------
    path : Path
        The notebook.
    name : str
        The conversation's name.

    Returns
    -------
    conversation : Conversation
        What could be rebuilt.
    missing : int
        How many of its turns are not saved in the notebook.

    Raises
    ------
    StorageError
        If the file is missing, too large, or no notebook.
    ParameterError
        If no turn of that conversation is saved in it.
    """
    every = list(_changes(_notebook(path)))
    changes = [change for change in every if change.name == name]
    if not changes:
        others = ", ".join(sorted({change.name for change in every}))
        raise ParameterError(
            f"{path.name!r} has no saved turn of the conversation {name!r}.",
            hint=f"It has: {others}."
            if others
            else "Turns are saved with the outputs of "
            "prompts with -c or --chat, unless save_prompts is off.",
        )
    conversation = Conversation(name, changes[-1].conversation)
    own = [change for change in changes if change.conversation == conversation.id]
    return conversation, conversation.rebuild(own)


def _as_json(conversation: Conversation) -> str:
    messages = [{"role": m.role, "content": m.content} for m in conversation.messages]
    return json.dumps(messages, indent=2, ensure_ascii=False) + "\n"


def _as_markdown(conversation: Conversation) -> str:
    parts = [f"**{m.role.capitalize()}**\n\n{m.content.strip()}" for m in conversation.messages]
    return "\n\n".join([f"# {conversation.name}", *parts]) + "\n"


def _notebook(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise StorageError(f"{path.name!r} is too large: at most {LARGEST:,} bytes are read.")
        notebook = json.loads(path.read_bytes())
    except OSError as error:
        raise StorageError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        raise StorageError(f"{path.name!r} is not a notebook: it is not JSON.") from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise StorageError(f"{path.name!r} is not a notebook of format 4: it has no cells.")
    return notebook


def _changes(notebook: Mapping[str, Any]) -> Iterator[Change]:
    """Yield the changes saved in a notebook; outputs that hold none, or broken ones, are left."""
    for cell in filter(_is_mapping, notebook["cells"]):
        identity = cell.get("id")
        saved_in = identity if isinstance(identity, str) else None
        for output in filter(_is_mapping, cell.get("outputs") or ()):
            for record, where in _records(output, saved_in):
                try:
                    yield from_record(record, where)
                except (KeyError, TypeError, ValueError):  # ParameterError is a ValueError
                    continue


def _records(
    output: Mapping[str, Any], saved_in: str | None
) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """Yield the records of an output, each with the cell that its turn is of if it names none."""
    metadata = output.get("metadata")
    own = metadata.get("llmnb") if _is_mapping(metadata) else None
    if not _is_mapping(own):
        return
    if "chat" in own:
        yield own["chat"], saved_in
    turns = own.get("chats")  # of a panel, whose turns are no cell's
    for record in turns if isinstance(turns, list) else ():
        yield record, None


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record[key]
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _identity(record: Mapping[str, Any], key: str) -> str:
    value = _text(record, key)
    if not value.isprintable() or len(value) > LONGEST_ID:
        raise ValueError(key)
    return value


def _text_or_none(record: Mapping[str, Any], key: str) -> str | None:
    return None if record.get(key) is None else _text(record, key)


def _count(record: Mapping[str, Any], key: str) -> int:
    value = record[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(key)
    return value
