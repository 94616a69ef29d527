"""How fast main memory is read, measured once per process and number of threads."""

from __future__ import annotations

import threading
import time
from functools import cache

_PER_THREAD = 64_000_000  # bytes; above the share of a core in any processor's cache
_ALL_THREADS = 1_000_000_000
_LEAST = 64_000_000  # in all; less would stay in a processor's cache
_OF_FREE = 4  # no more than this part of the memory that is available
_PASSES = 3


def read_bandwidth(threads: int, available: int) -> float:
    """Return how many bytes per second some threads read from main memory together.

    It takes about 40 ms: each thread fills an array of its own and reads it three times, all at
    once, and the best time counts. numpy lets go of the interpreter's lock meanwhile.

    Parameters
    ----------
    threads : int
        As many as an engine would compute with.
    available : int
        The bytes of main memory that are free; a quarter of them is used at most.

    Returns
    -------
    float
        0 where memory or threads are too few to measure it.
    """
    most = min(threads * _PER_THREAD, _ALL_THREADS, available // _OF_FREE)
    if most < _LEAST:
        return 0.0
    try:
        return _measured(threads, most // threads // 8 * 8)
    except (MemoryError, RuntimeError):  # no memory, or no thread could be started
        return 0.0


@cache
def _measured(threads: int, size: int) -> float:
    """Return what threads read per second, each from an array of some bytes."""
    from concurrent.futures import ThreadPoolExecutor

    together = threading.Barrier(threads)
    with ThreadPoolExecutor(threads, "llmnb-bandwidth") as pool:
        try:
            spans = [*pool.map(lambda _: _spans(size, together), range(threads))]
        except BaseException:
            together.abort()  # or those that are there would wait for the others
            raise
    passes = zip(*spans, strict=True)
    best: float = min(max(end for _, end in one) - min(start for start, _ in one) for one in passes)
    return threads * size / best


def _spans(size: int, together: threading.Barrier) -> list[tuple[float, float]]:
    """Return when each reading of an array began and ended."""
    import numpy as np

    try:
        values = np.ones(size // 8, np.uint64)
    except BaseException:
        together.abort()
        raise
    spans = []
    for _ in range(_PASSES):
        together.wait()
        started = time.perf_counter()
        np.bitwise_or.reduce(values)  # as wide as vectors are, and with hardly any arithmetic
        spans.append((started, time.perf_counter()))
    return spans
