"""Facts of the small world about animals, things, the sky and the body, and reasons."""

from __future__ import annotations

from .text import words

COLOURS_OF: dict[str, str] = {
    "banana": "yellow", "lemon": "yellow", "sun": "yellow", "tomato": "red", "canary": "yellow",
    "strawberry": "red", "cherry": "red", "frog": "green", "leaf": "green", "grass": "green",
    "cucumber": "green", "snow": "white", "milk": "white", "coal": "black", "night": "black",
    "sky": "blue", "sea": "blue", "carrot": "orange", "pumpkin": "orange", "plum": "purple",
    "grape": "purple", "chocolate": "brown", "bear": "brown", "mouse": "grey",
    "elephant": "grey", "flamingo": "pink", "pig": "pink", "blood": "red", "ladybird": "red",
    "fire engine": "red", "lobster": "red", "raspberry": "red", "pea": "green", "lime": "green",
    "spinach": "green", "broccoli": "green", "crocodile": "green", "swan": "white",
    "polar bear": "white", "salt": "white", "flour": "white", "sugar": "white", "rice": "white",
    "snowman": "white", "raven": "black", "crow": "black", "ocean": "blue", "blueberry": "blue",
    "sapphire": "blue", "emerald": "green", "ruby": "red", "fox": "orange",
    "aubergine": "purple", "lavender": "purple", "wood": "brown", "mud": "brown",
    "potato": "brown", "coffee": "brown", "dolphin": "grey", "rhino": "grey", "honey": "yellow",
    "butter": "yellow", "sunflower": "yellow",
}  # fmt: skip
UNIQUE_NOUNS = frozenset(words("night sky sea sun ocean moon"))

UNITS: dict[tuple[str, str], str] = {
    ("minutes", "an hour"): "60", ("seconds", "a minute"): "60", ("hours", "a day"): "24",
    ("days", "a week"): "7", ("months", "a year"): "12", ("days", "a year"): "365",
    ("days", "a leap year"): "366", ("centimetres", "a metre"): "100",
    ("metres", "a kilometre"): "1000", ("grams", "a kilogram"): "1000",
    ("kilograms", "a tonne"): "1000", ("millilitres", "a litre"): "1000",
    ("years", "a century"): "100", ("years", "a decade"): "10", ("years", "a millennium"): "1000",
    ("weeks", "a year"): "52", ("cents", "a dollar"): "100", ("cents", "a euro"): "100",
    ("pennies", "a pound"): "100", ("millimetres", "a centimetre"): "10", ("eggs", "a dozen"): "12",
    ("inches", "a foot"): "12", ("feet", "a yard"): "3", ("letters", "the alphabet"): "26",
    ("vowels", "the alphabet"): "5", ("seasons", "a year"): "4",
    ("planets", "the solar system"): "8", ("colours", "the rainbow"): "7",
    ("players", "a football team"): "11", ("degrees", "a right angle"): "90",
    ("degrees", "a circle"): "360", ("minutes", "half an hour"): "30", ("bits", "a byte"): "8",
    ("quarters", "a year"): "4",
    ("cards", "a pack of cards"): "52", ("squares", "a chessboard"): "64",
    ("continents", "the world"): "7",
}  # fmt: skip
# Thing -> number and name of its parts: "A spider has 8 legs."
PARTS: dict[tuple[str, str], int] = {
    **{(animal, "legs"): 4 for animal in words(
        "dog cat cow horse sheep lion tiger elephant mouse pig frog table chair rabbit bear goat")},
    **{(bird, "legs"): 2 for bird in words("bird duck chicken person owl penguin")},
    **{(insect, "legs"): 6 for insect in words("insect ant bee beetle fly butterfly")},
    ("spider", "legs"): 8, ("snake", "legs"): 0, ("fish", "legs"): 0, ("octopus", "arms"): 8,
    ("car", "wheels"): 4, ("bicycle", "wheels"): 2, ("tricycle", "wheels"): 3,
    ("motorbike", "wheels"): 2, ("unicycle", "wheels"): 1, ("boat", "wheels"): 0,
    ("triangle", "sides"): 3, ("square", "sides"): 4, ("rectangle", "sides"): 4,
    ("pentagon", "sides"): 5, ("hexagon", "sides"): 6, ("octagon", "sides"): 8,
    ("triangle", "corners"): 3, ("square", "corners"): 4, ("cube", "faces"): 6,
    ("hand", "fingers"): 5, ("foot", "toes"): 5, ("person", "eyes"): 2, ("person", "ears"): 2,
    ("person", "arms"): 2, ("person", "noses"): 1, ("person", "hearts"): 1, ("person", "hands"): 2,
    ("person", "feet"): 2, ("person", "fingers"): 10, ("person", "toes"): 10,
    ("bird", "wings"): 2, ("butterfly", "wings"): 4, ("bee", "wings"): 4, ("cat", "eyes"): 2,
    ("cat", "tails"): 1, ("dog", "ears"): 2, ("violin", "strings"): 4, ("guitar", "strings"): 6,
    ("piano", "keys"): 88, ("dice", "faces"): 6, ("unicorn", "horns"): 1,
}  # fmt: skip

