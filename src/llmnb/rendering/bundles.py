"""An answer as HTML and plain text, and the notes that a reader needs with it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from llmnb.generation import FinishReason, Generation
from llmnb.plain import clean, counted
from llmnb.rendering.markdown import code_block, to_html
from llmnb.rendering.text import escape

if TYPE_CHECKING:
    from llmnb.session import Rendered

Bundle = dict[str, str]

# Colours come from JupyterLab or VS Code, with greys that read on black and on white. The
# doubled class outweighs JupyterLab's own rules for what is inside an output.
STYLE = (
    ".llmnb{overflow-wrap:anywhere}"
    ".llmnb.llmnb pre{white-space:pre-wrap;margin:.4em 0;padding:.5em .75em;border-radius:3px;"
    "background:var(--jp-layout-color2,var(--vscode-textCodeBlock-background,"
    "rgba(128,128,128,.12)))}"
    ".llmnb.llmnb pre code{padding:0;background:none;color:inherit}"
    ".llmnb.llmnb pre.llmnb-text{padding:0;background:none;font:inherit}"
    ".llmnb.llmnb .llmnb-note,.llmnb.llmnb .llmnb-status,.llmnb.llmnb summary{"
    "font-size:.85em;margin:.4em 0 0;"
    "color:var(--jp-ui-font-color2,var(--vscode-descriptionForeground,#767676))}"
    ".llmnb.llmnb .llmnb-note{padding-left:.5em;"
    "border-left:3px solid var(--jp-warn-color1,#c77700)}"
    ".llmnb.llmnb td,.llmnb.llmnb th{text-align:left;padding:.15em .8em .15em 0;vertical-align:top}"
    ".llmnb.llmnb-report th{white-space:nowrap}"
)
# The marks are taken whole: to try shorter ones too would take hours for a long row of them.
_FENCE = re.compile(r"\s*(?P<mark>```++|~~~++)(?P<language>[^\n`]*)\n(?P<code>.*)", re.DOTALL)


def frame(body: str, kind: str = "", style: str = "") -> str:
    """Put HTML into llmnb's box, where no formula renderer reads it, with more style rules."""
    names = " ".join(filter(None, ("llmnb", kind, "mathjax_ignore", "tex2jax_ignore")))
    return f'<div class="{names}"><style>{STYLE}{style}</style>{body}</div>'


def plain_and_html(lines: list[str], kind: str) -> Bundle:
    """Return lines of llmnb's own as an output; markup in them is escaped."""
    body = "".join(f'<div class="llmnb-line">{escape(line)}</div>' for line in lines)
    return {"text/plain": clean("\n".join(lines)), "text/html": frame(body, kind)}


def together(bundles: Sequence[Bundle]) -> Bundle:
    """Return several outputs as one, with one style sheet."""
    sheet = f"<style>{STYLE}</style>"
    html = "".join(bundle["text/html"] for bundle in bundles)
    return {
        "text/html": html.replace(sheet, "").replace(">", f">{sheet}", 1),
        "text/plain": "\n\n".join(bundle["text/plain"] for bundle in bundles),
    }


def answer(
    generation: Generation,
    format: str = "markdown",
    *,
    status: bool = False,
    goes_on: bool = True,
) -> Bundle:
    """Return an answer as ``text/html`` and ``text/plain``.

    Parameters
    ----------
    generation : Generation
        What to show.
    format : str
        ``"markdown"``, ``"text"``, ``"code"`` or ``"json"``.
    status : bool
        Add a line of counts and speeds, which differ from run to run.
    goes_on : bool
        ``%llm_continue`` can go on from it, as from that of a cell.
    """
    return draw(
        *drawn(generation.text, format),
        generation.thinking,
        notes=notes(generation, format, goes_on=goes_on),
        status=final_status(generation) if status else "",
    )


def drawn(text: str, format: str) -> tuple[str, str]:
    """Return an answer's text in a format, as HTML and as plain text."""
    return _FORMATS[format](text)


def draw(
    body: str, plain: str, thinking: str = "", *, notes: tuple[str, ...] = (), status: str = ""
) -> Bundle:
    """Put a whole or partial answer together with what is said about it."""
    parts = [folded(thinking), f'<div class="llmnb-answer">{body}</div>']
    parts += [f'<p class="llmnb-note">{escape(note)}</p>' for note in notes]
    parts += [f'<p class="llmnb-status">{escape(status)}</p>'] if status else []
    lines = [clean(plain), *(f"[{clean(note)}]" for note in notes)]
    return {"text/html": frame("".join(parts)), "text/plain": "\n\n".join(lines).strip("\n")}


