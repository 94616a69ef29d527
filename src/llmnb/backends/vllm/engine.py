"""One vLLM engine, on an event loop in a thread of its own."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import multiprocessing
import os
import signal
import threading
import uuid
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

from llmnb.backends.local.task import Admitted, ListenerFailed, closed
from llmnb.backends.vllm import children, remains
from llmnb.backends.vllm.arguments import Wishes
from llmnb.backends.vllm.causes import advice, in_words
from llmnb.backends.vllm.decoding import Decoding, Params, decode
from llmnb.backends.vllm.shield import Quarters
from llmnb.errors import BackendError, Cancelled, EngineError, LlmnbError, first_line
from llmnb.generation import FinishReason, ModelInfo
from llmnb.progress import check_cancelled

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from vllm import SamplingParams
    from vllm.lora.request import LoRARequest
    from vllm.outputs import RequestOutput
    from vllm.v1.engine.async_llm import AsyncLLM

CLOSE_SECONDS = 15.0
CANCEL_SECONDS = 2.0  # for requests to end before their engine does
POLL_SECONDS = 0.1
RECORD_EVERY = 10  # polls of a start
_ONE_AT_A_TIME = threading.Lock()  # what a start changes belongs to the whole process
_DIED = "The vLLM engine of {name!r} has died"
_LOAD_AGAIN = "%llm_load brings it back; what it printed last is in {log}."


class VllmTask(Decoding):
    """A request that vLLM decodes beside others.

    Parameters
    ----------
    engine : Engine
        What decodes it.
    admitted, model, params
        As for `Decoding`.
    """

    def __init__(
        self, engine: Engine, admitted: Admitted, model: ModelInfo, params: Params
    ) -> None:
        super().__init__(admitted, model, params, self._cancel)
        self._engine = engine
        self.work: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start; called on the loop's thread."""
        self.work = asyncio.get_running_loop().create_task(self._engine.answer(self))
        self.work.add_done_callback(self._on_end)
        if self.job.cancelled:
            self.work.cancel()

    def stop(self) -> None:
        """End; called on the loop's thread."""
        if self.work is not None:
            self.work.cancel()

    def _cancel(self) -> None:
        with contextlib.suppress(RuntimeError):  # a loop that is closed has settled all jobs
            self._engine.loop.call_soon_threadsafe(self.stop)

    def settle(self, error: BaseException | None = None) -> None:
        """Complete the job, if it is not, with an error or with what there is."""
        if self.job.done.done():
            return
        if error is None:
            ended = self.answer.finish_reason is not None
            self.finish(None if ended else FinishReason.INTERRUPTED)
        else:
            self.fail(error)

    def _on_end(self, work: asyncio.Task[None]) -> None:
        error = None if work.cancelled() else work.exception()
        self.settle(None if error is None else self._engine.explained(error))


