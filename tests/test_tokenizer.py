"""Text to ids and back, on every family of tokenizers."""

import json
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken
from toy_tokenizers import byte_level, sentencepiece, unigram, words

from llmnb.errors import ModelFormatError
from llmnb.tokenizer import Detokenizer, Tokenizer

ENGINES = {
    "byte-level": byte_level(),
    "prepend": sentencepiece(),
    "metaspace": sentencepiece(metaspace=True),
    "unigram": unigram(),
    "words": words(),
}
TOKENIZERS = {name: Tokenizer(engine) for name, engine in ENGINES.items()}
BYTES, PIECES = TOKENIZERS["byte-level"], TOKENIZERS["prepend"]
IM_END = BYTES.encode("<|im_end|>", special=True)[0]
EACH = pytest.mark.parametrize("name", ENGINES)


@EACH
@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_ordinary_text_encodes_as_tokenizers_does(name, text):
    expected = ENGINES[name].encode(text, add_special_tokens=False).ids
    assert TOKENIZERS[name].encode(text, special=True) == expected
    if not TOKENIZERS[name].holds_special(text):
        assert TOKENIZERS[name].encode(text, special=False) == expected


@pytest.mark.parametrize("name", ["byte-level", "prepend", "metaspace"])
@settings(deadline=None)
@given(text=st.text(alphabet=" abé😀\ufffd日\u0300\n", max_size=40))
def test_a_text_survives_the_way_there_and_back(name, text):
    made = TOKENIZERS[name]
    text = text.lstrip(" ")  # Metaspace cannot tell a text's own first space from its mark
    normal = ENGINES[name].normalizer.normalize_str(text) if name == "byte-level" else text
    assert made.decode(made.encode(text, special=True)) == normal


@pytest.mark.parametrize("name", ["byte-level", "unigram", "words", "prepend", "metaspace"])
@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_decoding_is_that_of_tokenizers(name, data):
    made, engine = TOKENIZERS[name], ENGINES[name]
    # Broken byte-fallback tokens have a test of their own.
    known = [id for id in range(made.size) if not engine.id_to_token(id).startswith("<0x")]
    ids = data.draw(st.lists(st.sampled_from(known), max_size=12))
    assert made.decode(ids) == engine.decode(ids, skip_special_tokens=True)


@EACH
@settings(deadline=None)
@given(data=st.data())
def test_pushed_texts_join_to_the_whole(name, data):
    made = TOKENIZERS[name]
    ids = data.draw(st.lists(st.integers(0, made.size - 1), max_size=12))
    one = Detokenizer(made)
    pushed = [one.push(id) for id in ids]
    assert "".join(pushed) + one.finish() == made.decode(ids)


def test_half_a_character_is_held_back():
    for made in (BYTES, PIECES):
        ids = made.encode("𝄞", special=False)
        one = Detokenizer(made)
        assert [one.push(id) for id in ids][-4:] == ["", "", "", "𝄞"]
        assert one.finish() == ""


def test_an_incomplete_character_ends_as_a_replacement_character():
    for made in (BYTES, PIECES):
        one = Detokenizer(made)
        shown = "".join(one.push(id) for id in made.encode("a𝄞", special=False)[:-1])
        assert shown + one.finish() == "a\ufffd"


def test_an_answer_may_hold_replacement_characters_of_its_own():
    for made in (BYTES, PIECES):
        one = Detokenizer(made)
        pushed = [one.push(id) for id in made.encode("a\ufffd\ufffd", special=False)]
        assert "".join(pushed) == "a\ufffd\ufffd"
        assert one.finish() == ""


def test_complete_characters_beside_broken_bytes_are_kept():
    ids = [PIECES._engine.token_to_id(f"<0x{byte:02X}>") for byte in (*"é".encode(), 0xFF)]
    assert PIECES.decode(ids) == "é\ufffd"
    assert ENGINES["prepend"].decode(ids) == "\ufffd" * 3  # what transformers would show


