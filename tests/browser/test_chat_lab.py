"""The chat panel in JupyterLab: said, stopped, changed, branched, taken out, opened again."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import lab as jupyter
import pytest
from payloads import PAYLOADS
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOAD = "%load_ext llmnb\n%llm_load demo --backend echo"
SLOW = f"{LOAD} -E delay=0.05"
WORDS = " ".join(f"word{number}" for number in range(100))
PUT = """import json, llmnb
from llmnb.session import Turn
chat = llmnb.conversation("trip")
for text in json.load(open("said.json")):
    chat.put(Turn(text, text, text, parent=chat.turns[-1].id if len(chat) else None))"""
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
PATIENCE = 10_000  # milliseconds for what takes a fraction of a second
SIMPLE = "() => { jupyterapp.shell.mode = 'single-document'; jupyterapp.shell.collapseLeft(); }"
COPIED = "() => navigator.clipboard.readText()"


class Panel:
    """A chat panel in a cell's output, with what a person finds in it."""

    def __init__(self, nb, cell):
        self.nb, self.page = nb, nb.page
        self.box = nb.output(cell).locator(".llmnb-panel")
        self.message = self.box.get_by_label("Message", exact=True)
        self.system = self.box.get_by_label("System message")
        self.turns = self.box.locator(".llmnb-transcript")
        self.message.wait_for()
        self.page.set_default_timeout(PATIENCE)

    def button(self, name):
        return self.box.get_by_role("button", name=re.compile(f"{re.escape(name)}$"))

    def send(self, text):
        """Send a message with the keyboard and wait for its answer."""
        count = len(self.said()) // 2 + 1
        self.message.fill(text)
        self.message.press("Control+Enter")
        self.answered(count)

    def answered(self, count):
        """Wait for the answer of a turn."""
        self.turns.get_by_text(f"{count} assistant", exact=True).wait_for()
        self.idle()

    def idle(self):
        """Wait until nothing is being written."""
        self.page.wait_for_function(
            "box => box.querySelectorAll('.llmnb-transcript button:disabled').length === 0"
            " && [...box.querySelectorAll('button')].some(b => b.innerText.trim() === 'Send'"
            " && !b.disabled)",
            arg=self.box.element_handle(),
        )

    def shows(self, text):
        seen = self.turns.locator(".llmnb-text, .llmnb-answer, .llmnb-note, .llmnb-who")
        seen.filter(has_text=re.compile(rf"^\s*{re.escape(text)}\s*$")).first.wait_for()

    def notes(self, count):
        """Wait until so many notes are shown."""
        self.page.wait_for_function(
            "([box, count]) => box.querySelectorAll('.llmnb-note').length === count",
            arg=[self.turns.element_handle(), count],
        )

    def is_about(self, name):
        """Wait until a conversation is shown."""
        self.page.wait_for_function(
            "([box, name]) => box.querySelector('select').selectedOptions[0].text === name",
            arg=[self.box.element_handle(), name],
        )

    def said(self):
        """Return what both sides said, in order."""
        return self.turns.locator(".llmnb-text, .llmnb-answer").all_inner_texts()


@pytest.fixture
def chat(open_notebook):
    """Return a function that opens a notebook with a panel; more cells follow it."""

    def open_(*cells, load=LOAD, line="%llm_chat trip"):
        nb = open_notebook(load, line, *cells)
        nb.run(0)
        nb.run(1)
        assert nb.errors() == []
        return nb, Panel(nb, 1)

    return open_


def python(nb, index, expression):
    """Return what a cell prints as JSON."""
    nb.write(index, f"import json, llmnb; print(json.dumps({expression}))")
    return json.loads(nb.run(index))


