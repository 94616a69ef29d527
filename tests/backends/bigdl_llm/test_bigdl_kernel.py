"""BigDL-LLM in a real kernel: what a notebook shows, and an interrupt."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.bigdl
pytest.importorskip("bigdl")
pytest.importorskip("torch")
kernel_of_tests = pytest.importorskip("kernel")


@pytest.fixture(scope="module")
def kernel():
    with kernel_of_tests.Kernel() as started:
        yield started.load()


def test_a_load_shows_its_line_and_nothing_of_the_libraries(kernel):
    cell = kernel.run("%llm_load demo --backend bigdl --precision int4")
    assert cell.error is None
    assert cell.text.startswith("demo is ready: bigdl, sym_int4, context 2,048")
    assert (cell.stream("stdout"), cell.stream("stderr")) == ("", "")
    answer = kernel.run("%llm -t 0 What is the capital of France?")
    assert "Paris" in answer.text
    assert "bigdl" in kernel.run("%llm_cache").text


def test_an_interrupt_keeps_the_partial_answer(kernel):
    cell = kernel.start("%%llm -o partial -t 1 --min-tokens 1900 -n 1900\nTell me a story.")
    cell.wait_for(lambda cell: cell.updates > 2)
    kernel.interrupt()
    assert cell.finish().ename == "Interrupted"
    assert int(kernel.value("partial.usage.completion_tokens")) < 1900
    assert "Paris" in kernel.run("%llm -t 0 What is the capital of France?").text


def test_unloading_ends_the_thread(kernel):
    assert kernel.run("%llm_unload").error is None
    code = "[t.name for t in __import__('threading').enumerate() if t.name.startswith('llmnb-')]"
    assert kernel.value(code) == "[]"
