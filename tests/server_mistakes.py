"""What can be wrong with a server, and what its user is told.

As in `hub_mistakes`, the rows are data. In messages, ``{url}`` stands for the server's address,
and ``{port}`` for its port.
"""

from __future__ import annotations

from typing import NamedTuple


class ServerMistake(NamedTuple):
    """One row.

    Parameters
    ----------
    name : str
        What is wrong, in words.
    mood : str
        The mood of the server of the tests (`openai_server`), or the address itself.
    message : str
        What the user is told.
    kept : int
        How many words of the answer had arrived by then, and are kept.
    """

    name: str
    mood: str
    message: str
    kept: int = 0


_AGAIN = "Run it again; if that fails too, the server's own log says more."
_ADDRESS = "Check the address, which mostly ends in /v1."
_AWAY = (
    "{url} sends requests on to http://localhost:{port}/target/v1/chat/completions, which llmnb "
    "does not follow. If you trust that address, load it instead."
)
_NO_MODEL = "{url} lists no model. Name one that it serves with --served-name."
_INCOMPLETE = (
    "The answer of {url} ended after 6 tokens without a finish reason: it is not complete. "
    + _AGAIN
)

ADDRESS_MISTAKES = [
    ServerMistake(
        "no server at the address",
        "http://127.0.0.1:9/v1",
        "Nothing answers at http://127.0.0.1:9/v1: the connection was refused. "
        "Start the server, or check the address and its port.",
    ),
    ServerMistake(
        "a host that does not exist",
        "http://no-such-host.invalid/v1",
        "There is no host 'no-such-host.invalid'. Check the address and the network.",
    ),
    ServerMistake(
        "https:// for a server that speaks http://",
        "https://127.0.0.1:{port}/good/v1",
        "There is no secure connection to https://127.0.0.1:{port}/good/v1: wrong version number. "
        "If the server speaks no https, write http://, best only on your own machine.",
    ),
    ServerMistake(
        "an address without its /v1",
        "http://127.0.0.1:{port}",
        "http://127.0.0.1:{port} has no list of models (404). Check the address, which mostly "
        "ends in /v1, or name the model with --served-name.",
    ),
]

# While it is loaded.
LIST_MISTAKES = [
    ServerMistake(
        "a server with several models",
        "two",
        "{url} serves 2 models: demo, other. Choose one with --served-name.",
    ),
    ServerMistake("a server without models", "none", _NO_MODEL),
    ServerMistake("a server whose list is empty", "null", _NO_MODEL),
    ServerMistake(
        "a server without a list of models",
        "nolist",
        "{url} has no list of models (404). Check the address, which mostly ends in /v1, or name "
        "the model with --served-name.",
    ),
    ServerMistake(
        "a server that is none of this kind",
        "liststrange",
        "{url} sent a list of models that is none. " + _ADDRESS,
    ),
    ServerMistake(
        "a login page in place of the server",
        "listpage",
        "{url} sent a web page, perhaps one to log in, where a list of models was due. " + _ADDRESS,
    ),
    ServerMistake(
        "a server that fails",
        "listbroken",
        "{url} failed (500): database down. " + _AGAIN,
    ),
    ServerMistake("a server that sends requests elsewhere", "listaway", _AWAY),
    ServerMistake(
        "a server that wants a key",
        "key",
        "{url} wants a key (401). Put it into an environment variable, and load with "
        "--api-key-env VAR.",
    ),
]

# While it answers.
ANSWER_MISTAKES = [
    ServerMistake(
        "a connection that is cut",
        "cut",
        "The connection to {url} was cut after 6 tokens. " + _AGAIN,
        6,
    ),
    ServerMistake("an answer without its end", "unfinished", _INCOMPLETE, 6),
    ServerMistake("an answer of words only", "onlywords", _INCOMPLETE, 6),
    ServerMistake(
        "an engine that fails in the middle",
        "errorevent",
        "{url} failed after 6 tokens: CUDA out of memory [31m. " + _AGAIN,
        6,
    ),
    ServerMistake(
        "an answer that the server breaks off",
        "abort",
        "{url} broke the answer off after 2 tokens. " + _AGAIN,
        2,
    ),
    ServerMistake(
        "an event that is not JSON",
        "badevent",
        "{url} sent something that is not JSON. " + _AGAIN,
        2,
    ),
    ServerMistake(
        "an event that is nested without end",
        "deep",
        "{url} sent something that is not JSON. " + _AGAIN,
        2,
    ),
    ServerMistake(
        "an event of another shape",
        "badshape",
        "{url} sent choices that are no list. " + _AGAIN,
        2,
    ),
    ServerMistake(
        "a text that is a number",
        "badtext",
        "{url} sent a text that is none. " + _AGAIN,
        2,
    ),
    ServerMistake(
        "a login page in place of the answer",
        "page",
        "{url} sent a web page, perhaps one to log in, where a stream of events was due. "
        + _ADDRESS,
    ),
    ServerMistake(
        "a server that does not stream",
        "nojson",
        "{url} sent application/json where a stream of events was due. " + _ADDRESS,
    ),
    ServerMistake(
        "a compressed answer",
        "compressed",
        "{url} sent a compressed answer, which was not asked for. " + _ADDRESS,
    ),
    ServerMistake(
        "an event without an end",
        "endless",
        "{url} sent an event without an end. " + _ADDRESS,
    ),
    ServerMistake(
        "a key without the right",
        "forbidden",
        "{url} does not allow this (403): Your plan does not include this model. "
        "Check the key's rights.",
    ),
    ServerMistake(
        "a model that the server has no more",
        "gone",
        "{url} has no model 'demo', or no such service (404): The model `demo` was taken down. "
        "Check --served-name, and the address, which mostly ends in /v1.",
    ),
    ServerMistake(
        "too many requests",
        "busy",
        "{url} takes no more requests now (429): Rate limit reached. It asks to wait 30 s.",
    ),
    ServerMistake(
        "a server that fails",
        "broken",
        "{url} failed (500): list index out of range. " + _AGAIN,
    ),
    ServerMistake(
        "a server that refuses",
        "teapot",
        "{url} refuses the request (418): I am a teapot.",
    ),
    ServerMistake("a server that sends requests elsewhere", "away", _AWAY),
]
