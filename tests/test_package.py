"""The wheel that users install holds all that llmnb needs, and nothing else."""

from __future__ import annotations

import configparser
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DEMO_LIMIT = 8_000_000  # bytes
BUILD = """
import sys
from setuptools import build_meta
print(build_meta.build_wheel(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy, since a build leaves its traces beside the sources."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("src", "notebooks"):
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    target = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(target)], cwd=source, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    [path] = target.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_wheel_holds_every_source_file(wheel):
    package = ROOT / "src" / "llmnb"
    expected = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name for name in wheel.namelist() if name.startswith("llmnb/")}
    assert held == expected
    assert {"llmnb/py.typed", "llmnb/sanitize.cfg"} <= held


def test_wheel_holds_the_demo_model(wheel):
    demo = {
        i.filename: i.file_size for i in wheel.infolist() if i.filename.startswith("llmnb/demo/")
    }
    names = {name.removeprefix("llmnb/demo/") for name in demo}
    assert {"config.json", "tokenizer.json", "model.safetensors"} <= names
    assert sum(demo.values()) <= DEMO_LIMIT


def test_wheel_holds_the_tutorials(wheel):
    folder = "llmnb-0.1.0.data/data/share/llmnb/notebooks/"
    held = {name.removeprefix(folder) for name in wheel.namelist() if name.startswith(folder)}
    assert held == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_wheel_holds_no_tests(wheel):
    folders = {name.partition("/")[0] for name in wheel.namelist()}
    assert folders == {"llmnb", "llmnb-0.1.0.data", "llmnb-0.1.0.dist-info"}


def test_wheel_registers_the_backends(wheel):
    [name] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    parser = configparser.ConfigParser()
    parser.read_string(wheel.read(name).decode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert dict(parser["llmnb.backends"]) == project["entry-points"]["llmnb.backends"]


def test_files_are_readable_by_everyone(wheel):
    readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
    modes = {info.filename: info.external_attr >> 16 for info in wheel.infolist()}
    assert [name for name, mode in modes.items() if mode & readable != readable] == []


def requirements(path: Path) -> dict[str, str]:
    """Return the pinned versions of a requirements file, by normalised name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


@pytest.mark.parametrize("name", ["lab", "test", "engines"])
def test_every_dependency_is_pinned(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = requirements(ROOT / "requirements" / f"{name}.txt")
    wanted = (re.match(r"[\w.-]+", line).group() for line in project["dependencies"])
    assert [w for w in wanted if re.sub(r"[-_.]+", "-", w).lower() not in pinned] == []


def test_the_test_environment_is_the_tutorials_environment_and_more():
    lab = requirements(ROOT / "requirements" / "lab.txt")
    test = requirements(ROOT / "requirements" / "test.txt")
    assert lab.items() <= test.items()
