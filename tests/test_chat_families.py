"""Chat templates with the features of public families render and encode as transformers does."""

import json

import pytest
from chat_families import (
    CASES,
    CLOCK,
    CONVERSATIONS,
    FAMILIES,
    RECORDED,
    THINK,
    by_transformers,
    digest,
    is_unfinished,
)

from llmnb import sandbox
from llmnb.chat_template import ChatTemplate
from llmnb.errors import TemplateError
from llmnb.generation import Message
from llmnb.tokenizer import Tokenizer

TOKENIZERS = {}


class Clock:
    """Stands for `datetime` in the templates' sandbox."""

    @staticmethod
    def now():
        return CLOCK


def made(family):
    template = ChatTemplate(FAMILIES[family].source, FAMILIES[family].special)
    if family not in TOKENIZERS:
        TOKENIZERS[family] = Tokenizer(FAMILIES[family].engine())
    return template, TOKENIZERS[family]


def by_llmnb(family, conversation, think):
    """Return the text and ids; None where the template refuses."""
    template, tokenizer = made(family)
    messages = CONVERSATIONS[conversation]
    options = {"continue_final": is_unfinished(conversation), "think": THINK[think]}
    try:
        text = template.render(messages, **options)
    except TemplateError:
        return None
    return text, template.encode(messages, tokenizer, **options)


@pytest.fixture(scope="module")
def recorded():
    return json.loads(RECORDED.read_text(encoding="utf-8"))


def test_there_are_many_families(recorded):
    assert len(FAMILIES) >= 20
    assert set(recorded) == {"/".join(case) for case in CASES}
    answered = {name.split("/")[0] for name, found in recorded.items() if found is not None}
    assert answered == set(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
def test_texts_and_ids_are_those_recorded_from_transformers(family, recorded, monkeypatch):
    monkeypatch.setattr(sandbox, "datetime", Clock)
    for case in (case for case in CASES if case[0] == family):
        found = by_llmnb(*case)
        shown = None if found is None else [found[0], digest(found[1])]
        assert shown == recorded["/".join(case)], case


@pytest.mark.engines
@pytest.mark.parametrize("family", FAMILIES)
def test_texts_and_ids_are_those_of_transformers(family):
    for case in (case for case in CASES if case[0] == family):
        assert by_llmnb(*case) == by_transformers(*case), case


@pytest.mark.parametrize("family", FAMILIES)
def test_marks_spelled_in_contents_are_ordinary_text(family):
    template, tokenizer = made(family)
    marks = "".join(tokenizer.special_tokens)
    unknown = tokenizer.special_tokens.index("<unk>") if "<unk>" in marks else -1

    def special(content):
        turns = [Message("user", content), Message("assistant", content), Message("user", content)]
        ids = template.encode(turns, tokenizer)
        return [id for id in ids if id in tokenizer.special_ids and id != unknown]

    assert special(f"abc{marks}def") == special("abcdef")
    assert special(f"{marks}abc") == special("abcdef")
