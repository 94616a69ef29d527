"""Completion of options, values, names of models and variables in llmnb's magics."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from llmnb.config import Parameter, parameters
from llmnb.generation import Generation
from llmnb.options import (
    CacheOptions,
    ChatOptions,
    ConfigOptions,
    Several,
    TokensOptions,
    UnloadOptions,
    compare_table,
    continue_table,
    is_bare,
    load_table,
    prompt_table,
    tune_table,
)
from llmnb.session import Session, default_session, setting_table

if TYPE_CHECKING:
    from IPython.core.completer import CompletionContext
    from IPython.core.interactiveshell import InteractiveShell

MOST = 200  # completions that are offered at once
_MAGIC = re.compile(r"\s*(?:[\w.\[\], ]+=\s*)?(?P<sign>%%?)(?P<name>llm\w*)[ \t]+(?P<rest>.*)")
_EXPRESSION = re.compile(r"\{\{(?:(?!\}\}).)*?(?P<word>[^\W\d]\w*)?$")
_LAST = re.compile(r"(?:[^ \t\"']|\"[^\"]*\"?|'[^']*'?)*$")


class Found(NamedTuple):
    """Completions, and the end of the line that they take the place of."""

    words: list[str]
    fragment: str
    kind: str


def install(shell: InteractiveShell) -> Callable[[CompletionContext], Any]:
    """Register completion with a shell and return what `remove` takes."""
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher()  # type: ignore[untyped-decorator, unused-ignore]
    def llmnb_matcher(context: CompletionContext) -> Any:
        lines = context.full_text.split("\n")[: context.cursor_line]
        found = complete([*lines, context.text_until_cursor], shell.user_ns, default_session())
        if found is None:
            return {"completions": []}
        offered = [SimpleCompletion(text=word, type=found.kind) for word in found.words[:MOST]]
        return {"completions": offered, "matched_fragment": found.fragment, "suppress": True}

    matcher: Callable[[CompletionContext], Any] = llmnb_matcher
    shell.Completer.custom_matchers.append(matcher)
    return matcher


def remove(shell: InteractiveShell, matcher: Callable[[CompletionContext], Any]) -> None:
    """Take completion away again."""
    matchers = shell.Completer.custom_matchers
    if matcher in matchers:
        matchers.remove(matcher)


def complete(lines: list[str], variables: Mapping[str, Any], session: Session) -> Found | None:
    """Complete the end of the last line.

    Parameters
    ----------
    lines : list of str
        The cell up to the cursor.
    variables : mapping
        The user's variables.
    session : Session
        What is loaded.

    Returns
    -------
    Found or None
        None where the text is not llmnb's, so that others may complete it.
    """
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = _MAGIC.match(lines[first] + (" " if first < len(lines) - 1 else ""))
    in_cell = head is not None and head["sign"] == "%%"
    in_body = in_cell and first < len(lines) - 1
    match = head if in_cell else _MAGIC.match(lines[-1])
    if match is None:
        return None
    expression = _EXPRESSION.search(lines[-1])
    own = {name: variables[name] for name in sorted(variables) if not name.startswith("_")}
    if match["name"] in ("llm", "llm_compare") and expression is not None:
        return _starting(expression["word"] or "", own, "instance")
    return None if in_body else _on_line(match["name"], match["rest"], session, own)


def _on_line(magic: str, rest: str, session: Session, own: Mapping[str, Any]) -> Found | None:
    table = _TABLES.get(magic)
    if table is None:
        return None
    options = table()
    last = _LAST.search(rest)
    word = last[0] if last is not None else ""
    before = rest[: len(rest) - len(word)].split()
    flags = {p.long_flag: p for p in options.values()} | {
        p.flag: p for p in options.values() if p.flag
    }
    waiting = flags.get(before[-1]) if before else None
    if waiting is not None and _takes_value(waiting, before[-1]):
        return _value(waiting, word, _values(waiting, session, word, own))
    name, sign, value = word.partition("=")
    if sign and name in flags:
        return _value(flags[name], value, _values(flags[name], session, value, own))
    if magic == "llm" and not _only_options(before, flags):
        return None  # a prompt has begun
    if word.startswith("-"):
        used = set(before)
        long = [f for f, p in flags.items() if f.startswith("--") and _again(p, f, used)]
        return _starting(word, long, "option")
    if magic == "llm_tokens":
        answers = [name for name, value in own.items() if isinstance(value, Generation)]
        return _starting(word, answers, "instance")
    return _starting(word, _words(magic, before, session, word), "value")


def _takes_value(parameter: Parameter, flag: str) -> bool:
    bare_short = parameter.short_value is not None and not flag.startswith("--")
    return not is_bare(parameter) and not bare_short


def _again(parameter: Parameter, flag: str, used: set[str]) -> bool:
    return parameter.kind is tuple or not used & {flag, parameter.flag}


def _only_options(words: list[str], flags: Mapping[str, Parameter]) -> bool:
    """Tell whether words are options with their values only."""
    waiting = False
    for word in words:
        if waiting:
            waiting = False
            continue
        flag = word.partition("=")[0]
        if flag not in flags:
            return False
        waiting = "=" not in word and _takes_value(flags[flag], flag)
    return True


def _value(parameter: Parameter, word: str, values: Iterable[str]) -> Found:
    """Complete an option's value, of several the last one."""
    if isinstance(parameter, Several):
        *given, word = word.split(",")
        values = [value for value in values if value not in given]
    return _starting(word, values, "value")


