"""The page about architectures says what the code does; `test_docs` tells whether it is stale."""

from __future__ import annotations

from llmnb.backends.onnx.coverage import DIRECT, rows
from llmnb.backends.onnx.families import architectures


def test_there_is_a_row_for_each_architecture_that_the_builder_reads():
    found = rows()
    assert [row.model_type for row in found] == sorted(architectures())
    assert {row.how for row in found} == {DIRECT}
    by_type = {row.model_type: row for row in found}
    assert by_type["gemma3_text"].features == (
        "norm weights + 1",
        "norms after attention and MLP",
        "q/k norms per head",
        "RoPE: two bases",
        "sliding window: layer_types, or all but each 6th layer",
        "embedding × √hidden, own query scale, soft cap of the logits",
        "biases: attention_bias",
        "tied head unless stated",
    )
    assert by_type["mistral"].features == ("sliding window: every layer",)
    assert by_type["cohere"].fixed == {"use_qk_norm": False}
