"""Log-probabilities: of the raw distribution, in order, and of a distribution at all."""

from __future__ import annotations

import math

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.testing.asking import SHORT, able, request
from llmnb.testing.loading import Suite

SETTINGS = (
    {"temperature": 2.0, "seed": 1},
    {"top_k": 1, "seed": 1, "temperature": 1.0},
    {"top_p": 0.1, "seed": 1, "temperature": 1.0},
    {"repetition_penalty": 3.0},
    {"presence_penalty": 2.0, "frequency_penalty": 2.0},
    {"min_tokens": 1},
)
ROUNDING = 0.05  # of a log-probability, where the same prompt is computed again


class Probabilities(Suite):
    """What a handle tells of its distribution; nothing is asked of one without."""

    @pytest.fixture
    def telling(self, handle: ModelHandle) -> ModelHandle:
        """Return the loaded model, if it has log-probabilities."""
        if not handle.capabilities.logprobs_max:
            pytest.skip("it declares no log-probabilities")
        return handle

    def test_log_probabilities(self, telling: ModelHandle) -> None:
        """As many alternatives as asked for, most probable first, and the greedy token's."""
        answer = telling.generate(request(max_tokens=8, logprobs=3))
        assert len(answer.logprobs) == answer.usage.completion_tokens
        for token in answer.logprobs:
            values = [logprob for _, _, logprob in token.top]
            assert len(values) == 3
            assert values == sorted(values, reverse=True)
            assert token.logprob == pytest.approx(values[0])  # greedy takes the most probable

    def test_a_token_alone_has_its_own(self, telling: ModelHandle) -> None:
        """With no alternatives asked for, none come, but the tokens' own values do."""
        answer = telling.generate(request(max_tokens=4, logprobs=0))
        assert [token.top for token in answer.logprobs] == [()] * 4
        assert all(t.logprob is not None and t.logprob <= 1e-3 for t in answer.logprobs)

    def test_none_come_unasked(self, telling: ModelHandle) -> None:
        """An answer has no log-probabilities that nobody asked for."""
        assert telling.generate(request(max_tokens=4)).logprobs == ()

    def test_the_most_that_is_declared(self, telling: ModelHandle) -> None:
        """As many alternatives as are declared can be had."""
        most = telling.capabilities.logprobs_max
        answer = telling.generate(request(SHORT, max_tokens=2, logprobs=most))
        assert [len(token.top) for token in answer.logprobs] == [most] * 2

    def test_a_sampled_token_has_its_place(self, telling: ModelHandle) -> None:
        """Probabilities add up to at most 1; a chosen token that is listed has its value there."""
        asked = request(max_tokens=24, logprobs=5, temperature=1.5, seed=2)
        for token in telling.generate(asked).logprobs:
            assert token.logprob is not None
            values = [logprob for _, _, logprob in token.top]
            assert math.fsum(map(math.exp, values)) <= 1.001
            listed = [v for id, text, v in token.top if (id, text) == (token.id, token.text)]
            if listed:
                assert any(token.logprob == pytest.approx(v, abs=1e-4) for v in listed)
            else:
                assert token.logprob <= values[-1] + 1e-4

    @pytest.mark.parametrize("setting", SETTINGS, ids=str)
    def test_they_are_of_the_raw_distribution(
        self, telling: ModelHandle, setting: dict[str, float]
    ) -> None:
        """Temperature, penalties and cuts move what is chosen, and not what is told."""
        if not able(telling, *setting):
            pytest.skip(f"it does not declare all of {', '.join(setting)}")
        prompt = "Tell me a story. a a a a"
        (plain,) = telling.generate(request(prompt, max_tokens=1, logprobs=5)).logprobs
        (moved,) = telling.generate(request(prompt, max_tokens=1, logprobs=5, **setting)).logprobs
        for (_, text, value), (_, other, again) in zip(plain.top[:2], moved.top[:2], strict=True):
            assert other == text
            assert again == pytest.approx(value, abs=ROUNDING)
