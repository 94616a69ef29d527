"""The backend of the how-to is a package that works, and passes the suite."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "write-a-backend.md"
FILE = re.compile(r"^`(?P<name>[\w.]+)`.*\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """Write the page's files, and what tells Python of an installed package's entry points."""
    folder = tmp_path_factory.mktemp("bigram")
    for file in FILE.finditer(PAGE.read_text(encoding="utf-8")):
        (folder / file["name"]).write_text(file["text"], encoding="utf-8")
    code = "import setuptools; setuptools.setup()"
    command = [sys.executable, "-c", code, "-q", "egg_info"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def run(package, *arguments):
    paths = [str(package), *sys.path]
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=package,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_the_page_is_short_and_whole(package):
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) < 100
    names = {"pyproject.toml", "llmnb_bigram.py", "test_bigram.py"}
    assert names <= {path.name for path in package.iterdir()}


def test_llmnb_finds_and_loads_it(package):
    code = (
        "import llmnb; m = llmnb.load('demo', backend='bigram'); "
        "print(m.info.backend, len(m.generate('Hello', seed=1, max_tokens=9).text) > 0)"
    )
    done = run(package, "-c", code)
    assert (done.stdout, done.returncode) == ("bigram True\n", 0), done.stderr


def test_it_passes_the_suite(package):
    done = run(package, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_bigram.py")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    passed = int(re.search(r"(\d+) passed", done.stdout)[1])
    assert passed > 35
