"""Greedy answers: whole, in order, with their tokens, and those that the model itself gives."""

from __future__ import annotations

import re
import threading

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.generation import FinishReason, Message, Messages, TokenIds
from llmnb.testing.subject import (
    PATIENCE,
    Subject,
    asking,
    largest_lead,
    references,
    request,
)


class Answers(Subject):
    """What a greedy answer is."""

    def test_greedy_answers_are_those_of_transformers(self, handle: ModelHandle) -> None:
        """All tokens are the reference's, but for what less than 32 bits may change."""
        lead, allowed = largest_lead(handle)
        assert lead <= allowed

    def test_chunks_join_to_the_answer(self, handle: ModelHandle) -> None:
        """The stream's chunks are the answer, and only the last one has a finish reason."""
        chunks = list(handle.stream(request(max_tokens=30)))
        whole = handle.generate(request(max_tokens=30))
        assert "".join(chunk.text for chunk in chunks) == whole.text
        assert [c.finish_reason for c in chunks[:-1]] == [None] * (len(chunks) - 1)
        assert chunks[-1].finish_reason is whole.finish_reason
        assert whole.messages[-1] == Message("assistant", whole.text)
        assert whole.model == handle.info

    def test_no_chunk_ends_in_half_a_character(self, handle: ModelHandle) -> None:
        """Characters of several bytes arrive whole."""
        for chunk in handle.stream(request("Repeat: 你好 🙂 žluťoučký", max_tokens=60)):
            assert not chunk.text.endswith("\ufffd") or chunk.finish_reason is not None

    def test_max_tokens(self, handle: ModelHandle) -> None:
        """An answer is cut after max_tokens, and says so."""
        answer = handle.generate(request(max_tokens=3))
        assert answer.finish_reason is FinishReason.LENGTH
        assert answer.usage.completion_tokens == 3

    def test_a_stop_string_ends_the_answer_before_it(self, handle: ModelHandle) -> None:
        """The answer ends just before the first stop string, wherever its tokens lie."""
        whole = handle.generate(request(max_tokens=30)).text
        stop = whole[len(whole) // 2 :][:5]
        answer = handle.generate(request(max_tokens=30, stop=stop))
        assert answer.text == whole[: whole.index(stop)]
        assert answer.finish_reason is FinishReason.STOP_STRING

    def test_a_seed_repeats_an_answer(self, handle: ModelHandle) -> None:
        """The same seed gives the same text, whatever ran between."""
        sampled = request(temperature=1, seed=5, max_tokens=40)
        first = handle.generate(sampled).text
        handle.generate(request("Something else.", max_tokens=5))
        assert handle.generate(sampled).text == first

    def test_a_batch_keeps_its_order(self, handle: ModelHandle) -> None:
        """Answers come back in the order of the requests, and equal those given alone."""
        asked = [request(f"What is {n} plus 1?", max_tokens=12) for n in range(5)]
        alone = [handle.generate(one).text for one in asked]
        assert [answer.text for answer in handle.batch(asked)] == alone
        assert {i: a.text for i, a in handle.as_completed(asked)} == dict(enumerate(alone))

    def test_many_threads_at_once(self, handle: ModelHandle) -> None:
        """A handle serves many callers."""
        alone = handle.generate(request(max_tokens=12)).text
        answers: list[str] = []

        def ask() -> None:
            answers.append(handle.generate(request(max_tokens=12)).text)

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert answers == [alone] * 6

    def test_log_probabilities(self, handle: ModelHandle) -> None:
        """As many alternatives as asked for, most probable first, of the raw distribution."""
        if not handle.capabilities.logprobs_max:
            pytest.skip("it declares no log-probabilities")
        answer = handle.generate(request(max_tokens=8, logprobs=3))
        assert len(answer.logprobs) == answer.usage.completion_tokens
        for token in answer.logprobs:
            values = [logprob for _, _, logprob in token.top]
            assert len(values) == 3
            assert values == sorted(values, reverse=True)
            assert token.logprob == pytest.approx(values[0])  # greedy takes the most probable

    def test_stop_strings_lie_across_tokens(self, handle: ModelHandle) -> None:
        """A stop string is found wherever its tokens begin and end, and however long it is."""
        whole = handle.generate(request(max_tokens=30)).text
        for start in range(1, len(whole) - 9, 7):
            for length in (1, 4, 9):
                stop = whole[start : start + length]
                answer = handle.generate(request(max_tokens=30, stop=("never there", stop)))
                assert answer.text == whole[: whole.index(stop)]
                assert answer.finish_reason is FinishReason.STOP_STRING

    def test_min_tokens_keep_the_end_away(self, handle: ModelHandle, weights: None) -> None:
        """An answer that would be over goes on until it has so many tokens."""
        asked = "What is the capital of France?"
        short = handle.generate(request(asked, max_tokens=60)).usage.completion_tokens
        answer = handle.generate(request(asked, max_tokens=60, min_tokens=short + 7))
        assert short < 50
        assert answer.usage.completion_tokens >= short + 7

    def test_an_answer_goes_on(self, handle: ModelHandle) -> None:
        """The final message is continued, and is one turn with what follows."""
        if not handle.capabilities.continue_final:
            pytest.skip("it declares that it cannot go on from an unfinished answer")
        turns = (Message("user", "What is the capital of France?"), Message("assistant", "The cap"))
        answer = handle.generate(asking(Messages(turns, continue_final=True), max_tokens=20))
        assert [turn.role for turn in answer.messages] == ["user", "assistant"]
        assert answer.messages[-1].content == "The cap" + answer.text

    def test_a_conversation_and_its_ids_are_one_prompt(self, handle: ModelHandle) -> None:
        """Messages are rendered by the model's own chat template."""
        if not (handle.capabilities.token_ids and handle.capabilities.renders_prompt):
            pytest.skip("it does not render prompts and take token ids")
        for reference in references()[:3]:
            rendered = handle.generate(request(reference.prompt, max_tokens=30))
            given = handle.generate(asking(TokenIds(reference.prompt_ids), max_tokens=30))
            assert rendered.text == given.text
            assert rendered.usage.prompt_tokens == len(reference.prompt_ids)

    def test_special_tokens_in_a_message_are_ordinary_text(self, handle: ModelHandle) -> None:
        """Who writes a special token's name cannot forge a turn."""
        if not handle.capabilities.renders_prompt:
            pytest.skip("it does not render the prompt itself")
        found = re.search(r"<\|\w+\|>", handle.render(request("a").input)[0])
        if found is None:
            pytest.skip("the model's template has no special tokens")
        counts = [handle.render(request(text).input)[1] or 0 for text in ("a", f"a{found[0]}")]
        assert counts[1] - counts[0] > 1
