"""From a plan to a connected model: the key, the server's list, the choice from it."""

from __future__ import annotations

import contextlib
import threading

from llmnb.backends.base import Plan
from llmnb.backends.openai import failures, remote
from llmnb.backends.openai.dialect import Dialect
from llmnb.backends.openai.handle import OpenAIHandle
from llmnb.backends.openai.keys import cautions, read_key
from llmnb.backends.openai.service import Service, refusal_in
from llmnb.errors import BackendError
from llmnb.generation import ModelInfo
from llmnb.model_source import Endpoint
from llmnb.progress import check_cancelled

MOST_LISTED = 20  # names in a message
_POLL = 0.05  # seconds between two looks at the user's wish to stop


def connect(plan: Plan, cancel: threading.Event) -> OpenAIHandle:
    """Connect to the server of a plan, and choose its model.

    Raises
    ------
    BackendError
        If the server cannot be reached, refuses, or no model is clearly meant.
    ParameterError
        If the key cannot be read.
    Cancelled
        If `cancel` was set.
    """
    endpoint = plan.source
    if not isinstance(endpoint, Endpoint):
        raise BackendError(f"The openai backend cannot run {endpoint.label}: it is no server.")
    key = read_key(plan.config.api_key_env)
    service = Service(plan.name, failures.Place(endpoint, key))
    try:
        listed = _listed(service, plan, cancel)
        served = _choose(listed, plan.config.served_name, endpoint.label)
    except BaseException:
        service.close()
        raise
    service.place = failures.Place(endpoint, key, served.name)
    service.dialect = Dialect(served.kind)
    info = ModelInfo(
        name=plan.name,
        source=endpoint.label,
        backend=plan.backend,
        precision=plan.precision,
        context=served.context,
        device="server",
        served_name=served.name,
    )
    named = plan.config.api_key_env is not None
    notes = (*cautions(endpoint, key, named=named), *_unlisted(listed, served.name))
    return OpenAIHandle(info, service, notes)


def _listed(
    service: Service, plan: Plan, cancel: threading.Event
) -> tuple[remote.Served, ...] | None:
    """Return what the server lists; None when it has no list, and the model's name is known."""
    asked = service.list_models()
    while not asked.done():
        if cancel.is_set():
            asked.cancel()
            check_cancelled(cancel)
        with contextlib.suppress(Exception):  # raised below
            asked.result(_POLL)
    error = asked.exception()
    if error is None:
        return asked.result()
    refusal = refusal_in(error)
    if refusal is None or not remote.is_missing(refusal):
        raise failures.explain(error, service.place) from None
    if plan.config.served_name is not None:
        return None
    raise BackendError(
        f"{service.place.endpoint.label} has no list of models ({refusal.status}).",
        hint="Check the address, which mostly ends in /v1, or name the model with --served-name.",
    )


def _choose(
    listed: tuple[remote.Served, ...] | None, wanted: str | None, label: str
) -> remote.Served:
    """Return the model that is meant; a server may know names that it does not list."""
    if wanted is not None:
        found = next((s for s in listed or () if s.name == wanted), None)
        kinds = {id(s.kind): s.kind for s in listed or ()}
        if found is None and len(kinds) == 1:  # an adapter or an alias of the same server
            return remote.Served(wanted, next(iter(kinds.values())))
        return found or remote.Served(wanted)
    if not listed:
        raise BackendError(
            f"{label} lists no model.", hint="Name one that it serves with --served-name."
        )
    if len(listed) > 1:
        raise BackendError(
            f"{label} serves {len(listed):,} models: {_names(listed)}.",
            hint="Choose one with --served-name.",
        )
    return listed[0]


def _unlisted(listed: tuple[remote.Served, ...] | None, name: str) -> tuple[str, ...]:
    """Say so when the wanted model is none of those that the server lists."""
    if not listed or any(s.name == name for s in listed):
        return ()
    return (f"the server does not list {name!r}; it lists {_names(listed)}",)


def _names(listed: tuple[remote.Served, ...]) -> str:
    names = ", ".join(s.name for s in listed[:MOST_LISTED])
    more = len(listed) - MOST_LISTED
    return f"{names} and {more:,} more" if more > 0 else names
