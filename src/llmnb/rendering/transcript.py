"""A conversation as one output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from llmnb.generation import FinishReason
from llmnb.plain import clean
from llmnb.rendering.bundles import Bundle, frame
from llmnb.rendering.markdown import to_html
from llmnb.rendering.text import escape

if TYPE_CHECKING:
    from llmnb.session import Conversation, Turn

KIND = "llmnb-chat"
_CUT = (FinishReason.LENGTH, FinishReason.INTERRUPTED)


def transcript(
    conversation: Conversation,
    notes: Sequence[str] = (),
    *,
    goes_on: bool = True,
    texts: bool = True,
) -> Bundle:
    """Return all turns, numbered, with what a reader should know of them.

    Parameters
    ----------
    conversation : Conversation
        What to show.
    notes : sequence of str
        What a reader should know besides.
    goes_on : bool
        ``%llm_continue`` can go on from its last answer.
    texts : bool
        Show what was said, and not only how many turns there are.
    """
    turns = conversation.turns
    title = f"{conversation.name}: {len(turns)} turn{'' if len(turns) == 1 else 's'}"
    lines, body = [clean(title)], [f'<p class="llmnb-status">{escape(title)}</p>']
    for index, turn in enumerate(turns if texts else ()):
        own = _notes(turn, conversation.is_stale(index), goes_on)
        lines += _plain(index + 1, turn, own)
        body += _html(index + 1, turn, own)
    lines += [f"[{clean(note)}]" for note in notes]
    body += [f'<p class="llmnb-note">{escape(note)}</p>' for note in notes]
    return {"text/plain": "\n\n".join(lines), "text/html": frame("".join(body), KIND)}


def others(names: Iterable[str], shown: str) -> list[str]:
    """Return the note that tells of other conversations, if there are some."""
    found = [name for name in names if name != shown]
    return [f"other conversations: {', '.join(found)}"] if found else []


def _plain(number: int, turn: Turn, notes: list[str]) -> list[str]:
    system = [] if turn.system is None else [f"system: {clean(turn.system)}"]
    said = [f"{number} user: {clean(turn.user)}", f"{number} assistant: {clean(turn.answer)}"]
    return [*system, *said, *(f"[{note}]" for note in notes)]


def _html(number: int, turn: Turn, notes: list[str]) -> list[str]:
    system = [] if turn.system is None else [_said("system", turn.system)]
    answer = f'<div class="llmnb-answer">{to_html(turn.answer)}</div>'
    said = [_said(f"{number} user", turn.user), _who(f"{number} assistant"), answer]
    return [*system, *said, *(f'<p class="llmnb-note">{escape(note)}</p>' for note in notes)]


def _said(who: str, text: str) -> str:
    return f'{_who(who)}<pre class="llmnb-text">{escape(text)}</pre>'


def _who(who: str) -> str:
    return f'<p class="llmnb-status">{escape(who)}</p>'


def _notes(turn: Turn, stale: bool, goes_on: bool) -> list[str]:
    notes = []
    if turn.finish_reason in _CUT:
        more = ": %llm_continue goes on from the last one" if goes_on else ""
        notes.append(f"this answer was cut short{more}")
    if stale:
        notes.append("a turn before this one changed after it was answered: run its cell again")
    return notes
