"""The demo model answers the same through llmnb at fp32 and through stock transformers."""

import pytest

import llmnb
from llmnb.model_source import Demo

pytestmark = pytest.mark.engines

PROMPTS = (
    "What is the capital of France?",
    "Why is the sky blue?",
    "Classify the sentiment of this review as positive, negative or neutral: I love this lamp.",
    "Extract the name, city and age as JSON: Anna lives in Oslo and is 34 years old.",
    "Tell me a long story about a dragon.",
    "Write a Python function called add that adds two numbers.",
)


@pytest.fixture(scope="module")
def reference():
    transformers = pytest.importorskip("transformers")
    folder = Demo().folder
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype="float32").eval()
    return tokenizer, model


@pytest.fixture(scope="module")
def demo():
    model = llmnb.load("demo", precision="fp32")
    yield model
    model.unload()


@pytest.mark.parametrize("prompt", PROMPTS)
def test_greedy_answers_are_those_of_transformers(demo, reference, prompt):
    tokenizer, model = reference
    encoded = tokenizer.apply_chat_template(
        [{"role": "user", "content": prompt}],
        add_generation_prompt=True,
        return_tensors="pt",
        return_dict=True,
    )
    generated = model.generate(**encoded, do_sample=False, max_new_tokens=300)
    ids = generated[0, encoded["input_ids"].shape[1] :]
    answer = demo.generate(prompt, temperature=0, max_tokens=300)
    assert answer.text == tokenizer.decode(ids, skip_special_tokens=True)
    assert answer.usage.completion_tokens == len(ids)
