"""The connection to one server: requests on their way, on one event loop in one thread."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from concurrent.futures import Future
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import Job
from llmnb.backends.openai import failures, remote
from llmnb.backends.openai.client import Refusal, open_client
from llmnb.backends.openai.complaints import complaint
from llmnb.backends.openai.dialect import MAX_CONCURRENT, Call, Dialect, adapted
from llmnb.backends.openai.reply import ListenerFailed, Reply
from llmnb.backends.openai.wire import Piece, read_piece
from llmnb.errors import EngineError, LlmnbError
from llmnb.generation import FinishReason

if TYPE_CHECKING:
    from openai import AsyncOpenAI

CLOSE_SECONDS = 5.0
USAGE_SECONDS = 2.0  # after the finish reason, for the counts that come last
PAUSES = (0.5, 1.0)  # seconds before each new attempt
LONGEST_PAUSE = 5.0  # a server that asks for more is shown to the user
MOST_WORDINGS = 8  # of one request; each refusal teaches one thing


class Exchange:
    """One request on its way; its job is settled exactly once, on the loop's thread."""

    def __init__(self, service: Service, reply: Reply) -> None:
        self.job = Job(self._cancel)
        self.reply = reply
        self.task: asyncio.Task[None] | None = None
        self._service = service

    def start(self) -> None:
        """Begin; called on the loop's thread."""
        self.task = asyncio.get_running_loop().create_task(self._service.answer(self))
        self.task.add_done_callback(self._settle)

    def stop(self) -> None:
        """End; called on the loop's thread, after `start`."""
        if self.task is not None:
            self.task.cancel()

    def _cancel(self) -> None:
        with contextlib.suppress(RuntimeError):  # a loop that is closed has settled all jobs
            self._service.loop.call_soon_threadsafe(self.stop)

    def _settle(self, task: asyncio.Task[None]) -> None:
        try:
            if task.cancelled():
                self.reply.end(FinishReason.INTERRUPTED)
            elif (error := task.exception()) is not None:
                raise error
        except ListenerFailed as failed:
            self.job.done.set_exception(failed.cause)
        except BaseException as error:
            self.job.done.set_exception(self._failure(error))
        else:
            self.job.done.set_result(self.reply.generation())

    def _failure(self, error: BaseException) -> LlmnbError:
        found = failures.explain(error, self._service.place, self.reply.count)
        found.__cause__ = found.__context__ = None  # the client's errors hold the whole request
        with contextlib.suppress(ListenerFailed):
            self.reply.end(FinishReason.ERROR)
        if isinstance(found, EngineError) and self.reply.count:
            found.generation = self.reply.generation()
        return found


