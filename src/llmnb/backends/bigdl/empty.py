"""Making layers without memory for their weights, in one thread and nowhere else.

accelerate's `init_empty_weights` does the same by exchanging a method of all of torch's modules:
two threads that load at once could leave every later module of the process without weights.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.overrides import TorchFunctionMode


class WithoutWeights(TorchFunctionMode):  # type: ignore[misc, unused-ignore]
    """Has memory only for what is computed, such as rotary tables; use it as a context manager.

    Weights are allocated by `torch.empty`, which says that they are yet to come.
    """

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call a function of torch, changed if it allocates a weight."""
        place = {"device": "meta"} if func is torch.empty else {}
        return func(*args, **{**(kwargs or {}), **place})
