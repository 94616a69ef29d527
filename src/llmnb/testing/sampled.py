"""Sampling: seeds, cut distributions, penalties, and frequencies that are the probabilities."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.testing.asking import PROMPT, SHORT, able, agree, careful, request
from llmnb.testing.loading import Suite

DRAWS = 300
EXPECTED = 5.0  # of a cell; rarer tokens are counted together
UNCERTAIN = "Tell me a story."  # the demo model begins its answer in many ways


class Sampled(Suite):
    """How tokens are drawn; what a handle does not declare is not asked of it."""

    def test_a_seed_repeats_an_answer(self, handle: ModelHandle) -> None:
        """The same seed gives the same text, whatever ran between."""
        _need(handle, "seed")
        sampled = request(temperature=1, seed=5, max_tokens=40)
        first = handle.generate(sampled).text
        handle.generate(request("Something else.", max_tokens=5))
        assert handle.generate(sampled).text == first

    def test_seeds_differ(self, handle: ModelHandle) -> None:
        """Other seeds give other answers."""
        _need(handle, "seed", samples=True)
        asked = [request(temperature=1, seed=seed, max_tokens=16) for seed in range(6)]
        assert len({answer.text for answer in handle.batch(asked)}) >= 3

    def test_a_seed_does_not_know_its_neighbours(self, handle: ModelHandle) -> None:
        """Seeds in a batch give what each of them gives alone."""
        _need(handle, "seed")
        if not handle.capabilities.batch_invariant:
            pytest.skip("it does not declare batch_invariant")
        asked = [request(temperature=1, seed=seed, max_tokens=16) for seed in range(5)]
        alone = [handle.generate(one).text for one in asked]
        assert [answer.text for answer in handle.batch(asked)] == alone

    @pytest.mark.parametrize("cut", [{"top_k": 1}, {"top_p": 0.0}, {"min_p": 1.0}], ids=str)
    def test_the_most_probable_token_alone_is_greedy(
        self, handle: ModelHandle, cut: dict[str, float]
    ) -> None:
        """A distribution cut to its largest token has no chance left, at any temperature."""
        _need(handle, "seed", *cut)
        hot = careful(handle, SHORT, temperature=2, seed=3, max_tokens=12, **cut)
        greedy = handle.generate(careful(handle, SHORT, max_tokens=12))
        assert agree(handle, greedy, handle.generate(hot))

    def test_min_tokens(self, handle: ModelHandle) -> None:
        """An answer does not end before min_tokens."""
        _need(handle, "min_tokens")
        short = handle.generate(request(SHORT, max_tokens=40)).usage.completion_tokens
        asked = request(SHORT, min_tokens=short + 10, max_tokens=short + 20)
        assert handle.generate(asked).usage.completion_tokens >= short + 10

    @pytest.mark.parametrize("name", ["repetition_penalty", "frequency_penalty"])
    def test_penalties_make_an_answer_more_varied(self, handle: ModelHandle, name: str) -> None:
        """With a penalty on what was said, its most frequent token comes less often."""
        _need(handle, name, "min_tokens", "logprobs", samples=True)
        length = {"min_tokens": 48, "max_tokens": 48, "logprobs": 0}
        plain, varied = (
            Counter(t.text for t in handle.generate(request(PROMPT, **length, **more)).logprobs)
            for more in ({}, {name: 2.0})
        )
        assert max(varied.values()) < max(plain.values())

    def test_frequencies_are_the_probabilities(self, handle: ModelHandle) -> None:
        """First tokens of many seeds are as frequent as the log-probabilities say.

        Pearson's χ² with the rare tokens in one cell; the bound is four standard deviations
        above the mean, by the approximation of Wilson and Hilferty (1931).
        """
        _need(handle, "seed", "logprobs", samples=True)
        most = min(20, handle.capabilities.logprobs_max)
        (first,) = handle.generate(request(UNCERTAIN, max_tokens=1, logprobs=most)).logprobs
        probabilities: Counter[str] = Counter()
        for _, text, logprob in first.top:
            probabilities[text] += math.exp(logprob)  # type: ignore[assignment]
        asked = [
            request(UNCERTAIN, temperature=1, seed=seed, max_tokens=1, logprobs=0)
            for seed in range(DRAWS)
        ]
        drawn = Counter(answer.logprobs[0].text for answer in handle.batch(asked))
        cells = {t: p * DRAWS for t, p in probabilities.items() if p * DRAWS >= EXPECTED}
        rest = DRAWS - sum(cells.values())
        found = [(drawn[text], expected) for text, expected in cells.items()]
        if rest >= EXPECTED:
            found.append((DRAWS - sum(drawn[text] for text in cells), rest))
        assert len(found) >= 3
        assert sum((n - e) ** 2 / e for n, e in found) < _bound(len(found) - 1)


def _bound(freedom: int) -> float:
    part = 2 / (9 * freedom)
    return freedom * (1 - part + 4 * math.sqrt(part)) ** 3


def _need(handle: ModelHandle, *parameters: str, samples: bool = False) -> None:
    """Skip where a handle does not declare what a test is about."""
    if not able(handle, *parameters):
        pytest.skip(f"it does not declare all of {', '.join(parameters)}")
    if samples and not handle.capabilities.samples:
        pytest.skip("it declares that nothing moves its answers")
