"""A model that runs on this machine: its prompts are encoded and checked on the caller's thread."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from llmnb.answer import Answer
from llmnb.backends.base import (
    Capabilities,
    Job,
    ModelHandle,
    OnChunk,
)
from llmnb.backends.context import check_length, room_for_answer
from llmnb.backends.local.prompts import Prompts
from llmnb.backends.local.task import Admitted
from llmnb.generation import Input, ModelInfo, Request


class LocalHandle(ModelHandle):
    """A model that runs on this machine.

    Parameters
    ----------
    info : ModelInfo
        What is loaded.
    capabilities : Capabilities
        What its engine can do; whether thinking can be switched is added.
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
        capabilities: Capabilities,
        prompts: Prompts,
        eos_ids: frozenset[int],
        notes: tuple[str, ...] = (),
    ) -> None:
        self.info = info
        self.notes = notes
        more = {"think"} if prompts.switches_thinking else set()
        self.capabilities = replace(capabilities, parameters=capabilities.parameters | more)
        self._prompts = prompts
        self._eos_ids = eos_ids

    def submit(self, request: Request, on_chunk: OnChunk) -> Job:
        """Encode the prompt here, hand the request to the engine and return its job.

        Raises
        ------
        ContextOverflow
            If the prompt leaves no room for an answer.
        ParameterError
            If the prompt is empty or has ids that the model does not know.
        ModelClosed
            If the model was unloaded.
        """
        self._check_open()
        check_length(request.input, self.info.context)
        ids, notes = self._prompts.encode(request.input, request.config.think)
        room, cut = room_for_answer(len(ids), self.info.context, request.config)
        tokenizer = self._prompts.tokenizer
        splitter = self._prompts.splitter(request.input, request.config.think)
        answer = Answer(tokenizer, request.config, self._eos_ids, room, request.input, splitter)
        return self._start(Admitted(request, ids, answer, on_chunk, notes + cut))

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int | None]:
        """Return the prompt as text, and its number of tokens."""
        return self._prompts.render(prompt, think)

    @abstractmethod
    def _check_open(self) -> None:
        """Raise `ModelClosed` if the model was unloaded, `EngineError` if its engine is gone."""

    @abstractmethod
    def _start(self, admitted: Admitted) -> Job:
        """Hand a request to the engine."""
