"""What went wrong with a server, as one clear message.

The client's own exceptions hold the whole request; they are read here and not passed on.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from llmnb.backends.openai.client import CONNECT_SECONDS, Refusal, Unreadable
from llmnb.backends.openai.complaints import Room, complaint
from llmnb.backends.openai.keys import Key, hide
from llmnb.backends.openai.wire import ServerError
from llmnb.errors import (
    BackendError,
    ContextOverflow,
    EngineError,
    LlmnbError,
    ParameterError,
    first_line,
)
from llmnb.model_source import Endpoint
from llmnb.plain import counted

LONGEST = 300  # characters of what a server says
_AGAIN = "Run it again; if that fails too, the server's own log says more."
_ADDRESS = "Check the address, which mostly ends in /v1."


@dataclass(frozen=True)
class Place:
    """Whom a request went to.

    Parameters
    ----------
    endpoint : Endpoint
        The server.
    key : Key, optional
        What must not be shown.
    served : str, optional
        The model's name there; None while it is looked for.
    """

    endpoint: Endpoint
    key: Key | None = None
    served: str | None = None

    def said(self, text: str) -> str:
        """Make what a server says fit for a message: one short line without secrets."""
        line = " ".join(
            "".join(c if c.isprintable() else " " for c in hide(self.key, text)).split()
        )
        return line if len(line) <= LONGEST else line[:LONGEST] + "…"

    def error(self, message: str, hint: str | None = None) -> LlmnbError:
        """Return an error of the stage that the request belongs to."""
        return (BackendError if self.served is None else EngineError)(message, hint=hint)


def explain(error: BaseException, place: Place, count: int = 0) -> LlmnbError:
    """Return the error for the user.

    Parameters
    ----------
    error : BaseException
        What was raised.
    place : Place
        Where the request went.
    count : int
        How many pieces of the answer had arrived.
    """
    chain = list(_chain(error))
    for found in chain:
        if isinstance(found, LlmnbError):
            return found
        if isinstance(found, Refusal):
            return _refused(found, place)
        if isinstance(found, Unreadable):
            hint = _ADDRESS if not count else _AGAIN
            return place.error(f"{place.endpoint.label} sent {place.said(str(found))}.", hint)
        if isinstance(found, ServerError):
            said = place.said(str(found)).rstrip(".")
            return place.error(f"{place.endpoint.label} failed{_after(count)}: {said}.", _AGAIN)
    return _unconnected(chain, place, count)


def unfinished(place: Place, count: int) -> LlmnbError:
    """Return the error for a stream that ends although its answer does not."""
    return place.error(
        f"The answer of {place.endpoint.label} ended{_after(count)} without a finish reason: "
        "it is not complete.",
        _AGAIN,
    )


def broken_off(place: Place, count: int) -> LlmnbError:
    """Return the error for an answer that the server itself declares failed."""
    return place.error(f"{place.endpoint.label} broke the answer off{_after(count)}.", _AGAIN)


def overflow(room: Room, place: Place, refusal: Refusal) -> ContextOverflow:
    """Return the error for a prompt that leaves no room in a server's context."""
    hint = "Shorten the prompt."
    if room.context and room.prompt:
        what = f"The prompt has {room.prompt:,} tokens, but the context has {room.context:,}."
    else:
        said = place.said(complaint(refusal).said).rstrip(".")
        what = f"Prompt and answer do not fit into the server's context: {said}."
        hint = "Shorten the prompt, or lower --max-tokens."
    return ContextOverflow(what, hint=hint)


def not_taken(name: str, place: Place, refusal: Refusal) -> ParameterError:
    """Return the error for a parameter that the user wants and the server does not take."""
    said = place.said(complaint(refusal).said).rstrip(".")
    flag = "--" + name.replace("_", "-")
    return ParameterError(
        f"{place.endpoint.label} does not take {name} as it is given: {said}.",
        hint=f"Leave {flag} out, or give another value.",
    )


def is_passing(error: BaseException) -> bool:
    """Tell whether the same request may succeed in a moment; nothing has been answered yet."""
    if isinstance(error, Refusal):
        return error.status in (429, 502, 503, 504)
    names = _names(_chain(error))
    lost = {"ConnectError", "ReadError", "WriteError", "RemoteProtocolError"}
    insecure = any(isinstance(found, ssl.SSLError) for found in _chain(error))
    return bool(names & lost) and not insecure


