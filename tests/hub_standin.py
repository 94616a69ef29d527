"""A stand-in of the Hugging Face hub: a real server on loopback that speaks its protocol.

It has what both generations of the hub's own client ask for too (the two listings, ``HEAD``
with the headers that describe a file, redirects of large files to another host, ranges), and
misbehaves on demand.
"""

from __future__ import annotations

import hashlib
import json
import re
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = (".safetensors", ".bin", ".gguf")


@dataclass
class Model:
    """One repository.

    Parameters
    ----------
    folder : Path
        Its files.
    commit : str
        The commit of its one branch, main.
    private, gated : bool
        Whether a token is needed to see it, or to have its files.
    extra : list of dict
        Further entries of its list of files.
    """

    folder: Path
    commit: str = COMMIT
    private: bool = False
    gated: bool = False
    extra: list[dict[str, Any]] = field(default_factory=list)

    def names(self) -> list[str]:
        return sorted(
            p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()
        )


@dataclass
class Faults:
    """How the server misbehaves; by default not at all.

    Parameters
    ----------
    silent : bool
        Take requests and never answer.
    status : int
        Answer everything with this error.
    drops : int
        How many answers with a large file's bytes break off; negative for all.
    drop_after : int
        The bytes of an answer that come before it breaks off.
    stall_after : int, optional
        The bytes of a large file after which nothing more comes.
    no_ranges : bool
        Send a file from its beginning, whatever was asked for.
    extend, flip : bool
        Send more bytes than promised, or other ones.
    lie_about_size : bool
        Say another size in the answer than in the list.
    no_sizes : bool
        Leave sizes and digests out of the list, as some mirrors do.
    loop : bool
        Redirect to itself.
    html : bool
        Answer everything with a web page.
    """

    silent: bool = False
    status: int = 0
    drops: int = 0
    drop_after: int = 0
    stall_after: int | None = None
    no_ranges: bool = False
    extend: bool = False
    flip: bool = False
    lie_about_size: bool = False
    no_sizes: bool = False
    loop: bool = False
    html: bool = False


