"""Plurals of English nouns."""

from __future__ import annotations

from . import world
from .draw import Draw, Example
from .lexicon import ADJECTIVES, NOUNS
from .text import words

_IRREGULAR = world.IRREGULAR_PLURALS | {
    "child": "children", "grandchild": "grandchildren", "mouse": "mice", "louse": "lice",
    "goose": "geese", "foot": "feet", "tooth": "teeth", "ox": "oxen", "person": "people",
    "man": "men", "woman": "women", "gentleman": "gentlemen", "fisherman": "fishermen",
    "policeman": "policemen", "fireman": "firemen", "postman": "postmen", "snowman": "snowmen",
    "policewoman": "policewomen", "salesman": "salesmen",
    "sheep": "sheep", "fish": "fish", "deer": "deer", "moose": "moose", "salmon": "salmon",
    "aircraft": "aircraft", "series": "series", "species": "species",
    "leaf": "leaves", "wolf": "wolves", "knife": "knives", "wife": "wives", "life": "lives",
    "half": "halves", "calf": "calves", "shelf": "shelves", "thief": "thieves", "loaf": "loaves",
    "scarf": "scarves", "elf": "elves", "hoof": "hooves", "bookshelf": "bookshelves",
    "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "echo": "echoes",
    "volcano": "volcanoes", "mosquito": "mosquitoes", "mango": "mangoes", "tornado": "tornadoes",
    "cactus": "cacti", "quiz": "quizzes", "crisis": "crises", "oasis": "oases",
    "stomach": "stomachs", "phenomenon": "phenomena", "bacterium": "bacteria",
}  # fmt: skip
_SELDOM_COUNTED = frozenset(
    words("""
    bread butter cheese milk cream meat chicken ham bacon pasta rice corn garlic spinach lettuce
    chocolate sugar salt honey jam oil flour water tea coffee juice lemonade wine beer cocoa ice
    toast cereal pepper grass wood sand mud dust soil earth rain snow wind thunder lightning fog
    frost weather today tomorrow midnight noon christmas hair blood skin traffic homework glue paint
    chalk music money price joy love anger luck fear truth war peace football tennis hockey rugby
    golf boxing swimming light heat cold air energy power speed weight height length age smoke fire
    health fever medicine army navy culture history science nature art maths
    physics biology chemistry geography gas metal gold silver iron copper steel plastic leather
    cotton wool silk north south east west space chess wire police email treasure furniture fairness
    soap pair dozen beard cabbage kindergarten euro penny direction thread illness data website
    middle start exam
""")
)
_MORE_NOUNS = words("""
    grandchild ox louse moose policewoman salesman aircraft series species elf hoof bookshelf echo
    tornado cactus quiz crisis oasis phenomenon bacterium snail cucumber tractor bus fox box wish
    watch brush match church bench branch peach sandwich witch glass class kiss dress boss bush
    axe tax lady story berry cherry puppy pony party city country family diary penny spy fly
    bunny body enemy copy key monkey donkey toy boy day tray ray valley journey chimney turkey
    piano photo radio zoo kangaroo video studio kilo roof chief cliff belief giraffe cafe idea
    banjo disco logo memo kimono flamingo igloo shampoo tattoo tax reflex suffix secretary
    hotel lamp pencil apple computer elephant tiger castle river bicycle orange egg umbrella hour
""")
_MEMBERS = [thing for things in world.CATEGORIES.values() for thing in things if thing.islower()]
COUNTED = sorted(
    {*NOUNS, *_MORE_NOUNS, *_MEMBERS, *world.REGULAR_NOUNS, *_IRREGULAR}
    - _SELDOM_COUNTED
    - world.MASS_NOUNS
)
"""Nouns that have one usual plural."""

