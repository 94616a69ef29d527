"""A loaded model: admission on the caller's thread, generation on the engine's."""

from __future__ import annotations

import ctypes
import gc
import os
import weakref
from dataclasses import replace

from llmnb.answer import Answer
from llmnb.backends.base import (
    Capabilities,
    Job,
    ModelHandle,
    OnChunk,
    check_length,
    room_for_answer,
)
from llmnb.backends.inprocess.engine import Engine, Task
from llmnb.backends.inprocess.prompts import Prompts
from llmnb.backends.inprocess.runner import AnyRunner
from llmnb.generation import FinishReason, Input, ModelInfo, Request
from llmnb.sampling import Sampler

LOGPROBS_MAX = 100


class InProcessHandle(ModelHandle):
    """A model whose network runs in this process.

    Parameters
    ----------
    info : ModelInfo
        What is loaded.
    runner : Runner
        The network; it belongs to the handle from now on.
    prompts : Prompts
        The model's tokenizer and chat template.
    eos_ids : frozenset of int
        Ids that end an answer.
    notes : tuple of str
        What the user should know once it is loaded.
    """

    capabilities = Capabilities(
        logprobs_max=LOGPROBS_MAX, max_concurrent=1, continue_final=True, token_ids=True
    )

    def __init__(
        self,
        info: ModelInfo,
        runner: AnyRunner,
        prompts: Prompts,
        eos_ids: frozenset[int],
        notes: tuple[str, ...] = (),
    ) -> None:
        self.info = info
        self.notes = notes
        if prompts.switches_thinking:
            able = self.capabilities
            self.capabilities = replace(able, parameters=able.parameters | {"think"})
        self._prompts = prompts
        self._eos_ids = eos_ids
        generator = _Generator(runner, info.context, eos_ids)
        self._begin = runner.begin
        thread = f"llmnb-{info.backend}-{info.name}"
        self._engine = Engine(info.name, thread, generator.serve, generator.release)
        # Runs when the handle is collected or the interpreter exits, if nobody closed it.
        self._closer = weakref.finalize(self, self._engine.close)

    def submit(self, request: Request, on_chunk: OnChunk) -> Job:
        """Encode the prompt here, queue the request and return its job.

        A job that is cancelled while it waits is completed by the thread that cancels it.

        Raises
        ------
        ContextOverflow
            If the prompt leaves no room for an answer.
        ParameterError
            If the prompt is empty or has ids that the model does not know.
        ModelClosed
            If the model was unloaded.
        """
        self._engine.check_open()
        check_length(request.input, self.info.context)
        ids, notes = self._prompts.encode(request.input, request.config.think)
        room, cut = room_for_answer(len(ids), self.info.context, request.config)
        tokenizer = self._prompts.tokenizer
        splitter = self._prompts.splitter(request.input, request.config.think)
        answer = Answer(tokenizer, request.config, self._eos_ids, room, request.input, splitter)
        task = Task(request, ids, answer, on_chunk, self.info, notes + cut, self._begin())
        self._engine.submit(task)
        return task.job

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int | None]:
        """Return the prompt as text, and its number of tokens."""
        return self._prompts.render(prompt, think)

    def close(self) -> None:
        """Cancel what is in flight, end the thread and give the memory back; idempotent."""
        self._closer()
        return_memory()


class _Generator:
    """Answers one task after another on the engine's thread."""

    def __init__(self, runner: AnyRunner, context: int, eos_ids: frozenset[int]) -> None:
        self._runner = runner
        self._context = context
        self._eos_ids = eos_ids

    def serve(self, task: Task) -> None:
        """Generate the answer to a task, chunk by chunk."""
        runner, answer, job = self._runner, task.answer, task.job
        sampler = Sampler(task.request.config, task.ids, self._eos_ids)
        slot = runner.store.take(task.ids)
        task.cached = len(slot.ids)
        logits = runner.prefill(slot, task.ids, task.run)
        while True:
            pick = sampler.pick(logits)
            task.emit(answer.push(pick))
            if answer.finish_reason is not None or job.cancelled:
                return
            if len(slot.ids) == self._context:
                return task.emit(answer.end(FinishReason.LENGTH))
            logits = runner.step(slot, pick.id, task.run)

    def release(self) -> None:
        """Give the session and its buffers back."""
        self._runner.close()


def return_memory() -> None:
    """Collect garbage, and hand freed memory back to the system where glibc can."""
    gc.collect()
    if os.name == "posix":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
