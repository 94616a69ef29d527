"""A model on a server, as callers see it."""

from __future__ import annotations

import json
import weakref

from llmnb.backends.base import Job, ModelHandle, OnChunk
from llmnb.backends.openai.dialect import capabilities
from llmnb.backends.openai.reply import Reply
from llmnb.backends.openai.service import Exchange, Service
from llmnb.errors import ModelClosed, ParameterError
from llmnb.generation import Input, Messages, ModelInfo, Request, Text, TokenIds


class OpenAIHandle(ModelHandle):
    """A model on a server.

    Parameters
    ----------
    info : ModelInfo
        What is served.
    service : Service
        The connection; it belongs to the handle from now on.
    notes : tuple of str
        What the user should know.
    """

    def __init__(self, info: ModelInfo, service: Service, notes: tuple[str, ...] = ()) -> None:
        self.info = info
        self.notes = notes
        self.capabilities = capabilities(service.dialect.kind)
        self._service = service
        # Runs when the handle is collected or the interpreter exits, if nobody closed it.
        self._closer = weakref.finalize(self, service.close)

    def submit(self, request: Request, on_chunk: OnChunk) -> Job:
        """Send a request and return its job; whatever the server refuses ends the job.

        Raises
        ------
        ParameterError
            If the prompt is empty.
        ModelClosed
            If the model was unloaded.
        """
        prompt = request.input
        if not (prompt.messages if isinstance(prompt, Messages) else _raw(prompt)):
            raise ParameterError("The prompt is empty; it must have at least one token.")
        exchange = Exchange(self._service, Reply(request, self.info, on_chunk))
        if not self._service.begin(exchange):
            raise ModelClosed(
                f"The model {self.info.name!r} was unloaded.", hint="Run %llm_load again."
            )
        return exchange.job

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int | None]:
        """Return what is sent; the server's template and its count of tokens are not known."""
        if isinstance(prompt, Text):
            return prompt.text, None
        if isinstance(prompt, Messages):
            turns = [{"role": m.role, "content": m.content} for m in prompt.messages]
            return json.dumps(turns, ensure_ascii=False, indent=2), None
        return json.dumps(prompt.ids), len(prompt.ids)

    def close(self) -> None:
        """End all requests, the connections and the thread; idempotent."""
        self._closer()


def _raw(prompt: Text | TokenIds) -> str | tuple[int, ...]:
    return prompt.text if isinstance(prompt, Text) else prompt.ids
