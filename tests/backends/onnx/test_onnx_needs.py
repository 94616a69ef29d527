"""What is predicted of a network, compared with what its conversion writes."""

from __future__ import annotations

import threading

import pytest
import random_models

from llmnb.backends.inprocess import cache
from llmnb.backends.onnx.architectures import describe
from llmnb.backends.onnx.cache import WEIGHTS, Building
from llmnb.backends.onnx.formats import FORMATS
from llmnb.backends.onnx.needs import predict, sizes
from llmnb.model_source import read_facts
from llmnb.progress import Silent

pytest.importorskip("onnxruntime")

SHAPE = {"hidden": 256, "intermediate": 704, "vocabulary": 2048}
KINDS = [
    ("llama", {"tied": False}),
    ("llama", {"tied": True}),
    ("qwen2", {}),
    ("gemma3_text", {}),
    ("phi3", {"tied": False}),
    ("llama", {"intermediate": 690}),  # rows that no block divides stay float32
]


def network(folder, model_type, options):
    made = random_models.make(folder, model_type, **{**SHAPE, **options})
    return describe(read_facts(made))


@pytest.mark.parametrize("precision", FORMATS)
@pytest.mark.parametrize(("model_type", "options"), KINDS)
def test_the_disk_is_that_of_the_converted_weights(
    tmp_path, llmnb_cache, monkeypatch, model_type, options, precision
):
    monkeypatch.setattr(cache, "SMALL", 0)
    net = network(tmp_path / "model", model_type, options)
    made = Building(
        tmp_path / "model", "model", precision, Silent(), threading.Event(), net
    ).result()
    written = (made.parent / WEIGHTS).stat().st_size
    assert sizes(net, FORMATS[precision]).disk == pytest.approx(written, rel=0.04)  # pages


def test_a_tied_table_is_held_twice_in_float32_only(tmp_path):
    tied, untied = (
        network(tmp_path / str(is_tied), "llama", {"tied": is_tied}) for is_tied in (True, False)
    )
    table = 2048 * 256
    for word, form in FORMATS.items():
        more = sizes(untied, form).disk - sizes(tied, form).disk
        assert more == pytest.approx(table * form.bits_per_weight / 8)
        # Of an untied one only the pages are held that are looked up.
        assert (sizes(tied, form).held > sizes(untied, form).held) == (word == "fp32")


def test_keys_and_values_take_what_the_context_says(tmp_path):
    net = network(tmp_path, "llama", {})
    short, long = (predict(net, FORMATS["int4"], context) for context in (512, 1024))
    assert long.cache == 2 * short.cache == 2 * 2 * 2 * 64 * 4 * 1024
    assert long.weights == short.weights
    assert long.peak == short.peak
    assert long.working > short.working
