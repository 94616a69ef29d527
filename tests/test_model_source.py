import json
import shutil

import pytest

from llmnb.errors import ModelFormatError, ModelNotFound, ParameterError
from llmnb.model_source import (
    INDEX,
    Demo,
    Endpoint,
    Folder,
    Hub,
    digest,
    parse,
    read_facts,
    weight_files,
)


def test_words_for_models(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "org" / "name").mkdir(parents=True)
    assert parse("demo") == Demo()
    assert parse(str(tmp_path)) == Folder(tmp_path)
    assert parse("org/name").label == "name"  # a folder wins over a hub id
    assert parse("org/other", "v1") == Hub("org/other", "v1")
    assert parse("http://localhost:8000/v1") == Endpoint("http://localhost:8000/v1")


def test_a_relative_folder_stays_the_same_wherever_one_goes(tmp_path, monkeypatch):
    for place in ("one", "two"):
        (tmp_path / place / "model").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "one")
    first = parse("model")
    monkeypatch.chdir(tmp_path / "two")
    assert first == Folder((tmp_path / "one" / "model").resolve())
    assert parse("model") != first


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("http://[::1]:8000/v1/", "http://[::1]:8000/v1"),
        ("HTTPS://Models.Example/API/v1", "https://models.example/API/v1"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_an_address_is_written_in_one_way(address, label):
    endpoint = parse(address)
    assert (endpoint.label, endpoint.url) == (label, label)
    assert endpoint.is_encrypted == label.startswith("https")
    assert endpoint.is_here == ("example" not in label)


@pytest.mark.parametrize(
    "address",
    ["https://me:secret@h:1/v1", "https://secret@h:1/v1", "https://h:1/v1?key=secret",
     "https://h:1/v1#secret"],
)  # fmt: skip
def test_an_address_with_credentials_is_refused_and_they_are_not_shown(address):
    with pytest.raises(ParameterError) as caught:
        parse(address)
    assert str(caught.value) == (
        "The address of 'https://h:1/v1' must not hold a user name, a password or a query. "
        "Put the key into an environment variable, and name that with --api-key-env VAR."
    )


@pytest.mark.parametrize("place", ["h:abc", "h:99999", "", "[::1", "a b"])
def test_a_broken_address_is_refused_without_its_credentials(place):
    with pytest.raises(ModelNotFound) as caught:
        parse(f"http://me:secret@{place}/v1?key=secret")
    assert str(caught.value) == (
        f"'http://{place}/v1' is no address of a server. "
        "Give it as http://HOST:PORT/v1 or https://HOST/v1."
    )


@pytest.mark.parametrize(
    "word",
    ["./nosuch/model", "/nosuch", r"C:\nosuch\model", "a/b/c", "~nobody/x", "../x"],
)
def test_a_path_that_leads_nowhere_is_called_a_folder(word):
    with pytest.raises(ModelNotFound) as caught:
        parse(word)
    assert caught.value.message == f"There is no folder {word!r}."


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        (
            "https://huggingface.co/Qwen/Qwen3-0.6B/tree/main",
            "Give the model's id: Qwen/Qwen3-0.6B.",
        ),
        ("https://www.huggingface.co/models", "Give the model's id."),
        ("http://hf.co/a/b", "Give the model's id: a/b."),
    ],
)
def test_a_page_of_the_hub_is_told_from_a_server(address, hint):
    with pytest.raises(ModelNotFound, match="is a page of the hub, not a server") as caught:
        parse(address)
    assert caught.value.hint == hint


