"""Panels over the session that the magics share, made of ipywidgets.

Only who asks for a panel imports this package.

::

    wiring.py      keys, the clipboard, clicks inside HTML, accessible names: our one module in
                   the page (wiring.js, panel.css)
    panel.py       what all panels share: the static twin, one worker, errors in words
    parts.py       rows, titles, buttons
    controls.py    a control for each generation parameter
    variables.py   the notebook's variables
    shelf.py       answers that are kept beside each other
    sweep.py       the bar that asks for a sweep
    playground.py  %llm_tune
    beside.py      changes between two cells; what is found out on other threads
    chooser.py     the fields for a model and how it is loaded
    models.py      %llm_load without a model
    comparison.py  llmnb.compare(…, block=False)
    turns.py       the turns of a conversation as HTML with buttons
    editing.py     an editor for what one side said
    transcript.py  the turns on the page, edited and answered in their place
    talking.py     the controls around them
    exporting.py   a conversation as cells, Markdown or JSON
    chat.py        %llm_chat
    tokens.py      %llm_tokens
"""

from llmnb.widgets.chat import Chat
from llmnb.widgets.comparison import ComparisonPanel
from llmnb.widgets.models import ModelPanel
from llmnb.widgets.playground import Playground
from llmnb.widgets.tokens import TokensPanel

__all__ = ["Chat", "ComparisonPanel", "ModelPanel", "Playground", "TokensPanel"]
