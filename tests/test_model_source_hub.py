"""Hub models against a stand-in of the hub: what is fetched, kept, resumed, stopped and said."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import hub_standin
import pytest
import random_models
from hub_mistakes import ID, MISTAKES, World
from hub_standin import COMMIT, Faults
from kernel import Kernel
from test_storage import unprivileged

from llmnb.config import LoadConfig
from llmnb.errors import Cancelled, LlmnbError, ModelNotFound, StorageError
from llmnb.hardware import detect
from llmnb.model_source import Hub, parse
from llmnb.planner import plan
from llmnb.session import Session
from llmnb.storage import free_bytes, size_text

SMALL = ["config.json", "model.safetensors.index.json", "tokenizer.json", "tokenizer_config.json"]
SHARDS = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
VARIABLES = (
    "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH", "HF_HUB_CACHE", "HF_HUB_OFFLINE",
    "HUGGINGFACE_HUB_CACHE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_IMPLICIT_TOKEN",
    "HF_HUB_DOWNLOAD_TIMEOUT", "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY",
    "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
)  # fmt: skip


class Listener:
    """A progress listener that remembers."""

    def __init__(self):
        self.stages, self.done = [], 0

    def start(self, stage):
        self.stages.append((stage.name, stage.total, stage.unit))
        self.done = 0

    def advance(self, amount):
        self.done += amount


@pytest.fixture
def hub():
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)  # the server runs in this process, whoever that is just now
        yield from serve(random_models.make(Path(outer) / "repository", shards=2))


def serve(folder):
    (folder / "consolidated.safetensors").write_bytes(b"the same again")
    (folder / "pytorch_model.bin").write_bytes(b"the same again")
    (folder / "modeling_name.py").write_text("raise SystemExit\n")
    (folder / "vocab.json").write_text("{}")
    (folder / "onnx").mkdir()
    (folder / "onnx" / "config.json").write_text("{}")
    with hub_standin.serving() as server:
        server.models[ID] = hub_standin.Model(folder)
        yield server


@pytest.fixture
def world(hub, tmp_path, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("llmnb.model_source.hub.download.PAUSES", (0.01,))
    return World(hub.models[ID].folder, hub, tmp_path / "home" / "hub", monkeypatch.setenv)


def load(model=ID, listener=None, cancel=None, **wishes):
    """Plan and fetch a model, as a load does."""
    decided = plan(model, LoadConfig(**wishes), detect())
    return decided.source.fetch(listener or Listener(), cancel or threading.Event())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def weight_size(folder):
    return sum((folder / shard).stat().st_size for shard in SHARDS)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_a_mistake_is_explained(world, mistake):
    mistake.arrange(world)
    with pytest.raises(LlmnbError) as caught:
        load(mistake.model or ID, **mistake.wishes)
    first = world.folder / SHARDS[0]
    size = first.stat().st_size if first.is_file() else 0
    said = re.sub(r"needed, [\d.]+ \w+ free", "needed, {free} free", str(caught.value))
    expected = f"{mistake.message} {mistake.hint}".strip().format(
        hub=world.hub.url, port=world.hub.server_port, cache=world.cache, free="{free}",
        repository=world.folder,
        size=size_text(size), size_exact=f"{size:,}", size_and_4=f"{size + 4:,}",
    )  # fmt: skip
    assert said == expected
    sent = [name for name in world.hub.files_sent() if name.endswith(hub_standin.LARGE)]
    assert bool(sent) is mistake.asked_for_weights


def test_after_any_mistake_the_next_load_works(world):
    for fault in (Faults(drops=-1, drop_after=9), Faults(flip=True), Faults(status=500)):
        world.hub.faults = fault
        with pytest.raises(LlmnbError):
            load()
    world.hub.faults = Faults()
    assert names(load()) == sorted([*SMALL, *SHARDS])


def test_only_what_is_read_is_fetched_and_only_once(world):
    listener = Listener()
    folder = load(listener=listener)
    assert folder.name == COMMIT
    assert names(folder) == sorted([*SMALL, *SHARDS])
    for name in names(folder):
        assert (folder / name).read_bytes() == (world.folder / name).read_bytes()
    total = weight_size(world.folder)
    asking = (f"asking {world.hub.url}", None, "")
    assert listener.stages == [asking, ("downloading", total, "bytes")]
    assert listener.done == total
    assert sorted(world.hub.files_sent()) == sorted([*SMALL, *SHARDS])
    world.hub.asked.clear()
    again = Listener()
    assert load(listener=again) == folder
    assert (again.stages, world.hub.files_sent()) == ([asking], [])


def test_code_is_fetched_only_when_trusted_and_named(world):
    decided = plan(ID, LoadConfig(trust_remote_code=True), detect())
    assert decided.source.notes(decided.facts) == (
        "Code of org/name may run in this process: modeling_name.py.",
    )
    assert "modeling_name.py" in world.hub.files_sent()


def test_the_size_of_the_weights_is_known_before_they_are_fetched(world):
    facts = Hub(ID).facts()
    assert facts.weight_bytes == weight_size(world.folder)
    assert not [name for name in world.hub.files_sent() if name.endswith(".safetensors")]


def test_the_token_goes_to_the_hub_alone(world, tmp_path):
    world.model.gated = world.model.private = True
    world.hub.tokens["hf_valid"] = {ID}
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "token").write_text("hf_valid\n")  # where logging in has put it
    assert names(load()) == sorted([*SMALL, *SHARDS])
    home, other = f"127.0.0.1:{world.hub.server_port}", f"localhost:{world.hub.server_port}"
    tokens = {host: set() for host in (home, other)}
    for _, host, _, headers in world.hub.asked:
        tokens[host].add(headers.get("authorization"))
    assert tokens == {home: {"Bearer hf_valid"}, other: {None}}


def test_the_environment_is_that_of_the_call(world, tmp_path, monkeypatch):
    first = load()
    monkeypatch.setenv("HF_HOME", str(tmp_path / "other"))
    second = load()
    assert first != second
    assert second.is_relative_to(tmp_path / "other" / "hub")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "third"))
    assert load().is_relative_to(tmp_path / "third")


def test_a_proxy_is_used_and_told_its_password(world, monkeypatch):
    with hub_standin.serving() as proxy:
        monkeypatch.setenv("http_proxy", f"http://me:s%40cret@127.0.0.1:{proxy.server_port}")
        monkeypatch.setenv("no_proxy", "localhost")
        monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
        proxy.models = {}
        with pytest.raises(ModelNotFound):
            load()
        method, host, path, headers = proxy.asked[0]
    assert (method, host) == ("GET", "hub.invalid")
    assert path.startswith("http://hub.invalid/api/models/org/name/revision/main")
    assert headers["proxy-authorization"] == "Basic bWU6c0BjcmV0"


def test_a_mirror_without_sizes_in_its_list_works(world):
    world.fault(no_sizes=True)
    assert names(load()) == sorted([*SMALL, *SHARDS])


def test_a_model_that_has_a_new_name_is_found_by_its_old_one(world):
    world.hub.renamed["org/old"] = ID
    assert names(load("org/old")) == sorted([*SMALL, *SHARDS])


def test_an_interrupt_ends_the_wait_for_a_silent_hub(world):
    world.fault(silent=True)
    with Kernel() as kernel:
        cell = kernel.load().start(f"%llm_load {ID}")
        deadline = time.monotonic() + 30
        while not world.hub.asked:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        time.sleep(0.2)  # so that the answer is waited for
        pressed = time.monotonic()
        kernel.interrupt()
        cell.finish()
        assert time.monotonic() - pressed < 5  # of the 10 s that a hub has
    assert (cell.ename, cell.evalue) == ("Interrupted", "The load of 'org/name' was stopped.")


def test_a_revision_may_be_a_commit(world):
    assert load(revision=COMMIT).name == COMMIT


def test_two_loads_at_once_fetch_each_file_once(world):
    found = []
    threads = [threading.Thread(target=lambda: found.append(load())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert names(found[0]) == sorted([*SMALL, *SHARDS])
    for shard in SHARDS:
        assert sum("/cdn/" in path and path.endswith(shard) for *_, path, _ in world.hub.asked) == 1
    assert not list(world.cache.glob("**/*.incomplete"))
    assert not list(world.cache.glob("**/*.new"))


def test_a_hub_model_answers(world):
    with Session().load(ID) as model:
        assert model.info.revision == COMMIT
        assert model.generate("Hi", max_tokens=3, temperature=0).usage.completion_tokens > 0


@pytest.fixture
def secure_world(world, tmp_path):
    """The same hub behind https, with a certificate that only a variable makes known."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with hub_standin.serving(context) as hub:
        hub.models = world.hub.models
        world.set("HF_ENDPOINT", hub.url)
        world.set("REQUESTS_CA_BUNDLE", str(certificate))
        yield dataclasses.replace(world, hub=hub)


