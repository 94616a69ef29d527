"""Which characters of an answer each token wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmnb.alignment import Place, places
from llmnb.generation import FinishReason, Generation, TokenInfo


def answer(pieces, text, thinking=""):
    tokens = tuple(TokenInfo(i, piece, -0.5) for i, piece in enumerate(pieces))
    return Generation(text, FinishReason.STOP, thinking=thinking, logprobs=tokens)


def shown(pieces, text, thinking=""):
    """Return the characters of each token; those of the thinking in brackets."""
    found = []
    for place in places(answer(pieces, text, thinking)):
        piece = (thinking if place.thinking else text)[place.start : place.end]
        piece = f"[{piece}]" if place.thinking else piece
        found.append(piece if place.parts == 1 else f"{piece} {place.part + 1}/{place.parts}")
    return found


@pytest.mark.parametrize(
    ("pieces", "text", "thinking", "found"),
    [
        (["a", " b", "<|end|>"], "a b", "", ["a", " b", ""]),
        (["", "a", "", "b"], "ab", "", ["", "a", "", "b"]),
        ([" Once", " upon"], "Once upon", "", ["Once", " upon"]),
        (["a", "\n\nUser", ":"], "a", "", ["a", "", ""]),  # a stop string
        (["a b", "c."], "a bc", "", ["a b", "c"]),  # it begins inside a token
        (["é ", "\ufffd", "\ufffd", "x"], "é éx", "", ["é ", "é 1/2", "é 2/2", "x"]),
        (["\ufffd"] * 4 + ["<|end|>"], "🦊", "", [*(f"🦊 {n}/4" for n in range(1, 5)), ""]),
        (["\ufffd"] * 8 + [" x"], "🦊🦊 x", "", [*(f"🦊🦊 {n}/8" for n in range(1, 9)), " x"]),
        ([" \ufffd", "\ufffd\ufffd", "."], " 🦊.", "", [" 🦊 1/2", " 🦊 2/2", "."]),
        (["a", "\ufffd"], "a\ufffd", "", ["a", "\ufffd"]),  # cut in a character
        (["\ufffd", "\ufffd", "a", "\ufffd", "\ufffd"], "éaü", "",
         ["é 1/2", "é 2/2", "a", "ü 1/2", "ü 2/2"]),
        (["<think>", "\n", "Hm.", "\n\n", "</think>", "\n\n", "So", "<|end|>"], "So", "Hm.",
         ["[]", "[]", "[Hm.]", "", "", "", "So", ""]),
        (["Hm", ".\n", "</think>", "\nA"], "A", "Hm.", ["[Hm]", "[.]", "", "A"]),
        (["Hm"], "", "Hm", ["[Hm]"]),
        (["é\ufffd", "\ufffdéa\ufffd", "\ufffda"], "éééaéa", "",
         ["éééaéa 1/3", "éééaéa 2/3", "éééaéa 3/3"]),
        (["x", "y"], "nothing like it", "", ["", ""]),
    ],
)  # fmt: skip
def test_places(pieces, text, thinking, found):
    assert shown(pieces, text, thinking) == found


# All different: in a row of equal characters it cannot be told which of them a token wrote.
TEXTS = st.permutations("ab é🦊日\nüяß👍x漢. z").map("".join)


@given(TEXTS, st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_tokens_of_any_bytes_spell_the_text(text, lengths):
    raw, pieces, at = text.encode(), [], 0
    for length in [*lengths, len(raw)]:
        pieces.append(raw[at : at + length].decode(errors="replace"))
        at += length
    pieces = [piece for piece in pieces if piece]
    found = places(answer(pieces, text))
    whole = [place for place in found if place.part == 0]
    assert "".join(text[p.start : p.end] for p in whole) == text
    assert all(isinstance(place, Place) for place in found)
    assert [place.start for place in whole] == sorted(place.start for place in whole)


def test_real_answers_are_spelled_by_their_tokens(demo):
    for prompt in ("Say 🦊 é 日本", "Tell me a story about a fox."):
        generation = demo.generate(prompt, temperature=0, logprobs=0, max_tokens=60)
        found = places(generation)
        spelled = (generation.text[p.start : p.end] for p in found if p.part == 0)
        assert "".join(spelled) == generation.text


@pytest.fixture(scope="module")
def demo():
    from llmnb.session import Session

    session = Session()
    yield session.load("demo", backend="onnx")
    session.unload_all()
