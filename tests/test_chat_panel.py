"""The chat panel without a browser: its handlers, what the page may ask for, what it shows."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from payloads import HARMFUL, PAYLOADS, inspected, problems

import llmnb
from llmnb.errors import ContextOverflow, NoModelLoaded, ParameterError
from llmnb.generation import FinishReason
from llmnb.options import parse_prompt
from llmnb.plain import valid
from llmnb.prompt_template import render
from llmnb.session import Conversation, Session, Settings, Turn, restore
from llmnb.session.turns import digest
from llmnb.widgets import Chat
from llmnb.widgets.panel import _open as opened

WORDS = " ".join(f"word{number}" for number in range(400))
# What a panel's HTML has besides what an answer may have.
OURS = re.compile(r"pre hidden=|pre data-llmnb-text=|button [a-z-]+=|button$")


@pytest.fixture(scope="module")
def echo():
    made = Session(Settings())
    made.load("demo", backend="echo", engine_args=("delay=0.01",))
    yield made
    made.unload_all()


@pytest.fixture
def session(echo):
    echo.conversations.clear()
    echo.settings = Settings()
    yield echo
    for panel in list(opened):
        panel.close()  # or it looks at the conversations of the next test


@pytest.fixture
def chat(session):
    return Chat("trip", session=session)


def page(chat):
    """Return the HTML of the turns."""
    return chat._turns.above.value + chat._turns.canvas.widget.value + chat._turns.below.value


def shown(chat):
    return inspected(page(chat)).text


def users(chat):
    return [turn.user for turn in chat.conversation.turns]


def act(chat, name, number=None):
    """Do what a click on a button of a turn does."""
    value = "" if number is None else chat.conversation.turns[number - 1].id
    chat._heard(chat.wiring, {"act": name, "value": value}, [])
    chat._thread and chat._thread.join(10)


def notice(chat):
    return inspected(chat.notice.value).text.strip()


def test_it_is_public_and_begins_a_conversation(session):
    assert llmnb.Chat is Chat
    panel = Chat("new", system="Be brief.", session=session, temperature=0)
    assert list(session.conversations) == ["new"]
    panel.send("Hello")
    assert panel.conversation.system == "Be brief."
    assert panel.result.config.temperature == 0
    with pytest.raises(ParameterError, match="temperature = 9"):
        Chat(session=session, temperature=9)
    with pytest.raises(llmnb.LlmnbError, match="No loaded model is called 'other'"):
        Chat(model="other", session=session)


def test_what_is_in_the_box_is_sent_and_the_box_is_empty_then(chat):
    chat._talk.message.value = "  hello there\n"
    chat._talk.send.click()
    chat.wait()
    assert (users(chat), chat._talk.message.value) == (["hello there"], "")
    assert chat.result.text == "hello there"
    assert "1 user" in shown(chat)
    assert "2 tokens" in shown(chat)
    act(chat, "run")
    assert notice(chat) == "The message is empty. Write one first."


def test_stop_keeps_the_partial_answer(chat):
    chat.send(WORDS, block=False)
    assert chat.busy
    assert [chat._talk.send.disabled, chat._talk.stop.disabled] == [True, False]
    with pytest.raises(ParameterError, match="An answer is being written"):
        chat.drop(1)
    act_started = time.perf_counter()
    while not chat._turns.canvas.painted and time.perf_counter() - act_started < 10:
        time.sleep(0.01)
    assert "word0" in inspected(chat._turns.canvas.widget.value).text
    chat._talk.stop.click()
    chat.wait()
    (turn,) = chat.conversation.turns
    assert turn.finish_reason is FinishReason.INTERRUPTED
    assert turn.answer.startswith("word0")
    assert "interrupted: the answer is not complete" in shown(chat)
    assert [chat._talk.send.disabled, chat._talk.stop.disabled] == [False, True]
    assert chat._turns.canvas.widget.value == ""


def test_an_earlier_answer_is_written_anew_and_later_turns_are_marked(chat):
    for text in "abc":
        chat.send(text)
    chat.conversation.edit(2, "old")
    act(chat, "regenerate", 2)
    assert [turn.answer for turn in chat.conversation.turns] == ["a", "b", "c"]
    assert shown(chat).count("Regenerate answers it again") == 1
    act(chat, "regenerate", 3)
    assert "Regenerate answers it again" not in shown(chat)


def test_a_system_message_holds_from_the_next_prompt_on_or_for_the_last_one_again(chat):
    chat.send("a")
    chat._talk.system.value = "Be brief."
    chat.regenerate(1)
    assert [turn.system for turn in chat.conversation.turns] == ["Be brief."]
    chat.send("b")
    assert [turn.system for turn in chat.conversation.turns] == ["Be brief.", None]
    chat._talk.system.value = "Be long."
    chat.regenerate(1)
    chat.send("c")
    assert [t.system for t in chat.conversation.turns] == ["Be brief.", None, "Be long."]


@pytest.mark.parametrize(("role", "said"), [("user", "a"), ("assistant", "A")])
def test_both_sides_are_edited_in_their_place(chat, role, said):
    chat.conversation.put(Turn("a", "A", history=digest(())))
    chat.send("b")
    act(chat, f"edit-{role}", 1)
    editor = chat._turns.editor
    assert (editor.text, editor.widget.layout.display) == (said, None)
    assert ("1 user" in chat._turns.above.value) == (role == "assistant")
    assert "2 user" in chat._turns.below.value
    editor.field.value = "other"
    chat._heard(chat.wiring, {"act": "run", "value": "edit"}, [])
    turn = chat.conversation.turns[0]
    assert "other" in (turn.user, turn.answer)
    assert (editor.at, editor.widget.layout.display) == (None, "none")
    assert shown(chat).count("Regenerate answers it again") == 1


def test_an_edited_prompt_can_be_answered_at_once_and_an_edit_left(chat):
    for text in "ab":
        chat.send(text)
    act(chat, "edit-user", 1)
    chat._turns.editor.field.value = "c"
    chat._turns.editor._answer.click()
    chat.wait()
    assert [(t.user, t.answer) for t in chat.conversation.turns] == [("c", "c"), ("b", "b")]
    act(chat, "edit-user", 1)
    chat._turns.editor.field.value = " "
    chat._heard(chat.wiring, {"act": "run", "value": "edit"}, [])
    assert notice(chat) == "The prompt is empty. Give it some text."
    chat._turns.editor.cancel()
    assert (chat._turns.editor.at, users(chat)) == (None, ["c", "b"])


def test_a_text_that_is_being_edited_is_not_thrown_away(chat, session):
    for text in "ab":
        chat.send(text)
    session.conversation("dogs")
    chat.look()
    act(chat, "edit-user", 1)
    chat._heard(chat.wiring, {"act": "stop", "value": "edit"}, [])
    assert chat._turns.editor.at is None  # nothing was changed
    act(chat, "edit-user", 1)
    chat._turns.editor.field.value = "a longer text"
    for leave in (
        lambda: chat._heard(chat.wiring, {"act": "run", "value": "", "text": "next"}, []),
        lambda: act(chat, "regenerate", 1),
        lambda: act(chat, "branch", 1),
        lambda: act(chat, "edit-assistant", 2),
        lambda: act(chat, "drop", 1),
        lambda: setattr(chat._talk.names, "value", "dogs"),
        chat._talk.clear.click,
        lambda: chat._heard(chat.wiring, {"act": "stop", "value": "edit"}, []),
    ):
        chat.say("")
        leave()
        assert notice(chat).startswith(
            "A turn is being edited, and its new text is not saved. Save it, or press Cancel, first"
        )
        assert chat._turns.editor.text == "a longer text"
        assert (users(chat), chat._talk.names.value) == (["a", "b"], "trip")
    chat._heard(chat.wiring, {"act": "run", "value": "edit"}, [])
    assert users(chat) == ["a longer text", "b"]


def test_branches_new_and_back(chat, session):
    for text in "ab":
        chat.send(text)
    act(chat, "branch", 1)
    assert (chat.name, users(chat), chat._talk.names.value) == ("trip-2", ["a"], "trip-2")
    chat.send("c")
    chat._talk.names.value = "trip"
    assert (chat.name, users(chat)) == ("trip", ["a", "b"])
    chat._talk.system.value = "Be brief."
    chat._talk.new.click()
    assert (chat.name, users(chat), chat._talk.system.value) == ("trip-3", [], "Be brief.")
    assert list(session.conversations) == ["trip", "trip-2", "trip-3"]


def test_drop_and_clear_can_be_undone(chat):
    for text in "ab":
        chat.send(text)
    act(chat, "drop", 1)
    assert (users(chat), notice(chat)) == (["b"], "Turn 1 was dropped. Undo")
    act(chat, "undo")
    assert users(chat) == ["a", "b"]
    chat._talk.clear.click()
    assert (users(chat), notice(chat)) == ([], "trip begins anew. Undo")
    act(chat, "undo")
    assert users(chat) == ["a", "b"]
    act(chat, "undo")
    assert notice(chat) == "Nothing of the conversation 'trip' can be undone."


def test_a_button_of_a_turn_that_has_changed_does_nothing(chat):
    chat.send("a")
    old = chat.conversation.turns[0].id
    chat.conversation.edit(1, "b")
    for name in ("edit-user", "edit-assistant", "regenerate", "branch", "drop"):
        chat._heard(chat.wiring, {"act": name, "value": old}, [])
        assert notice(chat) == "That turn of the conversation 'trip' has changed meanwhile."
    assert [turn.answer for turn in chat.conversation.turns] == ["b"]


def test_what_a_cell_adds_is_shown_and_what_the_panel_adds_is_no_cells(chat, session):
    session.model().generate("from a cell", chat="trip")
    assert "from a cell" not in shown(chat)
    chat.look()
    assert "from a cell" in shown(chat)
    session.place = lambda: pytest.fail("a panel is in no cell")
    try:
        chat.send("from the panel")
    finally:
        session.place = lambda: None
    assert users(chat) == ["from a cell", "from the panel"]
    assert chat.conversation.turns[1].place is None


def test_errors_are_words_and_what_was_written_is_kept(session):
    panel = Chat(session=Session(Settings()))
    with pytest.raises(NoModelLoaded):
        panel.send("hello")
    assert notice(panel) == "No model is loaded. Run %llm_load demo first. Put it back"
    assert panel._talk.message.value == ""
    assert (page(panel), panel.busy) == ("", False)
    act(panel, "put-back")
    assert (panel._talk.message.value, notice(panel)) == ("hello", "")


def test_a_message_that_fails_does_not_take_the_place_of_the_next(session):
    panel = Chat(session=Session(Settings()))
    run = {"act": "run", "value": "", "text": "first"}
    panel._heard(panel.wiring, run, [])
    panel._talk.message.value = "the next"
    panel._thread.join(10)
    assert panel._talk.message.value == "the next"
    act(panel, "put-back")
    assert panel._talk.message.value == "first\n\nthe next"


def test_what_the_page_took_is_sent_and_the_box_is_left_alone(chat):
    chat._talk.message.value = "the next"
    chat._heard(chat.wiring, {"act": "run", "value": "", "text": WORDS[:300]}, [])
    chat._heard(chat.wiring, {"act": "run", "value": "", "text": "too early"}, [])
    assert notice(chat) == "An answer is being written. Stop it first. Put it back"
    chat._thread.join(10)
    assert (users(chat), chat._talk.message.value) == ([WORDS[:300].strip()], "the next")
    act(chat, "put-back")
    assert chat._talk.message.value == "too early\n\nthe next"


def test_a_conversation_that_outgrows_the_context_goes_on_without_its_oldest_turns():
    session = Session(Settings())
    session.load("demo", backend="onnx", precision="fp32")
    try:
        panel = Chat("long", session=session, temperature=0, max_tokens=5)
        for number in range(80):
            panel.conversation.put(Turn(f"{number} " + "word " * 40, "ok", parent="?"))
        with pytest.raises(ContextOverflow):
            panel.send("Hello")
        assert notice(panel).startswith("The conversation 'long' has outgrown the context.")
        assert notice(panel).endswith("or begin anew. Leave the oldest out Clear Put it back")
        assert "--overflow" not in notice(panel)
        act(panel, "leave-out")
        assert len(panel.conversation) == 81
        assert "oldest turns were left out" in shown(panel)
        assert "token · first token after" in shown(panel)
        assert panel._talk.message.value == ""
        with pytest.raises(ContextOverflow):
            panel.send("word " * 3000)
        act(panel, "leave-out")  # it is the prompt alone that is too long
        assert notice(panel).startswith("The prompt has")
        assert notice(panel).endswith("Put it back")
    finally:
        session.unload_all()


def test_cells_make_the_same_conversation(session):
    panel = Chat("my trip", session=session, temperature=0.5)
    said = ["Hello", 'a "b" {{ c }} {% d %}', "# %% a cell?\n\n#%%\nno", "-x $HOME {y};", "x?"]
    for number, text in enumerate(said):
        panel._talk.system.value = "Be\nbrief." if number < 2 else "Be long."
        panel.send(text)
    cells = [c.strip("\n") for c in re.split(r"^# %%$", panel.cells, flags=re.M)[1:]]
    assert len(cells) == len(said)
    again = Conversation("again")
    for cell in cells:
        first, _, prompt = cell.partition("\n")
        line = first.removeprefix("%%llm ")
        options, _ = parse_prompt(line, cell=True, expand=lambda value: render(value, {}))
        assert (options.chat, dict(options.generation)) == ("my trip", {"temperature": 0.5})
        user = render(prompt, {})
        again.put(Turn(user, user, options.system, parent="?"))
    assert again.messages == panel.conversation.messages


def test_export(chat, tmp_path):
    chat.send("hello")
    export = chat._export
    assert inspected(export._copies.value).text == ""
    export.open.value = True
    assert "%%llm --chat trip" in export._copies.value
    assert export.file.value == "trip.md"
    path = tmp_path / "trip.json"
    export.file.value = str(path)
    export.save.click()
    assert notice(chat) == f"Written to {path}."
    export.save.click()
    assert notice(chat) == "'trip.json' is there already. Replace it"
    chat.send("again")
    act(chat, "replace-file")
    assert len(json.loads(path.read_text())) == 4
    export.file.value = str(Path("trip.html"))
    export.save.click()
    assert notice(chat) == ("'trip.html' is not allowed: its ending must be one of .json, .md.")


def test_only_the_file_that_was_asked_about_is_replaced(chat, tmp_path):
    chat.send("hello")
    export = chat._export
    export.open.value = True
    asked, other = tmp_path / "a.md", tmp_path / "b.md"
    for path in (asked, other):
        path.write_text("old")
    export.file.value = str(asked)
    export.save.click()
    assert notice(chat) == "'a.md' is there already. Replace it"
    export.file.value = str(other)
    act(chat, "replace-file")
    assert ("hello" in asked.read_text(), other.read_text()) == (True, "old")
    act(chat, "replace-file")  # it holds once: this asks again, about what is in the field
    assert (notice(chat), other.read_text()) == ("'b.md' is there already. Replace it", "old")


def test_the_file_is_named_after_the_conversation_that_is_shown(chat):
    chat._export.open.value = True
    assert chat._export.file.value == "trip.md"
    chat.switch("dogs")
    assert chat._export.file.value == "dogs.md"


def test_the_twin_is_the_transcript_and_is_saved_with_all_turns(chat, session, tmp_path):
    for text in "ab":
        chat.send(text)
    chat.branch(1)
    chat.switch("trip")
    twin = chat.twin()
    assert twin["text/plain"].startswith("trip: 2 turns\n\n1 user: a\n\n1 assistant: a")
    assert twin["text/plain"].endswith("[other conversations: trip-2]")
    output = {"output_type": "display_data", "metadata": {"llmnb": dict(chat.record())}}
    path = tmp_path / "saved.ipynb"
    path.write_text(json.dumps({"cells": [{"id": "p", "outputs": [output]}]}))
    for name, count in (("trip", 2), ("trip-2", 1)):
        again, missing = restore(path, name)
        assert (again.messages, missing) == (session.conversations[name].messages, 0)
        assert len(again) == count
    session.settings.save_prompts = False
    assert chat.record() == {}
    assert chat.twin()["text/plain"] == "trip: 2 turns\n\n[other conversations: trip-2]"
    assert "1 user" not in chat.twin()["text/html"]


def test_the_twin_does_not_offer_to_go_on_from_an_answer_of_the_panel(chat):
    chat.conversation.put(Turn("a", "A", finish_reason=FinishReason.LENGTH))
    twin = chat.twin()
    assert "[this answer was cut short]" in twin["text/plain"]
    assert "%llm_continue" not in twin["text/html"]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: p.name)
def test_payloads_stay_text_in_every_view(session, payload):
    text = payload.text[:20_000]
    panel = Chat("x", session=session)
    for role in ("user", "answer", "system", "id"):
        values = {"user": "u", "answer": "a", role: valid(text) if role == "id" else text}
        panel.conversation.put(Turn(**values, parent="?"))
    panel._show()
    panel._export.open.value = True
    panel.say(text, problem=True)
    views = [page(panel), panel._export._copies.value, panel.notice.value]
    for view in views:
        wrong = [w for w in inspected(view).wrong if not OURS.match(w)]
        assert [w for w in wrong if not re.match(r"div role=(alert|status)$", w)] == []
        assert HARMFUL.findall(view) == []
    assert problems(panel.twin()) == []
    panel._talk.message.value = ""
    if text.strip() and len(text.split()) < 50:
        panel.send(text)
        assert [w for w in inspected(page(panel)).wrong if not OURS.match(w)] == []
