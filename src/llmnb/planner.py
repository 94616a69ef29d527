"""From hardware, a model and the user's wishes to a plan, with the reasons for each backend."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from llmnb.backends.base import Backend, Candidate, Needs, Plan, Support
from llmnb.backends.registry import backend, backends
from llmnb.config import LoadConfig
from llmnb.errors import BackendError, ParameterError
from llmnb.hardware import Hardware
from llmnb.model_source import Endpoint, Hub, ModelFacts, ModelSource, parse
from llmnb.progress import Progress
from llmnb.room import check_room

SMALL_BYTES = 100_000_000
DEFAULT_CONTEXT = 4096


def plan(
    model: str,
    config: LoadConfig,
    hardware: Hardware,
    progress: Progress | None = None,
    freed: Callable[[Plan], Needs] | None = None,
    decided: Collection[str] = (),
) -> Plan:
    """Decide how to load a model.

    Parameters
    ----------
    model : str
        The user's word for it: ``demo``, a folder, a hub id or a server's address.
    config : LoadConfig
        The user's wishes; ``backend="auto"`` takes the best that can, a named one never
        falls back.
    hardware : Hardware
        What was detected.
    progress : Progress, optional
        Told when a hub is asked.
    freed : callable, optional
        Tells what a model takes that a load gives back before it takes its own.
    decided : collection of str
        The wishes that variables of the environment decided, for a machine and not for this
        model: a device goes to backends that have devices, a context is cut to the model's.

    Raises
    ------
    ModelNotFound, ModelFormatError
        If there is no such model or its configuration cannot be read.
    BackendError
        If no backend can run it, the named one cannot, or the memory that is free is too little.
    StorageError
        If the disk has no room for the converted copy.
    ParameterError
        If the precision, the context or another wish does not go with the model.
    """
    source = parse(model, config.revision, code=config.trust_remote_code)
    _check_wishes(source, config)
    facts = source.facts(progress)
    candidates = survey(hardware, source, facts)
    chosen = _choose(candidates, config.backend, source.label)
    engine = backend(chosen.backend)
    config = _of_use(config, decided, engine, facts)
    _check_extras(engine, config)
    _check_precision(engine, config.precision, candidates)
    context = _context(config.context, facts)
    made = Plan(
        backend=chosen.backend,
        precision=engine.choose_precision(config.precision, facts, hardware),
        source=source,
        config=config,
        name=config.name or source.label,
        context=context,
        hardware=hardware,
        facts=facts,
        candidates=(chosen, *(c for c in candidates if c is not chosen)),
        precision_reason=engine.precision_reason(config.precision, facts),
    )
    made = replace(made, freed=freed(made) if freed else Needs())  # which its needs depend on
    made = replace(made, needs=engine.needs(made))
    if not config.force:
        check_room(made)
    return made


def survey(
    hardware: Hardware, source: ModelSource, facts: ModelFacts | None, *, by_size: bool = True
) -> tuple[Candidate, ...]:
    """Ask every registered backend; the best come first.

    A small model starts and answers faster on a light engine than the start of a heavy one
    takes, whatever the hardware: for it the order of preference is turned round, unless
    `by_size` is false.
    """
    small = by_size and _is_small(facts)
    found = [Candidate(n, _ask(b, hardware, source, facts)) for n, b in backends().items()]

    def rank(candidate: Candidate) -> tuple[bool, int]:
        preference = candidate.support.preference
        return preference <= 0, preference if small else -preference

    return tuple(sorted(found, key=rank))


def passed_over(plan: Plan) -> tuple[Candidate, ...]:
    """Return the backends that fit better than the chosen one, but are not installed."""
    if _is_small(plan.facts):
        return ()
    chosen = plan.candidates[0].support.preference
    return tuple(
        c
        for c in plan.candidates[1:]
        if not c.support.ok and c.support.install and c.support.preference > chosen
    )


def _ask(
    engine: Backend, hardware: Hardware, source: ModelSource, facts: ModelFacts | None
) -> Support:
    try:
        return engine.support(hardware, source, facts)
    except Exception as error:  # another package's backend may fail in any way
        return Support(False, f"{type(error).__name__}: {error}")


def _is_small(facts: ModelFacts | None) -> bool:
    return facts is not None and 0 < facts.weight_bytes < SMALL_BYTES


def _choose(candidates: tuple[Candidate, ...], wanted: str, label: str) -> Candidate:
    if wanted != "auto":
        backend(wanted)  # an unknown name is refused with the known ones
        chosen = next(c for c in candidates if c.backend == wanted)
        if not chosen.support.ok:
            raise BackendError(
                f"The {wanted} backend cannot run {label}: {chosen.support.reason}",
                hint=chosen.support.install and f"Install it with: {chosen.support.install}",
            )
        return chosen
    for candidate in candidates:
        if candidate.support.ok and candidate.support.preference > 0:
            return candidate
    refused = [c for c in candidates if not c.support.ok]
    likely = [c for c in refused if c.support.preference > 0] or refused
    reasons = [f"{c.backend}: {_reason(c.support)}" for c in likely]
    raise BackendError(f"No backend can run {label} here.", hint=" ".join(reasons) or None)


def _reason(support: Support) -> str:
    install = f" Install it with: {support.install}" if support.install else ""
    return support.reason + install


def _check_precision(engine: Backend, wanted: str, candidates: tuple[Candidate, ...]) -> None:
    """Refuse a precision that is no word of an engine."""
    if wanted not in engine.precisions:
        within_reach = [c.backend for c in candidates if c.support.ok or c.support.install]
        having = [name for name in within_reach if wanted in backend(name).bits]
        others = f" Take it with --backend {having[0]}." if having else ""
        raise ParameterError(
            f"precision = {wanted} is not available with the {engine.name} backend.",
            hint=f"Allowed: {', '.join(engine.precisions)}.{others}",
        )


def _check_wishes(source: ModelSource, config: LoadConfig) -> None:
    """Refuse what has no meaning for this kind of source."""
    if config.revision is not None and not isinstance(source, Hub):
        raise ParameterError(f"revision = {config.revision} is only for models of the hub.")
    if isinstance(source, Endpoint):
        if config.device is not None:
            raise ParameterError(
                f"device = {config.device} is not allowed: a server has its own device."
            )
        if config.context is not None:
            raise ParameterError(
                f"context = {config.context:,} is not allowed: a server decides its own context."
            )
        return
    if config.served_name is not None:
        raise ParameterError(f"served_name = {config.served_name} is only for a server's address.")
    if config.api_key_env is not None:  # not shown: some write the key itself there
        raise ParameterError("api_key_env is only for a server's address.")


def _of_use(
    config: LoadConfig, decided: Collection[str], engine: Backend, facts: ModelFacts | None
) -> LoadConfig:
    """Return the wishes, those that were decided for a machine as far as they are of use here."""
    if "device" in decided and not engine.devices:
        config = replace(config, device=None)
    if "context" in decided and config.context is not None and facts is not None:
        config = replace(config, context=min(config.context, facts.context))
    return config


def _check_extras(engine: Backend, config: LoadConfig) -> None:
    """Refuse what only some engines take."""
    if config.device not in (None, "cpu") and not engine.devices:
        raise BackendError(
            f"The {engine.name} backend has no device {config.device!r}; allowed is cpu."
        )
    if config.engine_args and not engine.engine_args:
        raise ParameterError(
            f"engine_args = {config.engine_args[0]} is not for the {engine.name} backend, "
            "which has no arguments of its own."
        )
    if config.adapter is not None and not engine.adapters:
        raise ParameterError(
            f"adapter = {config.adapter} is not for the {engine.name} backend, "
            "which lays no adapters over a model."
        )


def _context(wanted: int | None, facts: ModelFacts | None) -> int:
    if facts is None:
        return 0  # the server knows
    longest = facts.context
    if wanted is not None and wanted > longest:
        raise ParameterError(
            f"context = {wanted:,} is not allowed: the model was made for {longest:,} tokens."
        )
    return wanted or min(DEFAULT_CONTEXT, longest)
