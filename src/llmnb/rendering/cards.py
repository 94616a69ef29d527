"""Answers side by side, each with its setting as code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmnb.generation import Generation
from llmnb.plain import clean
from llmnb.rendering.bundles import Bundle, final_status, frame, notes
from llmnb.rendering.markdown import to_html
from llmnb.rendering.text import escape

MOST_SHOWN = 10_000  # characters of a call
TOO_LONG = "<p>The Python call is too long to be shown; <code>call</code> has it.</p>"


@dataclass(frozen=True)
class Card:
    """An answer to show beside others.

    Parameters
    ----------
    title : str
        What is special about it.
    generation : Generation
        The answer.
    code : str
        The cell that gives it again; none, if it is not to be shown.
    id : str
        What the buttons of the card name.
    """

    title: str
    generation: Generation
    code: str
    id: str = ""


def cards(title: str, shown: Sequence[Card], acts: Sequence[tuple[str, str]] = ()) -> Bundle:
    """Return answers side by side.

    Parameters
    ----------
    title : str
        The heading; the accessible name of each button has it too.
    shown : sequence of Card
        The answers.
    acts : sequence of (str, str)
        In a panel, a button on each card for each act: its name, and its word. The act's value is
        the card's id. Another button copies the card's code.
    """
    if not shown:
        return {"text/html": "", "text/plain": ""}
    body = "".join(_card(card, acts) for card in shown)
    plain = [title, *(_plain(card) for card in shown)]
    html = f'<p><b>{escape(title)}</b></p><div class="llmnb-cards">{body}</div>'
    return {"text/html": frame(html, "llmnb-results"), "text/plain": clean("\n\n".join(plain))}


def code_block(text: str, *, name: str = "", label: str = "") -> str:
    """Return code as HTML, which a button of a panel can copy.

    Parameters
    ----------
    text : str
        The code.
    name : str
        What the button names; unique in its panel.
    label : str
        What is copied, for the accessible name of a button beside it; none for no such button.
    """
    marked = f' data-llmnb-text="{escape(name)}"' if name else ""
    copy = copy_button("Copy", name, f"Copy {label}") if label else ""
    return f'<div class="llmnb-code"><pre{marked}>{escape(text)}</pre>{copy}</div>'


def act_button(word: str, act: str, value: str, label: str, *, disabled: bool = False) -> str:
    """Return a button as HTML that a panel is told of.

    Parameters
    ----------
    word : str
        What is on it.
    act, value : str
        What is done, and with what.
    label : str
        Its accessible name, which has the word in it.
    disabled : bool
        It cannot be pressed now.
    """
    does = f'data-llmnb-act="{escape(act)}" data-llmnb-value="{escape(value)}"'
    return button(word, does + (" disabled" if disabled else ""), label)


def copy_button(word: str, name: str, label: str) -> str:
    """Return a button as HTML that copies the text of a name in its panel."""
    return button(word, f'data-llmnb-copy="{escape(name)}"', label)


def as_code(cell: str, call: str | None, variables: Mapping[str, str]) -> str:
    """Return a setting as code in HTML, each piece with a button that copies it.

    Parameters
    ----------
    cell : str
        The ``%%llm`` cell.
    call : str, optional
        The Python call, where it is known.
    variables : mapping of str to str
        What has to be defined before, by name.
    """
    blocks = [code_block(cell, name="cell", label="the cell")]
    if variables:
        text = "\n".join(f"{name} = {value!r}" for name, value in variables.items())
        blocks.insert(0, code_block(text, name="variables", label="the variables"))
    if call is not None:
        short = len(call) <= MOST_SHOWN
        block = code_block(call, name="call", label="the Python call") if short else TOO_LONG
        blocks.append(block)
    return frame("<p><b>As code</b></p>" + "".join(blocks))


def _card(card: Card, acts: Sequence[tuple[str, str]]) -> str:
    answer = card.generation
    lines = [f'<p class="llmnb-note">{escape(note)}</p>' for note in notes(answer, goes_on=False)]
    name = f"card-{card.id}" if acts else ""
    buttons = [copy_button("Copy", name, f"Copy: {card.title}")] if acts and card.code else []
    buttons += [act_button(word, act, card.id, f"{word}: {card.title}") for act, word in acts]
    status = f'<p class="llmnb-status">{escape(final_status(answer))}</p>' if acts else ""
    code = f"<details><summary>As code</summary>{code_block(card.code, name=name)}</details>"
    return (
        f'<div class="llmnb-card"><p class="llmnb-status">{escape(card.title)}</p>'
        f'<div class="llmnb-answer">{to_html(answer.text)}</div>{"".join(lines)}{status}'
        f"{code if card.code else ''}{''.join(buttons)}</div>"
    )


def _plain(card: Card) -> str:
    remarks = [f"[{note}]" for note in notes(card.generation, goes_on=False)]
    return "\n".join([f"{card.title}:", card.generation.text, *remarks])


def button(word: str, act: str, label: str) -> str:
    """Return a button that a panel's wiring hears.

    Parameters
    ----------
    word : str
        What is on it.
    act : str
        Its attributes, such as ``data-llmnb-act="unpin"``.
    label : str
        Its accessible name, which contains the word.
    """
    return (
        f'<button type="button" class="llmnb-button" {act} aria-label="{escape(label)}">'
        f"{escape(word)}</button> "
    )
