"""A request in the words of a server, and what is learnt when the server refuses some of them.

The protocol's own parameters go to every server. Those that only some servers know go to the
servers that are known to take them, which `KINDS` tells apart by what ``/models`` says of the
owner; they are always sent, since such servers have defaults of their own. What a server
refuses although nobody asked for it is left out from then on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from llmnb.backends.base import Capabilities
from llmnb.backends.openai.client import Refusal
from llmnb.backends.openai.complaints import complaint
from llmnb.config import GenerationConfig
from llmnb.generation import Input, Messages, Request, Text, TokenIds

MAX_CONCURRENT = 64
LOGPROBS_MAX = 20  # the protocol's own bound, for chats
STANDARD = frozenset(
    {
        "temperature",
        "top_p",
        "max_tokens",
        "stop",
        "seed",
        "presence_penalty",
        "frequency_penalty",
        "logprobs",
    }
)


@dataclass(frozen=True)
class Kind:
    """What a kind of server takes beyond the protocol.

    Parameters
    ----------
    fields : mapping of str to str
        llmnb's parameter, and the server's name for it.
    all_tokens : int
        What `top_k` is where all tokens are allowed.
    tells_stop : bool
        It says which stop string ended an answer. To the others none are sent: they are looked
        for here, since from outside a stop string and a model's own end look the same.
    think : bool
        It passes ``enable_thinking`` to the chat template.
    continue_final, token_ids : bool
        It goes on from an unfinished message; it takes token ids for a prompt.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    all_tokens: int = 0
    tells_stop: bool = False
    think: bool = False
    continue_final: bool = False
    token_ids: bool = False


KINDS = {
    # https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, extra parameters
    "vllm": Kind(
        {n: n for n in ("top_k", "min_p", "repetition_penalty", "min_tokens")},
        all_tokens=-1,
        tells_stop=True,
        think=True,
        continue_final=True,
        token_ids=True,
    ),
    # https://github.com/ggml-org/llama.cpp/tree/master/tools/server
    "llamacpp": Kind(
        {"top_k": "top_k", "min_p": "min_p", "repetition_penalty": "repeat_penalty"},
        think=True,
        token_ids=True,
    ),
}
UNKNOWN = Kind()


def capabilities(kind: Kind) -> Capabilities:
    """Return what llmnb may ask of a kind of server."""
    return Capabilities(
        parameters=STANDARD | set(kind.fields) | ({"think"} if kind.think else set()),
        logprobs_max=LOGPROBS_MAX,
        max_concurrent=MAX_CONCURRENT,
        renders_prompt=False,
        continue_final=kind.continue_final,
        token_ids=kind.token_ids,
    )


@dataclass(frozen=True)
class Call:
    """One request as it is sent.

    Parameters
    ----------
    chat : bool
        It goes to ``/chat/completions``, otherwise to ``/completions``.
    body : mapping
        The fields of the body, but for the model's name.
    origin : mapping of str to str
        Which parameter each field stands for.
    """

    chat: bool
    body: Mapping[str, Any]
    origin: Mapping[str, str]