class TestHttps:
    def test_a_certificate_that_is_known_is_enough(self, secure_world):
        assert names(load()) == sorted([*SMALL, *SHARDS])

    def test_a_certificate_that_is_not_known_is_refused(self, secure_world, monkeypatch):
        monkeypatch.delenv("REQUESTS_CA_BUNDLE")
        with pytest.raises(ModelNotFound) as caught:
            load()
        assert str(caught.value) == (
            f"The hub at {secure_world.hub.url} cannot be reached: its certificate is refused, "
            "self-signed certificate. Check the connection, HF_ENDPOINT and the proxy, or load a "
            "local folder or `demo`."
        )

    def test_a_proxy_passes_it_on_unread(self, secure_world):
        with hub_standin.serving() as proxy:
            secure_world.set("https_proxy", f"http://me:secret@127.0.0.1:{proxy.server_port}")
            secure_world.set("no_proxy", "")
            assert names(load()) == sorted([*SMALL, *SHARDS])
            assert {method for method, *_ in proxy.asked} == {"CONNECT"}
            logins = {headers.get("proxy-authorization") for *_, headers in proxy.asked}
            assert logins == {"Basic bWU6c2VjcmV0"}

    def test_a_stalled_download_can_be_stopped(self, secure_world):
        secure_world.fault(stall_after=1000)
        stop_while_it_stalls()

    def test_no_redirect_leads_to_an_open_connection(self, secure_world, monkeypatch):
        monkeypatch.setattr(hub_standin.Hub, "other_host", "http://localhost:9")
        with pytest.raises(ModelNotFound) as caught:
            load()
        assert "broke off 5 times, at 0 bytes of " in str(caught.value)
        assert "it redirects to an address that is not safe (http)" in str(caught.value)


