"""Print the path of a Chromium for the browser tests, or nothing when there is none.

It is ``$CHROMIUM``, one on the PATH, or one that apt-get installs when root runs this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a browser that is here."""
    if wanted := os.environ.get("CHROMIUM"):
        return shutil.which(wanted)
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's Chromium, if this user may."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print("llmnb: installing Chromium with apt-get ...", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        [apt, "-q", "update"],
        [apt, "-q", "install", "-y", "--no-install-recommends", "chromium"],
    )
    for command in commands:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            print("\n".join(done.stderr.splitlines()[-10:]), file=sys.stderr)


def main() -> int:
    """Print the path, or nothing."""
    if find() is None:
        install()
    if (path := find()) is None:
        print("llmnb: there is no Chromium: browser tests cannot run", file=sys.stderr)
        return 0
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
