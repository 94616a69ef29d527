"""How a prompt gets past IPython untouched.

IPython reads a line that ends in ``?`` as a call for help, joins lines at a final backslash,
strips prompts such as ``>>>`` from a cell and refuses an empty cell magic. These transformers
recognise ``%llm`` and ``%%llm`` first and hand the text over as it stands.
"""

from __future__ import annotations

import itertools
import re
import tokenize
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from IPython.core.inputtransformer2 import (
    TokenTransformBase,
    leading_indent,
    make_tokens_by_line,
)

from llmnb.errors import OptionError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

# Magics whose body is prompts, in which nothing is IPython's.
_CELLS = ("llm", "llm_compare")
_CELL = re.compile(rf"%%(?P<name>{'|'.join(_CELLS)})(?:[ \t]+(?P<line>.*?))?[ \t]*$")
_ANY_CELL = re.compile(r"%%\w")
_LINE = re.compile(r"%llm(?:[ \t](?P<line>.*))?$", re.DOTALL)
_BLANK_TOKENS = {tokenize.INDENT, tokenize.DEDENT}
_MISPLACED = "__import__('llmnb.magics.transform', fromlist=['misplaced']).misplaced({!r})\n"


def prompt_cell(lines: list[str]) -> list[str]:
    """Turn a cell that begins with ``%%llm`` or its like into a call with its body as it stands."""
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None or not lines[first].lstrip().startswith("%%llm"):
        return lines
    kept = lines[first:] if lines[first].startswith("%") else _dedented(lines[first:])
    match = _CELL.match(kept[0].rstrip("\r\n"))
    if match is None:
        return lines
    # IPython itself answers an empty body with an error that stops no queued cell, so that
    # the body keeps the line end that IPython adds to every cell; the magic takes it off.
    body = "".join(kept[1:]) or "\n"
    call = f"{match['name']!r}, {match['line'] or ''!r}, {body!r}"
    return [f"get_ipython().run_cell_magic({call})\n"]


def _dedented(lines: list[str]) -> list[str]:
    return list(leading_indent(lines))  # type: ignore[no-untyped-call]


# A terminal asks whether a cell is complete before it is; IPython itself knows that for cell
# magics, and leaves transformers with this mark out of the question.
prompt_cell.has_side_effects = True  # type: ignore[attr-defined]


def misplaced_cell(lines: list[str]) -> list[str]:
    """Replace a cell that has ``%%llm`` or its like below its first line by a clear error."""
    first = next((line for line in lines if line.strip()), "")
    if _ANY_CELL.match(first.lstrip()) or not any(_CELL.match(line.strip()) for line in lines):
        return lines
    for tokens in make_tokens_by_line(lines):
        words = [t for t in tokens if t.type not in _BLANK_TOKENS][:3]
        *signs, name = [t.string for t in words] or [""]
        if signs == ["%", "%"] and name in _CELLS and _adjoin(words):
            return [_MISPLACED.format(name)]
    return lines


misplaced_cell.has_side_effects = True  # type: ignore[attr-defined]


def misplaced(name: str) -> None:
    """Raise the error of a ``%%llm`` that is not at the top of its cell."""
    raise OptionError(
        f"%%{name} must be the first line of its cell.",
        hint="Move what stands above it into a cell of its own.",
    )


class PromptLine(TokenTransformBase):  # type: ignore[misc, unused-ignore]
    """Turns ``%llm PROMPT`` and ``name = %llm PROMPT`` into calls with the prompt as it stands."""

    # Before help (5), escapes and assignments (10), which would all claim such a line.
    priority = 1

    def __init__(self, start: tuple[int, int], magic_column: int) -> None:
        super().__init__(start)  # type: ignore[no-untyped-call]
        self.magic_column = magic_column

    @classmethod
    def find(cls, tokens_by_line: Sequence[Sequence[Any]]) -> PromptLine | None:
        """Find the first prompt; IPython calls again after each one is transformed."""
        for tokens in tokens_by_line:
            words = [t for t in tokens if t.type not in _BLANK_TOKENS]
            for at in _places(words):
                magic = words[at : at + 2]
                if [t.string for t in magic] == ["%", "llm"] and _adjoin(magic):
                    row, column = magic[0].start
                    if _LINE.match(magic[0].line.splitlines()[0][column:]):
                        # The whole line is claimed, lest help with a final ? comes first.
                        start = words[0].start if words[0].start[0] == row else magic[0].start
                        return cls(start, column)
        return None

    def transform(self, lines: list[str]) -> list[str]:
        """Replace the physical line; a final backslash is part of the prompt."""
        end = self.start_line + 1
        while not lines[end - 1].endswith(("\n", "\r")) and end < len(lines):
            end += 1  # IPython splits at every Unicode line separator, also inside a prompt
        line = "".join(lines[self.start_line : end])
        before, magic = line[: self.magic_column], line[self.magic_column :]
        match = _LINE.match(magic.rstrip("\r\n"))
        if match is None:
            raise SyntaxError(line)  # IPython tries the next transformer
        call = f"get_ipython().run_line_magic('llm', {match['line'] or ''!r})\n"
        return [*lines[: self.start_line], before + call, *lines[end:]]


def _places(words: Sequence[Any]) -> list[int]:
    """Return where a magic may stand in a line: at its start, and after an assignment."""
    depth = 0
    for at, token in enumerate(words):
        if token.string in {"(", "[", "{"}:
            depth += 1
        elif token.string in {")", "]", "}"}:
            depth = max(depth - 1, 0)
        elif token.string == "=" and depth == 0:
            return [0, at + 1]
    return [0]


def _adjoin(tokens: Sequence[Any]) -> bool:
    return all(a.end == b.start for a, b in itertools.pairwise(tokens))


def install(shell: InteractiveShell) -> None:
    """Put the transformers before IPython's own; doing it again changes nothing."""
    remove(shell)
    manager = shell.input_transformer_manager
    manager.cleanup_transforms[:0] = [prompt_cell, misplaced_cell]
    manager.token_transformers.insert(0, PromptLine)


def remove(shell: InteractiveShell) -> None:
    """Take the transformers away, also those of an earlier import of this module."""
    manager = shell.input_transformer_manager
    for steps in (manager.cleanup_transforms, manager.token_transformers):
        steps[:] = [step for step in steps if getattr(step, "__module__", "") != __name__]
