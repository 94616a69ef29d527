"""Every mistake that can be made with a hub model, and what its user is told.

The rows are data, so that a page of the documentation can be made of them. In messages,
``{hub}`` stands for the hub's address, ``{port}`` for its port, ``{cache}`` for the hub's cache,
``{repository}`` for a folder and ``{free}`` for the space on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hub_standin

ID = "org/name"
DEMO = "or load a local folder or `demo`"


@dataclass(frozen=True)
class Files:
    """A good model's files, to be spoilt."""

    folder: Path

    def remove(self, *patterns: str) -> None:
        for pattern in patterns:
            for path in filter(Path.is_file, self.folder.glob(pattern)):
                path.unlink()

    def write(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)

    def configure(self, **entries: object) -> None:
        config = json.loads((self.folder / "config.json").read_text())
        self.write("config.json", json.dumps(config | entries))


@dataclass(frozen=True)
class World(Files):
    """What a mistake is arranged in: a hub with the good model org/name, and its files."""

    hub: hub_standin.Hub
    cache: Path
    set: Callable[[str, str], None]

    @property
    def model(self) -> hub_standin.Model:
        return self.hub.models[ID]

    def fault(self, **values: Any) -> None:
        self.hub.faults = hub_standin.Faults(**values)


@dataclass(frozen=True)
class Mistake:
    """One row.

    Parameters
    ----------
    name : str
        What is wrong, in words.
    message, hint : str
        What the user is told.
    arrange : callable
        Brings it about in a `World`, or with `Files`.
    model : str
        The user's word for the model, where it is not that of the good one.
    wishes : dict
        Options of the load.
    asked_for_weights : bool
        Whether weights are asked for before it is noticed.
    """

    name: str
    message: str
    hint: str
    arrange: Callable[[Any], object] = lambda world: None
    model: str | None = None
    wishes: dict[str, object] = field(default_factory=dict)
    asked_for_weights: bool = False


def _private(world: World) -> None:
    world.model.private = True


def _gated(world: World) -> None:
    world.model.gated = True


def _token_without_access(world: World) -> None:
    world.set("HF_TOKEN", "hf_valid")
    world.hub.tokens["hf_valid"] = set()


def _both(*steps: Callable[[World], object]) -> Callable[[World], None]:
    def arrange(world: World) -> None:
        for step in steps:
            step(world)

    return arrange


def _variable(name: str, value: str) -> Callable[[World], None]:
    return lambda world: world.set(name, value)


def _fault(**values: object) -> Callable[[World], None]:
    return lambda world: world.fault(**values)


def _without(*patterns: str, **added: str) -> Callable[[World], None]:
    def arrange(world: World) -> None:
        world.remove(*patterns)
        for name, content in added.items():
            world.write(name.replace("__", "."), content)

    return arrange


def _quantised(method: str) -> Callable[[World], None]:
    return lambda world: world.configure(quantization_config={"quant_method": method})


def _listed(**entry: object) -> Callable[[World], None]:
    return lambda world: world.model.extra.append(dict(entry))


def _index(**names: str) -> Callable[[World], None]:
    content = json.dumps({"weight_map": names})
    return lambda world: world.write("model.safetensors.index.json", content)


def _commit(text: str) -> Callable[[World], None]:
    def arrange(world: World) -> None:
        world.model.commit = text

    return arrange


_AGAIN = "Download or copy the model again."
_LAYOUT = "A model has config.json, tokenizer.json and *.safetensors."
_ONLY = "llmnb reads weights in the safetensors format only."
_REACH = f"Check the connection, HF_ENDPOINT and the proxy, {DEMO}."
_UNTRUSTED = "Do not use this model, unless you trust where it comes from."
_CHANGED = "Load it again; if that does not help, a proxy or mirror changes files."

