"""What is drawn is harmless, complete and the same each time it should be."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from payloads import inspected

import llmnb
from llmnb import rendering
from llmnb.backends.base import CachedModel
from llmnb.config import GenerationConfig
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo, Timing, TokenInfo, Usage
from llmnb.plain import clean
from llmnb.progress import Stage
from llmnb.rendering import live, loading
from llmnb.rendering import page as place
from llmnb.rendering.bundles import drawn
from llmnb.rendering.markdown import Growing, to_html
from llmnb.rendering.record import LARGEST
from llmnb.rendering.text import amount


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
        ("a\x1b]8;;http://x\nb", "a\nb"),
        ("â\x80\x9da\x9cb", "âab"),
        ("a\ud83d\ude00\ud800", "a😀\ufffd"),
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
        "cut at 1,024 tokens: %llm_continue goes on, --max-tokens allows more"
    ]
    thought = Usage(10, 1100, thinking_tokens=76)
    assert noted(finish_reason=FinishReason.LENGTH, usage=thought, config=length) == [
        "cut at 1,024 tokens: %llm_continue goes on, --max-tokens allows more"
    ]
    on_a_server = Usage(10, 1024, thinking_tokens=800)
    assert noted(finish_reason=FinishReason.LENGTH, usage=on_a_server, config=length) == [
        "cut at 224 tokens: %llm_continue goes on, --max-tokens allows more"
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


def test_the_record_names_the_adapter():
    plain, adapted = (replace(INFO, adapter=name) for name in (None, "/home/ann/lora"))
    assert "adapter" not in rendering.provenance(generation(model=plain), None)
    assert rendering.provenance(generation(model=adapted), None)["adapter"] == "lora"


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
        monkeypatch.setattr(place, "show", self.show)

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
    bar = '<progress max="1" value="0.250" aria-label="small: converting"></progress></div>'
    assert bar in page.paintings[4][0]["text/html"]


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
    noted = lines("demo is ready: bigdl, sym_int8, context 2,048", "note: slower than onnx here.")
    assert same(here, noted)
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


def test_converted_models_of_one_name_are_told_apart_by_their_dates():
    day = 24 * 60 * 60
    same = [CachedModel("tuned", "int8", 5, Path(name), number * day) for number, name in
            enumerate("ab", start=1)]  # fmt: skip
    other = CachedModel("tuned", "fp32", 9, Path("c"), day)
    rows = rendering.cached({"onnx": [*same, other]}, "/cache")["text/plain"].splitlines()
    dates = {re.search(r"of (1970-01-\d\d \d\d:\d\d)", row)[1] for row in rows if "int8" in row}
    assert len(dates) == 2
    assert not any("1970" in row for row in rows if "fp32" in row)
