"""The page about the command line, from the parser that reads it."""

from __future__ import annotations

import argparse

from llmnb.__main__ import command_parser

TEMPLATE = """\
# Command line

`python -m llmnb --version` prints the version; the commands are:

{sections}

The exit status of `doctor` is 0 if at least one engine can run a model on this machine and nothing
is set wrongly, and 1 otherwise. That of `lab` is JupyterLab's.
"""


def page() -> str:
    """Return the page."""
    parser = command_parser()
    found = [
        (name, command)
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, command in action.choices.items()
    ]
    return TEMPLATE.format(sections="\n\n".join(_section(*one) for one in found))


def _section(name: str, command: argparse.ArgumentParser) -> str:
    # The width and the colours of a terminal are not the page's.
    command.formatter_class = _Plain
    return f"## {name}\n\n```text\n{command.format_help().strip()}\n```"


class _Plain(argparse.HelpFormatter):
    def __init__(self, prog: str, **options: object) -> None:
        super().__init__(prog, width=80)