def dry_run(rendered: Rendered) -> Bundle:
    """Return a prompt as the engine would read it, and its number of tokens."""
    count = "unknown to the engine's client" if rendered.tokens is None else f"{rendered.tokens:,}"
    notes = (*rendered.notes, f"prompt tokens: {count}; nothing was generated")
    return draw(*drawn(rendered.text, "text"), notes=notes)


def notes(
    generation: Generation, format: str = "markdown", *, goes_on: bool = True
) -> tuple[str, ...]:
    """Return what a reader should know: how an answer was cut, and what was changed.

    Parameters
    ----------
    generation : Generation
        The answer.
    format : str
        How it is drawn.
    goes_on : bool
        ``%llm_continue`` can go on from it.
    """
    found = list(generation.notes)
    if format == "json" and _pretty(generation.text) is None:
        found.append("the answer is not JSON")
    if generation.finish_reason is FinishReason.STOP and not generation.text.strip():
        found.append("the answer is empty")
    if generation.finish_reason is FinishReason.LENGTH:
        found.append(_cut(generation, goes_on))
    elif generation.finish_reason is FinishReason.INTERRUPTED:
        found.append("interrupted: the answer is not complete")
    elif generation.finish_reason is FinishReason.ERROR:
        found.append("the engine failed: the answer is not complete")
    return tuple(found)


def final_status(generation: Generation) -> str:
    """Return the counts and speeds of a finished answer as one line."""
    count, first = generation.usage.completion_tokens, generation.timing.first_token
    return status_line(count, generation.tokens_per_second, first)


def status_line(tokens: int, rate: float | None, first_token: float | None) -> str:
    """Write counts and speeds: ``"12 tokens · 34.5 tokens/s · first token after 120 ms"``."""
    parts = [f"{tokens:,} token{'' if tokens == 1 else 's'}"]
    parts += [f"{rate:,.1f} tokens/s"] if rate is not None else []
    parts += [f"first token after {_seconds(first_token)}"] if first_token is not None else []
    return " · ".join(parts)


def _seconds(value: float) -> str:
    return f"{1e3 * value:.0f} ms" if value < 1 else f"{value:.1f} s"


def _cut(generation: Generation, goes_on: bool) -> str:
    usage, limit = generation.usage, generation.config.max_tokens
    count = usage.completion_tokens - usage.thinking_tokens or limit
    # A server counts the thinking against the limit too.
    if count < limit and usage.completion_tokens != limit:
        return f"cut at {counted(count, 'token')}: the context is full"
    more = "%llm_continue goes on, " if goes_on else ""
    return f"cut at {counted(count, 'token')}: {more}--max-tokens allows more"


def folded(text: str) -> str:
    """Return what a model thought as HTML that is opened by a click; empty if it did not."""
    if not text.strip():
        return ""
    body = f'<pre class="llmnb-text">{escape(text.strip())}</pre>'
    return f"<details><summary>Thinking</summary>{body}</details>"


def _markdown(text: str) -> tuple[str, str]:
    return to_html(text), text


def _text(text: str) -> tuple[str, str]:
    return f'<pre class="llmnb-text">{escape(text)}</pre>', text


def _code(text: str) -> tuple[str, str]:
    language, code = _unfence(text)
    return code_block(code, language), code


def _json(text: str) -> tuple[str, str]:
    pretty = _pretty(text)
    shown = text if pretty is None else pretty
    return code_block(shown, "" if pretty is None else "json"), shown


_FORMATS = {"markdown": _markdown, "text": _text, "code": _code, "json": _json}


def _unfence(text: str) -> tuple[str, str]:
    """Take the one code fence around an answer away, also one that is not closed yet."""
    match = _FENCE.fullmatch(text)
    if match is None:
        return "", text
    code, closed, after = match["code"].partition("\n" + match["mark"])
    if not closed and code.startswith(match["mark"]):
        code, after = "", code[len(match["mark"]) :]
    return ("", text) if after.strip() else (match["language"].strip(), code)


def _pretty(text: str) -> str | None:
    try:
        return json.dumps(json.loads(_unfence(text)[1]), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
