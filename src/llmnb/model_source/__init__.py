"""Where a model comes from, its files, and the facts that its configuration states."""

from llmnb.model_source.contents import check_files, no_tokenizer
from llmnb.model_source.facts import ModelFacts, read_facts
from llmnb.model_source.files import (
    INDEX,
    SINGLE,
    digest,
    read_json,
    shown,
    unreadable,
    weight_bytes,
    weight_files,
)
from llmnb.model_source.safetensors import Tensor, read_header, read_headers
from llmnb.model_source.sources import (
    DEMO,
    Demo,
    Endpoint,
    Folder,
    Hub,
    ModelSource,
    parse,
)

__all__ = [
    "DEMO",
    "INDEX",
    "SINGLE",
    "Demo",
    "Endpoint",
    "Folder",
    "Hub",
    "ModelFacts",
    "ModelSource",
    "Tensor",
    "check_files",
    "digest",
    "no_tokenizer",
    "parse",
    "read_facts",
    "read_header",
    "read_headers",
    "read_json",
    "shown",
    "unreadable",
    "weight_bytes",
    "weight_files",
]
