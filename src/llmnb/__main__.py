"""The commands ``python -m llmnb doctor`` and ``python -m llmnb lab``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from llmnb.errors import LlmnbError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options, rest = command_parser().parse_known_args(arguments)
    if rest and options.command != "lab":
        command_parser().error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _lab(options.folder, rest) if options.command == "lab" else _doctor(options.json)
    except LlmnbError as error:
        print(f"llmnb: {error}", file=sys.stderr)
        return 1


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the reference page is made from it too."""
    parser = argparse.ArgumentParser(
        prog="python -m llmnb", description="Open large language models inside a notebook."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    doctor = _command(commands, "doctor", "Tell what this machine has, and what to install.")
    doctor.add_argument("--json", action="store_true", help="print it as JSON")
    lab = _command(commands, "lab", "Open JupyterLab on a copy of the tutorials.")
    lab.epilog = "Other options are JupyterLab's own, such as --no-browser."
    lab.add_argument(
        "folder", nargs="?", type=Path, default=Path("llmnb-tutorials"), help="for a copy of them"
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=text, description=text)


def _doctor(as_json: bool) -> int:
    from llmnb.doctor import diagnose

    found = diagnose()
    print(json.dumps(found.as_data(), indent=2) if as_json else found.as_text())
    return 0 if found.healthy else 1


def _lab(folder: Path, options: Sequence[str]) -> int:
    from llmnb.tutorials import open_lab

    return open_lab(folder, options)


if __name__ == "__main__":
    sys.exit(main())
