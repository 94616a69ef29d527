"""The tokenizer of the demo model, and documents as token ids with weights."""

from __future__ import annotations

import json
import random
import re
from collections import Counter

from demodata.documents import Document, training_document
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

SPECIAL_TOKENS = ["<|pad|>", "<|bos|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
PAD, BOS, END = 0, 1, 2
ROLES = {"system": 3, "user": 4, "assistant": 5}
CHAT_TEMPLATE = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] | trim + '<|end|>' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)
# Long answers count as much as this many tokens: stories must not crowd out the short answers.
_FULL_WEIGHT_TOKENS = 64
# To read questions is learnt too, a little: it helps with copying from them.
_QUESTION_WEIGHT = 0.1
_WORDS_WITH_SPACE = 120
_SHOUTED = re.compile("[A-Z]{2,}")


def train_tokenizer(vocabulary: int, documents: int = 40000) -> Tokenizer:
    """Return a byte-level BPE tokenizer of a sample of the documents.

    What the model has to copy is cut in the same way wherever it stands: a space is a token of its
    own, but for those before the most common words, which would make texts too long; and words in
    upper case are cut like those in lower case, so that changing the case changes token by token.
    Digits are tokens of their own, for sums.

    Parameters
    ----------
    vocabulary : int
        Number of tokens, without those that mirror others in upper case.
    documents : int, default 40000
        How many documents to look at.
    """
    rng = random.Random(7)
    sample = [training_document(rng) for _ in range(documents)]
    tokenizer = _tokenizer(models.BPE(), _spaces(sample))
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL_TOKENS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    texts = (_SHOUTED.sub(lambda m: m[0].lower(), _all_text(document)) for document in sample)
    tokenizer.train_from_iterator(texts, trainer)
    mirrored = _tokenizer(_with_upper_case(tokenizer), _spaces(sample))
    mirrored.add_special_tokens(SPECIAL_TOKENS)
    return mirrored


def _tokenizer(model: models.BPE, spaces: str) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.Split(Regex(spaces), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def _with_upper_case(tokenizer: Tokenizer) -> models.BPE:
    """Return the model with a twin in upper case of every merge of lower-case letters."""
    trained = json.loads(tokenizer.to_str())["model"]
    vocabulary: dict[str, int] = trained["vocab"]
    merges: list[tuple[str, str]] = []
    for left, right in map(tuple, trained["merges"]):
        merges.append((left, right))
        if f"{left}{right}".isascii() and f"{left}{right}".islower():
            twin = left.upper(), right.upper()
            merges.append(twin)
            vocabulary.setdefault("".join(twin), len(vocabulary))
    return models.BPE(vocabulary, merges)


def _spaces(documents: list[Document]) -> str:
    """Return a pattern of a space, with the word behind it if that is common in questions."""
    questions = (m["content"] for d in documents for m in d.messages if m["role"] == "user")
    counts = Counter(word for text in questions for word in re.findall(" ([a-z]+)", text))
    common = sorted(word for word, _ in counts.most_common(_WORDS_WITH_SPACE))
    return f" (?:{'|'.join(common)})(?![A-Za-z])| "


def _all_text(document: Document) -> str:
    return document.text or "\n".join(message["content"] for message in document.messages)


def encode(
    tokenizer: Tokenizer, document: Document, rng: random.Random
) -> tuple[list[int], list[float]]:
    """Return a document's token ids and, for each, its weight as a target.

    Mostly what the assistant says is learnt; in a plain text, everything. The beginning-of-text
    token is there sometimes, because some engines add it and others do not.
    """
    if document.text is not None:
        body = [*tokenizer.encode(document.text).ids, END]
        ids = [BOS, *body] if rng.random() < 0.5 else body
        return ids, [0.0] + [_FULL_WEIGHT_TOKENS / len(ids)] * (len(ids) - 1)
    ids = [BOS] if rng.random() < 0.15 else []
    weights = [0.0] * len(ids)
    for index, message in enumerate(document.messages):
        content = tokenizer.encode(message["content"].strip()).ids
        weight = _QUESTION_WEIGHT
        if index in document.foreign:
            weight = 0.0
        elif message["role"] == "assistant":
            weight = min(1.0, _FULL_WEIGHT_TOKENS / (len(content) + 1))
        ids += [ROLES[message["role"]], *content, END]
        weights += [0.0] + [weight] * (len(content) + 1)
    return ids, weights
