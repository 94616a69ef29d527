"""What is compared: prompts, models and settings, checked and laid out as cells."""

from __future__ import annotations

import contextlib
import itertools
import math
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from os import PathLike
from typing import TYPE_CHECKING, Any

from llmnb.backends.base import Plan
from llmnb.config import GenerationConfig, checked, parameters
from llmnb.errors import ParameterError
from llmnb.generation import Generation
from llmnb.plain import counted
from llmnb.progress import Silent
from llmnb.session.loading import load_here
from llmnb.session.model import Model

if TYPE_CHECKING:
    from llmnb.session.session import Session

LARGEST = 1_000  # cells
Compared = str | PathLike[str] | Mapping[str, Any] | Model


class CellState(StrEnum):
    """How far a cell is."""

    PENDING = "pending"
    LOADING = "loading"  # its model is
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Cell:
    """One prompt, answered by one model with one setting.

    Parameters
    ----------
    index, row, column : int
        Its place among all cells, among the prompts, and among the combinations of a model and
        a setting.
    prompt, model : str
        What is asked, and the name of what answers.
    settings : mapping of str to object
        The parameters that differ between cells, and the seed if one was given; None stands for
        the value that nobody decides.
    state : CellState
        How far it is.
    text : str
        The answer as far as it is.
    generation : Generation, optional
        The answer; what there was of it, if the engine failed.
    error : str, optional
        What went wrong, in words: with the answer, or with its score.
    correct : bool, optional
        Whether the answer is the expected text.
    score : object
        What the function made of the answer.
    """

    index: int
    row: int
    column: int
    prompt: str
    model: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    state: CellState = CellState.PENDING
    text: str = ""
    generation: Generation | None = None
    error: str | None = None
    correct: bool | None = None
    score: Any = None

    @property
    def settled(self) -> bool:
        """Whether it changes no more."""
        return self.state in (CellState.DONE, CellState.FAILED, CellState.LEFT_OUT)


@dataclass(frozen=True)
class Contender:
    """A model that takes part: one that is loaded, or the plan of one that will be."""

    name: str
    model: Model | None = None
    plan: Plan | None = None

    @contextlib.contextmanager
    def opened(self, session: Session, cancel: threading.Event) -> Iterator[Model]:
        """Give the model; one that is not loaded is so for this block, and not in the session."""
        if self.model is not None:
            yield self.model
            return
        assert self.plan is not None  # one of the two is there
        handle = load_here(self.plan, Silent(), cancel)
        try:
            yield Model(self.plan, handle, session)
        finally:
            handle.close()


@dataclass(frozen=True)
class Layout:
    """All that a comparison will do, checked.

    Parameters
    ----------
    prompts : tuple of str
        The rows.
    contenders : tuple of Contender
        The models.
    settings : tuple of mapping
        What is decided for each of a model's cells of one row.
    shown : tuple of str
        The parameters that the results name: those that vary, and the seed if one was given.
    """

    prompts: tuple[str, ...]
    contenders: tuple[Contender, ...]
    settings: tuple[Mapping[str, Any], ...]
    shown: tuple[str, ...]

    def cells(self) -> Iterator[Cell]:
        """Yield the cells, row by row."""
        columns = list(itertools.product(self.contenders, self.settings))
        for row, prompt in enumerate(self.prompts):
            for column, (contender, setting) in enumerate(columns):
                shown = {name: setting.get(name) for name in self.shown}
                index = row * len(columns) + column
                yield Cell(index, row, column, prompt, contender.name, shown)

    def of(self, contender: int) -> list[int]:
        """Return the indices of a contender's cells, row by row."""
        own, width = len(self.settings), len(self.contenders) * len(self.settings)
        first = contender * own
        return [row * width + first + i for row in range(len(self.prompts)) for i in range(own)]

    def setting(self, cell: Cell) -> Mapping[str, Any]:
        """Return all that is decided for a cell."""
        return self.settings[cell.column % len(self.settings)]


def lay_out(
    session: Session,
    prompts: str | Iterable[str],
    models: Compared | Iterable[Compared] | None,
    given: Mapping[str, Any],
    system: str | None,
) -> Layout:
    """Check all that a comparison is asked to do, before anything runs.

    Parameters
    ----------
    session : Session
        Whose models are meant.
    prompts, models, system
        As for `Comparison`.
    given : mapping
        The parameters of generation, each with one value or a list of values.

    Raises
    ------
    LlmnbError
        For whatever is not allowed, with what is.
    """
    texts = checked_texts("prompts", prompts)
    values = {name: _values(name, value) for name, value in given.items() if value is not None}
    words = _words(models)
    _check_size(len(texts), len(words or [None]), math.prod(map(len, values.values())))
    settings = [
        dict(zip(values, chosen, strict=True)) for chosen in itertools.product(*values.values())
    ]
    if system is not None and not isinstance(system, str):
        raise ParameterError(f"system = {system!r:.80} is not allowed: it must be text.")
    shown = tuple(name for name, several in values.items() if len(several) > 1 or name == "seed")
    contenders = _contenders(session, words)
    for contender in contenders:
        if contender.model is not None:
            for setting in settings:  # whether the model can do that; the request itself is later
                contender.model.prepare(texts[0], system=system, **setting)
    return Layout(texts, contenders, tuple(settings), shown)


