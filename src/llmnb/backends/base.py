"""The contract between llmnb and an engine.

A backend tells what it supports and loads models; a loaded model is a `ModelHandle`, whose one
primitive is `submit`. Streaming, waiting and batches are written here once, on top of it.
"""

from __future__ import annotations

import queue
import shutil
import threading
from abc import ABC, abstractmethod
from collections.abc import (
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, fields

from llmnb import storage
from llmnb.backends.plans import CachedModel, Candidate, Needs, Plan, Support
from llmnb.config import GenerationConfig
from llmnb.errors import BackendError, EngineError
from llmnb.generation import Chunk, Generation, Input, ModelInfo, Request
from llmnb.hardware import Hardware
from llmnb.model_source import ModelFacts, ModelSource
from llmnb.progress import Progress

OnChunk = Callable[[Chunk], None]

ALL_PARAMETERS = frozenset(f.name for f in fields(GenerationConfig)) - {"sources", "think"}


@dataclass(frozen=True)
class Capabilities:
    """What a loaded model can do; read by callers, never found out by failing.

    Parameters
    ----------
    parameters : frozenset of str
        The fields of `GenerationConfig` that it honours.
    logprobs_max : int
        The most alternatives per token; 0 when there are no log-probabilities.
    max_concurrent : int
        How many requests it decodes at once; more are queued.
    renders_prompt : bool
        It applies the chat template itself and knows the ids; a remote server does not.
    batch_invariant : bool
        The same request has the same answer whatever else is computed at the time. Where sums
        are rounded differently in other company, as on GPUs, two tokens that are nearly equally
        probable may change places.
    samples : bool
        Temperature and seed move its answers; false for a toy that always says the same.
    continue_final, token_ids, score, structured, sleep : bool
        It can go on from an unfinished answer; takes `TokenIds`; scores given text; holds an
        answer to the `Structure` of its request; can give its memory back for a while.
    """

    parameters: frozenset[str] = ALL_PARAMETERS
    logprobs_max: int = 0
    max_concurrent: int = 1
    renders_prompt: bool = True
    batch_invariant: bool = False
    samples: bool = True
    continue_final: bool = False
    token_ids: bool = False
    score: bool = False
    structured: bool = False
    sleep: bool = False


class Job:
    """One submitted request.

    Parameters
    ----------
    on_cancel : callable, optional
        Called once, on the cancelling thread, when the job is cancelled before it is done;
        it must return at once.

    Attributes
    ----------
    done : concurrent.futures.Future of Generation
        Completes with the answer, also with a cancelled one (``interrupted``); carries the
        exception of a failed engine.
    """

    def __init__(self, on_cancel: Callable[[], None] | None = None) -> None:
        self.done: Future[Generation] = Future()
        self.done.set_running_or_notify_cancel()  # so that only `cancel` below ends it early
        # Not an Event: a signal handler may cancel, and must not meet a lock that it holds.
        self._cancelled = False
        self._on_cancel = on_cancel

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop within one decoded token and keep what there is; calling it again is harmless."""
        if self._cancelled or self.done.done():
            return
        self._cancelled = True
        if self._on_cancel is not None:
            self._on_cancel()


class ModelHandle(ABC):
    """A loaded model, safe to use from many threads at once.

    Attributes
    ----------
    info : ModelInfo
        What is loaded.
    capabilities : Capabilities
        What it can do.
    notes : tuple of str
        What the user should know once it is loaded.
    """

    info: ModelInfo
    capabilities: Capabilities
    notes: tuple[str, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether it can answer; false once the processes of its engine are gone."""
        return True

    @abstractmethod
    def submit(self, request: Request, on_chunk: OnChunk) -> Job:
        """Start a request and return at once.

        Parameters
        ----------
        request : Request
            The prompt and its complete configuration.
        on_chunk : callable
            Called on the engine's thread with each `Chunk`; it must not block. The last
            chunk has a finish reason and comes before ``job.done`` completes.

        Raises
        ------
        ContextOverflow
            If the prompt leaves no room for an answer.
        ModelClosed
            If the model was unloaded.
        """

    @abstractmethod
    def close(self) -> None:
        """Cancel what is in flight, end the engine and free its memory; idempotent."""

    def sleep(self) -> None:
        """Give most of the memory back until the next request, or `wake`; the model stays loaded.

        Raises
        ------
        BackendError
            If the engine cannot, as its `capabilities` tell.
        """
        raise BackendError(
            f"{self.info.name} cannot sleep: its engine ({self.info.backend}) has no such thing, "
            "or was not started for it.",
            hint="Unload the model to free its memory.",
        )

    def wake(self) -> None:  # noqa: B027  what cannot sleep is always awake
        """Take the memory again, before the next request would; harmless when it is awake."""

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int | None]:
        """Return the prompt as the engine reads it, and its number of tokens if known."""
        raise EngineError(f"The {self.info.backend} backend does not render prompts itself.")

    def stream(self, request: Request) -> Generator[Chunk, None, Generation]:
        """Yield the chunks of an answer; the generator returns the `Generation`.

        Closing the generator cancels the request.
        """
        chunks: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        job = self.submit(request, chunks.put)
        job.done.add_done_callback(lambda _: chunks.put(None))
        try:
            while (chunk := chunks.get()) is not None:
                yield chunk
            return job.done.result()
        finally:
            job.cancel()

    def generate(self, request: Request) -> Generation:
        """Return the whole answer."""
        return self.submit(request, _ignore).done.result()

    def batch(self, requests: Sequence[Request]) -> list[Generation]:
        """Return the answers to several requests, in their order."""
        return [job.done.result() for job in self._submit_all(requests)]

    def as_completed(self, requests: Sequence[Request]) -> Iterator[tuple[int, Generation]]:
        """Yield (index, answer) as answers are completed; closing it cancels the others."""
        jobs = self._submit_all(requests)
        index = {job.done: i for i, job in enumerate(jobs)}
        try:
            for done in as_completed(index):
                yield index[done], done.result()
        finally:
            for job in jobs:
                job.cancel()

    async def astream(self, request: Request) -> AsyncIterator[Chunk]:
        """Yield the chunks of an answer in an event loop; leaving it cancels the request."""
        import asyncio

        loop = asyncio.get_running_loop()
        chunks: asyncio.Queue[Chunk | None] = asyncio.Queue()

        def put(chunk: Chunk | None) -> None:
            loop.call_soon_threadsafe(chunks.put_nowait, chunk)

        job = self.submit(request, put)
        job.done.add_done_callback(lambda _: put(None))
        try:
            while (chunk := await chunks.get()) is not None:
                yield chunk
            job.done.result()
        finally:
            job.cancel()

    def _submit_all(self, requests: Iterable[Request]) -> list[Job]:
        jobs: list[Job] = []
        try:
            for request in requests:
                jobs.append(self.submit(request, _ignore))
        except BaseException:
            for job in jobs:
                job.cancel()
            raise
        return jobs


