"""Open large language models inside a notebook, on whatever hardware the kernel runs on.

In a notebook: ``%load_ext llmnb``, ``%llm_load demo``, then ``%%llm`` and a prompt. In Python:

>>> import llmnb
>>> model = llmnb.load("demo")
>>> model.generate("What is the capital of France?", temperature=0).text
'The capital of France is Paris.'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from os import PathLike

    from IPython.core.interactiveshell import InteractiveShell

    from llmnb.config import GenerationConfig, GenerationOverrides, LoadConfig
    from llmnb.errors import Interrupted, LlmnbError
    from llmnb.generation import Chunk, FinishReason, Generation, Message
    from llmnb.session import Conversation, Model, Session
    from llmnb.widgets import Chat, Playground

__version__ = "0.1.0"

# Where each public name lives; it is imported on first use, so that `import llmnb` is light.
_PUBLIC = {
    "Chat": "llmnb.widgets",
    "Chunk": "llmnb.generation",
    "Conversation": "llmnb.session",
    "FinishReason": "llmnb.generation",
    "Generation": "llmnb.generation",
    "GenerationConfig": "llmnb.config",
    "GenerationOverrides": "llmnb.config",
    "Interrupted": "llmnb.errors",
    "LlmnbError": "llmnb.errors",
    "LoadConfig": "llmnb.config",
    "Message": "llmnb.generation",
    "Model": "llmnb.session",
    "Playground": "llmnb.widgets",
    "Session": "llmnb.session",
}

__all__ = [
    "Chat",
    "Chunk",
    "Conversation",
    "FinishReason",
    "Generation",
    "GenerationConfig",
    "GenerationOverrides",
    "Interrupted",
    "LlmnbError",
    "LoadConfig",
    "Message",
    "Model",
    "Playground",
    "Session",
    "conversation",
    "load",
    "models",
    "unload",
]


def load(model: str | PathLike[str], **options: Any) -> Model:
    """Load a model into the default session, which the magics share.

    Parameters
    ----------
    model : str or path
        ``demo``, a folder, a hub id, or a server's address (``http://…/v1``).
    **options
        ``backend``, ``precision``, ``name``, ``revision``, ``context``, ``device``,
        ``adapter``, ``engine_args``, ``served_name``, ``api_key_env``,
        ``trust_remote_code``, ``force``, as for ``%llm_load``; ``reload=True`` loads anew.

    Returns
    -------
    Model
        The loaded model, now the current one.

    Raises
    ------
    LlmnbError
        If it cannot be found, read or run; the message says what to do.
    """
    from llmnb.session import default_session

    return default_session().load(model, **options)


def unload(name: str | None = None, *, all: bool = False) -> int:
    """Unload a model of the default session and return how many bytes came back.

    Parameters
    ----------
    name : str, optional
        The model's name in the session; by default the current model.
    all : bool
        Unload every model instead.
    """
    from llmnb.session import default_session

    return default_session().unload_all() if all else default_session().unload(name)


def models() -> dict[str, Model]:
    """Return the models of the default session by name."""
    from llmnb.session import default_session

    return dict(default_session().models)


def conversation(name: str = "default") -> Conversation:
    """Return a conversation of the default session, a new one if there is none of that name.

    Parameters
    ----------
    name : str
        Its name; ``"default"`` is the one of ``%%llm -c``.
    """
    from llmnb.session import default_session

    return default_session().conversation(name)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Register the magics: called by ``%load_ext llmnb``."""
    from llmnb import magics

    magics.load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Remove the magics: called by ``%unload_ext llmnb``."""
    from llmnb import magics

    magics.unload(shell)


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'llmnb' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
