"""What the notebook's variables are, and when a cell may have changed them."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from typing import Any


def notebook_variables() -> Mapping[str, Any]:
    """Return the variables of the notebook, or none outside of one."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    return shell.user_ns if shell is not None else {}


def after_each_cell(call: Callable[[], None]) -> None:
    """Have a bound method called when a cell has run, as long as its object lives."""
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    if shell is None:
        return
    method = weakref.WeakMethod(call)

    def ran(result: object) -> None:
        alive = method()
        if alive is not None:
            alive()
        else:
            shell.events.unregister("post_run_cell", ran)

    shell.events.register("post_run_cell", ran)
