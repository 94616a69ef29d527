"""A thousand random events on the panels: nothing dies, nothing is lost, nothing is logged."""

from __future__ import annotations

import os
import random
import re

import lab as jupyter
import pytest
from playwright.sync_api import TimeoutError

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EVENTS = int(os.environ.get("MONKEY_EVENTS", "1000"))
SEED = 11
LOAD = "%load_ext llmnb\n%llm_load demo"
PANELS = [
    "%%llm --tune -n 200\nTell me a story.",
    "%llm_chat talk",
    "%llm -q -n 20 --logprobs 3 Tell me a story.\n%llm_tokens",
    "%llm_load",
    "import llmnb\n"
    "llmnb.compare(['Tell me a story.'] * 2, temperature=[0, 1], max_tokens=200, block=False)",
]
TUNED, TALK, TOKENS, MODELS, COMPARED = range(1, len(PANELS) + 1)  # the cells that show them
LAST = len(PANELS) + 1
PARIS = "The capital of France is Paris."
# What a panel says of an error that it has no words for; it may be gone at the next event.
LISTEN = """() => {
  window.unforeseen = new Set();
  new MutationObserver(() => {
    for (const said of document.querySelectorAll('.llmnb-problem')) {
      if (said.innerText.includes('This did not work:')) window.unforeseen.add(said.innerText);
    }
  }).observe(document.body, { childList: true, subtree: true });
}"""
UNFORESEEN = "() => [...window.unforeseen]"
OURS = re.compile(r"llmnb|anywidget|blob:", re.IGNORECASE)
TEXTS = [
    "Tell me a story.",
    "{{ name }} and {{ 1 / 0 }}",
    "{{",
    "",
    "<img src=x onerror=alert(1)>",
    "💥" * 50,
    "word " * 400,
]
NUMBERS = ["0", "-1", "1e9", "0.5", "", "3", "99999999999999999999"]
RESTART = "async () => await jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
STATUS = "() => jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
ABLE = "elements => elements.map(e => !e.disabled && e.getClientRects().length > 0)"
INTERRUPT = (
    "async () => await jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"
)


class Monkey:
    """Does one random thing after the other, the same ones for the same seed."""

    def __init__(self, nb, seed):
        self.nb, self.rng = nb, random.Random(seed)
        self.panels = nb.page.locator(".llmnb-panel")
        self.done = []

    def act(self):
        kinds = {self.press: 8, self.slide: 4, self.type: 4, self.number: 3, self.choose: 2,
                 self.key: 3, self.interrupt: 1, self.run: 1, self.restart: 0.1}  # fmt: skip
        (kind,) = self.rng.choices(list(kinds), list(kinds.values()))
        self.done.append(kind.__name__)
        if kind in (self.run, self.restart):
            kind()
            return
        self.nb.page.set_default_timeout(2_000)
        try:
            kind()
        except TimeoutError:
            self.done.append("missed")  # what was chosen has gone meanwhile
        finally:
            self.nb.page.set_default_timeout(jupyter.UI_TIMEOUT)

    def one(self, locator):
        """Return one of the enabled elements that are on the page, or None."""
        able = [index for index, ready in enumerate(locator.evaluate_all(ABLE)) if ready]
        return locator.nth(self.rng.choice(able)) if able else None

    def press(self):
        button = self.one(self.panels.locator("button"))
        if button is not None:
            # Without waiting: a button that has just been disabled is not pressed.
            button.evaluate("button => button.click()")

    def slide(self):
        handle = self.one(self.panels.get_by_role("slider"))
        if handle is not None:
            handle.focus()
            for _ in range(self.rng.randrange(1, 6)):
                self.nb.page.keyboard.press(self.rng.choice(["ArrowRight", "ArrowLeft", "End"]))

    def type(self):
        self.fill(self.panels.locator("textarea, input[type=text]"), TEXTS)

    def number(self):
        self.fill(self.panels.locator(".llmnb-control input, input[type=number]"), NUMBERS)

    def fill(self, locator, texts):
        field = self.one(locator)
        if field is not None:
            field.fill(self.rng.choice(texts), force=True)
            self.nb.page.keyboard.press("Tab")

    def choose(self):
        field = self.one(self.panels.locator("select"))
        if field is not None:
            values = field.evaluate("select => [...select.options].map(o => o.value)")
            field.select_option(self.rng.choice(values), force=True)

    def key(self):
        field = self.one(self.panels.locator("textarea"))
        if field is not None:
            field.press(self.rng.choice(["Control+Enter", "Escape"]))

    def interrupt(self):
        self.nb.page.evaluate(INTERRUPT)

    def run(self):
        self.nb.start(self.rng.choice([COMPARED, LAST]))

    def restart(self):
        self.nb.page.evaluate(RESTART)
        self.begin()

    def begin(self):
        self.nb.page.wait_for_function(jupyter.READY)
        for index in range(LAST):
            self.nb.run(index)
        for index in range(len(PANELS)):
            self.panels.and_(self.nb.page.locator("[role=region]")).nth(index).wait_for()


