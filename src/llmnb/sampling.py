"""How the next token is chosen from a model's logits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from llmnb.config import GenerationConfig
from llmnb.errors import EngineError

Floats = NDArray[np.float32]
_GREEDY_BELOW = 1e-5  # a temperature below this cannot be told from 0 in float32
_BLOCK = 512  # weights added up at a time when one is drawn from a whole vocabulary


class LogitsMask(Protocol):
    """What structured output needs: which tokens may come next."""

    def allowed(self, generated: Sequence[int]) -> NDArray[np.bool_] | None:
        """Return which tokens may follow those generated so far.

        Parameters
        ----------
        generated : sequence of int
            The ids generated so far, without the prompt; it grows by one from call to call.

        Returns
        -------
        numpy.ndarray of bool, shape (V,), or None
            True where a token is allowed; None allows all. It may be shorter than the logits,
            whose padding is never allowed, and is not changed, so that one array per state of
            a grammar will do.
        """


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen token.

    Parameters
    ----------
    id : int
        Its id.
    logprob : float, optional
        Natural logarithm of its probability in the raw distribution, if asked for.
    top : tuple of (int, float)
        The most probable tokens and their log-probabilities, the most probable first.
    """

    id: int
    logprob: float | None = None
    top: tuple[tuple[int, float], ...] = ()


