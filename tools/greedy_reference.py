"""Writes what the conformance suite compares greedy answers with.

``python3 tools/env.py engines tools/greedy_reference.py`` lets transformers, with PyTorch in fp32,
answer some prompts with the demo model, and writes ``src/llmnb/testing/greedy.json``. A new demo
model needs it; a test says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from llmnb.model_source import Demo, digest
from llmnb.testing.greedy import LENGTH

TARGET = Path(__file__).resolve().parent.parent / "src" / "llmnb" / "testing" / "greedy.json"
PROMPTS = (
    "What is the capital of France?",
    "Why is the sky blue?",
    "Classify the sentiment of this review as positive, negative or neutral: I love this lamp.",
    "Extract the name, city and age as JSON: Anna lives in Oslo and is 34 years old.",
    "Write a Python function called add that adds two numbers.",
    "Translate to French: the boy is happy",
    "Comment ça va?",
    "Tell me a story.",
    "Tell me a short story about a dragon.",
    "Say this again: 🙂🙂 你好",
)


def main() -> None:
    """Write the table."""
    TARGET.write_text(written(answers()), encoding="utf-8")
    print(TARGET)


def answers() -> list[dict[str, Any]]:
    """Return, for each prompt, what transformers answers.

    ``ids`` are the tokens of the greedy answer, its end included; ``gaps`` how far, at each of
    them, the largest logit is above the second.
    """
    import torch
    import transformers

    folder = Demo().folder
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    found = []
    for prompt in PROMPTS:
        encoded = tokenizer.apply_chat_template(
            [{"role": "user", "content": prompt}],
            add_generation_prompt=True,
            return_tensors="pt",
            return_dict=True,
        )
        made = model.generate(
            **encoded,
            do_sample=False,
            max_new_tokens=LENGTH,
            output_logits=True,
            return_dict_in_generate=True,
        )
        length = encoded["input_ids"].shape[1]
        largest = [torch.topk(logits[0], 2).values for logits in made.logits]
        found.append(
            {
                "prompt": prompt,
                "prompt_tokens": length,
                "ids": made.sequences[0, length:].tolist(),
                "gaps": [round(float(first - second), 3) for first, second in largest],
            }
        )
    return found


def written(found: list[dict[str, Any]]) -> str:
    """Return the table as text, a prompt a line."""
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in found)
    return f'{{"revision": "{digest(Demo().folder)}", "answers": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    main()
