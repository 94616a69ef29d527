"""The commands ``python -m llmnb doctor`` and ``python -m llmnb lab``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import llmnb
from llmnb.errors import LlmnbError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    own, rest = _split(list(sys.argv[1:] if arguments is None else arguments))
    options = command_parser().parse_args(own)
    try:
        return _lab(options.folder, rest) if options.command == "lab" else _doctor(options.json)
    except LlmnbError as error:
        print(f"llmnb: {error}", file=sys.stderr)
        return 1


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return llmnb's own arguments, and those of JupyterLab: from the first option of `lab` on."""
    if arguments[:1] != ["lab"] or {"-h", "--help"} & set(arguments):
        return arguments, []
    first = next((i for i, text in enumerate(arguments) if text.startswith("-")), len(arguments))
    return arguments[:first], arguments[first:]


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the reference page is made from it too."""
    parser = argparse.ArgumentParser(
        prog="python -m llmnb", description="Open large language models inside a notebook."
    )
    parser.add_argument("--version", action="version", version=f"llmnb {llmnb.__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    doctor = _command(commands, "doctor", "Tell what this machine has, and what to install.")
    doctor.add_argument("--json", action="store_true", help="print it as JSON")
    lab = _command(commands, "lab", "Open JupyterLab on a copy of the tutorials.")
    lab.epilog = "Options after the folder are JupyterLab's own, such as --no-browser."
    lab.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("llmnb-tutorials"),
        help="for a copy of them; ./llmnb-tutorials if none is given",
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
