"""`import llmnb` and `%load_ext llmnb` in fresh processes: light, and no engine comes along."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# Engines, and what only an engine, a widget or a download needs.
NOT_YET = {
    "anywidget",
    "bigdl",
    "huggingface_hub",
    "ipywidgets",
    "jinja2",
    "ml_dtypes",
    "numpy",
    "onnx",
    "onnxruntime",
    "openai",
    "optimum",
    "pandas",
    "psutil",
    "pynvml",
    "ray",
    "safetensors",
    "tokenizers",
    "torch",
    "transformers",
    "vllm",
}
SHELL = "from IPython.core.interactiveshell import InteractiveShell as S; s = S.instance()"
LOAD = "s.run_line_magic('load_ext', 'llmnb')"
PROGRAM = """
import json, sys, time
{before}
known = set(sys.modules)
started = time.perf_counter()
{timed}
took = 1000 * (time.perf_counter() - started)
print(json.dumps([took, sorted({{name.partition(".")[0] for name in set(sys.modules) - known}})]))
"""


def fresh(before: str, timed: str) -> tuple[float, set[str]]:
    """Return how long a statement took in a fresh process, in ms, and the packages it imported."""
    program = PROGRAM.format(before=before, timed=timed)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    took, packages = json.loads(done.stdout.splitlines()[-1])
    return took, set(packages)


@pytest.mark.parametrize(
    ("before", "timed"), [("", "import llmnb"), (SHELL, LOAD)], ids=["import", "load_ext"]
)
def test_starts_light(before, timed, record_property):
    took, packages = fresh(before, timed)
    # Never asserted: a busy machine says nothing about the code (benchmarks/startup.py does).
    record_property("milliseconds", took)
    print(f"{timed}: {took:.1f} ms")
    assert not packages & NOT_YET


def test_import_starts_no_thread_and_no_process():
    code = "import llmnb, threading; assert threading.active_count() == 1"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_extension_can_be_unloaded_and_loaded_again():
    again = f"{LOAD}; s.run_line_magic('unload_ext', 'llmnb'); {LOAD}"
    _, packages = fresh(SHELL, again)
    assert "llmnb" in packages
