"""Every mistake that can be made with a model's own files, and what their user is told.

As in `hub_mistakes`, the rows are data. In messages, ``{folder}`` stands for the model's folder.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable
from typing import Any

from hub_mistakes import Files, Mistake

SINGLE = "model.safetensors"
INDEX = "model.safetensors.index.json"
_AGAIN = "Download or copy the model again."
_LAYOUT = "A model has config.json, tokenizer.json and *.safetensors."
_ONLY = "llmnb reads weights in the safetensors format only."
_UNTRUSTED = "Do not use this model, unless you trust where it comes from."
_LAST = 2**31 - 1
_POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 988097824\n"


def safetensors(header: Any, data: bytes = b"", length: int | None = None) -> bytes:
    """Return a safetensors file with a header of one's own."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


def _weights(header: Any, data: bytes = bytes(8), length: int | None = None) -> Any:
    content = safetensors(header, data, length)
    return lambda files: files.write(SINGLE, content)


def _tensor(**entry: Any) -> Any:
    return _weights({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8], **entry}})


def _weights_row(name: str, reason: str, arrange: Callable[[Files], object]) -> Mistake:
    message = f"The weights file '{{folder}}/model.safetensors' cannot be read: {reason}."
    return Mistake(f"weights: {name}", message, _AGAIN, arrange)


def _config_row(name: str, reason: str, **entries: Any) -> Mistake:
    message = f"The file '{{folder}}/config.json' cannot be used: {reason}."
    return Mistake(f"config.json: {name}", message, _AGAIN, lambda f: f.configure(**entries))


def _file_row(name: str, file: str, reason: str, content: str | bytes) -> Mistake:
    message = f"The file '{{folder}}/{file}' cannot be read: {reason}."
    return Mistake(f"{file}: {name}", message, _AGAIN, lambda f: f.write(file, content))


def _no_number_at_the_end(files: Files) -> None:
    content = (files.folder / SINGLE).read_bytes()
    files.write(SINGLE, content[:-4] + struct.pack("<f", math.nan))


def _pointer_row(name: str, kind: str, file: str) -> Mistake:
    return Mistake(
        f"{name} of a clone without git LFS",
        f"The {kind} '{{folder}}/{file}' is only a pointer, which git LFS put there.",
        "Run `git lfs pull` in its folder: that fetches what it stands for.",
        lambda files: files.write(file, _POINTER),
    )


def _index(**names: Any) -> Callable[[Files], object]:
    return lambda files: files.write(INDEX, json.dumps({"weight_map": names}))


def _elsewhere(name: str, shown: str) -> Mistake:
    return Mistake(
        f"an index with {name}",
        f"The file '{{folder}}/{INDEX}' names {shown!r}, which is no safetensors file of its "
        "own folder.",
        _UNTRUSTED,
        _index(a=shown),
    )


def _without(*patterns: str, **added: str) -> Callable[[Files], None]:
    def arrange(files: Files) -> None:
        files.remove(*patterns)
        for name, content in added.items():
            files.write(name.replace("__", "."), content)

    return arrange


