"""The backend of the how-to is whole: built as the page shows it, it keeps the contract."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "write-a-backend.md"
FILE = re.compile(
    r"^`(?P<name>[\w.]+)` (?:[^\n]+\n)+\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
BUILD = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
LOAD = """
import llmnb
model = llmnb.load("demo", backend="markov")
print(model.handle.info.backend, model.handle.info.precision)
print(repr(model.generate("Hello", seed=1, max_tokens=12).text))
"""


def run(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run Python, with a folder of installed packages, and return what it printed."""
    paths = [str(path)] if path else []
    paths += filter(None, [os.environ.get("PYTHONPATH")])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Write the page's files into a folder."""
    folder = tmp_path_factory.mktemp("project")
    for found in FILE.finditer(PAGE.read_text(encoding="utf-8")):
        (folder / found["name"]).write_text(found["text"], encoding="utf-8")
    assert {p.name for p in folder.iterdir()} == {
        "pyproject.toml", "llmnb_markov.py", "test_markov.py",
    }  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def installed(project, tmp_path_factory):
    """Build the project and install it into a folder of its own, without a network."""
    wheels, folder = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    run("-c", BUILD, str(wheels), cwd=project)
    (wheel,) = wheels.glob("*.whl")
    run("-m", "zipfile", "-e", str(wheel), str(folder), cwd=project)
    return folder


def test_it_is_found_and_answers(project, installed, tmp_path):
    first, second = run("-c", LOAD, cwd=tmp_path, path=installed).splitlines()
    assert first == "markov none"
    assert len(second) > len("''")
    assert run("-c", LOAD, cwd=tmp_path, path=installed).splitlines()[1] == second


def test_it_keeps_the_contract(project, installed, tmp_path):
    # Outside the checkout, as a stranger's project: none of llmnb's own settings apply.
    (tmp_path / "test_markov.py").write_text((project / "test_markov.py").read_text())
    said = run("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path, path=installed)
    assert re.search(r"^\d+ passed(, \d+ skipped)? in ", said, re.MULTILINE), said


def test_the_page_is_short():
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) < 100
