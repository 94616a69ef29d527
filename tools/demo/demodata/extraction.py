"""Fields of people and orders, extracted to JSON."""

from __future__ import annotations

import json

from .draw import Draw, Example
from .world import PRODUCTS, plural

_PERSON_TEXTS = [
    "{n} is {a} years old and lives in {c}.",
    "{n} lives in {c} and is {a} years old.",
    "My name is {n}, I am {a} and I live in {c}.",
    "{n}, {a}, lives in {c}.",
    "{n} ({a}) comes from {c}.",
    "Meet {n} from {c}, aged {a}.",
    "At {a}, {n} moved to {c}.",
    "{n} from {c} is {a} years old.",
    "I am {n} from {c} and I am {a} years old.",
    "In {c} we met {n}, who is {a}.",
    "{n} is {a}. {n} lives in {c}.",
    "{n} lives in {c}. {n} is {a} years old.",
    "{n}, aged {a}, works in {c}.",
    "Our new colleague {n} is {a} and comes from {c}.",
]
_ASK_ALL = [
    "Extract the name, city and age as JSON: {t}",
    "Extract the name, city and age as JSON: {t}",
    "Extract the name, the city and the age as JSON: {t}",
    "Extract name, city and age: {t}",
    "Extract name, city, age as JSON: {t}",
    "Return a JSON object with name, city and age.\n\n{t}",
    "Return JSON with name, city and age: {t}",
    "Turn this into JSON with the keys name, city, age: {t}",
    "Get the name, city and age from this text as JSON: {t}",
    "Give me the name, city and age as JSON: {t}",
    'Extract JSON from "{t}"',
    "Extract JSON: {t}",
    "{t}\n\nExtract the name, city and age as JSON.",
    "{t}\nReturn JSON with name, city and age.",
]
_ASK_NAME_CITY = [
    "Extract the name and city as JSON: {t}",
    "Extract name and city: {t}",
    "Return JSON with name and city: {t}",
]
_ASK_NAME_AGE = [
    "Extract the name and age as JSON: {t}",
    "Extract name and age: {t}",
    "Return JSON with name and age: {t}",
]
_ASK_NAME = ["What is the name in this text? {t}", "Extract the name: {t}", "Who is it? {t}"]
_ASK_CITY = ["Which city is in this text? {t}", "Extract the city: {t}"]
_ASK_AGE = ["What is the age in this text? {t}", "Extract the age: {t}"]

_ORDER_TEXTS = [
    "I ordered {n} {i} for {p} dollars.",
    "Please send me {n} {i} at {p} dollars.",
    "We bought {n} {i} and paid {p} dollars.",
    "{n} {i}, {p} dollars.",
    "I want {n} {i} for {p} dollars.",
    "She paid {p} dollars for {n} {i}.",
    "They bought {n} {i} for {p} dollars.",
    "I would like to order {n} {i} for {p} dollars.",
]
_ASK_ORDER = [
    "Extract the item, quantity and price as JSON: {t}",
    "Extract item, quantity and price: {t}",
    "Turn this order into JSON: {t}",
    "Convert this order to JSON: {t}",
    "Return JSON with item, quantity and price.\n\n{t}",
    "Give me the item, quantity and price as JSON: {t}",
    "{t}\n\nExtract the item, quantity and price as JSON.",
]


def person(draw: Draw) -> Example:
    """Extract fields of a person from a sentence, mostly as JSON."""
    name, city, age = draw.full_name(), draw.city(), draw.number(18, 89)
    text = draw.pick(_PERSON_TEXTS).format(n=name, a=age, c=city)
    roll = draw.rng.random()
    if roll < 0.7:
        fields = {"name": name, "city": city, "age": age}
        return _as_json(draw, _ASK_ALL, text, fields)
    if roll < 0.78:
        return _as_json(draw, _ASK_NAME_CITY, text, {"name": name, "city": city})
    if roll < 0.86:
        return _as_json(draw, _ASK_NAME_AGE, text, {"name": name, "age": age})
    wordings, answer = draw.pick([(_ASK_NAME, name), (_ASK_CITY, city), (_ASK_AGE, str(age))])
    return Example(None, draw.ask(wordings, t=text), answer)


def _as_json(draw: Draw, wordings: list[str], text: str, fields: dict[str, object]) -> Example:
    answer = json.dumps(fields, ensure_ascii=False)
    return Example(None, draw.ask(wordings, t=text), answer)


def order(draw: Draw) -> Example:
    """Extract item, quantity and price of an order as JSON."""
    item, quantity, price = plural(draw.pick(PRODUCTS)), draw.number(2, 20), draw.number(5, 99)
    text = draw.pick(_ORDER_TEXTS).format(n=quantity, i=item, p=price)
    answer = json.dumps({"item": item, "quantity": quantity, "price": price})
    return Example(text, draw.ask(_ASK_ORDER, t=text), answer)