def test_it_is_sent_streamed_and_stopped(chat):
    nb, panel = chat("", load=SLOW)
    panel.message.fill(WORDS)
    panel.button("Send").click()
    panel.turns.locator(".llmnb-answer").get_by_text("word5 ").wait_for()
    panel.turns.get_by_text("tokens/s · first token after").wait_for()
    panel.button("Stop").click()
    panel.shows("interrupted: the answer is not complete")
    panel.idle()
    said, answer = panel.said()
    assert said == WORDS
    assert answer.startswith("word0 word1 word2")
    assert "word99" not in answer
    assert panel.message.input_value() == ""
    panel.send("still\nthere")
    assert panel.said()[2:] == ["still\nthere", "still there"]
    reason = "llmnb.conversation('trip').turns[0].finish_reason.value"
    assert python(nb, 2, reason) == "interrupted"
    assert nb.errors() == []


def test_turns_are_edited_answered_again_dropped_and_brought_back(chat):
    _, panel = chat()
    for text in ("one", "two", "three"):
        panel.send(text)
    panel.button("Edit answer 2").click()
    field = panel.box.get_by_label("New text")
    expect(field).to_have_value("two")
    field.fill("zwei")
    panel.button("Save").click()
    panel.shows("zwei")
    assert panel.said() == ["one", "one", "two", "zwei", "three", "three"]
    panel.turns.get_by_text("a turn before this one changed").wait_for()
    panel.button("Edit prompt 1").click()
    expect(field).to_have_value("one")
    field.fill("eins")
    panel.button("Save and answer").click()
    panel.notes(2)
    panel.idle()
    assert panel.said() == ["eins", "eins", "two", "zwei", "three", "three"]
    panel.button("Regenerate answer 2").click()
    panel.notes(1)
    assert panel.said()[2:4] == ["two", "two"]
    panel.button("Drop turn 2").click()
    panel.box.get_by_text("Turn 2 was dropped.").wait_for()
    assert panel.said() == ["eins", "eins", "three", "three"]
    panel.button("Undo").click()
    panel.shows("two")
    panel.button("Clear").click()
    panel.box.get_by_text("trip begins anew.").wait_for()
    assert panel.said() == []
    panel.button("Undo").click()
    panel.shows("three")
    assert panel.said() == ["eins", "eins", "two", "two", "three", "three"]


def test_a_branch_is_left_and_found_again(chat):
    nb, panel = chat("")
    for text in ("one", "two"):
        panel.send(text)
    panel.button("Branch after turn 1").click()
    chosen = panel.box.get_by_label("Conversation")
    panel.is_about("trip-2")
    panel.send("other")
    assert panel.said() == ["one", "one", "other", "other"]
    chosen.select_option("trip")
    panel.shows("two")
    assert panel.said() == ["one", "one", "two", "two"]
    panel.button("New").click()
    panel.is_about("trip-3")
    assert panel.said() == []
    lengths = "[len(llmnb.conversation(f'trip{n}')) for n in ('', '-2', '-3')]"
    assert python(nb, 2, lengths) == [2, 2, 0]


def test_cells_and_the_panel_go_on_with_one_conversation(chat):
    nb, panel = chat("%%llm --chat trip\nfrom a cell", "")
    panel.send("from the panel")
    nb.run(2)
    panel.shows("from a cell")
    panel.send("again")
    expected = ["from the panel", "from a cell", "again"]
    assert panel.said()[::2] == expected
    assert python(nb, 3, "[t.user for t in llmnb.conversation('trip').turns]") == expected
    nb.write(2, "%%llm --chat trip\nfrom the same cell")
    nb.run(2)
    panel.shows("from the same cell")
    assert panel.said()[::2] == ["from the panel", "from the same cell", "again"]


def test_what_is_copied_as_cells_makes_the_same_conversation(chat, chromium):
    chromium.grant_permissions(["clipboard-read", "clipboard-write"])
    nb, panel = chat("", "", "", "")
    panel.system.fill("Be\nbrief.")
    for text in ('a "quoted" {{ text }}', "# %% of two\nlines"):
        panel.send(text)
    panel.button("Export").click()
    panel.button("Copy as cells").click()
    panel.box.get_by_text("Copied.").wait_for()
    copied = nb.page.evaluate(COPIED)
    cells = [cell.strip("\n") for cell in re.split(r"^# %%$", copied, flags=re.MULTILINE)[1:]]
    assert len(cells) == 2
    before = python(nb, 2, "[[m.role, m.content] for m in llmnb.conversation('trip').messages]")
    assert before[0] == ["system", "Be\nbrief."]
    panel.button("Clear").click()
    panel.box.get_by_text("trip begins anew.").wait_for()
    for index, cell in enumerate(cells):
        nb.write(3 + index, cell)
        nb.run(3 + index)
    assert nb.errors() == []
    again = python(nb, 2, "[[m.role, m.content] for m in llmnb.conversation('trip').messages]")
    assert again == before


