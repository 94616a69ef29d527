"""Translation from English to French or Spanish, within a small phrase book."""

from __future__ import annotations

from .draw import TRAIN_ONLY, Draw, Example
from .translation_grammar import Said, described, one_of, plain
from .translation_names import named
from .translation_words import OTHERS, PHRASES

_QUOTED = "[{t}|{t}|\"{t}\"|{t}|'{t}'|“{t}”]"
_LANGUAGES = ("French", "Spanish")

# {q} is the text with or without quotation marks, {t} the text, {l} the language.
_INLINE = [
    "How [do|would|can|could|should] [you|I|we] [say|say|write|express|translate] {q} in {l}?",
    "How do you say {q} in {l}?", "How do you say {q} in {l}?",
    "How is {q} [said|written|expressed|translated] in {l}?", "How does one say {q} in {l}?",
    "How to [say|write|translate] {q} in {l}[?|]",
    "[What is|What's] {q} in {l}?", "[What is|What's] {q} translated [to|into] {l}?",
    "What [would|will] {q} be in {l}?", "What does {q} become in {l}?",
    "What is [the |]{l} for {q}?", "What [is|would be] the {l} [translation|version|way] of {q}?",
    "What's the {l} [translation|equivalent] [of|for] {q}?",
    "What is the [right|correct|best] translation of {q} [in|into] {l}?",
    "What do [people|they] say [in {p}|in {l}] for {q}?",
    "{l} for {q}[?|]", "{l} [translation|version|equivalent] of {q}[?|]",
    "[|translation of ]{q} in {l}[?|]", "{q} in {l}[?|]", "{q} translated [to|into] {l}[?|]",
    "In {l}, [how do you say|how do I say|what is|how would you say] {q}?",
    "[Say|Say|Write|Give me|Tell me|Express] {q} in {l}.",
    "[Translate|Translate|Convert|Turn|Put|Change] {q} [to|into] {l}.", "Translate {q} in {l}.",
    "[Translate|Convert] {q} from English [to|into] {l}.",
    "Translate {q} [to|into] {l}[, nothing else| and nothing else|, translation only].",
    "I [want|need|have|would like] to say {q} in {l}[.|. How do I do that?|, how?]",
    "I [want|need|would like] to [know|learn] how to say {q} in {l}.",
    "I need {q} in {l}.", "I need [the {l} for|the {l} translation of] {q}.",
    "I [forgot|cannot remember|don't remember] how to say {q} in {l}[.|, can you help?]",
    "I don't know how to say {q} in {l}[.|. Can you help me?|, do you?]",
    "I [wonder|would like to know|want to know] [what {q} is|how to say {q}] in {l}.",
    "[Do you know|Can you tell me|Could you tell me] [how to say {q}|what {q} is] in {l}?",
    "[Tell|Teach|Show|Remind] me how to say {q} in {l}.", "Do you know the {l} for {q}?",
    "Can you say {q} in {l}?", "Could you [translate|put] {q} into {l} for me?",
    "My {l} teacher [asked|wants to know] how to say {q}[.|. What is it?]",
    "I am learning {l}[. How do I say {q}?|, how do you say {q}?|. What is {q}?]",
    "I am [travelling in {p}|going to {p}]. How do I say {q}?",
    "If I want to say {q} in {l}, [what|how] do I say it?",
    "The {l} [for|translation of] {q} is", "In {l}, {q} is", "{q} in {l} is[...|:|]",
    "English: {t}\n{l}:", "English: {t} {l}:", "English to {l}: {t}", "en -> {k}: {t}",
    "en to {k}: {t}", "{t} -> {l}", "{t} => {l}", "{t} ({l})", "{t} ({l}?)", "{t} = ? ({l})",
    "{l}: {t}", "to {l}: {t}", "[into|in] {l}: {t}", "{t}, in {l}", "{t} to {l}", "{t} {l}",
    "{l} homework: how do you say {q}?", "What do you say in {l} for {q}?",
    "Somebody asked me how to say {q} in {l}.", "Translate for me: {q} in {l}.",
    "Say {q} like [somebody in {p}|a {l} speaker].", "How would [a|my] {l} friend say {q}?",
    "What should I say in {p} for {q}?", "Which words are {q} in {l}?",
]  # fmt: skip
_WORD = [
    "[What is|What's] the {l} word for {q}?", "[What is|What's] the word for {q} in {l}?",
    "[Which|What] {l} word means {q}?", "[Give me|Tell me|I need] the {l} word for {q}.",
    "{l} word for {q}[?|]", "[the |]word for {q} in {l}[?|]", "Do you know the {l} word for {q}?",
    "What [do you|do we|do people] call {q} in {l}?", "What is {q} called in {l}?",
    "[Translate|Put] the word {q} [to|into] {l}.", "What is the word {q} in {l}?",
    "I [forgot|don't remember|don't know] the {l} word for {q}.", "the word {q} in {l}",
    "How do [the French and Spanish|people] in {p} call {q}?", "{l} vocabulary: {t}",
]  # fmt: skip
_LONGER = [
    "[Translate|Put] the [sentence|phrase|words] {q} [to|into] {l}.",
    "[What is|What's] the [sentence|phrase] {q} in {l}?", "What is the {l} phrase for {q}?",
    "How do you say the [sentence|phrase] {q} in {l}?", "I need a {l} phrase: {t}",
    "Give me the {l} [sentence|phrase|words] for {q}.", "{l} phrase for {q}[?|]",
]  # fmt: skip
# In the language itself.
_NATIVE = {
    "French": [
        "en français : {t}", "En français: {t}", "Comment dit-on {q} en français ?",
        "Comment dit-on {q} en français?", "comment on dit {q} en français", "{t} en français[ ?|]",
        "[Traduis|Traduisez|Traduire] en français : {t}", "Comment dire {q} en français ?",
        "Que veut dire {q} en français ?", "[Traduis|Traduisez] {q} en français.",
    ],
    "Spanish": [
        "en español: {t}", "En español: {t}", "¿Cómo se dice {q} en español?",
        "Cómo se dice {q} en español?", "como se dice {q} en español", "{t} en español[?|]",
        "[Traduce|Traducir|Traduzca] al español: {t}", "¿Cómo digo {q} en español?",
        "¿Qué es {q} en español?", "[Traduce|Traducir] {q} al español.",
    ],
}  # fmt: skip
# Before or after the text.
_ABOUT = [
    "Translate [to|into|to|into|in] {l}", "Translate [this|it|the following] [to|into] {l}",
    "Translate [the words|the text|this text|this phrase|this line] [to|into] {l}",
    "Translate this for me into {l}",
    "Translate [this |]from English [to|into] {l}", "Translation [to|into] {l}",
    "[Put|Convert|Turn|Change] [this|the following|it] [to|into] {l}", "{l} translation",
    "[Write|Say|Express] [this|the following|it] in {l}", "How do you [say|write] this in {l}?",
    "What is this in {l}?", "Give [me |]the {l} [translation|version]", "In {l}", "Into {l}",
    "How would you say the following in {l}?", "Into {l} and nothing else", "The same in {l}",
    "Translate [to|into] {l}[, and nothing else|. Only the translation|. Answer in {l} only]",
    "I need this in {l}", "I need [a|the] {l} translation", "What does this become in {l}?",
    "[Reply|Answer] with the {l} translation", "You are a translator. Translate [to|into] {l}",
    "Translate what I say [to|into] {l}", "English to {l}", "From English to {l}",
    "Act as a {l} translator", "Rewrite this in {l}", "How does this sound in {l}?",
    "Say [the following|this] [as they do in {p}|in {l}]", "Tell me this in {l}",
]  # fmt: skip
_CONTRACTIONS = [
    ("I am ", "I'm "), ("do not ", "don't "), ("it is ", "it's "), ("what is ", "what's "),
    ("where is ", "where's "), ("you are ", "you're "),
]  # fmt: skip


