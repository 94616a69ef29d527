"""The direct graphs against transformers, on random models of every supported kind."""

from __future__ import annotations

import io
import json
import threading

import numpy as np
import pytest
import random_models

from llmnb.backends.onnx.architectures import describe
from llmnb.backends.onnx.formats import FORMATS
from llmnb.backends.onnx.graph import build, check
from llmnb.backends.onnx.kv import KvShape
from llmnb.backends.onnx.loop import Runner
from llmnb.backends.onnx.quantise import block_size, dequantise, quantise
from llmnb.backends.onnx.rope import tables
from llmnb.backends.onnx.session import open_session
from llmnb.backends.onnx.weights import Weights
from llmnb.model_source import read_facts

pytestmark = pytest.mark.engines
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
ort = pytest.importorskip("onnxruntime")

CONTEXT = 320
LENGTHS = (1, 20, 64, 65, 150)
NEW = 40

LLAMA3 = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
KINDS = {
    "llama-tied": {},
    "llama-untied": {"tied": False},
    "llama-own-head-dim": {"head_dim": 32, "heads": 4, "kv_heads": 1, "tied": False},
    "llama-no-groups": {"heads": 4, "kv_heads": 4},
    "llama-all-biases": {"attention_bias": True, "mlp_bias": True},
    "llama-odd-sizes": {"hidden": 72, "heads": 3, "kv_heads": 1, "head_dim": 48,
                        "intermediate": 176},
    "llama-linear-rope": {"rope_scaling": {"rope_type": "linear", "factor": 2.0}},
    "llama3-rope": {"rope_scaling": LLAMA3, "rope_theta": 500_000.0},
    "mistral": {"model_type": "mistral", "tied": False},
    "mistral-window": {"model_type": "mistral", "sliding_window": 16},
    "qwen2-tied": {"model_type": "qwen2"},
    "qwen2-untied": {"model_type": "qwen2", "tied": False},
    "qwen2-window": {"model_type": "qwen2", "use_sliding_window": True, "sliding_window": 24,
                     "max_window_layers": 1},
}  # fmt: skip


@pytest.fixture(scope="module", params=KINDS, ids=str)
def folder(request, tmp_path_factory):
    made = tmp_path_factory.mktemp(request.param)
    return random_models.make(made, seed=3, **KINDS[request.param])


def prompts(vocabulary):
    random = np.random.default_rng(1)
    return [random.integers(6, vocabulary, n).tolist() for n in LENGTHS]


def open_runner(folder, precision):
    facts = read_facts(folder)
    network = describe(facts)
    with Weights(folder) as weights:
        check(network, weights)
        form = FORMATS[precision]
        model = build(network, weights, form, io.BytesIO(), None, lambda _: None)
    session = open_session(model, 1, threading.Event())
    shape = KvShape(network.layers, network.kv_heads, network.head_dim, CONTEXT)
    positions = tables(network.rope, network.head_dim, CONTEXT)
    return Runner(session, shape, network.vocabulary, positions)


def reference(folder):
    torch.set_num_threads(1)  # these networks are too small to share
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    return model.eval()


def greedy(model, ids):
    output = model.generate(
        torch.tensor([ids]),
        max_new_tokens=NEW,
        min_new_tokens=NEW,
        do_sample=False,
        eos_token_id=None,
        pad_token_id=0,
    )
    return output[0, len(ids) :].tolist()


def own_greedy(runner, ids):
    slot = runner.store.take(ids)
    logits, found = runner.prefill(slot, ids, ort.RunOptions()), []
    while True:
        found.append(int(logits.argmax()))
        if len(found) == NEW:
            return found
        logits = runner.step(slot, found[-1], ort.RunOptions())


def test_fp32_is_transformers_token_by_token(folder):
    runner, model = open_runner(folder, "fp32"), reference(folder)
    for ids in prompts(model.config.vocab_size):
        assert own_greedy(runner, ids) == greedy(model, ids), len(ids)


@pytest.mark.parametrize("dtype", ["F16", "BF16"])
def test_half_precision_files_are_read_exactly(tmp_path, dtype):
    folder = random_models.make(tmp_path, "qwen2", dtype=dtype, shards=3)
    runner, model = open_runner(folder, "fp32"), reference(folder)
    for ids in prompts(320):
        assert own_greedy(runner, ids) == greedy(model, ids)


@pytest.mark.parametrize("precision", ["int8", "int4"])
def test_quantised_graphs_compute_with_the_quantised_weights(folder, precision):
    """transformers runs on the dequantised weights, so nothing but rounding may differ.

    What is left is that accuracy level 4 rounds the activations of every product to int8. On
    these narrow random networks that is at most a tenth of the spread of the logits at a
    single token, and a few per cent on average; a wrong scale, zero or order would be as large
    as the spread itself.
    """
    runner, model = open_runner(folder, precision), reference(folder)
    load_dequantised(model, FORMATS[precision].bits)
    spread, errors = [], []
    for ids in prompts(model.config.vocab_size):
        ids = ids + greedy(model, ids)
        with torch.inference_mode():
            wanted = model(torch.tensor([ids])).logits[0].numpy()
        slot = runner.store.take(ids)
        start = len(ids) - NEW
        rows = [runner.prefill(slot, ids[:start], ort.RunOptions()).copy()]
        rows += [runner.step(slot, id, ort.RunOptions()).copy() for id in ids[start:]]
        for found, row in zip(rows, wanted[start - 1 :], strict=True):
            errors.append(np.abs(found - row).mean())
            spread.append(row.std())
            top = np.sort(row)[-2:]
            if top[1] - top[0] > 0.5 * row.std():
                assert found.argmax() == row.argmax()
    print(precision, np.mean(errors) / np.mean(spread), np.max(errors) / np.mean(spread))
    assert np.mean(errors) < 0.05 * np.mean(spread)


def load_dequantised(model, bits):
    """Replace the weights of a transformers model by what their quantised form stands for."""
    with torch.no_grad():
        for parameter in model.parameters():
            block = block_size(parameter.shape[-1])
            if parameter.dim() == 2 and block is not None:
                packed, scales = quantise(parameter.numpy(), bits, block)
                parameter.copy_(torch.from_numpy(dequantise(packed, scales, bits, block)))


def test_the_random_model_speaks_transformers_language(tmp_path):
    folder = random_models.make(tmp_path)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    text = tokenizer.apply_chat_template([{"role": "user", "content": "Hi"}], tokenize=False,
                                         add_generation_prompt=True)  # fmt: skip
    assert text == "<|begin|><|user|>Hi<|end|><|assistant|>"
    assert json.loads((folder / "config.json").read_text())["eos_token_id"] == 2
