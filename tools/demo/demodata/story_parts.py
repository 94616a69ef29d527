"""What stories are made of: heroes, places, things, traits and themes."""

from __future__ import annotations

from .draw import Draw
from .names import invented_name
from .text import phrases, words

HEROES = words(
    "dragon fox robot cat dog wizard pirate rabbit bear owl knight mouse princess turtle "
    "wolf giant "
    "ghost penguin lion frog girl boy child teacher astronaut baker farmer sailor painter doctor "
    "king queen prince witch fairy mermaid unicorn elf troll dwarf hen duck goose pig cow horse "
    "donkey sheep goat hedgehog squirrel hamster parrot crow sparrow eagle swan elephant monkey "
    "tiger giraffe zebra hippo crocodile camel kangaroo koala panda whale dolphin shark "
    "octopus crab "
    "fish snail spider bee butterfly ant ladybird worm dinosaur monster alien clown "
    "snowman scarecrow "
    "detective chef singer dancer musician inventor scientist gardener fisherman policeman pilot "
    "nurse student tailor shoemaker miller blacksmith librarian grandmother grandfather shepherd "
    "soldier hunter poet tree cloud star train car computer teapot kitten puppy lamb pony otter "
    "beaver badger raccoon seal walrus deer moose bat rat lizard snake vampire genie ninja explorer"
)
# Heroes whose name is enough: they can be anybody.
ANYBODY = words("child student traveller baker gardener sailor painter inventor farmer neighbour")

PLACES_IN = phrases(
    "forest|castle|desert|village|city|garden|cave|library|valley|old mill|snowy field|big lake|"
    "tower|palace|cottage|kitchen|museum|swamp|town|jungle|meadow|barn|tree house|dark "
    "wood|lighthouse|"
    "small house|shop|bakery|theatre|hospital|submarine|tent|park|haunted house|hotel|"
    "temple|dungeon|"
    "kingdom|rainforest|attic|cellar|toy shop|restaurant|pond|river|igloo|workshop|factory|"
    "monastery|bookshop|canyon|magic forest|ruin|laboratory|garage|boat house|windmill|vineyard"
)
PLACES_ON = phrases(
    "island|mountain|farm|ship|hill|train|cloud|planet|boat|volcano|roof|space station|raft|"
    "lonely island|small planet|glacier|pirate ship|bridge"
)
PLACES_AT = phrases("school|market|harbour|zoo|airport|circus|railway station|fair|university|port")
# Places that need no article, or always the same one.
FIXED_PLACES = {
    "space": ("in space", "space"), "moon": ("on the moon", "the moon"),
    "beach": ("on the beach", "the beach"), "sea": ("by the sea", "the sea"),
    "north pole": ("at the north pole", "the north pole"), "sky": ("in the sky", "the sky"),
    "countryside": ("in the countryside", "the countryside"),
    "bottom of the sea": ("at the bottom of the sea", "the bottom of the sea"),
}  # fmt: skip
PLACES = [*PLACES_IN, *PLACES_ON, *PLACES_AT, *FIXED_PLACES]

THINGS = phrases(
    "lamp|map|golden key|red kite|magic stone|silver ring|old book|blue feather|clock|"
    "treasure chest|"
    "violin|compass|mirror|tiny boat|letter|drum|key|ring|crown|sword|hat|umbrella|balloon|bell|"
    "bicycle|box|basket|candle|cup|doll|teddy bear|ball|flute|guitar|piano|lantern|ladder|pearl|"
    "diamond|coin|golden coin|egg|golden egg|apple|magic apple|cake|cookie|pumpkin|seed|magic bean|"
    "flower|red rose|potion|wand|magic carpet|broom|cloak|scarf|red scarf|shoe|glass slipper|boot|"
    "puppet|painting|pencil|magic pencil|notebook|diary|camera|telescope|radio|watch|pocket watch|"
    "rope|shell|snow globe|star|stone|statue|spoon|silver spoon|teapot|blanket|pillow|backpack|"
    "suitcase|sledge|skateboard|rocket|whistle|necklace|bracelet|shield|helmet|jar of honey|"
    "loaf of bread|music box|paper plane|message in a bottle|computer|toy train|green button|coat"
)
TRAITS = words(
    "brave curious lazy clever lonely cheerful shy hungry kind stubborn sleepy proud "
    "little tiny old "
    "young happy sad angry grumpy funny silly wise friendly gentle noisy quiet tired "
    "busy rich poor "
    "forgetful clumsy careful fearless greedy generous honest patient polite playful "
    "nervous dreamy "
    "jolly magic invisible fat thin tall small big blind strong fast slow green blue red "
    "golden white "
    "black purple pink strange famous good bad wild fluffy"
)
THEMES = words(
    "friendship love courage kindness honesty sharing hope trust family happiness patience bravery "
    "generosity loneliness growing-up home freedom teamwork forgiveness peace luck fear jealousy "
    "curiosity magic winter summer spring autumn Christmas music school adventure time dreams "
    "learning winning losing helping travelling cooking gardening football chess science space"
)

_AN_EXCEPTIONS = ("uni", "use", "eu", "one")


def with_article(noun: str) -> str:
    """Return the noun after "a" or "an": "an owl", but "a unicorn"."""
    vowel = noun[0].lower() in "aeiou" and not noun.lower().startswith(_AN_EXCEPTIONS)
    return ("an " if vowel else "a ") + noun


def in_a(place: str) -> str:
    """Return where somebody is, at the first mention: "in a forest", "on the moon", "in Oslo"."""
    if place in FIXED_PLACES:
        return FIXED_PLACES[place][0]
    return "in " + place if place[0].isupper() else f"{_preposition(place)} {with_article(place)}"


def in_the(place: str) -> str:
    """Return where somebody is, at a later mention: "in the forest", "on the moon", "in Oslo"."""
    if place in FIXED_PLACES:
        return FIXED_PLACES[place][0]
    return "in " + place if place[0].isupper() else f"{_preposition(place)} the {place}"


def _preposition(place: str) -> str:
    return "on" if place in PLACES_ON else "at" if place in PLACES_AT else "in"


def _invented(draw: Draw) -> str:
    return invented_name(draw.rng).lower()


def draw_hero(draw: Draw) -> str:
    """Draw a hero; every tenth is a word that nobody has heard of."""
    return _invented(draw) if draw.chance(0.1) else draw.pick(HEROES)


def draw_place(draw: Draw) -> str:
    """Draw a place; some are cities, some are words that nobody has heard of."""
    roll = draw.rng.random()
    return draw.city() if roll < 0.08 else _invented(draw) if roll < 0.14 else draw.pick(PLACES)


def draw_thing(draw: Draw) -> str:
    """Draw a thing; every tenth is a word that nobody has heard of."""
    return _invented(draw) if draw.chance(0.1) else draw.pick(THINGS)
