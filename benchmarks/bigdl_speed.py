"""How fast the bigdl backend loads, reads and writes, beside what it is to be compared with.

``python3 tools/env.py bigdl benchmarks/bigdl_speed.py`` makes a model in the shape of Qwen2.5-0.5B
with random weights and prints the time and the memory of its conversion and of the next load, and
then, in alternating runs, the time to the first token of a fresh prompt and decoded tokens per
second: of the backend, of BigDL-LLM alone (transformers' `generate` on the same layers), of
transformers in float32, and of the onnx backend.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import random_models

import llmnb
from llmnb.generation import TokenIds

PROMPT, ANSWER = 128, 64  # tokens
PRECISIONS = ("sym_int4", "sym_int8")
Times = tuple[float, float]


def load_once(folder: Path, precision: str) -> None:
    """Load in this process and print what it took; imports are told apart."""
    started = time.perf_counter()
    from llmnb.backends.bigdl import library
    from llmnb.hardware import detect

    library.load(detect().cpu)
    imported, cpu = time.perf_counter(), time.process_time()
    before, in_use = peak_memory(), psutil.Process().memory_info().rss
    model = llmnb.load(str(folder), backend="bigdl", precision=precision)
    took, cpu = time.perf_counter() - imported, time.process_time() - cpu
    print(f"{precision}: imports {imported - started:.1f} s, load {took:.2f} s ({cpu:.1f} CPU-s)")
    print(f"  {(peak_memory() - before) / 1e6:,.0f} MB at most, ", end="")
    print(f"{(psutil.Process().memory_info().rss - in_use) / 1e6:,.0f} MB loaded, ", end="")
    model.unload()
    print(f"{(psutil.Process().memory_info().rss - in_use) / 1e6:,.0f} MB left when unloaded")


def peak_memory() -> int:
    """Return the most bytes that this process had in memory, mapped files included."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def of_llmnb(model: llmnb.Model) -> Callable[[list[int]], Times]:
    """Return what times an answer of a loaded model."""

    def run(ids: list[int]) -> Times:
        timing = model.generate(
            TokenIds(tuple(ids)), temperature=0, max_tokens=ANSWER, min_tokens=ANSWER
        ).timing
        assert timing.first_token is not None
        return timing.first_token, (ANSWER - 1) / (timing.total - timing.first_token)

    return run


def of_transformers(model: Any) -> Callable[[list[int]], Times]:
    """Return what times an answer of transformers' own loop."""
    import torch

    def generate(ids: list[int], count: int) -> float:
        started = time.perf_counter()
        with torch.inference_mode():
            model.generate(
                torch.tensor([ids]),
                attention_mask=torch.ones((1, len(ids)), dtype=torch.long),
                max_new_tokens=count,
                min_new_tokens=count,
                do_sample=False,
                pad_token_id=0,
            )
        return time.perf_counter() - started

    def run(ids: list[int]) -> Times:
        first = generate(ids, 1)
        return first, (ANSWER - 1) / (generate(ids, ANSWER) - first)

    return run


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--load", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        return load_once(Path(options.load[0]), options.load[1])
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LLMNB_CACHE"] = scratch
        folder = random_models.make(
            Path(scratch) / "half-billion", **random_models.QWEN_HALF_BILLION
        )
        for precision in PRECISIONS:
            for _ in range(2):
                subprocess.run([sys.executable, __file__, "--load", str(folder), precision])
        compare(folder, options.runs)


def compare(folder: Path, runs: int) -> None:
    """Time all of them in turn."""
    import torch
    import transformers

    todo: dict[str, Callable[[list[int]], Times]] = {}
    for precision in PRECISIONS:
        model = llmnb.load(str(folder), backend="bigdl", precision=precision, name=precision)
        todo[f"bigdl {precision}"] = of_llmnb(model)
        network = model.handle._engine._serve.__self__._runner._model  # type: ignore[attr-defined]
        todo[f"BigDL-LLM alone, {precision}"] = of_transformers(network)
    for precision in ("int4", "int8"):
        model = llmnb.load(str(folder), backend="onnx", precision=precision, name=precision)
        todo[f"onnx {precision}"] = of_llmnb(model)
    exact = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    todo["transformers float32"] = of_transformers(exact.eval())
    random = np.random.default_rng(0)
    measured: dict[str, list[Times]] = {name: [] for name in todo}
    for _ in range(runs):
        for name, run in todo.items():
            measured[name].append(run(random.integers(300, 7000, PROMPT).tolist()))
    for name, times in measured.items():
        first = statistics.median(t[0] for t in times)
        speed = statistics.median(t[1] for t in times)
        print(f"{name}: first token of {PROMPT} after {1e3 * first:.0f} ms, {speed:.1f} tokens/s")


if __name__ == "__main__":
    main()
