"""A cursor over the line of a magic: options as they stand, and what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from llmnb.config import Parameter
from llmnb.errors import OptionError
from llmnb.options.table import is_bare
from llmnb.typed import CONTROLS, did_you_mean

_FLAG = re.compile(r"--?[A-Za-z][\w-]*")
# What text processors make of a dash or two.
_TYPOGRAPHIC = re.compile(r"[\u2012-\u2015\u2212](?:-|[\u2012-\u2015\u2212])?([A-Za-z][\w-]*)")
_PROMPT_WORD = re.compile(r"(?>\{\{.*?\}\}|[^ \t])++")
_WORD = re.compile(r"[^ \t]+")
_QUOTED = {
    quote: re.compile(rf"{quote}((?>\{{\{{.*?\}}\}}|\\.|[^{quote}\\])*+){quote}") for quote in "\"'"
}
_ASSIGNED = re.compile(r"""([\w-]+=)(?:"([^"]*)"|'([^']*)')(?=[ \t]|$)""")
_COMMAND_QUOTED = re.compile(r"""(?:"([^"]*)"|'([^']*)')(?=[ \t]|$)""")
_ESCAPE = re.compile(r"(\{\{.*?\}\})|\\(.)")


class Reader:
    """A cursor over one line."""

    def __init__(
        self, line: str, table: Mapping[str, Parameter], magic: str, *, prompts: bool
    ) -> None:
        self.line = line
        self.magic = magic
        self.prompts = prompts
        self.at = 0
        self.flags = {p.long_flag: p for p in table.values()}
        self.short = {p.flag: p for p in table.values() if p.flag}

    def leading(self) -> tuple[list[tuple[Parameter, str]], str]:
        """Read the options at the start; return them and the rest of the line."""
        given: list[tuple[Parameter, str]] = []
        while True:
            self._skip_blanks()
            if self._at_end_of_options():
                return given, self.line[self.at + 3 :]
            self._refuse_typographic()
            if not _FLAG.match(self.line, self.at):
                return given, self.line[self.at :]
            given.append(self._option())

    def anywhere(self) -> tuple[list[tuple[Parameter, str]], list[str]]:
        """Read options and words in any order, up to a comment."""
        given: list[tuple[Parameter, str]] = []
        words: list[str] = []
        while self._skip_blanks() < len(self.line) and self.line[self.at] != "#":
            self._refuse_typographic()
            if _FLAG.match(self.line, self.at):
                given.append(self._option())
            else:
                words.append(self._command_word())
        return given, words

    def _skip_blanks(self) -> int:
        # Only these: other blanks of Unicode may begin a prompt, which stays as it is.
        while self.at < len(self.line) and self.line[self.at] in " \t":
            self.at += 1
        return self.at

    def _refuse_typographic(self) -> None:
        """Refuse an option that was copied from where its dashes had become other characters."""
        match = _TYPOGRAPHIC.match(self.line, self.at)
        name = match[1] if match is not None else ""
        flag = next((f for f in (f"--{name}", f"-{name}") if f in (*self.flags, *self.short)), None)
        if match is not None and flag is not None:
            raise OptionError(
                f"{match[0]} of {self.magic} begins with a dash that is none of the keyboard's.",
                hint=f"Write {flag}.",
            )

    def _at_end_of_options(self) -> bool:
        return re.compile(r"--(?=[ \t]|$)").match(self.line, self.at) is not None

    def _option(self) -> tuple[Parameter, str]:
        match = _FLAG.match(self.line, self.at)
        assert match is not None  # the caller has looked
        word = match[0]
        parameter = self.flags.get(word) or self._attached(word)
        if parameter is None:
            raise self._unknown(word)
        self.at += len(word) if word in self.flags else 2
        if is_bare(parameter):
            return parameter, self._no_value(word, "on")
        if parameter.short_value is not None and word not in self.flags:
            return parameter, self._no_value(word, parameter.short_value)
        if self.line[self.at : self.at + 1] == "=":
            self.at += 1
        elif word in self.flags or len(word) == 2:
            self._skip_blanks()
            self._expect_value(parameter)
        return parameter, self._value(parameter)

    def _attached(self, word: str) -> Parameter | None:
        """Find the option of ``-t`` or ``-t0.2``; ``-temperature`` is none."""
        if word.startswith("--") or "-" + word in self.flags:
            return None
        return self.short.get(word[:2])

    def _no_value(self, word: str, meaning: str) -> str:
        after = self.line[self.at : self.at + 1]
        if after and not after.isspace():
            if word in self.flags:
                raise OptionError(f"{word} of {self.magic} takes no value.")
            raise self._unknown(word)
        return meaning

    def _expect_value(self, parameter: Parameter) -> None:
        following = _FLAG.match(self.line, self.at)
        comment = not self.prompts and self.line[self.at : self.at + 1] == "#"
        ends = self.at == len(self.line) or comment or self._at_end_of_options()
        if following is None and not ends:
            return
        hint = f"It must be {parameter.allowed}."
        if following is not None and parameter.kind in (str, tuple):
            hint += f" A value that begins with a dash is written {parameter.long_flag}=…"
        raise OptionError(f"{parameter.long_flag} of {self.magic} needs a value.", hint=hint)

    def _value(self, parameter: Parameter) -> str:
        if not self.prompts:
            return self._command_word()
        if self.line[self.at : self.at + 1] in _QUOTED:
            return self._quoted(parameter)
        match = _PROMPT_WORD.match(self.line, self.at)
        raw = match[0] if match else ""
        self.at += len(raw)
        return _unescape(raw, "\\" if parameter.kind is tuple else "", parameter)

    def _quoted(self, parameter: Parameter) -> str:
        quote = self.line[self.at]
        match = _QUOTED[quote].match(self.line, self.at)
        if match is None:
            raise OptionError(
                f"The quotation mark {quote} of {parameter.long_flag} is not closed.",
                hint=f"Write \\{quote} for a mark inside the text.",
            )
        self.at = match.end()
        if self.line[self.at : self.at + 1].strip():
            raise OptionError(
                f"A blank must follow the closing {quote} of {parameter.long_flag}.",
                hint=f"Write \\{quote} for a mark inside the text.",
            )
        return _unescape(match[1], quote + "\\", parameter)

    def _command_word(self) -> str:
        quoted = _COMMAND_QUOTED.match(self.line, self.at)
        if quoted is not None:
            self.at = quoted.end()
            return quoted[1] if quoted[1] is not None else quoted[2]
        assigned = _ASSIGNED.match(self.line, self.at)
        if assigned is not None:
            self.at = assigned.end()
            return assigned[1] + (assigned[2] if assigned[2] is not None else assigned[3])
        quote = self.line[self.at : self.at + 1]
        if quote in _QUOTED:
            closed = quote in self.line[self.at + 1 :]
            wrong = f"has no blank behind its closing {quote}" if closed else "is not closed"
            raise OptionError(f"A text in quotation marks on the line of {self.magic} {wrong}.")
        word = _WORD.match(self.line, self.at)
        self.at += len(word[0]) if word is not None else 0
        return word[0] if word is not None else ""

    def _unknown(self, word: str) -> OptionError:
        if word in ("-h", "--help"):
            hint = f"{self.magic}? shows them all."
        else:
            hint = did_you_mean(word if word.startswith("--") else "-" + word, self.flags)
        if self.magic == "%llm":
            hint += " Write -- before a prompt that begins with a dash."
        return OptionError(f"{word} is not an option of {self.magic}.", hint=hint)


def _unescape(text: str, marks: str, parameter: Parameter) -> str:
    """Undo backslashes before `marks`, and before n, t, r where text may be repeated.

    Expressions in double braces have escapes of their own and stay as they are.
    """
    controls = CONTROLS if parameter.kind is tuple else {}

    def plain(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        return match[2] if match[2] in marks else controls.get(match[2], match[0])

    return _ESCAPE.sub(plain, text)
