"""Orders: item, quantity and price, extracted to JSON or asked for one by one."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import Draw, Example
from .fields import as_json, instruct
from .text import words

_ITEMS = words(
    "lamp chair table desk sofa pillow blanket towel curtain carpet mirror clock vase candle plate "
    "bowl cup mug glass spoon fork pan pot kettle toaster teapot jar basket bucket broom ladder "
    "hammer drill saw screwdriver nail screw brush shovel rake hose tent rope torch lantern "
    "battery book notebook pen pencil marker ruler eraser stapler folder envelope stamp calendar "
    "diary map poster postcard sticker crayon backpack bag suitcase wallet purse umbrella watch "
    "ring necklace bracelet shirt jacket coat sweater jumper hoodie skirt dress sock shoe boot "
    "sandal hat cap scarf glove belt tie button zip ball bat racket bicycle helmet skateboard "
    "scooter kite puzzle doll toy robot drum guitar flute violin trumpet whistle phone charger "
    "cable laptop keyboard monitor printer speaker headphone camera tripod tablet mouse router "
    "pizza burger sandwich cake pie cookie muffin donut bagel croissant pancake waffle salad soup "
    "taco burrito apple banana orange lemon melon peach pear mango pineapple carrot onion potato "
    "tomato cucumber egg sausage coffee tea juice cola lemonade smoothie milkshake rose tulip "
    "plant cactus seed brick tile plank window door lock key magnet balloon flag bell fan heater "
    "fridge oven mixer blender iron microscope telescope calculator globe easel canvas"
)
_LOOKS = words(
    "red blue green yellow black white grey brown pink purple orange small big large tiny long "
    "short new old cheap wooden plastic metal glass cotton leather soft heavy light round square "
    "fresh organic Italian French Swedish Japanese handmade vintage modern striped plain silver "
    "golden warm waterproof electric simple extra double mini spare used special"
)
_IRREGULAR = {
    "scarf": "scarves", "mouse": "mice", "potato": "potatoes", "tomato": "tomatoes",
    "mango": "mangoes", "cactus": "cacti",
}  # fmt: skip
_PRICES = (
    ["{p} dollars"] * 3 + ["{p} euros"] * 2 + ["{p} pounds", "${p}", "${p}", "€{p}", "£{p}"]
    + ["{p} €", "{p}€", "{p} EUR", "{p} USD", "{p} euro"]
)  # fmt: skip
_NUMBER_WORDS = words("one two three four five six seven eight nine ten eleven twelve")

_TOTAL_TEXTS = [
    "[I|We|They|You|The school|The office|My sister|Our team] [ordered|bought|got|purchased] {q} "
    "{i} for {p}.", "{who} [ordered|bought|got|purchased|picked up] {q} {i} [for|and paid] {p}.",
    "{who} [ordered|bought|got|wants|needs] {q} {i}. The [price is|price was|total is|cost is] "
    "{p}.", "[She|He|They|{who}|We|I] paid {p} for {q} {i}.",
    "[She|He|They|{who}|I|We] spent {p} on {q} {i}.", "{q} {i}, {p}[.|]", "{q} {i} for {p}[.|]",
    "{q} x {i}, {p}", "{q}x {i}: {p}", "{q} {i} = {p}", "{i} x {q}, {p}", "{i}: {q}, {p}",
    "{q} {i} ({p})", "{q} {i} - {p}", "{i} | {q} | {p}",
    "[Please send|Send|Please bring|Please deliver|Please ship|Please get] [me|us] {q} {i} for "
    "{p}.",
    "[I want|I need|I'd like|I would like|We need|We want|Can I have|Could we get] {q} {i} for "
    "{p}[.|]",
    "[I want|I'd like|I would like|We would like|I am going|We wish] to [order|buy|get] {q} {i} "
    "for {p}.",
    "[Please|I want to|I'd like to|Can you] order {q} {i}. [The price is|It costs|They cost|I "
    "pay] {p}.",
    "[Order|Order placed|New order|Purchase|Invoice|Receipt|Cart|Basket|Today's order|My order]: "
    "{q} {i}[,|;| for|. Total:|. Price:|, price] {p}[.|]", "Bought {q} {i} for {p}[.|]",
    "Sold {q} {i} for {p}[.|]",
    "Item: {i}[;|,|] [Quantity|quantity|Qty]: {q}[;|,|] [Price|price]: {p}",
    "Item: {i}\nQuantity: {q}\nPrice: {p}", "[Quantity|Qty]: {q}, item: {i}, price: {p}",
    "item={i} quantity={q} price={p}", "{p} for {q} {i}[.|]", "{p}, {q} {i}",
    "For {p} {who} bought {q} {i}.",
    "The [customer|client|buyer|guest|shop|hotel] [ordered|bought|asked for] {q} {i} [for|and "
    "paid] {p}.", "An order of {q} {i} for {p}[.|]",
    "The order is {q} {i}, [the price is |price |total |]{p}.",
    "[Yesterday|Today|On Monday|Last week|This morning] [I|we|{who}] [bought|ordered] {q} {i} for "
    "{p}.", "Our {q} {i} cost {p}[ in total|].",
    "The {q} {i} [cost|were|came to] {p}[ in total| altogether|].",
    "The bill for {q} {i} [is|was|came to] {p}.", "We sold {q} {i} to {who} for {p}.",
    "[Hello|Hi|Hey|Dear shop], I [want|would like|need] {q} {i} for {p}[, please|].",
    "{who} sent us {p} for {q} {i}.", "{who} is [ordering|buying|getting] {q} {i} for {p}.",
    "That is {q} {i}, so {p}[ please|].", "{who} would like {q} {i} and will pay {p}.",
    "There is an order from {who}: {q} {i} for {p}.", "Confirmed: {q} {i}, {p}, for {who}.",
    "[The|My|Our] parcel [has|contains] {q} {i} and cost {p}.",
    "I have {q} {i} in my basket for {p}.", "Thank you for your order of {q} {i}. You paid {p}.",
    "Quantity {q}, item {i}, price {p}",
    "It was {p} for {q} {i}, which {who} ordered [online|last week|by phone].",
]  # fmt: skip
_EACH_TEXTS = [
    "[I|We|They|{who}] [ordered|bought|got] {q} {i} [at|for] {p} [each|apiece|per piece|a piece].",
    "[Please send|Send|Please bring] [me|us] {q} {i} at {p}[| each].", "{q} {i} at {p}[| each][.|]",
    "[I want|I need|I'd like|We need|Order] {q} {i}, {p} each[.|]", "{q} {i} @ {p}",
    "{q} {i}, {p} each", "{who} needs {q} {i}. Each costs {p}.",
    "{q} {i}. [Unit price|Price each|Price per piece]: {p}",
    "[We sell|We sold|We shipped] {q} {i} at {p} each.", "{q} {i}, each for {p}.",
]  # fmt: skip

_KEY_WORDS = {
    "item": ["item"] * 10 + ["product", "article", "thing", "ordered item", "what was ordered"],
    "quantity": ["quantity"] * 10 + ["amount", "number", "count", "number of items", "how many"],
    "price": ["price"] * 10 + ["cost", "total price", "money", "sum", "how much it costs"],
}
_TYPES = {
    "item": ('"..."', "string", "str", '""'),
    "quantity": ("...", "number", "int", "0"),
    "price": ("...", "number", "float", "0"),
}
_KEYLESS = [
    "[Turn|Convert|Transform|Change|Parse|Make|Put] [this|the] order [into|to] [|valid |a ]JSON[| "
    "object]", "Extract the order[| as JSON| to JSON| in JSON format]", "Order to JSON",
    "Order as JSON", "Extract JSON", "Extract JSON from [this|this order|the order|this text]",
    "To JSON", "As JSON",
    "[Return|Output|Generate|Create|Write|Produce] [|the |a ]JSON [object |]for this [|text|order]",
    "[Give|Show|Return] [me |]this [order |]as JSON", "Text to JSON", "JSON[|, please| only]",
    "Extract the [data|information|info|details|fields|order details] as JSON", "Make JSON of this",
    "[Turn|Convert|Transform|Change|Parse|Put] this [|text |sentence ][into|to] JSON",
    "What is this order as JSON?", "What [would|does] this order look like [as|in] JSON?",
    "Describe [this|the] order as JSON", "Can you make JSON out of this order?", "Parse this order",
    "I need this order as JSON", "Write [down |]the order as JSON", "JSON for [this|the] order",
    "Structure this order as JSON", "Express this order as JSON",
    "[Record|Save|Store] the order as JSON", "Represent [this|the] order [as|in] JSON",
    "Put the order [details |]in a JSON object",
]  # fmt: skip
_ASK_ITEM = [
    "What did [they|the customer|he|she] [order|buy|get|want]?", "What [was|is] [ordered|bought]?",
    "What is the [item|product][| in this order| here]?",
    "Which [item|product|thing] was [ordered|bought]?",
    "[Extract|Get|Find|Return|Give me|Output|Identify] the [item|product][| from this order]",
    "[Item|Product][|?| only]", "What is in the [order|basket|cart]?", "Just the [item|product]",
    "[Which|What] [item|product] [is it|is this about|is mentioned|do you see|is named]?",
    "[Tell|Give|Show] me [the item|what was ordered|the product]", "I need only the item[| name]",
    "Only [return|give|answer with] the [item|product]", "What is being [ordered|bought|sold]?",
    "What is this order for?", "What kind of [item|thing|product] is it?",
    "Name of the [item|product]", "[Name|Say|State] the [item|product|ordered item]",
    "What should [we|I] [pack|send|ship]?", "Can you find the [item|product]?",
    "What goods are [mentioned|ordered]?", "Name the item",
    "I [want|would like] to know what was [ordered|bought]",
    "Which things are [in the order|ordered]?", "What [are they|is the customer] paying for?",
    "Spot the [item|product]", "The [item|product][|?]",
]  # fmt: skip
_ASK_QUANTITY = [
    "How many did [they|the customer|he|she] [order|buy|get|want]?", "How many [was it|is it|]?",
    "How many [items|pieces|things] [are there|are in the order|were ordered|are ordered]?",
    "How many {i} [are there|were ordered|are in the order|are ordered|were bought|is it]?",
    "How many {i} did [they|the customer|he|she] [order|buy|get|want]?", "How many {i}?",
    "What is the [quantity|amount|count][| in this order| here]?", "Quantity[|?| only]", "Qty[|?]",
    "[Extract|Get|Find|Return|Give me|Output|Identify] the [quantity|amount][| from this order]",
    "Just the [quantity|amount]", "Which quantity [was ordered|is mentioned|is named|is it]?",
    "[Tell|Give|Show] me [the quantity|how many were ordered]", "I need only the quantity",
    "Only [return|give|answer with] the [quantity|amount]", "What number of items was ordered?",
    "[Name|Say|State] the [quantity|amount]", "How many should [we|I] [pack|send|ship]?",
    "Can you find the quantity?", "I [want|would like] to know how many were [ordered|bought]",
    "Number of [items|pieces|{i}][|?]", "What [quantity|amount] of {i} [is it|was ordered]?",
    "How many {i} should [we|I] [pack|send|ship]?", "Count of {i}[|?]", "Spot the quantity",
    "How large is the order?", "How many of them?",
]  # fmt: skip
_ASK_PRICE = [
    "How much did [they|the customer|he|she] pay?",
    "What is the [price|cost][| in this order| here]?",
    "How much [was it|is it|did it cost|does it cost|do they cost|did they cost]?",
    "What did it cost?", "How much money [is it|was it|was paid|did they spend|is paid]?",
    "[Price|Cost][|?| only]",
    "[Extract|Get|Find|Return|Give me|Output|Identify] the [price|cost][| from this order]",
    "Just the [price|cost]", "Which price [is mentioned|was paid|is named|is it]?", "The price[|?]",
    "[Tell|Give|Show] me [the price|how much it was|what it costs]", "I need only the price",
    "Only [return|give|answer with] the [price|cost]", "What was the price?", "What [is|was] paid?",
    "[Name|Say|State] the [price|cost]", "How much should [we|I] [charge|pay]?", "How much?",
    "Can you find the price?", "I [want|would like] to know the [price|cost]", "Spot the price",
    "How much [do|did] the {i} cost?", "What do the {i} cost?", "What is the price of the {i}?",
    "How expensive [was it|is it|are the {i}|is the order]?", "What sum [is mentioned|was paid]?",
    "How much is the order?", "What does the order cost?", "For how much?",
    "At [what|which] price?", "Price of the {i}[|?]",
]  # fmt: skip
_QUESTIONS = {"item": _ASK_ITEM, "quantity": _ASK_QUANTITY, "price": _ASK_PRICE}
_FIELDS = ["item", "quantity", "price"]


@dataclass(frozen=True)
class _Order:
    key: str
    text: str
    fields: dict[str, object]


def _plural(item: str) -> str:
    look, space, noun = item.rpartition(" ")
    if noun in _IRREGULAR:
        plural = _IRREGULAR[noun]
    elif noun.endswith(("s", "x", "sh", "ch")):
        plural = noun + "es"
    elif noun.endswith("y") and noun[-2] not in "aeiou":
        plural = noun[:-1] + "ies"
    else:
        plural = noun + "s"
    return look + space + plural


def _price(draw: Draw) -> tuple[int, str]:
    """Return the price, and how it is written with its currency."""
    price = draw.pick([draw.number(1, 99), draw.number(1, 99), draw.number(5, 100) * 5])
    written = draw.pick(_PRICES).format(p=price)
    return price, written[:-1] if price == 1 and written.endswith("s") else written


def _item(draw: Draw) -> str:
    item = draw.pick(_ITEMS)
    if draw.chance(0.3):
        item = f"{draw.pick(_LOOKS)} {item}"
    return item


def _order(draw: Draw, texts: list[str]) -> _Order:
    quantity = draw.number(2, 12) if draw.chance(0.5) else draw.number(1, 50)
    item = _item(draw)
    if quantity > 1:
        item = _plural(item)
    price, priced = _price(draw)
    wording = draw.wording(texts)
    written = str(quantity)
    if quantity <= len(_NUMBER_WORDS) and "{q}x" not in wording and draw.chance(0.15):
        written = _NUMBER_WORDS[quantity - 1]
    buyer = draw.first_name()
    key = wording.format(q=written, i=item, p=priced, who=buyer)
    text = key
    if wording.startswith("{q}") and written.isalpha() and draw.noisy and draw.chance(0.5):
        text = text[0].upper() + text[1:]
    if draw.noisy and draw.chance(0.06):
        text = text.removesuffix(".")
    if draw.noisy and draw.chance(0.06):
        text, item = text.lower(), item.lower()
    return _Order(key, text, {"item": item, "quantity": quantity, "price": price})


def order(draw: Draw) -> Example:
    """Extract item, quantity and price of an order, mostly as JSON; one of them in plain words."""
    roll = draw.rng.random()
    if roll < 0.2:
        return _single_field(draw)
    made = _order(draw, _TOTAL_TEXTS + _EACH_TEXTS)
    if roll < 0.4:
        return Example(made.key, draw.ask_about(_KEYLESS, made.text), as_json(made.fields))
    fields = _FIELDS
    if roll < 0.7:
        fields = draw.pick_several(_FIELDS, draw.pick([1, 2, 2]) if roll < 0.55 else 3)
    pattern = instruct(draw, fields, _KEY_WORDS, _TYPES)
    answer = as_json({field: made.fields[field] for field in fields})
    return Example(made.key, draw.ask_about([pattern], made.text), answer)


def _single_field(draw: Draw) -> Example:
    # Prices of single pieces would make "How much did they pay?" a multiplication.
    made, field = _order(draw, _TOTAL_TEXTS), draw.pick(_FIELDS)
    question = draw.ask_about(_QUESTIONS[field], made.text, i=made.fields["item"])
    return Example(made.key, question, str(made.fields[field]))
