"""Packages that are not there, and packages of another version; for processes of their own.

A package is hidden from the import system and from its metadata, as if it had never been
installed. A stand-in is a package that tells a version and fails when it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import DistributionFinder
from pathlib import Path
from typing import Any

hidden: set[str] = set()
"""The modules and distributions that are not there."""


class Finder(PathFinder):
    """Finds what Python would, but for what is hidden."""

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name.partition(".")[0] in hidden:
            return None
        return PathFinder.find_spec(name, path, target)

    @classmethod
    def find_distributions(cls, context: Any = None) -> Iterable[Any]:
        context = context or DistributionFinder.Context()
        found = PathFinder.find_distributions(context)
        return [d for d in found if d.name.lower().replace("_", "-") not in hidden]


def install_finder() -> None:
    """Have the import system ask `Finder`."""
    sys.meta_path = [Finder if finder is PathFinder else finder for finder in sys.meta_path]


def write(folder: Path, name: str, version: str, module: str) -> Path:
    """Write a package that only tells a version; return the folder to put on the path.

    `module` is the folder that is imported, with what is looked for inside it.
    """
    (folder / module).mkdir(parents=True)
    package = folder / module.partition("/")[0]
    (package / "__init__.py").write_text(f"raise AssertionError('{name} was imported')\n")
    metadata = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return folder