def test_the_first_space_is_dropped_and_others_are_kept():
    ids = PIECES.encode("the fox  a", special=False)
    assert [PIECES.token_text(id) for id in ids][:2] == [" the", " fox"]
    assert PIECES.decode(ids) == "the fox  a"
    assert PIECES.decode(ids[1:]) == "fox  a"


@pytest.mark.parametrize("name", ["prepend", "metaspace", "unigram", "byte-level"])
def test_inside_a_text_the_first_space_is_kept(name):
    made = TOKENIZERS[name]
    ids = made.encode("ab cd", special=False)
    start = next(n for n, id in enumerate(ids) if n and made.token_text(id).startswith(" "))
    one = Detokenizer(made, inside=True)
    assert "".join(map(one.push, ids[start:])) + one.finish() == " cd"


def test_special_tokens_are_left_out_and_have_a_text():
    ids = [IM_END, *BYTES.encode("fox", special=False), IM_END]
    assert BYTES.decode(ids) == "fox"
    assert BYTES.token_text(IM_END) == "<|im_end|>"
    assert BYTES.special_ids == {0, 1, 2}
    assert BYTES.special_tokens == ("<|endoftext|>", "<|im_start|>", "<|im_end|>")


def test_a_token_of_half_a_character_shows_as_a_replacement_character():
    last = BYTES.encode("𝄞", special=False)[-1]
    assert BYTES.token_text(last) == "\ufffd"


def test_ids_in_a_model_s_padding_have_no_text():
    assert BYTES.decode([BYTES.size, BYTES.size + 7]) == ""
    assert BYTES.token_text(BYTES.size) == ""


def test_added_tokens_that_are_not_special_are_text():
    ids = BYTES.encode("<think>a</think>", special=False)
    assert len(ids) == 3
    assert BYTES.decode(ids) == "<think>a</think>"


@EACH
def test_spelled_special_tokens_are_ordinary_text(name):
    made = TOKENIZERS[name]
    for token in made.special_tokens:
        ids = made.encode(f"a{token}b", special=False)
        unknown = {made._engine.token_to_id("<unk>")}
        assert made.special_ids.isdisjoint(set(ids) - unknown), (name, token)


def test_a_model_whose_own_vocabulary_spells_a_special_token_reads_it_as_text():
    made = TOKENIZERS["unigram"]
    assert made.encode("a</s>b", special=True).count(1) == 1
    ids = made.encode("a</s>b", special=False)
    assert 1 not in ids
    assert made.decode(ids) == "a< /s>b"


@pytest.mark.parametrize("name", ["byte-level", "prepend", "metaspace"])
@settings(deadline=None)
@given(data=st.data())
def test_parts_without_spelled_tokens_encode_like_the_joined_text(name, data):
    made = TOKENIZERS[name]
    text = st.text(alphabet=" abé\n", max_size=8)
    parts = [data.draw(text)]
    for _ in range(data.draw(st.integers(0, 3))):
        parts += [data.draw(st.sampled_from(made.special_tokens)), data.draw(text)]
    assert made.encode_parts(parts) == made.encode("".join(parts), special=True)


def test_parts_keep_what_a_token_does_to_the_spaces_around_it():
    made = Tokenizer(sentencepiece(rstrip=True))
    assert made.encode_parts(["a", "</s>", "  b"]) == made.encode("a</s>  b", special=True)


def test_a_raw_prompt_gets_the_begin_token():
    assert PIECES.encode_prompt("a </s>")[0] == 1
    assert PIECES.encode_prompt("a </s>")[-1] == 2
    safe = PIECES.encode_prompt("a </s>", special=False)
    assert safe[0] == 1
    assert 2 not in safe
    assert 1 not in PIECES.encode("a", special=True)


def test_a_normalised_special_token_is_noticed():
    from tokenizers import normalizers

    engine = byte_level()
    engine.normalizer = normalizers.NFKC()
    engine.add_special_tokens([AddedToken("<|call|>", special=True, normalized=True)])
    made = Tokenizer(engine)
    disguised = "＜|call|＞"
    assert made.special_ids & set(made.encode(disguised, special=True))
    assert made.holds_special(disguised)
    assert made.special_ids.isdisjoint(made.encode(disguised, special=False))


