"""``%config Llm``: the session's settings among IPython's own."""

from __future__ import annotations

import types
from typing import Any

from traitlets import TraitError, TraitType
from traitlets.config import Configurable

from llmnb.config import GenerationConfig, GenerationOverrides, Parameter, parameters
from llmnb.errors import ParameterError
from llmnb.session import Settings, default_session

_SWITCHES = (
    Parameter("stream", bool, True, "Show answers while they are written."),
    Parameter("save_prompts", bool, True, "Save a digest of the prompt with each answer."),
)


class Setting(TraitType[Any, Any]):
    """A trait whose value is the session's, so that there is one truth."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter.default, help=parameter.help, allow_none=True)
        self.parameter = parameter
        self.tag(config=True)

    def get(self, obj: Any, cls: Any = None) -> Any:
        """Return the session's value; None where the session decides nothing."""
        settings = default_session().settings
        name = self.parameter.name
        return getattr(settings, name) if hasattr(settings, name) else settings.generation.get(name)

    def set(self, obj: Any, value: Any) -> None:
        """Change the session's value."""
        try:
            _assign(default_session().settings, self.parameter, value)
        except ParameterError as error:
            raise TraitError(str(error)) from None


def _assign(settings: Settings, parameter: Parameter, value: Any) -> None:
    value, name = parameter.check(value), parameter.name
    if hasattr(settings, name):
        setattr(settings, name, parameter.default if value is None else value)
    else:
        rest = {n: v for n, v in settings.generation.items() if n != name}
        settings.generation = GenerationOverrides(**rest, **{name: value})


def _traits() -> dict[str, Setting]:
    table = (*_SWITCHES, *parameters(GenerationConfig).values())
    return {p.name: Setting(p) for p in table}


# One trait per parameter, from the one list of them; None takes a default back.
Llm: type[Configurable] = types.new_class(
    "Llm",
    (Configurable,),
    exec_body=lambda space: space.update(_traits(), __doc__="Settings of llmnb's session."),
)
