"""The small world that the demo model knows: word lists, and what is in geography and nature."""

from __future__ import annotations

from .geography import CAPITALS, CONTINENTS
from .nature import COLOURS_OF, UNIQUE_NOUNS
from .text import words

__all__ = [
    "CAPITALS", "CATEGORIES", "CATEGORY_PLURALS", "COLOURS_OF", "CONTINENTS", "DAYS",
    "IRREGULAR_PLURALS", "MASS_NOUNS", "MONTHS", "OPPOSITES", "REGULAR_NOUNS", "SEASONS", "WORDS",
    "capitalised", "plural", "subject", "with_article",
]  # fmt: skip

_OPPOSITE_PAIRS = (
    "hot cold,big small,fast slow,old new,happy sad,light dark,high low,open closed,wet dry,"
    "full empty,hard soft,loud quiet,rich poor,early late,long short,strong weak,clean dirty,"
    "day night,up down,left right,black white,good bad,near far,thick thin,wide narrow,"
    "deep shallow,true false,in out,on off,over under,above below,before after,first last,"
    "always never,everything nothing,more less,many few,inside outside,front back,top bottom,"
    "start end,win lose,love hate,buy sell,push pull,give take,ask answer,laugh cry,"
    "remember forget,arrive leave,friend enemy,peace war,summer winter,morning evening,"
    "north south,east west,safe dangerous,brave cowardly,easy difficult,simple complicated,"
    "cheap expensive,beautiful ugly,clever stupid,kind cruel,polite rude,tidy messy,sharp blunt,"
    "smooth rough,sweet sour,alive dead,awake asleep,male female,yes no,hello goodbye,"
    "possible impossible,visible invisible,lucky unlucky,patient impatient,honest dishonest,"
    "public private,modern ancient,strict lenient,attack defend,accept refuse,float sink,"
    "freeze melt,increase decrease,success failure,entrance exit,guilty innocent,calm excited"
)
_ONE_WAY = "large small,tall short,heavy light,young old,wrong right,noisy quiet,difficult easy"
OPPOSITES: dict[str, str] = {}
for _pair in f"{_OPPOSITE_PAIRS},{_ONE_WAY}".split(","):
    _one, _other = _pair.split()
    OPPOSITES[_one] = _other
    if _pair not in _ONE_WAY:
        OPPOSITES[_other] = _one

DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words(
    "January February March April May June July August September October November December"
)
SEASONS = words("spring summer autumn winter")

