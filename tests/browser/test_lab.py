"""The fixtures themselves: JupyterLab in Chromium runs cells, shows text and interrupts."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_runs_and_interrupts(open_notebook):
    nb = open_notebook(
        "print('hello')",
        "import time\nprint('began', flush=True)\ntime.sleep(60)",
        "1 / 0",
        "import llmnb; llmnb.__version__",
    )
    assert nb.run(0).strip() == "hello"
    nb.start(1)
    nb.output(1).get_by_text("began").wait_for()
    nb.interrupt()
    nb.wait(1)
    nb.run(2)
    assert nb.errors() == ["KeyboardInterrupt: ", "ZeroDivisionError: division by zero"]
    assert "0.1.0" in nb.run(3)
