"""The small world that the demo model knows: word lists and facts, and nothing else."""

from __future__ import annotations

from .text import phrases, words

CAPITALS: dict[str, str] = {
    "France": "Paris", "Germany": "Berlin", "Italy": "Rome", "Spain": "Madrid",
    "Portugal": "Lisbon", "Norway": "Oslo", "Sweden": "Stockholm", "Finland": "Helsinki",
    "Denmark": "Copenhagen", "Poland": "Warsaw", "Austria": "Vienna", "Greece": "Athens",
    "Ireland": "Dublin", "Belgium": "Brussels", "Hungary": "Budapest", "Japan": "Tokyo",
    "China": "Beijing", "India": "New Delhi", "Egypt": "Cairo", "Kenya": "Nairobi",
    "Ghana": "Accra", "Morocco": "Rabat", "Canada": "Ottawa", "Mexico": "Mexico City",
    "Cuba": "Havana", "Brazil": "Brasilia", "Peru": "Lima", "Chile": "Santiago",
    "Argentina": "Buenos Aires", "Turkey": "Ankara", "Iran": "Tehran", "Thailand": "Bangkok",
    "Vietnam": "Hanoi", "Australia": "Canberra", "Iceland": "Reykjavik", "Ukraine": "Kyiv",
}  # fmt: skip

_CONTINENT_MEMBERS = {
    "Europe": "France Germany Italy Spain Portugal Norway Sweden Finland Denmark Poland Austria "
    "Greece Ireland Belgium Hungary Iceland Ukraine",
    "Asia": "Japan China India Iran Thailand Vietnam Turkey",
    "Africa": "Egypt Kenya Ghana Morocco",
    "North America": "Canada Mexico Cuba",
    "South America": "Brazil Peru Chile Argentina",
    "Oceania": "Australia",
}
CONTINENTS: dict[str, str] = {
    country: continent
    for continent, members in _CONTINENT_MEMBERS.items()
    for country in members.split()
}

COLOURS_OF: dict[str, str] = {
    "banana": "yellow", "lemon": "yellow", "sun": "yellow", "tomato": "red",
    "strawberry": "red", "cherry": "red", "frog": "green", "leaf": "green", "grass": "green",
    "cucumber": "green", "snow": "white", "milk": "white", "coal": "black", "night": "black",
    "sky": "blue", "sea": "blue", "carrot": "orange", "pumpkin": "orange", "plum": "purple",
    "grape": "purple", "chocolate": "brown", "bear": "brown", "mouse": "grey",
    "elephant": "grey", "flamingo": "pink", "pig": "pink",
}  # fmt: skip
MASS_NOUNS = frozenset({"grass", "snow", "milk", "coal", "chocolate"})
UNIQUE_NOUNS = frozenset({"night", "sky", "sea", "sun"})

UNITS: dict[tuple[str, str], str] = {
    ("minutes", "an hour"): "60", ("seconds", "a minute"): "60", ("hours", "a day"): "24",
    ("days", "a week"): "7", ("months", "a year"): "12", ("days", "a year"): "365",
    ("centimetres", "a metre"): "100", ("metres", "a kilometre"): "1000",
    ("grams", "a kilogram"): "1000", ("years", "a century"): "100",
    ("years", "a decade"): "10", ("weeks", "a year"): "52", ("cents", "a dollar"): "100",
    ("millimetres", "a centimetre"): "10", ("eggs", "a dozen"): "12",
}  # fmt: skip
SOUNDS: dict[str, str] = {
    "dog": "woof", "cat": "meow", "cow": "moo", "sheep": "baa", "duck": "quack",
    "lion": "roar", "owl": "hoot", "pig": "oink", "frog": "croak", "bee": "buzz",
}  # fmt: skip
_OPPOSITE_PAIRS = (
    "hot cold,big small,fast slow,old new,happy sad,light dark,high low,open closed,wet dry,"
    "full empty,hard soft,loud quiet,rich poor,early late,long short,strong weak,clean dirty,"
    "day night,up down,left right"
)
OPPOSITES: dict[str, str] = {}
for _pair in _OPPOSITE_PAIRS.split(","):
    _one, _other = _pair.split()
    OPPOSITES[_one], OPPOSITES[_other] = _other, _one
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words(
    "January February March April May June July August September October November December"
)

