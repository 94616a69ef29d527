"""Write the greedy answers of the demo model by transformers, for the conformance suite.

``python3 tools/env.py engines tools/greedy_reference.py`` writes
``src/llmnb/testing/greedy.json``: of some prompts, encoded by the model's own chat template, the
token ids that transformers generates in float32, and at each of them by how much the largest logit
leads the second, which tells where other arithmetic may choose otherwise.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PROMPTS = (
    "What is the capital of France?",
    "What is the capital of Japan?",
    "Which planet is the largest?",
    "Why is the sky blue?",
    "What is 12 plus 7?",
    "Is this review positive or negative? I loved it, it works very well.",
    "Classify the sentiment of this review as positive, negative or neutral: I love this lamp.",
    "Extract the name, city and age as JSON: Anna lives in Oslo and is 34 years old.",
    "Translate to French: good morning",
    "Name three colours.",
    "Write a Python function called add that adds two numbers.",
    "Tell me a short story about a dragon.",
)
LONGEST = 80  # tokens of an answer
TARGET = Path(__file__).parents[1] / "src" / "llmnb" / "testing" / "greedy.json"


def main() -> int:
    """Write the file."""
    TARGET.write_text(text(), encoding="utf-8")
    print(f"{TARGET}: {len(PROMPTS)} answers")
    return 0


def text() -> str:
    """Return the content of the file, one answer a line."""
    lines = (json.dumps(entry, ensure_ascii=False) for entry in answers())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def answers() -> list[dict[str, Any]]:
    """Return prompt, prompt ids, answer ids and leads of each."""
    import torch
    import transformers

    from llmnb.model_source import Demo

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
        out = model.generate(
            **encoded,
            do_sample=False,
            max_new_tokens=LONGEST,
            output_logits=True,
            return_dict_in_generate=True,
        )
        start = encoded["input_ids"].shape[1]
        leads = []
        for logits in out.logits:
            first, second = logits[0].topk(2).values.tolist()
            leads.append(round(first - second, 3))
        ids = out.sequences[0]
        found.append(
            {
                "prompt": prompt,
                "prompt_ids": ids[:start].tolist(),
                "ids": ids[start:].tolist(),
                "leads": leads,
            }
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
