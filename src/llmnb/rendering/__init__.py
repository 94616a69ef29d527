"""Answers, progress and status as safe HTML and plain text, painted live or once.

::

    text.py        text and values as they are written for people
    markdown.py    a model's Markdown as HTML in which nothing comes to life
    bundles.py     a Generation as one output, with the notes that a reader needs
    record.py      the record saved with it
    page.py        where an output goes to the page
    live.py        an answer while it arrives
    transcript.py  a conversation
    grid.py        a comparison, finished or not
    tokens.py, token_rows.py, token_style.py   the probabilities of an answer's tokens
    loading.py, report.py   the progress of a load; what the machine has
    planned.py, at_hand.py  how a plan fits; what can be loaded
"""

from llmnb.rendering.at_hand import at_hand, loaded, meter
from llmnb.rendering.bundles import answer, dry_run, plain_and_html
from llmnb.rendering.grid import GridPainter, grid
from llmnb.rendering.live import Painter
from llmnb.rendering.loading import LoadDisplay, outcome
from llmnb.rendering.page import Canvas, Output, show
from llmnb.rendering.planned import explain
from llmnb.rendering.record import provenance
from llmnb.rendering.report import cached, ready, settings, status
from llmnb.rendering.tokens import TokenView, tokens
from llmnb.rendering.transcript import transcript

__all__ = [
    "Canvas",
    "GridPainter",
    "LoadDisplay",
    "Output",
    "Painter",
    "TokenView",
    "answer",
    "at_hand",
    "cached",
    "dry_run",
    "explain",
    "grid",
    "loaded",
    "meter",
    "outcome",
    "plain_and_html",
    "provenance",
    "ready",
    "settings",
    "show",
    "status",
    "tokens",
    "transcript",
]
