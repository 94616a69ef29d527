"""Speaks HTTP to a hub, with nothing but the standard library.

One way of speaking for every version of the hub's own client, whose two generations share
neither an HTTP library nor their errors. It can be stopped from another thread, waits no longer
than it is told to, and sends the token to the hub alone, never to where a hub redirects.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import platform
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from llmnb.model_source.hub.settings import Settings

_MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_CERTIFICATES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


class NetworkError(Exception):
    """The hub could not be reached, or the connection broke.

    Attributes
    ----------
    silent : bool
        A connection was there, but nothing came in time.
    """

    def __init__(self, reason: str, *, silent: bool = False) -> None:
        super().__init__(reason)
        self.silent = silent


class BadStatus(Exception):
    """A server answered with an error."""

    def __init__(self, status: int, headers: Mapping[str, str], *, by_hub: bool) -> None:
        super().__init__(f"{status} {_phrase(status)}".strip())
        self.status = status
        self.code = headers.get("x-error-code", "")
        self.words = headers.get("x-error-message", "")
        self.by_hub = by_hub


@dataclass
class Answer:
    """A server's answer, whose body is read in blocks.

    Parameters
    ----------
    status : int
        The HTTP status.
    headers : mapping
        By lower-case name: those of the last answer, with those of a redirecting hub that
        describe the file.
    """

    status: int
    headers: Mapping[str, str]
    _response: http.client.HTTPResponse = field(repr=False)

    @property
    def length(self) -> int | None:
        """The size of the whole file in bytes, as the server states it."""
        stated = self.headers.get("content-range", "").rpartition("/")[2]
        return _number(stated or self.headers.get("content-length", ""))

    @property
    def start(self) -> int:
        """The place in the file where the body begins."""
        stated = self.headers.get("content-range", "").removeprefix("bytes ").partition("-")[0]
        return (_number(stated) or 0) if self.status == HTTPStatus.PARTIAL_CONTENT else 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most `size`, and none at the end."""
        with _network():
            return self._response.read1(size)


class Client:
    """Asks a hub; one request at a time.

    Parameters
    ----------
    settings : Settings
        Where it is, the token, and how long to wait.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._home = urlsplit(settings.endpoint)
        self._socket: socket.socket | None = None
        self._stopped = False

    def stop(self) -> None:
        """End the request that is under way, from another thread, and refuse further ones."""
        self._stopped = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def ask(self, path: str, *, method: str = "GET", start: int = 0) -> Iterator[Answer]:
        """Ask for a path of the hub and follow where it redirects.

        Parameters
        ----------
        path : str
            The path, quoted, from the hub's address on.
        method : str
            ``"GET"``, or ``"HEAD"`` for the headers alone.
        start : int
            The first byte that is wanted.

        Raises
        ------
        NetworkError
            If there is no answer.
        BadStatus
            If the answer is an error.
        """
        url = self._settings.endpoint + path
        linked: dict[str, str] = {}
        for _ in range(_MOST_REDIRECTS + 1):
            parts = urlsplit(url)
            with self._connection(parts) as (connection, proxied):
                response = self._send(connection, method, parts, proxied, start)
                headers = {name.lower(): value for name, value in response.getheaders()}
                target = headers.get("location")
                if response.status in _REDIRECTS and target:
                    linked |= {n: v for n, v in headers.items() if n.startswith("x-")}
                    url = self._redirected(url, target)
                    continue
                if response.status >= HTTPStatus.BAD_REQUEST:
                    raise BadStatus(response.status, headers, by_hub=self._is_home(parts))
                yield Answer(response.status, headers | linked, response)
                return
        raise NetworkError("it redirects without end")

    @contextlib.contextmanager
    def _connection(
        self, parts: SplitResult
    ) -> Iterator[tuple[http.client.HTTPConnection, SplitResult | None]]:
        with _network():
            connection, proxy = _connection(parts, self._settings.timeout)
        try:
            with _network(proxy):
                connection.connect()
                self._socket = connection.sock
                if self._stopped:
                    raise NetworkError("it was stopped")
            yield connection, None if parts.scheme == "https" else proxy
        finally:
            self._socket = None
            connection.close()

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        parts: SplitResult,
        proxy: SplitResult | None,
        start: int,
    ) -> http.client.HTTPResponse:
        headers = {
            "User-Agent": f"llmnb; python/{platform.python_version()}",
            "Accept-Encoding": "identity",  # or sizes would not be those of the files
            "Connection": "close",
        }
        if start:
            headers["Range"] = f"bytes={start}-"
        if self._settings.token and self._is_home(parts):
            headers["Authorization"] = f"Bearer {self._settings.token}"
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        if proxy is not None:
            target = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()
            headers |= _proxy_login(proxy)
        with _network(proxy):
            connection.request(method, target, headers=headers)
            return connection.getresponse()

    def _is_home(self, parts: SplitResult) -> bool:
        return (parts.scheme, parts.netloc) == (self._home.scheme, self._home.netloc)

    def _redirected(self, url: str, target: str) -> str:
        found = urljoin(url, target)
        scheme = urlsplit(found).scheme
        if scheme not in ("http", "https") or (url.startswith("https:") and scheme == "http"):
            raise NetworkError(f"it redirects to an address that is not safe ({scheme})")
        return found


def _connection(
    parts: SplitResult, timeout: float
) -> tuple[http.client.HTTPConnection, SplitResult | None]:
    """Return a connection that is not open yet, and the proxy that it goes through."""
    proxy = _proxy(parts)
    near = proxy or parts
    host = near.hostname or ""
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, near.port, timeout=timeout), proxy
    secure = http.client.HTTPSConnection(host, near.port, timeout=timeout, context=_tls())
    if proxy is not None:
        secure.set_tunnel(parts.hostname or "", parts.port, headers=_proxy_login(proxy))
    return secure, proxy


def _proxy(parts: SplitResult) -> SplitResult | None:
    """Return the proxy that the environment, or the system, has for an address."""
    proxies = getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    if not found or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxy = urlsplit(found if "://" in found else f"http://{found}")
    if proxy.scheme != "http":
        raise NetworkError(
            f"a proxy of the kind {proxy.scheme}:// is not supported, only http:// is"
        )
    return proxy


def _proxy_login(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    import base64

    login = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {base64.b64encode(login).decode()}"}


def _tls() -> ssl.SSLContext:
    own = next((os.environ[name] for name in _CERTIFICATES if os.environ.get(name)), None)
    if own is not None:
        folder = os.path.isdir(own)
        return ssl.create_default_context(cafile=None if folder else own,
                                          capath=own if folder else None)  # fmt: skip
    context = ssl.create_default_context()
    with contextlib.suppress(ImportError):  # some Pythons know no certificates of their own
        import certifi

        context.load_verify_locations(certifi.where())
    return context


@contextlib.contextmanager
def _network(proxy: SplitResult | None = None) -> Iterator[None]:
    """Turn whatever a connection makes fail into a `NetworkError` with the reason."""
    through = f", through the proxy {proxy.hostname}:{proxy.port}" if proxy is not None else ""
    try:
        yield
    except TimeoutError:
        raise NetworkError(f"nothing came in time{through}", silent=True) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NetworkError(_reason(error) + through) from None


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is refused, {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "it does not speak HTTPS"
    if isinstance(error, socket.gaierror):
        return "no such host is known"
    if isinstance(error, http.client.IncompleteRead):
        return "the connection was closed"
    if isinstance(error, http.client.HTTPException) and not isinstance(error, OSError):
        return "its answer is no HTTP"
    text: Any = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0][:120]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
