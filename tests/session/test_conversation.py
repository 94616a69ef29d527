"""Conversations: where an answer goes, what the model reads, and how they are rebuilt."""

import json
import random

import pytest

from llmnb.errors import ContextOverflow, ParameterError, StorageError
from llmnb.generation import FinishReason, Message
from llmnb.session import (
    Conversation,
    Place,
    Session,
    Settings,
    Turn,
    as_record,
    as_records,
    branch,
    export,
    free_name,
    restore,
)
from llmnb.session.saved_chat import from_record
from llmnb.session.turns import digest


@pytest.fixture(scope="module")
def session():
    made = Session(Settings())
    made.load("demo", backend="onnx", precision="fp32")
    yield made
    made.unload_all()


@pytest.fixture
def demo(session):
    session.conversations.clear()
    session.place = lambda: None
    return session.model()


def say(chat, user, place=None, **options):
    """Answer a prompt without a model, and return the change."""
    slot = chat.slot(user, place=place, **options)
    parent = slot.history[-1].id if slot.history else None
    turn = Turn(user, user.upper(), parent=parent, history=digest(slot.history), place=place)
    return chat.put(turn, slot.replaced)


def users(chat):
    return [turn.user for turn in chat.turns]


def test_turns_without_a_place_are_appended():
    chat = Conversation()
    for text in "abc":
        say(chat, text)
    assert users(chat) == ["a", "b", "c"]
    assert [chat.is_stale(i) for i in range(3)] == [False] * 3
    assert chat.messages[:2] == (Message("user", "a"), Message("assistant", "A"))


def test_a_cell_that_runs_again_replaces_its_own_turn_and_reads_only_what_is_before_it():
    chat = Conversation()
    for cell in "abc":
        say(chat, cell, Place(cell, "1"))
    slot = chat.slot("B?", place=Place("b", "2"))
    assert [m.content for m in slot.messages()] == ["a", "A", "B?"]
    say(chat, "B?", Place("b", "2"))
    assert users(chat) == ["a", "B?", "c"]
    assert [chat.is_stale(i) for i in range(3)] == [False, False, True]
    say(chat, "c", Place("c", "2"))
    assert not chat.is_stale(2)


def test_only_turns_whose_history_changed_after_they_were_answered_are_stale():
    chat = Conversation()
    for cell in "ab":
        say(chat, cell, Place(cell, "1"))
    say(chat, "A?", Place("a", "2"))
    say(chat, "c", Place("c", "1"))
    assert [chat.is_stale(i) for i in range(3)] == [False, True, False]
    say(chat, "b", Place("b", "2"))
    assert [chat.is_stale(i) for i in range(3)] == [False, False, True]
    chat.drop(1)
    say(chat, "d")
    assert [chat.is_stale(i) for i in range(3)] == [True, True, False]


def test_a_turn_that_was_saved_without_its_history_is_judged_by_the_turn_before():
    chat = Conversation()
    first = Turn("a", "A")
    chat.put(first)
    chat.put(Turn("b", "B", parent=first.id))
    assert not chat.is_stale(1)
    chat.edit(1, "other")
    assert chat.is_stale(1)


def test_prompts_of_one_run_of_a_cell_follow_each_other():
    chat = Conversation()
    for user, cell in (("a", "x"), ("b", "y"), ("c", "y"), ("d", "z")):
        say(chat, user, Place(cell, "1"))
    assert users(chat) == ["a", "b", "c", "d"]
    for user in ("B", "C", "E"):
        say(chat, user, Place("y", "2"))
    assert users(chat) == ["a", "B", "C", "E", "d"]
    say(chat, "F", Place("y", "3"))
    assert users(chat) == ["a", "F", "d"]


def test_replace_takes_the_place_of_the_last_turn():
    chat = Conversation()
    say(chat, "a", replace=True)
    say(chat, "b")
    say(chat, "c", replace=True)
    assert users(chat) == ["a", "c"]


