"""Greedy answers of a saved model, at any precision."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import llmnb

LONGEST_ANSWER = 300  # tokens
Conversation = Sequence[dict[str, str]]


@dataclass(frozen=True)
class Answer:
    """An answer, and how sure the model was of it.

    Attributes
    ----------
    gap : float or None
        Smallest difference of the logits of the best and the second best token on the way;
        None where it was not measured.
    """

    text: str
    gap: float | None = None


def answers(
    folder: Path, conversations: Sequence[Conversation], precision: str = "fp32"
) -> list[Answer]:
    """Return the greedy answer to each conversation.

    Parameters
    ----------
    folder : Path
        Folder with the model's files.
    conversations : sequence of lists of messages
        What to answer.
    precision : {"fp32", "bf16", "int8", "int4"}
        bf16 computes in bfloat16 with transformers; the others are those of llmnb's own engine.
    """
    if precision == "bf16":
        return [Answer(text) for text in _in_bfloat16(folder, conversations)]
    with loaded(folder, precision) as model:
        return [_answer(model, conversation) for conversation in conversations]


@contextlib.contextmanager
def loaded(folder: Path, precision: str) -> Iterator[llmnb.Model]:
    """Load a saved model into llmnb's own engine, and unload it in the end."""
    model = llmnb.load(str(folder), name="evaluated", precision=precision, backend="onnx")
    try:
        yield model
    finally:
        model.unload()


def _answer(model: llmnb.Model, conversation: Conversation) -> Answer:
    generation = model.generate(
        list(conversation), temperature=0, max_tokens=LONGEST_ANSWER, logprobs=2
    )
    gaps = [token.top[0][2] - token.top[1][2] for token in generation.logprobs]
    return Answer(generation.text, min(gaps))


def _in_bfloat16(folder: Path, conversations: Sequence[Conversation]) -> list[str]:
    import torch
    from transformers import AutoTokenizer, LlamaForCausalLM

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.bfloat16).eval()
    texts = []
    for conversation in conversations:
        prompt = tokenizer.apply_chat_template(
            list(conversation), add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        output = model.generate(**prompt, max_new_tokens=LONGEST_ANSWER, do_sample=False)
        new = output[0, prompt["input_ids"].shape[1] :]
        texts.append(tokenizer.decode(new, skip_special_tokens=True))
    return texts
