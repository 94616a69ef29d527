"""What is drawn is harmless, complete and the same each time it should be."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import llmnb
from llmnb import rendering
from llmnb.config import GenerationConfig
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo, Timing, TokenInfo, Usage
from llmnb.progress import Stage
from llmnb.rendering import live, loading
from llmnb.rendering.bundles import draw, drawn
from llmnb.rendering.markdown import Growing, to_html
from llmnb.rendering.record import LARGEST
from llmnb.rendering.text import amount, clean

FORMATS = ("markdown", "text", "code", "json")
TAGS = {
    *("a", "b", "blockquote", "br", "code", "details", "div", "em", "hr", "li", "ol", "p", "pre"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "style", "summary", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
STYLES = {"text-align:left", "text-align:center", "text-align:right"}
CLASSES = re.compile(r"(?:llmnb[a-z-]*|mathjax_ignore|tex2jax_ignore|language-[A-Za-z0-9+#-]+)")


class Inspector(HTMLParser):
    """Collects what is not allowed in a page, as a browser's parser would find it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong = []
        self.links = []
        self.styles = 0

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
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
        return name == "start" and tag == "ol" and value.isdigit()

    def handle_comment(self, data):
        self.wrong.append(f"comment {data}")

    def handle_decl(self, data):
        self.wrong.append(f"declaration {data}")


def inspected(html):
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()
    return inspector


PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='https://evil.example/x.swf'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<button data-commandlinker-command='terminal:create-new' "
    "data-commandlinker-args='{}'>x</button>",
    "<div data-jp-kernel='x' onclick='alert(1)'>x</div>",
    "<form action='https://evil.example'><input name=q autofocus onfocus=alert(1)></form>",
    "<style>@import 'https://evil.example/x.css'; body{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<details open ontoggle=alert(1)>",
    "<!-- comment --><!DOCTYPE html><?php echo 1 ?><![CDATA[x]]>",
    "</div></div><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</pre></code><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](../secret.ipynb) [y](#section) [z](//evil.example)",
    "<javascript:alert(1)> <data:text/html,x>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://evil.example/pixel.png)",
    "![x](data:image/png;base64,iVBORw0KGgo=)",
    "![x](javascript:alert(1))",
    "[![x](https://evil.example/pixel.png)](https://evil.example)",
    '[x](https://evil.example "title\\" onmouseover=\\"alert(1)")',
    "[x](https://evil.example/'onmouseover='alert(1))",
    '[x](https://evil.example/"onmouseover="alert(1))',
    '![x" onerror="alert(1)](https://evil.example/a.png)',
    "<https://evil.example/\"onmouseover=alert(1)>",
    '```html" onmouseover="alert(1)\n<script>alert(1)</script>\n```',
    "```mermaid\" class=\"jp-x\ngraph TD\n```",
    "~~~ <script>\nx\n~~~",
    "```\n</code></pre><script>alert(1)</script>",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "| a |\n|:-:|\n| <img src=x onerror=alert(1)> |",
    "# <script>alert(1)</script>\n> <img src=x onerror=alert(1)>\n\n1. <svg onload=alert(1)>",
    "$\\href{javascript:alert(1)}{x}$ $$\\require{html}\\data{x=y}{z}$$",
    "\x1b]8;;javascript:alert(1)\x07link\x1b]8;;\x07 \x1b[31mred\x1b[0m \x9b31mred",
    "\u202e<script>\u2066",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_an_answer_comes_to_life(payload):
    for format in FORMATS:
        answer = Generation(payload, FinishReason.STOP, thinking=payload, notes=(payload,))
        bundle = rendering.answer(answer, format, status=True)
        found = inspected(bundle["text/html"])
        assert found.wrong == []
        assert found.styles == 1
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "".join(bundle.values()))
    for end in range(0, len(payload), 3):  # also while it arrives
        partial = draw(Growing().to_html(payload[:end]), payload[:end], payload[:end])
        assert inspected(partial["text/html"]).wrong == []


@given(st.text(st.sampled_from("<>&\"'`[]()!:/\\ \n#*_|-~x1javscript\x1b\x00")))
def test_no_mixture_of_marks_comes_to_life(text):
    assert inspected(to_html(text)).wrong == []


@pytest.mark.parametrize("word", ["script", "img", "onerror"])
def test_what_is_inert_can_be_read(word):
    html = to_html("<script><img onerror=x>")
    assert word in html
    assert f"<{word}" not in html


def test_links_are_kept_and_images_become_links():
    html = to_html(
        "[web](https://a.example/?q=1&r=2) <mailto:me@a.example> ![a *cat*](HTTP://a.example/c.png)"
    )
    assert inspected(html).links == [
        "https://a.example/?q=1&r=2",
        "mailto:me@a.example",
        "HTTP://a.example/c.png",
    ]
    assert html.count('target="_blank" rel="noopener noreferrer"') == 3
    assert ">a cat</a>" in html


