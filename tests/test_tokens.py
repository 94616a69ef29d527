"""The probabilities of an answer's tokens: the figures, and what a page shows of them."""

import html
import itertools
import math
import re

import pytest
from payloads import inspected, problems

from llmnb import rendering
from llmnb.errors import ParameterError
from llmnb.generation import FinishReason, Generation, TokenInfo
from llmnb.rendering import TokenView, token_rows, token_style, token_text
from llmnb.rendering.token_rows import entropy, figures, visible
from llmnb.rendering.tokens import IN_TABLE, MOST, tokens
from llmnb.session import Session


def log(probability):
    return math.log(probability) if probability else -math.inf


def token(text, probability, *others):
    """Return a token; the others are texts and probabilities, of which it may be one."""
    top = tuple((100 + i, other, log(p)) for i, (other, p) in enumerate(others))
    id = next((one[0] for one in top if one[1] == text), 1)
    return TokenInfo(id, text, None if probability is None else log(probability), top)


def answer(*made, text=None, thinking="", reason=FinishReason.STOP):
    spelled = "".join(one.text for one in made) if text is None else text
    return Generation(spelled, reason, thinking=thinking, logprobs=made)


def page(generation, alternatives=5):
    bundle = tokens(generation, alternatives)
    assert problems(bundle) == []
    return bundle["text/html"]


def tips(shown):
    return [html.unescape(tip) for tip in re.findall(r'data-tip="(.*?)"', shown, re.DOTALL)]


HELLO = answer(
    token("Hello", 0.6, ("Hello", 0.6), ("Good", 0.3)),
    token(" world", 0.02, (" there", 0.9), (" all", 0.05)),
    token("\n", 0.95, ("\n", 0.95), ("!", 0.05)),
    token("<|end|>", 1.0, ("<|end|>", 1.0), ("x", 0.0)),
    text="Hello world\n",
)


def test_plain_text():
    assert tokens(HELLO)["text/plain"].split("\n") == [
        "4 tokens, mean log-probability -1.119, perplexity 3.06, mean entropy at least 0.55 bits",
        "",
        "token  probability  text                      others",
        "    0       60.0 %  Hello                     Good 30.0 %",
        "    1        2.0 %  ·world                    ·there 90.0 %, ·all 5.0 %",
        "    2       95.0 %  ↵                         ! 5.0 %",
        "    3        100 %  <|end|> (not shown)",
        "",
        "least sure: 1 ·world 2.0 %, 0 Hello 60.0 %",
    ]


def test_what_is_pointed_at_tells_the_alternatives():
    first, second, third, last = tips(page(HELLO))
    assert first.split("\n") == [
        "token 0: Hello",
        " 60.0 %  Hello ← chosen",
        " 30.0 %  Good",
        "entropy at least 1.30 bits",
    ]
    assert second.split("\n") == [
        "token 1: ·world",
        " 90.0 %  ·there",
        "  5.0 %  ·all",
        "  2.0 %  ·world ← chosen",
        "entropy at least 0.62 bits",
    ]
    assert third.startswith("token 2: ↵\n")
    assert last.startswith("token 3: <|end|> (not shown)\n  100 %  <|end|> ← chosen")


def test_unlikely_tokens_are_underlined_and_reached_by_the_tab_key():
    shown = page(HELLO)
    runs = shown[shown.index('<div class="llmnb-run">') :]
    assert '<span class="llmnb-t llmnb-p-b" tabindex="0"' in runs
    assert '<u class="llmnb-t llmnb-p-e" tabindex="0"' in runs
    assert '<span class="llmnb-t llmnb-p-a" data-tip' in runs
    assert ">↵</span><br>" in runs
    assert 'class="llmnb-t llmnb-unseen llmnb-p-a"' in runs


def test_the_least_sure_places_stand_in_their_text():
    shown = page(HELLO)
    assert "<td>Hello<strong>·world</strong>↵</td>" in shown
    assert inspected(shown).text.count("The least sure places:") == 1
    sure = page(answer(token("a", 0.99), token("b", 0.9)))
    assert "least sure" not in sure


