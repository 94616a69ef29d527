"""Reading safetensors: values, bounds, and messages that name what is wrong."""

from __future__ import annotations

import json

import numpy as np
import pytest
import random_models

from llmnb.backends.inprocess.weights import Weights
from llmnb.errors import ModelFormatError
from llmnb.model_source import INDEX

AGAIN = "Download or copy the model again."


def write(folder, tensors, dtype="F32", name="model.safetensors"):
    random_models.write_safetensors(folder / name, tensors, dtype)


def error_of(folder):
    with pytest.raises(ModelFormatError) as caught:
        Weights(folder)
    return str(caught.value)


def test_float32_and_float16_are_read_as_float32(tmp_path):
    values = np.linspace(-2, 2, 12, dtype=np.float16).reshape(4, 3)
    for dtype in ("F16", "F32"):
        write(tmp_path, {"a": values.astype({"F16": np.float16, "F32": np.float32}[dtype])}, dtype)
        with Weights(tmp_path) as weights:
            assert weights.names == {"a"}
            assert weights.read("a").dtype == np.float32
            np.testing.assert_array_equal(weights.read("a"), values.astype(np.float32))


def test_bfloat16_is_the_upper_half_of_a_float32(tmp_path):
    write(tmp_path, {"a": np.array([0x3F80, 0xC000, 0x0000], np.uint16)}, "BF16")
    with Weights(tmp_path) as weights:
        np.testing.assert_array_equal(weights.read("a"), [1.0, -2.0, 0.0])


def test_blocks_are_the_rows_in_order(tmp_path):
    values = np.arange(50, dtype=np.float32).reshape(10, 5)
    write(tmp_path, {"pad": np.zeros(3, np.float32), "a": values})
    with Weights(tmp_path) as weights:
        blocks = list(weights.blocks("a", 15))
        assert [len(block) for block in blocks] == [3, 3, 3, 1]
        np.testing.assert_array_equal(np.concatenate(blocks), values)


def test_blocks_can_be_had_in_the_file_s_own_type(tmp_path):
    bits = np.arange(0x3F80, 0x3F80 + 12, dtype=np.uint16).reshape(4, 3)
    write(tmp_path, {"a": bits}, "BF16")
    with Weights(tmp_path) as weights:
        assert weights.dtype("a") == "BF16"
        blocks = list(weights.raw_blocks("a", 6))
        assert [block.dtype for block in blocks] == [np.uint16, np.uint16]
        np.testing.assert_array_equal(np.concatenate(blocks), bits)


def test_shards_are_found_by_the_index(tmp_path):
    random_models.make(tmp_path / "one")
    random_models.make(tmp_path / "many", shards=4)
    with Weights(tmp_path / "one") as one, Weights(tmp_path / "many") as many:
        assert one.names == many.names
        for name in one.names:
            np.testing.assert_array_equal(one.read(name), many.read(name))


def test_a_missing_shard_is_named(tmp_path):
    random_models.make(tmp_path, shards=3)
    (tmp_path / "model-00002-of-00003.safetensors").unlink()
    assert error_of(tmp_path) == (
        f"The weights file '{tmp_path}/model-00002-of-00003.safetensors', which "
        f"model.safetensors.index.json names, is missing. {AGAIN}"
    )


@pytest.mark.parametrize("name", ["../model.safetensors", "/etc/passwd", ""])
def test_an_index_cannot_name_a_file_elsewhere(tmp_path, name):
    folder = random_models.make(tmp_path / "inner", shards=2)
    write(tmp_path, {"a": np.zeros(1, np.float32)})
    (folder / INDEX).write_text(json.dumps({"weight_map": {"a": name}}))
    assert error_of(folder) == (
        f"The file {str(folder / INDEX)!r} names {name!r}, which is no safetensors file of its "
        "own folder. Do not use this model, unless you trust where it comes from."
    )


def test_a_tensor_that_its_shard_lacks_is_named(tmp_path):
    random_models.make(tmp_path, shards=2)
    index = json.loads((tmp_path / INDEX).read_text())
    index["weight_map"]["extra"] = "model-00001-of-00002.safetensors"
    (tmp_path / INDEX).write_text(json.dumps(index))
    assert error_of(tmp_path) == (
        f"The weights file '{tmp_path}/model-00001-of-00002.safetensors' has no tensor 'extra', "
        f"which {INDEX} promises. {AGAIN}"
    )


