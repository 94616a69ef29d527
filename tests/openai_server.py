"""A server that speaks the OpenAI protocol on loopback, as a process of its own.

Its answers are those of the demo model through the onnx backend, so that what comes over HTTP
can be compared with what comes without. The first part of the path is the server's mood: at
``/good/v1`` it is vLLM at its best, at ``/cut/v1`` every connection breaks, and so on; `MOODS`
has them all. It is strict: a request that the protocol does not allow is refused.

>>> with Server() as server:
...     server.url("good")                       # http://127.0.0.1:PORT/good/v1
...     server.seen("good")                      # the requests, as they arrived
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

KEY = "sk-loopback-9f8e7d6c5b4a"
WORDS = [f"word{i} " for i in range(400)]
SOURCE = Path(__file__).parents[1] / "src"
PATIENCE = 60.0  # seconds until the server must be there


class Server:
    """The server's process, seen from a test."""

    def __enter__(self) -> Server:
        paths = [str(SOURCE), os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            stdin=subprocess.PIPE,  # the server ends with it, also when the tests are killed
            stdout=subprocess.PIPE,
            text=True,
        )
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "the server did not start"
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *error: object) -> None:
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def url(self, mood: str, scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}/{mood}/v1"

    def seen(self, mood: str) -> list[dict[str, Any]]:
        """Return the requests in a mood, oldest first; those for lists of models apart."""
        address = f"http://127.0.0.1:{self.port}/seen"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=PATIENCE) as answer:
            return [r for r in json.load(answer) if r["mood"] == mood and r["method"] == "POST"]


# What follows runs in the server's process.

STANDARD = {
    "model": str, "stream": bool, "stream_options": dict, "temperature": float, "top_p": float,
    "max_tokens": int, "stop": list, "seed": int, "presence_penalty": float,
    "frequency_penalty": float,
}  # fmt: skip
CHAT = {**STANDARD, "messages": list, "logprobs": bool, "top_logprobs": int}
TEXT = {**STANDARD, "prompt": (str, list), "logprobs": int}
VLLM = {"top_k": int, "min_p": float, "repetition_penalty": float, "min_tokens": int}
VLLM_CHAT = {
    **VLLM, "chat_template_kwargs": dict, "continue_final_message": bool,
    "add_generation_prompt": bool,
}  # fmt: skip
LLAMACPP = {
    "top_k": int, "min_p": float, "repeat_penalty": float, "chat_template_kwargs": dict,
}  # fmt: skip


@dataclass(frozen=True)
class Mood:
    """How the server behaves."""

    owner: str = "vllm"
    names: tuple[str, ...] | None = ("demo",)
    context: int | None = 2048
    key: bool = False
    usage: bool = True  # it counts, when it is asked to
    tells_stop: bool = True
    delay: float = 0.0  # seconds for each token
    refuses: Mapping[str, str] | None = None  # fields, each with what is said
    listing: Callable[[Handler], None] | None = None
    answer: Callable[[Handler], None] | None = None  # instead of the model's


class Wrong(Exception):
    """A request that is refused."""

    def __init__(self, status: int, message: str, param: str | None = None, code: str = "") -> None:
        super().__init__(message)
        error = {"message": message, "type": "invalid_request_error", "param": param}
        self.status, self.body = status, {"error": {**error, "code": code or None}}


