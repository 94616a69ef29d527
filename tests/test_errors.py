import pytest

from llmnb.errors import first_line


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("\n It broke.\nHere is why."), "It broke"),
        (ValueError(""), "ValueError"),
        (ValueError(" \n "), "ValueError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_an_error_is_told_in_one_line(error, line):
    assert first_line(error) == line