def test_an_index_without_tensors_is_refused(tmp_path):
    (tmp_path / INDEX).write_text("{}")
    assert error_of(tmp_path) == f"The file '{tmp_path}/{INDEX}' lists no tensors. {AGAIN}"


def test_a_folder_without_safetensors_is_refused(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"no")
    assert error_of(tmp_path) == (
        f"The folder {str(tmp_path)!r} has neither model.safetensors nor {INDEX}. "
        "llmnb reads weights in the safetensors format only."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "its header does not fit in the file"),
        (b"\xff" * 8 + b"{}", "its header does not fit in the file"),
        ((2).to_bytes(8, "little") + b"[]", "its header is not a JSON object"),
        ((12).to_bytes(8, "little") + b'{"a": {}}   ', "the tensor 'a' has no dtype"),
    ],
)
def test_a_broken_header_is_refused(tmp_path, content, reason):
    (tmp_path / "model.safetensors").write_bytes(content)
    assert error_of(tmp_path) == (
        f"The weights file '{tmp_path}/model.safetensors' cannot be read: {reason}. {AGAIN}"
    )


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"shape": [200], "data_offsets": [0, 800]}, "the tensor 'a' lies outside the file"),
        ({"shape": [-2], "data_offsets": [0, 8]}, "the tensor 'a' has the shape [-2]"),
        ({"shape": [3], "data_offsets": [0, 8]}, "the tensor 'a' has 8 bytes for the shape [3]"),
    ],
)
def test_offsets_are_checked(tmp_path, entry, reason):
    header = json.dumps({"a": {"dtype": "F32", **entry}}).encode()
    content = len(header).to_bytes(8, "little") + header + bytes(8)
    (tmp_path / "model.safetensors").write_bytes(content)
    assert error_of(tmp_path) == (
        f"The weights file '{tmp_path}/model.safetensors' cannot be read: {reason}. {AGAIN}"
    )


def test_a_file_that_shrinks_is_an_error_and_no_crash(tmp_path):
    write(tmp_path, {"a": np.zeros(1000, np.float32)})
    with Weights(tmp_path) as weights:
        with (tmp_path / "model.safetensors").open("r+b") as file:
            file.truncate(1000)
        with pytest.raises(ModelFormatError) as caught:
            weights.read("a")
    assert str(caught.value) == (
        f"The file '{tmp_path}/model.safetensors' ends within the tensor 'a'. {AGAIN}"
    )


@pytest.mark.parametrize("dtype", ["F32", "F16", "BF16"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_are_refused(tmp_path, dtype, value):
    def bits(number):
        if dtype == "BF16":
            return (np.float32(number).reshape(1).view(np.uint32) >> 16).astype(np.uint16)
        return np.array([number], {"F32": np.float32, "F16": np.float16}[dtype])

    largest = {"F32": 3.4e38, "F16": 65504.0, "BF16": 3.38e38}[dtype]
    good = np.concatenate([bits(n) for n in (0.0, -largest, largest, 1e-7)])
    write(tmp_path, {"good": good, "bad": np.concatenate([good, bits(value)])}, dtype)
    with Weights(tmp_path) as weights:
        assert weights.read("good").shape == (4,)
        with pytest.raises(ModelFormatError) as caught:
            weights.read("bad")
    assert str(caught.value) == (
        f"The tensor 'bad' in '{tmp_path}' has values that are no numbers. {AGAIN}"
    )


def test_a_tensor_is_checked_against_the_configuration(tmp_path):
    write(tmp_path, {"a": np.zeros((2, 3), np.float32)})
    weights = Weights(tmp_path)
    with pytest.raises(ModelFormatError) as caught:
        weights.check("b", (2, 3))
    assert str(caught.value) == f"The weights in '{tmp_path}' have no tensor 'b'. {AGAIN}"
    with pytest.raises(ModelFormatError) as caught:
        weights.check("a", (3, 2))
    assert str(caught.value) == (
        f"The tensor 'a' in '{tmp_path}' has the shape [2, 3], but config.json asks for [3, 2]. "
        "Check that config.json and the safetensors files belong together."
    )


def test_quantised_weights_are_refused(tmp_path):
    write(tmp_path, {"a": np.zeros(4, np.uint8)}, "U8")
    with pytest.raises(ModelFormatError) as caught:
        Weights(tmp_path).check("a", (4,))
    assert str(caught.value) == (
        f"The tensor 'a' in '{tmp_path}' has the type U8; allowed are F32, F16, BF16. "
        "Give the model's original weights, not ones already quantised."
    )
