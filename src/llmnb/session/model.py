"""A loaded model as users see it: it completes their settings and waits for answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import ModelHandle, OnChunk, Plan
from llmnb.errors import ModelClosed
from llmnb.generation import Chunk, FinishReason, Generation, ModelInfo
from llmnb.session.batches import all_at_once, ignore, one_by_one, prepare_each
from llmnb.session.continuing import joined
from llmnb.session.preparing import Prepared, Prompt, Rendered, explained, rendered
from llmnb.session.requests import Requests
from llmnb.session.stopped import raise_if_interrupted
from llmnb.session.structured import with_data
from llmnb.session.waiting import Interruption, interruptible, wait

if TYPE_CHECKING:
    from llmnb.session.session import Session


class Model(Requests):
    """A loaded model of a session.

    Attributes
    ----------
    name : str
        Its name in the session.
    info : ModelInfo
        Backend, precision, context and the like.
    plan : Plan
        How it was loaded.
    handle : ModelHandle
        The engine's side, for callers that want raw requests.

    A `with` block unloads it at its end.
    """

    def __init__(self, plan: Plan, handle: ModelHandle, session: Session) -> None:
        super().__init__(plan, handle, session)
        self.speed: float | None = None  # tokens per second of the last answer, for %llm_status

    @property
    def info(self) -> ModelInfo:
        """What is loaded."""
        return self.handle.info

    @property
    def last(self) -> Generation | None:
        """The last answer, but for those of batches."""
        return self._last[1] if self._last is not None else None

    def __enter__(self) -> Model:
        return self

    def __exit__(self, *error: object) -> None:
        if self._session.models.get(self.name) is self:
            self.unload()

    def __repr__(self) -> str:
        info = self.info
        return f"Model({info.name!r}, backend={info.backend!r}, precision={info.precision!r})"

    def generate(
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
    ) -> Generation:
        """Answer a prompt.

        Parameters
        ----------
        prompt : str, list of messages, or Input
            A text is one user message.
        system : str, optional
            A system message to put before it; in a conversation it holds from here on.
        no_chat_template : bool
            Send the text as it is, for completion.
        chat : str, optional
            Answer as the next turn of the conversation of this name.
        replace : bool
            Put the answer in the place of the conversation's last turn.
        overflow : str
            What to do when the conversation outgrows the context: ``"error"``, or
            ``"drop-oldest"`` turns.
        schema : mapping, str, path or class, optional
            Hold the answer to a JSON schema: a dict, JSON text, the path of a ``.json`` file, or
            a class with ``model_json_schema`` and ``model_validate_json``, such as pydantic's.
            What the JSON says is in the answer's ``data``, with such a class as its object.
        choices : collection of str, optional
            Hold the answer to one of these texts.
        regex : str, optional
            Hold the answer to a regular expression, which the whole of it matches.
        **parameters
            Fields of `GenerationConfig`, such as ``temperature=0``.

        Raises
        ------
        ParameterError
            For a parameter that is unknown, not allowed, or not supported by the backend.
        ContextOverflow
            If the prompt leaves no room for an answer.
        Interrupted
            On the user's interrupt; its ``generation`` holds the partial answer.
        """
        prepared = self.prepare(
            prompt,
            system=system,
            no_chat_template=no_chat_template,
            chat=chat,
            replace=replace,
            overflow=overflow,
            schema=schema,
            choices=choices,
            regex=regex,
            **parameters,
        )
        return raise_if_interrupted(self.run(prepared))

    def continue_answer(self, **parameters: Any) -> Generation:
        """Go on from this model's last answer, which was cut by its length or an interrupt.

        Parameters
        ----------
        **parameters
            Fields of `GenerationConfig`; what is not given stays as it was.

        Returns
        -------
        Generation
            The whole answer, the old part included; its counts and times are those of the new
            part. In a conversation it takes the place of the unfinished one.

        Raises
        ------
        ParameterError
            If there is no such answer, or the backend cannot go on from one.
        """
        return raise_if_interrupted(self.run(self.prepare_rest(**parameters)))

    def what_if(
        self, generation: Generation, index: int, alternative: str | int, **parameters: Any
    ) -> Generation:
        """Answer anew from one token on, as if another one had been there.

        The tokens before `index` are kept, the alternative is put in the place of that token,
        and the model goes on with the same setting, its seed included; `max_tokens` is for the
        rest. The model reads the kept part as text, so that words near the change may be
        divided into other tokens than those of the answer. No conversation is changed.

        Parameters
        ----------
        generation : Generation
            An answer with log-probabilities.
        index : int
            The token to change, counted from 0.
        alternative : str or int
            The text to put there: one of the token's alternatives, or any other, whose
            log-probability is not known then; or the number of an alternative, counted from 0,
            the most probable one.
        **parameters
            Fields of `GenerationConfig`; what is not given stays as it was.

        Returns
        -------
        Generation
            The whole answer, with the tokens that were kept, the alternative, and the rest; its
            counts and times are those of the rest.

        Raises
        ------
        ParameterError
            If the answer has no log-probabilities or no such token, the alternative is no text,
            or the backend cannot go on from an answer.
        Interrupted
            On the user's interrupt; its ``generation`` holds the partial answer.
        """
        prepared = self.prepare_what_if(generation, index, alternative, **parameters)
        return raise_if_interrupted(self.run(prepared))

    def stream(self, prompt: Prompt, **options: Any) -> Generator[Chunk, None, Generation]:
        """Yield the answer in chunks as it is written; the generator returns the whole.

        Closing the generator cancels the request, and nothing goes into a conversation. Options
        and errors are those of `generate`; an interrupt is an ordinary KeyboardInterrupt here.
        """
        return self._stream(self.prepare(prompt, **options))

    def batch(
        self,
        prompts: Sequence[Prompt],
        *,
        as_completed: bool = False,
        **options: Any,
    ) -> list[Generation] | Iterator[tuple[int, Generation]]:
        """Answer several prompts.

        Parameters
        ----------
        prompts : sequence
            What `generate` takes, several times.
        as_completed : bool
            Yield (index, answer) in the order of completion instead of returning a list.
        **options
            Those of `generate`, without a conversation.

        Returns
        -------
        list of Generation, or iterator of (int, Generation)
            In the order of `prompts`, or of completion.
        """
        prepared = prepare_each(self.prepare, prompts, options)
        answer = one_by_one if as_completed else all_at_once
        return answer(self.handle, prepared, self._noted)

    def render(self, prompt: Prompt, **options: Any) -> Rendered:
        """Return the final prompt and setting without generating; options as in `generate`."""
        return rendered(self.prepare(prompt, **options), self.handle)

    def unload(self) -> int:
        """Free the model's memory and return how many bytes came back."""
        return self._session.unload(self.name)

    def sleep(self) -> None:
        """Give most of the memory back until the next prompt, which wakes the model.

        Raises
        ------
        BackendError
            If the engine cannot.
        """
        self.handle.sleep()

    def wake(self) -> None:
        """Wake the model before the next prompt would."""
        self.handle.wake()

    def run(
        self,
        prepared: Prepared,
        *,
        on_chunk: OnChunk | None = None,
        on_tick: Callable[[], None] | None = None,
        stop: Interruption | None = None,
    ) -> Generation:
        """Submit a request and wait; an interrupt ends it with its partial answer.

        Parameters
        ----------
        prepared : Prepared
            From `prepare`.
        on_chunk : callable, optional
            Called on the engine's thread with each chunk.
        on_tick : callable, optional
            Called about 100 times a second on this thread; it decides itself when to draw.
        stop : Interruption, optional
            What ends it instead of the user's interrupt, for callers beside the running cell.
            `continue_answer` does not go on from such an answer.
        """
        with explained(prepared), interruptible(stop) as interruption:
            job = self.handle.submit(prepared.request, on_chunk or ignore)
            interruption.stops(job.cancel)
            try:
                generation = wait(job.done, on_tick)
            finally:
                job.cancel()
        stopped = generation.finish_reason is FinishReason.INTERRUPTED
        if stopped and not interruption.happened:
            raise ModelClosed(f"The model {self.name!r} was unloaded while it answered.")
        return self._finished(prepared, generation, last=stop is None)

    def _stream(self, prepared: Prepared) -> Generator[Chunk, None, Generation]:
        with explained(prepared):
            generation = yield from self.handle.stream(prepared.request)
        return self._finished(prepared, generation, last=True)

    def _noted(self, prepared: Prepared, generation: Generation) -> Generation:
        self.speed = generation.tokens_per_second or self.speed
        noted = dataclasses.replace(generation, notes=(*prepared.notes, *generation.notes))
        return with_data(noted, prepared.request.structure)

    def _finished(self, prepared: Prepared, generation: Generation, *, last: bool) -> Generation:
        """Put an answer together with what it went on from, and into its conversation."""
        generation = self._noted(prepared, generation)
        if prepared.begun is not None:
            generation = joined(prepared.begun, generation)
        if prepared.slot is not None:
            prepared.slot.fill(generation)
        if last:
            self._last, self._session.last = (prepared, generation), self
        return generation
