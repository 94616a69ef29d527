"""Answers, progress and status as safe HTML and plain text, painted live or once.

::

    text.py        text and values as they are written for people
    markdown.py    a model's Markdown as HTML in which nothing comes to life
    bundles.py     a Generation as one output, with the notes that a reader needs
    record.py      the record saved with it
    page.py        where an output goes to the page
    live.py        an answer while it arrives
    transcript.py  a conversation
    loading.py, report.py   the progress of a load; what the machine has
"""

from llmnb.rendering.bundles import answer, dry_run, plain_and_html
from llmnb.rendering.live import Painter
from llmnb.rendering.loading import LoadDisplay
from llmnb.rendering.page import show
from llmnb.rendering.planned import explain
from llmnb.rendering.record import provenance
from llmnb.rendering.report import cached, loaded, ready, settings, status
from llmnb.rendering.transcript import transcript

__all__ = [
    "LoadDisplay",
    "Painter",
    "answer",
    "cached",
    "dry_run",
    "explain",
    "loaded",
    "plain_and_html",
    "provenance",
    "ready",
    "settings",
    "show",
    "status",
    "transcript",
]
