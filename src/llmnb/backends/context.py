"""Whether a prompt fits into a model's context, and how much of it is left for the answer."""

from __future__ import annotations

from llmnb.config import GenerationConfig
from llmnb.errors import ContextOverflow
from llmnb.generation import Input, Text, TokenIds

# Far more than tokens stand for on average in any text that a model reads.
_CHARACTERS_PER_TOKEN = 32
_SHORTEN = (
    "Shorten the prompt, or load the model again with a larger --context, if it was made for one."
)


def check_length(prompt: Input, context: int) -> None:
    """Refuse a prompt that cannot fit, before minutes are spent on counting its tokens.

    Raises
    ------
    ContextOverflow
        If it has more characters than as many tokens can stand for.
    """
    if isinstance(prompt, TokenIds):
        return
    texts = [prompt.text] if isinstance(prompt, Text) else [m.content for m in prompt.messages]
    characters = sum(map(len, texts))
    if characters > context * _CHARACTERS_PER_TOKEN:
        raise ContextOverflow(
            f"The prompt has {characters:,} characters, but the context has {context:,} tokens.",
            hint=_SHORTEN,
        )


def room_for_answer(
    prompt_tokens: int, context: int, config: GenerationConfig
) -> tuple[int, tuple[str, ...]]:
    """Return how many tokens may be generated, and notes for the reader.

    Raises
    ------
    ContextOverflow
        If the prompt leaves no room.
    """
    room = context - prompt_tokens
    if room < 1:
        raise ContextOverflow(
            f"The prompt has {prompt_tokens:,} tokens, but the context has {context:,}.",
            hint=_SHORTEN,
        )
    if config.max_tokens <= room:
        return config.max_tokens, ()
    if config.sources.get("max_tokens", "llmnb") in ("llmnb", "model"):
        return room, ()
    return room, (f"max-tokens {config.max_tokens:,} was cut to the {room:,} left in the context",)
