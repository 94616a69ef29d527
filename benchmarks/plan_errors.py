"""How far plans are from what they predict: memory, its peak, disk and tokens per second.

``python benchmarks/plan_errors.py`` makes models with random weights in public shapes, one after
the other, and loads each in fresh processes: once to convert it, and once more to answer short
prompts, of which the fastest counts, and one that fills the context. It prints a table of what the
plan said and what was measured, as "predicted / measured", and leaves nothing behind. Linux only.
The backend has to be installed: ``--backend bigdl`` runs in the environment of BigDL-LLM.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import random_models

import llmnb
from llmnb.generation import TokenIds
from llmnb.session import default_session
from llmnb.speed import expected_speed, plan_bandwidth

LLAMA: dict[str, Any] = {"model_type": "llama", "dtype": "BF16"}
SHAPES: dict[str, dict[str, Any]] = {
    "SmolLM2-135M": {
        **LLAMA, "hidden": 576, "layers": 30, "heads": 9, "kv_heads": 3, "intermediate": 1536,
        "vocabulary": 49_152, "context": 8_192,
    },
    "Gemma-3-270M": {
        **LLAMA, "model_type": "gemma3_text", "hidden": 640, "layers": 18, "heads": 4,
        "kv_heads": 1, "head_dim": 256, "intermediate": 2048, "vocabulary": 262_144,
        "context": 32_768, "sliding_window": 512, "query_pre_attn_scalar": 256,
    },
    "SmolLM2-360M": {
        **LLAMA, "hidden": 960, "layers": 32, "heads": 15, "kv_heads": 5, "intermediate": 2560,
        "vocabulary": 49_152, "context": 8_192,
    },
    "Qwen2.5-0.5B": random_models.QWEN_HALF_BILLION,
    "Qwen3-0.6B": {
        **LLAMA, "model_type": "qwen3", "hidden": 1024, "layers": 28, "heads": 16, "kv_heads": 8,
        "head_dim": 128, "intermediate": 3072, "vocabulary": 151_936, "context": 40_960,
    },
    "TinyLlama-1.1B": {
        **LLAMA, "hidden": 2048, "layers": 22, "heads": 32, "kv_heads": 4, "intermediate": 5632,
        "vocabulary": 32_000, "context": 2_048, "tied": False,
    },
    "Llama-3.2-1B": {
        **LLAMA, "hidden": 2048, "layers": 16, "heads": 32, "kv_heads": 8, "intermediate": 8192,
        "vocabulary": 128_256, "context": 131_072,
    },
}  # fmt: skip
"""Public shapes. That of Gemma has few layers and a vocabulary that outweighs them, that of Qwen3
wide keys and values, and TinyLlama a head of its own."""
PRECISIONS = {"onnx": ("fp32", "int8", "int4"), "bigdl": ("int8", "int4")}
PROMPT, ANSWER, RUNS = 32, 48, 5
COLUMNS = ("model", "precision", "memory", "peak", "disk", "tokens/s", "GB/s")


def measure(folder: str, backend: str, precision: str, first: bool) -> dict[str, float]:
    """Return what one load in this process takes, in bytes, beside what its plan predicts."""
    session = default_session()
    session.hardware()
    plan = session.plan(folder, backend=backend, precision=precision)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # begins the peak anew
    model = llmnb.load(folder, backend=backend, precision=precision)
    if first:
        return {
            "predicted peak": plan.needs.peak,
            "measured peak": _memory("VmHWM") - before,
            "predicted disk": plan.needs.disk,
        }
    random = np.random.default_rng(0)
    speeds = [_speed(model, random, PROMPT, ANSWER) for _ in range(RUNS)]
    bandwidth, expected = plan_bandwidth(plan), expected_speed(plan)
    held = _memory("VmRSS")
    _speed(model, random, model.info.context - ANSWER, ANSWER - 8)
    return {
        "predicted memory": plan.needs.held,
        "measured memory": max(held, _memory("VmRSS")) - before,
        "predicted speed": expected or 0.0,
        "measured speed": max(speeds),  # other work on the machine only slows it
        "bandwidth": bandwidth,
    }


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def _speed(model: llmnb.Model, random: np.random.Generator, prompt: int, answer: int) -> float:
    ids = TokenIds(tuple(int(i) for i in random.integers(300, 7000, prompt)))
    timing = model.generate(ids, temperature=0, max_tokens=answer, min_tokens=answer).timing
    assert timing.first_token is not None
    return (answer - 1) / (timing.total - timing.first_token)


def compare(shape: str, backend: str, precisions: tuple[str, ...]) -> None:
    """Print a line per precision of one model, which is made for it and deleted."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = random_models.make(Path(scratch) / shape, **SHAPES[shape])
        for precision in precisions:
            cache = Path(scratch) / f"cache-{precision}"
            found = {}
            for first in (True, False):
                command = [sys.executable, __file__, "--child", str(folder), backend, precision]
                done = subprocess.run(
                    [*command, *(["first"] if first else [])],
                    env={**os.environ, "LLMNB_CACHE": str(cache)},
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
                found |= json.loads(done.stdout)
            found["measured disk"] = sum(f.stat().st_size for f in cache.rglob("*"))
            _show(shape, precision, found)


def _show(shape: str, precision: str, found: dict[str, float]) -> None:
    cells = [
        f"{found[f'predicted {what}'] / unit:,.{digits}f} / "
        f"{found[f'measured {what}'] / unit:,.{digits}f}"
        f" ({found[f'predicted {what}'] / found[f'measured {what}'] - 1:+.0%})"
        for what, unit, digits in (
            ("memory", 1e6, 0),
            ("peak", 1e6, 0),
            ("disk", 1e6, 0),
            ("speed", 1, 1),
        )
    ]
    row = (shape, precision, *cells, f"{found['bandwidth'] / 1e9:.0f}")
    print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--backend", choices=PRECISIONS, default="onnx")
    parser.add_argument("--precision", action="append", help="default: the common ones")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        folder, backend, precision, *first = options.child
        print(json.dumps(measure(folder, backend, precision, bool(first))))
        return
    precisions = tuple(options.precision or PRECISIONS[options.backend])
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    for shape in options.shapes or SHAPES:
        compare(shape, options.backend, precisions)


if __name__ == "__main__":
    main()
