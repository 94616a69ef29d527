"""The settings of a session that are not a model's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from llmnb.config import (
    GenerationConfig,
    GenerationOverrides,
    Parameter,
    param,
    parameters,
    resolve,
)
from llmnb.environment import from_environment, from_variable
from llmnb.errors import ParameterError
from llmnb.typed import did_you_mean


@dataclass
class Settings:
    """What a user may change for all prompts of a session.

    Parameters
    ----------
    stream : bool
        Show answers while they are written; otherwise paint each once, when it is complete.
    save_prompts : bool
        Save a digest of the prompt with each answer, and the turns of conversations.
    generation : GenerationOverrides
        The session's own defaults of generation parameters.
    """

    stream: bool = param(True, "Show answers while they are written.")
    save_prompts: bool = param(
        True, "Save a digest of the prompt with each answer, and the turns of conversations."
    )
    generation: GenerationOverrides = field(default_factory=GenerationOverrides)
    _sources: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read ``LLMNB_STREAM`` and ``LLMNB_SAVE_PROMPTS``.

        Raises
        ------
        ParameterError
            If one of them is neither on nor off.
        """
        settings = cls()
        for name in parameters(Settings):
            settings._from_environment(name, environ)
        return settings

    def assign(self, name: str, value: Any) -> None:
        """Change one setting, or a session's default of a generation parameter.

        Parameters
        ----------
        name : str
            One of `names`.
        value : object
            The new value; None takes it back.

        Raises
        ------
        ParameterError
            If there is no such name, or the value is not allowed.
        """
        checked = checked_setting(name, value)
        if checked is None:
            self.reset(name)
        elif name in parameters(Settings):
            setattr(self, name, checked)
            self._sources[name] = "session"
        else:
            self.generation = self.generation | {name: checked}

    def reset(self, name: str) -> None:
        """Take back what the session decided about a name.

        Raises
        ------
        ParameterError
            If there is no such name.
        """
        checked_setting(name, None)
        if name in parameters(Settings):
            self._from_environment(name)
        else:
            rest = {n: v for n, v in self.generation.items() if n != name}
            self.generation = GenerationOverrides(**rest)

    def resolve(
        self, wanted: Mapping[str, Any] | None = None, model: Mapping[str, Any] | None = None
    ) -> GenerationConfig:
        """Complete the setting of one prompt.

        Parameters
        ----------
        wanted : mapping, optional
            What the prompt itself decides.
        model : mapping, optional
            What the model's makers recommend.
        """
        wanted = wanted or {}
        decided = {*wanted, *self.generation}
        return resolve(
            [
                ("flag", wanted),
                ("session", self.generation),
                ("environment", from_environment(decided=decided)),
                ("model", model or {}),
            ]
        )

    def source(self, name: str) -> str:
        """Return where a setting that is no generation parameter comes from."""
        return self._sources.get(name, "llmnb")

    def _from_environment(self, name: str, environ: Mapping[str, str] | None = None) -> None:
        parameter = parameters(Settings)[name]
        value = from_variable(parameter, os.environ if environ is None else environ)
        setattr(self, name, parameter.default if value is None else value)
        self._sources[name] = "llmnb" if value is None else "environment"


def setting_table() -> dict[str, Parameter]:
    """Return every name that `Settings.assign` takes, with its parameter."""
    return {**parameters(GenerationConfig), **parameters(Settings)}


def checked_setting(name: str, value: Any) -> Any:
    """Return a setting's value in its canonical type.

    Raises
    ------
    ParameterError
        If there is no setting of that name, or the value is not allowed.
    """
    table = setting_table()
    if name not in table:
        raise ParameterError(f"{name} is not a setting.", hint=did_you_mean(name, table))
    return table[name].check(value)
