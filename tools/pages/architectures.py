"""The page about architectures: what runs how, from the table that the code reads."""

from __future__ import annotations

from collections.abc import Sequence

from llmnb.backends.bigdl.architectures import ARCHITECTURES
from llmnb.backends.onnx.architectures import ACTIVATIONS
from llmnb.backends.onnx.coverage import Row, rows
from llmnb.backends.onnx.rope import scalings

TEMPLATE = """\
# Architectures on the CPU

The `onnx` backend builds the graph of most of these architectures directly from their safetensors
files, in fp32, int8 or int4, without PyTorch. Those at the end are exported by optimum, in fp32, in
a process of its own, which needs `pip install "llmnb[onnx]"`. The first column is the `model_type`
in a model's `config.json`.

| `model_type` | for example | what distinguishes it | how it runs |
|---|---|---|---|
{rows}

Each of them is compared with transformers on small models with random weights: greedy answers in
fp32 are equal token by token, also with prompts longer than a sliding window, with a reused
prefix and, for those built directly, in batches, and the logits are equal up to rounding. The
names of models are for orientation; what counts is their `config.json`.

For all that are built directly:

- Activations: {activations}.
- Rotary scalings: {scalings}.
  With `dynamic` and `longrope` the answer is exact, and allowed, up to the length from which the
  scaling would change: `max_position_embeddings` for the one, `original_max_position_embeddings`
  for the other.
- Grouped key-value heads, heads of an own size, tied and untied heads.
- Both spellings of `config.json`: `rope_theta` with `rope_scaling`, as transformers 4 writes it,
  and `rope_parameters`, as transformers 5 does.
- Attention heads have a multiple of 16 numbers, and so has the part of them that a partial RoPE
  turns: limits of ONNX Runtime's GroupQueryAttention.
- Weights are float32, float16 or bfloat16.

The `bigdl` backend, which needs [an install of its own](../how-to/install.md), runs these by
transformers' own code, in int8, int5 or int4: {bigdl}.

Anything else is refused by name before any weights are fetched. Options that are refused:

| `model_type` | option | what runs |
|---|---|---|
{refused}
"""


def page() -> str:
    """Return the page."""
    found = rows()
    return TEMPLATE.format(
        rows="\n".join(map(_line, found)),
        activations=_words(ACTIVATIONS),
        scalings=_words(scalings()),
        bigdl=_words(sorted(ARCHITECTURES)),
        refused="\n".join(
            f"| `{row.model_type}` | `{key}` | {_value(allowed)} |"
            for row in found
            for key, allowed in sorted(row.fixed.items())
        ),
    )


def _line(row: Row) -> str:
    return f"| `{row.model_type}` | {row.examples} | {'; '.join(row.features)} | {row.how} |"


def _value(allowed: object) -> str:
    return "not stated, or `null`" if allowed is None else f"`{str(allowed).lower()}`"


def _words(words: Sequence[str] | dict[str, str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