CATEGORIES: dict[str, list[str]] = {
    "fruit": words(
        "apple banana cherry lemon grape plum peach pear mango kiwi melon pineapple strawberry "
        "raspberry blueberry apricot lime fig coconut papaya"
    ),
    "animal": words(
        "dog cat cow horse sheep lion tiger fox bear rabbit wolf elephant monkey giraffe zebra "
        "goat pig mouse deer camel donkey squirrel kangaroo panda"
    ),
    "colour": words(
        "red blue green yellow black white orange purple pink brown grey turquoise beige"
    ),
    "vegetable": words(
        "carrot potato onion cabbage cucumber pea bean leek pumpkin spinach broccoli cauliflower "
        "radish turnip celery lettuce garlic asparagus"
    ),
    "tool": words(
        "hammer saw drill wrench spade axe ladder brush rope nail screwdriver chisel shovel rake "
        "crowbar"
    ),
    "drink": words(
        "water tea coffee milk juice lemonade cocoa soda wine beer cider smoothie milkshake"
    ),
    "sport": words(
        "football tennis golf hockey rugby swimming rowing boxing cricket basketball volleyball "
        "baseball badminton skiing cycling judo"
    ),
    "instrument": words(
        "piano violin guitar drum flute trumpet harp cello clarinet saxophone trombone organ oboe "
        "banjo tuba"
    ),
    "country": [name for name in CAPITALS if not name.startswith("the ")][:24],
    "bird": words(
        "robin sparrow eagle owl duck swan penguin parrot pigeon crow hawk raven stork gull hen "
        "ostrich"
    ),
    "flower": words(
        "rose tulip daisy lily sunflower daffodil orchid violet poppy carnation snowdrop primrose "
        "buttercup dandelion"
    ),
    "tree": words("oak pine birch maple willow beech elm fir cedar poplar ash larch spruce"),
    "job": words(
        "teacher doctor nurse baker farmer pilot painter sailor singer lawyer engineer plumber "
        "waiter butcher dentist gardener carpenter firefighter"
    ),
    "vehicle": words(
        "car bus train bicycle lorry tram boat ship plane helicopter motorbike van taxi tractor "
        "scooter rocket"
    ),
    "food": words(
        "bread cheese rice pasta pizza soup butter sandwich salad sausage burger pancake omelette "
        "pie yoghurt"
    ),
    "piece of furniture": words(
        "table chair bed sofa desk wardrobe shelf bench stool armchair cupboard bookcase couch "
        "dresser"
    ),
    "piece of clothing": words(
        "shirt hat coat dress skirt scarf jacket sweater sock shoe glove belt tie vest blouse cap"
    ),
    "shape": words(
        "circle square triangle rectangle oval hexagon pentagon octagon cube sphere cone pyramid"
    ),
    "body part": words(
        "head arm leg hand foot nose ear eye mouth knee elbow shoulder finger toe neck"
    ),
    "planet": words("Mercury Venus Earth Mars Jupiter Saturn Uranus Neptune"),
}
CATEGORY_PLURALS = {name: name + "s" for name in CATEGORIES} | {
    "country": "countries",
    "piece of furniture": "pieces of furniture",
    "piece of clothing": "pieces of clothing",
}
_MASS_MEMBERS = words(
    "water tea coffee milk juice lemonade cocoa soda wine beer cider spinach broccoli cauliflower "
    "celery lettuce garlic asparagus bread cheese rice pasta pizza soup butter salad yoghurt"
)
MASS_NOUNS = frozenset(
    _MASS_MEMBERS
    + CATEGORIES["sport"]
    + CATEGORIES["colour"]
    + words("grass snow coal chocolate blood salt flour sugar lavender wood mud honey")
)

WORDS = words(
    "apple banana lemon dog cat horse lion red blue green yellow black white carrot potato hammer "
    "water tea milk tennis piano guitar house tree river stone cloud garden window table book lamp "
    "door boat bread moon star bird fish happy quiet small big fast old new dark cold hello world "
    "good morning cheese music summer winter spring autumn evening night today tomorrow yesterday "
    "week month year hour minute second monday friday sunday king queen castle dragon wizard "
    "forest mountain valley island ocean beach sand wave wind rain snow storm thunder rainbow sun "
    "sky earth fire smoke ice frost fog leaf root branch seed flower rose grass field farm barn "
    "fence bridge road street path city town village market shop school church museum station "
    "train bus car bicycle plane ship rocket engine wheel road map compass ticket suitcase holiday "
    "journey adventure story letter paper pen pencil page word sentence number question answer "
    "lesson teacher student doctor nurse farmer baker pilot sailor singer painter friend neighbour "
    "brother sister mother father uncle aunt cousin baby child family people person name voice "
    "hand foot head face nose mouth ear eye heart finger shoulder kitchen bedroom bathroom floor "
    "wall roof ceiling stairs chair sofa bed pillow blanket mirror clock watch phone computer "
    "keyboard screen mouse camera radio television newspaper magazine picture colour circle square "
    "line point corner edge middle top bottom left right north south east west breakfast lunch "
    "dinner supper sugar salt pepper butter egg rice soup salad pizza cake chocolate honey juice "
    "coffee orange cherry grape plum peach onion tomato pumpkin bean cup plate bowl fork knife "
    "spoon bottle glass basket box bag key coin money price gift party birthday game ball goal "
    "team race winner medal song dance drum violin flute silver gold iron wood metal glass cotton "
    "wool silk shirt coat hat shoe sock dress scarf button pocket belt ring tiger bear wolf fox "
    "rabbit sheep cow pig goat duck hen owl eagle swan frog snake turtle spider bee ant butterfly "
    "long short tall wide narrow deep high low heavy light warm hot cool wet dry clean dirty empty "
    "full open closed rich poor young loud soft hard strong weak sweet sour salty fresh kind brave "
    "clever lazy funny serious busy calm angry sad tired hungry thirsty sleepy early late easy "
    "difficult simple strange famous secret magic golden wooden tiny huge round flat bright pretty "
    "lovely wonderful beautiful perfect important modern run walk jump swim fly climb sit stand "
    "sleep wake eat drink cook bake wash paint draw write read speak listen sing play work learn "
    "teach think know remember forget find lose buy sell give take bring carry push pull open "
    "close start stop wait help smile laugh cry dream travel visit grow build break repair move "
    "quickly slowly quietly loudly carefully happily always never often sometimes soon again here "
    "there everywhere inside outside above below maybe together alone very almost really only one "
    "two three four five six seven eight nine ten first last next and with under over after before"
)
WORDS = list(dict.fromkeys(WORDS))

