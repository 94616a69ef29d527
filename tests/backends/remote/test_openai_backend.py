"""Servers as they are: which model is meant, what is sent, and every way in which they fail."""

import gc
import logging
import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from openai_server import KEY, WORDS
from server_mistakes import ADDRESS_MISTAKES, ANSWER_MISTAKES, LIST_MISTAKES

from llmnb.backends.openai import client, remote, service
from llmnb.backends.openai.keys import HIDDEN, cautions, read_key
from llmnb.config import GenerationOverrides
from llmnb.errors import (
    BackendError,
    ContextOverflow,
    EngineError,
    LlmnbError,
    ModelClosed,
    ParameterError,
)
from llmnb.generation import FinishReason, Message
from llmnb.model_source import parse
from llmnb.rendering import provenance
from llmnb.session import Session, Settings

AGAIN = "Run it again; if that fails too, the server's own log says more."
ADDRESS = "Check the address, which mostly ends in /v1."
PATIENCE = 10.0

# anyio's own, for a connection that is given up in the moment in which it is begun.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .*try_connect")


@pytest.fixture
def session():
    made = Session(Settings())
    yield made
    made.unload_all()


@pytest.fixture
def load(session, server):
    def run(mood, **options):
        return session.load(server.url(mood), **options)

    return run


@pytest.fixture(autouse=True)
def no_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def message(act, *arguments, **options):
    with pytest.raises(LlmnbError) as caught:
        act(*arguments, **options)
    # The client's errors hold the request, and with it the key.
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    return caught.value


def eventually(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


# Which model.


def test_the_only_model_is_taken_with_what_the_server_tells(load, server):
    model = load("good")
    info = model.info
    assert (info.served_name, info.context, info.device) == ("demo", 2048, "server")
    assert (info.name, info.source, info.precision) == (server.url("good"),) * 2 + ("unknown",)
    assert not model.handle.capabilities.renders_prompt
    assert model.handle.notes == ()
    answer = model.generate("What is the capital of France?", temperature=0)
    assert answer.messages[-1] == Message("assistant", answer.text)
    record = provenance(answer)
    assert (record["served_name"], record["source"]) == ("demo", server.url("good"))
    assert record["versions"]["openai"]


def test_the_same_load_does_nothing_and_another_name_is_another_load(session, load):
    first = load("two", served_name="demo")
    assert load("two", served_name="demo") is first
    assert load("two", served_name="other") is not first
    assert len(session.models) == 1


@pytest.mark.parametrize("mistake", LIST_MISTAKES, ids=lambda m: m.name)
def test_a_server_without_a_clear_model_is_refused(load, server, mistake):
    error = message(load, mistake.mood)
    assert type(error) is BackendError
    assert str(error) == mistake.message.format(url=server.url(mistake.mood), port=server.port)


def test_names_that_cannot_be_shown_are_no_names(load):
    assert load("strange").info.served_name == "demo"


def test_a_long_list_is_cut(load):
    said = str(message(load, "many"))
    assert "serves 25 models: model-0, model-1, " in said
    assert said.endswith("model-19 and 5 more. Choose one with --served-name.")


def test_a_served_name_needs_no_list(load):
    assert load("nolist", served_name="demo").generate("Hi", max_tokens=2).text
    model = load("good", served_name="alias")
    assert model.handle.notes == ("the server does not list 'alias'; it lists demo",)
    assert "top_k" in model.handle.capabilities.parameters  # the same server, by its list
    assert str(message(model.generate, "x")) == (
        f"{model.name} has no model 'alias', or no such service (404): The model `alias` does not "
        "exist. Check --served-name, and the address, which mostly ends in /v1."
    )


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"context": 100}, "context = 100 is not allowed: a server decides its own context."),
        ({"precision": "int8"}, "precision = int8 is not available with the openai backend. "
         "Allowed: auto."),
        ({"device": "cuda"}, "device = cuda is not allowed: a server has its own device."),
        ({"revision": "v1"}, "revision = v1 is only for models of the hub."),
        ({"backend": "echo"}, "The echo backend cannot run {url}: A server runs its model itself."),
    ],
)  # fmt: skip
def test_wishes_that_no_server_grants_are_refused(load, server, options, text):
    assert str(message(load, "good", **options)) == text.format(url=server.url("good"))