def stop_while_it_stalls():
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    source = parse(ID)
    source.facts()
    started = time.monotonic()
    with pytest.raises(Cancelled) as caught:
        source.fetch(Listener(), cancel)
    assert time.monotonic() - started < 2
    assert str(caught.value) == "The load was stopped. Run %llm_load again to start over."


class TestBroken:
    def test_a_dropped_connection_is_resumed(self, world):
        world.fault(drops=2, drop_after=1000)
        listener = Listener()
        folder = load(listener=listener)
        assert (folder / SHARDS[0]).read_bytes() == (world.folder / SHARDS[0]).read_bytes()
        ranges = [h["range"] for _, _, path, h in world.hub.asked if "range" in h and "cdn" in path]
        assert ranges == ["bytes=1000-", "bytes=2000-"]
        total = weight_size(world.folder)
        said = "connecting to the hub again, since the connection was closed"
        assert [stage[0] for stage in listener.stages[1:]] == [
            "downloading", said, "downloading", said, "downloading",
        ]  # fmt: skip
        assert (listener.stages[-1][1], listener.done) == (total, total)

    def test_the_next_load_resumes(self, world):
        world.fault(drops=-1, drop_after=1000)
        with pytest.raises(ModelNotFound):
            load()
        world.hub.faults = Faults()
        world.hub.asked.clear()
        load()
        ranges = [h.get("range") for _, _, path, h in world.hub.asked if "cdn" in path]
        assert ranges == ["bytes=5000-", None]

    def test_a_server_without_ranges_sends_all_again(self, world):
        world.fault(drops=1, drop_after=1000, no_ranges=True)
        listener = Listener()
        folder = load(listener=listener)
        assert (folder / SHARDS[0]).read_bytes() == (world.folder / SHARDS[0]).read_bytes()
        assert listener.done == weight_size(world.folder)

    def test_a_damaged_beginning_is_fetched_again(self, world):
        world.fault(drops=-1, drop_after=1000)
        with pytest.raises(ModelNotFound):
            load()
        (part,) = world.cache.glob("*/blobs/*.incomplete")
        part.write_bytes(bytes(part.stat().st_size))
        world.hub.faults = Faults()
        folder = load()
        assert (folder / SHARDS[0]).read_bytes() == (world.folder / SHARDS[0]).read_bytes()

    def test_a_file_in_the_cache_that_was_cut_is_fetched_again(self, world):
        folder = load()
        os.truncate(folder / SHARDS[1], 100)
        world.hub.asked.clear()
        load()
        assert (folder / SHARDS[1]).read_bytes() == (world.folder / SHARDS[1]).read_bytes()
        assert world.hub.files_sent() == [SHARDS[1]]

    def test_a_stalled_download_can_be_stopped(self, world):
        world.fault(stall_after=1000)
        stop_while_it_stalls()
        world.hub.faults = Faults()
        assert names(load()) == sorted([*SMALL, *SHARDS])  # nothing holds the lock any more

    def test_a_killed_process_leaves_what_it_has_for_the_next(self, world):
        world.fault(stall_after=50_000)
        program = f"import llmnb; llmnb.load({ID!r})"
        with subprocess.Popen([sys.executable, "-c", program]) as process:
            deadline = time.monotonic() + 30
            parts = "*/blobs/*.incomplete"
            while not any(p.stat().st_size > 40_000 for p in world.cache.glob(parts)):
                assert time.monotonic() < deadline
                time.sleep(0.02)
            process.kill()
        (part,) = world.cache.glob("*/blobs/*.incomplete")
        assert (kept := part.stat().st_size) > 40_000
        world.hub.faults = Faults()
        world.hub.asked.clear()
        folder = load()
        ranges = [h.get("range") for _, _, path, h in world.hub.asked if "cdn" in path]
        assert ranges == [f"bytes={kept}-", None]
        assert (folder / SHARDS[0]).read_bytes() == (world.folder / SHARDS[0]).read_bytes()
        assert not list(world.cache.glob("*/blobs/*.incomplete"))

    def test_a_stalled_download_ends_by_itself(self, world):
        world.fault(stall_after=0)
        world.set("HF_HUB_DOWNLOAD_TIMEOUT", "0.1")
        with pytest.raises(ModelNotFound) as caught:
            load()
        assert "broke off 5 times, at 0 bytes of " in str(caught.value)
        assert "nothing came in time. Load it again" in str(caught.value)

    def test_a_silent_hub_is_waited_for_with_a_word(self, world):
        world.fault(silent=True)
        world.set("HF_HUB_DOWNLOAD_TIMEOUT", "0.2")
        listener = Listener()
        with pytest.raises(ModelNotFound):
            Hub(ID).facts(listener)
        assert listener.stages == [(f"asking {world.hub.url}", None, "")]


