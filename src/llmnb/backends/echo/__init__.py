"""The smallest useful backend: it says the last message again, word by word.

It needs no engine, which makes it a template for other packages' backends and a partner for
tests of everything above the engine. ``device="delay=0.05"`` waits that many seconds per word.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

from llmnb.answer import conversation
from llmnb.backends.base import (
    ALL_PARAMETERS,
    Backend,
    Capabilities,
    Job,
    ModelHandle,
    OnChunk,
    Plan,
    Support,
)
from llmnb.backends.context import room_for_answer
from llmnb.backends.local.task import closed
from llmnb.errors import ParameterError
from llmnb.generation import (
    Chunk,
    FinishReason,
    Generation,
    Input,
    Messages,
    ModelInfo,
    Request,
    Text,
    Timing,
    Usage,
)
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, ModelFacts, ModelSource
from llmnb.progress import Progress, Stage, check_cancelled
from llmnb.stopping import StopStrings


class EchoBackend(Backend):
    """Loads any model as an echo; never chosen by ``auto``."""

    name = "echo"
    devices = True

    def support(self, hardware: Hardware, source: ModelSource, facts: ModelFacts | None) -> Support:
        """Say that it can, whatever the model; a server's is elsewhere."""
        if isinstance(source, Endpoint):
            return Support(False, "A server runs its model itself.")
        return Support(True, "Repeats the prompt; only when asked for by name.")

    def choose_precision(self, wanted: str, facts: ModelFacts | None, hardware: Hardware) -> str:
        """Return ``none``: there are no weights."""
        return "none"

    def load(self, plan: Plan, progress: Progress, cancel: threading.Event) -> ModelHandle:
        """Make a handle; nothing is read."""
        progress.start(Stage("loading"))
        check_cancelled(cancel)
        return EchoHandle(plan, _delay(plan.config.device))


class EchoHandle(ModelHandle):
    """A model whose words are those of the last message; a word counts as a token."""

    # A one-word distribution is the same at every temperature, seed and penalty, but it ends.
    capabilities = Capabilities(
        parameters=ALL_PARAMETERS - {"logprobs", "min_tokens"},
        max_concurrent=64,
        batch_invariant=True,
        samples=False,
    )

    def __init__(self, plan: Plan, delay: float) -> None:
        self.info = ModelInfo(
            plan.name, plan.source.label, plan.backend, plan.precision, plan.context
        )
        self._delay = delay
        self._closed = False
        self._lock = threading.Lock()  # of submission against closing
        self._jobs: dict[Job, threading.Thread] = {}

    def render(self, prompt: Input, think: bool | None = None) -> tuple[str, int | None]:
        """Return the text that will be repeated, and its number of words."""
        text = _last_text(prompt)
        return text, len(_words(text))

    def submit(self, request: Request, on_chunk: OnChunk) -> Job:
        """Start repeating the last message on a thread of its own."""
        if self._closed:
            raise closed(self.info.name)
        words = _words(_last_text(request.input))
        if request.input == Text(""):
            raise ParameterError("The prompt is empty; it must have at least one token.")
        limit, notes = room_for_answer(len(words), self.info.context, request.config)
        job = Job()
        thread = threading.Thread(
            target=self._run,
            args=(job, lambda: self._speak(job, request, words, limit, notes, on_chunk)),
            name=f"llmnb-echo-{self.info.name}",
            daemon=True,
        )
        with self._lock:
            if self._closed:
                raise closed(self.info.name)
            self._jobs[job] = thread
            thread.start()
        return job

    def close(self) -> None:
        """Cancel what is running and wait for it."""
        with self._lock:
            self._closed = True
            running = dict(self._jobs)
        for job in running:
            job.cancel()
        for thread in running.values():
            if thread is not threading.current_thread():  # a listener may close its own model
                thread.join(5.0)

    def _run(self, job: Job, speak: Callable[[], Generation]) -> None:
        try:
            answer = speak()
        except BaseException as error:  # `on_chunk` is the caller's and may raise anything
            job.done.set_exception(error)
        else:
            job.done.set_result(answer)
        finally:
            with self._lock:
                del self._jobs[job]

    def _speak(
        self,
        job: Job,
        request: Request,
        words: list[str],
        limit: int,
        notes: tuple[str, ...],
        on_chunk: OnChunk,
    ) -> Generation:
        started, stop = time.perf_counter(), StopStrings(request.config.stop)
        text, count, reason = "", 0, FinishReason.STOP
        for word in words:
            time.sleep(self._delay)
            if job.cancelled or count == limit:
                reason = FinishReason.INTERRUPTED if job.cancelled else FinishReason.LENGTH
                break
            count += 1
            shown, hit = stop.push(word)
            text += shown
            if hit is not None:
                reason = FinishReason.STOP_STRING
                break
            on_chunk(Chunk(shown))
        last = "" if reason is FinishReason.STOP_STRING else stop.flush()
        on_chunk(Chunk(last, finish_reason=reason))
        return Generation(
            text + last,
            reason,
            messages=conversation(request, text + last),
            usage=Usage(len(words), count),
            timing=Timing(total=time.perf_counter() - started),
            config=request.config,
            model=self.info,
            notes=notes,
        )


def _last_text(prompt: Input) -> str:
    if isinstance(prompt, Messages):
        return prompt.messages[-1].content
    if isinstance(prompt, Text):
        return prompt.text
    raise ParameterError("The echo backend does not take token ids.")


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+", text) or [text]


def _delay(device: str | None) -> float:
    match = re.fullmatch(r"delay=(\d+(?:\.\d+)?)", device or "delay=0")
    if match is None:
        raise ParameterError(
            f"device = {device} is not allowed with the echo backend.",
            hint="Allowed: delay=SECONDS, such as delay=0.05.",
        )
    return float(match[1])
