"""Converted models on disk: a graph and its weights."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from llmnb.backends.inprocess.cache import Cache, Conversion
from llmnb.backends.inprocess.weights import Weights
from llmnb.backends.onnx.architectures import Network, expected
from llmnb.backends.onnx.formats import BUILDER_VERSION, FORMATS
from llmnb.backends.onnx.needs import sizes
from llmnb.progress import Stage

GRAPH, WEIGHTS = "model.onnx", "weights.bin"
CACHE = Cache("onnx", GRAPH, WEIGHTS)


@dataclass(frozen=True)
class Building(Conversion[bytes]):
    """A graph built directly.

    Parameters
    ----------
    network : Network
        What the configuration describes.
    """

    cache = CACHE

    network: Network

    @property
    def _made_how(self) -> str:
        return f"{FORMATS[self.precision].word} {BUILDER_VERSION}"

    @property
    def _size(self) -> int:
        # Tensors begin at multiples of a page, and the graph is some kilobytes per layer.
        return sizes(self.network, FORMATS[self.precision]).disk + 8192 * len(
            expected(self.network)
        )

    def _make(self, building: Path) -> None:
        graph = self._convert(building / WEIGHTS)
        (building / GRAPH).write_bytes(graph)

    def _without_cache(self) -> bytes:
        return self._convert(None)

    def _convert(self, file: Path | None) -> bytes:
        """Build the graph with its weights in `file`, or inside it."""
        from llmnb.backends.onnx import graph  # imports onnx, which a converted model never needs

        network, form = self.network, FORMATS[self.precision]
        with Weights(self.folder) as weights:
            self.progress.start(Stage(self._task, graph.check(network, weights), "tensors"))
            if file is None:
                return graph.build(network, weights, form, io.BytesIO(), None, self._step)
            with file.open("wb") as sink:
                return graph.build(network, weights, form, sink, file.name, self._step)
