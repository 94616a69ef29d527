"""What the suite is run on: a backend, a model, and how it is asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from llmnb.backends import registry
from llmnb.backends.base import ModelHandle, Plan
from llmnb.config import GenerationOverrides, LoadConfig, checked, resolve
from llmnb.generation import Generation, Input, Message, Messages, Request, TokenIds
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent

PROMPT = "Tell me a short story about a dragon."
LONG = 400  # tokens; long enough to be stopped on the way
PATIENCE = 30.0  # seconds until a test gives up

LEADS = ((32.0, 0.0), (16.0, 0.25), (8.0, 0.5), (5.0, 1.0), (0.0, 2.0))
"""By how much the reference's largest logit may lead where greedy answers part: for weights of at
least so many bits, so much. The most that llmnb's own backends needed was 0.0 with 8 bits, 0.12
with 5 and 0.51 with 4."""


def request(prompt: str = PROMPT, **parameters: Any) -> Request:
    """Make a request of one user message; greedy unless the parameters say otherwise."""
    return asking(Messages((Message("user", prompt),)), **parameters)


def asking(prompt: Input, **parameters: Any) -> Request:
    """Make a request of any prompt; greedy unless the parameters say otherwise."""
    given = GenerationOverrides(**{"temperature": 0, **parameters})
    return Request(prompt, resolve([("flag", given)]))


def ids_of(answer: Generation) -> list[int]:
    """Return the tokens of an answer that was asked for with log-probabilities."""
    return [token.id for token in answer.logprobs]


@dataclass(frozen=True)
class Reference:
    """A greedy answer of the demo model by transformers in float32.

    Parameters
    ----------
    prompt : str
        The user's message.
    prompt_ids, ids : tuple of int
        The encoded prompt, and the answer: 80 tokens at most, the end included.
    leads : tuple of float
        By how much the largest logit leads the second at each token of the answer.
    """

    prompt: str
    prompt_ids: tuple[int, ...]
    ids: tuple[int, ...]
    leads: tuple[float, ...]

    def parts_at(self, ids: list[int]) -> float | None:
        """Return the lead where an answer becomes another one; None if it is the same."""
        pairs = zip(ids, self.ids, self.leads, strict=False)
        parted = (lead for mine, theirs, lead in pairs if mine != theirs)
        return next(parted, None if len(ids) == len(self.ids) else 0.0)


@cache
def references() -> tuple[Reference, ...]:
    """Return the reference answers."""
    text = files("llmnb.testing").joinpath("greedy.json").read_text(encoding="utf-8")
    return tuple(
        Reference(e["prompt"], tuple(e["prompt_ids"]), tuple(e["ids"]), tuple(e["leads"]))
        for e in json.loads(text)
    )


def largest_lead(handle: ModelHandle) -> tuple[float, float]:
    """Return by how much the reference led where answers of a model part, and what is allowed."""
    bits = registry.backend(handle.info.backend).bits.get(handle.info.precision)
    if bits is None:
        pytest.skip("its weights have no precision that it declares")
    if not (handle.capabilities.token_ids and handle.capabilities.logprobs_max):
        pytest.skip("it does not take and tell token ids")
    allowed = next(lead for least, lead in LEADS if bits >= least)
    leads = []
    for reference in references():
        asked = asking(TokenIds(reference.prompt_ids), max_tokens=80, logprobs=0)
        leads.append(reference.parts_at(ids_of(handle.generate(asked))))
    return max((lead for lead in leads if lead is not None), default=0.0), allowed


def planned(backend: str, model: str, **wishes: Any) -> Plan:
    """Plan a load, or skip where the machine or an engine is missing."""
    engine, hardware = registry.backend(backend), detect()
    made = plan(model, LoadConfig(), hardware)
    support = engine.support(hardware, made.source, made.facts)
    if not support.ok:
        pytest.skip(f"{backend}: {support.reason}")
    config = LoadConfig(**checked(LoadConfig, {"backend": backend, **wishes}))
    return plan(model, config, hardware)


def load(backend: str, model: str, **wishes: Any) -> ModelHandle:
    """Load a model, or skip where the machine or an engine is missing."""
    made = planned(backend, model, **wishes)
    return registry.backend(backend).load(made, Silent(), threading.Event())


class Subject:
    """The fixtures of every part of the suite."""

    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> str:
        """Return the backend's name; a subclass overrides this."""
        raise RuntimeError("override the fixture `backend`")

    @pytest.fixture(scope="class")
    @classmethod
    def model(cls) -> str:
        """Return the model to load."""
        return "demo"

    @pytest.fixture(scope="class")
    @classmethod
    def handle(cls, backend: str, model: str) -> Iterator[ModelHandle]:
        """Load the model once for all tests that leave it loaded."""
        loaded = load(backend, model)
        yield loaded
        loaded.close()

    @pytest.fixture
    def weights(self, backend: str) -> None:
        """Skip what has no meaning without a network whose precision is known."""
        if not registry.backend(backend).bits:
            pytest.skip("it declares no weights of its own")
