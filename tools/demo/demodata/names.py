"""Names of people and places: real ones, and invented ones so that copying has to be learnt."""

from __future__ import annotations

import random
import zlib
from typing import Literal

from .text import phrases, words

Split = Literal["train", "test"]

FIRST_NAMES = words(
    "Aaron Abdul Ada Adam Agnes Ahmed Aisha Alan Albert Alejandro Alex Alexander Alfie Ali Alice "
    "Alma Amara Amina Amit Amy Ana Anders Andrea Andrew Angela Anika Anita Ann Anna Anne Anton "
    "Antonio Anya Arjun Arthur Astrid Aya Barbara Beatrice Bella Ben Benjamin Bernard Beth Bianca "
    "Bill Björn Bob Brenda Brian Bridget Carl Carla Carlos Carmen Carol Caroline Catherine "
    "Cecilia Charles Charlie Charlotte Chen Chiara Chloe Chris Christine Claire Clara Claudia "
    "Connor Cora Daisy Dan Daniel Daphne David Deborah Diana Diego Dominik Donna Dorothy Dylan "
    "Eddie Edith Edward Eleanor Elena Eli Elif Elin Elisa Elizabeth Ella Ellen Elsa Emil Emily "
    "Emma Enzo Eric Erik Erin Ethan Eva Evelyn Fatima Felix Fernando Fiona Florence Francesca "
    "Frank Fred Freya Gabriel Gary Gemma George Georgia Gina Giulia Giovanni Gloria Grace Greta "
    "Hana Hannah Hans Harriet Harry Hassan Hazel Heidi Helen Henry Hiroshi Holly Hugo Ian Ibrahim "
    "Ida Igor Ines Irene Isaac Isabel Isla Ivan Ivy Jack Jacob James Jamie Jane Javier Jenny "
    "Jessica Joan Joe Johan John Jonas Jorge Joseph Josh Joyce Juan Judith Julia Julian Jürgen "
    "Karen Karim Karl Kate Kathy Keiko Kenji Kevin Kim Kofi Lars Laura Layla Lea Leah Lee Lena "
    "Leo Leon Lev Liam Lily Lin Linda Lisa Liz Logan Lola Louis Louise Luca Lucas Lucia Lucy Luis "
    "Luka Luna Lydia Magnus Malik Marc Marco Margaret Maria Marie Mario Mark Martin Mary Mateo "
    "Matt Max Maya Mei Melissa Mia Michael Miguel Mila Milan Min Mira Mohammed Molly Nadine Naomi "
    "Natalie Nathan Nell Niamh Nick Nicole Nils Nina Noah Noor Nora Norman Olaf Oleg Olga Oliver "
    "Olivia Omar Oscar Owen Pablo Pat Patricia Patrick Paul Paula Pedro Penny Peter Philip Phoebe "
    "Pia Pierre Priya Quentin Quinn Rachel Raj Ralph Ramon Ravi Ray Rebecca Renata Ricardo "
    "Richard Rita Robert Robin Roger Rohan Roman Rosa Rose Rosie Ruby Ruth Ryan Sally Sam Samir "
    "Samuel Sandra Sara Sarah Sasha Scott Sean Sebastian Silvia Simon Sofia Sonia Sophie Stefan "
    "Stella Steve Sue Susan Sven Tanya Tara Ted Teresa Thea Theo Thomas Tilda Tim Tina Todd Tom "
    "Tomas Tony Uma Umar Vera Veronica Victor Victoria Vikram Vincent Violet Wendy Will William "
    "Willow Xavier Xin Yara Yasmin Yosef Yuki Yusuf Yvonne Zara Zoe José Zoë René André Anaïs "
    "Łukasz Søren"
)
HELD_OUT_FIRST_NAMES = words(
    "Amelia Bruno Celeste Dmitri Esther Gustav Helena Ingrid Jasper Katya Lorenzo Marta Nadia Otto "
    "Petra Rafael Selma Tobias Ursula Viktor Bettina Caleb Delia Edgar Farida Gideon Hilda Ismail"
)
SURNAMES = words(
    "Smith Jones Olsen Garcia Rossi Weber Novak Silva Tanaka Patel Brown Wilson Meyer Dubois "
    "Costa Kim Ivanov Hansen Moreau Becker Taylor Johnson Williams Davies Evans Thomas Roberts "
    "Walker Wright Robinson Thompson White Hughes Edwards Green Hall Lewis Harris Clarke Jackson "
    "Wood Turner Martin Cooper Hill Ward Morris Moore Clark Baker Harrison King Morgan Allen "
    "Scott Young Lee Chen Wang Li Zhang Singh Kumar Khan Ahmed Hussain Müller Schmidt Fischer "
    "Wagner Schulz Lopez Martinez Gonzalez Perez Sanchez Ramirez Torres Ferrari Bianchi Romano "
    "Nielsen Larsen Andersson Johansson Kowalski Nowak Petrov Popov Nguyen Tran Park Sato Suzuki "
    "Okafor Mensah Lovelace Murphy Kelly O'Brien Byrne"
)
CITIES = words(
    "London Boston Chicago Lyon Milan Hamburg Porto Bergen Toronto Mumbai Osaka Sydney Geneva "
    "Seville Dallas Leeds Paris Berlin Rome Madrid Lisbon Oslo Stockholm Helsinki Copenhagen "
    "Warsaw Vienna Athens Dublin Brussels Budapest Tokyo Beijing Cairo Nairobi Accra Rabat Ottawa "
    "Havana Lima Santiago Ankara Tehran Bangkok Hanoi Canberra Reykjavik Kyiv Prague Zurich "
    "Munich Cologne Frankfurt Naples Venice Florence Barcelona Valencia Bilbao Granada Marseille "
    "Nice Bordeaux Lille Rotterdam Amsterdam Utrecht Antwerp Ghent Bruges Krakow Riga Vilnius "
    "Tallinn Sofia Belgrade Bucharest Istanbul Izmir Moscow Manchester Liverpool Glasgow "
    "Edinburgh Cardiff Belfast Oxford Cambridge York Bath Brighton Sheffield Norwich Galway Cork "
    "Seattle Austin Houston Miami Atlanta Phoenix Portland Detroit Philadelphia Vancouver "
    "Montreal Calgary Delhi Chennai Kolkata Pune Karachi Lahore Dhaka Shanghai Shenzhen Seoul "
    "Busan Nagoya Singapore Jakarta Manila Melbourne Perth Brisbane Auckland Wellington Lagos "
    "Abuja Dakar Tunis Algiers Casablanca Johannesburg Durban Dubai Doha Baghdad Bogota Quito "
    "Caracas Montevideo Salzburg Graz Basel Bern Leipzig Dresden Bonn Trondheim Aarhus Gothenburg "
    "Uppsala Turku"
) + phrases(
    "New York|San Francisco|Los Angeles|Cape Town|New Delhi|Mexico City|Buenos Aires|Hong Kong|"
    "Tel Aviv|St Andrews|Las Vegas|Santa Fe|San Diego|Sao Paulo|Rio de Janeiro|Addis Ababa|Málaga|"
    "Kuala Lumpur|Abu Dhabi|Stoke-on-Trent"
)
HELD_OUT_CITIES = words(
    "Turin Gdansk Malmo Bristol Denver Kyoto Zagreb Nantes Tampere Cordoba Plymouth Odense Hobart "
    "Tucson Verona Lublin"
)

