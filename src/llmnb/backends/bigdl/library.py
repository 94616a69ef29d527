"""Which of BigDL's native libraries fits the processor, and importing BigDL without a trace.

BigDL would choose for itself, but gives every processor that is not Intel's its slowest library.
An instruction that the processor lacks ends the kernel, so the choice is made from the CPU's
flags: each library below with what was found in its machine code. The one for AMX is left out:
it knows three of the five precisions only, and no machine was there to try it on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from llmnb.backends.packages import Package, first_reason
from llmnb.errors import BackendError, first_line
from llmnb.hardware import Cpu

INSTALL = 'pip install "llmnb[bigdl]"'
PACKAGES = (
    Package("torch"),
    Package("transformers", releases=("4.57",)),
    Package("accelerate", releases=("1",)),
    Package("py-cpuinfo", module="cpuinfo"),
    Package("bigdl-llm", releases=("2.4.0",), module="bigdl"),
)
"""What it takes to import BigDL, in the releases that BigDL's layers run with here."""

_AVX2 = frozenset({"avx2", "fma", "f16c"})
_AVX512 = frozenset({"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni"})
LIBRARIES = (
    ("libllama_avx512.so", _AVX2 | _AVX512),
    ("libllama_avxvnni.so", _AVX2 | {"avx_vnni"}),
    ("libllama_avx2.so", _AVX2),
)
"""The native libraries and the instruction sets that each needs, the fastest first."""

_VARIABLE = "LLAMA_CPP_LIB"  # with which BigDL is told its library
_ONE_AT_A_TIME = threading.Lock()  # or one import would find, and leave, what another changed


def choose(cpu: Cpu) -> str | None:
    """Return the name of the fastest library that runs on a processor; None if none does."""
    fitting = (name for name, needed in LIBRARIES if needed <= cpu.instruction_sets)
    return next(fitting, None) if cpu.architecture == "x86_64" else None


def why_not_here(cpu: Cpu) -> str | None:
    """Return why BigDL cannot run on this machine at all, or None if it can."""
    if sys.platform != "linux" or cpu.architecture != "x86_64":
        return "BigDL-LLM runs under Linux on x86-64 processors only."
    if choose(cpu) is None:
        return "BigDL-LLM needs a processor with AVX2, FMA and F16C."
    return None


def missing() -> str | None:
    """Return what is not installed, as a sentence, or None; nothing is imported for it."""
    if _folder() is None:
        return "BigDL-LLM is not installed."
    return first_reason(PACKAGES, "BigDL-LLM")


def load(cpu: Cpu) -> ModuleType:
    """Import BigDL's low-bit layers with the library that fits a processor.

    Returns
    -------
    module
        ``bigdl.llm.transformers.low_bit_linear``.

    Raises
    ------
    BackendError
        If it cannot be imported.
    """
    folder, name = _folder(), choose(cpu)
    if folder is None or name is None:
        raise BackendError(
            why_not_here(cpu) or "BigDL-LLM is not installed.",
            hint=f"Install it with: {INSTALL}",
        )
    try:
        with _ONE_AT_A_TIME, _left_as_found(folder / name):
            import torch  # noqa: F401  its OpenMP has to be there before the library's
            from bigdl.llm.transformers import low_bit_linear
    except Exception as error:  # also BigDL's own bare RuntimeError
        raise BackendError(
            f"BigDL-LLM cannot be imported: {first_line(error)}.",
            hint=f"Install it again, with: {INSTALL}",
        ) from error
    module: ModuleType = low_bit_linear
    return module


def _folder() -> Path | None:
    """Return the folder of the native libraries, or None where BigDL is not installed."""
    spec = find_spec("bigdl")  # another project of that name has no such folder
    roots = spec.submodule_search_locations if spec is not None else None
    folders = (Path(root) / "llm" / "libs" for root in roots or ())
    return next((folder for folder in folders if folder.is_dir()), None)


@contextlib.contextmanager
def _left_as_found(library: Path) -> Iterator[None]:
    """Name the library for BigDL's import, and undo what that changes for everybody else."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(library)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        os.environ.pop(_VARIABLE)
        if before is not None:
            os.environ[_VARIABLE] = before
