"""Environments with llmnb's dependencies, built once per user and shared by all checkouts.

``python tools/env.py NAME`` prints the python of the environment that ``requirements/NAME.txt``
pins, and builds it first if it is missing. ``python tools/env.py NAME ARGUMENT...`` runs that
python with the arguments and with this checkout importable.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
EGG_INFO = ROOT / "src" / "llmnb.egg-info"
MARKER = "complete"
TAIL = 25  # lines of output shown when a step fails
HEARTBEAT = 15.0  # seconds between two signs of life


class BuildError(Exception):
    """A step of building an environment failed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print an environment's python, or run it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("name", help="one of " + ", ".join(names()))
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what its python shall run")
    options = parser.parse_args(arguments)
    if sys.version_info < (3, 11):  # noqa: UP036  the first program that a newcomer's Python runs
        parser.error(f"Python 3.11 or newer is needed, and this is {platform.python_version()}")
    if options.name not in names():
        parser.error(f"there is no environment {options.name!r}: {', '.join(names())}")
    try:
        folder = ensure(options.name)
        write_entry_points(python_of(folder))
    except BuildError as error:
        say(str(error))
        return 1
    if not options.command:
        print(python_of(folder))
        return 0
    sys.stdout.flush()
    os.execve(
        python_of(folder), [str(python_of(folder)), *options.command], running_environment(folder)
    )


def names() -> list[str]:
    """Return the environments that have pins."""
    return sorted(path.stem for path in REQUIREMENTS.glob("*.txt"))


def ensure(name: str) -> Path:
    """Return the folder of an environment, built if it is missing or half built."""
    folder = envs_folder() / f"{name}-{key(name)}"
    if (folder / MARKER).exists():
        return folder
    with locked(folder.with_suffix(".lock")):
        if not (folder / MARKER).exists():  # another process may have built it meanwhile
            shutil.rmtree(folder, ignore_errors=True)
            build(name, folder)
    return folder


def envs_folder() -> Path:
    """Return the folder of all environments, in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "llmnb" / "envs"


def key(name: str) -> str:
    """Return a short hash of all that an environment depends on."""
    facts = (pins(name), platform.python_version(), sysconfig.get_platform(), sys.base_prefix)
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:12]


def pins(name: str) -> str:
    """Return the text of an environment's pins."""
    return (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")


def build(name: str, folder: Path) -> None:
    """Build an environment in place; venvs cannot be moved, so a marker tells that it is whole."""
    started = time.monotonic()
    count = sum(1 for line in pins(name).splitlines() if "==" in line)
    say(f"setting up the {name} environment in {folder} ({count} packages, once) ...")
    make_venv(folder)
    # The pins are complete: nothing else is to be found, or to be asked for by a package.
    install(folder, ["--no-deps", "-r", str(REQUIREMENTS / f"{name}.txt")])
    (folder / MARKER).touch()
    say(f"the {name} environment is ready ({time.monotonic() - started:.0f} s)")


def make_venv(folder: Path) -> None:
    """Make an empty environment with pip."""
    run([sys.executable, "-m", "venv", str(folder)], "making a virtual environment")


def install(folder: Path, requirements: Sequence[str]) -> None:
    """Install with pip, as the machine's pip configuration says."""
    # Byte code is left to the first import: most modules never have one, and compiling them
    # all is a third of the time that a newcomer waits.
    pip = [str(python_of(folder)), "-m", "pip", "install", "--no-input", "--no-compile"]
    run([*pip, "--disable-pip-version-check", *requirements], "installing with pip")


def python_of(folder: Path) -> Path:
    """Return an environment's python."""
    return folder / "bin" / "python"


def running_environment(folder: Path) -> dict[str, str]:
    """Return the variables with which an environment's python sees this checkout."""
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    # Without byte code every import would compile its module again.
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "VIRTUAL_ENV": str(folder),
    }


def write_entry_points(python: Path) -> None:
    """Write the metadata that makes a checkout's backends visible, when it is out of date."""
    with locked(envs_folder() / "entry-points.lock"):
        written, source = EGG_INFO / "entry_points.txt", ROOT / "pyproject.toml"
        if written.exists() and written.stat().st_mtime >= source.stat().st_mtime:
            return
        shutil.rmtree(EGG_INFO, ignore_errors=True)
        code = "import setuptools; setuptools.setup()"
        run([str(python), "-c", code, "-q", "egg_info"], "writing llmnb's entry points")


def run(command: Sequence[str], what: str) -> None:
    """Run one step quietly, with signs of life; raise `BuildError` with its last lines."""
    # The modules of the caller's Python must not leak in.
    leaking = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    environment = {k: v for k, v in os.environ.items() if k not in leaking}
    started = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        output = ""
        while process.returncode is None:
            try:
                output, _ = process.communicate(timeout=HEARTBEAT)
            except subprocess.TimeoutExpired:
                say(f"  {what}: {time.monotonic() - started:.0f} s")
    if process.returncode:
        tail = "\n".join(output.splitlines()[-TAIL:])
        raise BuildError(f"{tail}\n{what} failed (exit status {process.returncode})")


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock between processes; it ends with the process, also with a killed one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """Tell the person who waits; stdout is for the answer."""
    print(f"llmnb: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
