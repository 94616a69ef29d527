"""What a model and a backend refuse, in one clear error each, and the edge of the context."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llmnb.backends import registry
from llmnb.backends.base import ModelHandle
from llmnb.config import LoadConfig
from llmnb.errors import ContextOverflow, LlmnbError, ParameterError
from llmnb.generation import FinishReason, Input, Text, TokenIds
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.testing.subject import Subject, asking, load, request

NO_PROMPTS = (Text(""), TokenIds(()), TokenIds((10**9,)), TokenIds((-1,)))


class Limits(Subject):
    """What is refused, and how."""

    def test_every_precision_has_a_plan(self, backend: str, model: str) -> None:
        """What a model takes is told for each precision word, from its configuration alone."""
        engine, hardware = registry.backend(backend), detect()
        made = plan(model, LoadConfig(force=True), hardware)
        for word in engine.precisions:
            precision = engine.choose_precision(word, made.facts)
            assert precision != "auto"
            needs = engine.needs(replace(made, backend=backend, precision=precision))
            amounts = (needs.weights, needs.cache, needs.working, needs.peak, needs.disk)
            assert all(isinstance(amount, int) and amount >= 0 for amount in amounts)
            assert bool(needs.weights) == bool(engine.bits)
            assert 0 <= needs.share <= 1

    def test_a_prompt_that_leaves_no_room_is_refused(self, handle: ModelHandle) -> None:
        """A prompt as long as the context is an error; nothing is generated."""
        if not handle.capabilities.renders_prompt:
            pytest.skip("it does not count the prompt's tokens")
        with pytest.raises(ContextOverflow, match="but the context has"):
            handle.submit(request("word " * (handle.info.context + 1)), lambda chunk: None)

    def test_an_answer_fills_the_context_and_no_more(self, handle: ModelHandle) -> None:
        """An explicit max-tokens is cut to the room, with a note; a default one without."""
        if not (handle.capabilities.token_ids and handle.info.context):
            pytest.skip("it does not take token ids, or tell its context")
        asked = asking(TokenIds((30, 31) * ((handle.info.context - 8) // 2)), min_tokens=100)
        room = handle.info.context - len(asked.input.ids)  # type: ignore[union-attr]
        default = handle.generate(asked)
        explicit = handle.generate(asking(asked.input, min_tokens=100, max_tokens=100))
        for answer in (default, explicit):
            assert answer.finish_reason is FinishReason.LENGTH
            assert answer.usage.completion_tokens == room
        assert not [note for note in default.notes if "max-tokens" in note]
        assert [note for note in explicit.notes if "max-tokens 100 was cut" in note]

    @pytest.mark.parametrize("prompt", NO_PROMPTS)
    def test_a_prompt_that_is_none_is_refused(self, handle: ModelHandle, prompt: Input) -> None:
        """No tokens, or tokens that there are not; the model goes on."""
        if not handle.capabilities.token_ids:
            pytest.skip("it does not take token ids")
        if not handle.capabilities.renders_prompt and prompt not in (Text(""), TokenIds(())):
            pytest.skip("it does not know which tokens there are")
        with pytest.raises(ParameterError, match=r"empty|allowed|vocabulary"):
            handle.submit(asking(prompt), lambda chunk: None)
        assert handle.generate(request(max_tokens=2)).usage.completion_tokens == 2

    @pytest.mark.parametrize(
        ("wishes", "said"),
        [
            ({"precision": "int3"}, "precision = int3 is not available"),
            ({"device": "nowhere:7"}, "nowhere:7"),
            ({"engine_args": ("llmnb_knows_none=1",)}, "llmnb_knows_none"),
            ({"adapter": "/nowhere/adapter"}, "adapter"),
        ],
    )
    def test_a_load_that_makes_no_sense_is_refused(
        self, backend: str, model: str, handle: ModelHandle, wishes: dict[str, object], said: str
    ) -> None:
        """One clear error names what was wished; nothing is loaded."""
        with pytest.raises(LlmnbError) as caught:
            load(backend, model, **wishes).close()
        assert said in str(caught.value)
