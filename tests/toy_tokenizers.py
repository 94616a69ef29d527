"""Small tokenizers of the families that open models use."""

from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import trainers as train
from tokenizers.processors import TemplateProcessing

CORPUS = [
    "The quick brown fox jumps over the lazy dog. user assistant system hello world",
    "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. naïve café",
    "日本語のテキスト 你好 世界 😀 def f(x):\n    return {'a': [1, 2, 3]}\n",
] * 3
CHATML = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
LLAMA3 = ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
GEMMA = ("<unk>", "<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")
LLAMA2 = ("<unk>", "<s>", "</s>")


def byte_level(special=CHATML, *, bos=None, size=600, text_tokens=("<think>", "</think>")):
    """Return a byte-level BPE as of GPT-2, Llama 3 and Qwen."""
    made = Tokenizer(models.BPE())
    made.normalizer = normalizers.NFC()
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = train.BpeTrainer(
        vocab_size=size,
        special_tokens=list(special),
        initial_alphabet=alphabet,
        show_progress=False,
    )
    made.train_from_iterator(CORPUS, trainer)
    made.add_tokens([AddedToken(t, special=False, normalized=False) for t in text_tokens])
    return _with_bos(made, bos)


def sentencepiece(special=LLAMA2, *, bos="<s>", metaspace=False, rstrip=False):
    """Return a BPE with byte fallback, as converted from sentencepiece (Llama 2, Gemma)."""
    words = ["▁the", "▁fox", "▁user", "▁a", "he", "ll", "o▁", "▁▁", "er"]
    letters = sorted({c for text in CORPUS for c in text.replace(" ", "▁") if c < "\u0250"})
    letters = [*dict.fromkeys([*letters, "▁", *"<|>/_[]{}INSTys"])]
    merges, vocab = [], [*special, *(f"<0x{b:02X}>" for b in range(256)), *letters]
    for word in words:
        for end in range(2, len(word) + 1):
            if word[:end] not in vocab:
                vocab.append(word[:end])
                merges.append((word[: end - 1], word[end - 1]))
    table = {token: id for id, token in enumerate(vocab)}
    made = Tokenizer(
        models.BPE(table, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    )
    if metaspace:
        made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    else:
        made.normalizer = normalizers.Sequence(
            [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]
        )
    made.decoder = decoders.Sequence(
        [
            decoders.Replace("▁", " "),
            decoders.ByteFallback(),
            decoders.Fuse(),
            decoders.Strip(" ", 1, 0),
        ]
    )
    made.add_special_tokens(
        [AddedToken(t, special=True, normalized=False, rstrip=rstrip) for t in special]
    )
    return _with_bos(made, bos)


def unigram():
    """Return a Unigram model whose own vocabulary holds its special tokens."""
    pieces = [("<unk>", 0.0), ("</s>", 0.0), ("▁", -2.0), ("▁a", -2.5)]
    pieces += [(letter, -3.0) for letter in "abcdefghs</>"]
    made = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.add_special_tokens(["<unk>", "</s>"])
    return made


def words():
    """Return a plain list of words, without a decoder."""
    table = {"<unk>": 0, "a": 1, "b": 2, "hello": 3, "world": 4}
    made = Tokenizer(models.WordLevel(table, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def _with_bos(made, bos):
    if bos is not None:
        id = made.token_to_id(bos)
        made.post_processor = TemplateProcessing(f"{bos} $A", special_tokens=[(bos, id)])
    return made
