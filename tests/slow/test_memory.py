"""What unloading gives back, measured in a fresh process each."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import random_models

pytestmark = pytest.mark.slow

CYCLES = """
import gc, json, sys
import psutil, llmnb

def resident():
    gc.collect()
    return psutil.Process().memory_info().rss

def cycle():
    before = resident()
    model = llmnb.load(sys.argv[1], backend="onnx", precision=sys.argv[2])
    model.generate("one two three", max_tokens=8, temperature=0)
    loaded = resident()
    model.unload()
    return before, loaded, resident()

print(json.dumps([cycle() for _ in range(int(sys.argv[3]))]))
"""


def cycles(model, precision, count):
    done = subprocess.run(
        [sys.executable, "-c", CYCLES, str(model), precision, str(count)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("precision", ["int8", "int4"])
def test_unloading_gives_back_what_the_load_took(tmp_path: Path, precision, record_property):
    model = random_models.make(tmp_path / "half-billion", **random_models.QWEN_HALF_BILLION)
    _, (before, loaded, after) = cycles(model, precision, 2)  # the first warms the process up
    share = (loaded - after) / (loaded - before)
    record_property("share", share)
    print(f"{precision}: load took {(loaded - before) / 1e6:.0f} MB, {share:.1%} came back")
    assert share >= 0.95


def test_twenty_cycles_of_the_demo_do_not_grow():
    measured = cycles("demo", "int8", 21)  # the first warms the process up
    growth = measured[-1][2] - measured[0][2]
    print(f"20 cycles after the first grew by {growth / 1e6:.1f} MB")
    assert growth < 5e6
