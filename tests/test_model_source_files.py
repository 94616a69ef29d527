"""A model's own files: every mistake, hostile content, and random damage."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import random_models
from folder_mistakes import FOLDER_MISTAKES, SINGLE, safetensors
from hub_mistakes import Files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from load_faults import AGAIN, DAMAGES, SECOND
from test_storage import unprivileged

from llmnb.backends.inprocess.weights import Weights
from llmnb.backends.onnx.architectures import describe, expected
from llmnb.config import LoadConfig
from llmnb.errors import LlmnbError, ModelFormatError, ModelNotFound
from llmnb.hardware import detect
from llmnb.model_source import Folder, digest, read_facts, read_headers
from llmnb.planner import plan
from llmnb.session import Session
from llmnb.session.preparing import usable
from llmnb.tokenizer import Tokenizer

SLOW_DISK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def files(tmp_path):
    return Files(random_models.make(tmp_path / "model"))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return random_models.make(tmp_path_factory.mktemp("good") / "model", layers=1, hidden=32)


@pytest.mark.parametrize("mistake", FOLDER_MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_explained(files, mistake):
    mistake.arrange(files)
    word = (mistake.model or "{folder}").format(folder=files.folder)
    started = time.monotonic()
    with pytest.raises(LlmnbError) as caught:
        Session().load(word)
    assert time.monotonic() - started < 10
    expected = f"{mistake.message} {mistake.hint}".replace("{folder}", str(files.folder))
    assert str(caught.value) == expected


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_plan_already_says_that_weights_are_damaged(tmp_path, damage):
    folder = random_models.make(tmp_path / "model", shards=3)
    change, reason = DAMAGES[damage]
    change(folder / SECOND)
    with pytest.raises(ModelFormatError) as caught:
        plan(str(folder), LoadConfig(force=True), detect())
    assert str(caught.value) == f"{reason} {AGAIN}".format(folder=folder)


def test_a_folder_wins_over_a_hub_model_and_says_so(tmp_path, monkeypatch):
    random_models.make(tmp_path / "org" / "name")
    monkeypatch.chdir(tmp_path)
    note = "org/name is the local folder, which wins over the hub model of that name."
    decided = plan("org/name", LoadConfig(), detect())
    assert decided.source.notes(decided.facts) == (note,)
    from llmnb import rendering

    assert note in rendering.explain(decided)["text/plain"]
    elsewhere = plan(str(tmp_path / "org" / "name"), LoadConfig(), detect())
    assert elsewhere.source.notes(elsewhere.facts) == ()
    assert elsewhere.source == decided.source  # the same model, by whatever word


def facts_and_files(folder):
    folder.facts()
    folder.fetch(None, None)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
class TestClosed:
    def test_a_folder_that_others_keep_is_read(self, tmp_path):
        with unprivileged() as closed:
            if os.getuid() == 0:
                os.seteuid(0)
            random_models.make(closed / "model", shards=2)
            if os.getuid() == 0:
                os.seteuid(65534)
            folder = Folder(closed / "model")
            assert folder.fetch(None, None) == closed / "model"
            assert folder.facts().weight_bytes > 0

    @pytest.mark.parametrize("name", ["config.json", SINGLE])
    def test_a_file_that_is_closed_is_named(self, name):
        with unprivileged() as closed:
            if os.getuid() == 0:
                os.seteuid(0)
            random_models.make(closed / "model")
            (closed / "model" / name).chmod(0)
            if os.getuid() == 0:
                os.seteuid(65534)
            else:
                pytest.skip("only root can make a file that another cannot read")
            with pytest.raises(ModelFormatError) as caught:
                facts_and_files(Folder(closed / "model"))
            with pytest.raises(ModelFormatError):
                digest(closed / "model")
        assert str(caught.value).endswith(
            f"{name}' cannot be read: Permission denied. Change its permissions."
        )

    def test_a_folder_that_is_closed_is_named(self):
        with unprivileged() as closed:
            if os.getuid() != 0:
                pytest.skip("only root can make a folder that another cannot read")
            os.seteuid(0)
            (closed / "model").mkdir(mode=0o700)
            os.seteuid(65534)
            with pytest.raises(ModelNotFound) as caught:
                Folder(closed / "model").facts()
        assert str(caught.value) == (
            f"The folder '{closed}/model' cannot be read: Permission denied. "
            "Check its name and permissions."
        )


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
class TestLinks:
    def test_links_to_files_elsewhere_are_followed(self, files, tmp_path):
        shared = tmp_path / "shared.safetensors"
        shutil.move(files.folder / SINGLE, shared)
        (files.folder / SINGLE).symlink_to(shared)
        assert Folder(files.folder).fetch(None, None) == files.folder

    @pytest.mark.parametrize("name", ["config.json", "tokenizer.json", SINGLE])
    @pytest.mark.parametrize("kind", ["pipe", "device", "nowhere", "folder"])
    def test_what_is_no_file_is_not_opened(self, files, name, kind):
        path = files.folder / name
        path.unlink()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero" if kind == "device" else "/nowhere")
        with pytest.raises(ModelFormatError) as caught:
            Folder(files.folder).fetch(None, None)
        assert str(caught.value).startswith(f"The folder '{files.folder}' has no ")
        assert digest(files.folder)

    def test_an_optional_file_that_is_a_device_is_left_out(self, files):
        for name in ("generation_config.json", "chat_template.jinja"):
            (files.folder / name).symlink_to("/dev/zero")
        assert read_facts(files.folder).generation == {}


def test_recommendations_beyond_all_bounds_are_dropped_with_a_note(files):
    values = {"temperature": float("nan"), "top_p": float("inf"), "top_k": 10**30}
    files.write("generation_config.json", json.dumps(values))
    good, notes = usable(read_facts(files.folder).generation)
    assert good == {}
    assert [note.split(" = ")[0] for note in notes] == [
        "the model's own temperature", "the model's own top_p", "the model's own top_k",
    ]  # fmt: skip


def test_all_types_of_the_format_are_known_by_their_size(tmp_path):
    sizes = {"BOOL": 1, "I8": 1, "F8_E4M3": 1, "BF16": 2, "I32": 4, "F64": 8, "F4": 0.5}
    for dtype, size in sizes.items():
        length = int(4 * size)
        header = {"a": {"dtype": dtype, "shape": [2, 2], "data_offsets": [0, length]}}
        (tmp_path / SINGLE).write_bytes(safetensors(header, bytes(length)))
        assert read_headers(tmp_path)["a"].shape == (2, 2)


def check_words(error: LlmnbError, start: str = "") -> None:
    """Check that an error is short enough to be read, and one line."""
    assert "\n" not in str(error)
    assert len(str(error)) < 700
    assert str(error).startswith(start)


def read_all(folder: Path) -> dict[str, np.ndarray]:
    """Read every tensor that the configuration asks for, as a conversion does."""
    network = describe(read_facts(folder))
    with Weights(folder) as weights:
        for name, shape in expected(network).items():
            weights.check(name, shape)
        return {name: weights.read(name) for name in expected(network)}


@SLOW_DISK
@given(st.data())
def test_random_damage_of_weights_is_an_error_or_changes_no_other_value(good, tmp_path, data):
    content = bytearray((good / SINGLE).read_bytes())
    data_at = 8 + int.from_bytes(content[:8], "little")
    kind = data.draw(st.sampled_from(["length", "header", "cut", "insert", "delete"]))
    if kind == "length":
        content[:8] = data.draw(st.binary(min_size=8, max_size=8))
    elif kind == "cut":
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        at = data.draw(st.integers(8, data_at - 1))
        content[at : at + (kind != "insert")] = (
            b"" if kind == "delete" else data.draw(st.binary(min_size=1, max_size=3))
        )
    (tmp_path / SINGLE).write_bytes(content)
    for name in ("config.json", "tokenizer.json"):
        shutil.copy(good / name, tmp_path / name)
    try:
        found = read_all(tmp_path)
    except LlmnbError as error:
        check_words(error)
    else:
        for name, values in read_all(good).items():
            assert found[name].shape == values.shape
            assert found[name].dtype == values.dtype


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner,
                                                                max_size=3),
    max_leaves=5,
)  # fmt: skip
KEYS = {
    "config.json": ["rope_scaling", "rope_parameters", "sliding_window", "layer_types",
                    "quantization_config", "rms_norm_eps", "rope_theta", "attention_bias",
                    "head_dim", "partial_rotary_factor", "max_window_layers", "hidden_act",
                    "use_sliding_window"],
    "generation_config.json": ["eos_token_id", "temperature", "top_p", "top_k", "min_p",
                               "do_sample", "max_new_tokens", "repetition_penalty"],
    "tokenizer_config.json": [],
}  # fmt: skip


@SLOW_DISK
@given(st.data())
def test_random_values_of_configuration_are_an_error_or_a_model(good, tmp_path, data):
    for path in good.iterdir():
        shutil.copy(path, tmp_path / path.name)
    file = data.draw(st.sampled_from(sorted(KEYS)))
    path = tmp_path / file
    stated = json.loads(path.read_text()) if path.exists() else {}
    keys = st.sampled_from(sorted({*stated, *KEYS[file]}))
    for key in data.draw(st.lists(keys, min_size=1, max_size=3, unique=True)):
        stated[key] = data.draw(JSON, label=key)
    path.write_text(json.dumps(stated))
    try:
        facts = read_facts(tmp_path)
        assert facts.parameters > 0
        usable(facts.generation)
        Tokenizer.from_folder(tmp_path)
        read_all(tmp_path)
    except LlmnbError as error:
        check_words(error)


@SLOW_DISK
@given(st.data())
def test_random_damage_of_a_tokenizer_is_an_error_or_a_tokenizer(good, tmp_path, data):
    content = bytearray((good / "tokenizer.json").read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    (tmp_path / "tokenizer.json").write_bytes(content)
    try:
        assert isinstance(Tokenizer.from_folder(tmp_path).encode("A text.", special=False), list)
    except LlmnbError as error:
        check_words(error, f"The file '{tmp_path}/tokenizer.json' cannot be read: ")


def places(value, path=()):
    """Yield the way to every value of a tokenizer's JSON, of large tables to the first ones."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, held in list(inner)[:20]:
        yield (*path, key)
        if isinstance(held, dict | list):
            yield from places(held, (*path, key))