_WORDINGS = [
    "[What is|What's|What would be] the plural[ form|] of [the word |the noun |]{n}?",
    "[Give|Tell|Show] me the plural[ form|] of [the word |the noun |]{n}.",
    "[Write|State|Find|Say|Type|Name|Spell] the plural[ form|] of [the word |]{n}.",
    "[Plural|The plural|Plural form|English plural|Correct plural] of {n}[?|:|]",
    "[Plural|Plural form|Plural please|In the plural]: {n}",
    "{n} [plural|plural form|in the plural|to plural|- plural][?|]", "Plural {n}", "Plural? {n}",
    "{n}: plural", "Plural of the [noun|word] '{n}'?", 'What is the plural of "{n}"?',
    '[Plural of|Pluralise|Pluralize] "{n}"[.|]',
    "[Pluralise|Pluralize|Pluralise the word|Pluralize the noun][:|] {n}[.|]",
    "[Make|Turn|Put|Change|Convert] {n} [plural|into the plural|into a plural|to plural].",
    "[Make|Turn|Put|Change|Convert] [the word|the noun|this noun] {n} [into the|to the|into its] "
    "plural[ form|].",
    "[Make this|Make it|Put this word in the|Turn this into the|Change this to the] plural: {n}",
    "How [do|would|can|should] [you|I|we] [write|say|spell|form] {n} in [the plural|plural form]?",
    "How is {n} [written|spelt|spelled] in the plural?",
    "How do you [make|form] the plural of {n}?", "How do you say more than one {n}?",
    "How do you pluralise {n}?", "How to pluralize {n}?", "What do you call more than one {n}?",
    "More than one {n} is called[?| what?|...]",
    "[If|When] there is more than one {n}, what do we call them?",
    "What is the [word|right word|correct word] for more than one {n}?",
    "One {n}, two[ ...?| ...| what?|]", "1 {n}, 2[ ...?| ...| what?|]",
    "One {n}, many[ ...| what?|]", "One {n}, but three[ ...?| ...| what?|]",
    "First one {n}, then two[ ...| what?]",
    "There is one {n}. [There are two|Now there are two|Here come two|Now there are many][ ...| "
    "what?]", "I have one {n} and you have two[ ...| what?]", "Not one {n} but two[ ...| what?]",
    "One is called {n}, two are called[ ...| what?|]",
    "{n} is singular, [what is|what's] the plural?",
    "The singular is {n}. [What is the plural?|And the plural?|The plural is]",
    "The plural of {n} is[:| ...|]", "Singular: {n}. Plural:", "Singular {n}, plural[:|?| ...]",
    "[I need|I want|I am looking for|I'm looking for] the plural[ form|] of {n}.",
    "I [forgot|don't know|can't remember|have forgotten|am not sure about] the plural of {n}.",
    "I [forgot|don't know|can't remember] what the plural of {n} is[.|, can you help?|. Do you "
    "know?]",
    "[Do you know|Can you tell me|Could you tell me|Any idea|Please tell me] the plural of {n}?",
    "[Do you know|Can you tell me|Could you tell me|Can you say] what the plural of {n} is?",
    "I wonder what the plural of {n} is.", "I'd like to know the plural of {n}.",
    "My [teacher|son|daughter|friend|pupil|student] asks [for|about] the plural of {n}.",
    "What does {n} become in the plural?", "What does {n} look like in the plural?",
    "What happens to {n} in the plural?", "Which word is the plural of {n}?",
    "Grammar[ question|]: [the plural|plural|what is the plural] of {n}[?|]",
    "[English|Grammar|Vocabulary] quiz: plural of {n}?", "The word {n} in the plural[, please|?|]",
    "[Complete|Finish|Fill in]: one {n}, two ...", "Form the plural: {n}",
    "Form the plural of {n}.", "Say {n} in the plural.", "{n} -> plural", "plural({n})",
]  # fmt: skip


def plural_of(noun: str) -> str:
    """Return the plural of an English noun."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith(("s", "x", "sh", "ch", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def plurals(draw: Draw) -> Example:
    """Ask for the plural of a noun, seldom with an adjective before it."""
    noun = draw.pick(list(_IRREGULAR)) if draw.chance(0.2) else draw.pick(COUNTED)
    asked, answer, patterns = noun, plural_of(noun), _WORDINGS
    if draw.chance(0.05):
        adjective = draw.pick(ADJECTIVES)
        asked, answer, patterns = f"{adjective} {noun}", f"{adjective} {answer}", _WORDINGS[:7]
    # The plain questions at the start are the most usual ones.
    wording = draw.wording(patterns[:5] if draw.chance(0.2) else patterns)
    return Example(wording.format(n=asked), draw.fill(wording, n=asked), answer)