def test_markdown_is_rendered():
    html = to_html("# Title\n\n*a* **b** `c`\n\n- x\n\n| h |\n|--:|\n| 1 |\n\n```c++\nx<y\n```")
    for piece in (
        "<h1>Title</h1>",
        "<em>a</em> <strong>b</strong> <code>c</code>",
        "<li>x</li>",
        '<td style="text-align:right">1</td>',
        '<pre><code class="language-c++">x&lt;y\n</code></pre>',
    ):
        assert piece in html


MARKDOWN = """# Title

Some *words* and `code`,
over two lines.

1. one
2. two

   more of two

```python
x = 1

y = 2
```

> quoted

| a | b |
|---|---|
| 1 | 2 |

Setext
------

- [link](https://a.example)
- end"""


def test_a_growing_answer_is_drawn_like_a_whole_one():
    growing = Growing()
    for end in range(0, len(MARKDOWN), 3):
        growing.to_html(MARKDOWN[:end])
    assert growing.to_html(MARKDOWN) == to_html(MARKDOWN)


def test_an_open_fence_is_code_already():
    assert (
        to_html("```python\nx = [1") == '<pre><code class="language-python">x = [1</code></pre>\n'
    )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\x1b[1;31mb\x1b[0mc", "abc"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\x08\x7f\x00b", "ab"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\u202eb\u2069", "ab"),
        ("naïve 日本 🙂", "naïve 日本 🙂"),
    ],
)
def test_control_characters_are_removed(text, plain):
    assert clean(text) == plain


@pytest.mark.parametrize(
    ("format", "text", "plain"),
    [
        ("text", "*a*", "*a*"),
        ("code", "```python\nx = 1\n```", "x = 1"),
        ("code", "```python\nx = 1\ny", "x = 1\ny"),
        ("code", "```\n```", ""),
        ("code", "x = 1", "x = 1"),
        ("code", "Here:\n```\nx\n```", "Here:\n```\nx\n```"),
        ("code", "```\na\n```\nand\n```\nb\n```", "```\na\n```\nand\n```\nb\n```"),
        ("json", '{"a":[1,"é"]}', '{\n  "a": [\n    1,\n    "é"\n  ]\n}'),
        ("json", '```json\n{"a":1}\n```', '{\n  "a": 1\n}'),
        ("json", '{"a":', '{"a":'),
        ("json", "[" * 100_000, "[" * 100_000),
    ],
)
def test_formats(format, text, plain):
    assert drawn(text, format)[1] == plain


def generation(**facts):
    defaults = {"text": "An answer.", "finish_reason": FinishReason.STOP}
    return Generation(**{**defaults, **facts})


def noted(**facts):
    format = facts.pop("format", "markdown")
    answer = generation(**facts)
    bundle = rendering.answer(answer, format)
    for note in (found := re.findall(r'<p class="llmnb-note">(.*?)</p>', bundle["text/html"])):
        assert f"\n\n[{note}]" in bundle["text/plain"]
    return found


def test_notes_say_how_an_answer_ended():
    length, full = GenerationConfig(max_tokens=1024), Usage(10, 1024)
    assert noted() == []
    assert noted(finish_reason=FinishReason.STOP_STRING) == []
    assert noted(finish_reason=FinishReason.LENGTH, usage=full, config=length) == [
        "cut at 1,024 tokens: %%llm --max-tokens to allow more"
    ]
    thought = Usage(10, 1100, thinking_tokens=76)
    assert noted(finish_reason=FinishReason.LENGTH, usage=thought, config=length) == [
        "cut at 1,024 tokens: %%llm --max-tokens to allow more"
    ]
    on_a_server = Usage(10, 1024, thinking_tokens=800)
    assert noted(finish_reason=FinishReason.LENGTH, usage=on_a_server, config=length) == [
        "cut at 224 tokens: %%llm --max-tokens to allow more"
    ]
    assert noted(finish_reason=FinishReason.LENGTH, usage=Usage(10, 38), config=length) == [
        "cut at 38 tokens: the context is full"
    ]
    assert noted(finish_reason=FinishReason.INTERRUPTED, notes=("one", "two")) == [
        "one",
        "two",
        "interrupted: the answer is not complete",
    ]
    assert noted(finish_reason=FinishReason.ERROR) == [
        "the engine failed: the answer is not complete"
    ]
    assert noted(format="json") == ["the answer is not JSON"]


