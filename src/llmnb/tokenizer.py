"""Text to token ids and back, for the engines that run inside this process."""

from __future__ import annotations

import codecs
import json
import re
import secrets
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from llmnb.errors import ModelFormatError
from llmnb.model_source import no_tokenizer, read_json, shown, unreadable
from llmnb.plain import valid

if TYPE_CHECKING:
    import tokenizers

_LARGEST = 256 * 2**20  # bytes; the largest vocabularies in use take about 35 MB
_LARGEST_ID = 10_000_000
_BYTE_TOKEN = re.compile(r"<0x([0-9A-Fa-f]{2})>")


class Tokenizer:
    """A model's tokenizer; safe to use from many threads at once.

    Parameters
    ----------
    engine : tokenizers.Tokenizer
        The tokenizer; it belongs to this object from now on.

    Attributes
    ----------
    special_tokens : tuple of str
        The texts of the special tokens, such as ``"<|im_end|>"``.
    special_ids : frozenset of int
        Their ids; `decode` and `Detokenizer` leave them out.
    size : int
        The number of tokens; a model's logits may be longer, padded to a round number.
    """

    def __init__(self, engine: tokenizers.Tokenizer) -> None:
        # Lengths are llmnb's business; a tokenizer.json may carry the cuts of a training run.
        engine.no_truncation()
        engine.no_padding()
        self._engine = engine
        special = {i: t for i, t in engine.get_added_tokens_decoder().items() if t.special}
        self.special_ids = frozenset(special)
        self.special_tokens = tuple(token.content for token in special.values())
        self._normalised = any(token.normalized for token in special.values())
        self.size: int = engine.get_vocab_size(with_added_tokens=True)
        self._pieces = _Pieces(engine, self.special_ids)
        self._texts: dict[int, str] = {}
        self._lock = threading.Lock()

    @classmethod
    def from_folder(cls, folder: Path) -> Tokenizer:
        """Read the tokenizer of a model's folder.

        Parameters
        ----------
        folder : pathlib.Path
            Holds ``tokenizer.json``; tokens that only ``tokenizer_config.json`` declares
            are added to it, as transformers does.

        Raises
        ------
        ModelFormatError
            If ``tokenizer.json`` is missing, or one of them is absurdly large or broken.
        """
        engine = _read_engine(folder)
        config = folder / "tokenizer_config.json"
        if config.is_file():
            try:
                _add_declared_tokens(engine, read_json(config))
            except (AttributeError, LookupError, TypeError, ValueError):
                said = ValueError("its tokens are not in the form of transformers")
                raise unreadable("file", config, said) from None
        return cls(engine)

    def encode(self, text: str, *, special: bool) -> list[int]:
        """Return the ids of a text, without a begin or end token around them.

        Parameters
        ----------
        text : str
            The text.
        special : bool
            Whether the text of a special token inside it becomes that token. If not, it is
            ordinary text, whatever it looks like.
        """
        if special:
            return list(self._engine.encode(valid(text), add_special_tokens=False).ids)
        return self.encode_parts([text])

    def encode_prompt(self, text: str, *, special: bool = True) -> list[int]:
        """Return the ids of a raw prompt, with the begin token that the model expects."""
        engine = self._engine if special else self._plain.engine
        return list(engine.encode(valid(text), add_special_tokens=True).ids)

    def encode_parts(self, parts: Sequence[str]) -> list[int]:
        """Return the ids of ordinary text and special tokens that take turns.

        Parameters
        ----------
        parts : sequence of str
            Ordinary text at even places, texts of special tokens at odd ones.

        Returns
        -------
        list of int
            What `encode` gives for the joined parts, except that special tokens spelled in
            the ordinary text stay text.
        """
        plain = self._plain
        ids = plain.encode(parts)
        if not self.special_ids.isdisjoint(ids):
            # The model's own vocabulary spells a special token, as that of a Unigram model may.
            ids = plain.encode(
                [p if n % 2 else self.break_special(p, plain.mark) for n, p in enumerate(parts)]
            )
        return [plain.original.get(id, id) for id in ids if id != plain.mark_id]

    def break_special(self, text: str, mark: str) -> str:
        """Put a mark inside every special token that is spelled in a text."""
        return self._spelled.sub(rf"\g<2>{mark}", text)

    def holds_special(self, text: str) -> bool:
        """Tell whether a special token would be read out of a text."""
        if self.special_pattern.search(text):
            return True
        if not self._normalised or self._engine.normalizer is None:
            return False
        normal = self._engine.normalizer.normalize_str(valid(text))
        return self.special_pattern.search(normal) is not None

    @cached_property
    def special_pattern(self) -> re.Pattern[str]:
        """Matches a special token's text, the longest where several begin; it is group 1."""
        longest_first = sorted(self.special_tokens, key=len, reverse=True)
        return re.compile(f"({'|'.join(map(re.escape, longest_first)) or '(?!)'})")

    @cached_property
    def _spelled(self) -> re.Pattern[str]:
        # A look-ahead, so that tokens that overlap are all found; group 2 is the first character.
        return re.compile(f"(?={self.special_pattern.pattern})(.)", re.DOTALL)

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of some ids; special tokens are left out, broken bytes are U+FFFD."""
        detokenizer = Detokenizer(self)
        return "".join(map(detokenizer.push, ids)) + detokenizer.finish()

    def token_text(self, id: int) -> str:
        """Return the text of one token as it stands inside a text, special tokens included."""
        text = self._texts.get(id)
        if text is None:
            special = self._engine.id_to_token(id) if id in self.special_ids else None
            text = special or self._pieces.inside(id).decode("utf-8", "replace")
            self._texts[id] = text
        return text

    @property
    def _plain(self) -> _Plain:
        with self._lock:  # made when it is first needed: few conversations spell special tokens
            return self._made_plain

    @cached_property
    def _made_plain(self) -> _Plain:
        return _Plain(self._engine)


class Detokenizer:
    """Turns tokens to text as they come, never showing half a character.

    The pushed texts and the finish joined are `Tokenizer.decode` of all the tokens. Special
    tokens are left out.

    Parameters
    ----------
    tokenizer : Tokenizer
        The model's tokenizer.
    inside : bool
        Whether a text goes before, so that the space of the first token is kept.
    shown : sequence of str
        Special tokens that are not left out.
    """

    # tokenizers' DecodeStream is not used: it takes an answer's own U+FFFD for half a
    # character, and fails on byte-fallback tokens that turn out to be no character.

    def __init__(
        self, tokenizer: Tokenizer, *, inside: bool = False, shown: Sequence[str] = ()
    ) -> None:
        self._pieces = tokenizer._pieces
        self._special = tokenizer.special_ids
        if shown:
            self._special -= {id for id in self._special if tokenizer.token_text(id) in shown}
        self._characters = codecs.getincrementaldecoder("utf-8")("replace")
        self._piece = self._pieces.inside if inside else self._pieces.first

    def push(self, id: int) -> str:
        """Return the characters that the token completes."""
        if id in self._special:
            return ""
        piece = self._piece(id)
        self._piece = self._pieces.inside
        return self._characters.decode(piece)

    def finish(self) -> str:
        """Return what is left: U+FFFD for the bytes of an incomplete character."""
        return self._characters.decode(b"", final=True)


class _Pieces:
    """The bytes that each token adds to a text.

    Both families of tokenizers in use, byte-level BPE and sentencepiece with or without byte
    fallback, build a text by joining such pieces; only the first may differ, by the space that
    sentencepiece puts before a text.
    """

    def __init__(self, engine: tokenizers.Tokenizer, special: frozenset[int]) -> None:
        kinds = _decoder_kinds(engine)
        self._engine = engine
        self._byte_level = "ByteLevel" in kinds
        self._byte_tokens = "ByteFallback" in kinds
        self._inside: dict[int, bytes] = {}
        self._anchor = self._find_anchor(special)

    def first(self, id: int) -> bytes:
        """Return the bytes of a token that begins a text."""
        token = self._engine.id_to_token(id)
        if token is None or self._byte_level or self._byte_of(token) > 127:
            return self.inside(id)
        return self._decode([id]).encode()

    def inside(self, id: int) -> bytes:
        """Return the bytes of a token that follows others."""
        piece = self._inside.get(id)
        if piece is None:
            piece = self._inside[id] = self._make(id)
        return piece

    def _make(self, id: int) -> bytes:
        token = self._engine.id_to_token(id)
        if token is None:  # the model's vocabulary is padded beyond the tokenizer's
            return b""
        if self._byte_level:
            return _byte_level_bytes(token)
        if (byte := self._byte_of(token)) >= 0:
            return bytes([byte])
        return self._decode([*self._anchor, id])[len(self._decode(self._anchor)) :].encode()

    def _byte_of(self, token: str) -> int:
        """Return the byte that a byte-fallback token stands for, or -1."""
        found = _BYTE_TOKEN.fullmatch(token) if self._byte_tokens else None
        return int(found[1], 16) if found else -1

    def _find_anchor(self, special: frozenset[int]) -> list[int]:
        """Find an ordinary token, to see others behind it."""
        for letter in "a1.e":
            ids = self._engine.encode(letter, add_special_tokens=False).ids
            if ids and special.isdisjoint(ids) and self._decode(ids).strip() == letter:
                return list(ids)
        return []

    def _decode(self, ids: list[int]) -> str:
        return str(self._engine.decode(ids, skip_special_tokens=False))


class _Plain:
    """A copy of a tokenizer that reads special tokens only where a secret mark precedes them.

    A copy, since the switch for this is a setting of the whole tokenizer, and other threads
    are using the original. Reading everything in one go, rather than piece by piece, keeps
    whatever the tokenizer does at the seams (spaces stripped or added) as it is.
    """

    def __init__(self, engine: tokenizers.Tokenizer) -> None:
        from tokenizers import AddedToken, Tokenizer

        _check_ids(engine)
        self.mark = f"\ue000{secrets.token_hex(8)}\ue000"  # no prompt can contain it
        self.engine = Tokenizer.from_str(engine.to_str())
        self.engine.encode_special_tokens = True
        self.original: dict[int, int] = {}
        self.engine.add_tokens([AddedToken(self.mark, special=False, normalized=False)])
        self.mark_id = self.engine.token_to_id(self.mark)
        for id, token in engine.get_added_tokens_decoder().items():
            if token.special:
                marked = AddedToken(
                    self.mark + token.content,
                    single_word=token.single_word,
                    lstrip=token.lstrip,
                    rstrip=token.rstrip,
                    normalized=token.normalized,
                    special=False,  # so that it is found in spite of encode_special_tokens
                )
                self.engine.add_tokens([marked])
                added = self.engine.token_to_id(marked.content)
                assert added is not None  # it was added the line before
                self.original[added] = id

    def encode(self, parts: Sequence[str]) -> list[int]:
        """Return ids in this copy's numbering; `original` leads back."""
        text = "".join(self.mark + part if n % 2 else part for n, part in enumerate(parts))
        return list(self.engine.encode(valid(text), add_special_tokens=False).ids)


