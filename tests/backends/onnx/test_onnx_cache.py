"""Converted models on disk: found again, whole or not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time

import onnx_models as om
import pytest
import random_models
from conversions import Counter, left

from llmnb.backends.inprocess import cache
from llmnb.backends.onnx import OnnxBackend
from llmnb.backends.onnx.architectures import describe
from llmnb.backends.onnx.cache import CACHE, GRAPH, WEIGHTS, Building
from llmnb.errors import Cancelled, ModelFormatError, StorageError
from llmnb.model_source import read_facts
from llmnb.progress import Silent

pytest.importorskip("onnxruntime")


@pytest.fixture
def folder(tmp_path, llmnb_cache, monkeypatch):
    monkeypatch.setattr(cache, "SMALL", 0)  # so that even tiny models need the cache
    return random_models.make(tmp_path / "a-model", "llama", tied=False)


def convert(folder, precision="int8", progress=None, cancel=None):
    network = describe(read_facts(folder))
    progress, cancel = progress or Silent(), cancel or threading.Event()
    return Building(folder, "a-model", precision, progress, cancel, network).result()


def test_a_model_is_converted_once(folder):
    first, second = Counter(), Counter()
    path = convert(folder, progress=first)
    assert [(s.name, s.total, s.unit) for s in first.stages] == [("converting", 21, "tensors")]
    assert first.done == 21
    assert convert(folder, progress=second) == path
    assert second.stages == []


def test_the_key_is_what_it_was_made_from(folder):
    paths = {convert(folder, precision) for precision in ("fp32", "int8", "int4")}
    random_models.make(folder, "llama", tied=False, seed=1)
    paths.add(convert(folder, "int8"))
    assert len(paths) == 4


def test_entries_are_listed_and_removed(folder):
    for precision in ("int8", "int4"):
        convert(folder, precision)
    entries = CACHE.entries()
    assert [(e.name, e.precision) for e in entries] == [("a-model", "int4"), ("a-model", "int8")]
    for entry in entries:
        assert entry.size == sum(
            f.stat().st_size for f in entry.folder.iterdir() if f.name != cache.ENTRY
        )
        OnnxBackend().clear(entry)
    assert CACHE.entries() == []


def damage_weights(entry):
    with (entry / WEIGHTS).open("r+b") as file:
        file.truncate(100)


def damage_graph(entry):
    content = bytearray((entry / GRAPH).read_bytes())
    content[50] ^= 1
    (entry / GRAPH).write_bytes(content)


def damage_facts(entry):
    (entry / cache.ENTRY).write_text("{")


def remove_facts(entry):
    (entry / cache.ENTRY).unlink()


def remove_weights(entry):
    (entry / WEIGHTS).unlink()


@pytest.mark.parametrize(
    "damage", [damage_weights, damage_graph, damage_facts, remove_facts, remove_weights]
)
def test_a_damaged_entry_is_made_again(folder, damage):
    path = convert(folder)
    wanted = {f.name: f.read_bytes() for f in path.parent.iterdir()}
    damage(path.parent)
    assert CACHE.entries() == []
    assert convert(folder) == path
    assert {f.name: f.read_bytes() for f in path.parent.iterdir()} == wanted


def test_a_cancel_leaves_nothing(folder):
    cancel = threading.Event()
    with pytest.raises(Cancelled):
        convert(folder, progress=Counter(7, cancel.set), cancel=cancel)
    assert left(CACHE) == []


def test_an_interrupt_leaves_nothing(folder):
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(folder, progress=Counter(7, interrupt))
    assert left(CACHE) == []
    convert(folder)


SCRIPT = """
import sys
sys.path[:0] = {path!r}
from pathlib import Path
import time
from test_onnx_cache import Counter, cache, convert
cache.SMALL = 0
def wait():
    print("half", flush=True)
    time.sleep(60)
convert(Path({folder!r}), progress=Counter(7, wait))
"""


def test_a_kill_leaves_nothing_that_counts_and_is_cleaned_up(folder):
    script = SCRIPT.format(path=[os.path.dirname(__file__), *sys.path], folder=str(folder))
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "half\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert len(left(CACHE)) == 1
    assert CACHE.entries() == []
    path = convert(folder)
    assert left(CACHE) == [path.parent.name]


def test_two_at_once_convert_once(folder):
    counters = [Counter(3, lambda: time.sleep(0.2)) for _ in range(4)]
    threads = [
        threading.Thread(target=convert, args=(folder,), kwargs={"progress": c}) for c in counters
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(c.done for c in counters) == [0, 0, 0, 21]


def test_waiting_for_another_process_can_be_cancelled(folder):
    holding, cancel = threading.Event(), threading.Event()

    def hold():
        holding.set()
        assert cancel.wait(60)
        time.sleep(1)

    holder = threading.Thread(target=convert, args=(folder,), kwargs={"progress": Counter(3, hold)})
    holder.start()
    assert holding.wait(60)
    threading.Timer(0.1, cancel.set).start()
    with pytest.raises(Cancelled):
        convert(folder, cancel=cancel)
    holder.join(60)


def test_a_small_model_answers_the_same_without_a_cache(folder, tmp_path, monkeypatch):
    def ask():
        handle = om.load(folder, "int4")
        text = handle.generate(om.chat("Why?", temperature=1.0, seed=3)).text
        handle.close()
        return text

    converted, read_back = ask(), ask()
    assert converted == read_back
    assert len(CACHE.entries()) == 1
    (tmp_path / "a-file").write_text("no folder can be made below this")
    monkeypatch.setenv("LLMNB_CACHE", str(tmp_path / "a-file" / "cache"))
    with pytest.raises(StorageError):
        convert(folder)
    monkeypatch.setattr(cache, "SMALL", 10**9)
    assert isinstance(convert(folder), bytes)
    assert ask() == converted


def test_a_missing_tensor_is_named_before_anything_is_written(folder):
    config = json.loads((folder / "config.json").read_text())
    config["attention_bias"] = True
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelFormatError) as caught:
        convert(folder)
    assert str(caught.value) == (
        f"The weights in '{folder}' have no tensor 'model.layers.0.self_attn.q_proj.bias'. "
        "Download or copy the model again."
    )
    assert left(CACHE) == []


def test_a_tensor_that_the_configuration_does_not_explain_is_refused(folder):
    random_models.make(folder, "llama", attention_bias=True)
    config = json.loads((folder / "config.json").read_text())
    config["attention_bias"] = False
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelFormatError) as caught:
        convert(folder)
    assert str(caught.value) == (
        "The model has the tensor 'model.layers.0.self_attn.k_proj.bias', which its "
        "configuration does not explain. The onnx backend would give wrong answers for it; "
        "try another backend."
    )
