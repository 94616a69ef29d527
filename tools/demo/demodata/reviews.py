"""Reviews and support tickets: sentiment, stars, and which team should answer."""

from __future__ import annotations

import json

from .draw import Draw, Example
from .text import words
from .world import CATEGORIES, PRODUCTS

_ASPECTS = words(
    "battery screen sound design quality price handle colour size finish service delivery"
)
_ADJECTIVES = {
    5: words("amazing perfect excellent fantastic wonderful brilliant great superb"),
    4: words("good nice solid pleasant reliable comfortable"),
    3: words("okay average fine ordinary acceptable"),
    2: words("bad weak poor cheap disappointing noisy"),
    1: words("terrible awful horrible useless dreadful"),
}
_OPINIONS = {
    5: [
        "I love this {p}!", "I love this {p}.", "I love it!", "I absolutely love it.",
        "Best {p} I have ever bought.", "It works perfectly.", "Highly recommended.",
        "I would buy this {p} again and again.", "My whole family loves this {p}.",
        "Such {a} quality!", "This is the best {p} ever.",
    ],
    4: [
        "I like this {p}.", "I am happy with my {p}.", "It works well.", "Great value.",
        "Good value for money.", "I would buy it again.", "I am pleased with it.",
        "The {p} arrived early and works well.", "I can recommend it.",
    ],
    3: [
        "It does the job, nothing more.", "The {p} is neither good nor bad.", "It is okay.",
        "Not great, not terrible.", "I have no strong feelings about it.",
        "It is just another {p}.", "Nothing special.",
    ],
    2: [
        "I do not like this {p}.", "I am not happy with it.", "It feels cheap.",
        "I expected more from this {p}.", "I would not buy it again.", "The {p} arrived late.",
        "I cannot recommend it.", "I am disappointed.",
    ],
    1: [
        "I hate this {p}!", "I hate it.", "It broke after {n} days.", "It is broken.",
        "It stopped working after {n} days.", "A complete waste of money.",
        "I want my money back.", "Worst {p} I have ever bought.", "What {a} quality!",
        "Do not buy this {p}!",
    ],
}  # fmt: skip
_ASIDES = [
    "I bought this {p} last week.", "I use the {p} every day.", "The {p} came in a {c} box.",
    "My sister has the same {p}.", "I ordered it online.",
]  # fmt: skip
_POLARITY = {5: "positive", 4: "positive", 3: "neutral", 2: "negative", 1: "negative"}

_ASK_SENTIMENT = [
    "Classify the sentiment of this review as positive, negative or neutral: {r}",
    "Classify the sentiment of this review as positive, negative, or neutral: {r}",
    "Classify the sentiment of this review as positive, neutral or negative. {r}",
    "Classify the sentiment of this text as positive, negative or neutral.\n\n{r}",
    "Classify the sentiment: {r}",
    "What is the sentiment of this review? {r}",
    "What is the sentiment? {r}",
    "Is this review positive, negative or neutral? {r}",
    "Is this positive or negative? {r}",
    "Review: {r}\nSentiment:",
    "Sentiment of this text: {r}",
    "Sentiment: {r}",
    'Classify the sentiment of "{r}"',
    "Answer with one word: positive, negative or neutral.\n\n{r}",
    "Classify this review.\n\nReview: {r}",
    "Classify as positive, negative or neutral: {r}",
    "Classify: {r}",
    "Does the customer like it? Answer positive, negative or neutral: {r}",
    "Positive, negative or neutral? {r}",
    "{r}\n\nIs this review positive, negative or neutral?",
    "{r}\n\nWhat is the sentiment of this review?",
    "Tell me the sentiment of this review: {r}",
    "How does this customer feel, positive, negative or neutral? {r}",
]
_ASK_STARS = [
    "How many stars from 1 to 5 does this review give? {r}",
    "Rate this review from 1 to 5: {r}",
    "Stars from 1 to 5: {r}",
    "How many stars? {r}",
    "Give this review 1 to 5 stars: {r}",
]
_ASK_BOTH = [
    "Return JSON with sentiment and stars: {r}",
    "Give the sentiment and stars as JSON: {r}",
    "Analyse this review as JSON: {r}",
    "Extract sentiment and stars as JSON: {r}",
]