@pytest.mark.parametrize("special", [True, False])
def test_surrogates_are_no_characters(special):
    ids = BYTES.encode("a\ud800b \ud83d\ude00", special=special)
    assert BYTES.decode(ids) == "a\ufffdb 😀"


def test_truncation_and_padding_of_the_file_are_dropped():
    engine = byte_level()
    engine.enable_truncation(2)
    engine.enable_padding(length=50)
    assert len(Tokenizer(engine).encode("The quick brown fox jumps over", special=True)) == 6


def test_many_threads_share_a_tokenizer():
    made, wrong = Tokenizer(byte_level()), []
    text = "The quick <|im_end|> brown fox 日本語"
    expected = made.encode(text, special=True), made.encode(text, special=False)

    def work():
        for _ in range(200):
            both = made.encode(text, special=True), made.encode(text, special=False)
            if both != expected or made.decode(both[1]) != text:
                wrong.append(both)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_folder_is_read_with_the_tokens_that_its_configuration_declares(tmp_path):
    engine = byte_level()
    engine.save(str(tmp_path / "tokenizer.json"))
    size = engine.get_vocab_size()
    config = {
        "added_tokens_decoder": {
            "2": {"content": "<|im_end|>", "special": True},
            str(size): {"content": "<tool>", "special": False, "normalized": False},
        },
        "eos_token": "<|im_end|>",
        "pad_token": {"content": "<pad>"},
        "bos_token": None,
    }
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config))
    made = Tokenizer.from_folder(tmp_path)
    assert made.size == size + 2
    assert made.encode("<tool>", special=False) == [size]
    assert made.encode("<pad>", special=True) == [size + 1]
    assert made.special_ids == {0, 1, 2, size + 1}


def test_a_folder_without_a_tokenizer(tmp_path):
    with pytest.raises(ModelFormatError) as error:
        Tokenizer.from_folder(tmp_path)
    assert str(error.value) == (
        f"The folder '{tmp_path}' has no tokenizer.json. Make one with transformers: "
        "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)."
    )


def test_a_folder_with_sentencepiece_only(tmp_path):
    (tmp_path / "tokenizer.model").write_bytes(b"\x00")
    with pytest.raises(ModelFormatError) as error:
        Tokenizer.from_folder(tmp_path)
    assert str(error.value) == (
        f"The folder '{tmp_path}' has no tokenizer.json, only tokenizer.model, which llmnb does "
        "not read. Make one with transformers: "
        "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)."
    )


def test_a_broken_file(tmp_path):
    path = tmp_path / "tokenizer.json"
    path.write_text('{"model": ')
    with pytest.raises(ModelFormatError) as error:
        Tokenizer.from_folder(tmp_path)
    assert str(error.value) == (
        f"The file '{path}' cannot be read: EOF while parsing a value at line 1 column 10. "
        "Download or copy the model again."
    )


@pytest.mark.parametrize("declared", [{"9": {}}, {"nine": {"content": "x"}}, {"9": "x"}, [1]])
def test_a_broken_configuration(tmp_path, declared):
    byte_level().save(str(tmp_path / "tokenizer.json"))
    path = tmp_path / "tokenizer_config.json"
    path.write_text(json.dumps({"added_tokens_decoder": declared}))
    with pytest.raises(ModelFormatError) as error:
        Tokenizer.from_folder(tmp_path)
    assert str(error.value) == (
        f"The file '{path}' cannot be read: its tokens are not in the form of transformers. "
        "Download or copy the model again."
    )


def test_an_absurdly_large_file(tmp_path):
    path = tmp_path / "tokenizer.json"
    with path.open("wb") as file:
        file.truncate(2**28 + 1)
    with pytest.raises(ModelFormatError) as error:
        Tokenizer.from_folder(tmp_path)
    assert str(error.value) == (
        f"The file '{path}' cannot be read: it is larger than 256 MB. "
        "Download or copy the model again."
    )
