"""What a model writes stays text in JupyterLab: while it arrives, saved, and opened again."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import lab as jupyter
import pytest
from payloads import PAYLOADS, TAGS

pytestmark = pytest.mark.browser

LOAD = "%llm_load demo --backend echo"
# Echo counts words, and its context has 2,048.
TEXTS = [p.text for p in PAYLOADS if len(p.text.split()) < 1000]
AT_ONCE = 40  # outputs of one cell; JupyterLab folds those beyond 50
READ = 'import json\nTEXTS = json.load(open("payloads.json"))'
SAY = 'for text in TEXTS[{}:{}]:\n    get_ipython().run_cell_magic("llm", "--no-vars", text)'
TALK = (
    'for text in TEXTS:\n    get_ipython().run_cell_magic("llm", "--no-vars -q -c", text)\n'
    # Painted once, it is the transcript; test_chat.py looks at the panel.
    'get_ipython().run_line_magic("config", "Llm.stream = False")\n'
    'get_ipython().run_line_magic("llm_chat", "")'
)
GRID = 'get_ipython().run_line_magic("llm_compare", "--prompts TEXTS --seeds 1,2")'
ERROR = 'import llmnb\nraise llmnb.LlmnbError("".join(TEXTS)[:5000])'

WATCH = """() => {
  window.commandsRun = [];
  jupyterapp.commands.commandExecuted.connect((_, c) => window.commandsRun.push(c.id));
}"""
# Elements and attributes that llmnb never writes, and what stands beside its own box.
FOUND = """([tags, attributes]) => {
  const OWN = 'span.numbering-entry:empty';  // JupyterLab puts one into every heading
  const wrong = [];
  for (const box of document.querySelectorAll('.jp-OutputArea-output.jp-RenderedHTMLCommon')) {
    if (box.children.length !== 1 || !box.firstElementChild.matches('.llmnb'))
      wrong.push('beside the box: ' + box.innerHTML.slice(0, 200));
    for (const element of box.querySelectorAll(`:not(${OWN})`)) {
      if (!tags.includes(element.localName)) wrong.push(element.outerHTML.slice(0, 200));
      for (const { name, value } of element.attributes)
        if (!attributes.includes(name)) wrong.push(`${element.localName} ${name}=${value}`);
      if (element.localName === 'a' && !/^(https?|mailto):$/.test(element.protocol))
        wrong.push(element.href);
    }
  }
  return wrong;
}"""
BOXES = "() => document.querySelectorAll('.jp-OutputArea-output > .llmnb').length"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
ATTRIBUTES = ("class", "href", "rel", "start", "style", "target")
TOKENS = """
from llmnb.generation import FinishReason, Generation, TokenInfo
import llmnb
for pieces in (TEXTS, "".join(text[:40] for text in TEXTS)[:900]):
    others = [(n, piece, -2.0) for n, piece in enumerate(pieces)]
    tokens = tuple(TokenInfo(n, piece, -0.3 - n / 100, (others[-n], *others[n:n + 3]))
                   for n, piece in enumerate(pieces))
    for thinking in ("", "".join(pieces)[:5000]):
        display(llmnb.tokens(Generation("".join(pieces), FinishReason.STOP,
                                        thinking=thinking, logprobs=tokens)))