def _chain(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


def _names(chain: Iterator[BaseException] | list[BaseException]) -> set[str]:
    # By name: the client's major versions stand on different libraries, with the same classes.
    return {kind.__name__ for found in chain for kind in type(found).__mro__}


def _after(count: int) -> str:
    return f" after {counted(count, 'token')}" if count else ""


def _unconnected(chain: list[BaseException], place: Place, count: int) -> LlmnbError:
    label, names = place.endpoint.label, _names(chain)
    for found in chain:
        if isinstance(found, ssl.SSLError):
            return _insecure(found, place)
        if isinstance(found, socket.gaierror):
            host = urlsplit(label).hostname
            return place.error(f"There is no host {host!r}.", "Check the address and the network.")
        if isinstance(found, ConnectionRefusedError):
            return place.error(
                f"Nothing answers at {label}: the connection was refused.",
                "Start the server, or check the address and its port.",
            )
    if "ConnectTimeout" in names:
        return place.error(
            f"{label} cannot be reached: no connection within {CONNECT_SECONDS:.0f} s.",
            "Check the address and the network.",
        )
    if names & {"TimeoutException", "APITimeoutError", "TimeoutError"}:
        late = f"stopped in the middle{_after(count)}" if count else "did not answer in time"
        return place.error(f"{label} {late}.", _AGAIN if place.served else _ADDRESS)
    if "ConnectError" in names:
        return place.error(
            f"{label} cannot be reached: {place.said(first_line(chain[-1]))}.",
            "Check the address and the network.",
        )
    if names & {"TransportError", "RequestError", "APIConnectionError"}:
        return place.error(f"The connection to {label} was cut{_after(count)}.", _AGAIN)
    what = f"{type(chain[0]).__name__}: {place.said(first_line(chain[0]))}"
    return place.error(f"The request to {label} failed{_after(count)}: {what}.", _AGAIN)


def _insecure(error: ssl.SSLError, place: Place) -> LlmnbError:
    label = place.endpoint.label
    reason = (error.reason or first_line(error)).replace("_", " ").lower()
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = f"its certificate is not accepted ({error.verify_message})"
        hint = "If you trust the server, name the file of its certificate in SSL_CERT_FILE."
    else:
        hint = "If the server speaks no https, write http://, best only on your own machine."
    return place.error(f"There is no secure connection to {label}: {place.said(reason)}.", hint)


def _refused(refusal: Refusal, place: Place) -> LlmnbError:
    label, status = place.endpoint.label, refusal.status
    said = place.said(complaint(refusal).said).rstrip(".")
    because = f": {said}" if said else ""
    if 300 <= status < 400:
        return place.error(
            f"{label} sends requests on to {_target(refusal, place)}, which llmnb does not follow.",
            "If you trust that address, load it instead.",
        )
    if status == 401:
        return place.error(*_unknown_key(place))
    if status == 403:
        return place.error(
            f"{label} does not allow this (403){because}.", "Check the key's rights."
        )
    if status == 404:
        what = f"has no model {place.served!r}, or no such service" if place.served else "has none"
        hint = "Check --served-name, and the address, which mostly ends in /v1."
        return place.error(f"{label} {what} (404){because}.", hint if place.served else _ADDRESS)
    if status == 429:
        return place.error(f"{label} takes no more requests now (429){because}.", _wait(refusal))
    if status >= 500:
        return place.error(f"{label} failed ({status}){because}.", _wait(refusal))
    return place.error(f"{label} refuses the request ({status}){because}.", None)


def _unknown_key(place: Place) -> tuple[str, str]:
    if place.key is None:
        return (
            f"{place.endpoint.label} wants a key (401).",
            "Put it into an environment variable, and load with --api-key-env VAR.",
        )
    return (
        f"{place.endpoint.label} does not accept the key in {place.key.variable} (401).",
        "Check the variable, or name another one with --api-key-env VAR.",
    )


def _wait(refusal: Refusal) -> str:
    """Return when to try again, as the server asks for it in whole seconds."""
    after = refusal.headers.get("retry-after", "")
    wanted = after.isascii() and after.isdigit() and len(after) < 9
    return f"It asks to wait {int(after):,} s." if wanted else _AGAIN


def _target(refusal: Refusal, place: Place) -> str:
    """Return where a redirect leads, without what may be a secret."""
    try:
        parts = urlsplit(urljoin(place.endpoint.url, refusal.headers.get("location", "")))
        return place.said(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")
    except ValueError:
        return "another address"
