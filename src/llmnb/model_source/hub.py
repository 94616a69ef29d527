"""Fetches from the Hugging Face hub the files that llmnb reads, and no others."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from llmnb.errors import LlmnbError, ModelFormatError, ModelNotFound, first_line
from llmnb.model_source.files import INDEX, weight_files
from llmnb.progress import Progress, Silent, Stage, check_cancelled

# By name, so that nothing of a subfolder comes along.
SMALL_FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "chat_template.jinja",
    INDEX,
)
_POLL = 0.05  # seconds between two looks at the cancel event


def fetch_small_files(id: str, revision: str | None) -> Path:
    """Download a repository's small files and return the folder of the snapshot.

    The folder's name is the commit. Without a connection it is what was fetched before.

    Raises
    ------
    ModelNotFound
        If the hub cannot be reached or has no such model.
    """
    from huggingface_hub import snapshot_download

    bar = _bar(Silent(), threading.Event())
    with _explaining(id), _own_bars_off():
        names = [*SMALL_FILES]
        return Path(snapshot_download(id, revision=revision, allow_patterns=names, tqdm_class=bar))


def fetch_weights(id: str, folder: Path, progress: Progress, cancel: threading.Event) -> None:
    """Download those files of a snapshot's weights that are not there yet.

    Raises
    ------
    ModelNotFound
        If the hub cannot be reached.
    ModelFormatError
        If the model has no weights as safetensors.
    Cancelled
        If `cancel` was set; what has arrived is kept, and the next download goes on from it.
    """
    missing = [name for name in weight_files(folder) if not (folder / name).is_file()]
    if not missing:
        return
    commit = folder.name  # of the small files, so that no file is of a later one
    sizes = [_size(id, commit, name, cancel) for name in missing]
    known = [size for size in sizes if size is not None]
    total = sum(known) if len(known) == len(sizes) else None
    progress.start(Stage("downloading", total, "bytes"))
    for name, size in zip(missing, sizes, strict=True):
        _fetch(id, commit, name, size or 0, progress, cancel)


def _size(id: str, commit: str, name: str, cancel: threading.Event) -> int | None:
    """Return a file's size in bytes, or None where the hub does not tell."""
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    check_cancelled(cancel)
    try:
        size: int | None = get_hf_file_metadata(hf_hub_url(id, name, revision=commit)).size
    except Exception:  # only the bar's total depends on it; the download tells what is wrong
        return None
    return size


def _fetch(
    id: str, commit: str, name: str, size: int, progress: Progress, cancel: threading.Event
) -> None:
    from huggingface_hub import hf_hub_download

    options: dict[str, Any] = {"revision": commit}
    if _reports():
        options["tqdm_class"] = _bar(progress, cancel)
    with _explaining(id, name), _own_bars_off():
        _cancellable(lambda: hf_hub_download(id, name, **options), cancel)
    if not _reports():
        progress.advance(size)


def _cancellable(work: Callable[[], object], cancel: threading.Event) -> None:
    """Run `work` on a thread of its own and leave it behind when `cancel` is set.

    The hub's client cannot be stopped from outside, and within only where it reports progress.
    Elsewhere the thread ends with its file, which is not lost: the next download finds it.
    """
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="llmnb-download", daemon=True)
    thread.start()
    while thread.is_alive():
        check_cancelled(cancel)
        thread.join(_POLL)
    if failed:
        raise failed[0]


def _bar(progress: Progress, cancel: threading.Event) -> type:
    """Return a class that takes the place of tqdm's, draws nothing and tells `progress`."""
    from tqdm import tqdm  # type: ignore[import-untyped]

    class Bar(tqdm):  # type: ignore[misc]
        monitor_interval = 0  # or tqdm would start a thread

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **{**options, "disable": True})
            if options.get("initial"):  # what an earlier download has brought
                self.update(options["initial"])

        def update(self, n: float | None = 1) -> None:
            check_cancelled(cancel)
            progress.advance(n or 0)

        def update_transfer(self, n: float) -> None:
            """Ignore what came over the network; `update` counts it once it is written."""

        def set_transfer_postfix_str(self, *args: Any, **options: Any) -> None:
            """Ignore the speed."""

    return Bar


@contextmanager
def _own_bars_off() -> Iterator[None]:
    """Keep the client's bars out of the notebook meanwhile, where no class can replace them."""
    from huggingface_hub import constants
    from huggingface_hub.utils import (  # type: ignore[attr-defined]
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
    )

    decided = constants.HF_HUB_DISABLE_PROGRESS_BARS is not None  # by the user's environment
    if _reports() or decided or are_progress_bars_disabled():
        yield
        return
    disable_progress_bars()
    try:
        yield
    finally:
        enable_progress_bars()


def _reports() -> bool:
    """Tell whether the download of a file takes a class for its bar: from version 1 on."""
    from huggingface_hub import hf_hub_download

    return "tqdm_class" in inspect.signature(hf_hub_download).parameters


@contextmanager
def _explaining(id: str, name: str = "") -> Iterator[None]:
    from huggingface_hub.errors import EntryNotFoundError, LocalEntryNotFoundError

    try:
        yield
    except LlmnbError:
        raise
    except Exception as error:  # the hub client's errors differ between its major versions
        # The one for a missing connection is derived from that for a missing file.
        offline = isinstance(error, LocalEntryNotFoundError)
        if isinstance(error, EntryNotFoundError) and not offline:
            raise ModelFormatError(
                f"The hub model {id!r} has no file {name!r}.",
                hint="llmnb reads weights in the safetensors format only.",
            ) from error
        raise ModelNotFound(
            f"The hub model {id!r} cannot be fetched: {first_line(error)}.",
            hint="Check the name and the connection, or load a local folder or `demo`.",
        ) from error
