"""The settings of a session that are not a model's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from llmnb.config import GenerationOverrides, Parameter


@dataclass
class Settings:
    """What a user may change for all prompts of a session.

    Parameters
    ----------
    stream : bool
        Show answers while they are written; otherwise paint each once, when it is complete.
    save_prompts : bool
        Save a digest of the prompt with each answer.
    generation : GenerationOverrides
        The session's own defaults of generation parameters.
    """

    stream: bool = True
    save_prompts: bool = True
    generation: GenerationOverrides = field(default_factory=GenerationOverrides)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read ``LLMNB_STREAM`` and ``LLMNB_SAVE_PROMPTS``.

        Raises
        ------
        ParameterError
            If one of them is neither on nor off.
        """
        environ = os.environ if environ is None else environ
        return cls(
            stream=_switch(environ, "LLMNB_STREAM"),
            save_prompts=_switch(environ, "LLMNB_SAVE_PROMPTS"),
        )


def _switch(environ: Mapping[str, str], name: str) -> bool:
    return bool(Parameter(name, bool, True, "").check(environ.get(name) or True))