class Sampler:
    """Chooses the tokens of one answer.

    In this order, as transformers and vLLM do: repetition penalty, presence and frequency
    penalty, mask, minimum length, temperature, top-k, top-p, min-p, draw.

    Parameters
    ----------
    config : GenerationConfig
        The complete setting.
    prompt_ids : sequence of int
        The prompt, which the repetition penalty looks at.
    eos_ids : frozenset of int
        The ids that ``min_tokens`` keeps away.
    mask : LogitsMask, optional
        Allows only some tokens.
    """

    def __init__(
        self,
        config: GenerationConfig,
        prompt_ids: Sequence[int],
        eos_ids: frozenset[int],
        mask: LogitsMask | None = None,
    ) -> None:
        self._config = config
        self._eos = np.array(sorted(eos_ids), dtype=np.int64)
        self._mask = mask
        self._generated: list[int] = []
        self._random = np.random.Generator(np.random.PCG64(config.seed))
        self._greedy = config.temperature < _GREEDY_BELOW or config.top_k == 1
        self._counted = config.presence_penalty != 0 or config.frequency_penalty != 0
        self._repeated = config.repetition_penalty != 1
        self._seen = _Counts(prompt_ids if self._repeated else ())
        self._own = _Counts(())
        # Reused from token to token: fresh memory of this size costs more than the arithmetic.
        self._scores: Floats = np.empty(0, np.float32)
        self._work = np.empty(0, np.float64)

    def pick(self, logits: Floats) -> Pick:
        """Choose the next token and remember it.

        Parameters
        ----------
        logits : numpy.ndarray of float32, shape (V,)
            The model's scores of the next token; they are not changed. ``-inf`` and ``nan``
            are never chosen.

        Raises
        ------
        EngineError
            If no token can be chosen.
        """
        logits = np.asarray(logits, dtype=np.float32)
        if len(self._scores) != len(logits):
            self._scores = np.empty(len(logits), np.float32)
            self._work = np.empty(len(logits), np.float64)
        scores = self._constrained(self._penalised(logits))
        best = int(scores.argmax())
        if not np.isfinite(scores[best]):  # argmax finds a nan before any number
            scores = np.nan_to_num(scores, nan=-np.inf, neginf=-np.inf)
            best = int(scores.argmax())
            self._check(logits, scores[best])
        chosen = best if self._greedy else self._draw(scores, scores[best])
        self._remember(chosen)
        return self._with_logprobs(chosen, logits)

    def _penalised(self, logits: Floats) -> Floats:
        """Apply the penalties to a copy, if there are any.

        The repetition penalty is that of Keskar et al., "CTRL" (2019), section 4.1, with
        negative scores multiplied; presence and frequency are those of OpenAI's API.
        """
        config, scores = self._config, logits
        if self._repeated and len(self._seen.ids):
            scores, ids = self._copied(scores), self._seen.ids
            old = scores[ids]
            penalty = np.float32(config.repetition_penalty)
            scores[ids] = np.where(old > 0, old / penalty, old * penalty)
        if self._counted and self._generated:
            scores, ids = self._copied(scores), self._own.ids
            scores[ids] -= config.presence_penalty + config.frequency_penalty * self._own.counts
        return scores

    def _constrained(self, scores: Floats) -> Floats:
        """Forbid what the mask does not allow, and the end before the minimum length."""
        allowed = None if self._mask is None else self._mask.allowed(self._generated)
        if allowed is not None:
            scores = self._copied(scores)
            np.copyto(scores[: len(allowed)], -np.inf, where=~allowed)
            scores[len(allowed) :] = -np.inf
        if len(self._generated) < self._config.min_tokens and len(self._eos):
            scores = self._copied(scores)
            scores[self._eos] = -np.inf
        return scores

    def _copied(self, scores: Floats) -> Floats:
        """Return scores that may be changed."""
        if scores is not self._scores:
            np.copyto(self._scores, scores)
        return self._scores

    def _draw(self, scores: Floats, best: np.float32) -> int:
        """Draw one token by inverting the cumulative distribution, in the order of ids."""
        config = self._config
        ids: NDArray[np.int64] | None = None
        if 0 < config.top_k < len(scores):
            ids = top_k(scores, config.top_k)
            scores = scores[ids]
        with np.errstate(over="ignore"):  # -inf is what a very low temperature should give
            weights = np.subtract(scores, best, out=self._scores[: len(scores)])
            weights *= np.float32(1 / config.temperature)
            np.exp(weights, out=weights)
        if config.top_p < 1:
            weights, ids = _kept(nucleus(weights, config.top_p), weights, ids)
        if config.min_p > 0:
            weights, ids = _kept(probable(weights, config.min_p), weights, ids)
        place = invert(weights, self._random.random())
        return place if ids is None else int(ids[place])

    def _remember(self, id: int) -> None:
        self._generated.append(id)
        if self._repeated:
            self._seen.add(id)
        if self._counted:
            self._own.add(id)

    def _with_logprobs(self, id: int, logits: Floats) -> Pick:
        """Add the log-probabilities of the raw distribution."""
        wanted = self._config.logprobs
        if wanted is None:
            return Pick(id)
        if np.isnan(logits.max()):
            logits = np.nan_to_num(logits, nan=-np.inf, neginf=-np.inf)
        total = log_sum_exp(logits, self._work)
        ids = np.empty(0, np.int64)
        if wanted:
            ids = top_k(logits, min(wanted, len(logits)))
            ids = ids[np.argsort(-logits[ids], kind="stable")][:wanted]
        top = tuple((int(i), float(logits[i]) - total) for i in ids)
        return Pick(id, float(logits[id]) - total, top)

    def _check(self, logits: Floats, best: np.float32) -> None:
        if np.isfinite(best):
            return
        if np.isnan(logits).all():
            raise EngineError(
                "The model's scores are all nan, so no token can be chosen.",
                hint="Load it with a higher --precision; at fp32 its files may be damaged: "
                "download or copy them again.",
            )
        raise EngineError(
            f"No token is allowed after {len(self._generated):,} tokens.",
            hint="Lower --min-tokens, or loosen the schema, choices or regex.",
        )


class _Counts:
    """How often each token was seen; adding one does not depend on how many there are."""

    def __init__(self, ids: Sequence[int]) -> None:
        unique, counts = np.unique(np.array(ids, dtype=np.int64), return_counts=True)
        self._ids = unique
        self._counts = counts.astype(np.float32)
        self._place = {int(id): place for place, id in enumerate(unique)}

    @property
    def ids(self) -> NDArray[np.int64]:
        return self._ids[: len(self._place)]

    @property
    def counts(self) -> Floats:
        return self._counts[: len(self._place)]

    def add(self, id: int) -> None:
        place = self._place.get(id)
        if place is None:
            place = self._place[id] = len(self._place)
            if place == len(self._ids):
                self._ids = _longer(self._ids)
                self._counts = _longer(self._counts)
            self._ids[place] = id
        self._counts[place] += 1


