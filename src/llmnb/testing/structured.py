"""Answers that are held to a structure, and a clear refusal where there are none."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest

from llmnb.backends.base import Job, ModelHandle
from llmnb.errors import LlmnbError, ParameterError
from llmnb.generation import FinishReason, Request
from llmnb.session.structured import check_structure
from llmnb.structure import Structure
from llmnb.testing.asking import LONG, PATIENCE, PROMPT, SHORT, Listener, able, request, works
from llmnb.testing.loading import Suite

SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 12},
        "size": {"enum": ["small", "large"]},
    },
    "required": ["name", "size"],
    "additionalProperties": False,
}
CHOICES = ("London", "Paris", "Rome")
REGEX = "[0-9]{3}-[a-z]{2}"
ENDLESS = "[a-z]{1000}"


class Structured(Suite):
    """What `Request.structure` does where ``structured`` is declared."""

    @pytest.fixture
    def holding(self, handle: ModelHandle) -> ModelHandle:
        """Return the loaded model, if it holds answers to structures."""
        if not handle.capabilities.structured:
            pytest.skip("it does not declare structured")
        return handle

    def test_a_structure_is_refused_where_it_is_not_declared(self, handle: ModelHandle) -> None:
        """The refusal names the backend, and comes before anything runs."""
        structure = Structure.of(choices=CHOICES)
        if handle.capabilities.structured:
            check_structure(structure, handle)
            return
        with pytest.raises(ParameterError) as caught:
            check_structure(structure, handle)
        assert f"on the {handle.info.backend} backend lacks structured" in caught.value.message

    def test_a_schema(self, holding: ModelHandle) -> None:
        """The answer is JSON of that schema."""
        answer = holding.generate(_held(PROMPT, schema=SCHEMA))
        assert answer.finish_reason is FinishReason.STOP
        _check_schema(answer.text)

    def test_choices(self, holding: ModelHandle) -> None:
        """The answer is one of the choices, whatever characters they have."""
        answer = holding.generate(_held(SHORT, choices=CHOICES))
        assert answer.text in CHOICES
        assert answer.finish_reason is FinishReason.STOP
        odd = ('say "no"\\', "two\nlines", "žluť 🙂")
        for number, one in enumerate(odd):
            assert holding.generate(_held(SHORT, choices=(one,))).text == one, number

    def test_a_regex(self, holding: ModelHandle) -> None:
        """The whole answer matches."""
        answer = holding.generate(_held(PROMPT, regex=REGEX))
        assert re.fullmatch(REGEX, answer.text)
        assert answer.finish_reason is FinishReason.STOP

    def test_sampled_answers_are_held_too(self, holding: ModelHandle) -> None:
        """However hot it is drawn, it keeps to the structure."""
        if not able(holding, "seed"):
            pytest.skip("it does not declare seed")
        asked = [_held(SHORT, choices=CHOICES, temperature=2, seed=seed) for seed in range(4)]
        assert {answer.text for answer in holding.batch(asked)} <= set(CHOICES)

    def test_different_structures_at_once(self, holding: ModelHandle) -> None:
        """Each of several requests keeps to its own, and one without to none."""
        alone = holding.generate(request(SHORT, max_tokens=12)).text
        schema, choice, regex, free = holding.batch(
            [
                _held(PROMPT, schema=SCHEMA),
                _held(SHORT, choices=CHOICES),
                _held(PROMPT, regex=REGEX),
                request(SHORT, max_tokens=12),
            ]
        )
        _check_schema(schema.text)
        assert choice.text in CHOICES
        assert re.fullmatch(REGEX, regex.text)
        assert free.text == alone or not holding.capabilities.batch_invariant

    def test_a_length_cuts_it(self, holding: ModelHandle) -> None:
        """An answer that is cut has the beginning of one."""
        answer = holding.generate(_held(PROMPT, regex=ENDLESS, max_tokens=4))
        assert answer.finish_reason is FinishReason.LENGTH
        assert re.fullmatch("[a-z]+", answer.text)

    def test_a_stop_string_ends_it(self, holding: ModelHandle) -> None:
        """Stop strings count, and end the answer before it is whole."""
        answer = holding.generate(_held(SHORT, regex="[a-z]{5}XY[a-z]{5}", stop="XY"))
        assert answer.finish_reason is FinishReason.STOP_STRING
        assert re.fullmatch("[a-z]{5}", answer.text)

    def test_min_tokens_within_it(self, holding: ModelHandle) -> None:
        """It does not end before min-tokens where it may go on, and ends where it must."""
        if not able(holding, "min_tokens"):
            pytest.skip("it does not declare min_tokens")
        loose = holding.generate(_held(SHORT, regex="[a-z ]*", min_tokens=20, max_tokens=30))
        assert loose.usage.completion_tokens >= 20
        tight = holding.generate(_held(SHORT, choices=CHOICES, min_tokens=20, max_tokens=30))
        assert tight.text in CHOICES

    def test_it_is_cancelled(self, holding: ModelHandle) -> None:
        """Cancelling ends it as it does any other."""
        listener = Listener(2, Job.cancel)
        job = listener.submit(holding, _held(PROMPT, regex=ENDLESS, max_tokens=LONG))
        answer = job.done.result(PATIENCE)
        assert answer.finish_reason is FinishReason.INTERRUPTED
        assert answer.text == listener.text
        assert works(holding)

    def test_what_is_no_schema_is_one_clear_error(self, holding: ModelHandle) -> None:
        """What its engine cannot keep to is refused in one line, and the model goes on."""
        with pytest.raises(LlmnbError) as caught:
            holding.generate(_held(PROMPT, schema={"type": "nonsense"}))
        assert caught.value.message
        assert "\n" not in caught.value.message
        assert works(holding)


def _held(prompt: str, **options: Any) -> Request:
    """Make a request with a structure; the other options are parameters."""
    given = {name: options.pop(name, None) for name in ("schema", "choices", "regex")}
    asked = request(prompt, **{"max_tokens": 100, **options})
    return dataclasses.replace(asked, structure=Structure.of(**given))


def _check_schema(text: str) -> None:
    found = json.loads(text)
    assert found.keys() == {"name", "size"}
    assert isinstance(found["name"], str)
    assert found["size"] in ("small", "large")
