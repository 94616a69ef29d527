"""The model's template: a conversation to token ids."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from llmnb.errors import TemplateError
from llmnb.generation import Message
from llmnb.tokenizer import Tokenizer

if TYPE_CHECKING:
    import jinja2

_RAW = "To send the prompt without the model's template, write --no-chat-template."
# Unicode gives these characters no meaning.
_PRIVATE_USE = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE))


class ChatTemplate:
    """A model's chat template; safe to use from many threads at once.

    It renders what transformers' ``apply_chat_template`` renders, in a sandbox and with
    bounded work. Special tokens spelled in a message's content stay ordinary text, so a
    message cannot pretend to be another turn.

    Parameters
    ----------
    source : str or None
        The Jinja text; with None, or an empty one, contents are joined by line ends.
    special_tokens : mapping of str to str
        ``bos_token``, ``eos_token`` and their like.
    """

    def __init__(self, source: str | None, special_tokens: Mapping[str, str]) -> None:
        self._source = source or None
        self._special_tokens = dict(special_tokens)
        self._lock = threading.Lock()  # the sandbox counts the work of one rendering

    @property
    def exists(self) -> bool:
        """Whether the model has a template; without one, prompts are merely completed."""
        return self._source is not None

    @property
    def switches_thinking(self) -> bool:
        """Whether it knows ``enable_thinking``."""
        return self._source is not None and "enable_thinking" in self._source

    def render(
        self,
        messages: Sequence[Message],
        *,
        continue_final: bool = False,
        think: bool | None = None,
    ) -> str:
        """Return a conversation as the model reads it.

        Parameters
        ----------
        messages : sequence of Message
            The turns, oldest first.
        continue_final : bool
            End inside the last message instead of opening an answer.
        think : bool, optional
            ``enable_thinking`` of the templates that know it; None leaves it to them.

        Raises
        ------
        TemplateError
            If the template refuses the conversation, fails, or works without end.
        """
        if not messages:
            raise TemplateError("There is no message to send.", hint="Write a prompt.")
        if self._source is None:
            return "\n".join(message.content for message in messages)
        if continue_final:
            return self._render_unfinished(messages, think)
        return self._run(messages, think, add_generation_prompt=True)

    def encode(
        self,
        messages: Sequence[Message],
        tokenizer: Tokenizer,
        *,
        continue_final: bool = False,
        think: bool | None = None,
    ) -> list[int]:
        """Return a conversation as token ids; see `render` for the parameters and errors.

        No begin token is added to what a template renders: those that want one write it.
        Without a template the tokenizer adds what it adds to any text.
        """
        safe, mark = messages, ""
        if any(tokenizer.holds_special(text) for m in messages for text in (m.role, m.content)):
            mark = self._unused_character(messages)
            broken = tokenizer.break_special
            safe = [Message(broken(m.role, mark), broken(m.content, mark)) for m in messages]
        text = self.render(safe, continue_final=continue_final, think=think)
        if not self.exists:
            return tokenizer.encode_prompt(text.replace(mark, ""), special=not mark)
        if not mark:
            return tokenizer.encode(text, special=True)
        parts = tokenizer.special_pattern.split(text)
        return tokenizer.encode_parts([part.replace(mark, "") for part in parts])

    def _render_unfinished(self, messages: Sequence[Message], think: bool | None) -> str:
        """Render with a mark at the end of the last message, and cut there.

        The same as transformers' ``continue_final_message``: a template that strips contents
        strips the end of the unfinished one too.
        """
        mark = self._unused_character(messages)
        last = replace(messages[-1], content=f"{messages[-1].content}{mark} ")
        text = self._run([*messages[:-1], last], think, add_generation_prompt=False)
        if mark not in text or messages[-1].content.strip() not in text:
            raise TemplateError(
                "The model's chat template leaves out the unfinished answer, "
                "so it cannot be continued.",
                hint="Ask for the rest in a new message.",
            )
        end = text.rindex(mark)
        return text[:end] if text[end + 1 : end + 2] == " " else text[:end].rstrip()

    def _unused_character(self, messages: Iterable[Message]) -> str:
        """Return a private-use character that is in no message and not in the template."""
        used = set(self._source or "").union(*(m.role + m.content for m in messages))
        return next(c for code in _PRIVATE_USE if (c := chr(code)) not in used)

    def _run(
        self, messages: Sequence[Message], think: bool | None, *, add_generation_prompt: bool
    ) -> str:
        from llmnb.sandbox import TooMuchWork

        options = {} if think is None else {"enable_thinking": think}
        with self._lock:
            try:
                self._template.environment.begin()  # type: ignore[attr-defined]
                return self._template.render(
                    messages=[{"role": m.role, "content": m.content} for m in messages],
                    tools=None,
                    documents=None,
                    add_generation_prompt=add_generation_prompt,
                    **self._special_tokens,
                    **options,
                )
            except TemplateError:
                raise
            except TooMuchWork:
                raise TemplateError(
                    "The model's chat template was stopped, since it works without end.",
                    hint=_RAW,
                ) from None
            except Exception as error:  # a template can fail in any way that Python can
                _explain(error)

    @cached_property
    def _template(self) -> jinja2.Template:
        import jinja2

        from llmnb.sandbox import BoundedEnvironment

        try:
            return BoundedEnvironment().from_string(self._source or "")
        except (jinja2.TemplateError, RecursionError) as error:
            line = (
                f" (line {error.lineno})" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            )
            raise TemplateError(
                f"The model's chat template cannot be read: {_words(error)}{line}.", hint=_RAW
            ) from None


def _explain(error: Exception) -> NoReturn:
    """Raise the `TemplateError` for a template that refused or failed."""
    import jinja2

    if type(error) is jinja2.TemplateError:  # what raise_exception raises
        raise TemplateError(
            f"The model's chat template refuses this conversation: {_words(error)}.",
            hint=f"Change the messages. {_RAW}",
        ) from None
    raise TemplateError(
        f"The model's chat template failed: {type(error).__name__}: {_words(error)}.", hint=_RAW
    ) from None


def _words(error: Exception) -> str:
    return str(error).strip().rstrip(".") or "it gives no reason"
