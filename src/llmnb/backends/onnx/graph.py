"""Builds the ONNX graph of a decoder-only network directly from its safetensors files.

Per layer: a norm fused with the residual sum, one matrix for queries, keys and values,
GroupQueryAttention with the rotary embedding inside, and an MLP with one matrix for gate and up;
around and between them whatever the architecture's layout asks for. Quantised, embedding and
tied head share one table. Memory stays at one block of rows, whatever the model's size.

The graph's inputs and outputs:

=====================  ======================================  ==================================
name                   type and shape                          meaning
=====================  ======================================  ==================================
input_ids              int64 (batch, sequence)                 new tokens
logit_rows             int64 (rows,)                           of them, those to have logits
seqlens_k              int32 (batch,)                          tokens in all, minus one
total_sequence_length  int32 (1,)                              tokens in all
cos_cache, sin_cache   float32 (positions, turned / 2)         the rotary tables; a second pair
                                                               has the suffix ``.1``
past.{layer}.key       float32 (batch, kv_heads, n, head_dim)  the KV buffers; likewise ``value``
present.{layer}.key    the same                                to be bound to the same memory
logits                 float32 (batch, rows, vocabulary)       the output
=====================  ======================================  ==================================
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

import numpy as np
from onnx import ValueInfoProto

from llmnb.backends.inprocess.weights import Weights
from llmnb.backends.onnx.architectures import Network, expected
from llmnb.backends.onnx.formats import Format
from llmnb.backends.onnx.graph_writer import GraphWriter, floats, integers
from llmnb.backends.onnx.products import Products
from llmnb.backends.onnx.rope import input_names
from llmnb.errors import ModelFormatError

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
    writer = GraphWriter(file, location)
    return _Builder(network, writer, Products(network, weights, form, writer, step)).build()


class _Builder:
    """Joins the parts.

    Between two parts there are two streams, what the last one adds and the sum before it: the
    next norm takes their sum, in one operator. The first part has no sum yet, "".
    """

    def __init__(self, network: Network, writer: GraphWriter, products: Products) -> None:
        self.network = network
        self.layout = network.layout
        self.out = writer
        self.products = products

    def build(self) -> bytes:
        scales = self.network.scales
        stream = self._scaled(self.products.embedding(), scales.embedding)
        residual = ""
        for layer in range(self.network.layers):
            stream, residual = self._layer(layer, stream, residual)
        normed, _ = self._norm("norm", "model.norm", stream, residual)
        picked = self.out.node("Gather", [normed, "logit_rows"], ["picked"], axis=1)
        self._head(picked)
        return self.out.model(self._inputs(), self._outputs())

    def _head(self, picked: str) -> None:
        factor, cap = self.network.scales.logits, self.network.scales.logits_cap
        if factor == 1 and cap is None:
            self.products.head(picked, "logits")
            return
        raw = self.products.head(picked, "head.raw")
        if cap is None:
            self._scaled(raw, factor, "logits")
            return
        inside = self._scaled(raw, factor / cap, "head.inside")
        squashed = self.out.node("Tanh", [inside], ["head.squashed"])
        self._scaled(squashed, cap, "logits")

    def _layer(self, layer: int, stream: str, residual: str) -> tuple[str, str]:
        """Add one layer; return what it adds and the sum before it."""
        prefix, own, layout = f"model.layers.{layer}.", f"layer{layer}", self.layout
        normed, residual = self._enter(
            f"{own}.norm1", prefix, layout.attention_norm, stream, residual
        )
        attended = self._attention(layer, normed)
        stream = self.products.linear(f"{own}.attention_output", [prefix + layout.output], attended)
        if layout.parallel:
            added = self._mlp(own, prefix, normed)
            both = self.out.node("Add", [stream, added], [f"{own}.parallel"])
            return self._scaled(both, self.network.scales.residual), residual
        stream = self._leave(f"{own}.post_norm1", prefix, layout.attention_post_norm, stream)
        normed, residual = self._enter(f"{own}.norm2", prefix, layout.mlp_norm, stream, residual)
        stream = self._mlp(own, prefix, normed)
        return self._leave(f"{own}.post_norm2", prefix, layout.mlp_post_norm, stream), residual

    def _enter(
        self, name: str, prefix: str, norm: str, stream: str, residual: str
    ) -> tuple[str, str]:
        """Begin a half layer: take the sum and normalise it, if there is a norm; return both."""
        if norm:
            return self._norm(name, prefix + norm, stream, residual)
        if residual:
            stream = self.out.node("Add", [stream, residual], [f"{name}.sum"])
        return stream, stream

    def _leave(self, name: str, prefix: str, norm: str, stream: str) -> str:
        """End a half layer: normalise and scale what it adds."""
        if norm:
            stream, _ = self._norm(name, prefix + norm, stream, "")
        return self._scaled(stream, self.network.scales.residual)

    def _norm(self, name: str, source: str, stream: str, residual: str) -> tuple[str, str]:
        """Add the residual, if there is one yet, and normalise; return both."""
        gains = self._gains(name, source)
        epsilon, layer_norm = self.network.epsilon, self.layout.layer_norm
        if not residual:
            op = "LayerNormalization" if layer_norm else "SimplifiedLayerNormalization"
            self.out.node(op, [stream, *gains], [name], axis=-1, epsilon=epsilon, stash_type=1)
            return name, stream
        total = f"{name}.sum"
        op = "SkipLayerNormalization" if layer_norm else "SkipSimplifiedLayerNormalization"
        self.out.contrib(op, [stream, residual, *gains], [name, "", "", total], epsilon=epsilon)
        return name, total

    def _gains(self, name: str, source: str, size: int | None = None) -> list[str]:
        """Store a norm's gain, and its bias if it has one."""
        layout = self.layout
        if layout.norm_weight:
            gain = self.products.vector(f"{source}.weight")
            if layout.norm_offset:
                gain = gain + np.float32(layout.norm_offset)
        else:
            gain = np.ones(size or self.network.hidden, np.float32)
        names = [self.out.weight(f"{name}.gain", gain)]
        if layout.norm_bias:
            bias = self.products.vector(f"{source}.bias")
            names.append(self.out.weight(f"{name}.bias", bias))
        return names

    def _attention(self, layer: int, normed: str) -> str:
        net, own, layout = self.network, f"layer{layer}", self.layout
        prefix = f"model.layers.{layer}."
        qkv = self.products.linear(f"{own}.qkv", [prefix + part for part in layout.qkv], normed)
        window, rotary = net.windows[layer], net.rotary[layer]
        scales = net.scales
        more: dict[str, Any] = {}
        if scales.attention_cap is not None:
            more["softcap"] = scales.attention_cap
        return self.out.contrib(
            "GroupQueryAttention",
            [
                *(self._normed_heads(own, prefix, qkv) if layout.qk_norm else [qkv, "", ""]),
                f"past.{layer}.key",
                f"past.{layer}.value",
                "seqlens_k",
                "total_sequence_length",
                *(() if rotary is None else input_names(rotary)),
            ],
            [f"{own}.attention", f"present.{layer}.key", f"present.{layer}.value"],
            num_heads=net.heads,
            kv_num_heads=net.kv_heads,
            do_rotary=int(rotary is not None),
            rotary_interleaved=int(layout.interleaved and rotary is not None),
            scale=net.head_dim**-0.5 if scales.attention is None else scales.attention,
            local_window_size=-1 if window is None else window,
            **more,
        )

    def _normed_heads(self, own: str, prefix: str, qkv: str) -> list[str]:
        """Split queries, keys and values, and normalise the first two."""
        net = self.network
        sizes = np.array([net.heads, net.kv_heads, net.kv_heads]) * net.head_dim
        split = self.out.shared_constant("qkv_sizes", sizes)
        query, key, value = (f"{own}.{part}" for part in ("query", "key", "value"))
        self.out.node("Split", [qkv, split], [query, key, value], axis=-1)
        return [
            self._normed_part(query, f"{prefix}self_attn.q_norm", int(sizes[0])),
            self._normed_part(key, f"{prefix}self_attn.k_norm", int(sizes[1])),
            value,
        ]

    def _normed_part(self, x: str, source: str, size: int) -> str:
        """Normalise queries or keys: each head by itself, or all together."""
        per_head, head_dim = self.layout.qk_norm == "head", self.network.head_dim
        name, width = f"{x}.normed", head_dim if per_head else size
        if per_head:
            x = self._reshaped(x, [0, 0, -1, head_dim], f"{x}.heads")
        gains = self._gains(name, source, width)
        epsilon, op = self.network.epsilon, "SimplifiedLayerNormalization"
        self.out.node(op, [x, *gains], [name], axis=-1, epsilon=epsilon, stash_type=1)
        return self._reshaped(name, [0, 0, size], f"{name}.flat") if per_head else name

    def _mlp(self, own: str, prefix: str, normed: str) -> str:
        layout = self.layout
        up = self.products.linear(f"{own}.gate_up", [prefix + part for part in layout.up], normed)
        if layout.gated:
            gate, factor = f"{own}.gate", f"{own}.up"
            self.out.node("Split", [up], [gate, factor], axis=-1, num_outputs=2)
            activated = self._activation(own, gate)
            activated = self.out.node("Mul", [activated, factor], [f"{own}.gated"])
        else:
            activated = self._activation(own, up)
        return self.products.linear(f"{own}.down", [prefix + layout.down], activated)

    def _activation(self, own: str, x: str) -> str:
        kind = self.network.activation
        output = [f"{own}.{kind}"]
        if kind == "silu":
            return self.out.contrib("QuickGelu", [x], output, alpha=1.0)  # x * sigmoid(x)
        if kind in ("gelu", "gelu_tanh"):
            return self.out.node(
                "Gelu", [x], output, approximate="tanh" if kind == "gelu_tanh" else "none"
            )
        positive = self.out.node("Relu", [x], [f"{own}.relu"])
        if kind == "relu":
            return positive
        return self.out.node("Mul", [positive, positive], output)  # relu2

    def _scaled(self, x: str, factor: float, output: str = "") -> str:
        """Multiply by a constant, unless it is 1 and no name is wanted."""
        if factor == 1 and not output:
            return x
        constant = self.out.shared_constant(f"factor_{factor!r}", np.array(factor, np.float32))
        return self.out.node("Mul", [x, constant], [output or f"{x}.scaled"])

    def _reshaped(self, x: str, shape: Sequence[int], output: str) -> str:
        name = "shape_" + "_".join(map(str, shape))
        return self.out.node(
            "Reshape", [x, self.out.shared_constant(name, np.array(shape, np.int64))], [output]
        )

    def _kv(self, when: str) -> list[ValueInfoProto]:
        net = self.network
        return [
            floats(f"{when}.{layer}.{part}", "batch", net.kv_heads, f"{when}_n", net.head_dim)
            for layer in range(net.layers)
            for part in ("key", "value")
        ]

    def _inputs(self) -> list[ValueInfoProto]:
        return [
            integers("input_ids", 64, "batch", "sequence"),
            integers("logit_rows", 64, "rows"),
            integers("seqlens_k", 32, "batch"),
            integers("total_sequence_length", 32, 1),
            *(
                floats(name, "positions", rope.size // 2)
                for index, rope in enumerate(self.network.ropes)
                for name in input_names(index)
            ),
            *self._kv("past"),
        ]

    def _outputs(self) -> list[ValueInfoProto]:
        return [floats("logits", "batch", "rows", self.network.vocabulary), *self._kv("present")]
