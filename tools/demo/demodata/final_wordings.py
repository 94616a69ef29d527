"""Prompts worded freely for the last check, written without seeing the generator.

They are never trained on, and independent of the other free prompts.
"""

from __future__ import annotations

from .prompts import Prompt

FINAL_WORDINGS = [
    # Sentiment.
    Prompt(
        "sentiment",
        "Rate the mood of this (positive / neutral / negative): the bus tour was dull, late and "
        "far too expensive",
        accept=["negative"],
    ),
    Prompt(
        "sentiment",
        'ok so my boss wants to know: is "These shoes fit perfectly, I\'d buy them again" a '
        "positive, a negative or a neutral review?",
        accept=["positive"],
    ),
    Prompt(
        "sentiment",
        '"The museum was okay, nothing special." positive, negative or neutral? '
        "just want the label",
        accept=["neutral"],
    ),
    Prompt(
        "sentiment",
        "thx for helping. review says 'broken on arrival, terrible quality'. sentiment?",
        accept=["negative"],
    ),
    # Routing.
    Prompt(
        "routing",
        "The video freezes with an error message since the update.\n"
        "^ billing, shipping, technical?",
        accept=["technical"],
    ),
    Prompt(
        "routing",
        "pls forward to the right queue (shipping, technical, billing): when will my package be "
        "delivered, i need it by saturday",
        accept=["shipping"],
    ),
    Prompt(
        "routing",
        "A lady called because the subscription price on her receipt is too high. "
        "To whom does it go: technical, billing or shipping?",
        accept=["billing"],
    ),
    Prompt(
        "routing",
        "Triage: 'printer software won't install on my laptop'. "
        "One of billing, technical, shipping.",
        accept=["technical"],
    ),
    # Extraction.
    Prompt(
        "extraction",
        "Noor (38) has been living in Rotterdam for years. name/city/age in json!",
        json={"name": "Noor", "city": "Rotterdam", "age": 38},
    ),
    Prompt(
        "extraction",
        "Hello, would you kindly extract name, city and age into JSON from my pupil's text? "
        '"I am called Emil. I am 9 years old. I live in Uppsala."',
        json={"name": "Emil", "city": "Uppsala", "age": 9},
    ),
    Prompt(
        "extraction",
        "need this order as json - item, quantity, price: one umbrella for 15 euros",
        json={"item": "umbrella", "quantity": 1, "price": 15},
    ),
    Prompt(
        "extraction",
        "Item, quantity and price as JSON please. "
        '"We\'d like to order 6 cups, each costs 3.50 euros."',
        json={"item": ("cup", "cups"), "quantity": 6, "price": 3.5},
    ),
    # Arithmetic.
    Prompt("arithmetic", "how much is 50 take away 26", accept=["24"]),
    Prompt("arithmetic", "multiply 8 by 4 please", accept=["32"]),
    Prompt(
        "arithmetic",
        "Anna picks 14 flowers in the morning and 9 in the afternoon; how many flowers does she "
        "have in total?",
        accept=["23"],
    ),
    Prompt("arithmetic", "six and seven makes?", accept=["13"]),
    # Facts: capitals, continents, colours, opposites.
    Prompt("facts", "wich city is the capital of turkey", accept=["Ankara"]),
    Prompt("facts", "A elephant has which colour?", accept=["grey", "gray"]),
    Prompt("facts", "Do you know what continent Thailand is on?", accept=["Asia"]),
    Prompt(
        "facts",
        "i need a word that means the opposite of noisy",
        accept=["quiet", "silent", "calm", "peaceful"],
    ),
    # Everyday facts: days, months, units, animals, reasons.
    Prompt("everyday", "name the month that follows february", accept=["March"]),
    Prompt("everyday", "what is a young sheep called", accept=["lamb"]),
    Prompt("everyday", "days in a week = ?", accept=["7", "seven"]),
    Prompt(
        "everyday",
        "Could you explain, in a sentence, why leaves fall from the trees in autumn?",
        accept=["water", "energy", "winter", "cold", "colder", "sunlight", "light", "chlorophyll"],
    ),
    # Rewriting.
    Prompt(
        "rewriting",
        "Big letters everywhere, please -> we won the game",
        accept=["WE WON THE GAME"],
    ),
    Prompt("rewriting", "one mouse, but two or more are called ...?", accept=["mice"]),
    Prompt(
        "rewriting",
        "Flip the word order of 'tall men drink coffee', so the last one comes first.",
        accept=["coffee drink men tall"],
    ),
    Prompt(
        "rewriting",
        "Give me back exactly this text: seven grey stones on a hill",
        accept=["seven grey stones on a hill"],
    ),
    # Translation.
    Prompt(
        "translation",
        "what would a french person say for 'good morning'",
        accept=["bonjour"],
    ),
    Prompt("translation", "Spanish for 'black horse'?", accept=["caballo negro"]),
    Prompt(
        "translation",
        "i'm in paris tomorrow and need the french word for water",
        accept=["eau"],
    ),
    Prompt("translation", "put this in spanish: the yellow flower", accept=["flor amarilla"]),
    # Patterns from a few examples.
    Prompt("patterns", "big > small, fast > slow, wet >", accept=["dry"]),
    Prompt("patterns", "4 is four\n9 is nine\n6 is", accept=["six"]),
    Prompt(
        "patterns",
        "cow says moo. dog says woof. cat says",
        accept=["meow", "miaow", "mew"],
    ),
    Prompt(
        "patterns",
        "Input: Monday / Output: Tuesday\nInput: Friday / Output: Saturday\n"
        "Input: Wednesday / Output:",
        accept=["Thursday"],
    ),
    # Memory.
    Prompt(
        "memory",
        "Quick test! Say my name.",
        before=[
            "I'm Farid, pleased to meet you",
            "Pleased to meet you too, Farid!",
            "which sound does a cow make",
            "Moo.",
            "haha good",
            "Thank you!",
        ],
        accept=["Farid"],
    ),
    Prompt(
        "memory",
        "in what town do i have my home? i mentioned it earlier",
        before=[
            "My home is in Toronto. Do you like cities?",
            "I will remember that you live in Toronto.",
            "whats 5 * 5",
            "25",
        ],
        accept=["Toronto"],
    ),
    Prompt(
        "memory",
        "Can you recall the fruit I love?",
        before=[
            "hi! there is no better fruit than mango, I love it",
            "Hi! Mango is a good choice.",
            "What is the capital of Egypt?",
            "Cairo.",
        ],
        accept=["mango", "mangoes", "mangos"],
    ),
    Prompt(
        "memory",
        "Now tell me the colour, not the name.",
        before=[
            "Two things about me: I am Elsa, and my favourite colour is orange.",
            "Nice to meet you, Elsa! Orange is a bright colour.",
            "what was my name",
            "Your name is Elsa.",
        ],
        accept=["orange"],
    ),
    # System prompts.
    Prompt(
        "system",
        "Which colour is snow?",
        system="Whatever language people write in, you use French.",
        accept=["blanc", "blanche"],
    ),
    Prompt(
        "system",
        "capital of greece?",
        system='Reply only in JSON, like {"answer": "..."}',
        json={"answer": "Athens"},
    ),
    Prompt(
        "system",
        "and who might you be?",
        system="You're Yusuf, a friendly bus driver.",
        accept=["Yusuf"],
    ),
    Prompt(
        "system",
        "tell me the colour of a ripe tomato",
        system="One-word answers, no explanation.",
        accept=["red"],
        exact=True,
    ),
    # Lists.
    Prompt(
        "list",
        "bullet points! two animals! my kid wants them now",
        items="animals",
        count=2,
    ),
    Prompt(
        "list",
        "I would be glad about a Markdown list (with dashes) that has four different fruits in it.",
        items="fruits",
        count=4,
    ),
    Prompt("list", "- ?\n- ?\n- ?\nfill in this list with countries", items="countries", count=3),
    # Code.
    Prompt(
        "code",
        "Please define in Python something that says whether n is odd, as a function.",
        require=["def", "return"],
        accept=["% 2 == 1", "% 2 != 0", "%2 == 1", "%2 != 0", "%2==1", "%2!=0", "& 1"],
    ),
    Prompt(
        "code",
        "i have a word and want it backwards, gimme the function (python)",
        require=["def", "return"],
        accept=["[::-1]", "reversed"],
    ),
    Prompt(
        "code",
        "Our exercise says: sum of a list of numbers, one Python function. How does it look?",
        require=["def", "return"],
        accept=["sum(", "+"],
    ),
    # Stories.
    Prompt(
        "story",
        "im bored, invent something with a penguin who is called Otto",
        require=["penguin", "Otto"],
        shortest=120,
    ),
    Prompt(
        "story",
        "My name is Lucia, can I be the hero of a story?",
        require=["Lucia"],
        shortest=120,
    ),
    Prompt(
        "story",
        "Dear model, would you please tell us what happened to a small cat in Dublin? "
        "A few sentences of story are enough.",
        require=["cat", "Dublin"],
        shortest=120,
    ),
    # Greetings, and who it is.
    Prompt(
        "greeting",
        "good afternoon to you",
        accept=["good afternoon", "hello", "hi", "hey", "welcome", "help"],
    ),
    Prompt("greeting", "introduce yourself please", accept=["llmnb"]),
    Prompt("greeting", "wait, what r u exactly", accept=["llmnb", "model"]),
    # What it does not know.
    Prompt("unknown", "Is it cold outside right now?", accept=["do not know", "don't know"]),
    Prompt(
        "unknown",
        "my friend comes from Blorvik, what city is the capital there",
        accept=["do not know", "don't know"],
    ),
    Prompt(
        "unknown",
        "which party has the most seats in parliament?",
        accept=["do not know", "don't know"],
    ),
    Prompt(
        "unknown",
        "Tell me when Mozart was born, please.",
        accept=["do not know", "don't know"],
    ),
]
