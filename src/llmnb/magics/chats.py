"""``%llm_chat``: a conversation on the page, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.display import display

from llmnb import rendering
from llmnb.config import parameters
from llmnb.errors import ParameterError
from llmnb.magics.help import lists_options
from llmnb.magics.shown import is_live
from llmnb.options import ChatOptions, parse_chat
from llmnb.rendering.transcript import others
from llmnb.session import (
    Change,
    Conversation,
    Place,
    Session,
    as_record,
    default_session,
    export,
    restore,
)
from llmnb.typed import did_you_mean

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def place(shell: InteractiveShell) -> Place | None:
    """Return where the running cell is, if the front end tells its id."""
    kernel = getattr(shell, "kernel", None)
    parent = kernel.get_parent("shell") if kernel is not None else None
    if not isinstance(parent, Mapping):
        return None
    cell = parent.get("metadata", {}).get("cellId")
    run = parent.get("header", {}).get("msg_id")
    return Place(str(cell), str(run)) if cell and run else None


@magics_class
class ChatMagics(Magics):  # type: ignore[misc, unused-ignore]
    """The magic about conversations."""

    shell: InteractiveShell

    @lists_options(lambda: parameters(ChatOptions))
    @line_cell_magic
    def llm_chat(self, line: str, cell: str | None = None) -> None:
        """Show a conversation: %llm_chat [NAME], by default the one of -c.

        In a live notebook it is a panel, in which the conversation goes on.

        ::

            %llm_chat NAME --drop N             take turn N out
            %llm_chat NAME --clear              begin anew
            %llm_chat NAME --export PATH        write it to a .json or .md file
            %llm_chat NAME --restore PATH       rebuild it from a saved notebook's outputs

            %%llm_chat NAME --edit N [--role user|assistant|system]
            the new text of turn N
        """
        options, session = parse_chat(line, cell=cell is not None), default_session()
        if options == ChatOptions(name=options.name) and is_live(self.shell):
            from llmnb.widgets import Chat  # only who wants a panel needs ipywidgets

            display(Chat(options.name))  # type: ignore[no-untyped-call, unused-ignore]
            return
        notes: list[str] = []
        record = None
        if options.restore is not None:
            notes += _restore(session, options)
        else:
            change = _act(session, options, None if cell is None else cell.removesuffix("\n"))
            if change is not None and session.settings.save_prompts:
                record = {"llmnb": {"chat": as_record(change)}}
            if options.export is not None:
                notes.append(f"written to {options.export}")
        notes += others(session.conversations, options.name)
        rendering.show(rendering.transcript(session.conversations[options.name], notes), record)


def _act(session: Session, options: ChatOptions, text: str | None) -> Change | None:
    """Do what the line asks for; return what changed, if a saved output shall tell it."""
    conversation = _existing(session, options.name)
    if options.edit is not None and text is not None:
        return conversation.edit(options.edit, text, options.role)
    if options.drop is not None:
        return conversation.drop(options.drop)
    if options.clear:
        conversation.clear()
    elif options.export is not None:
        export(conversation, Path(options.export).expanduser(), force=options.force)
    return None


def _existing(session: Session, name: str) -> Conversation:
    if name in session.conversations:
        return session.conversations[name]
    hint = "A prompt begins one: %%llm -c, or %%llm --chat NAME."
    if session.conversations:
        hint = did_you_mean(name, session.conversations)
    raise ParameterError(f"No conversation is called {name!r}.", hint=hint)


def _restore(session: Session, options: ChatOptions) -> list[str]:
    there = session.conversations.get(options.name)
    if there is not None and len(there) and not options.force:
        raise ParameterError(
            f"The conversation {options.name!r} has turns already.",
            hint="Write --force to replace them.",
        )
    restored, missing = restore(Path(options.restore or "").expanduser(), options.name)
    session.conversations[options.name] = restored
    return [f"{missing} of its turns are not saved in the notebook"] if missing else []
