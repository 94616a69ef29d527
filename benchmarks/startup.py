"""How long `import llmnb` and `%load_ext llmnb` take, each in fresh processes.

``python benchmarks/startup.py`` prints medians with the fastest and the slowest run. Bars:
`import llmnb` within 60 ms, `%load_ext llmnb` within 200 ms beyond IPython itself.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

SHELL = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(history_manager=None)
"""
# What is timed, with what runs before the clock starts.
MEASURED = {
    "import llmnb": ("", "import llmnb", 60),
    "%load_ext llmnb": (SHELL, "shell.run_line_magic('load_ext', 'llmnb')", 200),
}
PROGRAM = """{before}
import time
started = time.perf_counter()
{timed}
print(1000 * (time.perf_counter() - started))
"""


def milliseconds(before: str, timed: str) -> float:
    """Return how long a statement takes in a fresh process, in ms."""
    program = PROGRAM.format(before=before, timed=timed)
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    return float(done.stdout.split()[-1])


def measure(name: str, runs: int) -> list[float]:
    """Return the times of several runs, in ms, after one that writes the byte code."""
    before, timed, _ = MEASURED[name]
    milliseconds(before, timed)
    return [milliseconds(before, timed) for _ in range(runs)]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    for name in MEASURED:
        times = measure(name, runs)
        print(
            f"{name:16} median {statistics.median(times):6.1f} ms "
            f"({min(times):.1f} to {max(times):.1f}, {runs} runs; bar {MEASURED[name][2]} ms)"
        )


if __name__ == "__main__":
    main()
