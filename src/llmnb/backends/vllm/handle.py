"""A model in vLLM, as callers see it."""

from __future__ import annotations

import threading
import weakref
from dataclasses import replace
from functools import partial

from llmnb.backends.base import Capabilities, Job
from llmnb.backends.local.handle import LocalHandle
from llmnb.backends.local.opening import Opened
from llmnb.backends.local.task import Admitted
from llmnb.backends.vllm.arguments import LOGPROBS_MAX, Wishes
from llmnb.backends.vllm.engine import POLL_SECONDS, Engine
from llmnb.backends.vllm.sampling import sampling_params
from llmnb.config import GenerationConfig
from llmnb.generation import Request, TokenIds
from llmnb.progress import check_cancelled

CAPABILITIES = Capabilities(
    logprobs_max=LOGPROBS_MAX, continue_final=True, token_ids=True, structured=True
)
_WARM_UP = (
    GenerationConfig(max_tokens=2, temperature=0.0),
    GenerationConfig(max_tokens=2, temperature=1.0, seed=0, logprobs=1),
)
"""What takes other ways through vLLM, each of which is compiled when it is first taken."""


class VllmHandle(LocalHandle):
    """A model in vLLM.

    Parameters
    ----------
    model : Opened
        The model's files, and what is known of it.
    engine : Engine
        Runs it; it belongs to the handle from now on.
    wishes : Wishes
        What the engine was started with.
    """

    def __init__(self, model: Opened, engine: Engine, wishes: Wishes) -> None:
        started = wishes.arguments
        able = replace(
            CAPABILITIES,
            max_concurrent=started["max_num_seqs"],
            sleep=bool(started.get("enable_sleep_mode")),
        )
        super().__init__(model.info, able, model.prompts, model.facts.eos_ids)
        self._engine = engine
        # Runs when the handle is collected, if nobody closed it; at exit the engine ends itself.
        self._closer = weakref.finalize(self, engine.close)
        self._closer.atexit = False

    @property
    def alive(self) -> bool:
        """Whether the engine's processes still run."""
        return self._engine.alive

    def warm_up(self, cancel: threading.Event) -> None:
        """Answer once, so that the first prompt does not wait for what vLLM makes only then."""
        for config in _WARM_UP:
            job = self.submit(Request(TokenIds((0, 0)), config), lambda chunk: None)
            while not job.done.done():
                if cancel.wait(POLL_SECONDS):
                    job.cancel()
                    break
            check_cancelled(cancel)
            job.done.result()

    def sleep(self) -> None:
        """Move the weights to main memory and drop the KV cache, until the next request.

        Only an engine started with ``-E enable_sleep_mode=true``, on a GPU, can; what runs is
        cancelled.

        Raises
        ------
        BackendError
            If the engine cannot.
        ModelClosed
            If the model was unloaded.
        EngineError
            If the engine's processes are gone.
        """
        if not self.capabilities.sleep:
            super().sleep()
        self._check_open()
        self._engine.sleep()

    def wake(self) -> None:
        """Bring the weights back to the GPU; harmless when they are there."""
        self._engine.wake()

    def close(self) -> None:
        """Cancel what is in flight, end the engine's processes and free their memory."""
        self._closer()

    def _check_open(self) -> None:
        self._engine.check_open()

    def _start(self, admitted: Admitted) -> Job:
        config, answer = admitted.request.config, admitted.answer
        # Thinking does not count against max-tokens: where there may be some, the answer counts.
        room = self.info.context - len(admitted.ids)
        most = room if answer.may_think else min(config.max_tokens, room)
        params = partial(sampling_params, config, self._eos_ids, most)
        return self._engine.submit(admitted, self.info, params).job
