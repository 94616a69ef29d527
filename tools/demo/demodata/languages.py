"""Answers in French and Spanish: capitals, numbers, colours, days, months, greetings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .text import words
from .world import DAYS, MONTHS


@dataclass(frozen=True)
class Language:
    """What the demo model can say in a language.

    Attributes
    ----------
    capitals : dict
        Country -> (its name after "the capital", the capital).
    nouns : dict
        Noun -> (subject with its article, gender).
    colours : dict
        Colour -> (masculine, feminine).
    phrases : dict
        What is said in English -> what is said in this language.
    introductions : list of str
        How people say their name {n}.
    """

    name: str
    capital: str
    number: str
    colour: str
    after: str
    before: str
    month_after: str
    month_before: str
    pleased: str
    unknown: str
    capitals: dict[str, tuple[str, str]]
    nouns: dict[str, tuple[str, str]]
    colours: dict[str, tuple[str, str]]
    days: list[str]
    months: list[str]
    phrases: dict[str, str]
    introductions: list[str]
    continents: dict[str, str]


def _pairs(text: str) -> dict[str, tuple[str, str]]:
    rows = (row.split("/") for row in text.split("|"))
    return {key: (one, other) for key, one, other in rows}


_FRENCH_CAPITALS = _pairs(
    "France/de la France/Paris|Germany/de l'Allemagne/Berlin|Italy/de l'Italie/Rome|"
    "Spain/de l'Espagne/Madrid|Portugal/du Portugal/Lisbonne|Norway/de la Norvège/Oslo|"
    "Sweden/de la Suède/Stockholm|Finland/de la Finlande/Helsinki|Denmark/du Danemark/Copenhague|"
    "Poland/de la Pologne/Varsovie|Austria/de l'Autriche/Vienne|Greece/de la Grèce/Athènes|"
    "Japan/du Japon/Tokyo|China/de la Chine/Pékin|India/de l'Inde/New Delhi|"
    "Egypt/de l'Égypte/Le Caire|Canada/du Canada/Ottawa|Mexico/du Mexique/Mexico|"
    "Brazil/du Brésil/Brasilia|Peru/du Pérou/Lima|Ireland/de l'Irlande/Dublin|"
    "Belgium/de la Belgique/Bruxelles|Hungary/de la Hongrie/Budapest|Kenya/du Kenya/Nairobi|"
    "Ghana/du Ghana/Accra|Morocco/du Maroc/Rabat|Cuba/de Cuba/La Havane|Chile/du Chili/Santiago|"
    "Argentina/de l'Argentine/Buenos Aires|Turkey/de la Turquie/Ankara|Iran/de l'Iran/Téhéran|"
    "Thailand/de la Thaïlande/Bangkok|Vietnam/du Vietnam/Hanoï|"
    "Australia/de l'Australie/Canberra|Iceland/de l'Islande/Reykjavik|Ukraine/de l'Ukraine/Kiev|"
    "Switzerland/de la Suisse/Berne|Russia/de la Russie/Moscou"
)
_SPANISH_CAPITALS = _pairs(
    "France/de Francia/París|Germany/de Alemania/Berlín|Italy/de Italia/Roma|"
    "Spain/de España/Madrid|Portugal/de Portugal/Lisboa|Norway/de Noruega/Oslo|"
    "Sweden/de Suecia/Estocolmo|Finland/de Finlandia/Helsinki|Denmark/de Dinamarca/Copenhague|"
    "Poland/de Polonia/Varsovia|Austria/de Austria/Viena|Greece/de Grecia/Atenas|"
    "Japan/de Japón/Tokio|China/de China/Pekín|India/de la India/Nueva Delhi|"
    "Egypt/de Egipto/El Cairo|Canada/de Canadá/Ottawa|Mexico/de México/Ciudad de México|"
    "Brazil/de Brasil/Brasilia|Peru/de Perú/Lima|Ireland/de Irlanda/Dublín|"
    "Belgium/de Bélgica/Bruselas|Hungary/de Hungría/Budapest|Kenya/de Kenia/Nairobi|"
    "Ghana/de Ghana/Acra|Morocco/de Marruecos/Rabat|Cuba/de Cuba/La Habana|"
    "Chile/de Chile/Santiago|Argentina/de Argentina/Buenos Aires|Turkey/de Turquía/Ankara|"
    "Iran/de Irán/Teherán|Thailand/de Tailandia/Bangkok|Vietnam/de Vietnam/Hanói|"
    "Australia/de Australia/Canberra|Iceland/de Islandia/Reikiavik|Ukraine/de Ucrania/Kiev|"
    "Switzerland/de Suiza/Berna|Russia/de Rusia/Moscú"
)
_FRENCH_NOUNS = _pairs(
    "banana/La banane/f|lemon/Le citron/m|sun/Le soleil/m|tomato/La tomate/f|"
    "strawberry/La fraise/f|cherry/La cerise/f|frog/La grenouille/f|leaf/La feuille/f|"
    "grass/L'herbe/f|cucumber/Le concombre/m|snow/La neige/f|milk/Le lait/m|coal/Le charbon/m|"
    "night/La nuit/f|sky/Le ciel/m|sea/La mer/f|carrot/La carotte/f|pumpkin/La citrouille/f|"
    "plum/La prune/f|grape/Le raisin/m|chocolate/Le chocolat/m|bear/L'ours/m|mouse/La souris/f|"
    "elephant/L'éléphant/m|flamingo/Le flamant/m|pig/Le cochon/m"
)
_SPANISH_NOUNS = _pairs(
    "banana/El plátano/m|lemon/El limón/m|sun/El sol/m|tomato/El tomate/m|strawberry/La fresa/f|"
    "cherry/La cereza/f|frog/La rana/f|leaf/La hoja/f|grass/La hierba/f|cucumber/El pepino/m|"
    "snow/La nieve/f|milk/La leche/f|coal/El carbón/m|night/La noche/f|sky/El cielo/m|"
    "sea/El mar/m|carrot/La zanahoria/f|pumpkin/La calabaza/f|plum/La ciruela/f|grape/La uva/f|"
    "chocolate/El chocolate/m|bear/El oso/m|mouse/El ratón/m|elephant/El elefante/m|"
    "flamingo/El flamenco/m|pig/El cerdo/m"
)

FRENCH = Language(
    "French",
    "La capitale {country} est {capital}.",
    "La réponse est {number}.",
    "{subject} est {colour}.",
    "{One} vient après {other}.",
    "{One} vient avant {other}.",
    "{One} vient après {other}.",
    "{One} vient avant {other}.",
    "Enchanté, {name} !",
    "Je ne sais pas.",
    _FRENCH_CAPITALS,
    _FRENCH_NOUNS,
    _pairs(
        "yellow/jaune/jaune|red/rouge/rouge|green/vert/verte|white/blanc/blanche|"
        "black/noir/noire|blue/bleu/bleue|orange/orange/orange|purple/violet/violette|"
        "brown/marron/marron|grey/gris/grise|pink/rose/rose"
    ),
    words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    words(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    {
        "Hello!": "Bonjour ! Comment puis-je vous aider ?", "You are welcome!": "De rien !",
        "Goodbye!": "Au revoir !", "I am fine, thank you!": "Je vais bien, merci !",
        "My name is llmnb demo.": "Je m'appelle llmnb demo.",
        "I am llmnb.": "Je suis llmnb demo, un tout petit modèle de langue.",
    },
    ["Je m'appelle {n}.", "Mon nom est {n}.", "Bonjour, je m'appelle {n}."],
    {
        "Europe": "l'Europe", "Asia": "l'Asie", "Africa": "l'Afrique", "Oceania": "l'Océanie",
        "North America": "l'Amérique du Nord", "South America": "l'Amérique du Sud",
    },
)  # fmt: skip
SPANISH = Language(
    "Spanish",
    "La capital {country} es {capital}.",
    "La respuesta es {number}.",
    "{subject} es {colour}.",
    "El {one} viene después del {other}.",
    "El {one} viene antes del {other}.",
    "{One} viene después de {other}.",
    "{One} viene antes de {other}.",
    "¡Encantado, {name}!",
    "No lo sé.",
    _SPANISH_CAPITALS,
    _SPANISH_NOUNS,
    _pairs(
        "yellow/amarillo/amarilla|red/rojo/roja|green/verde/verde|white/blanco/blanca|"
        "black/negro/negra|blue/azul/azul|orange/naranja/naranja|purple/morado/morada|"
        "brown/marrón/marrón|grey/gris/gris|pink/rosa/rosa"
    ),
    words("lunes martes miércoles jueves viernes sábado domingo"),
    words(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    {
        "Hello!": "¡Hola! ¿Cómo puedo ayudarte?", "You are welcome!": "¡De nada!",
        "Goodbye!": "¡Adiós!", "I am fine, thank you!": "¡Estoy bien, gracias!",
        "My name is llmnb demo.": "Me llamo llmnb demo.",
        "I am llmnb.": "Soy llmnb demo, un modelo de lenguaje muy pequeño.",
    },
    ["Me llamo {n}.", "Mi nombre es {n}.", "Hola, me llamo {n}."],
    {
        "Europe": "Europa", "Asia": "Asia", "Africa": "África", "Oceania": "Oceanía",
        "North America": "América del Norte", "South America": "América del Sur",
    },
)  # fmt: skip
LANGUAGES = {"french": FRENCH, "spanish": SPANISH}


def say(language: Language, sentence: str, short: str) -> str:
    """Return a fact in the language, or that it is not known there.

    Parameters
    ----------
    language : Language
        French or Spanish.
    sentence, short : str
        The answer in English, as a sentence and in few words.
    """
    capital = re.fullmatch(r"The capital of (.+) is .+\.", sentence)
    if capital and capital.group(1) in language.capitals:
        country, city = language.capitals[capital.group(1)]
        return language.capital.format(country=country, capital=city)
    order = re.fullmatch(r"(\w+) comes (after|before) (\w+)\.", sentence)
    if order and order.group(1) in DAYS + MONTHS:
        return _in_order(language, order.group(1), order.group(2), order.group(3))
    colour = re.fullmatch(r"(?:(?:An?|The) )?(\w+) is (\w+)\.", sentence)
    if colour and colour.group(1).lower() in language.nouns and short in language.colours:
        subject, gender = language.nouns[colour.group(1).lower()]
        word = language.colours[short][gender == "f"]
        return language.colour.format(subject=subject, colour=word)
    answer = short if short.isdigit() else _word(language, short)
    return language.number.format(number=answer) if answer else language.unknown


def _word(language: Language, short: str) -> str | None:
    named = dict(zip([*DAYS, *MONTHS], [*language.days, *language.months], strict=True))
    colour = language.colours.get(short)
    return named.get(short) or language.continents.get(short) or (colour[0] if colour else None)


def _in_order(language: Language, one: str, direction: str, other: str) -> str:
    day = one in DAYS
    english, own = (DAYS, language.days) if day else (MONTHS, language.months)
    first, second = own[english.index(one)], own[english.index(other)]
    if day:
        form = language.after if direction == "after" else language.before
    else:
        form = language.month_after if direction == "after" else language.month_before
    return form.format(one=first, One=first.capitalize(), other=second)
