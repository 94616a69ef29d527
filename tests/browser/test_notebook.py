"""What a person sees of `%%llm` in JupyterLab; the echo backend answers slowly and exactly."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WORDS = " ".join(f"word{number}" for number in range(100))
LOAD = "%llm_load demo --backend echo"
SLOW = f"{LOAD} --device delay=0.05"


@pytest.fixture
def echo(open_notebook):
    """Return a function that opens a notebook with a loaded echo and runs its first two cells."""

    def open_(load, *cells):
        nb = open_notebook("%load_ext llmnb", load, *cells)
        nb.run(0)
        nb.run(1)
        assert nb.errors() == []
        return nb

    return open_


def test_first_tutorial_runs(open_notebook):
    nb = open_notebook(name="00_start.ipynb")
    nb.run_all()
    assert nb.errors() == []
    prompts = [i for i in nb.code_cells() if nb.source(i).startswith("%%llm")]
    assert prompts
    assert [nb.source(i) for i in prompts if not nb.text(i).strip()] == []


def test_an_answer_is_shown_while_it_arrives(echo):
    nb = echo(SLOW, f"%%llm\n{WORDS}")
    nb.start(2)
    nb.output(2).get_by_text("word3 ").wait_for()
    assert "word80" not in nb.text(2)
    assert nb.is_running(2)
    nb.wait(2)
    assert "word99" in nb.text(2)
    [saved] = nb.outputs(2)
    assert saved["output_type"] == "display_data"
    assert saved["data"]["text/plain"].startswith("word0 word1 ")
    assert saved["metadata"]["llmnb"]


def test_the_stop_button_keeps_the_partial_answer(echo):
    nb = echo(SLOW, f"%%llm -o answer\n{WORDS}", "answer.text", "%%llm\nstill here")
    nb.start(2)
    nb.output(2).get_by_text("word5 ").wait_for()
    nb.interrupt()
    nb.wait(2)
    shown, error = nb.outputs(2)
    assert shown["data"]["text/plain"].startswith("word0 word1 ")
    assert error["ename"] == "Interrupted"
    assert "word5" in nb.run(3)
    assert "word99" not in nb.text(3)
    assert "still here" in nb.run(4)


def test_a_wide_grid_scrolls_inside_its_box(echo):
    nb = echo(LOAD, "%%llm_compare --seeds 1,2,3,4\none two three\nfour")
    nb.page.set_viewport_size({"width": 400, "height": 900})
    nb.run(2)
    wide, page = nb.page.evaluate(
        """() => {
          const box = document.querySelector('.llmnb-grid');
          const area = box.closest('.jp-OutputArea-output');
          return [box.scrollWidth - box.clientWidth, area.scrollWidth - area.clientWidth];
        }"""
    )
    assert wide > 100
    assert page == 0
    heights = nb.page.evaluate(
        "() => [...document.querySelectorAll('.llmnb-grid td p:first-child')].map("
        "p => p.offsetHeight)"
    )
    assert max(heights) <= 2 * min(heights)  # words are not broken into letters
