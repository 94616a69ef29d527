"""What the tests of the suite share: requests, listeners, and what equal answers are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from llmnb.backends.base import Job, ModelHandle
from llmnb.config import GenerationOverrides, resolve
from llmnb.generation import Chunk, Generation, Input, Message, Messages, Request, Text, TokenIds

PROMPT = "Tell me a short story about a dragon."
SHORT = "What is the capital of France?"
LONG = 400  # tokens; long enough to be stopped on the way
PATIENCE = 30.0  # seconds until a test gives up
NEARLY = 0.25  # of log-probability; sums in 16 bits are rounded by less


def request(prompt: str | Input = PROMPT, **parameters: Any) -> Request:
    """Make a request, of one user message if it is text; greedy unless told otherwise."""
    given = GenerationOverrides(**{"temperature": 0, **parameters})
    asked = Messages((Message("user", prompt),)) if isinstance(prompt, str) else prompt
    return Request(asked, resolve([("flag", given)]))


def long_request(handle: ModelHandle) -> Request:
    """Make a request whose answer is long, `LONG` tokens if the engine can be told so."""
    capabilities = handle.capabilities
    if "min_tokens" in capabilities.parameters:
        sampled = {"temperature": 2, "seed": 1} if "seed" in capabilities.parameters else {}
        return request("word " * LONG, max_tokens=LONG, min_tokens=LONG, **sampled)
    # A model tells a story of its own length; a toy that says nothing new repeats its prompt.
    return request(PROMPT if capabilities.samples else "word " * LONG, max_tokens=LONG)


def filler(handle: ModelHandle, count: int) -> Input:
    """Return a prompt of exactly that many tokens."""
    if not handle.capabilities.token_ids:
        return Text(" ".join(["word"] * count))
    return TokenIds(tuple(20 + i % 7 for i in range(count)))


def able(handle: ModelHandle, *parameters: str) -> bool:
    """Tell whether a handle honours all of these parameters."""
    return set(parameters) <= handle.capabilities.parameters


def works(handle: ModelHandle) -> bool:
    """Tell whether a handle still answers as it should."""
    return handle.generate(request(max_tokens=2)).usage.completion_tokens == 2


def agree(handle: ModelHandle, one: Generation, other: Generation) -> bool:
    """Tell whether two greedy answers to the same request are as equal as a handle promises.

    A `batch_invariant` one gives equal answers; another one answers that are equal up to the
    first token at which the two most probable are closer than `NEARLY`, as far as it has
    log-probabilities to tell (see `careful`).
    """
    if one.text == other.text or handle.capabilities.batch_invariant:
        return one.text == other.text
    pairs = zip(one.logprobs, other.logprobs, strict=False)
    parted = next((mine.top for mine, yours in pairs if mine.text != yours.text), ())
    return len(parted) >= 2 and parted[0][2] - parted[1][2] < NEARLY


def careful(handle: ModelHandle, prompt: str | Input = PROMPT, **parameters: Any) -> Request:
    """Make a greedy request whose answers `agree` can compare."""
    capabilities = handle.capabilities
    if not capabilities.batch_invariant and capabilities.logprobs_max >= 2:
        parameters["logprobs"] = 2
    return request(prompt, **parameters)


def streamed(handle: ModelHandle, asked: Request) -> tuple[list[Chunk], Generation]:
    """Return the chunks of a stream, and the answer that it returns."""
    stream, chunks = handle.stream(asked), []
    while True:
        try:
            chunks.append(next(stream))
        except StopIteration as end:
            return chunks, end.value


def in_threads(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run functions at once, each on a thread of its own; return their results, in order.

    Raises
    ------
    TimeoutError
        If one of them does not return.
    """
    results: list[Any] = [None] * len(calls)
    errors: list[BaseException] = []

    def run(place: int) -> None:
        try:
            results[place] = calls[place]()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(n,), daemon=True) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    if errors:
        raise errors[0]
    if any(thread.is_alive() for thread in threads):
        raise TimeoutError(f"not all calls returned within {PATIENCE:.0f} s")
    return results


class Listener:
    """Collects the chunks of one answer and does something on the engine's thread at one of them.

    Parameters
    ----------
    at : int
        At which chunk, from 1.
    act : callable, optional
        What is done, with the job.

    Attributes
    ----------
    chunks : list of Chunk
        What came.
    reached : threading.Event
        Set once that chunk has come.
    """

    def __init__(self, at: int = 1, act: Callable[[Job], object] | None = None) -> None:
        self.chunks: list[Chunk] = []
        self.reached = threading.Event()
        self._at = at
        self._act = act
        self._submitted = threading.Event()
        self._job: Job | None = None

    def submit(self, handle: ModelHandle, asked: Request) -> Job:
        """Submit a request with this listener."""
        self._job = handle.submit(asked, self)
        self._submitted.set()
        return self._job

    def __call__(self, chunk: Chunk) -> None:
        """Take a chunk."""
        self.chunks.append(chunk)
        if len(self.chunks) != self._at:
            return
        self.reached.set()
        if self._act is not None and self._submitted.wait(PATIENCE):  # it may come before that
            assert self._job is not None
            self._act(self._job)

    @property
    def text(self) -> str:
        """What the chunks say together."""
        return "".join(chunk.text for chunk in self.chunks)
