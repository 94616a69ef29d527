"""The documentation: whole, up to date, and what it shows runs.

A block of code marked ``ipython3`` is a cell. The cells of a page are run one after the other in a
kernel, but for those below a comment ``<!-- not run: why -->``, which only have to be readable.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from kernel import Kernel

from llmnb.errors import LlmnbError
from llmnb.options import (
    parse_cache,
    parse_chat,
    parse_compare,
    parse_config,
    parse_load,
    parse_prompt,
    parse_tokens,
)

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BINDER = ROOT / "binder"
TOOL = ROOT / "tools" / "reference.py"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "jupyter_execute" not in path.parts)
TEXTS = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

FENCE = re.compile(
    r"^(?:<!-- (?P<why>not run: [^\n]+) -->\n)?```(?P<language>[^\n]*)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
LINES = {
    "%llm_load": parse_load,
    "%llm_config": parse_config,
    "%llm_cache": parse_cache,
    "%llm_tokens": parse_tokens,
    "%llm_chat": lambda line: parse_chat(line, cell=False),
    "%%llm_chat": lambda line: parse_chat(line, cell=True),
    "%%llm_compare": lambda line: parse_compare(line, cell=True),
    "%llm_compare": lambda line: parse_compare(line, cell=False),
    "%%llm": lambda line: parse_prompt(line, cell=True),
    "%llm": lambda line: parse_prompt(line, cell=False),
}


class Block(NamedTuple):
    """A block of code of a page."""

    language: str
    code: str
    why: str | None


def relative(path):
    return path.relative_to(ROOT).as_posix()


def blocks(path, language):
    found = (Block(m["language"], m["code"], m["why"]) for m in FENCE.finditer(path.read_text()))
    return [block for block in found if block.language == language]


def toctree(path):
    """Return the pages that the toctrees of a page name."""
    for block in blocks(path, "{toctree}"):
        for line in block.code.splitlines():
            if line and not line.startswith(":"):
                found = [p for end in (".md", ".ipynb") for p in path.parent.glob(line + end)]
                yield from (p for p in found if p != path)


def anchors(path):
    """Return the anchors of a page's titles, as GitHub and MyST make them."""
    text = FENCE.sub("", path.read_text())
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_reference_is_not_stale():
    done = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_stale_page_is_found(tmp_path):
    code = (
        f"import sys, pathlib; sys.path.insert(0, {str(TOOL.parent)!r}); import reference\n"
        f"reference.FOLDER = pathlib.Path({str(tmp_path)!r})\n"
        "reference.main([]); (reference.FOLDER / 'errors.md').write_text('old')\n"
        "sys.exit(reference.main(['--check']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "stale: errors.md; run `make reference`.\n")


def test_the_table_of_mistakes_reaches_every_part():
    text = (DOCS / "reference" / "mistakes.md").read_text()
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    rows = {s.splitlines()[0]: len(re.findall(r"^\| (?!what|---)", s, re.MULTILINE))
            for s in sections}  # fmt: skip
    assert sum(rows.values()) >= 60
    assert f"{sum(rows.values())} mistakes" in text
    assert {
        "Prompts", "Templates", "Loading", "Memory", "The cache of converted models",
        "A model's own files", "Folders and disks", "Models of the hub", "The address of a server",
    } <= rows.keys()  # fmt: skip
    assert "{" not in re.sub(r"\\{|`[^`]*`", "", text)  # every placeholder has its example


def test_every_page_can_be_reached_from_the_index():
    reached, ahead = set(), [DOCS / "index.md"]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            ahead += toctree(page)
    assert sorted(p for p in reached if p.suffix == ".md") == PAGES
    # `docs/conf.py` copies the tutorials there, and the index of the tutorials names them all.
    assert blocks(DOCS / "tutorials" / "index.md", "{toctree}")[0].code.endswith("\n*\n")


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_links_lead_somewhere(path):
    for match in LINK.finditer(FENCE.sub("", path.read_text())):
        # MyST takes "path:" away: what follows is a file that is no page.
        target, _, anchor = match["target"].removeprefix("path:").partition("#")
        if re.match(r"https?://|mailto:", target):
            continue
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), match[0]
        assert not anchor or anchor in anchors(found), match[0]


def test_binder_has_the_versions_of_the_tutorials():
    lines = (BINDER / "requirements.txt").read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    pins, *others = wanted
    assert pins == "-r ../requirements/lab.txt"
    assert (BINDER / pins.removeprefix("-r ")).resolve() == ROOT / "requirements" / "lab.txt"
    assert [re.split(r"[<>=]", line)[0] for line in others] == ["notebook"]
    assert "torch" not in (ROOT / "requirements" / "lab.txt").read_text()
    # A release of notebook goes with one of JupyterLab; both count from 4.0 and 7.0 on.
    text = (ROOT / "requirements" / "lab.txt").read_text()
    minor = int(re.search(r"^jupyterlab==4\.(\d+)", text, re.MULTILINE)[1])
    assert others == [f"notebook>=7.{minor},<7.{minor + 1}"]


def test_binder_opens_the_first_tutorial():
    script = (BINDER / "postBuild").read_text()
    assert os.access(BINDER / "postBuild", os.X_OK)
    start = re.search(r"^start=/lab/tree/(.*)$", script, re.MULTILINE)[1]
    assert ROOT / start in NOTEBOOKS


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_blocks_are_marked_with_a_language(path):
    known = {"ipython3", "python", "sh", "text", "toml", "{toctree}"}
    # On GitHub, a cell that begins with %%llm is best shown without colours.
    unmarked = {"", *known} if path.parent == ROOT else known
    assert {m["language"] for m in FENCE.finditer(path.read_text())} <= unmarked
    for block in blocks(path, "python"):
        if path.parent.name != "reference" and not re.search(r"^%", block.code, re.MULTILINE):
            ast.parse(block.code)


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_commands_name_targets_and_files_that_exist(path):
    makefile = (ROOT / "Makefile").read_text()
    for block in blocks(path, "sh"):
        for target in re.findall(r"^make ([a-z-]+)", block.code, re.MULTILINE):
            assert f"\n{target}:" in makefile
        for file in re.findall(r"\b(?:tools|notebooks|tests)/\S+\.\w+", block.code):
            assert (ROOT / file).exists()


def readable(code):
    """Read a cell's magics as llmnb reads them, and the rest as Python."""
    first = code.lstrip().splitlines()[0]
    if first.startswith("%%"):
        magic, _, line = first.partition(" ")
        LINES[magic](line)
        return
    python = []
    for line in code.splitlines():
        found = re.match(r"(?P<before>\s*(?:\w+ = )?)(?P<magic>%\w+) ?(?P<rest>.*)", line)
        if found is None:
            python.append(line)
        elif found["magic"] in LINES:
            LINES[found["magic"]](found["rest"])
    ast.parse("\n".join(python))


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_cells_that_are_not_run_can_be_read(path):
    for block in blocks(path, "ipython3"):
        if block.why:
            readable(block.code)


def test_a_cell_that_cannot_be_read_is_found():
    for code in ("%llm_load demo --bakend onnx", "%%llm -t 9\nx"):
        with pytest.raises(LlmnbError):
            readable(code)
    with pytest.raises(SyntaxError):
        readable("x = = 1")


@pytest.mark.parametrize(
    "path", [p for p in PAGES if any(not b.why for b in blocks(p, "ipython3"))], ids=relative
)
def test_cells_run(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Kernel() as kernel:
        for number, block in enumerate(blocks(path, "ipython3")):
            if not block.why:
                cell = kernel.run(block.code, cell_id=f"cell-{number}")
                assert cell.error is None, block.code