SOUNDS: dict[str, str] = {
    "dog": "woof", "cat": "meow", "cow": "moo", "sheep": "baa", "duck": "quack",
    "lion": "roar", "owl": "hoot", "pig": "oink", "frog": "croak", "bee": "buzz",
    "horse": "neigh", "mouse": "squeak", "snake": "hiss", "hen": "cluck", "wolf": "howl",
    "donkey": "hee-haw", "crow": "caw", "bird": "tweet", "goose": "honk",
}  # fmt: skip
YOUNG: dict[str, str] = {
    "cat": "kitten", "dog": "puppy", "cow": "calf", "horse": "foal", "sheep": "lamb",
    "lion": "cub", "bear": "cub", "pig": "piglet", "duck": "duckling", "hen": "chick",
    "goat": "kid", "frog": "tadpole", "goose": "gosling", "deer": "fawn", "swan": "cygnet",
    "owl": "owlet", "elephant": "calf", "kangaroo": "joey", "fox": "cub", "wolf": "pup",
}  # fmt: skip
HOMES: dict[str, str] = {
    "bee": "a hive", "bird": "a nest", "dog": "a kennel", "spider": "a web", "fox": "a den",
    "horse": "a stable", "pig": "a sty", "rabbit": "a burrow", "fish": "water", "bear": "a cave",
    "ant": "an anthill", "mole": "a tunnel", "whale": "the sea", "camel": "the desert",
    "lion": "the savannah", "penguin": "the Antarctic", "polar bear": "the Arctic",
    "monkey": "the jungle", "shark": "the sea", "beaver": "a lodge", "hen": "a coop",
}  # fmt: skip
CLASSES: dict[str, list[str]] = {
    "mammal": words(
        "dog cat cow horse sheep lion tiger fox bear rabbit wolf elephant mouse whale dolphin bat "
        "monkey goat pig"),
    "bird": words(
        "robin sparrow eagle owl duck swan penguin parrot pigeon crow hawk raven stork gull hen"),
    "fish": words("salmon tuna shark trout cod herring goldfish"),
    "insect": words("ant bee fly wasp beetle butterfly mosquito moth grasshopper ladybird"),
    "reptile": words("snake lizard crocodile turtle tortoise alligator"),
}  # fmt: skip