MISTAKES = [
    # Who and what
    Mistake(
        "a hub id that does not exist",
        "The hub at {hub} has no model 'org/other', or it is private and HF_TOKEN is not set.",
        "Check the spelling and the token.",
        model="org/other",
    ),
    Mistake(
        "a private model, without a token",
        "The hub at {hub} has no model 'org/name', or it is private and HF_TOKEN is not set.",
        "Check the spelling and the token.",
        _private,
    ),
    Mistake(
        "a private model, with a token of another account",
        "The hub at {hub} has no model 'org/name', or the token from HF_TOKEN has no access to it.",
        "Check the spelling and the token.",
        _both(_private, _token_without_access),
    ),
    Mistake(
        "a token that has expired",
        "The hub refuses the token from HF_TOKEN.",
        "Set HF_TOKEN to a valid one; public models need none.",
        _variable("HF_TOKEN", "hf_expired"),
    ),
    Mistake(
        "a token with a line break or a space inside",
        "The hub's token from HF_TOKEN has characters that no token has.",
        "Copy it again from the settings of your account.",
        _variable("HF_TOKEN", "hf_valid and more"),
    ),
    Mistake(
        "a gated model, without a token",
        "The hub model 'org/name' is gated: its authors ask to accept their terms first.",
        "Accept them at {hub}/org/name, then set HF_TOKEN.",
        _gated,
    ),
    Mistake(
        "a gated model, before its terms were accepted",
        "The hub model 'org/name' is gated: its authors ask to accept their terms first.",
        "Accept them at {hub}/org/name, with the account of HF_TOKEN.",
        _both(_gated, _token_without_access),
    ),
    Mistake(
        "a revision that does not exist",
        "The hub model 'org/name' has no revision 'v9'.",
        "Look up its branches and tags at {hub}/org/name/tree/main.",
        wishes={"revision": "v9"},
    ),
    Mistake(
        "a revision that leads out of the cache",
        "'../../x' is no revision of a model.",
        "Give the name of a branch or a tag, or a commit.",
        wishes={"revision": "../../x"},
    ),
    Mistake(
        "a hub id with dots that lead elsewhere",
        "'org/..' is no model that llmnb can find.",
        "Allowed: demo, a folder, a hub id such as Qwen/Qwen2.5-0.5B-Instruct, or a server's "
        "address such as http://127.0.0.1:8000/v1.",
        model="org/..",
    ),
    # The connection
    Mistake(
        "offline, and the model was never fetched",
        "The hub model 'org/name' is not in the cache, and HF_HUB_OFFLINE forbids to fetch it.",
        f"Unset HF_HUB_OFFLINE, {DEMO}.",
        _variable("HF_HUB_OFFLINE", "1"),
    ),
    Mistake(
        "no connection: refused",
        "The hub at http://127.0.0.1:9 cannot be reached: Connection refused.",
        _REACH,
        _variable("HF_ENDPOINT", "http://127.0.0.1:9"),
    ),
    Mistake(
        "no connection: no such host",
        "The hub at http://hub.invalid cannot be reached: no such host is known.",
        _REACH,
        _variable("HF_ENDPOINT", "http://hub.invalid"),
    ),
    Mistake(
        "a proxy that is not there",
        "The hub at {hub} cannot be reached: Connection refused, through the proxy 127.0.0.1:9.",
        _REACH,
        _both(_variable("http_proxy", "http://me:secret@127.0.0.1:9"), _variable("no_proxy", "")),
    ),
    Mistake(
        "a proxy of a kind that is not supported",
        "The hub at {hub} cannot be reached: a proxy of the kind socks5:// is not supported, "
        "only http:// is.",
        _REACH,
        _both(_variable("http_proxy", "socks5://127.0.0.1:9"), _variable("no_proxy", "")),
    ),
    Mistake(
        "https:// for a server that speaks http://",
        "The hub at https://127.0.0.1:{port} cannot be reached: it does not speak HTTPS.",
        _REACH,
        lambda world: world.set("HF_ENDPOINT", world.hub.url.replace("http:", "https:")),
    ),
    Mistake(
        "a hub that accepts connections and never answers",
        "The hub at {hub} did not answer within 0.5 s.",
        f"Try again later, {DEMO}. HF_HUB_DOWNLOAD_TIMEOUT sets the wait.",
        _both(_fault(silent=True), _variable("HF_HUB_DOWNLOAD_TIMEOUT", "0.5")),
    ),
    Mistake(
        "a login page of the network in place of the hub",
        "The server at {hub} does not answer as a hub: its list of files cannot be read.",
        "Check HF_ENDPOINT; unset, it is https://huggingface.co.",
        _fault(html=True),
    ),
    Mistake(
        "a hub that redirects in a circle",
        "The hub at {hub} cannot be reached: it redirects without end.",
        _REACH,
        _fault(loop=True),
    ),
    Mistake(
        "a hub that is down",
        "The hub at {hub} answered 'org/name' with an error (503 Service Unavailable).",
        f"Try again later, {DEMO}.",
        _fault(status=503),
    ),
    Mistake(
        "too many requests",
        "The hub at {hub} refuses more requests for now (429 Too Many Requests).",
        "Wait some minutes; with HF_TOKEN set, more are allowed.",
        _fault(status=429),
    ),
    Mistake(
        "HF_ENDPOINT without http://",
        "HF_ENDPOINT = 'hub.example' is no address of a hub.",
        "Give it as https://HOST, or unset it for https://huggingface.co.",
        _variable("HF_ENDPOINT", "hub.example"),
    ),
    Mistake(
        "HF_HUB_DOWNLOAD_TIMEOUT that is no number",
        "HF_HUB_DOWNLOAD_TIMEOUT = 'long' is not allowed: it is a number of seconds, above 0 "
        "and at most 3,600.",
        "",
        _variable("HF_HUB_DOWNLOAD_TIMEOUT", "long"),
    ),
    # The download
    Mistake(
        "a connection that breaks again and again",
        "The download of 'model-00001-of-00002.safetensors' of 'org/name' broke off 5 times, "
        "at 500 bytes of {size}: the connection was closed.",
        "Load it again: it goes on from there.",
        _fault(drops=-1, drop_after=100),
        asked_for_weights=True,
    ),
    Mistake(
        "a file of another size than the hub's list says",
        "The file 'model-00001-of-00002.safetensors' of 'org/name' came with {size_and_4} "
        "bytes, but the hub promised {size_exact}.",
        _CHANGED,
        _fault(lie_about_size=True),
        asked_for_weights=True,
    ),
    Mistake(
        "more bytes than promised",
        "The file 'model-00001-of-00002.safetensors' of 'org/name' came with more bytes, but "
        "the hub promised {size_exact}.",
        _CHANGED,
        _fault(extend=True),
        asked_for_weights=True,
    ),
    Mistake(
        "a file that was changed on its way",
        "The file 'model-00001-of-00002.safetensors' of 'org/name' arrived damaged: its "
        "SHA-256 is not the hub's.",
        "It was removed. Load it again; if that does not help, a proxy or mirror changes files.",
        _fault(flip=True),
        asked_for_weights=True,
    ),
    Mistake(
        "HF_HOME that is a file",
        "There is no folder {repository}/config.json/hub/models--org--name/blobs: a file is in "
        "its way.",
        "Move the file away.",
        lambda world: world.set("HF_HOME", str(world.folder / "config.json")),
    ),
    Mistake(
        "weights for which the disk has no room",
        "No room for {cache}/models--org--name: 1000.0 TB needed, {free} free.",
        "Free some space, or set HF_HOME to a folder on a larger disk.",
        _both(
            _without("*.safetensors*"),
            _listed(rfilename="model.safetensors", size=10**15, blobId="0" * 40),
        ),
    ),
    # What is in the repository
    Mistake(
        "a model with .bin weights only",
        "The hub model 'org/name' has its weights only as pytorch_model.bin, a format that can "
        "carry code.",
        f"{_ONLY} Take a model or a --revision that has them.",
        _without("*.safetensors*", pytorch_model__bin="x"),
    ),
    Mistake(
        "a model with GGUF weights only",
        "The hub model 'org/name' has its weights only as GGUF, which llmnb does not read.",
        "Load the model that they were made from, the one with *.safetensors.",
        _without("*", model_q4__gguf="x"),
    ),
    Mistake(
        "a model with weights of another framework only",
        "The hub model 'org/name' has its weights only as tf_model.h5.",
        _ONLY,
        _without("*.safetensors*", "*.bin", tf_model__h5="x"),
    ),
    Mistake(
        "an adapter without its model",
        "The hub model 'org/name' holds only an adapter (LoRA), not a whole model.",
        "Merge it into its base model with peft and load the folder of the result.",
        _without("*", adapter_config__json="{}", adapter_model__safetensors="x"),
    ),
    Mistake(
        "a repository without config.json",
        "The hub model 'org/name' has no config.json, so it holds no model.",
        _LAYOUT,
        _without("config.json"),
    ),
    Mistake(
        "a model without weights",
        "The hub model 'org/name' has no weights, no *.safetensors.",
        _LAYOUT,
        _without("*.safetensors*", "*.bin"),
    ),
    Mistake(
        "several weights files without an index",
        "The hub model 'org/name' has several safetensors files, but no "
        "model.safetensors.index.json that tells which to read.",
        "Save the model again with transformers' save_pretrained.",
        _without("*.index.json"),
    ),
    Mistake(
        "a sentencepiece tokenizer only",
        "The hub model 'org/name' has no tokenizer.json, only tokenizer.model, which llmnb does "
        "not read.",
        "Make one with transformers: "
        "AutoTokenizer.from_pretrained(folder).save_pretrained(folder).",
        _without("tokenizer.json", tokenizer__model="x"),
    ),
    *[
        Mistake(
            f"weights quantised with {method}",
            f"The onnx backend cannot run org/name: The weights are already quantised ({method}),"
            " which the onnx backend cannot read; give the original ones.",
            "",
            _quantised(method),
            wishes={"backend": "onnx"},
        )
        for method in ("gptq", "awq", "fp8", "bitsandbytes")
    ],
    # Files that lie
    Mistake(
        "a list of files with a name that leads elsewhere",
        "The hub model 'org/name' lists a file '../../.bashrc', which is no safe name.",
        "Do not use this model.",
        _listed(rfilename="../../.bashrc"),
    ),
    Mistake(
        "a list of files with an absolute name",
        "The hub model 'org/name' lists a file '/etc/passwd', which is no safe name.",
        "Do not use this model.",
        _listed(rfilename="/etc/passwd"),
    ),
    Mistake(
        "a commit that leads elsewhere",
        "The server at {hub} does not answer as a hub: its list of files cannot be read.",
        "Check HF_ENDPOINT; unset, it is https://huggingface.co.",
        _commit("../../../../home"),
    ),
    Mistake(
        "a tokenizer of an absurd size",
        "The file 'tokenizer.json' of the hub model 'org/name' has 900.0 GB; at most 268.4 MB "
        "are read.",
        "Do not use this model.",
        _both(
            _without("tokenizer.json"),
            _listed(rfilename="tokenizer.json", size=9 * 10**11, blobId="0" * 40),
        ),
    ),
    Mistake(
        "an index that names a file elsewhere",
        "The file 'org/name/model.safetensors.index.json' names '../x.safetensors', which is no "
        "safetensors file of its own folder.",
        _UNTRUSTED,
        _index(a="../x.safetensors"),
    ),
    Mistake(
        "an index that names a file that is not there",
        "The hub model 'org/name' has no file 'gone.safetensors', which its index names.",
        "Take another model or --revision.",
        _index(a="gone.safetensors"),
        asked_for_weights=False,
    ),
    Mistake(
        "a weights file whose header is broken",
        "The weights file 'org/name/model-00001-of-00002.safetensors' cannot be read: its header "
        "does not fit in the file.",
        _AGAIN,
        lambda world: world.write("model-00001-of-00002.safetensors", b"\xff" * 600),
        asked_for_weights=True,
    ),
]
