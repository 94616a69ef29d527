"""Translation between English and French or Spanish, within a small phrase book."""

from __future__ import annotations

from .draw import TRAIN_ONLY, Draw, Example
from .translation_grammar import english, french, spanish
from .translation_names import named
from .translation_sentences import Said, described, determined, one_of, sentence
from .translation_words import COUNTABLE, NOUNS, OTHERS, PHRASES

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
_BACK = [
    "What does {q} mean[ in English|]?", "What does the {l} [word|phrase|] {q} mean?",
    "[What is|What's] {q} in English?", "[What is|What's] the {l} {q} in English?",
    "[Translate|Convert|Put] {q} [to|into] English.", "Translate {q} from {l} [to|into] English.",
    "{q} in English[?|]", "How [do|would] you say {q} in English?", "English for {q}[?|]",
    "What's the English [for|translation of|meaning of] {q}?", "[What is the m|M]eaning of {q}?",
    "I do not understand {q}[.|. What does it mean?]", "What do [you|they] mean by {q}?",
    "[A sign|My friend|Somebody] said {q}. What does [that|it] mean?", "{l}: {t}\nEnglish:",
    "{l} to English: {t}", "{k} -> en: {t}", "Tell me what {q} means[ in English|].",
    "I wonder what {q} means.", "Do you know what {q} means?", "{q} means", "{l} {q} means",
    "I read {q} in a {l} book. What does it mean?", "{t} -> English", "English: {t}",
    "Can you translate {q} into English?", "What is {q} [in|when translated to] English?",
    "In English, what [is {q}|does {q} mean]?", "I [heard|saw] {q} in {p}. What does it mean?",
    "What could {q} mean in {l}?", "{q} [meaning|translation]", "Translate {q}.",
    "Someone in {p} told me {q}. What is that in English?", "{q}: what does it mean?",
]  # fmt: skip
_BACK_ABOUT = [
    "Translate [to|into] English", "Translate [this|it|the following] [to|into] English",
    "Translate [this |]from {l} [to|into] English", "{l} to English", "English translation",
    "What does this mean[ in English|]?", "What does this {l} [text|phrase] mean?", "In English",
    "What is this in English?", "Translate the {l} [text|words|phrase] into English",
    "[Put|Turn|Convert] this into English", "Say this in English", "I need this in English",
    "Give me the English [translation|meaning]", "What do these words mean?",
]  # fmt: skip
_CONTRACTIONS = [
    ("I am ", "I'm "), ("do not ", "don't "), ("does not ", "doesn't "), ("it is ", "it's "),
    ("is not ", "isn't "), ("what is ", "what's "), ("where is ", "where's "),
    ("you are ", "you're "), ("we are ", "we're "), ("they are ", "they're "),
    ("I would ", "I'd "), ("he is ", "he's "), ("there is ", "there's "),
]  # fmt: skip


def translate(draw: Draw) -> Example:
    """Translate a word, phrase or small sentence to or from French or Spanish."""
    language = draw.pick(_LANGUAGES)
    back = draw.chance(0.2)
    while True:
        said, sort = _said(draw, back)
        foreign = said.french if language == "French" else said.spanish
        if not back or _has_way_back(said, foreign, language):
            break
    if back:
        return _back(draw, said, foreign, language)
    text = _as_typed(draw, _contracted(draw, said.english), named=said.key is None)
    if draw.chance(0.45):
        question = draw.ask_about([_for(draw.pick(_ABOUT), language)], text)
        return Example(_key(said, TRAIN_ONLY, language), question, foreign)
    patterns = _INLINE * 2 + {"word": _WORD * 3}.get(sort, _LONGER)
    patterns = patterns if draw.chance(0.93) else _NATIVE[language]
    return _inline(draw, patterns, said, (text, foreign), language)


def _said(draw: Draw, usual: bool) -> tuple[Said, str]:
    roll = draw.rng.random()
    if roll < 0.17:
        return _listed(draw, PHRASES, usual), "phrase"
    if roll < 0.27:
        return _listed(draw, OTHERS, usual), "word"
    if roll < 0.43:
        return _noun(draw, usual), "word"
    if roll < 0.52:
        return determined(draw, usual), "phrase"
    if roll < 0.71:
        return described(draw, usual), "phrase"
    if roll < 0.91:
        return sentence(draw, usual), "phrase"
    return named(draw, usual), "phrase"


def _listed(draw: Draw, rows: list[tuple[tuple[str, ...], str, str]], usual: bool) -> Said:
    names, french_text, spanish_text = draw.pick(rows)
    return Said(one_of(draw, names, usual), french_text, spanish_text, "")


def _noun(draw: Draw, usual: bool) -> Said:
    noun = draw.pick(NOUNS)
    determiner = draw.pick(["", "", "", "the", "the", "a" if noun in COUNTABLE else "the"])
    name = one_of(draw, noun.english, usual)
    return Said(english(determiner, name), french(determiner, noun), spanish(determiner, noun), "",
                (noun,))  # fmt: skip


# Foreign words that stand for several English ones mean the first of them.
_FIRST: dict[tuple[str, str], str] = {}
for _words, _french, _spanish in [
    *((noun.english, noun.french, noun.spanish) for noun in NOUNS),
    *PHRASES,
    *OTHERS,
]:
    _FIRST.setdefault(("French", _french), _words[0])
    _FIRST.setdefault(("Spanish", _spanish), _words[0])


def _has_way_back(said: Said, foreign: str, language: str) -> bool:
    """Return whether the foreign text stands for this English text and no other."""
    if foreign == said.english or said.english.startswith(("his ", "her ")):
        return False
    names = [(noun.french if language == "French" else noun.spanish, noun) for noun in said.nouns]
    if any(_FIRST[language, name] != noun.english[0] for name, noun in names):
        return False
    # The question may not name the language: "lunes" is French for moons, Spanish for Monday.
    return all(_FIRST.get((name, foreign), said.english) == said.english for name in _LANGUAGES)


def _back(draw: Draw, said: Said, foreign: str, language: str) -> Example:
    text = foreign
    if draw.noisy and draw.chance(0.12) and text[0].isalpha():
        text = text[0].upper() + text[1:]
    if draw.chance(0.35):
        question = draw.ask_about([_for(draw.pick(_BACK_ABOUT), language)], text)
        return Example(_key(said, TRAIN_ONLY, language), question, said.english)
    return _inline(draw, _BACK, said, (text, said.english), language)


def _inline(
    draw: Draw, patterns: list[str], said: Said, pair: tuple[str, str], language: str
) -> Example:
    text, answer = pair
    wording = draw.wording([_for(draw.pick(patterns), language)])
    if not wording.endswith("{t}"):
        # Inside another sentence a text loses its own final punctuation.
        text = text.rstrip(" ?." if draw.chance(0.8) or '"' not in wording else ".").lstrip("¿")
    key = _key(said, wording.format(t=text), language)
    return Example(key, draw.fill(wording, t=text), answer)


def _for(pattern: str, language: str) -> str:
    """Return the pattern for one language, whose name may be typed in lower case."""
    place, code = {"French": ("France", "fr"), "Spanish": ("Spain", "es")}[language]
    pattern = pattern.replace("{l}", language).replace("{p}", place).replace("{k}", code)
    return pattern.replace("{q}", _QUOTED)


def _key(said: Said, whole: str, language: str) -> str | None:
    """Return what decides the split: a combination of words, or the whole question."""
    return f"{said.key} {language}" if said.key else said.key if said.key is None else whole


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
