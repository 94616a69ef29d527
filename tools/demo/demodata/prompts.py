"""A prompt worded freely, and how an answer to it is judged."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from json import JSONDecodeError, loads

_LABELS = {
    "sentiment": ("positive", "negative", "neutral"),
    "routing": ("billing", "shipping", "technical"),
}


def _ignores_case(text: str) -> bool:
    """Only a text in capitals throughout must be met in exactly its case."""
    return not text.isupper()


def _appears(text: str, answer: str) -> bool:
    """Whether `text` stands in `answer` as whole words, or as a whole number."""
    before = r"(?<!\w)" if re.match(r"\w", text) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        before, after = r"(?<![\w\-−])(?<!\d[.,])", r"(?!\w)(?![.,]\d)"
    flags = re.IGNORECASE if _ignores_case(text) else re.NOFLAG
    return re.search(before + re.escape(text) + after, answer, flags) is not None


def _is_whole(text: str, answer: str) -> bool:
    """Whether `answer` is `text` and nothing else but a final full stop."""
    whole = answer.strip().removesuffix(".").strip()
    return whole == text or (_ignores_case(text) and whole.casefold() == text.casefold())


def _is_value(found: object, wanted: object) -> bool:
    """Whether a JSON value is the wanted one, or one of a tuple of wanted ones."""
    choices = wanted if isinstance(wanted, tuple) else (wanted,)
    return any(found == one and isinstance(found, bool) == isinstance(one, bool) for one in choices)


@dataclass(frozen=True)
class Prompt:
    """One prompt and what a right answer to it must show; every check given must hold.

    Parameters
    ----------
    task
        The kind of task.
    user
        The user's message.
    system
        The system prompt, if there is one.
    before
        Earlier turns, the user's and the assistant's alternately, the user's first.
    accept
        Texts of which at least one must appear in the answer, as whole words.
    require
        Texts which must all appear in the answer, as whole words.
    json
        The JSON object the answer must be; a tuple as a value holds several right ones.
    items
        The plural name of the category whose members the answer must list.
    count
        How many different items the list must have.
    shortest
        The fewest characters the answer may have.
    exact
        Whether the whole answer must equal one of `accept`.
    """

    task: str
    user: str
    system: str | None = None
    before: Sequence[str] = ()
    accept: Sequence[str] = ()
    require: Sequence[str] = ()
    json: Mapping[str, object] | None = None
    items: str = ""
    count: int = 0
    shortest: int = 0
    exact: bool = False

    def messages(self) -> list[dict[str, str]]:
        """Return the conversation up to and with the user's message."""
        messages = [{"role": "system", "content": self.system}] if self.system else []
        for index, content in enumerate([*self.before, self.user]):
            messages.append({"role": "assistant" if index % 2 else "user", "content": content})
        return messages

    def is_right(self, answer: str, members: Mapping[str, Collection[str]] = {}) -> bool:
        """Whether `answer` is right, with the words of each category in `members`."""
        matches = _is_whole if self.exact else _appears
        others = [label for label in _LABELS.get(self.task, ()) if label not in self.accept]
        return (
            (not self.accept or any(matches(text, answer) for text in self.accept))
            and not any(_appears(label, answer) for label in others)
            and all(_appears(text, answer) for text in self.require)
            and (self.json is None or self._is_object(answer, self.json))
            and (not self.items or self._is_list(answer, members.get(self.items, ())))
            and len(answer.strip()) >= self.shortest
        )

    def _is_object(self, answer: str, wanted: Mapping[str, object]) -> bool:
        try:
            found = loads(answer)
        except JSONDecodeError:
            return False
        if not isinstance(found, dict) or found.keys() != wanted.keys():
            return False
        return all(_is_value(found[key], value) for key, value in wanted.items())

    def _is_list(self, answer: str, words: Collection[str]) -> bool:
        if re.search(r"\bcommas?\b", self.user, re.IGNORECASE):
            found = re.split(r",(?:\s*and\b)?|\band\b", answer)
        else:
            numbered = re.search(r"\bnumbered\b", self.user, re.IGNORECASE)
            marker = r"\d+[.)]" if numbered else r"[-*+•]"
            found = re.findall(rf"^[ \t]*{marker}[ \t]+(.+)$", answer, re.MULTILINE)
        names = [name.strip(" \t\r\n.;*_`").casefold() for name in found]
        known = {word.casefold() for word in words}
        return len(names) == len(set(names)) == self.count and known.issuperset(names)
