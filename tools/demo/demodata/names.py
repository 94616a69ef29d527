"""Names of people and places: real ones, and invented ones so that copying has to be learnt."""

from __future__ import annotations

import random
import zlib
from typing import Literal

from .text import words
from .world import CAPITALS

Split = Literal["train", "test"]

FIRST_NAMES = words(
    "Anna Ben Clara David Emma Felix Grace Henry Ida Jack Karen Leo Maria Nina Oscar Paula Quentin "
    "Rosa Sam Tina Uma Victor Wendy Xavier Yara Zoe Alice Bob Carol Dan Eva Frank Gina Hugo Irene "
    "John Kate Liam Mia Noah Olga Peter Rita Simon Tara Tom Lucy Max Ruth Paul Julia Mark Sofia "
    "Adam Layla Omar Mei Ravi Priya Kenji Yuki"
)
HELD_OUT_FIRST_NAMES = words(
    "Amelia Bruno Celeste Dmitri Esther Gustav Helena Ingrid Jasper Katya Lorenzo Marta Nadia Otto "
    "Petra Rafael Selma Tobias Ursula Viktor"
)
SURNAMES = words(
    "Smith Jones Olsen Garcia Rossi Weber Novak Silva Tanaka Patel Brown Wilson Meyer Dubois Costa "
    "Kim Ivanov Hansen Moreau Becker"
)
CITIES = sorted(set(CAPITALS.values())) + words(
    "London Boston Chicago Lyon Milan Hamburg Porto Bergen Toronto Mumbai Osaka Sydney Geneva "
    "Seville Dallas Leeds"
)
HELD_OUT_CITIES = words("Turin Gdansk Malmo Bristol Denver Kyoto Zagreb Nantes Tampere Cordoba")

_ONSETS = words("b br c ch d dr f g gr h j k kl l m n p pr qu r s sh st t th tr v w y z")
_VOWELS = words("a e i o u")
_DIPHTHONGS = words("ai ea ia io ou")
_CODAS = ["", "", "", "n", "l", "r", "s", "m", "t", "nd", "rk", "x", "th", "ck"]
# Chunks that are also common word pieces: copying cannot lean on rare tokens alone.
_CHUNKS = words(
    "an in is on er ar el or al en ia na la ma ra sa ta ri li mi ni be da mar jo ka te le ro lo "
    "sol vi ur us ing gri id sul raf ael est her tor mel ris ani eli oni ura ulf and ant wen hel "
    "gar sam nor per sto lia vio cel ves dra kos zan fen hol os as it at et ed am"
)


def held_out(key: str) -> bool:
    """Return whether a key belongs to the held-out tenth of the data."""
    return zlib.crc32(key.encode()) % 10 == 0


def invented_name(rng: random.Random) -> str:
    """Return an invented, pronounceable name."""
    if rng.random() < 0.5:
        return "".join(rng.choice(_CHUNKS) for _ in range(rng.randint(2, 3))).capitalize()
    return "".join(_syllable(rng) for _ in range(2)).capitalize()


def _syllable(rng: random.Random) -> str:
    vowel = rng.choice(_VOWELS if rng.random() < 0.85 else _DIPHTHONGS)
    return rng.choice(_ONSETS) + vowel + rng.choice(_CODAS)


def _invented_for(rng: random.Random, split: Split) -> str:
    while True:
        name = invented_name(rng)
        listed = name in HELD_OUT_FIRST_NAMES or name in HELD_OUT_CITIES
        if (held_out("name:" + name) or listed) == (split == "test"):
            return name


def first_name(rng: random.Random, split: Split) -> str:
    """Return a first name of the split; no name is in both."""
    if split == "test":
        return rng.choice(HELD_OUT_FIRST_NAMES) if rng.random() < 0.5 else _invented_for(rng, split)
    return rng.choice(FIRST_NAMES) if rng.random() < 0.4 else _invented_for(rng, split)


def full_name(rng: random.Random, split: Split) -> str:
    """Return a first name, in a quarter of the cases with a surname."""
    name = first_name(rng, split)
    if rng.random() < 0.75:
        return name
    if split == "train" and rng.random() < 0.4:
        return f"{name} {rng.choice(SURNAMES)}"
    return f"{name} {first_name(rng, split)}"


def city(rng: random.Random, split: Split) -> str:
    """Return the name of a city of the split, real or invented."""
    if rng.random() < 0.4:
        return first_name(rng, split)
    return rng.choice(CITIES if split == "train" else HELD_OUT_CITIES)