def test_it_is_written_to_a_file(chat, lab_root):
    _, panel = chat()
    panel.send("hello")
    panel.button("Export").click()
    panel.box.get_by_label("File").fill("from-the-panel.json")
    panel.button("Save").click()
    panel.box.get_by_text("Written to from-the-panel.json.").wait_for()
    panel.button("Save").click()
    panel.button("Replace it").click()
    panel.box.get_by_text("Written to").wait_for()
    written = json.loads((lab_root / "from-the-panel.json").read_text())
    assert [m["content"] for m in written] == ["hello", "hello"]


def test_a_saved_notebook_shows_the_turns_without_a_kernel_and_makes_them_again(chat, lab):
    nb, panel = chat("")
    for text in ("one", "two"):
        panel.send(text)
    twin = nb.output(1).locator(".llmnb-twin")
    assert twin.count() == 1
    assert not twin.is_visible()
    nb.page.evaluate(SAVE)
    nb.page.evaluate(jupyter.SHUT_DOWN)
    reopened = jupyter.NB(nb.page, lab, nb.path)
    twin = reopened.output(1).locator(".llmnb-twin")
    twin.get_by_text("trip: 2 turns").wait_for()
    assert twin.is_visible()
    assert reopened.output(1).locator(".llmnb-panel").count() == 0
    assert twin.locator("button").count() == 0
    reopened.run(0)
    reopened.write(2, f"%llm_chat trip --restore {nb.path}")
    assert "2 user" in reopened.run(2)
    assert reopened.errors() == []


def test_the_keyboard_is_enough(chat):
    _, panel = chat(load=SLOW)
    page = panel.page
    panel.message.focus()
    page.keyboard.type("first line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Control+Enter")
    panel.answered(1)
    assert panel.said() == ["first line\nsecond line", "first line second line"]
    page.keyboard.type(WORDS)
    page.keyboard.press("Control+Enter")
    panel.turns.locator(".llmnb-answer").get_by_text("word5 ").wait_for()
    page.keyboard.press("Escape")
    panel.shows("interrupted: the answer is not complete")
    panel.idle()
    panel.button("Edit prompt 1").focus()
    page.keyboard.press("Enter")
    field = panel.box.get_by_label("New text")
    page.wait_for_function("e => document.activeElement === e", arg=field.element_handle())
    page.keyboard.press("Control+A")
    page.keyboard.type("other words")
    page.keyboard.press("Control+Enter")
    panel.shows("other words")
    page.wait_for_function("e => document.activeElement === e", arg=panel.message.element_handle())
    names = []
    page.keyboard.press("Tab")
    for _ in range(3):
        names.append(page.evaluate("() => document.activeElement.innerText.trim()"))
        page.keyboard.press("Tab")
    assert names[0] == "Send"
    assert "Export" in names


def test_a_cell_that_runs_delays_what_is_typed_and_loses_none_of_it(chat):
    nb, panel = chat("import time; time.sleep(2)")
    nb.start(2)
    panel.message.press_sequentially("every letter of it", delay=5)
    panel.button("Send").click()
    panel.answered(1)
    assert panel.said() == ["every letter of it", "every letter of it"]


def test_a_text_that_is_being_edited_is_kept(chat):
    _, panel = chat()
    panel.send("one")
    panel.button("Edit prompt 1").click()
    field = panel.box.get_by_label("New text")
    expect(field).to_have_value("one")
    field.dispatch_event("keydown", {"key": "Escape", "isComposing": True, "bubbles": True})
    panel.page.wait_for_timeout(300)
    assert field.is_visible()
    field.fill("changed")
    panel.button("Regenerate answer 1").click()
    panel.box.get_by_text("A turn is being edited").wait_for()
    assert field.input_value() == "changed"
    panel.button("Cancel").click()
    expect(field).to_be_hidden()
    assert panel.said() == ["one", "one"]


