"""How fast main memory is read, measured once per process and number of threads."""

from __future__ import annotations

import threading
import time
from functools import cache

_PER_THREAD = 64_000_000  # bytes; above the share of a core in any processor's cache
_ALL_THREADS = 1_000_000_000
_PASSES = 3


@cache
def read_bandwidth(threads: int) -> float:
    """Return how many bytes per second some threads read from main memory together.

    It takes about 40 ms: each thread fills an array of its own and reads it three times, all at
    once, and the best time counts. numpy lets go of the interpreter's lock meanwhile.

    Parameters
    ----------
    threads : int
        As many as an engine would compute with.
    """
    from concurrent.futures import ThreadPoolExecutor

    size = min(_PER_THREAD, _ALL_THREADS // threads) // 8 * 8
    together = threading.Barrier(threads)
    with ThreadPoolExecutor(threads, "llmnb-bandwidth") as pool:
        spans = [*pool.map(lambda _: _spans(size, together), range(threads))]
    passes = zip(*spans, strict=True)
    best: float = min(max(end for _, end in one) - min(start for start, _ in one) for one in passes)
    return threads * size / best


def _spans(size: int, together: threading.Barrier) -> list[tuple[float, float]]:
    """Return when each reading of an array began and ended."""
    import numpy as np

    values = np.ones(size // 8, np.uint64)
    spans = []
    for _ in range(_PASSES):
        together.wait()
        started = time.perf_counter()
        np.bitwise_or.reduce(values)  # as wide as vectors are, and with hardly any arithmetic
        spans.append((started, time.perf_counter()))
    return spans
