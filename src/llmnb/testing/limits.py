"""The context, its borders, and prompts that are none."""

from __future__ import annotations

import pytest

from llmnb.backends.base import ModelHandle
from llmnb.errors import ContextOverflow, LlmnbError
from llmnb.generation import FinishReason, Generation, Input, Text, TokenIds
from llmnb.testing.asking import PATIENCE, able, filler, request, works
from llmnb.testing.loading import Suite

ROOM = 5  # tokens left for an answer


class Limits(Suite):
    """What is refused, with one clear error, and what is cut; the model goes on."""

    def test_a_prompt_that_leaves_no_room_is_refused(self, handle: ModelHandle) -> None:
        """A prompt as long as the context is an error; nothing is generated."""
        context = _context(handle)
        for length in (context, context + 1, 3 * context):
            asked = request(filler(handle, length), max_tokens=1)
            if handle.capabilities.renders_prompt:
                with pytest.raises(ContextOverflow, match="but the context has"):
                    handle.submit(asked, lambda chunk: None)
            else:
                job = handle.submit(asked, lambda chunk: None)
                with pytest.raises(ContextOverflow):
                    job.done.result(PATIENCE)
        assert works(handle)

    def test_a_prompt_without_an_end_is_refused(self, handle: ModelHandle) -> None:
        """A text that is far too long is refused as well, and soon."""
        with pytest.raises(ContextOverflow):
            handle.generate(request("word " * 40 * _context(handle)))
        assert works(handle)

    @pytest.mark.parametrize("room", [1, ROOM])
    def test_an_answer_fills_the_context(self, handle: ModelHandle, room: int) -> None:
        """The last token that fits is the last of the answer, and its length the reason."""
        answer = self._fill(handle, room, room)
        assert answer.finish_reason is FinishReason.LENGTH
        assert answer.usage.prompt_tokens + answer.usage.completion_tokens == handle.info.context
        assert answer.notes == ()

    def test_more_than_fits_is_cut_with_a_note(self, handle: ModelHandle) -> None:
        """Who asks for more tokens than there is room for is told so; a default is not."""
        answer = self._fill(handle, ROOM, 50)
        assert answer.finish_reason is FinishReason.LENGTH
        assert answer.usage.prompt_tokens + answer.usage.completion_tokens == handle.info.context
        assert [note for note in answer.notes if "max-tokens 50 was cut" in note]
        assert self._fill(handle, ROOM, None).notes == ()

    @pytest.mark.parametrize("id", [-1, 2**31 - 1])
    def test_unknown_ids_are_refused(self, handle: ModelHandle, id: int) -> None:
        """An id that the model does not have is a clear error, not a crash of its engine."""
        if not handle.capabilities.token_ids:
            pytest.skip("it does not declare token_ids")
        _refused(handle, TokenIds((20, id, 21)))

    def test_an_empty_prompt_is_refused(self, handle: ModelHandle) -> None:
        """A prompt without a token is a clear error."""
        _refused(handle, TokenIds(()) if handle.capabilities.token_ids else Text(""))

    def _fill(self, handle: ModelHandle, room: int, max_tokens: int | None) -> Generation:
        context = _context(handle)
        if not handle.capabilities.renders_prompt:
            pytest.skip("it does not count the prompt's tokens")
        length = {"min_tokens": room} if able(handle, "min_tokens") else {}
        if max_tokens is not None:
            length["max_tokens"] = max_tokens
        return handle.generate(request(filler(handle, context - room), **length))


def _context(handle: ModelHandle) -> int:
    if not handle.info.context:
        pytest.skip("only its server knows the context")
    return handle.info.context


def _refused(handle: ModelHandle, prompt: Input) -> None:
    with pytest.raises(LlmnbError) as caught:
        handle.submit(request(prompt, max_tokens=2), lambda chunk: None).done.result(PATIENCE)
    assert caught.value.message
    assert "\n" not in caught.value.message
    assert works(handle)
