"""What the tests of converted models share."""

from __future__ import annotations

from llmnb.progress import Silent


class Counter(Silent):
    """Keeps the stages and counts tensors, and does something after some of them."""

    def __init__(self, after=None, then=None):
        self.stages, self.done, self._after, self._then = [], 0, after, then

    def start(self, stage):
        self.stages.append(stage)

    def advance(self, amount):
        self.done += amount
        if self.done == self._after:
            self._then()

    @property
    def names(self):
        return [stage.name for stage in self.stages]


def left(cache):
    """Return what is in a backend's cache, but for the lock files."""
    return sorted(p.name for p in cache.root().glob("*") if p.suffix != ".lock")
