"""From what a request asks to the token ids that the network reads."""

from __future__ import annotations

from pathlib import Path

from llmnb.chat_template import ChatTemplate
from llmnb.errors import ParameterError
from llmnb.generation import Input, Messages, Text, TokenIds
from llmnb.model_source import ModelFacts
from llmnb.thinking import Splitter, marks_in
from llmnb.tokenizer import Tokenizer

NO_TEMPLATE = "the model has no chat template, so it completes the messages as plain text"


class Prompts:
    """Encodes the prompts of one model; safe to use from many threads.

    Parameters
    ----------
    folder : Path
        The model's files.
    facts : ModelFacts
        Its configuration.
    """

    def __init__(self, folder: Path, facts: ModelFacts) -> None:
        self.tokenizer = Tokenizer.from_folder(folder)
        self.vocabulary = facts.vocabulary
        self._template = ChatTemplate(facts.chat_template, facts.special_tokens)
        self._marks = marks_in(facts.chat_template)

    @property
    def switches_thinking(self) -> bool:
        """Whether the chat template can turn thinking on and off."""
        return self._template.switches_thinking

    def splitter(self, prompt: Input, think: bool | None = None) -> Splitter:
        """Return what tells thinking apart in the answer to a prompt.

        Only an answer in a conversation has thinking; one that goes on from a text is past it.
        """
        if self._marks is None or not isinstance(prompt, Messages) or prompt.continue_final:
            return Splitter(None)
        text = self._template.render(prompt.messages, think=think)
        return Splitter(self._marks, inside=text.rstrip().endswith(self._marks.opening))

    def encode(self, prompt: Input, think: bool | None = None) -> tuple[list[int], tuple[str, ...]]:
        """Return the ids of a prompt, and notes for the reader.

        Raises
        ------
        ParameterError
            If the prompt is empty, or has ids that the model does not know.
        """
        ids, notes = self._encode(prompt, think)
        if not ids:
            raise ParameterError("The prompt is empty; it must have at least one token.")
        if not 0 <= min(ids) <= max(ids) < self.vocabulary:
            wrong = next(i for i in ids if not 0 <= i < self.vocabulary)
            raise ParameterError(
                f"The token id {wrong} is not in the model's vocabulary; "
                f"allowed are 0 to {self.vocabulary - 1}."
            )
        return ids, notes

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int]:
        """Return a prompt as text, with special tokens spelled out, and its number of tokens."""
        ids = self.encode(prompt, think)[0]
        return self._text(prompt, ids, think), len(ids)

    def _encode(self, prompt: Input, think: bool | None) -> tuple[list[int], tuple[str, ...]]:
        if isinstance(prompt, TokenIds):
            return list(prompt.ids), ()
        if isinstance(prompt, Text):
            return self.tokenizer.encode_prompt(prompt.text), ()
        continued = prompt.continue_final
        ids = self._template.encode(
            prompt.messages, self.tokenizer, continue_final=continued, think=think
        )
        return ids, () if self._template.exists else (NO_TEMPLATE,)

    def _text(self, prompt: Input, ids: list[int], think: bool | None) -> str:
        if isinstance(prompt, Text):
            return prompt.text
        if isinstance(prompt, TokenIds):
            return "".join(self.tokenizer.token_text(id) for id in ids)
        continued = prompt.continue_final
        return self._template.render(prompt.messages, continue_final=continued, think=think)