FOLDER_MISTAKES = [
    Mistake(
        "a folder that is not there",
        "There is no folder './nosuch/folder'.",
        "Check its name; a relative one is looked for from the notebook's folder.",
        model="./nosuch/folder",
    ),
    Mistake(
        "a file in place of its folder",
        "'{folder}/model.safetensors' is a file; llmnb loads the folder that a model's files "
        "are in.",
        f"Give that folder. {_LAYOUT}",
        model="{folder}/model.safetensors",
    ),
    Mistake(
        "a folder without config.json",
        "The folder '{folder}' has no config.json, so it holds no model.",
        _LAYOUT,
        _without("config.json"),
    ),
    Mistake(
        "a folder with GGUF files only",
        "The folder '{folder}' has its weights only as GGUF, which llmnb does not read.",
        "Load the model that they were made from, the one with *.safetensors.",
        _without("*", model__gguf="x"),
    ),
    Mistake(
        "a folder without weights",
        "The folder '{folder}' has no weights, no *.safetensors.",
        _LAYOUT,
        _without(SINGLE),
    ),
    Mistake(
        "a folder with .bin weights only",
        "The folder '{folder}' has its weights only as pytorch_model.bin, a format that can "
        "carry code.",
        f"{_ONLY} Take a model or a --revision that has them.",
        _without(SINGLE, pytorch_model__bin="x"),
    ),
    Mistake(
        "a folder without a tokenizer",
        "The folder '{folder}' has no tokenizer.json.",
        "Make one with transformers: "
        "AutoTokenizer.from_pretrained(folder).save_pretrained(folder).",
        _without("tokenizer.json"),
    ),
    Mistake(
        "a folder with a sentencepiece tokenizer only",
        "The folder '{folder}' has no tokenizer.json, only tokenizer.model, which llmnb does "
        "not read.",
        "Make one with transformers: "
        "AutoTokenizer.from_pretrained(folder).save_pretrained(folder).",
        _without("tokenizer.json", tokenizer__model="x"),
    ),
    # config.json and the files of its kind
    _file_row("not JSON", "config.json", "Expecting value: line 1 column 1 (char 0)", "no"),
    _file_row("no object", "config.json", "it is not a JSON object", "[]"),
    _file_row("nested without end", "config.json", "its JSON is nested too deeply", "[" * 200_000),
    _file_row("of an absurd size", "config.json", "it is larger than 32.0 MB", " " * 32_000_001),
    _file_row("a number of 5,000 digits", "config.json", "a number has too many digits",
              '{"a": ' + "9" * 5000 + "}"),
    _file_row("not UTF-8", "tokenizer_config.json",
              "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", b"\xff{}"),
    _file_row("of an absurd size", "chat_template.jinja", "it is larger than 128.0 kB",
              "x" * 128_001),
    _config_row("no architecture", "it names no model_type", model_type=None),
    _config_row("a size that is no number",
                "hidden_size = nan is no whole number from 1 to 2,147,483,647",
                hidden_size=float("nan")),
    _config_row("an infinite size",
                "hidden_size = inf is no whole number from 1 to 2,147,483,647",
                hidden_size=float("inf")),
    _config_row("a negative size",
                "vocab_size = -1 is no whole number from 1 to 2,147,483,647", vocab_size=-1),
    _config_row("no attention heads",
                "num_attention_heads = 0 is no whole number from 1 to 2,147,483,647",
                num_attention_heads=0),
    _config_row("layers without end",
                "num_hidden_layers = 1000000000 is no whole number from 1 to 10,000",
                num_hidden_layers=10**9),
    _config_row("a size above all bounds",
                "vocab_size = a huge number is no whole number from 1 to 2,147,483,647",
                vocab_size=10**40),
    _config_row("a truth value for a size",
                "num_hidden_layers = True is no whole number from 1 to 10,000",
                num_hidden_layers=True),
    # The index
    _elsewhere("a name that leads out of the folder", "../model.safetensors"),
    _elsewhere("an absolute name", "/etc/passwd.safetensors"),
    _elsewhere("a name that leads elsewhere on Windows", "..\\model.safetensors"),
    _elsewhere("a file that is not safetensors", "pytorch_model.bin"),
    Mistake(
        "an index that names a missing file",
        f"The weights file '{{folder}}/gone.safetensors', which {INDEX} names, is missing.",
        _AGAIN,
        _index(a="gone.safetensors"),
    ),
    Mistake(
        "an index with a tensor that its file lacks",
        f"The weights file '{{folder}}/{SINGLE}' has no tensor 'more', which {INDEX} promises.",
        _AGAIN,
        _index(more=SINGLE),
    ),
    Mistake(
        "an index without tensors",
        f"The file '{{folder}}/{INDEX}' lists no tensors.",
        _AGAIN,
        _index(),
    ),
    Mistake(
        "an index with a tensor in no file",
        f"The file '{{folder}}/{INDEX}' maps a tensor to no file.",
        _AGAIN,
        _index(a=3),
    ),
    # The headers
    _pointer_row("weights", "weights file", SINGLE),
    _pointer_row("a tokenizer", "file", "tokenizer.json"),
    _weights_row("an empty file", "its header does not fit in the file",
                 lambda files: files.write(SINGLE, b"")),
    _weights_row("a header longer than the file", "its header does not fit in the file",
                 _weights({}, length=2**62)),
    _weights_row("a header of an absurd size", "its header is larger than 25 MB",
                 _weights(b" " * 25_000_001)),
    _weights_row("a header that is no object", "its header is not a JSON object", _weights([])),
    _weights_row("a header nested without end", "its JSON is nested too deeply",
                 _weights(b"[" * 200_000)),
    _weights_row("a header that is no text",
                 "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
                 _weights(b"\xff\xff")),
    _weights_row("two tensors of one name", "its header has two entries of one name",
                 _weights(b'{"a": 1, "a": 1}')),
    _weights_row("an entry without a shape", "the tensor 'a' has no shape",
                 _weights({"a": {"dtype": "F32"}})),
    _weights_row("an entry that is no object", "the entry 'a' is not a JSON object",
                 _weights({"a": 1})),
    _weights_row("a name without end", f"the tensor '{'a' * 59}… has a name of 2,000 characters",
                 _weights({"a" * 2000: {}})),
    _weights_row("a negative dimension", "the tensor 'a' has the shape [-2]",
                 _tensor(shape=[-2])),
    _weights_row("a broken dimension", "the tensor 'a' has the shape [2.0]", _tensor(shape=[2.0])),
    _weights_row("a truth value for a dimension", "the tensor 'a' has the shape [True]",
                 _tensor(shape=[True])),
    _weights_row("an infinite dimension", "the tensor 'a' has the shape [inf]",
                 _tensor(shape=[float("inf")])),
    _weights_row("dimensions without end",
                 "the tensor 'a' has the shape [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "
                 "1, 1, 1, 1,…", _tensor(shape=[1] * 10_000)),
    _weights_row("a shape of 16 exabytes",
                 "the tensor 'a' has 8 bytes for the shape [2147483648, 2147483648]",
                 _tensor(shape=[2**31, 2**31])),
    _weights_row("bytes that do not fit the shape",
                 "the tensor 'a' has 8 bytes for the shape [3]", _tensor(shape=[3])),
    _weights_row("an unknown type", "the tensor 'a' has the unknown type 'object'",
                 _tensor(dtype="object")),
    _weights_row("offsets in the wrong order", "the tensor 'a' has the offsets [8, 0]",
                 _tensor(data_offsets=[8, 0])),
    _weights_row("a negative offset", "the tensor 'a' has the data_offsets [-8, 0]",
                 _tensor(data_offsets=[-8, 0])),
    _weights_row("three offsets", "the tensor 'a' has the data_offsets [0, 4, 8]",
                 _tensor(data_offsets=[0, 4, 8])),
    _weights_row("a tensor beyond the end", "the tensor 'a' lies outside the file",
                 _tensor(data_offsets=[8, 16])),
    _weights_row("overlapping tensors", "the tensor 'b' overlaps another",
                 _weights({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                           "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}})),
    _weights_row("a gap between tensors", "there is a gap before the tensor 'a'",
                 _tensor(shape=[1], data_offsets=[4, 8])),
    _weights_row("bytes of no tensor at the end", "4 bytes at its end belong to no tensor",
                 _tensor(shape=[1], data_offsets=[0, 4])),
    Mistake(
        "weights that are no numbers",
        "The tensor 'model.norm.weight' in '{folder}' has values that are no numbers.",
        _AGAIN,
        _no_number_at_the_end,
    ),
    Mistake(
        "weights of another shape than config.json says",
        "The tensor 'model.embed_tokens.weight' in '{folder}' has the shape [320, 64], but "
        "config.json asks for [999, 64].",
        "Check that config.json and the safetensors files belong together.",
        lambda files: files.configure(vocab_size=999),
    ),
]  # fmt: skip