def test_fewer_alternatives():
    assert (
        tips(page(HELLO, 1))[0].split("\n")[1:]
        == [
            " 60.0 %  Hello ← chosen",
            "entropy at least 1.30 bits",
        ][:1]
    )
    assert "·all" not in page(HELLO, 1)


def test_a_drawing_has_words_too():
    shown = page(HELLO)
    words = (
        "Entropy along the text, at least, in bits: from 0 to 1.3, mean 0.55, "
        "highest 1.30 at token 0, Hello"
    )
    assert f'role="img" aria-label="{words}"' in shown
    assert f'<p class="llmnb-status">{words}</p>' in shown
    path = re.search(r'd="(.*?)"', shown)[1]
    assert path.startswith("M0 56V2H150")
    assert path.endswith("H600V56Z")


def test_thinking_is_kept_apart():
    thought = answer(
        token("<think>", 1.0), token("Hm", 0.5), token("</think>", 1.0), token("So", 0.4),
        text="So", thinking="Hm",
    )  # fmt: skip
    shown = page(thought)
    text = inspected(shown).text
    assert text.index("Thinking") < text.index("Hm") < text.index("Answer") < text.index("So")
    assert 'llmnb-t llmnb-thought llmnb-p-b" tabindex="0"' in shown


def test_characters_of_several_tokens():
    fox = answer(*(token("\ufffd", p) for p in (0.9, 0.8, 0.7, 0.6)), text="🦊")
    shown = page(fox)
    assert [tip.split("\n")[0] for tip in tips(shown)] == [
        f"token {n}: part {n + 1} of 4 of 🦊" for n in range(4)
    ]
    runs = inspected(shown[shown.index('<div class="llmnb-run">') :]).text
    assert runs.startswith("🦊◦◦◦")


def test_odd_tokens():
    odd = answer(
        token("", 0.5), token("a", 0.0), token("b", None), TokenInfo(3, "c", math.nan),
        TokenInfo(4, "d", 1e-7), text="abcd",
    )  # fmt: skip
    shown = tokens(odd)["text/plain"]
    assert shown.split("\n")[0] == (
        "5 tokens, mean log-probability -infinite, perplexity infinite, "
        "mean entropy at least 0.33 bits"
    )
    assert "    0       50.0 %  ∅ (not shown)" in shown
    assert "    1        0.0 %  a" in shown
    assert "    2      unknown  b" in shown
    assert "    3      unknown  c" in shown
    assert "    4        100 %  d" in shown
    assert "its own probability is not known" in tips(page(odd))[2]
    unknown = answer(token("a", None))
    assert tokens(unknown)["text/plain"].startswith("1 token\n")
    rare = answer(TokenInfo(1, "a", -800.0))
    assert "perplexity infinite" in tokens(rare)["text/plain"]


def test_one_token():
    shown = page(answer(token("a", 0.5)))
    assert "<svg" not in shown
    assert "1 token, mean log-probability -0.693, perplexity 2.00" in shown


def test_many_tokens_are_cut_with_a_note():
    many = answer(*(token(f" w{n}", 0.5, (f" w{n}", 0.5), ("<", 0.1)) for n in range(5000)))
    shown = tokens(many)
    assert problems(shown) == []
    assert shown["text/html"].count(" data-tip=") == MOST
    assert "the first 1,000 of 5,000 tokens are shown" in shown["text/html"]
    assert f"the first {IN_TABLE} of 5,000 tokens are shown" in shown["text/html"]
    assert "[the first 50 of 5,000 tokens are shown]" in shown["text/plain"]
    assert len(shown["text/html"]) < 500_000
    assert len(shown["text/plain"].split("\n")) < 60
    assert len(re.search(r' d="(.*?)"', shown["text/html"])[1]) < 5_000
    assert tokens(many) == shown