@pytest.mark.parametrize("word", ["", "nosuch", "a/", "x" * 5000])
def test_an_unknown_model_is_refused_with_what_is_allowed(word):
    with pytest.raises(ModelNotFound) as caught:
        parse(word)
    assert str(caught.value) == (
        f"{word!r} is no model that llmnb can find. Allowed: demo, a folder, a hub id such as "
        "Qwen/Qwen2.5-0.5B-Instruct, or a server's address such as http://127.0.0.1:8000/v1."
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
        "A model has config.json, tokenizer.json and *.safetensors."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "cannot be read: Expecting property name"),
        ("[]", "cannot be read: it is not a JSON object"),
        ("[" * 100_000, "cannot be read"),
        ("{}", "cannot be used: it names no model_type"),
    ],
)
def test_a_broken_config_is_refused(tmp_path, content, reason):
    (tmp_path / "config.json").write_text(content)
    with pytest.raises(ModelFormatError) as caught:
        read_facts(tmp_path)
    assert reason in str(caught.value)
    assert str(tmp_path) in str(caught.value)


SHAPE = {"model_type": "llama", "hidden_size": 8, "num_attention_heads": 2, "vocab_size": 9,
         "num_hidden_layers": 1, "eos_token_id": 2}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "values", "reason"),
    [
        ("config", {"num_attention_heads": 0},
         "num_attention_heads = 0 is no whole number from 1 to 2,147,483,647"),
        ("config", {"max_position_embeddings": -5},
         "max_position_embeddings = -5 is no whole number from 1 to 2,147,483,647"),
        ("config", {"num_hidden_layers": 10**9},
         "num_hidden_layers = 1000000000 is no whole number from 1 to 10,000"),
        ("config", {"vocab_size": 10**4000},
         "vocab_size = a huge number is no whole number from 1 to 2,147,483,647"),
        ("config", {"hidden_size": "8"},
         "hidden_size = '8' is no whole number from 1 to 2,147,483,647"),
        ("config", {"intermediate_size": 1.5},
         "intermediate_size = 1.5 is no whole number from 1 to 2,147,483,647"),
        ("config", {"vocab_size": None}, "it has no vocab_size"),
        ("generation_config", {"eos_token_id": [[1]]},
         "eos_token_id = [[1]] is no token id, or list of them"),
        ("generation_config", {"top_p": "high"}, "top_p = 'high' is no number"),
        ("generation_config", {"max_new_tokens": 0},
         "max_new_tokens = 0 is no whole number from 1 to 10,000,000"),
        ("tokenizer_config", {"added_tokens_decoder": [1]},
         "added_tokens_decoder does not map ids to tokens"),
        ("tokenizer_config", {"eos_token": "x", "added_tokens_decoder": {"a": {"content": "x"}}},
         "invalid literal for int() with base 10: 'a'"),
        ("tokenizer_config", {"chat_template": [{"name": "default"}]},
         "an entry of chat_template has no name or no template"),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_kind_is_named_with_its_file(tmp_path, file, values, reason):
    (tmp_path / "config.json").write_text(json.dumps(SHAPE))
    broken = tmp_path / f"{file}.json"
    broken.write_text(json.dumps({**(SHAPE if file == "config" else {}), **values}))
    with pytest.raises(ModelFormatError) as caught:
        read_facts(tmp_path)
    assert str(caught.value) == (
        f"The file {str(broken)!r} cannot be used: {reason}. Download or copy the model again."
    )


def test_a_chat_template_that_is_no_text_is_named(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(SHAPE))
    (tmp_path / "chat_template.jinja").write_bytes(b"\xff")
    with pytest.raises(ModelFormatError) as caught:
        read_facts(tmp_path)
    assert str(caught.value) == (
        f"The file {str(tmp_path / 'chat_template.jinja')!r} cannot be read: 'utf-8' codec can't "
        "decode byte 0xff in position 0: invalid start byte. Download or copy the model again."
    )


def test_the_hubs_cache_is_not_shown(tmp_path):
    folder = tmp_path / "hub" / "models--org--name" / "snapshots" / "0123"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("[]")
    with pytest.raises(ModelFormatError) as caught:
        read_facts(folder)
    assert str(caught.value) == (
        "The file 'org/name/config.json' cannot be read: it is not a JSON object. "
        "Download or copy the model again."
    )


def test_only_the_weights_that_the_index_names_count(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(SHAPE))
    for name, size in (("a", 3), ("b", 4), ("consolidated", 100)):
        (tmp_path / f"{name}.safetensors").write_bytes(bytes(size))
    named = {"x": "b.safetensors", "y": "a.safetensors", "z": "missing.safetensors"}
    (tmp_path / INDEX).write_text(json.dumps({"weight_map": named}))
    assert weight_files(tmp_path) == ("a.safetensors", "b.safetensors", "missing.safetensors")
    assert read_facts(tmp_path).weight_bytes == 7


def test_the_longest_answer_is_what_the_model_recommends(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(SHAPE))
    (tmp_path / "generation_config.json").write_text('{"max_new_tokens": 77, "top_k": 5}')
    assert read_facts(tmp_path).generation == {"max_tokens": 77, "top_k": 5}


def test_eos_is_the_union_of_all_files(tmp_path):
    (tmp_path / "config.json").write_text(json.dumps(SHAPE))
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


MIXTURES = {
    "Mixtral-8x7B": (46.7e9, 12.7e9, {
        "model_type": "mixtral", "hidden_size": 4096, "num_hidden_layers": 32,
        "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
        "num_local_experts": 8, "num_experts_per_tok": 2, "vocab_size": 32000,
        "tie_word_embeddings": False,
    }),
    "Qwen3-30B-A3B": (30.5e9, 3.0e9, {
        "model_type": "qwen3_moe", "hidden_size": 2048, "num_hidden_layers": 48,
        "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": 128,
        "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128,
        "num_experts_per_tok": 8, "decoder_sparse_step": 1, "mlp_only_layers": [],
        "vocab_size": 151936, "tie_word_embeddings": False,
    }),
    "Qwen1.5-MoE-A2.7B": (14.3e9, 2.4e9, {
        "model_type": "qwen2_moe", "hidden_size": 2048, "num_hidden_layers": 24,
        "num_attention_heads": 16, "num_key_value_heads": 16, "intermediate_size": 5632,
        "moe_intermediate_size": 1408, "shared_expert_intermediate_size": 5632,
        "num_experts": 60, "num_experts_per_tok": 4, "vocab_size": 151936,
        "tie_word_embeddings": False,
    }),
    "Gemma-2B, which does not say that it is tied": (2.5e9, 2.5e9, {
        "model_type": "gemma", "hidden_size": 2048, "num_hidden_layers": 18, "head_dim": 256,
        "num_attention_heads": 8, "num_key_value_heads": 1, "intermediate_size": 16384,
        "vocab_size": 256000,
    }),
}  # fmt: skip
"""Public models: their parameters, those active for a token without the look-up, and shapes."""


@pytest.mark.parametrize("name", MIXTURES)
def test_parameters_are_those_that_its_makers_state(tmp_path, name):
    parameters, active, config = MIXTURES[name]
    (tmp_path / "config.json").write_text(json.dumps(config))
    facts = read_facts(tmp_path)
    assert facts.parameters == pytest.approx(parameters, rel=0.01)
    assert facts.active_parameters == pytest.approx(active, rel=0.03)


def test_numbers_of_experts_beyond_reason_take_no_memory(tmp_path):
    config = MIXTURES["Qwen1.5-MoE-A2.7B"][-1]
    file = tmp_path / "config.json"
    file.write_text(json.dumps({**config, "first_k_dense_replace": 2**31 - 1}))
    dense = 24 * (4 * 2048**2 + 3 * 2048 * 5632) + 2 * 151936 * 2048
    assert read_facts(tmp_path).parameters == dense
    file.write_text(json.dumps({**config, "moe_intermediate_size": 10**400}))
    facts = read_facts(tmp_path)
    assert facts.parameters / 1e9 == pytest.approx(51.9, rel=0.01)  # as if it were not stated
