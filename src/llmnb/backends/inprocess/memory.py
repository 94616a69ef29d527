"""Giving memory back to the system, which Python and C keep for themselves otherwise."""

from __future__ import annotations

import ctypes
import gc
import os


def return_memory() -> None:
    """Collect garbage, and hand freed memory back to the system where glibc can."""
    gc.collect()
    if os.name == "posix":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