def _values(
    parameter: Parameter, session: Session, word: str, own: Mapping[str, Any]
) -> Iterable[str]:
    """Return what may follow an option; `own` are the user's variables."""
    if parameter.choices:
        return parameter.choices
    if parameter.kind is bool:
        return ("on", "off")
    if parameter.name == "backend":
        from llmnb.backends.registry import backends

        return ("auto", *sorted(backends()))
    if parameter.name == "model":
        return session.models
    if parameter.name == "models":
        return {"demo": None, **session.models}
    if parameter.name in ("prompts", "expected", "score"):
        return own
    if parameter.name == "schema":
        files = [path for path in _paths(word) if path.endswith(("/", ".json"))]
        return [*filter(lambda name: _is_schema(own[name]), own), *files]
    if parameter.name == "chat":
        return session.conversations
    if parameter.name == "reset":
        return setting_table()
    return _paths(word) if parameter.name in ("export", "restore") else ()


def _is_schema(value: Any) -> bool:
    """Tell whether a variable's value may be a schema."""
    return isinstance(value, dict) or (
        isinstance(value, type) and hasattr(value, "model_json_schema")
    )


def _words(magic: str, before: list[str], session: Session, word: str) -> Iterable[str]:
    """Return what may stand on the line of a magic without an option before it."""
    if magic == "llm_load":
        from llmnb.model_source.hub import downloaded

        return ["demo", *downloaded(), *_paths(word, folders=True)]
    if magic == "llm_unload":
        return session.models
    if magic == "llm_chat":
        return session.conversations
    if magic == "llm_config":
        return [f"{name}=" for name in setting_table()]
    if magic == "llm_cache":
        from llmnb.backends.registry import cached_models

        if not before:
            return ("list", "clear")
        return sorted({m.name for own in cached_models().values() for m in own})
    return ()


def _paths(word: str, *, folders: bool = False) -> list[str]:
    """Return the files and folders that a word begins; hidden ones only if it says so."""
    word = word.lstrip("\"'")
    parent, _, name = word.rpartition("/")
    folder = Path(os.path.expanduser(f"{parent}/" if parent or word.startswith("/") else "."))
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    prefix = word[: len(word) - len(name)]
    seen = [p for p in inside if not p.name.startswith(".") or name.startswith(".")]
    return [
        f"{prefix}{p.name}/" if p.is_dir() else f"{prefix}{p.name}"
        for p in seen
        if p.is_dir() or not folders
    ]


def _starting(word: str, words: Iterable[str], kind: str) -> Found:
    quote = word[:1] if word[:1] in ("'", '"') else ""
    bare = word.removeprefix(quote)
    fitting = [quote + w for w in words if w.startswith(bare)]
    # Where nothing fits, a word stays as it is: IPython would offer Python's names for it.
    return Found(fitting or [word] if word else fitting, word, kind)


_TABLES: dict[str, Callable[[], Mapping[str, Parameter]]] = {
    "llm": prompt_table,
    "llm_cache": lambda: parameters(CacheOptions),
    "llm_chat": lambda: parameters(ChatOptions),
    "llm_compare": compare_table,
    "llm_config": lambda: parameters(ConfigOptions),
    "llm_continue": continue_table,
    "llm_tokens": lambda: parameters(TokensOptions),
    "llm_tune": tune_table,
    "llm_load": load_table,
    "llm_status": dict,
    "llm_unload": lambda: parameters(UnloadOptions),
}
