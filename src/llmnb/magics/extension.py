"""What ``%load_ext llmnb`` puts into IPython, and ``%unload_ext llmnb`` takes out again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from IPython.core.magic import Magics

from llmnb.magics import completion, transform
from llmnb.magics.chats import ChatMagics, place
from llmnb.magics.compare import CompareMagics
from llmnb.magics.models import ModelMagics
from llmnb.magics.prompt import PromptMagics
from llmnb.magics.settings import Llm, SettingMagics
from llmnb.magics.shown import Shown
from llmnb.magics.tokens import TokenMagics
from llmnb.session import default_session, nowhere

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_ATTRIBUTE = "_llmnb_extension"


def load(shell: InteractiveShell) -> None:
    """Register everything; doing it again starts afresh."""
    unload(shell)
    extension = Extension(shell)
    extension.install()
    setattr(shell, _ATTRIBUTE, extension)


def unload(shell: InteractiveShell) -> None:
    """Remove everything that `load` registered; loaded models stay in the session."""
    extension: Extension | None = getattr(shell, _ATTRIBUTE, None)
    if extension is not None:
        extension.remove()
        delattr(shell, _ATTRIBUTE)


class Extension:
    """What is registered with one shell."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.shown = Shown(shell)
        self.families: tuple[Magics, ...] = (
            PromptMagics(shell, self.shown),
            ModelMagics(shell),
            ChatMagics(shell),
            CompareMagics(shell, self.shown),
            TokenMagics(shell),
            SettingMagics(shell),
        )
        self.settings = Llm()
        self.configurables: list[Any] = shell.configurables
        self.replaced: dict[tuple[str, str], Callable[..., Any]] = {}

    def install(self) -> None:
        """Register the magics and what they need."""
        table = self.shell.magics_manager.magics
        for kind, name in self._names():
            if name in table[kind]:
                self.replaced[kind, name] = table[kind][name]
        for line in sorted({_replacement(*item) for item in self.replaced.items()}):
            print(line, file=sys.stderr)
        self.shell.register_magics(*self.families)
        self.shown.install()
        self.configurables.append(self.settings)
        transform.install(self.shell)
        self.matcher = completion.install(self.shell)
        default_session().place = lambda: place(self.shell)

    def remove(self) -> None:
        """Take it all away and give replaced magics back."""
        table = self.shell.magics_manager.magics
        for kind, name in self._names():
            table[kind].pop(name, None)
            if (kind, name) in self.replaced:
                table[kind][name] = self.replaced[kind, name]
        self.shown.remove()
        # IPython adds every family of magics to these lists itself, and takes none away.
        ours = (self.settings, *self.families)
        self.configurables[:] = [c for c in self.configurables if c not in ours]
        for family in self.families:
            self.shell.magics_manager.registry.pop(type(family).__name__, None)
        transform.remove(self.shell)
        completion.remove(self.shell, self.matcher)
        default_session().place = nowhere

    def _names(self) -> list[tuple[str, str]]:
        return [
            (kind, name)
            for family in self.families
            for kind, functions in family.magics.items()
            for name in functions
        ]


def _replacement(place: tuple[str, str], function: Callable[..., Any]) -> str:
    kind, name = place
    sign = "%%" if kind == "cell" else "%"
    owner = getattr(function, "__module__", None) or type(function).__module__
    return (
        f"llmnb: {sign}{name} of {owner.partition('.')[0]} is replaced; "
        "%unload_ext llmnb brings it back."
    )
