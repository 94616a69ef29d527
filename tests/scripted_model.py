"""A model whose answer is known beforehand: it writes one given sequence of tokens.

Its layers add nothing, so that each token's embedding alone decides the next token. For what
depends on what a model writes, such as its marks of thinking, in a real engine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import random_models
from tokenizers import AddedToken, Tokenizer


def make(folder: Path, script: Sequence[str], template: str, **shape: int) -> Path:
    """Write the model and return its folder.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.
    script : sequence of str
        The texts of its tokens, all different; an end token follows.
    template : str
        Its chat template; an answer begins after ``<|assistant|>``, or in the middle of the
        script where the prompt ends with one of its tokens.
    **shape
        What an engine needs otherwise, such as ``head_dim=32``.
    """
    random_models.make(folder, tied=False, layers=1, vocabulary=320 + len(script), **shape)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.add_tokens([AddedToken(text, special=False, normalized=False) for text in script])
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = folder / "tokenizer_config.json"
    entries = {**json.loads(settings.read_text()), "chat_template": template}
    settings.write_text(json.dumps(entries))
    config = json.loads((folder / "config.json").read_text())
    tensors = dict(random_models.random_tensors(config, seed=0))
    for name in tensors:
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            tensors[name] = np.zeros_like(tensors[name])
    tensors["model.norm.weight"] = np.ones_like(tensors["model.norm.weight"])
    embedding, head = tensors["model.embed_tokens.weight"], tensors["lm_head.weight"]
    head[:] = 0
    chain = ["<|assistant|>", *script, random_models.END]
    ids = [tokenizer.token_to_id(text) for text in chain]
    for id, following in pairwise(ids):
        head[following] = 20 * embedding[id] / np.linalg.norm(embedding[id])
    random_models.write_safetensors(folder / "model.safetensors", tensors, "F32")
    return folder
