"""The tokens of one request, from vLLM to its answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from llmnb.backends.local.task import Admitted, Task
from llmnb.backends.vllm.causes import refusal
from llmnb.backends.vllm.sampling import picks
from llmnb.errors import EngineError
from llmnb.generation import FinishReason, ModelInfo
from llmnb.sampling import Pick
from llmnb.structure import Structure

if TYPE_CHECKING:
    from vllm import SamplingParams
    from vllm.outputs import RequestOutput

Params = Callable[[Structure | None, int], "SamplingParams"]
Generate = Callable[[list[int], "SamplingParams"], AsyncGenerator["RequestOutput", None]]


class Decoding(Task):
    """A request, and what vLLM is told of it.

    Parameters
    ----------
    admitted : Admitted
        What was asked.
    model : ModelInfo
        What answers.
    params : callable
        Makes vLLM's parameters, from what the answer is held to and how many of its tokens are
        written already.
    on_cancel : callable
        Called when the request is cancelled.
    """

    def __init__(
        self, admitted: Admitted, model: ModelInfo, params: Params, on_cancel: Callable[[], None]
    ) -> None:
        super().__init__(admitted, model, on_cancel)
        self.params = params

    @property
    def ended(self) -> bool:
        """Whether no more tokens are wanted."""
        return self.answer.finish_reason is not None or self.job.cancelled


async def decode(task: Decoding, generate: Generate) -> None:
    """Decode the answer to one request, chunk by chunk.

    vLLM holds an answer to its structure from the first token. What a reasoning model thinks
    before is a request of its own, without the structure.

    Raises
    ------
    ParameterError
        If vLLM refuses the structure.
    """
    structure, thought = task.request.structure, list[int]()
    if structure is not None and task.answer.may_think:
        thought = await _think(task, generate)
    if task.ended:
        return
    try:
        await _answer(task, generate, thought)
    except Exception as error:
        refused = None if structure is None else refusal(error, structure)
        if refused is None:
            raise
        raise refused from error


async def _answer(task: Decoding, generate: Generate, thought: list[int]) -> None:
    params = task.params(task.request.structure, len(thought))
    reason = FinishReason.LENGTH
    # Leaving it before its end aborts the request.
    async with aclosing(generate([*task.ids, *thought], params)) as outputs:
        async for output in outputs:
            if not thought:
                task.cached = output.num_cached_tokens or 0
            for pick in picks(output.outputs[0], task.request.config.logprobs):
                if not task.ended:
                    task.emit(task.answer.push(pick))
            if task.ended and not output.finished:
                return
            reason = _reason(output)
    if not task.ended:
        task.emit(task.answer.end(reason))


async def _think(task: Decoding, generate: Generate) -> list[int]:
    """Decode what a reasoning model thinks, and return its tokens; none where it does not."""
    params, written = task.params(None, 0), list[int]()
    mark = Mark(task)
    reason = FinishReason.LENGTH
    async with aclosing(generate(task.ids, params)) as outputs:
        async for output in outputs:
            task.cached = output.num_cached_tokens or 0
            for pick in picks(output.outputs[0], task.request.config.logprobs):
                for known in mark.push(pick):
                    written.append(known.id)
                    task.emit(task.answer.push(known))
                    if task.ended or not task.answer.thinks:
                        if output.outputs[0].finish_reason == "length" and not task.ended:
                            task.emit(task.answer.end(FinishReason.LENGTH))  # the context is full
                        return written
                if mark.missing:
                    return []
            reason = _reason(output)
    if not task.ended and written:
        task.emit(task.answer.end(reason))
    return written


class Mark:
    """Looks whether an answer begins with the mark of thinking.

    Tokens are held back until that is clear, since those of an answer are to be drawn anew.

    Parameters
    ----------
    task : Decoding
        Whose answer it is.

    Attributes
    ----------
    missing : bool
        It begins with something else.
    """

    def __init__(self, task: Decoding) -> None:
        self.missing = False
        self._answer = task.answer
        self._held: list[Pick] = []
        self._said = ""

    def push(self, pick: Pick) -> list[Pick]:
        """Add a token, and return those that are known to belong to the thinking."""
        self._held.append(pick)
        if not self._answer.is_thinking:
            self._said += self._answer.token_text(pick.id)
            start, opening = self._said.lstrip(), self._answer.opening
            if not start.startswith(opening):
                self.missing = not opening.startswith(start)
                return []
        known, self._held = self._held, []
        return known


def _reason(output: RequestOutput) -> FinishReason:
    """Return why an answer ends that ends with this output, if it does."""
    reason = output.outputs[0].finish_reason
    if reason == "error":
        raise EngineError(
            "vLLM gave the answer up.",
            hint="The model is still loaded. With a schema, choices or a regex, it may be one that "
            "vLLM cannot hold an answer to: ask for a simpler one.",
        )
    return FinishReason.INTERRUPTED if reason == "abort" else FinishReason.LENGTH
