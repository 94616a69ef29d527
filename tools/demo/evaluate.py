"""Evaluate the demo model on the held-out set: python tools/demo/evaluate.py MODEL.

Prints the share of right greedy answers per task, their mean, the free wordings, and the answers
to the tutorials' prompts.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"

import torch
from demodata.documents import Question, held_out_set
from demodata.wordings import FREE_WORDINGS, TUTORIAL
from scoring import is_right
from transformers import AutoTokenizer, LlamaForCausalLM

_INT4_BLOCK = 32
_LONGEST_ANSWER = 260  # tokens
_BATCH = 40


class Answerer:
    """Answers prompts greedily with a saved model.

    Parameters
    ----------
    folder : Path
        Folder with the model's files.
    precision : {"fp32", "bf16", "int8", "int4"}
        fp32 computes with the weights as saved, bf16 also computes in bfloat16, int8 and int4
        round the matrices (int8 per row, int4 in blocks of 32, embeddings in int8).
    """

    def __init__(self, folder: Path, precision: str = "fp32") -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
        self._model = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        if precision == "bf16":
            self._model.bfloat16()
        elif precision != "fp32":
            _round_matrices(self._model, precision)

    @torch.no_grad()
    def answers(self, conversations: Sequence[Sequence[dict[str, str]]]) -> list[str]:
        """Return the answer to each conversation."""
        prompts = [
            self._tokenizer.apply_chat_template(
                list(messages), tokenize=False, add_generation_prompt=True
            )
            for messages in conversations
        ]
        order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]))
        answers = [""] * len(prompts)
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            batch = self._tokenizer(
                [prompts[index] for index in chosen],
                return_tensors="pt",
                padding=True,
                add_special_tokens=False,
            )
            output = self._model.generate(**batch, max_new_tokens=_LONGEST_ANSWER, do_sample=False)
            new = output[:, batch["input_ids"].shape[1] :]
            texts = self._tokenizer.batch_decode(new, skip_special_tokens=True)
            for index, text in zip(chosen, texts, strict=True):
                answers[index] = text
        return answers


@torch.no_grad()
def _round_matrices(model: LlamaForCausalLM, precision: str) -> None:
    for name, parameter in model.named_parameters():
        if parameter.ndim == 2:
            four = precision == "int4" and "embed_tokens" not in name
            parameter.copy_(_int4(parameter) if four else _int8(parameter))


def _int8(weight: torch.Tensor) -> torch.Tensor:
    scale = (weight.abs().amax(1, keepdim=True) / 127).clamp_min(1e-8)
    return (weight / scale).round() * scale


def _int4(weight: torch.Tensor) -> torch.Tensor:
    blocks = weight.reshape(-1, _INT4_BLOCK)
    largest = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = torch.where(largest == 0, 1.0, largest / -8).half().float()
    return ((blocks / scale).round().clamp(-8, 7) * scale).reshape(weight.shape)


def _tutorial_messages(turns: list[str]) -> list[dict[str, str]]:
    messages = []
    if turns[0].startswith("system:"):
        messages.append({"role": "system", "content": turns[0].removeprefix("system:")})
        turns = turns[1:]
    for index, content in enumerate(turns):
        messages.append({"role": "assistant" if index % 2 else "user", "content": content})
    return messages


def _print_scores(
    questions: dict[str, list[Question]], answers: dict[str, list[str]], failures: int
) -> None:
    shares = []
    print("| task | right | of | share |\n|---|---|---|---|")
    wrong: list[tuple[str, Question, str]] = []
    for task, asked in questions.items():
        verdicts = [is_right(task, q, a) for q, a in zip(asked, answers[task], strict=True)]
        shares.append(sum(verdicts) / len(verdicts))
        print(f"| {task} | {sum(verdicts)} | {len(verdicts)} | {shares[-1]:.0%} |")
        missed = [
            (task, q, a)
            for q, a, right in zip(asked, answers[task], verdicts, strict=True)
            if not right
        ]
        wrong += missed[:failures]
    print(f"| **mean of {len(shares)} tasks** | | | **{sum(shares) / len(shares):.1%}** |\n")
    for task, question, answer in wrong:
        prompt = question.messages[-1]["content"]
        print(f"wrong, {task}: {prompt!r} wanted {question.answer[:90]!r} got {answer[:90]!r}")


def _print_free_wordings(answerer: Answerer, failures: int) -> None:
    prompts = [[{"role": "user", "content": prompt}] for prompt, _ in FREE_WORDINGS]
    answers = answerer.answers(prompts)
    right = 0
    for (prompt, accepted), answer in zip(FREE_WORDINGS, answers, strict=True):
        if any(text in answer for text in accepted):
            right += 1
        elif failures:
            print(f"wrong, free wording: {prompt!r} got {answer[:90]!r}")
    print(f"free wordings: {right} of {len(FREE_WORDINGS)}\n")


def _print_tutorial(answerer: Answerer) -> None:
    answers = answerer.answers([_tutorial_messages(turns) for turns, _ in TUTORIAL])
    for (turns, expected), answer in zip(TUTORIAL, answers, strict=True):
        mark = "" if expected in (None, answer) else f"   WANTED {expected!r}"
        print(f"{' / '.join(turns)}\n    {answer!r}{mark}")


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("model", type=Path, help="folder with the model's files")
    add("--precision", choices=["fp32", "bf16", "int8", "int4"], default="fp32")
    add("--count", type=int, default=60, help="questions per task")
    add("--seed", type=int, default=4242, help="seed of the held-out questions")
    add("--failures", type=int, default=0, help="wrong answers to print per task")
    add("--threads", type=int, default=1, help="threads of PyTorch")
    return parser.parse_args()


def main() -> None:
    """Print scores, free wordings, the tutorials' prompts, and agreement with fp32 if asked."""
    options = _parse_arguments()
    torch.set_num_threads(options.threads)
    answerer = Answerer(options.model, options.precision)
    questions = held_out_set(options.seed, options.count)
    conversations = [q.messages for asked in questions.values() for q in asked]
    flat = answerer.answers(conversations)
    remaining = iter(flat)
    answers = {task: [next(remaining) for _ in asked] for task, asked in questions.items()}
    _print_scores(questions, answers, options.failures)
    _print_free_wordings(answerer, options.failures)
    _print_tutorial(answerer)
    if options.precision != "fp32":
        reference = Answerer(options.model).answers(conversations)
        same = sum(a == b for a, b in zip(flat, reference, strict=True))
        print(f"\n{options.precision} gives the fp32 answer in {same} of {len(flat)} cases")


if __name__ == "__main__":
    main()
