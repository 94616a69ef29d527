"""Builds the ONNX graph of a Llama-like network directly from its safetensors files.

Per layer: a root-mean-square norm fused with the residual sum, one matrix for queries, keys and
values, GroupQueryAttention with the rotary embedding inside, and a gated MLP with one matrix
for gate and up. Quantised, embedding and tied head share one table. Memory stays at one block
of rows, whatever the model's size.

The graph's inputs and outputs:

=====================  ======================================  ==================================
name                   type and shape                          meaning
=====================  ======================================  ==================================
input_ids              int64 (batch, sequence)                 new tokens
logit_rows             int64 (rows,)                           of them, those to have logits
seqlens_k              int32 (batch,)                          tokens in all, minus one
total_sequence_length  int32 (1,)                              tokens in all
cos_cache, sin_cache   float32 (positions, head_dim / 2)       the rotary tables
past.{layer}.key       float32 (batch, kv_heads, n, head_dim)  the KV buffers; likewise ``value``
present.{layer}.key    the same                                to be bound to the same memory
logits                 float32 (batch, rows, vocabulary)       the output
=====================  ======================================  ==================================
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

import numpy as np
from onnx import ValueInfoProto

from llmnb.backends.onnx.architectures import Network, expected
from llmnb.backends.onnx.formats import Format
from llmnb.backends.onnx.graph_writer import GraphWriter, Space, floats, integers
from llmnb.backends.onnx.quantise import block_size, quantise
from llmnb.backends.onnx.weights import Weights
from llmnb.errors import ModelFormatError

_BLOCK_ELEMENTS = 2**17  # half a megabyte of float32, which stays in a core's own cache
_UNUSED = ("rotary_emb.inv_freq",)  # derived values that old files carry


def check(network: Network, weights: Weights) -> int:
    """Return the number of tensors to convert, after comparing them with the configuration.

    Raises
    ------
    ModelFormatError
        If a tensor is missing, has another shape, or is one that the network does not have.
    """
    shapes = expected(network)
    for name, shape in shapes.items():
        weights.check(name, shape)
    spare = {"lm_head.weight"} if network.tied else set()
    unknown = sorted(n for n in weights.names - shapes.keys() - spare if not n.endswith(_UNUSED))
    if unknown:
        raise ModelFormatError(
            f"The model has the tensor {unknown[0]!r}, which its configuration does not explain.",
            hint="The onnx backend would give wrong answers for it; try another backend.",
        )
    return len(shapes)


def build(
    network: Network,
    weights: Weights,
    form: Format,
    file: BinaryIO,
    location: str | None,
    step: Callable[[int], None],
) -> bytes:
    """Return the serialised model; its weights go to `file`.

    Parameters
    ----------
    network, weights : Network, Weights
        What to build, already compared by `check`.
    form : Format
        The precision.
    file : binary file
        Takes the weights.
    location : str, optional
        The file's name as the model will find it; None puts the weights into the model.
    step : callable
        Called with the number of tensors just completed, at least once per block of rows; it
        may raise to stop the work.
    """
    return _Builder(network, weights, form, GraphWriter(file, location), step).build()


class _Builder:
    def __init__(
        self,
        network: Network,
        weights: Weights,
        form: Format,
        writer: GraphWriter,
        step: Callable[[int], None],
    ) -> None:
        self.network = network
        self.weights = weights
        self.form = form
        self.out = writer
        self.step = step

    def build(self) -> bytes:
        stream, residual = self._embedding(), ""
        for layer in range(self.network.layers):
            stream, residual = self._layer(layer, stream, residual)
        normed, _ = self._norm("norm", "model.norm.weight", stream, residual)
        self._head(self.out.node("Gather", [normed, "logit_rows"], ["picked"], axis=1))
        return self.out.model(self._inputs(), self._outputs())

    def _embedding(self) -> str:
        source, block = ["model.embed_tokens.weight"], self._block(self.network.hidden)
        if block is None:
            table = self._matrix("embedding", source)
            return self.out.node("Gather", [table, "input_ids"], ["embedded"], axis=0)
        packed = self._quantised("embedding", source, block)
        # The look-up wants the same bytes as plain rows.
        rows, columns = self._shape(source)
        width = columns * self.form.bits // 8
        self.out.refer("embedding.rows", np.uint8, (rows, width), packed)
        return self.out.contrib(
            "GatherBlockQuantized",
            ["embedding.rows", "input_ids", "embedding.scales"],
            ["embedded"],
            bits=self.form.bits,
            block_size=block,
            gather_axis=0,
            quantize_axis=1,
        )

    def _head(self, picked: str) -> None:
        net, block = self.network, self._block(self.network.hidden)
        if not net.tied:
            self._linear("head", ["lm_head"], picked, "logits")
        elif block is None:
            self._float_product(picked, "embedding", "logits")
        else:
            shape = (net.vocabulary, net.hidden)
            self._block_product(picked, "embedding", shape, block, "", "logits")

    def _layer(self, layer: int, stream: str, residual: str) -> tuple[str, str]:
        """Add one layer; return what it adds and the sum before it."""
        prefix, own = f"model.layers.{layer}.", f"layer{layer}"
        normed, residual = self._norm(
            f"{own}.norm1", prefix + "input_layernorm.weight", stream, residual
        )
        attended = self._attention(layer, normed)
        stream = self._linear(f"{own}.attention_output", [prefix + "self_attn.o_proj"], attended)
        normed, residual = self._norm(
            f"{own}.norm2", prefix + "post_attention_layernorm.weight", stream, residual
        )
        return self._mlp(own, prefix + "mlp.", normed), residual

    def _norm(self, name: str, weight: str, stream: str, residual: str) -> tuple[str, str]:
        """Add the residual, if there is one yet, and normalise; return both."""
        gain = self.out.weight(f"{name}.gain", self.weights.read(weight))
        self.step(1)
        epsilon = self.network.epsilon
        if not residual:
            self.out.node(
                "SimplifiedLayerNormalization",
                [stream, gain],
                [name],
                axis=-1,
                epsilon=epsilon,
                stash_type=1,
            )
            return name, stream
        total = f"{name}.sum"
        self.out.contrib(
            "SkipSimplifiedLayerNormalization",
            [stream, residual, gain],
            [name, "", "", total],
            epsilon=epsilon,
        )
        return name, total

    def _attention(self, layer: int, normed: str) -> str:
        net, own = self.network, f"layer{layer}"
        names = [f"model.layers.{layer}.self_attn.{part}_proj" for part in "qkv"]
        window = net.windows[layer]
        return self.out.contrib(
            "GroupQueryAttention",
            [
                self._linear(f"{own}.qkv", names, normed),
                "",
                "",
                f"past.{layer}.key",
                f"past.{layer}.value",
                "seqlens_k",
                "total_sequence_length",
                "cos_cache",
                "sin_cache",
            ],
            [f"{own}.attention", f"present.{layer}.key", f"present.{layer}.value"],
            num_heads=net.heads,
            kv_num_heads=net.kv_heads,
            do_rotary=1,
            rotary_interleaved=0,
            scale=net.head_dim**-0.5,
            local_window_size=-1 if window is None else window,
        )

    def _mlp(self, own: str, prefix: str, normed: str) -> str:
        both = self._linear(f"{own}.gate_up", [f"{prefix}gate_proj", f"{prefix}up_proj"], normed)
        gate, up = f"{own}.gate", f"{own}.up"
        self.out.node("Split", [both], [gate, up], axis=-1, num_outputs=2)
        self.out.contrib("QuickGelu", [gate], [f"{own}.silu"], alpha=1.0)  # x * sigmoid(x)
        gated = self.out.node("Mul", [f"{own}.silu", up], [f"{own}.gated"])
        return self._linear(f"{own}.down", [f"{prefix}down_proj"], gated)

    def _linear(self, name: str, sources: Sequence[str], x: str, output: str = "") -> str:
        """Multiply by one or more matrices, stacked, and add their biases."""
        output = output or f"{name}.out"
        matrices = [f"{source}.weight" for source in sources]
        shape = self._shape(matrices)
        block = self._block(shape[1])
        if block is None:
            matrix, bias = self._matrix(name, matrices), self._bias(name, sources)
            if not bias:
                return self._float_product(x, matrix, output)
            product = self._float_product(x, matrix, f"{name}.product")
            return self.out.node("Add", [product, bias], [output])
        self._quantised(name, matrices, block)
        bias = self._bias(name, sources)
        return self._block_product(x, name, shape, block, bias, output)

    def _float_product(self, x: str, matrix: str, output: str) -> str:
        return self.out.contrib("FusedMatMul", [x, matrix], [output], transB=1)

    def _block_product(
        self, x: str, name: str, shape: tuple[int, int], block: int, bias: str, output: str
    ) -> str:
        return self.out.contrib(
            "MatMulNBits",
            [x, f"{name}.blocks", f"{name}.scales", *(["", "", bias] if bias else [])],
            [output],
            N=shape[0],
            K=shape[1],
            bits=self.form.bits,
            block_size=block,
            accuracy_level=self.form.accuracy_level,
        )

    def _matrix(self, name: str, sources: Sequence[str]) -> str:
        """Store matrices, stacked, as float32."""
        space = self.out.reserve(name, np.float32, self._shape(sources))
        for source in sources:
            for rows in self.weights.blocks(source, _BLOCK_ELEMENTS):
                self.out.fill(space, rows)
                self.step(0)
            self.step(1)
        return name

    def _quantised(self, name: str, sources: Sequence[str], block: int) -> Space:
        """Store matrices, stacked, as numbers in blocks and their scales."""
        rows, columns = self._shape(sources)
        bits, per_row = self.form.bits, columns // block
        packed = self.out.reserve(f"{name}.blocks", np.uint8, (rows, per_row, block * bits // 8))
        scales = self.out.reserve(f"{name}.scales", np.float32, (rows, per_row))
        for source in sources:
            for block_rows in self.weights.blocks(source, _BLOCK_ELEMENTS):
                numbers, factors = quantise(block_rows, bits, block)
                self.out.fill(packed, numbers)
                self.out.fill(scales, factors)
                self.step(0)
            self.step(1)
        return packed

    def _bias(self, name: str, sources: Sequence[str]) -> str:
        """Store the stacked biases of some projections, zero where one has none."""
        biased = [source.rpartition(".")[2] in self.network.biases for source in sources]
        if not any(biased):
            return ""
        parts = []
        for source, has in zip(sources, biased, strict=True):
            rows = self._shape([f"{source}.weight"])[0]
            parts.append(self.weights.read(f"{source}.bias") if has else np.zeros(rows, np.float32))
            self.step(int(has))
        return self.out.weight(f"{name}.bias", np.concatenate(parts))

    def _block(self, columns: int) -> int | None:
        """Return the block for rows of that length, or None where they stay float32."""
        return None if self.form.bits == 32 else block_size(columns)

    def _shape(self, sources: Sequence[str]) -> tuple[int, int]:
        """Return the rows of stacked matrices, and their columns."""
        shapes = [self.weights.shape(source) for source in sources]
        return sum(rows for rows, _ in shapes), shapes[0][1]

    def _kv(self, when: str) -> list[ValueInfoProto]:
        net = self.network
        return [
            floats(f"{when}.{layer}.{part}", "batch", net.kv_heads, f"{when}_n", net.head_dim)
            for layer in range(net.layers)
            for part in ("key", "value")
        ]

    def _inputs(self) -> list[ValueInfoProto]:
        half = self.network.head_dim // 2
        return [
            integers("input_ids", 64, "batch", "sequence"),
            integers("logit_rows", 64, "rows"),
            integers("seqlens_k", 32, "batch"),
            integers("total_sequence_length", 32, 1),
            floats("cos_cache", "positions", half),
            floats("sin_cache", "positions", half),
            *self._kv("past"),
        ]

    def _outputs(self) -> list[ValueInfoProto]:
        return [floats("logits", "batch", "rows", self.network.vocabulary), *self._kv("present")]