def check(body: Any, mood: Mood, chat: bool) -> None:
    """Refuse what the protocol does not allow."""
    extra = {"vllm": VLLM_CHAT if chat else VLLM, "llamacpp": LLAMACPP}.get(mood.owner, {})
    fields = {**(CHAT if chat else TEXT), **extra}
    for name, said in (mood.refuses or {}).items():
        if name in body:
            raise Wrong(400, said, name, "unsupported_parameter")
    if mood.refuses and "max_tokens" in mood.refuses:
        fields["max_completion_tokens"] = int
    for name, value in body.items():
        if name not in fields:
            raise Wrong(400, f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        kinds = (int, float) if fields[name] is float else fields[name]
        if not isinstance(value, kinds) or (isinstance(value, bool) and fields[name] is not bool):
            raise Wrong(400, f"Invalid type for '{name}'.", name, "invalid_type")
    for name in ("model", "messages" if chat else "prompt"):
        if name not in body:
            raise Wrong(400, f"Missing required parameter: '{name}'.", name)
    if body.get("stream") is not True:
        raise Wrong(400, "This server only streams.", "stream")
    if "top_logprobs" in body and not body.get("logprobs"):
        raise Wrong(400, "'top_logprobs' needs 'logprobs'.", "top_logprobs")
    for message in body.get("messages", ()):
        if message.keys() != {"role", "content"} or not isinstance(message["content"], str):
            raise Wrong(400, "Invalid message.", "messages")
        if message["role"] not in ("system", "user", "assistant"):
            raise Wrong(400, f"Invalid role {message['role']!r}.", "messages")


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    seen: list[dict[str, Any]] = []  # noqa: RUF012 -- shared on purpose
    numbers = itertools.count()
    model: Any = None

    def do_GET(self) -> None:
        if self.path == "/seen":
            return self.json(200, self.seen)
        self.handle_with(self.list_models)

    def do_POST(self) -> None:
        self.handle_with(self.complete)

    def log_message(self, *args: object) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # between two requests
            super().handle()

    def handle_with(self, act: Callable[[], None]) -> None:
        _, name, self.service = (self.path + "//").split("/", 2)
        self.service = self.service.rstrip("/")
        self.mood = MOODS.get(name, MOODS["nowhere"])
        self.log = {"mood": name, "method": self.command, "path": self.service, "headers": {},
                    "body": None, "tokens": 0, "aborted": False, "ended": False,
                    "port": self.client_address[1]}  # fmt: skip
        self.log["beside"] = sum(not r["ended"] for r in self.seen if r["method"] == "POST")
        self.log["headers"] = {k.lower(): v for k, v in self.headers.items()}
        self.seen.append(self.log)
        try:
            self.authorise()
            act()
        except Wrong as wrong:
            self.json(wrong.status, wrong.body)
        except OSError:  # the client has gone
            self.log["aborted"] = True
            self.close_connection = True
        self.log["ended"] = True

    def authorise(self) -> None:
        given = self.headers.get("Authorization")
        if self.mood.key and given != f"Bearer {KEY}":
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            raise Wrong(401, f"Incorrect API key provided: {given}.", code="invalid_api_key")

    def list_models(self) -> None:
        if self.mood.listing is not None:
            return self.mood.listing(self)
        if self.service != "v1/models":
            raise Wrong(404, f"Nothing at {self.service}.")
        facts = {"object": "model", "created": 1, "owned_by": self.mood.owner}
        if self.mood.context:
            facts["max_model_len"] = self.mood.context
        names = None if self.mood.names is None else [{"id": n, **facts} for n in self.mood.names]
        self.json(200, {"object": "list", "data": names})

    def complete(self) -> None:
        self.body = self.log["body"] = json.loads(
            self.rfile.read(int(self.headers["Content-Length"]))
        )
        self.chat = self.service == "v1/chat/completions"
        if not self.chat and self.service != "v1/completions":
            raise Wrong(404, f"Nothing at {self.service}.")
        check(self.body, self.mood, self.chat)
        if self.body["model"] not in (self.mood.names or ("demo",)):
            name = self.body["model"]
            raise Wrong(404, f"The model `{name}` does not exist.", "model", "model_not_found")
        (self.mood.answer or ask_model)(self)

    def json(self, status: int, value: Any, **headers: str) -> None:
        self.whole(status, json.dumps(value).encode(), "application/json", **headers)

    def whole(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    # A stream of events, in chunks.

    def begin(self, **headers: str) -> None:
        self.id = f"answer-{next(self.numbers)}"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def raw(self, content: bytes) -> None:
        gone, _, _ = select.select([self.connection], [], [], 0)
        if gone and not self.connection.recv(1, socket.MSG_PEEK):
            raise ConnectionAbortedError
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    def event(self, value: Any) -> None:
        data = value if isinstance(value, str) else json.dumps(value)
        self.raw(f"data: {data}\n\n".encode())

    def piece(self, choice: Mapping[str, Any] | None, **more: Any) -> None:
        kind = "chat.completion.chunk" if self.chat else "text_completion"
        choices = [] if choice is None else [{"index": 0, "finish_reason": None, **choice}]
        self.event({"id": self.id, "object": kind, "created": 1, "model": self.body["model"],
                    "choices": choices, **more})  # fmt: skip

    def say(self, text: str, logprobs: Any = None) -> None:
        time.sleep(self.mood.delay)
        words = {"delta": {"content": text}} if self.chat else {"text": text}
        self.piece({**words, "logprobs": logprobs})
        self.log["tokens"] += 1

    def conclude(self, reason: str | None, usage: Mapping[str, Any] | None = None, **more: Any):
        if reason is not None:
            self.piece({**({"delta": {}} if self.chat else {"text": ""}),
                        "finish_reason": reason, **more})  # fmt: skip
        if usage and self.mood.usage and self.body.get("stream_options", {}).get("include_usage"):
            self.piece(None, usage=usage)
        self.event("[DONE]")
        self.end()

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")


def ask_model(handler: Handler) -> None:
    """Answer with the demo model."""
    from llmnb.errors import ContextOverflow, LlmnbError

    body, mood = handler.body, handler.mood
    request, limit = to_request(body, handler.chat), mood.context or 2048
    try:
        count = len(handler.model._prompts.encode(request.input)[0])
    except LlmnbError as error:
        raise Wrong(400, str(error)) from None
    if count + request.config.max_tokens > limit:
        # As vLLM says it.
        raise Wrong(400, f"'max_tokens' or 'max_completion_tokens' is too large: "
                    f"{request.config.max_tokens}. This model's maximum context length is {limit} "
                    f"tokens and your request has {count} input tokens.", "max_tokens")  # fmt: skip
    begun = threading.Event()

    def listen(chunk: Any) -> None:
        if not begun.is_set():
            handler.begin()
            begun.set()
        for token in chunk.tokens[:-1]:
            handler.say("", logprobs_of([token], body, handler.chat))
        if chunk.tokens or chunk.text:
            handler.say(chunk.text, logprobs_of(chunk.tokens[-1:], body, handler.chat))

    try:
        answer = handler.model.generate_listening(request, listen)
    except (ContextOverflow, LlmnbError) as error:
        raise Wrong(400, str(error)) from None
    stop = next((s for s in request.config.stop), None)
    told = {"stop_reason": stop if answer.finish_reason == "stop_string" else None}
    reason = "length" if answer.finish_reason == "length" else "stop"
    usage = {"prompt_tokens": answer.usage.prompt_tokens,
             "completion_tokens": answer.usage.completion_tokens,
             "prompt_tokens_details": {"cached_tokens": answer.usage.cached_tokens}}  # fmt: skip
    usage["total_tokens"] = usage["prompt_tokens"] + usage["completion_tokens"]
    handler.conclude(reason, usage, **(told if mood.tells_stop else {}))


def to_request(body: Mapping[str, Any], chat: bool) -> Any:
    """Read a request back into llmnb's words."""
    from llmnb.config import GenerationOverrides, resolve
    from llmnb.generation import Message, Messages, Request, Text, TokenIds

    same = ("temperature", "top_p", "min_p", "repetition_penalty", "presence_penalty",
            "frequency_penalty", "min_tokens", "seed", "stop")  # fmt: skip
    given = {name: body[name] for name in same if name in body}
    given["top_k"] = max(body.get("top_k", 0), 0)
    given["max_tokens"] = body.get("max_tokens") or body.get("max_completion_tokens") or 16
    given["logprobs"] = body.get("top_logprobs", 0) if body.get("logprobs") is True else None
    if not chat:
        given["logprobs"] = body.get("logprobs")
        prompt = body["prompt"]
        asked = Text(prompt) if isinstance(prompt, str) else TokenIds(tuple(prompt))
    else:
        turns = tuple(Message(m["role"], m["content"]) for m in body["messages"])
        asked = Messages(turns, continue_final=body.get("continue_final_message", False))
    return Request(asked, resolve([("flag", GenerationOverrides(**given))]))


def logprobs_of(tokens: Any, body: Mapping[str, Any], chat: bool) -> Any:
    """Write log-probabilities in the shape of a chat or of a completion."""
    if not body.get("logprobs") and body.get("logprobs") != 0:
        return None
    if not chat:
        return {
            "tokens": [t.text for t in tokens],
            "token_logprobs": [t.logprob for t in tokens],
            "top_logprobs": [{text: value for _, text, value in t.top} for t in tokens],
        }

    def entry(text: str, value: float) -> dict[str, Any]:
        return {"token": text, "logprob": value, "bytes": list(text.encode())}

    return {
        "content": [
            {**entry(t.text, t.logprob), "top_logprobs": [entry(x, v) for _, x, v in t.top]}
            for t in tokens
        ]
    }


# Answers that are not the model's.


def words(handler: Handler, count: int = 6) -> None:
    handler.begin()
    for word in WORDS[: min(count, handler.body.get("max_tokens", count))]:
        handler.say(word)


def say_words(handler: Handler) -> None:
    words(handler, len(WORDS))
    handler.conclude("length", {"prompt_tokens": 3, "completion_tokens": len(WORDS)})


def cut(handler: Handler) -> None:
    words(handler)
    cut_now(handler)


def unfinished(handler: Handler) -> None:
    words(handler)
    handler.conclude(None)


def only_words(handler: Handler) -> None:
    words(handler)
    handler.end()


def late_cut(handler: Handler) -> None:
    words(handler)
    handler.piece({"delta": {}, "finish_reason": "stop"})
    cut_now(handler)


def cut_now(handler: Handler) -> None:
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def error_event(handler: Handler) -> None:
    words(handler)
    handler.event({"error": {"message": "CUDA out of memory\x1b[31m", "code": 500}})
    handler.end()


def event_of(value: Any) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        words(handler, 2)
        handler.event(value)
        handler.conclude("stop")

    return answer


def endless_line(handler: Handler) -> None:
    handler.begin()
    handler.raw(b'data: {"choices": "')
    for _ in range(2_000):
        handler.raw(b"x" * 65_536)
        handler.log["tokens"] += 1


def silent(handler: Handler) -> None:
    for _ in range(600):
        time.sleep(0.05)
        gone, _, _ = select.select([handler.connection], [], [], 0)
        if gone and not handler.connection.recv(1, socket.MSG_PEEK):
            raise ConnectionAbortedError


def page(handler: Handler) -> None:
    handler.whole(200, b"<html><body>Please log in</body></html>", "text/html; charset=utf-8")


def no_json(handler: Handler) -> None:
    handler.whole(200, b"hello", "application/json")


def compressed(handler: Handler) -> None:
    import gzip

    content = gzip.compress(b"data: [DONE]\n\n" + b" " * 1_000_000)
    handler.whole(200, content, "text/event-stream", Content_Encoding="gzip")


def fail(status: int, message: str, **headers: str) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.json(status, {"error": {"message": message}}, **headers)

    return answer


def fail_with_page(handler: Handler) -> None:
    content = b"<html>" + b"proxy " * 100_000
    handler.whole(502, content, "text/html")


def redirect(handler: Handler) -> None:
    port = handler.server.server_port
    target = f"http://me:secret@localhost:{port}/target/v1/chat/completions?key=secret"
    handler.json(307, {}, Location=target)


def busy_once(handler: Handler) -> None:
    earlier = [r for r in Handler.seen if r["mood"] == "again" and r["method"] == "POST"]
    if len(earlier) == 1:
        return fail(429, "Slow down.", Retry_After="0")(handler)
    return ask_model(handler)


def hang_up_once(handler: Handler) -> None:
    if len([r for r in Handler.seen if r["mood"] == "stale" and r["method"] == "POST"]) == 1:
        return cut_now(handler)
    return ask_model(handler)


def thinking(field: str) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.begin()
        for delta in ({"role": "assistant", "content": ""}, {field: "Let me "}, {field: "think."},
                      {"content": "The answer "}, {"content": "is 4."}):  # fmt: skip
            handler.piece({"delta": delta})
        details = {"reasoning_tokens": 2}
        usage = {"prompt_tokens": 5, "completion_tokens": 4, "completion_tokens_details": details}
        handler.conclude("stop", usage)

    return answer


def ending(reason: str) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        words(handler, 2)
        handler.conclude(reason)

    return answer


def odd_stream(handler: Handler) -> None:
    """Send what the format allows and few servers do: comments, line ends, split characters."""
    handler.begin()
    event = {"choices": [{"delta": {"content": "žluť\ud83d oučký 🙂"}, "finish_reason": None}]}
    lines = [": a comment", "event: message", "id: 7", "retry: 5"]
    lines += [f"data: {part}" for part in json.dumps(event, indent=1).split("\n")]
    last = '{"choices": [{"delta": null, "finish_reason": "stop"}], "usage": null}'
    content = ("\r\n".join(lines) + "\r\n\r\n" + f"data:{last}\r\r").encode()
    for at in range(0, len(content), 3):
        handler.raw(content[at : at + 3])
    handler.raw("data: {}\n\n: 🙂\n".encode())
    handler.end()


LLAMACPP_FULL = {"error": {"code": 400, "type": "exceed_context_size_error", "n_prompt_tokens": 70,
                           "n_ctx": 64, "message": "the request exceeds the available context "
                           "size, try increasing it"}}  # fmt: skip
NO_TEMPERATURE = "Unsupported value: 'temperature' does not support 0.7 with this model."
NO_MAX_TOKENS = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
    "'max_completion_tokens' instead."
)
MOODS = {
    "good": Mood(),
    "plain": Mood(owner="someone", context=None, tells_stop=False),
    "llamacpp": Mood(owner="llamacpp", context=None),
    "key": Mood(key=True),
    "slow": Mood(delay=0.02, answer=say_words),
    "many": Mood(names=tuple(f"model-{i}" for i in range(25))),
    "two": Mood(names=("demo", "other")),
    "strange": Mood(names=("", "x\x1b[31m", "half \ud83d", "y" * 400, "demo")),
    "none": Mood(names=()),
    "null": Mood(names=None),
    "nowhere": Mood(listing=fail(404, "Not Found"), answer=fail(404, "Not Found")),
    "nolist": Mood(listing=fail(404, "Not Found")),
    "liststrange": Mood(listing=lambda h: h.json(200, {"data": "all"})),
    "listpage": Mood(listing=page),
    "listsilent": Mood(listing=silent),
    "listbroken": Mood(listing=fail(500, "database down")),
    "listaway": Mood(listing=redirect),
    "target": Mood(),
    "uncounted": Mood(usage=False),
    "nocounts": Mood(refuses={"stream_options": "Unknown parameter: 'stream_options'."}),
    "newlength": Mood(refuses={"max_tokens": NO_MAX_TOKENS}),
    "hot": Mood(refuses={"temperature": NO_TEMPERATURE}),
    "cut": Mood(answer=cut),
    "latecut": Mood(answer=late_cut),
    "unfinished": Mood(answer=unfinished),
    "onlywords": Mood(answer=only_words),
    "errorevent": Mood(answer=error_event),
    "badevent": Mood(answer=event_of("{not json")),
    "badshape": Mood(answer=event_of({"choices": 5})),
    "badtext": Mood(answer=event_of({"choices": [{"delta": {"content": 5}}]})),
    "deep": Mood(answer=event_of("[" * 50_000)),
    "endless": Mood(answer=endless_line),
    "silent": Mood(answer=silent),
    "page": Mood(answer=page),
    "nojson": Mood(answer=no_json),
    "compressed": Mood(answer=compressed),
    "forbidden": Mood(answer=fail(403, "Your plan does not include this model.")),
    "gone": Mood(answer=fail(404, "The model `demo` was taken down.")),
    "busy": Mood(answer=fail(429, "Rate limit reached.", Retry_After="30")),
    "again": Mood(answer=busy_once),
    "stale": Mood(answer=hang_up_once),
    "broken": Mood(answer=fail(500, "list index out of range")),
    "proxy": Mood(answer=fail_with_page),
    "teapot": Mood(answer=fail(418, "I am a teapot.")),
    "away": Mood(answer=redirect),
    "full": Mood(answer=lambda h: h.json(400, LLAMACPP_FULL)),
    "fullwords": Mood(answer=fail(400, "The context window is exceeded.")),
    "thinking": Mood(answer=thinking("reasoning_content")),
    "reasoning": Mood(answer=thinking("reasoning")),
    "filter": Mood(answer=ending("content_filter")),
    "abort": Mood(answer=ending("abort")),
    "eos": Mood(answer=ending("eos_token")),
    "owncause": Mood(answer=ending("bored")),
    "odd": Mood(answer=odd_stream),
}


def load_demo() -> Any:
    """Load the demo model, and give it a way to listen to one answer."""
    from llmnb.backends import registry
    from llmnb.config import LoadConfig
    from llmnb.hardware import detect
    from llmnb.planner import plan
    from llmnb.progress import Silent

    model = registry.backend("onnx").load(
        plan("demo", LoadConfig(backend="onnx"), detect()), Silent(), threading.Event()
    )
    model.generate_listening = lambda request, listen: model.submit(request, listen).done.result()
    return model


def main() -> None:
    Handler.model = load_demo()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()  # until the tests have gone
    server.shutdown()
    Handler.model.close()


if __name__ == "__main__":
    main()