def test_an_answer_without_probabilities():
    for wrong in (Generation("a", FinishReason.STOP), "text"):
        with pytest.raises(ParameterError) as caught:
            TokenView(wrong)
    assert str(caught.value) == "'text' is not allowed: it must be a Generation."


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" a\tb\r\n", "·a→b␍↵"),
        ("\x1b[31m\x00\x7f", "␛[31m␀␡"),
        ("\u202e\u200b\u00a0\u2028", "⟨U+202E⟩⟨U+200B⟩⟨U+00A0⟩⟨U+2028⟩"),
        ("\u0301a", "◌\u0301a"),
        ("\ud800", "⟨U+D800⟩"),
        ("🦊日", "🦊日"),
        ("x" * 100, "x" * 60 + "…"),
    ],
)
def test_every_character_is_visible(text, seen):
    assert visible(text) == seen


def test_entropy_is_a_lower_bound():
    full = [0.4, 0.3, 0.1, 0.1, 0.05, 0.05]
    whole = -sum(p * math.log2(p) for p in full)
    known = []
    for count in range(1, len(full) + 1):
        others = [(str(i), p) for i, p in enumerate(full[:count])]
        known.append(entropy(token("0", full[0], *others)))
    assert known == sorted(known)
    assert known[0] == pytest.approx(-(0.4 * math.log2(0.4) + 0.6 * math.log2(0.6)))
    assert known[-1] == pytest.approx(whole)
    apart = entropy(token("5", 0.05, ("0", 0.4), ("1", 0.3)))
    assert known[1] < apart < whole
    assert entropy(token("a", 1.0, ("a", 1.0))) == 0
    assert entropy(token("a", None)) is None
    assert entropy(token("a", None, ("b", 0.5))) == 1


def test_figures():
    found = figures(answer(token("a", 0.5), token("b", 0.25)))
    assert found.mean == pytest.approx(math.log(0.125) / 2)
    assert found.perplexity == pytest.approx(math.sqrt(8))


def linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(colour):
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour):
    y = luminance(colour)  # CIELAB L*
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_shades_are_ordered_and_their_text_can_be_read():
    shades = [shade for shade in token_style.SHADES if shade.light]
    for shade in shades:
        assert contrast(shade.light, token_style.TEXT_ON_LIGHT) >= 4.5
        assert contrast(shade.dark, token_style.TEXT_ON_DARK) >= 4.5
    for before, after in itertools.pairwise(shades):
        assert lightness(before.light) - lightness(after.light) >= 5
        assert lightness(after.dark) - lightness(before.dark) >= 5
    lines = [shade.line for shade in token_style.SHADES if shade.line]
    assert len(set(lines)) == len(lines) == 3
    for probability, name in ((1, "a"), (0.9, "a"), (0.5, "b"), (0.2, "c"), (0.01, "e"), (0, "f")):
        assert token_style.shade(probability).name == name


def test_percentages():
    written = {p: token_text.percent(p) for p in (None, 0, 0.0004, 0.001, 0.1234, 0.9994, 0.9995)}
    assert list(written.values()) == [
        "unknown", "0.0 %", "<0.1 %", "0.1 %", "12.3 %", "99.9 %", "100 %",
    ]  # fmt: skip


def test_from_a_real_answer():
    session = Session()
    with session.load("demo", backend="onnx") as demo:
        story = demo.generate("Tell me a story.", temperature=1, seed=1, logprobs=5, max_tokens=40)
        other = demo.what_if(story, 3, " hedgehog", max_tokens=10)
    view = TokenView(story)
    assert repr(view) == "<40 tokens with probabilities>"
    assert view._repr_mimebundle_() == rendering.tokens(story)
    assert str(view).startswith("40 tokens, mean log-probability -")
    assert problems(rendering.tokens(story, 20)) == []
    assert len(token_rows.rows(story, 5)) == 40
    shown = rendering.tokens(other)
    assert problems(shown) == []
    assert "    3      unknown  ·hedgehog" in shown["text/plain"]
