"""From the tokens that a sampler picks to the chunks and the result of one request."""

from __future__ import annotations

from collections.abc import Sequence

from llmnb.config import GenerationConfig
from llmnb.generation import (
    Chunk,
    FinishReason,
    Generation,
    Input,
    Message,
    Messages,
    ModelInfo,
    Request,
    Timing,
    TokenInfo,
    Usage,
)
from llmnb.sampling import Pick
from llmnb.stopping import StopStrings
from llmnb.thinking import Splitter
from llmnb.tokenizer import Detokenizer, Tokenizer


class Answer:
    """One answer as it grows.

    Parameters
    ----------
    tokenizer : Tokenizer
        The model's tokenizer.
    config : GenerationConfig
        The complete setting of the request.
    eos_ids : frozenset of int
        Ids that end the answer; they count as generated and are not shown.
    max_tokens : int
        The most tokens to generate: ``config.max_tokens`` or the room in the context.
    prompt : Messages or Text or TokenIds, optional
        What is answered; an answer that goes on from a text keeps the space it begins with.
    splitter : Splitter, optional
        Tells the thinking of a reasoning model apart; by default there is none.

    Attributes
    ----------
    text : str
        What has been shown.
    thinking : str
        What a reasoning model wrote before.
    count : int
        How many tokens have been generated.
    thinking_count : int
        How many of them were thinking; they do not count against ``max_tokens``.
    finish_reason : FinishReason or None
        Why it ended; None while it goes on.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        config: GenerationConfig,
        eos_ids: frozenset[int],
        max_tokens: int,
        prompt: Input | None = None,
        splitter: Splitter | None = None,
    ) -> None:
        self.count = 0
        self.thinking_count = 0
        self.finish_reason: FinishReason | None = None
        self._tokenizer = tokenizer
        self._config = config
        self._eos_ids = eos_ids
        self._max_tokens = max_tokens
        self._splitter = splitter or Splitter(None)
        self._detokenizer = Detokenizer(
            tokenizer, inside=_goes_on(prompt), shown=self._splitter.marks
        )
        self._stops = StopStrings(config.stop)
        self._shown: list[str] = []
        self._thought: list[str] = []
        self._tokens: list[TokenInfo] = []

    @property
    def may_think(self) -> bool:
        """Whether it may begin with thinking, which does not count against ``max_tokens``."""
        return bool(self._splitter.marks)

    @property
    def thinks(self) -> bool:
        """Whether the next token may be one of its thinking."""
        return self._splitter.open

    @property
    def is_thinking(self) -> bool:
        """Whether the last token was one of its thinking, or the prompt ended in its mark."""
        return self._splitter.inside

    @property
    def opening(self) -> str:
        """The mark that its thinking begins with; empty where there can be none."""
        return next(iter(self._splitter.marks), "")

    def token_text(self, id: int) -> str:
        """Return a token alone, decoded."""
        return self._tokenizer.token_text(id)

    @property
    def text(self) -> str:
        """What has been shown."""
        return "".join(self._shown)

    @property
    def thinking(self) -> str:
        """What a reasoning model wrote before."""
        return "".join(self._thought)

    @property
    def tokens(self) -> tuple[TokenInfo, ...]:
        """The generated tokens, when log-probabilities were asked for."""
        return tuple(self._tokens)

    def push(self, pick: Pick) -> Chunk:
        """Add a token; the chunk has a finish reason if the answer ends with it."""
        self.count += 1
        token = self._token(pick)
        if pick.id in self._eos_ids:
            return self._finish("", FinishReason.STOP, token)
        was_thinking = self._splitter.inside
        text, thinking = self._splitter.push(self._detokenizer.push(pick.id))
        if was_thinking or self._splitter.inside:
            self.thinking_count += 1
        stop = None
        if self.count >= self._config.min_tokens:  # before that, no stop string counts
            text, stop = self._stops.push(text)
        if stop is not None:
            return self._show(text, thinking, FinishReason.STOP_STRING, token)
        if self.count - self.thinking_count >= self._max_tokens:
            return self._finish(text, FinishReason.LENGTH, token, thinking=thinking)
        return self._show(text, thinking, None, token)

    def end(self, reason: FinishReason) -> Chunk:
        """End the answer from outside, such as by an interrupt, and show what was held back."""
        return self._finish("", reason)

    def generation(
        self,
        request: Request,
        *,
        model: ModelInfo | None = None,
        usage: Usage,
        timing: Timing,
        notes: Sequence[str] = (),
    ) -> Generation:
        """Return the finished answer.

        Raises
        ------
        RuntimeError
            If the answer has not ended.
        """
        if self.finish_reason is None:
            raise RuntimeError("The answer has not ended: call end() first.")
        return Generation(
            text=self.text,
            finish_reason=self.finish_reason,
            messages=conversation(request, self.text),
            thinking=self.thinking,
            usage=usage,
            timing=timing,
            logprobs=self.tokens,
            config=request.config,
            model=model,
            notes=tuple(notes),
        )

    def _token(self, pick: Pick) -> TokenInfo:
        text = self._tokenizer.token_text
        top = tuple((id, text(id), logprob) for id, logprob in pick.top)
        token = TokenInfo(pick.id, text(pick.id), pick.logprob, top)
        if self._config.logprobs is not None:
            self._tokens.append(token)
        return token

    def _finish(
        self, text: str, reason: FinishReason, *tokens: TokenInfo, thinking: str = ""
    ) -> Chunk:
        """Show `text` and all that is held back; its end may still complete a stop string."""
        more, thought = self._splitter.push(self._detokenizer.finish())
        last, last_thought = self._splitter.flush()
        thinking += thought + last_thought
        rest, stop = self._stops.push(more + last)
        if stop is not None:
            return self._show(text + rest, thinking, FinishReason.STOP_STRING, *tokens)
        return self._show(text + rest + self._stops.flush(), thinking, reason, *tokens)

    def _show(
        self, text: str, thinking: str, reason: FinishReason | None, *tokens: TokenInfo
    ) -> Chunk:
        self._shown.append(text)
        self._thought.append(thinking)
        self.finish_reason = reason
        return Chunk(text=text, thinking=thinking, tokens=tokens, finish_reason=reason)


def _goes_on(prompt: Input | None) -> bool:
    """Tell whether an answer to the prompt stands in the middle of a text."""
    return prompt.continue_final if isinstance(prompt, Messages) else prompt is not None


def conversation(request: Request, answer: str) -> tuple[Message, ...]:
    """Return a request's messages with the answer as their last turn; raw prompts have none."""
    if not isinstance(request.input, Messages):
        return ()
    turns = request.input.messages
    if request.input.continue_final:
        return (*turns[:-1], Message(turns[-1].role, turns[-1].content + answer))
    return (*turns, Message("assistant", answer))
