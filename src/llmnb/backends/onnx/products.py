"""The parts of a graph that hold matrices: embedding, linear layers and head, at any precision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from llmnb.backends.inprocess.weights import Floats, Weights
from llmnb.backends.onnx.architectures import Network
from llmnb.backends.onnx.formats import Format
from llmnb.backends.onnx.graph_writer import GraphWriter, Space
from llmnb.backends.onnx.quantise import block_size, quantise

_BLOCK_ELEMENTS = 2**17  # half a megabyte of float32, which stays in a core's own cache


class Products:
    """Adds products with a model's matrices to a graph.

    Parameters
    ----------
    network, weights : Network, Weights
        What to build.
    form : Format
        The precision.
    writer : GraphWriter
        Takes the nodes and the weights.
    step : callable
        Told about each tensor completed, and called at least once per block of rows.
    """

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

    def embedding(self) -> str:
        """Add the look-up of the input's tokens."""
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

    def head(self, picked: str, output: str) -> str:
        """Add the product that gives the logits."""
        net, block = self.network, self._block(self.network.hidden)
        if not net.tied:
            return self.linear("head", ["lm_head"], picked, output)
        if block is None:
            return self._float_product(picked, "embedding", output)
        shape = (net.vocabulary, net.hidden)
        return self._block_product(picked, "embedding", shape, block, "", output)

    def linear(self, name: str, sources: Sequence[str], x: str, output: str = "") -> str:
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

    def vector(self, name: str) -> Floats:
        """Read a norm's gain or bias."""
        self.step(1)
        return self.weights.read(name)

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
