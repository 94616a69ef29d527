"""Reading the small files of ``/proc``, ``/sys`` and ``/dev`` below a root folder.

Systems that have none are asked by their own commands.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

COMMAND_SECONDS = 5.0


class Tree:
    """Files below a root; a file that is missing or closed to us reads as empty.

    Parameters
    ----------
    root : str or path-like
        ``"/"`` for the running machine, or a folder with a copy of another one's files.
    """

    def __init__(self, root: str | os.PathLike[str] = "/") -> None:
        self.root = os.fspath(root)

    @property
    def is_live(self) -> bool:
        """Whether this is the running machine."""
        return self.root == "/"

    def path(self, name: str) -> str:
        """Return where the absolute path `name` lies below the root."""
        return os.path.join(self.root, name.lstrip("/"))

    def exists(self, name: str) -> bool:
        """Return whether there is a file or folder of that name."""
        return os.path.exists(self.path(name))

    def can_open(self, name: str) -> bool:
        """Return whether this process may read and write the file."""
        effective = os.access in os.supports_effective_ids
        return os.access(self.path(name), os.R_OK | os.W_OK, effective_ids=effective)

    def text(self, name: str) -> str:
        """Return the file's text without surrounding white space."""
        try:
            with open(self.path(name), encoding="utf-8", errors="replace") as file:
                return file.read().strip()
        except OSError:
            # A kernel without this interface, a container that hides it, or a device that was
            # just removed: all mean that nothing is known.
            return ""

    def number(self, name: str) -> int | None:
        """Return the file's text as a whole number, or None if it is none (such as ``max``)."""
        text = self.text(name)
        try:
            return int(text, 0) if text.startswith("0x") else int(text)
        except ValueError:
            return None

    def fields(self, name: str, separator: str | None = None) -> dict[str, str]:
        """Return the file's lines, each cut in two at the first `separator`."""
        pairs = (line.split(separator, 1) for line in self.text(name).splitlines())
        return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}

    def command(self, words: Sequence[str], system: str) -> str:
        """Return what a system's own command prints, or an empty string.

        Below another root it was recorded in ``/commands/NAME.txt``.
        """
        import platform
        import subprocess  # 10 ms, for systems without /proc

        if not self.is_live:
            return self.text(f"/commands/{words[0]}.txt")
        if platform.system() != system:
            return ""
        try:
            done = subprocess.run(words, capture_output=True, timeout=COMMAND_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return ""  # a system without it, or one that is stuck: nothing is known
        return done.stdout.decode(errors="replace").strip()

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder, ``2`` before ``10``."""
        try:
            names = os.listdir(self.path(folder))
        except OSError:
            return []
        return sorted(names, key=lambda name: [int(n) for n in re.findall(r"\d+", name)] or [0])

    def link_name(self, name: str) -> str:
        """Return the last part of a symbolic link's target, or an empty string."""
        try:
            return os.path.basename(os.readlink(self.path(name)))
        except OSError:
            return ""