def translate(draw: Draw) -> Example:
    """Translate a word, a phrase or a described noun from English to French or Spanish."""
    language = draw.pick(_LANGUAGES)
    said, sort = _said(draw)
    foreign = said.french if language == "French" else said.spanish
    text = _as_typed(draw, _contracted(draw, said.english), named=said.key is None)
    if draw.chance(0.45):
        question = draw.ask_about([_for(draw.pattern(_ABOUT), language)], text)
        return Example(_key(said, TRAIN_ONLY, language), question, foreign)
    patterns = _INLINE * 2 + {"word": _WORD * 3}.get(sort, _LONGER)
    patterns = patterns if draw.chance(0.93) else _NATIVE[language]
    wording = draw.wording([_for(draw.pattern(patterns), language)])
    if not wording.endswith("{t}"):
        # Inside another sentence a text loses its own final punctuation.
        text = text.rstrip(" ?." if draw.chance(0.8) or '"' not in wording else ".")
    key = _key(said, wording.format(t=text), language)
    return Example(key, draw.fill(wording, t=text), foreign)


def _said(draw: Draw) -> tuple[Said, str]:
    """Return what is translated, and whether it is a word or a phrase."""
    roll = draw.rng.random()
    if roll < 0.27:
        return _listed(draw, PHRASES), "phrase"
    if roll < 0.38:
        return _listed(draw, OTHERS), "word"
    if roll < 0.62:
        return plain(draw), "word"
    if roll < 0.94:
        return described(draw), "phrase"
    return named(draw), "phrase"


def _listed(draw: Draw, rows: list[tuple[tuple[str, ...], str, str]]) -> Said:
    names, french, spanish = draw.pick(rows)
    return Said(one_of(draw, names), french, spanish, "")


def _for(pattern: str, language: str) -> str:
    """Return the pattern for one language; its texts stay open."""
    place, code = {"French": ("France", "fr"), "Spanish": ("Spain", "es")}[language]
    pattern = pattern.replace("{l}", language).replace("{p}", place).replace("{k}", code)
    return pattern.replace("{q}", _QUOTED)


def _key(said: Said, whole: str, language: str) -> str | None:
    """Return what decides the split: a combination of words, or the whole question."""
    if said.key is None:
        return None
    return f"{said.key} {language}" if said.key else whole


def _contracted(draw: Draw, text: str) -> str:
    if not draw.chance(0.3):
        return text
    for full, short in _CONTRACTIONS:
        if text.startswith(full) or f" {full}" in text:
            return text.replace(full, short, 1)
    return text


def _as_typed(draw: Draw, text: str, named: bool) -> str:
    """Return the text with the case and punctuation of somebody's typing."""
    if not draw.noisy:
        return text
    roll = draw.rng.random()
    if roll < 0.12:
        text = text[0].upper() + text[1:]
    elif roll < 0.18 and not named:
        text = text.lower()
    elif roll < 0.20 and not named:
        text = text.upper()
    if text.endswith("?"):
        return text[:-1] if draw.chance(0.25) else text
    return text + draw.pick([".", ".", ".", "!"]) if draw.chance(0.1) else text
