"""What a hub says about a model: its commit and its files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from llmnb.model_source.files import is_path
from llmnb.model_source.hub.cache import is_commit
from llmnb.model_source.hub.client import Client, NetworkError
from llmnb.model_source.hub.download import File
from llmnb.model_source.hub.messages import Messages

_LARGEST = 32 * 2**20  # bytes of a listing; the largest known repositories take about 10 MB
_BLOCK = 2**16  # bytes
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST_FILE = 2**50  # bytes


@dataclass(frozen=True)
class Listing:
    """A commit and its files.

    Parameters
    ----------
    commit : str
        Its 40 hexadecimal digits.
    files : mapping
        By name; those of subfolders are left out.
    """

    commit: str
    files: Mapping[str, File]


def ask_listing(client: Client, id: str, revision: str, messages: Messages) -> Listing:
    """Ask a hub for the files of a model's revision.

    Raises
    ------
    NetworkError
        If there is no answer.
    BadStatus
        If the hub refuses.
    ModelNotFound
        If what answers is no hub.
    ModelFormatError
        If a file's name leads out of the model's folder.
    """
    path = f"/api/models/{quote(id)}/revision/{quote(revision, safe='')}?blobs=true"
    with client.ask(path) as answer:
        content = b""
        while block := answer.read(_BLOCK):
            content += block
            if len(content) > _LARGEST:
                raise messages.no_hub(f"its list of files is larger than {_LARGEST // 2**20} MB")
        if answer.headers.get("content-length", str(len(content))) != str(len(content)):
            raise NetworkError("the connection was closed in the middle of the answer")
    try:
        return _read(json.loads(content), messages)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise messages.no_hub("its list of files cannot be read") from None


def ask_file(client: Client, path: str, name: str, messages: Messages) -> File:
    """Ask a hub for a file's size and digest, where its listing lacks them.

    Raises
    ------
    NetworkError, BadStatus
        As for `ask_listing`.
    ModelNotFound
        If the hub does not tell.
    """
    with client.ask(path, method="HEAD") as answer:
        stated = answer.headers
        size = int(stated.get("x-linked-size") or answer.length or -1)
        digest = (stated.get("x-linked-etag") or stated.get("etag", "")).removeprefix("W/")
    if size < 0 or not digest.strip('"'):
        raise messages.no_hub(f"it does not tell the size of {name!r}")
    linked = stated.get("x-linked-etag", "").strip('"')
    sha256 = linked if _SHA256.fullmatch(linked) else None
    return File(name, size, digest.strip('"'), sha256)


def _read(stated: Any, messages: Messages) -> Listing:
    commit = stated["sha"]
    if not isinstance(commit, str) or not is_commit(commit):
        raise ValueError
    files = {}
    for entry in stated["siblings"]:
        name = entry["rfilename"]
        if any(is_path(part) for part in name.split("/")):
            raise messages.unsafe_name(name)
        if "/" not in name:
            files[name] = _file(name, entry)
    return Listing(commit, files)


def _file(name: str, entry: Mapping[str, Any]) -> File:
    size, digest, large = entry.get("size"), entry.get("blobId"), entry.get("lfs")
    sha256 = large.get("sha256") if isinstance(large, dict) else None
    sha256 = sha256 if isinstance(sha256, str) and _SHA256.fullmatch(sha256) else None
    if type(size) is not int or not 0 <= size <= _LARGEST_FILE:
        size = None
    if not isinstance(digest, str) or not digest:
        digest = None
    return File(name, size, sha256 or digest, sha256)
