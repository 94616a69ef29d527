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
    from collections.abc import Callable, Iterable
    from os import PathLike

    from IPython.core.interactiveshell import InteractiveShell
    from pandas import DataFrame

    from llmnb.backends.base import Plan
    from llmnb.config import GenerationConfig, GenerationOverrides, LoadConfig
    from llmnb.errors import Interrupted, LlmnbError
    from llmnb.generation import Chunk, FinishReason, Generation, Message
    from llmnb.rendering import TokenView
    from llmnb.session import Comparison, Conversation, Model, Session
    from llmnb.widgets import Chat, ComparisonPanel, ModelPanel, Playground, TokensPanel

__version__ = "0.1.0"

# Where each public name lives; it is imported on first use, so that `import llmnb` is light.
_PUBLIC = {
    "Chat": "llmnb.widgets",
    "Chunk": "llmnb.generation",
    "Comparison": "llmnb.session",
    "ComparisonPanel": "llmnb.widgets",
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
    "ModelPanel": "llmnb.widgets",
    "Plan": "llmnb.backends.base",
    "Playground": "llmnb.widgets",
    "Session": "llmnb.session",
    "TokensPanel": "llmnb.widgets",
}

__all__ = [
    "Chat",
    "Chunk",
    "Comparison",
    "ComparisonPanel",
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
    "ModelPanel",
    "Plan",
    "Playground",
    "Session",
    "TokensPanel",
    "compare",
    "conversation",
    "load",
    "models",
    "plan",
    "tokens",
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


def plan(model: str | PathLike[str], **options: Any) -> Plan:
    """Decide how a model would be loaded, and load nothing: ``%llm_load --dry-run``.

    In a notebook with the magics, a cell that ends in a plan shows it. One that does not fit is
    explained, not refused.

    Parameters
    ----------
    model : str or path
        ``demo``, a folder, a hub id, or a server's address (``http://…/v1``).
    **options
        As for `load`, but for ``reload``.

    Raises
    ------
    LlmnbError
        If the model cannot be found, read or run.
    """
    from llmnb.session import default_session

    return default_session().plan(model, **{**options, "force": True})


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


def compare(
    prompts: str | Iterable[str],
    models: Any = None,
    *,
    seeds: int | Iterable[int] | None = None,
    system: str | None = None,
    expected: str | Iterable[str] | None = None,
    score: Callable[..., Any] | None = None,
    block: bool = True,
    **parameters: Any,
) -> DataFrame | ComparisonPanel:
    """Answer every prompt with every model and every combination of parameters and seeds.

    Models of the default session answer, each as many prompts at once as its engine takes. One
    that is not loaded is loaded for its own answers and unloaded after them; the session stays
    as it was.

    Parameters
    ----------
    prompts : str or list of str
        What is asked.
    models : str, dict, Model, or list of these, optional
        Names of loaded models; what `load` takes; or dicts with its options, such as
        ``{"model": "demo", "precision": "int4"}``. By default the current model.
    seeds : int or list of int, optional
        Answer once with each of these seeds.
    system : str, optional
        A system message to put before each prompt.
    expected : str or list of str, optional
        The right answer to each prompt. The column ``correct`` tells whether the answer is that
        text, but for capitals, and blanks around it.
    score : callable, optional
        A function of a `Generation`, or of one and its expected text. What it returns is the
        column ``score``; what it raises is told in the column ``error``.
    block : bool
        Wait for all answers; otherwise return a panel at once, in which they appear.
    **parameters
        Fields of `GenerationConfig`, such as ``temperature``; a list has the values to compare.
        One value of ``stop`` is a text or a tuple of texts.

    Returns
    -------
    DataFrame or ComparisonPanel
        A row for each answer, with the columns ``prompt``, ``model``, the parameters that vary,
        ``seed`` if one was given, ``text``, ``finish_reason``, ``tokens``, ``tokens_per_second``,
        ``first_token`` (in seconds), ``correct``, ``score`` and ``error``. With
        ``block=False`` the panel; its ``result()`` waits for the table.

    Raises
    ------
    LlmnbError
        For whatever is not allowed, before anything runs. What fails later is told in the row.
    Interrupted
        On the user's interrupt; its ``result`` is the table of what there is.
    """
    from llmnb.session import Comparison, default_session

    made = Comparison(
        default_session(),
        prompts,
        models,
        seeds=seeds,
        system=system,
        expected=expected,
        score=score,
        **parameters,
    )
    if block:
        return made.result()
    from llmnb.widgets import ComparisonPanel  # ipywidgets are not needed before the first panel

    return ComparisonPanel(made).begin()


def tokens(generation: Generation | None = None, *, alternatives: int = 5) -> TokenView:
    """Show how probable each token of an answer was, as ``%llm_tokens`` does.

    Parameters
    ----------
    generation : Generation, optional
        An answer that was asked for with ``logprobs``; by default the last one of the default
        session.
    alternatives : int
        How many alternatives to show at each token, from 1 to 20.

    Returns
    -------
    TokenView
        Drawn by a notebook at the end of a cell; a table where it is printed.

    Raises
    ------
    LlmnbError
        If there is no answer, or it has no log-probabilities.
    """
    from llmnb.config import parameters
    from llmnb.options import TokensOptions
    from llmnb.rendering import TokenView
    from llmnb.session import default_session

    most = parameters(TokensOptions)["alternatives"].check(alternatives)
    return TokenView(default_session().last_answer() if generation is None else generation, most)


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