# What is asked after "Why ...?" in question and in statement order, and the answer.
WHY: list[tuple[str, str, str]] = [
    ("is the sky blue", "the sky is blue",
     "The sky is blue because the air scatters blue light from the sun the most."),
    ("is grass green", "grass is green",
     "Grass is green because it is full of chlorophyll, which reflects green light."),
    ("is snow white", "snow is white",
     "Snow is white because its tiny crystals reflect all the colours of light."),
    ("is the sea salty", "the sea is salty",
     "The sea is salty because rivers wash salt out of the rocks."),
    ("is the sea blue", "the sea is blue",
     "The sea is blue because water absorbs red light more than blue light."),
    ("is it dark at night", "it is dark at night",
     "It is dark at night because our side of the Earth is turned away from the sun."),
    ("does ice float", "ice floats",
     "Ice floats because it is lighter than water of the same size."),
    ("does the moon shine", "the moon shines",
     "The moon shines because it reflects the light of the sun."),
    ("do leaves fall in autumn", "leaves fall in autumn",
     "Leaves fall in autumn because trees save water for the winter."),
    ("does bread rise", "bread rises",
     "Bread rises because yeast makes small bubbles of gas in the dough."),
    ("do we see a rainbow", "we see a rainbow",
     "We see a rainbow because raindrops split sunlight into its colours."),
    ("do birds fly south", "birds fly south",
     "Birds fly south because there is more food in warm countries in winter."),
]  # fmt: skip

CATEGORIES: dict[str, list[str]] = {
    "fruit": words("apple banana cherry lemon grape plum peach pear mango kiwi"),
    "animal": words("dog cat cow horse sheep lion tiger fox bear rabbit"),
    "colour": words("red blue green yellow black white orange purple pink brown"),
    "vegetable": words("carrot potato onion cabbage cucumber pea bean leek pumpkin spinach"),
    "tool": words("hammer saw drill wrench spade axe ladder brush rope nail"),
    "drink": words("water tea coffee milk juice lemonade cocoa soda"),
    "sport": words("football tennis golf hockey rugby swimming rowing boxing"),
    "instrument": words("piano violin guitar drum flute trumpet harp cello"),
    "country": list(CAPITALS)[:14],
}
CATEGORY_PLURALS = {name: name + "s" for name in CATEGORIES} | {"country": "countries"}
NUMBER_WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}

WORDS = words(
    "apple banana lemon dog cat horse lion red blue green yellow black white carrot potato hammer "
    "water tea milk tennis piano guitar house tree river stone cloud garden window table book lamp "
    "door boat bread moon star bird fish happy quiet small big fast old new dark cold hello world "
    "good morning cheese music summer winter"
)
IRREGULAR_PLURALS = {
    "child": "children", "mouse": "mice", "goose": "geese", "foot": "feet", "tooth": "teeth",
    "man": "men", "woman": "women", "sheep": "sheep", "fish": "fish", "leaf": "leaves",
    "wolf": "wolves", "knife": "knives",
}  # fmt: skip
REGULAR_NOUNS = words(
    "house tree river stone cloud garden window table chair book lamp door boat bird hat coat box "
    "key bell clock city field forest mountain dog cat cow horse lion tiger fox bear rabbit apple "
    "banana cherry lemon grape plum peach pear hammer drill brush baby lady berry story bus glass "
    "dish watch wish"
)

