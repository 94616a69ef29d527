"""What is promised where an engine is missing or of a wrong version: one clear line, no more.

`EngineFaults` is run for every backend by ``backends/test_engine_faults.py``, with stand-ins for
the packages that are not installed there, and for BigDL-LLM in its own environment too, with the
real ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Engine:
    """An engine, and what is said of it.

    Parameters
    ----------
    backend : str
        Its backend.
    install : str
        The command that brings all that it needs.
    missing : mapping
        By hidden package, what is said.
    versions : mapping
        By package and version, what is said.
    good : mapping
        By package, a version that will do, and the folder that it is imported from.
    instead : str, optional
        What `auto` takes without it, for a large model; None where there is nothing else.
    model : str
        What is asked for.
    gpu : bool
        The machine has a GPU.
    """

    backend: str
    install: str
    missing: dict[str, str]
    versions: dict[tuple[str, str], str]
    good: dict[str, tuple[str, str]]
    instead: str | None
    model: str = "demo"
    gpu: bool = False


SERVER = "http://127.0.0.1:9/v1"
ONNX = Engine(
    "onnx",
    'pip install "onnx>=1.17" "onnxruntime>=1.22"',
    {
        "onnxruntime": "The onnx backend needs the package 'onnxruntime', which is not installed.",
        "onnx": "The onnx backend needs the package 'onnx', which is not installed.",
    },
    {
        ("onnxruntime", "1.21.1"): "The onnx backend runs with onnxruntime 1.22 or newer, and "
        "1.21.1 is installed.",
        ("onnx", "1.9.0"): "The onnx backend runs with onnx 1.17 or newer, and 1.9.0 is installed.",
    },
    {"onnxruntime": ("1.22.0", "onnxruntime"), "onnx": ("1.17.0", "onnx")},
    None,
)
OPENAI = Engine(
    "openai",
    'pip install "openai>=1.60"',
    {"openai": "The openai client is not installed."},
    {
        ("openai", "1.59.9"): "llmnb runs with openai 1.60 or newer, and 1.59.9 is installed.",
        ("openai", "0.28.1"): "llmnb runs with openai 1.60 or newer, and 0.28.1 is installed.",
    },
    {"openai": ("1.60.0", "openai")},
    None,
    model=SERVER,
)
BIGDL = Engine(
    "bigdl",
    'pip install "llmnb[bigdl]"',
    {
        "bigdl": "BigDL-LLM is not installed.",
        "torch": "BigDL-LLM needs the package 'torch', which is not installed.",
        "transformers": "BigDL-LLM needs the package 'transformers', which is not installed.",
        "accelerate": "BigDL-LLM needs the package 'accelerate', which is not installed.",
        "cpuinfo": "BigDL-LLM needs the package 'py-cpuinfo', which is not installed.",
    },
    {
        ("transformers", "5.16.1"): "BigDL-LLM runs with transformers 4.57, and 5.16.1 is "
        "installed.",
        ("transformers", "4.5.7"): "BigDL-LLM runs with transformers 4.57, and 4.5.7 is installed.",
        ("accelerate", "0.34.2"): "BigDL-LLM runs with accelerate 1, and 0.34.2 is installed.",
        ("bigdl-llm", "2.5.0b20240101"): "BigDL-LLM runs with bigdl-llm 2.4.0, and "
        "2.5.0b20240101 is installed.",
    },
    {
        "bigdl-llm": ("2.4.0", "bigdl/llm/libs"),
        "torch": ("2.9.0", "torch"),
        "transformers": ("4.57.6", "transformers"),
        "accelerate": ("1.15.0", "accelerate"),
        "py-cpuinfo": ("9.0.0", "cpuinfo"),
    },
    "onnx",
)
VLLM = Engine(
    "vllm",
    'pip install "llmnb[vllm]"',
    {"vllm": "vLLM is not installed."},
    {
        ("vllm", "0.11.2"): "llmnb runs with vLLM 0.32 or 0.33, and 0.11.2 is installed.",
        ("vllm", "0.40.0"): "llmnb runs with vLLM 0.32 or 0.33, and 0.40.0 is installed.",
    },
    {"vllm": ("0.33.1", "vllm")},
    "onnx",
    gpu=True,
)


class EngineFaults:
    """One engine whose packages come and go."""

    engine: ClassVar[Engine]
    real: ClassVar[bool] = False
    """The engine's packages are installed here."""

    @pytest.fixture(scope="class")
    @classmethod
    def reports(cls) -> dict[Any, dict[str, Any]]:
        """Ask once for all cases, in one process."""
        cases: dict[Any, dict[str, Any]] = {"whole": {"packages": cls.packages(), "hidden": []}}
        for name in cls.engine.missing:
            cases[name] = {"packages": cls.packages(without=name), "hidden": cls.hidden(name)}
        for package in cls.engine.versions:
            cases[package] = {"packages": cls.packages(*package), "hidden": []}
        return dict(zip(cases, cls.report([*cases.values()]), strict=True))

    @classmethod
    def packages(cls, name: str = "", version: str = "", without: str = "") -> list[dict[str, str]]:
        """Return the stand-ins of a case; where the real packages are, only another version's."""
        made = []
        for good, (fits, module) in cls.engine.good.items():
            if without != module.partition("/")[0] and (not cls.real or good == name):
                found = version if good == name else fits
                made.append({"name": good, "version": found, "module": module})
        return made

    @classmethod
    def hidden(cls, name: str) -> list[str]:
        """Return what has to be hidden for a module to be missing: its distribution too."""
        modules = {dist: path.partition("/")[0] for dist, (_, path) in cls.engine.good.items()}
        return [name, *(dist for dist, module in modules.items() if module == name)]

    @classmethod
    def report(cls, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
        engine = cls.engine
        asked = {
            "backend": engine.backend, "model": engine.model, "gpu": engine.gpu, "cases": cases,
        }  # fmt: skip
        paths = [str(HERE), os.environ.get("PYTHONPATH", "")]
        done = subprocess.run(
            [sys.executable, str(HERE / "engine_reports.py")],
            input=json.dumps(asked),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found

    def test_with_all_of_it_auto_takes_it(self, reports: Any) -> None:
        whole = reports["whole"]
        assert (whole["named"], whole["chosen"]) == (self.engine.backend,) * 2
        assert whole["rest"]

    def test_without_a_package_it_is_refused_in_one_line(self, reports: Any) -> None:
        for name, reason in self.engine.missing.items():
            self.check(reports[name], reason)

    def test_with_another_version_it_is_refused_in_one_line(self, reports: Any) -> None:
        for package, reason in self.engine.versions.items():
            self.check(reports[package], reason)

    def check(self, report: dict[str, Any], reason: str) -> None:
        """Compare all that is said of an engine that cannot be used with what should be."""
        engine = self.engine
        assert report["named"] == (
            f"BackendError: The {engine.backend} backend cannot run {engine.model}: {reason} "
            f"Install it with: {engine.install}"
        )
        assert report["install"] == engine.install
        assert report["preference"] > 0  # so that who would profit is told
        assert report["chosen"] == engine.instead
        if engine.instead is None:
            assert report["auto"].startswith(f"BackendError: No backend can run {engine.model}")
            assert f"{engine.backend}: {reason} Install it with: {engine.install}" in report["auto"]
        else:
            assert report["auto"] == engine.instead
        assert report["rest"]