class Service:
    """A server, and the thread with the event loop that talks to it.

    It knows nothing of the handle, which can therefore be collected while the thread runs.

    Parameters
    ----------
    name : str
        The model's name, for the thread.
    place : Place
        The server, and the key for it.

    Attributes
    ----------
    dialect : Dialect
        How the server is spoken to; it changes when the server refuses something.
    """

    def __init__(self, name: str, place: failures.Place) -> None:
        self.place = place
        self.dialect = Dialect()
        self.loop = asyncio.new_event_loop()
        self._client: AsyncOpenAI | None = None
        self._slots = asyncio.Semaphore(MAX_CONCURRENT)
        self._exchanges: set[Exchange] = set()
        self._open = True
        self._lock = threading.Lock()  # of submission against closing
        self._thread = threading.Thread(target=self._run, name=f"llmnb-openai-{name}", daemon=True)
        self._thread.start()

    def begin(self, exchange: Exchange) -> bool:
        """Start an exchange; False if the service was closed."""
        with self._lock:
            if self._open:
                self._exchanges.add(exchange)
                exchange.job.done.add_done_callback(lambda _: self._exchanges.discard(exchange))
                self.loop.call_soon_threadsafe(exchange.start)
            return self._open

    def list_models(self) -> Future[tuple[remote.Served, ...]]:
        """Ask for the models."""
        return asyncio.run_coroutine_threadsafe(self._list_models(), self.loop)

    def close(self) -> None:
        """Cancel all exchanges, close the connections and end the thread; idempotent."""
        with self._lock:
            if not self._open:
                return
            self._open = False
        self.loop.call_soon_threadsafe(lambda: self.loop.create_task(self._shut_down()))
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_SECONDS)

    async def answer(self, exchange: Exchange) -> None:
        """Get an answer, from the first byte that is sent to the last that arrives."""
        reply = exchange.reply
        async with self._slots:
            reply.started = time.perf_counter()
            try:
                async with aclosing(self._pieces(reply)) as pieces:
                    async for piece in pieces:
                        if exchange.job.cancelled:  # and more had arrived already
                            return reply.end(FinishReason.INTERRUPTED)
                        reply.push(piece)
                        if reply.finish_reason is FinishReason.STOP_STRING and not piece.finish:
                            break  # found here; the server would go on
            except (LlmnbError, ListenerFailed):
                raise
            except Exception:
                if reply.finish_reason is None:
                    raise  # otherwise only the counts behind the answer are missing
        if reply.finish_reason is None:
            raise failures.unfinished(self.place, reply.count)
        if reply.finish_reason is FinishReason.ERROR:
            raise failures.broken_off(self.place, reply.count)

    async def _pieces(self, reply: Reply) -> AsyncGenerator[Piece, None]:
        """Yield the pieces of an answer; a request that is refused is put in other words."""
        request, attempt, wordings = reply.request, 0, 1
        alternatives, arrived = request.config.logprobs or 0, False
        while True:
            dialect = self.dialect
            call = dialect.call(request, reply.max_tokens)
            stream = remote.events(
                self._opened(), self.place.served or "", call, reply.max_tokens, alternatives
            )
            try:
                async with aclosing(stream) as events:
                    while (event := await _next(events, reply)) is not None:
                        if not arrived:
                            reply.notes += dialect.dropped(request.config)
                        arrived = True
                        yield read_piece(event, alternatives)
                return
            except Exception as error:
                refusal = refusal_in(error)
                if arrived:
                    raise
                if refusal is not None and wordings < MOST_WORDINGS:
                    wordings += 1
                    if self._learn(refusal, dialect, call, reply):
                        continue
                if attempt == len(PAUSES) or not failures.is_passing(refusal or error):
                    raise
                pause = _pause(refusal, attempt)
            await asyncio.sleep(pause)
            attempt += 1

    def _learn(self, refusal: Refusal, used: Dialect, call: Call, reply: Reply) -> bool:
        """Find another way to ask; False if there is none.

        Raises
        ------
        ContextOverflow, ParameterError
            If the server will not have what the user wants, however it is put.
        """
        config, room = reply.request.config, complaint(refusal).room
        if room is not None:
            if not 0 < room.left < reply.max_tokens:
                raise failures.overflow(room, self.place, refusal)
            if config.sources.get("max_tokens", "llmnb") not in ("llmnb", "model"):
                reply.notes.append(
                    f"max-tokens {config.max_tokens:,} was cut to the {room.left:,} left in the "
                    "context"
                )
            reply.max_tokens = room.left
            return True
        if self.dialect is not used:
            return True  # another request has learnt something meanwhile
        other, wanted = adapted(used, refusal, call, config)
        if wanted is not None:
            raise failures.not_taken(wanted, self.place, refusal)
        if other is None:
            return False
        self.dialect = other
        return True

    async def _list_models(self) -> tuple[remote.Served, ...]:
        return await remote.models(self._opened())

    def _opened(self) -> AsyncOpenAI:
        """Return the client, made on the loop's thread, where it is used."""
        if self._client is None:
            self._client = open_client(self.place.endpoint, self.place.key)
        return self._client

    async def _shut_down(self) -> None:
        try:
            for exchange in tuple(self._exchanges):
                exchange.stop()
            await _until_ended(_others())  # who was cancelled ends the tasks of its own first
            for task in _others():
                task.cancel()
            await _until_ended(_others())
            if self._client is not None:
                async with asyncio.timeout(CLOSE_SECONDS / 4):
                    await self._client.close()
        finally:
            self.loop.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
        finally:
            self.loop.close()


def _others() -> set[asyncio.Task[Any]]:
    return {task for task in asyncio.all_tasks() if task is not asyncio.current_task()}


async def _until_ended(tasks: set[asyncio.Task[Any]]) -> None:
    if tasks:
        await asyncio.wait(tasks, timeout=CLOSE_SECONDS / 4)


async def _next(events: AsyncIterator[Any], reply: Reply) -> Mapping[str, Any] | None:
    """Return the next event; behind the end of the answer, wait only a moment for it."""
    late = reply.finish_reason is not None
    async with asyncio.timeout(USAGE_SECONDS if late else None):
        return await anext(events, None)


def refusal_in(error: BaseException) -> Refusal | None:
    """Return the server's refusal that an exception of the client stands for, if it is one."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, Refusal):
        found = found.__cause__ or found.__context__
    return found


def _pause(refusal: Refusal | None, attempt: int) -> float:
    """Return the seconds until the next attempt: what the server asks for, if it is little.

    Raises
    ------
    Refusal
        If the server asks for more than anybody would wait for without being told.
    """
    asked = refusal.headers.get("retry-after", "") if refusal is not None else ""
    if not asked:
        return PAUSES[attempt]
    try:
        seconds = float(asked)
    except ValueError:  # a date
        seconds = LONGEST_PAUSE + 1
    if refusal is not None and not 0 <= seconds <= LONGEST_PAUSE:
        raise refusal
    return seconds
