"""How small edits of a text are asked for with the text inside the question."""

from __future__ import annotations

_SHORT: dict[str, list[str]] = {
    "upper": [
        "[Write|Put|Print|Show|Type|Say] {t} in [upper case|uppercase|capitals|capital "
        "letters|all caps].",
        "[Convert|Change|Turn|Transform] {q} [to|into] [upper case|uppercase|capitals].",
        "What is {q} in [upper case|uppercase|capitals|capital letters|all caps]?",
        "How do [you|I] write {q} in [capital letters|capitals|upper case]?",
        "How does {q} look in [capitals|upper case|capital letters]?", "Make {q} uppercase.",
        "[Uppercase|Capitalise|Capitalize] {q}", "Make {q} [upper case|all caps|all capitals].",
        "{q} in [upper case|uppercase|capitals|capital letters|all caps]", "{q}.upper()",
        "{q} [to|into] [upper case|uppercase|capitals]", "{t} -> [upper case|uppercase|capitals]",
        "I [need|want] {q} in [capitals|capital letters|upper case].", "upper({q})",
        "[Give|Show] me {q} in [capitals|capital letters|upper case|all caps].",
        "Here is a text: {t}\n[Write|Put|Give] it in [capitals|capital letters|upper case].",
        "Take {q} and [write it in capitals|make it upper case|put it in capital letters].",
        "Can you [write|put|say|type] {q} in [capitals|capital letters|upper case]?",
        "[What does|How does] {q} look [like |]in [upper case|capitals]?",
        "[Shout|Yell] {q} in [capital letters|capitals].",
        "The text {q} in [capitals|capital letters|upper case] is",
    ],
    "lower": [
        "[Write|Put|Print|Show|Type|Say] {t} in [lower case|lowercase|small letters].",
        "[Convert|Change|Turn|Transform] {q} [to|into] [lower case|lowercase|small letters].",
        "What is {q} in [lower case|lowercase|small letters]?", "Lowercase {q}",
        "How do [you|I] write {q} in [small letters|lower case]?", "{q}.lower()",
        "How does {q} look in [lower case|small letters]?", "lower({q})",
        "{q} in [lower case|lowercase|small letters]", "{q} [to|into] [lower case|lowercase]",
        "Make {q} [lower case|lowercase].", "{t} -> [lower case|lowercase]",
        "I [need|want] {q} in [small letters|lower case].",
        "[Give|Show] me {q} in [small letters|lower case].",
        "Here is a text: {t}\n[Write|Put|Give] it in [small letters|lower case].",
        "Take {q} and [write it in small letters|make it lower case].",
        "Can you [write|put|type] {q} in [small letters|lower case]?",
        "[Write|Print] {q} without capital letters.",
    ],
    "reverse": [
        "Reverse {q}", "[Write|Say|Print|Read] {q} [backwards|in reverse|in reverse order].",
        "What is {q} [backwards|in reverse|in reverse order|reversed]?", "{q} [backwards|reversed]",
        "Reverse the [order of the words|words|word order] [in|of] {q}.", "{t} -> reversed",
        "[What is|What's] the reverse of {q}?", "Say {q} the other way round.",
        "How does {q} read [backwards|in reverse order|from the end]?", "{q} in reverse order",
        "How do you say {q} [backwards|in reverse order]?", "Turn {q} around, word by word.",
        "Put the words of {q} in [reverse|the opposite|reversed|backward] order.",
        "Take {q} and [reverse the words|put the last word first|reverse the order].",
        "Here is a text: {t}\n[Reverse its words.|Write its words in reverse order.]",
        "Here are some words: {t}\n[Reverse them.|Reverse their order.|Write them backwards.]",
        "If you [say|write|read] {q} backwards, [what do you get|how does it go]?",
        "Can you [say|write|reverse] {q} backwards?", "reverse({q})", "Flip the words of {q}.",
        "I want {q} [backwards|in reverse order|the other way round].",
    ],
    "letters": [
        "Spell {q} backwards.", "[What is|How do you spell] {q} [spelled |]backwards?",
        "Reverse the letters of {q}.", "Reverse the word {q}.", "{q} backwards", "Reverse {q}",
        "Write {q} backwards.", "Write the letters of {q} in reverse order.",
        "What do you get when you reverse {q}?", "What is the reverse of {q}?",
        "How does {q} read backwards?", "{q} spelled backwards is", "reverse({q})",
    ],
    "spell": [
        "[Spell|Spell out] {q}", "How do you spell {q}?", "How is {q} spelled?", "Spelling of {q}?",
        "Spell [the word|me] {q}.", "Can you spell {q} for me?", "Write {q} letter by letter.",
        "Put hyphens between the letters of {q}.", "{q} letter by letter",
        "Split {q} into letters.",
    ],
    "letter_count": [
        "How many letters [are in|are there in|does the word have|has the word|make up] {q}?",
        "How many letters does {q} have?", "Count the letters [in|of] {q}.", "How long is {q}?",
        "[What is|Tell me|Give me] the number of letters [in|of] {q}.", "len({q})",
        "Number of letters in {q}", "Letters in {q}?", "What is the length of {q}?",
        "{q} has how many letters?", "How long is the word {q}?",
    ],
    "first_letter": [
        "What is the first letter of [the word |]{q}?", "First letter of {q}[?|]",
        "Which letter does {q} [start|begin] with?", "{q} [starts|begins] with which letter?",
        "[Give me|Tell me|Write|Name|Say] the first letter of [the word |]{q}.",
        "What letter does {q} [start|begin] with?", "With which letter does {q} [start|begin]?",
    ],
    "last_letter": [
        "What is the last letter of [the word |]{q}?", "Last letter of {q}[?|]",
        "Which letter does {q} end with?", "{q} ends with which letter?",
        "[Give me|Tell me|Write|Name|Say] the last letter of [the word |]{q}.",
        "What letter does {q} end with?", "With which letter does {q} end?",
    ],
    "first": [
        "[What is|What's|Which is] the first word [of|in] {q}?", "First word [of|in] {q}[?|]",
        "[Give|Tell|Show] me the first word [of|in] {q}.", "Which word comes first in {q}?",
        "[Write|Say|Print|Find|Name|Extract|Return] the first word [of|in|from] {q}.",
        "[With which|What] word does {q} [start|begin] with?", "The first word of {q} is",
        "Here is a text: {t}\n[What is its first word?|Which word comes first?]", "first({q})",
        "I [need|want] the first word of {q}.", "{t} -> first word", "How does {q} start?",
    ],
    "last": [
        "[What is|What's|Which is] the last word [of|in] {q}?", "Last word [of|in] {q}[?|]",
        "[Give|Tell|Show] me the [last|final] word [of|in] {q}.", "Which word comes last in {q}?",
        "[Write|Say|Print|Find|Name|Extract|Return] the last word [of|in|from] {q}.",
        "[With which|What] word does {q} end with?", "The last word of {q} is",
        "Here is a text: {t}\n[What is its last word?|Which word comes last?]", "last({q})",
        "I [need|want] the last word of {q}.", "{t} -> last word", "How does {q} end?",
    ],
    "nth": [
        "[What is|What's|Which is] the {n} word [of|in] {q}?", "{n} word [of|in] {q}[?|]",
        "[Give|Tell|Show] me the {n} word [of|in] {q}.", "Which word comes {n} in {q}?",
        "[Write|Say|Print|Find|Name|Extract] the {n} word [of|in] {q}.", "The {n} word of {q} is",
        "Here is a text: {t}\nWhat is its {n} word?", "I need the {n} word of {q}.",
    ],
    "count": [
        "How many words [are in|are there in|does it have:|do you see in] {q}?", "Words in {q}?",
        "[What is|Tell me|Give me|Find] the [number of words|word count] [in|of] {q}.",
        "Count the words [in|of] {q}.", "{q} has how many words?", "How many words is {q}?",
        "[Number of words|Word count] [in|of|for] {q}[?|]",
        "How many words does {q} [have|contain]?",
        "Here is a text: {t}\n[How many words has it?|Count its words.|How many words are these?]",
        "{t} -> number of words", "If I write {q}, how many words is that?", "count_words({q})",
        "Of how many words does {q} consist?", "How long is {q} in words?",
    ],
    "repeat": [
        "[Say|Repeat|Write|Print|Echo|Copy] {q}", 'Repeat the [words|text] "{t}".',
        "[Say|Repeat|Write|Print|Type] {q} [exactly|for me|again|word for word|once].",
        "Repeat [after|with] me: {t}", "Can you [say|repeat|write] {q}?", "Write down: {t}",
        "[Answer|Reply|Respond] [with|only with|with just] {q}", "echo {t}", "print({q})",
        "I say {q}, and you [repeat it|say the same|repeat it exactly].", "Repeat: {t}", "Say: {t}",
        "Please say {q} [to me|now|again].", "I want [you to say|to hear] {q}.",
        "Here is a text: {t}\n[Repeat it.|Copy it exactly.|Write it again.]", "Copy: {t}",
        "Say the [words|following words]: {t}", "Just say {q}", "Let me hear you say {q}.",
    ],
    "times": [
        "[Say|Write|Repeat|Print|Type] {q} {n}[.|]", "{q} {n}", "[Say|Repeat|Write] {n} {q}",
        "Can you [say|write|repeat] {q} {n}?", "I want to [hear|read|see] {q} {n}.",
        "What is {q} {n}?", "Give me {q} {n}.", "Let me see {q} {n}.",
        "Here is a text: {t}\nRepeat it {n}.", "Please write {q} {n}.",
        "[Say|Write] the [word|words|text] {q} {n}.",
    ],
    "commas": [
        "Put [commas|a comma] between the words [of|in] {q}.", "Join {q} with commas.",
        "[Separate|Join] the words [of|in] {q} with commas.", "Write {q} with commas.",
        "Write {q} as a comma-separated list.", "{q} with commas", "Split {q} with commas.",
    ],
    "hyphens": [
        "Put {s} between the words [of|in] {q}.", "Join {q} with {s}.", "{q} with {s}",
        "[Separate|Join|Connect] the words [of|in] {q} with {s}.", "Write {q} with {s}.",
    ],
    "title": [
        "[Capitalise|Capitalize] [each|every] word [of|in] {q}.", "{q} in title case",
        "[Write|Put] {q} in title case.", "What is {q} in title case?", "{q}.title()",
        "[Write|Print] {q} with a capital letter for [each|every] word.",
    ],
    "sort": [
        "[Sort|Put|Arrange] {t} in alphabetical order.", "Sort {t} alphabetically.",
        "What is the alphabetical order of {t}?", "{t} in alphabetical order", "Sort {t}",
    ],
    "without_first": [
        "[Remove|Delete|Drop|Cut] the first word [of|from|in] {q}.", "{q} without the first word",
        "Write {q} without the first word.", "What is {q} without the first word?",
    ],
    "without_last": [
        "[Remove|Delete|Drop|Cut] the last word [of|from|in] {q}.", "{q} without the last word",
        "Write {q} without the last word.", "What is {q} without the last word?",
    ],
    "without_one": [
        "[Remove|Delete|Drop|Cut|Take] [the word |]{a} from {q}.", "{q} without {a}",
        "Write {q} without [the word |]{a}.", "What is {q} without [the word |]{a}?",
        "In {q}, [remove|delete|leave out] [the word |]{a}.",
    ],
    "replace": [
        "Replace [the word |]{a} [by|with] {b} in {q}.", "In {q}, replace {a} [by|with] {b}.",
        "[Change|Swap] {a} [to|for] {b} in {q}.", "Write {q} with {b} instead of {a}.",
        "What is {q} with {b} instead of {a}?", "In {q}, [write|put|use] {b} instead of {a}.",
        "Here is a text: {t}\n[Replace|Change] {a} [by|with|to] {b}.",
        "Take {q} and replace {a} [by|with] {b}.", "{q} but with {b} instead of {a}",
    ],
    "mark": [
        "[Add|Put|Append] {m} [to|after|at the end of] {q}.", "Write {q} with {m}.", "{q} with {m}",
        "End {q} with {m}.", "{q} with {m} at the end",
    ],
    "quote": [
        "Put {t} in [quotes|quotation marks].", "Write {t} in [quotes|quotation marks].",
        "{t} in quotation marks", "Put quotation marks around {t}.",
    ],
    "front": [
        "[Add|Put|Write] {a} [before|in front of] {q}.", "Start {q} with the word {a}.",
        "{q} with {a} in front", "Prepend {a} to {q}.",
    ],
    "behind": [
        "[Add|Put|Write|Append] {a} [after|behind|to the end of|at the end of] {q}.",
        "End {q} with the word {a}.", "{q} with {a} at the end", "Append {a} to {q}.",
    ],
}  # fmt: skip

_QUOTED = '["{t}"|"{t}"|\'{t}\'|{t}|{t}]'
INLINE = {
    kind: [pattern.replace("{q}", _QUOTED) for pattern in patterns]
    for kind, patterns in _SHORT.items()
}
"""Kind of edit -> patterns with the text, in quotation marks or without."""
