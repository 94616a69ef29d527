"""The contract over HTTP: the server answers with the demo model, and so does the kernel."""

import threading

import pytest

from llmnb.backends import registry
from llmnb.config import LoadConfig
from llmnb.generation import Message, Messages, Request, Text, TokenIds
from llmnb.hardware import detect
from llmnb.planner import plan
from llmnb.progress import Silent
from llmnb.testing import BackendConformance, BackendLifecycle, BackendReloads, request
from llmnb.testing.greedy import BOUNDS


def load(backend, model, **wishes):
    made = plan(model, LoadConfig(backend=backend, **wishes), detect())
    return registry.backend(backend).load(made, Silent(), threading.Event())


@pytest.fixture(scope="module")
def local():
    made = load("onnx", "demo")
    yield made
    made.close()


@pytest.fixture(scope="module")
def remote(server):
    made = load("openai", server.url("good"))
    yield made
    made.close()


class Here:
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls):
        return "openai"

    @pytest.fixture(scope="class", params=["good", "plain", "llamacpp"])
    @classmethod
    def model(cls, request, server):
        return server.url(request.param)

    @pytest.fixture(scope="class")
    @classmethod
    def gap(cls):
        return BOUNDS["int8"]  # the server runs the demo model in it


class TestConformance(Here, BackendConformance):
    pass


class TestLifecycle(Here, BackendLifecycle):
    pass


class TestReloads(Here, BackendReloads):
    pass


PROMPTS = ["What is the capital of France?", "Tell me a story.", "Repeat: 你好 🙂 žluťoučký"]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_greedy_answers_are_those_of_the_kernel(local, remote, prompt):
    here, there = (m.generate(request(prompt, max_tokens=60)) for m in (local, remote))
    assert (there.text, there.finish_reason) == (here.text, here.finish_reason)
    assert there.usage.prompt_tokens == here.usage.prompt_tokens
    assert there.usage.completion_tokens == here.usage.completion_tokens


def test_sampled_answers_are_those_of_the_kernel(local, remote):
    setting = {
        "temperature": 1.2, "top_k": 20, "top_p": 0.9, "min_p": 0.02, "seed": 11,
        "repetition_penalty": 1.1, "presence_penalty": 0.3, "frequency_penalty": 0.2,
        "min_tokens": 5, "max_tokens": 40,
    }  # fmt: skip
    asked = request("Tell me a story.", **setting)
    assert remote.generate(asked).text == local.generate(asked).text


@pytest.mark.parametrize(
    "prompt",
    [
        Messages((Message("user", "Tell me a story."),)),
        Messages((Message("user", "Hi"), Message("assistant", "Good mor")), continue_final=True),
        Text("Once upon"),
        TokenIds((20, 21, 22)),
    ],
)
def test_every_kind_of_prompt_has_the_log_probabilities_of_the_kernel(local, remote, prompt):
    asked = Request(prompt, request(max_tokens=6, logprobs=2).config)
    here, there = local.generate(asked), remote.generate(asked)
    assert there.text == here.text
    assert there.messages == here.messages
    assert [t.text for t in there.logprobs] == [t.text for t in here.logprobs]
    for got, wanted in zip(there.logprobs, here.logprobs, strict=True):
        assert got.id == -1
        assert got.logprob == pytest.approx(wanted.logprob, abs=1e-6)
        assert [text for _, text, _ in got.top] == [text for _, text, _ in wanted.top]


def test_no_alternatives_are_asked_for_and_none_come(remote):
    answer = remote.generate(request(max_tokens=3, logprobs=0))
    assert [len(t.top) for t in answer.logprobs] == [0, 0, 0]
    assert all(t.logprob <= 0 for t in answer.logprobs)