class TestWithoutConnection:
    def test_offline_takes_what_is_there(self, world, monkeypatch):
        folder = load()
        world.hub.asked.clear()
        for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
            monkeypatch.setenv(variable, "1")
            assert load() == folder
            assert load(revision=COMMIT) == folder
            monkeypatch.delenv(variable)
        assert world.hub.asked == []

    @pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://hub.invalid"])
    def test_an_unreachable_hub_is_not_needed_for_what_is_there(self, world, endpoint):
        folder = load()
        world.set("HF_ENDPOINT", endpoint)
        listener = Listener()
        assert load(listener=listener) == folder
        assert [stage[0] for stage in listener.stages] == [
            f"asking {endpoint}", "using the copy in the cache",
        ]  # fmt: skip

    @pytest.mark.parametrize("fault", [Faults(html=True), Faults(status=503), Faults(status=429)])
    def test_a_hub_in_trouble_is_not_needed_for_what_is_there(self, world, fault):
        folder = load()
        world.hub.faults = fault
        assert load() == folder

    def test_a_copy_that_lacks_weights_is_told(self, world):
        Hub(ID).facts()
        world.set("HF_HUB_OFFLINE", "1")
        with pytest.raises(ModelNotFound) as caught:
            Hub(ID).facts()
        assert str(caught.value) == (
            f"The hub model 'org/name' lacks {SHARDS[0]} in the cache, and HF_HUB_OFFLINE forbids "
            "to fetch it. Unset HF_HUB_OFFLINE, or load a local folder or `demo`."
        )

    def test_a_refusal_is_not_taken_for_a_missing_connection(self, world):
        load()
        world.model.private = True
        with pytest.raises(ModelNotFound) as caught:
            load()
        assert "has no model 'org/name', or it is private" in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
