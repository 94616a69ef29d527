"""Whether an engine's package is installed, in a release that llmnb runs with.

Nothing is imported for it. What is allowed here is what ``pyproject.toml`` asks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class Package:
    """A package that an engine needs.

    Parameters
    ----------
    name : str
        Its name for pip, which is also that of its module unless `module` says otherwise.
    least : str
        The oldest version that will do, such as ``"1.60"``; "" for any.
    releases : tuple of str
        The beginnings of the versions that will do, such as ``("4.57",)``; () for any.
    module : str, optional
        What is imported.
    """

    name: str
    least: str = ""
    releases: tuple[str, ...] = ()
    module: str | None = None

    @property
    def missing(self) -> bool:
        """Whether it is not installed."""
        return find_spec(self.module or self.name) is None

    @property
    def version(self) -> str | None:
        """The installed version; None for none, or for a build under another name."""
        from importlib.metadata import PackageNotFoundError, version  # slow to import

        try:
            found: str | None = version(self.name)  # None for metadata without a version
        except PackageNotFoundError:
            return None
        return found

    def why_not(self, user: str = "llmnb") -> str | None:
        """Return why it cannot be used, as a sentence, or None if it can."""
        if self.missing:
            return f"{user} needs the package {self.name!r}, which is not installed."
        found = self.version
        if found is None or self._fits(found):
            return None
        allowed = " or ".join(self.releases) or f"{self.least} or newer"
        return f"{user} runs with {self.name} {allowed}, and {found} is installed."

    def _fits(self, found: str) -> bool:
        if self.releases:
            return any(f"{found}.".startswith(f"{release}.") for release in self.releases)
        return _numbers(found) >= _numbers(self.least)


def first_reason(packages: tuple[Package, ...], user: str = "llmnb") -> str | None:
    """Return why the first package that cannot be used cannot, or None if all can."""
    return next(filter(None, (package.why_not(user) for package in packages)), None)


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
