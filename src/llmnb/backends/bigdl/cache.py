"""Converted models on disk: BigDL's numbers, and what they are numbers of."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO

from llmnb.backends.bigdl.convert import Converter
from llmnb.backends.bigdl.formats import CONVERTER_VERSION
from llmnb.backends.bigdl.needs import disk_bytes
from llmnb.backends.bigdl.network import parts
from llmnb.backends.inprocess.cache import Cache, Conversion
from llmnb.backends.inprocess.weights import Weights
from llmnb.model_source import ModelFacts
from llmnb.progress import Stage

if TYPE_CHECKING:
    from transformers import PreTrainedModel

MADE, WEIGHTS = "made.json", "weights.safetensors"
CACHE = Cache("bigdl", MADE, WEIGHTS)


@dataclass(frozen=True)
class Numbers(Conversion[bytes]):
    """A conversion into BigDL's formats.

    Parameters
    ----------
    facts : ModelFacts
        The model's configuration.
    engine : module
        BigDL's low-bit layers.
    network : PreTrainedModel
        The network without weights.
    """

    cache = CACHE

    facts: ModelFacts
    engine: ModuleType
    network: PreTrainedModel

    @property
    def _made_how(self) -> str:
        return f"{self.precision} bigdl-llm {version('bigdl-llm')} {CONVERTER_VERSION}"

    @property
    def _size(self) -> int:
        return disk_bytes(self.facts, self.precision) + 2**20  # norms, and the file's header

    def _make(self, building: Path) -> None:
        with (building / WEIGHTS).open("wb") as file:
            self._convert(file)
        made = {"made": self._made_how, "model_type": self.facts.model_type}
        (building / MADE).write_text(json.dumps(made, indent=2), encoding="utf-8")

    def _without_cache(self) -> bytes:
        file = io.BytesIO()
        self._convert(file)
        return file.getvalue()

    def _convert(self, file: BinaryIO) -> None:
        with Weights(self.folder) as weights:
            found = parts(self.network, weights)
            self.progress.start(Stage(self._task, len(found), "tensors"))
            Converter(self.engine, self.precision, weights, self._step).write(found, file)
