"""One model's part of the hub's cache, in the layout that all programs of the hub share.

Below ``models--<owner>--<name>``: ``blobs/`` has the files by their digests, ``snapshots/`` a
folder of links to them for each commit, ``refs/`` the commit of each branch and tag. See
https://huggingface.co/docs/huggingface_hub/guides/manage-cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from llmnb import storage
from llmnb.errors import StorageError

VARIABLE = "HF_HOME"
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SAFE_NAME = re.compile(r"[0-9A-Za-z_-][0-9A-Za-z._-]{0,127}")
_READABLE = 0o644
_SHARED_FILE = 0o664  # so that the members of a group can lock each other's downloads


def downloaded(cache: Path) -> list[str]:
    """Return the ids of the models that have weights in a cache, in order."""
    try:
        folders = sorted(cache.glob("models--*"))
        return [
            folder.name.removeprefix("models--").replace("--", "/")
            for folder in folders
            if next(folder.glob("snapshots/*/*.safetensors"), None) is not None
        ]
    except OSError:  # a folder that may not be read
        return []


class Repository:
    """A model's part of the cache.

    Parameters
    ----------
    cache : Path
        The hub's cache.
    id : str
        The model's id.
    """

    def __init__(self, cache: Path, id: str) -> None:
        name = "--".join(["models", *id.split("/")])
        self.folder = cache / name
        self._locks = cache / ".locks" / name

    def snapshot(self, commit: str) -> Path:
        """Return the folder of a commit's files; it may not exist."""
        return self.folder / "snapshots" / commit

    def known_commit(self, revision: str) -> str | None:
        """Return the commit that a revision had when it was last asked for."""
        if _COMMIT.fullmatch(revision):
            return revision if os.path.isdir(self.snapshot(revision)) else None
        try:
            commit = (self.folder / "refs" / revision).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        return commit if is_commit(commit) and os.path.isdir(self.snapshot(commit)) else None

    def remember(self, revision: str, commit: str) -> None:
        """Note the commit of a revision, where that is possible."""
        if _COMMIT.fullmatch(revision) or self.known_commit(revision) == commit:
            return
        path = self.folder / "refs" / revision
        with contextlib.suppress(OSError, StorageError):  # it only serves who is offline later
            path.parent.mkdir(parents=True, exist_ok=True)
            storage.atomic_write(path, commit, mode=_READABLE)

    def names(self, commit: str) -> list[str]:
        """Return the names of a commit's files that are here, without those of subfolders."""
        folder = self.snapshot(commit)
        return sorted(path.name for path in folder.glob("*") if os.path.isfile(path))

    def has(self, commit: str, name: str, size: int | None = None) -> bool:
        """Tell whether a commit's file is here, and of the size that it should have."""
        return holds(self.snapshot(commit) / name, size)

    @property
    def is_writable(self) -> bool:
        """Whether files can be added."""
        place = next(path for path in (self.folder, *self.folder.parents) if os.path.exists(path))
        effective = os.access in os.supports_effective_ids
        return os.access(place, os.W_OK | os.X_OK, effective_ids=effective)

    def blob(self, digest: str) -> Path:
        """Return where a file with this digest is kept."""
        safe = _SAFE_NAME.fullmatch(digest)
        return self.folder / "blobs" / (
            digest if safe else hashlib.sha256(digest.encode()).hexdigest()
        )  # fmt: skip

    @contextlib.contextmanager
    def locked(self, blob: Path, check: Callable[[], None]) -> Iterator[None]:
        """Keep other processes from fetching a file at the same time.

        While one does, `check` is called again and again; it ends the wait by raising.
        """
        path = self._locks / f"{blob.name}.lock"
        for folder in (blob.parent, path.parent):
            _make(folder)
        with storage.lock(path, on_wait=lambda _: check(), mode=_SHARED_FILE, variable=VARIABLE):
            yield

    def link(self, blob: Path, commit: str, name: str) -> None:
        """Put a file that has been fetched into a commit's folder."""
        path = self.snapshot(commit) / name
        fresh = path.with_name(f"{name}.{os.getpid()}.new")
        with storage.explained(path, variable=VARIABLE):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            try:
                _point(fresh, blob)
                os.replace(fresh, path)
            finally:
                fresh.unlink(missing_ok=True)


def holds(path: Path, size: int | None) -> bool:
    """Tell whether a file is there, and of the size that it should have, if that is known."""
    # os.path, because a Path raises where a folder on the way is closed.
    return os.path.isfile(path) and size in (None, os.path.getsize(path))


def is_commit(text: str) -> bool:
    """Tell whether a text can be a commit, which becomes the name of a folder."""
    return _COMMIT.fullmatch(text) is not None


def _make(folder: Path) -> None:
    """Create a folder and those above it, with the permissions that the user's umask gives."""
    with storage.explained(folder, variable=VARIABLE):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise storage.in_the_way(folder) from None


def _point(path: Path, blob: Path) -> None:
    """Make `path` the same file as `blob`, by the cheapest way that the disk offers."""
    try:
        path.symlink_to(os.path.relpath(blob, path.parent))
    except OSError:  # Windows asks for a privilege, and some disks know no links
        try:
            os.link(blob, path)
        except OSError:
            shutil.copyfile(blob, path)