def test_thinking_is_folded_and_kept_out_of_the_text():
    bundle = rendering.answer(generation(thinking="Hm, <b>so</b>.\n"))
    assert (
        '<details><summary>Thinking</summary><pre class="llmnb-text">'
        "Hm, &lt;b&gt;so&lt;/b&gt;.</pre></details>" in bundle["text/html"]
    )
    assert bundle["text/plain"] == "An answer."
    assert "<details>" not in rendering.answer(generation(thinking="\n"))["text/html"]


def test_what_differs_from_run_to_run_is_shown_only_when_asked():
    slow = generation(usage=Usage(3, 11), timing=Timing(0, 0.5, 5.5))
    fast = generation(usage=Usage(3, 11), timing=Timing(0, 0.1, 0.2))
    assert rendering.answer(slow) == rendering.answer(fast)
    assert (
        '<p class="llmnb-status">11 tokens · 2.0 tokens/s · first token after 500 ms</p>'
        in rendering.answer(slow, status=True)["text/html"]
    )


INFO = ModelInfo("small", "me/small", "onnx", "int8", 2048, revision="abc123")


def record(**facts):
    return rendering.provenance(generation(model=INFO, **facts), "The prompt.")


def test_the_record_tells_how_to_repeat_the_answer():
    config = GenerationConfig(temperature=0.5, seed=7, stop=("END",))
    found = record(config=config, usage=Usage(5, 9, 2, 1), timing=Timing(0.1, 0.25, 1.23456789))
    assert found.pop("versions").keys() == {"llmnb", "onnxruntime"}
    assert found == {
        "model": "small",
        "source": "me/small",
        "revision": "abc123",
        "backend": "onnx",
        "precision": "int8",
        "context": 2048,
        "parameters": {
            "temperature": 0.5,
            "top_p": 1.0,
            "top_k": 0,
            "min_p": 0.0,
            "repetition_penalty": 1.0,
            "presence_penalty": 0.0,
            "frequency_penalty": 0.0,
            "max_tokens": 1024,
            "min_tokens": 0,
            "stop": ("END",),
            "seed": 7,
            "logprobs": None,
            "think": None,
        },
        "seed": 7,
        "prompt_sha256": "0a14a7b074d63b96e99607278c77f8886fd9f2964e21fcbee1779552b7255248",
        "finish_reason": "stop",
        "tokens": {"prompt": 5, "completion": 9, "cached": 2, "thinking": 1},
        "timing": {"queued": 0.1, "first_token": 0.25, "total": 1.2346},
    }


def test_the_record_holds_no_secrets():
    private = ModelInfo(
        "/home/ann/models/small", "https://ann:secret@a.example:8000/v1?key=secret", "openai",
        "none", 2048,
    )  # fmt: skip
    answer = generation(
        text="ANSWER", model=private, logprobs=(TokenInfo(1, "TOKEN", -0.5),), thinking="THOUGHT"
    )
    text = json.dumps(rendering.provenance(answer, "PROMPT"))
    for word in ("secret", "ann", "/home", "PROMPT", "ANSWER", "THOUGHT", "TOKEN", "-0.5"):
        assert word not in text
    assert '"source": "https://a.example:8000/v1"' in text
    assert "prompt_sha256" not in rendering.provenance(answer, None)


def test_the_record_is_small():
    large = "x" * 50_000
    config = GenerationConfig(stop=tuple(f"{i}{large}" for i in range(50)))
    info = ModelInfo(large, large, "onnx", "int8", 2048)
    found = rendering.provenance(generation(model=info, config=config), large)
    assert len(json.dumps(found)) <= LARGEST
    assert found["parameters"]["temperature"] == 0.7


class Page:
    """Stands for the place where outputs go; keeps each painting."""

    def __init__(self, monkeypatch):
        self.paintings = []
        self.outputs = 0
        for module in (live, loading):
            monkeypatch.setattr(module, "show", self.show)

    def show(self, bundle, metadata=None, *, live=False):
        self.outputs += 1
        self.paintings.append((bundle, metadata))
        return self

    def update(self, bundle, raw, metadata=None):
        self.paintings.append((bundle, metadata))


@pytest.fixture
def page(monkeypatch):
    return Page(monkeypatch)


def test_a_live_answer_is_one_output_that_ends_with_its_record(page, monkeypatch):
    monkeypatch.setattr(live, "INTERVAL", 0)
    monkeypatch.setattr(live, "LONGEST", 0)
    painter = rendering.Painter(live=True)
    painter.tick()
    for word in ("One ", "*two* ", "three."):
        painter.add(Chunk(word))
        painter.tick()
    answer = generation(text="One *two* three.")
    painter.finish(answer, {"model": "small"})
    assert page.outputs == 1
    assert [p[0]["text/plain"] for p in page.paintings] == [
        "One ",
        "One *two* ",
        "One *two* three.",
        "One *two* three.",
    ]
    assert page.paintings[-1][1] == {"llmnb": {"model": "small"}}
    assert "llmnb-status" in page.paintings[0][0]["text/html"]


