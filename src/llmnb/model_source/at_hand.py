"""Models that can be loaded without a download."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def hub_cache(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the hub's own cache, by the variables that its client reads.

    https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
    """
    environ = os.environ if environ is None else environ
    if environ.get("HF_HUB_CACHE"):
        return Path(environ["HF_HUB_CACHE"]).expanduser()
    home = environ.get("HF_HOME")
    if home:
        return Path(home).expanduser() / "hub"
    cache = Path(environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    return cache / "huggingface" / "hub"


def downloaded(environ: Mapping[str, str] | None = None) -> list[str]:
    """Return the hub ids that have weights in the hub's cache, in order."""
    try:
        folders = sorted(hub_cache(environ).glob("models--*"))
    except OSError:  # a folder that may not be read
        return []
    return [
        folder.name.removeprefix("models--").replace("--", "/")
        for folder in folders
        if next(folder.glob("snapshots/*/*.safetensors"), None) is not None
    ]
