"""%llm_config and %config Llm in a real kernel."""

import pytest
from kernel import Kernel
from magic_mistakes import SETTING_MISTAKES


@pytest.fixture(scope="module")
def kernel():
    with Kernel({"LLMNB_TOP_P": "0.9", "LLMNB_STREAM": "0"}) as made:
        made.load()
        assert made.run("%llm_load demo").error is None
        yield made


def rows(cell):
    """Return the shown settings by name."""
    lines = cell.text.splitlines()[1:]
    return {line.split()[0]: " ".join(line.split()[1:]) for line in lines}


def test_each_value_is_shown_with_where_it_comes_from(kernel):
    shown = rows(kernel.run("%llm_config temperature=0.25"))
    assert shown == {"temperature": "0.25 (session)"}
    shown = rows(kernel.run("%llm_config"))
    assert shown["temperature"] == "0.25 (session)"
    assert shown["top_p"] == "0.9 (environment)"
    assert shown["max_tokens"] == "1,024 (llmnb)"
    assert shown["top_k"] == "0 (llmnb)"
    assert shown["seed"] == "none (llmnb)"
    assert shown["stream"] == "off (environment)"
    assert shown["save_prompts"] == "on (llmnb)"


def test_the_two_ways_are_one(kernel):
    kernel.run('%llm_config stop="a b" stop=c save-prompts=off  # a comment')
    assert kernel.value("get_ipython().run_line_magic('config', 'Llm.stop')") == "('a b', 'c')"
    assert rows(kernel.run(r'%llm_config stop="\n"')) == {"stop": r"'\n' (session)"}
    assert kernel.value("get_ipython().run_line_magic('config', 'Llm.stop')") == r"('\n',)"
    kernel.run("%config Llm.stop = ('x',)")
    shown = rows(kernel.run("%llm_config"))
    assert (shown["stop"], shown["save_prompts"]) == ("'x' (session)", "off (session)")
    shown = rows(kernel.run("%llm_config --reset stop --reset save_prompts"))
    assert shown == {"stop": "none (llmnb)", "save_prompts": "on (llmnb)"}


def test_a_prompt_is_answered_with_it(kernel):
    kernel.run("%llm_config max_tokens=2 temperature=0")
    assert "cut at 2 tokens" in kernel.run("%llm Tell me a story about a fox.").text
    assert "cut at 3 tokens" in kernel.run("%llm -n 3 Tell me a story about a fox.").text
    kernel.run("%llm_config --reset max_tokens --reset temperature")
    assert "cut at" not in kernel.run("%llm What is the capital of France?").text


@pytest.mark.parametrize("mistake", SETTING_MISTAKES, ids=lambda m: m.name)
def test_mistakes_change_nothing(kernel, mistake):
    before = kernel.run("%llm_config").text
    assert kernel.run(mistake.code).error == mistake.error
    assert kernel.run("%llm_config").text == before
