"""Answers: streams, lengths, stop strings, characters, kinds of prompts, and the right tokens."""

from __future__ import annotations

import asyncio

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.generation import FinishReason, Message, Messages, TokenIds
from llmnb.model_source import Demo, read_facts
from llmnb.testing.asking import PROMPT, SHORT, agree, careful, request, streamed
from llmnb.testing.greedy import LENGTH, Reference, bound, ids_of, references, text_of
from llmnb.testing.loading import Suite

FOREIGN = (
    "Repeat: 你好 🙂 žluťoučký",
    "Translate to French: the boy is happy",
    "Comment ça va?",
)
STOPS = ((0.2, 1), (0.35, 3), (0.5, 5), (0.6, 12), (0.8, 7))  # where, and how many characters


class Answers(Suite):
    """What one answer is."""

    def test_chunks_join_to_the_answer(self, handle: ModelHandle) -> None:
        """The stream's chunks are the answer, and only the last one has a finish reason."""
        stream = handle.stream(careful(handle, max_tokens=30))
        chunks = list(stream)
        whole = handle.generate(careful(handle, max_tokens=30))
        if handle.capabilities.batch_invariant:
            assert "".join(chunk.text for chunk in chunks) == whole.text
        assert [c.finish_reason for c in chunks[:-1]] == [None] * (len(chunks) - 1)
        assert chunks[-1].finish_reason is whole.finish_reason
        assert whole.messages[-1] == Message("assistant", whole.text)
        assert whole.model == handle.info

    def test_a_stream_returns_its_answer(self, handle: ModelHandle) -> None:
        """The generator's value is the answer that its chunks made."""
        chunks, answer = streamed(handle, request(max_tokens=20))
        assert "".join(chunk.text for chunk in chunks) == answer.text

    def test_an_event_loop_gets_the_same_stream(self, handle: ModelHandle) -> None:
        """The asynchronous stream has the chunks of the other one."""

        async def ask() -> str:
            return "".join([c.text async for c in handle.astream(request(SHORT, max_tokens=12))])

        assert asyncio.run(ask()) == handle.generate(request(SHORT, max_tokens=12)).text

    @pytest.mark.parametrize("reference", references(), ids=lambda r: r.prompt[:24])
    def test_greedy_answers_are_those_of_transformers(
        self, handle: ModelHandle, gap: float, reference: Reference
    ) -> None:
        """The tokens are those of transformers in fp32, up to a gap below the bound."""
        asked = request(reference.prompt, max_tokens=LENGTH)
        chunks = list(handle.stream(asked))
        sure = reference.sure(gap)
        assert "".join(c.text for c in chunks).startswith(text_of(reference.ids[:sure]))
        ids = ids_of(chunks)
        if ids is not None:
            assert ids[:sure] == reference.ids[:sure]

    def test_max_tokens(self, handle: ModelHandle) -> None:
        """An answer is cut after max_tokens, and says so."""
        answer = handle.generate(request(max_tokens=3))
        assert answer.finish_reason is FinishReason.LENGTH
        assert answer.usage.completion_tokens == 3

    @pytest.mark.parametrize("prompt", [PROMPT, *FOREIGN[:2]])
    def test_a_stop_string_ends_the_answer_before_it(
        self, handle: ModelHandle, prompt: str
    ) -> None:
        """The answer ends just before the first stop string, wherever its tokens lie."""
        whole = handle.generate(request(prompt, max_tokens=30)).text
        for share, length in STOPS:
            stop = whole[int(share * len(whole)) :][:length]
            answer = handle.generate(request(prompt, max_tokens=30, stop=stop))
            assert answer.text == whole[: whole.index(stop)]
            assert answer.finish_reason is FinishReason.STOP_STRING

    def test_the_first_of_several_stop_strings_counts(self, handle: ModelHandle) -> None:
        """The one that is complete first ends the answer, in whatever order they are given."""
        whole = handle.generate(request(max_tokens=30)).text
        early, late = whole[8:12], whole[16:22]
        stops = (late, "not in it", early)
        answer = handle.generate(request(max_tokens=30, stop=stops))
        assert answer.text == whole[: min(whole.index(early), whole.index(late))]

    def test_characters_arrive_whole(self, handle: ModelHandle) -> None:
        """A character of several bytes is never cut by the border of two chunks."""
        said = ""
        for prompt in FOREIGN:
            chunks = list(handle.stream(request(prompt, max_tokens=40)))
            assert not [c for c in chunks[:-1] if c.text.endswith("\ufffd")]
            said += "".join(c.text for c in chunks)
        if said.isascii():
            pytest.skip("it wrote no characters of several bytes")

    def test_going_on_from_an_unfinished_answer(self, handle: ModelHandle) -> None:
        """The answer goes on with the text that it is given, and is joined to it."""
        if not handle.capabilities.continue_final:
            pytest.skip("it does not declare continue_final")
        whole = handle.generate(careful(handle, SHORT, max_tokens=20))
        begun = whole.text[: whole.text.rindex(" ")]
        turns = (Message("user", SHORT), Message("assistant", begun))
        rest = handle.generate(request(Messages(turns, continue_final=True), max_tokens=20))
        joined = begun + rest.text
        assert rest.messages == (turns[0], Message("assistant", joined))
        if bound(handle.info.precision) is not None:  # others may not know where they were
            assert joined == whole.text

    def test_token_ids_are_read_as_they_are(self, handle: ModelHandle) -> None:
        """A prompt that is encoded already gets nothing added, and its answer no conversation."""
        if not handle.capabilities.token_ids:
            pytest.skip("it does not declare token_ids")
        asked = careful(handle, TokenIds((20, 21, 22)), max_tokens=5)
        answer = handle.generate(asked)
        assert answer.usage.prompt_tokens == 3
        assert answer.messages == ()
        assert agree(handle, answer, handle.generate(asked))

    def test_special_tokens_in_a_message_are_text(self, handle: ModelHandle) -> None:
        """What a user writes cannot end a turn: it is encoded letter by letter."""
        able = handle.capabilities
        if handle.info.source != "demo" or not (able.renders_prompt and able.token_ids):
            pytest.skip("it does not encode the demo model's prompts itself")
        special = read_facts(Demo().folder).special_tokens["eos_token"]
        lengths = [handle.render(_said(text))[1] for text in ("", special, special * 2)]
        assert None not in lengths
        empty, one, two = (length or 0 for length in lengths)
        assert one - empty > 1
        assert two - one > 1
        answer = handle.generate(request(_said(special), max_tokens=2))
        assert answer.usage.prompt_tokens == one


def _said(text: str) -> Messages:
    return Messages((Message("user", text),))