def test_an_earlier_turn_is_answered_again_in_its_place_and_marks_those_after_it():
    chat = Conversation()
    for text in "abc":
        say(chat, text, Place(text, "1"))
    slot = chat.reopen(2)
    assert [m.content for m in slot.messages()] == ["a", "A", "b"]
    turn = Turn("b", "other", parent="?", history=digest(slot.history), place=slot.place)
    chat.put(turn, slot.replaced)
    assert [t.answer for t in chat.turns] == ["A", "other", "C"]
    assert [chat.is_stale(i) for i in range(3)] == [False, False, True]
    say(chat, "B?", Place("b", "2"))
    assert users(chat) == ["a", "B?", "c"]
    assert chat.reopen(1).messages() == (Message("user", "a"),)
    with pytest.raises(ParameterError, match="Turn 4 of the conversation 'default'"):
        chat.reopen(4)


def test_a_turn_answered_again_keeps_its_system_message_unless_there_is_another():
    chat = Conversation()
    chat.put(Turn("a", "A", system="Be brief."))
    assert chat.reopen(1).messages()[0] == Message("system", "Be brief.")
    assert chat.reopen(1, "Be long.").messages()[0] == Message("system", "Be long.")


def test_a_turn_is_found_by_its_id_until_it_changes():
    chat = Conversation()
    first, second = say(chat, "a").turn, say(chat, "b").turn
    assert [chat.number(first.id), chat.number(second.id)] == [1, 2]
    chat.edit(1, "other")
    with pytest.raises(ParameterError) as caught:
        chat.number(first.id)
    assert str(caught.value) == "That turn of the conversation 'default' has changed meanwhile."


def test_a_branch_goes_on_from_a_turn_and_leaves_the_conversation_as_it_was():
    chats = {"trip": Conversation("trip")}
    for text in "abc":
        say(chats["trip"], text, Place(text, "1"))
    new = branch(chats, "trip", 2)
    assert (new.name, users(new), new.is_stale(1)) == ("trip-2", ["a", "b"], False)
    assert new.id != chats["trip"].id
    say(new, "B?", Place("b", "2"))
    assert (users(new), users(chats["trip"])) == (["a", "B?"], ["a", "b", "c"])
    assert branch(chats, "trip-2", 0).name == "trip-3"
    assert users(chats["trip-3"]) == []
    assert free_name("chapter-7", {"chapter-7"}) == "chapter-7-2"
    with pytest.raises(ParameterError, match="Turn 9 of the conversation 'trip'"):
        branch(chats, "trip", 9)
    assert list(chats) == ["trip", "trip-2", "trip-3"]


def test_what_was_dropped_or_cleared_last_comes_back():
    chat = Conversation()
    for text in "abc":
        say(chat, text)
    id, before, revision = chat.id, chat.turns, chat.revision
    chat.drop(2)
    chat.undo()
    assert (chat.id, chat.turns) == (id, before)
    chat.clear()
    assert chat.undo().revision > revision
    assert (chat.id, chat.turns) == (id, before)
    chat.drop(1)
    say(chat, "d")
    with pytest.raises(ParameterError, match="Nothing of the conversation 'default' can be undone"):
        chat.undo()
    assert users(chat) == ["b", "c", "d"]


def test_what_came_back_after_a_clear_counts_more_than_all_that_was_saved_before(tmp_path):
    chat, path = Conversation("trip"), tmp_path / "a.ipynb"
    changes = [say(chat, text) for text in "ab"]
    changes += [chat.edit(1, f"better {number}") for number in range(5)]
    changes.append(chat.drop(1))
    chat.clear()
    revision = changes[-1].revision
    assert chat.undo().revision > revision
    changes.append(say(chat, "c"))
    path.write_text(json.dumps(notebook(*changes)))
    again, missing = restore(path, "trip")
    assert (users(again), missing) == (["b", "c"], 0)


