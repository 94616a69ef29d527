"""A comparison: prompts, answered by models with settings and seeds, side by side."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import Job
from llmnb.errors import Cancelled, Interrupted, ModelClosed, ParameterError
from llmnb.generation import Chunk, FinishReason, Generation
from llmnb.session.compared import Cell, CellState, Compared, Contender, checked_texts, lay_out
from llmnb.session.frames import check_pandas, frame
from llmnb.session.model import Model
from llmnb.session.preparing import Prepared
from llmnb.session.scoring import Judge, Judgement, Score, in_words
from llmnb.session.waiting import interruptible
from llmnb.session.waiting import wait as wait_for

if TYPE_CHECKING:
    from pandas import DataFrame

    from llmnb.session.session import Session

OnChange = Callable[[int], None]


class Comparison:
    """Every prompt, answered by every model with every combination of values and seeds.

    Everything is checked when it is made, and nothing runs before `start` or `result`. Models
    come one after another, each with as many requests at once as its engine takes; one that is
    not loaded is loaded for its own answers and unloaded after them. The session stays as it is:
    its models, its current one, its settings, and the answer that ``%llm_continue`` goes on from.

    Parameters
    ----------
    session : Session
        Whose models and settings count.
    prompts, models, seeds, system, expected, score
        As for `llmnb.compare`.
    on_change : callable, optional
        Called with the index of each cell that changes, on any thread; it must not block.
    **parameters
        Fields of `GenerationConfig`; a list has the values to compare.

    Attributes
    ----------
    session : Session
        The same.

    Raises
    ------
    LlmnbError
        For whatever is not allowed, with what is.
    """

    def __init__(
        self,
        session: Session,
        prompts: str | Iterable[str],
        models: Compared | Iterable[Compared] | None = None,
        *,
        seeds: int | Iterable[int] | None = None,
        system: str | None = None,
        expected: str | Iterable[str] | None = None,
        score: Score | None = None,
        on_change: OnChange | None = None,
        **parameters: Any,
    ) -> None:
        if seeds is not None:
            if parameters.get("seed") is not None:
                raise ParameterError("seed and seeds are both given.", hint="Leave one out.")
            parameters["seed"] = list(seeds) if isinstance(seeds, tuple) else seeds
        texts = checked_texts("prompts", prompts)
        wanted = None if expected is None else checked_texts("expected", expected)
        self._judge = Judge(wanted, score, prompts=len(texts))
        self._layout = lay_out(session, texts, models, parameters, system)
        self.on_change = on_change
        self.session, self._system = session, system
        self._cells = list(self._layout.cells())
        self._pieces: list[list[str]] = [[] for _ in self._cells]
        self._jobs: dict[int, tuple[Prepared, Job]] = {}
        self._cancel = threading.Event()
        self._lock = threading.Lock()  # of starting
        self._thread: threading.Thread | None = None
        self._finished: Future[None] = Future()
        self._broken: Exception | None = None  # what the listener has raised

    def __repr__(self) -> str:
        return f"Comparison({sum(c.settled for c in self._cells)} of {len(self._cells)} answers)"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells as they are now, row by row."""
        return tuple(
            dataclasses.replace(cell, text="".join(self._pieces[cell.index]))
            if cell.state is CellState.RUNNING
            else cell
            for cell in tuple(self._cells)
        )

    @property
    def done(self) -> bool:
        """Whether everything has ended, or was stopped and has ended."""
        return self._finished.done()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._cancel.is_set()

    def start(self) -> Comparison:
        """Begin on a thread of its own and return at once; doing it again changes nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="llmnb-compare", daemon=True
                )
                self._thread.start()
        return self

    def stop(self) -> None:
        """End running answers within one token, and begin no others; it returns at once."""
        self._cancel.set()
        for _, job in list(self._jobs.values()):
            job.cancel()

    def wait(self, on_tick: Callable[[], object] | None = None) -> bool:
        """Wait until all is done, and return whether the user's interrupt stopped it.

        Parameters
        ----------
        on_tick : callable, optional
            Called about 100 times a second on this thread; it decides itself when to draw.
        """
        with interruptible() as interruption:
            interruption.stops(self.stop)
            self.start()
            try:
                wait_for(self._finished, on_tick)
            except BaseException:  # a second interrupt, or what draws has failed
                self.stop()
                raise
        return interruption.happened

    def result(self, on_tick: Callable[[], object] | None = None) -> DataFrame:
        """Wait until all is done, and return the answers as a table; see `frame`.

        Parameters
        ----------
        on_tick : callable, optional
            As for `wait`.

        Raises
        ------
        Interrupted
            On the user's interrupt; its ``result`` is the table of what there is.
        BackendError
            If pandas is not installed; then nothing is begun.
        """
        check_pandas()
        interrupted = self.wait(on_tick)
        table = self.frame()
        if not interrupted:
            return table
        given = [cell.generation for cell in self._cells if cell.generation is not None]
        whole = sum(g.finish_reason is not FinishReason.INTERRUPTED for g in given)
        raise Interrupted(
            f"The comparison was stopped after {whole} of {len(self._cells)} answers; what there "
            "is was kept (in this error's .result, and with -o NAME in a variable).",
            generations=given,
            result=table,
        )

    def frame(self) -> DataFrame:
        """Return what there is now as a table.

        Returns
        -------
        DataFrame
            A row for each cell that has ended, in the order of prompts, models and settings, with
            the columns ``prompt``, ``model``, the parameters that vary, ``seed`` if one was given,
            ``text``, ``finish_reason``, ``tokens``, ``tokens_per_second``, ``first_token`` (in
            seconds), ``correct`` and ``score`` where they were asked for, and ``error``. An answer
            that was stopped has its part and ``interrupted``; what was not begun has no row.
        """
        check_pandas()
        judged = {"correct": self._judge.expected, "score": self._judge.score}
        asked = [name for name, given in judged.items() if given is not None]
        return frame(tuple(self._cells), self._layout.shown, asked)

    def _work(self) -> None:
        try:
            for number, contender in enumerate(self._layout.contenders):
                if not self.stopped:
                    self._compare(contender, self._layout.of(number))
            for cell in tuple(self._cells):
                if not cell.settled:
                    self._put(cell.index, state=CellState.LEFT_OUT)
            if self._broken is not None:
                raise self._broken
        except BaseException as error:  # it is raised again where the result is awaited
            self._finished.set_exception(error)
        else:
            self._finished.set_result(None)

    def _compare(self, contender: Contender, own: Sequence[int]) -> None:
        """Have one model answer its cells."""
        with contextlib.ExitStack() as closing:
            if contender.model is None:
                for index in own:
                    self._put(index, state=CellState.LOADING)
            try:
                opened = contender.opened(self.session, self._cancel)
                model = closing.enter_context(opened)
            except Cancelled:
                return
            except Exception as error:  # engines' exceptions have no common base class
                for index in own:
                    self._fail(index, error, None)
                return
            self._answer(model, own)

    def _answer(self, model: Model, own: Sequence[int]) -> None:
        """Keep as many requests on their way as the engine answers at once."""
        # More would wait in its queue, and their time to the first token would count that.
        most = max(1, model.handle.capabilities.max_concurrent)
        waiting, ended = deque(own), SimpleQueue[int]()
        while True:
            while waiting and len(self._jobs) < most and not self.stopped:
                self._submit(model, waiting.popleft(), ended)
            if not self._jobs and (self.stopped or not waiting):
                return
            if self._jobs:
                self._settle(model, ended.get())

    def _submit(self, model: Model, index: int, ended: SimpleQueue[int]) -> None:
        cell, pieces = self._cells[index], self._pieces[index]

        def listen(chunk: Chunk) -> None:
            pieces.append(chunk.text)
            self._changed(index)

        self._put(index, state=CellState.RUNNING)
        try:
            setting = self._layout.setting(cell)
            prepared = model.prepare(cell.prompt, system=self._system, **setting)
            job = model.handle.submit(prepared.request, listen)
        except Exception as error:  # a prompt that is too long, a model that was unloaded
            self._put(index, state=CellState.FAILED, error=in_words(error))
            return
        self._jobs[index] = prepared, job
        if self.stopped:  # perhaps before this job was among them
            job.cancel()
        job.done.add_done_callback(lambda _: ended.put(index))

    def _settle(self, model: Model, index: int) -> None:
        prepared, job = self._jobs.pop(index)
        try:
            generation = job.done.result()
        except BaseException as error:  # whatever an engine's thread has met
            partial = getattr(error, "generation", None)
            self._fail(index, error, partial if isinstance(partial, Generation) else None)
            return
        notes = (*prepared.notes, *generation.notes)
        generation = dataclasses.replace(generation, notes=notes)
        interrupted = generation.finish_reason is FinishReason.INTERRUPTED
        if interrupted and not self.stopped:
            gone = ModelClosed(f"The model {model.name!r} was unloaded while it answered.")
            self._fail(index, gone, generation)
            return
        judged = Judgement() if interrupted else self._judge(generation, self._cells[index].row)
        self._put(
            index,
            state=CellState.DONE,
            text=generation.text,
            generation=generation,
            **judged._asdict(),
        )

    def _fail(self, index: int, error: BaseException, partial: Generation | None) -> None:
        text = "".join(self._pieces[index]) if partial is None else partial.text
        said = in_words(error)
        self._put(index, state=CellState.FAILED, text=text, generation=partial, error=said)

    def _put(self, index: int, **changes: Any) -> None:
        """Change a cell; only the comparison's own thread does."""
        self._cells[index] = dataclasses.replace(self._cells[index], **changes)
        self._changed(index)

    def _changed(self, index: int) -> None:
        listener = self.on_change
        if listener is None or self._broken is not None:
            return
        try:
            listener(index)
        except Exception as error:  # it ends the comparison, and is raised where that is awaited
            self._broken = error
            self.stop()
