"""One file from the hub into the cache: resumed, checked, and whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from llmnb import storage
from llmnb.errors import StorageError
from llmnb.model_source.hub.cache import VARIABLE
from llmnb.model_source.hub.client import Answer, BadStatus, Client, NetworkError
from llmnb.model_source.hub.messages import Messages
from llmnb.progress import Progress, Stage, check_cancelled

TRIES = 5  # in a row that bring less than a block
_LONG_TO_CHECK = 500_000_000  # bytes
PAUSES = (0.2, 0.5, 1.0, 2.0)  # seconds before the next try
_BLOCK = 2**20  # bytes
_PASSING = {
    HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT,
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file as the hub describes it.

    Parameters
    ----------
    name : str
        Its name.
    size : int, optional
        Bytes, where the hub tells.
    digest : str, optional
        What the hub identifies its content by.
    sha256 : str, optional
        The digest, where it is that of the content.
    """

    name: str
    size: int | None = None
    digest: str | None = None
    sha256: str | None = None


class Meter:
    """Tells a `Progress` how many bytes of all files are there.

    Parameters
    ----------
    progress : Progress
        The listener.
    total : int, optional
        Bytes of all files together.
    """

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress = progress
        self._stage = Stage("downloading", total, "bytes")
        self._done = 0
        self._shown = False

    def advance(self, amount: int) -> None:
        """Count bytes that have come, or with a negative number ones that are void."""
        if not self._shown:
            self._shown = True
            self._progress.start(self._stage)
            self._progress.advance(self._done)
        self._done += amount
        self._progress.advance(amount)

    def check(self, size: int) -> None:
        """Say that a file is being checked, which takes a second for half a gigabyte."""
        self._shown = False
        self._progress.start(Stage(f"checking {storage.size_text(size)}"))

    def wait(self, reason: str) -> None:
        """Say that the download pauses, until the next bytes come."""
        self._shown = False
        self._progress.start(Stage(f"connecting to the hub again, since {reason}"))


@dataclass
class Download:
    """One file on its way.

    Parameters
    ----------
    client : Client
        The connection.
    path : str
        Where the hub has it.
    file : File
        What is fetched, with its size.
    part : Path
        Where the bytes are gathered; what is there from an earlier download is gone on from.
    meter, cancel : Meter, threading.Event
        Told about each block; looked at before each.
    messages : Messages
        For what goes wrong.
    """

    client: Client
    path: str
    file: File
    part: Path
    meter: Meter
    cancel: threading.Event
    messages: Messages

    def run(self, target: Path) -> None:
        """Fetch the file and move it to `target`.

        Raises
        ------
        ModelNotFound
            If the hub refuses, the connection breaks too often, or what came is not what was
            promised. Only in the last case nothing is kept for the next download.
        StorageError
            If the disk is full or the folder closed.
        Cancelled
            If `cancel` was set.
        """
        resumed = self._there > 0
        self.meter.advance(self._there)
        self._fetch()
        if not self._is_right():
            self._start_over()
            if resumed:  # what was there before may have been the damaged part
                self._fetch()
            if not resumed or not self._is_right():
                self._start_over()
                raise self.messages.wrong_content(self.file.name)
        with storage.explained(target, variable=VARIABLE):
            os.replace(self.part, target)

    @property
    def _there(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    @property
    def _size(self) -> int:
        assert self.file.size is not None, "the size is asked for before the download"
        return self.file.size

    def _start_over(self) -> None:
        self.meter.advance(-self._there)
        self.part.unlink(missing_ok=True)

    def _fetch(self) -> None:
        """Get all bytes, with as many connections as it takes."""
        failures = 0
        while self._there != self._size or not self.part.exists():
            check_cancelled(self.cancel)
            before = self._there
            try:
                self._fetch_rest()
            except (NetworkError, BadStatus) as error:
                check_cancelled(self.cancel)  # which closes the connection
                failures = 1 if self._there - before >= _BLOCK else failures + 1
                self._give_up_or_wait(error, failures)

    def _give_up_or_wait(self, error: NetworkError | BadStatus, failures: int) -> None:
        passing = (
            isinstance(error, NetworkError) or error.status in _PASSING or not error.by_hub
        )  # an address that the hub redirects to is good for a while only
        if isinstance(error, BadStatus) and not passing:
            raise self.messages.refused(error, self.file.name) from None
        if failures >= TRIES:
            raise self.messages.broken_off(
                self.file.name, error, failures, self._there, self._size
            ) from None
        self.meter.wait(str(error))
        self.cancel.wait(PAUSES[min(failures, len(PAUSES)) - 1])

    def _fetch_rest(self) -> None:
        """Get what is missing, with one connection."""
        if self._there > self._size:
            self._start_over()
        start = self._there
        with self.client.ask(self.path, start=start) as answer:
            if answer.length not in (None, self._size):
                raise self.messages.wrong_size(self.file.name, answer.length, self._size)
            if answer.start != start:  # the server does not know how to go on
                self._start_over()
            if answer.start != self._there:
                raise NetworkError("another part came than was asked for")
            self._write(answer, self._size - answer.start)

    def _write(self, answer: Answer, left: int) -> None:
        try:
            with storage.explained(self.part, left, VARIABLE), self.part.open("ab") as sink:
                self._copy(answer, sink, left)
        except StorageError:
            # On a full disk the notebook could not be saved either.
            with contextlib.suppress(OSError):
                self.part.unlink(missing_ok=True)
            raise

    def _copy(self, answer: Answer, sink: BinaryIO, left: int) -> None:
        while left:
            check_cancelled(self.cancel)
            block = answer.read(min(_BLOCK, left))
            if not block:
                raise NetworkError("the connection was closed")
            sink.write(block)
            left -= len(block)
            self.meter.advance(len(block))
        if answer.read(1):
            self._start_over()
            raise self.messages.wrong_size(self.file.name, None, self._size)

    def _is_right(self) -> bool:
        if self.file.sha256 is None:
            return True
        found = hashlib.sha256()
        if self._size >= _LONG_TO_CHECK:
            self.meter.check(self._size)
        with self.part.open("rb") as file:
            while block := file.read(_BLOCK):
                check_cancelled(self.cancel)
                found.update(block)
        return found.hexdigest() == self.file.sha256
