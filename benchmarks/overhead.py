"""What a notebook costs: `%%llm` and the model handle beside the bare engine, in one kernel.

``python3 tools/env.py ENVIRONMENT benchmarks/overhead.py BACKEND`` (environments: test for onnx,
bigdl, vllm) makes a model in the shape of Qwen2.5-0.5B with random weights, loads it in a real
kernel and asks fresh prompts in turn of the engine alone (the network's own loop with the most
probable token; vLLM's ``AsyncLLM`` with its own text), of the handle and of ``%%llm`` as a notebook
shows it. For vLLM it also asks for many answers at once, of the small demo model, where everything
but the network costs most.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

ANSWER = 64  # tokens
WORDS = 24  # of a prompt
AT_ONCE = 64
LOAD_SECONDS, CELL_SECONDS = 600.0, 300.0
Times = tuple[float, float]  # seconds to the first token, tokens per second after it


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("backend", choices=("onnx", "bigdl", "vllm"))
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()

    import random_models
    from kernel import Kernel

    with tempfile.TemporaryDirectory() as scratch:
        folder = random_models.make(Path(scratch) / "half", **random_models.QWEN_HALF_BILLION)
        environ = {"LLMNB_CACHE": scratch, "LLMNB_BACKEND": options.backend}
        with Kernel({**environ, "LLMNB_PRECISION": options.precision}) as kernel:
            kernel.load()
            kernel.run(f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})")
            kernel.run("import overhead, llmnb")
            print(kernel.run(f"%llm_load {folder} --context 1024", LOAD_SECONDS).text)
            one_at_a_time(kernel, options.runs)
            if options.backend == "vllm":
                kernel.run(f"%llm_load demo -E max_num_seqs={AT_ONCE}", LOAD_SECONDS)
                many_at_once(kernel, options.runs)


def one_at_a_time(kernel: Any, runs: int) -> None:
    """Print how fast one answer is, asked in three ways in turn."""
    measured: dict[str, list[Times]] = {"bare": [], "handle": [], "%%llm": []}
    cell = f"-t 0 --no-chat-template --min-tokens {ANSWER} --max-tokens {ANSWER} --no-vars"
    for number in range(runs):
        ways = list(measured)
        for place in range(3):  # each is the first, the second and the third of a round in turn
            way, prompt = ways[(number + place) % 3], text(3 * number + place)
            if way == "%%llm":
                said = kernel.run(f"%%llm {cell}\n{prompt}", CELL_SECONDS)
                assert said.error is None, said.error
                code = "overhead.times(_)"
            else:
                code = f"overhead.{way}(llmnb.models(), {prompt!r})"
                asked = kernel.run(f"found = {code}", CELL_SECONDS)
                assert asked.error is None, asked.error
                code = "found"
            measured[way].append(tuple(json.loads(kernel.value(f"list({code})"))))
    bare = statistics.median(speed for _, speed in measured["bare"])
    for way, found in measured.items():
        first, speed = (statistics.median(one[i] for one in found) for i in (0, 1))
        # Each run beside the bare one of the same round, for the machine's speed drifts.
        share = statistics.median(
            mine[1] / theirs[1] for mine, theirs in zip(found, measured["bare"], strict=True)
        )
        print(f"{way:7} {1e3 * first:6.0f} ms to the first token, {speed:6.1f} tokens/s", end="")
        print(f" ({speed / bare:.3f} of the medians, {share:.3f} of each round)")


def many_at_once(kernel: Any, runs: int) -> None:
    """Print how many tokens a second come of many requests at once."""
    rounds = []
    for number in range(runs):
        found = []
        for way in ("bare_at_once", "handle_at_once"):
            kernel.run(f"found = overhead.{way}(llmnb.models(), {number})", CELL_SECONDS)
            found.append(float(kernel.value("found")))
        rounds.append(found)
    bare, ours = (statistics.median(one[i] for one in rounds) for i in (0, 1))
    share = statistics.median(one[1] / one[0] for one in rounds)
    print(f"{AT_ONCE} at once: bare {bare:,.0f} tokens/s, handle {ours:,.0f} ({share:.3f})")


def text(number: int) -> str:
    """Return a prompt that no earlier one begins like."""
    return " ".join(f"{number:06}-{i}" for i in range(WORDS))  # all equally long


# What follows runs in the kernel.


def times(generation: Any) -> Times:
    """Return what an answer took."""
    timing, count = generation.timing, generation.usage.completion_tokens
    return timing.first_token, (count - 1) / (timing.total - timing.first_token)


def handle(models: Any, prompt: str) -> Times:
    """Ask the handle."""
    return times(_handle(models).generate(_request(prompt)))


def bare(models: Any, prompt: str) -> Times:
    """Ask the engine alone."""
    loaded = _handle(models)
    ids = loaded._prompts.encode(_request(prompt).input)[0]
    if loaded.info.backend == "vllm":
        return _on_its_loop(loaded, lambda llm: _vllm(llm, ids))  # type: ignore[no-any-return]
    runner = loaded._engine._serve.__self__._runner
    slot, run, started = runner.store.take(ids), runner.begin(), time.perf_counter()
    token = int(runner.prefill(slot, ids, run).argmax())
    first = time.perf_counter()
    for _ in range(ANSWER - 1):
        token = int(runner.step(slot, token, run).argmax())
    return first - started, (ANSWER - 1) / (time.perf_counter() - first)


def bare_at_once(models: Any, number: int) -> float:
    """Ask vLLM alone for many answers; return tokens per second of all."""
    loaded = _handle(models)
    prompts = [loaded._prompts.encode(r.input)[0] for r in _requests(number)]

    async def all_of(llm: Any) -> float:
        started = time.perf_counter()
        await asyncio.gather(*(_vllm(llm, ids) for ids in prompts))
        return AT_ONCE * ANSWER / (time.perf_counter() - started)

    return _on_its_loop(loaded, all_of)  # type: ignore[no-any-return]


def handle_at_once(models: Any, number: int) -> float:
    """Ask the handle for many answers; return tokens per second of all."""
    loaded, requests = _handle(models), _requests(number + 1000)
    started = time.perf_counter()
    answers = loaded.batch(requests)
    taken = time.perf_counter() - started
    return sum(answer.usage.completion_tokens for answer in answers) / taken  # type: ignore[no-any-return]


def _on_its_loop(loaded: Any, question: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
    engine = loaded._engine
    return asyncio.run_coroutine_threadsafe(question(engine._running()), engine.loop).result()


async def _vllm(llm: Any, ids: list[int]) -> Times:
    from vllm import SamplingParams
    from vllm.sampling_params import RequestOutputKind

    params = SamplingParams(
        temperature=0,
        max_tokens=ANSWER,
        min_tokens=ANSWER,
        output_kind=RequestOutputKind.DELTA,
    )
    started, first, shown = time.perf_counter(), 0.0, ""
    async for output in llm.generate({"prompt_token_ids": ids}, params, uuid.uuid4().hex):
        first = first or time.perf_counter()
        shown += output.outputs[0].text
    return first - started, (ANSWER - 1) / (time.perf_counter() - first)


def _requests(number: int) -> list[Any]:
    return [_request(text(AT_ONCE * number + i)) for i in range(AT_ONCE)]


def _request(prompt: str) -> Any:
    from llmnb.config import GenerationConfig
    from llmnb.generation import Request, Text

    config = GenerationConfig(temperature=0.0, max_tokens=ANSWER, min_tokens=ANSWER)
    return Request(Text(prompt), config)


def _handle(models: Any) -> Any:
    return next(reversed(models.values())).handle


if __name__ == "__main__":
    main()
