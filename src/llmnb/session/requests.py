"""From what a user asks of a loaded model to requests: its half that runs nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import ModelHandle, Plan
from llmnb.config import GenerationConfig, GenerationOverrides
from llmnb.errors import ParameterError
from llmnb.generation import Generation, Input, Request
from llmnb.session.continuing import changed, going_on, prompt_of, unfinished
from llmnb.session.preparing import (
    Prepared,
    Prompt,
    check_chat,
    check_input,
    check_wanted,
    compose,
    fitted,
    in_conversation,
    usable,
)
from llmnb.session.structured import structure_for
from llmnb.session.turns import Slot
from llmnb.structure import Structure

if TYPE_CHECKING:
    from llmnb.session.session import Session


class Requests:
    """Makes the requests of one loaded model.

    Attributes
    ----------
    name : str
        Its name in the session.
    plan : Plan
        How it was loaded.
    handle : ModelHandle
        The engine's side.
    """

    def __init__(self, plan: Plan, handle: ModelHandle, session: Session) -> None:
        self.name = plan.name
        self.plan = plan
        self.handle = handle
        self._session = session
        self._recommended, self._load_notes = usable(plan.facts.generation if plan.facts else {})
        self._last: tuple[Prepared, Generation] | None = None

    def prepare(
        self,
        prompt: Prompt,
        *,
        system: str | None = None,
        no_chat_template: bool = False,
        chat: str | None = None,
        replace: bool = False,
        overflow: str = "error",
        schema: Any = None,
        choices: Collection[str] | None = None,
        regex: str | None = None,
        **parameters: Any,
    ) -> Prepared:
        """Complete the setting and build the request; see `generate` for the options."""
        structure = structure_for(self.handle, schema, choices, regex)
        wanted = GenerationOverrides(**parameters)
        check_wanted(wanted, self.handle)
        composed = compose(prompt, system, no_chat_template)
        check_input(composed, self.handle)
        if chat is not None:
            said = check_chat(prompt, no_chat_template)
            slot = self._session.conversation(chat).slot(
                said, system, self._session.place(), replace=replace
            )
            return self.prepare_turn(slot, overflow=overflow, structure=structure, **parameters)
        if replace or overflow != "error":
            what = "replace" if replace else "overflow"
            raise ParameterError(f"{what} is for conversations.", hint="Name one with chat.")
        config, notes = self._fitted(wanted)
        return Prepared(Request(composed, config, structure), notes)

    def prepare_turn(
        self,
        slot: Slot,
        *,
        overflow: str = "error",
        structure: Structure | None = None,
        **parameters: Any,
    ) -> Prepared:
        """Build the request for a place of a conversation; see `generate` for the options.

        Parameters
        ----------
        slot : Slot
            The place, from a method of `Conversation`.
        overflow : str
            What to do when the conversation outgrows the context.
        structure : Structure, optional
            What the answer is held to, from `structure_for`.
        **parameters
            Fields of `GenerationConfig`.
        """
        wanted = GenerationOverrides(**parameters)
        check_wanted(wanted, self.handle)
        compose(slot.user, slot.system, no_chat_template=False)
        config, notes = self._fitted(wanted)
        composed, left_out = in_conversation(slot, self.handle, config, overflow)
        request = Request(composed, config, structure)
        return Prepared(request, (*notes, *left_out), slot)

    def prepare_rest(self, **parameters: Any) -> Prepared:
        """Build the request that goes on from the last answer; see `continue_answer`."""
        if self._last is None:
            raise ParameterError(f"{self.name} has given no answer yet that could go on.")
        before, generation = self._last
        begun = unfinished(before.asked, generation)
        return self._going_on(before.asked, begun, parameters, before.slot and before.slot.again())

    def asked(self, generation: Generation) -> Input:
        """Return what an answer was given to; raw text is known for the last answer only."""
        return prompt_of(generation, self._last)

    def prepare_what_if(
        self,
        generation: Generation,
        index: int,
        alternative: str | int,
        *,
        asked: Input | None = None,
        **parameters: Any,
    ) -> Prepared:
        """Build the request that goes on from a changed answer; see `what_if`.

        Whoever has kept what the answer was given to says so with `asked`.
        """
        ends = self.plan.facts.eos_ids if self.plan.facts else frozenset[int]()
        begun = changed(generation, index, alternative, ends)
        return self._going_on(asked or self.asked(generation), begun, parameters)

    def effective(self, wanted: GenerationOverrides | None = None) -> GenerationConfig:
        """Return the setting that a prompt would get, with the source of each value."""
        return self._session.settings.resolve(wanted, self._recommended)

    def _fitted(self, wanted: GenerationOverrides) -> tuple[GenerationConfig, tuple[str, ...]]:
        config, notes = fitted(self.effective(wanted), self.handle)
        return config, (*self._load_notes, *notes)

    def _going_on(
        self,
        prompt: Input,
        begun: Generation,
        parameters: Mapping[str, Any],
        slot: Slot | None = None,
    ) -> Prepared:
        prepared = going_on(prompt, begun, GenerationOverrides(**parameters), self.handle)
        notes = (*self._load_notes, *prepared.notes)
        if begun.structure is not None:  # of which a grammar knows the whole answer only
            notes += (f"the rest was not held to the {begun.structure.kind} of the answer",)
        return dataclasses.replace(prepared, notes=notes, slot=slot)
