from importlib.metadata import EntryPoint

import pytest

from llmnb.backends import registry
from llmnb.backends.echo import EchoBackend
from llmnb.errors import BackendError
from llmnb.hardware import detect
from llmnb.model_source import Demo


def point(name, value):
    return EntryPoint(name, value, registry.GROUP)


def test_our_backends_are_found_by_entry_points():
    assert {"onnx", "echo"} <= set(registry.backends())
    assert isinstance(registry.backend("echo"), EchoBackend)


def test_an_unknown_backend_is_refused_with_the_known_ones():
    with pytest.raises(BackendError) as caught:
        registry.backend("onx")
    assert str(caught.value) == "There is no backend 'onx'. Did you mean onnx?"


def test_two_packages_with_one_name_are_an_error():
    twice = [point("x", "one.package:A"), point("x", "other.package:B")]
    with pytest.raises(BackendError) as caught:
        registry.collect(twice)
    assert str(caught.value) == (
        "Two packages register a backend named 'x': one.package:A and other.package:B. "
        "Uninstall one of them."
    )


def test_a_plugin_that_breaks_on_import_disturbs_nobody():
    found = registry.collect(
        [point("broken", "no_such_package:X"), point("fine", "llmnb.backends.echo:EchoBackend")]
    )
    support = found["broken"].support(detect(), Demo(), None)
    assert not support.ok
    assert support.reason == "ModuleNotFoundError: No module named 'no_such_package'"
    assert isinstance(found["fine"], EchoBackend)
    assert found["fine"].name == "fine"