# What is asked after "Why" and after "Explain why", what is asked after "What makes", the answer.
WHY: list[tuple[str, str, str, str]] = [
    ("[is the sky blue|does the sky look blue|does the sky appear blue]", "the sky is blue",
     "the sky blue", "The sky is blue because the air scatters blue light from the sun the most."),
    ("[is grass green|does grass look green|is the grass green]", "[|the ]grass is green",
     "grass green", "Grass is green because it is full of chlorophyll, which reflects green "
     "light."),
    ("[is snow white|does snow look white|is the snow white]", "snow is white", "snow white",
     "Snow is white because its tiny crystals reflect all the colours of light."),
    ("[is the sea salty|is sea water salty|does the sea taste salty|is the ocean salty]",
     "[the sea|sea water|the ocean] is salty", "[the sea|sea water] salty",
     "The sea is salty because rivers wash salt out of the rocks."),
    ("[is the sea blue|does the sea look blue|is the ocean blue]", "[the sea|the ocean] is blue",
     "the sea blue", "The sea is blue because water absorbs red light more than blue light."),
    ("[is it dark at night|does it get dark at night|is the night dark]", "it is dark at night",
     "it dark at night",
     "It is dark at night because our side of the Earth is turned away from the sun."),
    ("[does ice float|does ice float on water|does ice swim on water]", "ice floats[| on water]",
     "ice float", "Ice floats because it is lighter than water of the same size."),
    ("[does the moon shine|is the moon bright|does the moon glow]", "the moon [shines|glows]",
     "the moon shine", "The moon shines because it reflects the light of the sun."),
    ("do leaves fall in [autumn|fall]", "leaves fall in autumn", "leaves fall in autumn",
     "Leaves fall in autumn because trees save water for the winter."),
    ("[does bread rise|does dough rise|does bread dough rise]", "[bread|dough] rises",
     "[bread|dough] rise",
     "Bread rises because yeast makes small bubbles of gas in the dough."),
    ("[do we see a rainbow|are there rainbows|do rainbows appear|is there a rainbow]",
     "[we see a rainbow|there are rainbows|rainbows appear]", "[a rainbow appear|a rainbow]",
     "We see a rainbow because raindrops split sunlight into its colours."),
    ("do birds [fly south|migrate|fly south in winter]", "birds [fly south|migrate]",
     "birds fly south",
     "Birds fly south because there is more food in warm countries in winter."),
    ("[does it rain|is there rain]", "it rains", "it rain",
     "It rains because small drops in the clouds join and become too heavy to float."),
    ("[does it snow|is there snow in winter]", "it snows", "it snow",
     "It snows because water in cold clouds freezes into crystals."),
    ("[is there day and night|do we have day and night]", "[there is|we have] day and night",
     "day and night", "There is day and night because the Earth turns around itself once a day."),
    ("[are there seasons|do we have seasons|do the seasons change]",
     "[there are|we have] seasons", "the seasons",
     "There are seasons because the axis of the Earth is tilted."),
    ("[do we sleep|do people sleep|do we need sleep]", "[we|people] sleep", "us sleep",
     "We sleep because the body and the brain need rest."),
    ("[do we eat|do people eat|do we need food]", "[we eat|people eat|we need food]",
     "us eat", "We eat because the body needs energy."),
    ("[does iron rust|does metal rust]", "iron rusts", "iron rust",
     "Iron rusts because it reacts with water and oxygen."),
    ("[does wood burn|is wood able to burn]", "wood burns", "wood burn",
     "Wood burns because its carbon reacts with the oxygen of the air."),
    ("[do things fall down|do apples fall|does everything fall down]",
     "[things fall down|apples fall]", "things fall down",
     "Things fall down because the gravity of the Earth pulls them."),
    ("[do plants need light|do plants need sunlight]", "plants need [light|sunlight]",
     "plants need light", "Plants need light because they make their food with its energy."),
    ("do bees [visit|fly to|like] flowers", "bees visit flowers", "bees visit flowers",
     "Bees visit flowers because they collect nectar for honey."),
    ("[do we see lightning before thunder|does thunder come after lightning]",
     "[we see lightning before thunder|thunder comes after lightning]",
     "thunder come after lightning",
     "Thunder comes after lightning because light is faster than sound."),
    ("[do ships float|does a ship float|do boats float]", "[ships|boats] float", "ships float",
     "Ships float because they push away water that weighs as much as they do."),
    ("do we [brush our teeth|clean our teeth]", "we brush our teeth", "us brush our teeth",
     "We brush our teeth because bacteria would make holes in them."),
    ("[do cats have whiskers|has a cat got whiskers]", "cats have whiskers", "cats have whiskers",
     "Cats have whiskers because they feel their way in the dark with them."),
    ("[is the sun hot|is the sun so hot]", "the sun is [|so ]hot", "the sun hot",
     "The sun is hot because hydrogen fuses to helium inside it."),
    ("do polar bears have [white fur|white coats]", "polar bears have white fur",
     "polar bears have white fur",
     "Polar bears have white fur because it hides them in the snow."),
    ("[does ice melt|does ice turn into water]", "ice melts", "ice melt",
     "Ice melts because warmth loosens its crystals."),
]  # fmt: skip
