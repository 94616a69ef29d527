"""The public workflow runs what the Makefile and the tools have."""

from __future__ import annotations

import importlib.util
import itertools
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
JOBS = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))["jobs"]
TARGETS = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMANDS = [
    (name, line)
    for name, job in JOBS.items()
    for step in job["steps"]
    for line in step.get("run", "").splitlines()
]


@pytest.mark.parametrize(("job", "line"), COMMANDS)
def test_every_command_exists(job, line):
    words = shlex.split(line)
    if words[0] == "make":
        assert set(words[1:]) <= TARGETS
        return
    assert words[:2] == ["python", "-m"]
    assert importlib.util.find_spec(words[2]), words[2]
    files = [word for option, word in itertools.pairwise(words) if option == "-r"]
    assert all((ROOT / file).is_file() for file in files)


def test_make_is_not_called_where_there_is_none():
    on_windows = [name for name, job in JOBS.items() if "windows" in job["runs-on"]]
    assert on_windows == ["windows"]
    assert not [line for name, line in COMMANDS if name in on_windows and "make" in line]


def test_the_markers_are_those_of_the_project():
    known = {text.split(":")[0] for text in PROJECT["tool"]["pytest"]["ini_options"]["markers"]}
    asked = {
        word
        for _, line in COMMANDS
        for expression in re.findall(r'-m "([^"]+)"', line)
        for word in re.findall(r"\w+", expression)
    }
    assert asked - {"not", "and"} <= known


def test_the_systems_and_versions_are_those_that_are_promised():
    matrix = JOBS["make"]["strategy"]["matrix"]
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    for job in ("make", "windows"):
        versions = JOBS[job]["strategy"]["matrix"]["python"]
        assert (versions[0], versions[-1]) == (lowest, "3.14")
    assert matrix["os"] == ["ubuntu-latest", "macos-latest"]
