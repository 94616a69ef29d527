import json
import shutil

import pytest

from llmnb.errors import ModelFormatError, ModelNotFound
from llmnb.model_source import Demo, Endpoint, Folder, Hub, digest, parse, read_facts


def test_words_for_models(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "org" / "name").mkdir(parents=True)
    assert parse("demo") == Demo()
    assert parse(str(tmp_path)) == Folder(tmp_path)
    assert parse("org/name").label == "name"  # a folder wins over a hub id
    assert parse("org/other", "v1") == Hub("org/other", "v1")
    assert parse("http://localhost:8000/v1") == Endpoint("http://localhost:8000/v1")


def test_an_endpoint_hides_credentials():
    assert parse("https://me:secret@host:8000/v1").label == "https://host:8000/v1"


@pytest.mark.parametrize(
    "word", ["nosuch", "./nosuch/model", "/nosuch", r"C:\nosuch\model", "a/b/c"]
)
def test_an_unknown_model_is_refused_with_what_is_allowed(word):
    with pytest.raises(ModelNotFound) as caught:
        parse(word)
    assert str(caught.value) == (
        f"{word!r} is no model that llmnb can find. Allowed: demo, a folder, a hub id such as "
        "Qwen/Qwen2.5-0.5B-Instruct, or a server's address ending in /v1."
    )


def test_the_demo_states_its_shape():
    facts = Demo().facts()
    assert facts.model_type == "llama"
    assert facts.context == 2048
    assert facts.eos_ids
    assert facts.chat_template
    assert 0.5e6 < facts.parameters < 5e6
    assert facts.weight_bytes < 8_000_000


def test_a_folder_without_config_is_refused(tmp_path):
    with pytest.raises(ModelFormatError) as caught:
        read_facts(tmp_path)
    assert str(caught.value) == (
        f"The folder {str(tmp_path)!r} has no config.json, so it holds no model. "
        "Give the folder that holds config.json, tokenizer.json and *.safetensors."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "cannot be read: Expecting property name"),
        ("[]", "cannot be read: it is not a JSON object"),
        ("[" * 100_000, "cannot be read"),
        ("{}", "does not describe a language model: KeyError 'num_attention_heads'"),
        (
            '{"num_attention_heads": 0, "hidden_size": 8, "model_type": "llama", '
            '"num_hidden_layers": 1, "vocab_size": 4}',
            "does not describe a language model: ZeroDivisionError",
        ),
    ],
)
def test_a_broken_config_is_refused(tmp_path, content, reason):
    (tmp_path / "config.json").write_text(content)
    with pytest.raises(ModelFormatError) as caught:
        read_facts(tmp_path)
    assert reason in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_eos_is_the_union_of_all_files(tmp_path):
    shape = {"model_type": "llama", "hidden_size": 8, "num_attention_heads": 2, "vocab_size": 9,
             "num_hidden_layers": 1, "eos_token_id": 2}  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(shape))
    (tmp_path / "generation_config.json").write_text('{"eos_token_id": [3, 4], "do_sample": false}')
    (tmp_path / "tokenizer_config.json").write_text(
        '{"eos_token": {"content": "<end>"}, "added_tokens_decoder": {"5": {"content": "<end>"}},'
        ' "chat_template": [{"name": "tool", "template": "x"},'
        ' {"name": "default", "template": "y"}]}'
    )
    facts = read_facts(tmp_path)
    assert facts.eos_ids == {2, 3, 4, 5}
    assert facts.chat_template == "y"
    assert facts.generation == {"temperature": 0.0}
    (tmp_path / "chat_template.jinja").write_text("z")
    assert read_facts(tmp_path).chat_template == "z"


def test_the_digest_follows_the_content_not_the_place(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    shutil.copytree(Demo().folder, first)
    shutil.copytree(Demo().folder, second)
    assert digest(first) == digest(second)
    with (second / "model.safetensors").open("r+b") as weights:
        weights.seek(-1, 2)
        last = weights.read(1)
        weights.seek(-1, 2)
        weights.write(bytes([last[0] ^ 1]))
    assert digest(first) != digest(second)
