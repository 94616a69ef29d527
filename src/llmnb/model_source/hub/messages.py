"""What a user is told when a hub does not give a model: one message for each reason."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

from llmnb.errors import LlmnbError, ModelFormatError, ModelNotFound, StorageError
from llmnb.model_source.hub.client import BadStatus, NetworkError
from llmnb.model_source.hub.settings import Settings
from llmnb.storage import choose_folder, size_text

INSTEAD = "or load a local folder or `demo`"
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}


class Messages:
    """The messages about one model of one hub.

    Parameters
    ----------
    settings : Settings
        The hub.
    id : str
        The model's id.
    revision : str
        The revision that was asked for.
    """

    def __init__(self, settings: Settings, id: str, revision: str) -> None:
        self._settings = settings
        self._hub = settings.shown
        self._id = id
        self._page = f"{settings.shown}/{id}"
        self._revision = revision

    def refused(self, error: BadStatus, name: str | None = None) -> LlmnbError:
        """Return the error for an answer that is one; `name` is the file that was asked for."""
        if error.code == "GatedRepo":
            return self._gated()
        if "Invalid credentials" in error.words or "Invalid user token" in error.words:
            return ModelNotFound(
                f"The hub refuses the token from {self._settings.token_from}.",
                hint="Set HF_TOKEN to a valid one; public models need none.",
            )
        if error.code == "RevisionNotFound":
            return ModelNotFound(
                f"The hub model {self._id!r} has no revision {self._revision!r}.",
                hint=f"Look up its branches and tags at {self._page}/tree/main.",
            )
        if error.code == "EntryNotFound" and name is not None:
            return ModelFormatError(
                f"The hub model {self._id!r} lists a file {name!r}, but does not have it.",
                hint="Load it again; if that does not help, ask its authors.",
            )
        if error.code == "DisabledRepo":
            return ModelNotFound(f"The hub has disabled the model {self._id!r}.",
                                 hint=f"See {self._page}.")  # fmt: skip
        if error.by_hub and error.status in (401, 403, 404):
            return self._missing()
        if error.status in _BUSY:
            return ModelNotFound(
                f"The hub at {self._hub} refuses more requests for now ({error}).",
                hint="Wait some minutes; with HF_TOKEN set, more are allowed.",
            )
        return ModelNotFound(
            f"The hub at {self._hub} answered {self._id!r} with an error ({error}).",
            hint=f"Try again later, {INSTEAD}.",
        )

    def unreachable(self, error: NetworkError) -> ModelNotFound:
        """Return the error for a hub to which there is no connection."""
        if error.silent:
            return ModelNotFound(
                f"The hub at {self._hub} did not answer within {self._settings.timeout:g} s.",
                hint=f"Try again later, {INSTEAD}. HF_HUB_DOWNLOAD_TIMEOUT sets the wait.",
            )
        return ModelNotFound(
            f"The hub at {self._hub} cannot be reached: {error}.",
            hint=f"Check the connection, HF_ENDPOINT and the proxy, {INSTEAD}.",
        )

    def no_hub(self, reason: str) -> ModelNotFound:
        """Return the error for a server that does not answer as a hub does."""
        return ModelNotFound(
            f"The server at {self._hub} does not answer as a hub: {reason}.",
            hint="Check HF_ENDPOINT; unset, it is https://huggingface.co.",
        )

    def offline(self, missing: str | None = None) -> ModelNotFound:
        """Return the error for a model that is not in the cache, or lacks a file there."""
        where = "is not in the cache" if missing is None else f"lacks {missing} in the cache"
        return ModelNotFound(
            f"The hub model {self._id!r} {where}, and {self._settings.offline} forbids to "
            "fetch it.",
            hint=f"Unset {self._settings.offline}, {INSTEAD}.",
        )

    def closed_cache(self, folder: Path) -> StorageError:
        """Return the error for a cache that lacks files and cannot be written."""
        return StorageError(
            f"The hub's cache lacks files of {self._id!r}, and {folder} cannot be written.",
            hint=choose_folder("HF_HOME"),
        )

    def not_listed(self, name: str) -> ModelFormatError:
        """Return the error for weights that a model's index names, but the hub does not have."""
        return ModelFormatError(
            f"The hub model {self._id!r} has no file {name!r}, which its index names.",
            hint="Take another model or --revision.",
        )

    def unsafe_name(self, name: str) -> ModelFormatError:
        """Return the error for a list of files that leads out of the model's folder."""
        return ModelFormatError(
            f"The hub model {self._id!r} lists a file {name[:80]!r}, which is no safe name.",
            hint="Do not use this model.",
        )

    def too_large(self, name: str, size: int, largest: int) -> ModelFormatError:
        """Return the error for a small file that is not small."""
        return ModelFormatError(
            f"The file {name!r} of the hub model {self._id!r} has {size_text(size)}; at most "
            f"{size_text(largest)} are read.",
            hint="Do not use this model.",
        )

    def wrong_size(self, name: str, size: int | None, promised: int) -> ModelNotFound:
        """Return the error for a file of another size than the hub has said."""
        found = "more bytes" if size is None else f"{size:,} bytes"
        return ModelNotFound(
            f"The file {name!r} of {self._id!r} came with {found}, but the hub promised "
            f"{promised:,}.",
            hint="Load it again; if that does not help, a proxy or mirror changes files.",
        )

    def wrong_content(self, name: str) -> ModelNotFound:
        """Return the error for a file whose checksum is not what the hub has said."""
        return ModelNotFound(
            f"The file {name!r} of {self._id!r} arrived damaged: its SHA-256 is not the hub's.",
            hint="It was removed. Load it again; if that does not help, a proxy or mirror "
            "changes files.",
        )

    def broken_off(
        self, name: str, error: Exception, tries: int, done: int, size: int
    ) -> ModelNotFound:
        """Return the error for a download that broke off too often."""
        return ModelNotFound(
            f"The download of {name!r} of {self._id!r} broke off {tries} times, at "
            f"{size_text(done)} of {size_text(size)}: {error}.",
            hint="Load it again: it goes on from there.",
        )

    def _gated(self) -> ModelNotFound:
        token = self._settings.token
        then = f"with the account of {self._settings.token_from}" if token else "then set HF_TOKEN"
        return ModelNotFound(
            f"The hub model {self._id!r} is gated: its authors ask to accept their terms first.",
            hint=f"Accept them at {self._page}, {then}.",
        )

    def _missing(self) -> ModelNotFound:
        if self._settings.token:
            access = f"the token from {self._settings.token_from} has no access to it"
        else:
            access = "it is private and HF_TOKEN is not set"
        return ModelNotFound(
            f"The hub at {self._hub} has no model {self._id!r}, or {access}.",
            hint="Check the spelling and the token.",
        )
