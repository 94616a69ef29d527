"""Writes the pages in docs/reference/ from the code and from the tests' data.

``python tools/reference.py`` writes them; with ``--check`` it only tells which are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pages import api, architectures, command_line, configuration, errors, magics, mistakes

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "magics.md": magics.page,
    "prompt-options.md": magics.prompt_page,
    "configuration.md": configuration.page,
    "python.md": api.page,
    "command-line.md": command_line.page,
    "errors.md": errors.page,
    "architectures.md": architectures.page,
    "mistakes.md": mistakes.page,
}
HEADER = "<!-- Written by `make reference` from the code; do not edit. -->\n\n"


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or compare them."""
    texts = {FOLDER / name: HEADER + make() for name, make in PAGES.items()}
    if "--check" not in arguments:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [
        path.name
        for path, text in texts.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    if stale:
        print(f"stale: {', '.join(stale)}; run `make reference`.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
