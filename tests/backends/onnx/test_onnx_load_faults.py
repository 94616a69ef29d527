"""The onnx backend where a shard is damaged, and where the memory runs out."""

from __future__ import annotations

import math
import struct

import pytest
import random_models
from load_faults import AGAIN, MemoryFaults, ShardFaults

from llmnb.errors import ModelFormatError
from llmnb.model_source import read_headers
from llmnb.session import Session


class TestShards(ShardFaults):
    backend = "onnx"
    precision = "int8"


class TestMemory(MemoryFaults):
    backend = "onnx"
    precision = "fp32"
    rooms = (40, 150)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("precision", ["fp32", "int8", "int4"])
def test_weights_that_are_no_numbers_are_refused_at_every_precision(tmp_path, precision):
    folder, name = random_models.make(tmp_path / "model"), "model.layers.0.mlp.up_proj.weight"
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(read_headers(folder)[name].offset + 400)
        file.write(struct.pack("<f", math.nan))
    with pytest.raises(ModelFormatError) as caught:
        Session().load(str(folder), precision=precision)
    assert str(caught.value) == (
        f"The tensor {name!r} in '{folder}' has values that are no numbers. {AGAIN}"
    )
