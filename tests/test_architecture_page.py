"""The page about architectures says what the code does; `test_docs` tells whether it is stale."""

from __future__ import annotations

from llmnb.backends.onnx.coverage import DIRECT, EXPORTED, rows
from llmnb.backends.onnx.exportable import EXPORTABLE
from llmnb.backends.onnx.families import architectures


def test_an_exported_architecture_has_a_row_after_the_built_ones():
    exported = [row for row in rows() if row.how == EXPORTED]
    assert [row.model_type for row in exported] == sorted(EXPORTABLE)
    assert rows()[-len(exported) :] == tuple(exported)
    assert EXPORTABLE.keys().isdisjoint(architectures())


def test_there_is_a_row_for_each_architecture_that_the_builder_reads():
    found = [row for row in rows() if row.how == DIRECT]
    assert [row.model_type for row in found] == sorted(architectures())
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