def _longer(array: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([array, np.zeros(len(array) + 16, array.dtype)])


def top_k(scores: NDArray[Any], k: int) -> NDArray[np.int64]:
    """Return the ids of the k highest scores, ascending; those that tie with the k-th stay.

    Fan et al., "Hierarchical neural story generation" (2018). Keeping ties makes the result
    the same on every machine.
    """
    threshold = np.partition(scores, len(scores) - k)[len(scores) - k]
    return np.flatnonzero(scores >= threshold)


def nucleus(weights: Floats, p: float) -> NDArray[np.int64]:
    """Return the smallest set of the most probable tokens that reaches probability p.

    Holtzman et al., "The curious case of neural text degeneration" (2020). At least one token
    is kept; equal ones are taken by the lowest id.

    Parameters
    ----------
    weights : numpy.ndarray, shape (n,)
        Probabilities up to a factor.
    p : float
        Less than 1.

    Returns
    -------
    numpy.ndarray of int, shape (m,)
        Places in `weights`, ascending.
    """
    total = weights.sum(dtype=np.float64)
    # All the weights under this bound together are less than 1 - p, so the set lies above it;
    # of a real model's vocabulary that leaves little to sort.
    bound = np.float32(0.999 * (1 - p) * total / len(weights))
    likely = np.sort(weights[weights >= bound])[::-1]
    reached = np.cumsum(likely, dtype=np.float64)
    count = min(int(np.searchsorted(reached, p * total)) + 1, len(likely))
    kept = np.flatnonzero(weights >= likely[count - 1])
    ties = np.flatnonzero(weights[kept] == likely[count - 1])
    return np.delete(kept, ties[len(ties) - (len(kept) - count) :])


def probable(weights: Floats, share: float) -> NDArray[np.int64]:
    """Return the places whose weight is at least that share of the largest.

    Nguyen et al., "Turning up the heat: min-p sampling" (2024).
    """
    return np.flatnonzero(weights >= np.float32(share) * weights.max())


def invert(weights: Floats, u: float) -> int:
    """Return the place where the cumulative distribution of `weights` passes u.

    Parameters
    ----------
    weights : numpy.ndarray, shape (n,)
        Probabilities up to a factor.
    u : float
        In [0, 1).
    """
    # In two steps, blocks and then one block: several times faster than one long running sum.
    blocks = np.cumsum(np.add.reduceat(weights, np.arange(0, len(weights), _BLOCK)), dtype=float)
    point = u * blocks[-1]
    block = int(np.searchsorted(blocks, point, side="right"))
    inside = weights[block * _BLOCK : (block + 1) * _BLOCK]
    reached = np.cumsum(inside, dtype=np.float64)
    place = np.searchsorted(reached, point - (blocks[block - 1] if block else 0.0), side="right")
    if place == len(inside):  # the two sums were rounded differently
        place = np.flatnonzero(inside)[-1]
    return block * _BLOCK + int(place)


def log_sum_exp(scores: Floats, work: NDArray[np.float64]) -> float:
    """Return the logarithm of the sum of exponentials, without overflow, in float64.

    Parameters
    ----------
    scores : numpy.ndarray of float32, shape (n,)
        The scores; at least one is finite.
    work : numpy.ndarray of float64, shape (n,)
        Memory to compute in.
    """
    best = float(scores.max())
    np.exp(np.subtract(scores, best, out=work, dtype=np.float64), out=work)
    return best + float(np.log(work.sum()))


def _kept(
    places: NDArray[np.int64], weights: Floats, ids: NDArray[np.int64] | None
) -> tuple[Floats, NDArray[np.int64]]:
    return weights[places], places if ids is None else ids[places]
