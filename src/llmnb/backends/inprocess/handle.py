"""A model whose network runs in this process, one request after the other."""

from __future__ import annotations

import weakref

from llmnb.backends.base import Capabilities, Job
from llmnb.backends.inprocess.engine import Engine, RunTask
from llmnb.backends.inprocess.memory import return_memory
from llmnb.backends.inprocess.runner import AnyRunner
from llmnb.backends.local.handle import LocalHandle
from llmnb.backends.local.prompts import Prompts
from llmnb.backends.local.task import Admitted
from llmnb.generation import FinishReason, ModelInfo
from llmnb.sampling import Sampler

LOGPROBS_MAX = 100
CAPABILITIES = Capabilities(
    logprobs_max=LOGPROBS_MAX,
    max_concurrent=1,
    batch_invariant=True,  # they are computed one after the other
    continue_final=True,
    token_ids=True,
)


class InProcessHandle(LocalHandle):
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

    def __init__(
        self,
        info: ModelInfo,
        runner: AnyRunner,
        prompts: Prompts,
        eos_ids: frozenset[int],
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(info, CAPABILITIES, prompts, eos_ids, notes)
        generator = _Generator(runner, info.context, eos_ids)
        self._begin = runner.begin
        thread = f"llmnb-{info.backend}-{info.name}"
        self._engine = Engine(info.name, thread, generator.serve, generator.release)
        # Runs when the handle is collected or the interpreter exits, if nobody closed it.
        self._closer = weakref.finalize(self, self._engine.close)

    def close(self) -> None:
        """Cancel what is in flight, end the thread and give the memory back; idempotent."""
        self._closer()
        return_memory()

    def _check_open(self) -> None:
        self._engine.check_open()

    def _start(self, admitted: Admitted) -> Job:
        """Queue a request; one cancelled while it waits is completed by who cancels it."""
        task = RunTask(self._begin(), admitted, self.info)
        self._engine.submit(task)
        return task.job


class _Generator:
    """Answers one task after another on the engine's thread."""

    def __init__(self, runner: AnyRunner, context: int, eos_ids: frozenset[int]) -> None:
        self._runner = runner
        self._context = context
        self._eos_ids = eos_ids

    def serve(self, task: RunTask) -> None:
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
