"""Exported graphs against transformers, on random models of every architecture of the table."""

from __future__ import annotations

import threading

import numpy as np
import onnx_models as om
import psutil
import pytest
import random_models

from llmnb.backends.onnx import OnnxBackend
from llmnb.backends.onnx.exportable import EXPORTABLE
from llmnb.errors import BackendError, Cancelled
from llmnb.generation import FinishReason
from llmnb.progress import Silent

pytestmark = pytest.mark.engines
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("optimum.exporters")

NEW = 24
MOE = {
    "num_key_value_heads": 2,
    "head_dim": 16,
    "intermediate_size": 128,
    "moe_intermediate_size": 32,
    "num_experts": 4,
    "num_experts_per_tok": 2,
}
SHAPE = {"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
LOCAL = {
    "num_layers": 2,
    "num_heads": 4,
    "attention_types": [[["global", "local"], 1]],
    "window_size": 32,
}
OWN = {
    "qwen3_moe": MOE,
    "codegen": {"rotary_dim": 8},
    "gptj": {"rotary_dim": 8},
    "gpt_neo": LOCAL,
    "opt": {"ffn_dim": 128, "word_embed_proj_dim": 64},
}
"""What a small model of an architecture states beside its shape."""
RARE = ("codegen", "gptj", "gpt_neo")
"""Architectures whose last models are years old: an export takes some six seconds."""


class Stages(Silent):
    """Keeps the names of the stages, and cancels at one of them."""

    def __init__(self, at=None, cancel=None):
        self.names, self._at, self._cancel = [], at, cancel

    def start(self, stage):
        self.names.append(stage.name)
        if stage.name == self._at:
            self._cancel.set()


def make(folder, model_type):
    """Write a small random model and return it."""
    torch.manual_seed(5)
    config = transformers.AutoConfig.for_model(
        model_type,
        **SHAPE,
        **OWN.get(model_type, {}),
        vocab_size=320,
        max_position_embeddings=512,
        initializer_range=0.2,  # or the logits would be flat
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
    )
    model = transformers.AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    model.eval().save_pretrained(folder)
    random_models.write_tokenizer(folder)
    return model


def params():
    """Return the architectures; those in `RARE` are for the slow tests."""
    rare = {name: [pytest.mark.slow] for name in RARE}
    return [pytest.param(name, marks=rare.get(name, ())) for name in sorted(EXPORTABLE)]


@pytest.fixture(scope="module", params=params())
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    return folder, make(folder, request.param)


@pytest.fixture(scope="module")
def handle(made):
    handle = om.load(made[0])
    yield handle
    handle.close()


def prompt(length, seed=1):
    return np.random.default_rng(seed).integers(6, 320, length).tolist()


def greedy(model, ids):
    """Return the answer, and the log-probabilities of all tokens at each of its places."""
    found = model.generate(
        torch.tensor([ids]),
        max_new_tokens=NEW,
        min_new_tokens=NEW,  # the logits below are those before the end is forbidden
        do_sample=False,
        eos_token_id=2,
        pad_token_id=0,
        output_logits=True,
        return_dict_in_generate=True,
    )
    logits = torch.cat(found.logits).double()
    return found.sequences[0, len(ids) :].tolist(), logits.log_softmax(-1).numpy()


def check(handle, model, ids):
    answer = handle.generate(om.tokens(ids, max_tokens=NEW, min_tokens=NEW, logprobs=3))
    wanted, logprobs = greedy(model, ids)
    assert om.ids_of(answer) == wanted
    for token, row in zip(answer.logprobs, logprobs, strict=True):
        assert token.logprob == pytest.approx(row[token.id], abs=1e-4)
        assert [id for id, _, _ in token.top] == np.argsort(-row)[:3].tolist()
    return answer


@pytest.mark.parametrize("length", [1, 64, 65, 150])
def test_answers_and_log_probabilities_are_those_of_transformers(made, handle, length):
    check(handle, made[1], prompt(length))


def test_a_second_turn_reuses_what_was_read(made, handle):
    first = prompt(100, seed=2)
    answer = check(handle, made[1], first)
    second = [*first, *om.ids_of(answer), *prompt(20, seed=3)]
    assert check(handle, made[1], second).usage.cached_tokens >= 64


def test_a_cancelled_answer_leaves_a_usable_model(made, handle):
    begun = threading.Event()
    request = om.tokens(prompt(40), max_tokens=400, min_tokens=400)
    job = handle.submit(request, lambda chunk: begun.set())
    assert begun.wait(60)
    job.cancel()
    answer = job.done.result(60)
    assert answer.finish_reason == FinishReason.INTERRUPTED
    assert 0 < answer.usage.completion_tokens < 400
    check(handle, made[1], prompt(150))


def test_the_second_load_finds_the_export(made, handle):
    stages = Stages()
    om.load(made[0], progress=stages).close()
    assert stages.names == ["loading", "warming up"]


def test_an_export_can_be_cancelled(tmp_path, llmnb_cache):
    make(tmp_path / "model", "gpt2")
    cancel = threading.Event()
    plan = om.plan(tmp_path / "model")
    with pytest.raises(Cancelled):
        OnnxBackend().load(plan, Stages("exporting", cancel), cancel)
    assert not psutil.Process().children(recursive=True)
    assert not list(llmnb_cache.rglob("*.onnx"))


def test_a_failing_export_is_one_clear_error(tmp_path, llmnb_cache):
    make(tmp_path / "model", "gpt2")
    config = tmp_path / "model" / "config.json"
    config.write_text(config.read_text().replace("gelu_new", "no_such_function"))
    with pytest.raises(BackendError) as caught:
        om.load(tmp_path / "model")
    assert str(caught.value).startswith("optimum cannot export 'model': ")
    assert "\n" not in str(caught.value)
    assert not list(llmnb_cache.rglob("*.onnx"))