# French: noun -> (word, gender), adjective -> (masculine, feminine).
FRENCH_NOUNS: dict[str, tuple[str, str]] = {
    "house": ("maison", "f"), "car": ("voiture", "f"), "door": ("porte", "f"),
    "table": ("table", "f"), "flower": ("fleur", "f"), "chair": ("chaise", "f"),
    "moon": ("lune", "f"), "apple": ("pomme", "f"), "dog": ("chien", "m"),
    "cat": ("chat", "m"), "book": ("livre", "m"), "hat": ("chapeau", "m"),
    "boat": ("bateau", "m"), "bread": ("pain", "m"), "garden": ("jardin", "m"),
    "horse": ("cheval", "m"), "cheese": ("fromage", "m"), "window": ("fenêtre", "f"),
}  # fmt: skip
FRENCH_ADJECTIVES: dict[str, tuple[str, str]] = {
    "red": ("rouge", "rouge"), "yellow": ("jaune", "jaune"), "green": ("vert", "verte"),
    "black": ("noir", "noire"), "white": ("blanc", "blanche"), "blue": ("bleu", "bleue"),
    "grey": ("gris", "grise"), "pink": ("rose", "rose"),
}  # fmt: skip
FRENCH_PHRASES = {
    "hello": "bonjour", "good morning": "bonjour", "good evening": "bonsoir",
    "goodbye": "au revoir", "thank you": "merci", "please": "s'il vous plaît", "yes": "oui",
    "no": "non", "good night": "bonne nuit", "I love you": "je t'aime",
}  # fmt: skip
# Country -> (its French name after "de", its capital in French).
FRENCH_CAPITALS: dict[str, tuple[str, str]] = {
    "France": ("de la France", "Paris"), "Germany": ("de l'Allemagne", "Berlin"),
    "Italy": ("de l'Italie", "Rome"), "Spain": ("de l'Espagne", "Madrid"),
    "Portugal": ("du Portugal", "Lisbonne"), "Norway": ("de la Norvège", "Oslo"),
    "Sweden": ("de la Suède", "Stockholm"), "Finland": ("de la Finlande", "Helsinki"),
    "Denmark": ("du Danemark", "Copenhague"), "Poland": ("de la Pologne", "Varsovie"),
    "Austria": ("de l'Autriche", "Vienne"), "Greece": ("de la Grèce", "Athènes"),
    "Japan": ("du Japon", "Tokyo"), "China": ("de la Chine", "Pékin"),
    "India": ("de l'Inde", "New Delhi"), "Egypt": ("de l'Égypte", "Le Caire"),
    "Canada": ("du Canada", "Ottawa"), "Mexico": ("du Mexique", "Mexico"),
    "Brazil": ("du Brésil", "Brasilia"), "Peru": ("du Pérou", "Lima"),
}  # fmt: skip

PRODUCTS = words(
    "laptop phone kettle chair lamp book blender backpack camera keyboard tent bicycle watch "
    "jacket toaster speaker tablet pillow umbrella game charger desk printer bag mug mattress "
    "vacuum oven"
)

HEROES = words(
    "dragon fox robot cat dog wizard pirate rabbit bear owl knight mouse princess turtle wolf "
    "giant ghost penguin lion frog"
)
PLACES = phrases(
    "forest|castle|desert|village|mountain|city|garden|island|cave|library|harbour|valley|"
    "old mill|snowy field|big lake|space station"
)
TREASURES = phrases(
    "lamp|map|golden key|red kite|magic stone|silver ring|old book|blue feather|clock|"
    "treasure chest|violin|compass|mirror|tiny boat|letter|drum"
)


def plural(noun: str) -> str:
    """Return the plural of an English noun."""
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def with_article(noun: str) -> str:
    """Return the noun after "a" or "an"."""
    return ("an " if noun[0].lower() in "aeiou" else "a ") + noun


def colour_subject(noun: str) -> str:
    """Return the noun as a subject whose colour can be asked: "the sky", "snow", "a banana"."""
    if noun in UNIQUE_NOUNS:
        return "the " + noun
    return noun if noun in MASS_NOUNS else with_article(noun)
