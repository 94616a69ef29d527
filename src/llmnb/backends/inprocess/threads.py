"""How many threads an engine computes with."""

from __future__ import annotations

import os
from collections.abc import Mapping

from llmnb.errors import ParameterError

THREADS_VARIABLE = "LLMNB_THREADS"


def threads(usable: int, environ: Mapping[str, str] | None = None) -> int:
    """Return the number of threads: ``LLMNB_THREADS``, or the usable cores.

    Parameters
    ----------
    usable : int
        The cores that this process may use.
    environ : mapping, optional
        The variables; by default those of this process.

    Raises
    ------
    ParameterError
        If the variable is not a number from 1 to 1,024.
    """
    environ = os.environ if environ is None else environ
    wanted = environ.get(THREADS_VARIABLE, "").strip()
    if not wanted:
        return max(1, usable)
    if not wanted.isdecimal() or not 1 <= int(wanted) <= 1024:
        raise ParameterError(
            f"{THREADS_VARIABLE} = {wanted} is not allowed: it must be a whole number "
            "from 1 to 1,024."
        )
    return int(wanted)