def test_painting_once_paints_once(page):
    painter = rendering.Painter(live=False)
    painter.add(Chunk("One "))
    painter.tick()
    painter.abandon()
    assert page.paintings == []
    painter.finish(generation(), {})
    assert [p[0] for p in page.paintings] == [rendering.answer(generation())]


def test_quiet_paints_nothing(page):
    painter = rendering.Painter(live=True, quiet=True)
    painter.add(Chunk("One "))
    painter.tick()
    painter.finish(generation(), {})
    assert page.paintings == []


def test_paints_are_at_most_20_a_second(page):
    painter = rendering.Painter(live=True)
    for _ in range(50):
        painter.add(Chunk("word "))
        painter.tick()
    assert len(page.paintings) == 1


def test_an_abandoned_answer_says_so(page):
    painter = rendering.Painter(live=True)
    painter.add(Chunk("One "))
    painter.tick()
    painter.abandon()
    assert page.paintings[-1][0]["text/plain"] == "One \n\n[the answer is not complete]"


def test_a_load_is_one_output_that_ends_as_one_line(page, monkeypatch):
    monkeypatch.setattr(loading, "INTERVAL", 0)
    progress = rendering.LoadDisplay("small", live=True)
    progress.start(Stage("resolving"))
    progress.start(Stage("downloading", 2_000_000, "bytes"))
    progress.advance(500_000)
    progress.start(Stage("converting", 24, "tensors"))
    progress.advance(6)
    progress.finish(["small is ready: onnx, int8, context 2,048"])
    assert page.outputs == 1
    assert [p[0]["text/plain"] for p in page.paintings] == [
        "small: resolving …",
        "small: downloading 0% (0 bytes of 2 MB)",
        "small: downloading 25% (500 kB of 2 MB)",
        "small: converting 0% (0 of 24 tensors)",
        "small: converting 25% (6 of 24 tensors)",
        "small is ready: onnx, int8, context 2,048",
    ]
    assert '<progress max="1" value="0.250"></progress></div>' in page.paintings[4][0]["text/html"]


def test_a_load_painted_once(page):
    progress = rendering.LoadDisplay("small", live=False)
    progress.start(Stage("resolving"))
    progress.advance(1)
    progress.fail()
    assert page.paintings == []
    progress.finish(["small is ready: onnx, int8, context 2,048"])
    assert len(page.paintings) == 1


def test_a_failed_load_says_so(page):
    progress = rendering.LoadDisplay("small", live=True)
    progress.start(Stage("resolving"))
    progress.fail()
    assert page.paintings[-1][0]["text/plain"] == "small was not loaded."


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (310e6, "310 MB"), (1.25e10, "12.5 GB"), (1500, "2 kB")],
)
def test_amounts_of_memory(size, words):
    assert amount(size) == words


def sanitised(text):
    """Do what nbval does with the shipped file."""
    config = (Path(llmnb.__file__).parent / "sanitize.cfg").read_text(encoding="utf-8")
    rules = re.findall("^regex: (.*)$\n^replace: (.*)$", config, flags=re.MULTILINE)
    assert len(rules) == config.count("regex: ")
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text)
    return text


def same(first, second):
    return [sanitised(first[k]) == sanitised(second[k]) for k in first] == [True, True]


def lines(*texts):
    return rendering.plain_and_html([*texts], "llmnb-load")


def test_status_lines_of_two_machines_compare_equal():
    streamed = rendering.answer(generation(usage=Usage(3, 5), timing=Timing(0, 1, 2)), status=True)
    assert same(streamed, rendering.answer(generation()))
    here = lines("demo is ready: onnx, int8, context 2,048")
    there = lines(
        "demo is ready: vllm, bf16, context 4,096",
        "passed over: vllm. vLLM is not installed. Install it with: pip install 'llmnb[vllm]'",
    )
    assert same(here, there)
    served = "http://127.0.0.1:8000/v1 is ready: openai, "
    assert same(lines(served + "org/one"), lines(served + "two, context 4,096"))
    assert same(lines("Unloaded demo, b; 12 MB came back."), lines("Unloaded demo, b."))
    assert not same(lines("Unloaded demo."), lines("Unloaded other."))
    other = lines("demo is already loaded: onnx, int8, context 2,048")
    assert not same(here, other)


def test_answers_are_not_sanitised():
    for text in ("Dinner is ready: soup.", "Unloaded.", "An answer.\nHardware\n  is hard"):
        answer = rendering.answer(generation(text=text))
        other = rendering.answer(generation(text=text + " More."))
        assert not same(answer, other)
