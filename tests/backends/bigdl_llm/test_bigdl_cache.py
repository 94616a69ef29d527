"""BigDL's numbers on disk: found again bit by bit, whole or not there."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace

import bigdl_models as bm
import pytest
import random_models
from asking import tokens
from conversions import Counter, left

from llmnb.backends.bigdl import BigdlBackend, library, network
from llmnb.backends.bigdl.cache import CACHE, MADE, WEIGHTS, Numbers
from llmnb.backends.bigdl.formats import FORMATS
from llmnb.backends.bigdl.needs import disk_bytes
from llmnb.backends.inprocess import cache
from llmnb.errors import Cancelled, ModelFormatError, StorageError
from llmnb.hardware import detect
from llmnb.model_source import read_facts, read_header
from llmnb.progress import Silent

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")
torch = pytest.importorskip("torch")

REQUEST = tokens(range(10, 110), logprobs=5, max_tokens=8, min_tokens=8)


@pytest.fixture
def folder(tmp_path, llmnb_cache, monkeypatch):
    monkeypatch.setattr(cache, "SMALL", 0)  # so that even tiny models need the cache
    return random_models.make(tmp_path / "a-model", "qwen2", hidden=128, intermediate=200)


def convert(folder, precision="sym_int4", progress=None, cancel=None):
    facts = read_facts(folder)
    return Numbers(
        folder,
        "a-model",
        precision,
        progress or Silent(),
        cancel or threading.Event(),
        facts,
        library.load(detect().cpu),
        network.skeleton(facts),
    ).result()


def ask(folder, precision="sym_int4", progress=None):
    handle = bm.load(folder, precision, progress=progress)
    try:
        return handle.generate(REQUEST).logprobs
    finally:
        handle.close()


def test_a_model_is_converted_once(folder):
    first, second = Counter(), Counter()
    path = convert(folder, progress=first)
    assert [(s.name, s.total, s.unit) for s in first.stages] == [("converting", 27, "tensors")]
    assert first.done == 27
    assert convert(folder, progress=second) == path
    assert second.stages == []


def test_what_is_kept_is_safetensors_with_the_file_s_own_embedding(tmp_path, llmnb_cache):
    folder = random_models.make(
        tmp_path / "m", "qwen2", hidden=128, intermediate=200, dtype="BF16", shards=2
    )
    kept = read_header(convert(folder).parent / WEIGHTS)
    found = {name: (tensor.dtype, tensor.shape) for name, tensor in kept.items()}
    assert found["model.embed_tokens.weight"] == ("BF16", (320, 128))
    assert found["lm_head.weight"] == ("U8", (320 * 128 // 64 * 34,))
    assert found["model.layers.0.self_attn.q_proj.bias"] == ("F32", (128,))
    # 64 does not divide its rows of 200.
    assert found["model.layers.0.mlp.down_proj.weight"] == ("F32", (128, 200))


@pytest.mark.parametrize("precision", list(FORMATS))
def test_what_is_read_back_answers_bit_by_bit_as_what_was_converted(
    folder, tmp_path, monkeypatch, precision
):
    first, second = Counter(), Counter()
    kept, read_back = ask(folder, precision, first), ask(folder, precision, second)
    assert first.names == ["starting BigDL-LLM", "converting", "loading", "warming up"]
    assert second.names == ["starting BigDL-LLM", "loading", "warming up"]
    (tmp_path / "a-file").write_text("no folder can be made below this")
    monkeypatch.setenv("LLMNB_CACHE", str(tmp_path / "a-file" / "cache"))
    with pytest.raises(StorageError):
        convert(folder)
    monkeypatch.setattr(cache, "SMALL", 10**9)
    assert ask(folder, precision) == kept == read_back  # the first one was never on disk


def test_the_key_is_what_it_was_made_from(folder):
    paths = {convert(folder, precision) for precision in ("sym_int8", "sym_int4")}
    random_models.make(folder, "qwen2", hidden=128, intermediate=200, seed=1)
    paths.add(convert(folder, "sym_int4"))
    assert len(paths) == 3


@pytest.mark.parametrize(
    ("model_type", "tied"), [("llama", True), ("llama", False), ("gemma3_text", True)]
)
@pytest.mark.parametrize("precision", list(FORMATS))
def test_the_disk_is_predicted(tmp_path, llmnb_cache, monkeypatch, precision, model_type, tied):
    monkeypatch.setattr(cache, "SMALL", 0)
    shape = {"hidden": 256, "intermediate": 704, "vocabulary": 2048, "tied": tied}
    model = random_models.make(tmp_path / "m", model_type, dtype="BF16", **shape)
    written = (convert(model, precision).parent / WEIGHTS).stat().st_size
    assert disk_bytes(read_facts(model), precision) == pytest.approx(written, rel=0.02)


def test_entries_are_listed_and_removed(folder):
    for precision in ("sym_int8", "asym_int4"):
        convert(folder, precision)
    entries = BigdlBackend().cached()
    assert [(e.name, e.precision) for e in entries] == [
        ("a-model", "asym_int4"),
        ("a-model", "sym_int8"),
    ]
    made = replace(bm.plan(folder), precision="sym_int8", facts=read_facts(folder))
    assert BigdlBackend().needs(made).disk == 0
    for entry in entries:
        BigdlBackend().clear(entry)
    assert left(CACHE) == []


def damage_weights(entry):
    with (entry / WEIGHTS).open("r+b") as file:
        file.truncate(100)


def damage_description(entry):
    (entry / MADE).write_text("{}")


def remove_facts(entry):
    (entry / cache.ENTRY).unlink()


@pytest.mark.parametrize("damage", [damage_weights, damage_description, remove_facts])
def test_a_damaged_entry_is_made_again_and_the_user_is_told(folder, damage):
    wanted = ask(folder)
    (entry,) = CACHE.entries()
    content = {f.name: f.read_bytes() for f in entry.folder.iterdir()}
    damage(entry.folder)
    assert CACHE.entries() == []
    said = Counter()
    assert ask(folder, progress=said) == wanted
    assert "converting again, for the copy on disk is damaged" in said.names
    assert {f.name: f.read_bytes() for f in entry.folder.iterdir()} == content


def test_a_cancel_leaves_nothing(folder):
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        convert(folder, progress=Counter(7, cancel.set), cancel=cancel)
    assert left(CACHE) == []


def test_two_loads_at_once_convert_once(folder):
    counters = [Counter(3, lambda: time.sleep(0.2)) for _ in range(3)]
    answers = []

    def load(counter):
        answers.append(ask(folder, progress=counter))

    threads = [threading.Thread(target=load, args=(c,)) for c in counters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(c.done for c in counters) == [0, 0, 27]
    assert answers == [answers[0]] * 3


def test_a_shared_cache_is_read_and_never_written(folder, tmp_path, monkeypatch):
    path = convert(folder)
    monkeypatch.setenv("LLMNB_SHARED_CACHE", str(CACHE.root().parents[1]))
    monkeypatch.setenv("LLMNB_CACHE", str(tmp_path / "own"))
    assert convert(folder) == path
    assert left(CACHE) == []
    assert [entry.shared for entry in CACHE.entries()] == [True]


def test_a_missing_tensor_is_named_before_anything_is_written(folder):
    config = json.loads((folder / "config.json").read_text())
    config["num_hidden_layers"] = 3
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelFormatError) as caught:
        convert(folder)
    said = f"The weights in '{folder}' have no tensor 'model.layers.2."
    assert str(caught.value).startswith(said)
    assert left(CACHE) == []


def test_a_tensor_that_the_configuration_does_not_explain_is_refused(folder):
    config = json.loads((folder / "config.json").read_text())
    config["num_hidden_layers"] = 1
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelFormatError) as caught:
        convert(folder)
    assert str(caught.value) == (
        "The model has the tensor 'model.layers.1.input_layernorm.weight', which its "
        "configuration does not explain. The bigdl backend would give wrong answers for it; try "
        "another backend."
    )


def test_a_value_that_transformers_cannot_use_is_one_line(folder):
    config = json.loads((folder / "config.json").read_text())
    config["hidden_act"] = "no_such_function"
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelFormatError) as caught:
        convert(folder)
    assert str(caught.value).startswith("config.json has a value that cannot be used: ")
    assert "\n" not in str(caught.value)


def test_only_the_loading_thread_makes_layers_without_weights(folder, monkeypatch):
    made, make = [], network.skeleton

    def meanwhile(facts):
        from llmnb.backends.bigdl.empty import WithoutWeights

        with WithoutWeights():
            thread = threading.Thread(target=lambda: made.append(torch.nn.Linear(2, 2)))
            thread.start()
            thread.join()
        return make(facts)

    monkeypatch.setattr(network, "skeleton", meanwhile)
    ask(folder)
    made.append(torch.nn.Linear(2, 2))
    assert [layer.weight.is_meta for layer in made] == [False, False]


def test_files_of_a_network_without_its_head_are_read_too(folder, tmp_path):
    from safetensors.torch import load_file, save_file

    bare = random_models.make(tmp_path / "bare", "qwen2", hidden=128, intermediate=200)
    tensors = load_file(bare / "model.safetensors")
    save_file(
        {name.removeprefix("model."): tensor for name, tensor in tensors.items()},
        bare / "model.safetensors",
    )
    assert ask(bare) == ask(folder)