def test_a_system_message_holds_from_its_turn_on():
    chat = Conversation()
    chat.put(Turn("a", "A", system="Be brief."))
    assert chat.slot("b").messages()[0] == Message("system", "Be brief.")
    assert chat.slot("b", "Be long.").messages()[0] == Message("system", "Be long.")
    assert [m.role for m in chat.messages] == ["system", "user", "assistant"]


def test_edits_and_drops():
    chat = Conversation("trip")
    for text in "abc":
        say(chat, text)
    chat.edit(2, "other")
    chat.edit(1, "hello", "user")
    assert [turn.answer for turn in chat.turns] == ["A", "other", "C"]
    assert users(chat) == ["hello", "b", "c"]
    assert chat.is_stale(2)
    chat.drop(1)
    assert users(chat) == ["b", "c"]
    for number in (0, 3):
        with pytest.raises(ParameterError, match=f"Turn {number} of the conversation 'trip'"):
            chat.edit(number, "x")
    with pytest.raises(ParameterError, match="role = 'tool' is not allowed"):
        chat.edit(1, "x", "tool")
    with pytest.raises(ParameterError, match=r"text = 5 is not allowed: it must be a text\."):
        chat.edit(1, 5)
    with pytest.raises(ParameterError, match="Turn 'a' of the conversation 'trip' is not there"):
        chat.drop("a")
    with pytest.raises(ParameterError, match="The conversation 'new' has no turns yet"):
        Conversation("new").drop(1)


@pytest.mark.parametrize("seed", range(30))
def test_what_a_notebook_saves_makes_the_conversation_again(seed):
    rng = random.Random(seed)
    chat, cells = Conversation(), {}  # a cell keeps only the changes of its last run
    for step in range(rng.randrange(1, 25)):
        cell = rng.choice("abcdefgh")
        cells[cell] = []
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            cells[cell].append(say(chat, f"{cell}{step}", Place(cell, str(step))))
        if rng.random() < 0.3:
            cells[f"edit{step}"] = [chat.edit(rng.randrange(len(chat)) + 1, f"edited {step}")]
    saved = [as_record(change) for changes in cells.values() for change in changes]
    rng.shuffle(saved)
    again = Conversation()
    missing = again.rebuild([from_record(json.loads(json.dumps(record))) for record in saved])
    assert missing == 0
    assert [t.id for t in again.turns] == [t.id for t in chat.turns]
    assert again.messages == chat.messages
    assert again.revision == chat.revision


def test_a_damaged_record_is_refused():
    record = as_record(say(Conversation(), "a"))
    assert from_record(record).turn.user == "a"
    damages = {"revision": -1, "user": 7, "order": "x", "name": "\n", "id": None,
               "finish_reason": "because", "conversation": True}  # fmt: skip
    for key, value in [*damages.items(), ("id", "\ud800"), ("id", "x" * 101)]:
        with pytest.raises((ValueError, KeyError)):
            from_record({**record, key: value})


def test_a_chat_is_answered_with_its_turns(demo, session):
    first = demo.generate("My name is Rosa.", chat="trip", temperature=0)
    second = demo.generate("What is my name?", chat="trip", temperature=0)
    assert "Rosa" in second.text
    assert second.messages[:2] == first.messages
    chat = session.conversations["trip"]
    assert [turn.answer for turn in chat.turns] == [first.text, second.text]
    rendered = demo.render("Again?", chat="trip")
    assert rendered.text.index("My name is Rosa.") < rendered.text.index("Again?")
    assert len(chat) == 2


def test_chats_are_apart(demo):
    demo.generate("My name is Rosa.", chat="one", temperature=0)
    assert "Rosa" not in demo.render("What is my name?", chat="two").text


