"""Evaluate the demo model: python tools/demo/evaluate.py MODEL.

Prints the share of right greedy answers per task on held-out questions, and on prompts that were
worded freely; with --agreement also how often other precisions give the same answer. Needs llmnb
with its onnx engine; --agreement needs torch and transformers too, for bf16.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"

from answering import Answer, answers
from demodata.documents import Question, held_out_set
from demodata.final_wordings import FINAL_WORDINGS
from demodata.free_wordings import FREE_WORDINGS
from demodata.prompts import Prompt
from demodata.tutorial import TUTORIAL
from scoring import MEMBERS, is_right
from storytelling import REQUEST, told_at_temperatures

PRECISIONS = ("bf16", "int8", "int4")


def score_held_out(
    questions: Mapping[str, Sequence[Question]],
    given: Mapping[str, Sequence[Answer]],
    failures: int,
) -> None:
    """Print the table of scores per task, and some wrong answers of each."""
    shares, wrong = [], []
    print("| task | right | of | share | smallest top-2 gap |\n|---|---|---|---|---|")
    for task, asked in questions.items():
        missed = [
            (question, answer.text)
            for question, answer in zip(asked, given[task], strict=True)
            if not is_right(task, question, answer.text)
        ]
        right = len(asked) - len(missed)
        gap = min(answer.gap for answer in given[task] if answer.gap is not None)
        shares.append(right / len(asked))
        print(f"| {task} | {right} | {len(asked)} | {shares[-1]:.0%} | {gap:.3f} |")
        wrong += [(task, question, text) for question, text in missed[:failures]]
    mean = sum(shares) / len(shares)
    print(f"| **mean of {len(shares)} tasks** | | | **{mean:.1%}** | |\n")
    for task, question, text in wrong:
        prompt = [message["content"] for message in question.messages[-3:]]
        print(f"wrong, {task}: {prompt!r}\n   wanted {question.answer!r}\n   got    {text!r}")


def score_free_wordings(
    title: str, prompts: Sequence[Prompt], given: Sequence[Answer], failures: bool
) -> None:
    """Print how many freely worded prompts were answered rightly, per kind."""
    verdicts = [p.is_right(a.text, MEMBERS) for p, a in zip(prompts, given, strict=True)]
    kinds = dict.fromkeys(prompt.task for prompt in prompts)
    print(f"| {title} | right | of |\n|---|---|---|")
    for kind in kinds:
        own = [v for p, v in zip(prompts, verdicts, strict=True) if p.task == kind]
        print(f"| {kind} | {sum(own)} | {len(own)} |")
    share = sum(verdicts) / len(verdicts)
    print(f"| **all** ({share:.1%}) | {sum(verdicts)} | {len(verdicts)} |\n")
    if failures:
        for prompt, answer, right in zip(prompts, given, verdicts, strict=True):
            if not right:
                print(f"wrong, {prompt.task}: {prompt.user!r}\n   got {answer.text!r}")


def compare_precisions(
    folder: Path,
    questions: Mapping[str, Sequence[Question]],
    given: Mapping[str, Sequence[Answer]],
) -> None:
    """Print how many answers of other precisions are those of fp32, per task."""
    conversations = [question.messages for asked in questions.values() for question in asked]
    columns = {
        precision: _by_task(questions, answers(folder, conversations, precision))
        for precision in PRECISIONS
    }
    print(f"| same answer as fp32 | of | {' | '.join(PRECISIONS)} |")
    print("|---|---|" + "---|" * len(PRECISIONS))
    totals = dict.fromkeys(PRECISIONS, 0)
    for task, asked in questions.items():
        same = {
            precision: sum(a.text == b.text for a, b in zip(given[task], column[task], strict=True))
            for precision, column in columns.items()
        }
        for precision, count in same.items():
            totals[precision] += count
        print(f"| {task} | {len(asked)} | " + " | ".join(map(str, same.values())) + " |")
    count = len(conversations)
    cells = " | ".join(f"{total} ({total / count:.1%})" for total in totals.values())
    print(f"| **all** | {count} | {cells} |\n")


def _by_task(
    questions: Mapping[str, Sequence[Question]], flat: Sequence[Answer]
) -> dict[str, list[Answer]]:
    remaining = iter(flat)
    return {task: [next(remaining) for _ in asked] for task, asked in questions.items()}


def score_stories(folder: Path, precision: str, failures: bool) -> None:
    """Print how many stories hold together, and how many differ, at several temperatures."""
    print(f"| {REQUEST!r}, temperature | coherent | different | of |\n|---|---|---|---|")
    told = told_at_temperatures(folder, precision)
    for one in told:
        counts = len(one.coherent), len(set(one.stories)), len(one.stories)
        print(f"| {one.temperature} | {' | '.join(map(str, counts))} |")
    print()
    for one in told if failures else ():
        for story in one.stories:
            print(f"{one.temperature}, {'' if story in one.coherent else 'NOT '}coherent: {story}")


def show_tutorial(folder: Path) -> bool:
    """Print the answers to the tutorials' prompts; return whether all are as they should be."""
    conversations = [prompt.messages() for prompt in TUTORIAL]
    columns = [answers(folder, conversations, precision) for precision in ("fp32", "int8")]
    fine = True
    for prompt, exact, rounded in zip(TUTORIAL, *columns, strict=True):
        expected = prompt.accept[0] if prompt.accept else exact.text
        mark = "" if exact.text == rounded.text == expected else f"   WANTED {expected!r}"
        fine = fine and not mark
        print(f"{prompt.user}\n    {rounded.text!r}{mark}")
    return fine


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("model", type=Path, help="folder with the model's files")
    add("--precision", choices=["fp32", "int8", "int4"], default="fp32")
    add("--count", type=int, default=200, help="held-out questions per task")
    add("--seed", type=int, default=4242, help="seed of the held-out questions")
    add("--failures", type=int, default=0, help="wrong answers to print per task")
    add("--agreement", action="store_true", help="compare with bf16, int8 and int4")
    add("--stories", action="store_true", help="score stories at several temperatures")
    add("--final", action="store_true", help="score the final split, which is for scoring once")
    return parser.parse_args()


def main() -> None:
    """Print all scores."""
    options = parse_arguments()
    questions = held_out_set(options.seed, options.count)
    conversations = [question.messages for asked in questions.values() for question in asked]
    given = _by_task(questions, answers(options.model, conversations, options.precision))
    score_held_out(questions, given, options.failures)
    splits = [("free wordings", FREE_WORDINGS)]
    if options.final:
        splits.append(("final split", FINAL_WORDINGS))
    for title, prompts in splits:
        replies = answers(options.model, [p.messages() for p in prompts], options.precision)
        score_free_wordings(title, prompts, replies, options.failures > 0)
    if options.stories:
        score_stories(options.model, options.precision, options.failures > 0)
    if options.agreement:
        compare_precisions(options.model, questions, given)
    show_tutorial(options.model)


if __name__ == "__main__":
    main()
