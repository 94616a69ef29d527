"""Two kernels that load one model at once, and processes killed while they convert."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest
import random_models
from kernel import Kernel

from llmnb.backends.inprocess.cache import SMALL
from llmnb.backends.onnx.cache import CACHE, WEIGHTS

pytestmark = pytest.mark.slow

# Above the size from which a model needs the cache; it is converted in a second or two.
SHAPE = {
    "hidden": 512,
    "layers": 4,
    "heads": 8,
    "kv_heads": 4,
    "intermediate": 2048,
    "vocabulary": 8192,
    "dtype": "F32",
}
KILLS = 10
LOAD = """
import sys, llmnb
print("start", flush=True)
model = llmnb.load(sys.argv[1], precision="int8")
print(repr(model.generate("one two", max_tokens=8, temperature=0).text), flush=True)
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = random_models.make(tmp_path_factory.mktemp("models") / "large", "llama", **SHAPE)
    assert (folder / "model.safetensors").stat().st_size > SMALL
    return folder


def left():
    """Return what is in the cache, but for the lock files."""
    return sorted(p.name for p in CACHE.root().glob("*") if p.suffix != ".lock")


def start(model):
    process = subprocess.Popen(
        [sys.executable, "-c", LOAD, str(model)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "start\n"
    return process


def answer(model):
    """Load in a process of its own, and return the answer with the seconds it took."""
    began = time.perf_counter()
    said, _ = start(model).communicate(timeout=300)
    return said, time.perf_counter() - began


def test_two_kernels_that_load_at_once_convert_once(model, llmnb_cache):
    environ = {"LLMNB_CACHE": str(llmnb_cache)}
    with Kernel(environ).load() as one, Kernel(environ).load() as two:
        cells = [k.start(f"%llm_load {model} --precision int8") for k in (one, two)]
        for cell in cells:
            cell.finish(timeout=300)
            assert cell.error is None, cell.error
        # The times of the weights' file are those of its one conversion.
        (entry,) = CACHE.entries()
        made = (entry.folder / WEIGHTS).stat().st_mtime_ns
        texts = []
        for kernel in (one, two):
            cell = kernel.run("answer = %llm -q -t 0 -n 8 one two")
            assert cell.error is None, cell.error
            texts.append(kernel.value("answer.text"))
        assert texts[0] == texts[1]
        assert (entry.folder / WEIGHTS).stat().st_mtime_ns == made
    assert left() == [entry.folder.name]


def test_kills_while_converting_leave_nothing(model, llmnb_cache, tmp_path, monkeypatch):
    said, whole = answer(model)
    (entry,) = CACHE.entries()
    wanted = {path.name: path.read_bytes() for path in entry.folder.iterdir()}
    rng, halves = random.Random(11), 0
    for _ in range(KILLS):
        cache_of_this = tmp_path / f"cache-{rng.getrandbits(32):08x}"
        monkeypatch.setenv("LLMNB_CACHE", str(cache_of_this))
        halves += kill_one(model, rng.uniform(0.05, 0.6))
        assert answer(model)[0] == said
        (entry,) = CACHE.entries()
        assert {path.name: path.read_bytes() for path in entry.folder.iterdir()} == wanted
        assert left() == [entry.folder.name]
    print(f"\n{KILLS} kills, {halves} left half a conversion; a first load took {whole:.1f} s")
    assert halves == KILLS


def kill_one(model, share):
    """Kill a load once it converts and has written that share; say whether half of it is left."""
    process = start(model)
    whole, deadline = 20e6 * share, time.monotonic() + 120
    while process.poll() is None and written() < whole and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert CACHE.entries() == []
    return bool(left())


def written():
    """Return the bytes of the conversion that is under way."""
    total = 0
    for path in CACHE.root().glob(f".llmnb-*/{WEIGHTS}"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total
