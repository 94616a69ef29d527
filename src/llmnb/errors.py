"""The errors that llmnb raises.

Every error carries a message (the value, and what is allowed) and a hint (what to do next).
A notebook shows it as one clean line; elsewhere it is an ordinary exception.
"""

from __future__ import annotations

from typing import Any

from llmnb.plain import clean


class LlmnbError(Exception):
    """Base class of all llmnb errors.

    Parameters
    ----------
    message : str
        What is wrong, with the offending value and what is allowed.
    hint : str, optional
        What to do next, as a sentence.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        # What a server says and how a file is called may hold anything.
        return clean(self.message if self.hint is None else f"{self.message} {self.hint}")

    def _render_traceback_(self) -> list[str]:
        # IPython calls this instead of printing a traceback; nbval and nbclient still see
        # an error message, which they do not for IPython's own UsageError.
        return [f"{type(self).__name__}: {self}"]


class ParameterError(LlmnbError, ValueError):
    """A parameter has an unknown name or a value that is not allowed."""


class OptionError(LlmnbError):
    """A magic's line has an option that cannot be read."""


class TemplateError(LlmnbError):
    """A prompt template or a model's chat template cannot be rendered."""


class ModelNotFound(LlmnbError):
    """No model answers to that name."""


class ModelFormatError(LlmnbError):
    """A model's files are missing, broken, or of a kind that llmnb does not read."""


class NoModelLoaded(LlmnbError):
    """A prompt was given before any model was loaded."""


class ModelClosed(LlmnbError):
    """The model was unloaded."""


class ContextOverflow(LlmnbError):
    """A prompt leaves no room in the model's context."""


class BackendError(LlmnbError):
    """A backend is unknown, not installed, or cannot run this model here."""


class EngineError(LlmnbError):
    """An engine failed while it generated.

    Attributes
    ----------
    generation : Generation, optional
        What had been generated until then; None where nothing had, or the engine keeps nothing.
    """

    def __init__(self, message: str, *, hint: str | None = None, generation: Any = None) -> None:
        super().__init__(message, hint=hint)
        self.generation = generation


class StorageError(LlmnbError):
    """A file or folder cannot be written or read."""


class Cancelled(LlmnbError):
    """Work was stopped before it was complete."""


class Interrupted(KeyboardInterrupt):
    """Generation was stopped by the user; the partial answer is kept.

    Attributes
    ----------
    generation : Generation
        What had been generated until then.
    generations : tuple of Generation
        All answers of a batch, the complete ones too, in the order of its prompts.
    result : DataFrame, optional
        What a comparison has of its table.
    """

    def __init__(
        self, message: str, generation: Any = None, generations: Any = (), result: Any = None
    ) -> None:
        super().__init__(message)
        self.generation = generation
        self.result = result
        self.generations = tuple(generations) or ((generation,) if generation else ())

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


def first_line(error: BaseException) -> str:
    """Return what an error says, as the end of a sentence: one line, without a full stop."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
