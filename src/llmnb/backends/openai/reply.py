"""From the pieces that a server streams to the chunks and the result of one request."""

from __future__ import annotations

import time

from llmnb.answer import conversation
from llmnb.backends.base import OnChunk
from llmnb.backends.openai.wire import Piece
from llmnb.generation import (
    Chunk,
    FinishReason,
    Generation,
    ModelInfo,
    Request,
    Timing,
    TokenInfo,
    Usage,
)
from llmnb.stopping import StopStrings

_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    # Words of other servers than OpenAI's own.
    "eos_token": FinishReason.STOP,
    "end_turn": FinishReason.STOP,
    "stop_sequence": FinishReason.STOP_STRING,
    "max_tokens": FinishReason.LENGTH,
    "abort": FinishReason.ERROR,
    "error": FinishReason.ERROR,
}


class ListenerFailed(Exception):
    """The caller's `on_chunk` raised `cause`; the server is not to blame."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Reply:
    """One answer as it grows.

    Parameters
    ----------
    request : Request
        What was asked.
    model : ModelInfo
        What answers.
    on_chunk : callable
        The listener.

    Attributes
    ----------
    finish_reason : FinishReason or None
        Why the answer ended; None while it goes on.
    count : int
        How many tokens have arrived; where the server does not tell them apart, how many
        pieces.
    notes : list of str
        What a reader should know.
    max_tokens : int
        The most tokens that were asked for.
    """

    def __init__(self, request: Request, model: ModelInfo, on_chunk: OnChunk) -> None:
        self.request = request
        self.finish_reason: FinishReason | None = None
        self.count = 0
        self.notes: list[str] = []
        self.max_tokens = request.config.max_tokens
        self.started: float | None = None
        self._model = model
        self._on_chunk = on_chunk
        # Looked for here too, for servers that are not asked to. Before min-tokens no stop string
        # counts, which only the server can tell.
        stops = () if request.config.min_tokens else request.config.stop
        self._stops = StopStrings(stops)
        self._text: list[str] = []
        self._thinking: list[str] = []
        self._tokens: list[TokenInfo] = []
        self._usage: Usage | None = None
        self._submitted = time.perf_counter()
        self._first: float | None = None

    def push(self, piece: Piece) -> None:
        """Take a piece of the answer and tell the listener."""
        self._usage = piece.usage or self._usage
        if self.finish_reason is not None:
            return
        self.count += len(piece.tokens) or bool(piece.text or piece.thinking)
        text, hit = self._stops.push(piece.text)
        reason = FinishReason.STOP_STRING if hit is not None else self._reason(piece)
        if reason is not None and hit is None:
            text += self._stops.flush()
        self._emit(Chunk(text, piece.thinking, piece.tokens, reason))

    def end(self, reason: FinishReason) -> None:
        """End the answer from outside and show what was held back; nothing if it has ended."""
        if self.finish_reason is None:
            self._emit(Chunk(self._stops.flush(), finish_reason=reason))

    def generation(self) -> Generation:
        """Return what there is of the answer."""
        now, text = time.perf_counter(), "".join(self._text)
        started = now if self.started is None else self.started
        first = None if self._first is None else self._first - self._submitted
        wanted = self.request.config.logprobs is not None
        notes = tuple(self.notes)
        if wanted and text and not self._tokens and not any("logprobs" in note for note in notes):
            notes += ("the server sent no log-probabilities",)
        return Generation(
            text=text,
            finish_reason=self.finish_reason or FinishReason.ERROR,
            messages=conversation(self.request, text),
            thinking="".join(self._thinking),
            usage=self._usage or self._counted(),
            timing=Timing(started - self._submitted, first, now - self._submitted),
            logprobs=tuple(self._tokens) if wanted else (),
            config=self.request.config,
            model=self._model,
            notes=notes,
        )

    def _counted(self) -> Usage:
        """Return the usage from a server that tells none, or did not come to it."""
        full = self.finish_reason is FinishReason.LENGTH
        return Usage(completion_tokens=self.max_tokens if full else self.count)

    def _reason(self, piece: Piece) -> FinishReason | None:
        if piece.finish is None:
            return None
        if piece.finish == "stop" and piece.stop in self.request.config.stop:
            return FinishReason.STOP_STRING
        if piece.finish == "content_filter":
            self.notes.append("the server's content filter cut the answer")
        elif piece.finish not in _REASONS:
            word = "".join(c for c in piece.finish[:40] if c.isprintable())
            self.notes.append(f"the server ended the answer for its own reason: {word}")
        return _REASONS.get(piece.finish, FinishReason.STOP)

    def _emit(self, chunk: Chunk) -> None:
        self.finish_reason = chunk.finish_reason
        self._text.append(chunk.text)
        self._thinking.append(chunk.thinking)
        self._tokens += chunk.tokens
        if not (chunk.text or chunk.thinking or chunk.tokens or chunk.finish_reason):
            return
        if self._first is None and (chunk.text or chunk.thinking or chunk.tokens):
            self._first = time.perf_counter()
        try:
            self._on_chunk(chunk)
        except BaseException as error:
            raise ListenerFailed(error) from error
