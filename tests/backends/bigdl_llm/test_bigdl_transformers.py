"""BigDL's layers against transformers, on random models of every architecture of the table."""

from __future__ import annotations

import bigdl_models as bm
import numpy as np
import pytest
from asking import ids_of, tokens

from llmnb.backends.bigdl import library, network
from llmnb.backends.bigdl.architectures import ARCHITECTURES
from llmnb.backends.bigdl.formats import FORMATS
from llmnb.hardware import detect
from llmnb.model_source import ModelFacts, read_facts

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")
torch = pytest.importorskip("torch")

NEW = 24
FAR = {"sym_int8": 0.06, "asym_int5": 0.3, "sym_int5": 0.3, "asym_int4": 0.6, "sym_int4": 0.6}
"""How far the logits may be from those of float32 weights: mean difference over their spread.

On networks as narrow as these; the bound only tells a format from a wrong one.
"""


@pytest.fixture(scope="module", params=sorted(ARCHITECTURES))
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    return folder, bm.make(folder, request.param)


@pytest.fixture(scope="module")
def handle(made):
    loaded = bm.load(made[0], "sym_int4")
    yield loaded
    loaded.close()


def prompt(length, seed=1):
    return np.random.default_rng(seed).integers(6, 320, length).tolist()


def dequantised(model, precision):
    """Give transformers' model the weights that BigDL's numbers stand for."""
    engine = library.load(detect().cpu)
    kind = engine.ggml_tensor_qtype[precision]
    for name, _ in [*network.products(model)]:
        layer = model.get_submodule(name)
        packed = engine.ggml_convert_qtype(layer.weight.data.contiguous(), kind, device="cpu")
        # By what each single one gives, since BigDL's own way back knows two formats only.
        ones = torch.eye(layer.in_features)
        values = engine.ggml_matmul_src1_x_src0_t(packed, ones, layer.weight.shape, kind).T
        layer.weight = torch.nn.Parameter(values.contiguous())  # a tied embedding keeps its own
    return model


def logits_of(model, ids):
    with torch.inference_mode():
        return model(torch.tensor([ids])).logits[0].numpy()


def own_logits(handle, ids, count):
    """Return the logits of the last tokens, the first by reading and the others by decoding."""
    runner = bm.runner(handle)
    runner.store.release()
    slot, run, start = runner.store.take(ids), runner.begin(), len(ids) - count + 1
    rows = [runner.prefill(slot, ids[:start], run).copy()]
    rows += [runner.step(slot, id, run).copy() for id in ids[start:]]
    return np.array(rows)


def distance(found, wanted):
    return float(np.abs(found - wanted).mean() / wanted.std())


@pytest.mark.parametrize("length", [1, 20, 64])
def test_greedy_answers_are_those_of_transformers_on_the_same_layers(made, handle, length):
    """Read in one chunk, so that both compute the same positions together."""
    ids = prompt(length)
    answer = handle.generate(tokens(ids, max_tokens=NEW, min_tokens=NEW, logprobs=0))
    model = bm.runner(handle)._model
    with torch.inference_mode():
        wanted = model.generate(
            torch.tensor([ids]),
            attention_mask=torch.ones((1, length), dtype=torch.long),
            max_new_tokens=NEW,
            min_new_tokens=NEW,
            do_sample=False,
            eos_token_id=2,
            pad_token_id=0,
        )
    assert ids_of(answer) == wanted[0, length:].tolist()


def test_logits_are_those_of_the_weights_that_the_numbers_stand_for(made, llmnb_cache):
    """What is left is that BigDL rounds the activations of every product to int8."""
    folder, exact = made
    ids = prompt(150)
    wanted = logits_of(exact, ids)[-NEW:]
    for precision in FORMATS if folder.name.startswith(("llama", "qwen3")) else ("sym_int4",):
        model = dequantised(network_of(folder), precision)
        loaded = bm.load(folder, precision)
        try:
            found = own_logits(loaded, ids, NEW)
        finally:
            loaded.close()
        near, far = distance(found, logits_of(model, ids)[-NEW:]), distance(found, wanted)
        print(folder.name, precision, f"rounding {near:.3f}, against float32 {far:.3f}")
        assert near < 0.06
        assert far < FAR[precision]


def network_of(folder):
    """Return transformers' own model of a folder, with the attention that llmnb chooses."""
    import transformers

    attention = "eager" if read_facts(folder).model_type == "gemma2" else "sdpa"
    return transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation=attention
    ).eval()


LINEAR = {"rope_type": "linear", "factor": 2.0}
LLAMA3 = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
LONG = {"short_factor": [1.0, 1.5] * 8, "long_factor": [2.0, 3.0] * 8}


@pytest.mark.parametrize(
    ("model_type", "old", "new"),
    [
        ("qwen3", {"rope_theta": 5e5}, {"rope_type": "default", "rope_theta": 5e5}),
        ("llama", {"rope_theta": 5e5, "rope_scaling": LLAMA3}, {**LLAMA3, "rope_theta": 5e5}),
        (
            "gemma3_text",
            {"rope_local_base_freq": 5e3, "rope_theta": 1e5, "rope_scaling": LINEAR},
            {
                "sliding_attention": {"rope_type": "default", "rope_theta": 5e3},
                "full_attention": {**LINEAR, "rope_theta": 1e5},
            },
        ),
        (
            "phi3",
            {"rope_scaling": {"type": "longrope", **LONG}, "original_max_position_embeddings": 256},
            {"rope_type": "longrope", "original_max_position_embeddings": 256, **LONG},
        ),
        (
            "gpt_neox",
            {"rotary_pct": 0.5, "rotary_emb_base": 5e4},
            {"rope_type": "default", "rope_theta": 5e4, "partial_rotary_factor": 0.5},
        ),
    ],
)
def test_both_spellings_of_a_configuration_give_the_same_rotations(model_type, old, new):
    def rotations(**stated):
        shape = {**bm.SHAPE, **bm.KINDS[model_type], "model_type": model_type}
        if model_type == "phi3":
            shape["num_attention_heads"] = shape["num_key_value_heads"] = 4
        config = {**shape, **stated}
        facts = ModelFacts(model_type, config, 2, 128, 4, 2, 32, 320, 512)
        return {n: b.tolist() for n, b in network.skeleton(facts).named_buffers() if "freq" in n}

    assert rotations(**old) == rotations(rope_parameters=new)
    assert rotations(**old) != rotations()


def test_what_was_read_and_decoded_before_is_reused_exactly(made, handle):
    first, other = prompt(150, seed=2), prompt(90, seed=3)
    request = tokens(first, logprobs=3, max_tokens=8, min_tokens=8)
    bm.runner(handle).store.release()
    wanted = handle.generate(request)
    handle.generate(tokens([*first[:100], *other]))
    again = handle.generate(request)
    assert again.usage.cached_tokens == 64
    assert again.logprobs == wanted.logprobs
    longer = [*first, *ids_of(wanted), *other]
    assert handle.generate(tokens(longer)).usage.cached_tokens == 150 + 7