class TestSharedCache:
    def test_one_that_cannot_be_written_is_read(self, world, monkeypatch):
        load()
        world.model.commit = "f" * 40  # the hub has gone on meanwhile
        with unprivileged() as closed:
            as_root(lambda: shutil.copytree(world.cache, closed / "hub", symlinks=True))
            monkeypatch.setenv("HF_HUB_CACHE", str(closed / "hub"))
            world.hub.asked.clear()
            Hub(ID).facts()
            folder = Hub(ID).fetch(Listener(), threading.Event())
            assert names(folder) == sorted([*SMALL, *SHARDS])
        assert world.hub.asked == []

    def test_one_that_lacks_the_model_is_named(self, world, monkeypatch):
        with unprivileged() as closed:
            monkeypatch.setenv("HF_HUB_CACHE", str(closed))
            with pytest.raises(StorageError) as caught:
                Hub(ID).facts()
        assert str(caught.value) == (
            f"No access to {closed / 'models--org--name'}: Permission denied. Change its owner or "
            "permissions, or set HF_HOME to a folder of yours."
        )

    def test_one_that_cannot_be_entered_is_named(self, world, monkeypatch):
        with unprivileged() as closed:
            as_root((closed / "home").mkdir)
            as_root(lambda: (closed / "home").chmod(0o700))
            if os.getuid() != 0:
                pytest.skip("only root can make a folder that another cannot enter")
            monkeypatch.setenv("HF_HOME", str(closed / "home"))
            with pytest.raises(StorageError) as caught:
                Hub(ID).facts()
        assert str(caught.value) == (
            f"No access to {closed}/home/hub/models--org--name/blobs: Permission denied. "
            "Change its owner or permissions, or set HF_HOME to a folder of yours."
        )

    def test_one_that_lacks_the_weights_is_named(self, world, monkeypatch):
        Hub(ID).facts()
        with unprivileged() as closed:
            as_root(lambda: shutil.copytree(world.cache, closed / "hub", symlinks=True))
            monkeypatch.setenv("HF_HUB_CACHE", str(closed / "hub"))
            with pytest.raises(StorageError) as caught:
                Hub(ID).facts()
        folder = closed / "hub" / "models--org--name"
        assert str(caught.value) == (
            f"The hub's cache lacks files of 'org/name', and {folder} cannot be written. Change "
            "its owner or permissions, or set HF_HOME to a folder of yours."
        )


def as_root(work):
    """Do the work of the one who keeps a shared cache, inside `unprivileged`."""
    if os.getuid() == 0:
        os.seteuid(0)
    try:
        work()
    finally:
        if os.getuid() == 0:
            os.seteuid(65534)


def test_a_disk_that_fills_up_is_explained_and_relieved(world, tmp_path, monkeypatch):
    small = tmp_path / "small"
    small.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(small)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no disk of a small size can be made here")
    try:
        monkeypatch.setenv("HF_HOME", str(small))
        monkeypatch.setattr("llmnb.storage.require_space", lambda *_: None)  # filled up later
        (world.folder / SHARDS[0]).write_bytes(bytes(600_000))
        with pytest.raises(StorageError) as caught:
            load()
        said = re.sub(r"[\d.]+ \w+ (needed|free)", r"N \1", str(caught.value))
        assert re.fullmatch(
            re.escape(f"No room for {small}/hub/models--org--name/blobs/")
            + r"\w+\.incomplete: N needed, N free\. Free some space, or set HF_HOME to a folder "
            r"on a larger disk\.",
            said,
        )
        assert free_bytes(small) > 300_000
    finally:
        subprocess.run(["umount", str(small)], check=True)


HUBS_OWN_CLIENT = """
import json, sys
from huggingface_hub import __version__, snapshot_download
options = json.loads(sys.argv[1])
print(json.dumps([__version__, snapshot_download("org/name", **options)]))
"""


@pytest.mark.parametrize("environment", ["light", pytest.param("full", marks=pytest.mark.engines)])
def test_the_cache_is_shared_with_the_hubs_own_client(world, tmp_path, monkeypatch, environment):
    def theirs(**options):
        command = [sys.executable, "-c", HUBS_OWN_CLIENT, json.dumps(options)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    wanted = [*SMALL, *SHARDS]
    ours = load()
    version, found = theirs(local_files_only=True, allow_patterns=wanted)
    assert int(version.partition(".")[0]) < 1 if environment == "full" else version
    assert found == str(ours)
    world.hub.asked.clear()
    assert theirs(allow_patterns=wanted)[1] == str(ours)
    assert world.hub.files_sent() == []  # nothing that is ours was fetched again
    monkeypatch.setenv("HF_HOME", str(tmp_path / "other"))
    _, fetched = theirs(allow_patterns=wanted)
    world.hub.asked.clear()
    assert str(load()) == fetched
    assert world.hub.files_sent() == []  # nor anything that is theirs
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert str(load()) == fetched
