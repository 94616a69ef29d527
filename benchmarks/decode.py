"""How fast the onnx backend loads, reads and writes, on random weights in a public shape.

``python benchmarks/decode.py`` makes a model in the shape of Qwen2.5-0.5B, converts it, and
prints for each precision: the first and the second load, the time to the first token of fresh
prompts, decoded tokens per second (median of alternating runs), and the share of the measured
memory bandwidth that decoding uses, which is its physical limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import random_models

import llmnb
from llmnb.backends.onnx.cache import CACHE
from llmnb.generation import TokenIds

PROMPT, ANSWER = 128, 96  # tokens
PRECISIONS = ("int4", "int8")


def read_bandwidth() -> float:
    """Return how many bytes per second one thread reads from memory."""
    values = np.ones(2**26, np.float64)
    best = min(_timed(values.sum) for _ in range(5))
    return values.nbytes / best


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def loads(folder: Path, precision: str) -> tuple[float, float]:
    """Return the seconds of the load that converts and of the next one."""
    seconds = []
    for _ in range(2):
        seconds.append(_timed(lambda: llmnb.load(str(folder), precision=precision, name=precision)))
        llmnb.unload(precision)
    return seconds[0], seconds[1]


def answer(model: llmnb.Model, rng: np.random.Generator) -> tuple[float, float]:
    """Return the seconds to the first token of a fresh prompt, and tokens per second after it."""
    ids = tuple(int(i) for i in rng.integers(300, 7000, PROMPT))
    timing = model.generate(
        TokenIds(ids), temperature=0, max_tokens=ANSWER, min_tokens=ANSWER
    ).timing
    assert timing.first_token is not None
    return timing.first_token, (ANSWER - 1) / (timing.total - timing.first_token)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LLMNB_CACHE"] = scratch
        folder = random_models.make(
            Path(scratch) / "half-billion", **random_models.QWEN_HALF_BILLION
        )
        for precision in PRECISIONS:
            first, second = loads(folder, precision)
            print(f"{precision}: load {first:.1f} s with conversion, {second:.2f} s without")
        models = {p: llmnb.load(str(folder), precision=p, name=p) for p in PRECISIONS}
        rng = np.random.default_rng(0)
        measured: dict[str, list[tuple[float, float]]] = {p: [] for p in PRECISIONS}
        for _ in range(runs):
            for precision, model in models.items():
                measured[precision].append(answer(model, rng))
        limit = read_bandwidth()
        for precision, times in measured.items():
            first = statistics.median(t[0] for t in times)
            speed = statistics.median(t[1] for t in times)
            size = next(e.size for e in CACHE.entries() if e.precision == precision)
            print(
                f"{precision}: first token of {PROMPT} after {1e3 * first:.0f} ms, "
                f"{speed:.1f} tokens/s, {size * speed / limit:.0%} of one thread's bandwidth"
            )
        print(f"memory bandwidth of one thread: {limit / 1e9:.1f} GB/s")


if __name__ == "__main__":
    main()
