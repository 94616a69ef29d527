"""Why an engine did not start, in words that help."""

from __future__ import annotations

from llmnb.errors import first_line
from llmnb.room import says_out_of_memory


def in_words(error: BaseException) -> str:
    """Return what an error says in one line; of pydantic's, the first field and what it lacks."""
    details = getattr(error, "errors", None)
    if not callable(details):
        return f"{type(error).__name__}: {first_line(error)}"
    first = details()[0]
    field = ".".join(map(str, first["loc"]))
    return f"{field}: {first['msg']}" if field else str(first["msg"])


def advice(cause: str) -> str:
    """Return what helps against the errors that come most."""
    short = ("No available memory", "KV cache", "Free memory")
    if says_out_of_memory(cause) or any(words in cause for words in short):
        return "Choose a smaller --context or model, or unload other models. "
    return ""
