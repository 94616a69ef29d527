"""The turns of a conversation as HTML, with buttons for what can be done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llmnb.generation import FinishReason
from llmnb.rendering.bundles import frame
from llmnb.rendering.cards import act_button, copy_button
from llmnb.rendering.markdown import to_html
from llmnb.rendering.text import escape
from llmnb.session import Conversation, Turn

STALE = "a turn before this one changed after it was answered: Regenerate answers it again"
_CUT = {
    FinishReason.LENGTH: "this answer was cut short by its length",
    FinishReason.INTERRUPTED: "interrupted: the answer is not complete",
    FinishReason.ERROR: "the engine failed: the answer is not complete",
}


def pieces(
    conversation: Conversation, said: Mapping[str, Sequence[str]], *, busy: bool = False
) -> list[str]:
    """Return what was said as HTML, two pieces for each turn: the prompt and the answer.

    Parameters
    ----------
    conversation : Conversation
        Whose turns.
    said : mapping of str to sequence of str
        What is to be told of a turn besides, by its id: notes, and the line of counts as the last.
    busy : bool
        Nothing can be done with them now.
    """
    found = []
    for index, turn in enumerate(conversation.turns):
        notes = [_CUT[turn.finish_reason]] if turn.finish_reason in _CUT else []
        notes += [STALE] if conversation.is_stale(index) else []
        told = said.get(turn.id, ())
        found += [
            _prompt(index + 1, turn, busy),
            _answer(index + 1, turn, [*told[:-1], *notes], "".join(told[-1:]), busy),
        ]
    return found


def pending(number: int, user: str, system: str | None) -> str:
    """Return a prompt that is being answered."""
    said = _said(system) + _text(f"{number} user", user)
    return f'<div class="llmnb-user">{said}</div>{waiting(number)}'


def waiting(number: int) -> str:
    """Return what stands over an answer that is being written."""
    return _who(f"{number} assistant")


def together(parts: Sequence[str], name: str) -> str:
    """Put pieces into llmnb's box; none, if there are none."""
    return frame("".join(parts), f"llmnb-turns-{name}") if parts else ""


def _prompt(number: int, turn: Turn, busy: bool) -> str:
    does = act_button("Edit", "edit-user", turn.id, f"Edit prompt {number}", disabled=busy)
    copied = _copied("Copy", f"prompt {number}", f"user-{turn.id}", turn.user)
    head = f'<div class="llmnb-head">{_who(f"{number} user")}{_acts(does + copied)}</div>'
    said = f'{head}<pre class="llmnb-text">{escape(turn.user)}</pre>'
    return f'<div class="llmnb-user">{_said(turn.system)}{said}</div>'


def _answer(number: int, turn: Turn, notes: Sequence[str], status: str, busy: bool) -> str:
    acts = (
        ("Edit", "edit-assistant", f"Edit answer {number}"),
        ("Regenerate", "regenerate", f"Regenerate answer {number}"),
        ("Branch", "branch", f"Branch after turn {number}"),
        ("Drop", "drop", f"Drop turn {number}"),
    )
    does = [act_button(w, act, turn.id, label, disabled=busy) for w, act, label in acts]
    does.insert(3, _copied("Copy", f"answer {number}", f"answer-{turn.id}", turn.answer))
    lines = [f'<p class="llmnb-note">{escape(note)}</p>' for note in notes]
    lines += [f'<p class="llmnb-status">{escape(status)}</p>'] if status else []
    answer = f'<div class="llmnb-answer">{to_html(turn.answer)}</div>'
    return f"{waiting(number)}{answer}{''.join(lines)}{_acts(''.join(does))}"


def _copied(word: str, what: str, name: str, text: str) -> str:
    return copy_button(word, name, f"{word} {what}") + hidden(name, text)


def hidden(name: str, text: str) -> str:
    """Return a text that is not seen, for a button that copies it."""
    return f'<pre hidden data-llmnb-text="{escape(name)}">{escape(text)}</pre>'


def _said(system: str | None) -> str:
    return "" if system is None else _text("system", system)


def _text(who: str, text: str) -> str:
    return f'{_who(who)}<pre class="llmnb-text">{escape(text)}</pre>'


def _who(who: str) -> str:
    return f'<p class="llmnb-who">{escape(who)}</p>'


def _acts(buttons: str) -> str:
    return f'<div class="llmnb-acts">{buttons}</div>'
