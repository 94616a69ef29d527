"""Answers that are drawn: seeds, filters, penalties, and the probabilities behind them."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.testing.subject import Subject, ids_of, request

DRAWS = 240  # of a first token
QUESTION = "Tell me a joke."
# Of a chi-squared distribution; far in the tail, and the seeds are always the same.
MOST_BY_FREEDOM = {1: 15, 2: 19, 3: 22, 4: 24, 5: 26, 6: 28, 7: 30, 8: 32, 9: 34, 10: 36}


class Sampled(Subject):
    """How tokens are drawn."""

    def test_seeds_differ(self, handle: ModelHandle, weights: None) -> None:
        """Other seeds, other answers."""
        asked = [request(temperature=1.5, seed=seed, max_tokens=30) for seed in range(4)]
        assert len({answer.text for answer in handle.batch(asked)}) > 1

    def test_a_batch_of_seeds(self, handle: ModelHandle) -> None:
        """Each seed draws in a batch what it draws alone."""
        asked = [request(temperature=1, seed=seed, max_tokens=20) for seed in range(4)]
        alone = [handle.generate(one).text for one in asked]
        assert [answer.text for answer in handle.batch(asked)] == alone

    @pytest.mark.parametrize("least", [{"top_k": 1}, {"top_p": 0}, {"min_p": 1}])
    def test_the_least_choice_is_greedy(self, handle: ModelHandle, least: dict[str, Any]) -> None:
        """Where one token is left, the temperature does not matter."""
        if not handle.capabilities.parameters >= set(least):
            pytest.skip("it does not declare that parameter")
        greedy = handle.generate(request(max_tokens=20)).text
        drawn = request(max_tokens=20, temperature=2, seed=3, **least)
        assert handle.generate(drawn).text == greedy

    def test_a_penalty_makes_tokens_rarer(self, handle: ModelHandle, weights: None) -> None:
        """Penalties change what repeats."""
        if not handle.capabilities.logprobs_max:
            pytest.skip("it does not tell its tokens")
        length: dict[str, Any] = {"max_tokens": 60, "min_tokens": 60, "logprobs": 0}
        plain = Counter(ids_of(handle.generate(request(**length))))
        penalties: list[dict[str, Any]] = [
            {"repetition_penalty": 3},
            {"frequency_penalty": 2, "presence_penalty": 2},
        ]
        for penalty in penalties:
            rarer = Counter(ids_of(handle.generate(request(**length, **penalty))))
            assert len(rarer) > len(plain)

    def test_log_probabilities_are_of_the_raw_distribution(self, handle: ModelHandle) -> None:
        """Neither temperature nor penalties nor filters move them."""
        if not handle.capabilities.logprobs_max:
            pytest.skip("it declares no log-probabilities")
        changed: dict[str, Any] = {"temperature": 2, "top_k": 1, "repetition_penalty": 1.3}
        raw = handle.generate(request(max_tokens=1, logprobs=5)).logprobs[0]
        same = handle.generate(request(max_tokens=1, logprobs=5, **changed)).logprobs[0]
        values = [[value for *_, value in token.top] for token in (raw, same)]
        assert values[0] == pytest.approx(values[1], abs=1e-3)
        for token in (raw, same):
            assert sum(math.exp(value) for *_, value in token.top) <= 1.001
            told = {text: value for _, text, value in token.top}  # servers tell no ids
            assert token.logprob == pytest.approx(told.get(token.text, token.logprob))

    def test_tokens_are_drawn_as_often_as_they_are_probable(
        self, handle: ModelHandle, weights: None
    ) -> None:
        """The first token of many seeds has the distribution of the log-probabilities."""
        if not (handle.capabilities.logprobs_max and handle.capabilities.token_ids):
            pytest.skip("it does not tell its tokens")
        told = handle.generate(request(QUESTION, max_tokens=1, logprobs=20)).logprobs[0]
        expected = {id: DRAWS * math.exp(value) for id, _, value in told.top}
        often = {id: count for id, count in expected.items() if count >= 5}
        asked = [
            request(QUESTION, max_tokens=1, temperature=1, seed=seed, logprobs=0)
            for seed in range(DRAWS)
        ]
        drawn = Counter(ids_of(answer)[0] for answer in handle.batch(asked))
        rest = DRAWS - sum(often.values())
        cells = [(drawn[id], count) for id, count in often.items()]
        if rest >= 5:
            cells.append((DRAWS - sum(drawn[id] for id in often), rest))
        statistic = sum((seen - count) ** 2 / count for seen, count in cells)
        assert len(cells) > 1
        assert statistic < MOST_BY_FREEDOM[min(len(cells) - 1, 10)]
