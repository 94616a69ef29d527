"""Thinking told apart from the answer: marks, pieces, and a real engine that thinks."""

import itertools
import random

import pytest
import random_models
import scripted_model
from random_models import CHAT_TEMPLATE
from toy_tokenizers import byte_level

from llmnb.answer import Answer
from llmnb.config import GenerationConfig
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation
from llmnb.sampling import Pick
from llmnb.session import Session, Settings
from llmnb.session.continuing import unfinished
from llmnb.thinking import Marks, Splitter, marks_in
from llmnb.tokenizer import Tokenizer

THINK = Marks("<think>", "</think>")


@pytest.mark.parametrize(
    ("template", "marks"),
    [
        ("{% if '</think>' in content %}{{ content.split('</think>')[-1] }}{% endif %}", THINK),
        ("{{ x.split('[/THINK]') }}", Marks("[THINK]", "[/THINK]")),
        ("{{ '</seed:think>' }}", Marks("<seed:think>", "</seed:think>")),
        ("{{ '</reasoning>' }}", Marks("<reasoning>", "</reasoning>")),
        ("<|END_THINKING|>", Marks("<|START_THINKING|>", "<|END_THINKING|>")),
        ("{% for m in messages %}<|{{ m.role }}|>{{ m.content }}</s>{% endfor %}", None),
        (CHAT_TEMPLATE, None),
        ("", None),
        (None, None),
    ],
)
def test_the_marks_are_those_of_the_template(template, marks):
    assert marks_in(template) == marks


def split(text, pieces, *, marks=THINK, inside=False):
    """Push a text cut at some places; return the joined text and thinking."""
    splitter = Splitter(marks, inside=inside)
    cuts = [0, *sorted(pieces), len(text)]
    parts = [splitter.push(text[a:b]) for a, b in itertools.pairwise(cuts)]
    parts.append(splitter.flush())
    return "".join(p[0] for p in parts), "".join(p[1] for p in parts)


@pytest.mark.parametrize(
    ("text", "inside", "expected"),
    [
        ("<think>\nHm, 2.\n</think>\n\nIt is 2.", False, ("It is 2.", "Hm, 2.")),
        ("\n<think>\n\n</think>\n\nIt is 2.", False, ("It is 2.", "")),
        ("Hm, 2.\n</think>\nIt is 2. </think>", True, ("It is 2. </think>", "Hm, 2.")),
        ("  It is <think>2</think>.", False, ("  It is <think>2</think>.", "")),
        ("<thi", False, ("<thi", "")),
        ("<think>\na < b </thin", False, ("", "a < b </thin")),
        ("<think>a\n\n b</think>c", False, ("c", "a\n\n b")),
        ("", False, ("", "")),
        ("a</think>", False, ("a</think>", "")),
    ],
)
def test_the_result_does_not_depend_on_the_pieces(text, inside, expected):
    rng = random.Random(text)
    ways = [[], range(1, len(text))]
    ways += [rng.sample(range(len(text)), min(3, len(text))) for _ in range(30)]
    for pieces in ways:
        assert split(text, pieces, inside=inside) == expected


def test_without_marks_everything_is_text():
    text = "<think>a</think> b"
    assert split(text, [2, 5], marks=None) == (text, "")


def answer_to(text, *, special=(), **config):
    """Push the tokens of a text, as an engine does."""
    names = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", *special)
    words = () if special else ("<think>", "</think>")
    tokenizer = Tokenizer(byte_level(names, text_tokens=words))
    config = {"max_tokens": 100, **config}
    setting = GenerationConfig(**config)
    answer = Answer(
        tokenizer, setting, frozenset({2}), setting.max_tokens, splitter=Splitter(THINK)
    )
    chunks = []
    for id in tokenizer.encode(text, special=True):
        chunks.append(answer.push(Pick(id)))
        if answer.finish_reason is not None:
            break
    assert "".join(c.text for c in chunks) == answer.text
    assert "".join(c.thinking for c in chunks) == answer.thinking
    return answer


@pytest.mark.parametrize("special", [(), ("<think>", "</think>")])
def test_marks_may_be_special_tokens(special):
    answer = answer_to("<think>the fox</think>hello world<|im_end|>", special=special)
    assert (answer.text, answer.thinking) == ("hello world", "the fox")
    assert answer.finish_reason is FinishReason.STOP
    assert 0 < answer.thinking_count < answer.count


def test_thinking_does_not_count_against_max_tokens_and_meets_no_stop_string():
    thought = "the quick brown fox jumps " * 5
    text = f"<think>{thought}</think>hello world hello"
    answer = answer_to(text, max_tokens=2, stop=("fox",))
    assert answer.thinking == thought.strip()
    assert answer.finish_reason is FinishReason.LENGTH
    assert answer.count - answer.thinking_count == 2
    assert answer.text
    assert answer_to(text + " fox!", stop=("fox",)).text == "hello world hello "


SCRIPT = ("<think>", "the", " fox", "</think>", "hello", " world")
TEMPLATE = (
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content.split('</think>')[-1] }}<|end|>"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>"
    "{% if enable_thinking is defined and not enable_thinking %}<think></think>{% endif %}"
    "{% endif %}"
)


@pytest.fixture(scope="module")
def thinker(tmp_path_factory):
    """Return a model that answers every prompt with `SCRIPT`."""
    folder = tmp_path_factory.mktemp("models") / "thinker"
    scripted_model.make(folder, SCRIPT, TEMPLATE)
    session = Session(Settings())
    yield session.load(folder, precision="fp32")
    session.unload_all()


def test_a_real_engine_thinks_first(thinker):
    answer = thinker.generate("Hello?", temperature=0)
    assert (answer.text, answer.thinking) == ("hello world", "the fox")
    assert answer.messages[-1].content == "hello world"
    assert answer.usage.thinking_tokens > 0
    chunks = list(thinker.stream("Hello?", temperature=0))
    assert "".join(c.thinking for c in chunks) == "the fox"
    assert "".join(c.text for c in chunks) == "hello world"


def test_thinking_can_be_turned_off(thinker):
    assert "think" in thinker.handle.capabilities.parameters
    assert thinker.render("Hello?", think=False).text.endswith("<think></think>")
    assert not thinker.render("Hello?").text.endswith("</think>")


def test_an_answer_that_was_cut_in_its_thinking_does_not_go_on(thinker):
    request = thinker.prepare("Hello?", temperature=0).request
    begun = Generation("", FinishReason.INTERRUPTED, thinking="the")
    with pytest.raises(ParameterError, match="still thinking"):
        unfinished(request.input, begun)


def test_thinking_is_folded_in_a_notebook(thinker):
    from llmnb import rendering

    bundle = rendering.answer(thinker.generate("Hello?", temperature=0))
    assert "<details><summary>Thinking</summary>" in bundle["text/html"]
    assert "the fox" in bundle["text/html"]
    assert bundle["text/plain"] == "hello world"


def test_a_model_without_the_switch_refuses_it(tmp_path):
    session = Session(Settings())
    model = session.load(random_models.make(tmp_path / "plain"), precision="fp32")
    with pytest.raises(ParameterError, match="think is not supported"):
        model.generate("Hello?", think=False)
    session.unload_all()
