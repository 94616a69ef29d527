"""What can be loaded, what is loaded, and how a plan fits: for ``%llm_load`` without a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from llmnb.model_source import Endpoint
from llmnb.rendering.bundles import Bundle, frame, plain_and_html
from llmnb.rendering.cards import act_button
from llmnb.rendering.planned import other_text, rounded
from llmnb.rendering.report import loaded_line, model_text
from llmnb.rendering.text import amount, escape
from llmnb.room import Alternative, Place, alternatives, of_text, on_text, shortage, tightest
from llmnb.speed import expected_speed

if TYPE_CHECKING:
    from llmnb.backends.base import CachedModel, Plan
    from llmnb.session import Model

KIND = "llmnb-load"


def at_hand(models: Iterable[Model], downloaded: Iterable[str]) -> Bundle:
    """Return the list of what can be loaded.

    Parameters
    ----------
    models : iterable of Model
        What is loaded.
    downloaded : iterable of str
        The ids of the hub's models that are on disk.
    """
    lines = [
        *map(loaded_line, models),
        "demo: the tiny teaching model inside the package; %llm_load demo",
        *(f"{id}: downloaded from the hub; %llm_load {id}" for id in downloaded),
        "Also a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's address such "
        "as http://127.0.0.1:8000/v1.",
    ]
    return plain_and_html(lines, KIND)


def loaded(
    models: Sequence[tuple[str, Model]], current: Model | None, converted: Sequence[CachedModel]
) -> str:
    """Return what is loaded as HTML, for a panel, with buttons.

    Parameters
    ----------
    models : sequence of (str, Model)
        What is loaded, each with the value of its buttons' acts, ``use`` and ``unload``.
    current : Model, optional
        The one that answers.
    converted : sequence of CachedModel
        Converted models that only their folder loads.
    """
    rows = [_loaded(value, model, model is current) for value, model in models]
    body = _list("Loaded", rows or ["nothing yet"])
    if converted:
        said = [escape(f"{m.name}, {m.precision}: {amount(m.size)}") for m in converted]
        body += _list("Also converted; to load one, type where it came from", said)
    return frame(body, KIND)


def meter(plan: Plan) -> str:
    """Return how a plan fits as HTML, for a panel: a bar, words, and what else would fit.

    The act of its buttons is ``take``, with the options of an alternative as the value.
    """
    place, speed = tightest(plan), expected_speed(plan)
    if place is not None:
        said = [f"{plan.precision}: {_free(place)}"]
    else:
        on_a_server = isinstance(plan.source, Endpoint)
        said = ["it runs on its server" if on_a_server else "it takes hardly any memory"]
    said += [f"about {rounded(speed)} tokens/s"] if speed is not None else []
    bar = _bar(place) if place is not None else ""
    words = f"<span>{escape(', '.join(said))}</span>"
    lines = [f'<div class="llmnb-fit" role="status">{bar}{words}</div>']
    context = f", context {plan.context:,}" if plan.context else ""
    why = f"; {plan.precision_reason}" if plan.precision_reason else ""
    lines += [_line(f"{plan.backend}, {plan.precision}{context}{why}")]
    lines += [_line(f"note: {note}") for note in plan.source.notes(plan.facts)]
    if error := shortage(plan):
        lines += [f'<div class="llmnb-problem">{escape(str(error))}</div>']
    others = [_alternative(one) for one in alternatives(plan) if one.fits]
    return frame("".join(lines) + (_list("What else fits", others) if others else ""), KIND)


def _loaded(value: str, model: Model, current: bool) -> str:
    name = model.name
    acts = [] if current else [("use", "Make current")]
    buttons = "".join(
        act_button(word, act, value, f"{word}: {name}")
        for act, word in [*acts, ("unload", "Unload")]
    )
    return f"<b>{escape(name)}</b>: {escape(model_text(model, current))} {buttons}"


def _alternative(one: Alternative) -> str:
    said = escape(f"{one.options} {other_text(one)}")
    return f"{said} {act_button('Take', 'take', one.options, f'Take {one.options}')}"


def _list(title: str, rows: Iterable[str]) -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return f'<p><b>{escape(title)}</b></p><ul class="llmnb-list">{items}</ul>'


def _line(text: str) -> str:
    return f'<div class="llmnb-line">{escape(text)}</div>'


def _free(place: Place) -> str:
    return f"{of_text(place.needed, place.free)}{on_text(place)} free"


def _bar(place: Place) -> str:
    part = min(place.needed / max(place.free, 1), 1.0)
    name = escape(f"Share of the free {place.name} that it takes")
    value = f'min="0" max="1" high="0.9" optimum="0" value="{part:.3f}"'
    return f'<meter {value} aria-label="{name}"></meter>'
