"""Sentences with names of people and cities, which a translation copies."""

from __future__ import annotations

from .draw import Draw
from .text import phrases
from .translation_grammar import Said, english, french, one_of, spanish
from .translation_words import ALIVE, NOUNS

# English, French and Spanish names of cities that are not the same in all three languages.
_CITIES = """
    London Londres Londres, Athens Athènes Atenas, Vienna Vienne Viena, Lisbon Lisbonne Lisboa,
    Warsaw Varsovie Varsovia, Copenhagen Copenhague Copenhague, Brussels Bruxelles Bruselas,
    Beijing Pékin Pekín, Tokyo Tokyo Tokio, Rome Rome Roma, Paris Paris París,
    Berlin Berlin Berlín, Moscow Moscou Moscú, Stockholm Stockholm Estocolmo,
    Dublin Dublin Dublín, Milan Milan Milán, Geneva Genève Ginebra, Hamburg Hambourg Hamburgo,
    Seville Séville Sevilla, Porto Porto Oporto, Sydney Sydney Sídney, Lyon Lyon Lyon"""
EXONYMS: dict[str, tuple[str, str]] = {
    english: (french, spanish)
    for english, french, spanish in (entry.split() for entry in _CITIES.split(","))
}
# Their names in French or Spanish need articles or are spelt in several ways.
OTHER_CITIES = frozenset(phrases(
    "Cairo|Havana|Mexico City|Tehran|Hanoi|Kyiv|Brasilia|New Delhi|Reykjavik|Ottawa|Turin|Kyoto|"
    "Cordoba|Gdansk|Malmo|Canberra|Bangkok|Mumbai|Cologne|Munich|Florence|Venice|Naples|Prague|"
    "Barcelona|Edinburgh|New York|Genoa|Zurich|Basel|Antwerp|Bucharest|Belgrade|Jerusalem|"
    "Singapore|Seoul|Algiers|Tunis|Damascus|Baghdad|Riyadh|Luxembourg|Sofia|Addis Ababa|"
    "Philadelphia|The Hague|Marseille|Helsinki|Accra|Bern|Ankara|"
    "Amsterdam|Bogota|Bruges|Cape Town|Delhi|Dresden|Frankfurt|Ghent|Gothenburg|Granada|"
    "Istanbul|Jakarta|Johannesburg|Kolkata|Krakow|Montreal|Nice|Rio de Janeiro|Rotterdam|"
    "Salzburg|Sao Paulo|Shanghai|Valencia|Vilnius|Bordeaux|Dubai|Dhaka|Manila|Tallinn|"
    "Los Angeles|Aarhus|Lahore|Abu Dhabi|Karachi"
))  # fmt: skip

# {n} is a name, {c} a city.
_NAMED = [
    ("my name is {n}", "je m'appelle {n}", "me llamo {n}"),
    ("my name is {n}", "je m'appelle {n}", "me llamo {n}"),
    ("I am {n}", "je suis {n}", "soy {n}"),
    ("hello, {n}", "bonjour, {n}", "hola, {n}"),
    ("goodbye, {n}", "au revoir, {n}", "adiós, {n}"),
    ("thank you, {n}", "merci, {n}", "gracias, {n}"),
    ("good night, {n}", "bonne nuit, {n}", "buenas noches, {n}"),
    ("happy birthday, {n}", "joyeux anniversaire, {n}", "feliz cumpleaños, {n}"),
    ("see you tomorrow, {n}", "à demain, {n}", "hasta mañana, {n}"),
    ("I love you, {n}", "je t'aime, {n}", "te quiero, {n}"),
    ("how are you, {n}?", "comment vas-tu, {n} ?", "¿cómo estás, {n}?"),
    ("where is {n}?", "où est {n} ?", "¿dónde está {n}?"),
    ("his name is {n}", "il s'appelle {n}", "él se llama {n}"),
    ("her name is {n}", "elle s'appelle {n}", "ella se llama {n}"),
    ("I live in {c}", "j'habite à {c}", "vivo en {c}"),
    ("I live in {c}", "j'habite à {c}", "vivo en {c}"),
    ("I work in {c}", "je travaille à {c}", "trabajo en {c}"),
    ("I am in {c}", "je suis à {c}", "estoy en {c}"),
    ("I am going to {c}", "je vais à {c}", "voy a {c}"),
    ("I am from {c}", "je viens {d}", "soy de {c}"),
    ("welcome to {c}", "bienvenue à {c}", "bienvenido a {c}"),
    ("{n} lives in {c}", "{n} habite à {c}", "{n} vive en {c}"),
    ("{n} has {a}", "{n} a {un}", "{n} tiene {uno}"),
    ("my {x} is called {n}", "{mon} s'appelle {n}", "{mi} se llama {n}"),
]  # fmt: skip

_PETS_AND_THINGS = [noun for kind in ("animal", "thing") for noun in NOUNS if noun.kind == kind]
_ALIVE = [noun for noun in NOUNS if noun.kind in ALIVE]


def named(draw: Draw) -> Said:
    """Return "my name is Anna", "I live in Oslo", "Ben has a dog"."""
    english_form, french_form, spanish_form = draw.pick(_NAMED)
    name, city = draw.first_name(), draw.city()
    while city in OTHER_CITIES or (city in EXONYMS and draw.split == "test"):
        city = draw.city()
    ville, ciudad = EXONYMS.get(city, (city, city))
    noun = draw.pick(_ALIVE if "{x}" in english_form else _PETS_AND_THINGS)
    x = one_of(draw, noun.english)
    d = f"d'{ville}" if ville[0] in "AEIOUÉ" else f"de {ville}"
    return Said(
        english_form.format(n=name, c=city, x=x, a=english("a", x)),
        french_form.format(n=name, c=ville, d=d, un=french("a", noun), mon=french("my", noun)),
        spanish_form.format(n=name, c=ciudad, uno=spanish("a", noun), mi=spanish("my", noun)),
        None,
    )