class Backend(ABC):
    """An engine that llmnb can load models into.

    One class per package, registered under the entry-point group ``llmnb.backends`` with its
    name; it is made without arguments and imports its engine only in `load`.

    Attributes
    ----------
    name : str
        The entry point's name.
    bits : mapping of str to float
        Its precision words, each with the bits that a weight takes in memory, its share of a
        scale included.
    engine : str, optional
        The distribution whose version says how it computes; recorded with each answer.
    apart : bool
        Its packages conflict with those of other engines, so that it needs an environment, and
        a Jupyter kernel, of its own.
    engine_args : bool
        It takes arguments of its engine by name (``-E NAME=VALUE``).
    adapters : bool
        It lays a LoRA adapter over a model (``--adapter``).
    devices : bool
        It has devices, and words of its own for them (``--device``); others only know ``cpu``.
    structured : bool
        The models that it loads declare `Capabilities.structured`, so that others can name it.
    """

    name: str
    bits: Mapping[str, float] = {}
    engine: str | None = None
    apart: bool = False
    engine_args: bool = False
    adapters: bool = False
    devices: bool = False
    structured: bool = False

    @property
    def precisions(self) -> tuple[str, ...]:
        """The precision words that it takes."""
        return ("auto", *self.bits)

    @abstractmethod
    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Tell whether this backend can run that model on that hardware, quickly."""

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return the precision that will run for a precision word that it supports.

        Raises
        ------
        LlmnbError
            If that precision is nothing for this model.
        """
        return wanted

    def precision_reason(self, wanted: str, facts: ModelFacts | None) -> str:
        """Return why `choose_precision` chooses as it does, in words that follow a colon."""
        return "" if wanted == "auto" else "asked for"

    def needs(self, plan: Plan) -> Needs:
        """Predict what a load as planned takes, from the model's configuration alone.

        Here it is the weights at the precision's bits and the keys and values of one context in
        16 bits, in main memory; a backend that knows better, or that works on GPUs, says so.

        Parameters
        ----------
        plan : Plan
            What would be loaded; its `needs` are not known yet.
        """
        facts = plan.facts
        if facts is None or plan.precision not in self.bits:
            return Needs()
        per_weight = self.bits[plan.precision] / 8
        return Needs(
            weights=int(facts.parameters * per_weight),
            cache=2 * facts.kv_numbers * plan.context,
            read=int(facts.active_parameters * per_weight),
        )

    def cached(self) -> Sequence[CachedModel]:
        """Return the models that this backend has converted and kept on disk."""
        return ()

    def clear(self, model: CachedModel) -> None:
        """Delete one of them, and what killed processes left beside it.

        Where it is loaded, it stays usable.
        """
        with storage.lock(model.folder.with_suffix(".lock")):
            shutil.rmtree(model.folder, ignore_errors=True)
            storage.sweep(model.folder.parent)

    @abstractmethod
    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Load a model as planned.

        Parameters
        ----------
        plan : Plan
            What to load and how.
        progress : Progress
            Told about each stage.
        cancel : threading.Event
            Looked at between blocks of work; once set, `Cancelled` is raised.
        """


def _ignore(chunk: Chunk) -> None:
    """Take a chunk that nobody waits for."""


__all__ = [
    "Backend",
    "CachedModel",
    "Candidate",
    "Capabilities",
    "Job",
    "ModelHandle",
    "Needs",
    "OnChunk",
    "Plan",
    "Support",
]