@SLOW_DISK
@given(st.data())
def test_random_values_of_a_tokenizer_are_an_error_or_a_tokenizer(good, tmp_path, data):
    stated = json.loads((good / "tokenizer.json").read_text())
    way = data.draw(st.sampled_from(list(places(stated))))
    holder = stated
    for key in way[:-1]:
        holder = holder[key]
    holder[way[-1]] = data.draw(JSON | st.sampled_from([2**31, 2**32 - 1, "(?:a+)+$"]))
    (tmp_path / "tokenizer.json").write_text(json.dumps(stated))
    try:
        tokenizer = Tokenizer.from_folder(tmp_path)
        assert isinstance(tokenizer.encode("A text.", special=True), list)
        assert isinstance(tokenizer.encode("A <|end|> text.", special=False), list)
    except LlmnbError as error:
        check_words(error)


def test_a_panic_of_the_tokenizer_s_rust_is_an_error(good, tmp_path):
    stated = json.loads((good / "tokenizer.json").read_text())
    stated["model"]["continuing_subword_prefix"] = "x" * 17  # longer than the merged tokens
    (tmp_path / "tokenizer.json").write_text(json.dumps(stated))
    with pytest.raises(ModelFormatError) as caught:
        Tokenizer.from_folder(tmp_path)
    check_words(caught.value, f"The file '{tmp_path}/tokenizer.json' cannot be read: ")


def test_a_token_with_an_absurd_id_does_not_stop_the_kernel(good, tmp_path):
    stated = json.loads((good / "tokenizer.json").read_text())
    stated["model"]["vocab"][";"] = 2**31
    (tmp_path / "tokenizer.json").write_text(json.dumps(stated))
    tokenizer = Tokenizer.from_folder(tmp_path)
    with pytest.raises(ModelFormatError) as caught:
        tokenizer.encode("A <|end|> text.", special=False)
    assert str(caught.value) == (
        "The model's tokenizer has a token with the id 2,147,483,648; allowed are ids up to "
        "10,000,000. Download or copy the model again."
    )


def test_a_small_file_takes_little_memory_to_read(files):
    tracemalloc.start()
    try:
        read_facts(files.folder)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
