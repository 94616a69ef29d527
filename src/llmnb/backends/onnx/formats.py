"""How the weights of a converted model are stored and multiplied."""

from __future__ import annotations

from dataclasses import dataclass

BUILDER_VERSION = 1
"""Part of the key of a converted model: to be raised with every change to what is built."""


@dataclass(frozen=True)
class Format:
    """How matrices are stored and multiplied.

    Parameters
    ----------
    bits : int
        32, 8 or 4.
    accuracy_level : int
        Of MatMulNBits: 4 rounds the activations to int8 per block, 1 keeps them float32.
    """

    bits: int
    accuracy_level: int = 4

    @property
    def bits_per_weight(self) -> float:
        """The bits of a weight with its share of the scale of a block of 32."""
        return 32.0 if self.bits == 32 else self.bits + 1.0

    @property
    def word(self) -> str:
        """A word for the key of a converted model."""
        return f"{self.bits}a{self.accuracy_level}"


FORMATS = {"fp32": Format(32), "int8": Format(8), "int4": Format(4)}
"""The formats by precision word."""
