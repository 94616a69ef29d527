"""Why an engine did not start, or refuses a request, in words that help."""

from __future__ import annotations

import re

from llmnb.errors import LlmnbError, ParameterError, first_line
from llmnb.room import says_out_of_memory
from llmnb.structure import Structure

_PLACE = re.compile(r"^Grammar error: (?:at \d+\(\d+\): )?")


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


def refusal(error: BaseException, structure: Structure) -> ParameterError | None:
    """Return the error for a structure that vLLM refuses; None where it failed otherwise."""
    # By name, since it has moved between the releases of vLLM; it was a ValueError before.
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, LlmnbError) or kinds.isdisjoint(("VLLMClientError", "ValueError")):
        return None
    # The libraries behind it point at a place over several lines, and tell the reason in one.
    lines = str(error).splitlines()
    reasons = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    reason = reasons[0] if reasons else _PLACE.sub("", first_line(error))
    return ParameterError(
        f"vLLM cannot hold an answer to this {_NOUNS[structure.kind]}: {reason.rstrip('.')}.",
        hint="Leave out what it does not know.",
    )


_NOUNS = {"schema": "schema", "choices": "list of choices", "regex": "regex"}
