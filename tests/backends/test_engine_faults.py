"""Engines that are missing or of a wrong version, with stand-ins for what is not installed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import ClassVar

import pytest
from engine_faults import BIGDL, ONNX, OPENAI, VLLM, EngineFaults

from llmnb import planner
from llmnb.backends import bigdl, onnx, openai, registry
from llmnb.backends.echo import EchoBackend
from llmnb.backends.packages import Package
from llmnb.errors import BackendError
from llmnb.session import Session

ROOT = Path(__file__).parents[2]


class TestOnnx(EngineFaults):
    engine = ONNX
    real = True


class TestOpenAI(EngineFaults):
    engine = OPENAI
    real = True


class TestBigdl(EngineFaults):
    engine = BIGDL


class TestVllm(EngineFaults):
    engine = VLLM


def asked_for() -> dict[str, str]:
    """Return the versions that pyproject.toml asks for, by package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["bigdl"], *extras["openai"]]
    return dict(re.match(r"([\w.-]+)(.*)", line).groups() for line in lines)


def test_what_is_allowed_is_what_pyproject_asks_for():
    wanted = asked_for()
    for package in (*onnx.PACKAGES, openai.PACKAGE):
        assert wanted[package.name] == f">={package.least}"
        assert f"{package.name}>={package.least}" in f"{onnx.INSTALL} {openai.INSTALL}"
    for package in bigdl.library.PACKAGES:
        if package.releases:
            least = wanted[package.name].partition(",")[0].lstrip("=>")
            assert f"{least}.".startswith(f"{package.releases[0]}.")


@pytest.mark.parametrize(
    ("version", "fits"),
    [("1.60", True), ("1.60.0rc1", True), ("1.100", True), ("2", True), ("1.59.9", False),
     ("1.6", False), ("0.99", False), ("1", False)],
)  # fmt: skip
def test_versions_are_compared_as_numbers(version, fits, monkeypatch):
    monkeypatch.setattr(Package, "version", version)
    assert (Package("numpy", "1.60").why_not() is None) is fits


def test_a_build_under_another_name_is_taken():
    # As onnxruntime-gpu is, whose module is called onnxruntime.
    assert Package("no-such-distribution", "99", module="numpy").why_not() is None


class Greedy(EchoBackend):
    """Another package's backend, which takes more memory than there is."""

    bits: ClassVar = {"fp32": 32, "int4": 4.5}

    def choose_precision(self, wanted, facts, hardware):
        return "fp32" if wanted == "auto" else wanted

    def load(self, plan, progress, cancel):
        bytearray(2**60)


def test_memory_that_another_package_s_backend_lacks_is_one_line(monkeypatch):
    known = {**registry.backends(), "greedy": Greedy()}
    monkeypatch.setattr(registry, "backends", lambda: known)
    monkeypatch.setattr(planner, "backends", lambda: known)
    with pytest.raises(BackendError) as caught:
        Session().load("demo", backend="greedy")
    assert re.fullmatch(
        r"The memory ran out while demo at fp32 was loaded, which needs about [\d.]+ MB\. "
        r"--precision int4 fits: [\d.]+ MB of [\d.]+ GB\. Or choose a smaller --context or "
        r"model; or unload other models\.",
        str(caught.value),
    )