@dataclass(frozen=True)
class Dialect:
    """How one server is spoken to.

    Parameters
    ----------
    kind : Kind
        What it takes beyond the protocol.
    length : str
        The field of max-tokens: ``max_tokens``, which nearly all servers know, until one asks
        for ``max_completion_tokens``.
    counts : bool
        It is asked for the usage.
    without : frozenset of str
        Parameters that it refused as defaults.
    """

    kind: Kind = UNKNOWN
    length: str = "max_tokens"
    counts: bool = True
    without: frozenset[str] = frozenset()

    def call(self, request: Request, max_tokens: int) -> Call:
        """Write a request."""
        chat = isinstance(request.input, Messages)
        values = {**self._standard(request.config, max_tokens, chat), **self._own(request)}
        left_out = self._left_out(request.config)
        sent = {f: (p, v) for f, (p, v) in values.items() if p not in left_out}
        body = {f: v for f, (_, v) in sent.items()}
        if self.counts:
            body["stream_options"] = {"include_usage": True}
        return Call(chat, {**_prompt(request.input), **body}, {f: p for f, (p, _) in sent.items()})

    def dropped(self, config: GenerationConfig) -> list[str]:
        """Return a note for each parameter that is left out of a request with that setting."""
        names = self._left_out(config) - ({"seed"} if config.seed is None else set())
        return [f"{name} is not supported by the server and was dropped" for name in sorted(names)]

    def _left_out(self, config: GenerationConfig) -> set[str]:
        """Return what the server refused, but for what the user wants: that it refuses itself."""
        return {name for name in self.without if config.sources.get(name) != "flag"}

    def _standard(
        self, config: GenerationConfig, max_tokens: int, chat: bool
    ) -> dict[str, tuple[str, Any]]:
        """Return the protocol's fields, each with the parameter that it stands for."""
        values: dict[str, tuple[str, Any]] = {
            "temperature": ("temperature", config.temperature),
            "top_p": ("top_p", config.top_p),
            self.length: ("max_tokens", max_tokens),
        }
        for name in ("presence_penalty", "frequency_penalty"):
            if value := getattr(config, name):  # 0 is every server's default
                values[name] = (name, value)
        if config.seed is not None:
            values["seed"] = ("seed", config.seed)
        if config.stop and self.kind.tells_stop:
            values["stop"] = ("stop", list(config.stop))
        if config.logprobs is not None and chat:
            values["logprobs"] = ("logprobs", True)
            values["top_logprobs"] = ("logprobs", config.logprobs)
        elif config.logprobs is not None:
            values["logprobs"] = ("logprobs", config.logprobs)
        return values

    def _own(self, request: Request) -> dict[str, tuple[str, Any]]:
        """Return the fields that only this kind of server knows."""
        config, prompt = request.config, request.input
        values: dict[str, tuple[str, Any]] = {}
        for name, sent in self.kind.fields.items():
            value = getattr(config, name)
            values[sent] = (name, self.kind.all_tokens if name == "top_k" and not value else value)
        if self.kind.think and config.think is not None and isinstance(prompt, Messages):
            values["chat_template_kwargs"] = ("think", {"enable_thinking": config.think})
        return values


def _prompt(prompt: Input) -> dict[str, Any]:
    if isinstance(prompt, Text):
        return {"prompt": prompt.text}
    if isinstance(prompt, TokenIds):
        return {"prompt": list(prompt.ids)}
    messages = [{"role": m.role, "content": m.content} for m in prompt.messages]
    if prompt.continue_final:
        going_on = {"continue_final_message": True, "add_generation_prompt": False}
        return {"messages": messages, **going_on}
    return {"messages": messages}


def adapted(
    dialect: Dialect, refusal: Refusal, call: Call, config: GenerationConfig
) -> tuple[Dialect | None, str | None]:
    """Learn from a refusal.

    Returns
    -------
    dialect : Dialect or None
        Another way to say the same; None when there is none.
    wanted : str or None
        The parameter that is refused although the user asked for it.
    """
    if refusal.status not in (400, 422):
        return None, None
    found = complaint(refusal)
    named = found.named
    other = "max_completion_tokens"
    if dialect.length in named and dialect.length != other and other in found.said:
        return dataclasses.replace(dialect, length=other), None
    if dialect.counts and named & {"stream_options", "stream_options.include_usage"}:
        return dataclasses.replace(dialect, counts=False), None
    refused = {call.origin[f] for f in named & call.origin.keys()} - {"max_tokens"}
    for name in sorted(refused):
        if config.sources.get(name) == "flag":
            return None, name
    if refused:
        return dataclasses.replace(dialect, without=dialect.without | refused), None
    return None, None