@pytest.mark.parametrize("how", ["key", "button"])
def test_what_is_typed_after_a_message_was_sent_is_the_next_one(chat, how):
    nb, panel = chat("import time; time.sleep(2)")
    nb.start(2)
    panel.message.fill("first")
    if how == "key":
        panel.message.press("Control+Enter")
    else:
        panel.button("Send").click()
    panel.message.press_sequentially("second")
    panel.answered(1)
    assert panel.said() == ["first", "first"]
    assert panel.message.input_value() == "second"


def test_nothing_that_is_said_comes_to_life(chat, lab_root):
    texts = [p.text for p in PAYLOADS if len(p.text) < 2000]
    nb, panel = chat(PUT)
    dialogs, hosts = [], set()
    nb.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    nb.page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    (lab_root / "said.json").write_text(json.dumps(texts))
    nb.run(2)
    panel.shows(f"{len(texts)} assistant")
    panel.button("Export").click()
    panel.button("Copy as JSON").wait_for()
    nb.page.wait_for_timeout(500)
    assert nb.errors() == []
    assert nb.page.evaluate("() => window.hurt") is None
    assert dialogs == []
    assert hosts - {None} <= {"127.0.0.1"}
    wrong = "script, img, iframe, object, embed, form, svg, video, [onclick], [onerror], [onload]"
    assert panel.turns.locator(wrong).count() == 0


def test_every_control_has_a_name_and_fits(chat):
    _, panel = chat()
    panel.send("hello")
    panel.button("Export").click()
    panel.button("Edit answer 1").click()
    panel.box.get_by_label("New text").wait_for()
    panel.page.evaluate(SIMPLE)  # JupyterLab's own sidebar leaves no room at 400 pixels
    for width in (1280, 900, 400):
        panel.page.set_viewport_size({"width": width, "height": 900})
        panel.page.wait_for_timeout(300)
        assert panel.page.evaluate(NAMELESS) == []
        assert panel.page.evaluate(CLIPPED) == []
        assert panel.page.evaluate(PALE) == []


IN_PANEL = "() => [...document.querySelectorAll('.llmnb-panel :is(%s)')]"
NAMELESS = (
    IN_PANEL % "button, input, select, textarea"
    + """
  .filter(e => e.offsetParent && !(e.getAttribute('aria-label') || e.innerText.trim()
    || e.title || e.labels?.length && e.labels[0].innerText.trim()))
  .map(e => e.outerHTML.slice(0, 200))"""
)
CLIPPED = (
    IN_PANEL % "button, label, .widget-label, .llmnb-who"
    + """
  .filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect()
    .right > e.closest('.llmnb-panel').getBoundingClientRect().right + 1))
  .map(e => e.outerHTML.slice(0, 200))"""
)
PALE = r"""() => {
  const rgb = text => text.match(/[\d.]+/g).map(Number);
  const over = (a, b) => [0, 1, 2].map(i => a[i] * (a[3] ?? 1) + b[i] * (1 - (a[3] ?? 1)));
  const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => [0.2126, 0.7152, 0.0722].reduce((s, w, i) => s + w * linear(c[i] / 255), 0);
  const ground = e => {
    const own = rgb(getComputedStyle(e).backgroundColor);
    if ((own[3] ?? 1) === 1) return own;
    return over(own, e.parentElement ? ground(e.parentElement) : [255, 255, 255]);
  };
  const found = [];
  for (const e of document.querySelectorAll('.llmnb-panel :not(option, textarea, style)')) {
    const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!e.offsetParent || e.disabled || !text) continue;
    const back = ground(e), front = over(rgb(getComputedStyle(e).color), back);
    const [less, more] = [light(front), light(back)].sort((x, y) => x - y);
    const ratio = (more + 0.05) / (less + 0.05);
    if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 120));
  }
  return found;
}"""
