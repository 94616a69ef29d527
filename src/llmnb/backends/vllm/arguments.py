"""vLLM's arguments for a plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import Plan
from llmnb.backends.vllm import adapter
from llmnb.backends.vllm.devices import Devices
from llmnb.backends.vllm.installed import engine_arguments
from llmnb.backends.vllm.needs import share
from llmnb.config import LoadConfig
from llmnb.errors import ParameterError
from llmnb.typed import did_you_mean

if TYPE_CHECKING:
    from llmnb.backends.local.opening import Opened

AT_ONCE, AT_ONCE_ON_CPU = 256, 16
"""How many requests are decoded at once."""
LOGPROBS_MAX = 100

_DTYPES = {"fp32": "float32", "fp16": "float16", "bf16": "bfloat16"}
_OURS = {
    "model": "the model of the same line",
    "tokenizer": "the model's own",
    "trust_remote_code": "--trust-remote-code",
    "max_model_len": "--context",
    "dtype": "--precision",
    "quantization": "--precision",
    "enable_lora": "--adapter",
    "load_format": "safetensors",
    "hf_token": "the variable HF_TOKEN",
}
"""What llmnb decides itself, with what decides it."""


@dataclass(frozen=True)
class Wishes:
    """What an engine is started with.

    Parameters
    ----------
    arguments : mapping
        The fields of vLLM's ``AsyncEngineArgs``.
    adapter : Path, optional
        The folder of a LoRA adapter.
    """

    arguments: Mapping[str, Any]
    adapter: Path | None = None


def arguments(plan: Plan, model: Opened, devices: Devices) -> Wishes:
    """Return what vLLM is started with.

    Raises
    ------
    ParameterError
        If an engine argument is unknown, is no ``NAME=VALUE``, or is llmnb's to decide.
    ModelFormatError
        If the folder of the adapter holds none.
    """
    made: dict[str, Any] = {
        "model": str(model.folder),
        "max_model_len": plan.context,
        "max_logprobs": LOGPROBS_MAX,
        "dtype": _DTYPES.get(plan.precision, "auto"),
        "trust_remote_code": plan.config.trust_remote_code,
        "load_format": "safetensors",  # never a format that runs code when it is read
        "generation_config": "vllm",  # llmnb reads the model's recommendations itself
        "enable_prefix_caching": True,
        "disable_log_stats": True,
        # By default the first structure of an engine decides which library is asked for all.
        "structured_outputs_config": {"backend": "guidance"},
        "max_num_seqs": AT_ONCE if devices.gpus else AT_ONCE_ON_CPU,
    }
    if plan.precision == "fp8" and model.facts.quantised is None:
        made["quantization"] = "fp8"
    count = max(len(devices.gpus), 1)
    # No more than is of use: the rest of the memory stays with the notebook.
    made["kv_cache_memory_bytes"] = plan.needs.cache // count
    if devices.gpus:
        made |= {"gpu_memory_utilization": share(devices), "tensor_parallel_size": count}
        if devices.ids != tuple(range(count)):  # the first ones are vLLM's own choice
            made["device_ids"] = list(devices.ids)
    else:
        made["enforce_eager"] = True  # compiling takes minutes, which only servers win back
    own = adapter.folder(plan.config)
    if own is not None:
        made |= {"enable_lora": True, "max_loras": 1, "max_lora_rank": adapter.rank(own)}
    return Wishes(made | given(plan.config.engine_args), own)


def check(config: LoadConfig) -> None:
    """Refuse what `arguments` would refuse; no files of the model are needed.

    Raises
    ------
    ParameterError, ModelFormatError
        As there.
    """
    given(config.engine_args)
    if (own := adapter.folder(config)) is not None:
        adapter.rank(own)


def given(texts: tuple[str, ...]) -> dict[str, Any]:
    """Return engine arguments by name; a value is read as JSON where it is some.

    Raises
    ------
    ParameterError
        If one is unknown, is no ``NAME=VALUE``, or is llmnb's to decide.
    """
    if not texts:
        return {}
    known = engine_arguments()
    found: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip().removeprefix("--").replace("-", "_")
        if not equals or not name:
            raise ParameterError(f"engine_args = {text} is not allowed: it must be NAME=VALUE.")
        if name in _OURS:
            raise ParameterError(
                f"engine_args = {text} is not allowed: {name} is decided by {_OURS[name]}."
            )
        if known and name not in known:
            raise ParameterError(
                f"vLLM has no engine argument {name!r}.", hint=did_you_mean(name, known)
            )
        found[name] = _value(value.strip())
    return found


def _value(text: str) -> Any:
    words = {"true": True, "false": False, "none": None, "on": True, "off": False}
    if text.lower() in words:
        return words[text.lower()]
    try:
        return json.loads(text)
    except ValueError:
        return text