class Hub(ThreadingHTTPServer):
    """The server; `asked` has every request's method, host, path and headers.

    Parameters
    ----------
    tls : ssl.SSLContext, optional
        With which it speaks https.
    """

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._scheme = "https" if tls else "http"
        if tls is not None:
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.models: dict[str, Model] = {}
        self.tokens: dict[str, set[str]] = {}  # to the ids that each has access to
        self.renamed: dict[str, str] = {}  # from old ids to new ones
        self.faults = Faults()
        self.asked: list[tuple[str, str, str, dict[str, str]]] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.server_port}"

    @property
    def other_host(self) -> str:
        """Where large files are, on a host that must not see the token."""
        return f"{self._scheme}://localhost:{self.server_port}"

    def files_sent(self) -> list[str]:
        """The names of the files whose bytes were asked for, in order."""
        paths = [path for method, _, path, _ in self.asked if method == "GET"]
        found = [re.search(r"/(?:resolve|cdn/[\w-]+/[\w-]+)/[0-9a-f]{40}/(.+)", p) for p in paths]
        names = [unquote(match[1]) for match in found if match]
        return list(dict.fromkeys(names))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Hub]:
    """Run a hub until the block ends."""
    hub = Hub(tls)
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.released.set()
        hub.shutdown()
        thread.join()
        hub.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def do_CONNECT(self) -> None:
        """Be a proxy for https: pass bytes on, both ways."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, headers.get("host", ""), self.path, headers))
        self.close_connection = True
        host, _, port = self.path.rpartition(":")
        with socket.create_connection((host, int(port))) as far:
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            ends = {self.connection: far, far: self.connection}
            while True:
                for near in select.select([*ends], [], [], 30)[0]:
                    if not (block := near.recv(65_536)):
                        return
                    ends[near].sendall(block)

    def log_message(self, *args: object) -> None:
        pass

    def _answer(self) -> None:
        faults = self.server.faults
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.close_connection = True
        self.server.asked.append((self.command, headers.get("host", ""), self.path, headers))
        path = re.sub(r"^http://[^/]+", "", self.path).partition("?")[0]  # as a proxy
        if faults.silent:
            self.server.released.wait(60)
        elif faults.status:
            self._error(faults.status, "")
        elif faults.loop:
            self._send(302, b"", {"Location": self.path})
        elif faults.html:
            self._send(200, b"<html>Log in to this network</html>", {})
        elif path.startswith("/cdn/"):
            _, _, owner, name, commit, file = path.split("/", 5)
            self._file(self.server.models[f"{owner}/{name}"], unquote(file), commit)
        else:
            self._hub(path, headers)

    def _hub(self, path: str, headers: dict[str, str]) -> None:
        api = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/(revision|tree)/([^/]+))?", path)
        file = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path)
        match = api or file
        id = match[1] if match else ""
        if id in self.server.renamed:
            new = self.path.replace(id, self.server.renamed[id], 1)
            return self._send(307, b"", {"Location": new})
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if token and token not in self.server.tokens:
            words = "Invalid credentials in Authorization header"
            return self._error(401, "", words)
        allowed = id in self.server.tokens.get(token, ())
        model = self.server.models.get(id)
        if model is None or (model.private and not allowed):
            # The hub does not tell who has no access whether there is such a model.
            return self._error(404 if token else 401, "RepoNotFound")
        revision = unquote((api[3] if api else file[2] if file else None) or "main")
        if revision not in ("main", model.commit):
            return self._error(404, "RevisionNotFound")
        if api:
            return self._list(model, id, api[2])
        if model.gated and not allowed:
            return self._error(403 if token else 401, "GatedRepo")
        return self._redirect_or_send(model, id, unquote(file[3]) if file else "")

    def _list(self, model: Model, id: str, kind: str | None) -> None:
        entries = [_entry(model.folder / name, name) for name in model.names()]
        if kind == "tree":
            found: Any = [
                {"type": "file", "path": e["rfilename"], "size": e["size"], "oid": e["blobId"],
                 **({"lfs": {"oid": e["lfs"]["sha256"], "size": e["size"], "pointerSize": 1}}
                    if "lfs" in e else {})}
                for e in entries
            ]  # fmt: skip
        else:
            if self.server.faults.no_sizes or "blobs=true" not in self.path:
                entries = [{"rfilename": e["rfilename"]} for e in entries]
            found = {
                "id": id, "modelId": id, "sha": model.commit, "private": model.private,
                "gated": "auto" if model.gated else False, "tags": [], "downloads": 0,
                "likes": 0, "siblings": [*entries, *model.extra],
            }  # fmt: skip
        self._send(200, json.dumps(found).encode(), {"Content-Type": "application/json"})

    def _redirect_or_send(self, model: Model, id: str, name: str) -> None:
        path = model.folder / name
        if not path.is_file():
            return self._error(404, "EntryNotFound")
        if not name.endswith(LARGE):
            return self._file(model, name, model.commit)
        digest = _sha256(path)
        headers = {
            "Location": f"{self.server.other_host}/cdn/{id}/{model.commit}/{name}",
            "X-Repo-Commit": model.commit,
            "X-Linked-Size": str(path.stat().st_size),
            "X-Linked-Etag": f'"{digest}"',
            "ETag": f'"{digest}"',
        }
        return self._send(302, b"", headers)

    def _file(self, model: Model, name: str, commit: str) -> None:
        content = (model.folder / name).read_bytes()
        large, faults = name.endswith(LARGE), self.server.faults
        digest = hashlib.sha256(content).hexdigest() if large else _git(content)
        headers = {"ETag": f'"{digest}"', "X-Repo-Commit": commit, "Accept-Ranges": "bytes"}
        whole, start = len(content), 0
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted and not faults.no_ranges:
            start = int(wanted[1])
            headers["Content-Range"] = f"bytes {start}-{whole - 1}/{whole}"
        if large and faults.flip:
            content = content[:-1] + bytes([content[-1] ^ 1])
        if large and faults.lie_about_size:
            content += b"more"
        stated = len(content) - start
        if large and faults.extend:
            content, stated = content + b"more", -1
        status = 206 if "Content-Range" in headers else 200
        self._send(status, content[start:], headers, stated, misbehave=large)

    def _error(self, status: int, code: str, words: str = "") -> None:
        headers = {"X-Error-Code": code, "X-Error-Message": words}
        self._send(status, b"{}", {n: v for n, v in headers.items() if v})

    def _send(
        self,
        status: int,
        content: bytes,
        headers: dict[str, str],
        stated: int | None = None,
        misbehave: bool = False,
    ) -> None:
        faults = self.server.faults
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        length = len(content) if stated is None else stated
        if length >= 0:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        if misbehave and faults.drops:
            faults.drops -= 1
            content = content[: faults.drop_after]
        if misbehave and faults.stall_after is not None:
            self.wfile.write(content[: faults.stall_after])
            self.server.released.wait(60)
            return
        self.wfile.write(content)


def _entry(path: Path, name: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rfilename": name, "size": path.stat().st_size, "blobId": _git(path.read_bytes()),
    }  # fmt: skip
    if name.endswith(LARGE):
        entry["lfs"] = {"sha256": _sha256(path), "size": path.stat().st_size, "pointerSize": 130}
    return entry


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _git(content: bytes) -> str:
    """The digest by which git names a file."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
