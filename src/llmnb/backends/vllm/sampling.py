"""A request's parameters in vLLM's words, and vLLM's tokens in llmnb's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from llmnb.config import GenerationConfig
from llmnb.sampling import Pick
from llmnb.structure import Structure

if TYPE_CHECKING:
    from vllm import SamplingParams
    from vllm.outputs import CompletionOutput
    from vllm.sampling_params import StructuredOutputsParams

# JSON may have any white space between its parts, and a model that would rather write something
# else than what comes next goes on with it up to max-tokens. llguidance reads this in a schema.
_ONE_LINE = {"whitespace_flexible": False, "item_separator": ", ?", "key_separator": ": ?"}


def sampling_params(
    config: GenerationConfig,
    eos_ids: frozenset[int],
    max_tokens: int,
    structure: Structure | None = None,
    written: int = 0,
) -> SamplingParams:
    """Return vLLM's parameters for a request.

    Text, stop strings and thinking are left to llmnb's `Answer`, so that they are the same with
    every backend; vLLM is asked for token ids.

    Parameters
    ----------
    config : GenerationConfig
        The complete setting.
    eos_ids : frozenset of int
        Ids that end the answer.
    max_tokens : int
        The most tokens to generate.
    structure : Structure, optional
        What the answer is held to.
    written : int
        How many tokens of the answer are there already.
    """
    from vllm import SamplingParams
    from vllm.sampling_params import RequestOutputKind

    nucleus = {"top_p": config.top_p, "top_k": config.top_k}
    if config.top_p == 0:  # vLLM takes none; the most probable token alone is meant
        nucleus = {"top_p": 1.0, "top_k": 1}
    return SamplingParams(
        temperature=config.temperature,
        **nucleus,
        min_p=config.min_p,
        repetition_penalty=config.repetition_penalty,
        presence_penalty=config.presence_penalty,
        frequency_penalty=config.frequency_penalty,
        max_tokens=max_tokens - written,
        min_tokens=max(min(config.min_tokens, max_tokens) - written, 0),
        seed=config.seed,
        logprobs=config.logprobs,
        stop_token_ids=sorted(eos_ids),
        detokenize=False,
        output_kind=RequestOutputKind.DELTA,
        skip_clone=True,
        structured_outputs=None if structure is None else _structured(structure),
    )


def _structured(structure: Structure) -> StructuredOutputsParams:
    """Return a structure in vLLM's words."""
    from vllm.sampling_params import StructuredOutputsParams

    if structure.kind == "choices":
        return StructuredOutputsParams(choice=list(structure.value))
    if structure.kind == "regex":
        return StructuredOutputsParams(regex=str(structure.value))
    schema = {"x-guidance": _ONE_LINE, **json.loads(str(structure.value))}
    return StructuredOutputsParams(json=json.dumps(schema, ensure_ascii=False))


def picks(output: CompletionOutput, alternatives: int | None) -> Iterator[Pick]:
    """Yield the tokens of an output; with `alternatives`, also what else was probable."""
    if alternatives is None:
        yield from map(Pick, output.token_ids)
        return
    for id, found in zip(output.token_ids, output.logprobs or (), strict=False):
        yield _pick(id, found, alternatives)


def _pick(id: int, found: Any, alternatives: int) -> Pick:
    ranked = sorted(found.items(), key=lambda entry: entry[1].rank)
    top = tuple((other, logprob.logprob) for other, logprob in ranked[:alternatives])
    return Pick(id, found[id].logprob, top)
