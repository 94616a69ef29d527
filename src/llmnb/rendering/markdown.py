"""A model's Markdown as HTML in which nothing comes to life.

Raw HTML is text, images become links (a remote image tells its server that the notebook was
opened), and only web and mail links are links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from llmnb.plain import clean
from llmnb.rendering.text import escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Tokens: TypeAlias = "Sequence[Token]"

_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z0-9+#-]+")
_OUTSIDE = 'target="_blank" rel="noopener noreferrer"'


def to_html(text: str) -> str:
    """Render Markdown as safe HTML."""
    return str(_markdown().render(clean(text)))


class Growing:
    """Renders a text that grows, again and again, without rendering all of it each time.

    A block of Markdown that is followed by another one changes no more (but for references
    that are defined later, which the finished answer's own rendering settles).
    """

    def __init__(self) -> None:
        self._parser = _markdown()  # made before the first word arrives
        self._html = ""
        self._done = 0  # characters that `_html` stands for

    def to_html(self, text: str) -> str:
        """Render the text so far; it begins with the text of the call before."""
        parser, env, tail = self._parser, dict[str, Any](), clean(text)[self._done :]
        tokens = parser.parse(tail, env)
        blocks = [i for i, t in enumerate(tokens) if t.level == 0 and t.nesting >= 0 and t.map]
        if len(blocks) > 1:
            last = blocks[-1]
            line = (tokens[last].map or [0])[0]
            self._done += sum(map(len, tail.split("\n")[:line])) + line
            self._html += str(parser.renderer.render(tokens[:last], parser.options, env))
            tokens = tokens[last:]
        return self._html + str(parser.renderer.render(tokens, parser.options, env))


def code_block(text: str, language: str = "") -> str:
    """Return code as HTML; a language that is not a plain word is left out."""
    known = _LANGUAGE.fullmatch(language)
    kind = f' class="language-{language}"' if known else ""
    return f"<pre><code{kind}>{escape(text)}</code></pre>\n"


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 30 ms, and not needed before the first answer

    # What is nested more deeply is left out, and a list counts twice: 20 are too few for outlines.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    # A destination that is refused leaves its Markdown as ordinary text.
    parser.validateLink = lambda url: _LINK.match(url.strip()) is not None  # type: ignore[method-assign]
    parser.inline.ruler.before("escape", "formula", _formula_mark)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_block", _fence)
    parser.add_render_rule("image", _image)
    parser.add_render_rule("link_open", _link_open)
    # Belt and braces: these tokens cannot appear while `html` is off.
    parser.add_render_rule("html_block", _as_text)
    parser.add_render_rule("html_inline", _as_text)
    return parser


def _formula_mark(state: StateInline, silent: bool) -> bool:
    r"""Keep the backslash of LaTeX's \( \) \[ \], which Markdown would take for an escape."""
    mark = state.src[state.pos : state.pos + 2]
    if mark not in {"\\(", "\\)", "\\[", "\\]"}:
        return False
    if not silent:
        state.pending += mark
    state.pos += 2
    return True


def _fence(self: RendererHTML, tokens: Tokens, at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    return code_block(token.content, token.info.strip().split(" ")[0])


def _image(self: RendererHTML, tokens: Tokens, at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    label = self.renderInlineAsText(token.children, options, env) or "image"
    if sum({"link_open": 1, "link_close": -1}.get(t.type, 0) for t in tokens[:at]):
        # Links do not nest.
        return escape(label)
    return f'<a href="{escape(str(token.attrs["src"]))}" {_OUTSIDE}>{escape(label)}</a>'


def _link_open(self: RendererHTML, tokens: Tokens, at: int, options: Any, env: Any) -> str:
    return f'<a href="{escape(str(tokens[at].attrs["href"]))}" {_OUTSIDE}>'


def _as_text(self: RendererHTML, tokens: Tokens, at: int, options: Any, env: Any) -> str:
    return escape(tokens[at].content)
