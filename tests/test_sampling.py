"""The sampler, against a plain reference written from the formulas."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmnb.config import GenerationConfig
from llmnb.errors import EngineError
from llmnb.sampling import Pick, Sampler, invert, nucleus

NOBODY = frozenset()
# Coarse steps, so that float32 and the reference's float64 agree on every comparison.
LOGITS = st.lists(st.integers(-24, 24), min_size=2, max_size=40).map(
    lambda steps: np.array(steps, np.float32) / 4
)
IDS = st.lists(st.integers(0, 1), max_size=6)


def config(**values):
    return GenerationConfig(**{"seed": 1, **values})


def sampler(prompt=(), eos=NOBODY, mask=None, **values):
    return Sampler(config(**values), prompt, frozenset(eos), mask)


def penalised(logits, config, prompt, generated):
    scores = [float(x) for x in logits]
    for id in {*prompt, *generated}:
        penalty = config.repetition_penalty
        scores[id] = scores[id] / penalty if scores[id] > 0 else scores[id] * penalty
    for id in set(generated):
        scores[id] -= config.presence_penalty
        scores[id] -= config.frequency_penalty * generated.count(id)
    return scores


def softmax(scores):
    best = max(scores)
    weights = [math.exp(s - best) for s in scores]
    return [w / sum(weights) for w in weights]


def distribution(scores, config):
    """Return the probability of each token after every filter."""
    scores = [s / config.temperature for s in scores]
    if config.top_k:
        threshold = sorted(scores, reverse=True)[: config.top_k][-1]
        scores = [s if s >= threshold else -math.inf for s in scores]
    chances = softmax(scores)
    order = sorted(range(len(chances)), key=lambda i: (-chances[i], i))
    if config.top_p < 1:
        kept, reached = set(), 0.0
        for id in order:
            kept.add(id)
            reached += chances[id]
            if reached >= config.top_p:
                break
        chances = [c if id in kept else 0.0 for id, c in enumerate(chances)]
    chances = [c if c >= config.min_p * max(chances) else 0.0 for c in chances]
    return [c / sum(chances) for c in chances]


SETTINGS = st.builds(
    config,
    temperature=st.sampled_from([0.5, 0.7, 1.0, 2.0]),
    top_k=st.sampled_from([0, 2, 3, 10, 1000]),
    # Odd numbers, which no sum of the probabilities meets exactly.
    top_p=st.sampled_from([0.1234567, 0.5123456, 0.9012345, 1.0]),
    min_p=st.sampled_from([0.0, 0.0512345, 0.3012345]),
    repetition_penalty=st.sampled_from([0.5, 1.0, 2.0]),
    presence_penalty=st.sampled_from([0.0, 0.5, -0.5]),
    frequency_penalty=st.sampled_from([0.0, 0.25]),
    seed=st.integers(0, 2**63 - 1),
)


@settings(max_examples=300, deadline=None)
@given(LOGITS, SETTINGS, IDS)
def test_every_token_comes_from_the_reference_distribution(logits, config, prompt):
    made, generated = Sampler(config, prompt, NOBODY), []
    random = np.random.Generator(np.random.PCG64(config.seed))
    for _ in range(5):
        chances = distribution(penalised(logits, config, prompt, generated), config)
        u, id = random.random(), made.pick(logits).id
        below = math.fsum(chances[:id])
        assert chances[id] > 0
        assert below - 1e-5 <= u <= below + chances[id] + 1e-5
        generated.append(id)


class Mask:
    """Allows a set of ids."""

    def __init__(self, ids, size):
        self._allowed = np.isin(np.arange(size), sorted(ids))

    def allowed(self, generated):
        return self._allowed


@settings(max_examples=200, deadline=None)
@given(LOGITS, SETTINGS, st.data())
def test_what_is_forbidden_leaves_the_reference_distribution_of_the_rest(logits, config, data):
    ids = st.sets(st.sampled_from(range(len(logits))), min_size=2)
    allowed = data.draw(ids)
    end = data.draw(st.sampled_from(sorted(allowed)))
    config = dataclasses.replace(config, min_tokens=data.draw(st.integers(0, 4)))
    made = Sampler(config, (), frozenset({end}), Mask(allowed, len(logits)))
    random, generated = np.random.Generator(np.random.PCG64(config.seed)), []
    for count in range(6):
        rest = allowed - {end} if count < config.min_tokens else allowed
        scores = penalised(logits, config, (), generated)
        scores = [s if id in rest else -math.inf for id, s in enumerate(scores)]
        chances, u = distribution(scores, config), random.random()
        id = made.pick(logits).id
        below = math.fsum(chances[:id])
        assert id in rest
        assert below - 1e-5 <= u <= below + chances[id] + 1e-5
        generated.append(id)


@given(LOGITS, SETTINGS, IDS)
def test_greedy_is_the_argmax_of_the_penalised_logits(logits, config, prompt):
    greedy = dataclasses.replace(config, temperature=0.0)
    made, generated = Sampler(greedy, prompt, NOBODY), []
    for _ in range(4):
        scores = penalised(logits, config, prompt, generated)
        id = made.pick(logits).id
        assert id == scores.index(max(scores))
        generated.append(id)


@given(LOGITS)
def test_top_k_of_one_and_tiny_temperatures_are_greedy(logits):
    best = int(logits.argmax())
    assert sampler(top_k=1).pick(logits) == Pick(best)
    assert sampler(temperature=1e-300).pick(logits) == Pick(best)
    assert sampler(temperature=2e-5, top_k=0).pick(np.array([1e30, 0, -1e30])) == Pick(0)


@given(LOGITS, st.integers(0, 50))
def test_log_probabilities_are_those_of_the_raw_logits(logits, wanted):
    made = sampler(temperature=0.3, top_k=2, repetition_penalty=2.0, prompt=[0], logprobs=wanted)
    chances = np.log(softmax([float(x) for x in logits]))
    pick = made.pick(logits)
    assert pick.logprob == pytest.approx(chances[pick.id], abs=1e-9)
    order = sorted(range(len(logits)), key=lambda i: (-logits[i], i))[:wanted]
    assert [id for id, _ in pick.top] == order
    assert [p for _, p in pick.top] == pytest.approx([chances[id] for id in order], abs=1e-9)


def test_log_probabilities_are_left_out_unless_asked_for():
    assert sampler(temperature=0.0).pick(np.zeros(3)) == Pick(0, None, ())


@given(LOGITS, SETTINGS)
def test_the_logits_are_not_changed(logits, config):
    before = logits.copy()
    Sampler(dataclasses.replace(config, min_tokens=3, logprobs=2), [0], frozenset({1})).pick(logits)
    np.testing.assert_array_equal(logits, before)


def test_the_same_seed_draws_the_same_tokens():
    logits = np.zeros(1000, np.float32)
    first, second, other = sampler(seed=7), sampler(seed=7), sampler(seed=8)
    ids = [first.pick(logits).id for _ in range(20)]
    assert ids == [second.pick(logits).id for _ in range(20)]
    assert ids != [other.pick(logits).id for _ in range(20)]


def test_a_whole_vocabulary_is_drawn_in_proportion():
    logits = np.log(np.arange(1, 2001, dtype=np.float32))
    made = sampler(temperature=1.0, seed=3)
    ids = np.array([made.pick(logits).id for _ in range(4000)])
    quarters = np.bincount(ids // 500, minlength=4) / len(ids)
    np.testing.assert_allclose(quarters, [1 / 16, 3 / 16, 5 / 16, 7 / 16], atol=0.03)


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=2000), st.floats(0, 1 - 2**-53))
def test_a_token_without_probability_is_never_drawn(weights, u):
    weights = np.array([*weights, 0.5, 0.0], np.float32)
    place = invert(weights, u)
    assert weights[place] > 0
    exact = weights.astype(float)
    below = exact[:place].sum() / exact.sum()
    assert below - 1e-5 <= u <= below + exact[place] / exact.sum() + 1e-5


def test_the_nucleus_takes_equal_tokens_by_the_lowest_id():
    assert nucleus(np.ones(10, np.float32), 0.25).tolist() == [0, 1, 2]
    assert nucleus(np.array([1, 9, 1, 1], np.float32), 0.9).tolist() == [0, 1, 2]
    assert nucleus(np.array([1, 9, 9], np.float32), 0.0).tolist() == [1]


def test_the_nucleus_of_a_flat_vocabulary_is_exact():
    logits = np.random.default_rng(0).normal(size=50_000)
    weights = np.exp(logits - logits.max()).astype(np.float32)
    order = np.argsort(-weights, kind="stable")
    count = int(
        np.searchsorted(np.cumsum(weights[order], dtype=float), 0.95 * weights.sum(dtype=float))
    )
    np.testing.assert_array_equal(nucleus(weights, 0.95), np.sort(order[: count + 1]))


def test_presence_and_frequency_do_not_look_at_the_prompt():
    logits = np.array([1.0, 0.9, 0.0], np.float32)
    made = sampler(prompt=[0, 0, 0], temperature=0.0, presence_penalty=0.5)
    assert [made.pick(logits).id for _ in range(3)] == [0, 1, 0]


def test_many_different_tokens_are_counted():
    logits = np.zeros(100, np.float32)
    made = sampler(prompt=[3], temperature=0.0, frequency_penalty=1.0)
    ids = [made.pick(logits).id for _ in range(250)]
    assert ids == [*range(100), *range(100), *range(50)]


def test_min_tokens_keeps_the_end_away():
    made = sampler(eos={2}, temperature=0.0, min_tokens=2)
    logits = np.array([0.0, 1.0, 5.0], np.float32)
    assert [made.pick(logits).id for _ in range(3)] == [1, 1, 2]


class Alternate:
    """Allows even ids, then odd ones; knows fewer tokens than the model's padded logits."""

    def __init__(self):
        self.seen = []

    def allowed(self, generated):
        self.seen.append(list(generated))
        return np.arange(6) % 2 == len(generated) % 2