"""
# What the tokens of an answer have beside these: drawings, and stops of the Tab key.
OF_TOKENS = ("aria-label", "d", "data-tip", "fill", "height", "preserveAspectRatio", "role",
             "tabindex", "viewBox", "width")  # fmt: skip
HARMLESS = {"notebook:run-cell", "docmanager:save"}


class Watcher:
    """Notes what a page does that an answer must not cause."""

    def __init__(self, page):
        self.page = page
        self.dialogs = []
        self.hosts = set()
        self.pages = []
        page.on("dialog", self._dismiss)
        page.context.on("page", lambda opened: self.pages.append(opened.url))
        page.context.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self, boxes, attributes=ATTRIBUTES):
        """Assert that nothing came to life, with that many outputs of llmnb on the page."""
        self.page.wait_for_timeout(500)  # an image that fails to load runs its handler late
        assert self.page.evaluate("() => window.hurt") is None
        assert self.dialogs == []
        assert self.hosts - {None} == {"127.0.0.1"}  # data: and blob: have none
        assert self.pages == []
        assert self.page.evaluate(FOUND, [sorted(TAGS), attributes]) == []
        assert self.page.evaluate(BOXES) == boxes
        assert self.page.locator(".llmnb mjx-container, .llmnb .MathJax").count() == 0
        assert self.page.locator(".jp-Dialog").count() == 0


LOAD_NAMED = (
    "import llmnb\nfrom llmnb.widgets import chooser\nsession = llmnb.Session()\n"
    "for text in TEXTS:\n"
    "    try:\n        session.load('demo', backend='echo', name=text)\n"
    "    except llmnb.LlmnbError:\n        pass\n"
    "chooser.downloaded = lambda: TEXTS\n"
    "llmnb.ModelPanel(TEXTS[0], session=session, name=TEXTS[1], context=TEXTS[2])"
)
# What came to life inside a panel, which has only elements of llmnb and of ipywidgets.
ALIVE = """() => [...document.querySelectorAll('.llmnb-panel *')].filter(e =>
    ['script', 'img', 'iframe', 'svg', 'object', 'embed', 'form', 'video', 'audio', 'base', 'a']
      .includes(e.localName) || [...e.attributes].some(a => a.name.startsWith('on')))
  .map(e => e.outerHTML.slice(0, 200))"""


def test_names_stay_text_in_the_panel_that_loads_models(open_notebook, lab_root):
    (lab_root / "payloads.json").write_text(json.dumps(TEXTS))
    nb = open_notebook(READ, LOAD_NAMED)
    page, watcher = nb.page, Watcher(nb.page)
    nb.run(0)
    nb.run(1)
    assert nb.errors() == []
    page.locator(".llmnb-panel").get_by_role("button", name="Unload").nth(50).wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.hurt") is None
    assert (watcher.dialogs, watcher.pages) == ([], [])
    assert watcher.hosts - {None} == {"127.0.0.1"}
    assert page.evaluate(ALIVE) == []
    assert page.locator(".llmnb-panel option").count() > len(TEXTS) / 2


def test_nothing_comes_to_life(open_notebook, lab, lab_root):
    (lab_root / "payloads.json").write_text(json.dumps(TEXTS))
    starts = range(0, len(TEXTS), AT_ONCE)
    says = [SAY.format(start, start + AT_ONCE) for start in starts]
    nb = open_notebook(f"{READ}\n%load_ext llmnb", LOAD, *says, TALK, GRID, ERROR)
    page, watcher = nb.page, Watcher(nb.page)
    page.evaluate(WATCH)
    for index in range(len(says) + 5):
        nb.run(index)
    assert [error.split(":")[0] for error in nb.errors()] == ["LlmnbError"]
    boxes = 1 + len(TEXTS) + 2  # the load, each answer, the conversation, the comparison
    watcher.check(boxes)
    for forged in ("Press me", "Log in"):
        page.locator(".llmnb").get_by_text(forged).first.click()
    watcher.check(boxes)
    assert set(page.evaluate("() => window.commandsRun")) <= HARMLESS
    outputs = [o for i in range(1, len(says) + 4) for o in nb.outputs(i)]
    assert {kind for o in outputs for kind in o["data"]} == {"text/plain", "text/html"}

    page.evaluate(SAVE)
    watcher.hosts.clear()
    reopened = jupyter.NB(page, lab, nb.path)
    watcher.check(boxes)
    assert reopened.outputs(2) == outputs[1 : 1 + AT_ONCE]


def test_nothing_comes_to_life_in_tokens(open_notebook, lab_root):
    (lab_root / "payloads.json").write_text(json.dumps(TEXTS))
    nb = open_notebook(f"{READ}\n%load_ext llmnb", TOKENS)
    watcher = Watcher(nb.page)
    nb.run(0)
    nb.run(1)
    assert nb.errors() == []
    found = nb.answer(1).locator(".llmnb-run .llmnb-t")
    assert found.count() > 2 * len(TEXTS)
    for index in range(0, len(TEXTS), 10):
        found.nth(index).hover()
        found.nth(index).click()
    for summary in nb.answer(1).locator("summary").all():
        summary.click()
    watcher.check(4, (*ATTRIBUTES, *OF_TOKENS, "open"))
