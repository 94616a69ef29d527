"""What vLLM takes of a machine for a model: weights, a cache made for some contexts, itself."""

from __future__ import annotations

from llmnb.backends.base import Needs, Plan
from llmnb.backends.vllm.devices import Devices, check_precision, choose
from llmnb.hardware import Accelerator
from llmnb.model_source import ModelFacts

BITS = {"fp32": 32.0, "fp16": 16.0, "bf16": 16.0, "fp8": 8.0}
"""Bits per weight by precision word."""

MOST_SHARE = 0.92
"""Of a GPU's memory, what is taken at most: vLLM's own default."""
LEFT_FREE = 1 << 30
"""Bytes of a GPU that stay free for what others, a notebook's own tensors too, may need."""
FULL_CONTEXTS, FULL_CONTEXTS_ON_CPU = 16, 4
"""How many prompts that fill the context the KV cache is made for, where there is room."""

# Estimates: of a GPU, the driver's context, activations and CUDA graphs; of main memory, the
# kernel's side, the engine and one worker per GPU, as measured on the build for processors.
_WORKING_ON_GPU = 2 << 30
_ENGINE, _WORKER = 700 << 20, 800 << 20
_BLOCK_ON_CPU = 128  # tokens; vLLM keeps one block for itself


def predict(plan: Plan) -> Needs:
    """Predict what a load as planned takes.

    Raises
    ------
    BackendError
        If the plan names a device that is not there, or one that lacks the precision.
    """
    facts = plan.facts
    if facts is None:
        return Needs()
    weights, token = weight_bytes(facts, plan.precision), kv_bytes_per_token(facts, plan.precision)
    read = int(weights * facts.active_parameters / facts.parameters)
    devices = choose(plan, weights + token * plan.context + _WORKING_ON_GPU)
    check_precision(devices, plan.precision)
    if not devices.gpus:
        cache = _cache_on_cpu(plan, weights, token)
        working = 2 * _ENGINE + _WORKER
        peak, tokens = weights + cache + working, cache // token
        return Needs(weights, cache, working, peak, read=read, cache_tokens=tokens)
    count = len(devices.gpus)
    token = kv_bytes_per_token(facts, plan.precision, count)
    cache = _cache_on_gpus(plan, devices, weights, token)
    return Needs(
        weights,
        cache,
        count * _WORKING_ON_GPU,
        gpus=devices.gpus,
        host=2 * _ENGINE + count * _WORKER,
        read=read,
        cache_tokens=cache // token,
    )


def weight_bytes(facts: ModelFacts, precision: str) -> int:
    """Return the bytes of the weights as they run; those of a quantised checkpoint as they are."""
    if precision not in BITS:
        return facts.weight_bytes
    wider = facts.tables * facts.table if precision == "fp8" else 0  # vLLM keeps them at 16 bits
    return int(facts.parameters * BITS[precision] / 8) + wider


def kv_bytes_per_token(facts: ModelFacts, precision: str, count: int = 1) -> int:
    """Return the bytes of keys and values that one token takes, over all of some GPUs.

    GPUs beyond the number of heads for keys and values hold copies of these.
    """
    heads = count * max(facts.kv_heads // count, 1)
    return facts.kv_numbers // facts.kv_heads * heads * (4 if precision == "fp32" else 2)


def share(devices: Devices) -> float:
    """Return the part of each GPU's memory that vLLM, when it starts, has to find free."""
    free = min((gpu.memory_free - LEFT_FREE) / gpu.memory_total for gpu in devices.gpus)
    return max(round(min(MOST_SHARE, free), 3), 0.01)


def _cache_on_gpus(plan: Plan, devices: Devices, weights: int, token: int) -> int:
    """Return the bytes of a cache for some full contexts, or for as many as there is room for."""
    count = len(devices.gpus)
    each = min(_most(plan, gpu) for gpu in devices.gpus)
    left = count * (each - _WORKING_ON_GPU) - weights
    return max(min(FULL_CONTEXTS * plan.context * token, left), plan.context * token)


def _most(plan: Plan, gpu: Accelerator) -> int:
    """Return the bytes of a GPU that are taken at most, also by a model in another's place."""
    return min(int(MOST_SHARE * gpu.memory_total), plan.free_on(gpu) - LEFT_FREE)


def _cache_on_cpu(plan: Plan, weights: int, token: int) -> int:
    """Return the same for main memory, of which half stays free."""
    left = max(plan.memory_free - weights, 0) // 2
    contexts = max(min(FULL_CONTEXTS_ON_CPU * plan.context * token, left), plan.context * token)
    return contexts + 2 * _BLOCK_ON_CPU * token
