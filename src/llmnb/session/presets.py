"""Settings that a user keeps under a name, for all notebooks."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from llmnb import storage
from llmnb.config import GenerationOverrides
from llmnb.errors import ParameterError
from llmnb.typed import did_you_mean

FILE = "presets.json"
_LARGEST = 1_000_000  # bytes
_LONGEST_NAME = 60


class Presets:
    """Named generation parameters in one file of the user's.

    Parameters
    ----------
    folder : Path, optional
        Where the file is; by default the user's folder for what is kept.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or storage.data_folder()) / FILE

    def names(self) -> list[str]:
        """Return the names, sorted."""
        return sorted(self._read())

    def load(self, name: str) -> GenerationOverrides:
        """Return what is kept under a name.

        Raises
        ------
        ParameterError
            If there is no such name, or the file holds a value that is not allowed.
        """
        kept = self._read()
        if name not in kept:
            hint = did_you_mean(name, sorted(kept)) if kept else "None has been saved yet."
            raise ParameterError(f"There is no preset {name!r}.", hint=hint)
        return GenerationOverrides(**kept[name])

    def save(self, name: str, values: GenerationOverrides) -> None:
        """Keep parameters under a name; those that were there are replaced.

        Raises
        ------
        ParameterError
            If the name is empty, long, or has characters that no line shows.
        """
        name = name.strip()
        if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
            raise ParameterError(
                f"preset = {name!r:.80} is not allowed: "
                f"it must be a name of 1 to {_LONGEST_NAME} characters."
            )
        with self._alone():
            self._write({**self._read(), name: dict(values)})

    def delete(self, name: str) -> None:
        """Forget a name; none that is not there is missed."""
        with self._alone():
            self._write({n: values for n, values in self._read().items() if n != name})

    def _alone(self) -> AbstractContextManager[None]:
        """Keep other kernels from saving at the same time, which would lose one of both."""
        storage.make_private(self._path.parent)
        return storage.lock(self._path.with_suffix(".lock"))

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            if self._path.stat().st_size > _LARGEST:
                raise ValueError("it is too large")
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(kept, dict) or not all(isinstance(v, dict) for v in kept.values()):
                raise ValueError("it is no table of names")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            raise ParameterError(
                f"The presets in {self._path} cannot be read: {error}.",
                hint="Mend the file, or move it away to begin anew.",
            ) from None
        return kept

    def _write(self, kept: dict[str, dict[str, Any]]) -> None:
        text = json.dumps(kept, indent=1, ensure_ascii=False)
        storage.atomic_write(self._path, text, variable=None)