@pytest.mark.timeout(3600)
def test_a_thousand_random_events(open_notebook, lab):
    nb = open_notebook(LOAD, *PANELS, "1 + 1")
    logged = []
    nb.page.on("console", lambda m: m.type == "error" and logged.append(f"{m.text} {m.location}"))
    nb.page.on("pageerror", lambda error: logged.append(f"{error} {error.stack}"))
    monkey = Monkey(nb, SEED)
    monkey.begin()
    nb.page.evaluate(LISTEN)
    for number in range(EVENTS):
        monkey.act()
        if number % 50 == 49:
            assert nb.page.evaluate(STATUS) not in ("dead", "terminating", None), monkey.done[-50:]
    print({kind: monkey.done.count(kind) for kind in sorted(set(monkey.done))})
    assert monkey.done.count("missed") < EVENTS / 2
    nb.run(LAST)  # the kernel answers
    nb.run(0)  # whatever models were loaded and unloaded
    for cell, works in ENDS.items():
        works(nb.output(cell).locator(".llmnb-panel[role=region]"), nb)
    assert "Traceback" not in lab.log.read_text(errors="replace")
    assert nb.page.evaluate(UNFORESEEN) == []
    assert [line for line in logged if OURS.search(line)] == []


def the_models_work(panel, nb):
    """Check that the panel loads a model, makes it the current one, and unloads it."""
    for name, value in (("Model", "demo"), ("Context", ""), ("Name", "last")):
        field = panel.get_by_role("textbox", name=name, exact=True)
        field.fill(value)
        field.press("Tab")
    for name, value in (("Backend", "echo"), ("Precision", "auto")):
        panel.get_by_label(name, exact=True).select_option(value)
    cancel = panel.get_by_role("button", name="Cancel", exact=True)
    if cancel.is_enabled():
        cancel.click()
    panel.get_by_role("button", name="Load", exact=True, disabled=False).click()
    panel.get_by_role("button", name="Unload: last").wait_for()
    panel.get_by_role("button", name="Make current: demo").click()
    panel.get_by_role("button", name="Make current: last").wait_for()
    panel.get_by_role("button", name="Unload: last").click()
    panel.get_by_role("button", name="Unload: last").wait_for(state="detached")


def the_chat_works(panel, nb):
    """Check that a conversation begins, is answered, and loses its turns."""
    stop = panel.get_by_role("button", name="Stop", exact=True)
    if stop.is_enabled():
        stop.click()
    panel.get_by_role("button", name="Send", exact=True, disabled=False).wait_for()
    cancel = panel.get_by_role("button", name="Cancel", exact=True)
    if cancel.is_visible():
        cancel.click()
    panel.get_by_role("button", name="New", exact=True).click()
    panel.locator(".llmnb-transcript .llmnb-who").first.wait_for(state="detached")
    panel.get_by_label("Model", exact=True).select_option(index=0)
    panel.get_by_label("System message").fill("")
    panel.get_by_label("Message", exact=True).fill("What is the capital of France?")
    panel.get_by_role("button", name="Send", exact=True).click()
    panel.locator(".llmnb-transcript").get_by_text("tokens/s · first token after").wait_for()
    panel.get_by_role("button", name="Drop turn 1", disabled=False).click()
    panel.locator(".llmnb-answer").wait_for(state="detached")


def the_tokens_work(panel, nb):
    """Check that another text goes into the answer, and out again."""
    stop = panel.get_by_role("button", name="Stop", exact=True)
    if stop.is_enabled():
        stop.click()
    number = panel.get_by_role("spinbutton", name="Token")
    number.fill("1")
    number.press("Tab")
    panel.get_by_role("combobox", name="Instead").select_option("another text")
    panel.get_by_role("textbox", name="Text").fill(" Lyon")
    panel.get_by_role("button", name="What if?", disabled=False).click()
    panel.locator(".llmnb-run").get_by_text("Lyon").first.wait_for()
    panel.get_by_role("button", name="Back", disabled=False).click()
    panel.locator(".llmnb-run").get_by_text("Lyon").wait_for(state="detached")


def the_comparison_works(panel, nb):
    """Check that a new one runs, and is stopped."""
    nb.write(
        COMPARED,
        PANELS[COMPARED - 1].replace("max_tokens=200", "max_tokens=1_500, min_tokens=1_400"),
    )
    nb.run(COMPARED)
    panel.get_by_role("button", name="Stop", disabled=False).click()
    panel.get_by_text("Stopped: .result() has what there is.").wait_for()
    panel.get_by_role("button", name="Stop", disabled=True).wait_for()


def the_playground_works(panel, nb):
    """Check that the controls of the playground still do what they say."""
    stop = panel.get_by_role("button", name="Stop", exact=True)
    if stop.is_enabled():
        stop.click()
    panel.get_by_role("button", name="Generate", disabled=False).wait_for()
    for name in ("temperature", "top k", "max tokens"):
        field = panel.get_by_role("textbox", name=name)
        for value in ("1", "2"):
            field.fill(value)
            field.press("Tab")
            panel.get_by_text(f"--{name.replace(' ', '-')} {value}").first.wait_for()
        panel.locator(f".llmnb-of-{name.replace(' ', '-')} button").click()
    panel.get_by_role("textbox", name="System message").fill("")
    panel.get_by_role("textbox", name="Prompt").fill("What is the capital of France?")
    for name in ("min tokens", "presence penalty", "frequency penalty", "repetition penalty"):
        reset = panel.locator(f".llmnb-of-{name.replace(' ', '-')} button")
        if reset.is_enabled():
            reset.click()
    for name in ("stop", "seed", "logprobs"):
        panel.locator(f".llmnb-of-{name}").get_by_role("textbox").fill("")
    panel.get_by_role("textbox", name="temperature").fill("0")
    panel.get_by_role("textbox", name="temperature").press("Tab")
    panel.get_by_text("--temperature 0").first.wait_for()
    panel.get_by_role("button", name="Generate").click()
    panel.locator(".llmnb-answer").get_by_text(PARIS).first.wait_for()


ENDS = {
    TUNED: the_playground_works,
    TALK: the_chat_works,
    TOKENS: the_tokens_work,
    MODELS: the_models_work,
    COMPARED: the_comparison_works,
}
