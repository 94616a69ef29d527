"""Interrupts at random moments, in a real kernel, on a model whose answers take seconds."""

import ast
import random
import statistics
import time

import pytest
import random_models
from kernel import Kernel

pytestmark = pytest.mark.slow

VISIBLE = 0.15  # seconds from the interrupt to the visible stop, or one token if that is longer
LONG_ANSWER = "%%llm -n 2000 -t 0.8 -o partial\ntell me everything about rivers"
LONG_PROMPT = "%%llm -n 50 -o partial --no-chat-template\n{{ long }}"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "half-billion"
    return random_models.make(folder, **random_models.QWEN_HALF_BILLION)


def passes(kernel, code):
    cell = kernel.run(code)
    assert cell.error is None, cell.error
    return cell


def engine_threads(kernel):
    passes(kernel, "import threading")
    return kernel.value("sorted(t.name for t in threading.enumerate() if 'llmnb' in t.name)")


def test_a_hundred_interrupts(model):
    rng = random.Random(7)
    with Kernel().load() as kernel:
        passes(kernel, f"%llm_load {model} --precision int4 --context 4096")
        passes(kernel, "long = 'word and ' * 500\nwarm = %llm -q -t 0 -n 20 hello")
        token = float(kernel.value("(warm.timing.total - warm.timing.first_token) / 19"))
        threads = engine_threads(kernel)
        seconds = [interrupt_once(kernel, rng, i) for i in range(100)]
        assert engine_threads(kernel) == threads
    limit = max(VISIBLE, token)
    late = {n: f"{1e3 * s:.0f} ms" for n, s in enumerate(seconds) if s > limit}
    print(
        f"\n100 interrupts: median {1e3 * statistics.median(seconds):.0f} ms, "
        f"longest {1e3 * max(seconds):.0f} ms, later than {1e3 * limit:.0f} ms: {late or 'none'}"
    )


def interrupt_once(kernel, rng, number):
    """Interrupt one answer, check what is left, and return the seconds until it stopped."""
    passes(kernel, "partial = None")
    cell = kernel.start(LONG_PROMPT if number % 4 == 3 else LONG_ANSWER)
    time.sleep(rng.uniform(0.1, 1.5))
    kernel.interrupt()
    sent = time.perf_counter()
    cell.wait_for(lambda cell: cell.ename is not None)
    seconds = time.perf_counter() - sent
    cell.finish()
    assert cell.ename == "Interrupted", f"{number}: {cell.error}"
    kept = ast.literal_eval(kernel.value("(partial.finish_reason.value, partial.text)"))
    assert kept[0] == "interrupted"
    assert "interrupted: the answer is not complete" in cell.text
    passes(kernel, "%llm -q -n 2 hello")
    return seconds


@pytest.fixture(scope="module")
def load_seconds(model, tmp_path_factory):
    """Return how long a load takes that has to convert the model."""
    with Kernel({"LLMNB_CACHE": str(tmp_path_factory.mktemp("cache"))}).load() as kernel:
        passes(kernel, "%llm_load demo")
        begun = time.perf_counter()
        passes(kernel, f"%llm_load {model} --precision int8")
        return time.perf_counter() - begun


@pytest.mark.parametrize("share", [0.02, 0.1, 0.25, 0.45, 0.6, 0.7])
def test_an_interrupted_load_leaves_the_next_one_working(model, load_seconds, share, llmnb_cache):
    with Kernel({"LLMNB_CACHE": str(llmnb_cache)}).load() as kernel:
        passes(kernel, "%llm_load demo")
        cell = kernel.start(f"%llm_load {model} --precision int8")
        time.sleep(share * load_seconds)
        kernel.interrupt()
        cell.finish()
        assert cell.ename in ("Interrupted", "KeyboardInterrupt"), cell.error or "it had finished"
        passes(kernel, "%llm -q -n 2 still the demo")
        passes(kernel, f"%llm_load {model} --precision int8")
        passes(kernel, "%llm -q -n 2 hello")
        assert not [f for f in llmnb_cache.rglob(".llmnb-*") if f.is_dir()]
