"""``%llm_chat``: a conversation of the session, to be talked with and changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from llmnb import rendering
from llmnb.config import GenerationOverrides
from llmnb.errors import ContextOverflow, Interrupted, ParameterError
from llmnb.generation import Generation
from llmnb.options import PromptOptions, as_cells
from llmnb.rendering.bundles import Bundle, final_status
from llmnb.rendering.transcript import others
from llmnb.session import (
    Conversation,
    Interruption,
    Model,
    Prepared,
    Session,
    Slot,
    as_records,
    branch,
    has_history,
)
from llmnb.session.conversation import DEFAULT
from llmnb.widgets.exporting import Export
from llmnb.widgets.panel import Panel, in_words
from llmnb.widgets.talking import NAMES, Talk
from llmnb.widgets.transcript import Transcript

OUTGROWN = "Leave its oldest turns out of what the model reads, drop some, or begin anew."
OFFERS = (("leave-out", "Leave the oldest out"), ("clear", "Clear"))


class Chat(Panel):
    """A panel for a conversation, which cells with ``--chat NAME`` go on with, and it with theirs.

    Parameters
    ----------
    name : str
        The conversation's name; a new one begins if there is none of that name.
    model : str, optional
        The name of a loaded model; by default whatever is the current one.
    system : str, optional
        A system message, which holds from the next prompt on.
    session : Session, optional
        By default the one that the magics share.
    **parameters
        Fields of `GenerationConfig` for the answers.

    Attributes
    ----------
    name : str
        The name of the conversation that is shown.
    result : Generation, optional
        The last answer that this panel got.
    """

    def __init__(
        self,
        name: str = DEFAULT,
        model: str | None = None,
        system: str | None = None,
        *,
        session: Session | None = None,
        **parameters: Any,
    ) -> None:
        super().__init__("Chat", session)
        if model is not None:
            self.session.model(model)  # there is one, or this raises
        self._wanted = GenerationOverrides(**parameters)
        self.name = self.session.conversation(name).name
        self.result: Generation | None = None
        self._saved = [self.name]  # the conversations whose turns are saved with the twin
        self._told: dict[str, tuple[str, ...]] = {}  # of turns, by their ids
        self._again: Callable[[], object] = lambda: None  # asks anew, the oldest turns left out
        self._prepared: Prepared | None = None  # what is asked, if it may leave out turns
        self._taken: str | None = None  # the message that came with what the page asks for
        self._unsent: list[str] = []  # messages that became no turn
        self._shown: object = None  # the state that is on the page
        holds = self.conversation.system or ""
        self._talk = Talk(self.session, model, holds if system is None else system, self._does())
        self._turns = Transcript(self.soon, self._save_edit, self._edit_closed)
        self._editor = self._turns.editor
        self._export = Export(self, lambda: self.conversation, lambda: self.cells)
        self.wiring.names = NAMES
        self._listen()
        self.arrange(*self._talk.above, self._turns.widget, *self._talk.below, self._export.widget)
        self._show()

    # What it is about.

    @property
    def conversation(self) -> Conversation:
        """The conversation that is shown."""
        return self.session.conversation(self.name)

    @property
    def model(self) -> Model:
        """The model that answers."""
        return self.session.model(self._talk.model.value or None)

    @property
    def cells(self) -> str:
        """The conversation as ``%%llm`` cells."""
        options = PromptOptions(
            chat=self.name, model=self._talk.model.value or None, generation=self._wanted
        )
        return as_cells(self.conversation.turns, options)

    def twin(self) -> Bundle:
        """Return the conversation as ``%llm_chat`` shows it without a kernel."""
        notes = others(self.session.conversations, self.name)
        texts = self.session.settings.save_prompts
        return rendering.transcript(self.conversation, notes, goes_on=False, texts=texts)

    def record(self) -> Mapping[str, Any]:
        """Return the turns, from which the conversations can be rebuilt."""
        if not self.session.settings.save_prompts:
            return {}
        chats = filter(None, map(self.session.conversations.get, self._saved))
        return {"chats": [record for chat in chats for record in as_records(chat)]}

    # What it does.

    def send(
        self, text: str | None = None, *, overflow: str = "error", block: bool = True
    ) -> Generation | None:
        """Answer a prompt as the next turn.

        Parameters
        ----------
        text : str, optional
            The prompt; by default what stands in the message's box.
        overflow : str
            What to do when the conversation outgrows the context.
        block : bool
            Wait for the answer and return it; otherwise return at once.

        Raises
        ------
        ParameterError
            If there is no text, or an answer is being written.
        """
        said = (self._talk.message.value if text is None else text).strip()
        self._must_be_free()
        if not said:
            raise ParameterError("The message is empty.", hint="Write one first.")
        slot = self.conversation.slot(said, self._talk.new_system())
        if text is None:
            self._talk.message.value = ""
        again = partial(self.send, said, overflow="drop-oldest", block=False)
        return self._begin(slot, overflow, block, again)

    def regenerate(
        self, number: int, *, overflow: str = "error", block: bool = True
    ) -> Generation | None:
        """Answer the prompt of a turn, counted from 1, once more; later turns stay, marked."""
        self._must_be_free()
        last = number == len(self.conversation)
        slot = self.conversation.reopen(number, self._talk.new_system() if last else None)
        again = partial(self.regenerate, number, overflow="drop-oldest", block=False)
        return self._begin(slot, overflow, block, again)

    def edit(self, number: int, text: str, role: str = "assistant") -> None:
        """Change what one side said in a turn, counted from 1; see `Conversation.edit`."""
        self._must_be_idle()
        if role == "user" and not text.strip():
            raise ParameterError("The prompt is empty.", hint="Give it some text.")
        self.conversation.edit(number, text, role)
        self._changed()

    def drop(self, number: int) -> None:
        """Take a turn, counted from 1, out."""
        self._must_be_free()
        self.conversation.drop(number)
        self._changed(f"Turn {number} was dropped.")

    def clear(self) -> None:
        """Begin the conversation anew."""
        self._must_be_free()
        self.conversation.clear()
        self._talk.reset("", self._talk.system.value)  # it is for the next turn
        self._changed(f"{self.name} begins anew.")

    def undo(self) -> None:
        """Take back that a turn was dropped, or that the conversation was cleared."""
        self._must_be_free()
        self.conversation.undo()
        self._changed()

    def branch(self, number: int) -> Conversation:
        """Go on from a turn, counted from 1, in a new conversation, which is shown then."""
        self._must_be_free()
        new = branch(self.session.conversations, self.name, number)
        self.switch(new.name)
        return new

    def new(self) -> Conversation:
        """Begin a new conversation beside this one, with the same text in the system's box."""
        system = self._talk.system.value
        made = self.branch(0)
        self._talk.reset("", system)
        return made

    def switch(self, name: str) -> None:
        """Show the conversation of a name, a new one if there is none."""
        self._must_be_free()
        self.name = self.session.conversation(name).name
        self._saved += [self.name] if self.name not in self._saved else []
        self._talk.reset(self.conversation.system or "")
        self._editor.close()
        self._changed()

    # How it is wired.

    def _does(self) -> dict[str, Callable[..., None]]:
        return {
            "send": self.soon(lambda: self.send(block=False)),
            "stop": self.does(self.stop),
            "new": self.soon(self.new),
            "clear": self.soon(self.clear),
            "switch": self.guard(self._choose),
        }

    def _listen(self) -> None:
        """Name what the page may ask for; turns are named by their ids."""
        number = self._number

        def later(act: Callable[[str], object]) -> Callable[[str], object]:
            return lambda id: self.soon(lambda: act(id))()  # a text may be open in the editor

        self.acts |= {
            "run": self._keyed,
            "stop": lambda at: self.soon(self._leave_edit)() if at == "edit" else self.stop(),
            "undo": lambda _: self.undo(),
            "clear": lambda _: self.clear(),
            "leave-out": lambda _: self._again(),
            "put-back": lambda _: self.soon(self._put_back)(),
            "edit-user": later(lambda id: self._open_editor(number(id), "user")),
            "edit-assistant": later(lambda id: self._open_editor(number(id), "assistant")),
            "regenerate": later(lambda id: self.regenerate(number(id), block=False)),
            "branch": later(lambda id: self.branch(number(id))),
            "drop": later(lambda id: self.drop(number(id))),
        }

    # What happens.

    def _choose(self, name: str) -> None:
        try:
            self.switch(name)
        finally:  # the list shows the one that is there
            self._talk.show(self.name, self.conversation.system or "")

    def _keyed(self, at: str) -> None:
        taken, self._taken = self._taken, None
        self.soon(self._save_edit if at == "edit" else lambda: self._send(taken))()

    def _heard(self, widget: Any, content: Any, buffers: Any) -> None:
        text = content.get("text") if isinstance(content, dict) else None
        self._taken = text if isinstance(text, str) else None
        super()._heard(widget, content, buffers)

    def _send(self, taken: str | None) -> None:
        """Send what the page took out of the message's box, where the next may stand by now."""
        try:
            self.send(taken, block=False)
        except Exception as error:
            self._unsent += [taken] if taken and taken.strip() else []
            self.complain(error)

    def _put_back(self) -> None:
        """Put messages that became no turn before what stands in the box."""
        message = self._talk.message
        message.value = "\n\n".join(filter(None, (*self._unsent, message.value)))
        self._unsent = []
        self.say("")
        message.focus()

    def _number(self, id: str) -> int:
        """Return which turn a button is about; the button may be gone afterwards."""
        self._talk.message.focus()
        return self.conversation.number(id)

    def _must_be_idle(self) -> None:
        if self.busy:
            raise self.refusal()
        self.say("")

    def _must_be_free(self) -> None:
        self._must_be_idle()
        if self._editor.changed:
            raise ParameterError(
                "A turn is being edited, and its new text is not saved.",
                hint="Save it, or press Cancel, first.",
            )

    def _begin(
        self, slot: Slot, overflow: str, block: bool, again: Callable[[], object]
    ) -> Generation | None:
        self._editor.close()
        self._again, self.result, self._unsent = again, None, []
        self.must_start(lambda stop: self._answer(stop, slot, overflow))
        if not block:
            return None
        self.wait()
        return self.result

    def _answer(self, stop: Interruption, slot: Slot, overflow: str) -> None:
        self._prepared = None
        self._show(slot)
        try:
            model = self.model
            prepared = model.prepare_turn(slot, overflow=overflow, **self._wanted)
            self._prepared = prepared if overflow == "error" else None
            painter = rendering.Painter(live=True, canvas=self._turns.canvas, goes_on=False)
            self.result = model.run(prepared, on_chunk=painter.add, on_tick=painter.tick, stop=stop)
        except Exception as error:
            self._unsent += [] if slot.replaced else [slot.user]  # what was written is not lost
            if not isinstance(error, Interrupted):
                raise
            self.say("Stopped.", offers=self._offers())
        else:
            turn = slot.change.turn if slot.change is not None else None
            assert turn is not None  # `run` has put it in
            self._told[turn.id] = (*self.result.notes, final_status(self.result))

    def complain(self, error: Exception) -> None:
        """Show what an answer has failed with; what helps is a button."""
        asked = self._prepared
        if isinstance(error, ContextOverflow) and asked is not None and has_history(asked):
            offers = (*OFFERS, *self._offers())
            self.say(f"{error.message} {OUTGROWN}", problem=True, offers=offers)
        else:
            self.say(in_words(error), problem=True, offers=self._offers())

    def _offers(self) -> tuple[tuple[str, str], ...]:
        return (("put-back", "Put it back"),) if self._unsent else ()

    def working(self, busy: bool) -> None:
        """Enable and disable controls, and show what has come of the work."""
        if not busy:
            self._show()
        self._talk.busy(busy)

    def _open_editor(self, number: int, role: str) -> None:
        self._must_be_free()
        turn = self.conversation.turns[number - 1]
        self._editor.open(turn.id, role, turn.user if role == "user" else turn.answer)
        self._show()
        self._editor.field.focus()

    def _save_edit(self, answer: bool = False) -> None:
        if self._editor.at is None:
            return
        id, role = self._editor.at
        number = self._number(id)
        self.edit(number, self._editor.text, role)
        if answer:
            self.regenerate(number, block=False)

    def _leave_edit(self) -> None:
        self._must_be_free()
        self._editor.cancel()

    def _edit_closed(self) -> None:
        self._show()
        self._talk.message.focus()

    def look(self) -> None:
        """Show what else may have changed: models, conversations, turns."""
        self._talk.show_models()
        if not self.busy and self._state() != self._shown:
            self._show()
            self.refresh()

    def _changed(self, said: str = "") -> None:
        edited = self._editor.at
        if edited is not None and edited[0] not in [t.id for t in self.conversation.turns]:
            self._editor.close()
        self._show()
        self.refresh()
        self.say(said, offers=[("undo", "Undo")] if said else ())

    # What it shows.

    def _state(self) -> object:
        ids = [turn.id for turn in self.conversation.turns]
        return self.name, ids, list(self.session.conversations)

    def _show(self, slot: Slot | None = None) -> None:
        with self._lock:  # one at a time, the latest last
            self._shown = self._state()
            self._turns.show(self.conversation, self._told, slot, busy=slot is not None)
            self._talk.show(self.name, self.conversation.system or "")
            self._export.show()