def test_a_mask_decides_what_may_come_next():
    mask = Alternate()
    logits = np.array([0, 1, 2, 3, 4, 5, 9, 9], np.float32)
    made = sampler(mask=mask, temperature=0.0, logprobs=1)
    picks = [made.pick(logits) for _ in range(3)]
    assert [p.id for p in picks] == [4, 5, 4]
    assert picks[0].top[0][0] == 6  # of the raw distribution
    assert mask.seen == [[], [4], [4, 5]]


def test_nan_and_infinite_logits_are_passed_over():
    nan, inf = np.nan, np.inf
    for values in ({"temperature": 0.0}, {"temperature": 0.7, "top_k": 3, "top_p": 0.9}):
        made = sampler(logprobs=2, **values)
        pick = made.pick(np.array([nan, -inf, 2.0, -inf], np.float32))
        assert (pick.id, pick.logprob) == (2, 0.0)
        assert pick.top[0] == (2, 0.0)
    assert sampler().pick(np.array([0.0, inf, 1.0], np.float32)).id == 1


def test_scores_that_are_all_nan_are_an_error():
    with pytest.raises(EngineError) as error:
        sampler().pick(np.full(4, np.nan, np.float32))
    assert str(error.value) == (
        "The model's scores are all nan, so no token can be chosen. "
        "Load it with a higher --precision; at fp32 its files may be damaged: download or copy "
        "them again."
    )


def test_nothing_allowed_is_an_error():
    class Nothing:
        def allowed(self, generated):
            return np.zeros(4, bool)

    with pytest.raises(EngineError) as error:
        sampler(mask=Nothing()).pick(np.zeros(4, np.float32))
    assert str(error.value) == (
        "No token is allowed after 0 tokens. "
        "Lower --min-tokens, or loosen the schema, choices or regex."
    )
