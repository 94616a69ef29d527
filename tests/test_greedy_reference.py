"""The answers that the conformance suite compares with are those of transformers, and of `demo`."""

import re
import sys
from pathlib import Path

import pytest

from llmnb.model_source import Demo, digest
from llmnb.testing.greedy import BOUNDS, LENGTH, bound, references, revision, text_of

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
import greedy_reference


def test_the_references_are_of_this_demo_model():
    assert revision() == digest(Demo().folder), "run tools/greedy_reference.py"


def test_a_reference_has_a_gap_for_each_token():
    assert len(references()) == len(greedy_reference.PROMPTS)
    for reference in references():
        assert len(reference.ids) == len(reference.gaps) <= LENGTH
        assert min(reference.gaps) > 0.005  # ten times what rounding in fp32 moves
        assert reference.sure(0.0) == len(reference.ids)
    assert text_of(references()[0].ids) == "The capital of France is Paris."


def test_the_bounds_leave_something_to_compare():
    for name, gap in BOUNDS.items():
        assert sum(r.sure(gap) for r in references()) >= 50, name
    assert bound("sym_int4") == bound("int4") == 4.5
    assert bound("unknown") is None


def test_the_stated_bounds_are_those():
    page = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| ([\d.]+) \| ", page, re.MULTILINE)
    assert {name: float(gap) for name, gap in rows} == BOUNDS


@pytest.mark.engines
def test_the_references_are_what_transformers_answers():
    pytest.importorskip("transformers")
    for made, kept in zip(greedy_reference.answers(), references(), strict=True):
        assert (made["prompt"], made["prompt_tokens"]) == (kept.prompt, kept.prompt_tokens)
        assert tuple(made["ids"]) == kept.ids
        assert made["gaps"] == pytest.approx(kept.gaps, abs=0.005)
