"""Block quantisation: the layout, its error, and its corner cases."""

from __future__ import annotations

import numpy as np
import pytest

from llmnb.backends.onnx.quantise import block_size, dequantise, quantise


@pytest.mark.parametrize(("bits", "steps"), [(4, 16), (8, 254)])
@pytest.mark.parametrize("block", [16, 32])
def test_the_error_is_at_most_half_a_step_of_the_block(bits, steps, block):
    rows = np.random.default_rng(0).standard_normal((40, 96), np.float32)
    packed, scales = quantise(rows, bits, block)
    assert packed.shape == (40, 96 * bits // 8)
    assert scales.shape == (40, 96 // block)
    error = np.abs(dequantise(packed, scales, bits, block) - rows).reshape(40, -1, block)
    # With int4 a weight at the far end of the other sign is cut, by up to a whole step.
    allowed = np.abs(scales)[..., None] * (1.0 if bits == 4 else 0.5) + 1e-6
    assert (error <= allowed).all()


def test_the_even_column_is_the_low_half_of_an_int4_byte():
    rows = np.zeros((1, 16), np.float32)
    rows[0, 0], rows[0, 1] = -8.0, 3.0
    packed, scales = quantise(rows, 4, 16)
    assert scales.tolist() == [[1.0]]
    assert packed[0].tolist() == [0 | 11 << 4] + [8 | 8 << 4] * 7


def test_the_largest_weight_of_an_int4_block_is_exact_whatever_its_sign():
    for sign in (1, -1):
        rows = np.full((1, 32), 0.1, np.float32)
        rows[0, 7] = sign * 2.5
        assert dequantise(*quantise(rows, 4, 32), 4, 32)[0, 7] == sign * 2.5


@pytest.mark.parametrize("bits", [4, 8])
def test_a_block_of_zeros_stays_zero(bits):
    packed, scales = quantise(np.zeros((2, 32), np.float32), bits, 32)
    assert not dequantise(packed, scales, bits, 32).any()
    assert not scales.any()


@pytest.mark.parametrize("bits", [4, 8])
def test_quantising_again_changes_nothing(bits):
    rows = np.random.default_rng(1).standard_normal((8, 64), np.float32)
    once = dequantise(*quantise(rows, bits, 32), bits, 32)
    twice = dequantise(*quantise(once, bits, 32), bits, 32)
    np.testing.assert_allclose(twice, once, rtol=1e-6)


def test_blocks_fit_the_rows():
    assert [block_size(n) for n in (64, 48, 40, 7)] == [32, 16, None, None]