def test_what_cannot_be_a_turn_is_refused(demo):
    with pytest.raises(ParameterError, match="one text"):
        demo.generate([{"role": "user", "content": "hi"}], chat="x")
    with pytest.raises(ParameterError, match="chat template"):
        demo.generate("hi", chat="x", no_chat_template=True)
    with pytest.raises(ParameterError, match="batch"):
        demo.batch(["hi"], chat="x")
    with pytest.raises(ParameterError, match="replace is for conversations"):
        demo.generate("hi", replace=True)
    with pytest.raises(ParameterError, match="chat = '' is not allowed"):
        demo.generate("hi", chat="")
    with pytest.raises(ParameterError, match="overflow = 'drop' is not allowed"):
        demo.generate("hi", chat="x", overflow="drop")


def test_a_chat_that_outgrows_the_context_is_an_error_and_stays_as_it_was(demo, session):
    chat = session.conversation("long")
    for number in range(40):
        say(chat, f"{number} " + "word " * 40)
    with pytest.raises(ContextOverflow, match="'long' has outgrown the context") as caught:
        demo.generate("Hello", chat="long")
    assert "--overflow drop-oldest" in caught.value.hint
    assert len(chat) == 40
    with pytest.raises(ContextOverflow, match=r"^The prompt has") as caught:
        demo.generate("word " * 3000, chat="long", overflow="drop-oldest")
    assert caught.value.hint.startswith("Shorten the prompt")


def test_the_oldest_turns_can_be_left_out(demo, session):
    chat = session.conversation("long")
    chat.put(Turn("first", "ok", system="Answer in one word."))
    for number in range(40):
        say(chat, f"{number} " + "word " * 40)
    rendered = demo.render("Hello", chat="long", overflow="drop-oldest")
    assert rendered.tokens + demo.info.context // 4 <= demo.info.context
    assert "Answer in one word." in rendered.text
    assert "39 word" in rendered.text
    (note,) = [note for note in rendered.notes if "left out" in note]
    count = int(note.split()[1])
    assert f"{count - 1} word" in rendered.text
    assert f"{count - 2} word" not in rendered.text
    answer = demo.generate("Hello", chat="long", overflow="drop-oldest", temperature=0)
    assert note in answer.notes
    assert len(chat) == 42
    small = demo.render("Hello", chat="short", overflow="drop-oldest")
    assert small.notes == ()


def test_a_cut_answer_goes_on(demo, session):
    prompt = "Tell me a story about a fox."
    whole = demo.generate(prompt, temperature=0, max_tokens=60)
    cut = demo.generate(prompt, temperature=0, max_tokens=10, chat="story")
    assert cut.finish_reason is FinishReason.LENGTH
    rest = demo.continue_answer(max_tokens=50)
    assert rest.text == whole.text
    assert rest.messages == whole.messages
    assert rest.usage.completion_tokens == whole.usage.completion_tokens - 10
    (turn,) = session.conversations["story"].turns
    assert turn.answer == rest.text
    raw = demo.generate("The capital of", no_chat_template=True, temperature=0, max_tokens=3)
    longer = demo.continue_answer(max_tokens=4)
    assert longer.text.startswith(raw.text)
    assert len(longer.text) > len(raw.text)


def test_an_answer_that_was_cut_after_a_space_goes_on_with_one(demo):
    prompt = "What is the capital of Japan?"
    whole = demo.generate(prompt, temperature=0, logprobs=0)
    spaces = [place for place, token in enumerate(whole.logprobs) if token.text == " "]
    assert spaces
    for place in spaces:
        cut = demo.generate(prompt, temperature=0, logprobs=0, max_tokens=place + 1)
        assert cut.text.endswith(" ")
        rest = demo.continue_answer(max_tokens=60)
        assert (rest.text, rest.messages) == (whole.text, whole.messages)
        assert [t.text for t in rest.logprobs] == [t.text for t in whole.logprobs]


def test_only_a_cut_answer_goes_on(demo):
    demo.generate("What is the capital of France?", temperature=0)
    with pytest.raises(ParameterError, match="The last answer is complete"):
        demo.continue_answer()


