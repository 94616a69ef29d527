"""``%llm_config`` and ``%config Llm``: the session's settings."""

from __future__ import annotations

import types
from typing import Any

from IPython.core.magic import Magics, line_magic, magics_class
from traitlets import TraitError, TraitType
from traitlets.config import Configurable

from llmnb import rendering
from llmnb.config import Parameter
from llmnb.environment import from_text
from llmnb.errors import ParameterError
from llmnb.magics.help import config_help, documented
from llmnb.options import parse_config
from llmnb.session import checked_setting, default_session, setting_table


@magics_class
class SettingMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magic about settings."""

    @documented(config_help)
    @line_magic
    def llm_config(self, line: str) -> None:
        """Show or change what holds for all prompts of the session."""
        options, session = parse_config(line), default_session()
        typed = {name: _typed(name, value) for name, value in options.values.items()}
        wanted = {**dict.fromkeys(options.reset), **typed}
        for name, value in wanted.items():  # all are checked before the first one holds
            checked_setting(name, value)
        for name, value in wanted.items():
            session.settings.assign(name, value)
        current = session.current
        config = current.effective() if current is not None else session.settings.resolve()
        rendering.show(rendering.settings(session.settings, config, current, wanted))


def _typed(name: str, value: Any) -> Any:
    """Return a value as it was meant on the line; stop texts may hold backslashes."""
    parameter = setting_table().get(name)
    if parameter is None:
        return value
    if isinstance(value, tuple):
        return tuple(from_text(parameter, one) for one in value)
    return from_text(parameter, value)


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
            default_session().settings.assign(self.parameter.name, value)
        except ParameterError as error:
            raise TraitError(str(error)) from None


# One trait per parameter, from the one list of them; None takes a default back.
Llm: type[Configurable] = types.new_class(
    "Llm",
    (Configurable,),
    exec_body=lambda space: space.update(
        {name: Setting(parameter) for name, parameter in setting_table().items()},
        __doc__="Settings of llmnb's session.",
    ),
)