def test_what_is_for_servers_is_refused_elsewhere(session):
    assert str(message(session.load, "demo", served_name="x")) == (
        "served_name = x is only for a server's address."
    )
    assert str(message(session.load, "demo", api_key_env=KEY)) == (
        "api_key_env is only for a server's address."
    )
    assert str(message(session.load, "demo", backend="openai")) == (
        "The openai backend cannot run demo: Only for a server's address: "
        "%llm_load http://HOST:PORT/v1."
    )


def test_without_the_client_the_install_command_is_told(session, server, monkeypatch):
    monkeypatch.setattr("llmnb.backends.packages.find_spec", lambda name: None)
    assert str(message(session.load, server.url("good"))) == (
        f"No backend can run {server.url('good')} here. openai: The openai client is not "
        'installed. Install it with: pip install "openai>=1.60"'
    )


# Connections.


@pytest.mark.parametrize("mistake", ADDRESS_MISTAKES, ids=lambda m: m.name)
def test_an_address_without_a_server(session, server, mistake):
    error = message(session.load, mistake.mood.format(port=server.port))
    expected = mistake.message.format(port=server.port)
    assert (type(error), str(error)) == (BackendError, expected)


@pytest.fixture
def https(tmp_path):
    """Serve a list of models under a certificate that nobody knows."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    files = [str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files[0], "-out", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            content = b'{"data": [{"id": "safe"}]}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[1], files[0])
    running.socket = context.wrap_socket(running.socket, server_side=True)
    running.handle_error = lambda *args: None  # a client that breaks off
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"https://127.0.0.1:{running.server_port}/v1", files[1]
    running.shutdown()
    thread.join()
    running.server_close()


def test_an_unknown_certificate_is_refused_unless_it_is_named(session, https, monkeypatch):
    url, certificate = https
    assert str(message(session.load, url)) == (
        f"There is no secure connection to {url}: its certificate is not accepted (self-signed "
        "certificate). If you trust the server, name the file of its certificate in SSL_CERT_FILE."
    )
    monkeypatch.setenv("SSL_CERT_FILE", certificate)
    assert session.load(url).info.served_name == "safe"


def test_a_silent_server_is_given_up(load, server, monkeypatch):
    monkeypatch.setattr(remote, "LISTING_SECONDS", 0.3)
    assert str(message(load, "listsilent")) == (
        f"{server.url('listsilent')} did not answer in time. {ADDRESS}"
    )
    monkeypatch.setattr(client, "SILENT_SECONDS", 0.3)
    error = message(load("silent").generate, "x")
    assert str(error) == f"{server.url('silent')} did not answer in time. {AGAIN}"


def test_a_proxy_is_not_asked_for_this_machine(load, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert load("good").generate("Hi", max_tokens=2).text


# Failures of an answer.


@pytest.mark.parametrize("mistake", ANSWER_MISTAKES, ids=lambda m: m.name)
def test_a_failed_answer_is_one_clear_error(load, server, mistake):
    model, chunks = load(mistake.mood), []
    job = model.handle.submit(model.prepare("x").request, chunks.append)
    error = message(job.done.result, PATIENCE)
    assert type(error) is EngineError
    assert str(error) == mistake.message.format(url=server.url(mistake.mood), port=server.port)
    assert chunks[-1].finish_reason is FinishReason.ERROR
    partial = error.generation
    assert (partial.text if partial else "") == "".join(WORDS[: mistake.kept])
    assert partial is None or partial.finish_reason is FinishReason.ERROR


def test_a_proxy_that_finds_no_server_is_asked_again(load, server, monkeypatch):
    monkeypatch.setattr(service, "PAUSES", (0.01, 0.01))
    assert str(message(load("proxy").generate, "x")) == (
        f"{server.url('proxy')} failed (502). {AGAIN}"
    )
    assert len(server.seen("proxy")) == 3


def test_a_short_wait_that_the_server_asks_for_is_waited(load, server):
    assert load("again").generate("Hi", max_tokens=2).text
    assert len(server.seen("again")) == 2


def test_a_connection_that_has_died_meanwhile_is_made_again(load, server):
    assert load("stale").generate("Hi", max_tokens=2).text
    assert len(server.seen("stale")) == 2


def test_a_connection_serves_one_request_after_another(load, server):
    model = load("good")
    for _ in range(3):
        model.generate("Hi", max_tokens=2)
    assert len({r["port"] for r in server.seen("good")[-3:]}) == 1


def test_an_endless_answer_is_not_read_to_its_end(load, server):
    message(load("endless").generate, "x", max_tokens=10)
    eventually(lambda: server.seen("endless")[-1]["ended"])
    assert server.seen("endless")[-1]["tokens"] < 200  # of 2,000 blocks


def test_redirects_are_not_followed_with_the_prompt_or_the_key(load, server, monkeypatch):
    monkeypatch.setenv("MY_KEY", KEY)
    message(load("away", api_key_env="MY_KEY").generate, "x")
    assert server.seen("target") == []


def test_the_answer_counts_when_only_the_end_of_the_stream_is_lost(load):
    answer = load("latecut").generate("x")
    assert (answer.text, answer.finish_reason) == ("".join(WORDS[:6]), FinishReason.STOP)
    assert answer.usage.completion_tokens == 6


# Words of other servers.


@pytest.mark.parametrize("mood", ["thinking", "reasoning"])
def test_thinking_is_kept_apart(load, mood):
    model = load(mood)
    chunks = list(model.stream("2 + 2?"))
    assert "".join(c.thinking for c in chunks) == "Let me think."
    answer = model.generate("2 + 2?")
    assert (answer.thinking, answer.text) == ("Let me think.", "The answer is 4.")
    assert answer.usage.thinking_tokens == 2


@pytest.mark.parametrize(
    ("mood", "reason", "notes"),
    [
        ("eos", FinishReason.STOP, ()),
        ("filter", FinishReason.STOP, ("the server's content filter cut the answer",)),
        ("owncause", FinishReason.STOP, ("the server ended the answer for its own reason: bored",)),
    ],
)
def test_other_reasons_for_an_end(load, mood, reason, notes):
    answer = load(mood).generate("x")
    assert (answer.finish_reason, answer.notes) == (reason, notes)


def test_an_odd_but_allowed_stream_is_read(load):
    assert load("odd").generate("x").text == "žluť\ufffd oučký 🙂"


@pytest.mark.parametrize("mood", ["uncounted", "nocounts"])
def test_a_server_that_does_not_count(load, mood):
    answer = load(mood).generate("Tell me a story.", temperature=0, max_tokens=9)
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (0, 9)


def test_a_server_that_wants_another_field_for_the_length(load, server):
    model = load("newlength")
    for _ in range(2):
        assert model.generate("Hi", temperature=0, max_tokens=3).usage.completion_tokens == 3
    sent = [{"max_tokens", "max_completion_tokens"} & r["body"].keys()
            for r in server.seen("newlength")]  # fmt: skip
    assert sent == [{"max_tokens"}, {"max_completion_tokens"}, {"max_completion_tokens"}]


def test_a_refused_default_is_dropped_and_a_refused_wish_is_an_error(load, server):
    model = load("hot")
    note = "temperature is not supported by the server and was dropped"
    assert [model.generate("Hi", max_tokens=3).notes for _ in range(2)] == [(note,)] * 2
    assert len(server.seen("hot")) == 3  # learnt once
    error = message(model.generate, "Hi", temperature=0.7)
    assert type(error) is ParameterError
    assert str(error) == (
        f"{model.name} does not take temperature as it is given: Unsupported value: 'temperature' "
        "does not support 0.7 with this model. Leave --temperature out, or give another value."
    )


def test_what_a_server_is_not_known_to_take_is_refused_here(session, load):
    model = load("plain")
    assert str(message(model.generate, "x", top_k=5)) == (
        f"top_k is not supported by {model.name} on the openai backend. Supported: temperature, "
        "top_p, presence_penalty, frequency_penalty, max_tokens, stop, seed, logprobs."
    )
    session.settings.generation = GenerationOverrides(min_p=0.1)
    answer = model.generate("x", max_tokens=2)
    assert provenance(answer)["context"] is None
    assert answer.notes == ("min_p from the session is not supported here and was dropped",)


def test_a_server_that_ignores_the_wish_for_log_probabilities_is_told_of(load):
    answer = load("slow").generate("hi", logprobs=2, max_tokens=3)
    assert (answer.logprobs, answer.notes) == ((), ("the server sent no log-probabilities",))
    assert load("slow").generate("hi", max_tokens=3).notes == ()


def test_what_is_sent(load, server):
    everything = {
        "temperature": 0.5, "top_p": 0.9, "top_k": 7, "min_p": 0.1, "repetition_penalty": 1.2,
        "presence_penalty": 0.1, "frequency_penalty": 0.2, "max_tokens": 5, "min_tokens": 2,
        "stop": ("a", "b", "c", "d", "e"), "seed": 3, "logprobs": 1,
    }  # fmt: skip
    load("good").generate("Hi", think=False, **everything)
    sent = server.seen("good")[-1]["body"]
    stop = list(everything.pop("stop"))
    assert sent == {
        **everything, "stop": stop, "logprobs": True, "top_logprobs": 1, "model": "demo",
        "stream": True, "stream_options": {"include_usage": True},
        "messages": [{"role": "user", "content": "Hi"}],
        "chat_template_kwargs": {"enable_thinking": False},
    }  # fmt: skip
    model = load("llamacpp")
    model.generate("Hi", no_chat_template=True, temperature=0, max_tokens=2, stop="x")
    assert server.seen("llamacpp")[-1]["body"] == {
        "model": "demo", "prompt": "Hi", "temperature": 0.0, "top_p": 1.0, "top_k": 0,
        "min_p": 0.0, "repeat_penalty": 1.0, "max_tokens": 2, "stream": True,
        "stream_options": {"include_usage": True},
    }  # fmt: skip


def test_only_necessary_headers_are_sent(load, server, monkeypatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: other-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    load("good").generate("Hi", max_tokens=2)
    headers = server.seen("good")[-1]["headers"]
    assert headers.keys() == {
        "host", "connection", "accept", "accept-encoding", "content-type", "content-length",
        "user-agent", "x-stainless-raw-response",
    }  # fmt: skip
    assert headers["accept-encoding"] == "identity"


# The context.


def test_an_answer_is_cut_to_the_room_that_the_server_names(load):
    model = load("good")
    answer = model.generate("hi " * 600, temperature=0)
    assert answer.notes == ()  # 1,024 is nobody's wish
    with_wish = model.generate("hi", temperature=0, max_tokens=3000)
    assert with_wish.notes == (
        f"max-tokens 3,000 was cut to the {2048 - with_wish.usage.prompt_tokens:,} left in the "
        "context",
    )


def test_a_prompt_that_leaves_no_room(load):
    error = message(load("good").generate, "hi " * 2100)
    assert type(error) is ContextOverflow
    assert re.fullmatch(
        r"The prompt has 4,\d+ tokens, but the context has 2,048\. Shorten the prompt\.", str(error)
    )
    assert str(message(load("full").generate, "x")) == (
        "The prompt has 70 tokens, but the context has 64. Shorten the prompt."
    )
    assert str(message(load("fullwords").generate, "x")) == (
        "Prompt and answer do not fit into the server's context: The context window is exceeded. "
        "Shorten the prompt, or lower --max-tokens."
    )


def test_a_rendered_prompt_is_what_is_sent(load):
    model = load("plain")
    rendered = model.render("Hi", system="Be brief.")
    assert rendered.tokens is None
    assert rendered.text == (
        '[\n  {\n    "role": "system",\n    "content": "Be brief."\n  },\n'
        '  {\n    "role": "user",\n    "content": "Hi"\n  }\n]'
    )
    assert model.render("Once", no_chat_template=True).text == "Once"
    assert str(message(model.generate, "", no_chat_template=True)) == (
        "The prompt is empty; it must have at least one token."
    )


# Cancelling.


def test_a_cancel_ends_the_request_at_the_server(load, server):
    model, arrived = load("slow"), threading.Semaphore(0)
    job = model.handle.submit(model.prepare("x").request, lambda chunk: arrived.release())
    for _ in range(5):
        assert arrived.acquire(timeout=PATIENCE)
    job.cancel()
    job.cancel()
    answer = job.done.result(PATIENCE)
    assert answer.finish_reason is FinishReason.INTERRUPTED
    assert answer.text == "".join(WORDS[: answer.usage.completion_tokens])
    eventually(lambda: server.seen("slow")[-1]["ended"])
    request = server.seen("slow")[-1]
    assert request["aborted"]
    # One that was on its way when the cancel came, and one that was being made.
    assert request["tokens"] <= answer.usage.completion_tokens + 2


def test_nothing_that_had_already_arrived_is_shown_after_a_cancel(load):
    model, chunks, jobs = load("onlywords"), [], []

    def listen(chunk):
        chunks.append(chunk)
        while not jobs:
            time.sleep(0.001)
        time.sleep(0.2)  # meanwhile the whole answer arrives
        jobs[0].cancel()

    jobs.append(model.handle.submit(model.prepare("x").request, listen))
    assert jobs[0].done.result(PATIENCE).text == WORDS[0]
    assert [c.finish_reason for c in chunks] == [None, FinishReason.INTERRUPTED]


def test_a_cancel_while_the_server_is_silent(load, server):
    model = load("silent")
    job = model.handle.submit(model.prepare("x").request, lambda chunk: None)
    eventually(lambda: server.seen("silent") and not server.seen("silent")[-1]["ended"])
    job.cancel()
    assert job.done.result(1).text == ""
    eventually(lambda: server.seen("silent")[-1]["aborted"])


def test_many_requests_run_at_once(load, server):
    answers = load("slow").batch(["x"] * 40, max_tokens=80)
    assert [a.text for a in answers] == ["".join(WORDS[:80])] * 40
    assert max(r["beside"] for r in server.seen("slow")[-40:]) >= 8


def test_closing_ends_what_runs_and_is_refused_afterwards(session, load, server):
    model = load("slow")
    jobs = [model.handle.submit(model.prepare("x").request, lambda chunk: None) for _ in range(8)]
    started = time.monotonic()
    model.unload()
    assert time.monotonic() - started < 5
    assert [j.done.result(0).finish_reason for j in jobs] == [FinishReason.INTERRUPTED] * 8
    assert not [t for t in threading.enumerate() if t.name.startswith("llmnb-openai")]
    with pytest.raises(ModelClosed):
        model.generate("x")
    jobs[0].cancel()  # harmless, although the loop has gone


def test_a_model_that_nobody_holds_ends_its_thread(server):
    made = Session(Settings())
    made.load(server.url("good"), name="lost").generate("Hi", max_tokens=2)
    assert [t for t in threading.enumerate() if t.name == "llmnb-openai-lost"]
    del made
    gc.collect()
    eventually(lambda: not [t for t in threading.enumerate() if t.name == "llmnb-openai-lost"])


def test_a_plan_does_not_import_the_client():
    program = (
        "import sys, llmnb.session as s; s.Session().plan('http://127.0.0.1:9/v1'); "
        "sys.exit('openai' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_a_load_can_be_cancelled(server):
    from llmnb.backends import registry
    from llmnb.config import LoadConfig
    from llmnb.errors import Cancelled
    from llmnb.hardware import detect
    from llmnb.planner import plan
    from llmnb.progress import Silent

    made, cancel = plan(server.url("listsilent"), LoadConfig(), detect()), threading.Event()
    threading.Timer(0.3, cancel.set).start()
    with pytest.raises(Cancelled):
        registry.backend("openai").load(made, Silent(), cancel)
    assert not [t for t in threading.enumerate() if t.name.startswith("llmnb-openai")]


# The key.


def test_where_a_key_is_read():
    assert read_key(None, {}) is None
    assert read_key(None, {"OPENAI_API_KEY": " "}) is None
    found = read_key(None, {"OPENAI_API_KEY": f" {KEY}\n"})
    assert (found.variable, found.value) == ("OPENAI_API_KEY", KEY)
    assert repr(found) == "Key(variable='OPENAI_API_KEY')"
    assert read_key("MINE", {"OPENAI_API_KEY": "other", "MINE": KEY}).value == KEY


NO_VARIABLE = (
    "api_key_env must be the name of an environment variable, and not the key itself. "
    "Put the key into a variable such as MY_KEY, and write --api-key-env MY_KEY."
)
SET_IT = (
    "Set it where Jupyter is started, or in a cell with "
    'os.environ["NAME"] = getpass.getpass(), which shows nothing.'
)


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        (KEY, NO_VARIABLE),
        ("", NO_VARIABLE),
        ("MY_KEY", f"The environment variable MY_KEY is not set. {SET_IT}"),
        ("hf_aBcDeF0123456789", f"The environment variable of api_key_env is not set. {SET_IT}"),
        ("BROKEN", "The environment variable BROKEN holds no key: a key has only ASCII letters, "
         "digits and signs, and no blanks."),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_read_is_not_shown(variable, text):
    with pytest.raises(ParameterError) as caught:
        read_key(variable, {"BROKEN": "two\nlines"})
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("url", "named", "notes"),
    [
        ("http://models.example/v1", True,
         ("the key in MY_KEY goes to http://models.example/v1 unencrypted; use https",)),
        ("http://models.example/v1", False,
         ("the key in MY_KEY goes to http://models.example/v1 unencrypted; use https",)),
        ("https://models.example/v1", True, ()),
        ("https://models.example/v1", False,
         ("the key in MY_KEY goes to https://models.example/v1",)),
        ("http://localhost:8000/v1", True, ()),
        ("http://[::1]:8000/v1", True, ()),
        ("https://api.openai.com/v1", False, ()),
    ],
)  # fmt: skip
def test_where_a_key_goes_is_told(url, named, notes):
    assert cautions(parse(url), read_key("MY_KEY", {"MY_KEY": KEY}), named=named) == notes
    assert cautions(parse(url), None, named=named) == ()


def test_the_key_is_nowhere_but_in_the_request(session, load, server, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("MY_KEY", KEY)
    model = load("key", api_key_env="MY_KEY")
    answer = model.generate("Hi", max_tokens=3)
    assert server.seen("key")[-1]["headers"]["authorization"] == f"Bearer {KEY}"
    shown = [repr(x) for x in (model, model.info, model.plan, model.handle, answer, session)]
    shown += [str(provenance(answer)), str(vars(answer)), caplog.text, " ".join(sys.argv)]
    with open(f"/proc/{os.getpid()}/cmdline") as file:
        shown.append(file.read())
    client_made = model.handle._service._client
    shown += [repr(client_made), str(vars(client_made)), str(vars(client_made._client))]
    assert "connect_tcp.started" in caplog.text  # the log was on
    assert not [text for text in shown if KEY in text]


def test_a_key_that_a_server_repeats_is_hidden(load, server, monkeypatch):
    wrong = KEY + "-wrong"
    monkeypatch.setenv("MY_KEY", wrong)
    assert str(message(load, "key", api_key_env="MY_KEY")) == (
        f"{server.url('key')} does not accept the key in MY_KEY (401). "
        "Check the variable, or name another one with --api-key-env VAR."
    )
    from llmnb.backends.openai.failures import Place

    place = Place(parse("https://h/v1"), read_key("MY_KEY"))
    assert (
        place.said(f"Incorrect API key: {wrong}\x1b[0m\n!") == f"Incorrect API key: {HIDDEN} [0m !"
    )
    assert KEY not in repr(place)
