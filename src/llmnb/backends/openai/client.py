"""The official client, so set up that only what llmnb means to send is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llmnb.backends.openai.keys import Key
from llmnb.model_source import Endpoint

if TYPE_CHECKING:
    from openai import AsyncOpenAI

CONNECT_SECONDS = 10.0
SILENT_SECONDS = 600.0  # between two pieces; a prompt may be read for minutes before the first
LARGEST_REFUSAL = 64_000  # bytes that are read of an answer that is no success

# The client would add what it finds in its own environment variables (an organisation, headers
# of any kind) and facts about this machine. Its mark for raw answers is read again by itself.
_SENT = frozenset(
    {
        "accept",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-stainless-raw-response",
    }
)


class Refusal(Exception):
    """An answer that is no success.

    Attributes
    ----------
    status : int
        The HTTP status.
    headers : mapping of str to str
        The headers, by lower-case name.
    body : bytes
        The beginning of the body.
    """

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__(f"HTTP status {status}")
        self.status = status
        self.headers = headers
        self.body = body


class Unreadable(Exception):
    """An answer that is not what the protocol says; the message says what it is instead."""


def open_client(endpoint: Endpoint, key: Key | None) -> AsyncOpenAI:
    """Make a client for one server.

    It follows no redirect, for that would hand the prompt, and perhaps the key, to another
    host; and it asks a server on this machine directly, never through a proxy.
    """
    import openai

    guard = _Guard(key)
    http = openai.DefaultAsyncHttpxClient(
        follow_redirects=False,
        # The environment's certificates hold everywhere, its proxies only for other machines.
        mounts={"http://": None, "https://": None} if endpoint.is_here else None,
        event_hooks={"request": [guard.outgoing], "response": [guard.incoming]},
    )
    return openai.AsyncOpenAI(
        # The client insists on one; the guard takes it away and puts the real one in.
        api_key="none",
        base_url=endpoint.url,
        http_client=http,
        max_retries=0,
        timeout=openai.Timeout(SILENT_SECONDS, connect=CONNECT_SECONDS),
    )


class _Guard:
    """Looks at every request before it leaves, and at every answer before its body is read.

    The key is in no object of the client, so that nothing that the client prints can hold it.
    """

    def __init__(self, key: Key | None) -> None:
        self._key = key

    async def outgoing(self, request: Any) -> None:
        """Take away all headers but the necessary ones, and add the key."""
        for name in [name for name in request.headers if name.lower() not in _SENT]:
            del request.headers[name]
        # A few compressed bytes can be gigabytes.
        request.headers["accept-encoding"] = "identity"
        if self._key is not None:
            request.headers["authorization"] = f"Bearer {self._key.value}"

    async def incoming(self, response: Any) -> None:
        """Raise for an answer that is no success, with a bounded part of its body."""
        headers = {name.lower(): value for name, value in response.headers.items()}
        if headers.get("content-encoding", "").lower() not in ("", "identity"):
            raise Unreadable("a compressed answer, which was not asked for")
        if 200 <= response.status_code < 300:
            return
        body = b""
        async for block in response.aiter_bytes():
            body += block[: LARGEST_REFUSAL - len(body)]
            if len(body) >= LARGEST_REFUSAL:
                break
        raise Refusal(response.status_code, headers, body)