def test_export(tmp_path):
    chat = Conversation("trip")
    chat.put(Turn("a", "A\n\n* b", system="Be brief."))
    export(chat, tmp_path / "chat.json")
    assert json.loads((tmp_path / "chat.json").read_text()) == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "A\n\n* b"},
    ]
    export(chat, tmp_path / "chat.md")
    assert (tmp_path / "chat.md").read_text().startswith("# trip\n\n**System**\n\nBe brief.")
    with pytest.raises(ParameterError, match=r"'chat.md' is there already"):
        export(chat, tmp_path / "chat.md")
    export(Conversation("trip"), tmp_path / "chat.md", force=True)
    assert (tmp_path / "chat.md").read_text() == "# trip\n"
    with pytest.raises(ParameterError, match=r"its ending must be one of .json, .md"):
        export(chat, tmp_path / "chat.html")


def notebook(*changes):
    outputs = [
        {"output_type": "display_data", "metadata": {"llmnb": {"chat": as_record(change)}}}
        for change in changes
    ]
    return {"cells": [{"id": "c1", "outputs": outputs}, {"id": 5}, 7, {"outputs": [None, {}]}]}


def test_restore(tmp_path):
    path = tmp_path / "a.ipynb"
    old, new = Conversation("trip"), Conversation("trip")
    path.write_text(json.dumps(notebook(say(old, "x"), say(new, "a"), say(new, "b"))))
    again, missing = restore(path, "trip")
    assert missing == 0
    assert (again.id, again.messages) == (new.id, new.messages)
    assert again.turns[0].place == Place("c1", "")
    path.write_text(json.dumps(notebook(say(new, "c"))))
    assert restore(path, "trip")[1] == 2
    with pytest.raises(ParameterError, match="no saved turn of the conversation 'trap'") as caught:
        restore(path, "trap")
    assert caught.value.hint == "It has: trip."


def test_what_a_panel_saves_grows_with_the_turns_and_not_with_their_square():
    sizes = []
    for count in (100, 1000):
        chat = Conversation("trip")
        for number in range(count):
            say(chat, f"{number}")
        sizes.append(len(json.dumps(as_records(chat))))
    assert sizes[1] < 11 * sizes[0]


def test_a_panel_that_was_saved_with_the_order_in_every_record_is_still_restored(tmp_path):
    path, chat = tmp_path / "a.ipynb", Conversation("trip")
    for text in "abc":
        say(chat, text)
    order = [turn.id for turn in chat.turns]
    records = [{**r, "revision": chat.revision, "order": order} for r in as_records(chat)]
    panel = {"output_type": "display_data", "metadata": {"llmnb": {"chats": records}}}
    path.write_text(json.dumps({"cells": [{"id": "p", "outputs": [panel]}]}))
    again, missing = restore(path, "trip")
    assert (again.messages, again.revision, missing) == (chat.messages, chat.revision, 0)


def test_restore_from_a_panel(tmp_path):
    path = tmp_path / "a.ipynb"
    chat, other = Conversation("trip"), Conversation("other")
    own = say(chat, "a", Place("c7", "1"))
    for text in "bc":
        say(chat, text)
    chat.drop(2)
    say(other, "x")
    saved = notebook(own)
    records = [*as_records(chat), *as_records(other), None, 5]
    panel = {"output_type": "display_data", "metadata": {"llmnb": {"chats": records}}}
    saved["cells"].append({"id": "p", "outputs": [panel, {"metadata": {"llmnb": {"chats": 1}}}]})
    path.write_text(json.dumps(saved))
    again, missing = restore(path, "trip")
    assert missing == 0
    assert (again.id, again.messages) == (chat.id, chat.messages)
    assert [turn.place for turn in again.turns] == [Place("c7", ""), None]
    assert users(restore(path, "other")[0]) == ["x"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it has no cells"),
        ('{"cells": []}', "no saved turn"),
    ],
)
def test_a_file_that_is_no_notebook(tmp_path, content, message):
    path = tmp_path / "a.ipynb"
    if content is not None:
        path.write_text(content)
    with pytest.raises((ParameterError, StorageError), match=message):
        restore(path, "trip")
