"""``%llm_tokens`` in a live kernel: another way at a token, by mouse and by keyboard, and back."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_what_if_it_had_said_something_else(open_notebook):
    nb = open_notebook(
        "%load_ext llmnb\n%llm_load demo",
        "%llm -q -t 0 --logprobs 4 What is the capital of France?",
        "%llm_tokens",
    )
    nb.run_all()
    panel = nb.page.locator(".llmnb-panel[role=region]")
    panel.wait_for()
    run = panel.locator(".llmnb-run")
    first = run.inner_text()
    assert "Paris" in first.replace("·", " ")
    run.locator("[data-llmnb-value='3']").click()
    number = panel.get_by_role("spinbutton", name="Token")
    nb.page.wait_for_function("field => field.value === '3'", arg=number.element_handle())
    panel.get_by_role("button", name="What if?").click()
    panel.get_by_role("button", name="Back", disabled=False).wait_for()
    assert run.inner_text() != first
    panel.get_by_role("button", name="Back").press("Enter")
    panel.get_by_role("button", name="Back", disabled=True).wait_for()
    assert run.inner_text() == first
    panel.get_by_role("combobox", name="Instead").select_option("another text")
    text = panel.get_by_role("textbox", name="Text")
    text.fill(" Lyon")
    text.press("Control+Enter")
    run.get_by_text("Lyon").wait_for()
    assert nb.errors() == []