def checked_texts(name: str, texts: str | Iterable[str]) -> tuple[str, ...]:
    """Return one text or several as a tuple, of which none is empty.

    Raises
    ------
    ParameterError
        If there is none, or one is empty or no text.
    """
    found = [texts] if isinstance(texts, str) else _listed(name, texts, "a text or a list of texts")
    if not found:
        raise ParameterError(f"{name} is empty: there must be at least one text.")
    for index, text in enumerate(found):
        if not isinstance(text, str) or not text.strip():
            raise ParameterError(
                f"{name}[{index}] = {text!r:.80} is not allowed: it must be text that is not empty."
            )
    return tuple(found)


def _values(name: str, value: Any) -> list[Any]:
    """Return the values of a parameter, checked; only a list has several."""
    table = parameters(GenerationConfig)
    if name not in table:
        checked(GenerationConfig, {name: value})  # refuses it, with what was meant
    several = value.tolist() if hasattr(value, "tolist") else value  # of numpy and pandas
    several = several if isinstance(several, list | range) else [several]
    if not several:
        raise ParameterError(f"{name} = [] is not allowed: give one value, or a list of values.")
    if (count := len(several)) > LARGEST:
        raise ParameterError(f"{name} has {count:,} values: at most {LARGEST:,} are allowed.")
    found = [table[name].check(one) for one in several]
    for index, one in enumerate(found):
        if one in found[:index]:
            raise ParameterError(f"{name} has {one!r} twice.", hint="Give each value once.")
    return found


def _check_size(prompts: int, models: int, settings: int) -> None:
    count = prompts * models * settings
    if count > LARGEST:
        factors = [counted(prompts, "prompt"), counted(models, "model")]
        raise ParameterError(
            f"{count:,} answers are too many ({' × '.join(factors)} × "
            f"{counted(settings, 'setting')}): at most {LARGEST:,} can be compared at once.",
            hint="Compare fewer prompts, models, values or seeds.",
        )


def _words(models: Compared | Iterable[Compared] | None) -> list[Compared]:
    if models is None:
        return []
    if isinstance(models, str | PathLike | Mapping | Model):
        return [models]
    found = _listed("models", models, _MODEL)
    if not found:
        raise ParameterError("models is empty: there must be at least one model.")
    return found


_MODEL = (
    "the name of a loaded model, what llmnb.load takes, or a dict of its options with 'model' "
    "among them; or a list of such"
)


def _listed(name: str, values: Any, allowed: str) -> list[Any]:
    try:
        return list(values)
    except TypeError:
        raise ParameterError(
            f"{name} = {values!r:.80} is not allowed: it must be {allowed}."
        ) from None


def _contenders(session: Session, words: list[Compared]) -> tuple[Contender, ...]:
    if not words:
        current = session.model()
        return (Contender(current.name, current),)
    found: dict[str, Contender] = {}
    for word in words:
        one = _contender(session, word)
        if one.name in found and isinstance(word, Mapping):
            options = ", ".join(f"{n} {v}" for n, v in word.items() if n != "model")
            one = Contender(f"{one.name} ({options})", one.model, one.plan)
        if one.name in found or any(one.model is m.model is not None for m in found.values()):
            raise ParameterError(f"models has {one.name!r} twice.", hint="Name each model once.")
        found[one.name] = one
    return tuple(found.values())


def _contender(session: Session, word: Compared) -> Contender:
    if isinstance(word, Model):
        return Contender(word.name, word)
    if isinstance(word, Mapping) and len(word) == 1:
        word = word.get("model", word)
    if isinstance(word, str) and word in session.models:
        return Contender(word, session.models[word])
    options = dict(word) if isinstance(word, Mapping) else {"model": word}
    model = options.pop("model", None)
    if not isinstance(model, str | PathLike) or not str(model).strip():
        raise ParameterError(f"models has {word!r:.80}, which is not allowed: it must be {_MODEL}.")
    plan = session.plan(model, beside=True, **options)
    there = session.loaded(plan)
    return Contender(plan.name, there) if there is not None else Contender(plan.name, plan=plan)