_ONSETS = words(
    "b bl br c ch cl d dr f fl g gr h j k kl kr l m n p ph pr qu r s sh sk st t th tr v w y z"
)
_VOWELS = words("a e i o u")
_DIPHTHONGS = words("ai ea ia io ou ee oo y ae")
_CODAS = [
    "",
    "",
    "",
    "",
    "n",
    "l",
    "r",
    "s",
    "m",
    "t",
    "nd",
    "rk",
    "x",
    "th",
    "ck",
    "ll",
    "nn",
    "sh",
]
# Chunks that are also common word pieces: copying cannot lean on rare tokens alone.
_CHUNKS = words(
    "an in is on er ar el or al en ia na la ma ra sa ta ri li mi ni be da mar jo ka te le ro lo "
    "sol vi ur us ing gri id sul raf ael est her tor mel ris ani eli oni ura ulf and ant wen hel "
    "gar sam nor per sto lia vio cel ves dra kos zan fen hol os as it at et ed am ton berg ville "
    "ford ham ley ster ina elle etta ott ard bert win ric mund ov ski sen dottir a o u e i"
)
_LETTERS = "aeioubcdfghjklmnpqrstvwxyzaeiou"


def held_out(key: str) -> bool:
    """Return whether a key belongs to the held-out tenth of the data."""
    return zlib.crc32(key.encode()) % 10 == 0


def invented_name(rng: random.Random) -> str:
    """Return an invented name, mostly pronounceable, of one to five parts."""
    roll = rng.random()
    if roll < 0.40:
        parts = [rng.choice(_CHUNKS) for _ in range(rng.randint(2, 4))]
    elif roll < 0.85:
        parts = [_syllable(rng) for _ in range(rng.choice([1, 2, 2, 2, 3, 3, 4]))]
    elif roll < 0.93:
        # A real name with another ending, or with a part said twice.
        stem = rng.choice(FIRST_NAMES)
        parts = [stem[: rng.randint(2, len(stem))], rng.choice(_CHUNKS)]
        if rng.random() < 0.3:
            parts.append(parts[1])
    else:
        parts = [rng.choice(_LETTERS) for _ in range(rng.randint(2, 7))]
    name = "".join(parts)
    return (name if len(name) > 1 else name + rng.choice(_CHUNKS)).capitalize()


def _syllable(rng: random.Random) -> str:
    vowel = rng.choice(_VOWELS if rng.random() < 0.85 else _DIPHTHONGS)
    return rng.choice(_ONSETS) + vowel + rng.choice(_CODAS)


_LISTED_TEST = frozenset(HELD_OUT_FIRST_NAMES + HELD_OUT_CITIES)


def _invented_for(rng: random.Random, split: Split) -> str:
    while True:
        name = invented_name(rng)
        if (held_out("name:" + name) or name in _LISTED_TEST) == (split == "test"):
            return name


def first_name(rng: random.Random, split: Split) -> str:
    """Return a first name of the split; no name is in both."""
    if split == "test":
        return rng.choice(HELD_OUT_FIRST_NAMES) if rng.random() < 0.5 else _invented_for(rng, split)
    return rng.choice(FIRST_NAMES) if rng.random() < 0.45 else _invented_for(rng, split)


def full_name(rng: random.Random, split: Split) -> str:
    """Return a first name, in a third of the cases with a surname."""
    name = first_name(rng, split)
    if rng.random() < 0.67:
        return name
    if split == "train" and rng.random() < 0.6:
        return f"{name} {rng.choice(SURNAMES)}"
    return f"{name} {first_name(rng, split)}"


def city(rng: random.Random, split: Split) -> str:
    """Return the name of a city of the split, real or invented."""
    if rng.random() < 0.35:
        return first_name(rng, split)
    return rng.choice(CITIES if split == "train" else HELD_OUT_CITIES)
