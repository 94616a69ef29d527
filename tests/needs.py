"""For nbval (``-p needs``): tutorials run where the backend that their metadata names can run.

One that cannot is skipped with the backend's own reason. ``--needing NAME`` leaves out all but
those that need that backend, for an environment that the others were run in already.
"""

from __future__ import annotations

import pytest

from llmnb.backends.registry import backend
from llmnb.hardware import detect
from llmnb.model_source import Demo
from llmnb.tutorials import ANY, backend_needed


def pytest_addoption(parser):
    parser.addoption("--needing", metavar="NAME", help="only tutorials that need this backend")


def pytest_ignore_collect(collection_path, config):
    wanted = config.getoption("needing")
    if wanted and collection_path.suffix == ".ipynb" and backend_needed(collection_path) != wanted:
        return True
    return None


def pytest_collection_modifyitems(items):
    paths = {item.path for item in items if item.path.suffix == ".ipynb"}
    reasons = {path: why_not(backend_needed(path)) for path in paths}
    for item in items:
        if reason := reasons.get(item.path):
            item.add_marker(pytest.mark.skip(reason=reason))


def why_not(name):
    """Return why a backend cannot run the demo model here, or None if it can."""
    if name == ANY:
        return None
    demo = Demo()
    support = backend(name).support(detect(), demo, demo.facts())
    return None if support.ok else f"{name}: {support.reason}"
