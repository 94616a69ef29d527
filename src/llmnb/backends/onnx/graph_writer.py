"""Writes an ONNX graph whose weights stream to a file, or stay inside it when they are few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

Array = npt.NDArray[Any]

CONTRIB = "com.microsoft"
_OPSETS = {"": 21, CONTRIB: 1}
_IR_VERSION = 10
_ALIGNMENT = 4096  # a page, so that onnxruntime can map each tensor


@dataclass
class Space:
    """Room for one tensor in the file of weights, filled from its first row on."""

    offset: int
    length: int
    filled: int = 0


class GraphWriter:
    """Collects nodes and weights.

    Parameters
    ----------
    file : binary file
        Takes the weights; writable and seekable.
    location : str, optional
        The file's name as the graph refers to it; None puts the weights into the graph, for
        which `file` must be readable too.
    """

    def __init__(self, file: BinaryIO, location: str | None) -> None:
        self._file = file
        self._location = location
        self._end = 0
        self._nodes: list[NodeProto] = []
        self._tensors: list[TensorProto] = []
        self._constants: set[str] = set()

    def node(
        self, op: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any
    ) -> str:
        """Add a node of the standard operators and return its first output."""
        return self._node(op, inputs, outputs, "", attributes)

    def contrib(
        self, op: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any
    ) -> str:
        """Add a node of onnxruntime's own operators and return its first output."""
        return self._node(op, inputs, outputs, CONTRIB, attributes)

    def reserve(self, name: str, dtype: npt.DTypeLike, shape: Sequence[int]) -> Space:
        """Declare a weight and return the room for its values."""
        length = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        space = Space(-(-self._end // _ALIGNMENT) * _ALIGNMENT, length)
        self._end = space.offset + length
        self.refer(name, dtype, shape, space)
        return space

    def refer(self, name: str, dtype: npt.DTypeLike, shape: Sequence[int], space: Space) -> None:
        """Declare a weight whose bytes are another's, such as a table in a second shape."""
        tensor = TensorProto(name=name, dims=shape)
        tensor.data_type = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        tensor.data_location = TensorProto.EXTERNAL
        entries = {"offset": space.offset, "length": space.length}
        for key, value in {"location": self._location or "", **entries}.items():
            tensor.external_data.add(key=key, value=str(value))
        self._tensors.append(tensor)

    def fill(self, space: Space, values: Array) -> None:
        """Append values to a weight's room."""
        self._file.seek(space.offset + space.filled)
        self._file.write(np.ascontiguousarray(values).data)
        space.filled += values.nbytes

    def weight(self, name: str, values: Array) -> str:
        """Add a whole weight and return its name."""
        self.fill(self.reserve(name, values.dtype, values.shape), values)
        return name

    def shared_constant(self, name: str, values: Array) -> str:
        """Add a small constant, kept inside the graph, unless it is there; return its name."""
        if name not in self._constants:
            self._constants.add(name)
            kind = helper.np_dtype_to_tensor_dtype(values.dtype)
            raw = values.tobytes()
            self._tensors.append(helper.make_tensor(name, kind, values.shape, raw, True))
        return name

    def model(self, inputs: Iterable[ValueInfoProto], outputs: Iterable[ValueInfoProto]) -> bytes:
        """Return the serialised model."""
        if self._location is None:
            self._embed()
        graph = helper.make_graph(self._nodes, "llmnb", [*inputs], [*outputs], self._tensors)
        opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS.items()]
        model: ModelProto = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        return bytes(model.SerializeToString())

    def _node(
        self, op: str, inputs: Sequence[str], outputs: Sequence[str], domain: str, attributes: Any
    ) -> str:
        made = helper.make_node(op, inputs, outputs, outputs[0], domain=domain, **attributes)
        self._nodes.append(made)
        return outputs[0]

    def _embed(self) -> None:
        """Move the weights from the file into the graph."""
        for tensor in self._tensors:
            entries = {entry.key: entry.value for entry in tensor.external_data}
            if entries:
                self._file.seek(int(entries["offset"]))
                tensor.raw_data = self._file.read(int(entries["length"]))
                tensor.ClearField("external_data")
                tensor.ClearField("data_location")


def floats(name: str, *dimensions: int | str) -> ValueInfoProto:
    """Describe a float32 input or output; a dimension is a size or a name."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, dimensions)


def integers(name: str, bits: int, *dimensions: int | str) -> ValueInfoProto:
    """Describe an int32 or int64 input or output."""
    kind = TensorProto.INT64 if bits == 64 else TensorProto.INT32
    return helper.make_tensor_value_info(name, kind, dimensions)
