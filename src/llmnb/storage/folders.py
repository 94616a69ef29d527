"""Where things are kept, who may enter, and whether there is room."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from llmnb.errors import StorageError
from llmnb.storage.explain import (
    CACHE_VARIABLE,
    choose_folder,
    explained,
    free_bytes,
    in_the_way,
    make_room,
    size_text,
)

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def cache_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder for converted models; it may not exist yet.

    Parameters
    ----------
    environ : mapping, optional
        The environment whose ``LLMNB_CACHE`` holds; by default that of this process.
    """
    override = (os.environ if environ is None else environ).get(CACHE_VARIABLE, "").strip()
    if override:
        return Path(override).expanduser().absolute()
    import platformdirs  # 15 ms, and not needed for `import llmnb`

    return platformdirs.user_cache_path("llmnb", appauthor=False)


def shared_cache_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return a cache that many users read and none of them writes, such as that of a class.

    It is what a user fills by loading models with ``LLMNB_CACHE`` set to it.

    Parameters
    ----------
    environ : mapping, optional
        The environment whose ``LLMNB_SHARED_CACHE`` holds; by default that of this process.
    """
    named = (os.environ if environ is None else environ).get("LLMNB_SHARED_CACHE", "").strip()
    return Path(named).expanduser().absolute() if named else None


def data_folder() -> Path:
    """Return the folder for what the user keeps, such as recordings; it may not exist yet."""
    import platformdirs

    return platformdirs.user_data_path("llmnb", appauthor=False)


def runtime_folder() -> Path:
    """Return the folder for files that live as long as a process; it may not exist yet."""
    import platformdirs

    if sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR"):
        # The usual stand-in lies in /tmp, where anybody could have made it first.
        return data_folder() / "runtime"

    return platformdirs.user_runtime_path("llmnb", appauthor=False)


def make_private(folder: Path) -> Path:
    """Create a folder, with its parents, that only this user can enter, and return it.

    An existing folder of this user's keeps its permissions.

    Raises
    ------
    StorageError
        The folder cannot be made, or belongs to another user, who could exchange its files.
    """
    with explained(folder):
        make_parents(folder)
        owner = folder.stat().st_uid
    if hasattr(os, "getuid") and os.getuid() not in (owner, 0):
        raise StorageError(f"{folder} belongs to another user (id {owner}).", hint=choose_folder())
    return folder


def require_space(path: Path, needed: int, variable: str = CACHE_VARIABLE) -> None:
    """Check that `needed` bytes fit on the disk where `path` is or would be.

    Parameters
    ----------
    path : Path
        What will be written.
    needed : int
        Bytes.
    variable : str
        The environment variable that moves the folder elsewhere, for the hint.

    Raises
    ------
    StorageError
        There is less free; the message has both figures.
    """
    free = free_bytes(path)
    if needed > free:
        figures = f"{size_text(needed)} needed, {size_text(free)} free"
        raise StorageError(f"No room for {path}: {figures}.", hint=make_room(variable))


def make_parents(folder: Path) -> None:
    """Create a folder and those above it; only what is new gets the permissions."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        for path in reversed(missing):
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise in_the_way(folder) from None
    except FileNotFoundError:  # its parent is there: the system allows none inside, as in /proc
        raise StorageError(f"No folder can be made at {folder}.", hint=choose_folder()) from None
    if not folder.is_dir():
        raise in_the_way(folder)