class Engine:
    """A running vLLM, and the thread whose event loop talks to it.

    It knows nothing of the handle, which can therefore be collected while the thread runs.

    Parameters
    ----------
    name : str
        The model's name.
    wishes : Wishes
        What vLLM is started with.
    cancel : threading.Event
        Once set, the start is given up.

    Attributes
    ----------
    loop : asyncio.AbstractEventLoop
        Where the engine lives.

    Raises
    ------
    BackendError
        If vLLM does not start; the message has the cause from its log.
    Cancelled
        If `cancel` was set.
    """

    def __init__(self, name: str, wishes: Wishes, cancel: threading.Event) -> None:
        check_cancelled(cancel)
        self.loop = asyncio.new_event_loop()
        self._name = name
        self._llm: AsyncLLM | None = None
        self._adapter: LoRARequest | None = None
        self._tasks: set[VllmTask] = set()
        self._children: list[BaseProcess] = []
        self._asleep = False
        self._turning = asyncio.Lock()  # of falling asleep against waking up
        self._open = True
        self._kernel = os.getpid()
        self._lock = threading.Lock()  # of submission against closing
        with _ONE_AT_A_TIME:
            self._quarters = Quarters()
            try:
                error = self._begin(wishes, cancel)
            except BaseException:
                self._kill()
                self._quarters.leave()
                raise
        if error is not None or cancel.is_set():
            self._give_up(error, cancelled=cancel.is_set())
        self._record()
        # What is registered last runs first: multiprocessing, imported by now, waits at exit for
        # its children, and these end only when they are told to.
        atexit.register(self._exit)

    @property
    def alive(self) -> bool:
        """Whether it can answer."""
        return self._open and self._llm is not None and not self._llm.errored

    def check_open(self) -> None:
        """Raise `ModelClosed` if it was closed, `EngineError` if its processes are gone."""
        if not self._open:
            raise closed(self._name)
        if not self.alive:
            raise self._death()

    def submit(self, admitted: Admitted, model: ModelInfo, params: Params) -> VllmTask:
        """Hand a request over.

        Raises
        ------
        ModelClosed
            If the engine was closed.
        """
        task = VllmTask(self, admitted, model, params)
        with self._lock:
            if not self._open:
                raise closed(self._name)
            self._tasks.add(task)
            task.job.done.add_done_callback(lambda _: self._tasks.discard(task))
            self.loop.call_soon_threadsafe(task.begin)
        return task

    def sleep(self) -> None:
        """Cancel all requests and give the memory back, until the next request or `wake`.

        Raises
        ------
        ModelClosed
            If the engine was closed.
        EngineError
            If it has died.
        """
        self._await(self._sleep)

    def wake(self) -> None:
        """Take the memory again; raises as `sleep` does."""
        self._await(self._wake)

    def close(self) -> None:
        """Cancel all requests, end the processes and the thread; idempotent."""
        if os.getpid() != self._kernel:
            return  # a fork of the kernel that exits: the engine is not its own
        with self._lock:
            if not self._open:
                return
            self._open = False
        atexit.unregister(self._exit)
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(lambda: self.loop.create_task(self._shut_down()))
            if threading.current_thread() is not self._thread:
                self._thread.join(CLOSE_SECONDS)
        self._kill()
        self._quarters.leave()

    def _exit(self) -> None:
        """End the processes at once: Jupyter kills a kernel that takes seconds for its exit."""
        if os.getpid() == self._kernel:  # else it is a fork of the kernel that exits
            self._kill()
            self._quarters.leave()

    async def answer(self, task: VllmTask) -> None:
        """Decode the answer to one request, chunk by chunk."""
        await self._wake()
        task.start()
        await decode(task, self._generate)

    def _generate(
        self, ids: list[int], params: SamplingParams
    ) -> AsyncGenerator[RequestOutput, None]:
        prompt: Any = {"prompt_token_ids": ids}
        outputs: AsyncGenerator[RequestOutput, None] = self._running().generate(
            prompt, params, uuid.uuid4().hex, lora_request=self._adapter
        )
        return outputs

    def explained(self, error: BaseException) -> BaseException | None:
        """Return what ended a request, and nothing if it was that the engine is unloaded.

        Errors of llmnb and of a listener are returned as they are.
        """
        if isinstance(error, LlmnbError | ListenerFailed):
            return error
        if not self._open:
            return None
        return error if self.alive else self._death()

    def _await(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run a coroutine on the engine's loop, and wait for it here."""
        with self._lock:
            if not self._open:
                raise closed(self._name)
            done = asyncio.run_coroutine_threadsafe(work(), self.loop)
        try:
            done.result()
        except CancelledError:  # by an unload
            raise closed(self._name) from None
        except LlmnbError:
            raise
        except Exception as error:
            if not self._open:
                raise closed(self._name) from None
            failed = EngineError(f"vLLM failed: {first_line(error)}.")
            raise (failed if self.alive else self._death()) from error

    async def _sleep(self) -> None:
        async with self._turning:
            await self._stop_requests()  # one that arrives asleep would wait for ever
            await self._running().sleep(level=1)
            self._asleep = True

    async def _wake(self) -> None:
        async with self._turning:
            if self._asleep:
                await self._running().wake_up()
                self._asleep = False

    def _running(self) -> AsyncLLM:
        if self._llm is None:
            raise closed(self._name)
        return self._llm

    def _begin(self, wishes: Wishes, cancel: threading.Event) -> BaseException | None:
        """Start the thread and, in it, vLLM; return what was raised there, if anything."""
        ready: list[BaseException | None] = []
        self._thread = threading.Thread(
            target=self._run, args=(wishes, ready), name=f"llmnb-vllm-{self._name}", daemon=True
        )
        before = set(multiprocessing.active_children())
        self._thread.start()
        polls = 0
        while not ready:
            self._thread.join(POLL_SECONDS)
            self._children = children.started_since(before)
            polls += 1
            if cancel.is_set():
                self._kill()
            elif polls % RECORD_EVERY == 0:  # they may be killed at any time
                self._record()
        return ready[0]

    def _record(self) -> None:
        with contextlib.suppress(OSError):  # a full disk: what a kill leaves is not found then
            remains.record(self._quarters.folder, children.numbers(self._children))

    def _kill(self) -> None:
        """End its processes, once it is written down what they would leave."""
        self._record()
        children.kill(self._children)

    def _death(self) -> EngineError:
        cause = self._quarters.last_error()
        said = _DIED.format(name=self._name) + (f": {cause}" if cause else "")
        return EngineError(f"{said.rstrip('.')}.", hint=_LOAD_AGAIN.format(log=self._quarters.log))

    def _give_up(self, error: BaseException | None, *, cancelled: bool) -> None:
        """Leave nothing of a start that failed or was cancelled, and tell why."""
        cause, log = self._quarters.last_error(), self._quarters.log
        self._open = False
        if error is None:
            self.loop.call_soon_threadsafe(lambda: self.loop.create_task(self._shut_down()))
        self._thread.join(CLOSE_SECONDS)
        self._kill()
        self._quarters.leave(keep_log=not cancelled)
        if cancelled:
            raise Cancelled("The load was stopped.", hint="Run %llm_load again to start over.")
        said = cause if error is None or cause else in_words(error)
        raise BackendError(
            f"vLLM could not start {self._name!r}: {(said or 'it gave no reason').rstrip('.')}.",
            hint=f"{advice(said or '')}What it printed is in {log}.",
        ) from error

    def _run(self, wishes: Wishes, ready: list[BaseException | None]) -> None:
        # The system ends the children of a thread with it, so it lives as long as they do.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        asyncio.set_event_loop(self.loop)
        try:
            with self._quarters.starting():
                self.loop.run_until_complete(self._start(wishes))
        except BaseException as error:
            self.loop.run_until_complete(_end_others())  # or asyncio remarks upon them in a cell
            ready.append(error)
            self.loop.close()
            return
        ready.append(None)
        try:
            self.loop.run_forever()
        finally:
            self.loop.close()

    async def _start(self, wishes: Wishes) -> None:
        from vllm import AsyncEngineArgs
        from vllm.lora.request import LoRARequest
        from vllm.v1.engine.async_llm import AsyncLLM

        self._llm = AsyncLLM.from_engine_args(AsyncEngineArgs(**wishes.arguments))
        if wishes.adapter is not None:
            self._adapter = LoRARequest("adapter", 1, str(wishes.adapter))
            await self._llm.add_lora(self._adapter)

    async def _shut_down(self) -> None:
        try:
            await self._stop_requests()
            if self._llm is not None:
                self._llm.shutdown()
            await _end_others()
        finally:
            for task in tuple(self._tasks):  # that did not end when they were told
                task.settle()
            self._llm = None
            self.loop.stop()

    async def _stop_requests(self) -> None:
        tasks = tuple(self._tasks)
        for task in tasks:
            task.job.cancel()
            task.stop()
        await _until_ended({task.work for task in tasks if task.work is not None})


async def _end_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for work in others:
        work.cancel()
    await _until_ended(others)


async def _until_ended(works: set[asyncio.Task[Any]]) -> None:
    if works:
        await asyncio.wait(works, timeout=CANCEL_SECONDS)