def _read_engine(folder: Path) -> tokenizers.Tokenizer:
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    if not path.is_file():
        names = [path.name for path in folder.glob("*")]
        raise no_tokenizer(names, f"The folder {shown(folder)!r}")
    if path.stat().st_size > _LARGEST:
        raise unreadable("file", path, ValueError(f"it is larger than {_LARGEST // 2**20} MB"))
    try:
        return Tokenizer.from_file(str(path))
    except BaseException as error:
        # tokenizers raises bare Exception for whatever is wrong; where its Rust code panics,
        # which no handler of Exception sees, the class has no module that can be imported.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise unreadable("file", path, error) from None


def _check_ids(engine: tokenizers.Tokenizer) -> None:
    """Refuse a vocabulary with ids so large that writing it out, id by id, would not end."""
    largest = max(engine.get_vocab(with_added_tokens=True).values(), default=0)
    if largest > _LARGEST_ID:
        raise ModelFormatError(
            f"The model's tokenizer has a token with the id {largest:,}; allowed are ids up to "
            f"{_LARGEST_ID:,}.",
            hint="Download or copy the model again.",
        )


def _add_declared_tokens(engine: tokenizers.Tokenizer, config: Mapping[str, Any]) -> None:
    """Add the tokens that ``tokenizer_config.json`` declares and ``tokenizer.json`` lacks."""
    from tokenizers import AddedToken

    known = {token.content for token in engine.get_added_tokens_decoder().values()}
    declared = config.get("added_tokens_decoder") or {}
    tokens = [declared[key] for key in sorted(declared, key=int)]
    for name in ("bos_token", "eos_token", "unk_token", "pad_token"):
        if value := config.get(name):
            tokens.append({"content": value} if isinstance(value, str) else value)
            tokens[-1] = {**tokens[-1], "special": True}
    for token in tokens:
        if token["content"] not in known:
            flags = ("single_word", "lstrip", "rstrip", "normalized", "special")
            given = {flag: token[flag] for flag in flags if flag in token}
            engine.add_tokens([AddedToken(token["content"], **given)])
            known.add(token["content"])


def _decoder_kinds(engine: tokenizers.Tokenizer) -> set[str]:
    """Return the names of the decoders that a tokenizer chains."""
    if engine.decoder is None:
        return set()
    state = json.loads(engine.decoder.__getstate__())
    return {part["type"] for part in [state, *state.get("decoders", [])]}


def _byte_level_bytes(token: str) -> bytes:
    """Return the bytes that a token of a byte-level BPE stands for."""
    try:
        return bytes(_BYTE_OF_CHARACTER[character] for character in token)
    except KeyError:  # an added token is written as itself
        return token.encode()


def _byte_characters() -> dict[str, int]:
    """Return the table of byte-level BPE: printable characters that stand for the 256 bytes.

    Radford et al., "Language models are unsupervised multitask learners" (2019), in the form
    of their published encoder.
    """
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(b): b for b in printable} | {chr(256 + n): b for n, b in enumerate(others)}


_BYTE_OF_CHARACTER = _byte_characters()
