"""Asking for fields of a text as JSON: how people name, list and draw them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from .draw import Draw

_NAMING_JSON = [
    "[Extract|Get|Return|Give|Output|Find|Show|Produce|Write|Print] {f} as [|a |valid ]JSON[| "
    "object]",
    "[Extract|Get|Pull|Read|Take|Grab|Fetch|Collect] {f} from [this|the|this text|the text below|"
    "the sentence|the following text|this sentence] as JSON",
    "[Extract|Get|Find|Identify|Pull out|Pick out] {f} and [return|output|give me|write|reply "
    "with|answer with|format them as|put them in|print] [JSON|a JSON object]",
    "[Return|Give me|Output|Write|Produce|Generate|Create|Make|Build] [|a |some ]JSON [object |"
    "]with [the keys |the fields |fields |keys |]{f}",
    "[Turn|Convert|Transform|Change|Parse|Put] this [text |sentence |]into JSON with [the keys |"
    "keys |the fields |fields |]{f}", "JSON with {f}[|, please| only]", "{f} as JSON",
    "{f} in JSON[| format]", "JSON: {f}", "{f} to JSON",
    "JSON [object |]with {f} for this [text|sentence]",
    "I need {f} as JSON[| from this text|, nothing else]",
    "I [want|would like|am looking for] {f} in JSON[| format]", "Give me {f} in JSON format",
    "Extract JSON with {f}", "Extract JSON ({f})", "Extract to JSON: {f}", "Parse {f} into JSON",
    "From the [text|sentence] below, [extract|return|get|find] {f} as JSON",
    "[Read|Look at] the text and [return|extract|write down] {f} as JSON",
    "What [is|are] {f}? [Answer|Reply|Respond] [in|with|as] JSON", "Represent {f} as JSON",
    "What [is|are] {f} here, as JSON?", "How would {f} look as JSON?", "Which {f}, as JSON?",
    "[Could|Can] I have {f} as JSON?", "[Can|Could] you [extract|get|find|give me] {f} as JSON?",
    "[Answer|Reply|Respond] with JSON only, [keys|fields|using the keys]: {f}",
    "Fill a JSON object with {f}", "Make a JSON record with {f}", "Structured output, JSON, {f}",
    "Use JSON to [give|show|store|list] {f}", "[Store|Save|Put|List] {f} in [a |]JSON[| object]",
    "Your job is to extract {f} as JSON", "The JSON should [contain|have|include] {f}",
    "Keys: {f}. Format: JSON", "Extract: {f}. Output: JSON", "Extract fields {f} (JSON)",
    "Task: extract {f}. [Format|Output]: JSON", "Only JSON, with {f}",
]  # fmt: skip
_NAMING_ONLY = [
    "[Extract|Get|Find|Return|Pull out|Pick out|Identify|List|Parse|Collect] {f}", "Give me {f}",
    "[Extract|Get|Find|Read] {f} [from|in|out of] [this|this text|the text|the sentence|it]",
    "Extract the [following|following fields|fields|data]: {f}", "Extract [fields|entities]: {f}",
    "What are {f}[ in this text| here|]?", "[Find|Show|Tell] me {f}",
    "I need {f}[| from this text]", "[Look for|Search for|Pick] {f}", "[Answer|Reply] with {f}",
    "Only {f}[|, please]", "Just {f}", "I [want|would like] [|to know |to have ]{f}", "Wanted: {f}",
    "Extraction: {f}", "{f}[|, please]", "[Extract|Get|Find] the values of {f}",
    "From this text I need {f}", "[Say|Write down] {f}", "Can you [extract|find|read] {f}?",
    "[Read|Take|Gather] {f} out of this", "Information extraction: {f}", "Fields: {f}",
    "Which {f} [can you find|are in this text|are given]?",
]  # fmt: skip
_SHAPED = [
    "[Extract|Return|Output|Give me|Fill in|Complete|Produce|Use] [|this |the ]JSON [|like |such "
    "as ]{s}", "[Use|Follow] [this|the] [format|schema|template|shape]: {s}", "Format: {s}",
    "Schema: {s}",
    "[Extract|Return|Answer|Reply|Parse this] [as|in the form|in the format|like this:|using] {s}",
    "Turn this into {s}", "Fill this in from the text: {s}", "The output should look like {s}",
    "Extract the data [in this form|as follows|into this shape]: {s}",
]  # fmt: skip
_CLAUSES = ("who", "where", "how", "what")


def listing(draw: Draw, fields: Sequence[str], key_words: Mapping[str, list[str]]) -> str:
    """Return the fields as people list them: "the name, city and age"."""
    named = [draw.pick(key_words[field]) for field in fields]
    roll = draw.rng.random()
    if roll < 0.08:
        named = [f'"{field}"' for field in fields]
    elif roll < 0.38:
        named = [name if name.startswith(_CLAUSES) else f"the {name}" for name in named]
    elif roll < 0.68 and not named[0].startswith(_CLAUSES):
        named[0] = "the " + named[0]
    if len(named) == 1:
        return named[0]
    last = draw.pick([" and "] * 6 + [", and "] * (len(named) > 2) + [", ", ", ", " & "])
    between = ", "
    if draw.chance(0.06):
        last = between = draw.pick(["/", " / ", " + ", " and ", "; "])
    return between.join(named[:-1]) + last + named[-1]


def shape(draw: Draw, fields: Sequence[str], types: Mapping[str, tuple[str, ...]]) -> str:
    """Return an empty JSON object with these keys, its braces doubled for `Draw.fill`."""
    style = draw.number(0, 4)
    quoted = draw.chance(0.7)
    pairs = []
    for field in fields:
        value = "..." if style == 4 else types[field][style]
        pairs.append(f'"{field}": {value}' if quoted else f"{field}: {value}")
    return "{{" + ", ".join(pairs) + "}}"


def instruct(
    draw: Draw, fields: Sequence[str], key_words: Mapping[str, list[str]],
    types: Mapping[str, tuple[str, ...]],
) -> str:  # fmt: skip
    """Return a pattern that asks for these fields as JSON, in this order."""
    roll, several = draw.rng.random(), len(fields) > 1
    if roll < 0.1 and several:
        return draw.pick(_SHAPED).replace("{s}", shape(draw, fields, types))
    if roll < 0.32 and several:
        # What most people type, and what the tutorial says.
        plain = ", ".join(fields[:-1]) + " and " + fields[-1]
        return f"[Extract|Extract|Extract|Get|Return|Give me] [the |the |the |]{plain} as JSON"
    patterns = _NAMING_ONLY if roll < 0.5 and several else _NAMING_JSON
    pattern = draw.pattern(patterns).replace("{f}", listing(draw, fields, key_words))
    return pattern[0].upper() + pattern[1:] if pattern[0] != '"' else pattern


def as_json(fields: Mapping[str, object]) -> str:
    """Return the fields as a JSON object on one line."""
    return json.dumps(fields, ensure_ascii=False)
