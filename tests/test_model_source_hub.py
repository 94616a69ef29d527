"""Hub models against a stand-in of the hub: what is fetched, shown and stopped."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import random_models

COMMIT = "0123456789abcdef0123456789abcdef01234567"
SMALL = ["config.json", "model.safetensors.index.json", "tokenizer.json", "tokenizer_config.json"]
SHARDS = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
# A new process each: the hub's client reads its environment when it is imported.
SCRIPT = """
import json, sys, threading
from llmnb.errors import LlmnbError
from llmnb.model_source import parse

class Bar:
    def __init__(self): self.stages, self.done = [], 0
    def start(self, stage): self.stages.append([stage.name, stage.total, stage.unit])
    def advance(self, amount): self.done += amount

bar, cancel, found = Bar(), threading.Event(), {}
source = parse(sys.argv[1])
try:
    found["parameters"] = source.facts().parameters
    if "cancel" in sys.argv:
        threading.Timer(0.3, cancel.set).start()
    folder = source.fetch(bar, cancel)
    found["folder"], found["files"] = folder.name, sorted(p.name for p in folder.iterdir())
except LlmnbError as error:
    found["error"] = f"{type(error).__name__}: {error}"
from huggingface_hub.utils import are_progress_bars_disabled
found["bars off"] = are_progress_bars_disabled()
print(json.dumps({**found, "stages": bar.stages, "done": bar.done}), flush=True)
"""


class Hub(BaseHTTPRequestHandler):
    """Serves the files of `folder` as the repository org/name."""

    folder = None
    stuck = None  # an event: the weights stop in the middle until it is set
    asked: list[str]

    def do_HEAD(self):
        self._answer(body=False)

    def do_GET(self):
        self._answer(body=True)

    def log_message(self, *args):
        pass

    def _answer(self, body):
        path = self.path.partition("?")[0]
        if path.startswith("/api/models/org/name"):
            names = sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*.*"))
            found = self._tree(names) if "/tree/" in path else self._listing(names)
            return self._send(json.dumps(found).encode(), body)
        prefix, _, name = path.partition("/resolve/")
        file = self.folder / name.partition("/")[2]
        if prefix != "/org/name" or not file.is_file():
            return self._send(b"{}", body, 404)
        if body:
            self.asked.append(str(file.relative_to(self.folder)))
        return self._send(file.read_bytes(), body)

    def _listing(self, names):
        siblings = [{"rfilename": name} for name in names]
        return {"id": "org/name", "modelId": "org/name", "sha": COMMIT, "private": False,
                "siblings": siblings, "tags": [], "downloads": 0, "likes": 0}  # fmt: skip

    def _tree(self, names):  # what newer clients ask for instead
        return [
            {"type": "file", "path": name, "size": (self.folder / name).stat().st_size, "oid": "0"}
            for name in names
        ]

    def _send(self, content, body, status=200):
        self.send_response(status)
        if status == 404:
            self.send_header(
                "X-Error-Code", "EntryNotFound" if "/org/name/" in self.path else "RepoNotFound"
            )
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if body:
            half = len(content) // 2 if self.stuck and ".safetensors" in self.path[-13:] else None
            self.wfile.write(content[:half])
            if half:
                self.stuck.wait(30)


@pytest.fixture
def hub(tmp_path):
    folder = random_models.make(tmp_path / "repository", shards=2)
    (folder / "consolidated.safetensors").write_bytes(b"the same again")
    (folder / "vocab.json").write_text("{}")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "config.json").write_text("{}")

    class Handler(Hub):
        asked: list[str] = []  # noqa: RUF012 -- one list per fixture

    Handler.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def load(hub, tmp_path):
    def run(*words):
        environment = {
            **os.environ,
            "HF_ENDPOINT": f"http://127.0.0.1:{hub.server_port}",
            "HF_HOME": str(tmp_path / "home"),
            "NO_PROXY": "*",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT, *words],
            env=environment, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert found.stderr == ""
        return json.loads(found.stdout)

    return run


def test_only_what_is_read_is_fetched_and_only_once(hub, load):
    folder = hub.RequestHandlerClass.folder
    size = sum((folder / shard).stat().st_size for shard in SHARDS)
    found = load("org/name")
    assert found["folder"] == COMMIT
    assert [name for name in found["files"] if name not in SMALL] == SHARDS
    assert found["stages"] == [["downloading", size, "bytes"]]
    assert found["done"] == size
    assert not found["bars off"]
    assert not {"consolidated.safetensors", "vocab.json", "onnx/config.json"} & {
        *hub.RequestHandlerClass.asked
    }
    again = load("org/name")
    assert (again["stages"], again["files"]) == ([], found["files"])


def test_a_download_can_be_stopped_in_the_middle_of_a_file(hub, load):
    hub.RequestHandlerClass.stuck = threading.Event()
    try:
        found = load("org/name", "cancel")
    finally:
        hub.RequestHandlerClass.stuck.set()
    assert found["error"] == ("Cancelled: The load was stopped. Run %llm_load again to start over.")


def test_a_model_without_safetensors_is_refused(hub, load):
    folder = hub.RequestHandlerClass.folder
    for name in ("model.safetensors.index.json", *SHARDS):
        (folder / name).unlink()
    assert load("org/name")["error"] == (
        "ModelFormatError: The hub model 'org/name' has no file 'model.safetensors'. "
        "llmnb reads weights in the safetensors format only."
    )


def test_a_model_that_the_hub_lacks_is_not_found(load):
    error = load("org/other")["error"]
    assert error.startswith("ModelNotFound: The hub model 'org/other' cannot be fetched: ")
    assert error.endswith("Check the name and the connection, or load a local folder or `demo`.")
    assert "\n" not in error