IRREGULAR_PLURALS = {
    "child": "children", "mouse": "mice", "goose": "geese", "foot": "feet", "tooth": "teeth",
    "man": "men", "woman": "women", "sheep": "sheep", "fish": "fish", "leaf": "leaves",
    "wolf": "wolves", "knife": "knives", "deer": "deer", "person": "people", "ox": "oxen",
    "half": "halves", "wife": "wives", "life": "lives", "loaf": "loaves", "thief": "thieves",
    "shelf": "shelves", "calf": "calves", "scarf": "scarves", "hero": "heroes",
    "potato": "potatoes", "tomato": "tomatoes", "echo": "echoes", "salmon": "salmon",
    "trout": "trout", "cod": "cod", "tuna": "tuna", "mosquito": "mosquitoes",
    "snowman": "snowmen", "postman": "postmen",
    "mango": "mangoes", "elf": "elves", "dice": "dice",
}  # fmt: skip
REGULAR_NOUNS = words(
    "house tree river stone cloud garden window table chair book lamp door boat bird hat coat box "
    "key bell clock city field forest mountain dog cat cow horse lion tiger fox bear rabbit apple "
    "banana cherry lemon grape plum peach pear hammer drill brush baby lady berry story bus glass "
    "dish watch wish car train plane ship bicycle lorry road street bridge village town country "
    "island lake ocean beach wave storm star planet moon day week month year hour minute second "
    "morning evening night party birthday gift game ball team song dance drum violin guitar flute "
    "piano photo radio video zoo pencil pen page word letter number question answer lesson class "
    "teacher student doctor nurse farmer baker pilot sailor singer painter friend enemy neighbour "
    "brother sister mother father uncle aunt cousin king queen prince princess dragon wizard witch "
    "giant robot pirate ghost castle palace tower wall roof floor room kitchen bed sofa pillow "
    "blanket mirror bottle cup plate bowl fork spoon basket bag purse coin ticket map suitcase "
    "shirt dress skirt shoe sock boot glove belt button pocket ring eye ear nose arm leg hand "
    "finger toe head face heart monkey donkey turkey duck hen owl eagle swan frog snake turtle "
    "spider bee ant butterfly fly puppy kitten lamb pony elephant giraffe zebra camel squirrel "
    "carrot onion bean pea cabbage cake cookie sandwich pizza egg sweet match torch bench branch "
    "church brush bush fish tax fax fox mix kiss cross boss bonus virus factory library family "
    "hobby cherry strawberry army spy sky diary toy boy key valley tray computer keyboard screen "
    "camera phone file folder printer model token engine wheel rocket machine tool nail ladder"
)
REGULAR_NOUNS = [noun for noun in dict.fromkeys(REGULAR_NOUNS) if noun not in IRREGULAR_PLURALS]


def plural(noun: str) -> str:
    """Return the plural of an English noun; only the last word of a phrase changes."""
    before, _, last = noun.rpartition(" ")
    if before:
        return f"{before} {plural(last)}"
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def with_article(noun: str) -> str:
    """Return the noun after "a" or "an"."""
    vowel = noun[0].lower() in "aeiou" and not noun.startswith(("uni", "use", "eu", "one"))
    vowel = vowel or noun.startswith(("hour", "honest", "heir"))
    return ("an " if vowel else "a ") + noun


def subject(noun: str) -> str:
    """Return the noun as a subject that can be asked about: "the sky", "snow", "a banana"."""
    if noun in UNIQUE_NOUNS:
        return "the " + noun
    return noun if noun in MASS_NOUNS or noun[0].isupper() else with_article(noun)


def capitalised(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[0].upper() + text[1:]
