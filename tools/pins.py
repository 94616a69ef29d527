"""Write ``requirements/NAME.txt``, every package pinned, from ``requirements/NAME.in``.

A line ``llmnb[extra]`` stands for llmnb's dependencies in ``pyproject.toml`` and those of the
extra. The versions are the newest that resolve together in a fresh environment, for the Python
that runs this: the oldest that llmnb supports, since newer ones can mostly use what it can.
A line ``without PACKAGE`` leaves out what another package asks for and nothing here needs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import env

SELF = re.compile(r"llmnb(?:\[(?P<extras>[^]]*)\])?$")
# A local version names one build of a release; which build fits is for each machine to say.
LOCAL_VERSION = re.compile(r"\+[\w.]+$")
WITHOUT = "without "
HEADER = "# Written by `make pins` from {name}.in; do not edit.\n"


def main(names: list[str]) -> int:
    """Write the pins of some environments, or of all, in the order in which they build on."""
    for name in names or ["lab", "test", "engines", "bigdl", "vllm", "docs"]:
        env.say(f"resolving {name} ...")
        try:
            lines = resolve(list(direct(name)), unwanted(name))
        except env.BuildError as error:
            env.say(str(error))
            return 1
        path = env.REQUIREMENTS / f"{name}.txt"
        path.write_text(HEADER.format(name=name) + "".join(f"{line}\n" for line in lines))
        env.say(f"{path.relative_to(env.ROOT)}: {len(lines)} packages")
    return 0


def direct(name: str) -> Iterator[str]:
    """Yield the requirements that an environment's ``.in`` file asks for."""
    for line in asked(name):
        if match := SELF.match(line):
            yield from own(match["extras"] or "")
        elif line.startswith("-r "):
            yield from pinned(env.REQUIREMENTS / line.removeprefix("-r "))
        elif not line.startswith(WITHOUT):
            yield line


def unwanted(name: str) -> set[str]:
    """Return the packages that an environment's ``.in`` file leaves out."""
    return {line.removeprefix(WITHOUT) for line in asked(name) if line.startswith(WITHOUT)}


def asked(name: str) -> Iterator[str]:
    """Yield the lines of an environment's ``.in`` file, without comments."""
    for raw in (env.REQUIREMENTS / f"{name}.in").read_text(encoding="utf-8").splitlines():
        if line := raw.partition("#")[0].strip():
            yield line


def own(extras: str) -> Iterator[str]:
    """Yield llmnb's dependencies, and those of some extras."""
    project = tomllib.loads((env.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield from project["dependencies"]
    for extra in filter(None, (word.strip() for word in extras.split(","))):
        yield from project["optional-dependencies"][extra]


def pinned(path: Path) -> Iterator[str]:
    """Yield the lines of a file of pins."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if "==" in line)


def resolve(requirements: list[str], unwanted: set[str]) -> list[str]:
    """Return every package, as ``name==version``, of a fresh environment with requirements.

    The `unwanted` ones are left out.
    """
    with tempfile.TemporaryDirectory(prefix="llmnb-pins-") as scratch:
        folder = Path(scratch) / "env"
        env.make_venv(folder)
        env.install(folder, ["--upgrade", *requirements])
        freeze = [str(env.python_of(folder)), "-m", "pip", "freeze", "--all", "--exclude", "pip"]
        lines = subprocess.check_output(freeze, text=True).splitlines()
    wanted = (line for line in lines if line.partition("==")[0] not in unwanted)
    return sorted((LOCAL_VERSION.sub("", line) for line in wanted), key=str.lower)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