_TICKETS = {
    "billing": [
        "I was charged twice for my {p}.", "My invoice for the {p} is wrong.",
        "I want a refund for order {n}.", "Why did I pay {n} dollars for the {p}?",
        "My card was charged {n} dollars too much.", "I paid twice for order {n}.",
        "The price on my invoice is wrong.", "Please send me the invoice for my {p}.",
        "I was charged {n} dollars too much.", "My payment for the {p} failed.",
        "I want my money back for the {p}.",
    ],
    "shipping": [
        "My {p} has not arrived.", "The package with the {p} is late.", "Where is order {n}?",
        "Please change the delivery address of order {n}.", "When will my {p} arrive?",
        "The {p} was sent to the wrong city.", "My parcel is lost.", "Where is my package?",
        "My order {n} has not been delivered.", "The delivery of my {p} is late.",
        "The box with the {p} never arrived.",
    ],
    "technical": [
        "The {p} does not turn on.", "My {p} shows error {n}.",
        "I cannot connect the {p} to the wifi.", "The {p} is too hot after {n} minutes.",
        "The screen of my {p} stays black.", "My {p} is broken.", "The app crashes.",
        "How do I reset the {p}?", "My {p} stopped working.", "I cannot log in.",
        "The {p} makes a strange noise.", "The {p} will not charge.",
    ],
}  # fmt: skip
_ASK_TEAM = [
    "Classify this message as billing, shipping or technical: {m}",
    "Classify this ticket as billing, shipping or technical: {m}",
    "Classify as billing, shipping or technical: {m}",
    "Which team should answer: billing, shipping or technical? {m}",
    "Topic of this ticket: {m}",
    "Route this message to billing, shipping or technical: {m}",
    "Is this about billing, shipping or technical? {m}",
    "Billing, shipping or technical? {m}",
    "{m}\n\nWhich team should answer this: billing, shipping or technical?",
    "Choose a team (billing, shipping, technical): {m}",
]


def review(draw: Draw, stars: int) -> str:
    """Return a review of one to three sentences that gives this many stars."""
    product = draw.pick(PRODUCTS)
    parts = [_opinion(draw, stars, product)]
    roll = draw.rng.random()
    if roll < 0.4:
        second = _opinion(draw, stars, product)
        if second not in parts:
            parts.append(second)
    elif roll < 0.6:
        aside = draw.pick(_ASIDES).format(p=product, c=draw.pick(CATEGORIES["colour"]))
        parts.insert(0, aside)
    return " ".join(parts)


def _opinion(draw: Draw, stars: int, product: str) -> str:
    wording = _opinion_wording(draw, stars)
    aspect, other_aspect = draw.pick_several(_ASPECTS, 2)
    adjective, other_adjective = draw.pick_several(_ADJECTIVES[stars], 2)
    if stars in (2, 4) and draw.chance(0.25) and "What" not in wording:
        adjective = f"{draw.pick(['very', 'really', 'quite'])} {adjective}"
    return wording.format(
        p=product, x=aspect, y=other_aspect, a=adjective, b=other_adjective,
        n=draw.number(2, 9), g=draw.pick(_ADJECTIVES[4]), h=draw.pick(_ADJECTIVES[2]),
    )  # fmt: skip


def _opinion_wording(draw: Draw, stars: int) -> str:
    roll = draw.rng.random()
    if roll < 0.45:
        return draw.pick(_OPINIONS[stars])
    if roll < 0.6:
        return draw.pick(["The {p} is {a}.", "This {p} is {a}."])
    if roll < 0.85:
        return "The {x} is {a}."
    if stars != 3:
        return "The {x} is {a} and the {y} is {b}."
    return draw.pick(["The {x} is {g} but the {y} is {h}.", "The {x} is {h} but the {y} is {g}."])


def sentiment(draw: Draw) -> Example:
    """Classify a review as positive, negative or neutral."""
    stars = draw.pick([5, 4, 3, 3, 2, 1])
    text = review(draw, stars)
    return Example(text, draw.ask(_ASK_SENTIMENT, r=text), _POLARITY[stars])


def stars(draw: Draw) -> Example:
    """Rate a review from 1 to 5, as a number or with its sentiment as JSON."""
    count = draw.pick([5, 4, 3, 2, 1])
    text = review(draw, count)
    if draw.chance(0.5):
        return Example(text, draw.ask(_ASK_STARS, r=text), str(count))
    answer = json.dumps({"sentiment": _POLARITY[count], "stars": count})
    return Example(text, draw.ask(_ASK_BOTH, r=text), answer)


def ticket(draw: Draw) -> Example:
    """Route a customer's message to one of three teams."""
    team = draw.pick(list(_TICKETS))
    message = draw.pick(_TICKETS[team]).format(p=draw.pick(PRODUCTS), n=draw.number(10, 999))
    if draw.chance(0.3):
        message = draw.pick(["Hello. ", "Hi, ", "Good morning. ", "Hello! "]) + message
    return Example(message, draw.ask(_ASK_TEAM, m=message), team)
