"""Every parameter, once: its name, type, bounds, unit, help and default.

Flags, sliders, validation, environment variables and the reference page are made from the
fields of `GenerationConfig` and `LoadConfig`; nothing else in llmnb lists parameters.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args, get_type_hints

from llmnb.errors import ParameterError
from llmnb.typed import did_you_mean


@dataclass(frozen=True)
class Parameter:
    """The description of one parameter.

    Parameters
    ----------
    name : str
        The Python keyword; the long flag is the same with dashes.
    kind : type
        ``float``, ``int``, ``str``, ``bool`` or ``tuple`` (of strings, one per repetition).
    default : object
        The value when nobody says otherwise.
    help : str
        One sentence.
    minimum, maximum, step : float, optional
        Inclusive bounds, and the step of a slider.
    unit : str
        The unit of the value, such as ``"tokens"``.
    flag : str, optional
        The short flag, such as ``"-t"``.
    choices : tuple of str
        The allowed words; empty when any value is.
    short_value : str, optional
        What the short flag means, if it takes no value.
    usual : tuple of two floats, optional
        The range that a slider covers, where the allowed one is far wider.
    """

    name: str
    kind: type
    default: Any
    help: str
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    flag: str | None = None
    choices: tuple[str, ...] = ()
    short_value: str | None = None
    usual: tuple[float, float] | None = None

    @property
    def long_flag(self) -> str:
        """The flag as it is written on a magic's line: ``--max-tokens``."""
        return "--" + self.name.replace("_", "-")

    @property
    def allowed(self) -> str:
        """What values are allowed, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.kind is bool:
            return "on or off"
        noun = {
            float: "a number",
            int: "a whole number",
            str: "text",
            tuple: "text that is not empty",
        }[self.kind]
        if self.minimum is None or self.maximum is None:
            return noun
        return f"{noun} from {_plain(self.minimum)} to {_plain(self.maximum)}"

    def check(self, value: Any) -> Any:
        """Return `value` in its canonical type.

        Raises
        ------
        ParameterError
            If the value has the wrong type or lies outside the bounds.
        """
        if value is None:
            return None
        try:
            result = _convert(self.kind, value)
        except (TypeError, ValueError, OverflowError):  # the last one for infinity
            raise self._refuse(value) from None
        if self.choices and result not in self.choices:
            raise self._refuse(value)
        if isinstance(result, int | float) and not self._in_bounds(result):
            raise self._refuse(value)
        return result

    def _in_bounds(self, value: float) -> bool:
        if not math.isfinite(value):
            return False
        low, high = self.minimum, self.maximum
        return (low is None or value >= low) and (high is None or value <= high)

    def _refuse(self, value: Any) -> ParameterError:
        if isinstance(value, list | tuple) and len(value) == 1:
            (value,) = value
        shown = value if isinstance(value, str) and value else repr(value)
        return ParameterError(f"{self.name} = {shown} is not allowed: it must be {self.allowed}.")


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else str(number)


_BOOLEANS = {"on": True, "true": True, "1": True, "yes": True,
             "off": False, "false": False, "0": False, "no": False}  # fmt: skip


def _convert(kind: type, value: Any) -> Any:
    if kind is bool:
        return value if isinstance(value, bool) else _BOOLEANS[_lower(value)]
    if kind is tuple:
        if isinstance(value, Mapping):  # as code writes what a line spells NAME=VALUE
            value = [f"{name}={json.dumps(one)}" for name, one in value.items()]
        items = (value,) if isinstance(value, str) else tuple(value)
        if not all(isinstance(item, str) and item for item in items):
            raise TypeError
        return items
    if kind is str:
        if not isinstance(value, str):
            raise TypeError
        return value
    if isinstance(value, bool):
        raise TypeError
    if kind is int and not isinstance(value, str) and value != int(value):
        raise ValueError
    return kind(value)


def _lower(value: Any) -> str:
    if not isinstance(value, str) or value.lower() not in _BOOLEANS:
        raise TypeError
    return value.lower()


def param(default: Any, help: str, **facts: Any) -> Any:
    """Declare a dataclass field that is also a `Parameter`."""
    return field(default=default, metadata={"help": help, **facts})


@cache
def parameters(config: type) -> Mapping[str, Parameter]:
    """Return the parameters declared on a configuration class, by name, in order."""
    hints = get_type_hints(config)
    return {
        f.name: Parameter(f.name, _kind(hints[f.name]), f.default, **f.metadata)
        for f in dataclasses.fields(config)
        if "help" in f.metadata
    }


def _kind(hint: Any) -> type:
    """Reduce ``float | None`` to ``float`` and ``tuple[str, ...]`` to ``tuple``."""
    plain = [h for h in get_args(hint) if h is not type(None) and h is not Ellipsis]
    if getattr(hint, "__origin__", None) is tuple:
        return tuple
    return plain[0] if plain else hint  # type: ignore[no-any-return]


@dataclass(frozen=True, kw_only=True)
class GenerationConfig:
    """The complete setting of one generation, with the source of each value."""

    temperature: float = param(
        0.7,
        "Randomness of the choice of tokens; 0 is greedy.",
        minimum=0.0,
        maximum=2.0,
        step=0.05,
        flag="-t",
    )
    top_p: float = param(
        1.0,
        "Choose among the most probable tokens that together reach this probability.",
        minimum=0.0,
        maximum=1.0,
        step=0.01,
    )
    top_k: int = param(
        0,
        "Choose among this many most probable tokens; 0 means all.",
        minimum=0,
        maximum=1_000_000,
        usual=(0, 200),
        step=1,
        unit="tokens",
    )
    min_p: float = param(
        0.0,
        "Leave out tokens less probable than this share of the most probable one.",
        minimum=0.0,
        maximum=1.0,
        step=0.01,
    )
    repetition_penalty: float = param(
        1.0,
        "Divide the scores of tokens already seen; above 1 repeats less.",
        minimum=0.01,
        maximum=10.0,
        usual=(0.5, 2),
        step=0.05,
    )
    presence_penalty: float = param(
        0.0,
        "Subtract from the scores of tokens already generated.",
        minimum=-2.0,
        maximum=2.0,
        step=0.1,
    )
    frequency_penalty: float = param(
        0.0,
        "Subtract from the scores of tokens once per time they were generated.",
        minimum=-2.0,
        maximum=2.0,
        step=0.1,
    )
    max_tokens: int = param(
        1024,
        "Stop after this many generated tokens.",
        minimum=1,
        maximum=10_000_000,
        usual=(1, 2_048),
        step=1,
        unit="tokens",
        flag="-n",
    )
    min_tokens: int = param(
        0,
        "Do not end the answer before this many tokens.",
        minimum=0,
        maximum=10_000_000,
        usual=(0, 256),
        step=1,
        unit="tokens",
    )
    stop: tuple[str, ...] = param((), "End the answer before this text; may be repeated.")
    seed: int | None = param(
        None,
        "Seed of the random numbers; drawn and recorded when not given.",
        minimum=0,
        maximum=2**63 - 1,
        step=1,
    )
    logprobs: int | None = param(
        None,
        "Record the log-probabilities of this many most probable tokens.",
        minimum=0,
        maximum=100,
        step=1,
        unit="tokens",
    )
    think: bool | None = param(None, "Let a reasoning model think before it answers.")
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class LoadConfig:
    """How a model is loaded."""

    backend: str = param("auto", "The engine: auto, or a backend's name.")
    precision: str = param("auto", "The precision of the weights, in a word of the backend.")
    name: str | None = param(None, "Keep the model under this name, beside others.")
    revision: str | None = param(None, "A branch, tag or commit of a hub model.")
    context: int | None = param(
        None,
        "The most tokens of prompt and answer together.",
        minimum=16,
        maximum=10_000_000,
        step=1,
        unit="tokens",
    )
    device: str | None = param(None, "The device, in the backend's own words.")
    served_name: str | None = param(None, "What the server calls the model; servers only.")
    api_key_env: str | None = param(
        None, "The environment variable that holds the server's key; servers only."
    )
    adapter: str | None = param(None, "The folder of a LoRA adapter to lay over the model.")
    engine_args: tuple[str, ...] = param(
        (), "An argument of the engine itself, as NAME=VALUE; may be repeated.", flag="-E"
    )
    trust_remote_code: bool = param(False, "Allow code from the model's repository to run.")
    force: bool = param(False, "Load even when the plan says that it does not fit.")


class GenerationOverrides(Mapping[str, Any]):
    """Some generation parameters, each checked; those left out are not decided here.

    Parameters
    ----------
    **values
        Fields of `GenerationConfig`; None means "not decided".

    Raises
    ------
    ParameterError
        For an unknown name or a value that is not allowed.
    """

    def __init__(self, **values: Any) -> None:
        self._values = checked(GenerationConfig, values)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._values.items())))

    def __or__(self, other: Mapping[str, Any]) -> GenerationOverrides:
        return GenerationOverrides(**{**self._values, **other})

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self._values.items())
        return f"GenerationOverrides({inside})"


def checked(config: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are not None, each checked by its parameter of `config`."""
    table = parameters(config)
    for name in values:
        if name not in table:
            raise ParameterError(f"{name} is not a parameter.", hint=did_you_mean(name, table))
    return {n: table[n].check(v) for n, v in values.items() if v is not None}


def resolve(layers: Sequence[tuple[str, Mapping[str, Any]]]) -> GenerationConfig:
    """Complete a configuration from several layers.

    Parameters
    ----------
    layers : sequence of (str, mapping)
        The source's name and its values, the strongest first, such as
        ``[("flag", …), ("session", …), ("environment", …), ("model", …)]``.

    Returns
    -------
    GenerationConfig
        Each parameter from the first layer that has it, else from llmnb's defaults
        (source ``"llmnb"``).
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for name, parameter in parameters(GenerationConfig).items():
        source, layer = next(((s, v) for s, v in layers if v.get(name) is not None), ("llmnb", {}))
        values[name] = parameter.check(layer.get(name, parameter.default))
        sources[name] = source
    return GenerationConfig(**values, sources=sources)
